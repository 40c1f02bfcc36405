"""
The parts of an OFD (GB/T 33190): XML without entities, and the documents and pages that name each other.
"""

import posixpath
import re

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

import attrs

from ..errors import UnreadableReport
from .container import DAMAGED, PROTECTED, Container
from .content import Content


#: More elements in all parts together than any report has by a factor of ten.
MOST_ELEMENTS: Final = 500_000

_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?i:gb[-_ ]?(?:2312|k|18030)|cp936)["']""")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PROTECTED: Final = re.compile(r"encrypt|decrypt", re.IGNORECASE)

#: Of an A4 page, in millimetres.
A4: Final = (0.0, 0.0, 210.0, 297.0)

Element = ElementTree.Element


class _Refused(Exception):
    """A declaration, or too much."""


class _Builder(ElementTree.TreeBuilder):
    """Elements as they come, until there are too many, or too many in each other."""

    def __init__(self, most: int, depth: int) -> None:
        super().__init__()
        self.count, self._most, self._depth, self._at = 0, most, depth, 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self.count += 1
        self._at += 1
        if self.count > self._most or self._at > self._depth:
            raise _Refused
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._at -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        """Where entities are declared; no OFD does that."""
        raise _Refused


@attrs.define
class Parts:
    """
    The parts of an OFD.

    Attributes:
        content: the document.
        container: what holds them.
    """

    content: Content
    container: Container
    _elements: int = 0

    def xml(self, name: str) -> Element:
        """
        A part as XML.

        Raises:
            UnreadableReport: it is not there or broken, declares entities, or is beyond a limit.
        """
        data = self.container.read(name)
        builder = _Builder(MOST_ELEMENTS - self._elements, self.content.limits.depth)
        parser = ElementTree.XMLParser(target=builder)  # noqa: S314  it refuses declarations
        try:
            # The parser knows no GB encodings, but many producers do.
            parser.feed(_DECLARATION.sub("", data.decode("gb18030")) if _DECLARED.match(data) else data)
            found: Element = parser.close()
        except _Refused:
            raise UnreadableReport(
                "A part of the OFD declares entities, or has more elements than a report has: "
                "open it in its program and save it anew.",
                document=self.content.document,
            ) from None
        except (ElementTree.ParseError, UnicodeDecodeError, LookupError, ValueError):
            raise UnreadableReport(self._why_broken(), document=self.content.document) from None
        self._elements += builder.count
        return found

    def _why_broken(self) -> str:
        return PROTECTED if any(map(_PROTECTED.search, self.container.names)) else DAMAGED

    def found(self, base: str, location: str | None) -> str | None:
        """The name of the part that *base* means by a location: beside itself, or from the top."""
        if not (location := (location or "").strip().replace("\\", "/")):
            return None
        beside = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), location))
        return next((name for name in (beside, location) if self.container.has(name)), None)


def child(element: Element | None, *names: str) -> Element | None:
    """The first one of these names, whatever their namespace, each in the one before it."""
    for name in names:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """All of a name, whatever their namespace."""
    return (part for part in (() if element is None else element) if tag(part) == name)


def tag(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def text(element: Element | None) -> str | None:
    """What stands directly in an element."""
    return None if element is None else element.text
