"""
The particulars of a report that documents print as a line each: when it was published, which days it covers, and so on.

Each has a Chinese word that stands before the colon. Readers and renderers of text share this one list.
"""

import datetime
import re

from collections.abc import Callable
from typing import Any, Final

import attrs

from .cells import BLOCKS, block_title, official
from .editions import Edition
from .language import CHINESE, sentence
from .messages import date
from .organ import Kind, Level, Organ
from .report import Period, Report


_DATE: Final = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")


@attrs.frozen
class Particular:
    """
    One line of particulars.

    Attributes:
        name: of the field in a report.
        title: the words before the colon, in English; the catalog has the Chinese.
        show: the value of a report in a locale, or None if it has none.
    """

    name: str
    title: str
    show: Callable[[Report, str], str | None]

    def label(self, locale: str = CHINESE) -> str:
        """The words before the colon."""
        return sentence(self.title, locale)


def _period(report: Report, locale: str) -> str | None:
    if report.period is None:
        return None
    return sentence("{start} to {end}", locale).format(
        start=date(report.period.start, locale), end=date(report.period.end, locale)
    )


def _editions(report: Report, locale: str) -> str | None:
    """The edition of the form; where blocks differ, that of each."""
    present = {path: edition for path, edition in zip(BLOCKS, report.editions, strict=True) if edition is not None}
    if not present:
        return None
    if len(set(present.values())) == 1:
        return str(int(next(iter(present.values()))))
    said = (f"{block_title(path, edition, locale) or path} {int(edition)}" for path, edition in present.items())
    return ("；" if locale == CHINESE else "; ").join(said)


#: All of them, in the order in which they are printed.
PARTICULARS: Final = (
    Particular(
        "published", "Published", lambda report, locale: date(report.published, locale) if report.published else None
    ),
    Particular("period", "Period covered", _period),
    Particular(
        "level", "Level", lambda report, locale: sentence(report.organ.level, locale) if report.organ.level else None
    ),
    Particular(
        "kind",
        "Kind of organ",
        lambda report, locale: sentence(report.organ.kind, locale) if report.organ.kind else None,
    ),
    Particular("code", "Code of the organ", lambda report, locale: report.organ.code),
    Particular("editions", "Edition of the form", _editions),
)


def dates_in(text: str) -> tuple[datetime.date, ...]:
    """
    The days that a text names; what is no day of the calendar is left out.

    >>> dates_in("2023年1月1日至2023年12月31日，2023-02-30")
    (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    """
    found = []
    for year, month, day in _DATE.findall(text):
        try:
            found.append(datetime.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(found)


@attrs.frozen
class Known:
    """What lines of particulars say; what they do not say is None."""

    published: datetime.date | None = None
    period: Period | None = None
    level: Level | None = None
    kind: Kind | None = None
    code: str | None = None
    editions: dict[str, Edition] = attrs.field(factory=dict)

    def organ(self, name: str) -> Organ:
        """The organ of this name, with what is known of it."""
        return Organ(name, level=self.level, kind=self.kind, code=self.code)


def read_particular(line: str) -> dict[str, Any]:
    """
    What one line says, if it is a line of particulars as Chinese documents print them; else nothing.

    >>> read_particular("发布日期：2024年1月20日")
    {'published': datetime.date(2024, 1, 20)}
    """
    head, colon, text = line.replace(":", "：").partition("：")
    particular = next((p for p in PARTICULARS if p.label() == head.strip()), None)
    text = text.strip()
    if not colon or particular is None:
        return {}
    days = dates_in(text)
    match particular.name:
        case "published" if len(days) == 1:
            return {"published": days[0]}
        case "period" if len(days) == 2:
            return {"period": Period(*days)}
        case "level":
            return {"level": level for level in Level if sentence(level) == text}
        case "kind":
            return {"kind": kind for kind in Kind if sentence(kind) == text}
        case "code" if text:
            return {"code": text}
        case "editions":
            return {"editions": _read_editions(text)}
    return {}


def _read_editions(text: str) -> dict[str, Edition]:
    known = {str(int(edition)): edition for edition in Edition}
    if text in known:
        return {path: known[text] for path in BLOCKS if path in _blocks_of(known[text])}
    found = {}
    for part in text.split("；"):
        title, _, year = part.rpartition(" ")
        for path in BLOCKS:
            if year in known and title in {path, *(block_title(path, edition) for edition in Edition)}:
                found[path] = known[year]
    return found


def _blocks_of(edition: Edition) -> set[str]:
    return {path for path, due in zip(BLOCKS, official(edition), strict=True) if due}
