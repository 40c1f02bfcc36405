"""
Reading DOCX (Word, WPS): the final state of the document, as it would be printed.

What was inserted under tracking is taken and what was deleted is not; hidden text is left out. Whatever could run into
a figure without being part of it (a raised number, a symbol, a formula) is set apart.
"""

import itertools
import posixpath
import re

from collections.abc import Iterator
from typing import Any, Final

import attrs

from .._text import clean
from ..align import align
from ..errors import UnreadableReport
from ..finding import Source
from ..language import template
from ..lines import Line, Piece
from ..report import Report
from .container import DAMAGED, Container, is_zip, open_container
from .content import Content
from .optional import needed


_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled\w*\.main\+xml"
)

#: More elements, or attributes, than any report has by a factor of a hundred.
MOST_ELEMENTS: Final = 1_000_000
_TOO_LARGE: Final = template("The document has more than {count_elements} elements, which no report has.")

#: Deleted or moved away under tracking, what fields are made of, glosses over a word, and properties.
_LEFT_OUT: Final = frozenset(
    {
        *("del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt", "Fallback"),
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"),
    }
)
_CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_APART: Final = frozenset({"footnoteReference", "endnoteReference", "commentReference", "drawing", "pict", "object"})
_PICTURES: Final = frozenset({"blip", "imagedata"})
_OFF: Final = frozenset({"0", "false", "off", "none"})


def recognizes(content: Content) -> bool:
    """Whether *content* is a container that says that it holds a Word document."""
    if not is_zip(content.data):
        return False
    container = open_container(content)
    return container.has(_TYPES) and bool(_MAIN.search(container.read(_TYPES).replace(b"\0", b"")))


def read(content: Content) -> Report:
    """The report in the document; see `govinfo.reads`."""
    return read_as(content, "docx")


def read_as(content: Content, name: str) -> Report:
    """The same for a document that was converted from the format *name*."""
    document = _Document(content, _body(content))
    return align(
        list(itertools.islice(document.lines(), content.limits.lines + 1)),
        name,
        document=content.document,
        pictures=document.pictures,
        limits=content.limits,
    )


def lines(content: Content) -> Iterator[Line]:
    """
    The paragraphs and rows of tables of a document, in the order of reading.

    Raises:
        UnreadableReport: it is damaged or protected, or beyond a limit.
    """
    return _Document(content, _body(content)).lines()


def _body(content: Content) -> Any:
    """The element that holds everything."""
    container = open_container(content)
    root = _parse(container.read(_main(container, content)), content)
    body = next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise UnreadableReport(DAMAGED, document=content.document)
    return body


def _main(container: Container, content: Content) -> str:
    """The name of the main part, as the relations of the package say."""
    for relation in _parse(container.read("_rels/.rels"), content):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return posixpath.normpath("/" + (relation.get("Target") or "")).lstrip("/")
    raise UnreadableReport(DAMAGED, document=content.document)


