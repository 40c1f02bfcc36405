"""
The command line: ``govinfo check``, ``explain``, ``complete``, ``compare``, ``render``, ``blank`` and ``rules``.

All of them speak two languages.

Exit codes: 0 nothing found of the kind that was asked for, 1 found, 2 unreadable or misused.
"""

import contextlib
import functools
import io
import json
import sys

from collections.abc import Iterator, Sequence
from typing import Any, cast

import click

from ._checked import STANDARD, TRIES, UNDETERMINED, Checked, Tally, check_file, lines_of
from ._find import find
from ._options import fail_on, faults_in_words, language, open_report, out_file, print_json, to_format
from ._spoken import asked_locale, click_speaks, translated
from ._text import clean
from ._write import write
from .check import check, installed_rules
from .cli_compare import compare_command
from .cli_diagnosis import complete_command, explain_command
from .cli_ledger import consolidate_command, ledger_command
from .cli_rules import rules_command
from .diagnosis import explain
from .editions import Edition
from .files import TIMEOUT, check_found
from .language import locale_of, sentence, template
from .renderers import render
from .report import Report


@contextlib.contextmanager
def _shown(all_checked: Iterator[Checked], count: int, locale: str, *, streams: bool) -> Iterator[Iterator[Checked]]:
    """With several files show a bar on a terminal, unless what is printed runs through that terminal itself."""
    if count > 1 and sys.stderr.isatty() and not (streams and sys.stdout.isatty()):
        with click.progressbar(all_checked, length=count, label=sentence("Checking", locale), file=sys.stderr) as bar:
            yield iter(bar)
    else:
        yield all_checked


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
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help=template("Format of what is printed; jsonl is a line of JSON for each file."),
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
def _check(locale: str, /, **asked: Any) -> None:
    tally, fails = Tally(), False
    try:
        with faults_in_words(STANDARD, locale):
            fails = _check_all(locale, tally, **asked)
    except KeyboardInterrupt:
        said = sentence("Interrupted; files checked: {files}.", locale)
        click.echo(said.format(files=tally.files), err=True)
        raise click.exceptions.Exit(130) from None
    if tally.unreadable:
        raise click.exceptions.Exit(2)
    if fails:
        raise click.exceptions.Exit(1)


def _check_all(
    locale: str,
    tally: Tally,
    *,
    files: tuple[str, ...],
    format_: str,
    fail_on: str,
    jobs: int | None,
    timeout: float,
    summary_only: bool,
) -> bool:
    """Check the files and print what is asked for; whether one of them has what is to fail."""
    found = find(files)
    values: list[dict[str, Any]] = []
    one = functools.partial(
        check_file,
        locale=locale,
        undetermined=fail_on == UNDETERMINED and format_ == "text" and not summary_only,
        whole=format_ != "text" and not summary_only,
    )
    fails = False
    all_checked = check_found(found, one, jobs=jobs, timeout=timeout, locale=locale)
    with (
        contextlib.closing(all_checked),
        _shown(all_checked, len(found), locale, streams=format_ != "json" and not summary_only) as shown,
    ):
        for checked in shown:
            tally.add(checked)
            fails = fails or checked.fails(fail_on)
            if summary_only:
                continue
            if format_ == "text":
                click.echo("\n".join(lines_of(checked, locale)))
            elif format_ == "jsonl":
                click.echo(json.dumps(checked.to_dict(), ensure_ascii=False))
            else:
                values.append(checked.to_dict())
    if format_ == "json" or (format_ == "jsonl" and summary_only):
        print_json({"files": values, "summary": tally.to_dict()}, indent=2 if format_ == "json" else None)
    elif format_ == "text" and (summary_only or len(found) > 1):
        click.echo("\n".join(tally.lines(locale)))
    sys.stdout.flush()
    return fails


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
