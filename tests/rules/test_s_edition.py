"""
S-EDITION: 年度报告使用该年度适用的格式版本。

The edition of 2019 (国办公开办函〔2019〕60号) serves the reports on 2019 and 2020, that of 2021 (〔2021〕30号) all
later ones; before 2019 there was another table, which is no edition of this form. The years are those of published
reports. The edition of a report is that of more than half of its blocks; where no edition has more than half, nothing
is said.

A report on 2022 on the form of 2019 is found, and is told that 2021 is due. Reports on 2021 to 2023 on the form of
2019 have been published.
"""

import pytest

from hypothesis import given
from hypothesis import strategies as st
from questions import EDITIONS, asked, numbers, rule, shanghai, suqian, zeros

from govinfo.cells import BLOCKS
from govinfo.language import LOCALES
from govinfo.report import Report
from govinfo.strategies import reports


RULE = rule("S-EDITION")
DUE = {2017: None, 2018: None, 2019: 2019, 2020: 2019, 2021: 2021, 2022: 2021, 2023: 2021, 2030: 2021, 2050: 2021}


def due(year):
    """The edition that is due for a year."""
    return None if year < 2019 else 2019 if year < 2021 else 2021


def prevailing(report):
    """The edition of more than half of the blocks that are there, as a list of one or none."""
    there = [edition for edition in report.editions if edition is not None]
    return [edition for edition in EDITIONS if there.count(edition) > len(there) / 2]


@given(report=reports())
def test_S_EDITION_is_silent_where_edition_and_year_fit(report):
    """A report on the form that is due for its year is right."""
    assert ((), ()) == (asked(report, RULE).findings, asked(report, RULE).undetermined)


@given(report=reports(mixed=True, prose=False), year=st.integers(2010, 2040))
def test_S_EDITION_asks_for_what_most_blocks_are(report, year):
    """In a mixture the edition of more than half of the blocks counts; if there is none nothing is said."""
    found = asked(report.replace(year=year, period=None), RULE)
    expected = [(edition, year) for edition in prevailing(report) if edition != due(year)]
    assert expected == [(finding.fields["edition"], finding.fields["year"]) for finding in found]
    assert () == found.undetermined


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("year", DUE)
def test_S_EDITION_of_each_year(year, edition):
    """2019 and 2020: form of 2019; from 2021 on: form of 2021; before: neither."""
    expected = [("S-EDITION", "warning", edition)] * (DUE[year] != edition)
    found = asked(zeros(edition).replace(year=year), RULE)
    assert expected == [(finding.rule, finding.severity, finding.fields["edition"]) for finding in found]


@pytest.mark.parametrize("edition", EDITIONS)
def test_S_EDITION_is_undetermined_without_a_year(edition):
    """Where the year is not known nobody can tell; that is no finding."""
    result = asked(zeros(edition).replace(year=None), RULE)
    assert ((), 1) == (result.findings, len(result.undetermined))


def test_S_EDITION_says_nothing_of_a_report_without_tables():
    """No block, no edition: nothing is said, and nothing is undetermined, whatever the year."""
    report = Report.blank(2021, organ="某局", year=2010, blocks=dict.fromkeys(BLOCKS))
    for asked_ in (report, report.replace(year=None)):
        assert ((), ()) == (asked(asked_, RULE).findings, asked(asked_, RULE).undetermined)


def test_S_EDITION_says_nothing_where_both_editions_are_as_many():
    """Three blocks of each edition: none prevails. With one block more there is one that does."""
    half = dict.fromkeys(["disclosure.documents", "disclosure.services", "disclosure.enforcement"], 2019)
    report = Report.blank(2021, organ="某局", year=2020, blocks=half)
    assert () == asked(report, RULE).findings
    four = half | {"disclosure.charges": 2019}
    assert () == asked(Report.blank(2021, organ="某局", year=2020, blocks=four), RULE).findings
    assert 1 == len(asked(Report.blank(2021, organ="某局", year=2022, blocks=four), RULE).findings)


@pytest.mark.parametrize("report", [suqian(2023), suqian(2024), shanghai()])
def test_S_EDITION_in_published_reports(report):
    """宿迁 2023 and 2024 use the form of 2021, 上海 2019 that of 2019."""
    assert () == asked(report, RULE).findings


@pytest.mark.parametrize("locale", LOCALES)
def test_S_EDITION_in_words(locale):
    """The message gives the year, the edition that is due with its document, and the edition that is used."""
    (finding,) = asked(zeros(2019).replace(year=2022), RULE)
    assert {2022, 2021, 2019} <= numbers(finding.message(locale))
    assert "国办公开办函〔2021〕30号" in finding.message("zh_Hans")
    (before,) = asked(zeros(2021).replace(year=2018), RULE)
    assert {2018, 2021} <= numbers(before.message(locale))
    (open_,) = asked(zeros(2021).replace(year=None), RULE).undetermined
    assert open_.message(locale) != before.message(locale)
