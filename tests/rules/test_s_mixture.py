"""
S-MIXTURE: 同一报告各表采用同一版本的格式。

Each notice has one form (国办公开办函〔2019〕60号、〔2021〕30号所附格式), and none that is part one and part the
other. The figures can be right all the same, so it is a hint.

A report on 2020 of the edition of 2019 whose block of 第二十条第（一）项 has the headings of 2021 is found, and the
block is named. 近海镇 2020 is such a report.
"""

import pytest

from hypothesis import given
from questions import EDITIONS, asked, numbers, rule, shanghai, suqian, zeros

from govinfo.cells import BLOCKS
from govinfo.language import LOCALES, label
from govinfo.report import Report
from govinfo.strategies import reports


RULE = rule("S-MIXTURE")
SHARED_BLOCKS = [path for path in BLOCKS if path != "disclosure.procurement"]


@given(report=reports(prose=False))
def test_S_MIXTURE_is_silent_about_an_official_form(report):
    """A report on the form of one edition is right."""
    assert ((), ()) == (asked(report, RULE).findings, asked(report, RULE).undetermined)


@given(report=reports(mixed=True, prose=False))
def test_S_MIXTURE_names_the_blocks_that_differ(report):
    """The blocks of the edition that fewer follow are named; where both are as many, those of the older one."""
    of = {
        edition: tuple(path for path, e in zip(BLOCKS, report.editions, strict=True) if e == edition)
        for edition in EDITIONS
    }
    odd, usual = sorted(EDITIONS, key=lambda edition: (len(of[edition]), edition))
    expected = [(odd, usual, of[odd], of[odd][0].split(".")[0])] if of[odd] else []
    found = [(f.fields["edition"], f.fields["usual"], f.fields["blocks"], f.section) for f in asked(report, RULE)]
    assert expected == found


@pytest.mark.parametrize("path", SHARED_BLOCKS)
@pytest.mark.parametrize(("usual", "other"), [(2019, 2021), (2021, 2019)])
def test_S_MIXTURE_finds_each_block(path, usual, other):
    """Any one block of the other edition is found, as a hint, in its section."""
    (finding,) = asked(Report.blank(usual, organ="某局", year=usual, blocks={path: other}), RULE)
    assert ("hint", path.split(".")[0], (path,)) == (finding.severity, finding.section, finding.fields["blocks"])


def test_S_MIXTURE_finds_procurement_on_the_form_of_2021():
    """第二十条第（九）项 is of the edition of 2019 only: on a form of 2021 it is a mixture."""
    (finding,) = asked(Report.blank(2021, organ="某局", year=2021, blocks={"disclosure.procurement": 2019}), RULE)
    assert ("disclosure.procurement",) == finding.fields["blocks"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_S_MIXTURE_does_not_need_figures_or_blocks(edition):
    """Blank figures and blocks that are not there are no mixture, and leave nothing undetermined."""
    blank = Report.blank(edition, organ="某局")
    few = Report.blank(edition, organ="某局", blocks={"applications": None, "disclosure.charges": None})
    none = Report.blank(edition, organ="某局", blocks=dict.fromkeys(BLOCKS))
    for report in (blank, few, none):
        assert ((), ()) == (asked(report, RULE).findings, asked(report, RULE).undetermined)


@pytest.mark.parametrize("report", [suqian(2023), suqian(2024), shanghai(), zeros(2019), zeros(2021)])
def test_S_MIXTURE_in_published_reports(report):
    """宿迁 2023 and 2024 and 上海 2019 keep to one edition."""
    assert () == asked(report, RULE).findings


@pytest.mark.parametrize("locale", LOCALES)
def test_S_MIXTURE_in_words(locale):
    """The message names the block by its title, and both editions."""
    (finding,) = asked(Report.blank(2019, organ="近海镇", year=2020, blocks={"disclosure.documents": 2021}), RULE)
    assert {2019, 2021} <= numbers(finding.message(locale))
    assert label("第二十条第（一）项", locale) in finding.message(locale)
