"""
The command ``govinfo waive``: somebody answers for what is found, until a day.
"""

import datetime

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import click

from ._checked import STANDARD
from ._find import SUFFIXES, Found, find
from ._options import faults_in_words, language, loaded_profile, open_report, profile_option
from ._text import clean
from ._write import write
from .check import check, installed_bonds, installed_rules
from .errors import UnknownRule, UnreadableReport, Unusable
from .finding import Finding
from .language import sentence, template
from .messages import named, words
from .profile import Profile
from .report import Report
from .waivers import LARGEST, Waiver, appended, loads, waiver_of


_NO_RULE: Final = template("there is no rule “{rule}”")
_NEAR_RULE: Final = template("there is no rule “{rule}”; did you mean {names}?")
_NO_DAY: Final = template("must be a day, such as 2027-01-31")
_PAST: Final = template("this day has passed")
_EMPTY: Final = template("must not be empty")
_ADDED: Final = template("Waived until {day}: {count}. Written to: {name}")
_NAMELESS: Final = template(
    "A report without the name of its organ or its year cannot be named in a waiver; add them to the document."
)
_BETWEEN: Final = template("{rule} is about several reports, which govinfo ledger asks; it cannot be waived")
_NOTHING: Final = template("There is nothing to waive.")


def _rules(context: click.Context, _: click.Parameter, rules: tuple[str, ...]) -> frozenset[str]:
    known = [rule.id for rule in installed_rules()]
    for rule in rules:
        if rule in {bond.id for bond in installed_bonds()}:
            raise click.BadParameter(words(_BETWEEN, {"rule": rule}, context.obj))
        if rule not in known:
            near = UnknownRule(rule, known).near
            raise click.BadParameter(
                words(_NEAR_RULE if near else _NO_RULE, {"rule": rule, "names": near}, context.obj)
            )
    return frozenset(rules)


def _day(context: click.Context, _: click.Parameter, value: str) -> datetime.date:
    try:
        day = datetime.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a day, wherever it is
    except ValueError:
        raise click.BadParameter(sentence(_NO_DAY, context.obj)) from None
    if day < datetime.date.today():  # noqa: DTZ011  the day of the user
        raise click.BadParameter(sentence(_PAST, context.obj))
    return day


def _text(context: click.Context, _: click.Parameter, value: str) -> str:
    if not clean(value):
        raise click.BadParameter(sentence(_EMPTY, context.obj))
    return value


@click.command(
    "waive",
    short_help=template("Let findings stand, with a reason, until a day."),
    help=template(
        "Let the findings of reports stand, with a reason, until a day: add them to a file of waivers for check "
        "--baseline. FILE is as for check. What stands in the file is kept as it is. With a profile, what is "
        "undetermined and blocks is waived as well."
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("-o", "--out", metavar="WAIVERS", required=True, help=template("File of waivers to add to."))
@click.option("--reason", metavar="TEXT", required=True, callback=_text, help=template("Why the findings may stand."))
@click.option("--author", metavar="TEXT", required=True, callback=_text, help=template("Who answers for them."))
@click.option(
    "--expires",
    metavar="YYYY-MM-DD",
    required=True,
    callback=_day,
    help=template("Last day on which they do not count."),
)
@click.option(
    "--rule",
    "rules",
    metavar="ID",
    multiple=True,
    callback=_rules,
    help=template("Only findings of this rule, such as T3-BALANCE; repeatable."),
)
@profile_option
@language
@click.pass_obj
def waive_command(  # noqa: PLR0917  click gives its object by position
    locale: str,
    files: tuple[str, ...],
    out: str,
    reason: str,
    author: str,
    expires: datetime.date,
    rules: frozenset[str],
    profile: str | None,
) -> None:
    """Add waivers of what is found to a file."""
    asked = loaded_profile(profile, locale)
    with faults_in_words(out, locale):
        data = _content(out)
        before = loads(data)
    added: list[Waiver] = []
    said: list[str] = []
    for found in find(files):
        with faults_in_words(found.name, locale):
            report = _opened(found)
        with faults_in_words(found.name, locale):
            if not report.organ.name or report.year is None:
                raise Unusable(_NAMELESS)
        for finding in tuple(_to_waive(report, asked, rules, (*before, *added))):
            added.append(waiver_of(finding, report, reason=reason, author=author, expires=expires))
            said.append(named(found.name, f"{finding.rule} {finding.message(locale)}", locale))
    if added:
        with faults_in_words(out, locale):
            write(appended(data, added), out)
        said.append(words(_ADDED, {"day": expires, "count": len(added), "name": out}, locale))
    click.echo("\n".join(said) or sentence(_NOTHING, locale), err=out == STANDARD)


def _content(out: str) -> bytes:
    """What the file of waivers contains so far."""
    if out == STANDARD or not Path(out).exists():
        return b""
    with Path(out).open("rb") as file:
        return file.read(LARGEST + 1)


def _opened(found: Found) -> Report:
    if isinstance(found.fault, OSError):
        raise found.fault
    if found.fault is not None:
        raise UnreadableReport(found.fault, suffixes=SUFFIXES)
    return open_report(found.name)


def _to_waive(
    report: Report, profile: Profile | None, rules: Collection[str], before: tuple[Waiver, ...]
) -> Iterator[Finding]:
    """What counts in a report and nobody answers for yet."""
    result = check(report, profile=profile).waive(report, before, datetime.date.today())  # noqa: DTZ011
    open_ = [finding for finding in result.undetermined if result.profile.blocks(finding)]
    yield from (finding for finding in (*result.findings, *open_) if not rules or finding.rule in rules)
