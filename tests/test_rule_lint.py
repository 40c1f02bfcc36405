"""
The rules among each other: they can all be kept, none follows from the rest, none contradicts another.

Ranks are worked out in fractions, so that nothing of them is a matter of precision.
"""

import re

from fractions import Fraction

import pytest

from published import CITY, city

from govinfo import CELLS, RULES, check
from govinfo.cells import cells_of, official
from govinfo.completion import ranges
from govinfo.finding import Authority, Severity
from govinfo.graph import Equation
from govinfo.identities import identities
from govinfo.ledger import ledger
from govinfo.network import least_of, network
from govinfo.reconciliation import reconcile
from govinfo.report import Report
from govinfo.rule import Bond, CellRule, DocumentRule, ReadingRule, Relation, SequelRule
from govinfo.rules import BONDS
from govinfo.witness import passing_report, witness


EDITIONS = (2019, 2021)

#: The rules about one report.
ASKED = (Relation, CellRule, DocumentRule)

#: What is an error though neither the form nor the Regulation says it in words, and why.
ERRORS_OF_PRACTICE = {"N-COUNT": "that a count is whole and not negative goes without saying"}


def rank(rows):
    """The rank of a matrix whose rows map columns to whole numbers, exactly."""
    left = [{key: Fraction(value) for key, value in row.items() if value} for row in rows]
    found = 0
    while left:
        pivot = left.pop()
        if not pivot:
            continue
        found += 1
        column, by = next(iter(pivot.items()))
        for row in left:
            if column in row:
                times = row[column] / by
                for key, value in pivot.items():
                    row[key] = row.get(key, 0) - times * value
                    if not row[key]:
                        del row[key]
    return found


def equalities(edition, section="applications"):
    """The equalities of a section, each with its cells and coefficients."""
    known = [one for one in identities(official(edition)) if one.sense == "=" and one.cells[0].section == section]
    return {one: dict(Equation.of(one).terms) for one in known}


def name(value):
    """The id of a rule."""
    return getattr(value, "id", None)


# That they can be kept


@pytest.mark.parametrize("year", sorted(CITY))
def test_a_published_report_keeps_all_rules(year):
    """All rules can be kept at once, and not only by zeros: a city has published such reports two years running."""
    result = check(city(year), RULES)
    assert ((), ()) == (result.findings, result.undetermined)
    assert 44 == result.held


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_can_have_any_figure(edition):
    """In a report that keeps all rules each single cell can be as large as one likes: no rule keeps one at zero."""
    report = passing_report(edition)
    blank = report.replace(dict.fromkeys(cells_of(report.editions)))
    least = least_of(report.editions)
    assert {cell: (least[cell], None) for cell in least} == {
        cell: (known.least, known.most) for cell, known in ranges(blank).items()
    }


def test_no_rule_contradicts_another():
    """One report keeps all of them, those of figures and those of the document, in each edition."""
    assert [[], []] == [list(check(passing_report(edition), RULES)) for edition in EDITIONS]


def test_two_published_years_keep_all_bonds():
    """The rules across years can be kept, too: two reports of one city, year after year, say so."""
    result = reconcile(ledger([city(year) for year in sorted(CITY)]), BONDS)
    assert ((), ()) == (result.findings, result.undetermined)
    assert result.held


# That each of them says something


@pytest.mark.parametrize(("edition", "count", "independent"), [(2019, 37, 35), (2021, 39, 37)])
def test_rank_of_table_three(edition, count, independent):
    """Two of the equalities of table three follow from the others: 39 of them have rank 37, and 37 have rank 35."""
    known = equalities(edition)
    assert (count, independent) == (len(known), rank(known.values()))
    assert 3 == len(equalities(edition, "disputes")) == rank(equalities(edition, "disputes").values())


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_single_equality_of_table_three_follows_from_the_others(edition):
    """Without any one of them the rank is the same; so none can be broken alone, and witnesses are of rules."""
    known = equalities(edition)
    whole = rank(known.values())
    assert {whole} == {rank([row for other, row in known.items() if other is not one]) for one in known}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("id_", ["T3-BALANCE", "T3-OUTCOMES", "T3-APPLICANTS"])
