"""
Placing the figures of a row: which printed cell belongs to which column, where the row or its table decides it.
"""

from collections import defaultdict
from collections.abc import Sequence

import attrs

from .lines import Piece
from .tables import Row


@attrs.frozen
class Placed:
    """
    The cells of one row, column by column.

    Attributes:
        row: as printed.
        pieces: one for each column; none if the row does not fit.
        surplus: how many figures it has too many; fewer than none if it has too few.
    """

    row: Row
    pieces: tuple[Piece, ...]
    surplus: int = 0


def place(rows: Sequence[Row], size: int) -> list[Placed]:
    """
    Place the figures of rows of *size* columns.

    A row with one figure a column needs nothing else. One with blanks is placed where it has as many cells as columns,
    or where complete rows of the same shape show which cells of it are columns. One with too many figures is placed
    only if it does not matter which of them is too many, because the figures next to each other are the same.
    """
    grids: dict[tuple[int, int], set[tuple[int, ...]]] = defaultdict(set)
    for row in rows:
        if len(row.filled) == size:
            grids[_shape(row)].add(tuple(i for i, piece in enumerate(row.pieces) if piece.text))
    return [_place(row, size, grids[_shape(row)]) for row in rows]


def _shape(row: Row) -> tuple[int, int]:
    """How many cells a row has in all and after its label: rows that are alike in this have their columns alike."""
    return len(row.line.pieces), len(row.pieces)


def _place(row: Row, size: int, grids: set[tuple[int, ...]]) -> Placed:
    filled = row.filled
    surplus = len(filled) - size
    if surplus == 0:
        return Placed(row, filled)
    if surplus > 0:
        alike = all(len({piece.text for piece in filled[i : i + surplus + 1]}) == 1 for i in range(size))
        return Placed(row, filled[:size] if alike else (), surplus)
    if len(row.pieces) == size:
        return Placed(row, row.pieces)
    if not filled and len(row.pieces) > size:
        return Placed(row, row.pieces[:size])
    if len(grids) == 1:
        (columns,) = grids
        if all(i in columns for i, piece in enumerate(row.pieces) if piece.text):
            return Placed(row, tuple(row.pieces[i] for i in columns))
    return Placed(row, (), surplus)
