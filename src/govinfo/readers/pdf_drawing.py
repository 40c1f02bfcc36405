"""
What is drawn on a page of a PDF besides text: ruled lines, and pictures.
"""

import ctypes

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import attrs

from .ruled import LARGEST, Rule, outline_rules


#: The most ends of lines on one page; beyond it, it is a drawing and no table.
MOST_POINTS: Final = 40_000
_DEPTH: Final = 8  #: how deep drawings are nested in each other

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_SAME: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box as it is seen."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def drawn(raw: Any, page: Any, view: View) -> tuple[tuple[Rule, ...], int]:
    """
    The ruled lines of a page, and how many pictures it has.

    Args:
        raw: the functions of PDFium.
        page: the page.
        view: how it is seen.
    """
    drawing = _Drawing(raw, view)
    count = raw.FPDFPage_CountObjects(page)
    rules = tuple(drawing.rules((raw.FPDFPage_GetObject(page, at) for at in range(count)), _SAME, 0))
    return (rules if drawing.points <= MOST_POINTS else ()), drawing.pictures


@attrs.define
class _Drawing:
    raw: Any
    view: View
    pictures: int = 0
    points: int = 0

    def rules(self, things: Iterator[Any], matrix: _Matrix, depth: int) -> Iterator[Rule]:
        raw = self.raw
        for thing in things:
            self.points += 1
            if self.points > MOST_POINTS:
                return
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield from self.path(thing, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures += 1
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                count = raw.FPDFFormObj_CountObjects(thing)
                inside = (raw.FPDFFormObj_GetObject(thing, at) for at in range(count))
                yield from self.rules(inside, _both(self.matrix(thing), matrix), depth + 1)

    def matrix(self, thing: Any) -> _Matrix:
        found = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(thing, found):
            return _SAME
        return found.a, found.b, found.c, found.d, found.e, found.f

    def path(self, thing: Any, matrix: _Matrix) -> Iterator[Rule]:
        """The ruled lines of a path: of filled boxes their edges, and of drawn lines those that are straight."""
        raw = self.raw
        fill, is_stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, fill, is_stroked)
        if not fill.value and not is_stroked.value:
            return
        to_page = _both(self.matrix(thing), matrix)
        for points, is_closed in self.outlines(thing):
            seen = [self.view.point(*_moved(to_page, *point)) for point in points]
            largest = LARGEST * self.view.width * self.view.height
            yield from outline_rules(seen, is_closed=is_closed, is_drawn=bool(is_stroked.value), largest=largest)

    def outlines(self, thing: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The points of each outline of a path, and whether it is closed; what has curves is left out."""
        raw, x, y = self.raw, ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        is_closed = has_curves = False
        count = raw.FPDFPath_CountSegments(thing)
        self.points += max(count, 0)
        if self.points > MOST_POINTS:
            return
        for at in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if not has_curves:
                    yield points, is_closed
                points, is_closed, has_curves = [], False, False
            has_curves |= kind == raw.FPDF_SEGMENT_BEZIERTO
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
            is_closed |= bool(raw.FPDFPathSegment_GetClose(segment))
        if not has_curves:
            yield points, is_closed


def _both(first: _Matrix, then: _Matrix) -> _Matrix:
    """Two matrices as one."""
    a, b, c, d, e, f = first
    g, h, i, j, k, l = then  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
