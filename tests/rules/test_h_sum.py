"""
H-SUM: 政府报告的件数和收费金额，等于所属机关与下级政府报告相应数值之和；文件因联合制发只计一次的，可小于该和。

Cities and provinces have the reports of their organs and of the governments below them gathered and added up (怀化市
and other places in notices on the reports), and 宿迁市 lists the parts of its sum in the report on 2023. No national
document asks for it, and nobody but the government knows the list of its parts, so it is a warning. It speaks of
documents, of which those issued jointly may count once; of decisions and fees in table two; of all of tables three
and four. It says nothing of 项目数量, of which parts may share the same items, and of 政府集中采购.

A city whose organs received 3 and 4 and whose county received 5 reports 12. With 11, the difference is −1. Of
documents 11 are right too, if two organs issued one of them jointly; 13 are not.
"""

import pytest

from between import (
    asked,
    between,
    bound_levels,
    bounded,
    changed,
    changes,
    counts,
    elsewhere,
    family,
    levels,
    violated,
    with_each_blank,
    without_table,
)
from figures import APPLICANTS, CASES, DISCLOSURE, RESULTS, ROWS, SUQIAN_PARTS
from hypothesis import given
from hypothesis import strategies as st
from questions import EDITIONS, numbers, rule, suqian, zeros

from govinfo.cells import CELLS, cells_of, official
from govinfo.language import LOCALES, label
from govinfo.messages import report_name
from govinfo.organ import Organ


RULE = rule("H-SUM")
SUMMED = ("decisions", "amount")
DOCUMENTS = {
    edition: [
        between(f"disclosure.{row}", f"parts.{column} ≥ whole.{column}")
        for row, columns in DISCLOSURE[edition].items()
        if row.startswith("documents")
        for column in columns
    ]
    for edition in EDITIONS
}
EQUAL = {
    edition: [
        *(
            between(f"disclosure.{row}", f"whole.{column} = parts.{column}")
            for row, columns in DISCLOSURE[edition].items()
            for column in columns
            if column in SUMMED and not row.startswith("procurement")
        ),
        *(
            between(f"applications.{row}", f"whole.{column} = parts.{column}")
            for row in ROWS[edition]
            for column in APPLICANTS
        ),
        *(between(f"disputes.{row}", f"whole.{column} = parts.{column}") for row in CASES for column in RESULTS),
    ]
    for edition in EDITIONS
}
PLACES = {edition: DOCUMENTS[edition] + EQUAL[edition] for edition in EDITIONS}
ALL = {2019: 6 + 4 + 161 + 15, 2021: 6 + 4 + 175 + 15}
RECEIVED, BROUGHT = CELLS.applications.received, CELLS.applications.brought_forward
ISSUED = CELLS.disclosure.documents.normative.issued
EACH = pytest.mark.parametrize("edition", EDITIONS)


@EACH
@given(data=st.data())
def test_H_SUM_holds_in_every_cell_that_adds_up(data, edition):
    """A government has what its parts have together; of documents it may have fewer."""
    assert (ALL[edition], 0, 0) == counts(data.draw(bound_levels(edition)), RULE)


@given(change=changes(EQUAL))
def test_H_SUM_finds_any_one_wrong_figure(change):
    """Any one wrong figure of a government or a part is found in its cell, with all figures and the difference."""
    assert [change.place.told(change.after)] == violated(change.after, RULE)
    assert ALL[change.after["whole"][0].applications.edition] - 1 == asked(change.after, RULE).held


@given(change=bounded(DOCUMENTS))
def test_H_SUM_of_documents_is_found_exactly_when_it_is_crossed(change):
    """As many documents as all parts have, or fewer, are right; more are found."""
    assert [change.place.told(change.after)] * (change.by < 0) == violated(change.after, RULE)


