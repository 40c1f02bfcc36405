"""
Pages of positioned characters and ruled lines, and the two ways to read them: as lines of text, and as ruled tables.
"""

import itertools

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from ..errors import UnreadableReport
from ..finding import Source
from ..lines import Line, Piece
from .content import Content
from .margins import Band, margins
from .placed import Character
from .positions import as_lines, drawn_rows, from_above, goes_on, rows
from .ruled import Rule, Table, tables


#: The most characters of a document for each line that it may have.
_CHARACTERS: Final = 20

#: Stands where a figure is cut by the edge of its cell.
_CUT: Final = "…"


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
    """
    A page with its ruled tables, without page number and running head.

    Attributes:
        characters: in the order in which they are drawn.
        tables: the ruled ones.
        cells: for each character the number of the cell in which it is, counted over all tables; None if in none.
    """

    characters: tuple[Character, ...]
    tables: tuple[Table, ...]
    cells: tuple[int | None, ...]

    def cell(self, x: float, y: float) -> int | None:
        """The number of the cell in which a point is."""
        return _cell(self.tables, x, y)


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
        cells = tuple(_cell(ruled, *character.middle) for character in page.characters)
        found.append(Laid(page.characters, tuple(ruled), cells))
    outside = [
        (from_above(drawn_rows(c for c, cell in _characters(page) if cell is None)), given.height)
        for page, given in zip(found, pages, strict=True)
    ]
    return [_without(page, bands) if bands else page for page, bands in zip(found, margins(outside), strict=True)]


def _characters(page: Laid) -> Iterator[tuple[Character, int | None]]:
    return zip(page.characters, page.cells, strict=True)


def _without(page: Laid, bands: Sequence[Band]) -> Laid:
    """A page without what stands in these strips; what is in a table stays."""
    kept = [
        (character, cell)
        for character, cell in _characters(page)
        if cell is not None or not any(band.has(character.baseline) for band in bands)
    ]
    return attrs.evolve(page, characters=tuple(c for c, _ in kept), cells=tuple(cell for _, cell in kept))


def _cell(ruled: Sequence[Table], x: float, y: float) -> int | None:
    before = 0
    for table in ruled:
        if (cell := table.at(x, y)) is not None:
            return before + cell
        before += len(table.cells)
    return None


def text_lines(pages: Sequence[Laid], document: str | None) -> list[Line]:
    """The pages as lines of text in the order of reading."""
    return [
        line
        for number, page in enumerate(pages, start=1)
        for line in as_lines(rows(page.characters, page.cell), number, document)
    ]


def grid_lines(pages: Sequence[Laid], document: str | None) -> list[Line]:
    """The pages as rows of ruled tables, blank cells among them, and lines of text between the tables."""
    found: list[Line] = []
    tables_before = 0
    for number, page in enumerate(pages, start=1):
        cells = _by_cell(page)
        outside = rows(cells.pop(None, []))
        lines = list(zip(outside, as_lines(outside, number, document), strict=True))
        cells_before = 0
        for at, table in enumerate(page.tables, start=tables_before + 1):
            found += [line for row, line in lines if row.baseline < table.ys[0]]
            lines = [(row, line) for row, line in lines if row.baseline >= table.ys[0]]
            drawn = [cells.get(cells_before + cell, []) for cell in range(len(table.cells))]
            found += _table_lines(table, map(_text, drawn), Source("", document=document, page=number, table=at))
            cells_before += len(table.cells)
        found += [line for _, line in lines]
        tables_before += len(page.tables)
    return found


def _by_cell(page: Laid) -> dict[int | None, list[Character]]:
    """
    What is drawn in each cell.

    A figure that is drawn over the edge of its cell may be in another one whole, or in part; or there are two of them
    without a gap. Nobody knows, so both parts are marked as such, and neither passes for a figure.
    """
    found: dict[int | None, list[Character]] = {}
    last: tuple[Character, int | None] | None = None
    for character, cell in _characters(page):
        here = found.setdefault(cell, [])
        if last is not None and last[1] != cell and goes_on(last[0], character):
            found[last[1]].append(attrs.evolve(last[0], text=_CUT, left=last[0].right))
            here.append(attrs.evolve(character, text=_CUT, right=character.left))
        here.append(character)
        last = character, cell
    return found


def _text(drawn: Sequence[Character]) -> str:
    return " ".join(row.text for row in from_above(drawn_rows(drawn)))


def _table_lines(table: Table, texts: Iterable[str], source: Source) -> Iterator[Line]:
    """The rows of a table; a cell that covers several rows stands in its first one."""
    starts = itertools.groupby(zip(table.cells, texts, strict=True), key=lambda filled: filled[0].top)
    for line, (_, cells) in enumerate(starts, start=1):
        yield Line(
            tuple(
                Piece(text, attrs.evolve(source, text=text, line=line, column=column), cell.span)
                for column, (cell, text) in enumerate(cells, start=1)
            )
        )
