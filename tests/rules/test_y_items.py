"""
Y-ITEMS: 本年报告的“上一年项目数量”，等于上年报告的“上一年项目数量”与“本年增/减”之和。

The instructions of 湖北省 say of the reports on 2020 that 上一年项目数量 is the number of items in 2019
(武汉市生态环境局 2020年度报告表内注), and by its headings that is what the report on 2019 arrives at
(格式2019，表二). It is a warning: some organs fill in cases handled instead of items. It speaks of 行政许可,
其他对外管理服务事项, 行政处罚, 行政强制 and 行政事业性收费, and so of the years 2019 and 2020, which are on the
edition of 2019.

Eight items and two less in the report on 2019: the one on 2020 begins with 6 = 8 − 2. With 8 the difference is 2.
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


RULE = rule("Y-ITEMS")
PLACES = {
    (2019, 2019): [
        between(f"disclosure.{row}", "later.items_last_year = earlier.items_last_year + earlier.change")
        for row in (
            "services.licences",
            "services.other_services",
            "enforcement.penalties",
            "enforcement.coercive_measures",
            "charges.fees",
        )
    ]
}
(BOTH,) = PLACES
PENALTIES = CELLS.disclosure.enforcement.penalties


@given(data=st.data(), editions=st.sampled_from(sorted(FIRST)))
def test_Y_ITEMS_holds_in_all_five_rows(data, editions):
    """What one year arrives at the next begins with; the edition of 2021 does not ask for items."""
    assert (5 * (editions == BOTH), 0, 0) == counts(data.draw(bound_years(editions)), RULE)


@given(change=changes(PLACES))
def test_Y_ITEMS_finds_any_one_wrong_figure(change):
    """Any one wrong figure of the three is found in its row, with both sides, their years and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert (4, 1, 0) == counts(change.after, RULE)


def test_Y_ITEMS_finds_a_wrong_figure_in_every_cell():
    """None of its fifteen cells is left out: a wrong figure breaks its row, and no other."""
    assert [(4, 1, 0)] * 15 == with_each_wrong(two_years(2019), RULE, PLACES[BOTH])


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("place", PLACES[BOTH])
def test_Y_ITEMS_by_one(place, by):
    """One more or one less is found: there is nothing between right and wrong."""
    reports = two_years(2019)
    for who, cell in place.keys:
        wrong = changed(reports, who, {cell: reports[who][0][cell] + by})
        assert [place.told(wrong)] == violated(wrong, RULE)


@given(reports=elsewhere({**PLACES, (2019, 2021): [], (2021, 2021): []}))
def test_Y_ITEMS_is_about_no_other_cell(reports):
    """Whatever stands in other cells, the rule holds; where a year is on the edition of 2021 it says nothing."""
    is_asked = reports["later"][0].disclosure.services.edition == 2019
    assert (5 * is_asked, 0, 0) == counts(reports, RULE)


@pytest.mark.parametrize("report", [{}, {"report": zeros}])
def test_Y_ITEMS_is_undetermined_beside_a_blank(report):
    """A blank is no zero: where one of three figures is blank nothing is said of its row, would a zero fit or not."""
    assert [(4, 0, 1)] * 15 == with_each_blank(two_years(2019, **report), RULE, PLACES[BOTH])


def test_Y_ITEMS_is_found_whatever_the_blanks_are():
    """Where no figure will do it is found: last year's items are not fewer than none, and 3 more make more than 2."""
    reports = changed(two_years(2019, zeros), "earlier", {PENALTIES.items_last_year: None, PENALTIES.change: 3})
    for items, found in ((2, 1), (3, 0), (4, 0)):
        later = changed(reports, "later", {PENALTIES.items_last_year: items})
        assert (4, found, 1 - found) == counts(later, RULE)
    open_ = {PENALTIES.items_last_year: 9, PENALTIES.change: None}  # a change may be of any size, and less than zero
    assert (4, 0, 1) == counts(changed(reports, "earlier", open_), RULE)


def test_Y_ITEMS_example():
    """6 = 8 − 2 holds; 8 does not, and is off by 2. It is a warning."""
    reports = changed(two_years(2019, zeros), "earlier", {PENALTIES.items_last_year: 8, PENALTIES.change: -2})
    assert (5, 0, 0) == counts(changed(reports, "later", {PENALTIES.items_last_year: 6}), RULE)
    (finding,) = asked(changed(reports, "later", {PENALTIES.items_last_year: 8}), RULE)
    assert (8, 6, 2, "warning") == (finding.left.total, finding.right.total, finding.difference, finding.severity)


def test_Y_ITEMS_in_the_reports_of_suqian():
    """宿迁, 2023 and 2024, uses the edition of 2021, which has no items."""
    assert (0, 0, 0) == counts(suqian_years(2023), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_Y_ITEMS_in_words(locale):
    """The message names both years and the row, and gives the three figures, what they come to and the difference."""
    figures = {PENALTIES.items_last_year: 1036, PENALTIES.change: -146}
    reports = changed(two_years(2019, zeros), "earlier", figures)
    (finding,) = asked(changed(reports, "later", {PENALTIES.items_last_year: 1036}), RULE)
    message = finding.message(locale)
    assert {1036, 146, 890, 2019, 2020} <= numbers(message)
    for text in ("行政处罚", "上一年项目数量", "本年增/减"):
        assert label(text, locale) in message
    (open_,) = asked(changed(reports, "earlier", {PENALTIES.change: None}), RULE).undetermined
    assert label("本年增/减", locale) in open_.message(locale)
    assert report_name("某局 2019", locale) in open_.message(locale)
