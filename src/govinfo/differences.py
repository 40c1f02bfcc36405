"""
The differences of two reports: of one as it was published and corrected, or of an organ's in two years.

They are told cell by cell, block by block, in the particulars, and paragraph by paragraph. A blank is not zero: a zero
that became a blank is a difference, and a cell that only one of the forms has is none of the other's.
"""

import datetime
import operator

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from .cells import BLOCKS, SECTIONS, Cell, block_title, cells_of, section_title
from .editions import Edition
from .figures import print_figure
from .form import Figure
from .language import CHINESE, sentence, template
from .messages import date
from .naming import written
from .organ import Kind, Level
from .particulars import PARTICULARS, period_in_words
from .report import Period, Report
from .wording import Paragraph, Steps, reworded


#: What a particular of a report is.
Value = str | int | datetime.date | Period | Level | Kind | None

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
_TITLES: Final = {"organ": template("Organ"), "year": template("Year")} | {p.name: p.title for p in PARTICULARS}

#: The parts of a report that are prose, in its order.
PROSE: Final = ("preamble", *(name for name, slot in SECTIONS.items() if slot.axis == "prose"))

_BOTH: Final = template("{name}: {before} before, {after} after")
_CHANGED_BY: Final = template("{name}: {before} before, {after} after ({change})")
_NOWHERE: Final = template("not on the form")
_IN_IT: Final = template("in the report")
_NOT_THERE: Final = template("not in the report")
_NOT_KNOWN: Final = template("not given")
_FORM_OF: Final = template("form of {edition}")
_REWORDED: Final = template("{section}: paragraph {number} is worded differently.")
_LEFT_OUT: Final = template("{section}: paragraph {number} is only in the report before.")
_NEW: Final = template("{section}: paragraph {number} is only in the report after.")
_PREAMBLE: Final = template("Preamble")
_ROUGH: Final = template("There is too much text to compare all of it.")


@attrs.frozen
class ParticularDifference:
    """
    A particular that is different.

    Attributes:
        name: organ, year, published, period, level, kind or code.
        before: what the first report says; None if it does not say it.
        after: what the second one says.
    """

    name: str
    before: Value
    after: Value

    def message(self, locale: str = CHINESE) -> str:
        """The difference in words."""
        title = sentence(_TITLES[self.name], locale)
        before, after = (_said(value, locale) for value in (self.before, self.after))
        return written(_BOTH, locale, name=title, before=before, after=after)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The difference as plain values for JSON."""
        plain = (_plain(self.before), _plain(self.after))
        return {"name": self.name, **_sides(plain), "message": self.message(locale)}


@attrs.frozen
class BlockDifference:
    """
    A block that follows another edition, or is in one report only.

    Attributes:
        block: its path.
        before: its edition in the first report; None if it is not there.
        after: its edition in the second one.
    """

    block: str
    before: Edition | None
    after: Edition | None

    def message(self, locale: str = CHINESE) -> str:
        """The difference in words."""
        said = (
            written(_FORM_OF, locale, edition=int(edition)) if edition else sentence(_NOT_THERE, locale)
            for edition in (self.before, self.after)
        )
        title = block_title(self.block, self.after or self.before or max(Edition), locale)
        return written(_BOTH, locale, name=title, **_sides(said))

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The difference as plain values for JSON."""
        plain = (edition and int(edition) for edition in (self.before, self.after))
        return {"block": self.block, **_sides(plain), "message": self.message(locale)}


