"""
Which cells of a form are neighbours on paper, and which are totals.
"""

import functools
import itertools

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from .cells import CELLS, Cell, cells_of
from .completion import total_of
from .editions import Edition
from .form import Applicants
from .identities import identities
from .rule import Rule
from .rules import RULES


def _ends() -> dict[Cell, Cell]:
    rows = [node for node in CELLS.applications.nodes() if isinstance(node, Applicants)]
    pairs = [(row.natural_persons, row.total) for row in rows]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


#: 自然人 and 总计 of a row: the two columns that are most often the same.
_ENDS: Final = _ends()


@attrs.frozen(eq=False)
class Grid:
    """
    The rows of a form as they are printed.

    Attributes:
        rows: the cells of each row, in the order of the form.
        totals: cells that are the sum of others.
    """

    rows: tuple[tuple[Cell, ...], ...]
    totals: frozenset[Cell]
    _at: Mapping[Cell, tuple[int, int]] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        at = {cell: (i, j) for i, row in enumerate(self.rows) for j, cell in enumerate(row)}
        object.__setattr__(self, "_at", at)

    def row(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells of the row that *cell* stands in."""
        return self.rows[self._at[cell][0]]

    def beside(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells to the left and to the right."""
        i, j = self._at[cell]
        return tuple(self.rows[i][k] for k in (j - 1, j + 1) if 0 <= k < len(self.rows[i]))

    def above_and_below(self, cell: Cell) -> tuple[Cell, ...]:
        """The cells above and below in the same column of the same table."""
        i, j = self._at[cell]
        near = (self.rows[k] for k in (i - 1, i + 1) if 0 <= k < len(self.rows))
        return tuple(
            row[j]
            for row in near
            if len(row) == len(self.rows[i]) and row[j].block == cell.block and row[j].slot is cell.slot
        )

    def other_end(self, cell: Cell) -> Cell | None:
        """自然人 for 总计 of the same row, and the other way round."""
        return _ENDS.get(cell)


def grid(editions: Sequence[Edition | None], rules: Iterable[Rule] = RULES) -> Grid:
    """The rows of a form whose blocks have these editions."""
    return _grid(tuple(editions), tuple(rules))


@functools.lru_cache(maxsize=512)
def _grid(editions: tuple[Edition | None, ...], rules: tuple[Rule, ...]) -> Grid:
    def row_of(cell: Cell) -> tuple[str, ...]:
        return (cell.block, *(place.name for place in cell.chain if place.slot.axis == "row"))

    rows = tuple(tuple(row) for _, row in itertools.groupby(cells_of(editions), key=row_of))
    found = (total_of(identity) for identity in identities(editions, rules))
    return Grid(rows, frozenset(total for total, _ in filter(None, found)))
