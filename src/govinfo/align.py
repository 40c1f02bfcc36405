"""
The aligner: lines of cell texts in the order of reading, held against the form.

Every reader turns its document into lines; a paragraph is a line of one cell. The aligner finds the sections by their
headings and the blocks by their labels, tells the edition of each block by those labels, and puts figures where rows and
columns say. What it cannot place it keeps, word for word. It never computes a figure: where it is in doubt the cell stays
blank, and a finding shows what is printed.
"""

import re

from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from ._tree import fill, values
from .blocks import Block, editions_of
from .cells import BLOCKS, CELLS, SECTIONS
from .errors import UnreadableReport
from .finding import Finding, Source
from .form import TITLE, Form
from .language import template
from .lines import Line
from .particulars import Known, read_particular
from .report import Reading, Report
from .rules import R_REPEATED, R_UNPLACED
from .spellings import BEFORE_2019
from .tables import Start, is_table, tables
from .vocabulary import vocabulary


_WORK: Final = r"(?:政府)?信息公开(?:工作)?(?:年度报告|年报|年度工作报告)"
_TITLES: Final = (
    re.compile(rf"《?(?P<organ>.{{0,80}}?)(?P<year>20\d\d)年度?(?P<rest>.{{0,40}}?){_WORK}》?"),
    re.compile(rf"《?(?P<organ>.{{0,80}}?){_WORK}[（(](?P<year>20\d\d)年?度?[)）]》?"),
    re.compile(rf"《?(?P<organ>.{{0,80}}?){TITLE}》?"),
)


@attrs.define
class _Parts:
    """A document, told apart."""

    title: re.Match[str] | None = None
    particulars: dict[str, Any] = attrs.field(factory=dict)
    preamble: list[Line] = attrs.field(factory=list)
    prose: dict[str, list[Line]] = attrs.field(factory=dict)
    lines: list[Line | Start] = attrs.field(factory=list)
    sections: list[str] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    unplaced: list[Source] = attrs.field(factory=list)


def align(
    lines: Iterable[Line],
    *,
    format: str,
    document: str | None = None,
    findings: Iterable[Finding] = (),  # noqa: A002
) -> Report:
    """
    The report that these lines are.

    Args:
        lines: in the order of reading.
        format: name of the reader.
        document: name of the document.
        findings: what the reader has found already.

    Raises:
        UnreadableReport: they hold no table of the form, or more than one report.
    """
    all_lines = [line for line in lines if line.filled or len(line.pieces) > 1]
    parts = _parts(all_lines, document)
    parts.findings[:0] = findings
    printed = tables(parts.lines, vocabulary())
    if not printed.blocks:
        raise UnreadableReport(_why_not(all_lines), document=document)
    known = Known(**parts.particulars)
    editions = editions_of(printed.blocks, known.editions)
    blocks = [Block(path, edition, printed.blocks[path]) for path, edition in editions.items()]
    for block in blocks:
        parts.findings += block.read()
        parts.unplaced += block.unplaced
    for line in printed.rest:
        parts.unplaced.append(line.source)
        if len(line.filled) > 1 or any(c.isdigit() for c in line.text):
            said = R_UNPLACED.found(
                "This has no place in a table of the form: “{text}”.", sources=[line.source], text=line.text
            )
            parts.findings.append(said)
    figures = {cell: figure for block in blocks for cell, figure in block.figures.items()}
    sources = {cell: source for block in blocks for cell, source in block.sources.items()}
    name, year = _organ_and_year(parts.title)
    return Report.filled(
        [editions.get(path) for path in BLOCKS],
        [figures.get(cell) for cell in values(CELLS)],
        organ=known.organ(name),
        year=year,
        period=known.period,
        published=known.published,
        preamble=tuple(line.text for line in parts.preamble),
        **{name: tuple(line.text for line in lines) for name, lines in parts.prose.items()},
        sources=fill(Form, (sources.get(cell) for cell in values(CELLS)), map(editions.get, BLOCKS), overview=None),
        reading=Reading(
            format=format,
            document=document,
            findings=tuple(sorted(parts.findings, key=_position)),
            unplaced=tuple(parts.unplaced),
            sections=tuple(dict.fromkeys(parts.sections)),
        ),
    )


def _position(finding: Finding) -> tuple[int, int, int]:
    first = finding.sources[0] if finding.sources else Source("")
    return first.page or 0, first.table or 0, first.line or 0


def _why_not(lines: Sequence[Line]) -> str:
    if not lines:
        return template("The document is empty.")
    text = "".join(line.text for line in lines)
    if any(word in text for word in BEFORE_2019):
        return template(
            "This is a report on the statistics form that was in use before 2019; "
            "it has other tables, which this library does not read."
        )
    return template("No table of the annual report on government information disclosure was found in the document.")


def _parts(lines: Sequence[Line], document: str | None) -> _Parts:
    """Tell title, particulars, prose and tables apart."""
    parts, words = _Parts(), vocabulary()
    place_for: list[Line] | None = parts.preamble  # None: in tables
    first: dict[str, list[str]] = {}
    for line in lines:
        text = line.text
        single = len(line.filled) == 1
        section = words.section(text) if single else None
        if section is not None:
            again = section in first
            if again and section == parts.sections[0] and len(first) > 2:
                raise UnreadableReport(_TWO, document=document, line=line.source.line)
            first.setdefault(section, [])
            parts.sections.append(section)
            if again:
                found = R_REPEATED.found(
                    "Section “{section}” stands more than once.", section=section, sources=[line.source]
                )
                parts.findings.append(found)
            if SECTIONS[section].axis == "prose":
                place_for = parts.prose.setdefault(section, [])
                if again:
                    place_for = _Aside(parts.unplaced)
            else:
                place_for = None
                parts.lines.append(Start(section if section in BLOCKS else None))
            continue
        if single and (title := _title(text)):
            if parts.title is None and not parts.sections:
                parts.title = title
                continue
            if parts.title is not None and title.groupdict() != parts.title.groupdict() and len(parts.sections) > 2:
                raise UnreadableReport(_TWO, document=document, line=line.source.line)
        if place_for is not None and is_table(line, words):
            place_for = None
        if place_for is None:
            parts.lines.append(line)
        elif place_for is parts.preamble and (said := read_particular(text)):
            parts.particulars |= said
        else:
            place_for.append(line)
    return parts


_TWO: Final = template(
    "The document holds more than one report; the second begins in line {line}. Split it and read each."
)


class _Aside(list[Line]):
    """Lines that stand a second time: kept as unplaced."""

    def __init__(self, unplaced: list[Source]) -> None:
        self.unplaced = unplaced

    def append(self, line: Line) -> None:
        self.unplaced.append(line.source)


def _title(text: str) -> re.Match[str] | None:
    """What a line says if it is the title of a report."""
    plain = re.sub(r"(?<=[\u3000-\uffef0-9)]) +| +(?=[\u3000-\uffef0-9(])", "", text)
    return next((found for pattern in _TITLES if (found := pattern.fullmatch(plain))), None)


def _organ_and_year(title: re.Match[str] | None) -> tuple[str, int | None]:
    if title is None:
        return "", None
    said = title.groupdict()
    year = said.get("year")
    return (said["organ"] or said.get("rest") or "").strip("《 "), int(year) if year else None
