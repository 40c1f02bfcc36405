"""
S-DEADLINE: 县级以上人民政府部门的年度报告于次年1月31日前、县级以上地方人民政府的年度报告于次年3月31日前向社会公布。

条例第四十九条: 县级以上人民政府部门应当在每年1月31日前向本级政府信息公开工作主管部门提交本行政机关上一年度政府信息公
开工作年度报告并向社会公布。县级以上地方人民政府的政府信息公开工作主管部门应当在每年3月31日前向社会公布本级政府上一年
度政府信息公开工作年度报告。 The day itself is in time. Of towns the Regulation says nothing, so that a late one is a
hint; all else is a warning: a page may show the day on which it was moved or changed.

A bureau that publishes its report on 2023 on 31 January 2024 is in time, and on 1 February late; a county has until
31 March. Of an organ that may be either, February and March cannot be judged.
"""

import datetime

import pytest

from hypothesis import given
from hypothesis import strategies as st
from questions import asked, numbers, rule, zeros

from govinfo.language import LOCALES
from govinfo.organ import Kind, Level, Organ
from govinfo.strategies import reports


RULE = rule("S-DEADLINE")
JANUARY, FEBRUARY = datetime.date(2024, 1, 31), datetime.date(2024, 2, 1)
MARCH, APRIL = datetime.date(2024, 3, 31), datetime.date(2024, 4, 1)
DEPARTMENT, GOVERNMENT = Organ("某县财政局"), Organ("某县人民政府")
TOWN, EITHER = Organ("某县某镇人民政府"), Organ("某市人民政府办公室")
BOUNDS = {"department": JANUARY, "government": MARCH, "town": JANUARY}


def of(organ, published, year=2023):
    """A report of an organ that was published on a day."""
    return zeros(2021).replace(organ=organ, published=published, year=year)


def verdicts(report):
    """The severities of what is found, and how many cannot be judged."""
    result = asked(report, RULE)
    return [finding.severity for finding in result], len(result.undetermined)


@given(report=reports(prose=False))
def test_S_DEADLINE_holds_of_reports_of_january(report):
    """What was published in January, or is not yet, is in time, whoever reports."""
    assert ([], 0) == verdicts(report)


@pytest.mark.parametrize(
    ("organ", "day", "due"),
    [
        (DEPARTMENT, JANUARY, ([], 0)),
        (DEPARTMENT, FEBRUARY, (["warning"], 0)),
        (DEPARTMENT, APRIL, (["warning"], 0)),
        (GOVERNMENT, FEBRUARY, ([], 0)),
        (GOVERNMENT, MARCH, ([], 0)),
        (GOVERNMENT, APRIL, (["warning"], 0)),
        (TOWN, JANUARY, ([], 0)),
        (TOWN, FEBRUARY, (["hint"], 0)),
        (TOWN, APRIL, (["hint"], 0)),
        (EITHER, JANUARY, ([], 0)),
        (EITHER, FEBRUARY, ([], 1)),
        (EITHER, MARCH, ([], 1)),
        (EITHER, APRIL, (["warning"], 0)),
    ],
)
def test_S_DEADLINE_by_one_day(organ, day, due):
    """The last day is in time and the next is late; who is not known to be a government is late for sure in April."""
    assert due == verdicts(of(organ, day))


@given(
    days=st.integers(-400, 800),
    year=st.integers(2019, 2060),
    kind=st.none() | st.sampled_from(Kind),
    level=st.none() | st.sampled_from(Level),
)
def test_S_DEADLINE_is_found_exactly_when_it_is_crossed(days, year, kind, level):
    """After 31 January of the next year for departments and towns, after 31 March for governments, of any year."""
    first, last = datetime.date(year + 1, 1, 31), datetime.date(year + 1, 3, 31)
    day = first + datetime.timedelta(days=days)
    result = asked(of(Organ("某机关", level, kind), day, year), RULE)
    due = first if level is Level.TOWN or kind is Kind.DEPARTMENT else last
    is_open = kind is None and level is not Level.TOWN and first < day <= last
    assert (int(day > due), int(is_open)) == (len(result.findings), len(result.undetermined))
    assert [(due, day)] * (day > due) == [(found.fields["due"], found.fields["published"]) for found in result]
    assert {(None, ())} >= {(found.section, found.cells) for found in (*result.findings, *result.undetermined)}


@pytest.mark.parametrize(
    ("organ", "due"),
    [
        (Organ("某机关", kind=Kind.GOVERNMENT), []),
        (Organ("某县财政局", kind=Kind.GOVERNMENT), []),
        (Organ("某县人民政府", kind=Kind.DEPARTMENT), ["warning"]),
        (Organ("某镇人民政府", level=Level.COUNTY), []),
        (Organ("某县财政局", level=Level.TOWN), ["hint"]),
        (Organ("某街道办事处"), ["hint"]),
    ],
)
def test_S_DEADLINE_asks_first_what_is_known_of_the_organ(organ, due):
    """What an organ is said to be counts before what its name says."""
    assert (due, 0) == verdicts(of(organ, MARCH))


def test_S_DEADLINE_says_nothing_of_what_is_not_published():
    """Without a day of publication there is nothing to judge, whatever else is known."""
    assert ([], 0) == verdicts(of(DEPARTMENT, None))
    assert ([], 0) == verdicts(of(DEPARTMENT, None, year=None))


def test_S_DEADLINE_is_undetermined_without_a_year():
    """Which year was reported on must be known."""
    assert ([], 1) == verdicts(of(DEPARTMENT, APRIL, year=None))


@given(report=reports(mixed=True, blanks=True, prose=False))
def test_S_DEADLINE_is_about_no_figure(report):
    """Whatever stands in the tables and whichever are blank, only the day counts."""
    late = report.replace(organ=DEPARTMENT, published=datetime.date(report.year + 1, 2, 1))
    assert (["warning"], 0) == verdicts(late)


def test_S_DEADLINE_example():
    """A bureau on 1 February is late, a county is not."""
    (finding,) = asked(of(DEPARTMENT, FEBRUARY), RULE)
    assert (JANUARY, FEBRUARY) == (finding.fields["due"], finding.fields["published"])
    assert () == asked(of(GOVERNMENT, FEBRUARY), RULE).findings


@pytest.mark.parametrize("locale", LOCALES)
def test_S_DEADLINE_in_words(locale):
    """The message gives the day of publication and the last day; for a town it says that the Regulation names none."""
    (late,) = asked(of(DEPARTMENT, FEBRUARY), RULE)
    (town,) = asked(of(TOWN, FEBRUARY), RULE)
    (either,) = asked(of(EITHER, FEBRUARY), RULE).undetermined
    (no_year,) = asked(of(DEPARTMENT, FEBRUARY, year=None), RULE).undetermined
    assert {2024, 31} <= numbers(late.message(locale))
    assert {2024, 1} <= numbers(town.message(locale))
    assert 4 == len({finding.message(locale) for finding in (late, town, either, no_year)})
