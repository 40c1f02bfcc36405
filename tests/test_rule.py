"""
The decorator that makes rules of functions, the algebra that relations are written in, and what every rule has to have.
"""

import pickle
import re

from collections.abc import Iterator
from pathlib import Path

import pytest

from govinfo.cells import CELLS, Cell
from govinfo.editions import Edition
from govinfo.errors import UnknownEdition
from govinfo.finding import Authority, Severity, Source, Verdict
from govinfo.form import Applicants, Results
from govinfo.report import Report
from govinfo.rule import (
    Bond,
    CellRule,
    Comparison,
    DocumentRule,
    ReadingRule,
    Relation,
    Remark,
    Rule,
    SequelRule,
    Sum,
    Whole,
    at_least,
    cannot_tell,
    equal,
    remark,
    rule,
)
from govinfo.rules import BONDS, RULES


KNOWN = {"english": "A rule.", "severity": "hint", "authority": "practice", "cites": "某通知"}
A, B, C = CELLS.disputes.reconsideration.cells()[:3]
ALL = (*RULES, *BONDS)
STATED = [rule for rule in ALL if rule.function is not None]
READ = [rule for rule in RULES if rule.function is None]


def compares(results: Results[Sum]) -> Comparison[Sum]:
    """结果维持不多于总计。"""
    return at_least(results.total, results.upheld)


def limits(cell: Cell) -> Whole | None:
    """数量为整数。"""
    return Whole() if cell is A else None


def remarks(report: Report) -> Iterator[Remark]:
    """报告有年份。"""
    yield remark("{year}", year=report.year)


def binds(earlier: Results[Sum], later: Results[Sum]) -> Iterator[Comparison[Sum]]:
    """本年总计不少于上年尚未审结。"""
    yield at_least(later.total, earlier.pending)


def follows(earlier: Report, later: Report) -> Iterator[Remark]:
    """两年的报告不同。"""
    if earlier == later:
        yield remark("{year}", year=later.year)


# The decorator


@pytest.mark.parametrize(
    ("function", "kind", "sentence"),
    [
        (compares, Relation, "结果维持不多于总计。"),
        (limits, CellRule, "数量为整数。"),
        (remarks, DocumentRule, "报告有年份。"),
        (binds, Bond, "本年总计不少于上年尚未审结。"),
        (follows, SequelRule, "两年的报告不同。"),
    ],
)
def test_the_annotation_of_the_argument_says_which_kind_of_rule_it_is(function, kind, sentence):
    """
    A part of the form makes a relation, a cell a cell rule, a report a document rule; two of a kind what binds reports.

    Its docstring states it.
    """
    made = rule("X-RULE", **KNOWN)(function)
    assert kind is type(made)
    assert ("X-RULE", sentence, function) == (made.id, made.sentence, made.function)
    assert ("A rule.", Severity.HINT, Authority.PRACTICE) == (made.english, made.severity, made.authority)
    assert ("某通知", tuple(Edition), None) == (made.cites, made.editions, made.caution)


def test_a_relation_knows_the_part_that_it_is_about():
    """`on` is the class of the annotation."""
    assert Results is rule("X-RULE", **KNOWN)(compares).on


def test_a_bond_knows_what_it_binds():
    """The part that it is about, years by default or levels, and whether it holds from one edition to the other."""
    years = rule("X-RULE", **KNOWN)(binds)
    assert (Results, "years", False) == (years.on, years.across, years.crosses_editions)
    levels = rule("X-RULE", **KNOWN, across="levels", crosses_editions=True)(binds)
    assert (Results, "levels", True) == (levels.on, levels.across, levels.crosses_editions)


def test_editions_and_caution_can_be_given():
    """A rule may serve some editions only, and may say why it can be wrong."""
    made = rule("X-RULE", **KNOWN, editions=(2021,), caution="It may be.")(compares)
    assert ((Edition.FORM_2021,), "It may be.") == (made.editions, made.caution)


def test_the_basis_is_what_findings_show():
    """Sentence, English, authority and citation."""
    basis = rule("X-RULE", **KNOWN)(compares).basis
    assert ("结果维持不多于总计。", "A rule.", "practice", "某通知") == (
        basis.sentence,
        basis.english,
        basis.authority,
        basis.cites,
    )


def no_docstring(results: Results[Sum]) -> Comparison[Sum]:  # noqa: D103
    return equal(results.total, 0)


def no_annotation(results):
    """没有注解。"""
    return equal(results.total, 0)


