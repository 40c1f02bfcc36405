"""
Pages of positioned characters and ruled lines, and the two ways to read them: as lines of text, and as ruled tables.
"""

import itertools

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from ..errors import UnreadableReport
from ..finding import Source
from ..lines import Line, Piece
from .content import Content
from .margins import Band, margins
from .positions import Character, as_lines, drawn_rows, from_above, rows
from .ruled import Cell, Rule, Table, tables


#: The most characters of a document for each line that it may have.
_CHARACTERS: Final = 20


@attrs.frozen
class Page:
    """
    A page; y goes downwards, lengths are in points.

    Attributes:
        height: of the page.
        characters: in the order in which they are drawn.
        rules: the ruled lines.
        pictures: how many pictures it has.
    """

    height: float
    characters: tuple[Character, ...]
    rules: tuple[Rule, ...] = ()
    pictures: int = 0


def most_characters(content: Content) -> int:
    """How many characters all pages of a document may have."""
    return content.limits.lines * _CHARACTERS


def too_many(content: Content) -> UnreadableReport:
    """What is wrong with a document of too many pages."""
    return UnreadableReport(
        "The document has more than {limit} pages; read it with a higher limit if it is a report.",
        document=content.document,
        limit=content.limits.pages,
    )


def too_much(content: Content, page: int) -> UnreadableReport:
    """What is wrong with a document that has too much on this page."""
    return UnreadableReport(
        "Page {page} of the document has more on it than a report has: print the report alone to a new document.",
        document=content.document,
        page=page,
    )


@attrs.frozen
class Laid:
    """A page with its ruled tables, without page number and running head."""

    characters: tuple[Character, ...]
    tables: tuple[Table, ...]


def laid(pages: Sequence[Page], most_squares: int) -> list[Laid]:
    """
    The pages with their ruled tables, without page numbers and running heads.

    Args:
        pages: all pages of the document.
        most_squares: how many squares ruled lines may cut all pages into; beyond it, lines are not looked at.
    """
    found = []
    for page in pages:
        ruled, squares = tables(page.rules, most_squares)
        most_squares -= squares
        found.append(Laid(page.characters, tuple(ruled)))
    outside = [
        (from_above(drawn_rows(c for c in page.characters if not _cell(page.tables, c))), given.height)
        for page, given in zip(found, pages, strict=True)
    ]
    return [
        attrs.evolve(page, characters=tuple(c for c in page.characters if not _in(bands, c))) if bands else page
        for page, bands in zip(found, margins(outside), strict=True)
    ]


def _in(bands: Sequence[Band], character: Character) -> bool:
    return any(band.has(character.baseline) for band in bands)


def _cell(ruled: Sequence[Table], character: Character) -> tuple[int, Cell] | None:
    """The number of the table and the cell in which a character stands."""
    for number, table in enumerate(ruled):
        if (cell := table.at(*character.middle)) is not None:
            return number, cell
    return None


def text_lines(pages: Sequence[Laid], document: str | None) -> list[Line]:
    """The pages as lines of text in the order of reading."""
    return [
        line for number, page in enumerate(pages, start=1) for line in as_lines(rows(page.characters), number, document)
    ]


def grid_lines(pages: Sequence[Laid], document: str | None) -> list[Line]:
    """The pages as rows of ruled tables, blank cells among them, and lines of text between the tables."""
    found: list[Line] = []
    tables_before = 0
    for number, page in enumerate(pages, start=1):
        cells: dict[tuple[int, Cell] | None, list[Character]] = {}
        for character in page.characters:
            cells.setdefault(_cell(page.tables, character), []).append(character)
        outside = rows(cells.pop(None, []))
        texts = {key: " ".join(row.text for row in from_above(drawn_rows(drawn))) for key, drawn in cells.items()}
        lines = list(zip(outside, as_lines(outside, number, document), strict=True))
        for at, table in enumerate(page.tables):
            found += [line for row, line in lines if row.baseline < table.ys[0]]
            lines = [(row, line) for row, line in lines if row.baseline >= table.ys[0]]
            source = Source("", document=document, page=number, table=tables_before + at + 1)
            found += _table_lines(table, {cell: texts.get((at, cell), "") for cell in table.cells}, source)
        found += [line for _, line in lines]
        tables_before += len(page.tables)
    return found


def _table_lines(table: Table, texts: Mapping[Cell, str], source: Source) -> Iterator[Line]:
    """The rows of a table; a cell that covers several rows stands in its first one."""
    starts = itertools.groupby(table.cells, key=lambda cell: cell.top)
    for line, (_, cells) in enumerate(starts, start=1):
        yield Line(
            tuple(
                Piece(text, attrs.evolve(source, text=text, line=line, column=column), cell.span)
                for column, cell in enumerate(cells, start=1)
                for text in (texts[cell],)
            )
        )
