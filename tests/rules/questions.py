"""
What the tests of all rules ask with: places written by hand, reports to ask about, and what a finding says.

Nothing here is taken from the rules of the library, so that a wrong rule is not asked whether it agrees with itself.
"""

import functools
import re

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from figures import APPLICANTS, CASES, DISCLOSURE, OUTCOMES, RESULTS, ROWS, SHANGHAI, SUQIAN
from hypothesis import strategies as st

from govinfo.cells import CELLS, Cell, cells_of, official
from govinfo.check import Result, check
from govinfo.finding import Finding, Side
from govinfo.organ import Level, Organ
from govinfo.report import Report
from govinfo.rule import Rule
from govinfo.rules import BONDS, RULES
from govinfo.strategies import reports


EDITIONS: Final = (2019, 2021)


def rule(id_: str) -> Rule:
    """The official rule of this id."""
    (found,) = [rule for rule in (*RULES, *BONDS) if rule.id == id_]
    return found


# Places: where a relation stands.


@attrs.frozen
class Place:
    """One place of a relation: the cells on both sides, each with the number of times that it counts."""

    left: dict[Cell, int]
    sense: str
    right: dict[Cell, int]
    constant: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that take part, left side first."""
        return (*self.left, *self.right)

    @property
    def block(self) -> str:
        """The path of the block that the place is in."""
        return self.cells[0].block

    def totals(self, report: Report) -> tuple[int, int]:
        """What both sides come to."""
        return _total(self.left, report), _total(self.right, report) + self.constant

    def told(self, report: Report) -> dict[str, Any]:
        """What a finding about this place has to say of *report*."""
        left, right = self.totals(report)
        return {
            "section": self.cells[0].section,
            "cells": self.cells,
            "left": (_terms(self.left, report), 0, left),
            "sense": self.sense,
            "right": (_terms(self.right, report), self.constant, right),
            "difference": left - right,
        }


def _total(terms: Mapping[Cell, int], report: Report) -> int:
    return sum(times * (report[cell] or 0) for cell, times in terms.items())


def _terms(terms: Mapping[Cell, int], report: Report) -> list[tuple[Cell, int, int | None]]:
    return [(cell, times, report[cell]) for cell, times in terms.items()]


def told(finding: Finding) -> dict[str, Any]:
    """What a finding about a relation says."""
    return {
        "section": finding.section,
        "cells": finding.cells,
        "left": _side(finding.left),
        "sense": finding.sense,
        "right": _side(finding.right),
        "difference": finding.difference,
    }


def _side(side: Side | None) -> tuple[list[tuple[Cell, int, int | None]], int, int | None]:
    assert side is not None
    return [(term.cell, term.coefficient, term.figure) for term in side.terms], side.constant, side.total


def place(at: str, formula: str) -> Place:
    """A place from a formula of paths below *at*, such as ``a + b = c - d`` or ``a ≥ 0``."""
    sense = "=" if " = " in formula else "≥"
    left, right = (_parsed(at, side) for side in formula.split(f" {sense} "))
    return Place(left[0], sense, *right)


def _parsed(at: str, side: str) -> tuple[dict[Cell, int], int]:
    parts = re.findall(r"([+-]?) ?([\w.]+)", side)
    constant = sum(int(f"{sign}{part}") for sign, part in parts if part.isdigit())
    return {Cell(f"{at}.{part}"): -1 if sign == "-" else 1 for sign, part in parts if not part.isdigit()}, constant


def there(places: Mapping[int, Sequence[Place]], report: Report) -> list[Place]:
    """Those places that a report has, whose blocks may follow different editions."""
    editions = {cell.block: report.edition_of(cell) for cell in CELLS.cells()}
    return [place for edition, all_ in places.items() for place in all_ if editions[place.block] == edition]


# Reports to ask about.


def report_of(edition: int, tables: Iterable[str], blank: int | None = None, **fields: Any) -> Report:
    """A report with the figures of published tables; a dash becomes *blank*."""
    two, three, four = ([row.split() for row in table.split("/")] for table in tables)
    named = [
        *(
            (f"disclosure.{row}.{column}", figure)
            for (row, columns), figures in zip(DISCLOSURE[edition].items(), two, strict=True)
            for column, figure in zip(columns, figures, strict=True)
        ),
        *(
            (f"applications.{row}.{column}", figure)
            for row, figures in zip(ROWS[edition], three, strict=True)
            for column, figure in zip(APPLICANTS, figures, strict=True)
        ),
        *(
            (f"disputes.{row}.{column}", figure)
            for row, figures in zip(CASES, four, strict=True)
            for column, figure in zip(RESULTS, figures, strict=True)
        ),
    ]
    figures = {Cell(path): blank if figure == "-" else int(figure) for path, figure in named}
    return Report.blank(edition, **fields).replace(figures)


def suqian(year: int) -> Report:
    """The report of 宿迁 on 2023 or 2024."""
    return report_of(2021, SUQIAN[year], organ=Organ("宿迁市人民政府", level=Level.CITY), year=year)


def shanghai(blank: int | None = None) -> Report:
    """The report of 上海市人民政府办公厅 on 2019; what is blank in it is None or what is given."""
    return report_of(2019, SHANGHAI, blank, organ=Organ("上海市人民政府办公厅", level=Level.PROVINCE), year=2019)


@functools.cache
def zeros(edition: int) -> Report:
    """A report whose figures are all zero."""
    return Report.blank(edition, organ="某局", year=edition).replace(dict.fromkeys(cells_of(official(edition)), 0))


@functools.cache
def dense(edition: int) -> Report:
    """
    A report that reconciles and has no zero.

    Each kind of applicant has one request of each outcome and one left over, and one of them all is from last year;
    each group of cases has one of each result. Of 30 documents 25 are repealed and 7 in force; of 5 items 2 have gone.
    """
    outcomes = len(OUTCOMES[edition])
    below = dict.fromkeys(ROWS[edition], 1) | {"received": outcomes, "outcome.total": outcomes}
    table_two = {"issued": 30, "repealed": 25, "in_force": 7, "items_last_year": 5, "change": -2}
    return zeros(edition).replace(
        {
            **{
                Cell(f"disclosure.{row}.{column}"): table_two.get(column, 1)
                for row, columns in DISCLOSURE[edition].items()
                for column in columns
            },
            **{
                Cell(f"applications.{row}.{column}"): figure * (6 if column == "total" else 1)
                for row, figure in below.items()
                for column in APPLICANTS
            },
            **{Cell(f"disputes.{row}.{column}"): 4 if column == "total" else 1 for row in CASES for column in RESULTS},
        }
    )


# What is asked, and of what.


def asked(report: Report, of: Rule) -> Result:
    """What one rule says of a report."""
    return check(report, [of])


def counts(report: Report, of: Rule) -> tuple[int, int, int]:
    """At how many places one rule holds, is violated, and is undetermined."""
    result = asked(report, of)
    return result.held, len(result.findings), len(result.undetermined)


def violated(report: Report, of: Rule) -> list[dict[str, Any]]:
    """What the findings of one relation say."""
    return [told(finding) for finding in asked(report, of).findings]


def undetermined(report: Report, of: Rule) -> list[tuple[Cell, ...]]:
    """The cells of each place that one relation cannot judge."""
    return [finding.cells for finding in asked(report, of).undetermined]


Answers = dict[Cell, tuple[int, int, list[tuple[Cell, ...]]]]


def with_each_blank(report: Report, of: Rule) -> Answers:
    """What a relation says if just one cell is blank: how many places hold, are violated, and which neither."""
    reports_ = {cell: report.replace({cell: None}) for cell in cells_of(report.editions)}
    return {cell: (*counts(blank, of)[:2], undetermined(blank, of)) for cell, blank in reports_.items()}


def each_blank(report: Report, places: Sequence[Place]) -> Answers:
    """What it has to say: the places of this cell are undetermined, the others hold."""
    of = {cell: [place.cells for place in places if cell in place.cells] for cell in cells_of(report.editions)}
    return {cell: (len(places) - len(open_), 0, open_) for cell, open_ in of.items()}


def with_each_wrong(report: Report, of: Rule, places: Sequence[Place], *, blank: bool = False) -> list[tuple[int, ...]]:
    """What a relation says if one figure of a place is wrong, and perhaps the one before it blank as well."""
    return [
        counts(report.replace({cell: (report[cell] or 0) + _worse(place, cell)} | before), of)
        for place in places
        for i, cell in enumerate(place.cells)
        for before in [{place.cells[i - 1]: None} if blank else {}]
    ]


def _worse(place: Place, cell: Cell) -> int:
    return -100 * place.left[cell] if cell in place.left else 100 * place.right[cell]


@attrs.frozen
class Change:
    """A report that keeps every rule, and the same report with another figure in one cell of a place."""

    place: Place
    cell: Cell
    by: int
    before: Report
    after: Report


@st.composite
def changes(draw: st.DrawFn, places: Mapping[int, Sequence[Place]]) -> Change:
    """One other figure, at any place of a relation."""
    edition = draw(st.sampled_from(sorted(places)))
    before = draw(reports(edition=edition, prose=False))
    at = draw(st.sampled_from(places[edition]))
    cell = draw(st.sampled_from(at.cells))
    by = draw(st.sampled_from([1, -1])) * draw(st.integers(1, 10**6))
    return Change(at, cell, by, before, before.replace({cell: (before[cell] or 0) + by}))


@st.composite
def bounded(draw: st.DrawFn, places: Mapping[int, Sequence[Place]]) -> Change:
    """A place whose left side is *by* more than its right one, by another figure in its first cell."""
    edition = draw(st.sampled_from(sorted(places)))
    before = draw(reports(edition=edition, prose=False))
    at = draw(st.sampled_from(places[edition]))
    by = draw(st.integers(-(10**6), 10**6))
    left, right = at.totals(before)
    after = before.replace({at.cells[0]: (before[at.cells[0]] or 0) - (left - right) + by})
    return Change(at, at.cells[0], by, before, after)


def elsewhere(places: Mapping[int, Sequence[Place]]) -> st.SearchStrategy[Report]:
    """Reports with any figure, or none, in cells that take no part in a relation."""

    def of(edition: int) -> st.SearchStrategy[Report]:
        part = {cell for place in places.get(edition, ()) for cell in place.cells}
        others = [cell for cell in cells_of(official(edition)) if cell not in part]
        figures = st.none() | st.integers(-(10**6), 10**6)
        return st.dictionaries(st.sampled_from(others), figures, min_size=1, max_size=8).map(dense(edition).replace)

    return st.one_of(map(of, EDITIONS))


def numbers(text: str) -> set[int]:
    """The numbers in a message, whose thousands may be set apart."""
    return {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)}
