"""
Waivers: findings that somebody answers for until a day, in a file that checking reads and never writes.

A waiver hides the finding that it was written for, and no other: the same rule, organ, year, cells, and the same
figures in these cells. When one of the figures changes, or its day has passed, the finding is back::

    [[waiver]]
    rule = "T3-BALANCE"
    organ = "某市"
    year = 2024
    reason = "上年数据口径调整，已报备。"
    author = "王某"
    expires = 2026-03-31

    [waiver.figures]
    "applications.received.total" = 4
    "applications.brought_forward.total" = "blank"

What a finding says besides figures, such as a section that is missing or the text of a row, is held by a digest of its
message before it is put into words and of its fields, under the key ``says``.
"""

import datetime
import os
import re

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from ._text import clean
from ._toml import parse_toml, read_toml
from .canonical import PREFIX, digest
from .cells import Cell
from .digest import plain
from .errors import UnknownCell, UnreadableWaivers
from .finding import Finding
from .language import CHINESE, template
from .report import YEARS, Report


#: The largest file of waivers, in bytes.
LARGEST: Final = 8_000_000

#: What stands in a file for the figure of a blank cell.
BLANK: Final = "blank"


@attrs.frozen(kw_only=True)
class Waiver:
    """
    A finding that somebody answers for.

    Attributes:
        rule: id of the rule.
        organ: name of the organ that reports, as it stands in the report.
        year: the year reported on; None if the report names none.
        figures: path of each cell of the finding, and what stood there when the waiver was written: a whole number,
            ``blank``, or the Python text of something that is neither after an equals sign.
        says: digest of what the finding says besides; None for a relation, of which its figures say all.
        reason: why the finding may stand.
        author: who says so.
        expires: the last day on which it is hidden.
        number: which entry of its file it is, from 1; None if it is of no file.
    """

    rule: str
    organ: str
    year: int | None
    figures: Mapping[str, int | str] = attrs.field(factory=dict, hash=False)
    says: str | None = None
    reason: str
    author: str
    expires: datetime.date
    number: int | None = attrs.field(default=None, eq=False)

    @property
    def key(self) -> tuple[object, ...]:
        """What a finding must have for this waiver to be of it."""
        return (self.rule, self.organ, self.year, frozenset(self.figures.items()), self.says)

    def message(self, locale: str = CHINESE) -> str:
        """Who answers for it, why, and until when."""
        from .messages import words  # noqa: PLC0415  the words are loaded late

        return words(_WAIVED, {"reason": self.reason, "author": self.author, "day": self.expires}, locale)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values; keys that say nothing are left out."""
        known = attrs.asdict(self, filter=attrs.filters.exclude("number")) | {"figures": dict(self.figures)}
        return {key: value for key, value in known.items() if value not in (None, {})}


@attrs.frozen
class Waived:
    """A finding and the waiver that hides it."""

    finding: Finding
    waiver: Waiver

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The finding as plain values for JSON, with its waiver."""
        waiver = self.waiver
        return self.finding.to_dict(locale) | {
            "waiver": {"reason": waiver.reason, "author": waiver.author, "expires": waiver.expires.isoformat()}
        }


@attrs.frozen
class Stale:
    """A waiver of this report that hides nothing: its finding is gone, is another one now, or its day has passed."""

    waiver: Waiver
    is_over: bool

    def message(self, locale: str = CHINESE) -> str:
        """What is to be done about it, in words."""
        from .messages import words  # noqa: PLC0415

        fields = {"number": self.waiver.number or "-", "rule": self.waiver.rule, "day": self.waiver.expires}
        return words(_OVER if self.is_over else _STALE, fields, locale)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        waiver = self.waiver
        known = {"entry": waiver.number, "rule": waiver.rule, "expires": waiver.expires.isoformat()}
        return {key: value for key, value in known.items() if value is not None} | {"is_over": self.is_over}


