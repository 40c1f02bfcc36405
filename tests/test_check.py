"""
Checking: what a result offers, where relations stand, rules of other packages, and what must not change a verdict.
"""

import importlib.metadata
import itertools
import json
import math
import pickle

from collections import Counter

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo._installed import installed
from govinfo._tree import fill, values
from govinfo.cells import BLOCKS, CELLS, Cell, cells_of, official
from govinfo.check import BLANK, LESS, NOT_EQUAL, USED, Result, _installed, check, installed_rules
from govinfo.errors import ReportHasErrors, UnknownRule
from govinfo.finding import Severity, Source, Status, Verdict
from govinfo.form import Documents, Form, Results
from govinfo.identities import identities
from govinfo.language import LOCALES
from govinfo.reading import R_INFERRED, R_SURPLUS, R_UNIT
from govinfo.report import Reading, Report
from govinfo.rule import Comparison, DocumentRule, ReadingRule, Remark, Sum, Whole, at_least, equal, remark, rule
from govinfo.rules import RULES
from govinfo.strategies import reports


EITHER = pytest.mark.parametrize("edition", [2019, 2021])
RECEIVED = CELLS.applications.received
COLUMNS = (
    "natural_persons",
    "organizations.businesses",
    "organizations.research_institutes",
    "organizations.public_interest",
    "organizations.legal_services",
    "organizations.other",
)


def zeros(edition):
    """A report of zeros without prose."""
    return Report.blank(edition, organ="某局", year=edition).replace(dict.fromkeys(cells_of(official(edition)), 0))


@st.composite
def any_reports(draw):
    """Reports with blanks and errors, on any mixture of editions."""
    report = draw(reports(mixed=True, blanks=True, prose=False))
    figures = st.integers(-9, 99)
    return report.replace(draw(st.dictionaries(st.sampled_from(cells_of(report.editions)), figures, max_size=5)))


def verdicts(result):
    """What is found or cannot be told, and of which cells; without figures and words."""
    return Counter(
        (finding.rule, finding.verdict, frozenset(finding.cells))
        for finding in (*result.findings, *result.undetermined)
    )


# The result


@pytest.fixture
def result():
    """Of a report that breaks an error, a warning and a hint, with a finding of reading and a blank."""
    report = Report.blank(2021, organ="某镇", year=2023, blocks={"disclosure.enforcement": 2019})
    report = report.replace(dict.fromkeys(cells_of(report.editions), 0))
    reading = Reading("text", findings=(R_SURPLUS.found("x", section="disputes"), R_UNIT.found("x")))
    figures = {CELLS.disputes.reconsideration.total: 3, RECEIVED.natural_persons: None}
    return check(report.replace(figures, reading=reading), RULES)


def test_findings_of_reading_come_first_and_the_rest_in_the_order_of_the_rules(result):
    """Reading as it stands, then relations, counts and the document."""
    sections = ["S-SECTIONS"] * 3
    assert ["R-SURPLUS", "R-UNIT", "T4-TOTAL", "S-MIXTURE", *sections] == [finding.rule for finding in result]
    assert ["T3-BALANCE", "T3-APPLICANTS"] == [finding.rule for finding in result.undetermined]
    assert len(result.findings) == len(result)


@given(report=any_reports())
def test_checking_twice_says_the_same(report):
    """The order is fixed, and it is that of the rules that were asked."""
    assert check(report, RULES) == check(report, RULES)
    order = {rule.id: i for i, rule in enumerate(reversed(RULES))}
    backwards = check(report, RULES[::-1])
    for found in (backwards.findings, backwards.undetermined):
        assert sorted(found, key=lambda finding: order[finding.rule]) == list(found)
    assert verdicts(check(report, RULES)) == verdicts(backwards)


