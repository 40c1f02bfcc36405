"""
Y-CARRIED: 本年“上年结转政府信息公开申请数量”各列，与上年“结转下年度继续办理”各列分别相等。

Both rows are printed in table three of both editions (格式2019、2021，表三): 四、结转下年度继续办理 is what a year
leaves over for the next, 二、上年结转政府信息公开申请数量 what the next takes up. So it is an error where the same
organ reports on both years; after a reorganization or a merger there may be reason for it. It speaks of each of the
seven columns, and is the one bond that holds across the edition of 2019 and that of 2021 too, since neither row
changed.

Carried forward 2 in 2023: 2 brought forward in 2024 is right. With 3 brought forward 2 is not 3, and the difference
is −1.
"""

import itertools

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
    with_each_wrong,
    without_table,
)
from figures import APPLICANTS
from hypothesis import given
from hypothesis import strategies as st
from questions import numbers, rule, zeros

from govinfo.cells import CELLS
from govinfo.language import LOCALES, label
from govinfo.messages import report_name


RULE = rule("Y-CARRIED")
PLACES = {
    editions: [
        between("applications", f"earlier.carried_forward.{column} = later.brought_forward.{column}")
        for column in APPLICANTS
    ]
    for editions in FIRST
}
TABLE = CELLS.applications
EACH = pytest.mark.parametrize("editions", FIRST)


@given(data=st.data(), editions=st.sampled_from(sorted(FIRST)))
def test_Y_CARRIED_holds_in_every_column(data, editions):
    """What a year leaves over the next takes up, in each of the seven columns, whatever the editions of both."""
    assert (7, 0, 0) == counts(data.draw(bound_years(editions)), RULE)


@given(change=changes(PLACES))
def test_Y_CARRIED_finds_any_one_wrong_figure(change):
    """Any one wrong figure of both rows is found in its column, with both sides, their years and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert (6, 1, 0) == counts(change.after, RULE)


@EACH
def test_Y_CARRIED_finds_a_wrong_figure_in_every_cell(editions):
    """None of its 14 cells is left out: a wrong figure breaks its column, and no other."""
    assert [(6, 1, 0)] * 14 == with_each_wrong(two_years(FIRST[editions]), RULE, PLACES[editions])


@pytest.mark.parametrize("by", [-1, 1])
@EACH
def test_Y_CARRIED_by_one(editions, by):
    """One more or one less is found: there is nothing between right and wrong."""
    reports = two_years(FIRST[editions])
    for place in PLACES[editions]:
        for who, cell in place.keys:
            wrong = changed(reports, who, {cell: reports[who][0][cell] + by})
            assert [place.told(wrong)] == violated(wrong, RULE)


@given(reports=elsewhere(PLACES))
def test_Y_CARRIED_is_about_no_other_cell(reports):
    """Whatever stands in other rows and tables, the rule holds."""
    assert (7, 0, 0) == counts(reports, RULE)


@EACH
def test_Y_CARRIED_takes_a_blank_for_what_it_must_be(editions):
    """Where the rest of table three leaves a blank one figure, that one counts, and never zero."""
    reports = two_years(FIRST[editions])
    for place in PLACES[editions]:
        for (who, cell), (other, of_other) in itertools.permutations(place.keys):
            blank = changed(reports, who, {cell: None})
            assert (7, 0, 0) == counts(blank, RULE)
            (finding,) = asked(changed(blank, other, {of_other: 100}), RULE)
            assert ({cell, of_other}, None) == (set(finding.cells), finding.difference)


@EACH
@pytest.mark.parametrize("report", [zeros, None])
@pytest.mark.parametrize("who", ["earlier", "later"])
def test_Y_CARRIED_is_undetermined_beside_blanks(editions, report, who):
    """A blank is no zero: where all of table three is blank in one year nothing is said, would a zero fit or not."""
    reports = two_years(FIRST[editions], report) if report else two_years(FIRST[editions])
    assert (0, 0, 7) == counts(without_table(reports, who, "applications"), RULE)


@pytest.mark.parametrize(("received", "found"), [(5, 0), (4, 0), (3, 1)])
def test_Y_CARRIED_is_found_whatever_the_blanks_are(received, found):
    """
    A blank may be what the rest of its column leaves it, and nothing else.

    A year that takes up no request of last year and receives 4 cannot leave 5 over, however many it has answered.
    """
    reports = two_years(2022, zeros)
    later = {TABLE.brought_forward.natural_persons: 4, TABLE.brought_forward.total: 4}
    later |= {TABLE.outcome.granted.natural_persons: 4, TABLE.outcome.granted.total: 4}
    later |= {TABLE.outcome.total.natural_persons: 4, TABLE.outcome.total.total: 4}
    open_ = [TABLE.outcome.granted, TABLE.outcome.total, TABLE.carried_forward]
    earlier = {cell: None for row in open_ for cell in (row.natural_persons, row.total)}
    earlier |= {TABLE.received.natural_persons: received, TABLE.received.total: received}
    result = asked(changed(changed(reports, "earlier", earlier), "later", later), RULE)
    assert (2 * found, 2 - 2 * found, 5) == (len(result.findings), len(result.undetermined), result.held)


def test_Y_CARRIED_example():
    """Carried forward 2 and brought forward 2 is right; 3 is found, off by −1. It is an error."""
    reports = changed(two_years(2023, zeros), "earlier", {TABLE.carried_forward.natural_persons: 2})
    reports = changed(reports, "later", {TABLE.brought_forward.natural_persons: 2})
    assert (7, 0, 0) == counts(reports, RULE)
    (finding,) = asked(changed(reports, "later", {TABLE.brought_forward.natural_persons: 3}), RULE)
    assert (2, 3, -1, "error") == (finding.left.total, finding.right.total, finding.difference, finding.severity)
    assert ("某局 2024", "某局 2023") == finding.reports


def test_Y_CARRIED_in_the_reports_of_suqian():
    """宿迁 carried 118, 3 and 0 forward in 2023, together 121, and brought them forward in 2024; of 2025 it is open."""
    assert (7, 0, 0) == counts(suqian_years(2023), RULE)
    assert (0, 0, 7) == counts(suqian_years(2024), RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_Y_CARRIED_in_words(locale):
    """The message names both years, both rows and the column, both figures and the difference."""
    reports = changed(suqian_years(2023), "later", {TABLE.brought_forward.total: 1120})
    (finding,) = asked(reports, RULE)
    message = finding.message(locale)
    assert {121, 1120, 999, 2023, 2024} <= numbers(message)
    for text in ("二、上年结转政府信息公开申请数量", "四、结转下年度继续办理", "总计"):
        assert label(text, locale) in message
    assert report_name("宿迁市人民政府 2024", locale) in message
    open_ = asked(without_table(reports, "later", "applications"), RULE).undetermined[0].message(locale)
    assert label("二、上年结转政府信息公开申请数量", locale) in open_
    assert report_name("宿迁市人民政府 2024", locale) in open_