@attrs.frozen
class CellDifference:
    """
    A cell with another figure, or one that only one of the two forms has.

    Attributes:
        cell: where.
        before: the figure in the first report; None for a blank, and where its form does not have the cell.
        after: the figure in the second one.
        edition_before: of the block in the first report; None if its form does not have the cell.
        edition_after: of the block in the second one.
    """

    cell: Cell
    before: Figure
    after: Figure
    edition_before: Edition | None
    edition_after: Edition | None

    @property
    def is_on_both(self) -> bool:
        """Whether both forms have the cell."""
        return self.edition_before is not None and self.edition_after is not None

    @property
    def change(self) -> int | None:
        """By how much the figure is larger in the second report; None where there are not two figures."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def edition(self) -> Edition:
        """The edition whose labels name the cell."""
        return self.edition_after or self.edition_before or max(Edition)

    def section(self, locale: str = CHINESE) -> str:
        """What the form calls the section that the cell is in."""
        return section_title(self.cell.section, self.edition, locale)

    def name(self, locale: str = CHINESE) -> str:
        """What the form calls the cell."""
        return self.cell.label(self.edition, locale)

    def said(self, locale: str = CHINESE) -> tuple[str, str, str]:
        """Both figures, and the change with its sign, as they are printed; no change is an empty text."""
        pairs = ((self.before, self.edition_before), (self.after, self.edition_after))
        before, after = (_figure(figure, edition, self.cell, locale) for figure, edition in pairs)
        sign = "+" if self.change is not None and self.change > 0 else ""
        return before, after, sign + print_figure(self.change, self.cell.slot, locale)

    def message(self, locale: str = CHINESE) -> str:
        """The difference in words."""
        before, after, change = self.said(locale)
        text = _CHANGED_BY if change else _BOTH
        return written(text, locale, name=self.name(locale), before=before, after=after, change=change)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The difference as plain values for JSON. Money is in fen; an edition that is null says: not on that form."""
        editions = (edition and int(edition) for edition in (self.edition_before, self.edition_after))
        return {
            "cell": self.cell.path,
            **_sides((self.before, self.after)),
            "change": self.change,
            **{f"edition_{side}": edition for side, edition in _sides(editions).items()},
            "message": self.message(locale),
        }


@attrs.frozen
class SectionDifference:
    """
    A section of prose that only one of two reports has, be it without a paragraph.

    Attributes:
        section: its name.
        before: whether the first report has it.
        after: whether the second one has it.
    """

    section: str
    before: bool
    after: bool

    def message(self, locale: str = CHINESE) -> str:
        """The difference in words."""
        said = (sentence(_IN_IT if there else _NOT_THERE, locale) for there in (self.before, self.after))
        return written(_BOTH, locale, name=section_name(self.section, locale), **_sides(said))

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The difference as plain values for JSON."""
        return {"section": self.section, **_sides((self.before, self.after)), "message": self.message(locale)}


@attrs.frozen
class ParagraphDifference:
    """
    A paragraph that is worded differently, or is in one report only.

    Attributes:
        section: the name of its section, or ``preamble``.
        paragraph: its words, piece by piece.
    """

    section: str
    paragraph: Paragraph

    def message(self, locale: str = CHINESE) -> str:
        """The difference in words; the words of the paragraph are its pieces."""
        before, after = self.paragraph.before, self.paragraph.after
        text = _REWORDED if before and after else _LEFT_OUT if before else _NEW
        return written(text, locale, section=section_name(self.section, locale), number=after or before)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The difference as plain values for JSON; each piece is what stood there before, and after."""
        return {
            "section": self.section,
            **_sides((self.paragraph.before, self.paragraph.after)),
            "pieces": [[piece.before, piece.after] for piece in self.paragraph.pieces],
            "rough": self.paragraph.is_rough,
            "message": self.message(locale),
        }


Difference = ParticularDifference | BlockDifference | CellDifference | SectionDifference | ParagraphDifference


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
        return "\n".join([*lines, *([sentence(_ROUGH, locale)] if self.is_rough else [])])

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
        if figures[0] != figures[1] or (cell in old) != (cell in new):
            editions = [
                report.edition_of(cell) if cell in on_form else None
                for report, on_form in ((before, old), (after, new))
            ]
            yield CellDifference(cell, *figures, *editions)


def section_name(section: str, locale: str = CHINESE) -> str:
    """What a part of a report that is prose is called."""
    return section_title(section, max(Edition), locale) if section in SECTIONS else sentence(_PREAMBLE, locale)


def _figure(figure: Figure, edition: Edition | None, cell: Cell, locale: str) -> str:
    """A figure as it is printed; a blank and a cell that is not there in words."""
    if edition is None:
        return sentence(_NOWHERE, locale)
    return sentence("blank", locale) if figure is None else print_figure(figure, cell.slot, locale)


def _said(value: Value, locale: str) -> str:
    if value is None or value == "":
        return sentence(_NOT_KNOWN, locale)
    if isinstance(value, Period):
        return period_in_words(value, locale)
    if isinstance(value, datetime.date):
        return date(value, locale)
    return sentence(value, locale) if isinstance(value, (Level, Kind)) else str(value)


def _plain(value: Value) -> Any:
    if isinstance(value, Period):
        return [value.start.isoformat(), value.end.isoformat()]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, (Level, Kind)) else value


def _sides(pair: Any) -> dict[str, Any]:
    """Two values under the keys of both sides."""
    return dict(zip(("before", "after"), pair, strict=True))
