"""
What may explain why a part of a form does not reconcile: smallest sets of cells, and edits that touch more of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from .causes import Cause, Undone, cause_of, edits, likelihood
from .cells import Cell
from .circulation import Circulation, Range
from .graph import Network
from .grid import Grid
from .smallest import MOST, Change


@attrs.frozen
class Candidate:
    """
    Figures that make a part reconcile.

    Attributes:
        changes: what should stand in some cells.
        cause: the edit that has made them what they are; None if none is known.
        ranges: what else could stand in them, where that is open.
    """

    changes: Mapping[Cell, int]
    cause: Cause | None
    ranges: Mapping[Cell, Range] = attrs.field(factory=dict)


@attrs.frozen
class Table:
    """
    What stands in a form.

    Attributes:
        network: the identities of the form.
        figures: of all arcs of the network; None for a blank.
        printed: the figures of all cells.
        grid: which cells are neighbours.
        held: arcs that are known to be right.
    """

    network: Network[Cell]
    figures: Sequence[int | None]
    printed: Mapping[Cell, int | None]
    grid: Grid
    held: frozenset[int] = frozenset()

    excess: Sequence[int] = attrs.field(init=False)  #: of all nodes

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "excess", self.network.excess(self.figures))

    def _circulation(self, part: int, figures: Sequence[int | None], excess: Sequence[int]) -> Circulation:
        blank = [arc for arc in self.network.inside[part] if figures[arc] is None]
        return Circulation(self.network, part, excess, blank)

    def reconciles(self, part: int) -> bool:
        """Whether all identities of a part can hold, and no count in it is negative."""
        known = self.network
        if not self._are_allowed(part, self.figures):
            return False
        if None not in [self.figures[arc] for arc in known.inside[part]]:
            return not any(self.excess[node] for node in known.parts[part])
        return self._circulation(part, self.figures, self.excess).is_feasible

    def not_zero(self, part: int) -> Iterator[Candidate]:
        """The blanks of a part that reconciles which must not be zero, if they are few and there is no choice."""
        if all(self.figures[arc] is not None for arc in self.network.inside[part]):
            return
        can_be = self._circulation(part, self.figures, self.excess).ranges()
        due = {self.network.arcs[arc]: found.least for arc, found in can_be.items() if found.least}
        if 0 < len(due) <= MOST and all(found.is_one for found in can_be.values()):
            yield Candidate({cell: figure for cell, figure in due.items() if figure}, Cause.NOT_ZERO)

    def candidates(self, part: int, sets: Iterable[Change]) -> list[Candidate]:
        """What explains a part that does not reconcile: the smallest sets; and edits, if these leave a choice."""
        arcs = self.network.arcs
        found: dict[frozenset[Cell], Candidate] = {}
        for change in sets:
            changes = {arcs[arc]: due for arc, due in change.figures.items()}
            ranges = {arcs[arc]: can_be for arc, can_be in change.ranges.items()}
            found[frozenset(changes)] = Candidate(changes, cause_of(changes, self.printed, self.grid), ranges)
        if len(found) == 1 and all(len(candidate.changes) == 1 for candidate in found.values()):
            return list(found.values())
        for candidate in self._undone(part):
            key = frozenset(candidate.changes)
            known = found.get(key, candidate)
            likelier = min(known, candidate, key=lambda one: likelihood(one.cause))
            found[key] = attrs.evolve(likelier, ranges=known.ranges)
        return list(found.values())

    def _undone(self, part: int) -> Iterator[Candidate]:
        """Edits of several cells that, undone, make a part reconcile."""
        known = self.network
        cells = frozenset(known.arcs[arc] for arc in known.inside[part])
        over = self._over(part)
        for cause, undone in edits(cells, self.printed, self.grid):
            if not cells.issuperset(undone):
                continue
            arcs = {known.index[cell] for cell in undone}
            ends = {node for arc in arcs for node in (known.tails[arc], known.heads[arc])}
            if any(ends.isdisjoint(nodes) for nodes in over) or not arcs.isdisjoint(self.held):
                continue
            if changes := self._changes(part, undone):
                causes = (cause_of(changes, self.printed, self.grid), cause)
                yield Candidate(changes, causes[0] if len(changes) == 2 else min(causes, key=likelihood))

    def _over(self, part: int) -> list[frozenset[int]]:
        """Nodes that do not balance, those together that are joined by blanks."""
        known = self.network
        groups = {node: frozenset({node}) for node in known.parts[part]}
        for arc in known.inside[part]:
            if self.figures[arc] is None:
                joined = groups[known.tails[arc]] | groups[known.heads[arc]]
                groups |= dict.fromkeys(joined, joined)
        return [nodes for nodes in set(groups.values()) if sum(self.excess[node] for node in nodes)]

    def _changes(self, part: int, undone: Undone) -> dict[Cell, int]:
        """What changes if an edit is undone; nothing if the part does not reconcile then, or there is a choice."""
        known = self.network
        figures = list(self.figures)
        for cell, due in undone.items():
            figures[known.index[cell]] = due
        solved = self._circulation(part, figures, known.excess(figures))
        solved.settle_all()
        if not solved.is_feasible:
            return {}
        settled = {arc: due for step in solved.steps for arc, due in zip(step.arcs, step.figures, strict=True)}
        changes = {cell: settled.get(known.index[cell]) if due is None else due for cell, due in undone.items()}
        for cell, due in changes.items():
            figures[known.index[cell]] = due
        if None in changes.values() or not self._are_allowed(part, figures):
            return {}
        return {cell: due for cell, due in changes.items() if due is not None and due != self.printed[cell]}

    def _are_allowed(self, part: int, figures: Sequence[int | None]) -> bool:
        """Whether none of these figures in a part is less than any there can be."""
        arcs, floors = self.network.inside[part], self.network.floors
        less = [arc for arc in arcs if (figure := figures[arc]) is not None and figure < floors[arc]]
        return not less
