"""
The strategies that ship with the library: what they draw, what it shrinks to, and what they refuse.
"""

import itertools
import subprocess
import sys

import pytest

from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from govinfo.cells import BLOCKS, CELLS, Cell, cells_of, official
from govinfo.check import check
from govinfo.editions import Edition
from govinfo.finding import Severity
from govinfo.form import Form
from govinfo.ledger import ledger
from govinfo.organ import Kind, Level, Organ, kind_of
from govinfo.reconciliation import reconcile
from govinfo.report import Period, Report
from govinfo.rule import CellRule, Remark, rule
from govinfo.rules import BONDS, RULES
from govinfo.strategies import (
    LARGEST,
    forms,
    hierarchies,
    histories,
    lines,
    organs,
    reports,
    violating,
    with_blanks,
)


STATED = [rule for rule in RULES if rule.function is not None]
RELATIONS = [rule for rule in STATED if rule.id.startswith("T")]
SHRINK = settings(
    max_examples=500, derandomize=True, database=None, suppress_health_check=list(HealthCheck), phases=list(Phase)
)
EITHER = pytest.mark.parametrize("edition", [2019, 2021])


def simplest(strategy):
    """What a strategy shrinks to if nothing is asked of it: the first thing that Hypothesis tries."""
    return find(strategy, lambda _: True, settings=settings(SHRINK, max_examples=1, phases=[Phase.generate]))


def one(strategy, condition):
    """Something that a strategy draws."""
    return find(strategy, condition, settings=settings(SHRINK, phases=[Phase.generate]))


def figures(report):
    """The figures of a report by cell, without those that are zero."""
    return {cell: figure for cell, figure in report.figures() if figure != 0}


# Reports


@given(report=reports())
def test_reports_keep_every_rule(report):
    """Nothing is found, all 40 or 42 equalities and 7 or 2 bounds hold, and no organ is known to be without rules."""
    result = check(report, RULES)
    assert () == result.findings
    assert {"S-RULE-MAKING"} >= {finding.rule for finding in result.undetermined}
    assert {2019: 47, 2021: 44}[report.applications.edition] == result.held


@EITHER
@given(data=st.data())
def test_reports_are_of_the_edition_that_is_asked_for(edition, data):
    """All blocks have it, and the year is one that it serves."""
    report = data.draw(reports(edition=edition))
    assert official(edition) == report.editions
    assert edition == Edition.of_year(report.year)
    assert report.period in {None, Period.of_year(report.year)}
    assert {report.year + 1, None} >= {report.published and report.published.year}


@given(report=reports(mixed=True))
def test_mixed_reports_reconcile(report):
    """Blocks of different editions, some of them not there: the figures agree all the same."""
    found = {finding.rule for finding in check(report, RULES)}
    assert found <= {"S-MIXTURE", "S-EDITION", "S-SECTIONS"}
    assert any(report.editions)


@pytest.mark.parametrize(
    "condition",
    [
        lambda report: {None, 2019, 2021} <= set(report.editions),
        lambda report: report.applications.edition is None,
        lambda report: (report.disclosure.documents.edition, report.applications.edition) == (2021, 2019),
        lambda report: (report.disclosure.documents.edition, report.applications.edition) == (2019, 2021),
    ],
)
def test_mixed_reports_are_mixed(condition):
    """Each block may follow either edition or be absent."""
    assert condition(one(reports(mixed=True, prose=False), condition))


@given(report=reports(blanks=True))
def test_reports_with_blanks_have_no_findings(report):
    """A blank never makes a finding; without one nothing is undetermined."""
    result = check(report, RULES)
    assert () == result.findings
    blank = {cell for cell, figure in report.figures() if figure is None}
    assert all(blank & set(finding.cells) for finding in result.undetermined if finding.rule != "S-RULE-MAKING")


def test_reports_can_have_many_blanks_and_many_figures():
    """Whole rows may be blank, and many cells have figures."""
    many = one(reports(blanks=True, prose=False), lambda r: sum(figure is None for _, figure in r.figures()) >= 7)
    assert 7 <= sum(figure is None for _, figure in many.figures())
    full = one(reports(prose=False), lambda report: len(figures(report)) >= 12)
    assert 12 <= len(figures(full))


@given(report=reports(prose=False))
def test_reports_without_prose_have_one_paragraph_in_each_section(report):
    """A short one, and no preamble."""
    assert ((), 1, 1, 1) == (
        report.preamble,
        len(report.overview),
        len(report.problems),
        len(report.other_matters),
    )


