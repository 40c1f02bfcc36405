"""
The smallest sets of figures whose change makes all equations of a part of a network hold.

Whatever the blanks are, some nodes cannot balance: then one of the arcs between them and the rest is wrong, and each
may be tried. Each set is found once, because an arc that was tried is left alone in the tries after it; and none is
missed, because an arc that could not help to balance these nodes is the only kind that is not tried.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from .circulation import Circulation, Range, violated_cut
from .graph import Network


#: The largest sets that are looked for.
MOST: Final = 3


@attrs.frozen
class Change:
    """
    Arcs that carry something else than they should.

    Attributes:
        figures: for each of them what it should carry.
        ranges: what else it might carry, for those that the equations leave a choice.
    """

    figures: Mapping[int, int]
    ranges: Mapping[int, Range]


@attrs.define
class Budget:
    """
    How many tries are left; none if *left* is 0.

    Attributes:
        is_open: whether a set was met and left out whose figures are open.
    """

    left: int
    is_open: bool = False

    def take(self) -> bool:
        """Take one try; False if there is none."""
        self.left -= 1
        return self.left >= 0

    @property
    def is_spent(self) -> bool:
        """Whether more was asked for than there was."""
        return self.left < 0


@attrs.define
class _Search:
    """
    The search in one part.

    Attributes:
        network: any.
        part: number of the part.
        figures: of all arcs.
        excess: of all nodes.
        open: arcs that are blank, or must be wrong.
        known: arcs that may be wrong.
        budget: how many tries there are.
    """

    network: Network[Any]
    part: int
    figures: Sequence[int | None]
    excess: Sequence[int]
    open: frozenset[int]
    known: frozenset[int]
    budget: Budget

    def sets(self, size: int) -> Iterator[tuple[int, ...]]:
        """The sets of this size none of whose parts would do."""
        groups: dict[int, tuple[int, ...]] = {node: (node,) for node in self.network.parts[self.part]}
        for arc in self.open:
            groups = self._join(groups, arc)
        over = {nodes: excess for nodes in set(groups.values()) if (excess := sum(self.excess[n] for n in nodes))}
        return self._visit(groups, over, (), self.known, size)

    def _join(self, groups: dict[int, tuple[int, ...]], arc: int) -> dict[int, tuple[int, ...]]:
        """Nodes that are joined by an arc that may carry anything are like one."""
        tail, head = groups[self.network.tails[arc]], groups[self.network.heads[arc]]
        return groups if tail is head else groups | dict.fromkeys(tail + head, tail + head)

    def _visit(
        self,
        groups: dict[int, tuple[int, ...]],
        over: Mapping[tuple[int, ...], int],
        chosen: tuple[int, ...],
        known: frozenset[int],
        left: int,
    ) -> Iterator[tuple[int, ...]]:
        if len(over) > 2 * left or not self.budget.take():
            return
        if over:
            arcs = min((self._helping(nodes, excess, known) for nodes, excess in over.items()), key=len)
            if left == 1:
                arcs = [arc for arc in arcs if self._balances(groups, over, arc)]
        else:
            opened = self.open.union(chosen)
            excess = self.without(chosen)
            cut = violated_cut(self.network, self.part, excess, opened)
            if cut is None:
                if not left:
                    yield chosen
                return
            arcs = self._helping(cut, self._at_least(cut, excess, opened), known) if left else []
        for arc in arcs:
            known -= {arc}
            joined = self._join(groups, arc)
            tail, head = groups[self.network.tails[arc]], groups[self.network.heads[arc]]
            rest = over
            if joined is not groups:
                total = over.get(tail, 0) + over.get(head, 0)
                rest = {nodes: excess for nodes, excess in over.items() if nodes not in (tail, head)}
                if total:
                    rest[tail + head] = total
            yield from self._visit(joined, rest, (*chosen, arc), known, left - 1)

    def _at_least(self, cut: Sequence[int], excess: Sequence[int], opened: Iterable[int]) -> int:
        """By how much these nodes do not balance, if the open arcs carry the least that they may."""
        inside, network = frozenset(cut), self.network
        over = sum(excess[node] for node in cut)
        for arc in opened:
            over += network.floors[arc] * ((network.heads[arc] in inside) - (network.tails[arc] in inside))
        return over

    def _helping(self, nodes: Sequence[int], excess: int, known: frozenset[int]) -> list[int]:
        """The known arcs between some nodes and the others of which a change could balance these nodes."""
        inside, found = frozenset(nodes), []
        for node in nodes:
            for arc in self.network.at[node]:
                leaves, enters = self.network.tails[arc] in inside, self.network.heads[arc] in inside
                if leaves is enters or arc not in known:
                    continue
                # Too much comes in: more must go out, or less come in, which it cannot where nothing does.
                if leaves is (excess > 0) or (self.figures[arc] or 0) > self.network.floors[arc]:
                    found.append(arc)
        return found

    def _balances(self, groups: dict[int, tuple[int, ...]], over: Mapping[tuple[int, ...], int], arc: int) -> bool:
        """Whether a change of this arc alone balances all nodes."""
        ends = groups[self.network.tails[arc]], groups[self.network.heads[arc]]
        return all(nodes in ends for nodes in over)

    def without(self, chosen: Iterable[int]) -> list[int]:
        """The excess of all nodes if these arcs carried nothing."""
        excess = list(self.excess)
        for arc in chosen:
            figure = self.figures[arc] or 0
            excess[self.network.heads[arc]] -= figure
            excess[self.network.tails[arc]] += figure
        return excess

    def change(self, chosen: Sequence[int]) -> Change:
        """What the chosen arcs should carry: where there is a choice, what is nearest to what they do."""
        found: dict[int, int] = {}
        choice: dict[int, Range] = {}
        excess = self.without(chosen)
        opened = set(self.open.union(chosen))
        for arc in chosen:
            can_be = Circulation(self.network, self.part, excess, opened).ranges()
            if not found:
                choice = {one: can_be[one] for one in chosen if not can_be[one].is_one}
            figure = found[arc] = can_be[arc].nearest(self.figures[arc] or 0)
            opened.discard(arc)
            excess[self.network.heads[arc]] += figure
            excess[self.network.tails[arc]] -= figure
        return Change(found, choice)


def smallest(
    network: Network[Any],
    part: int,
    figures: Sequence[int | None],
    *,
    budget: Budget,
    fixed: Iterable[int] = (),
    weights: Mapping[int, float] | None = None,
) -> list[Change]:
    """
    All smallest sets of wrong figures, of up to `MOST`, that explain why the equations of a part cannot all hold.

    Args:
        network: any.
        part: number of the part.
        figures: what each arc carries; None for a blank.
        budget: how many tries may be made; if it is spent, there may be more.
        fixed: arcs that are right.
        weights: how sure each arc is, where that is not 1: the lightest sets are looked for instead of the smallest.
    """
    arcs = network.inside[part]
    held = frozenset(fixed)
    floors = network.floors
    wrong = tuple([arc for arc in arcs if (figure := figures[arc]) is not None and figure < floors[arc]])
    if not held.isdisjoint(wrong):
        return []
    blank = frozenset([arc for arc in arcs if figures[arc] is None])
    known = frozenset(arcs) - blank - held - frozenset(wrong)
    plain = network.excess(figures)
    search = _Search(network, part, figures, plain, blank, known, budget)
    search.excess, search.open = search.without(wrong), blank.union(wrong)
    sets: list[tuple[int, ...]] = []
    for size in range(max(0, MOST - len(wrong)) + 1):
        new = [(*wrong, *chosen) for chosen in search.sets(size)]
        sets += [chosen for chosen in new if not any(set(chosen).issuperset(other) for other in sets)]
        if sets and weights is None:
            break
    if weights is not None and sets:
        weigh = {chosen: sum(weights.get(arc, 1) for arc in chosen) for chosen in sets}
        sets = [chosen for chosen in sets if weigh[chosen] == min(weigh.values())]
    search.excess, search.open = plain, blank
    return [search.change(chosen) for chosen in sets]
