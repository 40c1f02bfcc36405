"""
The command line: ``govinfo check``, ``render``, ``blank`` and ``rules``, in Chinese or English.

Exit codes: 0 nothing found of the kind that was asked for, 1 found, 2 unreadable or misused.
"""

import contextlib
import copy
import gettext
import io
import json
import os
import sys

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, cast

import attrs
import click

from ._text import clean
from ._write import write
from .check import Result, check, installed_rules
from .editions import Edition
from .errors import UnknownLocale, UnreadableReport
from .finding import Finding, Severity
from .language import CATALOGS, CHINESE, LOCALES, label, locale_of, sentence, template, users_locale
from .messages import named
from .readers import read
from .renderers import render, renderers
from .report import Report
from .rule import Rule


#: What ``--fail-on`` takes: severities, and relations that blanks leave open.
UNDETERMINED: Final = "undetermined"
FAIL_ON: Final = (*map(str, Severity), UNDETERMINED)

#: The name that stands for standard input, or output.
STANDARD: Final = "-"

#: The formats that can be written.
FORMATS: Final = sorted(renderers())

_HELD: Final = template(
    "Reconciliation relations: {held} hold, {violated} violated, {blank} not checkable because of blanks."
)
_SUMMARY: Final = template(
    "Files: {files}; unreadable: {unreadable}; with errors: {error}; with warnings: {warning}; with hints: {hint}."
)


@attrs.frozen
class Checked:
    """
    One file that was checked.

    Attributes:
        file: as it was given.
        report: what was read, or None.
        result: what the rules say, or None if nothing was read.
        fault: why nothing was read, in words.
    """

    file: str
    report: Report | None = None
    result: Result | None = None
    fault: str | None = None

    def to_dict(self, locale: str) -> dict[str, Any]:
        """The same as plain values for JSON."""
        if self.report is None or self.result is None:
            return {"file": self.file, "unreadable": self.fault}
        organ = self.report.organ.name
        return {"file": self.file, "organ": organ, "year": self.report.year, **self.result.to_dict(locale)}


def _fails(result: Result, on: str) -> bool:
    """Whether there is something of the kind that *on* asks for."""
    if on == UNDETERMINED:
        return bool(result.findings or result.undetermined)
    return bool(result.at_least(on))


def _open(file: str) -> Report:
    if file == STANDARD:
        return read(sys.stdin.buffer)
    return read(file)


def _checked(file: str, locale: str) -> Checked:
    """Read and check one file; whatever is wrong with it becomes words."""
    try:
        report = _open(file)
    except UnreadableReport as error:
        return Checked(file, fault=error.fault(locale))
    except OSError as error:
        return Checked(file, fault=_os_fault(error, locale))
    return Checked(file, report, check(report))


def _os_fault(error: OSError, locale: str) -> str:
    known = {
        FileNotFoundError: sentence("There is no such file.", locale),
        IsADirectoryError: sentence("This is a folder; give the files in it.", locale),
        PermissionError: sentence("There is no permission for this file.", locale),
        NotADirectoryError: sentence("There is no such folder.", locale),
    }
    fallback = sentence("The file cannot be used: {reason}.", locale).format(reason=error.strerror or error)
    return known.get(type(error), fallback)


def _finding_lines(findings: Iterable[Finding], locale: str) -> Iterator[str]:
    for finding in findings:
        severity = (
            sentence("undetermined", locale) if finding.verdict == UNDETERMINED else sentence(finding.severity, locale)
        )
        yield f"  {severity} {finding.rule} {finding.message(locale)}"


def _text(checked: Checked, on: str, locale: str) -> Iterator[str]:
    """What is printed of one file."""
    report, result = checked.report, checked.result
    if report is None or result is None:
        yield named(checked.file, checked.fault or "", locale)
        return
    yield named(checked.file, " ".join(str(part) for part in (report.organ.name, report.year) if part), locale)
    yield from _finding_lines(result.findings, locale)
    if on == UNDETERMINED:
        yield from _finding_lines(result.undetermined, locale)
    violated = sum(finding.left is not None for finding in result.findings)
    blank = sum(finding.left is not None for finding in result.undetermined)
    yield "  " + sentence(_HELD, locale).format(held=result.held, violated=violated, blank=blank)


def _summary(all_checked: Sequence[Checked]) -> dict[str, int]:
    results = [checked.result for checked in all_checked if checked.result is not None]
    count = {str(s): sum(any(f.severity is s for f in result.findings) for result in results) for s in Severity}
    return {"files": len(all_checked), "unreadable": len(all_checked) - len(results), **count}


@contextlib.contextmanager
def _faults_in_words(file: str, locale: str) -> Iterator[None]:
    """Say in one line what is wrong with a file, and exit with 2."""
    try:
        yield
    except UnreadableReport as error:
        text = named(file, error.fault(locale), locale)
    except BrokenPipeError:  # whoever reads what is written has seen enough
        raise
    except OSError as error:
        text = named(file, _os_fault(error, locale), locale)
    else:
        return
    click.echo(text, err=True)
    raise click.exceptions.Exit(2)


def _files(files: tuple[str, ...], locale: str) -> Iterator[Checked]:
    """Check the files one after another, with a bar on a terminal if there are several."""
    if len(files) > 1 and sys.stderr.isatty():
        with click.progressbar(files, label=sentence("Checking", locale), file=sys.stderr) as bar:
            yield from [_checked(file, locale) for file in bar]
    else:
        yield from (_checked(file, locale) for file in files)


