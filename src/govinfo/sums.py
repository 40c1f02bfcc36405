"""
The sums of a form among rows of one block, and the ways to split digits into figures that agree with them.
"""

import functools

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .cells import Cell, official
from .editions import Edition
from .figures import MOST_DIGITS
from .identities import identities


#: How many steps are taken in looking for the ways to split one row, before it is given up; and all rows of a block.
MOST_STEPS: Final = 20_000
MOST_STEPS_OF_ALL: Final = 60_000

#: The texts of the figures of a row, one for each cell.
Figures = tuple[str, ...]


@attrs.frozen(slots=False)
class Sum:
    """A sum that must be zero: coefficient of each figure, by row and place in it."""

    terms: tuple[tuple[int, int, int], ...]

    @functools.cached_property
    def rows(self) -> frozenset[int]:
        """The rows that it is about."""
        return frozenset(row for row, _, _ in self.terms)

    def residual(self, rows: Sequence[Figures]) -> int:
        """What it is instead of zero."""
        return sum(k * int(rows[row][place]) for row, place, k in self.terms)

    def residual_in(self, figures: Figures) -> int:
        """The same for a sum within one row."""
        return sum(k * int(figures[place]) for _, place, k in self.terms)


@functools.lru_cache(maxsize=64)
def sums_of(rows: tuple[tuple[Cell, ...], ...], edition: Edition) -> tuple[Sum, ...]:
    """The sums among rows with these cells."""
    at = {cell: (row, place) for row, cells in enumerate(rows) for place, cell in enumerate(cells)}
    found = []
    for identity in identities(official(edition)):
        if identity.sense == "=" and not isinstance(identity.right, int) and at.keys() >= set(identity.cells):
            sides = ((identity.left.terms, 1), (identity.right.terms, -1))
            found.append(Sum(tuple((*at[cell], sign * k) for terms, sign in sides for cell, k in terms)))
    return tuple(found)


@functools.lru_cache(maxsize=256)
def stands_alone(cells: tuple[Cell, ...], edition: Edition) -> bool:
    """Whether no sum of the form has cells of this row and others."""
    row = set(cells)
    sums = [set(identity.cells) for identity in identities(official(edition)) if identity.sense == "="]
    return not any(found & row and found - row for found in sums)


@attrs.define
class Budget:
    """How many steps are left for all rows of a block."""

    left: int = MOST_STEPS_OF_ALL


def split(text: str, size: int, sums: Sequence[Sum], budget: Budget | None = None) -> Iterator[Figures | None]:
    """
    The ways to split digits into *size* figures that agree with *sums* of their row.

    They are looked for from the end, where totals stand, so that what is left to add up is known. A None says that it
    was given up.

    Args:
        text: digits; a tab is a place where one figure ends for certain.
        size: how many figures there are.
        sums: of the places in this row.
        budget: the steps that are left, of which those that are taken are taken away.

    >>> from govinfo.cells import CELLS
    >>> row = CELLS.applications.received.cells()
    >>> list(split("21710000218", 7, sums_of((row,), 2021)))
    [('217', '1', '0', '0', '0', '0', '218')]
    """
    parts = [_Part.of(s, size) for s in sums]
    budget = budget or Budget()
    most = budget.left - min(budget.left, MOST_STEPS)
    stack: list[tuple[int, Figures, tuple[int, ...]]] = [(len(text), (), (0,) * len(parts))]
    while stack:
        end, figures, residuals = stack.pop()
        if budget.left <= most:
            yield None
            return
        budget.left -= 1
        place = size - len(figures) - 1
        if place < 0:
            if end == 0:
                yield figures
            continue
        if text[end - 1 : end] == "\t":
            end -= 1
        first = text.rfind("\t", 0, end) + 1
        starts = range(max(first, place, end - MOST_DIGITS), end)
        if place == 0:  # the first figure is all that is left
            starts = range(min(end, 1)) if first == 0 else range(0)
        for start in starts:
            figure = text[start:end]
            if (figure[0] == "0" and len(figure) > 1) or len(figure) > MOST_DIGITS:
                continue
            number = int(figure)
            following = tuple(
                [residual + part.coefficients[place] * number for residual, part in zip(residuals, parts, strict=True)]
            )
            if all(part.can_end(r, place, start) for r, part in zip(following, parts, strict=True)):
                stack.append((start, (figure, *figures), following))


@attrs.frozen
class _Part:
    """
    A sum as it is worked out from the last place to the first.

    Attributes:
        coefficients: of each place; 0 where a figure is in another sum.
        plus: how many places before each have a positive coefficient.
        minus: the same for negative ones.
    """

    coefficients: tuple[int, ...]
    plus: tuple[int, ...]
    minus: tuple[int, ...]

    @classmethod
    def of(cls, found: Sum, size: int) -> "_Part":
        """A sum of one row with so many places."""
        known = {place: k for _, place, k in found.terms}
        coefficients = tuple(known.get(place, 0) for place in range(size))
        plus = tuple(sum(k > 0 for k in coefficients[:place]) for place in range(size))
        return cls(coefficients, plus, tuple(sum(k < 0 for k in coefficients[:place]) for place in range(size)))

    def can_end(self, residual: int, place: int, digits: int) -> bool:
        """
        Whether it can still become zero with the figures in front of *place*, none of which is negative.

        The largest of those that are left must be at least an even share of what is to add up, and no figure is longer
        than the *digits* that the others leave. Where all of them are to add up, none is larger
        than what they add up to.
        """
        left = self.minus[place] if residual > 0 else self.plus[place]
        longest = len(str(abs(residual)))
        if left == place and digits > left * (longest + 1):  # a tab may stand behind each
            return False
        if residual == 0:
            return True
        return left > 0 and len(str(-(-abs(residual) // left))) <= digits - place + 1


__all__ = ["MOST_STEPS", "MOST_STEPS_OF_ALL", "Budget", "Figures", "Sum", "split", "stands_alone", "sums_of"]