@pytest.mark.parametrize("arguments", [{}, {"mixed": True}, {"blanks": True}, {"prose": False}])
def test_reports_shrink_to_zeros(arguments):
    """The simplest report is on the first edition, whole, and has 0 in every cell."""
    report = simplest(reports(**arguments))
    assert {} == figures(report)
    assert official(2019) == report.editions
    assert 2019 == report.year
    assert (None, None, None) == (report.organ.level, report.organ.kind, report.organ.code)


def test_reports_shrink_to_one_request():
    """A report with a request has just one, and the six figures that it makes."""
    strategy = reports(edition=2021, prose=False)
    request = find(strategy, lambda report: report.applications.received.total > 0, settings=SHRINK)
    assert 6 == len(figures(request))
    assert {1} == set(figures(request).values())


# Blanks


@given(report=reports(prose=False), least=st.integers(0, 30), data=st.data())
def test_with_blanks_changes_nothing_but_blanks(report, least, data):
    """At least as many as are asked for, and the other figures stay."""
    blank = data.draw(with_blanks(report, least=least))
    gone = [cell for cell, figure in blank.figures() if figure is None]
    assert least <= len(gone)
    assert report == blank.replace({cell: report[cell] for cell in gone})


@pytest.mark.parametrize("least", [0, 1, 5])
def test_with_blanks_shrinks_to_few(least):
    """No more blanks than are asked for."""
    report = Report.blank(2021).replace(dict.fromkeys(cells_of(official(2021)), 0))
    assert least == sum(figure is None for _, figure in simplest(with_blanks(report, least=least)).figures())


def test_with_blanks_leaves_a_report_without_tables_alone():
    """Where there is no cell there is no blank."""
    report = Report.blank(2021, blocks=dict.fromkeys(BLOCKS))
    assert report == simplest(with_blanks(report))


# Reports that break a rule


@pytest.mark.parametrize("broken", STATED, ids=lambda broken: broken.id)
@given(data=st.data())
def test_violating_breaks_the_rule(broken, data):
    """Each report drawn breaks the rule that is asked for."""
    report = data.draw(violating(broken))
    assert check(report, [broken]).findings
    assert () == check(report, [broken]).undetermined


@pytest.mark.parametrize("broken", RELATIONS, ids=lambda broken: broken.id)
@given(data=st.data())
def test_violating_a_relation_leaves_the_document_in_order(broken, data):
    """One figure is wrong: errors are of relations or counts, and no rule of the document is broken."""
    result = check(data.draw(violating(broken)), RULES)
    assert {"T", "N"} >= {finding.rule[0] for finding in result}
    assert 1 == len(result.of_rule(broken.id))


@pytest.mark.parametrize("broken", [r for r in STATED if r.id[0] in "TN"], ids=lambda broken: broken.id)
def test_violating_shrinks_to_a_single_figure(broken):
    """The simplest report that breaks it has one figure that is not zero, and that is 1 or −1."""
    ((_, figure),) = figures(simplest(violating(broken))).items()
    assert 1 == abs(figure)


@EITHER
@pytest.mark.parametrize("broken", [r for r in STATED if len(r.editions) == 2], ids=lambda broken: broken.id)
@given(data=st.data())
def test_violating_in_an_edition(broken, edition, data):
    """A rule can be broken in each edition that it serves."""
    report = data.draw(violating(broken, edition=edition))
    assert edition in report.editions
    assert check(report, [broken]).findings


@pytest.mark.parametrize("broken", [r for r in RULES if r.function is None], ids=lambda broken: broken.id)
def test_violating_does_not_know_how_to_break_a_reading_rule(broken):
    """No report breaks it: it is about the document."""
    with pytest.raises(InvalidArgument, match=broken.id):
        one(violating(broken), bool)


@rule("X-DOCUMENT", english="None.", severity="hint", authority="practice", cites="")
def no_report_will_do(report: Report):
    """没有报告合乎此规则。"""
    yield Remark(template="{year}", fields={"year": report.year})


def test_violating_does_not_know_how_to_break_an_unknown_document_rule():
    """Only the official ones."""
    with pytest.raises(InvalidArgument, match="X-DOCUMENT"):
        one(violating(no_report_will_do), bool)


