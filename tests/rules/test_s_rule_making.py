"""
S-RULE-MAKING: 没有规章制定权的机关（县级及以下），规章各项为零。

规章 are made by 国务院部门, provinces and 设区的市、自治州; the instructions of 湖北省 for reports on 2020 have the
figures of this row come from the latter only. A town or county, or a department of one, has none to report. It is a
warning: some count the rules of a higher government that they published.

A town with 规章 0, 0 and 6 in force is found: a town of 尼勒克县, 2023. So is every figure of the row but 0.
"""

import pytest

from hypothesis import given
from hypothesis import strategies as st
from questions import EDITIONS, asked, dense, numbers, rule, shanghai, suqian, zeros

from govinfo.cells import CELLS, Cell
from govinfo.language import LOCALES
from govinfo.organ import Level, Organ
from govinfo.report import Report
from govinfo.strategies import reports


RULE = rule("S-RULE-MAKING")
ROW = CELLS.disclosure.documents.government_rules
CELLS_OF = {
    2019: (ROW.made, ROW.disclosed, ROW.disclosed_in_total),
    2021: (ROW.issued, ROW.repealed, ROW.in_force),
}
BELOW = (Level.TOWN, Level.COUNTY)
ABOVE = (Level.CITY, Level.PROVINCE, Level.MINISTRY)


def of(level, edition=2021, name="某机关", **figures):
    """A report of zeros of an organ of this level, with other figures in the row 规章."""
    cells = dict(zip(("first", "second", "third"), CELLS_OF[edition], strict=True))
    return zeros(edition).replace(
        {cells[name]: figure for name, figure in figures.items()}, organ=Organ(name, level=level)
    )


@given(report=reports(mixed=True, blanks=True, prose=False), level=st.sampled_from(ABOVE))
def test_S_RULE_MAKING_is_silent_about_organs_that_make_rules(report, level):
    """A city, a province or a ministry may report any rules, or leave the row blank."""
    result = asked(report.replace(organ=Organ("某机关", level=level)), RULE)
    assert ((), ()) == (result.findings, result.undetermined)


@given(
    edition=st.sampled_from(EDITIONS),
    figures=st.tuples(*[st.none() | st.integers(0, 99)] * 3),
    level=st.none() | st.sampled_from(Level),
)
def test_S_RULE_MAKING_has_three_verdicts(edition, figures, level):
    """
    Any figure but 0 is found of a town or county, with all such cells, and cannot be judged if the level is not known.

    Where there is none, but a blank, it cannot be judged either, unless the organ makes rules.
    """
    cells = CELLS_OF[edition]
    result = asked(zeros(edition).replace(dict(zip(cells, figures, strict=True)), organ=Organ("某机关", level)), RULE)
    some = tuple(cell for cell, figure in zip(cells, figures, strict=True) if figure)
    blank = tuple(cell for cell, figure in zip(cells, figures, strict=True) if figure is None)
    found = [some] * (some != () and level in BELOW)
    open_ = [some or blank] * (some + blank != () and level not in ABOVE and not found)
    assert (found, open_) == ([f.cells for f in result.findings], [f.cells for f in result.undetermined])
    assert {"disclosure"} >= {f.section for f in (*result.findings, *result.undetermined)}


@pytest.mark.parametrize("level", BELOW)
@pytest.mark.parametrize("edition", EDITIONS)
def test_S_RULE_MAKING_finds_a_figure_in_every_cell(edition, level):
    """Each of the three cells of the row is asked; no other cell of the report is."""
    for cell in CELLS_OF[edition]:
        (finding,) = asked(of(level, edition).replace({cell: 1}), RULE)
        assert ("warning", (cell,), level) == (finding.severity, finding.cells, finding.fields["level"])
    none = dense(edition).replace(dict.fromkeys(CELLS_OF[edition], 0), organ=Organ("某机关", level=level))
    assert () == asked(none, RULE).findings


@pytest.mark.parametrize("level", [*BELOW, None])
@pytest.mark.parametrize("edition", EDITIONS)
def test_S_RULE_MAKING_is_undetermined_by_any_blank(edition, level):
    """A blank is no zero: where one cell is blank and the others are 0 nobody can tell."""
    for cell in CELLS_OF[edition]:
        result = asked(of(level, edition).replace({cell: None}), RULE)
        assert ((), [(cell,)]) == (result.findings, [open_.cells for open_ in result.undetermined])


@pytest.mark.parametrize("level", BELOW)
def test_S_RULE_MAKING_finds_a_figure_beside_a_blank(level):
    """A blank does not excuse a figure: it is found, and nothing is undetermined."""
    result = asked(of(level, first=None, third=6), RULE)
    assert ([(ROW.in_force,)], ()) == ([finding.cells for finding in result], result.undetermined)


@pytest.mark.parametrize(
    ("name", "found", "open_"),
    [
        ("某县某镇人民政府", 1, 0),
        ("某街道办事处", 1, 0),
        ("某县人民政府", 1, 0),
        ("某自治州人民政府", 0, 0),
        ("某省人民政府", 0, 0),
        ("某市人民政府", 0, 1),
        ("某局", 0, 1),
    ],
)
def test_S_RULE_MAKING_takes_the_level_from_a_name_that_leaves_no_doubt(name, found, open_):
    """A name that ends in 镇人民政府 is a town's; 某市人民政府 may be of a county or of a city: nobody can tell."""
    result = asked(of(None, third=6).replace(organ=Organ(name)), RULE)
    assert (found, open_) == (len(result.findings), len(result.undetermined))


def test_S_RULE_MAKING_says_nothing_without_the_block():
    """Where 第二十条第（一）项 is not there, no figure and no blank is."""
    report = Report.blank(2021, organ=Organ("某镇", level=Level.TOWN), blocks={"disclosure.documents": None})
    result = asked(report, RULE)
    assert ((), ()) == (result.findings, result.undetermined)


def test_S_RULE_MAKING_example():
    """A town of 尼勒克县, 2023: 规章 0, 0, 6 is found; with 0, 0, 0 it is right."""
    report = of(Level.TOWN, third=6).replace(year=2023)
    (finding,) = asked(report, RULE)
    assert {ROW.in_force: 6} == finding.fields["figures"]
    assert () == asked(report.replace({ROW.in_force: 0}), RULE).findings


@pytest.mark.parametrize("report", [suqian(2023), suqian(2024), shanghai()])
def test_S_RULE_MAKING_in_published_reports(report):
    """宿迁 (a city, 规章 11 and 12) and 上海 (a province, 524) make rules; were they counties they would be found."""
    assert () == asked(report, RULE).findings
    assert 1 == len(asked(report.replace(organ=Organ("某县", level=Level.COUNTY)), RULE).findings)


@pytest.mark.parametrize("locale", LOCALES)
def test_S_RULE_MAKING_in_words(locale):
    """The message names the organ and gives the figures; without a level it says that it is not known."""
    figures = {
        Cell(f"disclosure.documents.government_rules.{name}"): n for name, n in (("issued", 47), ("in_force", 326))
    }
    report = zeros(2021).replace(figures, organ=Organ("某县某镇", level=Level.TOWN))
    (finding,) = asked(report, RULE)
    assert "某县某镇" in finding.message(locale)
    assert {47, 326} <= numbers(finding.message(locale))
    (unknown,) = asked(report.replace(organ=Organ("某局")), RULE).undetermined
    (blank,) = asked(of(Level.TOWN, first=None), RULE).undetermined
    assert 3 == len({found.message(locale) for found in (finding, unknown, blank)})
