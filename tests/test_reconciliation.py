"""
Reports that are bound to each other: what is found, what cannot be told, and where a wrong figure is.
"""

import importlib.metadata
import itertools
import json
import pickle

from collections.abc import Iterator

import pytest

from hypothesis import given
from hypothesis import strategies as st
from published import SUQIAN_2023, SUQIAN_2024, published

from govinfo import CELLS, Organ, Report, check
from govinfo._installed import installed
from govinfo._tree import fill
from govinfo.cells import cells_of, official
from govinfo.check import BLANK, NOT_EQUAL, _installed, installed_bonds, installed_rules
from govinfo.completion import complete
from govinfo.finding import Severity, Source, Verdict
from govinfo.form import Applications, Documents, Items, Results
from govinfo.language import LOCALES
from govinfo.ledger import Key, key_of, ledger
from govinfo.messages import report_name
from govinfo.network import added, carried, network
from govinfo.reconciliation import _CHAIN, _MISSING, _NO_COUNT, _WHATEVER, _WHATEVER_MISSING, reconcile
from govinfo.rule import Comparison, Remark, Sum, at_least, cannot_tell, equal, remark, rule
from govinfo.rules import BONDS, RULES
from govinfo.strategies import hierarchies, histories
from govinfo.together import explain_together


RECEIVED = CELLS.applications.received
BROUGHT = CELLS.applications.brought_forward
CARRIED = CELLS.applications.carried_forward
ISSUED = CELLS.disclosure.documents.normative.issued
IN_FORCE = CELLS.disclosure.documents.normative.in_force
DISPUTES = CELLS.disputes.reconsideration
TABLE = [cell for cell in network(official(2021)).arcs if cell.section == "applications"]
KNOWN = {"english": "A rule.", "severity": "error", "authority": "practice", "cites": "某通知"}


def zeros(organ, year, figures=None):
    """A report of zeros, on the form of its year, with other figures here and there."""
    edition = 2019 if year < 2021 else 2021
    report = Report.blank(edition, organ=Organ(organ), year=year)
    return report.replace(dict.fromkeys(cells_of(official(edition)), 0) | (figures or {}))


def over(family, rules=BONDS):
    """What is said of a government and its parts."""
    whole, *parts = family
    return reconcile(ledger(family, {whole.organ.name: [part.organ.name for part in parts]}), rules)


def years(*reports, rules=BONDS):
    """What is said of years."""
    return reconcile(ledger(reports), rules)


def suqian():
    """Two published years."""
    return [
        published(SUQIAN_2023, organ="宿迁市人民政府", year=2023),
        published(SUQIAN_2024, organ="宿迁市人民政府", year=2024),
    ]


def both(cells, figure):
    """A figure in each of these cells."""
    return dict.fromkeys(cells, figure)


# What agrees


@given(history=histories())
def test_years_that_agree_have_no_findings(history):
    """Nothing is found, and nothing is open; of prose neither."""
    result = reconcile(ledger(history))
    assert ((), ()) == (result.findings, result.undetermined)
    assert result.ok
    assert result.held > 0


@given(family=hierarchies())
def test_levels_that_agree_have_no_findings(family):
    """Nothing is found, and nothing is open."""
    result = over(family)
    assert ((), ()) == (result.findings, result.undetermined)
    assert result.held > 0


def test_published_years_agree():
    """宿迁, 2023 and 2024: 7 columns, 2 kinds of documents and 3 groups of cases; of the latter table two has zeros."""
    assert (12, 0, 0) == (years(*suqian()).held, len(years(*suqian())), len(years(*suqian()).undetermined))


def test_an_empty_ledger_has_nothing_to_say():
    """Nor has a single report."""
    for reports, parts in (([], {"某市": ["某局"]}), ([zeros("某局", 2023)], {})):
        result = reconcile(ledger(reports, parts))
        assert ((), (), 0) == (result.findings, result.undetermined, result.held)


