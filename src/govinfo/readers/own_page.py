"""
Reading the HTML pages that this library writes: cells by the paths that they carry, figures as they are printed there.

It needs no other package, unlike pages of other origin.
"""

import datetime

from html.parser import HTMLParser
from typing import Any, Final

import attrs

from .._text import clean
from .._tree import fill, values
from ..blocks import FAULTS
from ..cells import BLOCKS, CELLS, SECTIONS, Cell, block_editions, cells_of
from ..editions import Edition
from ..errors import UnknownCell, UnreadableReport
from ..figures import read_figure
from ..finding import Finding, Source
from ..form import Form
from ..organ import Kind, Level, Organ
from ..reading import R_MISSING, R_REPEATED
from ..renderers.html import COMPARISON, GENERATOR, tag
from ..report import Period, Reading, Report, year
from .content import Content


_OURS: Final = tag("meta", name="generator", content=GENERATOR)


def recognizes(content: Content) -> bool:
    """Whether this library wrote the page: it says so in its head."""
    return _OURS in content.text[:4096]


def read(content: Content) -> Report:
    """The report in a page of this library; see `govinfo.reads`."""
    page = _Page(content.document)
    page.feed(content.text)
    page.close()
    if not page.is_whole:
        raise UnreadableReport("The page is cut off: its end is missing.", document=content.document)
    return page.report(content.findings)


class _Page(HTMLParser):
    """What a page says, taken down while it is parsed."""

    def __init__(self, document: str | None) -> None:
        super().__init__(convert_charrefs=True)
        self.document = document
        self.particulars: dict[str, str] | None = None
        self.is_whole = False
        self.preamble: list[str] = []
        self.prose: dict[str, list[str]] = {}
        self.sections: list[str] = []
        self.editions: dict[str, Edition] = {}
        self.cells: dict[Cell, list[Source]] = {}
        self._section: str | None = None
        self._cell: Cell | None = None
        self._text: list[str] | None = None
        self._place = [0, 0, 0]  # table, row, cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: C901  one case a tag
        said = {name: value or "" for name, value in attrs}
        if self._text is not None and (tag, said.get("class")) != ("a", "mark"):
            self._text.append(" ")  # what stands on both sides of an element is not one figure
        match tag:
            case "main" if "data-organ" in said:
                if self.particulars is not None:
                    raise UnreadableReport("The page holds more than one report.", document=self.document)
                self.particulars = {name.removeprefix("data-"): value for name, value in said.items()}
            case "main" if said.get("class") == COMPARISON:
                raise UnreadableReport(
                    "The page compares two reports; give the reports themselves.", document=self.document
                )
            case "section":
                self._begin_section(said.get("data-section"))
            case "table":
                self._place = [self._place[0] + 1, 0, 0]
            case "tbody" if "data-block" in said:
                self._begin_block(said["data-block"], said.get("data-edition", ""))
            case "tr":
                self._place[1:] = [self._place[1] + 1, 0]
            case "td" | "th":
                self._place[2] += 1
                self._begin_cell(said.get("data-cell"))
            case "p":
                self._text = []
            case "a":
                self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        elif tag == "p" and self._text is not None:
            text, self._text = clean("".join(self._text)), None
            place = self.preamble if self._section == "preamble" else self.prose.get(self._section or "")
            if text and place is not None:
                place.append(text)
        elif tag == "section":
            self._section = None
        elif tag == "main":
            self.is_whole = self.particulars is not None
        elif self._text is not None:
            self._text.append(" ")

    def _begin_section(self, name: str | None) -> None:
        self._section = name
        if name in SECTIONS:
            self.sections.append(name)
            if SECTIONS[name].axis == "prose":
                self.prose.setdefault(name, [])

    def _begin_block(self, block: str, edition: str) -> None:
        known = {str(int(e)): e for e in block_editions(block)} if block in BLOCKS else {}
        if edition not in known:
            raise self._damaged("data-edition", edition)
        self.editions[block] = known[edition]

    def _begin_cell(self, path: str | None) -> None:
        self._end_cell()
        if path is not None:
            try:
                self._cell, self._text = Cell(path), []
            except UnknownCell:
                raise self._damaged("data-cell", path) from None

    def _end_cell(self) -> None:
        if self._cell is not None and self._text is not None:
            table, row, column = self._place
            text = clean("".join(self._text))
            place = Source(text, document=self.document, table=table, line=row, column=column)
            self.cells.setdefault(self._cell, []).append(place)
            self._cell, self._text = None, None

    def _damaged(self, name: str, value: str) -> UnreadableReport:
        return UnreadableReport(
            "The page is damaged: its attribute {name} is {value}.",
            document=self.document,
            name=name,
            value=repr(value),
        )

    def _said(self, name: str, kind: Any) -> Any:
        """What an attribute of the report says, as *kind*."""
        value = (self.particulars or {}).get(name)
        try:
            return None if value is None else kind(value)
        except ValueError:
            raise self._damaged(f"data-{name}", value or "") from None

    def _organ(self) -> Organ:
        said = {"level": self._said("level", Level), "kind": self._said("kind", Kind), "code": self._said("code", str)}
        return self._said("organ", lambda name: Organ(name, **said)) or Organ("")

    def report(self, found: tuple[Finding, ...]) -> Report:
        """The report that the page was."""
        day = datetime.date.fromisoformat
        start, end = self._said("start", day), self._said("end", day)
        if (start is None) != (end is None):
            raise self._damaged("data-start", str(start))
        editions = [self.editions.get(path) for path in BLOCKS]
        due = cells_of(tuple(editions))
        if strange := [cell for cell in self.cells if cell not in due]:
            raise self._damaged("data-cell", strange[0].path)
        figures: dict[Cell, int | None] = {}
        sources: dict[Cell, Source] = {}
        findings = [*found, *self._figures(due, figures, sources)]
        return Report.filled(
            editions,
            [figures.get(cell) for cell in values(CELLS)],
            organ=self._organ(),
            year=self._said("year", year),
            period=Period(start, end) if start and end else None,
            published=self._said("published", day),
            preamble=tuple(self.preamble),
            **{name: tuple(paragraphs) for name, paragraphs in self.prose.items()},
            sources=fill(Form, (sources.get(cell) for cell in values(CELLS)), editions),
            reading=Reading("html", self.document, tuple(findings), sections=tuple(dict.fromkeys(self.sections))),
        )

    def _figures(
        self, due: tuple[Cell, ...], figures: dict[Cell, int | None], sources: dict[Cell, Source]
    ) -> list[Finding]:
        findings = []
        for cell in due:
            known: dict[str, Any] = {"section": cell.section, "cells": [cell], "edition": self.editions[cell.block]}
            places = self.cells.get(cell, [])
            if not places:
                findings.append(R_MISSING.found("{place}: the page has no such cell.", **known))
                continue
            said = read_figure(places[0].text, cell.slot)
            sources[cell] = attrs.evolve(places[0], status=said.status)
            figures[cell] = said.figure
            if said.fault:
                rule, words = FAULTS[said.fault]
                findings.append(rule.found(words, sources=[sources[cell]], text=places[0].text, **known))
            if len(places) > 1:
                findings.append(
                    R_REPEATED.found(
                        "{place}: the page has this cell more than once; it is left blank.", sources=places, **known
                    )
                )
                figures[cell] = None
        return findings
