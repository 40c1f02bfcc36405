"""
Workflow commands of GitHub, which shows them beside the lines that they are about.

A line each: ``::error file=…,line=…,title=…::message``. In a message ``%``, carriage return and line feed are escaped,
in a property ``:`` and ``,`` as well; so nothing that a report says can be taken for a command.
"""

import re

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ..finding import Finding, Severity, Verdict
from ..language import CHINESE, locale_of
from ..profile import PLAIN, Override, Profile
from .judged import Judged, encodable, line_of


_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def github(
    judged: Iterable[Judged],
    locale: str = CHINESE,
    *,
    profile: Profile = PLAIN,
    overrides: Sequence[Override] = (),  # noqa: ARG001  all outputs are asked alike
) -> Iterator[str]:
    r"""
    Findings as workflow commands of GitHub, piece by piece.

    What is undetermined is a notice, or an error if it blocks; what is waived is for debugging only.

    Args:
        judged: what is said of each document.
        locale: language of the messages.
        profile: what decides what blocks.
        overrides: what the profile has changed; the levels show it already.

    >>> "".join(github([Judged(name="a,b.txt", fault="100% wrong")]))
    '::error file=a%2Cb.txt,title=govinfo::100%25 wrong\n'
    """
    locale = locale_of(locale)
    for one in judged:
        if one.fault is not None:
            yield _command("error", {"file": one.name, "title": "govinfo"}, one.fault)
        for finding, text in one.in_words(locale):
            yield _command(_level(finding, profile), _place(one.name, finding), text)
        for stale in one.stale:
            yield _command("notice", {"file": one.name, "title": "govinfo"}, stale.message(locale))
        for waived in one.waived:
            said = f"{one.name} {waived.finding.rule} {waived.waiver.message(locale)}\n{waived.finding.message(locale)}"
            yield _command("debug", {}, said)


def _level(finding: Finding, profile: Profile) -> str:
    if finding.verdict is Verdict.UNDETERMINED:
        return "error" if profile.blocks(finding) else "notice"
    return _LEVELS[finding.severity]


def _place(name: str, finding: Finding) -> dict[str, str]:
    line = line_of(finding)
    return {"file": name, **({"line": str(line)} if line else {}), "title": finding.rule}


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    said = ",".join(f"{key}={_escaped(value, '%,:')}" for key, value in properties.items())
    return encodable(f"::{name}{' ' if said else ''}{said}::{_escaped(message, '%')}\n")


def _escaped(text: str, what: str) -> str:
    return re.sub(rf"[{what}\r\n]", lambda found: f"%{ord(found[0]):02X}", text)