def test_a_government_without_a_report_is_told():
    """Its name may be typed otherwise than in its report, and then nothing would be asked; it is told on each year."""
    book = ledger([zeros("某局", 2023), zeros("某局", 2024)], {"某市": ["某局"]})
    assert ["某市 2023", "某市 2024"] == [str(key) for key in book.missing]
    result = reconcile(book)
    assert () == result.findings
    assert [("H-SUM", ("某市 2023",)), ("H-SUM", ("某市 2024",))] == [(f.rule, f.reports) for f in result.undetermined]


# Where a wrong figure is


@given(history=histories(first=2021, years=3, prose=False), data=st.data())
def test_a_wrong_figure_of_a_year_is_named(history, data):
    """A wrong figure of table three, in any of three years: it is an explanation, and what is carried is found."""
    number = data.draw(st.integers(0, 2))
    cell = data.draw(st.sampled_from([*CARRIED.cells(), *BROUGHT.cells(), *TABLE]))
    right = history[number][cell]
    wrong = [*history]
    wrong[number] = wrong[number].replace({cell: right + data.draw(st.integers(1, 9))})
    keys = [key_of(report) for report in history]
    bonds = [bond for pair in itertools.pairwise(keys) for bond in carried(*pair)]
    found = explain_together(dict(zip(keys, wrong, strict=True)), bonds)
    assert [{(keys[number], cell): right}] == [dict(one.changes) for one in found.explanations]
    pairs = itertools.pairwise(wrong)
    due = sum(one[a] != other[b] for one, other in pairs for a, b in zip(CARRIED.cells(), BROUGHT.cells(), strict=True))
    assert due == len(years(*wrong))


@given(family=hierarchies(edition=2021, parts=2, prose=False), data=st.data())
def test_a_wrong_figure_of_a_part_or_its_government_is_named(family, data):
    """In any of them: it is found at its cell, and is the only explanation."""
    number, cell = data.draw(st.integers(0, 2)), data.draw(st.sampled_from(TABLE))
    right = family[number][cell]
    wrong = [*family]
    wrong[number] = wrong[number].replace({cell: right + data.draw(st.integers(1, 9))})
    (finding,) = over(wrong)
    assert ((cell,), tuple(str(key_of(report)) for report in family)) == (finding.cells, finding.reports)
    whole, *parts = names = [key_of(report) for report in family]
    found = explain_together(dict(zip(names, wrong, strict=True)), added(whole, parts, TABLE))
    assert [{(names[number], cell): right}] == [dict(one.changes) for one in found.explanations]


# What is missing


@pytest.mark.parametrize("locale", LOCALES)
def test_missing_years_are_said_once(locale):
    """All years of an organ that are missing, in one sentence; the years on both sides are not held together."""
    reports = [zeros("某局", year, {CARRIED.total: year}) for year in (2019, 2022, 2023, 2026)]
    result = years(*reports)
    (missing,) = [open_ for open_ in result.undetermined if open_.template == _MISSING]
    names = tuple(f"某局 {year}" for year in (2020, 2021, 2024, 2025))
    assert ("Y-CARRIED", names) == (missing.rule, missing.reports)
    assert all(report_name(name, locale) in missing.message(locale) for name in names)
    assert [("某局 2023", "某局 2022")] == [finding.reports for finding in result]


def test_missing_parts_are_said_once():
    """All parts of a year, in one sentence; nothing is said of what they leave open."""
    result = over([zeros("某市", 2023, {RECEIVED.total: 9}), zeros("甲局", 2023)])
    assert 1 == len(result.findings)
    parts = {"某市": ["甲局", "乙局", "丙局"]}
    result = reconcile(ledger([zeros("某市", 2023, {RECEIVED.total: 9}), zeros("甲局", 2023)], parts))
    assert () == result.findings
    assert [("H-SUM", ("乙局 2023", "丙局 2023"))] == [(open_.rule, open_.reports) for open_ in result.undetermined]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("whole", "found"), [(11, 1), (12, 0), (13, 0)])