@given(report=any_reports())
def test_the_cells_of_one_rule_come_in_the_order_of_the_form(report):
    """Findings of a relation are in the order of the form."""
    for found in (check(report, RULES).findings, check(report, RULES).undetermined):
        relations = [f for f in found if f.rule.startswith("T")]
        order = [(f.rule, identity) for f in relations for identity in [_place(f, report)]]
        assert [
            (r, i) for r, group in itertools.groupby(order, lambda pair: pair[0]) for _, i in sorted(group)
        ] == order


def _place(finding, report):
    return next(i for i, identity in enumerate(identities(report.editions)) if identity.cells == finding.cells)


def test_a_result_is_ok_if_there_is_no_error(result):
    """A warning, a hint and what is undetermined do not count; the truth of a result is whether it is ok."""
    assert (False, False) == (result.ok, bool(result))
    only = [finding for finding in result if finding.severity < Severity.ERROR]
    assert only
    rest = attrs.evolve(result, findings=tuple(only))
    assert (True, True) == (rest.ok, bool(rest))
    assert bool(Result((), result.undetermined, 0, ()))


@pytest.mark.parametrize(("severity", "rules"), [("error", {"T4"}), ("warning", {"T4", "R", "S"})])
def test_at_least(result, severity, rules):
    """Findings of a severity or a worse one; the hint is left out."""
    assert rules == {finding.rule.split("-")[0] for finding in result.at_least(severity)}
    assert "S-MIXTURE" not in {finding.rule for finding in result.at_least(severity)}


def test_at_least_a_hint_is_everything(result):
    """A hint is the least."""
    assert result.findings == result.at_least("hint") == result.at_least(Severity.HINT)


def test_at_least_of_what_is_no_severity(result):
    """It is refused."""
    with pytest.raises(ValueError, match="bad"):
        result.at_least("bad")


def test_of_rule(result):
    """The findings of one rule; a rule that was not asked is unknown, with those that look like it."""
    assert 3 == len(result.of_rule("S-SECTIONS"))
    assert () == result.of_rule("T3-BALANCE")
    with pytest.raises(UnknownRule, match="T3-BALANCE") as raised:
        result.of_rule("T3-BALANCES")
    assert "T3-BALANCE" == raised.value.near[0]


def test_of_section(result):
    """The findings about one section; one without findings has none."""
    assert ["R-SURPLUS", "T4-TOTAL"] == [finding.rule for finding in result.of_section("disputes")]
    assert () == result.of_section("applications")


@given(report=any_reports(), locale=st.sampled_from(LOCALES))
def test_a_result_can_be_written_as_json(report, locale):
    """It is plain values, which come back as they were."""
    plain = check(report, RULES).to_dict(locale)
    assert plain == json.loads(json.dumps(plain, allow_nan=False))
    assert ["ok", "findings", "undetermined", "held", "digest"] == list(plain)


def test_the_keys_of_json_are_these(result):
    """Keys never change their meaning; what a finding does not have is left out."""
    plain = result.to_dict("en")
    (total,) = [finding for finding in plain["findings"] if finding["rule"] == "T4-TOTAL"]
    assert [
        "rule",
        "severity",
        "verdict",
        "section",
        "cells",
        "left",
        "right",
        "sense",
        "difference",
        "message",
        "basis",
    ] == list(total)
    assert ["terms", "constant", "total"] == list(total["left"])
    assert {"cell": "disputes.reconsideration.upheld", "coefficient": 1, "figure": 0} == total["left"]["terms"][0]
    assert (0, 3, -3) == (total["left"]["total"], total["right"]["total"], total["difference"])
    assert ["sentence", "english", "authority", "cites"] == list(total["basis"])
    (mixture,) = [finding for finding in plain["findings"] if finding["rule"] == "S-MIXTURE"]
    assert {"rule", "severity", "verdict", "section", "message", "basis"} >= set(mixture)
    assert "difference" not in plain["undetermined"][0]
    assert result.held == plain["held"]


def test_a_difference_of_nothing_is_told():
    """Zero is not left out of JSON: only what is not there is."""
    report = zeros(2021).replace({CELLS.disputes.reconsideration.total: 3})
    left = check(report, RULES).of_rule("T4-TOTAL")[0].to_dict()["left"]
    assert (0, 0) == (left["constant"], left["total"])


