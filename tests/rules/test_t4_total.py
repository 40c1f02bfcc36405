"""
T4-TOTAL: 结果维持、结果纠正、其他结果与尚未审结之和，等于总计。

So the column 总计 of each of the three groups says (格式2019、2021，表四): 行政复议, and under 行政诉讼
未经复议直接起诉 and 复议后起诉. Cases that are still pending are part of the total. The form has no total over both
kinds of suit.

Two upheld, one pending: 2 + 0 + 0 + 1 = 3. If 总计 is 2, three are not two, and the difference is 1.
"""

import pytest

from figures import CASES
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


RULE = rule("T4-TOTAL")
PLACES = {
    edition: [place(f"disputes.{group}", "upheld + overturned + other + pending = total") for group in CASES]
    for edition in EDITIONS
}
RECONSIDERATION = CELLS.disputes.reconsideration


@given(report=reports(mixed=True, prose=False))
def test_T4_TOTAL_holds_in_every_group(report):
    """The results add up to the total in each of the three groups, in whatever edition."""
    assert (len(there(PLACES, report)), 0, 0) == counts(report, RULE)


@given(change=changes(PLACES))
def test_T4_TOTAL_finds_any_one_wrong_figure(change):
    """Any one wrong figure of table four is found in its group, with both sides and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert (2, 1, 0) == counts(change.after, RULE)


@pytest.mark.parametrize("edition", EDITIONS)
def test_T4_TOTAL_finds_a_wrong_figure_in_every_cell(edition):
    """None of the 15 cells of table four is left out: a wrong figure breaks its group, and no other."""
    assert [(2, 1, 0)] * 15 == with_each_wrong(dense(edition), RULE, PLACES[edition])


@given(report=elsewhere(PLACES))
def test_T4_TOTAL_is_about_no_other_cell(report):
    """Whatever stands in other tables, the rule holds."""
    assert (3, 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("report", [zeros, dense])
def test_T4_TOTAL_is_undetermined_beside_a_blank(report, edition):
    """A blank is no zero: where one of five figures is blank nothing is said of its group, would a zero fit or not."""
    assert each_blank(report(edition), PLACES[edition]) == with_each_blank(report(edition), RULE)
    assert [(2, 0, 1)] * 15 == with_each_wrong(report(edition), RULE, PLACES[edition], blank=True)


@pytest.mark.parametrize("edition", EDITIONS)
def test_T4_TOTAL_example(edition):
    """2 + 0 + 0 + 1 = 3 holds, the pending case included; with 2 as the total it does not, and is off by 1."""
    cells = RECONSIDERATION
    report = zeros(edition).replace({cells.upheld: 2, cells.pending: 1, cells.total: 3})
    assert (3, 0, 0) == counts(report, RULE)
    (finding,) = asked(report.replace({cells.total: 2}), RULE)
    assert (3, 2, 1) == (finding.left.total, finding.right.total, finding.difference)


@pytest.mark.parametrize("year", [2023, 2024])
def test_T4_TOTAL_in_the_reports_of_suqian(year):
    """宿迁, 2023: 309 + 17 + 88 + 26 = 440; 2024: 88 + 18 + 28 + 36 = 170, and so in both kinds of suit."""
    assert (3, 0, 0) == counts(suqian(year), RULE)


def test_T4_TOTAL_in_the_report_of_shanghai():
    """上海, 2019: 5 upheld, 2 pending, 7 in all, and the rest blank; nothing is said, although zeros would do."""
    assert (0, 0, 3) == counts(shanghai(), RULE)
    assert (3, 0, 0) == counts(shanghai(blank=0), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_T4_TOTAL_in_words(locale):
    """The message names the group and gives the results, their sum, the total and the difference."""
    report = suqian(2024).replace({RECONSIDERATION.upheld: 92})
    (finding,) = asked(report, RULE)
    assert {92, 18, 28, 36, 174, 170, 4} <= numbers(finding.message(locale))
    assert label("行政复议", locale) in finding.message(locale)
    (open_,) = asked(report.replace({RECONSIDERATION.total: None}), RULE).undetermined
    assert label("行政复议", locale) in open_.message(locale)
