"""
What stands in the margins of pages and is no part of the text: page numbers and running heads.

Only the outermost lines of a page are ever left out, and none with more than one figure: a row of a table is worth more
than a clean page.
"""

import re

from collections import Counter
from collections.abc import Sequence
from typing import Final

import attrs

from ..running import is_page_number
from .placed import Row


#: How far from the edge margins go, as a part of the height of the page.
_MARGIN: Final = 0.12

#: How far a line is from its neighbour if it is none of the text, in heights of a character.
_APART: Final = 1.8
_APART_NUMBER: Final = 1.1

#: A page number that could be a figure if the pages did not count up.
_BARE: Final = re.compile(r"(\d{1,4})(?:\s*[/／]\s*\d{1,4})?")
_DIGITS: Final = re.compile(r"\d+")

#: A running head stands on as many pages at least.
_PAGES: Final = 3


@attrs.frozen
class Band:
    """A strip of a page, from above to below, that is left out."""

    top: float
    bottom: float

    def has(self, baseline: float) -> bool:
        """Whether a character on this baseline is in it."""
        return self.top <= baseline <= self.bottom


def margins(pages: Sequence[tuple[Sequence[Row], float]]) -> list[tuple[Band, ...]]:
    """
    The strips of each page that are left out.

    Args:
        pages: of each, its lines from top to bottom, without those in ruled tables, and its height.
    """
    rest: list[list[Row]] = [list(lines) for lines, _ in pages]
    found: list[list[Band]] = [[] for _ in pages]
    for at in (0, -1, 0, -1):  # a running head, and a page number under it
        outer = {
            number: lines[at]
            for number, (lines, (_, height)) in enumerate(zip(rest, pages, strict=True))
            if lines and _is_in_margin(lines[at], at, height)
        }
        counts = Counter(count for number, row in outer.items() if (count := _counts(row, number)) is not None)
        heads = Counter(_head(row) for row in outer.values())
        for number, row in outer.items():
            is_apart = _is_apart(rest[number], at, _APART)
            count = _counts(row, number)
            is_head = is_apart and _is_words(row) and heads[_head(row)] >= _often(len(pages))
            is_next = is_apart and count is not None and counts[count] > 1
            is_sure = is_page_number(row.text) and not _BARE.fullmatch(row.text)
            is_number = is_sure and _is_apart(rest[number], at, _APART_NUMBER)
            if is_head or is_next or is_number:
                half = row.size * 0.45
                found[number].append(Band(row.baseline - half, row.baseline + half))
                del rest[number][at]
    return [tuple(bands) for bands in found]


def _often(count: int) -> int:
    """On how many of so many pages a running head stands at least."""
    return max(_PAGES, count // 2 + 1)


def _is_in_margin(row: Row, at: int, height: float) -> bool:
    if at == 0:
        return row.baseline - row.size <= height * _MARGIN
    return row.baseline >= height * (1 - _MARGIN)


def _is_apart(lines: Sequence[Row], at: int, gap: float) -> bool:
    """Whether the first or the last line of a page stands away from the others."""
    row = lines[at]
    return len(lines) == 1 or abs(row.baseline - lines[1 if at == 0 else -2].baseline) >= gap * row.size


def _counts(row: Row, page: int) -> int | None:
    """How far a number is ahead of its page, which is the same on all pages if it counts them."""
    bare = _BARE.fullmatch(row.text)
    return int(bare[1]) - page if bare else None


def _head(row: Row) -> str:
    """What a running head says on every page; the page number in it differs."""
    return _DIGITS.sub("0", row.text.replace(" ", ""))


def _is_words(row: Row) -> bool:
    return not row.is_figures and sum(word.is_figure for word in row.words) < 2