def test_sources_are_told():
    """Where a figure was read stands on the finding, on its term and in JSON."""
    cell = CELLS.disputes.reconsideration.total
    source = Source("3", document="a.txt", line=7)
    sources = fill(Form, [source if each is cell else None for each in CELLS.cells()], official(2021))
    report = zeros(2021).replace({cell: 3}).replace(sources=sources)
    (finding,) = check(report, RULES).of_rule("T4-TOTAL")
    assert ((source,), source) == (finding.sources, finding.right.terms[0].source)
    plain = finding.to_dict()
    assert [{"text": "3", "status": "printed", "document": "a.txt", "line": 7}] == plain["sources"]
    assert plain["sources"][0] == plain["right"]["terms"][0]["source"]
    (negative,) = check(report.replace({cell: -3}).replace(sources=sources), RULES).of_rule("N-COUNT")
    assert (source,) == negative.sources


def test_sources_of_a_document_rule_are_those_of_its_cells():
    """Unless the rule gives others."""
    cell = CELLS.disclosure.documents.government_rules.issued
    source = Source("3", line=7)
    sources = fill(Form, [source if each is cell else None for each in CELLS.cells()], official(2021))
    report = Report.blank(2021, organ="某镇人民政府").replace({cell: 3}).replace(sources=sources)
    (finding,) = check(report, RULES).of_rule("S-RULE-MAKING")
    assert (source,) == finding.sources
    assert 2021 == finding.edition


def with_inferred(report, cells):
    """The same report, in which these figures were told apart with the help of the sums."""
    status = {cell: Status.INFERRED if cell in cells else Status.PRINTED for cell in CELLS.cells()}
    sources = fill(Form, [Source("x", status[cell], line=1) for cell in values(CELLS)], report.editions)
    reading = Reading("text", findings=(R_INFERRED.found("x", cells=tuple(cells)),) if cells else ())
    return report.replace(sources=sources, reading=reading)


@given(any_reports(), st.data())
def test_what_was_inferred_is_not_confirmed_by_the_sums_that_told_it(report, data):
    """A relation that holds of an inferred figure is undetermined; one that is violated stays so, and so do others."""
    on_form = cells_of(report.editions)
    inferred = data.draw(st.sets(st.sampled_from(on_form), max_size=5)) if on_form else set()
    before, after = check(report, RULES), check(with_inferred(report, inferred), RULES)
    assert [f.cells for f in after if f.left] == [f.cells for f in before if f.left]
    touched = [i for i in identities(report.editions, RULES) if not inferred.isdisjoint(i.cells)]
    flat = values(report)
    held = [i for i in touched if None not in [flat[cell.index] for cell in i.cells] and i.holds(flat)]
    assert after.held == before.held - len(held)
    used = [f for f in after.undetermined if f.template == USED]
    assert [f.cells for f in used] == [i.cells for i in held]
    assert all(f.verdict is Verdict.UNDETERMINED for f in used)
    assert len(after.undetermined) == len(before.undetermined) + len(held)


def test_a_blank_beside_an_inferred_figure_is_named():
    """Where a blank takes part too, it is the blank that is said."""
    cell, blank = CELLS.disputes.reconsideration.total, CELLS.disputes.reconsideration.upheld
    result = check(with_inferred(zeros(2021).replace({blank: None}), {cell}), RULES)
    (found,) = [f for f in result.undetermined if blank in f.cells and f.rule == "T4-TOTAL"]
    assert found.template == BLANK
    assert "可能" in check(with_inferred(zeros(2021), {cell}), RULES).undetermined[0].message("zh")


def test_a_figure_that_was_inferred_is_known_by_its_finding():
    """Without a finding of reading no figure of a report was inferred, whatever its source says."""
    report = with_inferred(zeros(2021), {CELLS.disputes.reconsideration.total})
    assert check(report.replace(reading=None), RULES).held == check(zeros(2021), RULES).held