@given(change=changes(DOCUMENTS))
def test_H_SUM_of_documents_is_found_whichever_figure_crosses_it(change):
    """Too few in a part or too many in the whole: it is found if the bound is crossed, and only then."""
    left, right = change.place.totals(change.after)
    assert [change.place.told(change.after)] * (left < right) == violated(change.after, RULE)


@EACH
@pytest.mark.parametrize("who", ["whole", "parts"])
def test_H_SUM_finds_a_wrong_figure_in_every_cell(edition, who):
    """None of its cells is left out, of the government or of a part: all wrong at once, each is found, in its order."""
    reports = family(edition, 2)
    of = reports[who][0]
    by = {
        cell: -1 if who == "parts" and place in DOCUMENTS[edition] else 1
        for place in PLACES[edition]
        for _, cell in place.keys
    }
    wrong = changed(reports, who, {cell: of[cell] + more for cell, more in by.items()})
    assert [place.told(wrong) for place in PLACES[edition]] == violated(wrong, RULE)
    assert (0, ALL[edition], 0) == counts(wrong, RULE)


@pytest.mark.parametrize(("by", "found"), [(-1, 0), (0, 0), (1, 1)])
def test_H_SUM_by_one(by, found):
    """One document fewer is right, one more is found; of requests both are."""
    reports = family(2021)
    whole = reports["whole"][0]
    assert (200 - found, found, 0) == counts(changed(reports, "whole", {ISSUED: whole[ISSUED] + by}), RULE)
    wrong = abs(by)
    assert (200 - wrong, wrong, 0) == counts(
        changed(reports, "whole", {RECEIVED.total: whole[RECEIVED.total] + by}), RULE
    )


@given(reports=elsewhere({2019: PLACES[2019]}))
def test_H_SUM_is_about_no_other_cell(reports):
    """Whatever stands in the numbers of items and in the row of procurement, the rule holds."""
    assert (ALL[2019], 0, 0) == counts(reports, RULE)


def test_H_SUM_is_about_every_cell_of_the_edition_of_2021():
    """That edition has neither numbers of items nor procurement."""
    assert set(cells_of(official(2021))) == {cell for place in PLACES[2021] for _, cell in place.keys}


@EACH
def test_H_SUM_takes_a_blank_for_what_it_must_be(edition):
    """A blank of table two is open and no zero; one of tables three and four counts as what the rest of them leaves."""
    table_two = {id(place) for place in (*DOCUMENTS[edition], *EQUAL[edition][:4])}
    places = PLACES[edition][:10] + PLACES[edition][10::12]
    is_open = [int(id(place) in table_two) for place in places for _ in place.keys]
    assert 20 == sum(is_open)
    assert [(ALL[edition] - n, 0, n) for n in is_open] == with_each_blank(family(edition, 2), RULE, places)


@EACH
@pytest.mark.parametrize("section", ["disclosure", "applications", "disputes"])
def test_H_SUM_is_undetermined_beside_blanks(edition, section):
    """A blank is no zero: where a part leaves a whole table blank nothing is said of it, would a zero fit or not."""
    of = sum(place.keys[0][1].section == section for place in PLACES[edition])
    assert (ALL[edition] - of, 0, of) == counts(without_table(family(edition), "parts", section, 1), RULE)
    blank = without_table(family(edition, report=zeros), "parts", section, 1)
    documents = 6 * (section == "disclosure")  # whatever these are, the government has no more than none
    assert (ALL[edition] - of + documents, 0, of - documents) == counts(blank, RULE)


def test_H_SUM_is_found_whatever_the_blanks_are():
    """Where the parts that can be told have more already it is found, with the blank for all to see."""
    reports = without_table(family(2021), "parts", "applications", 1)
    whole = reports["whole"][0]
    there = sum(part[RECEIVED.total] or 0 for part in reports["parts"])
    assert whole[RECEIVED.total] > there
    for figure, found in ((there, 0), (there - 1, 1)):
        result = asked(changed(reports, "whole", {RECEIVED.total: figure}), RULE)
        assert found == len(result.findings)
        assert [None] * found == [finding.difference for finding in result]


