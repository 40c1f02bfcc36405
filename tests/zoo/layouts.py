"""
The layouts of text that published reports are found in.

A layout is a function from a document to text. What separates its cells, what becomes of blanks and of breaks inside
labels is all that differs.
"""

import itertools
import random
import re

from collections.abc import Callable, Iterator, Mapping
from unicodedata import east_asian_width

import attrs

from .sheets import Document, Section, Spot, placed


Rows = list[list[Spot]]


@attrs.frozen
class Layout:
    """
    A way to write a document.

    Attributes:
        write: writes it.
        lossless: whether every figure can be read from it: cells are apart, and labels stand beside their figures.
        grid: whether a figure stands under its column heading.
        collapsed: whether figures can run together.
        filled: whether each row has all squares, so that one cell less is a row that is shifted.
    """

    write: Callable[[Document, random.Random], str | bytes]
    lossless: bool = True
    grid: bool = False
    collapsed: bool = False
    filled: bool = False


def _text(document: Document, write: Callable[[Section], Iterator[str]], end: str = "\n") -> str:
    """A text whose tables are written by *write*."""
    lines = [document.title]
    for section in document.sections:
        lines += [section.heading] if section.heading else []
        lines += section.paragraphs
        lines += write(section)
    return end.join(lines) + "\n"


# --- a row a line ----------------------------------------------------------------------------------------------------


def _row_lines(row_of: Callable[[list[Spot]], str]) -> Callable[[Section], Iterator[str]]:
    def write(section: Section) -> Iterator[str]:
        for row in section.rows():
            yield row[0].text if row[0].kind == "page" else row_of(row)

    return write


def _fillers(row: list[Spot]) -> int:
    return sum(spot.width - 1 for spot in row)


def tabs(document: Document, chance: random.Random) -> str:
    """Cells with tabs between them, merged ones once."""
    return _text(document, _row_lines(lambda row: "\t".join(spot.one_line for spot in row)))


def tabs_filled(document: Document, chance: random.Random) -> str:
    """Cells with tabs between them and a blank for each square that a merged one covers, as from a spreadsheet."""
    return _text(document, lambda section: _squares(section, "\t".join))


def _squares(section: Section, join: Callable[[list[str]], str]) -> Iterator[str]:
    for rows in section.tables():
        if rows[0][0].kind == "page":
            yield rows[0][0].text
            continue
        width = max(x + spot.width for _, x, spot in placed(rows))
        grid = [[""] * width for _ in rows]
        for y, x, spot in placed(rows):
            grid[y][x] = spot.one_line
        yield from map(join, grid)


def bars_filled(document: Document, chance: random.Random) -> str:
    """``行政许可 | 0 | ||``: bars, and one more for each square that a merged cell covers."""
    return _text(document, _row_lines(lambda row: " | ".join(s.one_line for s in row) + " | " + "|" * _fillers(row)))


def bars(document: Document, chance: random.Random) -> str:
    """``行政许可 | 0 |``: bars, without fillers."""
    return _text(document, _row_lines(lambda row: " | ".join(s.one_line for s in row) + " |"))


def leading_bars(document: Document, chance: random.Random) -> str:
    """``| 行政许可 | 0 | ||``: a bar before each row too."""
    return _text(
        document, _row_lines(lambda row: "| " + " | ".join(s.one_line for s in row) + " | " + "|" * _fillers(row))
    )


def markdown(document: Document, chance: random.Random) -> str:
    """Markdown tables; a merged cell stands in its first square and leaves the others blank."""

    def write(section: Section) -> Iterator[str]:
        yield ""
        for n, line in enumerate(_squares(section, lambda cells: f"| {' | '.join(cells)} |")):
            yield line
            if n == 0:
                yield "|" + "---|" * (line.count("|") - 1)
        yield ""

    return "# " + _text(document, write)


# --- a cell a line ---------------------------------------------------------------------------------------------------


def _cell_lines(cell: Callable[[Spot, int], Iterator[str]], begin: str = "") -> Callable[[Section], Iterator[str]]:
    """Lines of cells; *cell* is given how many fillers follow."""

    def write(section: Section) -> Iterator[str]:
        for row in section.rows():
            if row[0].kind == "page":
                yield row[0].text
                continue
            if begin:
                yield begin
            for n, spot in enumerate(row, start=1):
                yield from cell(spot, _fillers(row) if n == len(row) else 0)

    return write


def bar_begins_row(document: Document, chance: random.Random) -> str:
    """A line ``|`` before every row, then ``x |`` for each cell, and fillers."""
    return _text(document, _cell_lines(lambda s, n: iter([f"{s.one_line} |{' ' * bool(n)}{'|' * n}".strip()]), "|"))


def cell_bars(document: Document, chance: random.Random) -> str:
    """``x |`` for each cell, fillers on a line of their own."""
    return _text(document, _cell_lines(lambda s, n: iter([f"{s.one_line} |".strip(), *(["|" * n] if n else [])])))


def cell_bars_unfilled(document: Document, chance: random.Random) -> str:
    """``x |`` for each cell: rows have no ends."""
    return _text(document, _cell_lines(lambda s, _: iter([f"{s.one_line} |".strip()])))


