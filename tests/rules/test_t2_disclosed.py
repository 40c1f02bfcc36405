"""
T2-DISCLOSED: 对外公开总数量不少于本年新公开数量。

No document says so. It follows from what the headings of table two mean (格式2019，表二): 对外公开总数量 is all that
is disclosed, 本年新公开数量 the part of it that was disclosed in the year. It is a warning: a document that was
disclosed and taken off the site in the same year may be missing in the total. It speaks of 规章 and of 规范性文件, in
the edition of 2019 only. 本年新制作数量 may be more or less than either, and nothing is said of it.

Disclosed 4 this year and 4 in total: 4 ≥ 4. With 3 in total, 3 is less than 4, and the difference is −1.
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


RULE = rule("T2-DISCLOSED")
PLACES = {
    2019: [
        place(f"disclosure.documents.{row}", "disclosed_in_total ≥ disclosed")
        for row in ("government_rules", "normative")
    ]
}
NORMATIVE = CELLS.disclosure.documents.normative


@given(report=reports(mixed=True, prose=False))
def test_T2_DISCLOSED_holds_for_both_kinds_of_document(report):
    """The total is not less than a part of it; the edition of 2021 asks for neither."""
    assert (len(there(PLACES, report)), 0, 0) == counts(report, RULE)


@given(change=bounded(PLACES))
def test_T2_DISCLOSED_is_found_exactly_when_it_is_crossed(change):
    """As many as were disclosed this year, or more, is right; fewer is found, with both sides and the difference."""
    assert [change.place.told(change.after)] * (change.by < 0) == violated(change.after, RULE)
    assert 2 - (change.by < 0) == asked(change.after, RULE).held


@pytest.mark.parametrize(("total", "found"), [(0, 1), (1, 0), (2, 0)])
@pytest.mark.parametrize("at", PLACES[2019])
def test_T2_DISCLOSED_by_one(at, total, found):
    """One disclosed this year: none in total is found; one is not, and two are not."""
    assert (2 - found, found, 0) == counts(dense(2019).replace({at.cells[0]: total}), RULE)


@given(change=changes(PLACES))
def test_T2_DISCLOSED_is_found_whichever_figure_crosses_it(change):
    """Too few in total or too many this year: it is found if the bound is crossed, and only then."""
    left, right = change.place.totals(change.after)
    assert [change.place.told(change.after)] * (left < right) == violated(change.after, RULE)


def test_T2_DISCLOSED_finds_a_wrong_figure_in_every_cell():
    """None of its four cells is left out: a figure that crosses the bound breaks its row, and no other."""
    assert [(1, 1, 0)] * 4 == with_each_wrong(dense(2019), RULE, PLACES[2019])


@given(report=elsewhere(PLACES))
def test_T2_DISCLOSED_is_about_no_other_cell(report):
    """Whatever stands in other cells, the rule holds; in the edition of 2021 it says nothing."""
    assert ({2019: 2, 2021: 0}[report.disclosure.documents.edition], 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("report", [zeros, dense])
def test_T2_DISCLOSED_is_undetermined_beside_a_blank(report):
    """A blank is no zero: where one of both figures is blank nothing is said of its row, would a zero fit or not."""
    assert each_blank(report(2019), PLACES[2019]) == with_each_blank(report(2019), RULE)
    assert [(1, 0, 1)] * 4 == with_each_wrong(report(2019), RULE, PLACES[2019], blank=True)


def test_T2_DISCLOSED_example():
    """4 ≥ 4 holds, however many were made; 3 ≥ 4 does not, and is off by −1. It is a warning."""
    figures = {NORMATIVE.made: 34, NORMATIVE.disclosed: 4, NORMATIVE.disclosed_in_total: 4}
    report = zeros(2019).replace(figures)
    assert (2, 0, 0) == counts(report, RULE)
    (finding,) = asked(report.replace({NORMATIVE.disclosed_in_total: 3}), RULE)
    assert (3, 4, -1, "warning") == (finding.left.total, finding.right.total, finding.difference, finding.severity)


def test_T2_DISCLOSED_in_the_report_of_shanghai():
    """上海, 2019: 524 ≥ 13 and 368 ≥ 60."""
    assert (2, 0, 0) == counts(shanghai(), RULE)


def test_T2_DISCLOSED_in_the_report_of_suqian():
    """宿迁, 2023, uses the edition of 2021, which counts other things: issued, repealed, in force."""
    assert (0, 0, 0) == counts(suqian(2023), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_T2_DISCLOSED_in_words(locale):
    """The message names the row and both columns, and gives both figures and the difference."""
    report = shanghai().replace({NORMATIVE.disclosed: 1368})
    (finding,) = asked(report, RULE)
    assert {368, 1368, 1000} <= numbers(finding.message(locale))
    for text in ("规范性文件", "本年新公开数量", "对外公开总数量"):
        assert label(text, locale) in finding.message(locale)
    (open_,) = asked(report.replace({NORMATIVE.disclosed_in_total: None}), RULE).undetermined
    assert label("规范性文件", locale) in open_.message(locale)
