"""
The report of a government, added up from those of its organs and of the governments below it (汇总).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from .bonds import bound_identities
from .cells import Cell, cells_of, official
from .editions import Edition
from .errors import NotForLedger
from .language import CHINESE, locale_of, template
from .ledger import called, key_of
from .naming import listed, place, short, written
from .organ import Organ
from .report import Report
from .rule import Rule
from .rules import BONDS


_SUM_OF: Final = template("Added up: {reports} ({count}).")
_LACKS: Final = template("Missing, and not in the sums: {reports} ({count}).")
_OTHERS: Final = template("No parts, and not in the sums: {reports} ({count}).")
_BLANK: Final = template("Left blank, because there is no whole number in the report of {reports}: {cells}.")
_AND_MORE: Final = template("{cells} and other cells, {count} in all")
_AT_MOST: Final = template("{place}: the sums may be too large, as documents issued jointly are counted by each organ.")
_NO_SUM: Final = template("Left blank, because what organs report there does not add up: {cells}.")

_NONE: Final = template("There are no reports to add up.")
_YEARS: Final = template("The reports are on different years: {years}.")
_TWICE: Final = template("There are two reports of the same organ: {name}.")


#: How many cells are named one by one.
MOST_NAMED: Final = 8


@attrs.frozen
class Consolidation:
    """
    A report that was added up, and what it is made of.

    Attributes:
        report: the sums; a cell is blank if it is blank in one part, or if no rule says that it adds up.
        included: the names of the organs whose reports are in it.
        missing: the names of those that should be, and are not.
        others: the names of those whose reports were given and are not in it: the organ itself, and who is no part.
        blanks: the cells that are blank for want of a figure, and the organs that have none.
        no_sums: the cells that do not add up, such as numbers of items that several organs share.
        at_most: the cells whose sum may be too large, because some count what others count as well.
    """

    report: Report
    included: tuple[str, ...]
    missing: tuple[str, ...]
    others: tuple[str, ...]
    blanks: Mapping[Cell, tuple[str, ...]]
    no_sums: tuple[Cell, ...]
    at_most: tuple[Cell, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no report is missing and no figure that adds up."""
        return not self.missing and not self.blanks

    def lines(self, locale: str = CHINESE) -> list[str]:
        """What it is made of, in words."""
        locale = locale_of(locale)
        said = [written(_SUM_OF, locale, reports=listed(self.included, locale), count=len(self.included))]
        if self.missing:
            said.append(written(_LACKS, locale, reports=listed(self.missing, locale), count=len(self.missing)))
        if self.others:
            said.append(written(_OTHERS, locale, reports=listed(self.others, locale), count=len(self.others)))
        for names in dict.fromkeys(self.blanks.values()):
            cells = [cell for cell, without in self.blanks.items() if without == names]
            said.append(written(_BLANK, locale, cells=self._named(cells, locale), reports=listed(names, locale)))
        if self.no_sums:
            said.append(written(_NO_SUM, locale, cells=self._named(self.no_sums, locale)))
        if self.at_most:
            said.append(written(_AT_MOST, locale, place=place(self.at_most, self.report.editions, locale)))
        return said

    def _named(self, cells: Sequence[Cell], locale: str) -> str:
        some = listed((short(cell, self.report.editions, locale) for cell in cells[:MOST_NAMED]), locale)
        return some if len(cells) <= MOST_NAMED else written(_AND_MORE, locale, cells=some, count=len(cells))

    def to_dict(self) -> dict[str, Any]:
        """What it is made of as plain values for JSON; the keys never change their meaning."""
        return {
            "included": list(self.included),
            "missing": list(self.missing),
            "others": list(self.others),
            "blanks": [{"cell": cell.path, "organs": list(names)} for cell, names in self.blanks.items()],
            "no_sums": [cell.path for cell in self.no_sums],
            "at_most": [cell.path for cell in self.at_most],
        }


def consolidate(
    reports: Iterable[Report],
    organ: Organ | str = "",
    *,
    expected: Iterable[str] = (),
    rules: Iterable[Rule] = BONDS,
) -> Consolidation:
    """
    The report that some reports add up to.

    Args:
        reports: of the parts, all on the same year, each of another organ.
        organ: of whom the sum is the report; a report of its own is no part.
        expected: the names of all parts there should be; without any, every other organ is one.
        rules: those that say what adds up (H-SUM).

    Raises:
        NotForLedger: there are no reports, they are on different years, or two are of the same organ.

    >>> from govinfo import CELLS
    >>> came = CELLS.applications.received.total
    >>> parts = [Report.blank(2021, organ=name, year=2024).replace({came: n}) for name, n in [("甲局", 3), ("乙局", 4)]]
    >>> made = consolidate(parts, "某市人民政府", expected=["甲局", "乙局", "丙局"])
    >>> made.report.applications.received.total, made.missing
    (7, ('丙局',))
    """
    whole, due = organ if isinstance(organ, Organ) else Organ(organ), tuple(dict.fromkeys(map(called, expected)))
    given = _given(reports)
    parts = {name: report for name, report in given.items() if name != called(whole.name) and (not due or name in due)}
    if not parts:
        raise NotForLedger(_NONE)
    year = next(iter(parts.values())).year
    editions = official(Edition.of_year(year or 0) or _usual(list(parts.values())))
    adds = {
        identity.cells[0]: identity.sense
        for identity in bound_identities(editions, editions, "levels", rules)
        if len(identity.cells) == 1
    }
    on_form = {name: frozenset(cells_of(part.editions)) for name, part in parts.items()}
    figures: dict[Cell, int | None] = {}
    blanks: dict[Cell, tuple[str, ...]] = {}
    for cell in adds:
        known = {name: _count(part[cell]) if cell in on_form[name] else None for name, part in parts.items()}
        if without := tuple(name for name, figure in known.items() if figure is None):
            blanks[cell] = without
        else:
            figures[cell] = sum(figure for figure in known.values() if figure is not None)
    return Consolidation(
        Report.blank(max(e for e in editions if e), organ=whole, year=year).replace(figures),
        tuple(parts),
        tuple(name for name in due if name not in parts),
        tuple(name for name in given if name not in parts),
        blanks,
        tuple(cell for cell in cells_of(editions) if cell not in adds),
        tuple(cell for cell, sense in adds.items() if sense == "≥" and cell not in blanks),
    )


def _count(figure: object) -> int | None:
    """A figure that adds up; what a program may have put there instead of a whole number does not."""
    return figure if type(figure) is int else None


def _given(reports: Iterable[Report]) -> dict[str, Report]:
    parts: dict[str, Report] = {}
    for report in reports:
        name = key_of(report).organ
        if name in parts:
            raise NotForLedger(_TWICE, name=name)
        parts[name] = report
    years = sorted({report.year for report in parts.values() if report.year})
    if not years:
        raise NotForLedger(_NONE)
    if len(years) > 1:
        raise NotForLedger(_YEARS, years=tuple(map(str, years)))
    return parts


def _usual(parts: Sequence[Report]) -> Edition:
    """The edition that most blocks have, for a year that no edition serves."""
    found = [edition for part in parts for edition in part.editions if edition is not None]
    return max(Edition, key=lambda edition: (found.count(edition), edition))
