"""
T2-STOCK: 现行有效件数不少于本年制发件数减本年废止件数。

No document says so. It follows from what the headings of table two mean (格式2021，表二): 现行有效件数 is what is in
force at the end of the year, 本年制发件数 and 本年废止件数 are what came and went in it; so 现行有效 less 制发 plus
废止 is what was in force when the year began, and that is not less than nothing. It is a warning: a document that
lapsed by its own term in the year of its issue is not repealed, yet no longer in force. It speaks of 规章 and of
行政规范性文件, in the edition of 2021 only.

Issued 5, repealed 2, in force 3: 3 ≥ 5 − 2. With 2 in force, 2 is less than 3, and the difference is −1.
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


RULE = rule("T2-STOCK")
PLACES = {
    2021: [
        place(f"disclosure.documents.{row}", "in_force ≥ issued - repealed")
        for row in ("government_rules", "normative")
    ]
}
NORMATIVE = CELLS.disclosure.documents.normative


@given(report=reports(mixed=True, prose=False))
def test_T2_STOCK_holds_for_both_kinds_of_document(report):
    """What is in force covers what was issued less what was repealed; the edition of 2019 counts neither."""
    assert (len(there(PLACES, report)), 0, 0) == counts(report, RULE)


@given(change=bounded(PLACES))
def test_T2_STOCK_is_found_exactly_when_it_is_crossed(change):
    """As many as were issued less those repealed, or more, is right; fewer is found, with both sides."""
    assert [change.place.told(change.after)] * (change.by < 0) == violated(change.after, RULE)
    assert 2 - (change.by < 0) == asked(change.after, RULE).held


@pytest.mark.parametrize(("slack", "found"), [(-1, 1), (0, 0), (1, 0)])
@pytest.mark.parametrize("at", PLACES[2021])
def test_T2_STOCK_by_one(at, slack, found):
    """30 issued, 25 repealed: 4 in force are found; 5 are not, and 6 are not."""
    report = dense(2021).replace({at.cells[0]: 30 - 25 + slack})
    assert (2 - found, found, 0) == counts(report, RULE)


@given(change=changes(PLACES))
def test_T2_STOCK_is_found_whichever_figure_crosses_it(change):
    """Too few in force, too many issued or too few repealed: it is found if the bound is crossed, and only then."""
    left, right = change.place.totals(change.after)
    assert [change.place.told(change.after)] * (left < right) == violated(change.after, RULE)


def test_T2_STOCK_finds_a_wrong_figure_in_every_cell():
    """None of its six cells is left out: a figure that crosses the bound breaks its row, and no other."""
    assert [(1, 1, 0)] * 6 == with_each_wrong(dense(2021), RULE, PLACES[2021])


@given(report=elsewhere(PLACES))
def test_T2_STOCK_is_about_no_other_cell(report):
    """Whatever stands in other rows and tables, the rule holds; in the edition of 2019 it says nothing."""
    assert ({2019: 0, 2021: 2}[report.disclosure.documents.edition], 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("report", [zeros, dense])
def test_T2_STOCK_is_undetermined_beside_a_blank(report):
    """A blank is no zero: where one of three figures is blank nothing is said of its row, would a zero fit or not."""
    assert each_blank(report(2021), PLACES[2021]) == with_each_blank(report(2021), RULE)
    assert [(1, 0, 1)] * 6 == with_each_wrong(report(2021), RULE, PLACES[2021], blank=True)


def test_T2_STOCK_example():
    """3 ≥ 5 − 2 holds; 2 ≥ 5 − 2 does not, and is off by −1. It is a warning."""
    report = zeros(2021).replace({NORMATIVE.issued: 5, NORMATIVE.repealed: 2, NORMATIVE.in_force: 3})
    assert (2, 0, 0) == counts(report, RULE)
    (finding,) = asked(report.replace({NORMATIVE.in_force: 2}), RULE)
    assert (2, 3, -1, "warning") == (finding.left.total, finding.right.total, finding.difference, finding.severity)


@pytest.mark.parametrize("year", [2023, 2024])
def test_T2_STOCK_in_the_reports_of_suqian(year):
    """宿迁, 2023: 11 ≥ 2 − 0 and 597 ≥ 109 − 489; 2024: 12 ≥ 2 − 1 and 420 ≥ 50 − 227."""
    assert (2, 0, 0) == counts(suqian(year), RULE)


def test_T2_STOCK_in_the_report_of_shanghai():
    """上海, 2019, uses the edition of 2019, which counts other things: made, disclosed, disclosed in total."""
    assert (0, 0, 0) == counts(shanghai(), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_T2_STOCK_in_words(locale):
    """The message names the row and gives what is in force, issued and repealed, and the difference."""
    report = suqian(2024).replace({NORMATIVE.issued: 1050})
    (finding,) = asked(report, RULE)
    assert {420, 1050, 227, 823, 403} <= numbers(finding.message(locale))
    assert label("行政规范性文件", locale) in finding.message(locale)
    (open_,) = asked(report.replace({NORMATIVE.repealed: None}), RULE).undetermined
    assert label("行政规范性文件", locale) in open_.message(locale)
