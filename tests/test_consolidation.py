"""
The report of a government, added up from those of its parts.
"""

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo.cells import CELLS, cells_of, official
from govinfo.check import check
from govinfo.consolidation import MOST_NAMED, consolidate
from govinfo.errors import NotForLedger
from govinfo.language import LOCALES
from govinfo.ledger import ledger
from govinfo.organ import Organ
from govinfo.reconciliation import reconcile
from govinfo.report import Report
from govinfo.rules import RULES
from govinfo.strategies import reports


RECEIVED = CELLS.applications.received.total


def zeros(name, edition=2021, year=2024, **blocks):
    """A report of zeros."""
    form = Report.blank(edition, organ=name, year=year, blocks=blocks or None)
    return form.replace(dict.fromkeys(cells_of(form.editions), 0))


@st.composite
def several(draw):
    """Reports of several organs on one year that keep every rule."""
    edition = draw(st.sampled_from([2019, 2021]))
    found = [draw(reports(edition=edition, prose=False)) for _ in range(draw(st.integers(1, 3)))]
    return [one.replace(organ=Organ(f"第{i}局"), year=edition, published=None) for i, one in enumerate(found)]


@given(parts=several())
def test_consolidation_commutes_with_checking(parts):
    """What parts that reconcile add up to reconciles, and agrees with its parts by every rule."""
    made = consolidate(parts, "某市人民政府")
    assert () == check(made.report, [rule for rule in RULES if rule.id.startswith(("T", "N"))]).findings
    book = ledger([made.report, *parts], {"某市人民政府": [part.organ.name for part in parts]})
    assert () == reconcile(book).findings
    assert made.is_complete
    assert tuple(part.organ.name for part in parts) == made.included


@given(parts=several(), data=st.data())
def test_what_does_not_hold_in_a_part_does_not_hold_in_the_sum(parts, data):
    """The residual of the sum is the sum of the residuals: one wrong figure in one part is as wrong in the sum."""
    cell = data.draw(st.sampled_from(CELLS.applications.cells()))
    if cell not in cells_of(parts[0].editions):
        cell = RECEIVED
    wrong = [parts[0].replace({cell: (parts[0][cell] or 0) + 1}), *parts[1:]]
    rules = [rule for rule in RULES if rule.id.startswith("T3")]
    alone = {(f.rule, f.cells, f.difference) for f in check(wrong[0], rules).findings}
    assert alone == {(f.rule, f.cells, f.difference) for f in check(consolidate(wrong, "某市").report, rules).findings}


@given(parts=several(), data=st.data())
def test_a_blank_stays_blank_and_is_told(parts, data):
    """A blank in one part is no zero: the sum is blank there, and says whose figure is missing."""
    adds = [cell for cell, figure in consolidate(parts).report.figures() if figure is not None]
    cell = data.draw(st.sampled_from(adds))
    made = consolidate([parts[0].replace({cell: None}), *parts[1:]])
    assert made.report[cell] is None
    assert {cell: (parts[0].organ.name,)} == made.blanks
    assert not made.is_complete


def test_who_is_in_and_who_is_missing():
    """Of those that are expected, the ones without a report are named once; others are in all the same."""
    made = consolidate([zeros("甲局"), zeros("丁局")], expected=["甲局", "乙局", "丙局", "乙局"])
    assert (("甲局",), ("乙局", "丙局"), ("丁局",)) == (made.included, made.missing, made.others)
    assert not made.is_complete


def test_a_government_is_no_part_of_itself():
    """Its own report is not added to those of its parts, however its brackets are typed."""
    parts = [zeros("甲局").replace({RECEIVED: 3}), zeros("某市（本级）").replace({RECEIVED: 5})]
    made = consolidate(parts, "某市(本级)")
    assert (3, ("甲局",), ("某市（本级）",), True) == (
        made.report[RECEIVED],
        made.included,
        made.others,
        made.is_complete,
    )
    with pytest.raises(NotForLedger):
        consolidate(parts[1:], "某市(本级)")


@pytest.mark.parametrize("figure", [True, 3.5, "3"])
def test_only_whole_numbers_add_up(figure):
    """What a program may have put there instead is told like a blank."""
    made = consolidate([zeros("甲局").replace({RECEIVED: figure}), zeros("乙局")])
    assert (None, ("甲局",)) == (made.report[RECEIVED], made.blanks[RECEIVED])


