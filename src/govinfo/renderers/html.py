"""
Writing a report as an HTML page: the official tables with exact spans, readable by machines and by screen readers.

Each cell carries its path (``data-cell``), each block its path and edition, each section its name, so that the page is
read back exactly (`govinfo.readers.html`). The page has no script, asks for no other file, and prints on A4.
"""

import datetime
import functools
import html

from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any, Final

from ..cells import BLOCKS, SECTIONS, Cell
from ..finding import Finding
from ..language import CHINESE, sentence, template
from ..layout import Box, Table
from ..particulars import PARTICULARS
from . import Page


_SUGGESTED: Final = template("suggested correction")

#: Most texts of a page stand in others too.
escape = functools.lru_cache(maxsize=4096)(html.escape)

#: What says that a page is of this library.
GENERATOR: Final = "govinfo-cn"

#: What says that it is no report but the comparison of two.
COMPARISON: Final = "comparison"


def render(page: Page) -> str:
    """The report as an HTML page."""
    return "\n".join(_lines(page)) + "\n"


def tag(name: str, text: str | None = None, /, **attributes: Any) -> str:
    """
    An element with everything escaped; None leaves an attribute out, and without a text only the start tag is made.

    >>> tag("td", "<b>", colspan=2, data_cell="a.b", rowspan=None)
    '<td colspan="2" data-cell="a.b">&lt;b&gt;</td>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>" if text is None else f"<{name}{said}>{escape(text)}</{name}>"


def beginning(title: str, locale: str, *sheets: str) -> Iterator[str]:
    """
    A page up to the beginning of its body.

    Args:
        title: of the page.
        locale: its language.
        sheets: names of style sheets that come after that of all pages.
    """
    styles = (resources.files(__package__).joinpath(name).read_text("utf-8") for name in ("report.css", *sheets))
    yield "<!DOCTYPE html>"
    yield tag("html", lang="zh-Hans" if locale == CHINESE else locale)
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield tag("meta", name="generator", content=GENERATOR)
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield tag("title", title)
    yield f"<style>\n{''.join(styles)}</style>"
    yield "</head>"
    yield "<body>"


def _lines(page: Page) -> Iterator[str]:
    report = page.report
    yield from beginning(page.title, page.locale)
    period = report.period
    yield tag(
        "main",
        data_organ=report.organ.name,
        data_level=report.organ.level,
        data_kind=report.organ.kind,
        data_code=report.organ.code,
        data_year=report.year,
        data_published=_day(report.published),
        data_start=_day(period.start) if period else None,
        data_end=_day(period.end) if period else None,
    )
    yield tag("h1", page.title)
    said = [(p.label(page.locale), p.show(report, page.locale)) for p in PARTICULARS]
    if any(text for _, text in said):
        yield '<dl class="particulars">'
        yield from (f"<div>{tag('dt', label)}{tag('dd', text)}</div>" for label, text in said if text)
        yield "</dl>"
    if report.preamble:
        yield tag("section", data_section="preamble")
        yield from (tag("p", paragraph) for paragraph in report.preamble)
        yield "</section>"
    yield from _findings(page, page.about(None))
    yield from _explanations(page)
    for name, slot in SECTIONS.items():
        yield from _prose(page, name) if slot.axis == "prose" else _tables(page, name)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _prose(page: Page, name: str) -> Iterator[str]:
    paragraphs = getattr(page.report, name)
    if paragraphs is not None:
        yield tag("section", data_section=name)
        yield tag("h2", page.heading(name))
        yield from (tag("p", paragraph) for paragraph in paragraphs)
        yield "</section>"
    yield from _findings(page, page.about(name))


def _tables(page: Page, name: str) -> Iterator[str]:
    table = page.table(name)
    if table is not None:
        yield tag("section", data_section=name)
        yield tag("h2", page.heading(name))
        yield from drawn(page, table, lambda cell, headers, spans: _cell(page, cell, headers, spans))
        yield "</section>"
    yield from _findings(page, page.about(name))


#: What draws a cell of a table, given the ids of its headings and how far it spans.
Draw = Callable[[Cell, str, dict[str, int | None]], str]


def drawn(page: Page, table: Table, draw: Draw, prefix: str = "") -> Iterator[str]:
    """
    A table of a report.

    Args:
        page: the report.
        table: one of its tables.
        draw: what draws its cells.
        prefix: of the ids in it, where the page has another table that is like it.
    """
    yield tag("table", class_=table.section)
    yield tag("caption", page.heading(table.section))
    yield from _rows(page, table, draw, prefix)
    yield "</table>"


def _rows(page: Page, table: Table, draw: Draw, prefix: str) -> Iterator[str]:
    """The rows of a table, each block of it a body of its own."""
    editions = dict(zip(BLOCKS, page.report.editions, strict=True))
    block = None
    for boxes in table.rows():
        first = boxes[0].block if boxes else block
        if first != block:
            if block:
                yield "</tbody>"
            edition = editions[first or ""]
            yield tag("tbody", data_block=first, data_edition=int(edition) if edition else None)
            block = first
        yield "<tr>" + "".join(_box(page, table, box, draw, prefix) for box in boxes) + "</tr>"
    yield "</tbody>"


_SCOPES: Final = {"title": "colgroup", "column": "col", "row": "row"}


def _box(page: Page, table: Table, box: Box, draw: Draw, prefix: str) -> str:
    spans = {"colspan": box.width if box.width > 1 else None, "rowspan": box.height if box.height > 1 else None}
    if box.cell is not None:
        headers = " ".join(prefix + _id(heading) for heading in table.headings[box.cell])
        return draw(box.cell, headers, spans)
    if box.kind == "corner":
        return tag("td", box.label(page.locale), class_="corner", **spans)
    scope = _SCOPES[box.kind]
    several = box.width > 1 if scope == "col" else box.height > 1
    return tag(
        "th",
        box.label(page.locale),
        id=prefix + _id(box),
        class_=box.kind,
        scope=f"{scope}group" if several and scope in {"col", "row"} else scope,
        **spans,
    )


def _cell(page: Page, cell: Cell, headers: str, spans: dict[str, int | None]) -> str:
    """A cell with the findings in which it takes part, and what should stand in it."""
    marks = page.marks(cell)
    worst = max((page.findings[number - 1].severity for number in marks), default=None)
    text = tag("td", page.text(cell), data_cell=cell.path, headers=headers, class_=worst, **spans)
    notes = "".join(mark(str(number), f"#finding-{number}") for number in marks)
    notes += "".join(mark(f"→ {due}", f"#explanation-{number}") for number, due in page.due(cell))
    return noted(text, notes)


def mark(text: str, to: str, said: str | None = None) -> str:
    """A small link beside a figure, to what is said of it, and what is read aloud of the link if not its text."""
    return tag("a", text, href=to, class_="mark", aria_label=said)


def noted(element: str, notes: str) -> str:
    """A cell of a table with notes behind what stands in it."""
    return element.removesuffix("</td>") + notes + "</td>" if notes else element


def _id(box: Box) -> str:
    return f"{box.block.replace('.', '-')}-{box.top}-{box.left}"


def _explanations(page: Page) -> Iterator[str]:
    """What the figures should be that are wrong."""
    if page.explanations:
        yield '<ul class="findings">'
        head = tag("b", sentence(_SUGGESTED, page.locale))
        for number, explanation in enumerate(page.explanations, start=1):
            text = escape(explanation.message(page.locale))
            yield tag("li", id=f"explanation-{number}", class_="hint") + f"{head} {text}</li>"
        yield "</ul>"


def _findings(page: Page, findings: tuple[tuple[int, Finding], ...]) -> Iterator[str]:
    if not findings:
        return
    yield '<ol class="findings">'
    for number, finding in findings:
        head = tag("b", f"{sentence(finding.severity, page.locale)} {finding.rule}")
        text = escape(finding.message(page.locale))
        yield tag("li", id=f"finding-{number}", value=number, class_=finding.severity) + f"{head} {text}</li>"
    yield "</ol>"
