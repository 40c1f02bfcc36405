"""
T3-BALANCE: 第一项加第二项之和，等于第三项加第四项之和。

Printed in the head of table three of both editions (格式2019、2021，表三表头注):
本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和. It speaks of each of the seven columns, 总计 among
them.

Received 5, brought forward 1; four ended in the year, two are carried forward: 5 + 1 = 4 + 2. With 4 received 4 + 1 is
not 4 + 2, and the difference is −1.
"""

import pytest

from figures import APPLICANTS
from hypothesis import given
from questions import (
    EDITIONS,
    asked,
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


RULE = rule("T3-BALANCE")
PLACES = {
    edition: [
        place("applications", f"received.{c} + brought_forward.{c} = outcome.total.{c} + carried_forward.{c}")
        for c in APPLICANTS
    ]
    for edition in EDITIONS
}
TABLE = CELLS.applications


@given(report=reports(mixed=True, prose=False))
def test_T3_BALANCE_holds_in_every_column(report):
    """What came in equals what went out plus what is left, in each of the seven columns, in whatever edition."""
    assert (len(there(PLACES, report)), 0, 0) == counts(report, RULE)


@given(change=changes(PLACES))
def test_T3_BALANCE_finds_any_one_wrong_figure(change):
    """Any one wrong figure of the four rows is found in its column, with both sides and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert (6, 1, 0) == counts(change.after, RULE)


@pytest.mark.parametrize("edition", EDITIONS)
def test_T3_BALANCE_finds_a_wrong_figure_in_every_cell(edition):
    """None of its 28 cells is left out: a wrong figure breaks its column, and no other."""
    assert [(6, 1, 0)] * 28 == with_each_wrong(dense(edition), RULE, PLACES[edition])


@given(report=elsewhere(PLACES))
def test_T3_BALANCE_is_about_no_other_cell(report):
    """Whatever stands in other rows and tables, the rule holds."""
    assert (7, 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("report", [zeros, dense])
def test_T3_BALANCE_is_undetermined_beside_a_blank(report, edition):
    """A blank is no zero: where one of four figures is blank nothing is said of its column, would a zero fit or not."""
    assert each_blank(report(edition), PLACES[edition]) == with_each_blank(report(edition), RULE)
    assert [(6, 0, 1)] * 28 == with_each_wrong(report(edition), RULE, PLACES[edition], blank=True)


@pytest.mark.parametrize("edition", EDITIONS)
def test_T3_BALANCE_example(edition):
    """5 + 1 = 4 + 2 holds; with 4 received it does not, and is off by −1."""
    report = zeros(edition).replace(
        {
            TABLE.received.natural_persons: 5,
            TABLE.brought_forward.natural_persons: 1,
            TABLE.outcome.total.natural_persons: 4,
            TABLE.carried_forward.natural_persons: 2,
        }
    )
    assert (7, 0, 0) == counts(report, RULE)
    (finding,) = asked(report.replace({TABLE.received.natural_persons: 4}), RULE)
    assert (5, 6, -1) == (finding.left.total, finding.right.total, finding.difference)


@pytest.mark.parametrize("year", [2023, 2024])
def test_T3_BALANCE_in_the_reports_of_suqian(year):
    """宿迁, 2023: 3511 + 96 = 3486 + 121; 2024: 3525 + 121 = 3521 + 125, and so in the other six columns."""
    assert (7, 0, 0) == counts(suqian(year), RULE)


def test_T3_BALANCE_in_the_report_of_shanghai():
    """上海, 2019: 821 + 18 = 767 + 72 and 859 + 18 = 805 + 72; five columns have blanks, for which a zero would do."""
    assert (2, 0, 5) == counts(shanghai(), RULE)
    assert (7, 0, 0) == counts(shanghai(blank=0), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_T3_BALANCE_in_words(locale):
    """The message names the column and gives every figure, both sums and the difference."""
    report = suqian(2023).replace({TABLE.received.natural_persons: 3420})
    (finding,) = asked(report, RULE)
    assert {3420, 91, 3511, 3375, 118, 3493, 18} <= numbers(finding.message(locale))
    assert label("自然人", locale) in finding.message(locale)
    (open_,) = asked(report.replace({TABLE.received.natural_persons: None}), RULE).undetermined
    assert open_.template != finding.template
    assert label("自然人", locale) in open_.message(locale)
