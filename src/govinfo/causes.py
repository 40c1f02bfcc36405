"""
How figures go wrong: each cause is one edit of a table, as people make them, and is replayed to see whether it fits.
"""

import enum
import itertools

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from .cells import CELLS, Cell
from .grid import Grid
from .language import CHINESE, sentence, template


#: Cells and what would stand in them if an edit had not been made; None for what that leaves open.
Undone = dict[Cell, int | None]


class Cause(enum.StrEnum):
    """One edit that makes right figures wrong; the likelier ones come first."""

    TRANSPOSED = "transposed"
    DIGIT = "digit"
    DOUBLED = "doubled"
    LOST = "lost"
    SIGN = "sign"
    SWAPPED = "swapped"
    SHIFTED = "shifted"
    TWICE = "twice"
    ROW = "row"
    APPLICANTS = "applicants"
    NOT_ZERO = "not-zero"
    TOTAL = "total"

    def words(self, locale: str = CHINESE) -> str:
        """
        The cause in words.

        >>> Cause.TRANSPOSED.words("en")
        'two digits transposed'
        """
        return sentence(_WORDS[self], locale)


_WORDS: Final[Mapping[Cause, str]] = {
    Cause.TRANSPOSED: template("two digits transposed"),
    Cause.DIGIT: template("one digit mistyped"),
    Cause.DOUBLED: template("a digit doubled"),
    Cause.LOST: template("a digit lost"),
    Cause.SIGN: template("the sign is wrong"),
    Cause.SWAPPED: template("two neighbours swapped"),
    Cause.SHIFTED: template("figures of the row shifted by one column"),
    Cause.TWICE: template("the same requests counted twice"),
    Cause.ROW: template("the figure belongs in the row above or below"),
    Cause.APPLICANTS: template("natural persons and total confused"),
    Cause.NOT_ZERO: template("left at zero or not filled in"),
    Cause.TOTAL: template("a total not brought up to date"),
}


def likelihood(cause: Cause | None) -> int:
    """The place of a cause among all of them, the likeliest first; none at all comes last."""
    return list(Cause).index(cause) if cause else len(Cause)


