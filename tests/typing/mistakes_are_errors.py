"""
Mistakes that a type checker finds. Nothing here is run.

Each line says in both languages of checkers which error it is. Where a mistake is no error any more, the comment is
superfluous, and that is an error (mypy's ``warn_unused_ignores``, pyright's ``reportUnnecessaryTypeIgnoreComment``).
"""

from govinfo import CELLS, Organ, Report
from govinfo.cells import official
from govinfo.form import Applicants, Form, Organizations, Results
from govinfo.rule import Comparison, Sum, equal, rule


def use(*_: object) -> None:
    """Take a value, so that the expression it comes from is more than one."""


def misspelt_cell(report: Report) -> None:
    """A cell that is misspelt is found, in a report and in CELLS."""
    use(report.applications.recieved)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
    use(report.applications.received.totals)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
    use(CELLS.disputes.litigation.total)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]


def arithmetic_on_a_blank(report: Report) -> None:
    """A figure may be blank, and nobody adds to it unasked."""
    use(report.applications.received.total + 1)  # type: ignore[operator]  # pyright: ignore[reportOptionalOperand, reportUnknownArgumentType]
    use(sum(report.applications.received.cells()))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownArgumentType]


def assignment(report: Report) -> None:
    """A report, and any part of it, is frozen."""
    report.year = 2024  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    report.applications.received.total = 4  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    report.organ.name = "某局"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def wrong_part(results: Results[int], organizations: Organizations[int]) -> None:
    """A node is not made of parts of another class."""
    use(Applicants(1, organizations, 2))
    use(Applicants(1, results, 2))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def missing_part() -> None:
    """A node is made of all its parts."""
    use(Results(1, 2, 3, 4, 5))
    use(Results(1, 2, 3, 4))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownArgumentType]
    use(Form(disclosure=CELLS.disclosure, disputes=CELLS.disputes))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownArgumentType]


def sides_of_different_kinds(applicants: Applicants[Sum], results: Results[Sum]) -> None:
    """A relation compares parts of one kind."""
    one: Comparison[Applicants[Sum]] = equal(applicants, applicants)
    other: Comparison[Applicants[Sum]] = equal(applicants, results)  # type: ignore[arg-type]  # pyright: ignore[reportAssignmentType]
    use(one, other)
    use(applicants + results)  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownArgumentType]


@rule("X-WRONG", english="", severity="hint", authority="practice", cites="")
def rule_of_different_kinds(results: Results[Sum]) -> Comparison[Results[Sum]]:
    """各项之和等于总计。"""
    return equal(results, results.total)  # type: ignore[arg-type]  # pyright: ignore[reportReturnType]


def organ_by_name() -> None:
    """A report is made with an organ; only a blank one takes its name."""
    Report.filled(official(2021), [None] * 226, organ=Organ("某局"))
    Report.filled(official(2021), [None] * 226, organ="某局")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def organ_of_the_constructor(form: Form[int | None]) -> None:
    """The constructor of a report takes no name for an organ either."""
    Report(
        organ="某局",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        year=2023,
        disclosure=form.disclosure,
        applications=form.applications,
        disputes=form.disputes,
    )


def wrong_keys(report: Report) -> None:
    """Figures are replaced by cell, with whole numbers or blanks."""
    report.replace({"applications.received.total": 4})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    report.replace({CELLS.applications.received.total: "4"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    report.replace({CELLS.applications.received.total: 4.5})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]


def unknown_fields(report: Report) -> None:
    """A field that is misspelt, or of another type, is found."""
    report.replace(yeer=2023)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    report.replace(year="2023")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    report.replace(overview="一。")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