def no_argument() -> Whole:
    """没有参数。"""
    return Whole()


def wrong_annotation(number: int) -> Whole:
    """注解不对。"""
    return Whole(number)


def wrong_generic(rows: list[Sum]) -> Whole:
    """注解不对。"""
    return Whole(len(rows))


def two_cells(earlier: Cell, later: Cell) -> Whole:
    """单元格不能有两个。"""
    return Whole(earlier.index - later.index)


def unlike(earlier: Results[Sum], later: Applicants[Sum]) -> Iterator[Comparison[Sum]]:
    """两个参数不同类。"""
    yield equal(earlier.total, later.total)


def half_annotated(earlier: Report, later) -> Iterator[Remark]:
    """只注解了一个参数。"""
    yield remark("{year}", year=earlier.year, later=later)


def three(one: Results[Sum], two: Results[Sum], other: Results[Sum]) -> Iterator[Comparison[Sum]]:
    """参数太多。"""
    yield equal(one.total + two.total, other.total)


def bare_node(results: Results) -> Comparison[Sum]:
    """注解没有说明格中为何物。"""
    return equal(results.total, 0)


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (no_docstring, "docstring"),
        (no_annotation, "annotated"),
        (no_argument, "annotated"),
        (wrong_annotation, "annotated"),
        (wrong_generic, "annotated"),
        (bare_node, "annotated"),
        (two_cells, "annotated"),
        (unlike, "annotated"),
        (half_annotated, "annotated"),
        (three, "annotated"),
    ],
)
def test_a_function_that_is_no_rule_is_refused(function, says):
    """Without docstring, or without an annotation that names one of the three, it is refused, and named."""
    with pytest.raises(TypeError, match=f"X-RULE.*{says}"):
        rule("X-RULE", **KNOWN)(function)


@pytest.mark.parametrize("wrong", [{"severity": "bad"}, {"authority": "hearsay"}, {"editions": (2014,)}])
def test_what_is_not_known_is_refused(wrong):
    """Severity, authority and editions are known ones."""
    with pytest.raises(ValueError, match=str(*wrong.values()).strip("(,)")):
        rule("X-RULE", **KNOWN | wrong)


def test_an_unknown_edition_is_named_as_such():
    """The exception is the one of editions everywhere."""
    with pytest.raises(UnknownEdition):
        rule("X-RULE", **KNOWN, editions=(2014,))


@pytest.mark.parametrize("official", STATED, ids=lambda official: official.id)
def test_an_official_rule_is_pickled_by_its_name(official):
    """It comes back as the same object, in any process that has the library."""
    assert official is pickle.loads(pickle.dumps(official))


@pytest.mark.parametrize("reading", READ, ids=lambda reading: reading.id)
def test_a_reading_rule_is_pickled_with_all_it_has(reading):
    """It has no function to be named after, and comes back with the same id, sentence and the rest."""
    again = pickle.loads(pickle.dumps(reading))
    assert ReadingRule is type(again)
    assert all(getattr(reading, name) == getattr(again, name) for name in ("id", "severity", "basis", "editions"))


# The algebra


def test_a_sum_adds_up_how_often_each_cell_counts():
    """A cell that is added twice counts twice."""
    assert ((A, 2), (B, 1)) == (Sum.of(A) + Sum.of(B) + Sum.of(A)).terms


def test_what_is_added_and_taken_away_is_gone():
    """A cell less itself is the empty sum."""
    assert Sum() == Sum.of(A) - Sum.of(A)
    assert Sum.of(B) == Sum.of(A, B) - Sum.of(A)


def test_what_is_taken_away_counts_negatively():
    """A cell that is only taken away has a negative coefficient, and taking that away again makes it positive."""
    assert ((A, 1), (B, -1)) == (Sum.of(A) - Sum.of(B)).terms
    assert ((A, 1), (B, 1)) == (Sum.of(A) - (Sum() - Sum.of(B))).terms
    assert ((B, -2),) == (Sum() - Sum.of(B) - Sum.of(B)).terms


def test_a_sum_keeps_the_order_in_which_it_was_added_up():
    """The first mention of a cell is its place."""
    assert [C, A, B] == [cell for cell, _ in (Sum.of(C) + Sum.of(A) + Sum.of(B) + Sum.of(C)).terms]