def test_parts_that_are_there_may_be_too_much_already(whole, found, locale):
    """Parts with 12 do not fit into a government with 11, whatever stands in the report of the one that is missing."""
    parts = {"某市": ["甲局", "乙局", "丙局"]}
    reports = [zeros("某市", 2023, {RECEIVED.total: whole})]
    reports += [zeros(part, 2023, {RECEIVED.total: figure}) for part, figure in (("甲局", 5), ("丙局", 7))]
    result = reconcile(ledger(reports, parts))
    assert [_WHATEVER_MISSING] * found == [finding.template for finding in result]
    assert 1 == len(result.undetermined)
    for finding in result:
        message = finding.message(locale)
        assert all(report_name(f"{name} 2023", locale) in message for name in ("某市", "甲局", "乙局", "丙局"))
        assert ("某市 2023", "甲局 2023", "乙局 2023", "丙局 2023") == finding.reports


def test_all_parts_may_be_missing():
    """Then nothing can be told."""
    result = reconcile(ledger([zeros("某市", 2023, {RECEIVED.total: 9})], {"某市": ["甲局"]}))
    assert ((), 1) == (result.findings, len(result.undetermined))


def test_who_does_not_ask_hears_of_nothing_missing():
    """What is missing is said by a rule that would have asked for it, if one is asked."""
    book = ledger([zeros("某市", 2021), zeros("某市", 2023)], {"某市": ["甲局"]})
    said = {rules: reconcile(book, rules).undetermined for rules in (BONDS[-1:], BONDS[:-1], BONDS, ())}
    asked = [finding.rule for finding in reconcile(book, BONDS).undetermined]
    assert ["Y-CARRIED", "H-SUM", "H-SUM"] == asked
    assert [] == [finding.rule for finding in said[()]]
    assert ["X-SEQUEL"] == [finding.rule for finding in reconcile(book, [sequel]).undetermined]


# Blanks


@given(history=histories(blanks=True, prose=False))
def test_a_blank_is_no_zero_in_years(history):
    """Years that agree do so still if figures are taken from them: nothing is found."""
    assert () == years(*history).findings


@given(family=hierarchies(blanks=True, prose=False))
def test_a_blank_is_no_zero_in_levels(family):
    """So do a government and its parts."""
    assert () == over(family).findings


@given(family=hierarchies(edition=2021, parts=2, prose=False), cell=st.sampled_from(cells_of(official(2021))))
def test_what_is_said_beside_a_blank_is_so_whatever_stands_there(family, cell):
    """With a blank in a part: it counts if the rest leaves it no choice; else it is found just if no figure will do."""
    whole, one, other = family[0], family[1].replace({cell: None}), family[2]
    filled = complete(one).figures

    def due(left):
        """What is said if the other part leaves so much for the blank."""
        if cell.block == "disclosure.documents":
            return [Verdict.UNDETERMINED] * (left > 0)
        if cell in filled:
            return [Verdict.VIOLATED] * (left != filled[cell])
        return [Verdict.VIOLATED if left < 0 else Verdict.UNDETERMINED]

    for figure in (whole[cell], other[cell], other[cell] - 1, other[cell] + 1):
        result = over([whole.replace({cell: figure}), one, other])
        said = [found.verdict for found in (*result.findings, *result.undetermined) if cell in found.cells]
        assert due(figure - other[cell]) == said