def test_H_SUM_of_a_part_on_another_edition():
    """What a part on the edition of 2019 does not count is open, and never zero; what it does count is added up."""
    reports = family(2021)
    old = zeros(2019).replace(organ=Organ("甲局"), year=2021)
    mixed = levels(*reports["whole"], old, *reports["parts"][1:])
    result = asked(mixed, RULE)
    on_old = [place for place in PLACES[2021] if 2019 in place.keys[0][1].editions]
    assert len(on_old) == len(result.findings)
    assert 200 - len(on_old) == len(result.undetermined)


def test_H_SUM_example():
    """3, 4 and 5 are 12; 11 is found, off by −1. Of documents 11 will do, and 13 is found. It is a warning."""
    reports = family(2021, report=zeros)
    for number, figure in enumerate((3, 4, 5)):
        reports = changed(reports, "parts", {RECEIVED.total: figure, ISSUED: figure}, number)
    assert (200, 0, 0) == counts(changed(reports, "whole", {RECEIVED.total: 12, ISSUED: 11}), RULE)
    (finding,) = asked(changed(reports, "whole", {RECEIVED.total: 11, ISSUED: 12}), RULE)
    assert (11, 12, -1, "warning") == (finding.left.total, finding.right.total, finding.difference, finding.severity)
    (finding,) = asked(changed(reports, "whole", {RECEIVED.total: 12, ISSUED: 13}), RULE)
    assert (12, 13, -1) == (finding.left.total, finding.right.total, finding.difference)


def test_H_SUM_in_the_report_of_suqian():
    """
    宿迁, 2023: 349 + 933 + 477 + 301 + 874 + 216 + 348 + 55 + 26 + 12 + 16 = 3607 = 3511 + 96.

    The report says how many requests each part handled, and not how many of them were brought forward; here the first
    part brought forward all 96. Without the last part the sum falls short by 16.
    """
    parts = [
        zeros(2021).replace({RECEIVED.total: handled}, organ=Organ(f"第{number}部分"), year=2023)
        for number, handled in enumerate(SUQIAN_PARTS)
    ]
    parts[0] = parts[0].replace({RECEIVED.total: SUQIAN_PARTS[0] - 96, BROUGHT.total: 96})
    whole = zeros(2021).replace(
        {cell: suqian(2023)[cell] for cell in (RECEIVED.total, BROUGHT.total)}, organ=suqian(2023).organ, year=2023
    )
    assert (3607, 11) == (sum(SUQIAN_PARTS), len(parts))
    assert (200, 0, 0) == counts(levels(whole, *parts), RULE)
    (finding,) = asked(levels(whole, *parts[:-1]), RULE)
    assert (3511, 3495, 16) == (finding.left.total, finding.right.total, finding.difference)


@pytest.mark.parametrize("locale", LOCALES)
def test_H_SUM_in_words(locale):
    """The message names the cell, the government and each part, and gives their figures, the sum and the difference."""
    reports = changed(family(2021, report=zeros), "whole", {RECEIVED.total: 3511})
    for number, figure in enumerate((349, 933, 477)):
        reports = changed(reports, "parts", {RECEIVED.total: figure}, number)
    (finding,) = asked(reports, RULE)
    message = finding.message(locale)
    assert {3511, 349, 933, 477, 1759, 1752} <= numbers(message)
    assert label("一、本年新收政府信息公开申请数量", locale) in message
    assert all(
        report_name(f"{report.organ.name} 2021", locale) in message for some in reports.values() for report in some
    )
    open_ = asked(without_table(reports, "parts", "disputes", 1), RULE).undetermined[0].message(locale)
    assert label("行政复议", locale) in open_
    assert report_name("乙局 2021", locale) in open_
    assert "甲局" not in open_
