"""
Many reports: the years of each organ, and the governments that sum up the reports of others.

A ledger knows which reports there are, and which should be there. Those that are not are unknown: what they hold may be
anything that is possible, and what is wrong whatever they hold is said all the same.
"""

import functools
import unicodedata

from collections.abc import Iterable, Iterator, Mapping

import attrs

from .errors import NotForLedger
from .language import template
from .report import Report


@attrs.frozen(order=True)
class Key:
    """
    Which report: of which organ, on which year.

    >>> str(Key("某市", 2024))
    '某市 2024'
    """

    organ: str
    year: int

    def __str__(self) -> str:
        return f"{self.organ} {self.year}"


@attrs.frozen
class Ledger:
    """
    Reports of organs on years, and which organs are parts of which.

    Attributes:
        reports: in the order of organs, as they were given first, and of years.
        parts: a government, and the names of those whose reports it sums up: its own organs, its office among them,
            and the governments below it.
    """

    reports: Mapping[Key, Report]
    parts: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    @functools.cached_property
    def _years(self) -> Mapping[str, range]:
        known: dict[str, list[int]] = {}
        for key in self.reports:
            known.setdefault(key.organ, []).append(key.year)
        return {organ: range(min(years), max(years) + 1) for organ, years in known.items()}

    @property
    def organs(self) -> tuple[str, ...]:
        """The names of the organs of which there is a report."""
        return tuple(self._years)

    def years(self, organ: str) -> range:
        """
        The years from the first to the last report of an organ.

        >>> form = Report.blank(2021, organ="某局")
        >>> book = ledger([form.replace(year=2021), form.replace(year=2024)])
        >>> book.years("某局"), [str(key) for key in book.missing]
        (range(2021, 2025), ['某局 2022', '某局 2023'])
        """
        return self._years.get(called(organ), range(0))

    @property
    def wholes(self) -> Iterator[tuple[Key, tuple[Key, ...]]]:
        """
        The governments on each year on which there is a report of theirs, and the reports that it sums up.

        One of which there is no report at all, perhaps because its name is typed otherwise, stands here with the years
        of its parts.
        """
        for whole, parts in self.parts.items():
            years = self.years(whole) or sorted({year for part in parts for year in self.years(part)})
            for year in years:
                key = Key(whole, year)
                if key in self.reports or not self.years(whole):
                    yield key, tuple(Key(part, year) for part in parts)

    @property
    def missing(self) -> tuple[Key, ...]:
        """The reports that should be there: on years between others, of governments, and of their parts."""
        due = [Key(organ, year) for organ in self.organs for year in self.years(organ)]
        for whole, parts in self.wholes:
            due += [whole, *(parts if whole in self.reports else ())]
        return tuple(dict.fromkeys(key for key in due if key not in self.reports))


_NAMELESS = template("A report without the name of its organ or its year has no place in a ledger: {name}.")
_TWICE = template("There are two different reports of the same organ on the same year: {report}.")
_CIRCLE = template("An organ cannot be a part of itself: {name}.")
_PART_TWICE = template("A part is named twice: {name}.")
_NO_PARTS = template("No parts are named of: {name}.")


def ledger(reports: Iterable[Report], parts: Mapping[str, Iterable[str]] | None = None) -> Ledger:
    """
    A ledger of these reports; the same report given twice counts once.

    Args:
        reports: each with the name of its organ and its year.
        parts: a government, and the names of those whose reports it sums up.

    Raises:
        NotForLedger: a report has no organ or year, two on one year differ, or a government is a part of itself.

    >>> form = Report.blank(2021, organ="某市")
    >>> [str(key) for key in ledger([form.replace(year=2022), form.replace(year=2021)]).reports]
    ['某市 2021', '某市 2022']
    """
    found: dict[Key, Report] = {}
    for report in reports:
        key = key_of(report)
        if found.setdefault(key, report) != report:
            raise NotForLedger(_TWICE, report=str(key))
    place = {organ: number for number, organ in enumerate(dict.fromkeys(key.organ for key in found))}
    ordered = sorted(found, key=lambda key: (place[key.organ], key.year))
    return Ledger({key: found[key] for key in ordered}, checked_parts(parts or {}))


def key_of(report: Report) -> Key:
    """
    Which report it is.

    Raises:
        NotForLedger: it has no organ or no year.
    """
    if not report.organ.name or report.year is None:
        raise NotForLedger(_NAMELESS, name=" ".join(str(part) for part in (report.organ.name, report.year) if part))
    return Key(called(report.organ.name), report.year)


def called(name: str) -> str:
    """
    The name of an organ, however its brackets, digits and spaces are typed.

    >>> called("高新区(近海镇)") == called("高新区 （近海镇）")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).replace("(", "（").replace(")", "）")


def checked_parts(given: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """
    Who is a part of whom.

    Args:
        given: a government, and the names of its parts; a single one may be given by its name.

    Raises:
        NotForLedger: one has no parts, a part is named twice, or a government is a part of itself.
    """
    parts = {
        called(whole): tuple(map(called, (names,) if isinstance(names, str) else names))
        for whole, names in given.items()
    }
    for whole, names in parts.items():
        if not names:
            raise NotForLedger(_NO_PARTS, name=whole)
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise NotForLedger(_PART_TWICE, name=twice)
        below, todo = set(names), list(names)
        while todo:
            new = set(parts.get(todo.pop(), ())) - below
            below |= new
            todo += new
        if whole in below:
            raise NotForLedger(_CIRCLE, name=whole)
    return parts
