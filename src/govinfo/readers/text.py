"""
Reading plain text: a line of text is a row whose cells are separated by tabs or by bars, or else a paragraph.
"""

import csv
import html
import io
import re

from collections.abc import Iterator
from typing import Final

from .._text import clean
from ..align import align
from ..errors import UnreadableReport
from ..finding import Source
from ..limits import DEFAULT, Limits
from ..lines import Line, Piece
from ..report import Report
from ..spellings import key
from ..vocabulary import vocabulary
from .content import Content


_BARS: Final = "│┃|｜"

#: A line that only draws a table.
_DRAWN: Final = re.compile(
    r"(?=.*(?:[─━┄┈═=+:\-]{3}|[┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝])|[\s│┃|｜]*$)[\s─━┄┈═│┃|｜┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝+:=\-]*"
)
#: The last line of a page, if it is a bare number.
_PAGE_NUMBER: Final = re.compile(r"(?:^|\n)[ \t]*(\d{1,3})\s*$")
_LINE_ENDS: Final = re.compile(r"\r\n|\r|\n")

#: A cell that begins with a quotation mark and is not closed in this line, as spreadsheets copy cells of several lines.
_OPEN_QUOTE: Final = re.compile(r'(?:^|\t)"[^"\t]*$')
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')

#: The most lines of one cell.
MOST_QUOTED: Final = 8

#: What Markdown prints in bold, italics or as code.
_EMPHASIS: Final = re.compile(r"(\*\*|__|[*_`])(.+)\1")

#: A line break inside a cell of Markdown.
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)

#: With how many rows of the form a text is a table with commas.
FEWEST_ROWS: Final = 3
_BAR: Final = re.compile(f"[{_BARS}]")
_SEPARATORS: Final = re.compile(f"[\t{_BARS}]")


def recognizes(content: Content) -> bool:
    """Whether *content* is text; raises `UnreadableReport` where it is nothing that can be read."""
    return bool(content.text)


def read(content: Content) -> Report:
    """The report in a text; see `govinfo.reads`."""
    return align(
        lines(content.text, content.document, content.limits),
        "text",
        document=content.document,
        findings=content.findings,
        is_paged="\f" in content.text,
        limits=content.limits,
    )


def lines(text: str, document: str | None = None, limits: Limits = DEFAULT) -> Iterator[Line]:
    """
    The lines of a text, with the cells of each; one of more cells than the limits say is one cell.

    >>> [[piece.text for piece in line.pieces] for line in lines("│ 规章 │ 4 │  │")]
    [['规章', '4', '']]
    """
    if comma := _comma(text):
        yield from _of_commas(text, comma, document, limits.cells)
        return
    quoted: list[str] = []  # the lines of a cell in quotes that is not closed yet
    for number, raw in enumerate(_LINE_ENDS.split(_without_page_numbers(text)), start=1):
        whole = "\n".join((*quoted, raw))
        if "\t" in whole and len(quoted) < MOST_QUOTED and _OPEN_QUOTE.search(whole):
            quoted.append(raw)
            continue
        found = [whole] if quoted and not _OPEN_QUOTE.search(whole) else [*quoted, raw]
        first, quoted = number - len(quoted), []
        for place, line in enumerate(found, start=first):
            yield from _line(line, place, document, limits.cells)
    for place, line in enumerate(quoted, start=number - len(quoted) + 1):
        yield from _line(line, place, document, limits.cells)


def _line(raw: str, number: int, document: str | None, most: int) -> Iterator[Line]:
    if (raw.strip() or "\t" in raw) and not (_DRAWN.fullmatch(raw) and not _holds_cells(raw)):
        yield Line(tuple(_pieces(raw, number, document, most)), is_drawn="│" in raw or "┃" in raw)


def _comma(text: str) -> str:
    """What separates the cells of a table that a spreadsheet saved as text; nothing in other texts."""
    if "\t" in text or _BAR.search(text):
        return ""
    rows = vocabulary().rows
    begun = [line.lstrip('\ufeff,; "') for line in _LINE_ENDS.split(text)]
    for comma in ",;":
        firsts = (line.partition(comma) for line in begun if comma in line)
        if sum(key(first.strip('"')) in rows for first, _, _ in firsts) >= FEWEST_ROWS:
            return comma
    return ""


def _of_commas(text: str, comma: str, document: str | None, most: int) -> Iterator[Line]:
    source = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    first = 1
    try:
        for row in source:
            if any(cell.strip() for cell in row):
                cells = row if len(row) <= most else [comma.join(row)]
                yield Line(tuple(_piece(cell, first, column, document) for column, cell in enumerate(cells, start=1)))
            first = source.line_num + 1
    except csv.Error as error:
        raise UnreadableReport(
            "The table with commas is broken near line {line}: {fault}. Save the table anew, with a tab between cells.",
            document=document,
            line=first,
            fault=str(error),
        ) from None


def _piece(cell: str, line: int, column: int, document: str | None) -> Piece:
    text = clean(cell.replace("\u00a0", " ").replace("\u3000", " "))
    return Piece(text, Source(text, document=document, line=line, column=column))


def _without_page_numbers(text: str) -> str:
    """
    The same text, as many lines as before, without the bare numbers at the ends of pages.

    They are numbers of pages only if they count these: the last figure of a table can end a page too.
    """
    pages = text.split("\f")
    ends = [_PAGE_NUMBER.search(page) for page in pages]
    offsets = {int(end[1]) - i for i, end in enumerate(ends) if end}
    if len(pages) < 2 or len(offsets) != 1 or (sum(map(bool, ends)) < 2 and offsets != {1}):
        return text
    return "\f".join(
        page[: end.start(1)] + page[end.end(1) :] if end else page for page, end in zip(pages, ends, strict=True)
    )


def _holds_cells(raw: str) -> bool:
    """Whether a line without words is a row of blank cells, and not a rule between rows."""
    return not set(raw) - set(_BARS) - set(" \t\u3000\u00a0")


def _pieces(raw: str, number: int, document: str | None, most: int) -> Iterator[Piece]:
    if len(_SEPARATORS.findall(raw)) > most:
        cells = [raw]
    elif "\t" in raw:
        cells = raw.split("\t")
    elif _BAR.search(raw):
        cells = _BAR.split(raw)
        cells = cells[not cells[0].strip() : len(cells) - (not cells[-1].strip())]
    else:
        cells = [raw]
    if "\t" in raw:
        cells = [cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell for cell in cells]
    for column, cell in enumerate(cells, start=1):
        yield _piece(_BREAK.sub(" ", _plain(cell)), number, column, document)


def _plain(cell: str) -> str:
    """A cell without what Markdown and pages put around its text."""
    text = html.unescape(cell) if "&" in cell else cell
    emphasis = _EMPHASIS.fullmatch(text.strip())
    return emphasis[2] if emphasis else text
