"""
The exceptions of this library. Faults *in a report* are findings, not exceptions.

::

    GovinfoError
    ├── UnknownName          a name that is not known, with the near ones
    │   ├── UnknownCell      (also KeyError)
    │   ├── UnknownBlock     (also KeyError)
    │   ├── UnknownEdition   (also ValueError)
    │   ├── UnknownFormat    (also LookupError)
    │   ├── UnknownLocale    (also LookupError)
    │   └── UnknownRule      (also LookupError)
    ├── NotOnForm            a figure for a cell that this report's form does not have (also ValueError)
    ├── Unusable             what was given cannot be used, with the reason in words (also ValueError)
    │   ├── UnreadableReport what was given cannot be read as one report
    │   ├── UnreadableProfile what was given cannot be read as a profile
    │   ├── UnreadableWaivers what was given cannot be read as a file of waivers
    │   └── NotForLedger     reports that cannot stand in one ledger
    └── ReportHasErrors      raised on request only, by Result.raise_for_errors()
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs


if TYPE_CHECKING:
    from .finding import Finding


class GovinfoError(Exception):
    """The base of all exceptions of this library."""


class UnknownName(GovinfoError):
    """
    A name that is not known.

    Attributes:
        name: what was asked for.
        known: every name that would have been understood.
        near: the known names that look like it, best first.
    """

    kind = "name"

    def __init__(self, name: object, known: Iterable[object]) -> None:
        self.name = name
        self.known = tuple(str(k) for k in known)
        from difflib import get_close_matches  # noqa: PLC0415  for mistakes only

        self.near = tuple(get_close_matches(str(name), self.known, n=3, cutoff=0.6))
        super().__init__(name, self.known)

    def __str__(self) -> str:
        hint = self.near or (self.known if len(self.known) <= 12 else ())
        names = ", ".join(hint)
        ask = f"; did you mean {names}?" if self.near else (f"; known are {names}" if hint else "")
        return f"unknown {self.kind} {self.name!r}{ask}"


class UnknownCell(UnknownName, KeyError):
    """There is no cell of this path in any edition."""

    kind = "cell"


class UnknownBlock(UnknownName, KeyError):
    """There is no block of this path in any edition."""

    kind = "block"


class UnknownEdition(UnknownName, ValueError):
    """There is no official edition of this year."""

    kind = "edition"


class UnknownFormat(UnknownName, LookupError):
    """No renderer, or no reader, of this name is installed."""

    kind = "format"


class UnknownLocale(UnknownName, LookupError):
    """The library does not speak this language."""

    kind = "locale"


class UnknownRule(UnknownName, LookupError):
    """There is no rule of this id."""

    kind = "rule"


class NotOnForm(GovinfoError, ValueError):
    """A figure was given for a cell that is not on the form that this report uses."""


@attrs.frozen
class Fault:
    """One thing that is wrong in a document: the path of the place, and what it must be (English, with ``{names}``)."""

    path: str
    template: str
    names: tuple[str, ...] = ()


class Unusable(GovinfoError, ValueError):
    """
    What was given cannot be used.

    Attributes:
        template: what is wrong and what to do, with ``{names}`` for the *fields*.
        fields: what the template speaks of.
        document: the name of the document, or None.
    """

    def __init__(self, template: str, *, document: str | None = None, **fields: Any) -> None:
        self.template = template
        self.fields: Mapping[str, Any] = fields
        self.document = document
        super().__init__(template)

    def message(self, locale: str = "zh_Hans") -> str:
        """The same in words of *locale*, after the name of the document."""
        from .messages import named  # noqa: PLC0415  the words are loaded late

        return named(self.document, self.fault(locale), locale) if self.document else self.fault(locale)

    def fault(self, locale: str = "zh_Hans") -> str:
        """The same without the name of the document."""
        from .messages import words  # noqa: PLC0415

        return words(self.template, self.fields, locale)

    def __str__(self) -> str:
        return self.message("en")

    def __reduce__(self) -> tuple[Any, ...]:
        return (_unusable, (type(self), self.template, self.document, dict(self.fields)))


def _unusable(kind: type[Unusable], template: str, document: str | None, fields: dict[str, Any]) -> Unusable:
    return kind(template, document=document, **fields)


class UnreadableReport(Unusable):
    """What was given cannot be read as one report."""


class UnreadableProfile(Unusable):
    """What was given cannot be read as a profile, or there is none of this name."""


class UnreadableWaivers(Unusable):
    """What was given cannot be read as a file of waivers."""


class NotForLedger(Unusable):
    """Reports, or a list of parts, that cannot stand in one ledger."""


class ReportHasErrors(GovinfoError):
    """
    A report has findings of severity *error*.

    Attributes:
        findings: these findings.
    """

    def __init__(self, findings: tuple["Finding", ...]) -> None:
        self.findings = findings
        super().__init__(findings)

    def __str__(self) -> str:
        return "\n".join(finding.message("en") for finding in self.findings)
