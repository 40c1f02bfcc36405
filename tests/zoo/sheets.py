"""
What a document prints, box by box: the truth about it, whatever layout it is then written in.
"""

import itertools
import random

from collections.abc import Callable, Iterator, Mapping

import attrs

from govinfo.cells import Cell, cells_of, official, section_title
from govinfo.form import TITLE
from govinfo.layout import table
from govinfo.strategies import _INTAKES, _kept, _sums


#: What a cell of a document says: the text of a figure.
Style = Callable[[int | None, Cell, random.Random], str]

#: How a label is written.
Spelling = Callable[[str, random.Random], str]

PROSE = {
    "overview": ["本机关依法公开政府信息。"],
    "problems": ["公开的内容有待充实，今后逐步改进。"],
    "other_matters": ["没有需要报告的其他事项。"],
}
SECTIONS = ("overview", "disclosure", "applications", "disputes", "problems", "other_matters")


@attrs.define(eq=False)
class Spot:
    """
    A box of a table as it is printed.

    Attributes:
        kind: title, corner, column, row, cell, or page for a line that only a page break brought in.
        text: what is printed; a line break in it is one inside the box.
        top: row of the table.
        left: what it comes after in its row.
        height: rows that it spans.
        width: columns that it spans.
        block: path of its block.
        label: the official label.
        cell: the cell of the form, or None.
        allowed: what may be read there besides a blank.
    """

    kind: str
    text: str
    top: int
    left: float
    height: int = 1
    width: int = 1
    block: str = ""
    label: str = ""
    cell: Cell | None = None
    allowed: frozenset[int] = frozenset()

    @property
    def is_figure(self) -> bool:
        """Whether a figure stands there, or is missing there."""
        return self.kind == "cell"

    @property
    def one_line(self) -> str:
        """The text without breaks of lines."""
        return self.text.replace("\n", " ")


@attrs.define(eq=False)
class Section:
    """
    A section: its heading, and a table or paragraphs.

    Attributes:
        name: of the section of the form.
        heading: as it is printed; empty if it is gone.
        width: columns of the table.
        spots: boxes of the table.
        paragraphs: prose.
    """

    name: str
    heading: str
    width: int = 0
    spots: list[Spot] = attrs.field(factory=list)
    paragraphs: list[str] = attrs.field(factory=list)

    def rows(self) -> list[list[Spot]]:
        """The boxes that begin in each row, none of them empty."""
        ordered = sorted(self.spots, key=lambda spot: (spot.top, spot.left))
        return [list(row) for _, row in itertools.groupby(ordered, key=lambda spot: spot.top)]

    def tables(self) -> list[list[list[Spot]]]:
        """The rows, in one table for each page; a line that is no part of a table is a table of one row."""
        parts = itertools.groupby(self.rows(), key=lambda row: row[0].kind == "page")
        return [list(rows) for _, rows in parts]

    def figure_rows(self) -> list[int]:
        """The rows that have figures."""
        return sorted({spot.top for spot in self.spots if spot.is_figure})


@attrs.define(eq=False)
class Document:
    """
    A document.

    Attributes:
        title: its title.
        sections: in order.
    """

    title: str
    sections: list[Section]

    def spots(self) -> Iterator[Spot]:
        """All boxes."""
        return (spot for section in self.sections for spot in section.spots)

    def truth(self) -> dict[Cell, frozenset[int]]:
        """What may be read in each cell that the document has."""
        found: dict[Cell, frozenset[int]] = {}
        for spot in self.spots():
            if spot.cell is not None:
                found[spot.cell] = found.get(spot.cell, frozenset()) | spot.allowed
        return found


def placed(rows: list[list[Spot]]) -> Iterator[tuple[int, int, Spot]]:
    """Each box of a table with its row and column, as a browser places it; spans take up squares."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for spot in row:
            while (y, x) in taken:
                x += 1
            # A span never runs out of its page.
            squares = itertools.product(range(y, min(y + spot.height, len(rows))), range(x, x + spot.width))
            taken.update(squares)
            yield y, x, spot
            x += spot.width


def document(
    figures: Mapping[Cell, int | None], edition: int, spelling: Spelling, style: Style, chance: random.Random
) -> Document:
    """The document that prints these figures on the official form."""
    sections = []
    for name in SECTIONS:
        printed = table(name, official(edition))
        section = Section(name, spelling(section_title(name, edition), chance))
        section.paragraphs = list(PROSE.get(name, ()))
        if printed:
            section.width = printed.width
            for box in printed.boxes:
                spot = Spot(box.kind, "", box.top, box.left, box.height, box.width, box.block, box.text, box.cell)
                if box.cell is None:
                    spot.text = spelling(box.text, chance)
                else:
                    figure = figures.get(box.cell)
                    spot.text = style(figure, box.cell, chance)
                    spot.allowed = frozenset() if figure is None else frozenset({figure})
                section.spots.append(spot)
        sections.append(section)
    return Document(f"某市某局{edition + 1}年{TITLE}", sections)


def reconciling(edition: int, chance: random.Random) -> dict[Cell, int | None]:
    """Figures that keep every rule; most of them are zero, as in published reports."""
    editions = official(edition)
    sums = dict(_sums(editions))
    free = [
        c for c in cells_of(editions) if c not in sums and c.path.split(".")[1] not in {"received", "brought_forward"}
    ]
    drawn = {cell: _count(chance) for cell in chance.sample(free, chance.randint(0, 24))}
    drawn |= _kept(drawn)
    for old, new, out, left in _INTAKES:
        ended = sum(drawn.get(cell, 0) for cell in sums[out]) + drawn.get(left, 0)
        drawn[old] = chance.choice([0, chance.randint(0, ended)])
        drawn[new] = ended - drawn[old]
    for total, parts in sums.items():
        drawn[total] = sum(drawn.get(part, 0) for part in parts)
    return {cell: drawn.get(cell, 0) for cell in cells_of(editions)}


def _count(chance: random.Random) -> int:
    return chance.randint(1, 10 ** chance.choice([1, 1, 1, 2, 2, 3, 4, 6]))
