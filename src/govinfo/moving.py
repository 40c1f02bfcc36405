"""
A report on the form of another edition: what carries over, what is lost, and what stays open.

A cell that both editions have carries over, because a cell means the same in every edition. What the other form has no
place for is lost, and is named with its figure; of cells that only the other form has nothing is known, and they stay
blank, which is never zero. 本年新制作数量、本年新公开数量、对外公开总数量 (edition 2019) count the disclosure of
documents, and 本年制发件数、本年废止件数、现行有效件数 (edition 2021) the documents themselves: none of them is the
other.

There is one exception, `DIVIDED`: （六）其他处理 is one row in edition 2019 and three in edition 2021, which add up to
it.

Sources: the forms attached to 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
"""

import enum

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from ._tree import Node, fill, places, values
from .cells import CELLS, Cell, cells_of, official
from .editions import Edition
from .figures import print_figure
from .finding import Source
from .form import Applicants, Form
from .language import CHINESE, locale_of, template
from .naming import joined, listed, short, written
from .report import Report


def _columns(*rows: Node[Cell]) -> Iterator[tuple[Cell, ...]]:
    return zip(*(row.cells() for row in rows), strict=True)


#: What one edition counts in one cell and another in several: the one, and the others, which add up to it.
DIVIDED: Final[Mapping[Cell, tuple[Cell, ...]]] = {
    whole: tuple(parts)
    for whole, *parts in _columns(
        CELLS.applications.outcome.other_undivided,
        *(row for row in CELLS.applications.outcome.other.nodes() if isinstance(row, Applicants)),
    )
}


class Reason(enum.StrEnum):
    """Why a figure is lost."""

    NO_PLACE = "no place"  #: the other form has nothing of the kind
    NOT_DIVIDED = "not divided"  #: the other form has several cells for it, and its share in each is not known
    PART_IS_BLANK = "part is blank"  #: the other form has one cell for it and others, one of which is blank


_SAID: Final[Mapping[Reason, str]] = {
    Reason.NO_PLACE: template("{cell}: {figure} is lost; the form of {edition} has no cell for it."),
    Reason.NOT_DIVIDED: template(
        "{cell}: {figure} is lost; the form of {edition} divides it into {cells}, and how is not known."
    ),
    Reason.PART_IS_BLANK: template(
        "{cell}: {figure} is lost; the form of {edition} counts it in {cells} together with a blank, which is not zero."
    ),
}
_ADDED_UP: Final = template("{cell}: {figure}, which is what {cells} add up to.")
_ZERO: Final = template("{cell}: 0, because {cells} is 0 and no count is negative.")


@attrs.frozen
class Lost:
    """
    A figure that the other form has no place for.

    Attributes:
        cell: where it stands in the old report.
        figure: what stands there.
        reason: why it is lost.
        edition: of the block that it stands in.
        new_edition: that of the new form.
    """

    cell: Cell
    figure: int
    reason: Reason
    edition: Edition
    new_edition: Edition

    def message(self, locale: str = CHINESE) -> str:
        """What is lost, and why."""
        return written(
            _SAID[self.reason],
            locale,
            cell=self.cell.label(self.edition, locale),
            figure=print_figure(self.figure, self.cell.slot, locale),
            edition=int(self.new_edition),
            cells=_names(_counterparts(self.cell), self.new_edition, locale),
        )


@attrs.frozen
class WorkedOut:
    """
    A figure of the new report that follows from others of the old one.

    Attributes:
        cell: where it stands in the new report.
        figure: what stands there.
        basis: the cells of the old report that it follows from.
        edition: of the block in the old report.
        new_edition: that of the new form.
    """

    cell: Cell
    figure: int
    basis: tuple[Cell, ...]
    edition: Edition
    new_edition: Edition

    def message(self, locale: str = CHINESE) -> str:
        """The figure, and what it follows from."""
        return written(
            _ADDED_UP if len(self.basis) > 1 else _ZERO,
            locale,
            cell=self.cell.label(self.new_edition, locale),
            figure=print_figure(self.figure, self.cell.slot, locale),
            cells=_names(self.basis, self.edition, locale),
        )


