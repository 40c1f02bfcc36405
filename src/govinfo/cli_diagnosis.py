"""
The commands ``govinfo explain`` and ``govinfo complete``.
"""

from collections.abc import Iterator
from typing import Final

import click

from ._options import faults_in_words, language, list_format, open_report, print_json
from ._write import write
from .cells import Cell
from .certainty import verdicts
from .completion import Completion, complete, edition_of_report
from .diagnosis import BUDGET, Diagnosis, explain
from .errors import UnknownCell
from .finding import Verdict
from .language import sentence, template
from .messages import named
from .naming import short, span
from .renderers import render
from .report import Report


_NOTHING_WRONG: Final = template("There is nothing to explain: no relation is violated, whatever the blanks are.")
_UNEXPLAINED: Final = template("No explanation was found; more than three figures are wrong.")
_INCOMPLETE: Final = template("There may be other explanations.")
_FILLED: Final = template("Blanks that have no choice: {count}.")
_OPEN: Final = template("{cell}: {range}")
_OPEN_BLANKS: Final = template("Blanks that can be several things: {count}.")
_WHATEVER: Final = template(
    "Relations with blanks: {holds} hold and {violated} are violated whatever the blanks are; {undetermined} are open."
)
_AS_IT_IS: Final = template("Nothing is filled in.")


def _cells(_: click.Context, __: click.Parameter, paths: tuple[str, ...]) -> tuple[Cell, ...]:
    try:
        return tuple(map(Cell, paths))
    except UnknownCell as error:
        raise click.BadParameter(str(error)) from None


@click.command(
    "explain",
    help=template(
        "Name the figures that are wrong, and what they should be. FILE is a report, or - for standard input. "
        "Nothing is changed. The exit code is 1 if a relation is violated."
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--fixed",
    metavar="CELL",
    multiple=True,
    callback=_cells,
    help=template("A cell whose figure is right, by its path; may be given several times."),
)
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    default=BUDGET,
    show_default=True,
    help=template("Number of tries in each part of the form."),
)
@list_format
@language
@click.pass_obj
def explain_command(locale: str, file: str, fixed: tuple[Cell, ...], budget: int, format_: str) -> None:
    """What explains why a report does not reconcile."""
    with faults_in_words(file, locale):
        report = open_report(file)
    diagnosis = explain(report, fixed=fixed, budget=budget)
    if format_ == "json":
        print_json({"file": file, **diagnosis.to_dict(locale)})
    else:
        click.echo("\n".join(_explained(file, report, diagnosis, locale)))
    if diagnosis.explanations or not diagnosis.is_complete:
        raise click.exceptions.Exit(1)


def _explained(file: str, report: Report, diagnosis: Diagnosis, locale: str) -> Iterator[str]:
    yield _head(file, report, locale)
    for number, explanation in enumerate(diagnosis, start=1):
        yield f"  {number}. {explanation.message(locale)}"
    if not diagnosis.is_complete:
        yield "  " + sentence(_INCOMPLETE if diagnosis.explanations else _UNEXPLAINED, locale)
    elif not diagnosis.explanations:
        yield "  " + sentence(_NOTHING_WRONG, locale)


def _head(file: str, report: Report, locale: str) -> str:
    return named(file, " ".join(str(part) for part in (report.organ.name, report.year) if part), locale)


@click.command(
    "complete",
    help=template(
        "Say what blanks must be, each with the reason, and what the others can be. FILE is a report, or - for "
        "standard input. Nothing is changed. The exit code is 1 if no figures in the blanks will do."
    ),
)
@click.argument("file", metavar="FILE")
@click.option("-o", "--out", metavar="OUT", help=template("File to write the completed report to, as JSON."))
@list_format
@language
@click.pass_obj
def complete_command(locale: str, file: str, out: str | None, format_: str) -> None:
    """What the blanks of a report must be."""
    with faults_in_words(file, locale):
        report = open_report(file)
    completion = complete(report)
    if format_ == "json":
        print_json({"file": file, **completion.to_dict(locale), "relations": _whatever(report)})
    else:
        click.echo("\n".join(_completed(file, report, completion, locale)))
    if out is not None:
        with faults_in_words(out, locale):
            write(render(completion.filled, "json"), out)
    if not completion.is_feasible:
        raise click.exceptions.Exit(1)


def _whatever(report: Report) -> dict[str, int]:
    """How many relations with blanks have which verdict, whatever the blanks are."""
    found = [v for identity, v in verdicts(report).items() if identity.verdict(report) is Verdict.UNDETERMINED]
    return {str(verdict): found.count(verdict) for verdict in Verdict}


def _completed(file: str, report: Report, completion: Completion, locale: str) -> Iterator[str]:
    edition = edition_of_report(report)
    yield _head(file, report, locale)
    yield "  " + sentence(_WHATEVER, locale).format(**_whatever(report))
    yield from (f"  {found.message(locale)}" for found in completion.contradictions)
    if not completion.is_feasible:
        yield "  " + sentence(_AS_IT_IS, locale)
        return
    yield "  " + sentence(_FILLED, locale).format(count=len(completion.proof))
    yield from (f"  {number}. {step.message(locale)}" for number, step in enumerate(completion.proof, start=1))
    yield "  " + sentence(_OPEN_BLANKS, locale).format(count=len(completion.ranges))
    for cell, can_be in completion.ranges.items():
        yield "  " + sentence(_OPEN, locale).format(cell=short(cell, edition, locale), range=span(can_be, locale))
