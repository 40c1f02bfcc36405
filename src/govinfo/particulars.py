"""
The particulars of a report that documents print as a line each: when it was published, which days it covers, and so on.

Each has a Chinese word that stands before the colon. Readers and renderers of text share this one list.
"""

import contextlib
import datetime
import re

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import attrs

from .cells import BLOCKS, block_editions, block_title
from .editions import Edition
from .language import CHINESE, sentence
from .messages import date
from .organ import Kind, Level, Organ
from .report import Period, Report


T = TypeVar("T")

_DATE: Final = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")


@attrs.frozen
class Particular:
    """
    One line of particulars.

    Attributes:
        name: what it says, as a field of `Known`.
        title: the words before the colon, in English; the catalog has the Chinese.
        show: the value of a report in a locale, or None if it has none.
        read: the value that a Chinese text says, or None if it says none.
    """

    name: str
    title: str
    show: Callable[[Report, str], str | None]
    read: Callable[[str], Any]

    def label(self, locale: str = CHINESE) -> str:
        """The words before the colon."""
        return sentence(self.title, locale)


def dates_in(text: str) -> tuple[datetime.date, ...]:
    """
    The days that a text names; what is no day of the calendar is left out.

    >>> dates_in("2023年1月1日至2023年12月31日，2023-02-30")
    (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    """
    found = []
    for year, month, day in _DATE.findall(text):
        with contextlib.suppress(ValueError):
            found.append(datetime.date(int(year), int(month), int(day)))
    return tuple(found)


def _show_published(report: Report, locale: str) -> str | None:
    return date(report.published, locale) if report.published else None


def _read_published(text: str) -> datetime.date | None:
    days = dates_in(text)
    return days[0] if len(days) == 1 else None


def period_in_words(period: Period, locale: str = CHINESE) -> str:
    """
    The days that a report covers, as documents print them.

    >>> period_in_words(Period.of_year(2023))
    '2023年1月1日至2023年12月31日'
    """
    start, end = (date(day, locale) for day in (period.start, period.end))
    return sentence("{start} to {end}", locale).format(start=start, end=end)


def _show_period(report: Report, locale: str) -> str | None:
    return period_in_words(report.period, locale) if report.period else None


def _read_period(text: str) -> Period | None:
    days = dates_in(text)
    return Period(*days) if len(days) == 2 else None


def _show_level(report: Report, locale: str) -> str | None:
    return sentence(report.organ.level, locale) if report.organ.level else None


def _show_kind(report: Report, locale: str) -> str | None:
    return sentence(report.organ.kind, locale) if report.organ.kind else None


def _one_of(members: Iterable[T]) -> Callable[[str], T | None]:
    return lambda text: next((member for member in members if sentence(str(member)) == text), None)


def _show_editions(report: Report, locale: str) -> str | None:
    """The edition of the form; where blocks differ, that of each."""
    present = {path: edition for path, edition in zip(BLOCKS, report.editions, strict=True) if edition is not None}
    if not present:
        return None
    if len(set(present.values())) == 1:
        return str(int(next(iter(present.values()))))
    said = (f"{block_title(path, edition, locale)} {int(edition)}" for path, edition in present.items())
    return ("；" if locale == CHINESE else "; ").join(said)


def _read_editions(text: str) -> dict[str, Edition] | None:
    known = {str(int(edition)): edition for edition in Edition}
    if text in known:
        return {path: known[text] for path in BLOCKS if known[text] in block_editions(path)}
    titles = {block_title(path, edition): path for path in BLOCKS for edition in block_editions(path)}
    said = [part.rpartition(" ") for part in text.split("；")]
    return {titles[title]: known[year] for title, _, year in said if title in titles and year in known} or None


#: All of them, in the order in which they are printed.
PARTICULARS: Final = (
    Particular("published", "Published", _show_published, _read_published),
    Particular("period", "Period covered", _show_period, _read_period),
    Particular("level", "Level", _show_level, _one_of(Level)),
    Particular("kind", "Kind of organ", _show_kind, _one_of(Kind)),
    Particular("code", "Code of the organ", lambda report, _: report.organ.code, lambda text: text or None),
    Particular("editions", "Edition of the form", _show_editions, _read_editions),
)


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


#: What sites print around a report of when they published it.
_SITE: Final = re.compile(r"(?:发布|公开|发文)(?:日期|时间)\s*：\s*(\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)")
_LONGEST: Final = 200


def read_particular(line: str) -> dict[str, Any]:
    """
    What one line says, if it is a line of particulars as Chinese documents print them; else nothing.

    >>> read_particular("发布日期：2024年1月20日")
    {'published': datetime.date(2024, 1, 20)}
    >>> read_particular("发布时间: 2024-01-20 08:30 来源：某局")
    {'published': datetime.date(2024, 1, 20)}
    """
    if len(line) <= _LONGEST and len(dates_in(line)) == 1 and (site := _SITE.search(line.replace(":", "："))):
        return {"published": day} if (day := _read_published(site[1])) else {}
    head, colon, text = line.replace(":", "：").partition("：")
    particular = next((p for p in PARTICULARS if p.label() == head.strip()), None)
    value = particular.read(text.strip()) if particular and colon else None
    return {} if particular is None or value is None else {particular.name: value}