@attrs.frozen
class Moved:
    """
    A report on the form of another edition.

    Attributes:
        report: on the official form of that edition.
        lost: what that form has no place for, in the order of the old form.
        worked_out: what stands in cells that the old form does not have, in the order of the new form.
        open: the cells that are blank, because nothing is known of them.
    """

    report: Report
    lost: tuple[Lost, ...]
    worked_out: tuple[WorkedOut, ...]
    open: tuple[Cell, ...]


def move(report: Report, edition: int) -> Moved:
    """
    A report on the official form of an edition. Prose and particulars stay as they are.

    Every figure of the report stands in the new one, or in what is worked out, or among what is lost. The relations of
    table four say what they said, and so do those of table three that both forms have, unless a figure of table three
    is lost: then one that held can become undetermined, but not violated.

    Args:
        report: on any form, also one whose blocks follow different editions.
        edition: of the form that it is moved to, such as 2021.

    Raises:
        UnknownEdition: there is no such edition.

    >>> old = Report.blank(2019, organ="某局", year=2020)
    >>> old = old.replace({CELLS.applications.outcome.other_undivided.total: 0})
    >>> moved = move(old.replace({CELLS.disclosure.procurement.purchases.projects: 6}), 2021)
    >>> moved.report.applications.outcome.other.rest.total
    0
    >>> [lost.message() for lost in moved.lost]
    ['政府集中采购 · 采购项目数量：6 不能转入，2021年版格式没有相应的栏目。']
    """
    editions = official(edition)
    on_old, on_new = frozenset(cells_of(report.editions)), frozenset(cells_of(editions))
    old = dict(report.figures())
    known = {cell: figure for cell, figure in old.items() if cell in on_new}
    followed = {found.cell: found for found in _worked_out(report, on_new - on_old, Edition(edition))}
    used = {cell for found in followed.values() for cell in found.basis}
    known |= {cell: found.figure for cell, found in followed.items()}
    tables = fill(Form, (known.get(cell) for cell in values(CELLS)), editions)
    return Moved(
        report.replace(
            **{place.name: getattr(tables, place.name) for place in places(Form)},
            sources=_sources(report, on_old & on_new, editions),
        ),
        tuple(
            Lost(cell, figure, _reason(cell, on_new), report.edition_of(cell) or max(Edition), Edition(edition))
            for cell, figure in old.items()
            if figure is not None and cell not in on_new and cell not in used
        ),
        tuple(followed[cell] for cell in values(CELLS) if cell in followed),
        tuple(cell for cell in cells_of(editions) if known.get(cell) is None),
    )


def _worked_out(report: Report, added: frozenset[Cell], new: Edition) -> Iterator[WorkedOut]:
    """What stands in cells that the old form does not have."""
    figures = dict(report.figures())
    for whole, parts in DIVIDED.items():
        edition = report.edition_of(whole) or new
        known = [figure for part in parts if (figure := figures.get(part)) is not None]
        if whole in added and len(known) == len(parts):
            yield WorkedOut(whole, sum(known), parts, edition, new)
        elif added.issuperset(parts) and figures.get(whole) == 0:
            yield from (WorkedOut(part, 0, (whole,), edition, new) for part in parts)


def _counterparts(cell: Cell) -> tuple[Cell, ...]:
    """What another edition has instead of a cell that is divided, or a part of one."""
    return DIVIDED.get(cell) or tuple(whole for whole, parts in DIVIDED.items() if cell in parts)


def _reason(cell: Cell, on_new: frozenset[Cell]) -> Reason:
    if on_new.isdisjoint(_counterparts(cell)):
        return Reason.NO_PLACE
    return Reason.NOT_DIVIDED if cell in DIVIDED else Reason.PART_IS_BLANK


def _sources(report: Report, kept: frozenset[Cell], editions: tuple[Edition | None, ...]) -> Form[Source | None] | None:
    """Where the figures that carry over were read."""
    if report.sources is None:
        return None
    sources: Form[Source | None] = fill(
        Form, (report.source(cell) if cell in kept else None for cell in values(CELLS)), editions
    )
    return sources


def _names(cells: tuple[Cell, ...], edition: Edition, locale: str) -> str:
    known = locale_of(locale)
    list_of = listed if known == CHINESE else joined  # English names have commas in them
    return list_of((short(cell, official(edition), known) for cell in cells), known)
