"""
Reading HTML: pages of any origin, fragments of them, saved web archives, and the pages that this library writes.
"""

import codecs
import html
import itertools
import re

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from ..align import NO_TABLE, ONLY_PICTURES, align
from ..errors import UnreadableReport
from ..finding import Source, Status
from ..lines import Line, Piece
from ..report import Report
from ..sections import title_of
from . import archive, own_page
from . import text as plain
from .content import Content
from .page import Page, page
from .page_parts import Block, Paragraph, Row


_ESCAPED: Final = re.compile(r"&lt;(?:td|th)[ &/]", re.IGNORECASE)
_BEGINNING: Final = re.compile(
    r"\s*+(?:<\?xml[^<>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|title|table|t[rdh]|div|meta|link|p|pre|span|section|article|center|h[1-6]|[uo]l|br|a|b|font|img|style|script)\b[^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
#: A tag that hardly anything but HTML has; a text that speaks of one is none.
_TAG: Final = re.compile(
    r"</?(?:table|tbody|tr|t[dh]|p|div|span|font|strong|h[1-6]|br)(?:\s[^<>]*+)?/?>", re.IGNORECASE
)
_ENOUGH: Final = 4
_JSON: Final = re.compile(r'\s*+(?:\{\s*+["}]|\[\s*+[\[{"\]])')
_BIG5: Final = re.compile(rb"charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)
_ANY_WORD: Final = "政府"
_REPORT: Final = re.compile("信息公开|年度报告|年报")
_YEAR: Final = re.compile(r"20\d\d")
_TITLE_PARTS: Final = re.compile(r"\s*[-_|—–|]+\s*")
_LONGEST_TITLE: Final = 300


def recognizes(content: Content) -> bool:
    """Whether *content* is a page, a fragment of one, or a saved web archive."""
    if not content.is_text:
        return False
    text = content.text
    if _BEGINNING.match(text[:4096]) or archive.recognizes(content):
        return True
    return not _JSON.match(text) and len(list(itertools.islice(_TAG.finditer(text), _ENOUGH))) == _ENOUGH


def read(content: Content) -> Report:
    """The report in a page; see `govinfo.reads`."""
    if archive.recognizes(content):
        content = archive.unpacked(content)
    if own_page.recognizes(content):
        return own_page.read(content)
    content = _as_declared(content)
    try:
        return _read(content)
    except UnreadableReport as error:
        if error.template in {NO_TABLE, ONLY_PICTURES} and _ESCAPED.search(content.text):
            # Such as a feed: the page stands in it as a text, in which each "<" is written "&lt;".
            return _read(attrs.evolve(content, data=b"", given=html.unescape(content.text)))
        raise


def _read(content: Content) -> Report:
    found = page(content.text, content.limits, content.document)
    try:
        return align(
            _lines(found, content.document),
            "html",
            document=content.document,
            findings=content.findings,
            pictures=found.pictures,
            limits=content.limits,
        )
    except UnreadableReport as error:
        if found.attachments and error.template in {NO_TABLE, ONLY_PICTURES}:
            raise UnreadableReport(
                "The page has no table of the report, but links to a document: “{name}”. Download that and read it.",
                document=content.document,
                name=next(filter(_REPORT.search, found.attachments), found.attachments[0]),
            ) from None
        raise


def lines(content: Content) -> Iterator[Line]:
    """
    The lines of a page of any origin: its paragraphs, and the rows of its tables with the cells of each.

    >>> page = "<p>甲</p><table><tr><td>规章<td colspan=2>4<td>&nbsp;</table>"
    >>> [[(piece.text, piece.span) for piece in line.pieces] for line in lines(Content.of(page))]
    [[('甲', 1)], [('规章', 1), ('4', 2), ('', 1)]]
    """
    content = _as_declared(content)
    return _lines(page(content.text, content.limits, content.document), content.document)


def _as_declared(content: Content) -> Content:
    """
    The same, read as Big5 if that is what it says and what it is; no other label is worth a look.

    Any bytes of a mainland page are Big5 too, but no words; so one word tells.
    """
    if content.given is not None or not _BIG5.search(content.data[:4096]) or _ANY_WORD in content.text:
        return content
    try:
        text = codecs.getincrementaldecoder("big5hkscs")().decode(content.data)
    except UnicodeDecodeError:
        return content
    return attrs.evolve(content, data=b"", given=text) if _ANY_WORD in text else content


def _lines(found: Page, document: str | None) -> Iterator[Line]:
    body = _lines_of(found.blocks, document)
    window = found.title[:_LONGEST_TITLE]
    if titles := [part for part in {window, *_TITLE_PARTS.split(window)} if title_of(part)]:
        title = min(titles, key=lambda part: (not _YEAR.search(part), len(part)))
        kept = list(body)
        if not any(title_of(line.text) for line in kept if len(line.text) <= _LONGEST_TITLE):
            yield _line(title, Source(title, document=document))
        body = iter(kept)
    yield from body


def _lines_of(blocks: Iterable[Block], document: str | None) -> Iterator[Line]:
    table = 0
    for number, block in enumerate(blocks, start=1):
        if not isinstance(block, Paragraph):
            table += 1
            for row in block.rows:
                yield _row(row, table, document)
        elif block.is_plain:
            for line in plain.lines(block.text, document):
                yield _numbered(line, block.line or number)
        else:
            yield _line(block.text, Source(block.text, document=document, line=block.line or number))


def _line(text: str, source: Source) -> Line:
    return Line((Piece(text, source),))


def _numbered(line: Line, number: int) -> Line:
    return Line(tuple(attrs.evolve(piece, source=attrs.evolve(piece.source, line=number)) for piece in line.pieces))


def _row(row: Row, table: int, document: str | None) -> Line:
    number = row.number
    return Line(
        tuple(
            [  # a generator, and arguments by name, take a third more time
                Piece(cell.text, Source(cell.text, Status.PRINTED, document, None, table, number, column), cell.span)
                for column, cell in enumerate(row.cells, start=1)
            ]
        )
    )
