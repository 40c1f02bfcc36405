"""
The differences of two reports as plain text: figures in columns aligned by the width of characters on a screen.

In a paragraph ``[-words-]`` are no longer there, and ``{+words+}`` are new; of the words that stay only those beside a
change are shown.
"""

import itertools

from collections.abc import Iterator, Sequence
from typing import Final

from ..difference import CellDifference, ParagraphDifference, section_name
from ..differences import ROUGH, Differences
from ..language import CHINESE, locale_of, sentence, template
from ..messages import named
from ..wording import Piece
from . import Page
from .text import width, wrapped


TITLE: Final = template("Comparison of two reports")
BEFORE: Final = template("Before")
AFTER: Final = template("After")
CHANGE: Final = template("Change")
CELL: Final = template("Cell")
OTHERS: Final = template("Other differences")
NOTHING: Final = template("There are no differences.")
COUNTED: Final = template("Differences: {count}.")

#: The widest that names of cells and lines of paragraphs get, in columns of the screen.
_NAMES: Final = 56
_LINES: Final = 100

#: How many characters are shown of what stays, on either side of a change.
_BESIDE: Final = 16


def render(differences: Differences, *, locale: str = CHINESE, names: tuple[str, str] = ("", "")) -> str:
    """
    Differences as plain text.

    Args:
        differences: what `govinfo.differences.compare` found.
        locale: the language of labels and headings.
        names: of the two documents, such as those of their files.

    Raises:
        UnknownLocale: the library does not speak this language.
    """
    return "\n".join(_lines(differences, locale_of(locale), names)) + "\n"


def _lines(found: Differences, locale: str, names: tuple[str, str]) -> Iterator[str]:
    yield sentence(TITLE, locale)
    yield ""
    for called, report, name in zip((BEFORE, AFTER), (found.before, found.after), names, strict=True):
        file = (f"（{name}）" if locale == CHINESE else f" ({name})") if name else ""
        yield named(sentence(called, locale), Page(report, locale=locale).title + file, locale)
    yield ""
    yield sentence(COUNTED, locale).format(count=len(found)) if found else sentence(NOTHING, locale)
    if found.is_rough:
        yield sentence(ROUGH, locale)
    if found.others:
        yield from ("", sentence(OTHERS, locale), "")
        yield from (difference.message(locale) for difference in found.others)
    for section, cells in itertools.groupby(found.cells, key=lambda difference: difference.section(locale)):
        yield from ("", section, "")
        yield from _figures(list(cells), locale)
    for section, paragraphs in itertools.groupby(found.paragraphs, key=lambda difference: difference.section):
        yield from ("", section_name(section, locale), "")
        for difference in paragraphs:
            yield from _paragraph(difference, locale)


def _figures(differences: Sequence[CellDifference], locale: str) -> Iterator[str]:
    """The cells of a section: the name of each, both figures and the change."""
    rows = [(wrapped(difference.name(locale), _NAMES), difference.said(locale)) for difference in differences]
    heads = tuple(sentence(text, locale) for text in (BEFORE, AFTER, CHANGE))
    names = max(width(line) for lines, _ in rows for line in lines)
    widths = [max(map(width, column)) for column in zip(heads, *(said for _, said in rows), strict=True)]
    for lines, said in [([sentence(CELL, locale)], heads), *rows]:
        columns = [" " * (room - width(text)) + text for text, room in zip(said, widths, strict=True)]
        for number, line in enumerate(lines, start=1):
            is_last = number == len(lines)
            yield "  ".join([line + " " * (names - width(line)), *columns]).rstrip() if is_last else line


def _paragraph(difference: ParagraphDifference, locale: str) -> Iterator[str]:
    yield difference.message(locale)
    pieces = difference.paragraph.pieces
    texts = [
        _piece(piece, is_first=number == 1, is_last=number == len(pieces))
        for number, piece in enumerate(pieces, start=1)
    ]
    yield from (f"  {line}" for line in wrapped("".join(texts), _LINES))


def _piece(piece: Piece, *, is_first: bool, is_last: bool) -> str:
    """A piece of a paragraph with marks, and without what stands far from any change."""
    if not piece.is_same:
        return (f"[-{piece.before}-]" if piece.before else "") + (f"{{+{piece.after}+}}" if piece.after else "")
    text = piece.before
    ends = ("" if is_first else text[:_BESIDE], "" if is_last else text[-_BESIDE:])
    return text if len(text) <= 2 * _BESIDE + 2 else "…".join(ends)