def test_raise_for_errors(result):
    """Nothing if it is ok; else an exception that carries the errors only, and says them."""
    check(zeros(2021), RULES).raise_for_errors()
    with pytest.raises(ReportHasErrors, match="difference") as raised:
        result.raise_for_errors()
    assert result.at_least("error") == raised.value.findings


def test_blanks_alone_raise_nothing():
    """What is undetermined is no error."""
    result = check(Report.blank(2021, organ="某局"), RULES)
    assert result.undetermined
    result.raise_for_errors()


@given(report=any_reports())
def test_checking_leaves_the_report_alone(report):
    """Figures, prose, sources and what reading found are the same afterwards, and no cell has another object."""
    before = pickle.loads(pickle.dumps(report))
    check(report)
    assert before == report
    assert (before.sources, before.reading) == (report.sources, report.reading)


@given(report=any_reports())
def test_each_identity_has_one_verdict(report):
    """It holds, is violated or is undetermined; undetermined just if a cell of it is blank."""
    result = check(report, RULES)
    of = [(identity, identity.verdict(report)) for identity in identities(report.editions)]
    count = Counter(verdict for _, verdict in of)
    relations = [f for f in (*result.findings, *result.undetermined) if f.left is not None]
    assert count[Verdict.HOLDS] == result.held
    assert count[Verdict.VIOLATED] + count[Verdict.UNDETERMINED] == len(relations)
    assert [any(report[cell] is None for cell in identity.cells) for identity, _ in of] == [
        verdict is Verdict.UNDETERMINED for _, verdict in of
    ]


