"""
Where every label and every cell of a section is printed, with spans: the geometry of the official form.

Section two is one table, in which each block has a title row of its own; a block with fewer columns than the table lets
its last column span what is left. Sections three and four are a table each.
"""

import functools
import itertools

from collections.abc import Iterator
from typing import Any, Literal

import attrs

from ._tree import corner, heading, paths, places
from .cells import BLOCKS, Cell
from .editions import Edition
from .language import CHINESE, label


@attrs.frozen
class Box:
    """
    One box of a table: where it stands, how far it spans, and a label or a cell.

    Attributes:
        kind: title of a block, corner, heading of columns or of rows, or a cell.
        top: row of the table, from 0.
        left: column of the table, from 0.
        height: rows that it spans.
        width: columns that it spans.
        block: path of its block.
        text: the label, in Chinese; empty for a cell.
        cell: the cell, or None for a label.
    """

    kind: Literal["title", "corner", "column", "row", "cell"]
    top: int
    left: int
    height: int
    width: int
    block: str
    text: str = ""
    cell: Cell | None = None

    def label(self, locale: str = CHINESE) -> str:
        """The label in *locale*."""
        return label(self.text, locale)

    def squares(self) -> Iterator[tuple[int, int]]:
        """Every square that it covers, as row and column."""
        return itertools.product(range(self.top, self.top + self.height), range(self.left, self.left + self.width))


@attrs.frozen
class Table:
    """
    The boxes of one section, row by row.

    Attributes:
        section: name of the section.
        height: number of rows.
        width: number of columns.
        boxes: all of them, by row and column.
    """

    section: str
    height: int
    width: int
    boxes: tuple[Box, ...]

    def rows(self) -> Iterator[tuple[Box, ...]]:
        """The boxes that begin in each row; a row in which none begins is empty."""
        by_row = {top: tuple(boxes) for top, boxes in itertools.groupby(self.boxes, key=lambda box: box.top)}
        return (by_row.get(top, ()) for top in range(self.height))

    @functools.cached_property
    def headings(self) -> dict[Cell, tuple[Box, ...]]:
        """For each cell the boxes that say what it is: title, headings of columns, headings of rows."""
        return {box.cell: tuple(self._over(box)) for box in self.boxes if box.cell is not None}

    def _over(self, cell: Box) -> Iterator[Box]:
        for box in self.boxes:
            same_row = box.top <= cell.top < box.top + box.height
            same_column = box.left <= cell.left < box.left + box.width
            if box.block == cell.block and (
                box.kind == "title" or (box.kind == "row" and same_row) or (box.kind == "column" and same_column)
            ):
                yield box


def _depth(cls: Any, edition: int, axis: str) -> int:
    """How many levels of headings *cls* has on this axis."""
    inside = [place for place in places(cls, edition) if place.slot.axis == axis]
    return max((1 + (_depth(place.node, edition, axis) if place.node else 0) for place in inside), default=0)


def _leaves(cls: Any, edition: int, axis: str) -> int:
    """How many rows, or columns, there are under *cls*."""
    inside = [place for place in places(cls, edition) if place.slot.axis == axis]
    return sum(max(1, _leaves(place.node, edition, axis)) if place.node else 1 for place in inside)


@attrs.frozen
class _Heading:
    """A heading on one axis: its level and position there, how far it spans on both, and its label."""

    level: int
    at: int
    levels: int
    span: int
    text: str


def _headings(cls: Any, edition: int, axis: str, levels: int, above: tuple[int, int] = (0, 0)) -> Iterator[_Heading]:
    """The headings of one axis: a branch spans its leaves, a leaf the *levels* that are left."""
    level, at = above
    for place in places(cls, edition):
        if place.slot.axis != axis:
            continue
        inner = _leaves(place.node, edition, axis) if place.node else 0
        yield _Heading(level, at, 1 if inner else levels - level, max(1, inner), place.slot.label(edition) or "")
        if inner:
            yield from _headings(place.node, edition, axis, levels, (level + 1, at))
        at += max(1, inner)


def rows_of(cls: Any, edition: int, at: str) -> tuple[tuple[Any, str], ...]:
    """The class and path of every row of figures, in the order of the form; a block without rows is one row."""
    inside = [place for place in places(cls, edition) if place.slot.axis == "row"]
    found = [row for place in inside for row in rows_of(place.node, edition, f"{at}.{place.name}")]
    return tuple(found) or ((cls, at),)


@functools.cache
def _block(path: str, edition: Edition, top: int, width: int) -> tuple[Box, ...]:
    """The boxes of one block from row *top* on, in a table of this width."""
    cls = BLOCKS[path][-1].node
    rows = rows_of(cls, edition, path)
    row = rows[0][0]
    over = heading(row, edition)
    stub = _depth(cls, edition, "row")
    levels, columns = _depth(row, edition, "column"), _leaves(row, edition, "column")
    spare = width - stub - columns  # the last column takes what the block leaves over
    boxes = []
    if title := BLOCKS[path][-1].slot.axis == "block" and BLOCKS[path][-1].slot.label(edition):
        boxes.append(Box("title", top, 0, 1, width, path, title))
        top += 1
    head = top
    if over:
        boxes.append(Box("column", head, stub, 1, columns + spare, path, over))
        head += 1
    for h in _headings(row, edition, "column", levels):
        last = h.at + h.span == columns
        boxes.append(Box("column", head + h.level, stub + h.at, h.levels, h.span + spare * last, path, h.text))
    head += levels
    if stub:
        boxes.append(Box("corner", top, 0, head - top, stub, path, corner(cls, edition) or ""))
    boxes += [
        Box("row", head + h.at, h.level, h.span, h.levels, path, h.text) for h in _headings(cls, edition, "row", stub)
    ]
    for y, (node, path_of_row) in enumerate(rows):
        for x, cell in enumerate(paths(node, edition, f"{path_of_row}.")):
            last = x == columns - 1
            boxes.append(Box("cell", head + y, stub + x, 1, 1 + spare * last, path, cell=Cell(cell)))
    return tuple(sorted(boxes, key=lambda box: (box.top, box.left)))


@functools.cache
def table(section: str, editions: tuple[Edition | None, ...]) -> Table | None:
    """
    The table of one section of a form whose blocks have these editions; None if none of its blocks is there.

    >>> from govinfo.cells import official
    >>> printed = table("applications", official(2021))
    >>> printed.height, printed.width
    (28, 10)
    """
    present = [
        (path, edition)
        for path, edition in zip(BLOCKS, editions, strict=True)
        if edition is not None and path.split(".")[0] == section
    ]
    if not present:
        return None
    width = max(_width(path, edition) for path, edition in present)
    boxes: tuple[Box, ...] = ()
    for path, edition in present:
        boxes += _block(path, edition, max((box.top + box.height for box in boxes), default=0), width)
    return Table(section, max(box.top + box.height for box in boxes), width, boxes)


def _width(path: str, edition: Edition) -> int:
    cls = BLOCKS[path][-1].node
    row = rows_of(cls, edition, path)[0][0]
    return _depth(cls, edition, "row") + _leaves(row, edition, "column")
