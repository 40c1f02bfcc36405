"""
Writing a report as plain text, with tables aligned by the width of characters on a screen.

The headings of rows stand in one column, with a group of rows above what is in it; a long one is broken over lines.
"""

import itertools
import re

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from wcwidth import wcswidth

from ..cells import SECTIONS, Cell
from ..finding import Finding
from ..language import CHINESE, sentence
from ..layout import Box, Table
from ..particulars import PARTICULARS
from . import Page


#: The widest that headings of rows get, in columns of the screen.
STUB: Final = 40

#: The widest that headings of columns get, by how many columns there are at most, in Chinese and in another language.
HEADS: Final = ((3, 40, 40), (10, 14, 14), (1000, 4, 10))


def render(page: Page) -> str:
    """The report as plain text."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    report = page.report
    yield page.title
    yield ""
    said = [(p.label(page.locale), p.show(report, page.locale)) for p in PARTICULARS]
    colon = "：" if page.locale == CHINESE else ": "
    yield from (f"{label}{colon}{text}" for label, text in said if text)
    yield ""
    for paragraph in report.preamble:
        yield from (paragraph, "")
    yield from _findings(page, page.about(None))
    for name, slot in SECTIONS.items():
        if slot.axis == "prose":
            paragraphs = getattr(report, name)
            if paragraphs is not None:
                yield from (page.heading(name), "")
                yield from itertools.chain.from_iterable((paragraph, "") for paragraph in paragraphs)
        elif (table := page.table(name)) is not None:
            yield from (page.heading(name), "", *_table(page, table), "")
        yield from _findings(page, page.about(name))


def _findings(page: Page, findings: Sequence[tuple[int, Finding]]) -> Iterator[str]:
    for number, finding in findings:
        severity = sentence(finding.severity, page.locale)
        yield f"[{number}] {severity} {finding.rule} {finding.message(page.locale)}"
    if findings:
        yield ""


#: Where a line is not broken.
_WORDS: Final = re.compile(r"[!-~]+ ?|.")

_CLOSING: Final = frozenset("，。、；：！？）》”’")


def width(text: str) -> int:
    """How many columns of the screen a text takes."""
    return max(0, wcswidth(text))


def wrapped(text: str, most: int) -> list[str]:
    """
    A text broken into lines of at most *most* columns: between words, and in Chinese between any two characters.

    No line begins with a punctuation mark that belongs to the line before.

    >>> wrapped("本年新收、上年结转", 8)
    ['本年新', '收、上年', '结转']
    """
    lines = [""]
    for word in _WORDS.findall(text):
        if lines[-1] and width(lines[-1] + word.rstrip()) > most:
            moved = lines[-1][-1:] if word in _CLOSING else ""
            lines[-1] = lines[-1].removesuffix(moved)
            lines.append(moved)
        lines[-1] += word
    return [line.strip() for line in lines]


@attrs.frozen
class _Part:
    """A text in a band of a table, from one column to before another."""

    start: int
    stop: int
    lines: list[str]
    align: str = "<"


Band = list[_Part]


def _table(page: Page, table: Table) -> Iterator[str]:
    """The lines of a table. Its first column are the headings of rows, if it has any."""
    bands = list(_bands(page, table))
    columns = max(part.stop for _, band in bands for part in band)
    widths = [2] * columns
    for _, band in bands:
        for part in sorted(band, key=lambda part: part.stop - part.start):
            need = max((width(line) for line in part.lines), default=0)
            have = sum(widths[part.start : part.stop]) + 3 * (part.stop - part.start - 1)
            if need > have:
                widths[part.stop - 1] += need - have
    above: Band = []
    for is_ruled, band in bands:
        if is_ruled:
            yield _rule(widths, above, band)
        for number in range(max(len(part.lines) for part in band)):
            yield "│" + "│".join(f" {_padded(part, number, widths)} " for part in band) + "│"
        above = band
    yield _rule(widths, above, [])


def _padded(part: _Part, number: int, widths: Sequence[int]) -> str:
    text = part.lines[number] if number < len(part.lines) else ""
    room = sum(widths[part.start : part.stop]) + 3 * (part.stop - part.start - 1) - width(text)
    before = {"<": 0, "^": room // 2, ">": room}[part.align]
    return " " * before + text + " " * (room - before)


def _rule(widths: Sequence[int], above: Band, below: Band) -> str:
    """A line between two bands, with the corners that they ask for."""
    up, down = ({part.start for part in band} for band in (above, below))
    text = "├" if above and below else "┌" if below else "└"
    for column, room in enumerate(widths):
        if column:
            text += {(True, True): "┼", (True, False): "┴", (False, True): "┬"}.get((column in up, column in down), "─")
        text += "─" * (room + 2)
    return text + ("┤" if above and below else "┐" if below else "┘")


def _bands(page: Page, table: Table) -> Iterator[tuple[bool, Band]]:
    """The bands of a table from the top, and whether there is a line over each."""
    stub = max((box.left + box.width for box in table.boxes if box.kind == "row"), default=0)
    shift = stub - 1 if stub else 0  # all headings of rows stand in one column
    last = table.width - shift
    most = next(english if page.locale != CHINESE else chinese for n, chinese, english in HEADS if last - 1 <= n)
    before = ""
    corner: list[str] = []  # its lines stand beside those of the headings
    for boxes in table.rows():
        kinds = {box.kind for box in boxes}
        if "title" in kinds:
            yield True, [_Part(0, last, [boxes[0].label(page.locale)])]
        elif "cell" in kinds:
            yield from (
                (before == "column" and not i, band) for i, band in enumerate(_row(page, boxes, stub, shift, last))
            )
        else:
            corner += [line for box in boxes if box.kind == "corner" for line in wrapped(box.label(page.locale), STUB)]
            head = list(_gaps([_heading(box, page, shift, most) for box in boxes if box.kind == "column"], last))
            height = max(len(part.lines) for part in head)
            if stub:
                head[0] = _Part(0, 1, corner[:height])
            del corner[:height]
            yield before != "column", head
        before = "cell" if "cell" in kinds else "title" if "title" in kinds else "column"


def _heading(box: Box, page: Page, shift: int, most: int) -> _Part:
    start = box.left - shift
    room = most * box.width + 3 * (box.width - 1)
    return _Part(start, start + box.width, wrapped(box.label(page.locale), room), "^")


def _gaps(parts: Sequence[_Part], last: int) -> Iterator[_Part]:
    """The same parts, with blank ones where a heading from a line above reaches down."""
    at = 0
    for part in parts:
        yield from (_Part(column, column + 1, []) for column in range(at, part.start))
        yield part
        at = part.stop
    yield from (_Part(column, column + 1, []) for column in range(at, last))


def _row(page: Page, boxes: Sequence[Box], stub: int, shift: int, last: int) -> Iterator[Band]:
    """A row of figures, and before it a band for each group of rows that begins with it."""
    cells = [
        _Part(box.left - shift, box.left - shift + box.width, [_figure(page, box.cell)], ">")
        for box in boxes
        if box.cell is not None
    ]
    labels = [box for box in boxes if box.kind == "row"]
    for box in labels:
        indent = "  " * box.left
        lines = [indent + line for line in wrapped(box.label(page.locale), STUB - len(indent))]
        is_leaf = box.left + box.width == stub
        yield [_Part(0, 1, lines), *(cells if is_leaf else [_Part(1, last, [])])]
    if not labels:
        yield cells


def _figure(page: Page, cell: Cell) -> str:
    return page.text(cell) + "".join(f" [{number}]" for number in page.marks(cell))