def test_violating_a_cell_rule_takes_a_cell_that_has_a_least_figure():
    """N-COUNT is broken by a negative count, never by a decrease."""
    (count,) = [rule for rule in STATED if isinstance(rule, CellRule)]
    report = simplest(violating(count, edition=2019))
    ((cell, figure),) = figures(report).items()
    assert ("count", -1) == (cell.holds, figure)


# Years


def over_years(history):
    """What the bonds say of years."""
    return reconcile(ledger(history), BONDS)


@given(history=histories())
def test_histories_keep_every_rule_and_every_bond(history):
    """Each report is in order by itself, and nothing is wrong or open between them: 17, 7 or 12 bonds hold a year."""
    result = over_years(history)
    assert ((), ()) == (result.findings, result.undetermined)
    pairs = itertools.pairwise(history)
    due = {(2019, 2019): 17, (2019, 2021): 7, (2021, 2021): 12}
    assert sum(due[one.applications.edition, other.applications.edition] for one, other in pairs) == result.held
    assert () == tuple(finding for report in history for finding in check(report, RULES))


@given(history=histories(prose=False))
def test_histories_are_of_one_organ_on_years_that_follow_each_other(history):
    """Two to four reports, each on the form of its year."""
    years = [report.year for report in history]
    assert list(range(years[0], years[0] + len(history))) == years
    assert 2 <= len(history) <= 4
    assert 1 == len({report.organ for report in history})
    assert [official(Edition.of_year(year)) for year in years] == [report.editions for report in history]


@given(data=st.data(), first=st.integers(2019, 2030), years=st.integers(1, 5))
def test_histories_of_given_years(data, first, years):
    """The first year and the number of years can be asked for; one year is a report like any other."""
    history = data.draw(histories(first=first, years=years, prose=False))
    assert list(range(first, first + years)) == [report.year for report in history]
    assert () == over_years(history).findings


@pytest.mark.parametrize(
    ("arguments", "condition"),
    [
        ({}, lambda history: len({report.editions for report in history}) == 2),
        ({}, lambda history: len(history) == 4),
        ({"years": 2}, lambda history: history[1].applications.brought_forward.total > 0),
        ({"years": 2}, lambda history: 0 < pending(history[1]) < pending(history[0])),
        ({"first": 2021, "years": 2}, lambda history: history[1].disclosure.documents.normative.repealed > 0),
        ({"first": 2019, "years": 2}, lambda history: history[1].disclosure.services.licences.items_last_year > 0),
    ],
)
def test_histories_are_of_all_kinds(arguments, condition):
    """They cross editions, leave requests and cases over, repeal what was in force and begin with items."""
    assert condition(one(histories(**arguments, prose=False), condition))


def pending(report):
    """How many cases of reconsideration are pending."""
    return report.disputes.reconsideration.pending


def test_histories_shrink_to_two_years_of_zeros():
    """The simplest history is that of the first two years, with no figure but zero."""
    history = simplest(histories())
    assert [(2019, {}), (2020, {})] == [(report.year, figures(report)) for report in history]


@given(history=histories(blanks=True, prose=False))
def test_histories_with_blanks_have_no_findings(history):
    """A blank never makes a finding."""
    assert () == over_years(history).findings
    assert () == tuple(finding for report in history for finding in check(report, RULES))


# Levels


def over_levels(family):
    """What the bonds say of a government and its parts."""
    whole, *parts = family
    return reconcile(ledger(family, {whole.organ.name: [part.organ.name for part in parts]}), BONDS)


@EITHER
@given(data=st.data())
def test_hierarchies_keep_every_rule_and_every_bond(edition, data):
    """Each report is in order by itself, and the government has what its parts have."""
    family = data.draw(hierarchies(edition=edition))
    result = over_levels(family)
    assert ((), (), {2019: 186, 2021: 200}[edition]) == (result.findings, result.undetermined, result.held)
    assert () == tuple(finding for report in family for finding in check(report, RULES))


@given(family=hierarchies(prose=False))
def test_hierarchies_are_a_government_and_its_parts(family):
    """A city and two to four organs of other names, all on the same form and year."""
    whole, *parts = family
    assert (Level.CITY, Kind.GOVERNMENT) == (whole.organ.level, kind_of(whole.organ))
    assert 2 <= len(parts) <= 4
    assert len(family) == len({report.organ.name for report in family})
    assert 1 == len({(report.year, report.editions) for report in family})


