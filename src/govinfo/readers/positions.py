"""
From positioned characters to lines of text: what PDF and OFD have in common is that they say where each character is.

A page draws its characters in an order that nobody has promised to be that of reading. Most programs draw cell after
cell, and then that order is worth more than the eye's: it keeps a label together that is broken over three lines. So it
is taken as long as the places of the characters bear it out, and else the lines are taken from top to bottom.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from .._text import clean
from ..lines import Line
from .broken import Ruled, not_ruled, whole_figures
from .placed import SAME_LINE, Character, Row, Word, is_same_line, overlap


#: Gaps, in heights of a character. Between digits the least one counts: two figures must never become one.
_SAME_FIGURE: Final = 0.12
_OVER: Final = 0.16  #: digits of one figure may overlap so much, where another font stands in for that of the document
_NEXT_FIGURE: Final = 0.3
_RAISED: Final = 0.1
_SMALL: Final = 0.8
_NEXT_CELL: Final = 0.6
_PADDED: Final = 2.5  #: in a label that is spread with spaces, such as 总　计
_WIDE_SPACE: Final = 0.4  #: between Chinese characters; the boxes of some of them are narrow
_SPACE: Final = 0.2  #: between a word in Latin letters, or a number, and its neighbour
_BACK: Final = 0.5  #: characters may be set closer than they are wide

_NEXT_LINE: Final = 2.8

#: More lines than a page has; they are taken from top to bottom.
_MOST: Final = 1_000

_ROWS: Final = 3  #: so many rows drawn as such show how a page is drawn

_DIGITS: Final = frozenset("0123456789０１２３４５６７８９.,，．%％")


def rows(characters: Iterable[Character], ruled: Ruled = not_ruled) -> list[Row]:
    """
    The lines that characters make, in the order of reading.

    Args:
        characters: in the order in which they are drawn.
        ruled: tells which lines of figures are one figure that is broken in its cell.

    >>> figures = [Character(c, x, x + 5, 20, 10) for c, x in (("1", 0), ("0", 30), ("1", 60), ("1", 65))]
    >>> [word.text for word in rows(figures)[0].words]
    ['1', '0', '11']
    """
    groups = _groups(whole_figures(drawn_rows(characters), ruled))
    if not _is_in_order(groups):
        return from_above(row for group in groups for row in group)
    return [row for group in (groups if _are_drawn_by_row(groups) else _level(groups)) for row in group]


def from_above(drawn: Iterable[Row]) -> list[Row]:
    """The same words in lines from top to bottom and from left to right, however they were drawn."""
    found: list[list[Word]] = []
    for word in sorted((word for row in drawn for word in row.words), key=lambda word: (word.baseline, word.left)):
        if found and is_same_line(found[-1][0], word):
            found[-1].append(word)
        else:
            found.append([word])
    return [Row(tuple(sorted(words, key=lambda word: word.left))) for words in found]


def drawn_rows(characters: Iterable[Character]) -> list[Row]:
    """The lines that characters make, in the order in which they are drawn."""
    found: list[list[Word]] = []
    together: list[str] = []
    last: Character | None = None
    left = size = 0.0
    spaced = False

    def close() -> None:
        if last is not None and (text := clean("".join(together))):
            found[-1].append(Word(text, left, last.right, last.baseline, size))

    for character in characters:
        if not character.text.strip():
            spaced = True
            continue
        gap = None if last is None else _gap(last, character, max(size, character.size), is_spaced=spaced)
        if gap is None or gap == "cell":
            close()
            if gap is None:
                found.append([])
            together, left, size = [], character.left, 0.0
        elif gap == "space":
            together.append(" ")
        together.append(character.text)
        size, last, spaced = max(size, character.size), character, False
    close()
    return [Row(tuple(words)) for words in found if words]


def _gap(last: Character, this: Character, size: float, *, is_spaced: bool) -> str | None:
    """What lies between two characters that are drawn one after the other: nothing, a space, a cell, or a line."""
    gap = this.left - last.right
    if not is_same_line(last, this) or gap < -_BACK * size or this.left < last.left:
        return None
    if last.text in _DIGITS and this.text in _DIGITS:
        if gap > _NEXT_FIGURE * size or _is_raised(last, this):
            return "cell"
        if not (last.text.isdigit() and this.text.isdigit()):
            return ""  # points and commas are narrower than the place that they take
        return "space" if gap > _SAME_FIGURE * size or gap < -_OVER * size else ""
    is_padded = is_spaced and last.text not in _DIGITS and this.text not in _DIGITS
    if gap > (_PADDED if is_padded else _NEXT_CELL) * size:
        return "cell"
    is_word = gap > (_SPACE if last.text.isascii() or this.text.isascii() else _WIDE_SPACE) * size
    return "space" if is_spaced or is_word else ""


def _is_raised(one: Character, other: Character) -> bool:
    """Whether one of two digits is the mark of a note, and not of the same figure."""
    small, large = sorted((one.size, other.size))
    is_small = small < large * _SMALL and one.text.isdigit() and other.text.isdigit()
    return is_small or abs(one.baseline - other.baseline) > _RAISED * large


def goes_on(one: Character, other: Character) -> bool:
    """Whether two characters that are drawn one after the other belong to the same figure."""
    gap = _gap(one, other, max(one.size, other.size), is_spaced=False)
    return gap == "" and (one.text in _DIGITS or other.text in _DIGITS)


def _is_in_order(groups: Sequence[Sequence[Row]]) -> bool:
    """Whether the order in which lines are drawn is that of reading, as far as their places tell."""
    if len(groups) > _MOST:
        return False
    labels = [group for group in groups if not group[0].is_figures]
    for last, group in zip([None, *groups], groups, strict=False):
        first = group[0]
        if last is not None and _is_back(last, first):
            return False
        is_beside = last is not None and not last[0].is_figures and _covers(last, first)
        if first.is_figures and not is_beside and any(_covers(label, first) for label in labels):
            return False
    return True


def _groups(drawn: Iterable[Row]) -> list[list[Row]]:
    """The lines in groups: a label that is broken over lines, or a line of figures."""
    found: list[list[Row]] = []
    for row in drawn:
        if found and _continues(found[-1][-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _continues(above: Row, below: Row) -> bool:
    """Whether the words of one line go on in the next."""
    return (
        len(below.words) == 1
        and not any(word.is_figure for row in (above, below) for word in row.words)
        and SAME_LINE * below.size < below.baseline - above.baseline <= _NEXT_LINE * below.size
        and overlap(above, below)
    )


def _is_back(last: Sequence[Row], this: Row) -> bool:
    """Whether a line begins beside or above the one that is drawn before it, and not to the right."""
    is_below = this.baseline > last[-1].baseline + SAME_LINE * this.size
    return not is_below and this.left < last[-1].right - _BACK * this.size


def _covers(label: Sequence[Row], figures: Row) -> bool:
    """Whether figures stand beside a label."""
    margin = SAME_LINE * figures.size
    is_level = label[0].baseline - margin <= figures.baseline <= label[-1].baseline + margin
    return is_level and label[0].left < figures.left


def _are_drawn_by_row(groups: Iterable[Sequence[Row]]) -> bool:
    """Whether rows of tables are drawn one after the other, which shows where label and figures stand in one line."""
    rows_ = (row for group in groups for row in group if len(row.words) > 1)
    whole = sum(not row.words[0].is_figure and all(word.is_figure for word in row.words[1:]) for row in rows_)
    return whole >= _ROWS


def _level(groups: Iterable[Sequence[Row]]) -> Iterator[list[Row]]:
    """
    The lines, with figures in that line of the label before them that they stand on.

    Where all labels of a table are drawn before its figures, a label is not to be taken for a part of its neighbour.
    """
    last: list[Row] = []
    for group in groups:
        first = group[0]
        at = next((i for i, row in enumerate(last) if is_same_line(row.words[0], first.words[0])), None)
        if at is not None and first.is_figures and not last[at].is_figures:
            last[at] = Row((*last[at].words, *first.words))
        else:
            yield last
            last = list(group)
    yield last


def as_lines(found: Iterable[Row], page: int, document: str | None) -> list[Line]:
    """The lines of a page as the aligner takes them."""
    return [row.line(number, page, document) for number, row in enumerate(found, start=1)]
