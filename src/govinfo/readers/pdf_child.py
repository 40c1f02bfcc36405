"""
What is drawn on the pages of a PDF, as JSON has it.

It uses PDFium, as browsers do. A hostile document can keep that busy for ever or bring it down; so it runs in a process
of its own (see `child`), and uses nothing of this library.
"""

import bisect
import ctypes
import functools
import importlib
import math
import sys
import unicodedata

from collections.abc import Iterator
from typing import Any, Final


#: What is wrong, as a code.
PROTECTED: Final = "protected"
BROKEN: Final = "broken"
MANY: Final = "many"
MUCH: Final = "much"

#: The most objects (pieces of text, lines, pictures) of one page.
MOST_OBJECTS: Final = 30_000

#: The most ends of lines on one page; beyond it, it is a drawing and no table.
MOST_POINTS: Final = 40_000
_DEPTH: Final = 8  #: how deep drawings are nested in each other

_RIGHT_ANGLE: Final = math.pi / 2
_LEVEL: Final = 0.03  #: how much text may be turned and still stand in a line, in right angles

_WIDTH: Final = 0.01  #: PDFium leaves out a text that is not as wide, in points

_SPACES: Final = frozenset(map(ord, "\t\n\r \u00a0\u3000"))
_DIGITS: Final = frozenset(map(ord, "0123456789"))
_HYPHEN: Final = 2  #: how PDFium gives a hyphen at the end of a line
_ASCII: Final = 128
_REPLACED: Final = 0xFFFD
_MEANINGLESS: Final = frozenset({"Cc", "Cn", "Co", "Cs"})

_Matrix = tuple[float, float, float, float, float, float]
_Glyph = tuple[Any, ...]
_SAME: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Refused(Exception):
    """There is something wrong: one of the codes, and the number of the page."""


def document(raw: Any, data: bytes, most_pages: int, most_characters: int) -> list[dict[str, Any]]:
    """
    The pages of a PDF.

    Args:
        raw: the functions of PDFium.
        data: the PDF.
        most_pages: how many pages it may have.
        most_characters: how many characters all pages may have.

    Raises:
        Refused: it is protected or broken, or beyond a limit.
    """
    opened = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not opened:
        raise Refused(PROTECTED if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD else BROKEN, 0)
    try:
        count = raw.FPDF_GetPageCount(opened)
        if count > most_pages:
            raise Refused(MANY, 0)
        found: list[dict[str, Any]] = []
        for number in range(1, count + 1):
            found.append(_loaded(raw, opened, number, most_characters))
            most_characters -= len(found[-1]["glyphs"])
        return found
    finally:
        raw.FPDF_CloseDocument(opened)


def _loaded(raw: Any, opened: Any, number: int, most: int) -> dict[str, Any]:
    page = raw.FPDF_LoadPage(opened, number - 1)
    if not page:
        raise Refused(BROKEN, number)
    try:
        if raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
            raise Refused(MUCH, number)
        drawing = _Drawing(raw)
        count = raw.FPDFPage_CountObjects(page)
        outlines = list(drawing.outlines((raw.FPDFPage_GetObject(page, at) for at in range(count)), _SAME, 0))
        text = raw.FPDFText_LoadPage(page)
        try:
            if raw.FPDFText_CountChars(text) > most:
                raise Refused(MUCH, number)
            found = _text(raw, text, drawing)
        finally:
            raw.FPDFText_ClosePage(text)
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        return found | {
            "box": [box.left, box.bottom, box.right, box.top],
            "turns": raw.FPDFPage_GetRotation(page),
            "outlines": outlines if drawing.points <= MOST_POINTS else [],
            "pictures": drawing.pictures,
        }
    finally:
        raw.FPDF_ClosePage(page)