@pytest.mark.parametrize("value", [3.5, True, "12", math.nan, math.inf, (), b"1", 1j, 10**30])
@pytest.mark.parametrize(
    "cell",
    [RECEIVED.natural_persons, CELLS.disclosure.documents.normative.issued, CELLS.disclosure.charges.fees.amount],
)
def test_nonsense_raises_nothing(cell, value):
    """Whatever stands in a cell, checking says so: what is no whole number is found, and a whole number is not."""
    result = check(zeros(2021).replace({cell: value}), RULES)
    assert [(cell,)] * (type(value) is not int) == [finding.cells for finding in result.of_rule("N-COUNT")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", [3.5, True, "12", math.nan, math.inf, (), 10**28, 10**30])
def test_nonsense_can_be_put_into_words(value, locale):
    """Every finding about such a report has a message."""
    result = check(zeros(2021).replace({RECEIVED.natural_persons: value}), RULES)
    assert all(finding.message(locale) for finding in (*result.findings, *result.undetermined))


@pytest.mark.parametrize("value", [-1, 3.5])
def test_findings_of_cells_come_in_the_order_of_the_form(value):
    """Whatever the rule asks of each cell."""
    report = zeros(2019).replace(dict.fromkeys(cells_of(official(2019)), value))
    found = [finding.cells[0].index for finding in check(report, RULES).of_rule("N-COUNT")]
    assert sorted(found) == found


def test_severities_are_ordered():
    """An error is more than a warning, and that more than a hint; a severity is no more and no less than itself."""
    rising = [Severity.HINT, Severity.WARNING, Severity.ERROR]
    for (i, one), (j, other) in itertools.product(enumerate(rising), repeat=2):
        assert (i < j, i <= j, i > j, i >= j) == (one < other, one <= other, one > other, one >= other)
        assert (i < j, i >= j) == (one < other.value, one >= other.value)


# Identities


@EITHER
def test_how_many_identities_there_are(edition):
    """40 equalities and seven bounds in the edition of 2019; 42 and two in that of 2021."""
    rows = {2019: 23, 2021: 25}[edition]
    due = {"T3-BALANCE": 7, "T3-OUTCOMES": 7, "T3-APPLICANTS": rows, "T4-TOTAL": 3}
    found = identities(official(edition))
    assert due == Counter(identity.rule.id for identity in found if identity.sense == "=")
    assert {2019: {"T2-DISCLOSED": 2, "T2-ITEMS": 5}, 2021: {"T2-STOCK": 2}}[edition] == Counter(
        identity.rule.id for identity in found if identity.sense == "≥"
    )
    assert {2019: 40, 2021: 42}[edition] == sum(due.values())


@given(report=reports(mixed=True, prose=False))
def test_how_many_identities_a_mixture_has(report):
    """Each block has those of its own edition, and a block that is not there has none."""
    of = dict(zip(BLOCKS, report.editions, strict=True))
    due = (
        {2019: 37, 2021: 39, None: 0}[of["applications"]]
        + {2019: 3, 2021: 3, None: 0}[of["disputes"]]
        + {2019: 2, 2021: 2, None: 0}[of["disclosure.documents"]]
        + {2019: 2, 2021: 0, None: 0}[of["disclosure.services"]]
        + {2019: 2, 2021: 0, None: 0}[of["disclosure.enforcement"]]
        + {2019: 1, 2021: 0, None: 0}[of["disclosure.charges"]]
    )
    assert due == len(identities(report.editions)) == check(report, RULES).held
    assert {cell for identity in identities(report.editions) for cell in identity.cells} <= set(
        cells_of(report.editions)
    )


def network(edition):
    """For each cell of table three the equalities it stands in, without the one that the others imply."""
    table = [i for i in identities(official(edition)) if i.rule.id.startswith("T3")]
    implied = CELLS.applications.outcome.total.cells()
    kept = [i for i in table if (i.rule.id, i.cells) != ("T3-APPLICANTS", implied)]
    of = {
        cell: frozenset(n for n, identity in enumerate(kept) if cell in identity.cells)
        for cell in cells_of(official(edition))
        if cell.section == "applications"
    }
    return len(table) - len(kept), len(kept), of


@EITHER
def test_table_three_is_a_network(edition):
    """Without the row sum of （七） each of its 161 or 175 cells stands in two of 36 or 38 equalities, no two alike."""
    left_out, nodes, of = network(edition)
    assert (1, {2019: 36, 2021: 38}[edition]) == (left_out, nodes)
    assert {2019: 161, 2021: 175}[edition] == len(of)
    assert {2} == {len(nodes_) for nodes_ in of.values()}
    assert len(of) == len(set(of.values()))


class Column(list):
    """Figures of many reports, in one cell: what a table of a data frame would be."""

    def __add__(self, other):
        return Column(a + b for a, b in zip(self, _each(other), strict=False))

    __radd__ = __add__

    def __mul__(self, times):
        return Column(times * a for a in self)

    __rmul__ = __mul__


def _each(of):
    return of if isinstance(of, Column) else itertools.repeat(of)


@EITHER
@given(data=st.data())
def test_one_rule_checks_many_reports_at_once(edition, data):
    """In a form of columns both sides of each identity are columns, the same as report by report."""
    many = [data.draw(reports(edition=edition, prose=False)) for _ in range(2)]
    many.append(many[0].replace({RECEIVED.total: 7, RECEIVED.natural_persons: -3}))
    columns = [Column(column) for column in zip(*(values(report) for report in many), strict=True)]
    form = fill(Form, columns, many[0].editions)
    for identity in identities(many[0].editions):
        left, right = identity.sides(form)
        one_by_one = [identity.sides(report) for report in many]
        assert one_by_one == list(zip(left, _each(right), strict=False))


def test_a_blank_raises_on_its_own():
    """`sides` has no number where a cell is blank, be it the only one of its side."""
    for identity in identities(official(2021)):
        for cell in identity.cells:
            with pytest.raises(TypeError):
                identity.sides(zeros(2021).replace({cell: None}))


def test_the_cells_of_an_identity_are_those_of_its_sides():
    """Left side first."""
    identity = identities(official(2021), [RULES[-1], *RULES])[0]
    documents = CELLS.disclosure.documents.government_rules
    assert "T2-STOCK" == identity.rule.id
    assert (documents.in_force, documents.issued, documents.repealed) == identity.cells


# Rules of other packages


KNOWN = {"english": "A rule.", "severity": "error", "authority": "practice", "cites": "某通知"}


@rule("X-UPHELD", **KNOWN)
def upheld(results: Results[Sum]) -> Comparison[Sum]:
    """结果维持不多于总计。"""
    return at_least(results.total, results.upheld)


@rule("X-NEW", **KNOWN, editions=(2021,))
def same_as_last_year(results: Results[Sum]) -> Comparison[Sum]:
    """结果维持等于结果纠正。"""
    return equal(results.upheld, results.overturned)


@rule("X-TWICE", **KNOWN)
def twice(results: Results[Sum]) -> Comparison[Sum]:
    """总计等于结果维持的两倍。"""
    return equal(results.total, results.upheld + results.upheld)


@rule("X-SIX", **KNOWN)
def six(results: Results[Sum]) -> Comparison[Results[Sum]]:
    """表四各数不小于六。"""
    return at_least(results, 6)


@rule("X-OLD", **KNOWN)
def old_columns(documents: Documents[Sum]) -> Comparison[Sum]:
    """新制作数量等于新公开数量。"""
    return equal(documents.made, documents.disclosed)


@rule("X-DOCUMENT", **KNOWN, editions=(2021,))
def on_document(report: Report):
    """此规则总有话说。"""
    yield remark("{n}", n=report.year)
    yield Remark(template="{n}", fields={"n": 2}, verdict=Verdict.UNDETERMINED, sources=(Source("s", line=1),))


class Point:
    """An entry point of another package."""

    def __init__(self, name, loaded):
        self.name, self.loaded = name, loaded

    def load(self):
        """What it names."""
        return self.loaded


@pytest.fixture
def install(monkeypatch):
    """Rules of other packages, for the length of a test."""

    def forget():
        installed.cache_clear()
        _installed.cache_clear()

    def install_(*points):
        points_of = {"govinfo.rules": points}
        monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: points_of.get(group, ()))
        forget()

    yield install_
    monkeypatch.undo()
    forget()


