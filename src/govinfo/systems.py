"""
The smallest sets of wrong figures in any linear equations: for those that are no network, as of a whole and its parts.

An equation that does not hold has a wrong figure in it, and so have those that are put right at the cost of others.
Equations with blanks say nothing here; where all equations are a network, `smallest` knows more and is faster.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

import attrs

from .graph import Equation
from .smallest import MOST, Budget


K = TypeVar("K", bound=Hashable)


@attrs.frozen
class System(Generic[K]):
    """
    Equations without blanks that hang together, and what stands in them.

    Attributes:
        terms: of each equation, how often each unknown counts.
        over: by how much each of them does not hold.
        at: the equations that each unknown is in.
        figures: what stands for each unknown.
    """

    terms: tuple[Mapping[K, int], ...]
    over: tuple[int, ...]
    at: Mapping[K, tuple[int, ...]]
    figures: Mapping[K, int]

    @property
    def holds(self) -> bool:
        """Whether all equations hold."""
        return not any(self.over)

    def touched(self, keys: Iterable[K]) -> set[int]:
        """The equations in which one of these unknowns is."""
        return {number for key in keys for number in self.at[key]}


def systems(equations: Iterable[Equation[K]], figures: Mapping[K, int | None]) -> Iterator[System[K]]:
    """
    The equations that have no blank, in parts that hang together.

    >>> made = systems([Equation((("a", 1), ("b", 1), ("c", -1))), Equation((("d", 1),), 5)], dict(a=1, b=2, c=4, d=5))
    >>> [(list(system.figures), system.over) for system in made]
    [(['a', 'b', 'c'], (-1,)), (['d'], (0,))]
    """
    asked = [equation for equation in equations if all(figures.get(key) is not None for key, _ in equation.terms)]
    group: dict[K, int] = {}
    members: dict[int, list[Equation[K]]] = {}
    for number, equation in enumerate(asked):
        met = {group[key] for key, _ in equation.terms if key in group}
        members[number] = [known for other in sorted(met) for known in members.pop(other)] + [equation]
        group.update((key, number) for known in members[number] for key, _ in known.terms)
    for found in members.values():
        at: dict[K, tuple[int, ...]] = {}
        for number, equation in enumerate(found):
            for key, _ in equation.terms:
                at[key] = (*at.get(key, ()), number)
        known_figures = {key: figure for key in at if (figure := figures[key]) is not None}
        over = tuple(sum(k * known_figures[key] for key, k in one.terms) - one.constant for one in found)
        yield System(tuple(dict(one.terms) for one in found), over, at, known_figures)


def smallest_sets(
    system: System[K], least: Callable[[K], int | None], *, budget: Budget, fixed: Iterable[K] = ()
) -> list[dict[K, int]]:
    """
    All smallest sets of up to `MOST` unknowns that make all equations of a system hold, with their right figures.

    Args:
        system: any.
        least: the least that each unknown may be; None for no bound.
        budget: how many tries may be made; if it is spent, there may be more, and if it is open, there are.
        fixed: unknowns that are right.
    """
    search, held = _Search(system, least, budget), frozenset(fixed)
    wrong = tuple(key for key, figure in system.figures.items() if (low := least(key)) is not None and figure < low)
    for size in range(MOST + 1 - len(wrong)) if held.isdisjoint(wrong) else ():
        if found := list(search.sets(wrong, held, size)):
            return found
    return []


@attrs.frozen
class _Search(Generic[K]):
    """The search in one system."""

    system: System[K]
    least: Callable[[K], int | None]
    budget: Budget

    def sets(self, chosen: tuple[K, ...], barred: frozenset[K], left: int) -> Iterator[dict[K, int]]:
        """The sets of so many more unknowns than the chosen ones, none of them barred, none of whose parts would do."""
        if not self.budget.take():
            return
        system = self.system
        touched = system.touched(chosen)
        alone = [number for number, by in enumerate(system.over) if by and number not in touched]
        if not left:
            if not alone and (due := self._due(chosen, touched)) is not None:
                yield due
            return
        # A violated equation without a chosen unknown needs one; else one more must share an equation with the chosen.
        asked = [min(alone, key=lambda number: len(system.terms[number]))] if alone else sorted(touched)
        for key in dict.fromkeys(key for number in asked for key in system.terms[number]):
            if key not in barred and key not in chosen:
                barred |= {key}
                yield from self.sets((*chosen, key), barred, left - 1)

    def _due(self, chosen: Sequence[K], touched: Iterable[int]) -> dict[K, int] | None:
        """What the chosen unknowns must be; None if that is nothing, not one thing, too little, or what they are."""
        changes = _solved(self.system, chosen, touched)
        if changes is None or not all(changes.values()):
            return None
        if len(changes) < len(chosen):  # these would do, with one figure or another
            self.budget.is_open = True
            return None
        due = {key: self.system.figures[key] + by for key, by in changes.items()}
        return due if all((low := self.least(key)) is None or figure >= low for key, figure in due.items()) else None


def _solved(system: System[K], chosen: Sequence[K], touched: Iterable[int]) -> dict[K, int] | None:
    """By how much the chosen unknowns must change for their equations to hold; None if nothing will do, {} if much."""
    rows = [
        [*(Fraction(system.terms[number].get(key, 0)) for key in chosen), Fraction(-system.over[number])]
        for number in touched
    ]
    solved: list[list[Fraction]] = []
    for column in range(len(chosen)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue  # there is a choice
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        solved = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in solved]
        solved.append(pivot)
    if any(row[-1] for row in rows) or any(row[-1].denominator != 1 for row in solved):
        return None
    if len(solved) < len(chosen):
        return {}
    return {key: int(row[-1]) for key, row in zip(chosen, solved, strict=True)}
