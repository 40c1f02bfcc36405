"""
T3-BALANCE: 第一项加第二项之和，等于第三项加第四项之和。

Printed in the head of table three of both editions (格式 2019、2021): 本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项
之和. It speaks of each of the seven columns, 总计 among them.

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
    dense,
    each_blank,
    elsewhere,
    numbers,
    place,
    rule,
    shanghai,
    suqian,
    there,
    undetermined,
    violated,
    with_each_blank,
    zeros,
)

from govinfo.cells import CELLS
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
EXAMPLE = {
    TABLE.received.natural_persons: 5,
    TABLE.brought_forward.natural_persons: 1,
    TABLE.outcome.total.natural_persons: 4,
    TABLE.carried_forward.natural_persons: 2,
}


@given(report=reports(mixed=True, prose=False))
def test_T3_BALANCE_holds_in_every_column(report):
    """What came in equals what went out plus what is left, in each of the seven columns, in whatever edition."""
    result = asked(report, RULE)
    assert (len(there(PLACES, report)), (), ()) == (result.held, result.findings, result.undetermined)


@given(change=changes(PLACES))
def test_T3_BALANCE_finds_one_wrong_figure(change):
    """Any one wrong figure of its four rows is found in its column, with both sides and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert len(APPLICANTS) - 1 == asked(change.after, RULE).held


@given(report=elsewhere(PLACES))
def test_T3_BALANCE_is_about_no_other_figure(report):
    """Whatever stands in the other rows and tables, the rule holds."""
    result = asked(report, RULE)
    assert (len(APPLICANTS), (), ()) == (result.held, result.findings, result.undetermined)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("report", [zeros, dense])
def test_T3_BALANCE_says_nothing_where_a_figure_is_blank(report, edition):
    """A blank is no zero: where one of the four is blank its column is undetermined, whether a zero would fit or not."""
    assert each_blank(report(edition), PLACES[edition]) == with_each_blank(report(edition), RULE)


@given(change=changes(PLACES))
def test_T3_BALANCE_says_nothing_of_a_wrong_figure_beside_a_blank(change):
    """Where a figure is wrong and another of its column is blank, the column is undetermined and nothing is found."""
    blank = change.place.cells[change.place.cells.index(change.cell) - 1]
    report = change.after.replace({blank: None})
    assert ([], [change.place.cells]) == (violated(report, RULE), undetermined(report, RULE))


@pytest.mark.parametrize("edition", EDITIONS)
def test_T3_BALANCE_example(edition):
    """5 + 1 = 4 + 2 holds; with 4 received it does not, and is off by −1."""
    report = zeros(edition).replace(EXAMPLE)
    assert [] == violated(report, RULE)
    wrong = report.replace({TABLE.received.natural_persons: 4})
    assert [(5, 6, -1)] == [(f.left.total, f.right.total, f.difference) for f in asked(wrong, RULE)]


@pytest.mark.parametrize("year", [2023, 2024])
def test_T3_BALANCE_in_the_reports_of_suqian(year):
    """宿迁, 2023: 3511 + 96 = 3486 + 121; 2024: 3525 + 121 = 3521 + 125, and so in the other six columns."""
    result = asked(suqian(year), RULE)
    assert (7, (), ()) == (result.held, result.findings, result.undetermined)


def test_T3_BALANCE_in_the_report_of_shanghai():
    """上海, 2019: 821 + 18 = 767 + 72 and 859 + 18 = 805 + 72; the other five columns have blanks, which would do as 0."""
    result = asked(shanghai(), RULE)
    assert (2, 0, 5) == (result.held, len(result.findings), len(result.undetermined))
    assert 7 == asked(shanghai(blank=0), RULE).held


@pytest.mark.parametrize("locale", ["zh_Hans", "en"])
def test_T3_BALANCE_in_words(locale):
    """The message gives the figures, both sums and the difference, and calls the column as the form prints it."""
    report = suqian(2023).replace({TABLE.received.natural_persons: 3420})
    (finding,) = asked(report, RULE).findings
    message = finding.message(locale)
    assert {3420, 91, 3511, 3375, 118, 3493, 18} <= numbers(message)
    assert {"zh_Hans": "自然人", "en": "Natural persons"}[locale] in message
    (silent,) = asked(report.replace({TABLE.received.natural_persons: None}), RULE).undetermined
    assert {"zh_Hans": "一、本年新收政府信息公开申请数量", "en": "Natural persons"}[locale] in silent.message(locale)
