"""
What the tests of bonds ask with: places of two reports written by hand, reports to ask about, and what findings say.

Nothing here is taken from the rules of the library, so that a wrong rule is not asked whether it agrees with itself.
"""

import re

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from figures import SUQIAN_2025
from hypothesis import strategies as st
from questions import dense, suqian

from govinfo.cells import Cell, cells_of
from govinfo.check import Result
from govinfo.finding import Finding, Side
from govinfo.ledger import ledger
from govinfo.organ import Level, Organ
from govinfo.reconciliation import reconcile
from govinfo.report import Report
from govinfo.rule import Rule
from govinfo.strategies import hierarchies, histories


#: Who a cell is of: of ``earlier`` and ``later``, the years of an organ, or of ``whole`` and ``parts``.
Who = str
Reports = Mapping[Who, Sequence[Report]]

#: The first year of a pair of years that are on these editions of the form.
FIRST: Final = {(2019, 2019): 2019, (2019, 2021): 2020, (2021, 2021): 2022}


# Places: where a bond stands.


@attrs.frozen(repr=False)
class Between:
    """One place of a bond: the cells on both sides, each with who they are of and the number of times they count."""

    left: dict[tuple[Who, Cell], int]
    sense: str
    right: dict[tuple[Who, Cell], int]

    @property
    def keys(self) -> tuple[tuple[Who, Cell], ...]:
        """The cells that take part and who they are of, left side first."""
        return (*self.left, *self.right)

    def __repr__(self) -> str:
        return f"<{self.keys[0][1]} {self.sense}>"

    def totals(self, reports: Reports) -> tuple[int, int]:
        """What both sides come to."""
        return _total(self.left, reports), _total(self.right, reports)

    def told(self, reports: Reports) -> dict[str, Any]:
        """What a finding about this place has to say of *reports*."""
        cells = tuple(dict.fromkeys(cell for _, cell in self.keys))
        left, right = self.totals(reports)
        return {
            "section": cells[0].section,
            "cells": cells,
            "left": (_terms(self.left, reports), left),
            "sense": self.sense,
            "right": (_terms(self.right, reports), right),
            "difference": left - right,
            "reports": names(reports),
        }


def _total(terms: Mapping[tuple[Who, Cell], int], reports: Reports) -> int:
    return sum(times * (report[cell] or 0) for (who, cell), times in terms.items() for report in reports[who])


def _terms(terms: Mapping[tuple[Who, Cell], int], reports: Reports) -> list[tuple[str, Cell, int, int | None]]:
    return [
        (name(report), cell, times, report[cell]) for (who, cell), times in terms.items() for report in reports[who]
    ]


def name(report: Report) -> str:
    """What a report is called in a finding."""
    return f"{report.organ.name} {report.year}"


def names(reports: Reports) -> tuple[str, ...]:
    """What reports are called in a finding: first the one that it is about, the later year or the government."""
    about = [*reports.get("later", ()), *reports.get("whole", ())]
    return tuple(
        dict.fromkeys(name(report) for report in (*about, *(one for some in reports.values() for one in some)))
    )


def told(finding: Finding) -> dict[str, Any]:
    """What a finding about a bond says."""
    return {
        "section": finding.section,
        "cells": finding.cells,
        "left": _side(finding.left),
        "sense": finding.sense,
        "right": _side(finding.right),
        "difference": finding.difference,
        "reports": finding.reports,
    }


def _side(side: Side | None) -> tuple[list[tuple[str | None, Cell, int, int | None]], int | None]:
    assert side is not None
    return [(term.report, term.cell, term.coefficient, term.figure) for term in side.terms], side.total


def between(at: str, formula: str) -> Between:
    """A place from a formula of paths below *at*, such as ``later.a = earlier.a + later.b - later.c``."""
    sense = "=" if " = " in formula else "≥"
    left, right = (_parsed(at, side) for side in formula.split(f" {sense} "))
    return Between(left, sense, right)


def _parsed(at: str, side: str) -> dict[tuple[Who, Cell], int]:
    parts = re.findall(r"([+-]?) ?(earlier|later|whole|parts)\.([\w.]+)", side)
    return {(who, Cell(f"{at}.{path}")): -1 if sign == "-" else 1 for sign, who, path in parts}


# Reports to ask about.


def years(earlier: Report, later: Report) -> Reports:
    """Two years."""
    return {"earlier": [earlier], "later": [later]}


def levels(whole: Report, *parts: Report) -> Reports:
    """A government and its parts."""
    return {"whole": [whole], "parts": parts}


def two_years(first: int, report: Any = dense) -> Reports:
    """
    Two years from *first* on that agree, each on the form of its year.

    Those of `dense` bring one request forward and carry one, and so on; what does not agree is put right here.
    """
    earlier, later = (report(2019 if year < 2021 else 2021).replace(year=year) for year in (first, first + 1))
    if report is dense:  # 5 items last year, 2 of which went; 7 in force, 30 issued and 25 repealed
        due = {"items_last_year": 3, "in_force": 12}
        cells = [cell for cell in cells_of(later.editions) if cell.path.rpartition(".")[2] in due]
        later = later.replace({cell: due[cell.path.rpartition(".")[2]] for cell in cells})
    return years(earlier, later)


