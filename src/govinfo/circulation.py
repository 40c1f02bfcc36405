"""
The open arcs of one part of a network, given what all others carry: is there a circulation, and what must it be?

First whatever a single node settles is settled, which is nearly all in reports as they are. For the rest one
circulation is looked for; from what could be rerouted around it, everything else follows, and always in whole numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from .components import bridges, strong
from .graph import NO_BOUND, Network


@attrs.frozen
class Range:
    """
    The whole numbers from *least* to *most*; None for no bound.

    >>> 3 in Range(0, None), Range(2, 2).is_one, Range(1, 4).nearest(7)
    (True, True, 4)
    """

    least: int | None
    most: int | None

    @property
    def is_one(self) -> bool:
        """Whether there is only one number in it."""
        return self.least is not None and self.least == self.most

    def __contains__(self, figure: int) -> bool:
        return self.nearest(figure) == figure

    def within(self, other: "Range") -> "Range | None":
        """
        What is in both; None if nothing is.

        >>> Range(0, None).within(Range(2, 5)), Range(0, 1).within(Range(2, None))
        (Range(least=2, most=5), None)
        """
        least = max((one.least for one in (self, other) if one.least is not None), default=None)
        most = min((one.most for one in (self, other) if one.most is not None), default=None)
        return None if least is not None and most is not None and least > most else Range(least, most)

    def nearest(self, figure: int) -> int:
        """The number in it that is nearest to *figure*."""
        if self.least is not None and figure < self.least:
            return self.least
        return figure if self.most is None else min(figure, self.most)


@attrs.frozen
class Step:
    """
    One step of a proof: some equations, added up, leave nothing open but these arcs.

    Attributes:
        arcs: those that it settles.
        figures: what they carry.
        nodes: whose equations are added up.
    """

    arcs: tuple[int, ...]
    figures: tuple[int, ...]
    nodes: tuple[int, ...]


#: A way through a network: arcs, each with 1 for along it and -1 for against it.
_Path = list[tuple[int, int]]


class Circulation:
    """
    What the open arcs of one part of a network can carry.

    Args:
        network: any.
        part: number of the part.
        excess: of each node, from the arcs that are not open.
        arcs: those that are open; all of this part.

    Attributes:
        steps: what is settled, in the order of reasoning.
        contradiction: nodes whose equations cannot all hold, given the steps; None if none is known.
    """

    def __init__(self, network: Network[Any], part: int, excess: Sequence[int], arcs: Iterable[int]) -> None:
        self.network = network
        self.steps: list[Step] = []
        self.contradiction: tuple[int, ...] | None = None
        self._nodes = network.parts[part]
        self._excess = list(excess)
        self._around: dict[int, set[int]] = {node: set() for node in self._nodes}
        self._entering = dict.fromkeys(self._nodes, 0)
        self._more: dict[int, int] = {}  # what each arc that is not settled carries above its floor
        self._is_solved = False
        for arc in arcs:
            tail, head, floor = network.tails[arc], network.heads[arc], network.floors[arc]
            self._around[tail].add(arc)
            self._around[head].add(arc)
            self._entering[head] += 1
            if floor:
                self._excess[head] += floor
                self._excess[tail] -= floor

    @property
    def is_feasible(self) -> bool:
        """Whether the open arcs can carry something such that all equations hold."""
        if not self._is_solved:
            self._is_solved = True
            self._settle_at_nodes(list(reversed(self._nodes)))
            if self.contradiction is None:
                self.route()
        return self.contradiction is None

    # Settling

    def _settle_at_nodes(self, todo: list[int]) -> None:
        """Settle what single nodes settle, until nothing is left to do or there is a contradiction."""
        network, around, entering, excess = self.network, self._around, self._entering, self._excess
        while todo:
            node = todo.pop()
            arcs, due, into = around[node], excess[node], entering[node]
            size = len(arcs)
            if size > 1 and (0 < into < size or network.nodes[node] is None):
                continue
            if due and (not size or (due > 0) is (into > 0)):
                self.contradiction = (node,)
                return
            if size == 1 or (size and not due):
                todo += self._settle(sorted(arcs), abs(due), (node,))

    def _settle(self, arcs: Sequence[int], more: int, nodes: tuple[int, ...]) -> list[int]:
        """Each of these arcs carries so much above its floor; the nodes at their ends."""
        network, ends = self.network, []
        for arc in arcs:
            tail, head = network.tails[arc], network.heads[arc]
            self._around[tail].discard(arc)
            self._around[head].discard(arc)
            self._entering[head] -= 1
            if more:
                self._excess[head] += more
                self._excess[tail] -= more
            ends += [tail, head]
        self.steps.append(Step(tuple(arcs), tuple([network.floors[arc] + more for arc in arcs]), nodes))
        return ends

    def settle_all(self) -> None:
        """Settle whatever is the same in every circulation; each step says why."""
        if not self.is_feasible or not self._more:
            return
        network = self.network
        for group in strong(self._nodes, self._others):
            # Nothing flows out of these nodes any more, and what flows in cannot be sent back, so nothing does.
            arcs = sorted({arc for node in group for arc in self._around[node] if network.tails[arc] not in group})
            if arcs:
                self._settle(arcs, 0, tuple(sorted(group)))
        self._more = {arc: self._more[arc] for arc in sorted(set().union(*self._around.values()))}
        for arc, nodes in bridges(network, self._more):
            self._settle([arc], self._more.pop(arc), nodes)

    def _others(self, node: int) -> Iterator[int]:
        """Where more can flow from a node."""
        network = self.network
        for arc in self._around[node]:
            if network.tails[arc] == node:
                yield network.heads[arc]
            elif self._more[arc]:
                yield network.tails[arc]

    # Routing

    def route(self) -> None:
        """Find what the arcs that are left can carry, or nodes whose equations make it impossible."""
        self._more = dict.fromkeys(sorted(set().union(*self._around.values())), 0)
        over = {node: self._excess[node] for node in self._nodes if self._excess[node]}
        while (start := next((node for node, excess in over.items() if excess > 0), None)) is not None:
            path, reached = self._path(start, {node for node, excess in over.items() if excess < 0})
            if not path:
                self.contradiction = tuple(sorted(reached))
                return
            arc, way = path[-1]
            end = self.network.heads[arc] if way > 0 else self.network.tails[arc]
            amount = min(over[start], -over[end], self._room(path))
            self._push(path, amount)
            over[start] -= amount
            over[end] += amount
            over = {node: excess for node, excess in over.items() if excess}

    def _path(self, start: int, ends: Iterable[int], without: int | None = None) -> tuple[_Path, set[int]]:
        """A shortest way to an end on which more can flow, if there is one; and the nodes that were reached."""
        tails, heads, around, more = self.network.tails, self.network.heads, self._around, self._more
        came: dict[int, tuple[int, int, int]] = {}
        reached = {start}
        todo = [start]
        for node in todo:
            for arc in around[node]:
                other, way = (heads[arc], 1) if tails[arc] == node else (tails[arc], -1)
                if other in reached or arc == without or (way < 0 and not more[arc]):
                    continue
                reached.add(other)
                came[other] = (node, arc, way)
                if other in ends:
                    path: _Path = []
                    while other in came:
                        other, arc, way = came[other]  # noqa: PLW2901  back to the start
                        path.append((arc, way))
                    return path[::-1], reached
                todo.append(other)
        return [], reached

    def _room(self, path: Iterable[tuple[int, int]]) -> int:
        """How much more can flow on a path."""
        return min((self._more[arc] for arc, way in path if way < 0), default=NO_BOUND)

    def _push(self, path: Iterable[tuple[int, int]], amount: int) -> None:
        for arc, way in path:
            self._more[arc] += way * amount

    # What follows

    def ranges(self) -> dict[int, Range]:
        """
        The least and the most that each open arc can carry; none if there is no circulation at all.

        From one circulation to those in which an arc carries most and least, by pushing around cycles.
        """
        self.settle_all()
        if not self.is_feasible:
            return {}
        found = {
            arc: Range(figure, figure)
            for step in self.steps
            for arc, figure in zip(step.arcs, step.figures, strict=True)
        }
        bounds = self._bounds() if self._more else {}
        most, least = dict(self._more), dict(self._more)  # as far as they were seen
        for arc, bound in bounds.items():
            tail, head, floor = self.network.tails[arc], self.network.heads[arc], self.network.floors[arc]
            while bound is not None and most[arc] < bound and (path := self._path(head, {tail}, arc)[0]):
                self._turn([*path, (arc, 1)], most, least)
            while least[arc] and (path := self._path(tail, {head}, arc)[0]):
                self._turn([*path, (arc, -1)], most, least)
            found[arc] = Range(_known(floor + least[arc]), None if bound is None else _known(floor + most[arc]))
        return found

    def _turn(self, cycle: _Path, most: dict[int, int], least: dict[int, int]) -> None:
        """Push around a cycle as much as there is room for, and keep what was seen."""
        self._push(cycle, self._room(cycle))
        for arc, way in cycle:
            seen = most if way > 0 else least
            seen[arc] = max(seen[arc], self._more[arc]) if way > 0 else min(seen[arc], self._more[arc])

    def _bounds(self) -> dict[int, int | None]:
        """
        What each open arc carries above its floor at most, by what can come to its tail and leave its head.

        It may be less; None for no bound, which is the case just where it lies on a circle.
        """
        network, infinite = self.network, 4 * NO_BOUND
        ahead = {
            node: [network.heads[arc] for arc in arcs if network.tails[arc] == node]
            for node, arcs in self._around.items()
        }
        group = {node: number for number, nodes in enumerate(strong(self._nodes, ahead.__getitem__)) for node in nodes}
        free = {arc for arc in self._more if group[network.tails[arc]] == group[network.heads[arc]]}
        bounds = dict.fromkeys(self._more, infinite)
        for _ in range(_ROUNDS):
            before = dict(bounds)
            for node, arcs in self._around.items():
                into = sum(bounds[arc] for arc in arcs if network.heads[arc] == node)
                out = sum(bounds[arc] for arc in arcs if network.tails[arc] == node)
                for arc in arcs - free:
                    is_leaving = network.tails[arc] == node
                    bounds[arc] = min(
                        bounds[arc], into + self._excess[node] if is_leaving else out - self._excess[node]
                    )
            if bounds == before:
                break
        return {arc: None if arc in free else bound for arc, bound in bounds.items()}


def _known(figure: int) -> int | None:
    """A bound, or None for one that is only there because some arc has none."""
    return None if abs(figure) > NO_BOUND // 2 else figure


#: How often bounds of arcs are made narrower by those of their neighbours.
_ROUNDS: Final = 5


def violated_cut(
    network: Network[Any], part: int, excess: Sequence[int], arcs: Iterable[int]
) -> tuple[int, ...] | None:
    """Nodes whose equations cannot hold together, whatever the open arcs carry; None if all can hold."""
    fresh = Circulation(network, part, excess, arcs)
    fresh.route()
    return fresh.contradiction
