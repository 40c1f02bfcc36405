"""
Tables from their ruled lines: the cells that lines on a page enclose.

The lines cut the page into small squares; squares without a line between them are one cell. What is open to one side,
or no rectangle, is no cell. So a blank cell is one, and a merged cell is as wide as it is.
"""

import bisect
import itertools
import math

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

import attrs


#: How far apart two ends may be that are drawn as one place, in points.
NEAR: Final = 3.0

#: The largest part of a page that is filled for a cell, and not for the page.
LARGEST: Final = 0.3

#: The most squares that lines cut pages into; beyond it, it is a drawing and no table.
MOST: Final = 100_000


#: The most tables on a page.
MOST_TABLES: Final = 30

_STRAIGHT: Final = 0.6  #: how far from level the ends of a level line may be

Point: TypeAlias = tuple[float, float]

#: Where a line is, and from where to where it is drawn there.
_Place: TypeAlias = tuple[float, list[tuple[float, float]]]


@attrs.frozen
class Rule:
    """
    A ruled line, upright or level.

    Attributes:
        is_level: whether it goes from left to right.
        at: its distance from the top, or from the left if it is upright.
        start: where it begins.
        end: where it ends.
    """

    is_level: bool
    at: float
    start: float
    end: float


@attrs.frozen
class Cell:
    """
    A cell: its box in columns and rows of its table, the first ones and those behind the last.

    Attributes:
        left: its first column.
        top: its first row.
        right: the column behind it.
        bottom: the row below it.
    """

    left: int
    top: int
    right: int
    bottom: int

    @property
    def span(self) -> int:
        """How many columns it covers."""
        return self.right - self.left


