"""
The differences of two reports: of one as it was published and corrected, or of an organ's in two years.

They are told cell by cell, block by block, in the particulars, and paragraph by paragraph. A blank is not zero: a zero
that became a blank is a difference, and a cell that only one of the forms has is none of the other's.
"""

import operator

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from .cells import BLOCKS, SECTIONS, cells_of
from .difference import (
    BlockDifference,
    CellDifference,
    Difference,
    ParagraphDifference,
    ParticularDifference,
    SectionDifference,
)
from .language import CHINESE, sentence, template
from .report import Report
from .wording import Paragraph, Steps, reworded


#: How to find each particular in a report, in the order in which they are told.
_VALUES: Final[Mapping[str, Callable[[Report], Any]]] = {
    "organ": operator.attrgetter("organ.name"),
    "year": operator.attrgetter("year"),
    "published": operator.attrgetter("published"),
    "period": operator.attrgetter("period"),
    "level": operator.attrgetter("organ.level"),
    "kind": operator.attrgetter("organ.kind"),
    "code": operator.attrgetter("organ.code"),
}

#: The parts of a report that are prose, in its order.
PROSE: Final = ("preamble", *(name for name, slot in SECTIONS.items() if slot.axis == "prose"))

#: What is said where `Differences.is_rough`.
ROUGH: Final = template("There is too much text to compare all of it.")


@attrs.frozen
class Differences:
    """
    What is different in two reports. It is true, as a condition, if there is anything.

    Attributes:
        before: the first report.
        after: the second one.
        particulars: in the order in which reports print them.
        blocks: in the order of the form.
        cells: in the order of the form.
        sections: those of prose that only one report has.
        prose: all paragraphs of each section, those that are the same too.
        is_rough: whether there was too much prose to compare all of it.
    """

    before: Report
    after: Report
    particulars: tuple[ParticularDifference, ...] = ()
    blocks: tuple[BlockDifference, ...] = ()
    cells: tuple[CellDifference, ...] = ()
    sections: tuple[SectionDifference, ...] = ()
    prose: Mapping[str, tuple[Paragraph, ...]] = attrs.field(factory=dict, hash=False)
    is_rough: bool = False

    @property
    def paragraphs(self) -> tuple[ParagraphDifference, ...]:
        """The paragraphs that are not the same, in the order of the sections."""
        return tuple(
            ParagraphDifference(section, paragraph)
            for section, paragraphs in self.prose.items()
            for paragraph in paragraphs
            if not paragraph.is_same
        )

    @property
    def is_same(self) -> bool:
        """Whether both reports say the same."""
        return not self

    @property
    def others(self) -> tuple[ParticularDifference | BlockDifference | SectionDifference, ...]:
        """What is different besides figures and words."""
        return (*self.particulars, *self.blocks, *self.sections)

    def __iter__(self) -> Iterator[Difference]:
        for kind in (self.particulars, self.blocks, self.cells, self.sections, self.paragraphs):
            yield from kind

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def message(self, locale: str = CHINESE) -> str:
        """All differences in words, a line each."""
        lines = [difference.message(locale) for difference in self]
        return "\n".join([*lines, *([sentence(ROUGH, locale)] if self.is_rough else [])])

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The differences as plain values for JSON; the keys never change their meaning."""
        return {
            "same": self.is_same,
            "rough": self.is_rough,
            "particulars": [found.to_dict(locale) for found in self.particulars],
            "blocks": [found.to_dict(locale) for found in self.blocks],
            "cells": [found.to_dict(locale) for found in self.cells],
            "sections": [found.to_dict(locale) for found in self.sections],
            "paragraphs": [found.to_dict(locale) for found in self.paragraphs],
        }


def compare(before: Report, after: Report) -> Differences:
    """
    What is different in two reports. Where they were read, and what reading found, does not count.

    Args:
        before: such as the report of last year, or the one that was published first.
        after: such as the report of this year, or the corrected one.

    >>> from govinfo import CELLS
    >>> first = Report.blank(2021, organ="某局", year=2023).replace({CELLS.applications.received.total: 4})
    >>> second = first.replace({CELLS.applications.received.total: 6})
    >>> [difference.message() for difference in compare(first, second)]
    ['一、本年新收政府信息公开申请数量 · 总计：前一份 4，后一份 6（+2）']
    >>> compare(first, first).is_same
    True
    """
    steps = Steps()
    prose = {name: reworded(getattr(before, name) or (), getattr(after, name) or (), steps) for name in PROSE}
    return Differences(
        before,
        after,
        particulars=tuple(
            ParticularDifference(name, value(before), value(after))
            for name, value in _VALUES.items()
            if value(before) != value(after)
        ),
        blocks=tuple(
            BlockDifference(path, old, new)
            for path, old, new in zip(BLOCKS, before.editions, after.editions, strict=True)
            if old != new
        ),
        cells=tuple(_cells(before, after)),
        sections=tuple(
            SectionDifference(name, there[0], there[1])
            for name in PROSE
            if len(set(there := [getattr(report, name) is not None for report in (before, after)])) > 1
        ),
        prose=prose,
        is_rough=steps.were_lacking,
    )


def _cells(before: Report, after: Report) -> Iterator[CellDifference]:
    old, new = (frozenset(cells_of(report.editions)) for report in (before, after))
    for cell in sorted(old | new, key=lambda cell: cell.index):
        figures = (before[cell] if cell in old else None, after[cell] if cell in new else None)
        is_same = figures[0] == figures[1] and type(figures[0]) is type(figures[1])  # True is no 1
        if not is_same or (cell in old) != (cell in new):
            editions = [
                report.edition_of(cell) if cell in on_form else None
                for report, on_form in ((before, old), (after, new))
            ]
            yield CellDifference(cell, *figures, *editions)