def bars_between(document: Document, chance: random.Random) -> str:
    """Cell, line, bar, line; rows have no ends, labels are broken over lines."""
    return _text(document, _cell_lines(lambda s, _: iter([*(s.text.split("\n") if s.text else []), "|"])))


def bars_between_filled(document: Document, chance: random.Random) -> str:
    """Cell, line, bar, line, and fillers on a line of their own."""
    return _text(
        document,
        _cell_lines(
            lambda s, n: iter([*(s.text.split("\n") if s.text else []), "|", *(["|" * n] if n > 1 else [])]),
        ),
    )


def _alone(spot: Spot, _: int) -> Iterator[str]:
    yield from spot.text.split("\n")


def _unless_blank(spot: Spot, _: int) -> Iterator[str]:
    return iter(spot.text.split("\n") if spot.text.strip() else [])


def cell_a_line(document: Document, chance: random.Random) -> str:
    """One cell a line; a blank one is an empty line."""
    return _text(document, _cell_lines(_alone))


def cell_a_line_apart(document: Document, chance: random.Random) -> str:
    """One cell a paragraph; a blank one is an empty paragraph."""
    return _text(document, _cell_lines(_alone), "\n\n")


def cell_a_line_blanks_lost(document: Document, chance: random.Random) -> str:
    """One cell a line; blank ones are lost."""
    return _text(document, _cell_lines(_unless_blank))


def cell_a_line_apart_blanks_lost(document: Document, chance: random.Random) -> str:
    """One cell a paragraph; blank ones are lost."""
    return _text(document, _cell_lines(_unless_blank), "\n\n")


# --- on one line -----------------------------------------------------------------------------------------------------


def _tokens(section: Section) -> list[str]:
    return [spot.one_line.strip() for row in section.rows() for spot in row if spot.text.strip()]


def _glued(document: Document, between: Callable[[str, str], str]) -> str:
    """Everything on one line; *between* is what stands between two cells."""
    parts = [document.title]
    for section in document.sections:
        parts += [section.heading, *section.paragraphs, *_tokens(section)]
    parts = [part for part in parts if part]
    return "".join(a + between(a, b) for a, b in itertools.pairwise([*parts, ""])) + "\n"


def spaces(document: Document, chance: random.Random) -> str:
    """Everything on one line, a space between two cells."""
    return _glued(document, lambda *_: " ")


def collapsed(document: Document, chance: random.Random) -> str:
    """Everything on one line, nothing between two cells."""
    return _glued(document, lambda *_: "")


def half_collapsed(document: Document, chance: random.Random) -> str:
    """Everything on one line, a space between some cells."""
    density = chance.choice([0.2, 0.5, 0.8])
    return _glued(document, lambda *_: " " * (chance.random() < density))


def figures_collapsed(document: Document, chance: random.Random) -> str:
    """Everything on one line, a space between a label and a figure, but none between figures."""
    return _glued(document, lambda a, b: "" if a[-1:].isdigit() and b[:1].isdigit() else " ")


def rows_collapsed(document: Document, chance: random.Random) -> str:
    """A row a line, nothing between its cells."""
    return _text(document, _row_lines(lambda row: "".join(spot.one_line for spot in row)))


def rows_spaced(document: Document, chance: random.Random) -> str:
    """A row a line, a space between its cells."""
    return _text(document, _row_lines(lambda row: " ".join(s.one_line for s in row if s.text.strip())))


# --- as from a PDF ---------------------------------------------------------------------------------------------------


def _wide(text: str) -> int:
    return sum(1 + (east_asian_width(c) in "WF") for c in text)


def _wrapped(text: str, size: int) -> list[str]:
    whole = text.replace("\n", "")
    return [whole[i : i + size] for i in range(0, len(whole), size)] or [""]


def _upright(spot: Spot) -> bool:
    """Whether a label is printed from top to bottom: a group over many rows."""
    return spot.kind == "row" and spot.height > 9