@pytest.mark.parametrize("locale", LOCALES)
def test_what_no_figure_in_the_blanks_will_do_for(locale):
    """A blank between 0 and 5 is carried forward, and 6 are brought: it is said with the blank, and no difference."""
    earlier = zeros("某局", 2023, both((RECEIVED.natural_persons, RECEIVED.total), 5))
    blank = {
        cell: None
        for row in (CELLS.applications.outcome.granted, CELLS.applications.outcome.total, CARRIED)
        for cell in (row.natural_persons, row.total)
    }
    earlier = earlier.replace(blank)
    later = zeros("某局", 2024, {BROUGHT.natural_persons: 6})
    (finding,) = years(earlier, later)
    assert (_WHATEVER, None, "Y-CARRIED") == (finding.template, finding.difference, finding.rule)
    assert {"zh_Hans": "空白", "en": "blank"}[locale] in finding.message(locale)
    (open_finding, *_) = years(earlier, later.replace({BROUGHT.natural_persons: 5})).undetermined
    assert (BLANK, Verdict.UNDETERMINED) == (open_finding.template, open_finding.verdict)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("figure", [3.5, True, "3", 10**30 + 0.5])
def test_what_is_no_whole_number_is_open(figure, locale):
    """Whatever a program may have put there raises nothing, and nothing is found between the years for it."""
    result = years(zeros("某局", 2023), zeros("某局", 2024, {IN_FORCE: figure}))
    assert () == result.findings
    (open_,) = result.undetermined
    assert _NO_COUNT == open_.template
    assert "{" not in open_.message(locale)


@pytest.mark.parametrize("figure", [3.5, True, "3"])
def test_what_is_no_whole_number_is_not_added_up(figure):
    """A government and its parts are not held against each other in that cell, though both may have the same there."""
    result = over([zeros("某市", 2023, {IN_FORCE: 7}), zeros("甲局", 2023, {IN_FORCE: figure}), zeros("乙局", 2023)])
    assert ((), [(IN_FORCE,)], 199) == (result.findings, [open_.cells for open_ in result.undetermined], result.held)


def test_a_change_that_is_missing_may_be_less_than_zero():
    """Of a part that is missing no count is less than zero, but an increase or decrease may be."""
    items = CELLS.disclosure.charges.fees
    reports = [zeros("某市", 2020), zeros("甲局", 2020, {items.items_last_year: 5, items.change: 5})]
    result = reconcile(ledger(reports, {"某市": ["甲局", "乙局"]}), [items_add_up])
    assert [(items.items_last_year,)] == [finding.cells for finding in result]


def test_a_report_that_contradicts_itself_leaves_its_blanks_open():
    """What can stand in its blanks cannot be worked out, and so is anything that a cell may hold."""
    earlier = zeros("某局", 2023, {DISPUTES.total: 3, DISPUTES.pending: None, DISPUTES.upheld: 9})
    assert not complete(earlier).is_feasible
    result = years(earlier, zeros("某局", 2024, {DISPUTES.total: 1}))
    assert ((), ["Y-PENDING"]) == (result.findings, [open_.rule for open_ in result.undetermined])


# Years that agree two by two, and not all together


