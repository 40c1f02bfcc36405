"""
Y-IN-FORCE: 本年现行有效件数等于上年现行有效件数加本年制发件数减本年废止件数。

No document says so. It follows from what the headings of table two mean (格式2021，表二): 现行有效件数 is a stock at
the end of the year, 本年制发件数 and 本年废止件数 are what came and went in it. It is a warning: documents also lapse
by their own term, and organs count theirs anew from time to time. It speaks of 规章 and of 行政规范性文件, of years
that are both on the edition of 2021: that of 2019 counts other things.

In force 10 at the end of 2022; issued 3 and repealed 1 in 2023: 12 = 10 + 3 − 1. With 13, the difference is 1.
"""

import pytest

from between import (
    FIRST,
    asked,
    between,
    bound_years,
    changed,
    changes,
    counts,
    elsewhere,
    suqian_years,
    two_years,
    violated,
    with_each_blank,
    with_each_wrong,
)
from hypothesis import given
from hypothesis import strategies as st
from questions import numbers, rule, zeros

from govinfo.cells import CELLS
from govinfo.language import LOCALES, label
from govinfo.messages import report_name


RULE = rule("Y-IN-FORCE")
PLACES = {
    (2021, 2021): [
        between(f"disclosure.documents.{row}", "later.in_force = earlier.in_force + later.issued - later.repealed")
        for row in ("government_rules", "normative")
    ]
}
(BOTH,) = PLACES
NORMATIVE = CELLS.disclosure.documents.normative


@given(data=st.data(), editions=st.sampled_from(sorted(FIRST)))
def test_Y_IN_FORCE_holds_for_both_kinds_of_document(data, editions):
    """What was in force, with what came and without what went; where a year is on the edition of 2019 nothing is."""
    assert (2 * (editions == BOTH), 0, 0) == counts(data.draw(bound_years(editions)), RULE)


@given(change=changes(PLACES))
def test_Y_IN_FORCE_finds_any_one_wrong_figure(change):
    """Any one wrong figure of the four is found in its row, with both sides, their years and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert (1, 1, 0) == counts(change.after, RULE)


def test_Y_IN_FORCE_finds_a_wrong_figure_in_every_cell():
    """None of its eight cells is left out: a wrong figure breaks its row, and no other."""
    assert [(1, 1, 0)] * 8 == with_each_wrong(two_years(2022), RULE, PLACES[BOTH])


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("place", PLACES[BOTH])
def test_Y_IN_FORCE_by_one(place, by):
    """One more or one less is found: there is nothing between right and wrong."""
    reports = two_years(2022)
    for who, cell in place.keys:
        wrong = changed(reports, who, {cell: reports[who][0][cell] + by})
        assert [place.told(wrong)] == violated(wrong, RULE)


@given(reports=elsewhere({**PLACES, (2019, 2021): [], (2019, 2019): []}))
def test_Y_IN_FORCE_is_about_no_other_cell(reports):
    """Whatever stands in other rows and tables, the rule holds; where a year is on the edition of 2019 it is silent."""
    is_asked = reports["earlier"][0].disclosure.documents.edition == 2021
    assert (2 * is_asked, 0, 0) == counts(reports, RULE)


@pytest.mark.parametrize("report", [{}, {"report": zeros}])
def test_Y_IN_FORCE_is_undetermined_beside_a_blank(report):
    """A blank is no zero: where one of four figures is blank nothing is said of its row, would a zero fit or not."""
    assert [(1, 0, 1)] * 8 == with_each_blank(two_years(2022, **report), RULE, PLACES[BOTH])


def test_Y_IN_FORCE_is_found_whatever_the_blanks_are():
    """Where no count will do it is found: 5 in force and 3 issued, whatever was repealed, are not more than 8."""
    reports = changed(two_years(2022, zeros), "earlier", {NORMATIVE.in_force: 5})
    for in_force, found in ((7, 0), (8, 0), (9, 1)):
        later = {NORMATIVE.in_force: in_force, NORMATIVE.issued: 3, NORMATIVE.repealed: None}
        result = asked(changed(reports, "later", later), RULE)
        assert (1, found, 1 - found) == (result.held, len(result.findings), len(result.undetermined))
        assert [None] * found == [finding.difference for finding in result]
    later = {NORMATIVE.in_force: None, NORMATIVE.issued: 3, NORMATIVE.repealed: 9}
    assert (1, 1, 0) == counts(changed(reports, "later", later), RULE)


def test_Y_IN_FORCE_example():
    """12 = 10 + 3 − 1 holds; 13 does not, and is off by 1. It is a warning."""
    reports = changed(two_years(2022, zeros), "earlier", {NORMATIVE.in_force: 10})
    later = {NORMATIVE.in_force: 12, NORMATIVE.issued: 3, NORMATIVE.repealed: 1}
    assert (2, 0, 0) == counts(changed(reports, "later", later), RULE)
    (finding,) = asked(changed(reports, "later", later | {NORMATIVE.in_force: 13}), RULE)
    assert (13, 12, 1, "warning") == (finding.left.total, finding.right.total, finding.difference, finding.severity)


@pytest.mark.parametrize("first", [2023, 2024])
def test_Y_IN_FORCE_in_the_reports_of_suqian(first):
    """宿迁, 2024: 12 = 11 + 2 − 1 and 420 = 597 + 50 − 227; 2025: 15 = 12 + 3 − 0 and 422 = 420 + 61 − 59."""
    assert (2, 0, 0) == counts(suqian_years(first), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_Y_IN_FORCE_in_words(locale):
    """The message names both years and the row, and gives all four figures, what they come to and the difference."""
    reports = changed(suqian_years(2023), "later", {NORMATIVE.in_force: 1420})
    (finding,) = asked(reports, RULE)
    message = finding.message(locale)
    assert {1420, 597, 50, 227, 420, 1000, 2023, 2024} <= numbers(message)
    for text in ("行政规范性文件", "现行有效件数", "本年制发件数", "本年废止件数"):
        assert label(text, locale) in message
    (open_,) = asked(changed(reports, "earlier", {NORMATIVE.in_force: None}), RULE).undetermined
    assert label("现行有效件数", locale) in open_.message(locale)
    assert report_name("宿迁市人民政府 2023", locale) in open_.message(locale)
