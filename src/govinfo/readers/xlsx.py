"""
Reading spreadsheets (XLSX, XLS, XLSB, ODS): each visible sheet is a table.

In XLSX an error, a formula that was never worked out, and a raised or crossed out part of a text are read as such. In
the other formats the first two are blank cells, and in ODS so are the cells that a merged one covers.
"""

import re

from collections.abc import Iterator
from typing import Any, Final

from .._text import clean
from ..align import align
from ..errors import UnreadableReport
from ..finding import Source
from ..lines import Line, Piece
from ..report import Report
from . import workbook
from .child import ask, folder_of
from .container import DAMAGED, PROTECTED, is_zip, open_container
from .content import Content
from .doc import has_stream


_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = re.compile(
    rb"spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\.(?:\w+\.)*?main"
)
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"

_PREFIX: Final = rb"(?:\w{1,9}:)?"
_ERROR: Final = re.compile(rb"(<" + _PREFIX + rb"c\s[^<>]*?\bt=)(?:\"e\"|'e')")
_NOT_WORKED_OUT: Final = re.compile(
    rb"<(?P<cell>%(p)sc)(?P<about>\s[^<>]*+)>\s*+<(?P<f>%(p)sf)\b(?:[^<>]*+(?<=/)>|[^<>]*+>(?P<formula>[^<]*+)</(?P=f)>)\s*+"
    rb"(?:<%(p)sv\s*+/>|<(?P<v>%(p)sv)>\s*+</(?P=v)>)?+\s*+</(?P=cell)>" % {b"p": _PREFIX}
)
_TYPE: Final = re.compile(rb"\st=[\"'](\w*)[\"']")
_RUN: Final = re.compile(rb"<(?P<run>" + _PREFIX + rb"r)>(?:(?!</?(?P=run)>).)*+</(?P=run)>", re.DOTALL)
_RAISED: Final = re.compile(rb"vertAlign\s+val=[\"']su")
_CROSSED_OUT: Final = re.compile(rb"<" + _PREFIX + rb"strike\s*+(?:val=[\"'](?:1|true)[\"']\s*+)?/>")
_RUN_TEXT: Final = re.compile(rb"(<" + _PREFIX + rb"t)(?:\s[^<>]*+)?>([^<]++)<")

#: The most memory that a workbook may take, in bytes.
_MEMORY: Final = 2 << 30

#: More merged regions than any sheet of a report has by a factor of ten.
MOST_MERGED: Final = 2_000

#: The longest label of the form has half as many characters.
LONGEST_LABEL: Final = 80


def recognizes(content: Content) -> bool:
    """Whether *content* is a workbook."""
    if not is_zip(content.data):
        return has_stream(content.data, "Workbook", "Book") and not has_stream(content.data, "WordDocument")
    container = open_container(content)
    if container.has(_TYPES):
        return bool(_MAIN.search(container.read(_TYPES).replace(b"\0", b"")))
    return container.has("mimetype") and container.read("mimetype").startswith(_OPEN_DOCUMENT)


def read(content: Content) -> Report:
    """The report in the workbook; see `govinfo.reads`."""
    return align(lines(content), "xlsx", document=content.document, limits=content.limits)


def lines(content: Content) -> Iterator[Line]:
    """
    The rows of all visible sheets.

    Raises:
        UnreadableReport: it is damaged or protected, or beyond a limit.
    """
    for table, sheet in enumerate(_sheets(content), start=1):
        yield from _rows(sheet, table, content)


def _sheets(content: Content) -> list[dict[str, Any]]:
    """The visible sheets, as `workbook.answer` gives them."""
    folder = folder_of("python_calamine", "xlsx", content.document)
    limits = content.limits
    data = open_container(content).repacked(_telling) if is_zip(content.data) else content.data
    numbers = (limits.lines, limits.cells, limits.unpacked)
    try:
        found = ask(workbook, folder, data, numbers, memory=_MEMORY, seconds=limits.seconds)
    except (TimeoutError, ChildProcessError):
        raise _too_large(content) from None
    match found.get("fault"):
        case workbook.TOO_LARGE:
            raise _too_large(content)
        case workbook.PROTECTED:
            raise UnreadableReport(PROTECTED, document=content.document)
        case workbook.DAMAGED:
            raise UnreadableReport(DAMAGED, document=content.document)
    return list(found["sheets"])


def _telling(name: str, data: bytes) -> bytes:
    """A part of a workbook in which what would be lost on the way is written as text."""
    if not name.lower().startswith("xl/") or not name.lower().endswith(".xml"):
        return data
    data = _ERROR.sub(rb'\1"str"', data)
    data = _NOT_WORKED_OUT.sub(_formula, data)
    return _RUN.sub(_set_apart, data)


def _formula(cell: re.Match[bytes]) -> bytes:
    """A cell with a formula and no value, as the text of the formula; one that gave an empty text stays."""
    about = cell["about"]
    kind = _TYPE.search(about)
    if kind and kind[1] != b"n":
        return cell[0]
    prefix = cell["cell"][:-1]
    plain = _TYPE.sub(b"", about)
    return b'<%bc%b t="str"><%bv>=%b</%bv></%bc>' % (prefix, plain, prefix, cell["formula"] or b"", prefix, prefix)


def _set_apart(run: re.Match[bytes]) -> bytes:
    """A run of a text: set apart if it is raised, and marked if it is crossed out."""
    mark = b"~" if _CROSSED_OUT.search(run[0]) else b""
    if not mark and not _RAISED.search(run[0]):
        return run[0]
    return _RUN_TEXT.sub(rb'\1 xml:space="preserve"> %b\2%b <' % (mark, mark), run[0])


def _too_large(content: Content) -> UnreadableReport:
    return UnreadableReport(
        "The workbook has cells too far out, or too many of them, for a report: "
        "copy the tables of the report into a new workbook and read that.",
        document=content.document,
    )


def _is_prose(text: str) -> bool:
    """Whether a text that stands alone in its row is no label of a row, so that the rest of it is no blank figures."""
    return len(text) > LONGEST_LABEL or "。" in text


def _rows(sheet: dict[str, Any], table: int, content: Content) -> Iterator[Line]:
    """The rows of a sheet that have something in them; the columns from the first to the last that have."""
    first: int = sheet["first"]
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet["merged"]]
    merged = [region for region in merged if region[:2] != region[2:]]
    if len(merged) > MOST_MERGED:
        raise _too_large(content)
    end = first + max((len(texts) for _, texts in sheet["rows"]), default=0)
    for line, texts in sheet["rows"]:
        here = [region for region in merged if region[0] < line <= region[2] + 1]
        covered = {c for _, left, _, right in here for c in range(max(left, first), min(right + 1, end))}
        begin = {left: right - left + 1 for top, left, _, right in here if top == line - 1}
        pieces: list[Piece] = []
        for column in range(first, end):
            if column in covered and column not in begin:
                continue
            printed = clean(texts[column - first]) if column - first < len(texts) else ""
            span = min(begin.get(column, 1), content.limits.cells)
            source = Source(printed, document=content.document, table=table, line=line, column=len(pieces) + 1)
            pieces.append(Piece(printed, source, span))
        filled = [piece for piece in pieces if piece.text]
        if len(filled) == 1 and _is_prose(filled[0].text):
            pieces = filled
        if filled:
            yield Line(tuple(pieces))
