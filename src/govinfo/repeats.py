"""
Merged cells whose words a converter has repeated over all columns that they cover, put together again.
"""

import itertools

from collections.abc import Iterator, Sequence

import attrs

from .lines import Line, Piece
from .spellings import LONGEST, key
from .tables import Row
from .vocabulary import vocabulary


def put_together(line: Line) -> Line:
    """
    The same line; neighbours that are the same words of the form are one cell over as many columns.

    Figures stay as they are: two equal ones can be two.
    """
    if len(line.pieces) < 2 or not any(_is_repeated(a, b) for a, b in zip(line.pieces, line.pieces[1:], strict=False)):
        return line
    return attrs.evolve(line, pieces=tuple(_together(line.pieces)))


def by_headings(rows: Sequence[Row], size: int) -> list[Row]:
    """
    The same rows; figures that a converter has repeated under merged headings are one figure again.

    Args:
        rows: of a table; all of them are so, or none is.
        size: how many columns the form has.
    """
    spans = [_repeated(row, size) for row in rows]
    if not all(found for row, found in zip(rows, spans, strict=True) if row.pieces):
        return list(rows)
    return [_under(row, found) if found else row for row, found in zip(rows, spans, strict=True)]


def _repeated(row: Row, size: int) -> list[int] | None:
    """Over how many cells of a row each heading stands, if its cells are those of merged headings."""
    spans = [head.span for head in (row.headings or ((),))[-1] if head.labels != ()]
    if len(spans) != size or min(spans) < 1 or sum(spans) != len(row.pieces) or sum(spans) == size:
        return None
    return spans if all(piece.span == 1 for piece in row.pieces) else None  # whoever writes spans repeats nothing


def _under(row: Row, spans: Sequence[int]) -> Row:
    ends = list(itertools.accumulate(spans))
    parts = [row.pieces[end - span : end] for span, end in zip(spans, ends, strict=True)]
    return attrs.evolve(row, pieces=tuple(map(_one, parts)))


def _one(pieces: Sequence[Piece]) -> Piece:
    """What stands under one heading: one figure, or several that are none."""
    text = " ".join(dict.fromkeys(piece.text for piece in pieces if piece.text))
    return attrs.evolve(pieces[0], text=text, source=pieces[0].source.saying(text))


def _together(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    last = pieces[0]
    for piece in pieces[1:]:
        if _is_repeated(last, piece):
            last = attrs.evolve(last, span=last.span + piece.span)
        else:
            yield last
            last = piece
    yield last


def _is_repeated(piece: Piece, following: Piece) -> bool:
    text = piece.text
    return bool(text) and text == following.text and len(text) <= LONGEST and _is_label(text)


def _is_label(text: str) -> bool:
    words = vocabulary()
    return key(text) in words.titles or key(text) in words.rows or key(text) in words.columns
