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
from .check import installed_rules
from .completion import Completion, complete
from .diagnosis import BUDGET, Diagnosis, explain
from .errors import UnknownCell
from .finding import Verdict
from .language import sentence, template
from .messages import named
from .naming import name_of, short, span, written
from .renderers import render
from .report import Report


_NOTHING_WRONG: Final = template(
    "There is nothing to correct: all relations hold, or can hold once the blanks are filled in."
)
_ONE: Final = template("{place}:")
_ONE_OF: Final = template("{place}, one of these {count}:")
_UNEXPLAINED: Final = template(
    "{place}: no explanation was found; more than three figures are wrong, or one held fixed (--fixed), or more tries "
    "are needed (--budget)."
)
_INCOMPLETE: Final = template("There may be other explanations.")
_OTHERS: Final = template("Which figure is wrong cannot be told where this relation is violated: {relation}.")
_NO_CELL: Final = template("there is no cell “{path}”")
_NO_BLANKS: Final = template("There are no blanks.")
_FILLED: Final = template("Blanks with only one possible figure: {count}.")
_OPEN_BLANKS: Final = template("Blanks with several possible figures: {count}.")
_OPEN: Final = template("{cell}: {range}")
_FREE: Final = template("Nothing is known of the others: {count}.")
_WHATEVER: Final = template(
    "Relations with blanks: {holds} hold however it is completed, {violated} cannot hold, {undetermined} are open."
)
_AS_IT_IS: Final = template("For this reason nothing is filled in.")


def _cells(context: click.Context, _: click.Parameter, paths: tuple[str, ...]) -> tuple[Cell, ...]:
    try:
        return tuple(map(Cell, paths))
    except UnknownCell as error:
        raise click.BadParameter(sentence(_NO_CELL, context.obj).format(path=error.name)) from None


@click.command(
    "explain",
    short_help=template("Name the figures that are wrong, and what they should be."),
    help=template(
        "Name the figures that are wrong, and what they should be. FILE is a report, or - for standard input. "
        "Nothing is changed. The exit code is 1 if there is something to correct."
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--fixed",
    metavar="CELL",
    multiple=True,
    callback=_cells,
    help=template("A cell whose figure is right, by its path, such as applications.received.total; repeatable."),
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
    diagnosis = explain(report, fixed=fixed, budget=budget, rules=installed_rules())
    if format_ == "json":
        print_json({"file": file, **diagnosis.to_dict(locale)})
    else:
        click.echo("\n".join(_explained(file, report, diagnosis, locale)))
    if diagnosis.parts or diagnosis.others:
        raise click.exceptions.Exit(1)


def _explained(file: str, report: Report, diagnosis: Diagnosis, locale: str) -> Iterator[str]:
    yield _head(file, report, locale)
    for part in diagnosis.parts:
        found, where = len(part.explanations), part.place(locale)
        text = _ONE_OF if found > 1 else _ONE if found else _UNEXPLAINED
        yield "  " + written(text, locale, place=where, count=found)
        for number, explanation in enumerate(part.explanations, start=1):
            yield f"    {number}. {explanation.message(locale)}"
        if found and not part.is_complete:
            yield "    " + sentence(_INCOMPLETE, locale)
    for identity in diagnosis.others:
        yield "  " + written(_OTHERS, locale, relation=name_of(identity, report.editions, locale))
    if not (diagnosis.parts or diagnosis.others):
        yield "  " + sentence(_NOTHING_WRONG, locale)


def _head(file: str, report: Report, locale: str) -> str:
    return named(file, " ".join(str(part) for part in (report.organ.name, report.year) if part), locale)


@click.command(
    "complete",
    short_help=template("Say what blanks must be, each with the reason, and what the others can be."),
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
    completion = complete(report, installed_rules())
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
    found = [
        v
        for identity, v in verdicts(report, installed_rules()).items()
        if identity.verdict(report) is Verdict.UNDETERMINED
    ]
    return {str(verdict): found.count(verdict) for verdict in Verdict}


def _completed(file: str, report: Report, completion: Completion, locale: str) -> Iterator[str]:
    yield _head(file, report, locale)
    yield from (f"  {found.message(locale)}" for found in completion.contradictions)
    if not completion.is_feasible:
        yield "  " + sentence(_AS_IT_IS, locale)
        return
    if all(figure is not None for _, figure in report.figures()):
        yield "  " + sentence(_NO_BLANKS, locale)
        return
    yield "  " + written(_WHATEVER, locale, **_whatever(report))
    yield "  " + written(_FILLED, locale, count=len(completion.proof))
    yield from (f"    {number}. {step.message(locale)}" for number, step in enumerate(completion.proof, start=1))
    bounded = {cell: can_be for cell, can_be in completion.ranges.items() if can_be.most is not None or can_be.least}
    if bounded:
        yield "  " + written(_OPEN_BLANKS, locale, count=len(bounded))
    for cell, can_be in bounded.items():
        name = short(cell, report.editions, locale)
        yield "    " + written(_OPEN, locale, cell=name, range=span(can_be, locale))
    if free := len(completion.ranges) - len(bounded):
        yield "  " + written(_FREE, locale, count=free)
