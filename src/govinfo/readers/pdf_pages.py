"""
The pages of a PDF, by way of pypdfium2: characters, ruled lines and pictures with their places.

PDFium is the program that shows PDF in browsers and has met every hostile file there; but it is not made for several
threads, so one document at a time is read.
"""

import ctypes
import math
import sys
import threading
import unicodedata

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import attrs

from ..errors import UnreadableReport
from ..language import template
from .container import PROTECTED
from .content import Content
from .optional import needed
from .paper import Page, most_characters, too_many, too_much
from .pdf_drawing import View, drawn
from .positions import Character


_BROKEN: Final = template(
    "The PDF is damaged or cut off: get it anew, or open it in its program and print it to a new PDF."
)

#: The most objects (pieces of text, lines, pictures) of one page.
MOST_OBJECTS: Final = 30_000

#: How far beyond the edge of the page a character may be, in points.
MARGIN: Final = 5

_RIGHT_ANGLE: Final = math.pi / 2
_LEVEL: Final = 0.03  #: how much text may be turned and still stand in a line, in right angles

_SPACES: Final = frozenset(map(ord, "\t\n\r \u00a0\u3000"))
_DIGITS: Final = frozenset(map(ord, "0123456789"))
_HYPHEN: Final = 2  #: how PDFium gives a hyphen at the end of a line
_ASCII: Final = 128
_REPLACED: Final = 0xFFFD
_MEANINGLESS: Final = frozenset({"Cc", "Cn", "Co", "Cs"})

_ONE_AT_A_TIME: Final = threading.Lock()


@attrs.frozen
class Pages:
    """
    The pages of a PDF.

    Attributes:
        pages: all of them.
        unknown: how many characters have no meaning, because their font does not say which ones they are.
        hidden: numbers of the pages whose figures cannot be seen, such as those behind the picture of a page.
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
    pdfium = needed("pypdfium2", "pdf", content.document)
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(content.data)
        except pdfium.PdfiumError as error:
            is_protected = getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD
            raise UnreadableReport(PROTECTED if is_protected else _BROKEN, document=content.document) from None
        try:
            return _Reading(pdfium.raw, content).pages(document)
        except pdfium.PdfiumError:
            raise UnreadableReport(_BROKEN, document=content.document) from None
        finally:
            document.close()


@attrs.define
class _Reading:
    """The reading of one document, which counts what it has taken in."""

    raw: Any
    content: Content
    characters: int = 0
    unknown: int = 0
    hidden: set[int] = attrs.field(factory=set)

    def pages(self, document: Any) -> Pages:
        count = len(document)
        if count > self.content.limits.pages:
            raise too_many(self.content)
        pages = tuple(self.page(document[at], at + 1) for at in range(count))
        return Pages(pages, self.unknown, tuple(sorted(self.hidden)))

    def page(self, page: Any, number: int) -> Page:
        try:
            if self.raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
                raise too_much(self.content, number)
            text = page.get_textpage()
            try:
                glyphs = list(self.glyphs(text, number))
            finally:
                text.close()
            turns = Counter(glyph.turns for glyph in glyphs).most_common(1)
            left, bottom, right, top = page.get_bbox()
            view = View(left, bottom, right, top, turns[0][0] if turns else page.get_rotation() // 90)
            characters = tuple(filter(None, (glyph.seen(view) for glyph in glyphs)))
            rules, pictures = drawn(self.raw, page, view)
            return Page(view.height, characters, rules, pictures)
        finally:
            page.close()

    def glyphs(self, text: Any, number: int) -> Iterator["_Glyph"]:
        """The characters of a page that stand upright, or turned by a right angle; a watermark is none of them."""
        raw, handle = self.raw, text.raw
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        count = raw.FPDFText_CountChars(handle)
        self.characters += max(count, 0)
        if self.characters > most_characters(self.content):
            raise too_much(self.content, number)
        for at in range(count):
            code = raw.FPDFText_GetUnicode(handle, at)
            if code in _SPACES and raw.FPDFText_IsGenerated(handle, at):
                continue
            raw.FPDFText_GetLooseCharBox(handle, at, box)
            raw.FPDFText_GetCharOrigin(handle, at, x, y)
            if code in _DIGITS and number not in self.hidden and self.is_hidden(handle, at):
                self.hidden.add(number)
            quarters = raw.FPDFText_GetCharAngle(handle, at) / _RIGHT_ANGLE
            turns = round(quarters)
            if abs(quarters - turns) <= _LEVEL:
                yield _Glyph(
                    self.character(handle, at, code),
                    (box.left, box.bottom, box.right, box.top),
                    (x.value, y.value),
                    turns % 4,
                )

    def is_hidden(self, handle: Any, at: int) -> bool:
        """Whether a character is there without being seen."""
        raw = self.raw
        thing = raw.FPDFText_GetTextObject(handle, at)
        return bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE

    def character(self, handle: Any, at: int, code: int) -> str:
        """The character of a code; one that the document gives no meaning is �."""
        if code == _HYPHEN and self.raw.FPDFText_IsHyphen(handle, at):
            return "-"
        if code in _SPACES:
            return " "
        known = code <= sys.maxunicode and code != _REPLACED and unicodedata.category(chr(code)) not in _MEANINGLESS
        if not known or (code < _ASCII and self.raw.FPDFText_HasUnicodeMapError(handle, at) == 1):
            self.unknown += 1
            return "�"
        return chr(code)


@attrs.frozen
class _Glyph:
    """A character as PDF places it: its box, where it starts, and by how many right angles it is turned."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    turns: int

    def seen(self, view: View) -> Character | None:
        """The same as it is seen; None if it is not on the page."""
        left, top, right, bottom = view.box(*self.box)
        _, baseline = view.point(*self.origin)
        if not (-MARGIN <= left <= right <= view.width + MARGIN and -MARGIN <= baseline <= view.height + MARGIN):
            return None
        return Character(self.text, left, right, baseline, max(bottom - top, right - left))
