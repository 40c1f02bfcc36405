"""
Findings: what is wrong in a report, or cannot be told, as values; their words are made late, in `messages.py`.
"""

import enum

from collections.abc import Mapping
from typing import Any

import attrs

from .cells import Cell
from .editions import Edition
from .language import CHINESE


class Severity(enum.StrEnum):
    """
    How much a finding matters.

    >>> Severity.HINT < Severity.WARNING < Severity.ERROR
    True
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    def __lt__(self, other: str) -> bool:
        order = list(Severity)
        return order.index(self) > order.index(Severity(other))

    def __le__(self, other: str) -> bool:
        return self == other or self < other

    def __gt__(self, other: str) -> bool:
        return not self <= other

    def __ge__(self, other: str) -> bool:
        return not self < other


class Verdict(enum.StrEnum):
    """What a rule says of one place of a report."""

    HOLDS = "holds"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"  #: a blank takes part, or what the rule needs is not known


class Authority(enum.StrEnum):
    """What a rule rests on."""

    FORM = "form"  #: words printed on the official form
    REGULATION = "regulation"  #: 《中华人民共和国政府信息公开条例》 or a document that carries it out
    PRACTICE = "practice"  #: notices of local offices, and what published reports have in common
    READING = "reading"  #: no rule of the report: something about the document that was read


class Status(enum.StrEnum):
    """What the document shows where a figure is due."""

    PRINTED = "printed"  #: a figure
    INFERRED = "inferred"  #: a figure that was worked out from a run of figures
    BLANK = "blank"  #: nothing
    MARK = "mark"  #: a mark that says so, such as / or 无
    UNREADABLE = "unreadable"  #: something else; the text is kept


@attrs.frozen
class Source:
    """
    Where something was read, and what is printed there. Numbers start at 1; what does not apply is None.

    Attributes:
        text: as printed.
        status: how it was understood.
        document: name of the document.
        page: of the document.
        table: which of its tables.
        line: of a text, or row of a table.
        column: which cell of that line or row.
    """

    text: str
    status: Status = Status.PRINTED
    document: str | None = None
    page: int | None = None
    table: int | None = None
    line: int | None = None
    column: int | None = None

    def saying(self, text: str, status: Status | None = None) -> "Source":
        """The same place with another text, or one that is understood in another way."""
        return Source(text, status or self.status, self.document, self.page, self.table, self.line, self.column)


@attrs.frozen
class Term:
    """
    One cell in a sum: the figure there, how often it counts, and where it was read.

    Attributes:
        report: the name of its report, where the sum is about several.
    """

    cell: Cell
    coefficient: int
    figure: int | None
    source: Source | None = None
    report: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether there is a number; whatever a program may have put there instead is none, like a blank."""
        return isinstance(self.figure, int | float)


@attrs.frozen
class Side:
    """One side of a relation: its terms and a constant."""

    terms: tuple[Term, ...]
    constant: int = 0

    @property
    def total(self) -> int | None:
        """The sum; None if a blank takes part, because a blank is not zero, or something that is no number."""
        if not all(term.is_number for term in self.terms):
            return None
        return self.constant + sum(term.coefficient * (term.figure or 0) for term in self.terms)


@attrs.frozen
class Basis:
    """What a finding rests on: the rule in Chinese and in English, its authority and its citation."""

    sentence: str
    english: str
    authority: Authority
    cites: str


@attrs.frozen(kw_only=True)
class Finding:
    """
    One thing that a rule says of a report.

    Attributes:
        rule: id of the rule, such as ``T3-BALANCE``.
        severity: error, warning or hint.
        verdict: violated, or undetermined.
        section: name of the section it is about; None for the whole report.
        cells: the cells that take part.
        edition: of the form whose labels name these cells.
        left: one side of a relation.
        right: the other side.
        sense: ``=`` if both sides must be equal, ``≥`` if the left one must not be less.
        template: the message, in English, with ``{names}`` for the *fields*.
        fields: what the template speaks of.
        sources: where it was read.
        basis: what it rests on.
        reports: the names of the reports that it is about, where these are several.
    """

    rule: str
    severity: Severity
    basis: Basis
    verdict: Verdict = Verdict.VIOLATED
    section: str | None = None
    cells: tuple[Cell, ...] = ()
    edition: Edition | None = None
    left: Side | None = None
    right: Side | None = None
    sense: str | None = None
    template: str
    fields: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    sources: tuple[Source, ...] = ()
    reports: tuple[str, ...] = ()

    @property
    def difference(self) -> int | None:
        """Left side less right side; None without sides or with a blank."""
        if self.left is None or self.right is None or self.left.total is None or self.right.total is None:
            return None
        return self.left.total - self.right.total

    def message(self, locale: str = CHINESE) -> str:
        """
        The finding in words: cells as the form prints them, both sides, where they were read, and the basis.

        Raises:
            UnknownLocale: it is neither Chinese nor English.
        """
        from .messages import message  # noqa: PLC0415  the words are loaded late

        return message(self, locale)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The finding as plain values for JSON; the keys never change their meaning."""
        known = {
            "rule": self.rule,
            "severity": self.severity.value,
            "verdict": self.verdict.value,
            "section": self.section,
            "reports": list(self.reports),
            "cells": [cell.path for cell in self.cells],
            "left": _side(self.left),
            "right": _side(self.right),
            "sense": self.sense,
            "difference": self.difference,
            "sources": [_source(source) for source in self.sources],
            "message": self.message(locale),
            "basis": attrs.asdict(self.basis, value_serializer=lambda _, __, v: str(v)),
        }
        return {key: value for key, value in known.items() if value not in (None, [])}


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    terms = [
        {
            "cell": t.cell.path,
            "coefficient": t.coefficient,
            "figure": t.figure,
            **({"report": t.report} if t.report else {}),
            **({"source": _source(t.source)} if t.source else {}),
        }
        for t in side.terms
    ]
    return {"terms": terms, "constant": side.constant, "total": side.total}


def _source(source: Source) -> dict[str, Any]:
    known = {field.name: getattr(source, field.name) for field in attrs.fields(Source)}
    return {name: str(v) if isinstance(v, enum.Enum) else v for name, v in known.items() if v is not None}
