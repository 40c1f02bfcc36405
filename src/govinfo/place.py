"""
Placing the figures of a row: which printed cell belongs to which column, where the row or its table decides it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import attrs

from .cells import Cell
from .editions import Edition
from .figures import digits
from .finding import Status
from .lines import Piece
from .rivals import Run
from .runs import tell_apart
from .tables import Printed, Row


@attrs.frozen
class Placed:
    """
    The cells of one row, column by column.

    Attributes:
        row: as printed.
        pieces: one for each column; none if the row does not fit.
        surplus: how many figures it has too many; fewer than none if it has too few.
        is_inferred: whether its figures were run together, and the sums told them apart.
        ways: ways to tell them apart, where more than one is left.
    """

    row: Row
    pieces: tuple[Piece, ...]
    surplus: int = 0
    is_inferred: bool = False
    ways: tuple[tuple[str, ...], ...] = ()


def place(rows: Sequence[Row], size: int, printed: Printed) -> list[Placed]:
    """
    Place the figures of rows of *size* columns, in what is printed of their block.

    A row with one figure a column, and no blank between them, needs nothing else. One with blanks is placed where it
    has as many cells as columns and none is cut off, or where complete rows of the same shape show which cells of it
    are columns. One with too many figures is placed
    only if it does not matter which of them is too many, because the figures next to each other are the same.
    """
    complete: dict[tuple[int, int], Counter[tuple[int, ...]]] = defaultdict(Counter)
    for row in rows:
        if len(row.filled) == size:
            complete[_shape(row)][_where(row)] += 1
    # A blank between the figures of a complete row is part of its grid only if another row has it too.
    grids = {
        shape: {where for where, times in found.items() if times > 1 or where[-1] - where[0] == size - 1}
        for shape, found in complete.items()
    }
    width, fillers = printed.width, printed.has_fillers
    return [_place(row, size, width, grids.get(_shape(row), set()), can_be_filler=fillers) for row in rows]


def place_running(rows: Mapping[str, Row], cells: Mapping[str, tuple[Cell, ...]], edition: Edition) -> list[Placed]:
    """
    Place the figures of rows from running text, in which only sums can tell figures apart that are run together.

    Args:
        rows: by path, in the order of the form.
        cells: of these rows.
        edition: of the block.
    """
    runs = []
    # Blank lines say where a cell is blank; but not where no text stands twice, because repeats are deleted.
    printed = [piece.text for row in rows.values() for piece in row.pieces]
    has_repeats = len(set(printed)) < len(printed)
    for path, row in rows.items():
        is_gridded = len(row.pieces) == len(cells[path]) and (has_repeats or all(piece.text for piece in row.pieces))
        texts = tuple(digits(piece.text) for piece in (row.pieces if is_gridded else row.filled))
        is_whole = len(texts) != len(cells[path]) and _is_a_cell_a_line(row)
        runs.append(Run(cells[path], () if is_whole else texts, row.is_doubtful))
    placed = []
    for run, told, row in zip(runs, tell_apart(runs, edition), rows.values(), strict=True):
        if told.figures:
            pieces = row.pieces if run.is_plain and len(row.pieces) == len(run.cells) else _cut(row, told.figures)
            placed.append(Placed(row, pieces, is_inferred=told.status is Status.INFERRED))
        else:
            missing = len(row.filled) - len(run.cells)
            alone = _place(row, len(run.cells), 0, set()) if missing > 0 else None
            placed.append(alone or Placed(row, (), missing, ways=told.ways))
    return placed


def _is_a_cell_a_line(row: Row) -> bool:
    """Whether each of several texts has a line of its own, so that none of them is two figures."""
    lines = [piece.source.line for piece in row.filled]
    return len(lines) > 1 and None not in lines and len(set(lines)) == len(lines)


def _cut(row: Row, figures: tuple[str, ...]) -> tuple[Piece, ...]:
    """The pieces of a row, cut where one figure ends and the next begins."""
    found: list[Piece] = []
    left = iter(figures)
    for piece in row.filled:
        at = 0
        while at < len(piece.text):
            figure = next(left)
            text = piece.text[at : at + len(figure)]
            found.append(attrs.evolve(piece, text=text, source=piece.source.saying(piece.text)))
            at += len(figure)
    return tuple(found)


def _where(row: Row) -> tuple[int, ...]:
    """Which cells after the label are not blank."""
    return tuple(i for i, piece in enumerate(row.pieces) if piece.text)


def _shape(row: Row) -> tuple[int, int]:
    """How many cells a row has in all and after its label: rows that are alike in this have their columns alike."""
    return row.line.width, len(row.pieces)


def _place(row: Row, size: int, width: int, grids: set[tuple[int, ...]], *, can_be_filler: bool = False) -> Placed:
    filled, where = row.filled, _where(row)
    surplus = len(filled) - size
    pieces: tuple[Piece, ...] = ()
    if surplus == 0:
        pieces = filled if where in grids else ()
    elif surplus > 0:
        alike = all(len({piece.text for piece in filled[i : i + surplus + 1]}) == 1 for i in range(size))
        # In running text many figures too many can be those of another row, whose label is lost.
        alike = alike and (not row.line.is_running or surplus == 1 or size == 1)
        pieces = filled[:size] if alike else ()
    elif _is_grid(row, size, width, can_be_filler=can_be_filler):
        pieces, surplus = row.pieces, 0
    elif not filled and len(row.pieces) >= size:
        pieces, surplus = row.pieces[:size], 0
    elif len(grids) == 1:
        (columns,) = grids
        # In a text, what is blank at the end of a row can stand for a cell that is merged, and for no column.
        if set(where) <= set(columns) and (columns[-1] in where or not can_be_filler or row.line.is_row):
            pieces, surplus = tuple(row.pieces[i] for i in columns), 0
    return Placed(row, pieces, surplus)


def _is_grid(row: Row, size: int, width: int, *, can_be_filler: bool) -> bool:
    """Whether each cell after the label of a row is a column."""
    if len(row.pieces) != size:
        return False
    if row.line.is_row:
        return all(piece.span == 1 for piece in row.pieces)
    return row.line.width == width and bool(row.pieces[-1].text or not can_be_filler or not row.labels)
