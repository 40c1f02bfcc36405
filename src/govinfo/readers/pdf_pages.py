"""
The pages of a PDF: characters, ruled lines and pictures with their places.

They are asked of a process of its own (see `child`), which is ended if it takes too long.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import attrs

from ..errors import UnreadableReport
from ..language import template
from . import pdf_child
from .child import ask, folder_of
from .container import PROTECTED
from .content import Content
from .paper import Page, most_characters, too_many, too_much
from .placed import Character
from .ruled import LARGEST, Rule, outline_rules


_BROKEN: Final = template(
    "The PDF is damaged or cut off: get it anew, or open it in its program and print it to a new PDF."
)

#: What the program needs besides what it unpacks, in bytes.
_MEMORY: Final = 1 << 30

#: How far beyond the edge of the page a character may be, in points.
_MARGIN: Final = 5


@attrs.frozen
class Pages:
    """
    The pages of a PDF.

    Attributes:
        pages: all of them.
        unknown: how many characters have no meaning, because their font does not say which ones they are.
        hidden: numbers of the pages with figures that are not seen, such as those behind the picture of a page.
    """

    pages: tuple[Page, ...]
    unknown: int
    hidden: tuple[int, ...]


def pdf_pages(content: Content) -> Pages:
    """
    The pages of a PDF.

    Raises:
        UnreadableReport: it is protected or broken, or beyond a limit, or pypdfium2 is missing.
    """
    found = _answer(content)
    fault = found.get("fault")
    if fault == pdf_child.MANY:
        raise too_many(content)
    if fault == pdf_child.MUCH:
        raise too_much(content, found["page"])
    if fault:
        why = PROTECTED if fault == pdf_child.PROTECTED else _BROKEN
        raise UnreadableReport(why, document=content.document)
    pages = tuple(map(_page, found["pages"]))
    return Pages(
        pages,
        sum(character.text == "�" for page in pages for character in page.characters),
        tuple(number for number, page in enumerate(found["pages"], start=1) if page["hidden"]),
    )


def _answer(content: Content) -> dict[str, Any]:
    """What the program says."""
    limits = content.limits
    folder = folder_of("pypdfium2_raw", "pdf", content.document)
    memory = _MEMORY + 2 * limits.unpacked
    numbers = (limits.pages, most_characters(content))
    try:
        return ask(pdf_child, folder, content.data, numbers, memory=memory, seconds=limits.seconds)
    except TimeoutError:
        raise UnreadableReport(
            "Reading the PDF took longer than {seconds} seconds: print the report alone to a new PDF.",
            document=content.document,
            seconds=limits.seconds,
        ) from None
    except ChildProcessError:
        raise UnreadableReport(_BROKEN, document=content.document) from None


@attrs.frozen
class View:
    """
    How a page is seen: y goes downwards from its upper left corner, and its text stands upright.

    Attributes:
        left: edge of the page as PDF counts.
        bottom: the lower edge.
        right: the right edge.
        top: the upper edge.
        turns: by how many right angles, to the right, it is turned.

    >>> View(0, 0, 595, 842, 0).point(10, 800)
    (10, 42)
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """As it is seen."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """As it is seen."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as it is seen."""
        return (
            (x - self.left, self.top - y),
            (y - self.bottom, x - self.left),
            (self.right - x, y - self.bottom),
            (self.top - y, self.right - x),
        )[self.turns]

    def character(self, glyph: Sequence[Any]) -> Character | None:
        """A character as it is seen; None if it is not on the page."""
        text, left, bottom, right, top, x, y, _ = glyph
        if self.turns:
            (a, b), (c, d), (_, baseline) = self.point(left, bottom), self.point(right, top), self.point(x, y)
            left, right, high = min(a, c), max(a, c), abs(b - d)
        else:  # nearly always
            left, right, baseline, high = left - self.left, right - self.left, self.top - y, top - bottom
        if left < -_MARGIN or right > self.width + _MARGIN or not -_MARGIN <= baseline <= self.height + _MARGIN:
            return None
        return Character(text, left, right, baseline, max(high, right - left))

    def rules(self, outlines: Sequence[Any]) -> tuple[Rule, ...]:
        """The ruled lines that outlines are, as they are seen."""
        largest = LARGEST * self.width * self.height
        return tuple(
            rule
            for points, is_closed, is_drawn in outlines
            for rule in outline_rules(
                [self.point(*point) for point in points], is_closed=is_closed, is_drawn=is_drawn, largest=largest
            )
        )


def _page(page: dict[str, Any]) -> Page:
    turns = Counter(glyph[-1] for glyph in page["glyphs"]).most_common(1)
    left, bottom, right, top = page["box"]
    view = View(left, bottom, right, top, turns[0][0] if turns else page["turns"] % 4)
    characters = tuple(filter(None, map(view.character, page["glyphs"])))
    return Page(view.height, characters, view.rules(page["outlines"]), page["pictures"])
