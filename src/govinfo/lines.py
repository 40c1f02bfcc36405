"""
What every reader gives: lines of cell texts in the order of reading, each with its place.
"""

import functools

import attrs

from ._text import clean
from .finding import Source, Status


@attrs.frozen
class Piece:
    """
    One cell text and where it stands.

    Attributes:
        text: as printed, without space at the ends.
        source: its place; its status is not known yet.
        span: over how many columns of its table the cell is merged.
    """

    text: str
    source: Source
    span: int = 1


@attrs.frozen(slots=False)
class Line:
    """
    A line of a text, a row of a table, or a paragraph (one cell): its cell texts in order, blank ones too.

    Attributes:
        pieces: the cell texts.
        is_running: whether these are words and figures from running text, where nothing but the words of the form
            says what a cell is: a piece can be several figures run together.
        is_shifted: whether figures stood in front of the first label of running text, so that those behind a label can
            be those of the next row.
        is_drawn: whether its cells are boxes that are drawn with characters, so that none stands for a merged one.
    """

    pieces: tuple[Piece, ...]
    is_running: bool = False
    is_shifted: bool = False
    is_drawn: bool = False

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table in the document itself, so that each piece is one cell."""
        return bool(self.pieces) and self.pieces[0].source.table is not None

    @functools.cached_property
    def filled(self) -> tuple[Piece, ...]:
        """The cell texts that are not blank."""
        return tuple([piece for piece in self.pieces if piece.text])

    @functools.cached_property
    def width(self) -> int:
        """How many columns it has, merged ones too."""
        return sum([piece.span for piece in self.pieces])

    @functools.cached_property
    def text(self) -> str:
        """All that it says."""
        return clean(" ".join([piece.text for piece in self.filled]))

    @functools.cached_property
    def source(self) -> Source:
        """The place of the whole line."""
        first = self.pieces[0].source
        column = first.column if self.is_running and (first.column or 0) > 1 else None
        return Source(self.text, Status.UNREADABLE, first.document, first.page, first.table, first.line, column)
