"""
The sums of a form among rows of one block, and the ways to split digits into figures that agree with them.
"""

import functools

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .cells import Cell, official
from .editions import Edition
from .identities import identities


#: How many steps are taken in looking for ways before it is given up.
MOST_STEPS: Final = 20_000

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


def split(text: str, size: int, sums: Sequence[Sum]) -> Iterator[Figures | None]:
    """
    The ways to split digits into *size* figures that agree with *sums* of their row.

    They are looked for from the end, where totals stand, so that what is left to add up is known. A None says that it
    was given up.

    Args:
        text: digits; a tab is a place where one figure ends for certain.
        size: how many figures there are.
        sums: of the places in this row.

    >>> from govinfo.cells import CELLS
    >>> row = CELLS.applications.received.cells()
    >>> list(split("21710000218", 7, sums_of((row,), 2021)))
    [('217', '1', '0', '0', '0', '0', '218')]
    """
    # Of each sum: its coefficients by place, and the first place in it.
    known = [({place: k for _, place, k in s.terms}, min(place for _, place, _ in s.terms)) for s in sums]
    steps = 0
    stack: list[tuple[int, Figures, tuple[int, ...]]] = [(len(text), (), (0,) * len(known))]
    while stack:
        end, figures, residuals = stack.pop()
        steps += 1
        if steps > MOST_STEPS:
            yield None
            return
        place = size - len(figures) - 1
        if place < 0:
            if end == 0:
                yield figures
            continue
        if text[end - 1 : end] == "\t":
            end -= 1
        first = text.rfind("\t", 0, end) + 1
        starts = range(max(first, place), end)
        if place == 0:  # the first figure is all that is left
            starts = range(min(end, 1)) if first == 0 else range(0)
        for start in starts:
            figure = text[start:end]
            if len(figure) > 1 and figure[0] == "0":
                continue
            following = tuple(
                residual + terms.get(place, 0) * int(figure)
                for residual, (terms, _) in zip(residuals, known, strict=True)
            )
            if all(_can_be_zero(r, terms, least, place) for r, (terms, least) in zip(following, known, strict=True)):
                stack.append((start, (figure, *figures), following))


def _can_be_zero(residual: int, terms: dict[int, int], least: int, place: int) -> bool:
    """Whether a sum can become zero with the figures in front of *place*, none of which is negative."""
    if residual == 0:
        return True
    if place <= least:
        return False
    signs = {k > 0 for at, k in terms.items() if at < place}
    return signs != {residual > 0}


__all__ = ["MOST_STEPS", "Figures", "Sum", "split", "stands_alone", "sums_of"]
