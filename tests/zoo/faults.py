"""
What clerks do to figures, and what clerks and converters do to documents; the truth is what is printed then.
"""

import copy
import random

from collections.abc import Callable, Mapping

import attrs

from govinfo.cells import Cell

from .sheets import Document, Section, Spot


Figures = dict[Cell, int | None]


def _some(figures: Figures, chance: random.Random, *, least: int = 0) -> Cell:
    """A cell, most often one with a figure that is not zero."""
    cells = [cell for cell, figure in figures.items() if figure is not None and figure >= least]
    heavy = [cell for cell in cells if figures[cell]]
    return chance.choice(heavy if heavy and chance.random() < 0.8 else cells or list(figures))


def _digits(figures: Figures, cell: Cell, digits: str) -> None:
    figures[cell] = int(digits or "0") * _unit(cell)


def _unit(cell: Cell) -> int:
    return 10**6 if cell.slot.unit else 100 if cell.slot.holds == "amount" else 1


def _of(figures: Figures, cell: Cell) -> str:
    return str(abs(figures[cell] or 0) // _unit(cell))


def mistyped(figures: Figures, chance: random.Random) -> None:
    """A digit is another one."""
    cell = _some(figures, chance)
    text = _of(figures, cell)
    at = chance.randrange(len(text))
    _digits(figures, cell, text[:at] + chance.choice("0123456789") + text[at + 1 :])


def dropped(figures: Figures, chance: random.Random) -> None:
    """A digit is gone."""
    cell = _some(figures, chance)
    text = _of(figures, cell)
    at = chance.randrange(len(text))
    _digits(figures, cell, text[:at] + text[at + 1 :])


def doubled(figures: Figures, chance: random.Random) -> None:
    """A digit is there twice."""
    cell = _some(figures, chance)
    text = _of(figures, cell)
    at = chance.randrange(len(text))
    _digits(figures, cell, text[: at + 1] + text[at:])


def transposed(figures: Figures, chance: random.Random) -> None:
    """Two digits have changed places."""
    cell = _some(figures, chance, least=10)
    text = _of(figures, cell)
    at = chance.randrange(max(1, len(text) - 1))
    _digits(figures, cell, text[:at] + text[at : at + 2][::-1] + text[at + 2 :])


def _row(figures: Figures, cell: Cell) -> list[Cell]:
    at = cell.path.split(".")[:-1]
    if "organizations" in at:
        at.remove("organizations")
    return [c for c in figures if [p for p in c.path.split(".")[:-1] if p != "organizations"] == at]


def swapped(figures: Figures, chance: random.Random) -> None:
    """Two neighbours in a row have changed places."""
    row = _row(figures, _some(figures, chance))
    at = chance.randrange(max(1, len(row) - 1))
    pair = row[at : at + 2]
    if len(pair) == 2 and len({c.slot.holds for c in pair}) == 1:
        figures[pair[0]], figures[pair[1]] = figures[pair[1]], figures[pair[0]]


def shifted(figures: Figures, chance: random.Random) -> None:
    """A row stands one column further to the right or to the left."""
    row = _row(figures, _some(figures, chance))
    if len({cell.slot.holds for cell in row}) == 1:
        old = [figures[cell] for cell in row]
        spare = chance.choice([0, None])
        new = [spare, *old[:-1]] if chance.random() < 0.5 else [*old[1:], spare]
        figures.update(zip(row, new, strict=True))


def not_updated(figures: Figures, chance: random.Random) -> None:
    """A total, or any other figure, is a little off."""
    totals = [cell for cell in figures if cell.path.endswith(".total") and figures[cell] is not None]
    cell = chance.choice(totals or list(figures))
    figures[cell] = max(0, (figures[cell] or 0) + chance.choice([-2, -1, 1, 2, 10]))


def negative(figures: Figures, chance: random.Random) -> None:
    """A figure has a minus sign."""
    cell = _some(figures, chance)
    if cell.slot.holds != "amount":
        figures[cell] = -(figures[cell] or 0)


def left_blank(figures: Figures, chance: random.Random) -> None:
    """A zero is not typed."""
    zeros = [cell for cell, figure in figures.items() if figure == 0]
    figures[chance.choice(zeros or list(figures))] = None


def many_blanks(figures: Figures, chance: random.Random) -> None:
    """Several figures, rows, or all zeros are not typed."""
    way = chance.randrange(4)
    if way == 0:
        blank = [cell for cell, figure in figures.items() if not figure]
    elif way == 1:
        blank = _row(figures, chance.choice(list(figures)))
    elif way == 2:  # only totals are filled in
        blank = [cell for cell in figures if cell.path.startswith("applications.") and not cell.path.endswith(".total")]
    else:
        blank = chance.sample(list(figures), chance.randint(1, 40))
    figures.update(dict.fromkeys(blank))


#: What clerks do to figures.
CLERKS: Mapping[str, Callable[[Figures, random.Random], None]] = {
    f.__name__: f
    for f in (mistyped, dropped, doubled, transposed, swapped, shifted, not_updated, negative, left_blank, many_blanks)
}


# --- what is done to documents ---------------------------------------------------------------------------------------


def _a_table(document: Document, chance: random.Random) -> Section:
    return chance.choice([section for section in document.sections if section.spots])


def _a_row(section: Section, chance: random.Random) -> int:
    return chance.choice(section.figure_rows())


def _in_row(section: Section, top: int) -> list[Spot]:
    return sorted((s for s in section.spots if s.is_figure and s.top == top), key=lambda spot: spot.left)


def delete_row(section: Section, top: int) -> None:
    """Take a row out; what spans it is one row shorter."""
    for spot in list(section.spots):
        if spot.top <= top < spot.top + spot.height:
            if spot.height > 1:
                spot.height -= 1
            else:
                section.spots.remove(spot)
        elif spot.top > top:
            spot.top -= 1


def double_row(section: Section, top: int) -> list[Spot]:
    """Print a row twice, one below the other; what spans it is one row longer."""
    added = []
    for spot in section.spots:
        if spot.top <= top < spot.top + spot.height:
            if spot.height > 1:
                spot.height += 1
            else:
                added.append(copy.copy(spot))
                added[-1].top = top + 1
        elif spot.top > top:
            spot.top += 1
    section.spots += added
    return added


def row_deleted(document: Document, chance: random.Random) -> None:
    """A row of figures is gone, with its label."""
    section = _a_table(document, chance)
    delete_row(section, _a_row(section, chance))


def _doubled(document: Document, chance: random.Random) -> list[Spot]:
    """The cells that a row has more when it is there twice; none if it is the only one, without a label, and blank."""
    section = _a_table(document, chance)
    row = _a_row(section, chance)
    if len(section.figure_rows()) == 1 and not all(spot.text.strip() for spot in _in_row(section, row)):
        return []  # where blanks are lost two such rows could be one
    return double_row(section, row)


def row_doubled(document: Document, chance: random.Random) -> None:
    """A row is there twice."""
    _doubled(document, chance)


def row_doubled_otherwise(document: Document, chance: random.Random) -> None:
    """A row is there twice, with another figure; both are printed."""
    figures = [spot for spot in _doubled(document, chance) if spot.is_figure]
    spot = chance.choice(figures) if figures else None
    if spot and spot.cell is not None and spot.cell.slot.holds == "count":
        figure = chance.randint(0, 30)
        spot.text, spot.allowed = str(figure), frozenset({figure})


def cell_lost(document: Document, chance: random.Random) -> None:
    """A cell of a row is not there at all."""
    section = _a_table(document, chance)
    spot = chance.choice(_in_row(section, _a_row(section, chance)))
    section.spots.remove(spot)


def cell_added(document: Document, chance: random.Random) -> None:
    """A row without blanks has a cell too many, blank or not."""
    section = _a_table(document, chance)
    row = _in_row(section, _a_row(section, chance))
    if not all(spot.text.strip() for spot in row):  # where blanks are lost it would have as many cells as are due
        return
    after = chance.choice(row)
    text = chance.choice(["", "", "0", str(chance.randint(1, 30))])
    section.spots.append(Spot("cell", text, after.top, after.left + chance.choice([-0.5, 0.5]), block=after.block))


def smudged(document: Document, chance: random.Random) -> None:
    """A figure has a character that is no digit."""
    section = _a_table(document, chance)
    spot = chance.choice([s for s in section.spots if s.is_figure])
    at = chance.randint(0, len(spot.text))
    spot.text, spot.allowed = f"{spot.text[:at]}{chance.choice('OlBx?*约')}{spot.text[at:]}", frozenset()


def label_gone(document: Document, chance: random.Random) -> None:
    """A row has no label any more."""
    section = _a_table(document, chance)
    labels = [spot for spot in section.spots if spot.kind == "row" and spot.height == 1]
    # Where blanks are lost, what has no label would fill up the row before it.
    if labels and all(spot.text.strip() for spot in section.spots if spot.is_figure):
        chance.choice(labels).text = ""


def heading_gone(document: Document, chance: random.Random) -> None:
    """A column has no heading any more."""
    section = _a_table(document, chance)
    chance.choice([spot for spot in section.spots if spot.kind in {"column", "title", "corner"}]).text = ""


def headings_gone(document: Document, chance: random.Random) -> None:
    """A block has no column headings at all."""
    section = _a_table(document, chance)
    block = chance.choice(section.spots).block
    section.spots = [s for s in section.spots if s.block != block or s.kind not in {"column", "corner"}]


def section_gone(document: Document, chance: random.Random) -> None:
    """The heading of a section is gone."""
    chance.choice(document.sections).heading = ""


def headings_swapped(document: Document, chance: random.Random) -> None:
    """Two column headings have changed places; a figure is what its heading says."""
    section = document.sections[1]
    blocks = {spot.block for spot in section.spots}
    swappable = {
        block: found
        for block in sorted(blocks)
        if len(found := [s for s in section.spots if s.block == block and s.kind == "column"]) > 1
        and len({spot.cell.slot.holds for spot in section.spots if spot.block == block and spot.cell}) == 1
    }
    if not swappable:
        return
    heads = swappable[chance.choice(sorted(swappable))]
    one, two = chance.sample(heads, 2)
    one.text, two.text = two.text, one.text
    for top in {spot.top for spot in section.spots if spot.is_figure and spot.block == one.block}:
        row = _in_row(section, top)
        first, second = row[heads.index(one)], row[heads.index(two)]
        first.cell, second.cell = second.cell, first.cell


def rows_moved(document: Document, chance: random.Random) -> None:
    """Two rows have changed places, with their labels."""
    section = document.sections[2]
    tops = section.figure_rows()
    at = chance.randrange(len(tops) - 1)
    one, two = tops[at], tops[at + 1]
    rows = [[s for s in section.spots if s.top == top and s.height == 1] for top in (one, two)]
    for spot in rows[0]:
        spot.top = two
    for spot in rows[1]:
        spot.top = one
    if {min((s.left for s in row), default=0) for row in rows} and len({min(s.left for s in row) for row in rows}) > 1:
        # They are in other groups; a label would be in the wrong one.
        for spot in rows[0]:
            spot.top = one
        for spot in rows[1]:
            spot.top = two


#: What is done to documents.
DAMAGES: Mapping[str, Callable[[Document, random.Random], None]] = {
    f.__name__: f
    for f in (
        row_deleted,
        row_doubled,
        row_doubled_otherwise,
        cell_lost,
        cell_added,
        smudged,
        label_gone,
        heading_gone,
        headings_gone,
        section_gone,
        headings_swapped,
        rows_moved,
    )
}


def can_be(damage: str, *, grid: bool, filled: bool, lossless: bool, collapsed: bool) -> bool:
    """
    Whether it is known what a document in such a layout prints after this damage.

    Swapped headings say something only where figures stand under them; a row that has one cell less and is filled up
    again is a row that is shifted; where figures are lost, those without a label, or with one that is lost because it
    is there twice, can be any row's, and a cell that is added stands for a lost one; and a figure that is added to
    others without a gap is a part of these.
    """
    if damage == "headings_swapped":
        return grid
    if damage == "label_gone":
        return lossless or grid
    if damage in {"row_doubled_otherwise", "cell_added"} and not lossless:
        return False
    return not (filled and damage == "cell_lost") and not (collapsed and damage == "cell_added")


def page_break(document: Document, chance: random.Random, *, dashed: bool = True) -> None:
    """A page ends in the middle of table three: a page number, and perhaps headings and group labels once more."""
    section = document.sections[2]
    tops = section.figure_rows()
    at = chance.choice(tops[2:])
    again, headed = chance.random() < 0.5, chance.random() < 0.5
    heads = [spot for spot in section.spots if spot.kind in {"corner", "column"}] if headed else []
    added = 1 + (max((s.top + s.height for s in heads), default=0) - min((s.top for s in heads), default=0))
    for spot in list(section.spots):
        if spot.top >= at:
            spot.top += added
        elif spot.top + spot.height > at:
            rest = attrs.evolve(spot, top=at + added, height=spot.top + spot.height - at)
            rest.text = spot.text if again else ""
            spot.height = at - spot.top
            section.spots.append(rest)
    number = chance.randint(2, 9)
    # Where a dash stands for a blank, a number between two dashes can be three cells.
    numbers = [f"-{number}-", f"- {number} -", f"— {number} —"] if dashed else []
    text = chance.choice([*numbers, f"第{number}页"])
    section.spots.append(Spot("page", text, at, 0, width=section.width))
    first = min((s.top for s in heads), default=0)
    section.spots += [attrs.evolve(spot, top=spot.top - first + at + 1) for spot in heads]
