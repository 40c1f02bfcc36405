"""
What a type checker knows of the library. Nothing here is run: mypy and pyright read it, each in its strict mode.
"""

import datetime

from collections.abc import Iterator
from typing import assert_type

import govinfo

from govinfo import CELLS, RULES, Cell, Edition, Organ, Report, Severity, UnreadableReport
from govinfo.check import Result
from govinfo.digest import Digest
from govinfo.finding import Finding, Source
from govinfo.form import Applicants, Applications, Form, Results
from govinfo.organ import Kind, Level
from govinfo.outputs import Judged, output
from govinfo.profile import Override, Profile
from govinfo.report import Period, Reading, Record
from govinfo.rule import CellRule, Comparison, Relation, Rule, Sum, Whole, equal, rule
from govinfo.testing import assert_reconciles
from govinfo.waivers import Waived, waiver_of


def a_cell_of_a_report_is_a_number_or_a_blank(report: Report) -> None:
    """A figure is a whole number or None, at every depth of the form."""
    assert_type(report.applications.received.natural_persons, int | None)
    assert_type(report.applications.outcome.refused.state_secrets.organizations.businesses, int | None)
    assert_type(report.disclosure.charges.fees.amount, int | None)
    assert_type(report[CELLS.disputes.litigation.direct.total], int | None)
    assert_type(report.applications.received, Applicants[int | None])
    assert_type(report.disputes.edition, Edition | None)
    assert_type(report.disputes.is_there, bool)
    assert_type(report.cells(), tuple[int | None, ...])


def a_cell_of_the_form_is_an_address() -> None:
    """The same names lead to the addresses of cells."""
    assert_type(CELLS, Form[Cell])
    assert_type(CELLS.applications.received.total, Cell)
    assert_type(CELLS.disputes.reconsideration, Results[Cell])
    assert_type(CELLS.disputes.cells(), tuple[Cell, ...])
    assert_type(Cell("applications.received.total"), Cell)


def what_a_report_says(report: Report) -> None:
    """The other fields of a report have the types that their names promise."""
    assert_type(report.organ, Organ)
    assert_type(report.organ.level, Level | None)
    assert_type(report.organ.kind, Kind | None)
    assert_type(report.year, int | None)
    assert_type(report.period, Period | None)
    assert_type(report.published, datetime.date | None)
    assert_type(report.preamble, tuple[str, ...])
    assert_type(report.overview, tuple[str, ...] | None)
    assert_type(report.sources, Form[Source | None] | None)
    assert_type(report.reading, Reading | None)
    assert_type(report.editions, tuple[Edition | None, ...])


def what_filing_systems_need(report: Report, day: datetime.date) -> None:
    """Profiles, waivers and outputs are values and functions of known types."""
    profile = Profile.load("filing")
    result = govinfo.check(report, profile=profile)
    assert_type(result.ok, bool)
    assert_type(result.blocking, tuple[Finding, ...])
    assert_type(result.overrides, tuple[Override, ...])
    assert_type(result.digest, Digest | None)
    entry = waiver_of(result.findings[0], report, reason="", author="", expires=day)
    assert_type(result.waive(report, [entry], day), Result)
    assert_type(result.waived, tuple[Waived, ...])
    assert_type(output("sarif")([Judged.of("a", result)], profile=profile), Iterator[str])
    assert_type(assert_reconciles(report, "filing"), None)


def what_a_report_does(report: Report) -> None:
    """A method that makes a report makes one of the same class."""
    assert_type(Report.blank(2021, organ="某局", year=2023, blocks={"disclosure.documents": None}), Report)
    assert_type(report.replace({CELLS.applications.received.total: 4}, year=2023), Report)
    assert_type(report.replace(overview=("一。",), problems=None, reading=None), Report)
    assert_type(report.figures(), Iterator[tuple[Cell, int | None]])
    assert_type(report.source(CELLS.applications.received.total), Source | None)
    assert_type(report.edition_of(CELLS.applications.received.total), Edition | None)
    assert_type(report.records(), list[Record])
    assert_type(report.records()[0]["figure"], int | None)


def a_form_holds_what_it_holds(sums: Form[Sum], numbers: Form[float]) -> None:
    """The form is generic in what its cells hold, and parts of it add up to parts of the same kind."""
    assert_type(sums.applications.received.total, Sum)
    assert_type(sums.applications.received + sums.applications.brought_forward, Applicants[Sum])
    assert_type(sums.applications.received.total - sums.applications.received.natural_persons, Sum)
    assert_type(numbers.disputes.litigation.direct.upheld, float)
    assert_type(numbers + numbers, Form[float])
    assert_type(CELLS.applications.received.total.of(numbers), float)


def a_form_of_numbers_is_one_of_numbers_or_blanks(numbers: Form[int]) -> Form[int | None]:
    """A form is covariant: what is always a number is a number or a blank."""
    return numbers


def parts_of_the_form_are_made(figure: int) -> Results[int]:
    """A node is made of its cells, by name or in the order of the form."""
    assert_type(Results(figure, 0, 0, 0, figure), Results[int])
    return Results(upheld=figure, overturned=0, other=0, pending=0, total=figure)


def reading_checking_rendering(report: Report) -> None:
    """What the functions of the library give."""
    assert_type(govinfo.read("x.txt"), Report)
    assert_type(govinfo.reads(b"x"), Report)
    assert_type(govinfo.render(report, "html"), str | bytes)
    assert_type(govinfo.check(report), Result)
    assert_type([finding for finding in govinfo.check(report)], list[Finding])  # noqa: C416  it is iterated over
    assert_type(govinfo.check(report).findings[0].severity, Severity)
    assert_type(govinfo.check(report).ok, bool)
    assert_type(RULES, tuple[Rule, ...])


def why_a_report_cannot_be_read() -> str | None:
    """An exception knows what it speaks of."""
    try:
        govinfo.read("x.txt")
    except UnreadableReport as error:
        assert_type(error.document, str | None)
        return error.message("en")
    return None


@rule("X-BALANCE", english="", severity="hint", authority="practice", cites="")
def relation(applications: Applications[Sum]) -> Comparison[Applicants[Sum]]:
    """第一项加第二项之和，等于第三项加第四项之和。"""
    return equal(
        applications.received + applications.brought_forward,
        applications.outcome.total + applications.carried_forward,
    )


@rule("X-COUNT", english="", severity="hint", authority="practice", cites="")
def cell_rule(cell: Cell) -> Whole | None:
    """数量不为负。"""
    return Whole(0) if cell.holds == "count" else None


def a_rule_is_of_its_kind() -> None:
    """The decorator makes a rule whose kind its function shows."""
    assert_type(relation, Relation)
    assert_type(cell_rule, CellRule)