def test_rules_given_are_those_that_are_asked():
    """Only these, be they official or not; an iterator of rules will do."""
    result = check(zeros(2021).replace({CELLS.disputes.reconsideration.upheld: 3}), iter([upheld, twice]))
    assert ("X-UPHELD", "X-TWICE") == result.rules
    assert [("X-UPHELD", 0, 3), ("X-TWICE", 0, 6)] == [(f.rule, f.left.total, f.right.total) for f in result]
    assert 4 == result.held


def test_a_cell_may_count_more_than_once():
    """2 × 3 = 6: the message says how often."""
    cells = CELLS.disputes.reconsideration
    report = zeros(2021).replace({cells.upheld: 3, cells.total: 6})
    assert 3 == check(report, [twice]).held
    (finding,) = check(report.replace({cells.upheld: 4}), [twice])
    assert (8, 2) == (finding.right.total, finding.right.terms[0].coefficient)
    assert "2×" in finding.message("en")


def test_a_relation_may_compare_a_whole_node_with_a_number():
    """It stands at each of its 15 cells."""
    assert 15 == len(identities(official(2021), [six]))
    assert 15 == check(zeros(2021).replace(dict.fromkeys(CELLS.disputes.cells(), 6)), [six]).held
    assert 15 == len(check(zeros(2021).replace(dict.fromkeys(CELLS.disputes.cells(), 5)), [six]))


def test_a_rule_of_one_edition_does_not_apply_to_blocks_of_another():
    """It is asked where the block is of its edition, and nowhere else."""
    assert 3 == check(zeros(2021), [same_as_last_year]).held
    assert 0 == check(zeros(2019), [same_as_last_year]).held
    mixed = Report.blank(2019, blocks={"disputes": 2021})
    assert 3 == len(check(mixed, [same_as_last_year]).undetermined)