def pdf_layout(document: Document, chance: random.Random) -> str:
    """As ``pdftotext -layout``: columns of spaces, a long label around its figures, a group label at the left."""

    def write(section: Section) -> Iterator[str]:
        beside: list[str] = []  # characters of the group label that is printed from top to bottom
        inner: list[str] = []
        for row in section.rows():
            if row[0].kind == "page":
                yield f"{' ' * 40}{row[0].text}"
                continue
            for spot in row:
                if _upright(spot):
                    beside = list(spot.text.replace("\n", ""))
                elif spot.kind == "row" and spot.height > 1:
                    inner = _wrapped(spot.text, 4)
            label = [spot for spot in row if spot.kind in {"row", "corner", "title"} and spot.height == 1]
            rest = [spot for spot in row if spot not in label and (spot.kind != "row")]
            lines = _wrapped(label[0].text, 18) if label else [""]
            middle = chance.choice([0, len(lines) // 2, len(lines) - 1])
            around = len(lines) > 1 and chance.random() < 0.7
            if around:  # the figures are on a line between two of the label
                lines.insert(max(1, middle), "")
                middle = max(1, middle)
            for n, line in enumerate(lines):
                left = f"{beside.pop(0) if beside else '':<2}  {inner.pop(0) if inner and not around else '':<6}"
                cells = "".join(f"{spot.one_line:>10}" for spot in rest) if n == middle else ""
                yield f"{left}{line}{' ' * max(2, 40 - _wide(line))}{cells}".rstrip()
            yield from [""] * chance.choice([0, 0, 1])

    return _text(document, write)


def pdf_raw(document: Document, chance: random.Random) -> str:
    """As ``pdftotext -raw``: a row a line, long labels over lines, headings and groups on lines before."""
    size = chance.choice([10, 16, 20])

    def write(section: Section) -> Iterator[str]:
        for row in section.rows():
            if row[0].kind == "page":
                yield row[0].text
            elif any(spot.is_figure for spot in row):
                yield from _raw_row(row, size, chance)
            elif section.name == "disclosure":
                yield " ".join(spot.one_line for spot in row)
            else:
                for spot in row:
                    yield from _wrapped(spot.text, 4 if spot.kind == "column" else 20)

    return _text(document, write)


def _raw_row(row: list[Spot], size: int, chance: random.Random) -> Iterator[str]:
    """A row of figures: the labels of groups that begin there, its own label, its figures."""
    groups: list[str] = []
    for spot in row:
        if _upright(spot):
            yield from spot.text.replace("\n", "")
        elif spot.kind == "row" and spot.height > 1:
            groups = _wrapped(spot.text, 4)
    lines = [line for spot in row if spot.kind == "row" and spot.height == 1 for line in _wrapped(spot.text, size)]
    if groups and chance.random() < 0.5:  # the group's label is on the line of the item
        yield groups[0]
        lines[:1] = [" ".join([*groups[1:], *lines[:1]])]
    else:
        yield from groups
    figures = " ".join(spot.one_line for spot in row if spot.is_figure and spot.text.strip())
    yield from lines[:-1]
    if len(lines) > 1 and chance.random() < 0.7:  # the figures are on a line of their own
        yield lines[-1]
        yield figures
    else:
        yield " ".join([*lines[-1:], figures]).strip()


def reading_order(document: Document, chance: random.Random) -> str:
    """As ``pdftotext``: a token a line; some headings and labels are not where their figures are."""

    def write(section: Section) -> Iterator[str]:
        torn: list[str] = []
        for row in section.rows():
            spots = list(row)
            if section.name == "applications" and all(spot.kind in {"column", "corner"} for spot in row):
                chance.shuffle(spots)
            for spot in spots:
                lines = [spot.text] if spot.is_figure else _wrapped(spot.text, chance.choice([8, 12, 40]))
                if spot.kind == "row" and section.name == "applications" and chance.random() < 0.15:
                    torn += lines
                    continue
                yield from (line for line in lines if line.strip())
        yield from torn

    return _text(document, write, "\n\n")


# --- with losses -----------------------------------------------------------------------------------------------------


def _once(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(dict.fromkeys(lines)) + "\n"


def repeats_deleted(document: Document, chance: random.Random) -> str:
    """One cell a line, and a line that has occurred before is deleted."""
    return _once(cell_a_line(document, chance))


def repeated_rows_deleted(document: Document, chance: random.Random) -> str:
    """A row a line with spaces, and a line that has occurred before is deleted."""
    return _once(rows_spaced(document, chance))


def repeated_bars_deleted(document: Document, chance: random.Random) -> str:
    """``x |`` for each cell, and a line that has occurred before is deleted."""
    return _once(cell_bars_unfilled(document, chance))


def aligned(document: Document, chance: random.Random) -> str:
    """A row a line, at least two spaces between cells; blanks are nothing but space."""
    return _text(
        document,
        _row_lines(
            lambda row: re.sub(r"\s+$", "", "  ".join(s.one_line + " " * max(0, 10 - _wide(s.one_line)) for s in row))
        ),
    )


TEXTS: Mapping[str, Layout] = {
    f.__name__: layout
    for f, layout in [
        *((f, Layout(f, grid=True)) for f in (tabs, bars_filled, bars, leading_bars)),
        *((f, Layout(f, grid=True, filled=True)) for f in (tabs_filled, markdown)),
        *((f, Layout(f)) for f in (bar_begins_row, cell_bars, cell_bars_unfilled, bars_between, bars_between_filled)),
        *((f, Layout(f)) for f in (cell_a_line, cell_a_line_apart)),
        *((f, Layout(f)) for f in (cell_a_line_blanks_lost, cell_a_line_apart_blanks_lost)),
        *((f, Layout(f)) for f in (spaces, rows_spaced, aligned)),
        *(
            (f, Layout(f, lossless=False, collapsed=True))
            for f in (collapsed, half_collapsed, figures_collapsed, rows_collapsed)
        ),
        *((f, Layout(f, lossless=False)) for f in (pdf_layout, pdf_raw, reading_order)),
        *((f, Layout(f, lossless=False)) for f in (repeats_deleted, repeated_rows_deleted, repeated_bars_deleted)),
    ]
}
