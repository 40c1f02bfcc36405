"""
Reading pages in two ways, as lines of text and by ruled lines: each can go wrong where the other does not.

A report is what one of the ways has read, never a mixture. Where both have read a figure, and not the same one, nobody
knows which is printed there: the cell is left blank, and a finding shows both.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from .._tree import values
from ..align import align
from ..cells import CELLS, Cell
from ..errors import UnreadableReport
from ..finding import Finding, Severity, Source, Status
from ..language import template
from ..lines import Line
from ..reading import R_ENCODING, R_UNREADABLE
from ..report import Report
from .content import Content
from .paper import Page, grid_lines, laid, text_lines
from .ruled import MOST


#: Fewer characters than the headings of the form alone have.
_FEW: Final = 20

_PICTURES: Final = template(
    "The pages of the document are pictures without text (a scan). "
    "Run text recognition (OCR) on it, or get the original document."
)
_NO_TEXT: Final = template("There is no text on the pages of the document: get the original document.")
_DIFFERENT: Final = template(
    "“{place}” is {figure_text} if the document is read line by line, and {figure_grid} if it is read by the "
    "ruled lines of its tables; the cell is left blank."
)
_CONTRARY: Final = template(
    "“{place}” is {figure} if the document is read line by line, and “{text}” if it is read by the ruled lines of its "
    "tables; the cell is left blank."
)


def read_pages(pages: Sequence[Page], name: str, content: Content, findings: Sequence[Finding] = ()) -> Report:
    """
    The report on these pages.

    Args:
        pages: all pages of the document.
        name: of the format.
        content: the document.
        findings: what was found already.

    Raises:
        UnreadableReport: there is not just one report on them.
    """
    count, pictures = sum(len(page.characters) for page in pages), sum(page.pictures for page in pages)
    if count < _FEW:
        raise UnreadableReport(_PICTURES if pictures else _NO_TEXT, document=content.document)
    findings = (*findings, *_without_text(pages, content.document))
    paper = laid(pages, MOST)

    def of(lines: Sequence[Line]) -> Report | UnreadableReport:
        try:
            return align(
                lines,
                name,
                document=content.document,
                findings=findings,
                pictures=pictures,
                is_paged=True,
                limits=content.limits,
            )
        except UnreadableReport as error:
            return error

    text = of(text_lines(paper, content.document))
    grid = of(grid_lines(paper, content.document)) if any(page.tables for page in paper) else None
    return better(text, grid)


def _without_text(pages: Sequence[Page], document: str | None) -> Iterator[Finding]:
    """What is said of pages that are pictures, where others have text."""
    numbers = [number for number, page in enumerate(pages, start=1) if page.pictures and not page.characters]
    if numbers:
        yield R_ENCODING.found(
            "Pages that are pictures without text cannot be read: {pages}.",
            sources=[Source("", Status.UNREADABLE, document, page=number) for number in numbers],
            pages=[str(number) for number in numbers],
        )


def better(text: Report | UnreadableReport, grid: Report | UnreadableReport | None) -> Report:
    """
    The better one of two readings of a document.

    Args:
        text: as lines of text, or why that cannot be read.
        grid: by ruled lines, or why that cannot be read; None if there are none.

    Raises:
        UnreadableReport: neither can be read.

    A cell with a place in a ruled table has what is printed there; if that is no figure, another one found line by line
    is none either.
    """
    if not isinstance(grid, Report):
        if isinstance(text, Report):
            return text
        raise text
    if not isinstance(text, Report):
        return grid
    read = zip(values(CELLS), values(text), values(grid), strict=True)
    different = [
        cell
        for cell, one, other in read
        if one is not None and one != other and (other is not None or grid.source(cell) is not None)
    ]
    if not different and _faults(text) < _faults(grid):
        return text
    return _without(grid, text, different)


def _faults(report: Report) -> int:
    """How much of a report could not be read."""
    findings = report.reading.findings if report.reading else ()
    blanks = sum(figure is None for _, figure in report.figures())
    return blanks + sum(finding.severity is Severity.ERROR for finding in findings)


def _without(grid: Report, text: Report, cells: Sequence[Cell]) -> Report:
    """A report without the figures that another reading has otherwise."""
    if not cells or grid.reading is None:
        return grid
    findings = [_finding(cell, text, grid) for cell in cells]
    reading = attrs.evolve(grid.reading, findings=(*grid.reading.findings, *findings))
    return grid.replace(dict.fromkeys(cells), reading=reading)


def _finding(cell: Cell, text: Report, grid: Report) -> Finding:
    places = [grid.source(cell), text.source(cell)]
    sources = [source for source in places if source]
    about: dict[str, Any] = {
        "section": cell.section,
        "cells": [cell],
        "edition": grid.edition_of(cell),
        "sources": sources,
    }
    one, other = cell.of(text), cell.of(grid)
    if other is None:
        return R_UNREADABLE.found(_CONTRARY, figure=one, text=sources[0].text, **about)
    return R_UNREADABLE.found(_DIFFERENT, figure_text=one, figure_grid=other, **about)