def family(edition: int, count: int = 3, report: Any = dense) -> Reports:
    """A government and parts of which each reports the same."""
    one = report(edition)
    whole = one.replace(
        {cell: count * (figure or 0) for cell, figure in one.figures()}, organ=Organ("某市人民政府", Level.CITY)
    )
    return levels(whole, *(one.replace(organ=Organ(f"{n}局")) for n in "甲乙丙丁戊己庚辛壬癸"[:count]))


def suqian_years(first: int) -> Reports:
    """The reports of 宿迁 on 2023 and 2024, or on 2024 and 2025, of which only a part is at hand."""
    known = {2023: suqian(2023), 2024: suqian(2024)}
    known[2025] = Report.blank(2021, organ=known[2024].organ, year=2025).replace(
        {Cell(path): figure for path, figure in SUQIAN_2025.items()}
    )
    return years(known[first], known[first + 1])


# What is asked, and of what.


def asked(reports: Reports, of: Rule) -> Result:
    """What one bond says of reports."""
    parts = {whole.organ.name: [part.organ.name for part in reports["parts"]] for whole in reports.get("whole", ())}
    return reconcile(ledger([report for some in reports.values() for report in some], parts), [of])


def counts(reports: Reports, of: Rule) -> tuple[int, int, int]:
    """At how many places one bond holds, is violated, and is undetermined."""
    result = asked(reports, of)
    return result.held, len(result.findings), len(result.undetermined)


def violated(reports: Reports, of: Rule) -> list[dict[str, Any]]:
    """What the findings of one bond say."""
    return [told(finding) for finding in asked(reports, of).findings]


def changed(reports: Reports, who: Who, figures: Mapping[Cell, int | None], number: int = 0) -> Reports:
    """The same reports with other figures in one of them."""
    of = list(reports[who])
    of[number] = of[number].replace(figures)
    return {**reports, who: of}


def with_each_wrong(reports: Reports, of: Rule, places: Iterable[Between]) -> list[tuple[int, ...]]:
    """What a bond says if one figure of a place is wrong, for each that takes part."""
    return [
        counts(changed(reports, who, {cell: (reports[who][0][cell] or 0) + _worse(place, who, cell)}), of)
        for place in places
        for who, cell in place.keys
    ]


def _worse(place: Between, who: Who, cell: Cell) -> int:
    return -100 * place.left.get((who, cell), 0) or 100 * place.right[who, cell]


def with_each_blank(reports: Reports, of: Rule, places: Iterable[Between]) -> list[tuple[int, ...]]:
    """What a bond says if one figure of a place is blank, for each that takes part."""
    return [counts(changed(reports, who, {cell: None}), of) for place in places for who, cell in place.keys]


def without_table(reports: Reports, who: Who, section: str, number: int = 0) -> Reports:
    """The same reports, one of which leaves a whole table blank."""
    report = reports[who][number]
    blank = {cell: None for cell in cells_of(report.editions) if cell.section == section}
    return changed(reports, who, blank, number)


@attrs.frozen
class Change:
    """Reports that keep every bond, and the same with another figure in one cell of a place."""

    place: Between
    by: int
    before: Reports
    after: Reports


@st.composite
def bound_years(draw: st.DrawFn, editions: tuple[int, int]) -> Reports:
    """Two years that keep every bond, on these editions of the form."""
    return years(*draw(histories(first=FIRST[editions], years=2, prose=False)))


@st.composite
def bound_levels(draw: st.DrawFn, edition: int) -> Reports:
    """A government and its parts, which keep every bond."""
    return levels(*draw(hierarchies(edition=edition, prose=False)))


@st.composite
def changes(draw: st.DrawFn, places: Mapping[Any, Sequence[Between]]) -> Change:
    """One other figure, at any place of a bond."""
    editions = draw(st.sampled_from(sorted(places)))
    before = draw(bound_years(editions) if isinstance(editions, tuple) else bound_levels(editions))
    place = draw(st.sampled_from(places[editions]))
    who, cell = draw(st.sampled_from(place.keys))
    number = draw(st.integers(0, len(before[who]) - 1))
    by = draw(st.sampled_from([1, -1])) * draw(st.integers(1, 10**6))
    return Change(place, by, before, changed(before, who, {cell: (before[who][number][cell] or 0) + by}, number))


@st.composite
def bounded(draw: st.DrawFn, places: Mapping[Any, Sequence[Between]]) -> Change:
    """A place whose left side is *by* more than its right one, by another figure in its first cell."""
    editions = draw(st.sampled_from(sorted(places)))
    before = draw(bound_years(editions) if isinstance(editions, tuple) else bound_levels(editions))
    place = draw(st.sampled_from(places[editions]))
    by = draw(st.integers(-(10**6), 10**6))
    left, right = place.totals(before)
    who, cell = place.keys[0]
    figure = before[who][0][cell] or 0
    return Change(place, by, before, changed(before, who, {cell: figure - (left - right) + by}))


@st.composite
def elsewhere(draw: st.DrawFn, places: Mapping[Any, Sequence[Between]]) -> Reports:
    """Reports with any figure, or none, in cells that take no part in a bond; in the form of any pair that it has."""
    editions = draw(st.sampled_from(sorted(places)))
    of = two_years(FIRST[editions]) if isinstance(editions, tuple) else family(editions)
    for who, some in of.items():
        part = {cell for place in places[editions] for whose, cell in place.keys if whose == who}
        others = [cell for cell in cells_of(some[0].editions) if cell not in part]
        figures = st.dictionaries(st.sampled_from(others), st.none() | st.integers(-(10**6), 10**6), max_size=8)
        of = changed(of, who, draw(figures))
    return of
