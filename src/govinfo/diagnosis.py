"""
Which figures of a report are wrong, and what they should be: told where the identities can tell, listed where not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from ._tree import values
from .candidates import Candidate, Table
from .causes import Cause, distance, likelihood
from .cells import Cell, cells_of
from .circulation import Range
from .completion import number
from .finding import Authority, Finding, Verdict
from .graph import Network
from .grid import grid
from .identities import Identity
from .language import CHINESE, locale_of, template
from .naming import Editions, change, count, joined, place, short, span, written
from .network import network, outside
from .report import Report
from .rule import Rule
from .rules import RULES
from .smallest import MOST, Budget, Change, smallest


#: How many tries `explain` makes in each part of a form if it is not told otherwise.
BUDGET: Final = 20_000

_CAUSE: Final = template("{changes} ({cause})")
_THEN: Final = template("{changes}; then all {count} reconciliation relations hold.")
_THEN_ONE: Final = template("{changes}; then the reconciliation relation holds.")
_CAN: Final = template("{changes}; then all {count} reconciliation relations can hold.")
_CAN_ONE: Final = template("{changes}; then the reconciliation relation can hold.")
_EQUALS: Final = template("One of {count} explanations that change as few cells.")


@attrs.frozen
class Explanation:
    """
    Figures that may be wrong, and what they should be, so that everything reconciles.

    Attributes:
        changes: what should stand in each cell that is wrong.
        figures: what stands there.
        cause: the one edit that explains it; None if none is known.
        equals: how many explanations of the same part change as many cells, this one included.
        ranges: what else could stand in a cell, where that is open.
        relations: how many identities hold then.
        has_blanks: whether blanks take part in them, so that they can hold, and no more.
        editions: of the blocks of the form, whose labels name the cells.
    """

    changes: Mapping[Cell, int]
    figures: Mapping[Cell, int | None]
    cause: Cause | None
    equals: int
    ranges: Mapping[Cell, Range]
    relations: int
    has_blanks: bool
    editions: Editions = attrs.field(repr=False)

    def message(self, locale: str = CHINESE) -> str:
        """
        The explanation in words.

        Raises:
            UnknownLocale: it is neither Chinese nor English.
        """
        locale = locale_of(locale)
        said = joined((self._change(cell, locale) for cell in self.changes), locale)
        if self.cause and any(figure is not None for figure in self.figures.values()):
            said = written(_CAUSE, locale, changes=said, cause=self.cause.words(locale))
        then = ((_THEN_ONE, _THEN), (_CAN_ONE, _CAN))[self.has_blanks][self.relations > 1]
        text = written(then, locale, changes=said, count=self.relations)
        if self.equals > 1:
            text += ("" if locale == CHINESE else " ") + written(_EQUALS, locale, count=self.equals)
        return text

    def _change(self, cell: Cell, locale: str) -> str:
        name = short(cell, self.editions, locale)
        return change(name, self.figures[cell], self.changes[cell], self.ranges.get(cell), locale)

    def due(self, cell: Cell, locale: str = CHINESE) -> str:
        """What should stand in a cell that is wrong, in words: a figure, or a range where that is open."""
        choice, locale = self.ranges.get(cell), locale_of(locale)
        return span(choice, locale) if choice else count(self.changes[cell], locale)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The explanation as plain values for JSON; the keys never change their meaning."""
        return {
            "changes": [
                {"cell": cell.path, "figure": self.figures[cell], "due": due}
                | ({"least": choice.least, "most": choice.most} if (choice := self.ranges.get(cell)) else {})
                for cell, due in self.changes.items()
            ],
            "cause": self.cause and self.cause.value,
            "equals": self.equals,
            "message": self.message(locale),
        }