@pytest.mark.parametrize("edition", [2019, 2021])
def test_what_does_not_add_up_stays_blank(edition):
    """Numbers of items, which several organs share, and purchases have no sum by any rule; all else has."""
    made = consolidate([zeros("甲局", edition, edition), zeros("乙局", edition, edition)])
    due = {
        cell for cell in cells_of(official(edition)) if cell.path.rpartition(".")[2] in {"items_last_year", "change"}
    }
    due |= {cell for cell in cells_of(official(edition)) if "procurement" in cell.path}
    assert due == set(made.no_sums) == {cell for cell, figure in made.report.figures() if figure is None}


def test_documents_may_be_counted_twice():
    """The sums of table two, item (1), are the most that the whole can have, and it says so."""
    made = consolidate([zeros("甲局"), zeros("乙局")])
    assert {"disclosure.documents"} == {cell.block for cell in made.at_most}
    assert 6 == len(made.at_most)
    blank = zeros("甲局").replace(dict.fromkeys(made.at_most))
    assert ((), 2) == ((none := consolidate([blank])).at_most, len(none.lines()))


def test_a_part_on_another_form_is_added_where_the_forms_have_the_same_cells():
    """Rows that one form lacks stay blank, with the organ that has none."""
    old = zeros("甲局", 2019).replace({CELLS.applications.outcome.granted.total: 4})
    made = consolidate([old, zeros("乙局").replace({CELLS.applications.outcome.granted.total: 3})])
    assert 7 == made.report.applications.outcome.granted.total
    rest = CELLS.applications.outcome.other.rest.total
    assert (None, ("甲局",)) == (made.report[rest], made.blanks[rest])


@pytest.mark.parametrize("locale", LOCALES)
def test_what_it_is_made_of_in_words(locale):
    """Parts, missing parts, blanks, sums that may be too large and cells without a sum: a line each."""
    form = zeros("甲局", 2019, 2020).replace({RECEIVED: None})
    parts = [form, zeros("乙局", 2019, 2020)]
    lines = consolidate(parts, expected=["甲局", "丙局"]).lines(locale)
    assert 6 == len(lines)
    named = zip(lines, ("甲局", "丙局", "乙局", "甲局"), strict=False)
    assert all(name in line for line, name in named)
    blank = form.replace(dict.fromkeys(CELLS.applications.received.cells() + CELLS.disputes.reconsideration.cells()))
    assert "12" in consolidate([blank]).lines(locale)[1]
    assert MOST_NAMED < 12


def test_plain_values():
    """The same for programs."""
    made = consolidate([zeros("甲局").replace({RECEIVED: None})], expected=["甲局", "乙局"])
    value = made.to_dict()
    assert {"included", "missing", "others", "blanks", "no_sums", "at_most"} == set(value)
    assert [{"cell": RECEIVED.path, "organs": ["甲局"]}] == value["blanks"]


@pytest.mark.parametrize(
    "given_",
    [
        [],
        [zeros("甲局"), zeros("甲局", year=2023)],
        [zeros("甲局"), zeros("乙局", year=2023)],
        [zeros("甲局"), zeros("甲局")],
        [zeros("")],
        [zeros("甲局", year=None)],
    ],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_what_cannot_be_added_up(given_, locale):
    """No reports, several years, an organ twice, or one without a name: a sentence says so."""
    with pytest.raises(NotForLedger) as caught:
        consolidate(given_)
    assert caught.value.message(locale).endswith("。" if locale != "en" else ".")


def test_a_year_before_any_form():
    """On a year that no form serves the sum follows the form that the parts use."""
    made = consolidate([zeros("甲局", 2019, 2015), zeros("乙局", 2019, 2015)], Organ("某市", code="x"))
    assert {2019} == {e for e in made.report.editions if e}
    assert ("x", 2015) == (made.report.organ.code, made.report.year)


def test_the_eleven_parts_of_suqian():
    """宿迁 2023 names what its eleven parts have handled: 3607 in all, of which 3511 are new and 96 brought forward."""
    handled = [349, 933, 477, 301, 874, 216, 348, 55, 26, 12, 16]
    parts = [zeros(f"第{i}部分", year=2023).replace({RECEIVED: n}) for i, n in enumerate(handled)]
    assert 3511 + 96 == consolidate(parts, "宿迁市人民政府").report[RECEIVED]


def test_a_consolidation_is_a_value():
    """Nothing of it changes."""
    made = consolidate([zeros("甲局")])
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.missing = ()
