"""
T2-ITEMS: 上一年项目数量与本年增/减之和不小于零。

No document says so. It follows from what the headings of table two mean (格式2019，表二): 上一年项目数量 is how many
items there were, 本年增/减 how many came or, as a negative figure, went; what is left is not less than nothing. It is
a warning: some organs fill in cases handled instead of items. It speaks of 行政许可, 其他对外管理服务事项, 行政处罚,
行政强制 and 行政事业性收费, in the edition of 2019 only.

Eight items last year, eight less this year: 8 − 8 ≥ 0. With nine less, −1 is less than 0.
"""

import pytest

from hypothesis import given
from questions import (
    asked,
    bounded,
    changes,
    counts,
    dense,
    each_blank,
    elsewhere,
    numbers,
    place,
    rule,
    shanghai,
    suqian,
    there,
    violated,
    with_each_blank,
    with_each_wrong,
    zeros,
)

from govinfo.cells import CELLS
from govinfo.language import LOCALES, label
from govinfo.strategies import reports


RULE = rule("T2-ITEMS")
PLACES = {
    2019: [
        place(f"disclosure.{row}", "items_last_year + change ≥ 0")
        for row in (
            "services.licences",
            "services.other_services",
            "enforcement.penalties",
            "enforcement.coercive_measures",
            "charges.fees",
        )
    ]
}
PENALTIES = CELLS.disclosure.enforcement.penalties


@given(report=reports(mixed=True, prose=False))
def test_T2_ITEMS_holds_in_all_five_rows(report):
    """There is no less than nothing left, in each row of the edition of 2019; that of 2021 does not ask for items."""
    assert (len(there(PLACES, report)), 0, 0) == counts(report, RULE)


@given(change=bounded(PLACES))
def test_T2_ITEMS_is_found_exactly_when_it_is_crossed(change):
    """Nothing left, or more, is right; less is found, with both sides and the difference."""
    assert [change.place.told(change.after)] * (change.by < 0) == violated(change.after, RULE)
    assert 5 - (change.by < 0) == asked(change.after, RULE).held


@pytest.mark.parametrize(("change", "found"), [(-6, 1), (-5, 0), (-4, 0)])
@pytest.mark.parametrize("at", PLACES[2019])
def test_T2_ITEMS_by_one(at, change, found):
    """Five items last year: six less are found; five less are not, and four less are not."""
    report = dense(2019).replace({at.cells[1]: change})
    assert (5 - found, found, 0) == counts(report, RULE)


@given(change=changes(PLACES))
def test_T2_ITEMS_is_found_whichever_figure_crosses_it(change):
    """Too few last year or too many gone: it is found if the sum is less than zero, and only then."""
    left, _ = change.place.totals(change.after)
    assert [change.place.told(change.after)] * (left < 0) == violated(change.after, RULE)


def test_T2_ITEMS_finds_a_wrong_figure_in_every_cell():
    """None of its ten cells is left out: a figure that crosses the bound breaks its row, and no other."""
    assert [(4, 1, 0)] * 10 == with_each_wrong(dense(2019), RULE, PLACES[2019])


@given(report=elsewhere(PLACES))
def test_T2_ITEMS_is_about_no_other_cell(report):
    """Whatever stands in other cells, the rule holds; in the edition of 2021 it says nothing."""
    assert ({2019: 5, 2021: 0}[report.disclosure.services.edition], 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("report", [zeros, dense])
def test_T2_ITEMS_is_undetermined_beside_a_blank(report):
    """A blank is no zero: where one of both figures is blank nothing is said of its row, would a zero fit or not."""
    assert each_blank(report(2019), PLACES[2019]) == with_each_blank(report(2019), RULE)
    assert [(4, 0, 1)] * 10 == with_each_wrong(report(2019), RULE, PLACES[2019], blank=True)


def test_T2_ITEMS_example():
    """8 − 8 ≥ 0 holds; 8 − 9 ≥ 0 does not, and is off by −1. It is a warning."""
    report = zeros(2019).replace({PENALTIES.items_last_year: 8, PENALTIES.change: -8})
    assert (5, 0, 0) == counts(report, RULE)
    (finding,) = asked(report.replace({PENALTIES.change: -9}), RULE)
    assert (-1, 0, -1, "warning") == (finding.left.total, finding.right.total, finding.difference, finding.severity)


def test_T2_ITEMS_in_the_report_of_shanghai():
    """上海, 2019: all five rows have 0 and 0."""
    assert (5, 0, 0) == counts(shanghai(), RULE)


def test_T2_ITEMS_in_the_report_of_suqian():
    """宿迁, 2023, uses the edition of 2021, which has no items."""
    assert (0, 0, 0) == counts(suqian(2023), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_T2_ITEMS_in_words(locale):
    """The message names the row and gives last year's items, the decrease and what is left."""
    report = zeros(2019).replace({PENALTIES.items_last_year: 1036, PENALTIES.change: -1461})
    (finding,) = asked(report, RULE)
    assert {1036, 1461, 425, 0} <= numbers(finding.message(locale))
    assert label("行政处罚", locale) in finding.message(locale)
    (open_,) = asked(report.replace({PENALTIES.change: None}), RULE).undetermined
    assert label("行政处罚", locale) in open_.message(locale)