@attrs.frozen
class Part:
    """
    A part of a form whose identities hang together, and in which something is wrong.

    Attributes:
        cells: of the part.
        explanations: those of one likely edit, then the smallest sets of cells; the likelier ones first. One of them is
            right, or none.
        is_complete: whether all smallest sets are among them; not if more than three figures are wrong, or the budget
            did not suffice.
        editions: of the blocks of the form, whose labels name the cells.
    """

    cells: frozenset[Cell] = attrs.field(repr=False)
    explanations: tuple[Explanation, ...]
    is_complete: bool
    editions: Editions = attrs.field(repr=False)

    @property
    def certain(self) -> Explanation | None:
        """The explanation, if there is just one."""
        return self.explanations[0] if self.is_complete and len(self.explanations) == 1 else None

    def place(self, locale: str = CHINESE) -> str:
        """Where on the form it is, in words."""
        return place(self.cells, self.editions, locale_of(locale))

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The part as plain values for JSON; the keys never change their meaning."""
        return {
            "place": self.place(locale),
            "complete": self.is_complete,
            "explanations": [explanation.to_dict(locale) for explanation in self.explanations],
        }


@attrs.frozen
class Diagnosis:
    """
    What may be wrong in a report; nothing is changed.

    Iterating gives the explanations of all parts.

    Attributes:
        report: that was asked about.
        parts: of the form in which something is wrong.
        others: identities that are violated and of which no more can be said, because they are no equalities or fit
            into no network with the others.
    """

    report: Report
    parts: tuple[Part, ...]
    others: tuple[Identity, ...] = ()

    def __iter__(self) -> Iterator[Explanation]:
        return (explanation for part in self.parts for explanation in part.explanations)

    def __len__(self) -> int:
        return sum(len(part.explanations) for part in self.parts)

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """The explanations of all parts."""
        return tuple(self)

    @property
    def is_complete(self) -> bool:
        """Whether all smallest sets of cells are among the explanations of each part."""
        return all(part.is_complete for part in self.parts)

    @property
    def certain(self) -> tuple[Explanation, ...]:
        """The explanations that are the only ones of their part of the form."""
        return tuple(part.certain for part in self.parts if part.certain)

    def of(self, finding: Finding) -> tuple[Explanation, ...]:
        """The explanations of the part of the form that a finding is about."""
        return tuple(explanation for part in self._about(finding) for explanation in part.explanations)

    def only(self, finding: Finding) -> Explanation | None:
        """The explanation of a finding, if there is exactly one."""
        return next((part.certain for part in self._about(finding) if part.certain), None)

    def _about(self, finding: Finding) -> list[Part]:
        is_of_figures = finding.basis.authority is not Authority.READING
        asked = frozenset(finding.cells) if is_of_figures else frozenset()
        return [part for part in self.parts if not asked.isdisjoint(part.cells)]

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The diagnosis as plain values for JSON; the keys never change their meaning."""
        return {
            "complete": self.is_complete,
            "parts": [part.to_dict(locale) for part in self.parts],
            "others": [
                {"rule": identity.rule.id, "cells": [cell.path for cell in identity.cells]} for identity in self.others
            ],
        }