def test_nodes_of_sums_add_up_cell_by_cell():
    """Two rows added are a row of sums."""
    cells = CELLS.applications
    rows = [
        Applicants(*map(Sum.of, (row.natural_persons, row.total)), Sum())
        for row in (cells.received, cells.outcome.total)
    ]
    assert rows[0].natural_persons + rows[1].natural_persons == Sum.of(
        cells.received.natural_persons, cells.outcome.total.natural_persons
    )


def test_the_two_comparisons():
    """Equal, or not less; the right side may be a number."""
    assert Comparison(Sum.of(A), Sum.of(B), "=") == equal(Sum.of(A), Sum.of(B))
    assert Comparison(Sum.of(A), 3, "≥") == at_least(Sum.of(A), 3)


def test_remarks_are_violations_and_what_cannot_be_told_is_undetermined():
    """Both take a section, cells, and fields by any name; an iterator of cells too."""
    made = remark("{n}", section="disputes", cells=iter([A, B]), n=1)
    assert Remark(template="{n}", section="disputes", cells=(A, B), fields={"n": 1}) == made
    assert Verdict.VIOLATED is made.verdict
    open_ = cannot_tell("{n}", section="disputes", cells=iter([A]), n=2)
    assert (
        Remark(template="{n}", section="disputes", cells=(A,), fields={"n": 2}, verdict=Verdict.UNDETERMINED) == open_
    )


def test_a_reading_rule_makes_findings():
    """With its id, severity and basis, and all that is given."""
    source = Source("x", line=3)
    finding = READ[0].found("{n}", section="disputes", cells=[A], edition=Edition.FORM_2019, sources=[source], n=1)
    assert (READ[0].id, READ[0].severity, READ[0].basis) == (finding.rule, finding.severity, finding.basis)
    assert ("disputes", (A,), 2019, (source,)) == (finding.section, finding.cells, finding.edition, finding.sources)
    assert ("{n}", {"n": 1}, Verdict.VIOLATED) == (finding.template, finding.fields, finding.verdict)


# Every rule


def test_ids_are_unique():
    """No two rules have the same id."""
    ids = [rule.id for rule in ALL]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("official", ALL, ids=lambda official: official.id)
def test_every_rule_says_what_it_is(official):
    """An id of its section, a Chinese sentence, an English one, an authority and an edition that it serves."""
    assert isinstance(official, Rule)
    assert re.fullmatch(r"(R|T2|T3|T4|N|S|Y|H)-[A-Z]+(-[A-Z]+)*", official.id)
    assert re.fullmatch(r"[^\n]*[\u4e00-\u9fff][^\n]*。", official.sentence)
    assert re.fullmatch(r"[A-Z][^\n\u4e00-\u9fff]*(（|\(规章\))?[^\n]*\.", official.english)
    assert set(official.editions) <= set(Edition)
    assert official.editions


@pytest.mark.parametrize("official", STATED, ids=lambda official: official.id)
def test_every_stated_rule_has_a_source_and_a_file_of_tests(official):
    """It cites what it rests on, and `tests/rules` has a file of its id that opens with its official sentence."""
    assert official.cites
    assert official.authority is not Authority.READING
    file = Path(__file__).parent / "rules" / f"test_{official.id.lower().replace('-', '_')}.py"
    assert f"{official.id}: {official.sentence}" == file.read_text("utf-8").splitlines()[1]


@pytest.mark.parametrize("official", BONDS, ids=lambda official: official.id)
def test_rules_about_bound_reports_are_named_by_what_binds_them(official):
    """`Y-` over the years, `H-` over levels; `S-` is of documents, of which one may follow another."""
    assert isinstance(official, Bond | SequelRule)
    due = {"years": "Y", "levels": "H"}[official.across] if isinstance(official, Bond) else "S"
    assert official.id.startswith(f"{due}-")
    assert not isinstance(official, Bond) or official.crosses_editions == (official.id == "Y-CARRIED")


@pytest.mark.parametrize("reading", READ, ids=lambda reading: reading.id)
def test_every_reading_rule_rests_on_no_document(reading):
    """It is about the document that was read."""
    assert (Authority.READING, "") == (reading.authority, reading.cites)
    assert reading.id.startswith("R-")


@pytest.mark.parametrize("official", [r for r in STATED if r.authority is Authority.PRACTICE], ids=lambda r: r.id)
def test_what_rests_on_practice_says_why_it_may_be_wrong(official):
    """It carries a caution and is no error; that counts are whole goes without saying."""
    assert (official.id == "N-COUNT") == (official.severity is Severity.ERROR)
    assert (official.id == "N-COUNT") == (official.caution is None)
