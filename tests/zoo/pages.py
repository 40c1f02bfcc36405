"""
The layouts of HTML that published reports are found in.
"""

import html
import random

from collections.abc import Callable, Mapping

from .layouts import Layout
from .sheets import Document, Spot


#: How a cell is written: its name, its attributes and what is in it.
Write = Callable[[Spot, random.Random], tuple[str, str, str]]


def _inside(spot: Spot) -> str:
    return html.escape(spot.text).replace("\n", "<br>")


def _spans(spot: Spot) -> str:
    return "".join(f' {name}="{n}"' for name, n in (("rowspan", spot.height), ("colspan", spot.width)) if n > 1)


def _page(document: Document, chance: random.Random, cell: Write, *, table: str = "<table border=1>") -> str:
    parts = [f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{document.title}</title></head><body>"]
    parts.append(f"<h1>{document.title}</h1>")
    for section in document.sections:
        parts += [f"<h2>{html.escape(section.heading)}</h2>"] if section.heading else []
        parts += [f"<p>{html.escape(paragraph)}</p>" for paragraph in section.paragraphs]
        for rows in section.tables() if section.spots else []:
            if rows[0][0].kind == "page":
                parts.append(f"<p>{rows[0][0].text}</p>")
                continue
            parts.append(table)
            for row in rows:
                written = (cell(spot, chance) for spot in row)
                parts.append("<tr>" + "".join(f"<{n}{a}>{text}</{n}>" for n, a, text in written) + "</tr>")
            parts.append("</table>" * table.count("<table"))
    return "\n".join([*parts, "</body></html>"])


def page(document: Document, chance: random.Random) -> str:
    """A table a section, with spans; headings are ``th``."""
    return _page(document, chance, lambda s, _: ("td" if s.is_figure else "th", _spans(s), _inside(s)))


def page_of_an_editor(document: Document, chance: random.Random) -> str:
    """Every cell is ``td`` with a paragraph; a blank one has a no-break space; headings are broken by ``<br />``."""

    def cell(spot: Spot, chance: random.Random) -> tuple[str, str, str]:
        text = _inside(spot) or "&nbsp;"
        if spot.kind == "column" and len(spot.text) > 5 and "\n" not in spot.text and chance.random() < 0.5:
            text = f"{spot.text[:3]}<br />{spot.text[3:]}"
        return "td", f' nowrap="nowrap"{_spans(spot)} style="width: 62px"', f'<p align="center">{text}</p>'

    return _page(document, chance, cell, table='<table cellspacing="0"><tbody>')


def page_of_word(document: Document, chance: random.Random) -> str:
    """As pasted from Word."""

    def cell(spot: Spot, chance: random.Random) -> tuple[str, str, str]:
        text = _inside(spot) or "<o:p>&nbsp;</o:p>"
        at = chance.randint(0, len(text)) if spot.kind == "row" and "<" not in text and "&" not in text else 0
        split = f"<span lang=EN-US>{text[:at]}</span><span style='font-family:宋体'>{text[at:]}</span>"
        inside = f"<p class=MsoNormal align=center>{split}</p>" + "<!--[if !supportMisalignedRows]--><!--[endif]-->"
        return "td", f"{_spans(spot)} style='border:solid windowtext 1.0pt;mso-border-alt:solid'", inside

    return _page(document, chance, cell, table="<table class=MsoNormalTable>")


def page_with_wrong_spans(document: Document, chance: random.Random) -> str:
    """In section two the spans of the headings do not line up with the figures."""
    wrong = {
        id(spot): chance.choice([1, 1, 2, 3])
        for spot in document.sections[1].spots
        if spot.kind in {"column", "corner", "title"}
    }

    def cell(spot: Spot, _: random.Random) -> tuple[str, str, str]:
        spans = f' colspan="{wrong[id(spot)]}"' if id(spot) in wrong else _spans(spot)
        return "td", spans, _inside(spot)

    return _page(document, chance, cell)


def page_with_nested_tables(document: Document, chance: random.Random) -> str:
    """The tables stand in a table that only lays out the page."""
    return _page(
        document,
        chance,
        lambda s, _: ("td", _spans(s), _inside(s)),
        table="<table width=100%><tr><td valign=top><table border=1>",
    )


def page_without_end_tags(document: Document, chance: random.Random) -> str:
    """Cells and rows have no end tags, which HTML allows."""
    return page_with_nested_tables(document, chance).replace("</td>", "").replace("</tr>", "")


def page_in_gb18030(document: Document, chance: random.Random) -> bytes:
    """In GB 18030, and labelled gb2312."""
    return page_of_an_editor(document, chance).replace("charset=utf-8", 'charset="gb2312"').encode("gb18030")


def page_in_utf16(document: Document, chance: random.Random) -> bytes:
    """In UTF-16 with a mark."""
    return page(document, chance).encode("utf-16")


PAGES: Mapping[str, Layout] = {
    f.__name__: Layout(f, grid=f is not page_with_wrong_spans)
    for f in (
        page,
        page_of_an_editor,
        page_of_word,
        page_with_wrong_spans,
        page_with_nested_tables,
        page_without_end_tags,
        page_in_gb18030,
        page_in_utf16,
    )
}