def explain(
    report: Report,
    *,
    fixed: Iterable[Cell] = (),
    weights: Mapping[Cell, float] | None = None,
    budget: int = BUDGET,
    rules: Iterable[Rule] = RULES,
) -> Diagnosis:
    """
    Why a report does not reconcile: all smallest sets of figures whose change makes every identity hold.

    They are complete up to three cells in a part of the form whose identities hang together. Explanations by one likely
    edit, such as two digits transposed or a row shifted, come first. Where blanks can be filled such that everything
    holds, nothing is wrong; if a few of them cannot be zero, that is said. Blanks may be anything that is not negative.

    Args:
        report: any.
        fixed: cells that are known to be right, such as a figure that was published last year.
        weights: how sure a cell is, where that is not 1; then the lightest sets are looked for, not the smallest.
        budget: how many tries may be made in each part.
        rules: those whose relations must hold.

    Raises:
        UnknownCell: a path that is held fixed or weighted is that of no cell.
        ValueError: a weight is negative, or no number.

    >>> from govinfo import CELLS
    >>> received = CELLS.applications.received
    >>> report = Report.blank(2021, organ="某局", year=2023)
    >>> report = report.replace({cell: 0 for cell, _ in report.figures()})
    >>> [explanation.changes for explanation in explain(report.replace({received.total: 7}))]
    [{Cell('applications.received.total'): 0}]
    """
    rules = tuple(rules)
    known = network(report.editions, rules)
    held = frozenset(_arcs(known, fixed))
    sure = None if weights is None else dict(zip(_arcs(known, weights), weights.values(), strict=True))
    if sure and not all(weight >= 0 for weight in sure.values()):
        message = "a weight is a number that is not negative"
        raise ValueError(message)
    flat = [number(figure) for figure in values(report)]
    printed = {cell: flat[cell.index] for cell in cells_of(report.editions)}
    table = Table(known, [printed[cell] for cell in known.arcs], printed, grid(report.editions, rules), held)
    parts = []
    for part, arcs in enumerate(known.inside):
        tries = Budget(budget)
        is_complete = True
        if table.reconciles(part):
            found = list(table.not_zero(part))
            if not found:
                continue
        else:
            sets = smallest(known, part, table.figures, budget=tries, fixed=held, weights=sure)
            is_complete = bool(sets) and not tries.is_spent and _are_lightest(sets, table, part, sure)
            found = table.candidates(part, sets)
        cells = frozenset(known.arcs[arc] for arc in arcs)
        ranked = tuple(_ranked(found, table, part, report.editions))
        parts.append(Part(cells, ranked, is_complete, report.editions))
    others = (one for one in outside(report.editions, rules) if one.verdict(report) is Verdict.VIOLATED)
    return Diagnosis(report, tuple(parts), tuple(others))


def _arcs(known: Network[Cell], cells: Iterable[Cell]) -> list[int]:
    """The arcs of cells; -1 for those in no identity."""
    return [known.index.get(Cell(str(cell)), -1) for cell in cells]


def _are_lightest(sets: Sequence[Change], table: Table, part: int, weights: Mapping[int, float] | None) -> bool:
    """Whether no set of more cells than were tried can be lighter than the *sets* that were found."""
    if weights is None:
        return True
    arcs = [arc for arc in table.network.inside[part] if table.figures[arc] is not None and arc not in table.held]
    lightest = sorted(weights.get(arc, 1) for arc in arcs)[: MOST + 1]
    found = sum(weights.get(arc, 1) for arc in sets[0].figures)
    return len(lightest) <= MOST or found <= sum(lightest)


def _ranked(found: Iterable[Candidate], table: Table, part: int, editions: Editions) -> Iterator[Explanation]:
    """Those of one likely edit first, then those of fewest cells; then those that are fewest keystrokes away."""
    known = table.network
    arcs = known.inside[part]
    cells = frozenset(known.arcs[arc] for arc in arcs)
    nodes = sum(known.nodes[node] is not None for node in known.parts[part])
    relations = nodes + sum(not cells.isdisjoint(cell for cell, _ in left_out.terms) for left_out in known.implied)
    ranked = sorted(found, key=lambda candidate: _standing(candidate, table))
    equals = Counter(len(candidate.changes) for candidate in ranked)
    blank = {known.arcs[arc] for arc in arcs if table.figures[arc] is None}
    for candidate in ranked:
        changes = dict(sorted(candidate.changes.items(), key=lambda pair: pair[0].index))
        yield Explanation(
            changes=changes,
            figures={cell: table.printed[cell] for cell in changes},
            cause=candidate.cause,
            equals=equals[len(changes)],
            ranges=candidate.ranges,
            relations=relations,
            has_blanks=not blank <= changes.keys(),
            editions=editions,
        )


def _standing(candidate: Candidate, table: Table) -> tuple[Any, ...]:
    strokes = sum(distance(due, table.printed[cell] or 0) for cell, due in candidate.changes.items())
    likely = (likelihood(candidate.cause), len(candidate.changes))
    return (*likely, strokes, sorted(cell.index for cell in candidate.changes))
