"""
A report: a form of figures, and what else the document says.
"""

import datetime

from collections.abc import Iterator, Mapping
from typing import Any, Final, Self, TypedDict, Unpack, cast

import attrs

from ._text import paragraphs
from ._tree import fill, node, places, values
from .cells import BLOCKS, CELLS, Cell, block_class, cells_of, official
from .editions import Edition
from .errors import NotOnForm
from .finding import Finding, Source
from .form import Figure, Form, Prose
from .language import CHINESE
from .organ import Organ


#: The years that a report can be on.
YEARS: Final = range(1949, 10000)


def year(text: str) -> int:
    """
    The year that a text says.

    Raises:
        ValueError: it says none that a report can be on.
    """
    found = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if found not in YEARS:
        message = f"no year: {text!r}"
        raise ValueError(message)
    return found


def _a_year(_: Any, __: Any, value: Any) -> None:
    if value is not None and value not in YEARS:
        message = f"no year that a report can be on: {value!r}"
        raise ValueError(message)


@attrs.frozen
class Period:
    """The days that a report covers (统计期限), both included; by rule the whole year."""

    start: datetime.date
    end: datetime.date

    @classmethod
    def of_year(cls, year: int) -> Self:
        """
        1 January to 31 December.

        >>> Period.of_year(2023).end.isoformat()
        '2023-12-31'
        """
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))


@attrs.frozen
class Reading:
    """
    What reading a document found, besides the report.

    Attributes:
        format: name of the reader.
        document: name of the document, if it has one.
        findings: what was odd, in the order of the document.
        unplaced: what stands in the document and has no place in the report, word for word.
        sections: names of the sections in the order in which the document prints them.
    """

    format: str
    document: str | None = None
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Source, ...] = ()
    sections: tuple[str, ...] = ()


class Record(TypedDict):
    """A cell in long form, one row of a data frame."""

    organ: str
    year: int | None
    cell: str
    edition: int
    section: str
    block: str
    row: str
    column: str
    figure: Figure


class _Fields(TypedDict, total=False):
    organ: Organ
    year: int | None
    period: Period | None
    published: datetime.date | None
    preamble: tuple[str, ...]
    overview: Prose
    problems: Prose
    other_matters: Prose
    sources: Form[Source | None] | None
    reading: Reading | None


