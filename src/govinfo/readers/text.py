"""
Reading plain text: a line of text is a row whose cells are separated by tabs or by bars, or else a paragraph.
"""

import re

from collections.abc import Iterator
from typing import Final

from .._text import clean
from ..align import align
from ..finding import Source
from ..lines import Line, Piece
from ..report import Report
from .content import Content


_BARS: Final = "│┃|｜"

#: A line that only draws a table.
_DRAWN: Final = re.compile(
    r"(?=.*(?:[─━┄┈═=+:\-]{3}|[┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝])|[\s│┃|｜]*$)[\s─━┄┈═│┃|｜┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝+:=\-]*"
)
#: The end of a page, with its number before or behind it.
_PAGE_END: Final = re.compile(r"(?:(?<=\n)[ \t]*\d{1,3}[ \t]*\n\s*)?\f(?:[ \t]*\d{1,3}[ \t]*(?=\n))?")
_LINE_ENDS: Final = re.compile(r"\r\n|\r|\n")

#: The most cells that a line is taken apart into; no table of the form has a tenth of them.
MOST_CELLS: Final = 200
_BAR: Final = re.compile(f"[{_BARS}]")
_SEPARATORS: Final = re.compile(f"[\t{_BARS}]")


def recognizes(content: Content) -> bool:
    """Whether *content* is text; raises `UnreadableReport` where it is nothing that can be read."""
    return bool(content.text)


def read(content: Content) -> Report:
    """The report in a text; see `govinfo.reads`."""
    return align(
        lines(content.text, content.document),
        "text",
        document=content.document,
        findings=content.findings,
        is_paged="\f" in content.text,
        limits=content.limits,
    )


def lines(text: str, document: str | None = None) -> Iterator[Line]:
    """
    The lines of a text, with the cells of each.

    >>> [[piece.text for piece in line.pieces] for line in lines("│ 规章 │ 4 │  │")]
    [['规章', '4', '']]
    """
    for number, raw in enumerate(_LINE_ENDS.split(_PAGE_END.sub(_without_number, text)), start=1):
        if (raw.strip() or "\t" in raw) and not (_DRAWN.fullmatch(raw) and not _holds_cells(raw)):
            yield Line(tuple(_pieces(raw, number, document)))


def _without_number(found: re.Match[str]) -> str:
    """The end of a page without its number; as many lines as before."""
    return re.sub(r"\d", "", found[0])


def _holds_cells(raw: str) -> bool:
    """Whether a line without words is a row of blank cells, and not a rule between rows."""
    return not set(raw) - set(_BARS) - set(" \t\u3000\u00a0")


def _pieces(raw: str, number: int, document: str | None) -> Iterator[Piece]:
    if len(_SEPARATORS.findall(raw)) > MOST_CELLS:
        cells = [raw]
    elif "\t" in raw:
        cells = raw.split("\t")
    elif _BAR.search(raw):
        cells = _BAR.split(raw)
        cells = cells[not cells[0].strip() : len(cells) - (not cells[-1].strip())]
    else:
        cells = [raw]
    for column, cell in enumerate(cells, start=1):
        text = clean(cell.replace("\u00a0", " ").replace("\u3000", " "))
        yield Piece(text, Source(text, document=document, line=number, column=column))
