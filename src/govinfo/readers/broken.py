"""
Figures that are broken over lines in their cell: one text, which is no figure, so that no part passes for one.
"""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import attrs

from .placed import SAME_LINE, Row, Word, overlap


_SAME_NUMBER: Final = 1.9  #: lines of one figure that is broken in its cell stand as close as this

#: In which ruled cell a point is; None where there is none.
Ruled: TypeAlias = Callable[[float, float], int | None]


def not_ruled(_: float, __: float) -> None:
    """Nowhere is a ruled cell."""


def whole_figures(drawn: Iterable[Row], ruled: Ruled) -> list[Row]:
    """
    The lines with figures that are broken in their cell as one word each, so that no part passes for a figure.

    In such a word there is a space, for two cells without a ruled line between them look the same.
    """
    found: list[list[Word]] = []
    cells: dict[int, tuple[list[Word], int]] = {}  # where the last word of each cell is
    for row in drawn:
        above = found[-1] if found else []
        kept: list[Word] = []
        for word in row.words:
            cell = ruled(*word.middle)
            place = _broken(above, word, row) if cell is None else cells.get(cell)
            if place and (cell is None or _is_broken(place[0][place[1]], word)):
                words, at = place
                words[at] = _both(words[at], word)
                continue
            if cell is not None:
                cells[cell] = kept, len(kept)
            kept.append(word)
        if kept:
            found.append(kept)
    return [Row(tuple(words)) for words in found]


def _is_broken(above: Word, below: Word) -> bool:
    """Whether a figure goes on in the next line of its ruled cell, if only with its unit."""
    is_figure = above.is_figure or above.text[-1].isdigit()
    return is_figure and below.baseline - above.baseline > SAME_LINE * below.size and overlap(above, below)


def _broken(above: list[Word], word: Word, row: Row) -> tuple[list[Word], int] | None:
    """
    Where in the line above there is a figure that goes on in this word; without ruled lines only places tell.

    That is so if one cell is drawn after the other, and if all first lines of a row are drawn before its second ones.
    """
    if not (word.is_figure and above):
        return None
    figures = sum(other.is_figure for other in above)
    is_second = row.is_figures and len(row.words) < figures < len(above)
    for at in range(len(above)) if is_second else [len(above) - 1] if word is row.words[0] else []:
        other, size = above[at], max(above[at].size, word.size)
        down = word.baseline - other.baseline
        if other.is_figure and SAME_LINE * size < down <= _SAME_NUMBER * size and overlap(other, word):
            return above, at
    return None


def _both(above: Word, below: Word) -> Word:
    return attrs.evolve(
        above,
        text=f"{above.text} {below.text}",
        left=min(above.left, below.left),
        right=max(above.right, below.right),
    )
