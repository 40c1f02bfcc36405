"""
Y-PENDING: 行政复议、行政诉讼的本年总计件数，不少于上年尚未审结件数。

No document says so. It follows from the heading 尚未审结 (格式2019、2021，表四) if cases that were pending at the end
of a year are counted again in the next, in which they end or are pending still; whether they are is not settled. It
is a hint. It speaks of 行政复议, 未经复议直接起诉 and 复议后起诉, of years that are on the same edition.

26 pending at the end of 2023: 26 cases or more in 2024 is right. With 25, 25 is less than 26, and the difference is
−1.
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
    without_table,
)
from figures import CASES
from hypothesis import given
from hypothesis import strategies as st
from questions import numbers, rule, zeros

from govinfo.cells import CELLS
from govinfo.language import LOCALES, label
from govinfo.messages import report_name


RULE = rule("Y-PENDING")
PLACES = {
    editions: [between(f"disputes.{row}", "later.total ≥ earlier.pending") for row in CASES]
    for editions in ((2019, 2019), (2021, 2021))
}
SAME = pytest.mark.parametrize("editions", PLACES)
RECONSIDERATION = CELLS.disputes.reconsideration


@given(data=st.data(), editions=st.sampled_from(sorted(FIRST)))
def test_Y_PENDING_holds_for_all_three_groups(data, editions):
    """There are not fewer cases than were pending; across the edition of 2019 and that of 2021 nothing is said."""
    assert (3 * (editions in PLACES), 0, 0) == counts(data.draw(bound_years(editions)), RULE)


@given(change=bounded(PLACES))
def test_Y_PENDING_is_found_exactly_when_it_is_crossed(change):
    """As many as were pending, or more, is right; fewer is found, with both sides, their years and the difference."""
    assert [change.place.told(change.after)] * (change.by < 0) == violated(change.after, RULE)
    assert 3 - (change.by < 0) == asked(change.after, RULE).held


@pytest.mark.parametrize(("pending", "found"), [(3, 0), (4, 0), (5, 1)])
@SAME
def test_Y_PENDING_by_one(editions, pending, found):
    """Four cases this year: five that were pending are found; four are not, and three are not."""
    for place in PLACES[editions]:
        _, (who, cell) = place.keys
        assert (3 - found, found, 0) == counts(changed(two_years(FIRST[editions]), who, {cell: pending}), RULE)


@given(change=changes(PLACES))
def test_Y_PENDING_is_found_whichever_figure_crosses_it(change):
    """Too few cases or too many pending: it is found if the bound is crossed, and only then."""
    left, right = change.place.totals(change.after)
    assert [change.place.told(change.after)] * (left < right) == violated(change.after, RULE)


@SAME
def test_Y_PENDING_finds_a_wrong_figure_in_every_cell(editions):
    """None of its six cells is left out: a figure that crosses the bound breaks its group, and no other."""
    assert [(2, 1, 0)] * 6 == with_each_wrong(two_years(FIRST[editions]), RULE, PLACES[editions])


@given(reports=elsewhere({**PLACES, (2019, 2021): []}))
def test_Y_PENDING_is_about_no_other_cell(reports):
    """Whatever stands in other cells, the rule holds; across two editions it says nothing."""
    is_asked = len({report.disputes.edition for some in reports.values() for report in some}) == 1
    assert (3 * is_asked, 0, 0) == counts(reports, RULE)


@SAME
def test_Y_PENDING_takes_a_blank_for_what_it_must_be(editions):
    """A total is what the four results add up to, and what is pending what they leave of it; neither counts as zero."""
    reports = two_years(FIRST[editions])
    assert [(3, 0, 0)] * 6 == with_each_blank(reports, RULE, PLACES[editions])
    for place in PLACES[editions]:
        (_, total), (_, pending) = place.keys
        wrong = changed(changed(reports, "earlier", {pending: 5}), "later", {total: None})
        (finding,) = asked(wrong, RULE)
        assert ((total, pending), None) == (finding.cells, finding.difference)


@SAME
def test_Y_PENDING_is_undetermined_beside_blanks(editions):
    """A blank is no zero: where all of table four is blank in a year nothing is said, unless no case was pending."""
    reports = two_years(FIRST[editions])
    assert (0, 0, 3) == counts(without_table(reports, "earlier", "disputes"), RULE)
    assert (0, 0, 3) == counts(without_table(reports, "later", "disputes"), RULE)
    nothing = two_years(FIRST[editions], zeros)
    assert (0, 0, 3) == counts(without_table(nothing, "earlier", "disputes"), RULE)
    assert (3, 0, 0) == counts(without_table(nothing, "later", "disputes"), RULE)


def test_Y_PENDING_is_found_whatever_the_blanks_are():
    """Where 10 cases ended and others are blank there are 10 or more, so 11 may have been pending; not if 10 is all."""
    reports = changed(two_years(2022, zeros), "earlier", {RECONSIDERATION.pending: 11, RECONSIDERATION.total: 11})
    open_ = {RECONSIDERATION.upheld: 10, RECONSIDERATION.other: None}
    for total, verdicts in ((None, (2, 0, 1)), (10, (2, 1, 0)), (11, (3, 0, 0))):
        later = changed(reports, "later", open_ | {RECONSIDERATION.total: total})
        assert verdicts == counts(later, RULE)


def test_Y_PENDING_example():
    """26 after 26 pending holds; 25 does not, and is off by −1. It is a hint."""
    reports = changed(two_years(2023, zeros), "earlier", {RECONSIDERATION.pending: 26})
    assert (3, 0, 0) == counts(changed(reports, "later", {RECONSIDERATION.total: 26}), RULE)
    (finding,) = asked(changed(reports, "later", {RECONSIDERATION.total: 25}), RULE)
    assert (25, 26, -1, "hint") == (finding.left.total, finding.right.total, finding.difference, finding.severity)


@pytest.mark.parametrize("first", [2023, 2024])
def test_Y_PENDING_in_the_reports_of_suqian(first):
    """宿迁, 2024: 170 ≥ 26, 25 ≥ 6 and 52 ≥ 9; 2025: 259 ≥ 36, 28 ≥ 7 and 38 ≥ 13."""
    assert (3, 0, 0) == counts(suqian_years(first), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_Y_PENDING_in_words(locale):
    """The message names both years and the group, and gives both figures and the difference."""
    reports = changed(suqian_years(2023), "earlier", {RECONSIDERATION.pending: 1170})
    (finding,) = asked(reports, RULE)
    message = finding.message(locale)
    assert {1170, 170, 1000, 2023, 2024} <= numbers(message)
    for text in ("行政复议", "尚未审结", "总计"):
        assert label(text, locale) in message
    open_ = asked(without_table(reports, "later", "disputes"), RULE).undetermined[0].message(locale)
    assert label("行政复议", locale) in open_
    assert report_name("宿迁市人民政府 2024", locale) in open_
