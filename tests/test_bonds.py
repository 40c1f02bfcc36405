"""
Bonds: which cells of which reports are compared, of all that are bound to each other.
"""

import itertools

from collections.abc import Iterator

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import Report
from govinfo.bonds import Of, bound_identities
from govinfo.cells import CELLS, cells_of, official
from govinfo.form import Documents, Form, Results
from govinfo.rule import Comparison, Sum, at_least, equal, rule
from govinfo.rules import BONDS, RULES
from govinfo.strategies import reports


OLD, NEW = official(2019), official(2021)
KNOWN = {"english": "A rule.", "severity": "hint", "authority": "practice", "cites": "某通知"}
PENDING = CELLS.disputes.reconsideration.pending
TOTAL = CELLS.disputes.reconsideration.total


def ids(first, second, across="years", rules=BONDS):
    """The ids of what is compared, each as often as it is."""
    return [identity.rule.id for identity in bound_identities(first, second, across, rules)]


@rule("X-LESS", **KNOWN)
def less_than_five(earlier: Results[Sum], later: Results[Sum]) -> Iterator[Comparison[Sum]]:
    """两年尚未审结之差不少于五。"""
    yield at_least(later.pending - earlier.pending, 5)


@rule("X-TWICE", **KNOWN, across="levels")
def twice(whole: Results[Sum], parts: Results[Sum]) -> Iterator[Comparison[Sum]]:
    """总计等于所属各机关总计的两倍。"""
    yield equal(whole.total, parts.total + parts.total)


@rule("X-FORM", **KNOWN, crosses_editions=True)
def whole_form(earlier: Form[Sum], later: Form[Sum]) -> Iterator[Comparison[Sum]]:
    """两年各数相等。"""
    yield equal(earlier.disclosure, later.disclosure)


@rule("X-RENAMED", **KNOWN, crosses_editions=True)
def renamed(earlier: Documents[Sum], later: Documents[Sum]) -> Iterator[Comparison[Sum]]:
    """本年制发件数不少于上年新制作数量。"""
    yield at_least(later.issued, earlier.made)


# What is compared


@pytest.mark.parametrize(
    ("first", "second", "across", "due"),
    [
        (OLD, OLD, "years", {"Y-CARRIED": 7, "Y-ITEMS": 5, "Y-DISCLOSED": 2, "Y-PENDING": 3}),
        (OLD, NEW, "years", {"Y-CARRIED": 7}),
        (NEW, NEW, "years", {"Y-CARRIED": 7, "Y-IN-FORCE": 2, "Y-PENDING": 3}),
        (OLD, OLD, "levels", {"H-SUM": 186}),
        (NEW, NEW, "levels", {"H-SUM": 200}),
    ],
)
def test_how_many_places_there_are(first, second, across, due):
    """Each bond at each place of the forms that it applies to, once, in the order of the rules."""
    found = ids(first, second, across)
    assert due == {id_: len(list(group)) for id_, group in itertools.groupby(found)}
    compared = [identity.terms for identity in bound_identities(first, second, across)]
    assert len(compared) == len(set(compared))


@given(first=reports(mixed=True, prose=False), second=reports(mixed=True, prose=False))
def test_only_what_stands_on_both_forms_is_compared(first, second):
    """Whatever the editions of the blocks: each cell is on the form that it is of, and each rule serves its edition."""
    forms = first.editions, second.editions
    for identity in (*bound_identities(*forms, "years"), *bound_identities(*forms, "levels")):
        assert all(of.cell in cells_of(forms[of.report]) for of, _ in identity.terms)
        editions = {report.edition_of(cell) for cell in identity.cells for report in (first, second)}
        assert editions <= set(identity.rule.editions)
        assert len(editions) == 1 or identity.rule.id == "Y-CARRIED"


@given(
    edition=st.sampled_from([2019, 2021]), block=st.sampled_from(["applications", "disputes", "disclosure.documents"])
)
def test_a_block_that_is_not_there_is_not_compared(edition, block):
    """Neither in one report nor in the other."""
    without = Report.blank(edition, blocks={block: None}).editions
    for pair in ((without, official(edition)), (official(edition), without)):
        found = (*bound_identities(*pair, "years"), *bound_identities(*pair, "levels"))
        assert found
        assert not any(cell.block == block for identity in found for cell in identity.cells)


def test_what_is_no_bond_of_this_kind_is_passed_over():
    """Rules about one report, and bonds across something else."""
    assert [] == ids(NEW, NEW, "years", (*RULES, twice))
    assert ["X-TWICE"] * 3 == ids(NEW, NEW, "levels", (*RULES, twice, less_than_five))


def test_what_changed_its_meaning_is_not_compared():
    """A cell of one edition only is on one of two forms; a rule may say that another stands for it."""
    assert [] == ids(OLD, OLD, rules=[renamed])
    assert ["X-RENAMED"] * 2 == ids(OLD, NEW, rules=[renamed])
    assert [] == ids(NEW, OLD, rules=[renamed])
    shared = [cell for cell in cells_of(OLD) if cell.section == "disclosure" and cell in cells_of(NEW)]
    assert shared == [identity.cells[0] for identity in bound_identities(OLD, NEW, "years", [whole_form])]


def test_a_bond_serves_the_editions_that_it_names():
    """Though the cells of table four are the same on both forms."""
    asked = rule("X-NEW", **KNOWN, editions=(2021,), crosses_editions=True)(less_than_five.function)
    found = {(one, other): len(ids(one, other, rules=[asked])) for one in (OLD, NEW) for other in (OLD, NEW)}
    assert {(OLD, OLD): 0, (OLD, NEW): 0, (NEW, OLD): 0, (NEW, NEW): 3} == found


# What a place says


def test_a_place_with_a_constant():
    """The right side may be a number; then all terms are on the left."""
    identity = bound_identities(NEW, NEW, "years", [less_than_five])[0]
    assert (((Of(1, PENDING), 1), (Of(0, PENDING), -1)), 5) == (identity.terms, identity.constant)
    assert (PENDING,) == identity.cells
    equation = identity.equation("old", "new")
    assert ((("new", PENDING), 1), (("old", PENDING), -1)) == equation.terms
    assert (5, None) == (equation.constant, equation.identity)


def test_a_place_of_several_parts():
    """What parts have together is added up over all of them, each as often as it counts."""
    identity = bound_identities(NEW, NEW, "levels", [twice])[0]
    equation = identity.equation("市", "局", "委")
    assert ((("市", TOTAL), 1), (("局", TOTAL), -2), (("委", TOTAL), -2)) == equation.terms
    assert 0 == equation.constant == identity.constant


def test_cells_are_named_once():
    """A cell that stands in both reports is one cell."""
    for identity in (*bound_identities(NEW, NEW, "years"), *bound_identities(NEW, NEW, "levels")):
        assert sorted(set(identity.cells), key=identity.cells.index) == list(identity.cells)
        assert {of.cell for of, _ in identity.terms} == set(identity.cells)


def test_a_place_is_named_by_one_cell():
    """By the first on its right side; where a number stands there, by the first on its left."""
    assert PENDING is bound_identities(NEW, NEW, "years", [less_than_five])[0].at
    (carried, *_) = bound_identities(NEW, NEW, "years")
    assert CELLS.applications.brought_forward.natural_persons is carried.at


def test_places_are_found_once_for_a_form():
    """Asked again, the same objects come back."""
    assert bound_identities(NEW, NEW, "years") is bound_identities(list(NEW), list(NEW), "years", iter(BONDS))
