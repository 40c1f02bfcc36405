"""
What every reader gives: lines of cell texts in the order of reading, each with its place.
"""

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
    """

    text: str
    source: Source


@attrs.frozen
class Line:
    """A line of a text, a row of a table, or a paragraph (one cell): its cell texts in order, blank ones too."""

    pieces: tuple[Piece, ...]

    @property
    def filled(self) -> tuple[Piece, ...]:
        """The cell texts that are not blank."""
        return tuple(piece for piece in self.pieces if piece.text)

    @property
    def text(self) -> str:
        """All that it says."""
        return clean(" ".join(piece.text for piece in self.filled))

    @property
    def source(self) -> Source:
        """The place of the whole line."""
        return attrs.evolve(self.pieces[0].source, text=self.text, status=Status.UNREADABLE, column=None)
