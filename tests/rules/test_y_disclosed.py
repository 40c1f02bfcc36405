"""
Y-DISCLOSED: 本年对外公开总数量不少于上年。

No document says so. It follows from the heading of the column (格式2019，表二): 对外公开总数量 is all that is
disclosed, and what was disclosed last year still is. It is a warning: documents that were repealed or taken off the
site may no longer be counted. It speaks of 规章 and of 规范性文件, and so of the years 2019 and 2020, which are on
the edition of 2019.

Disclosed in total 40 in 2019: 40 or more in 2020 is right. With 39, 39 is less than 40, and the difference is −1.
"""

import pytest

from between import (
    FIRST,
    asked,
    between,
    bound_years,
    bounded,
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


RULE = rule("Y-DISCLOSED")
PLACES = {
    (2019, 2019): [
        between(f"disclosure.documents.{row}", "later.disclosed_in_total ≥ earlier.disclosed_in_total")
        for row in ("government_rules", "normative")
    ]
}
(BOTH,) = PLACES
NORMATIVE = CELLS.disclosure.documents.normative


@given(data=st.data(), editions=st.sampled_from(sorted(FIRST)))
def test_Y_DISCLOSED_holds_for_both_kinds_of_document(data, editions):
    """There are not fewer than last year; the edition of 2021 does not ask how many are disclosed."""
    assert (2 * (editions == BOTH), 0, 0) == counts(data.draw(bound_years(editions)), RULE)


@given(change=bounded(PLACES))
def test_Y_DISCLOSED_is_found_exactly_when_it_is_crossed(change):
    """As many as last year, or more, is right; fewer is found, with both sides, their years and the difference."""
    assert [change.place.told(change.after)] * (change.by < 0) == violated(change.after, RULE)
    assert 2 - (change.by < 0) == asked(change.after, RULE).held


@pytest.mark.parametrize(("figure", "found"), [(0, 1), (1, 0), (2, 0)])
@pytest.mark.parametrize("place", PLACES[BOTH])
def test_Y_DISCLOSED_by_one(place, figure, found):
    """One last year: none is found; one is not, and two are not."""
    (who, cell), _ = place.keys
    assert (2 - found, found, 0) == counts(changed(two_years(2019), who, {cell: figure}), RULE)


@given(change=changes(PLACES))
def test_Y_DISCLOSED_is_found_whichever_figure_crosses_it(change):
    """Too few this year or too many last year: it is found if the bound is crossed, and only then."""
    left, right = change.place.totals(change.after)
    assert [change.place.told(change.after)] * (left < right) == violated(change.after, RULE)


def test_Y_DISCLOSED_finds_a_wrong_figure_in_every_cell():
    """None of its four cells is left out: a figure that crosses the bound breaks its row, and no other."""
    assert [(1, 1, 0)] * 4 == with_each_wrong(two_years(2019), RULE, PLACES[BOTH])


@given(reports=elsewhere({**PLACES, (2019, 2021): [], (2021, 2021): []}))
def test_Y_DISCLOSED_is_about_no_other_cell(reports):
    """Whatever stands in other cells, the rule holds; where a year is on the edition of 2021 it says nothing."""
    is_asked = reports["later"][0].disclosure.documents.edition == 2019
    assert (2 * is_asked, 0, 0) == counts(reports, RULE)


def test_Y_DISCLOSED_is_undetermined_beside_a_blank():
    """A blank is no zero: this year's may be any number, and so may last year's, if this year's is not the least."""
    assert [(1, 0, 1)] * 4 == with_each_blank(two_years(2019), RULE, PLACES[BOTH])


def test_Y_DISCLOSED_holds_whatever_a_blank_is():
    """No count is less than none: where none were disclosed last year, this year's may be blank."""
    reports = two_years(2019, zeros)
    assert (2, 0, 0) == counts(changed(reports, "later", {NORMATIVE.disclosed_in_total: None}), RULE)
    assert (1, 0, 1) == counts(changed(reports, "earlier", {NORMATIVE.disclosed_in_total: None}), RULE)


def test_Y_DISCLOSED_example():
    """40 after 40 holds; 39 does not, and is off by −1. It is a warning."""
    reports = changed(two_years(2019, zeros), "earlier", {NORMATIVE.disclosed_in_total: 40})
    assert (2, 0, 0) == counts(changed(reports, "later", {NORMATIVE.disclosed_in_total: 40}), RULE)
    (finding,) = asked(changed(reports, "later", {NORMATIVE.disclosed_in_total: 39}), RULE)
    assert (39, 40, -1, "warning") == (finding.left.total, finding.right.total, finding.difference, finding.severity)


def test_Y_DISCLOSED_in_the_reports_of_suqian():
    """宿迁, 2023 and 2024, uses the edition of 2021, which counts other things: issued, repealed, in force."""
    assert (0, 0, 0) == counts(suqian_years(2023), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_Y_DISCLOSED_in_words(locale):
    """The message names both years, the row and the column, and gives both figures and the difference."""
    reports = changed(two_years(2019, zeros), "earlier", {NORMATIVE.disclosed_in_total: 1368})
    reports = changed(reports, "later", {NORMATIVE.disclosed_in_total: 368})
    (finding,) = asked(reports, RULE)
    message = finding.message(locale)
    assert {1368, 368, 1000, 2019, 2020} <= numbers(message)
    for text in ("规范性文件", "对外公开总数量"):
        assert label(text, locale) in message
    (open_,) = asked(changed(reports, "earlier", {NORMATIVE.disclosed_in_total: None}), RULE).undetermined
    assert label("对外公开总数量", locale) in open_.message(locale)
    assert report_name("某局 2019", locale) in open_.message(locale)