@given(family=hierarchies(parts=3, prose=False))
def test_hierarchies_have_the_parts_that_are_asked_for(family):
    """Three, and all figures but those of documents are their sums."""
    whole, *parts = family
    assert 3 == len(parts)
    for cell, figure in whole.figures():
        if cell.block != "disclosure.documents":
            assert sum(part[cell] for part in parts) == figure


@pytest.mark.parametrize("edition", [2019, 2021])
@pytest.mark.parametrize("kind", ["government_rules", "normative"])
def test_documents_issued_jointly_may_count_once(edition, kind):
    """The government has fewer documents than its parts together."""
    cell = (
        CELLS.disclosure.documents[Cell(f"disclosure.documents.{kind}.{'made' if edition == 2019 else 'issued'}")]
        if False
        else Cell(f"disclosure.documents.{kind}.{'made' if edition == 2019 else 'issued'}")
    )

    def fewer(family):
        whole, *parts = family
        return whole[cell] < sum(part[cell] for part in parts)

    assert fewer(one(hierarchies(edition=edition, prose=False), fewer))


def test_hierarchies_shrink_to_two_parts_of_zeros():
    """The simplest is on the first edition and has no figure but zero."""
    family = simplest(hierarchies())
    assert [(2019, {})] * 3 == [(report.year, figures(report)) for report in family]


@given(family=hierarchies(blanks=True, prose=False))
def test_hierarchies_with_blanks_have_no_findings(family):
    """A blank never makes a finding."""
    assert () == over_levels(family).findings
    assert () == tuple(finding for report in family for finding in check(report, RULES))


# Forms, organs, lines


@EITHER
@given(data=st.data())
def test_forms_have_a_value_in_each_cell_of_their_edition(edition, data):
    """And None in the cells of the other one."""
    form = data.draw(forms(st.just("x"), edition=edition))
    assert Form is type(form)
    assert official(edition) == form.editions
    assert dict.fromkeys(cells_of(official(edition)), "x") == {
        cell: form[cell] for cell in CELLS.cells() if form[cell] is not None
    }


def test_forms_shrink_to_the_first_edition():
    """And to the simplest value in each cell."""
    form = simplest(forms(st.integers()))
    assert official(2019) == form.editions
    assert {0} == {form[cell] for cell in cells_of(official(2019))}


def test_forms_may_be_of_either_edition():
    """Without an edition any is drawn."""
    assert official(2021) == one(forms(st.just(0)), lambda form: form.applications.edition == 2021).editions


@given(organ=organs())
def test_organs_have_a_level_that_lets_them_report_anything(organ):
    """None is of a town or a county, and no name ends as theirs do."""
    assert {None, "city", "province", "ministry"} >= {organ.level}
    assert organ.name.endswith("局")


@given(line=lines())
def test_lines_are_prose(line):
    """A line ends in a full stop and has no figure in it."""
    assert line.endswith("。")
    assert not any(character.isdigit() or character.isspace() for character in line)


@given(report=reports(prose=False))
def test_no_figure_is_larger_than_is_said(report):
    """A figure that is drawn is at most LARGEST; a sum adds up at most sixteen of them."""
    assert max(figure for _, figure in report.figures()) <= 16 * LARGEST


def test_unknown_editions_are_refused():
    """There is none of 2014."""
    with pytest.raises(ValueError, match="2014"):
        one(reports(edition=2014), bool)


@pytest.mark.parametrize("type_", [Report, Organ])
def test_types_are_registered_by_the_entry_point(type_):
    """A process that knows Hypothesis and the type draws from these strategies, without importing them."""
    code = (
        f"from {type_.__module__} import {type_.__name__} as T\n"
        "from hypothesis import find, strategies as st\n"
        "print(type(find(st.from_type(T), lambda _: True)) is T)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "True\n" == done.stdout


@given(report=st.from_type(Report), organ=st.from_type(Organ))
def test_types_give_what_the_strategies_give(report, organ):
    """Reports that keep every rule, and organs that make rules."""
    assert check(report, RULES)
    assert isinstance(organ, Organ)


def test_errors_of_relations_are_errors():
    """The four that the form prints are errors, the three that follow from its headings are warnings."""
    assert {"T2-STOCK": "warning", "T2-DISCLOSED": "warning", "T2-ITEMS": "warning"} == {
        r.id: r.severity for r in RELATIONS if r.severity is not Severity.ERROR
    }


def test_a_cell_is_named_by_its_path():
    """What the strategies change is found by its path."""
    assert CELLS.applications.received.total is Cell("applications.received.total")
