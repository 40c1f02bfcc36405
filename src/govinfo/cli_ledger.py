"""
The commands ``govinfo ledger`` and ``govinfo consolidate``.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ._checked import UNDETERMINED, Said
from ._options import (
    fail_on,
    faults_in_words,
    language,
    loaded_profile,
    out_file,
    print_json,
    print_pieces,
    profile_lines,
    profile_option,
    to_format,
)
from ._write import write
from .check import Result
from .collection import PARTS, Collection, collect, read_parts
from .consolidation import consolidate
from .disagreement import explain_ledger
from .errors import NotForLedger
from .finding import Finding
from .language import CHINESE, sentence, template
from .ledger import Key, Ledger, called, ledger
from .messages import named, report_name
from .naming import listed, written
from .organ import Organ
from .outputs import FORMATS, Judged, output
from .profile import PLAIN, gate
from .reconciliation import reconcile
from .renderers import render
from .together import Agreement


_HEAD: Final = template("Reports: {reports}; organs: {organs}; years: {years}.")
_UNSURE: Final = template("Not all of it could be read for certain (findings: {count}); see govinfo check.")
_MISSING: Final = template("Missing: {reports}.")
_BOUND: Final = template("Relations between reports: {held} hold, {violated} violated, {blank} not checkable.")
_EXPLAINED: Final = template("What explains it:")
_OPEN: Final = template("Which of these explains it cannot be told:")
_REST: Final = template("Not everything that does not agree is explained.")
_NO_PARTS: Final = template("The list of parts names none of “{name}”; --organ must be one of: {names}.")
_NO_YEAR: Final = template("The reports are on several years; say with --year which one is to be added up: {years}.")


_folder = click.argument("folder", metavar="DIR")
_parts = click.option(
    "--parts",
    "parts",
    metavar="FILE",
    help=template("A TOML list of governments and their parts; by default parts.toml in DIR, if there is one."),
)


@click.command(
    "ledger",
    short_help=template("Check the reports of a folder against each other: years, and governments and their parts."),
    help=template(
        "Check the reports of the folder DIR against each other: each year of an organ against the year before, and "
        "governments against their parts. What is wrong in a report by itself is what govinfo check says. The exit "
        "code is 1 if there is a finding that --fail-on or the profile asks for, and 2 if files could not be read."
    ),
)
@_folder
@_parts
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", *FORMATS]),
    default="text",
    show_default=True,
    help=template("Format of what is printed; sarif, github and junit are for programs that show findings."),
)
@profile_option
@fail_on
@language
@click.pass_obj
def ledger_command(  # noqa: PLR0917  click gives its object by position
    locale: str, folder: str, parts: str | None, format_: str, profile: str | None, fail_on: str | None
) -> None:
    """What the reports of a folder say of each other."""
    chosen = loaded_profile(profile, locale)
    found, members = _collected(folder, parts, locale)
    with faults_in_words(parts or folder, locale):
        book = ledger((report for _, report in found.reports.values()), members)
    result = reconcile(book, profile=chosen or PLAIN)
    blocks = gate(chosen, fail_on)
    if format_ in FORMATS:
        pieces = output(format_)(_judged(found, result), locale, profile=blocks, overrides=result.overrides)
        print_pieces(pieces)
    else:
        agreements = tuple(explain_ledger(book, result))
        if format_ == "json":
            print_json(_values(found, book, result, agreements, locale))
        else:
            shown = (*result.findings, *(result.undetermined if blocks.undetermined_blocks else ()))
            lines = _lines(found, book, result, shown, agreements, locale)
            click.echo("\n".join((*profile_lines(chosen, result.overrides, locale), *lines)))
    if found.left_out:
        raise click.exceptions.Exit(2)
    if any(map(blocks.blocks, (*result.findings, *result.undetermined))):
        raise click.exceptions.Exit(1)


def _judged(found: Collection, result: Result) -> Iterator[Judged]:
    """What is said of each file; a finding on several reports is about the first of them."""
    yield from (Judged(name=checked.file, fault=checked.fault) for checked in found.left_out)
    files = {str(key): file for key, (file, _) in found.reports.items()}
    about: dict[str, tuple[list[Finding], list[Finding]]] = {file: ([], []) for file in files.values()}
    for place, findings in enumerate((result.findings, result.undetermined)):
        for finding in findings:
            name = next((files[report] for report in finding.reports if report in files), finding.reports[0])
            about.setdefault(name, ([], []))[place].append(finding)
    for name, (violated, open_) in about.items():
        yield Judged(name=name, findings=tuple(violated), undetermined=tuple(open_), rules=result.rules)


def _collected(folder: str, parts: str | None, locale: str) -> tuple[Collection, dict[str, tuple[str, ...]]]:
    """The reports of a folder, and the list of parts that goes with them."""
    listed_in = Path(folder) / PARTS
    with faults_in_words(folder, locale):
        if not Path(folder).is_dir():
            raise NotADirectoryError
    with faults_in_words(parts or str(listed_in), locale):
        members = read_parts(parts) if parts else read_parts(listed_in) if listed_in.is_file() else {}
    return collect([folder], locale=locale), members


def _lines(  # noqa: PLR0917  what there is to print
    found: Collection,
    book: Ledger,
    result: Result,
    shown: Sequence[Finding],
    agreements: Sequence[Agreement[Key]],
    locale: str,
) -> Iterator[str]:
    yield from _unsure(found, locale)
    if not book.reports:
        return
    years = sorted({str(key.year) for key in book.reports})
    span = ("—" if locale == CHINESE else "–").join(dict.fromkeys(years[:1] + years[-1:]))
    yield written(_HEAD, locale, reports=len(book.reports), organs=len(book.organs), years=span)
    if book.missing:
        yield written(_MISSING, locale, reports=listed((report_name(str(key), locale) for key in book.missing), locale))
    about = ""
    for finding in shown:
        if finding.reports[0] != about:
            about = finding.reports[0]
            yield report_name(about, locale)
        said = Said.of(finding, locale)
        word = said.verdict if said.verdict == UNDETERMINED else said.severity
        yield f"  {sentence(word, locale)} {said.rule} {said.message}"
    for agreement in agreements:
        yield from _explained(agreement, locale)
    counts = {"held": result.held, "violated": len(result.findings), "blank": len(result.undetermined)}
    yield written(_BOUND, locale, **counts)


def _unsure(found: Collection, locale: str) -> Iterator[str]:
    """The files that have no report, and those of which not all could be read for certain."""
    yield from (named(checked.file, checked.fault or "", locale) for checked in found.left_out)
    for file, report in found.reports.values():
        if report.reading and report.reading.findings:
            yield named(file, written(_UNSURE, locale, count=len(report.reading.findings)), locale)


def _explained(agreement: Agreement[Key], locale: str) -> Iterator[str]:
    """What may be wrong, where it is known; of relations that hang together what would explain them stands together."""
    for group in agreement.groups:
        yield sentence(_EXPLAINED if len(group) == 1 else _OPEN, locale)
        yield from (f"  {number}. {one.message(locale)}" for number, one in enumerate(group, start=1))
    if not agreement.is_complete:
        yield sentence(_REST, locale)


def _values(
    found: Collection, book: Ledger, result: Result, agreements: Sequence[Agreement[Key]], locale: str
) -> Mapping[str, Any]:
    return {
        "reports": [{"file": file, **attrs.asdict(key)} for key, (file, _) in found.reports.items()],
        "missing": [attrs.asdict(key) for key in book.missing],
        "unreadable": [checked.to_dict() for checked in found.left_out],
        **result.to_dict(locale),
        "explanations": [
            [one.to_dict(locale) for one in group] for agreement in agreements for group in agreement.groups
        ],
        "is_explained": all(agreement.is_complete for agreement in agreements),
    }


@click.command(
    "consolidate",
    short_help=template("Add up the reports of a folder to that of a government."),
    help=template(
        "Add up the reports of the folder DIR to the report of a government. Who is in it, who is missing and what "
        "stays blank is said on the error output. The exit code is 1 if something is missing or blank, and 2 if files "
        "could not be read."
    ),
)
@_folder
@click.option(
    "--organ", metavar="NAME", default="", help=template("Name of the government, whose own report is no part.")
)
@click.option("--year", type=click.IntRange(1949, 9999), help=template("Year that is added up."))
@_parts
@to_format
@out_file
@language
@click.pass_obj
def consolidate_command(  # noqa: PLR0917  click gives its object by position
    locale: str, folder: str, organ: str, year: int | None, parts: str | None, format_: str, out: str | None
) -> None:
    """The sum of the reports of a folder."""
    found, members = _collected(folder, parts, locale)
    for line in _unsure(found, locale):
        click.echo(line, err=True)
    with faults_in_words(folder, locale):
        if members and called(organ) not in members:
            raise NotForLedger(_NO_PARTS, name=organ, names=tuple(members))
        reports = [report for _, (_, report) in sorted(_of_year(found, year).items())]
        made = consolidate(reports, Organ(organ), expected=members.get(called(organ), ()))
    for line in made.lines(locale):
        click.echo(line, err=True)
    with faults_in_words(out or folder, locale):
        write(render(made.report, format_, locale=locale), out)
    if found.left_out:
        raise click.exceptions.Exit(2)
    if not made.is_complete:
        raise click.exceptions.Exit(1)


def _of_year(found: Collection, year: int | None) -> dict[Key, tuple[str, Any]]:
    """
    The reports on one year.

    Raises:
        NotForLedger: they are on several, and none is asked for.
    """
    years = sorted({key.year for key in found.reports})
    if year is None and len(years) > 1:
        raise NotForLedger(_NO_YEAR, years=tuple(map(str, years)))
    return {key: read for key, read in found.reports.items() if year in {None, key.year}}
