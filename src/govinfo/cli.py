"""
The command line: ``govinfo check``, ``render``, ``blank`` and ``rules``, in Chinese or English.

Exit codes: 0 nothing found of the kind that was asked for, 1 found, 2 unreadable or misused.
"""

import contextlib
import gettext
import json
import os
import sys
import tempfile

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import click

from .check import Result, check, installed_rules
from .editions import Edition
from .errors import UnknownLocale, UnreadableReport
from .finding import Finding, Severity
from .language import CATALOGS, CHINESE, LOCALES, label, locale_of, sentence, users_locale
from .readers import read
from .renderers import render, renderers
from .report import Report
from .rule import Rule


#: What ``--fail-on`` takes: severities, and relations that blanks leave open.
UNDETERMINED: Final = "undetermined"
FAIL_ON: Final = (*map(str, Severity), UNDETERMINED)

#: The name that stands for standard input.
STANDARD_INPUT: Final = "-"


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

    def fails(self, on: str) -> bool:
        """Whether there is something of the kind that *on* asks for."""
        if self.result is None:
            return True
        if on == UNDETERMINED:
            return bool(self.result.findings or self.result.undetermined)
        return bool(self.result.at_least(on))

    def to_dict(self, locale: str) -> dict[str, Any]:
        """The same as plain values for JSON."""
        if self.report is None or self.result is None:
            return {"file": self.file, "unreadable": self.fault}
        organ = self.report.organ.name
        return {"file": self.file, "organ": organ, "year": self.report.year, **self.result.to_dict(locale)}


def _open(file: str) -> Report:
    if file == STANDARD_INPUT:
        return read(click.get_binary_stream("stdin"))
    return read(file)


def _checked(file: str, locale: str) -> Checked:
    """Read and check one file; whatever is wrong with it becomes words."""
    try:
        report = _open(file)
    except UnreadableReport as error:
        return Checked(file, fault=attrs_message(error, locale))
    except OSError as error:
        return Checked(file, fault=_os_fault(error, locale))
    return Checked(file, report, check(report))


def attrs_message(error: UnreadableReport, locale: str) -> str:
    """What an unreadable report says, without the name of the document."""
    return error.message(locale).removeprefix(f"{error.document}: ")