@attrs.frozen
class Table:
    """
    A table.

    Attributes:
        xs: where its columns begin, and where the last one ends.
        ys: where its rows begin, and where the last one ends.
        cells: row by row, each from left to right; a merged one stands where it begins.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    def at(self, x: float, y: float) -> int | None:
        """The number of the cell in which a point is, from 0."""
        return self._squares.get((bisect.bisect_right(self.xs, x) - 1, bisect.bisect_right(self.ys, y) - 1))

    _squares: dict[tuple[int, int], int] = attrs.field(init=False, repr=False, eq=False)

    @_squares.default
    def _(self) -> dict[tuple[int, int], int]:
        return {
            (x, y): number
            for number, cell in enumerate(self.cells)
            for x in range(cell.left, cell.right)
            for y in range(cell.top, cell.bottom)
        }


def outline_rules(
    points: Sequence[Point], *, is_closed: bool, is_drawn: bool, largest: float = math.inf
) -> Iterator[Rule]:
    """
    The ruled lines that an outline is.

    Args:
        points: its corners.
        is_closed: whether the last corner is joined to the first.
        is_drawn: whether the outline is drawn, or only what is in it is filled.
        largest: the area of the largest box that is filled for a cell, and not for a page.
    """
    if not is_drawn:
        yield from box_rules(points, largest)
    else:
        for start, end in zip(points, [*points[1:], *points[:1]] if is_closed else points[1:], strict=False):
            yield from line_rules(start, end)


def line_rules(start: Point, end: Point) -> Iterator[Rule]:
    """
    The ruled line between two points, if it is level or upright.

    >>> list(line_rules((10, 20), (200, 20)))
    [Rule(is_level=True, at=20.0, start=10, end=200)]
    """
    (left, top), (right, bottom) = start, end
    if not all(map(math.isfinite, (left, top, right, bottom))):
        return
    if abs(top - bottom) <= _STRAIGHT:
        yield Rule(is_level=True, at=(top + bottom) / 2, start=min(left, right), end=max(left, right))
    elif abs(left - right) <= _STRAIGHT:
        yield Rule(is_level=False, at=(left + right) / 2, start=min(top, bottom), end=max(top, bottom))


def box_rules(points: Sequence[Point], largest: float = math.inf) -> Iterator[Rule]:
    """
    The ruled lines that a filled outline is: one if it is thin, four if it is a box, none if it is another shape.

    >>> list(box_rules([(10, 20), (200, 20), (200, 20.5), (10, 20.5)]))
    [Rule(is_level=True, at=20.25, start=10, end=200)]
    """
    if len(points) < 3 or not all(math.isfinite(length) for point in points for length in point):
        return
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if (right - left) * (bottom - top) > largest:
        return
    if min(right - left, bottom - top) <= NEAR:  # a dash of a dotted line is as short as it is thin
        if right - left >= bottom - top:
            yield Rule(is_level=True, at=(top + bottom) / 2, start=left, end=right)
        if bottom - top >= right - left:
            yield Rule(is_level=False, at=(left + right) / 2, start=top, end=bottom)
    elif all(min(x - left, right - x) <= _STRAIGHT and min(y - top, bottom - y) <= _STRAIGHT for x, y in points):
        for y in (top, bottom):
            yield Rule(is_level=True, at=y, start=left, end=right)
        for x in (left, right):
            yield Rule(is_level=False, at=x, start=top, end=bottom)


def tables(rules: Sequence[Rule], most: int = MOST) -> tuple[list[Table], int]:
    """
    The tables that ruled lines make, from top to bottom; a single column is a frame, or a shade, and no table.

    Args:
        rules: of one page.
        most: how many squares they may cut the page into.

    Returns:
        the tables, and how many squares there are.

    >>> lines = [Rule(is_level=True, at=y, start=0, end=100) for y in (0, 20)]
    >>> lines += [Rule(is_level=False, at=x, start=0, end=20) for x in (0, 50, 100)]
    >>> found, _ = tables(lines)
    >>> found[0].cells
    (Cell(left=0, top=0, right=1, bottom=1), Cell(left=1, top=0, right=2, bottom=1))
    """
    level = _joined(rule for rule in rules if rule.is_level)
    upright = _joined(rule for rule in rules if not rule.is_level)
    squares = len(level) * len(upright)
    if len(level) < 2 or len(upright) < 2 or squares > most:
        return [], 0
    xs, ys = [at for at, _ in upright], [at for at, _ in level]
    found = _touching(_enclosed(level, upright))
    return ([_table(xs, ys, cells) for cells in found] if len(found) <= MOST_TABLES else []), squares


def _joined(rules: Iterable[Rule]) -> list[_Place]:
    """The places of lines in one direction, each with the stretches that are drawn there."""
    places: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if places and rule.at - places[-1][0].at <= NEAR:
            places[-1].append(rule)
        else:
            places.append([rule])
    found = []
    for place in places:
        stretches: list[tuple[float, float]] = []
        for rule in sorted(place, key=lambda rule: rule.start):
            if stretches and rule.start - stretches[-1][1] <= NEAR:
                stretches[-1] = (stretches[-1][0], max(stretches[-1][1], rule.end))
            else:
                stretches.append((rule.start, rule.end))
        long = [(start, end) for start, end in stretches if end - start > NEAR]
        if long:
            found.append((sum(rule.at for rule in place) / len(place), long))
    return found


def _is_drawn(place: _Place, start: float, end: float) -> bool:
    """Whether a line is drawn all the way."""
    stretches = place[1]
    at = bisect.bisect_right(stretches, (start + NEAR, float("inf"))) - 1
    return at >= 0 and stretches[at][1] >= end - NEAR


def _enclosed(level: Sequence[_Place], upright: Sequence[_Place]) -> list[Cell]:
    """The rectangles that lines enclose, in numbers of lines."""
    xs, ys = [at for at, _ in upright], [at for at, _ in level]
    # One square more on each side is the paper around: whatever is open runs together with it.
    wide, high = len(xs) + 1, len(ys) + 1
    group = list(range(wide * high))

    def of(square: int) -> int:
        while group[square] != square:
            group[square] = group[group[square]]
            square = group[square]
        return square

    for y, x in itertools.product(range(high), range(wide)):
        here = y * wide + x
        if x + 1 < wide and not (0 < y < high - 1 and _is_drawn(upright[x], ys[y - 1], ys[y])):
            group[of(here + 1)] = of(here)
        if y + 1 < high and not (0 < x < wide - 1 and _is_drawn(level[y], xs[x - 1], xs[x])):
            group[of(here + wide)] = of(here)
    boxes: dict[int, list[tuple[int, int]]] = {}
    for square in range(wide * high):
        boxes.setdefault(of(square), []).append(divmod(square, wide))
    del boxes[of(0)]
    found = []
    for squares in boxes.values():
        (top, _), (bottom, _) = squares[0], squares[-1]
        left, right = min(x for _, x in squares), max(x for _, x in squares)
        if len(squares) == (right - left + 1) * (bottom - top + 1):
            found.append(Cell(left - 1, top - 1, right, bottom))
    return found


def _table(xs: Sequence[float], ys: Sequence[float], boxes: Iterable[Cell]) -> Table:
    """A table whose columns and rows are those of its own lines, and not of all lines of the page."""
    cells = sorted(boxes, key=lambda cell: (cell.top, cell.left))
    own_xs = sorted({x for cell in cells for x in (cell.left, cell.right)})
    own_ys = sorted({y for cell in cells for y in (cell.top, cell.bottom)})
    x, y = ({place: i for i, place in enumerate(own)} for own in (own_xs, own_ys))
    own_cells = (Cell(x[cell.left], y[cell.top], x[cell.right], y[cell.bottom]) for cell in cells)
    return Table(tuple(xs[i] for i in own_xs), tuple(ys[i] for i in own_ys), tuple(own_cells))


def _touching(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells in groups of those that touch, from top to bottom; a single column is a frame or a shade."""
    at = {(x, y): c for c in cells for x in range(c.left, c.right) for y in range(c.top, c.bottom)}
    rest, found = dict.fromkeys(cells), []
    while rest:
        new = [next(iter(rest))]
        del rest[new[0]]
        table = []
        while new:
            cell = new.pop()
            table.append(cell)
            around = [(x, y) for x in range(cell.left, cell.right) for y in (cell.top - 1, cell.bottom)]
            around += [(x, y) for y in range(cell.top, cell.bottom) for x in (cell.left - 1, cell.right)]
            for place in around:
                near = at.get(place)
                if near in rest:
                    del rest[near]
                    new.append(near)
        if len({cell.left for cell in table}) > 1:
            found.append(table)
    return sorted(found, key=lambda table: min(cell.top for cell in table))