_WAIVED: Final = template("Waived until {day} by {author}: {reason}")
_OVER: Final = template("Waiver {number} ({rule}): its day, {day}, has passed.")
_STALE: Final = template("Waiver {number} ({rule}) matches nothing that was found.")


def waiver_of(finding: Finding, report: Report, *, reason: str, author: str, expires: datetime.date) -> Waiver:
    """
    The waiver of a finding of a report.

    >>> from govinfo.check import check
    >>> report = Report.blank(2021, organ="某局", year=2023).replace({Cell("disputes.reconsideration.total"): -1})
    >>> (finding,) = check(report).of_rule("N-COUNT")
    >>> waiver_of(finding, report, reason="…", author="…", expires=datetime.date(2026, 1, 1)).figures
    {'disputes.reconsideration.total': -1}
    """
    return Waiver(
        rule=finding.rule,
        organ=report.organ.name,
        year=report.year,
        figures={cell.path: _figure(report[cell]) for cell in finding.cells},
        says=None if finding.left else digest(plain([finding.template, finding.verdict, finding.fields])),
        reason=reason,
        author=author,
        expires=expires,
    )


def _figure(figure: object) -> int | str:
    if figure is None:
        return BLANK
    return figure if type(figure) is int else f"={figure!r}"


_ANY_DAY: Final = datetime.date.max


def sort_out(
    findings: Iterable[Finding], report: Report, waivers: Iterable[Waiver], today: datetime.date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...], tuple[Stale, ...]]:
    """
    The findings of a report that nobody answers for, those that somebody does, and the waivers of it that hide nothing.

    Each waiver hides one finding, so that a second one like it is told.

    Args:
        findings: of the report, violated or undetermined.
        report: the report.
        waivers: those of other organs and years are passed over.
        today: the day on which a waiver must not be over.
    """
    name, year = report.organ.name, report.year
    # Of a report without a name or year nobody can tell which one it is.
    ours = [waiver for waiver in waivers if name and year and (waiver.organ, waiver.year) == (name, year)]
    waiting: defaultdict[tuple[object, ...], list[Waiver]] = defaultdict(list)
    for waiver in reversed(ours):
        if waiver.expires >= today:
            waiting[waiver.key].append(waiver)
    left, waived = [], []
    for finding in findings:
        of_it = waiting.get(waiver_of(finding, report, reason="", author="", expires=_ANY_DAY).key) if waiting else None
        if of_it:
            waived.append(Waived(finding, of_it.pop()))
        else:
            left.append(finding)
    hidden = {id(one.waiver) for one in waived}
    stale = tuple(Stale(waiver, waiver.expires < today) for waiver in ours if id(waiver) not in hidden)
    return tuple(left), tuple(waived), stale


# The file.


def load(path: str | os.PathLike[str]) -> tuple[Waiver, ...]:
    """
    The waivers of a file, in its order.

    Raises:
        UnreadableWaivers: it is no such file; the message names the entry and what is wrong with it.
        OSError: it cannot be read.
    """
    return _all(read_toml(Path(path), UnreadableWaivers, most=LARGEST), Path(path).name)


def loads(data: bytes, *, document: str | None = None) -> tuple[Waiver, ...]:
    """
    The same for what a file contains.

    Raises:
        UnreadableWaivers: as in `load`.
    """
    return _all(parse_toml(data, UnreadableWaivers, most=LARGEST, document=document), document)


def appended(data: bytes, waivers: Sequence[Waiver], *, document: str | None = None) -> bytes:
    """
    What a file of waivers contains with some more: every byte of what stands there, and then these.

    Args:
        data: what the file contains; empty for a new one.
        waivers: those to add.
        document: what to call the file in messages.

    Raises:
        UnreadableWaivers: the file is none of waivers, or is written so that nothing can be added at its end.
    """
    before = loads(data, document=document)
    text = "\n".join(map(_written, waivers))
    gap = "" if not data or not text else "\n" if data.endswith(b"\n") else "\n\n"
    made = data + (gap + text).encode()
    try:
        is_whole = loads(made) == (*before, *waivers)
    except UnreadableWaivers:
        is_whole = False
    if not is_whole:
        raise UnreadableWaivers(_CLOSED, document=document)
    return made


