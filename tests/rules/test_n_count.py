"""
N-COUNT: 数量为非负整数；只有“本年增/减”可以是负数。

That counts are whole and not negative goes without saying. That 本年增/减 takes a negative figure for a decrease is in
the instructions of 湖北省 for reports on 2020: 减用负值表示, such as −8. It speaks of every figure of every table;
amounts are whole numbers of fen.

Received −1 is found; 本年增/减 −8 is not. 3.5 requests are found, whatever cell they stand in.
"""

import math

import pytest

from hypothesis import given
from hypothesis import strategies as st
from questions import EDITIONS, asked, counts, dense, numbers, rule, shanghai, suqian, zeros

from govinfo.cells import CELLS, Cell, cells_of
from govinfo.language import LOCALES, label
from govinfo.strategies import reports


RULE = rule("N-COUNT")
SIGNED = {
    CELLS.disclosure.services.licences.change,
    CELLS.disclosure.services.other_services.change,
    CELLS.disclosure.enforcement.penalties.change,
    CELLS.disclosure.enforcement.coercive_measures.change,
    CELLS.disclosure.charges.fees.change,
}
RECEIVED = CELLS.applications.received.natural_persons
NONSENSE = [3.5, 3.0, True, False, "12", "", math.nan, math.inf, (), 1j]


@st.composite
def with_figures(draw, figures):
    """A report with other figures in some of its cells, and what these are."""
    report = dense(draw(st.sampled_from(EDITIONS)))
    drawn = draw(st.dictionaries(st.sampled_from(cells_of(report.editions)), figures, min_size=1, max_size=9))
    return report.replace(drawn), drawn


@given(report=reports(mixed=True, blanks=True, prose=False))
def test_N_COUNT_holds_of_every_figure(report):
    """Figures of requests, documents, cases and amounts are whole and not negative; a blank is no figure."""
    assert (0, 0, 0) == counts(report, RULE)


@given(drawn=with_figures(st.none() | st.integers()))
def test_N_COUNT_finds_what_is_negative(drawn):
    """Each negative figure is found, in the order of the form and with its cell; in 本年增/减 it is right."""
    report, figures = drawn
    wrong = [cell for cell in cells_of(report.editions) if (figures.get(cell) or 0) < 0 and cell not in SIGNED]
    assert [((cell,), cell.section, figures[cell]) for cell in wrong] == [
        (finding.cells, finding.section, finding.fields["figure"]) for finding in asked(report, RULE)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_N_COUNT_is_asked_of_every_cell(edition):
    """−1 is found in every cell but those of 本年增/减, and 0 in none."""
    cells = cells_of(zeros(edition).editions)
    found = [cell for cell in cells if asked(zeros(edition).replace({cell: -1}), RULE).findings]
    assert [cell for cell in cells if cell not in SIGNED] == found
    assert () == asked(zeros(edition), RULE).findings


@given(drawn=with_figures(st.sampled_from(NONSENSE)))
def test_N_COUNT_finds_what_is_no_whole_number(drawn):
    """A fraction, 3.0, a truth value, text: what is no whole number is found in any cell, 本年增/减 too."""
    report, figures = drawn
    assert sorted(cell.path for cell in figures) == sorted(f.cells[0].path for f in asked(report, RULE))


def test_N_COUNT_is_silent_about_blanks():
    """A blank is no figure: where all cells are blank nothing is found, and nothing is undetermined."""
    report = dense(2019)
    assert (0, 0, 0) == counts(report.replace(dict.fromkeys(cells_of(report.editions))), RULE)


def test_N_COUNT_example():
    """Received −1 is an error; a decrease of 8 is none; 3.5 is one as a decrease too."""
    change = CELLS.disclosure.services.licences.change
    (finding,) = asked(zeros(2019).replace({RECEIVED: -1, change: -8}), RULE)
    assert ((RECEIVED,), "error") == (finding.cells, finding.severity)
    (finding,) = asked(zeros(2019).replace({change: -3.5}), RULE)
    assert (change,) == finding.cells


@pytest.mark.parametrize("report", [suqian(2023), suqian(2024), shanghai()])
def test_N_COUNT_in_published_reports(report):
    """宿迁 2023 and 2024, and 上海 2019 with its blanks: no figure is negative."""
    assert (0, 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_N_COUNT_in_words(locale):
    """The message names the cell and gives the figure; of a negative one also the least that may stand there."""
    (finding,) = asked(zeros(2021).replace({RECEIVED: -1234}), RULE)
    assert {1234, 0} <= numbers(finding.message(locale))
    assert label("自然人", locale) in finding.message(locale)
    (other,) = asked(zeros(2021).replace({RECEIVED: "some"}), RULE)
    assert "some" in other.message(locale)
    assert other.template != finding.template


@pytest.mark.parametrize("cell", ["disclosure.charges.fees.amount", "disputes.litigation.direct.pending"])
def test_N_COUNT_knows_no_largest_figure(cell):
    """A figure of thirty digits is one like any other."""
    assert (0, 0, 0) == counts(zeros(2021).replace({Cell(cell): 10**30}), RULE)
