"""
T3-OUTCOMES: 本年度办理结果（一）至（六）各项之和，等于（七）总计。

So the row （七）总计 of both editions says (格式2019、2021，表三). The groups （三） to （六） have no figures of
their own, so what is added up are the rows in them: 19 rows in the edition of 2019, 21 in that of 2021, where （六）
has three rows. It speaks of each of the seven columns.

Three granted, two petitions not processed: 3 + 2 = 5. If （七） is 6, five are not six, and the difference is −1.
"""

import pytest

from figures import APPLICANTS, OUTCOMES
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


RULE = rule("T3-OUTCOMES")
PLACES = {
    edition: [
        place("applications.outcome", " + ".join(f"{row}.{column}" for row in rows) + f" = total.{column}")
        for column in APPLICANTS
    ]
    for edition, rows in OUTCOMES.items()
}
CELLS_OF = {2019: 7 * 20, 2021: 7 * 22}
OUTCOME = CELLS.applications.outcome


@given(report=reports(mixed=True, prose=False))
def test_T3_OUTCOMES_holds_in_every_column(report):
    """The outcomes add up to their total, in each of the seven columns, in whatever edition."""
    assert (len(there(PLACES, report)), 0, 0) == counts(report, RULE)


@given(change=changes(PLACES))
def test_T3_OUTCOMES_finds_any_one_wrong_figure(change):
    """Any one wrong outcome or total is found in its column, with both sides and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert (6, 1, 0) == counts(change.after, RULE)


@pytest.mark.parametrize("edition", EDITIONS)
def test_T3_OUTCOMES_finds_a_wrong_figure_in_every_cell(edition):
    """None of its 140 or 154 cells is left out: a wrong figure breaks its column, and no other."""
    assert [(6, 1, 0)] * CELLS_OF[edition] == with_each_wrong(dense(edition), RULE, PLACES[edition])


@given(report=elsewhere(PLACES))
def test_T3_OUTCOMES_is_about_no_other_cell(report):
    """Whatever stands in other rows and tables, the rule holds."""
    assert (7, 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("report", [zeros, dense])
def test_T3_OUTCOMES_is_undetermined_beside_a_blank(report, edition):
    """A blank is no zero: where one figure is blank nothing is said of its column, would a zero fit or not."""
    assert each_blank(report(edition), PLACES[edition]) == with_each_blank(report(edition), RULE)
    wrong = with_each_wrong(report(edition), RULE, PLACES[edition], blank=True)
    assert [(6, 0, 1)] * CELLS_OF[edition] == wrong


@pytest.mark.parametrize("edition", EDITIONS)
def test_T3_OUTCOMES_example(edition):
    """3 + 2 = 5 holds; with 6 as the total it does not, and is off by −1."""
    report = zeros(edition).replace(
        {
            OUTCOME.granted.natural_persons: 3,
            OUTCOME.not_processed.petitions.natural_persons: 2,
            OUTCOME.total.natural_persons: 5,
        }
    )
    assert (7, 0, 0) == counts(report, RULE)
    (finding,) = asked(report.replace({OUTCOME.total.natural_persons: 6}), RULE)
    assert (5, 6, -1) == (finding.left.total, finding.right.total, finding.difference)


@pytest.mark.parametrize(
    ("edition", "rows"),
    [
        (2019, [OUTCOME.other_undivided]),
        (2021, [OUTCOME.other.not_supplemented, OUTCOME.other.fee_unpaid, OUTCOME.other.rest]),
    ],
)
def test_T3_OUTCOMES_counts_what_was_handled_otherwise(edition, rows):
    """（六）其他处理 is one row in the edition of 2019 and three in that of 2021: each of them is part of the total."""
    report = zeros(edition).replace(dict.fromkeys((row.natural_persons for row in rows), 1))
    assert (6, 1, 0) == counts(report, RULE)
    assert (7, 0, 0) == counts(report.replace({OUTCOME.total.natural_persons: len(rows)}), RULE)


@pytest.mark.parametrize("year", [2023, 2024])
def test_T3_OUTCOMES_in_the_reports_of_suqian(year):
    """宿迁, 2023: 21 outcomes come to 3486; 2024: to 3521, and so in the other six columns."""
    assert (7, 0, 0) == counts(suqian(year), RULE)


def test_T3_OUTCOMES_in_the_report_of_shanghai():
    """上海, 2019, leaves the outcomes of 总计 blank: were blanks zeros, 0 would stand against 805, a false alarm."""
    assert (0, 0, 7) == counts(shanghai(), RULE)
    (finding,) = asked(shanghai(blank=0), RULE)
    assert (0, 805) == (finding.left.total, finding.right.total)
    assert OUTCOME.total.total in finding.cells


@pytest.mark.parametrize("locale", LOCALES)
def test_T3_OUTCOMES_in_words(locale):
    """The message gives the outcomes, their sum, the total and the difference; with a blank it names the blank."""
    report = suqian(2024).replace({OUTCOME.granted.organizations.businesses: 28})
    (finding,) = asked(report, RULE)
    assert {28, 9, 33, 80, 73, 7} <= numbers(finding.message(locale))
    (open_,) = asked(report.replace({OUTCOME.granted.organizations.businesses: None}), RULE).undetermined
    assert label("（一）予以公开", locale) in open_.message(locale)