def distance(one: int, other: int) -> int:
    """
    How many keystrokes are between two figures: a character typed, left out, replaced, or two neighbours transposed.

    >>> distance(24, 42), distance(130, 1340), distance(1340, 14300), distance(-1, 10)
    (1, 1, 2, 2)
    """
    a, b = str(one), str(other)
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        above, row, earlier = row, [i], before
        for j, right in enumerate(b, start=1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        before = above
    return row[-1]


# One figure: what may have been typed instead of it.


def _transposed(due: str) -> Iterator[str]:
    return (due[:i] + due[i + 1] + due[i] + due[i + 2 :] for i in range(len(due) - 1))


def _mistyped(due: str) -> Iterator[str]:
    return (due[:i] + digit + due[i + 1 :] for i in range(len(due)) for digit in "0123456789")


def _doubled(due: str) -> Iterator[str]:
    return (due[: i + 1] + due[i:] for i in range(len(due)))


def _lost(due: str) -> Iterator[str]:
    return (due[:i] + due[i + 1 :] for i in range(len(due)) if len(due) > 1)


_TYPED: Final[Mapping[Cause, Callable[[str], Iterator[str]]]] = {
    Cause.TRANSPOSED: _transposed,
    Cause.DIGIT: _mistyped,
    Cause.DOUBLED: _doubled,
    Cause.LOST: _lost,
}


def _typed(due: int, figure: int) -> Iterator[Cause]:
    """The slips of a finger that make *figure* of *due*."""
    if figure >= 0 and due >= 0:
        yield from (cause for cause, slip in _TYPED.items() if str(figure) in slip(str(due)))
    if figure == -due:
        yield Cause.SIGN


def causes_of_one(cell: Cell, due: int, figures: Mapping[Cell, int | None], grid: Grid) -> list[Cause]:
    """
    The edits that explain a figure that is wrong by itself.

    Args:
        cell: where it stands.
        due: what should stand there.
        figures: what stands in all cells.
        grid: which cells are neighbours.
    """
    figure = figures[cell]
    if not figure:
        return [Cause.NOT_ZERO]
    found = [*_typed(due, figure)]
    if any(figures.get(other) == figure for other in grid.above_and_below(cell)):
        found.append(Cause.ROW)
    if (other_end := grid.other_end(cell)) and figures.get(other_end) == figure:
        found.append(Cause.APPLICANTS)
    return found or [Cause.TOTAL] * (cell in grid.totals)


def cause_of(changes: Mapping[Cell, int], figures: Mapping[Cell, int | None], grid: Grid) -> Cause | None:
    """
    The likeliest single edit that has made the figures of these cells what they are; None if none is known.

    Args:
        changes: what should stand in the cells that are wrong.
        figures: what stands in all cells.
        grid: which cells are neighbours.
    """
    if len(changes) == 1:
        ((cell, due),) = changes.items()
        return next(iter(causes_of_one(cell, due, figures, grid)), None)
    if len(changes) == 2 and (cause := _of_swap(changes, figures, grid)):
        return cause
    if _are_counted_twice(changes, figures, grid):
        return Cause.TWICE
    by = {due - (figures[cell] or 0) for cell, due in changes.items()}
    return Cause.TOTAL if len(by) == 1 and grid.totals.issuperset(changes) else None


def _of_swap(changes: Mapping[Cell, int], figures: Mapping[Cell, int | None], grid: Grid) -> Cause | None:
    """Whether two figures stand in each other's place, and why."""
    one, other = changes
    if (figures[one], figures[other]) != (changes[other], changes[one]):
        return None
    if other is grid.other_end(one):
        return Cause.APPLICANTS
    if other in grid.above_and_below(one):
        return Cause.SWAPPED if figures[one] and figures[other] else Cause.ROW
    return Cause.SWAPPED if other in grid.beside(one) else None


_IN_PART: Final = CELLS.applications.outcome.granted_in_part


def _are_counted_twice(changes: Mapping[Cell, int], figures: Mapping[Cell, int | None], grid: Grid) -> bool:
    """
    Whether a row has as many too many as stand in that of 部分公开, whose requests are counted there and nowhere else.

    If it is that row itself, they must stand in another one.
    """
    row = grid.row(next(iter(changes)))
    if not set(changes).issubset(row) or row[-1].path.split(".")[1] != "outcome":
        return False
    less = {row.index(cell): (figures[cell] or 0) - due for cell, due in changes.items()}
    partly = grid.row(_IN_PART.total)
    if min(less.values()) <= 0 or any(figures[partly[j]] != by for j, by in less.items()):
        return False
    others = [other for other in grid.rows if other[-1].path.split(".")[1] == "outcome" and other is not partly]
    return row is not partly or any(all((figures[other[j]] or 0) >= by for j, by in less.items()) for other in others)


# Many figures: what the table would be without one edit. Each is a change of several cells; those in it that are None
# have to be worked out.


def edits(cells: frozenset[Cell], figures: Mapping[Cell, int | None], grid: Grid) -> Iterator[tuple[Cause, Undone]]:
    """
    What undoes an edit of several figures: neighbours swapped, a row shifted by one column.

    Args:
        cells: of the part of the form that is asked about.
        figures: what stands in all cells.
        grid: which cells are neighbours.
    """
    for row in grid.rows:
        if not cells.isdisjoint(row):
            for one in row:
                below = grid.above_and_below(one)[-1:]
                right = grid.beside(one)[-1:]
                end = grid.other_end(one)
                for other in (*right, *below, *((end,) if end else ())):
                    if other.index > one.index and figures[one] != figures[other] and _are_known(figures, one, other):
                        yield Cause.SWAPPED, {one: figures[other], other: figures[one]}
            yield from ((Cause.SHIFTED, undone) for undone in _unshifted(row, figures))


def _are_known(figures: Mapping[Cell, int | None], *cells: Cell) -> bool:
    return all(figures[cell] is not None for cell in cells)


def _unshifted(row: Sequence[Cell], figures: Mapping[Cell, int | None]) -> Iterator[Undone]:
    """
    The row without a shift to the right or to the left that begins or ends at one of its cells.

    What was inserted is nothing or 0; what was pushed out at the other end must be worked out.
    """
    for way in (row, row[::-1]):
        for start in range(len(way) - 2):
            for end in (len(way) - 1, len(way)):
                part = way[start:end]
                if figures[part[0]] or not _are_known(figures, *part[1:]) or len(part) < 3:
                    continue
                moved = {cell: figures[after] for cell, after in itertools.pairwise(part)}
                yield {**{cell: due for cell, due in moved.items() if due != figures[cell]}, part[-1]: None}
