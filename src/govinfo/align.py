"""
The aligner: lines of cell texts in the order of reading, held against the form.

Every reader turns its document into lines; a paragraph is a line of one cell. The aligner finds the sections by their
headings (`sections`) and the rows of blocks by their labels (`tables`), tells the edition of each block by those labels
and reads its figures where rows and columns say (`blocks`, `place`). What it cannot place it keeps, word for word. It
never computes a figure: where it is in doubt the cell stays blank, and a finding shows what is printed.
"""

import itertools

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ._tree import fill, values
from .apart import apart
from .blocks import Block, editions_of
from .cells import BLOCKS, CELLS, SECTIONS
from .errors import UnreadableReport
from .figures import looks_like_figure, number_of
from .finding import Finding, Source
from .flow import rows
from .form import Form
from .language import template
from .limits import DEFAULT, Limits
from .lines import Line
from .paragraphs import joined, width_of
from .reading import R_MISSING, R_TEMPLATE, R_UNPLACED
from .repeats import put_together
from .report import Reading, Report
from .running import is_page_number
from .sections import Sections
from .spellings import BEFORE_2019, INSTRUCTIONS, key
from .tables import tables
from .vocabulary import vocabulary


#: Why a document is refused that is no report, or whose report is a picture.
NO_TABLE: Final = template(
    "No table of the annual report on government information disclosure was found in the document."
)
ONLY_PICTURES: Final = template(
    "The document has no table of the annual report on government information disclosure, but pictures; "
    "what is in a picture cannot be read. Get the report as text, or type the figures in."
)

_IN_PROSE: Final = template(
    "The text of section “{section}” holds what looks like rows of a table, which are not read; the first: “{text}”."
)
_TOO_MANY: Final = template("The document has more than {count_lines} lines, which no report has.")

#: The most lines that have a finding each.
MOST_FOUND: Final = 20


def align(
    lines: Iterable[Line],
    reader: str,
    *,
    document: str | None = None,
    findings: Iterable[Finding] = (),
    pictures: int = 0,
    is_paged: bool = False,
    limits: Limits = DEFAULT,
) -> Report:
    """
    The report that these lines are.

    Args:
        lines: in the order of reading.
        reader: name of the format that they were read from.
        document: name of the document.
        findings: what the reader has found already.
        pictures: how many pictures the document has, whose words cannot be read.
        is_paged: whether its lines are those of a page, so that paragraphs are broken into several.
        limits: how many lines it may have.

    Raises:
        UnreadableReport: they hold no table of the form, or more than one report.
    """
    printed = list(itertools.islice((line for line in lines if line.filled or len(line.pieces) > 1), limits.lines + 1))
    if len(printed) > limits.lines:
        raise UnreadableReport(_TOO_MANY, document=document, count_lines=limits.lines)
    sections = Sections.of(apart([put_together(line) for line in printed]), document)
    lined = list(itertools.islice(rows(sections.tables), limits.lines + 1))
    if len(lined) > limits.lines:  # a single line of running text can hold any number of rows
        raise UnreadableReport(_TOO_MANY, document=document, count_lines=limits.lines)
    found = tables(lined, vocabulary())
    if not found.blocks:
        raise UnreadableReport(_why_not(printed, pictures), document=document)
    editions = editions_of(found.blocks, sections.known.editions)
    blocks = [Block(path, edition, found.blocks[path]) for path, edition in editions.items()]
    odd = [*sections.findings, *(finding for block in blocks for finding in block.read())]
    odd += _without_place(found.rest)
    odd += _rows_in_prose(sections.prose)
    odd += [
        R_MISSING.found("The table of section “{section}” is missing.", section=name)
        for name in sections.order
        if SECTIONS[name].axis != "prose" and not any(path.split(".")[0] == name for path in found.blocks)
    ]
    unplaced = [*sections.unplaced, *(source for block in blocks for source in block.unplaced)]
    unplaced += [line.source for line in found.rest]
    prose = {"preamble": sections.preamble, **sections.prose}
    if is_paged:
        prose = {name: [line for line in lines if not is_page_number(line)] for name, lines in prose.items()}
    width = width_of(line for lines in prose.values() for line in lines) if is_paged else 0
    figures = {cell: figure for block in blocks for cell, figure in block.figures.items()}
    sources = {cell: source for block in blocks for cell, source in block.sources.items()}
    return Report.filled(
        [editions.get(path) for path in BLOCKS],
        [figures.get(cell) for cell in values(CELLS)],
        organ=sections.known.organ(sections.organ),
        year=sections.year,
        period=sections.known.period,
        published=sections.known.published,
        **{name: tuple(joined(paragraphs, width)) for name, paragraphs in prose.items()},
        sources=fill(Form, (sources.get(cell) for cell in values(CELLS)), map(editions.get, BLOCKS)),
        reading=Reading(
            format=reader,
            document=document,
            findings=(*findings, *sorted(odd, key=_position)),
            unplaced=tuple(sorted(unplaced, key=_place)),
            sections=tuple(sections.order),
        ),
    )


def _rows_in_prose(prose: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """What is said of sections of prose in which a label of a table stands in front of a figure, a line each."""
    rows_known = vocabulary().rows
    for name, lines in prose.items():
        for label, figure in itertools.pairwise(lines):
            if number_of(figure) is not None and key(label) in rows_known:
                yield R_UNPLACED.found(_IN_PROSE, section=name, text=f"{label} {figure}")
                break


def _without_place(lines: Sequence[Line]) -> Iterator[Finding]:
    """What is said of lines among the tables that are none of the form's: one by one only of those with figures."""
    left_in, figures, texts = [], [], []
    for line in lines:
        if any(remark in key(line.text) for remark in INSTRUCTIONS):
            left_in.append(line)
        elif any(looks_like_figure(piece.text) for piece in line.filled):
            figures.append(line)
        else:
            texts.append(line)
    for line in left_in[:1]:
        yield R_TEMPLATE.found(
            "The instruction of the form has been left in: “{text}”.",
            sources=[line.source for line in left_in],
            text=line.text,
        )
    for line in figures[:MOST_FOUND]:
        yield R_UNPLACED.found(
            "This has no place in a table of the form: “{text}”.", sources=[line.source], text=line.text
        )
    if len(figures) > MOST_FOUND:
        rest = figures[MOST_FOUND:]
        yield R_UNPLACED.found(
            "{count} more lines with figures have no place in a table of the form, the first: “{text}”.",
            sources=[line.source for line in rest[:MOST_FOUND]],
            text=rest[0].text,
            count=len(rest),
        )
    if texts:
        yield R_UNPLACED.found(
            "Text among the tables has no place on the form ({count} lines), the first: “{text}”.",
            sources=[line.source for line in texts[:MOST_FOUND]],
            text=texts[0].text,
            count=len(texts),
        )


def _place(source: Source) -> tuple[int, int, int]:
    return source.page or 0, source.table or 0, source.line or 0


def _position(finding: Finding) -> tuple[int, int, int]:
    return _place(finding.sources[0]) if finding.sources else (0, 0, 0)


def _why_not(lines: Sequence[Line], pictures: int) -> str:
    text = "".join(line.text for line in lines)
    if sum(word in text for word in BEFORE_2019) > 1:
        return template(
            "This is a report on the statistics form that was in use before 2019; "
            "it has other tables, which this library does not read."
        )
    return ONLY_PICTURES if pictures else NO_TABLE