def _text(raw: Any, text: Any, drawing: "_Drawing") -> dict[str, Any]:
    """The characters that stand upright, or turned by right angles, but no watermark; and what is odd about them."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)  # made once, as all that is done here
    code_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    origin_of, angle_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetCharAngle
    glyphs: list[_Glyph] = []
    places = []
    is_hidden = False
    for at in range(raw.FPDFText_CountChars(text)):
        code = code_of(text, at)
        if code in _SPACES and raw.FPDFText_IsGenerated(text, at):
            continue
        box_of(text, at, to_box)
        origin_of(text, at, to_x, to_y)
        quarters = angle_of(text, at) / _RIGHT_ANGLE
        is_hidden = is_hidden or (code in _DIGITS and _is_hidden(raw, text, at))
        left, bottom, right, top, across, up = box.left, box.bottom, box.right, box.top, x.value, y.value
        if math.isfinite(left + bottom + right + top + across + up + quarters):
            turns = round(quarters)
            if abs(quarters - turns) <= _LEVEL:
                sign = _character(raw, text, at, code)
                box_seen = (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))
                glyphs.append((sign, *box_seen, round(across, 2), round(up, 2), -turns % 4))
                places.append(at)
    if drawing.lost:
        glyphs = _with_lost(glyphs, [drawing.number(raw.FPDFText_GetTextObject(text, at)) for at in places], drawing)
    return {"glyphs": glyphs, "hidden": is_hidden}


def _with_lost(glyphs: list[_Glyph], numbers: list[int], drawing: "_Drawing") -> list[_Glyph]:
    """The characters with those that PDFium has left out, each behind the text that is drawn before it."""
    drawn = sorted((number, at) for at, number in enumerate(numbers))
    behind: dict[int, list[_Glyph]] = {}
    for number, glyph in drawing.lost:
        before = bisect.bisect_left(drawn, (number, -1)) - 1
        behind.setdefault(drawn[before][1] if before >= 0 else -1, []).append(glyph)
    found = behind.get(-1, [])
    for at, glyph in enumerate(glyphs):
        found += [glyph, *behind.get(at, [])]
    return found


def _is_hidden(raw: Any, text: Any, at: int) -> bool:
    """Whether a character is there without being seen."""
    thing = raw.FPDFText_GetTextObject(text, at)
    return bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE


def _character(raw: Any, text: Any, at: int, code: int) -> str:
    """The character of a code; one that the document gives no meaning is �."""
    if code == _HYPHEN and raw.FPDFText_IsHyphen(text, at):
        return "-"
    if code in _SPACES:
        return " "
    if code < _ASCII and raw.FPDFText_HasUnicodeMapError(text, at) == 1:
        return chr(_REPLACED)
    return _known(code)


@functools.cache
def _known(code: int) -> str:
    is_known = code <= sys.maxunicode and unicodedata.category(chr(code)) not in _MEANINGLESS
    return chr(code if is_known else _REPLACED)


def _address(thing: Any) -> int:
    return ctypes.addressof(thing.contents)


class _Drawing:
    """What is drawn besides text, counted as it is taken in."""

    def __init__(self, raw: Any) -> None:
        self.raw, self.points, self.pictures = raw, 0, 0
        self.lost: list[tuple[int, _Glyph]] = []
        self._numbers: dict[int, int] = {}
        self._left, self._right, other = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        self._bounds = (self._left, other, self._right, ctypes.c_float())

    def outlines(self, things: Iterator[Any], matrix: _Matrix, depth: int) -> Iterator[list[Any]]:
        """The outlines of all paths: their points, whether they are closed, and whether they are drawn."""
        raw = self.raw
        for thing in things:
            self.points += 1
            if self.points > MOST_POINTS:
                return
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield from self._path(thing, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures += 1
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                self._numbers[_address(thing)] = len(self._numbers)
                self._text(thing, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                count = raw.FPDFFormObj_CountObjects(thing)
                inside = (raw.FPDFFormObj_GetObject(thing, at) for at in range(count))
                yield from self.outlines(inside, _both(self._matrix(thing), matrix), depth + 1)

    def _text(self, thing: Any, matrix: _Matrix) -> None:
        """
        A text without width, which PDFium leaves out.

        It is nothing but a space, or has characters that are not in the font that stands in for one that the document
        does not hold. Such a one can be a figure, so it is taken for a character without meaning.
        """
        raw, size = self.raw, ctypes.c_float()
        if not raw.FPDFPageObj_GetBounds(thing, *self._bounds) or self._right.value - self._left.value >= _WIDTH:
            return
        if raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(thing)) == 1:
            return
        raw.FPDFTextObj_GetFontSize(thing, size)
        _, _, c, d, x, y = _both(self._matrix(thing), matrix)
        high = size.value * math.hypot(c, d)
        if math.isfinite(x + y + high):
            self.lost.append((len(self._numbers), (chr(_REPLACED), x, y, x + high / 2, y + high, x, y, 0)))

    def number(self, thing: Any) -> int:
        """When a text is drawn; -1 if it is none of the page."""
        return self._numbers.get(_address(thing), -1) if thing else -1

    def _matrix(self, thing: Any) -> _Matrix:
        found = self.raw.FS_MATRIX()
        self.raw.FPDFPageObj_GetMatrix(thing, found)
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _path(self, thing: Any, matrix: _Matrix) -> Iterator[list[Any]]:
        raw, fill, is_drawn = self.raw, ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, fill, is_drawn)
        count = raw.FPDFPath_CountSegments(thing)
        self.points += max(count, 0)
        if self.points > MOST_POINTS or not (fill.value or is_drawn.value):
            return
        a, b, c, d, e, f = _both(self._matrix(thing), matrix)
        for points, is_closed in self._outlines(thing, count):
            seen = [[round(a * x + c * y + e, 2), round(b * x + d * y + f, 2)] for x, y in points]
            yield [seen, is_closed, bool(is_drawn.value)]

    def _outlines(self, thing: Any, count: int) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The points of each outline of a path, and whether it is closed; what has curves is left out."""
        raw, x, y = self.raw, ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        is_closed = has_curves = False
        for at in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if points and not has_curves:
                    yield points, is_closed
                points, is_closed, has_curves = [], False, False
            has_curves |= kind == raw.FPDF_SEGMENT_BEZIERTO
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
            is_closed |= bool(raw.FPDFPathSegment_GetClose(segment))
        if points and not has_curves:
            yield points, is_closed


def _both(first: _Matrix, then: _Matrix) -> _Matrix:
    """Two matrices as one."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


@functools.cache
def pdfium() -> Any:
    """The functions of PDFium."""
    raw = importlib.import_module("pypdfium2_raw")
    raw.FPDF_InitLibrary()
    return raw


def answer(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """The pages, or what is wrong."""
    try:
        return {"pages": document(pdfium(), data, most_pages, most_characters)}
    except Refused as refused:
        return {"fault": refused.args[0], "page": refused.args[1]}