def passed_on(carried_, brought, middle=None):
    """Three years: so many left over in the first, a column of blanks in the second, so many taken up in the third."""
    column = [CARRIED.natural_persons, CARRIED.total, BROUGHT.natural_persons, BROUGHT.total]
    return [
        zeros("某局", 2022, both((RECEIVED.natural_persons, RECEIVED.total, *column[:2]), carried_)),
        zeros("某局", 2023, both(column, None) | (middle or {})),
        zeros("某局", 2024, both((*column[2:], *column[:2]), brought)),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_years_may_not_agree_all_together(locale):
    """
    What a year with blanks only passes on is the same before and after it: 3 left over do not become 4.

    Each two years agree by themselves, for the blanks may be 3 or 4.
    """
    result = years(*passed_on(3, 4))
    (finding,) = result.findings
    assert (_CHAIN, "Y-CARRIED", Severity.ERROR) == (finding.template, finding.rule, finding.severity)
    assert ("某局 2022", "某局 2023", "某局 2024") == tuple(sorted(finding.reports))
    assert set(finding.cells) <= {*CARRIED.cells(), *BROUGHT.cells()}
    assert all(report_name(name, locale) in finding.message(locale) for name in finding.reports)
    assert () == years(*passed_on(3, 4)[:2]).findings
    assert () == years(*passed_on(3, 4)[1:]).findings


@pytest.mark.parametrize("at", ["before", "after"])
def test_an_error_between_two_years_hides_no_others(at):
    """Years that do not agree all together are found, whatever is wrong between others, before or after them."""
    year, row = {"before": (2021, CARRIED), "after": (2025, BROUGHT)}[at]
    other = zeros("某局", year, {row.total: 9})
    found = years(*sorted([other, *passed_on(3, 4)], key=lambda report: report.year)).findings
    assert [_CHAIN] == [finding.template for finding in found if finding.template == _CHAIN]
    (direct,) = [finding for finding in found if finding.template != _CHAIN and row.total in finding.cells]
    assert f"某局 {year}" in direct.reports


@given(one=st.integers(0, 9), other=st.integers(0, 9))
def test_years_agree_all_together_just_if_as_many_are_passed_on(one, other):
    """As many as were left over are taken up."""
    assert (one != other) == bool(years(*passed_on(one, other)).findings)


@given(received=st.integers(0, 9), one=st.integers(0, 9), other=st.integers(0, 9))
def test_years_agree_all_together_just_if_no_more_come_than_do(received, one, other):
    """A year that receives some and ends none passes on so many more."""
    middle = both((RECEIVED.natural_persons, RECEIVED.total), received)
    assert (one + received != other) == bool(years(*passed_on(one, other, middle)).findings)


def test_a_warning_does_not_keep_the_chain_back():
    """Documents that do not follow from the year before say nothing of requests."""
    first, second, third = passed_on(3, 4)
    result = years(first, second.replace({IN_FORCE: 5}), third)
    assert ["Y-CARRIED", "Y-IN-FORCE", "Y-IN-FORCE"] == [finding.rule for finding in result]
    assert {_CHAIN} == {finding.template for finding in result.of_rule("Y-CARRIED")}


def test_what_is_found_of_two_years_is_not_found_again():
    """Where a figure was not brought forward that is said, and no more."""
    first, second, third = passed_on(3, 4)
    second = second.replace({BROUGHT.natural_persons: 5})
    result = years(first, second, third)
    assert {NOT_EQUAL, _WHATEVER} >= {finding.template for finding in result}
    assert {("某局 2023", "某局 2022"), ("某局 2024", "某局 2023")} >= {finding.reports for finding in result}


def test_a_year_that_contradicts_itself_is_not_blamed_on_the_others():
    """Nobody can complete it, be there other years or not, so that years are not said to disagree."""
    first, second, third = passed_on(3, 4, {CELLS.applications.outcome.granted.total: 2})
    assert not complete(second).is_feasible
    assert () == years(first, second, third).findings


def test_a_year_that_is_missing_breaks_the_chain():
    """What it passed on is not known."""
    first, second, third = passed_on(3, 4)
    assert () == years(first, second, third.replace(year=2025)).findings


def test_a_chain_crosses_editions():
    """What is passed on from 2020 to 2022 is the same, though the form has changed."""
    first, second, third = passed_on(3, 4)
    there = {cell: first[cell] for cell in (RECEIVED.natural_persons, RECEIVED.total, *CARRIED.cells())}
    old = zeros("某局", 2020, there)
    (finding,) = years(old, second.replace(year=2021), third.replace(year=2022)).findings
    assert _CHAIN == finding.template


def test_without_such_a_bond_there_is_no_chain():
    """What years must carry on is said by rules that are errors; others are asked two by two."""
    for rules in (BONDS[1:], [], [levels_first]):
        assert () == years(*passed_on(3, 4), rules=rules).findings
    (finding,) = years(*passed_on(3, 4), rules=[levels_first, *BONDS]).findings
    assert "Y-CARRIED" == finding.rule


def test_what_must_not_be_less_is_no_part_of_a_chain():
    """Only equalities are carried on: a bound that is an error leaves years with blanks alone where it is kept."""
    reports = [zeros("某局", year, {IN_FORCE: figure}) for year, figure in ((2021, 0), (2022, None), (2023, 5))]
    assert () == years(*reports, rules=[no_fewer]).findings


# The order of findings, and what can be done with them


def disordered():
    """Two organs on three years, one of them a government, with findings of several rules."""
    reports = [
        zeros(organ, year, {CARRIED.total: 3, ISSUED: 2, DISPUTES.pending: 1})
        for organ in ("某市", "某局")
        for year in (2021, 2022, 2023)
    ]
    return ledger(reports[::-1], {"某市": ["某局"]})


@pytest.mark.parametrize("rules", [BONDS, BONDS[::-1]])
def test_findings_come_in_the_order_of_rules_then_of_organs_years_and_levels(rules):
    """Whichever way the rules are asked."""
    result = reconcile(disordered(), rules)
    assert tuple(rule.id for rule in rules) == result.rules
    order = [result.rules.index(finding.rule) for finding in result]
    assert sorted(order) == order
    of_rule = [finding.reports[0] for finding in result.of_rule("Y-CARRIED")]
    assert ["某局 2022", "某局 2023", "某市 2022", "某市 2023"] == of_rule


def test_findings_are_values():
    """They can be put into sets, pickled, and written as JSON with the names of their reports."""
    result = reconcile(disordered())
    assert len(result.findings) == len(set(result.findings))
    assert result == pickle.loads(pickle.dumps(result))
    plain = result.to_dict("en")
    assert plain == json.loads(json.dumps(plain))
    (first, *_) = plain["findings"]
    assert ["某局 2022", "某局 2021"] == first["reports"]
    assert ["某局 2021", "某局 2022"] == [first[side]["terms"][0]["report"] for side in ("left", "right")]
    assert reconcile(disordered()) == result


@pytest.mark.parametrize("locale", LOCALES)
def test_every_finding_has_words(locale):
    """No name in braces is left over."""
    result = reconcile(disordered())
    assert not any("{" in finding.message(locale) for finding in (*result.findings, *result.undetermined))


def test_where_it_was_read_is_told():
    """Of each figure that takes part, in the order of the sides."""
    places = [Source("3", document=name, line=7) for name in ("a.txt", "b.txt")]
    reports = [
        zeros("某局", year, {cell: 3}).replace(
            sources=fill(type(CELLS), [place if each is cell else None for each in CELLS.cells()], official(2021))
        )
        for year, cell, place in ((2022, CARRIED.total, places[0]), (2023, BROUGHT.natural_persons, places[1]))
    ]
    total, natural = sorted(years(*reports), key=lambda finding: finding.cells[0].path.endswith("natural_persons"))
    assert [(places[0],), (places[1],)] == [total.sources, natural.sources]
    assert (places[0], None) == (total.left.terms[0].source, total.right.terms[0].source)


def test_reports_are_left_alone():
    """Nothing is changed."""
    book, again = disordered(), disordered()
    reconcile(book)
    assert book == again


# Rules of other packages


@rule("X-PENDING", **KNOWN)
def as_many_pending(earlier: Results[Sum], later: Results[Sum]) -> Iterator[Comparison[Sum]]:
    """两年尚未审结相等。"""
    yield equal(later.pending, earlier.pending)
    yield at_least(later.pending - earlier.pending, -5)


@rule("X-LEVELS", **KNOWN, across="levels")
def levels_first(whole: Applications[Sum], parts: Applications[Sum]) -> Iterator[Comparison[Sum]]:
    """总计不少于所属各机关之和。"""
    yield at_least(whole.received.total, parts.received.total)


@rule("X-SEQUEL", **KNOWN)
def sequel(earlier: Report, later: Report) -> Iterator[Remark]:
    """两年收到的申请数量不同。"""
    if earlier[RECEIVED.total] is None:
        yield cannot_tell("{year}", year=earlier.year)
    elif earlier[RECEIVED.total] == later[RECEIVED.total]:
        yield remark("{year}", cells=[RECEIVED.total], year=later.year)


@rule("X-ITEMS", **KNOWN, across="levels")
def items_add_up(whole: Items[Sum], parts: Items[Sum]) -> Iterator[Comparison[Sum]]:
    """项目数量及其增减等于所属各机关之和。"""
    yield equal(whole.items_last_year, parts.items_last_year)
    yield equal(whole.change, parts.change)


@rule("X-FEWER", **KNOWN)
def no_fewer(earlier: Documents[Sum], later: Documents[Sum]) -> Iterator[Comparison[Sum]]:
    """本年现行有效件数不少于上年。"""
    yield at_least(later.in_force, earlier.in_force)


class Point:
    """An entry point."""

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

    def install_(*rules):
        points = {"govinfo.rules": [Point(f"x{number}", loaded) for number, loaded in enumerate(rules)]}
        monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: points.get(group, ()))
        forget()

    yield install_
    monkeypatch.undo()
    forget()


