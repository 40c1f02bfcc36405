"""
Two reports side by side as one HTML page: the official tables of both with every cell marked that is different.

The page has no script, asks for no other file, and prints on A4. On a narrow screen, and on paper, what belongs
together stands one below the other. What is different has a frame, a number and a link, so that nobody needs colours
to see it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..cells import SECTIONS, Cell
from ..difference import CellDifference, section_name
from ..differences import ROUGH, Differences
from ..language import CHINESE, locale_of, sentence, template
from ..report import Report
from ..wording import Paragraph
from . import Page
from .differences import AFTER, BEFORE, CELL, CHANGE, COUNTED, NOTHING, OTHERS, TITLE
from .html import COMPARISON, beginning, drawn, mark, noted, tag


_NUMBER: Final = template("No.")
_OF_FIGURES: Final = template("Differences of figures")
_IS_NUMBER: Final = template("difference {number}")
_ABSENT: Final = template("not in the report")

#: Both sides: what the ids in it begin with, and what it is called.
SIDES: Final = (("before", BEFORE), ("after", AFTER))


def render(differences: Differences, *, locale: str = CHINESE, names: tuple[str, str] = ("", "")) -> str:
    """
    Two reports side by side.

    Args:
        differences: what `govinfo.differences.compare` found.
        locale: the language of labels and headings.
        names: of the two documents, such as those of their files.

    Raises:
        UnknownLocale: the library does not speak this language.
    """
    return "\n".join(_lines(differences, locale_of(locale), names)) + "\n"


def _lines(found: Differences, locale: str, names: tuple[str, str]) -> Iterator[str]:
    numbers = {difference.cell: number for number, difference in enumerate(found.cells, start=1)}
    pages = {side: Page(getattr(found, side), locale=locale) for side, _ in SIDES}
    yield from beginning(sentence(TITLE, locale), locale, "side_by_side.css")
    yield tag("main", class_=COMPARISON)
    yield tag("h1", sentence(TITLE, locale))
    yield '<dl class="reports">'
    for (side, called), name in zip(SIDES, names, strict=True):
        said = tag("dt", sentence(called, locale)) + tag("dd", pages[side].title) + (tag("dd", name) if name else "")
        yield f"<div>{said}</div>"
    yield "</dl>"
    yield tag("p", sentence(COUNTED, locale).format(count=len(found)) if found else sentence(NOTHING, locale))
    if found.is_rough:
        yield tag("p", sentence(ROUGH, locale))
    yield from _others(found, locale)
    yield from _figures(found, numbers, locale)
    yield from _prose(found, "preamble", locale)
    for name, slot in SECTIONS.items():
        yield from _prose(found, name, locale) if slot.axis == "prose" else _tables(pages, name, numbers, locale)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _others(found: Differences, locale: str) -> Iterator[str]:
    """What is different besides figures and words."""
    if found.others:
        yield tag("h2", sentence(OTHERS, locale))
        yield '<ul class="others">'
        yield from (tag("li", difference.message(locale)) for difference in found.others)
        yield "</ul>"


def _figures(found: Differences, numbers: Mapping[Cell, int], locale: str) -> Iterator[str]:
    """All cells that are different, with links to where they stand in the tables."""
    if not found.cells:
        return
    heading = sentence(_OF_FIGURES, locale)
    yield tag("h2", heading)
    yield '<table class="changes">'
    yield tag("caption", heading)
    said = (sentence(text, locale) for text in (_NUMBER, CELL, BEFORE, AFTER, CHANGE))
    yield "<thead><tr>" + "".join(tag("th", text, scope="col") for text in said) + "</tr></thead>"
    yield "<tbody>"
    for difference in found.cells:
        yield _figure(difference, numbers[difference.cell], locale)
    yield "</tbody>"
    yield "</table>"


def _figure(difference: CellDifference, number: int, locale: str) -> str:
    before, after, change = difference.said(locale)
    at = "after" if difference.edition_after else "before"
    to = tag("a", difference.name(locale), href=f"#{at}-{number}")
    name = tag("th", scope="row") + to + "</th>"
    texts = "".join(tag("td", text) for text in (before, after, change))
    return f"{tag('tr', id=f'difference-{number}')}{tag('td', str(number))}{name}{texts}</tr>"


def _tables(pages: Mapping[str, Page], name: str, numbers: Mapping[Cell, int], locale: str) -> Iterator[str]:
    """The table of a section in both reports."""
    if all(page.table(name) is None for page in pages.values()):
        return
    yield tag("section", class_="both")
    yield tag("h2", pages["after"].heading(name))
    for side, called in SIDES:
        yield tag("section", class_=side)
        yield tag("h3", _who(pages[side].report, called, locale))
        table = pages[side].table(name)
        if table is None:
            yield tag("p", sentence(_ABSENT, locale))
        else:
            yield from drawn(pages[side], table, _draw(pages[side], side, numbers, locale), f"{side}-")
        yield "</section>"
    yield "</section>"


def _draw(page: Page, side: str, numbers: Mapping[Cell, int], locale: str) -> Any:
    """What draws the cells of one side."""

    def draw(cell: Cell, headers: str, spans: dict[str, int | None]) -> str:
        number = numbers.get(cell)
        if number is None:
            return tag("td", page.text(cell), headers=headers, **spans)
        text = tag("td", page.text(cell), id=f"{side}-{number}", headers=headers, class_="changed", **spans)
        said = sentence(_IS_NUMBER, locale).format(number=number)
        return noted(text, mark(str(number), f"#difference-{number}", said))

    return draw


def _who(report: Report, called: str, locale: str) -> str:
    """Which of the two reports it is."""
    said = (sentence(called, locale), report.organ.name, report.year)
    return " ".join(str(part) for part in said if part)


def _prose(found: Differences, name: str, locale: str) -> Iterator[str]:
    """A section of prose of both reports, paragraph by paragraph."""
    reports = (found.before, found.after)
    if not any(getattr(report, name) for report in reports):
        return
    yield tag("section", class_="both prose")
    yield tag("h2", section_name(name, locale))
    for (_, called), report in zip(SIDES, reports, strict=True):
        text = _who(report, called, locale)
        yield tag("h3", text if getattr(report, name) is not None else f"{text} ({sentence(_ABSENT, locale)})")
    for paragraph in found.prose[name]:
        yield from (_paragraph(paragraph, side) for side, _ in SIDES)
    yield "</section>"


#: What is marked on each side: what is no longer there, and what is new.
_MARKED: Final = {"before": "del", "after": "ins"}


def _paragraph(paragraph: Paragraph, side: str) -> str:
    """One side of a paragraph; where it is not there, an empty one keeps its place."""
    said = ((getattr(piece, side), piece.is_same) for piece in paragraph.pieces)
    texts = (tag("span" if is_same else _MARKED[side], text) for text, is_same in said if text)
    known = f"same {side}" if paragraph.is_same else side
    return tag("p", class_=known) + "".join(texts) + "</p>"
