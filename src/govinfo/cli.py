"""
The command line: ``govinfo check``, ``waive``, ``explain``, ``complete``, ``compare``, ``ledger`` and the others.

All of them speak two languages.

Exit codes: 0 nothing found of the kind that was asked for, 1 found, 2 unreadable or misused.
"""

import io
import sys

from collections.abc import Sequence
from typing import Any, cast

import click

from ._checked import STANDARD, TRIES, Tally
from ._options import (
    fail_on,
    faults_in_words,
    language,
    loaded_profile,
    loaded_waivers,
    open_report,
    out_file,
    profile_option,
    to_format,
)
from ._spoken import asked_locale, click_speaks, translated
from ._text import clean
from ._write import write
from .check import check, installed_rules
from .cli_check import Asked, check_all
from .cli_compare import compare_command
from .cli_diagnosis import complete_command, explain_command
from .cli_ledger import consolidate_command, ledger_command
from .cli_rules import rules_command
from .cli_waive import waive_command
from .diagnosis import explain
from .editions import Edition
from .files import TIMEOUT
from .language import locale_of, sentence, template
from .outputs import FORMATS as OUTPUTS
from .renderers import render
from .report import Report


_NO_SUMMARY = template("--summary-only goes with the formats text, json and jsonl only")


@click.group(
    help=template("Read, check and render annual reports on government information disclosure."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="govinfo-cn", prog_name="govinfo", help=template("Show the version and exit."))
@language
def _govinfo() -> None:
    pass


@_govinfo.command(
    "check",
    help=template(
        "Check reports. FILE is a report in any format that can be read, a folder, which is searched for reports, "
        "a pattern such as **/*.html, or - for standard input."
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "jsonl", *OUTPUTS]),
    default="text",
    show_default=True,
    help=template(
        "Format of what is printed; jsonl is a line of JSON for each file; sarif, github and junit are for programs "
        "that show findings."
    ),
)
@profile_option
@click.option(
    "--baseline", metavar="WAIVERS", help=template("File of waivers: findings that somebody answers for do not count.")
)
@click.option("--summary-only", is_flag=True, help=template("Print only the summary of all files."))
@fail_on
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help=template("Number of processes; by default one for each processor, and only this one for a few files."),
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=int(TIMEOUT),
    show_default=True,
    help=template("Time that one file may take, if there are several processes."),
)
@language
@click.pass_obj
def _check(locale: str, /, profile: str | None, baseline: str | None, **asked: Any) -> None:
    tally, fails = Tally(), False
    if asked["summary_only"] and asked["format_"] in OUTPUTS:
        raise click.UsageError(sentence(_NO_SUMMARY, locale))
    gate, waivers = loaded_profile(profile, locale), loaded_waivers(baseline, locale)
    try:
        with faults_in_words(STANDARD, locale):
            fails = check_all(Asked(locale=locale, profile=gate, waivers=waivers, **asked), tally)
    except KeyboardInterrupt:
        said = sentence("Interrupted; files checked: {files}.", locale)
        click.echo(said.format(files=tally.files), err=True)
        raise click.exceptions.Exit(130) from None
    if tally.unreadable:
        raise click.exceptions.Exit(2)
    if fails:
        raise click.exceptions.Exit(1)


@_govinfo.command(
    "render", help=template("Write a report in the official tables. FILE is a report, or - for standard input.")
)
@click.argument("file", metavar="FILE")
@click.option("--findings", "with_findings", is_flag=True, help=template("Draw the findings into the tables."))
@to_format
@out_file
@language
@click.pass_obj
def _render(locale: str, file: str, format_: str, out: str | None, *, with_findings: bool) -> None:
    with faults_in_words(file, locale):
        report = open_report(file)
    with faults_in_words(out or STANDARD, locale):
        findings, explanations = (
            (check(report), explain(report, budget=TRIES, rules=installed_rules()).certain)
            if with_findings
            else ((), ())
        )
        write(render(report, format_, locale=locale, findings=findings, explanations=explanations), out)


@_govinfo.command("blank", help=template("Write an empty form."))
@click.option(
    "--edition",
    type=click.Choice([str(int(e)) for e in Edition]),
    default=str(int(max(Edition))),
    show_default=True,
    help=template("Edition of the form."),
)
@click.option("--organ", default="", help=template("Name of the organ."))
@click.option("--year", type=click.IntRange(1949, 9999), help=template("Year reported on."))
@to_format
@out_file
@language
@click.pass_obj
def _blank(  # noqa: PLR0917  click gives its object by position
    locale: str, edition: str, organ: str, year: int | None, format_: str, out: str | None
) -> None:
    report = Report.blank(int(edition), organ=clean(organ), year=year)
    with faults_in_words(out or STANDARD, locale):
        write(render(report.replace(overview=(), problems=(), other_matters=()), format_, locale=locale), out)


_COMMANDS = (
    waive_command,
    explain_command,
    complete_command,
    compare_command,
    ledger_command,
    consolidate_command,
    rules_command,
)
for _command in _COMMANDS:
    _govinfo.add_command(_command)


def command_line(locale: str) -> click.Group:
    """The commands, with their help in *locale*; they are run with it as well."""
    locale = locale_of(locale)
    group = cast("click.Group", translated(_govinfo, locale))
    group.context_settings = {**group.context_settings, "obj": locale}
    return group


def main(arguments: Sequence[str] | None = None) -> None:
    """
    Run the command line.

    Args:
        arguments: those of the process by default.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    locale = asked_locale(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a character shows another, and goes on
            stream.reconfigure(errors="replace")
    with click_speaks(locale):
        command_line(locale).main(given, prog_name="govinfo")