def test_a_relation_does_not_stand_where_its_columns_are_not_on_the_form():
    """Columns of 2019 on a form of 2021 are no place of it."""
    assert 2 == len(identities(official(2019), [old_columns]))
    assert () == identities(official(2021), [old_columns])


def test_a_document_rule_of_one_edition_is_not_asked_of_another():
    """It is asked where any block is of its edition, or where there is no block at all."""
    whole, mixed = Report.blank(2021, year=2005), Report.blank(2019, year=2005, blocks={"disputes": 2021})
    none = Report.blank(2021, year=2005, blocks=dict.fromkeys(BLOCKS))
    for report in (whole, mixed, none):
        result = check(report, [on_document])
        assert (["2"], 1) == ([f.message("en")[0] for f in result], len(result.undetermined))
        assert ((Source("s", line=1),), None) == (result.undetermined[0].sources, result.undetermined[0].edition)
    assert () == check(Report.blank(2019, year=2005), [on_document]).findings


@rule("X-CELL", **KNOWN, editions=(2019,))
def tens(cell: Cell) -> Whole | None:
    """表四各数不小于十，其他不论。"""
    return Whole(minimum=10) if cell.section == "disputes" else None


def test_a_cell_rule_is_asked_of_the_cells_that_it_speaks_of():
    """Where it gives None it says nothing, and it is not asked of blocks of an edition that it does not serve."""
    assert list(CELLS.disputes.cells()) == [finding.cells[0] for finding in check(zeros(2019), [tens])]
    assert () == check(zeros(2021), [tens]).findings


def test_reading_rules_are_never_asked():
    """They say nothing of a report by themselves."""
    reading = [rule for rule in RULES if isinstance(rule, ReadingRule)]
    assert Result((), (), 0, tuple(rule.id for rule in reading)) == check(zeros(2021), reading)


def test_installed_rules_are_asked_by_default(install):
    """An entry point names a rule or an iterable of rules; they come after the official ones, by name."""
    install(Point("b", upheld), Point("a", (rule for rule in [twice, six])))
    assert (*RULES, twice, six, upheld) == installed_rules()
    assert ("X-TWICE", "X-SIX", "X-UPHELD") == check(zeros(2021)).rules[-3:]
    assert check(zeros(2021)).of_rule("X-SIX")


def test_without_other_packages_the_official_rules_are_asked(install):
    """Just these, in their order."""
    install()
    assert RULES == installed_rules()
    assert tuple(rule.id for rule in RULES) == check(zeros(2021)).rules


def test_two_packages_may_call_their_entry_points_alike(install):
    """The rules of both are asked: a name of an entry point belongs to nobody."""
    install(Point("rules", upheld), Point("rules", [twice]))
    assert (*RULES, upheld, twice) == installed_rules()


@pytest.mark.parametrize(
    ("points", "id_"),
    [
        ((Point("a", upheld), Point("b", upheld)), "X-UPHELD"),
        ((Point("a", [upheld, twice, upheld]),), "X-UPHELD"),
        ((Point("a", [RULES[0]]),), RULES[0].id),
    ],
)
def test_two_rules_of_one_id_are_refused(install, points, id_):
    """The id is named."""
    install(*points)
    with pytest.raises(ValueError, match=f"called {id_}$"):
        installed_rules()


# What must not change a verdict


def _form(report):
    """The figures of a report as a form that adds up; what is not on its form is 0."""
    on_form = set(cells_of(report.editions))
    figures = [report[cell] if cell in on_form else 0 for cell in CELLS.cells()]
    return fill(Form, figures, report.editions)


@EITHER
@given(data=st.data())
def test_the_sum_of_two_reports_that_reconcile_reconciles(edition, data):
    """Forms add up cell by cell, and so do all relations between their cells."""
    one, other = (data.draw(reports(edition=edition, prose=False)) for _ in range(2))
    form = _form(one) + _form(other)
    assert one.editions == form.editions
    both = Report.filled(form.editions, values(form), organ=one.organ, year=one.year)
    assert all(one[cell] + other[cell] == both[cell] for cell in cells_of(one.editions))
    relations = [rule for rule in RULES if rule.id[0] in "TN"]
    assert ((), len(identities(one.editions))) == (check(both, relations).findings, check(both, relations).held)