def _written(waiver: Waiver) -> str:
    """An entry of a file."""
    import tomli_w  # noqa: PLC0415  for writing only

    entry = waiver.to_dict()
    figures = entry.pop("figures", None)
    below = "\n" + tomli_w.dumps({"waiver": {"figures": figures}}) if figures else ""
    return f"[[waiver]]\n{tomli_w.dumps(entry)}{below}"


_CLOSED: Final = template(
    "Nothing can be added at the end of this file; its entries must each begin with a line of their own, [[waiver]]."
)
_OTHER_KEY: Final = template("The file has the key “{key}”; it may only have entries that begin with [[waiver]].")
_LACKS: Final = template("Entry {number}: {key} is not there.")
_MORE: Final = template("Entry {number}: there is no key {key}.")
_WRONG: Final = template("Entry {number}: {key} must be {phrase_due}.")
_NO_CELL: Final = template("Entry {number}: there is no cell “{path}”.")

_A_TEXT: Final = template("a text that is not empty")
_A_NAME: Final = template("a text")
_A_YEAR: Final = template("a year")
_A_DAY: Final = template("a day such as 2026-03-31, without quotation marks")
_FIGURES: Final = template("a table of cells with whole numbers, or “blank”")
_A_DIGEST: Final = template("a digest as govinfo waive writes it")


def _all(given: Mapping[str, Any], document: str | None) -> tuple[Waiver, ...]:
    entries = given.get("waiver", [])
    other = next((key for key in given if key != "waiver"), None)
    if other is None and not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        other = "waiver"
    if other is not None:
        raise UnreadableWaivers(_OTHER_KEY, document=document, key=other)
    try:
        return tuple(_one(entry, number) for number, entry in enumerate(entries, start=1))
    except UnreadableWaivers as error:
        raise UnreadableWaivers(error.template, document=document, **error.fields) from None


def _one(entry: Mapping[str, Any], number: int) -> Waiver:
    for key in entry:
        if key not in _DUE:
            raise UnreadableWaivers(_MORE, number=number, key=key)
    for key in _NEEDED:
        if key not in entry:
            raise UnreadableWaivers(_LACKS, number=number, key=key)
    for key, (is_right, due) in _DUE.items():
        if key in entry and not is_right(entry[key]):
            raise UnreadableWaivers(_WRONG, number=number, key=key, phrase_due=due)
    for path in entry.get("figures", {}):
        try:
            Cell(path)
        except UnknownCell:
            raise UnreadableWaivers(_NO_CELL, number=number, path=path) from None
    return Waiver(**{"year": None, **entry}, number=number)


_DIGEST: Final = re.compile(rf"{PREFIX}[0-9a-f]{{64}}")


def _is_figure(value: object) -> bool:
    return type(value) is int or (isinstance(value, str) and (value == BLANK or value.startswith("=")))


#: What an entry may have: whether a value is right, and what it must be.
_DUE: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "rule": (lambda value: isinstance(value, str) and bool(value), _A_TEXT),
    "organ": (lambda value: isinstance(value, str), _A_NAME),
    "year": (lambda value: type(value) is int and value in YEARS, _A_YEAR),
    "figures": (lambda value: isinstance(value, dict) and all(map(_is_figure, value.values())), _FIGURES),
    "says": (lambda value: isinstance(value, str) and bool(_DIGEST.fullmatch(value)), _A_DIGEST),
    "reason": (lambda value: isinstance(value, str) and bool(clean(value)), _A_TEXT),
    "author": (lambda value: isinstance(value, str) and bool(clean(value)), _A_TEXT),
    "expires": (lambda value: type(value) is datetime.date, _A_DAY),
}
_NEEDED: Final = ("rule", "organ", "reason", "author", "expires")
