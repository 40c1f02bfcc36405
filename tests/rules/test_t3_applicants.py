"""
T3-APPLICANTS: 自然人与法人或其他组织各列之和，等于总计。

So the column 总计 of both editions says (格式2019、2021，表三). 法人或其他组织 stands over five columns and has no
column of its own. It speaks of each row with figures: 23 rows in the edition of 2019, 25 in that of 2021.

A row with one natural person and two businesses has 1 + 2 = 3 in 总计. If 总计 is 2, three are not two, and the
difference is 1.
"""

import pytest

from figures import APPLICANTS, ROWS
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


RULE = rule("T3-APPLICANTS")
PLACES = {
    edition: [
        place(f"applications.{row}", f"{' + '.join(APPLICANTS[:-1])} = {APPLICANTS[-1]}") for row in ROWS[edition]
    ]
    for edition in EDITIONS
}
ROWS_OF = {2019: 23, 2021: 25}


@given(report=reports(mixed=True, prose=False))
def test_T3_APPLICANTS_holds_in_every_row(report):
    """Natural persons and the five kinds of organization add up to the total of each row, in whatever edition."""
    assert (len(there(PLACES, report)), 0, 0) == counts(report, RULE)


@given(change=changes(PLACES))
def test_T3_APPLICANTS_finds_any_one_wrong_figure(change):
    """Any one wrong figure of table three is found in its row, with both sides and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert 1 == len(PLACES[change.after.applications.edition]) - asked(change.after, RULE).held


@pytest.mark.parametrize("edition", EDITIONS)
def test_T3_APPLICANTS_finds_a_wrong_figure_in_every_cell(edition):
    """None of the 161 or 175 cells of table three is left out: a wrong figure breaks its row, and no other."""
    rows = ROWS_OF[edition]
    assert [(rows - 1, 1, 0)] * rows * 7 == with_each_wrong(dense(edition), RULE, PLACES[edition])


@given(report=elsewhere(PLACES))
def test_T3_APPLICANTS_is_about_no_other_cell(report):
    """Whatever stands in other tables, the rule holds."""
    assert (ROWS_OF[report.applications.edition], 0, 0) == counts(report, RULE)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("report", [zeros, dense])
def test_T3_APPLICANTS_is_undetermined_beside_a_blank(report, edition):
    """A blank is no zero: where one of the seven is blank nothing is said of its row, would a zero fit or not."""
    assert each_blank(report(edition), PLACES[edition]) == with_each_blank(report(edition), RULE)
    wrong = with_each_wrong(report(edition), RULE, PLACES[edition], blank=True)
    assert [(ROWS_OF[edition] - 1, 0, 1)] * ROWS_OF[edition] * 7 == wrong


@pytest.mark.parametrize("edition", EDITIONS)
def test_T3_APPLICANTS_example(edition):
    """1 + 2 = 3 holds; with 2 as the total it does not, and is off by 1."""
    row = CELLS.applications.outcome.granted
    report = zeros(edition).replace({row.natural_persons: 1, row.organizations.businesses: 2, row.total: 3})
    assert (ROWS_OF[edition], 0, 0) == counts(report, RULE)
    (finding,) = asked(report.replace({row.total: 2}), RULE)
    assert (3, 2, 1) == (finding.left.total, finding.right.total, finding.difference)


@pytest.mark.parametrize("year", [2023, 2024])
def test_T3_APPLICANTS_in_the_reports_of_suqian(year):
    """宿迁, 2023: 3402 + 99 + 0 + 4 + 5 + 1 = 3511; 2024: 3440 + 75 + 0 + 1 + 6 + 3 = 3525; so in all 25 rows."""
    assert (25, 0, 0) == counts(suqian(year), RULE)


def test_T3_APPLICANTS_in_the_report_of_shanghai():
    """上海, 2019, has a blank in every row; were blanks zeros, there would be a false alarm in eleven rows."""
    assert (0, 0, 23) == counts(shanghai(), RULE)
    assert (12, 11, 0) == counts(shanghai(blank=0), RULE)


def test_T3_APPLICANTS_where_only_totals_are_filled_in():
    """徐闻县司法局 fills in 总计 only, all 0: nothing is said, for nobody knows of the other columns."""
    blank = {cell: None for cell in CELLS.applications.cells() if not cell.path.endswith(".total")}
    on_form = {cell for cell, _ in zeros(2021).figures()}
    report = zeros(2021).replace({cell: None for cell in blank if cell in on_form})
    assert (0, 0, 25) == counts(report, RULE)


@pytest.mark.parametrize("locale", LOCALES)
def test_T3_APPLICANTS_in_words(locale):
    """The message names the row and gives the figures, their sum, the total and the difference."""
    cells = CELLS.applications.outcome.unavailable.not_held
    report = suqian(2023).replace({cells.natural_persons: 986})
    (finding,) = asked(report, RULE)
    assert {986, 74, 1065, 1047, 18} <= numbers(finding.message(locale))
    assert label("1.本机关不掌握相关政府信息", locale) in finding.message(locale)
    (open_,) = asked(report.replace({cells.total: None}), RULE).undetermined
    assert label("1.本机关不掌握相关政府信息", locale) in open_.message(locale)