@given(report=any_reports(), pair=st.permutations(COLUMNS))
def test_exchanging_two_kinds_of_applicant_changes_no_verdict(report, pair):
    """All rules treat the six columns alike: what is found or open is so in the other column then."""
    one, other = pair[:2]

    def of(cell):
        ends = {one: other, other: one}
        end = next((end for end in ends if cell.path.endswith(f".{end}") and cell.section == "applications"), None)
        return Cell(cell.path.removesuffix(end) + ends[end]) if end else cell

    before = verdicts(check(report, RULES))
    exchanged = report.replace({of(cell): figure for cell, figure in report.figures()})
    after = verdicts(check(exchanged, RULES))
    assert Counter({(r, v, frozenset(map(of, cells))): n for (r, v, cells), n in before.items()}) == after


@given(report=any_reports(), times=st.integers(1, 1000))
def test_multiplying_every_figure_changes_no_verdict(report, times):
    """A report in thousands says the same; a blank stays a blank."""
    more = report.replace({cell: figure and figure * times for cell, figure in report.figures()})
    assert verdicts(check(report, RULES)) == verdicts(check(more, RULES))
    assert check(report, RULES).held == check(more, RULES).held


@given(report=any_reports(), text=st.sampled_from([None, (), ("无",), ("收到申请2022年99件。",)]))
def test_what_the_prose_says_changes_no_verdict_on_figures(report, text):
    """Relations and counts are about the tables only."""
    figures = [rule for rule in RULES if not isinstance(rule, DocumentRule)]
    other = report.replace(overview=text, problems=text, other_matters=text, year=None)
    assert check(report, figures) == check(other, figures)


@given(report=any_reports())
def test_a_report_that_was_pickled_is_checked_alike(report):
    """Cells, editions and organs come back as what they were; so do findings."""
    result = check(report, RULES)
    assert result == check(pickle.loads(pickle.dumps(report)), RULES)
    assert result == pickle.loads(pickle.dumps(result))


@rule("X-NEGATIVE", **KNOWN)
def no_more_than_five_pending(results: Results[Sum]) -> Comparison[Sum]:
    """尚未审结不多于五件。"""
    return at_least(Sum() - results.pending, -5)


def test_a_side_of_subtracted_terms_is_negative():
    """A side may have only terms that are subtracted."""
    pending = CELLS.disputes.reconsideration.pending
    assert () == check(zeros(2021).replace({pending: 5}), [no_more_than_five_pending]).findings
    (finding,) = check(zeros(2021).replace({pending: 6}), [no_more_than_five_pending])
    assert (-6, -5) == (finding.left.total, finding.right.total)


def test_messages_say_what_a_relation_asks():
    """That two sides differ, that one is less, or that a blank takes part: each has its own message."""
    total, issued = CELLS.disputes.reconsideration.total, CELLS.disclosure.documents.normative.issued
    report = zeros(2021)
    (unequal,) = check(report.replace({total: 1}), RULES).of_rule("T4-TOTAL")
    (less,) = check(report.replace({issued: 1}), RULES).of_rule("T2-STOCK")
    blank = check(report.replace({total: None}), RULES).undetermined[0]
    assert [NOT_EQUAL, LESS, BLANK] == [unequal.template, less.template, blank.template]


def test_reading_comes_before_the_first_rule():
    """What reading found stands first, however few rules are asked."""
    found = R_UNIT.found("{place}", cells=[CELLS.disputes.reconsideration.total])
    report = zeros(2021).replace({CELLS.disputes.reconsideration.total: 1}, reading=Reading("x", findings=(found,)))
    total = next(known for known in RULES if known.id == "T4-TOTAL")
    assert ["R-UNIT", "T4-TOTAL"] == [finding.rule for finding in check(report, [total])]
