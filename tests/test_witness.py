"""
Witnesses: each rule can be kept and broken, in as few figures as can be, and alone if the others allow it.
"""

import itertools

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, RULES, Cell, Report, check
from govinfo.cells import cells_of, official
from govinfo.errors import UnknownEdition
from govinfo.form import Items, Results
from govinfo.rule import CellRule, DocumentRule, Relation, Remark, Sum, Whole, at_least, equal, rule
from govinfo.rules import BONDS
from govinfo.witness import BROKEN, passing_report, witness


EDITIONS = (2019, 2021)
ASKED = (Relation, CellRule, DocumentRule)
SHOWN = [(rule, edition) for rule in RULES if isinstance(rule, ASKED) for edition in rule.editions]
OF_FIGURES = [(rule, edition) for rule, edition in SHOWN if isinstance(rule, Relation | CellRule)]
SHORT = [(rule, edition) for rule, edition in OF_FIGURES if rule.id in {"T3-BALANCE", "T3-OUTCOMES", "T3-APPLICANTS"}]


def name(value):
    """The id of a rule, or the edition."""
    return getattr(value, "id", None) or str(int(value))


def figures(report):
    """The figures that are not zero."""
    return {cell.path: figure for cell, figure in report.figures() if figure}


def ours(function, **known):
    """A rule of somebody else."""
    said = {"english": "Mine.", "severity": "error", "authority": "practice", "cites": ""}
    return rule("X-MINE", **said | known)(function)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_passing_report_has_no_finding_and_no_blank(edition):
    """All figures are zero, all sections are there, and no rule finds anything or leaves anything open."""
    report = passing_report(edition)
    result = check(report, RULES)
    assert ((), ()) == (result.findings, result.undetermined)
    assert {0} == {figure for _, figure in report.figures()}


@pytest.mark.parametrize(("asked", "edition"), SHOWN, ids=name)
def test_every_official_rule_can_be_broken_alone(asked, edition):
    """Nothing is found in the passing report; in the failing one this rule and no other, and nothing is open."""
    found = witness(asked, edition)
    assert ((), ()) == (check(found.passing, RULES).findings, check(found.passing, RULES).undetermined)
    assert {asked.id} == {finding.rule for finding in check(found.failing, RULES)}
    assert () == check(found.failing, RULES).undetermined
    assert (True, ()) == (found.alone, found.with_)


@pytest.mark.parametrize(("asked", "edition"), OF_FIGURES, ids=name)
def test_one_or_two_figures_are_enough(asked, edition):
    """Where a cell stands in one relation only, one figure breaks it; in table three two figures do."""
    changed = figures(witness(asked, edition).failing)
    assert (2 if (asked, edition) in SHORT else 1) == len(changed)
    assert {1} == {abs(figure) for figure in changed.values()}


@pytest.mark.parametrize(("asked", "edition"), SHORT, ids=name)
def test_no_single_figure_of_table_three_breaks_one_rule_alone(asked, edition):
    """Any one figure breaks two rules there, or one at two places of which one is no place of this rule."""
    zeros = passing_report(edition)
    for cell in cells_of(zeros.editions):
        if cell.section == "applications":
            assert {asked.id} != {finding.rule for finding in check(zeros.replace({cell: 1}), RULES)}


@pytest.mark.parametrize("asked", [rule for rule in (*RULES, *BONDS) if not isinstance(rule, ASKED)], ids=name)
def test_rules_of_reading_and_of_several_reports_have_no_witness(asked):
    """What breaks them is a document, or more than one report."""
    assert witness(asked) is None


def test_the_edition_is_the_latest_one_if_none_is_given():
    """A rule that serves both is shown on the form of 2021, one of 2019 on that."""
    known = {rule.id: rule for rule in RULES}
    assert 2021 == witness(known["T3-BALANCE"]).failing.applications.edition
    assert 2019 == witness(known["T2-ITEMS"]).failing.applications.edition


def test_a_rule_has_no_witness_in_an_edition_that_it_does_not_serve():
    """T2-STOCK is about columns of 2021; a rule of no edition is about nothing. What is no edition is refused."""
    known = {rule.id: rule for rule in RULES}
    assert witness(known["T2-STOCK"], 2019) is None
    with pytest.raises(UnknownEdition):
        witness(known["T2-STOCK"], 2020)

    def nothing(results: Results[Sum]):
        """无版本。"""
        return equal(results.total, 0)

    assert witness(ours(nothing, editions=())) is None


def test_every_document_rule_has_a_way_to_break_it():
    """No more and no fewer than the official ones."""
    assert set(BROKEN) == {rule.id for rule in RULES if rule.id.startswith("S-")}


# Rules of third parties


def test_a_rule_that_the_others_imply_is_broken_with_one_of_them():
    """A part can be more than its total only if the parts do not add up."""

    def part(results: Results[Sum]):
        """结果维持不多于总计。"""
        return at_least(results.total, results.upheld)

    found = witness(ours(part))
    assert (False, ("T4-TOTAL",)) == (found.alone, found.with_)
    assert {"disputes.reconsideration.upheld": 1} == figures(found.failing)


