"""
Characters, words and lines with their places on a page.
"""

import re

from typing import Final

import attrs

from ..finding import Source
from ..lines import Line, Piece


#: How far apart what stands in one line may stand, in heights of a character.
SAME_LINE: Final = 0.45
_MIDDLE: Final = 0.35  #: how high above what it stands on the middle of a character is

_SIGNS: Final = r"[\d�.,，．%％+＋\-－—–/／\s]*"
_FIGURE: Final = re.compile(rf"{_SIGNS}[\d�]{_SIGNS}|[-－—–/／\\无]")


@attrs.frozen
class Character:
    """
    A character on a page, whose y goes downwards; lengths are in the unit of the page.

    Attributes:
        text: the character; a space counts as one only where the document has it.
        left: where it begins.
        right: where it ends.
        baseline: what it stands on.
        size: its height.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point that says in which cell it is."""
        return (self.left + self.right) / 2, self.baseline - self.size * _MIDDLE


@attrs.frozen
class Word(Character):
    """Characters that stand together, as those of one line of a cell do; the attributes are as in `Character`."""

    @property
    def is_figure(self) -> bool:
        """Whether it is one or more figures, or a mark that stands for one."""
        return bool(_FIGURE.fullmatch(self.text))


@attrs.frozen
class Row:
    """The words of one line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def baseline(self) -> float:
        """What it stands on."""
        return self.words[0].baseline

    @property
    def size(self) -> float:
        """The height of its highest character."""
        return max(word.size for word in self.words)

    @property
    def is_figures(self) -> bool:
        """Whether there is nothing but figures in it."""
        return all(word.is_figure for word in self.words)

    def line(self, number: int, page: int, document: str | None) -> Line:
        """The same as a line for the aligner."""
        return Line(
            tuple(
                Piece(word.text, Source(word.text, document=document, page=page, line=number, column=column))
                for column, word in enumerate(self.words, start=1)
            )
        )


def is_same_line(one: Character | Word, other: Character | Word) -> bool:
    """Whether two things stand in one line."""
    return abs(one.baseline - other.baseline) <= SAME_LINE * min(one.size, other.size)


def overlap(one: Word | Row, other: Word | Row) -> bool:
    """Whether one of two things stands under the other."""
    return one.left < other.right and other.left < one.right