def test_no_rule_of_table_three_follows_from_the_others(id_, edition):
    """Without all equalities of one rule the rank is less: by how many of them are independent of the other rules."""
    known = equalities(edition)
    without = rank([row for one, row in known.items() if one.rule.id != id_])
    rows = sum(one.rule.id == id_ for one in known)
    assert rank(known.values()) - without == rows - (2 if id_ == "T3-APPLICANTS" else 1)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_network_has_the_rank_of_its_equalities(edition):
    """One less than its nodes: what the network leaves out is implied, and so is any one of its nodes."""
    known = network(official(edition))
    (table,) = [part for part in known.parts if len(part) > 2]
    assert rank(equalities(edition).values()) == len(table) - 1
    assert [("applications.outcome.total.total", "T3-APPLICANTS")] == [
        (equation.identity.cells[-1].path, equation.identity.rule.id) for equation in known.implied
    ]
    assert () == known.unfit


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_of_table_three_stands_in_two_equalities_at_least(edition):
    """In three the total of outcomes; a cell of table four stands in one, and one of table two in none."""
    count = dict.fromkeys(cells_of(official(edition)), 0)
    for section in ("disclosure", "applications", "disputes"):
        for terms in equalities(edition, section).values():
            for cell in terms:
                count[cell] += 1
    three = set(CELLS.applications.outcome.total.cells())
    due = {"disclosure": 0, "applications": 2, "disputes": 1}
    assert count == {cell: 3 if cell in three else due[cell.section] for cell in count}


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_single_equality_of_table_three_is_broken_by_one_figure(edition):
    """Any one wrong figure breaks two or three of them, never one."""
    zeros = passing_report(edition)
    for cell in cells_of(zeros.editions):
        if cell.section == "applications":
            broken = [finding for finding in check(zeros.replace({cell: 1}), RULES) if finding.rule[0] == "T"]
            assert len(broken) in {2, 3}


@pytest.mark.parametrize("asked", [rule for rule in RULES if isinstance(rule, ASKED)], ids=name)
def test_each_rule_can_be_broken_alone_in_each_of_its_editions(asked):
    """So none of them is implied by the others, and each is needed."""
    assert asked.editions
    assert {(True, ())} == {(found.alone, found.with_) for e in asked.editions for found in [witness(asked, e)]}


# That they are well made


def test_ids_are_well_formed_and_stand_once():
    """A part of the form or what it is about, a hyphen, and words in upper case."""
    ids = [rule.id for rule in (*RULES, *BONDS)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Z][0-9]?(-[A-Z]+)+", id_) for id_ in ids)


@pytest.mark.parametrize("asked", [*RULES, *BONDS], ids=name)
def test_every_rule_has_a_source(asked):
    """A citation, if it is no rule of reading; an error rests on the form or the Regulation, or it is said why not."""
    assert bool(asked.cites) == (asked.authority is not Authority.READING)
    if asked.severity is Severity.ERROR and not isinstance(asked, ReadingRule):
        assert asked.authority in {Authority.FORM, Authority.REGULATION} or asked.id in ERRORS_OF_PRACTICE


@pytest.mark.parametrize("asked", [rule for rule in RULES if isinstance(rule, Relation)], ids=name)
def test_every_relation_stands_somewhere_in_each_of_its_editions(asked):
    """A relation whose cells are on no form would never say anything."""
    assert all(identities(official(edition), [asked]) for edition in asked.editions)


def test_every_rule_is_of_one_kind():
    """A relation, a cell rule, a document rule, a reading rule; or one that binds several reports."""
    kinds = (Relation, CellRule, DocumentRule, ReadingRule)
    assert all(sum(isinstance(rule, kind) for kind in kinds) == 1 for rule in RULES)
    assert all(sum(isinstance(rule, kind) for kind in (Bond, SequelRule)) == 1 for rule in BONDS)


def test_the_rank_of_a_matrix_is_exact():
    """Rows that depend on each other count once, however large their numbers are."""
    rows = [{"a": 10**30, "b": 1}, {"a": 3 * 10**30, "b": 3}, {"b": 1}, {}]
    assert 2 == rank(rows)
    assert 0 == rank([])


def test_a_report_with_zeros_only_is_on_no_trial():
    """That a fixture is not all zeros, and nothing in it is blank."""
    for year in CITY:
        assert isinstance(city(year), Report)
        assert sum(bool(figure) for _, figure in city(year).figures()) > 60
        assert None not in {figure for _, figure in city(year).figures()}
