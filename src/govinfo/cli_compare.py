"""
The command ``govinfo compare``.
"""

import json

from collections.abc import Callable, Mapping
from typing import Final

import click

from ._checked import STANDARD
from ._options import faults_in_words, language, open_report
from ._write import write
from .differences import Differences, compare
from .language import sentence, template
from .renderers import differences as in_text
from .renderers import side_by_side


_BOTH_STANDARD: Final = template("only one of both files can be standard input")


def _json(differences: Differences, *, locale: str, names: tuple[str, str]) -> str:
    before, after = names
    value = {"before": before, "after": after, **differences.to_dict(locale)}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


#: The formats in which differences can be written.
_FORMATS: Final[Mapping[str, Callable[..., str]]] = {
    "text": in_text.render,
    "html": side_by_side.render,
    "json": _json,
}


@click.command(
    "compare",
    short_help=template("Say what is different in two reports."),
    help=template(
        "Say what is different in two reports, cell by cell and word by word. BEFORE and AFTER are reports; one of "
        "them can be - for standard input. The exit code is 1 if there are differences."
    ),
)
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@click.option(
    "--to",
    "format_",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help=template("Format to write; html is both reports side by side."),
)
@click.option("-o", "--out", metavar="OUT", help=template("File to write; by default standard output."))
@language
@click.pass_obj
def compare_command(locale: str, before: str, after: str, format_: str, out: str | None) -> None:
    """What is different in two reports."""
    if before == after == STANDARD:
        raise click.UsageError(sentence(_BOTH_STANDARD, locale))
    reports = []
    for file in (before, after):
        with faults_in_words(file, locale):
            reports.append(open_report(file))
    differences = compare(*reports)
    with faults_in_words(out or STANDARD, locale):
        write(_FORMATS[format_](differences, locale=locale, names=(before, after)), out)
    if differences:
        raise click.exceptions.Exit(1)
