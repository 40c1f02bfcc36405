"""
One difference of two reports: in a particular, a block, a cell or the prose; as a value, in words, and as plain values.
"""

import datetime

from collections.abc import Iterable
from typing import Any, Final

import attrs

from .cells import SECTIONS, Cell, block_title, section_title
from .editions import Edition
from .figures import print_figure
from .form import Figure
from .language import CHINESE, sentence, template
from .messages import date
from .naming import written
from .organ import Kind, Level
from .particulars import PARTICULARS, period_in_words
from .report import Period
from .wording import Paragraph


#: What a particular of a report is.
Value = str | int | datetime.date | Period | Level | Kind | None

_TITLES: Final = {"organ": template("Organ"), "year": template("Year")} | {p.name: p.title for p in PARTICULARS}

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


def _sides(pair: Iterable[Any]) -> dict[str, Any]:
    """Two values under the keys of both sides."""
    return dict(zip(("before", "after"), pair, strict=True))
