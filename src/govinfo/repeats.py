"""
Merged cells whose words a converter has repeated over all columns that they cover, put together again.
"""

from collections.abc import Iterator

import attrs

from .lines import Line, Piece
from .spellings import LONGEST, key
from .vocabulary import vocabulary


def put_together(line: Line) -> Line:
    """
    The same line; neighbours that are the same words of the form are one cell over as many columns.

    Figures stay as they are: two equal ones can be two.
    """
    if len(line.pieces) < 2 or not any(_is_repeated(a, b) for a, b in zip(line.pieces, line.pieces[1:], strict=False)):
        return line
    return attrs.evolve(line, pieces=tuple(_together(line.pieces)))


def _together(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _is_repeated(last, piece):
            last = attrs.evolve(last, span=last.span + piece.span)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _is_repeated(piece: Piece, following: Piece) -> bool:
    text = piece.text
    return bool(text) and text == following.text and len(text) <= LONGEST and _is_label(text)


def _is_label(text: str) -> bool:
    words = vocabulary()
    return key(text) in words.titles or key(text) in words.rows or key(text) in words.columns
