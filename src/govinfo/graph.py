"""
Equations as a directed graph: each unknown an arc, each equation a node at which inflow equals outflow.

That is so where every unknown stands in two equations, with opposite signs after a choice of signs; one that stands in
a single equation leads to a ground. Solutions are then circulations (`circulation.py`).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar

import attrs

from .cells import Cell
from .identities import Identity
from .rule import Sum


K = TypeVar("K", bound=Hashable)

#: What an arc without a bound carries at most.
NO_BOUND: Final = 10**30

#: The largest figure that is taken for one; all of a form added up are far from `NO_BOUND`.
LARGEST: Final = 10**24


@attrs.frozen(eq=False)
class Equation(Generic[K]):
    """
    A sum of unknowns that must come to a constant.

    Attributes:
        terms: what is added up, and how often each counts.
        constant: what it must come to.
        identity: the relation that says so, if a form has it.
    """

    terms: tuple[tuple[K, int], ...]
    constant: int = 0
    identity: Identity | None = None

    @classmethod
    def of(cls, identity: Identity) -> "Equation[Cell]":
        """An identity as an equation: left side less right side."""
        if isinstance(identity.right, Sum):
            return Equation((identity.left - identity.right).terms, 0, identity)
        return Equation(identity.left.terms, identity.right, identity)


@attrs.frozen(eq=False)
class Network(Generic[K]):
    """
    Equations as a directed graph.

    Attributes:
        arcs: the unknowns; each is an arc.
        tails: for each arc the node that it leaves.
        heads: for each arc the node that it enters.
        least: for each arc the least that it may carry; None for no bound.
        nodes: the equation of each node; None for the ground, which a part has where unknowns stand in one equation.
        due: for each node what its inflow exceeds its outflow by.
        parts: the nodes of each connected part.
        implied: equations left out, because the others imply them.
        unfit: equations that do not fit into a network with the others, and of which nothing is said here.
    """

    arcs: tuple[K, ...]
    tails: tuple[int, ...]
    heads: tuple[int, ...]
    least: tuple[int | None, ...]
    nodes: tuple[Equation[K] | None, ...]
    due: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]
    implied: tuple[Equation[K], ...] = ()
    unfit: tuple[Equation[K], ...] = ()
    index: Mapping[K, int] = attrs.field(init=False, repr=False)  #: the number of each arc
    at: tuple[tuple[int, ...], ...] = attrs.field(init=False, repr=False)  #: the arcs at each node
    inside: tuple[tuple[int, ...], ...] = attrs.field(init=False, repr=False)  #: the arcs of each part
    floors: tuple[int, ...] = attrs.field(init=False, repr=False)  #: the least, and a very small number for no bound

    def __attrs_post_init__(self) -> None:
        at: list[list[int]] = [[] for _ in self.nodes]
        for arc, (tail, head) in enumerate(zip(self.tails, self.heads, strict=True)):
            at[tail].append(arc)
            at[head].append(arc)
        inside = (tuple(sorted({arc for node in part for arc in at[node]})) for part in self.parts)
        object.__setattr__(self, "index", {key: arc for arc, key in enumerate(self.arcs)})
        object.__setattr__(self, "at", tuple(map(tuple, at)))
        object.__setattr__(self, "inside", tuple(inside))
        object.__setattr__(self, "floors", tuple(-NO_BOUND if least is None else least for least in self.least))

    def excess(self, figures: Iterable[int | None]) -> list[int]:
        """
        By how much the inflow of each node exceeds what is due, given the figure of each arc; a blank adds nothing.

        All of them are zero where no figure is blank and every equation holds.
        """
        found = [-due for due in self.due]
        for figure, tail, head in zip(figures, self.tails, self.heads, strict=True):
            if figure:
                found[head] += figure
                found[tail] -= figure
        return found

    def equations(self, nodes: Iterable[int]) -> tuple[Equation[K], ...]:
        """
        The equations of these nodes of one part, or those of its other nodes, which say the same: the fewer of them.

        The sum of what flows into some nodes is the sum of what flows out of the others. The ground has no equation.
        """
        given = frozenset(nodes)
        part = next((frozenset(part) for part in self.parts if not given.isdisjoint(part)), given)
        side = self.smaller(given, part - given)
        return tuple(known for node in sorted(side) if (known := self.nodes[node]) is not None)

    def smaller(self, *sides: frozenset[int]) -> frozenset[int]:
        """The side of a cut with the fewest nodes; the one with the ground, which has no equation, only if need be."""
        return min(sides, key=lambda side: (any(self.nodes[node] is None for node in side), len(side)))

    def implies(self, equation: Equation[K]) -> bool:
        """Whether *equation* follows from those of the nodes: whether it is a difference of potentials."""
        weights = dict(equation.terms)
        if not weights.keys() <= self.index.keys():
            return False
        potential: dict[int, int] = {}
        for part in self.parts:
            potential[part[0]] = 0
            todo = [part[0]]
            while todo:
                node = todo.pop()
                for arc in self.at[node]:
                    tail, head = self.tails[arc], self.heads[arc]
                    weight = weights.get(self.arcs[arc], 0)
                    other, value = (
                        (head, potential[node] + weight) if node == tail else (tail, potential[node] - weight)
                    )
                    if other not in potential:
                        potential[other] = value
                        todo.append(other)
                    elif potential[other] != value:
                        return False
        return sum(potential[node] * due for node, due in enumerate(self.due)) == equation.constant


def build(equations: Sequence[Equation[K]], least: Callable[[K], int | None] = lambda _: 0) -> Network[K]:
    """
    The network of *equations*, of as many of them as fit; the earlier ones are kept rather than the later.

    Args:
        equations: linear ones.
        least: the least that each unknown may be; None for no bound.

    >>> made = build([Equation((("a", 1), ("b", 1), ("c", -1))), Equation((("c", 1), ("d", -1)))])
    >>> [(made.tails[arc], made.heads[arc]) for arc in range(4)], len(made.nodes)
    ([(2, 0), (2, 0), (0, 1), (1, 2)], 3)
    """
    left = [equation for equation in equations if equation.terms and all(abs(k) == 1 for _, k in equation.terms)]
    while True:
        made = _attempt(left, least)
        if not made.unfit:
            break
        keys = {key for equation in made.unfit for key, _ in equation.terms}
        left.remove([equation for equation in left if any(key in keys for key, _ in equation.terms)][-1])
    rest = [equation for equation in equations if equation not in left]
    implied = tuple(equation for equation in rest if made.implies(equation))
    unfit = tuple(equation for equation in rest if equation not in implied)
    return attrs.evolve(made, implied=made.implied + implied, unfit=unfit)


def _attempt(equations: Sequence[Equation[K]], least: Callable[[K], int | None]) -> Network[K]:
    """The network of those equations that can be kept if most is left out where there is too much."""
    kept, aside = _at_most_two(equations)
    signs: _Signs[K] = _Signs()
    fitting = [equation for equation in kept if signs.take(equation.terms)]
    aside += [equation for equation in kept if equation not in fitting]
    made = _network(fitting, signs.chosen(), least)
    implied = tuple(equation for equation in aside if made.implies(equation))
    return attrs.evolve(made, implied=implied, unfit=tuple(equation for equation in aside if equation not in implied))


def _at_most_two(equations: Sequence[Equation[K]]) -> tuple[list[Equation[K]], list[Equation[K]]]:
    """
    Equations such that each unknown stands in two of them at most; and those left aside for that.

    One that has most of the unknowns that stand in too many is likely the one that the others imply.
    """
    kept = list(equations)
    aside: list[Equation[K]] = []
    while True:
        count = Counter(key for equation in kept for key, _ in equation.terms)
        over = [sum(count[key] > 2 for key, _ in equation.terms) for equation in kept]
        if not any(over):
            return kept, aside
        most = max(range(len(kept)), key=lambda number: (over[number], number))
        aside.append(kept.pop(most))


@attrs.define
class _Signs(Generic[K]):
    """The signs of equations relative to each other, such that an unknown of two has opposite signs in them."""

    groups: list[tuple[int, int]] = attrs.field(factory=list)  # for each equation: its group, and its sign there
    first: dict[K, tuple[int, int]] = attrs.field(factory=dict)  # where an unknown stood first, and its coefficient

    def take(self, terms: Sequence[tuple[K, int]]) -> bool:
        """Add an equation; False if no sign of it will do."""
        number = len(self.groups)
        asked: dict[int, int] = {}
        for key, coefficient in terms:
            if key in self.first:
                other, there = self.first[key]
                group, sign = self.groups[other]
                if asked.setdefault(group, -sign * there * coefficient) != -sign * there * coefficient:
                    return False
        self.groups = [
            (number, sign * asked[group]) if group in asked else (group, sign) for group, sign in self.groups
        ]
        self.groups.append((number, 1))
        for key, coefficient in terms:
            self.first.setdefault(key, (number, coefficient))
        return True

    def chosen(self) -> list[int]:
        """The sign of each equation that was taken."""
        return [sign for _, sign in self.groups]


def _network(equations: Sequence[Equation[K]], signs: Sequence[int], least: Callable[[K], int | None]) -> Network[K]:
    """The graph of equations whose signs are chosen."""
    ends: dict[K, dict[int, int]] = {}
    for node, (equation, sign) in enumerate(zip(equations, signs, strict=True)):
        for key, coefficient in equation.terms:
            ends.setdefault(key, {})[sign * coefficient] = node
    nodes: list[Equation[K] | None] = list(equations)
    due = [sign * equation.constant for equation, sign in zip(equations, signs, strict=True)]
    parts = []
    for part in _parts(len(equations), [tuple(known.values()) for known in ends.values()]):
        inside = frozenset(part)
        half = [known for known in ends.values() if len(known) == 1 and not inside.isdisjoint(known.values())]
        if half:
            for known in half:
                known[-next(iter(known))] = len(nodes)
            part.append(len(nodes))
            nodes.append(None)
            due.append(-sum(due[node] for node in inside))
        parts.append(tuple(part))
    keys = list(ends)
    return Network(
        arcs=tuple(keys),
        tails=tuple(ends[key][-1] for key in keys),
        heads=tuple(ends[key][1] for key in keys),
        least=tuple(map(least, keys)),
        nodes=tuple(nodes),
        due=tuple(due),
        parts=tuple(parts),
    )


def _parts(count: int, edges: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The connected parts of a graph with nodes up to *count*, each in order."""
    part = list(range(count))
    for nodes in edges:
        old, new = part[nodes[0]], part[nodes[-1]]
        part = [new if known == old else known for known in part]
    for known in dict.fromkeys(part):
        yield [node for node in range(count) if part[node] == known]