def _parse(data: bytes, content: Content) -> Any:
    """The root of an XML part that expands nothing, loads nothing, and is of bounded size."""
    etree = needed("lxml.etree", "docx", content.document)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = re.sub(r"\A<\?xml[^>]*>", "", data.decode("utf-16", errors="replace")).encode()
    if b"<!DOCTYPE" in data:
        raise UnreadableReport(
            "The document declares a document type, which no office program writes; it is not read.",
            document=content.document,
        )
    if max(data.count(b"<") // 2, data.count(b"=")) > MOST_ELEMENTS:
        raise UnreadableReport(_TOO_LARGE, document=content.document, count_elements=MOST_ELEMENTS)
    # The encoding is given, so that what was counted above is what is parsed.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableReport(DAMAGED, document=content.document) from None


def _name(element: Any) -> str:
    """The name without its namespace, which differs between the two kinds of the format."""
    return str(element.tag).rpartition("}")[2]


def _value(element: Any, name: str = "val") -> str | None:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def _property(element: Any, group: str, *names: str) -> Any:
    """The first property of these names in a group of them, or None."""
    for inner in element:
        if _name(inner) == group:
            return next((item for item in inner if _name(item) in names), None)
    return None


def _is_on(element: Any, group: str, *names: str) -> bool:
    found = _property(element, group, *names)
    return found is not None and _value(found) not in _OFF


def _alternatives(element: Any) -> Any:
    """The one of several drawings of the same thing that is taken."""
    return next(iter(element), ())


@attrs.frozen
class _Cell:
    """A cell of a row: its element, where it begins, how wide it is, and whether it goes on from above."""

    element: Any
    at: int
    span: int
    goes_on: bool
    merges: bool


@attrs.define
class _Document:
    """A document while it is read: how many paragraphs, tables and pictures there were so far."""

    content: Content
    body: Any
    paragraphs: int = 0
    tables: int = 0
    pictures: int = 0

    def lines(self) -> Iterator[Line]:
        """All lines."""
        try:
            yield from self._blocks(self.body)
        except RecursionError:
            raise UnreadableReport(
                "The document is nested too deep: open it in its program and save it anew.",
                document=self.content.document,
            ) from None

    def _blocks(self, parent: Any) -> Iterator[Line]:
        for element in parent:
            match _name(element):
                case "p":
                    yield from self._paragraph(element)
                case "tbl":
                    yield from self._table(element)
                case "AlternateContent":
                    yield from self._blocks(_alternatives(element))
                case name if name not in _LEFT_OUT:
                    yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        self.paragraphs += 1
        number = self.paragraphs
        text = _Text()
        text.take(element)
        self.pictures += text.pictures
        for part in "".join(text.parts).split("\n"):
            if printed := clean(part):
                source = Source(printed, document=self.content.document, line=number)
                yield Line((Piece(printed, source),))
        for box in text.boxes:
            yield from self._blocks(box)

    def _table(self, element: Any) -> Iterator[Line]:
        self.tables += 1
        table = self.tables
        above: frozenset[int] = frozenset()
        for number, row in enumerate(_inside(element, "tr"), start=1):
            cells = list(self._cells(row))
            shown = [cell for cell in cells if not (cell.goes_on and cell.at in above)]
            above = frozenset(cell.at for cell in cells if cell.merges)
            if _property(row, "trPr", "del") is not None or _is_on(row, "trPr", "hidden"):
                continue
            if any(map(_is_laid_out, (cell.element for cell in shown))):
                for cell in shown:
                    yield from self._blocks(cell.element)
                continue
            pieces = []
            for column, cell in enumerate(shown, start=1):
                printed = self._text(cell.element)
                source = Source(printed, document=self.content.document, table=table, line=number, column=column)
                pieces.append(Piece(printed, source, cell.span))
            if pieces:
                yield Line(tuple(pieces))

    def _cells(self, row: Any) -> Iterator[_Cell]:
        """The cells of a row, each with its place in the grid."""
        most = self.content.limits.cells
        before = _property(row, "trPr", "gridBefore")
        at = _count(before, 0, most)
        last: _Cell | None = None
        for number, element in enumerate(_inside(row, "tc"), start=1):
            if number > most:
                raise UnreadableReport(
                    "A row of the document has more than {count_cells} cells, which no report has.",
                    document=self.content.document,
                    count_cells=most,
                )
            span = _count(_property(element, "tcPr", "gridSpan"), 1, most)
            across = _property(element, "tcPr", "hMerge")
            if across is not None and _value(across) != "restart" and last is not None:
                last = attrs.evolve(last, span=last.span + span)
                at += span
                continue
            if last is not None:
                yield last
            down = _property(element, "tcPr", "vMerge", "cellMerge")
            begins = down is not None and (_value(down) or _value(down, "vMerge")) in {"restart", "rest"}
            last = _Cell(element, at, span, down is not None and not begins, down is not None)
            at += span
            if _property(element, "tcPr", "cellDel") is not None:
                last = None
        if last is not None:
            yield last

    def _text(self, cell: Any) -> str:
        """All that a cell says, as one line."""
        text = _Text()
        text.take(cell)
        for box in text.boxes:  # grows while a box has boxes in it
            text.end()
            text.take(box)
        self.pictures += text.pictures
        return clean("".join(text.parts))


def _count(element: Any, least: int, most: int) -> int:
    """The number of columns that a property says; *least* if it says none."""
    said = "" if element is None else _value(element) or ""
    return min(max(int(said), least), most) if re.fullmatch(r"[0-9]{1,9}", said) else least


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table, or cells of a row, also those in content controls; not those of tables further in."""
    for child in element:
        found = _name(child)
        if found == name:
            yield child
        elif found == "AlternateContent":
            yield from _inside(_alternatives(child), name)
        elif found not in _LEFT_OUT and found != "tbl":
            yield from _inside(child, name)


def _is_laid_out(cell: Any) -> bool:
    """Whether there is a table in this cell, and not just a frame around one text."""
    for element in cell.iter("{*}tbl"):
        cells = element.iter("{*}tc")
        next(cells, None)
        if next(cells, None) is not None:
            return True
    return False


@attrs.define
class _Text:
    """The text of a paragraph or cell while it is collected; a line break stands between paragraphs."""

    parts: list[str] = attrs.field(factory=list)
    boxes: list[Any] = attrs.field(factory=list)
    pictures: int = 0
    _fields: list[bool] = attrs.field(factory=list)  # of each field that is open, whether its result has begun

    def end(self) -> None:
        """A paragraph ends here."""
        self._fields.clear()
        self.parts.append("\n")

    def take(self, element: Any) -> None:
        """Take the text of what is inside."""
        for child in element:
            name = _name(child)
            if name in _LEFT_OUT:
                continue
            if name == "AlternateContent":
                self.take(_alternatives(child))
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name == "r":
                self._run(child)
            elif name == "fldChar":
                self._field(_value(child, "fldCharType"))
            elif all(self._fields):
                self._one(child, name)

    def _one(self, child: Any, name: str) -> None:
        self.pictures += name in _PICTURES
        if name == "t":
            self.parts.append(child.text or "")
        elif name in _CHARACTERS:
            self.parts.append(_CHARACTERS[name])
        elif name == "sym":
            self.parts.append(_symbol(_value(child, "char")))
        else:
            if name in _APART:
                self.parts.append("\t")
            self.take(child)
            if name == "p":
                self.end()

    def _run(self, run: Any) -> None:
        """A run of text; none if it is hidden, set apart if it does not go on what stands before."""
        if _is_on(run, "rPr", "vanish"):
            return
        raised = _property(run, "rPr", "vertAlign")
        before = after = ""
        if _is_on(run, "rPr", "strike", "dstrike"):
            before, after = "\t~", "~\t"  # crossed out by hand: no figure any more, but not deleted either
        elif "/math" in str(run.tag) or (raised is not None and _value(raised) != "baseline"):
            before = after = "\t"
        start = len(self.parts)
        self.take(run)
        if any(part.strip() for part in self.parts[start:]):
            self.parts.insert(start, before)
            self.parts.append(after)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields:
            self._fields.pop()


def _symbol(code: str | None) -> str:
    """A character of a symbol font; which one it looks like is not known."""
    number = int(code, 16) if code and re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    return chr(number) if 0xE000 <= number < 0xF900 else "�"