_to = click.option(
    "--to",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=template("Format to write."),
)
_out = click.option("-o", "--out", metavar="OUT", help=template("File to write; by default standard output."))
_list_format = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=template("Format of what is printed."),
)
_language = click.option(
    "--locale",
    "_",
    type=click.Choice(LOCALES),
    expose_value=False,
    help=template("Language of messages and labels; by default that of your system."),
)


@click.group(
    help=template("Read, check and render annual reports on government information disclosure."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="govinfo-cn", prog_name="govinfo", help=template("Show the version and exit."))
@_language
def _govinfo() -> None:
    pass


@_govinfo.command(
    "check", help=template("Check reports. FILE is a report as text, HTML or JSON, or - for standard input.")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@_list_format
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default=str(Severity.ERROR),
    show_default=True,
    help=template("Exit with 1 if there is a finding of this kind or worse."),
)
@_language
@click.pass_obj
def _check(locale: str, files: tuple[str, ...], format_: str, fail_on: str) -> None:
    all_checked = []
    with _faults_in_words(STANDARD, locale):
        for checked in _files(files, locale):
            all_checked.append(checked)
            if format_ == "text":
                click.echo("\n".join(_text(checked, fail_on, locale)))
        summary = _summary(all_checked)
        if format_ == "json":
            _print_json({"files": [checked.to_dict(locale) for checked in all_checked], "summary": summary})
        elif len(files) > 1:
            click.echo(sentence(_SUMMARY, locale).format(**summary))
        sys.stdout.flush()
    if summary["unreadable"]:
        raise click.exceptions.Exit(2)
    if any(_fails(checked.result, fail_on) for checked in all_checked if checked.result is not None):
        raise click.exceptions.Exit(1)


@_govinfo.command(
    "render", help=template("Write a report in the official tables. FILE is a report, or - for standard input.")
)
@click.argument("file", metavar="FILE")
@click.option("--findings", "with_findings", is_flag=True, help=template("Draw the findings into the tables."))
@_to
@_out
@_language
@click.pass_obj
def _render(locale: str, file: str, format_: str, out: str | None, *, with_findings: bool) -> None:
    with _faults_in_words(file, locale):
        report = _open(file)
    with _faults_in_words(out or STANDARD, locale):
        write(render(report, format_, locale=locale, findings=check(report) if with_findings else ()), out)


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
@_to
@_out
@_language
@click.pass_obj
def _blank(  # noqa: PLR0917  click gives its object by position
    locale: str, edition: str, organ: str, year: int | None, format_: str, out: str | None
) -> None:
    report = Report.blank(int(edition), organ=clean(organ), year=year)
    with _faults_in_words(out or STANDARD, locale):
        write(render(report.replace(overview=(), problems=(), other_matters=()), format_, locale=locale), out)


@_govinfo.command("rules", help=template("List the rules."))
@_list_format
@_language
@click.pass_obj
def _rules(locale: str, format_: str) -> None:
    if format_ == "json":
        _print_json([_rule(rule, locale) for rule in installed_rules()])
        return
    for rule in installed_rules():
        known = _rule(rule, locale)
        click.echo(f"{rule.id}  {sentence(rule.severity, locale)}  {known['sentence']}")


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def command_line(locale: str) -> click.Group:
    """The commands, with their help in *locale*; they are run with it as well."""
    locale = locale_of(locale)
    group = cast("click.Group", _translated(_govinfo, locale))
    group.context_settings = {**group.context_settings, "obj": locale}
    return group


def _translated(command: click.Command, locale: str) -> click.Command:
    made = copy.copy(command)
    made.help = sentence(command.help or "", locale)
    made.params = [copy.copy(parameter) for parameter in command.params]
    for option in made.params:
        if isinstance(option, click.Option):
            option.help = sentence(option.help or "", locale)
    if isinstance(made, click.Group):
        made.commands = {name: _translated(inner, locale) for name, inner in made.commands.items()}
    return made


def _rule(rule: Rule, locale: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": str(rule.severity),
        "sentence": rule.sentence if locale == CHINESE else rule.english,
        "authority": str(rule.authority),
        "cites": label(rule.cites, locale),
        "editions": [int(edition) for edition in rule.editions],
        "caution": sentence(rule.caution, locale) if rule.caution else None,
    }


def _asked_locale(arguments: Sequence[str]) -> str:
    """The locale that the arguments ask for, or else the user's."""
    for i, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--locale":
            given = value if equals else (list(arguments[i + 1 : i + 2]) or [""])[0]
            with contextlib.suppress(UnknownLocale):
                return locale_of(given)
    return users_locale()


@contextlib.contextmanager
def _click_speaks(locale: str) -> Iterator[None]:
    """Let click find its own words in our catalog, as it asks gettext for them."""
    before = os.environ.get("LANGUAGE")
    gettext.bindtextdomain("messages", str(CATALOGS))
    os.environ["LANGUAGE"] = locale
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def main(arguments: Sequence[str] | None = None) -> None:
    """
    Run the command line.

    Args:
        arguments: those of the process by default.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    locale = _asked_locale(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a character shows another, and goes on
            stream.reconfigure(errors="replace")
    with _click_speaks(locale):
        command_line(locale).main(given, prog_name="govinfo")
