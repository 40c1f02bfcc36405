"""
How far apart cells stand in a text with a cell a line: where a line is left out, a cell is blank.
"""

import itertools

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

import attrs


#: The longest row that blank lines are counted for.
WIDEST: Final = 16


@attrs.frozen
class LinedRow:
    """
    A row whose figures have a line each.

    Attributes:
        lines: of its figures.
        following: line of the label after it; None at the end.
        is_full: whether it has as many figures as columns.
    """

    lines: Sequence[int]
    following: int | None
    is_full: bool


@attrs.frozen
class Pitch:
    """
    How far apart cells stand where each has a line of its own.

    Attributes:
        cell: how many lines from one cell of a row to the next.
        row: how many lines from the last cell of a row to the label of the next row.
    """

    cell: int | None
    row: int | None

    def blanks(self, lines: Sequence[int | None], following: int | None) -> Iterator[list[int]]:
        """
        How many blank cells can stand in front of each figure, and after the last one.

        Args:
            lines: of the label, and of each figure.
            following: line of the next label.
        """
        if self.cell is None or None in lines:
            return
        known = cast("Sequence[int]", lines)
        steps = [after - before for before, after in itertools.pairwise(known)]
        if any(step <= 0 or step % self.cell for step in steps) or sum(steps) > WIDEST * self.cell:
            return
        inside = [step // self.cell - 1 for step in steps]
        yield [*inside, 0]
        if following is not None and self.row is not None and (left := following - known[-1] - self.row) > 0:
            yield [*inside, left // self.cell]


def pitch_of(rows: Iterable[LinedRow]) -> Pitch:
    """
    How far apart cells mostly stand: from figure to figure, and from the last figure to the next label.

    >>> pitch_of([LinedRow([3, 5, 7], 10, is_full=True)])
    Pitch(cell=2, row=3)
    """
    cells: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    for row in rows:
        cells.update(after - before for before, after in itertools.pairwise(row.lines) if after > before)
        if row.following is not None and row.is_full:
            ends[row.following - row.lines[-1]] += 1
    # Where complete rows end in different ways, nothing is known of how rows end.
    return Pitch(cells.most_common(1)[0][0] if cells else None, next(iter(ends)) if len(ends) == 1 else None)
