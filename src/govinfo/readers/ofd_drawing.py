"""
What is drawn on a page of an OFD: characters with their places, ruled lines, pictures.
"""

import math
import re
import unicodedata

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from .ofd_parts import Element, child, children, tag
from .placed import Character
from .ruled import LARGEST, Rule, outline_rules


#: Points in a millimetre.
POINTS: Final = 72 / 25.4

#: The most things on one page.
MOST_THINGS: Final = 60_000
_DEPTH: Final = 32  #: how deep things are nested in each other
_LEVEL: Final = 0.05  #: how much text may be turned and still stand in a line

_WORD: Final = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_BEGINS: Final = frozenset("SM")
_CLOSES: Final = "C"
_STRAIGHT: Final = frozenset("SML")
_OPERANDS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_DELTAS: Final = re.compile(r"[^\s,]+")

Matrix = tuple[float, float, float, float, float, float]


class TooMuch(Exception):
    """There is more on a page than a report has."""


@attrs.define
class Drawing:
    """
    A page, as it is drawn thing by thing.

    Attributes:
        units: drawings that are used more than once, by their id.
        area: of the page, in square points.
        most: how many characters it may have.
    """

    units: Mapping[str, Element]
    area: float
    most: int
    characters: list[Character] = attrs.field(factory=list)
    rules: list[Rule] = attrs.field(factory=list)
    pictures: int = 0
    _things: int = 0

    def draw(self, layer: Element, matrix: Matrix, depth: int = 0) -> None:
        """
        Draw all that is in a layer or a block.

        Raises:
            TooMuch: there is too much of it.
        """
        for thing in layer:
            self._things += 1
            if self._things > MOST_THINGS or len(self.characters) > self.most:
                raise TooMuch
            kind = tag(thing)
            if (thing.get("Visible") or "").strip().casefold() in {"false", "0"}:
                continue
            if kind == "TextObject":
                self.characters.extend(_text(thing, _both(_placed(thing), matrix), self.most))
            elif kind == "PathObject":
                self._path(thing, _both(_placed(thing), matrix))
            elif kind == "ImageObject":
                self.pictures += 1
            elif depth < _DEPTH and kind == "PageBlock":
                self.draw(thing, matrix, depth + 1)
            elif depth < _DEPTH and kind == "CompositeObject":
                unit = child(self.units.get((thing.get("ResourceID") or "").strip()), "Content")
                if unit is not None:
                    self.draw(unit, _both(_placed(thing), matrix), depth + 1)

    def _path(self, thing: Element, matrix: Matrix) -> None:
        data = child(thing, "AbbreviatedData")
        is_drawn = (thing.get("Stroke") or "true").strip().casefold() not in {"false", "0"}
        is_filled = (thing.get("Fill") or "false").strip().casefold() in {"true", "1"}
        if data is None or not (is_drawn or is_filled):
            return
        for points, is_closed in _outlines(data.text or ""):
            self._things += len(points)
            if self._things > MOST_THINGS:
                raise TooMuch
            seen = [_moved(matrix, *point) for point in points]
            self.rules += outline_rules(seen, is_closed=is_closed, is_drawn=is_drawn, largest=LARGEST * self.area)


def _text(thing: Element, matrix: Matrix, most: int) -> Iterator[Character]:
    """The characters of a text; one that is turned, as a watermark is, is none of the report."""
    a, b, c, d, _, _ = matrix
    if a <= 0 or abs(b) > _LEVEL * a:
        return
    size = number(thing.get("Size"), 0.0)
    wide = size * number(thing.get("HScale"), 1.0)
    x = y = 0.0
    for code in children(thing, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        signs = [sign for sign in code.text or "" if sign == "\t" or unicodedata.category(sign) != "Cc"]
        if len(signs) > most:
            raise TooMuch
        rights, downs = (_deltas(code.get(name), len(signs)) for name in ("DeltaX", "DeltaY"))
        at, down = x, y
        for index, sign in enumerate(signs):
            own = wide * (1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.5)
            step = rights[index] if index < len(rights) else own
            (left, baseline) = _moved(matrix, at, down)
            (right, _) = _moved(matrix, at + (min(own, step) if step > 0 and index + 1 < len(signs) else own), down)
            yield Character(sign, left, right, baseline, size * math.hypot(c, d))
            at += step
            down += downs[index] if index < len(downs) else 0.0


def _deltas(given: str | None, most: int) -> list[float]:
    """How far each character is from the one before it; ``g 3 2.5`` stands for 2.5 three times."""
    found: list[float] = []
    words = (word[0] for word in _DELTAS.finditer(given or ""))
    for word in words:
        if word == "g":
            count = number(next(words, None), 0.0)
            found += [number(next(words, None), 0.0)] * int(max(0.0, min(count, most - len(found))))
        else:
            found.append(number(word, 0.0))
        if len(found) >= most:
            break
    return found


def _outlines(data: str) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each outline of a path, and whether it is closed; what has curves is left out."""
    points: list[tuple[float, float]] = []
    has_curves = is_closed = False
    words = (word[0] for word in _WORD.finditer(data))
    for word in words:
        operands = [number(next(words, None), math.nan) for _ in range(_OPERANDS.get(word, 0))]
        if word in _BEGINS:
            if not has_curves:
                yield points, is_closed
            points, has_curves, is_closed = [], False, False
        if word == _CLOSES:
            is_closed = True
        elif word in _STRAIGHT:
            points.append((operands[0], operands[1]))
        else:
            has_curves = True
    if not has_curves:
        yield points, is_closed


def number(given: str | None, default: float) -> float:
    """
    A number that is finite, and not beyond any page.

    >>> number("2.5", 0), number("1e400", 0), number(None, 1)
    (2.5, 0, 1)
    """
    try:
        found = float(given or "")
    except ValueError:
        return default
    return found if abs(found) < 1e6 else default


def numbers(given: str | None, count: int) -> tuple[float, ...] | None:
    """As many numbers, or None."""
    found = [number(part, math.nan) for part in (given or "").replace(",", " ").split(maxsplit=count)[:count]]
    return tuple(found) if len(found) == count and all(map(math.isfinite, found)) else None


def page_matrix(left: float, top: float) -> Matrix:
    """From millimetres to points, from the upper left corner of the page."""
    return POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS


def _placed(thing: Element) -> Matrix:
    """From the inside of a thing to what it stands in."""
    left, top, *_ = numbers(thing.get("Boundary"), 4) or (0.0, 0.0)
    a, b, c, d, e, f = numbers(thing.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + left, f + top


def _both(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
