"""
What is printed of a page, in the order of reading: paragraphs, and tables of cells.

A table that only arranges the page is taken apart into what it holds.
"""

import re

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .._text import clean


_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_WIDE_SPACES: Final = str.maketrans("\u00a0\u3000", "  ")

#: Characters; no cell of the form has half as many.
_LONG_CELL: Final = 1000
#: Characters and paragraphs of a row of one cell, beyond which it is no heading within a table.
_LONG_HEADING: Final = 60
_MANY_PARAGRAPHS: Final = 4


@attrs.frozen
class Paragraph:
    """
    A paragraph.

    Attributes:
        text: what it says; as it is written if it is plain, else without space that is not printed.
        line: of the source of the page.
        is_plain: whether it is a line of preformatted text.
    """

    text: str
    line: int | None = None
    is_plain: bool = False


@attrs.frozen
class Cell:
    """A cell of a table: its text in one line, and over how many columns it goes."""

    text: str
    span: int = 1


@attrs.frozen
class Row:
    """A row of a table: its number there, from 1, and its cells as they stand in the source."""

    number: int
    cells: tuple[Cell, ...]


@attrs.frozen
class Table:
    """A table of data, or a part of one."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


def printed(text: str) -> str:
    r"""
    A text as it is printed: in one line, and without space that is not.

    >>> printed("规章\n\t 制作\u00a0 ")
    '规章 制作'
    """
    text = text.strip()
    if text.isprintable() and "  " not in text:  # as most cells are, at a tenth of the time
        return text
    return clean(_SPACE.sub(" ", text.translate(_WIDE_SPACES)))


@attrs.define
class Flow:
    """
    Text that flows, as on the page or in a cell.

    Attributes:
        span: over how many columns it goes, if it is a cell.
        blocks: what is complete.
    """

    span: int = 1
    blocks: list[Block] = attrs.field(factory=list)
    _parts: list[str] = attrs.field(factory=list)
    _line: int | None = None
    _is_plain: bool = False

    def say(self, words: str, line: int | None, *, is_plain: bool = False) -> None:
        """Words of the paragraph that is not complete."""
        if not self._parts:
            self._line, self._is_plain = line, is_plain
        self._parts.append(words)

    def stop(self) -> None:
        """End the paragraph."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts = []
        if not self._is_plain:
            text = printed(text)
        if text.strip():
            self.blocks.append(Paragraph(text, self._line, self._is_plain))


@attrs.define
class Grid:
    """
    A table in the making.

    Attributes:
        outside: what it says beside its cells: a caption.
        rows: the cells of each row; one that is but a line of text is complete.
    """

    outside: Flow = attrs.field(factory=Flow)
    rows: list[list[Flow | Cell]] = attrs.field(factory=list)
    _lines: list[int | None] = attrs.field(factory=list)

    def begin(self, line: int | None) -> None:
        """Begin a row that stands in a line of the source."""
        self.rows.append([])
        self._lines.append(line)

    def blocks(self) -> Iterator[Block]:
        """It as a table; what only arranges the page as that which it holds."""
        yield from self.outside.blocks
        is_single = sum(map(len, self.rows)) == 1
        data: list[Row] = []
        for number, (row, line) in enumerate(zip(self.rows, self._lines, strict=True), start=1):
            flows = [cell for cell in row if isinstance(cell, Flow)]
            if is_single or any(_arranges(cell, alone=len(row) == 1) for cell in flows):
                if data:
                    yield Table(tuple(data))
                    data = []
                for cell in row:
                    yield from cell.blocks if isinstance(cell, Flow) else _paragraphs(cell.text, line)
            elif flows:
                data.append(Row(number, tuple(map(_complete, row))))
            elif row:
                data.append(Row(number, tuple([cell for cell in row if isinstance(cell, Cell)])))
        if data:
            yield Table(tuple(data))


def _paragraphs(text: str, line: int | None) -> Iterator[Paragraph]:
    if text:
        yield Paragraph(text, line)


def _complete(cell: Flow | Cell) -> Cell:
    return Cell(_text(cell.blocks), cell.span) if isinstance(cell, Flow) else cell


def _arranges(cell: Flow, *, alone: bool) -> bool:
    """Whether a cell is no cell of a table of data, but a part of the page."""
    if any(isinstance(block, Table) for block in cell.blocks):
        return True
    if len(cell.blocks) < 2:
        return False
    size = len(_text(cell.blocks))
    return size > _LONG_CELL or (alone and (len(cell.blocks) >= _MANY_PARAGRAPHS or size > _LONG_HEADING))


def _text(blocks: Sequence[Block]) -> str:
    return printed(" ".join(block.text for block in blocks if isinstance(block, Paragraph)))
