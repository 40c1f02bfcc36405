"""
S-YEAR: 正文所述年份、统计期限与报告年度一致。

条例第四十九条 has each report be on the year before (上一年度); that preamble, period and text speak of this year is
what offices ask for. A period is right only if it is the whole year. A preamble or overview is found only if it speaks
of the year before the reported one and never of the reported one itself: a report may compare.

A report on 2023 whose 总体情况 says 2022年 is found: 海城市西柳镇, 2023.
"""

import datetime

import pytest

from hypothesis import given
from hypothesis import strategies as st
from questions import asked, numbers, rule, suqian, zeros

from govinfo.language import LOCALES
from govinfo.report import Period
from govinfo.strategies import reports


RULE = rule("S-YEAR")
TEXTS = ("preamble", "overview")


def report(**fields):
    """A report on 2023."""
    return zeros(2021).replace(year=2023, **fields)


@given(report=reports())
def test_S_YEAR_is_silent_where_all_years_agree(report):
    """A report that speaks of its own year, or of none, is right."""
    assert ((), ()) == (asked(report, RULE).findings, asked(report, RULE).undetermined)


@given(years=st.lists(st.integers(2015, 2030)), name=st.sampled_from(TEXTS))
def test_S_YEAR_finds_a_text_about_the_year_before(years, name):
    """A text is found if it speaks of the year before and never of the year itself, whatever else it speaks of."""
    paragraphs = tuple(f"截至{year}年底，共公开信息。" for year in years)
    found = asked(report(**{name: paragraphs}), RULE)
    expected = [(name, 2022)] if 2022 in years and 2023 not in years else []
    assert expected == [(f.section, f.fields["other"]) for f in found]
    assert () == found.undetermined


@given(
    start=st.dates(datetime.date(2022, 1, 1), datetime.date(2023, 12, 31)),
    end=st.dates(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31)),
)
def test_S_YEAR_finds_a_period_that_is_not_the_year(start, end):
    """Any period but 1 January to 31 December of the year is found."""
    period = Period(start, end)
    assert (period != Period.of_year(2023)) == bool(asked(report(period=period), RULE).findings)
    assert () == asked(report(period=Period.of_year(2023)), RULE).findings


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((2023, 1, 2), (2023, 12, 31)),
        ((2023, 1, 1), (2023, 12, 30)),
        ((2022, 1, 1), (2022, 12, 31)),
        ((2023, 1, 1), (2024, 1, 31)),
    ],
)
def test_S_YEAR_finds_a_period_that_is_a_day_off(start, end):
    """A day or a year off is found, with both days."""
    (finding,) = asked(report(period=Period(datetime.date(*start), datetime.date(*end))), RULE)
    assert (2023, datetime.date(*start), datetime.date(*end)) == tuple(
        finding.fields[name] for name in ("year", "start", "end")
    )


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "text",
    [
        "2023年，本机关认真贯彻条例。",
        "与2022年相比，2023年有所增加。",
        "2021年以来成效显著。",
        "2022年代",
        "编号2022号",
        "本年度",
    ],
)
def test_S_YEAR_is_silent_about_other_years(name, text):
    """What names the year itself, a year long ago, or no year, is right."""
    assert () == asked(report(**{name: (text,)}), RULE).findings


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("text", ["2022年，本机关认真贯彻条例。", "2022 年", "截至2022年12月31日", "2022年和2021年"])
def test_S_YEAR_finds_the_year_before(name, text):
    """The year before is found however it is set, in the preamble and in the overview."""
    (finding,) = asked(report(**{name: ("按照条例编制。", text)}), RULE)
    assert ("warning", name) == (finding.severity, finding.section)


def test_S_YEAR_reads_all_paragraphs_of_a_text_together():
    """A text that names the year before and the year itself compares, be it in two paragraphs; two texts do not."""
    assert () == asked(report(overview=("2022年收到3件。", "2023年收到5件。")), RULE).findings
    (finding,) = asked(report(preamble=("2022年",), overview=("2023年",)), RULE)
    assert "preamble" == finding.section


def test_S_YEAR_is_undetermined_without_a_year():
    """Where the year is not known nobody can tell, and nothing is found."""
    result = asked(zeros(2021).replace(year=None, period=Period.of_year(2022), overview=("2022年",)), RULE)
    assert ((), 1) == (result.findings, len(result.undetermined))


def test_S_YEAR_does_not_need_a_text_or_a_period():
    """A report without preamble, overview and period says nothing of a year that could be wrong."""
    result = asked(report(period=None, preamble=()), RULE)
    assert ((), ()) == (result.findings, result.undetermined)


def test_S_YEAR_example():
    """海城市西柳镇, report on 2023: the overview says 2022年. With 2023年 it is right."""
    wrong = suqian(2023).replace(overview=("2022年，西柳镇政府信息公开工作有序推进。",))
    (finding,) = asked(wrong, RULE)
    assert ("overview", 2023, 2022) == (finding.section, finding.fields["year"], finding.fields["other"])
    assert () == asked(wrong.replace(overview=("2023年，西柳镇政府信息公开工作有序推进。",)), RULE).findings


@pytest.mark.parametrize("locale", LOCALES)
def test_S_YEAR_in_words(locale):
    """The message gives the year of the report and the other year, or the days of the period."""
    period = Period(datetime.date(2021, 11, 30), datetime.date(2022, 12, 31))
    first, second = asked(report(period=period, overview=("2022年",)), RULE)
    assert {2023, 2021, 30, 2022, 31} <= numbers(first.message(locale))
    assert {2023, 2022} <= numbers(second.message(locale))