@node(kw_only=True)
class Report(Form[Figure]):
    """
    An annual report: three tables of figures, three sections of prose, and who reports on what.

    Two reports are equal if they say the same; where it was read (`sources`) and what reading found (`reading`) do not
    count. A report never changes: `replace` makes another one.

    Attributes:
        organ: who reports.
        year: the year reported on; None if it is not known.
        period: the days covered, where the report says so.
        published: the day of publication, where known.
        preamble: the paragraphs before section one.
        sources: where each figure was read; None for a report that was not read.
        reading: what reading found; None for a report that was not read.

    Raises:
        TypeError: the organ is none, such as its name alone.
        ValueError: a paragraph is empty, or no line of plain text.

    >>> report = Report.blank(2021, organ="某局", year=2023)
    >>> report = report.replace({CELLS.applications.received.total: 4})
    >>> report.applications.received.total, report.applications.received.natural_persons
    (4, None)
    """

    organ: Organ = attrs.field(validator=attrs.validators.instance_of(Organ))
    year: int | None = attrs.field(validator=_a_year)
    period: Period | None = attrs.field(default=None)
    published: datetime.date | None = attrs.field(default=None)
    preamble: tuple[str, ...] = attrs.field(default=(), validator=paragraphs)
    sources: Form[Source | None] | None = attrs.field(default=None, eq=False, repr=False)
    reading: Reading | None = attrs.field(default=None, eq=False, repr=False)

    @classmethod
    def blank(
        cls,
        edition: int,
        *,
        organ: Organ | str = "",
        year: int | None = None,
        blocks: Mapping[str, int | None] | None = None,
    ) -> Self:
        """
        An empty report on the official form.

        Args:
            edition: of the form, such as 2021.
            organ: who reports, or only its name.
            year: the year reported on.
            blocks: path of a block and another edition for it, or None for a block that is not there.

        Raises:
            UnknownEdition: there is no such edition.
            UnknownBlock: there is no block of this path.
            NotOnForm: the form of this edition has no such block.

        >>> mixed = Report.blank(2019, organ="某镇", year=2020, blocks={"disclosure.documents": 2021})
        >>> mixed.disclosure.documents.edition == 2021, mixed.applications.edition == 2019
        (True, True)
        """
        changed = dict(blocks or {})
        for path, other in changed.items():
            block_class(path)
            if other is not None and all(place.slot.label(Edition(other)) is None for place in BLOCKS[path][-1:]):
                message = f"the form of {other} has no block {path}"
                raise NotOnForm(message)
        editions = [
            (Edition(other) if (other := changed[path]) is not None else None) if path in changed else due
            for path, due in zip(BLOCKS, official(edition), strict=True)
        ]
        who = organ if isinstance(organ, Organ) else Organ(organ)
        return cls.filled(editions, [None] * len(values(CELLS)), organ=who, year=year)

    @classmethod
    def filled(cls, editions: Any, figures: Any, **fields: Unpack[_Fields]) -> Self:
        """A report with these editions of blocks, and these figures for all cells of all editions in order."""
        made: Self = fill(cls, figures, editions, **fields)
        return made

    def replace(self, figures: Mapping[Cell, Figure] | None = None, **fields: Unpack[_Fields]) -> Self:
        """
        The same report with other figures, or other fields. A figure that is given has no source any more.

        Args:
            figures: cell and new figure; None makes a blank.
            fields: such as ``year=2023``.

        Raises:
            NotOnForm: the form of this report does not have one of these cells.
        """
        if not figures:
            return self._with(**fields)
        on_form = frozenset(cells_of(self.editions))
        new, sources = list(values(self)), list(values(self.sources)) if self.sources else None
        for cell, figure in figures.items():
            if cell not in on_form:
                message = f"the form of this report does not have the cell {cell.path}"
                raise NotOnForm(message)
            new[cell.index] = figure
            if sources:
                sources[cell.index] = None
        tables = fill(Form, new, self.editions)
        if sources:
            fields = {"sources": fill(Form, sources, self.editions), **fields}
        return self._with(**{name: getattr(tables, name) for name in _TABLES}, **fields)

    def __repr__(self) -> str:
        figures = [figure for _, figure in self.figures()]
        name = " ".join(str(part) for part in (self.organ.name, self.year) if part)
        return f"<Report {name}: {len(figures)} cells, {figures.count(None)} of them blank>"

    def _with(self, **fields: Any) -> Self:
        changed: Self = attrs.evolve(cast("Any", self), **fields)
        return changed

    def __add__(self, other: Self) -> Self:
        # Forms add up; two reports have two organs, and no sum of that.
        return NotImplemented

    def figures(self) -> Iterator[tuple[Cell, Figure]]:
        """Each cell of this report's form and its figure, in the order of the form."""
        all_figures = values(self)
        return ((cell, all_figures[cell.index]) for cell in cells_of(self.editions))

    def source(self, cell: Cell) -> Source | None:
        """Where the figure of *cell* was read; None if it was not, because it does not stand in the document."""
        return self.sources[cell] if self.sources else None

    def edition_of(self, cell: Cell) -> Edition | None:
        """The edition of the block that *cell* is in."""
        return self.editions[list(BLOCKS).index(cell.block)]

    def records(self, locale: str = CHINESE) -> list[Record]:
        """
        The report in long form, a record for each cell of its form, with labels in *locale*. Money is in fen.

        >>> Report.blank(2021, organ="某局", year=2023).records("en")[0]["column"]
        'Issued this year'
        """
        found = []
        editions = dict(zip(BLOCKS, self.editions, strict=True))
        for cell, figure in self.figures():
            edition = editions[cell.block] or max(Edition)
            labels = cell.labels(edition, locale)
            found.append(
                Record(
                    organ=self.organ.name,
                    year=self.year,
                    cell=cell.path,
                    edition=int(edition),
                    section=labels.section,
                    block=labels.block,
                    row=" ".join(labels.rows),
                    column=" ".join(labels.columns),
                    figure=figure,
                )
            )
        return found


#: The sections that are tables; the others are prose.
_TABLES = tuple(place.name for place in places(Form))