def test_official_bonds_are_installed():
    """Those about several reports, and no other; `check` asks the rest."""
    assert BONDS == installed_bonds()[: len(BONDS)]
    assert RULES == installed_rules()[: len(RULES)]
    assert set(installed_bonds()).isdisjoint(installed_rules())


def test_bonds_of_other_packages_are_asked(install):
    """A bond, and an iterable of rules of all kinds; each is asked where it belongs."""
    install(as_many_pending, [sequel, levels_first, pending_is_part])
    assert (*BONDS, as_many_pending, sequel, levels_first) == installed_bonds()
    assert (*RULES, pending_is_part) == installed_rules()
    earlier, later = zeros("某局", 2022, {DISPUTES.pending: 9}), zeros("某局", 2023, {DISPUTES.total: 9})
    result = reconcile(ledger([earlier, later]))
    assert ["X-PENDING", "X-PENDING", "X-SEQUEL"] == [finding.rule for finding in result]
    assert [(0, 9), (-9, -5)] == [(f.left.total, f.right.total) for f in result.of_rule("X-PENDING")]
    assert "X-PENDING" not in check(earlier).rules


@rule("X-TOTAL", **KNOWN)
def pending_is_part(results: Results[Sum]) -> Comparison[Sum]:
    """总计不少于尚未审结。"""
    return at_least(results.total, results.pending)