def _os_fault(error: OSError, locale: str) -> str:
    known = {
        FileNotFoundError: sentence("There is no such file.", locale),
        IsADirectoryError: sentence("This is a folder; give the files in it.", locale),
        PermissionError: sentence("There is no permission for this file.", locale),
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
        yield f"{checked.file}: {checked.fault}"
        return
    name = " ".join(str(part) for part in (report.organ.name, report.year) if part)
    yield f"{checked.file}: {name}" if name else f"{checked.file}:"
    yield from _finding_lines(result.findings, locale)
    if on == UNDETERMINED:
        yield from _finding_lines(result.undetermined, locale)
    violated = sum(finding.left is not None for finding in result.findings)
    blank = sum(finding.left is not None for finding in result.undetermined)
    template = (
        "{held} reconciliation relations hold, {violated} are violated, {blank} cannot be checked because of blanks."
    )
    yield "  " + sentence(template, locale).format(held=result.held, violated=violated, blank=blank)


def _summary(all_checked: Sequence[Checked], locale: str) -> dict[str, int]:
    results = [checked.result for checked in all_checked if checked.result is not None]
    count = {str(s): sum(any(f.severity is s for f in result.findings) for result in results) for s in Severity}
    return {"files": len(all_checked), "unreadable": len(all_checked) - len(results), **count}


def _write(content: str | bytes, out: str | None) -> None:
    """Write all of it or nothing: a file is put in place when it is complete."""
    data = content.encode() if isinstance(content, str) else content
    if out is None or out == STANDARD_INPUT:
        stream = click.get_binary_stream("stdout")
        stream.write(data)
        stream.flush()
        return
    target = Path(out).resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(handle, "wb") as file:
            file.write(data)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _fail(text: str) -> None:
    click.echo(text, err=True)
    raise click.exceptions.Exit(2)


def _files(files: tuple[str, ...], *, is_shown: bool, locale: str) -> Iterator[Checked]:
    """Check the files one after another, with a bar on a terminal if there are several."""
    if is_shown and len(files) > 1 and sys.stderr.isatty():
        text = sentence("Checking", locale)
        with click.progressbar(files, label=text, file=sys.stderr) as bar:
            yield from [_checked(file, locale) for file in bar]
    else:
        yield from (_checked(file, locale) for file in files)


def command_line(locale: str) -> click.Group:
    """The commands, with their help in *locale*."""

    def say(text: str) -> str:
        return sentence(text, locale)

    language = click.option(
        "--locale",
        "_",
        type=click.Choice(LOCALES),
        expose_value=False,
        help=say("Language of messages and labels; by default that of your system."),
    )

    def output(command: Callable[..., Any]) -> Callable[..., Any]:
        to = click.option(
            "--to",
            "format_",
            type=click.Choice(list(renderers())),
            default="text",
            show_default=True,
            help=say("Format to write."),
        )
        out = click.option("-o", "--out", metavar="OUT", help=say("File to write; by default standard output."))
        return to(out(language(command)))

    @click.group(
        help=say("Read, check and render annual reports on government information disclosure."),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.version_option(package_name="govinfo-cn", prog_name="govinfo")
    @language
    def group() -> None:
        pass

    @group.command("check", help=say("Check reports. FILE is a report as text, HTML or JSON, or - for standard input."))
    @click.argument("files", metavar="FILE...", nargs=-1, required=True)
    @click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=say("Format of the findings."),
    )
    @click.option(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        default=str(Severity.ERROR),
        show_default=True,
        help=say("Exit with 1 if there is a finding of this kind or worse."),
    )
    @language
    def check_(files: tuple[str, ...], format_: str, fail_on: str) -> None:
        all_checked = []
        for checked in _files(files, is_shown=True, locale=locale):
            all_checked.append(checked)
            if format_ == "text":
                click.echo("\n".join(_text(checked, fail_on, locale)))
        summary = _summary(all_checked, locale)
        if format_ == "json":
            value = {"files": [checked.to_dict(locale) for checked in all_checked], "summary": summary}
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        elif len(files) > 1:
            template = "{files} files: {unreadable} unreadable, {error} with errors, {warning} with warnings, {hint} with hints."
            click.echo(say(template).format(**summary))
        if summary["unreadable"]:
            raise click.exceptions.Exit(2)
        if any(checked.fails(fail_on) for checked in all_checked):
            raise click.exceptions.Exit(1)

    @group.command(
        "render", help=say("Write a report in the official tables. FILE is a report, or - for standard input.")
    )
    @click.argument("file", metavar="FILE")
    @click.option("--findings", "with_findings", is_flag=True, help=say("Draw the findings into the tables."))
    @output
    def render_(file: str, format_: str, out: str | None, with_findings: bool) -> None:  # noqa: FBT001
        try:
            report = _open(file)
            _write(render(report, format_, locale=locale, findings=check(report) if with_findings else ()), out)
        except UnreadableReport as error:
            _fail(f"{file}: {attrs_message(error, locale)}")
        except OSError as error:
            _fail(f"{error.filename or file}: {_os_fault(error, locale)}")

    @group.command("blank", help=say("Write an empty form."))
    @click.option(
        "--edition",
        type=click.Choice([str(int(e)) for e in Edition]),
        default=str(int(max(Edition))),
        show_default=True,
        help=say("Edition of the form."),
    )
    @click.option("--organ", default="", help=say("Name of the organ."))
    @click.option("--year", type=int, help=say("Year reported on."))
    @output
    def blank_(edition: str, organ: str, year: int | None, format_: str, out: str | None) -> None:
        try:
            report = Report.blank(int(edition), organ=organ, year=year).replace(
                overview=(), problems=(), other_matters=()
            )
            _write(render(report, format_, locale=locale), out)
        except OSError as error:
            _fail(f"{error.filename or out}: {_os_fault(error, locale)}")
        except ValueError:
            _fail(say("The name of the organ must be one line of plain text."))

    @group.command("rules", help=say("List the rules."))
    @click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=say("Format of the list."),
    )
    @language
    def rules_(format_: str) -> None:
        if format_ == "json":
            click.echo(json.dumps([_rule(rule, locale) for rule in installed_rules()], ensure_ascii=False, indent=2))
            return
        for rule in installed_rules():
            known = _rule(rule, locale)
            click.echo(f"{rule.id}  {sentence(rule.severity, locale)}  {known['sentence']}")

    return group


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
    with _click_speaks(locale):
        command_line(locale).main(given, prog_name="govinfo")