def test_a_rule_between_tables_has_a_witness():
    """The cells of a relation may stand anywhere."""
    one, other = CELLS.applications.received.total, CELLS.disputes.reconsideration.total

    def across(results: Results[Sum]):
        """复议总计不多于新收申请。"""
        return at_least(Sum.of(one), results.total)

    found = witness(ours(across))
    assert found.alone
    assert 2 == len(figures(found.failing))
    assert (0, 1) == (found.failing[one], sum(found.failing[cell] for cell in (other,)))


def test_an_inequality_of_table_two_is_kept_where_another_rule_is_broken():
    """Documents are issued, and those in force are as many: T2-STOCK holds."""
    documents = CELLS.disclosure.documents.normative

    def none_issued(_: Results[Sum]):
        """本年不制发。"""
        return equal(Sum.of(documents.issued), 0)

    found = witness(ours(none_issued, editions=[2021]))
    assert found.alone
    assert {documents.issued.path: 1, documents.in_force.path: 1} == figures(found.failing)


@pytest.mark.parametrize(
    ("least", "passing", "failing"),
    [(2, {"total": 2, "upheld": 2}, {}), (-1, None, None)],
)
def test_a_sum_that_must_be_a_number(least, passing, failing):
    """Zeros break a rule that asks for cases, and figures that add up keep it; a total of −1 breaks another rule."""

    def cases(results: Results[Sum]):
        """案件数。"""
        return equal(results.total, least)

    found = witness(ours(cases))
    if passing is None:
        assert found is None
    else:
        places = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
        due = {f"disputes.{place}.{part}": figure for place in places for part, figure in passing.items()}
        assert due == figures(found.passing)
        assert failing == figures(found.failing)


def test_at_least_so_many():
    """Zeros break it, and so many keep it."""

    def cases(results: Results[Sum]):
        """案件不少于三件。"""
        return at_least(results.total, 3)

    found = witness(ours(cases))
    assert {} == figures(found.failing)
    assert {3} == set(figures(found.passing).values())


def test_no_less_than_less_than_nothing():
    """A decrease of more than three breaks the rule that there is none; the items of last year cover it."""

    def decrease(items: Items[Sum]):
        """减少不超过三。"""
        return at_least(items.change, -3)

    found = witness(ours(decrease, editions=[2019]))
    assert found.alone
    assert {-4, 4} == set(figures(found.failing).values())


@pytest.mark.parametrize("times", [0, 2])
def test_what_cannot_be_broken_or_kept_has_no_witness(times):
    """A sum that equals itself cannot be broken; twice a count that is three cannot be kept."""

    def same(results: Results[Sum]):
        """自相等。"""
        return equal(results.total + results.total, 3) if times else equal(results.total, results.total)

    assert witness(ours(same)) is None


def test_a_cell_rule_of_third_parties():
    """One that says what N-COUNT says too is broken with it; one that asks for more is kept by cells that add up."""

    def amounts(cell: Cell) -> Whole | None:
        """金额不为负。"""
        return Whole(0) if cell.holds == "amount" else None

    def received(cell: Cell) -> Whole | None:
        """新收不少于二。"""
        return Whole(2) if cell is CELLS.applications.received.total else None

    def whole(cell: Cell) -> Whole | None:
        """整数。"""
        return Whole()

    assert ("N-COUNT",) == witness(ours(amounts)).with_
    found = witness(ours(received))
    assert 2 == found.passing[CELLS.applications.received.total]
    assert {} == figures(found.failing)
    assert witness(ours(whole)) is None


def test_a_document_rule_of_third_parties_has_no_witness():
    """It is not known what breaks it."""

    def length(report: Report):
        """篇幅。"""
        yield Remark(template="")

    assert witness(ours(length)) is None


@given(weights=st.lists(st.integers(-2, 2), min_size=5, max_size=5), sense=st.sampled_from([equal, at_least]))
def test_no_fewer_figures_would_do(weights, sense):
    """Against all figures up to two in a sum of table four: the witness has as few that are not zero as any."""
    cells = CELLS.disputes.reconsideration.cells()

    def weighed(_: Results[Sum]):
        """加权。"""
        total = Sum()
        for cell, weight in zip(cells, weights, strict=True):
            for _ in range(abs(weight)):
                total = total + Sum.of(cell) if weight > 0 else total - Sum.of(cell)
        return sense(total, 0)

    found = witness(ours(weighed))
    sums = {
        tried: sum(weight * figure for weight, figure in zip(weights, tried, strict=True))
        for tried in itertools.product(range(3), repeat=5)
        if sum(tried[:-1]) == tried[-1]
    }
    broken = [tried for tried, total in sums.items() if (total != 0 if sense is equal else total < 0)]
    fewest = min((sum(map(bool, tried)) for tried in broken), default=None)
    assert (found is not None and found.alone) == bool(broken)
    if broken:
        assert fewest == len(figures(found.failing))


def test_official_forms_are_whole():
    """The passing report is on the official form."""
    assert [official(edition) for edition in EDITIONS] == [passing_report(edition).editions for edition in EDITIONS]