def test_two_rules_of_one_name_are_refused(install):
    """Whichever kinds they are."""
    install(as_many_pending, pending_is_part, rule("Y-CARRIED", **KNOWN)(sequel.function))
    for ask in (installed_bonds, installed_rules):
        with pytest.raises(ValueError, match="more than one rule is called Y-CARRIED"):
            ask()


def test_check_passes_over_what_is_about_several_reports():
    """It is not asked, and its id is none of those that were."""
    report = zeros("某局", 2023)
    assert check(report, (*RULES, *BONDS, sequel)) == check(report, RULES)
    assert () == check(report, BONDS).rules
    assert () == reconcile(ledger([report]), RULES).findings


def test_what_follows_a_report_is_asked_of_each_two_years():
    """A sequel rule gets the earlier year first; what it says is about the later one, with the earlier after it."""
    reports = [zeros("某局", year) for year in (2021, 2022, 2023)]
    result = years(*reports, rules=[sequel])
    assert [2022, 2023] == [finding.fields["year"] for finding in result]
    assert [("某局 2022", "某局 2021"), ("某局 2023", "某局 2022")] == [finding.reports for finding in result]
    (open_,) = years(reports[0].replace({RECEIVED.total: None}), reports[1], rules=[sequel]).undetermined
    assert (2021, ("某局 2022", "某局 2021")) == (open_.fields["year"], open_.reports)
    assert Key("某局", 2021) == key_of(reports[0])
