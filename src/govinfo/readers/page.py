"""
An HTML page as what is printed of it. This is the one module that knows the HTML parser and what its tags mean.
"""

import re
import urllib.parse

from collections.abc import Iterator
from typing import Any, Final

import attrs

from ..errors import UnreadableReport
from ..language import template
from ..limits import Limits
from .optional import needed
from .page_parts import Block, Cell, Flow, Grid, printed
from .tamed import tamed, with_line_breaks, words_outside_cells


_SIMPLE: Final = ("a", "b", "big", "code", "em", "font", "i", "nobr", "small", "strong", "tt", "u")
#: Formatting that may begin and end within a number; why some has an `x-`, says `tamed`.
_INLINE: Final = frozenset(
    {"abbr", "acronym", "bdi", "bdo", "cite", "dfn", "kbd", "label", "mark", "samp", "span", "time", "var", "wbr"}
    | {name for tag in _SIMPLE for name in (tag, f"x-{tag}")}
)
#: What is printed in the line, but is never a part of the number beside it; what is struck out is not, either.
_APART: Final = frozenset(
    {"button", "data", "del", "img", "input", "ins", "meter", "object", "optgroup", "option", "output", "picture"}
    | {"progress", "q", "rb", "rp", "rt", "rtc", "ruby", "select", "sub", "sup", "svg", "textarea"}
    | {"s", "strike", "x-s", "x-strike"}
)
#: What is not printed.
_DROPPED: Final = frozenset(
    {"audio", "canvas", "embed", "iframe", "noembed", "noframes", "noscript"}
    | {"script", "style", "template", "title", "video", "xml"}
)
_PLAIN: Final = frozenset({"listing", "plaintext", "pre", "xmp"})
_PICTURES: Final = frozenset({"canvas", "embed", "iframe", "img", "object"})
_LINKS: Final = {"a": "href", "x-a": "href", "iframe": "src", "embed": "src", "object": "data"}
#: A cell without any of these says what its words say, all of them and no others.
_SPECIAL: Final = _DROPPED | _PLAIN | _PICTURES | frozenset(_LINKS) | {"input", "table"}
_CELLS: Final = frozenset({"td", "th"})
_OF_ROWS: Final = frozenset({"table", "tbody", "tfoot", "thead", "tr"})
#: Kinds of input that show what is filled in.
_FILLED_IN: Final = frozenset({"", "number", "search", "tel", "text"})

_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_INVISIBLE: Final = re.compile(r"visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_UNSEEN: Final = re.compile(f"{_HIDDEN.pattern}|{_INVISIBLE.pattern}", re.IGNORECASE)
#: Styles and classes that take words out of the number beside them: notes, struck or unseen words, boxes.
_STYLED_APART: Final = re.compile(
    r"vertical-align\s*:\s*(?:su|t)|line-through|mso-text-raise|float\s*:\s*[lr]|position\s*:\s*[af]"
    r"|(?:font-size|opacity)\s*:\s*0(?![.\d])"
    r"|display\s*:\s*+(?!inline\s*(?:;|!|$))",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(r"footnote|endnote|\bsu[bp]\b", re.IGNORECASE)

_NUMBER: Final = re.compile(r"\s*\+?(\d{1,9})")
_DOCUMENT: Final = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et)(?=$|[?&#])", re.IGNORECASE)
_PATH: Final = re.compile(r"[/\\?=&#]")

#: The parser nests elements a little deeper than this, and puts what is deeper side by side.
_DEEPEST: Final = 500
#: Tags for each line that a document may have: as many as a cell pasted from Word has at most.
_TAGS: Final = 20
#: How many characters the parser may copy to sort words that stand between the cells of tables.
_COPIED: Final = 10**8
_MOST_ATTACHMENTS: Final = 20
_LONGEST_NAME: Final = 200
#: Pixels; smaller pictures are ornaments.
_TINY: Final = 50

_TOO_MANY_TAGS: Final = template("The page has more than {limit} tags, which no report has.")
_TOO_DEEP: Final = template("The elements of the page are nested more than {limit} deep, which no report needs.")
_OUTSIDE_CELLS: Final = template(
    "Too many words stand between the cells of the tables: the page is damaged; get it anew."
)
_TOO_WIDE: Final = template("A row of a table has more than {limit} cells, which no report has.")


@attrs.frozen
class Page:
    """
    What a page says.

    Attributes:
        title: what its window is called.
        blocks: paragraphs and tables in the order of reading.
        pictures: how many pictures it has that are no ornaments.
        attachments: names of the documents that it links to.
    """

    title: str
    blocks: tuple[Block, ...]
    pictures: int = 0
    attachments: tuple[str, ...] = ()


def page(text: str, limits: Limits, document: str | None = None) -> Page:
    """
    What a page of HTML says.

    Args:
        text: the page, or a fragment of one.
        limits: how many lines, cells and levels it may have.
        document: what it is called, or None.

    Raises:
        UnreadableReport: it is beyond a limit, or the parser is not installed.

    >>> page("<p>甲<br>乙<table><td>规章<td colspan=2>3<b>5</b></table>", Limits()).blocks[2]
    Table(rows=(Row(number=1, cells=(Cell(text='规章', span=1), Cell(text='35', span=2))),))
    """
    parser = needed("turbohtml", "html", document)
    tags, most = text.count("<"), limits.lines * _TAGS
    if tags > most:
        raise UnreadableReport(_TOO_MANY_TAGS, document=document, limit=most)
    text = tamed(text, most // (tags + 1))
    if tags * len(text) > _COPIED:  # a part of them stands between cells, at most
        tokens = parser.tokenize(text, resolve_references=False, capture_attributes=False)
        if words_outside_cells(tokens, parser.TokenType.TEXT) > _COPIED:
            raise UnreadableReport(_OUTSIDE_CELLS, document=document)
    tree = parser.parse(text)
    if tree.find("pre") is not None:
        tree = parser.parse(with_line_breaks(text))
    assembly = _Assembly(limits, document, _around_what_is_special(tree), parser.Element)
    _walk(tree, assembly, parser)
    return assembly.page()


def _around_what_is_special(tree: Any) -> set[Any]:
    """The elements that say more or less than their words, or hold such an element."""
    special = [*tree.iter_elements(_SPECIAL), *tree.select("[hidden]")]
    styled = tree.select("[style]")
    styles = {style for style in {node.attr("style") for node in styled} if _UNSEEN.search(style or "")}
    if styles:
        special += [node for node in styled if node.attr("style") in styles]
    around: set[Any] = set()
    for node in special:
        while node is not None and node not in around:
            around.add(node)
            node = node.parent  # noqa: PLW2901  up to the page
    return around


def _walk(document: Any, assembly: "_Assembly", parser: Any) -> None:
    """Show the elements and the words of a document to *assembly*, without recursion; what is not HTML is drawn."""
    element, words, html = parser.Element, parser.Text, parser.Namespace.HTML
    deepest = min(assembly.limits.depth, _DEEPEST)
    levels: list[tuple[str, Iterator[Any]]] = [("", iter(document.children))]
    while levels:
        open_tag, nodes = levels[-1]
        for node in nodes:
            kind = type(node)
            if kind is words:
                if open_tag not in _OF_ROWS or not node.data.isspace():
                    assembly.say(node.data)
            elif kind is element:
                tag = node.tag if node.namespace is html else "svg"
                if assembly.begin(tag, node):
                    if len(levels) > deepest:
                        raise UnreadableReport(_TOO_DEEP, document=assembly.document, limit=deepest)
                    levels.append((tag, assembly.hard_cells(node) if tag == "tr" else iter(node.children)))
                    break
        else:
            levels.pop()
            assembly.end(open_tag)


class _Assembly:
    """What a page says, put together while it is walked through."""

    def __init__(self, limits: Limits, document: str | None, special: set[Any], element: type) -> None:
        self.limits = limits
        self.document = document
        self._special = special
        self._element: Any = element
        self._title = ""
        self._pictures = 0
        self._attachments: dict[str, None] = {}
        self._flows = [Flow()]
        self._grids: list[Grid] = []
        self._line: int | None = None
        self._plain = 0  #: how many open elements are preformatted
        self._apart: list[bool] = []  #: for each open element of formatting, whether it stands apart

    def page(self) -> Page:
        """The page, when all of it has been seen."""
        return Page(self._title, tuple(self._flows[0].blocks), self._pictures, tuple(self._attachments))

    def begin(self, tag: str, node: Any) -> bool:
        """An element begins; whether to look into it."""
        self._line = node.source_line or self._line
        return self._begin_special(tag, node) if node in self._special else self._begin(tag, node)

    def _begin(self, tag: str, node: Any) -> bool:
        if tag == "tr":
            self._grid().begin(self._line)
        elif tag in _CELLS:
            cell = Flow(self._columns(node.attr("colspan") or ""))
            self._grid(rows=1).rows[-1].append(cell)
            self._flows.append(cell)
        elif tag == "table":
            self._flows[-1].stop()
            self._grids.append(Grid())
            self._flows.append(self._grids[-1].outside)
        elif tag in _INLINE or ":" in tag:
            self._apart.append(_stands_apart(tag, node))
            self.say(" " * self._apart[-1])
        else:
            self._part(tag)
        return True

    def _begin_special(self, tag: str, node: Any) -> bool:
        style = node.attr("style") or ""
        if tag == "title":
            self._title = self._title or printed(node.text)
        if node.attr("hidden") is not None or _HIDDEN.search(style):
            if tag == "tr":
                self._grid().begin(self._line)
            return False
        self._note(tag, node)
        if tag in _DROPPED:
            self._part(tag)
            return False
        self._begin(tag, node)
        self._plain += tag in _PLAIN
        if tag == "input" and (node.attr("type") or "").lower() in _FILLED_IN:
            self.say(node.attr("value") or "")
        if _INVISIBLE.search(style):
            self.end(tag)
            return False
        return True

    def _grid(self, rows: int = 0) -> Grid:
        """The open table; the parser puts a row or a cell outside of it where elements are nested too deep, only."""
        if not self._grids or len(self._grids[-1].rows) < rows:
            raise UnreadableReport(_TOO_DEEP, document=self.document, limit=min(self.limits.depth, _DEEPEST))
        return self._grids[-1]

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "table":
            self._flows.pop().stop()
            self._flows[-1].blocks.extend(self._grids.pop().blocks())
        elif tag in {"td", "th"}:
            self._flows.pop().stop()
        elif tag in _INLINE or ":" in tag:
            self.say(" " * self._apart.pop())
        elif tag != "tr":
            self._part(tag)
            self._plain -= tag in _PLAIN

    def say(self, words: str) -> None:
        """Words of the page."""
        if not self._plain:
            self._flows[-1].say(words, self._line)
            return
        for number, part in enumerate(words.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self._flows[-1].stop()
                self._line = (self._line or 0) + 1
            self._flows[-1].say(part, self._line, is_plain=True)

    def _part(self, tag: str) -> None:
        """Part what stands on both sides of a tag."""
        if tag in _APART or tag in _DROPPED:
            self.say(" ")
        else:
            self._flows[-1].stop()

    def hard_cells(self, row: Any) -> Iterator[Any]:
        """
        Add the cells of a row without a look at their elements; what has more than one text or is special is left.

        One text is printed alike in any formatting; a page is read in a third of the time of a walk through its cells.
        """
        cells, most = self._grids[-1].rows[-1], self.limits.cells
        special, element, is_plain = self._special, self._element, self._plain  # names of its own are faster
        for node in row.children:
            if type(node) is not element:
                continue  # space or a comment; the parser puts words in front of the table
            is_hard = is_plain or node in special or node.tag not in _CELLS
            if is_hard or (text := _only_text(node)) is None:
                yield node
            else:
                said = node.attr("colspan")
                cells.append(Cell(text, self._columns(said) if said else 1))
            if len(cells) > most:
                raise UnreadableReport(_TOO_WIDE, document=self.document, limit=most)

    def _columns(self, said: str) -> int:
        found = _NUMBER.match(said)
        return min(max(int(found[1]), 1), self.limits.cells) if found else 1

    def _note(self, tag: str, node: Any) -> None:
        """Take down pictures, and links to documents."""
        if tag in _PICTURES:
            sizes = [_NUMBER.match(node.attr(name) or "") for name in ("width", "height")]
            self._pictures += all(size is None or int(size[1]) >= _TINY for size in sizes)
        link = node.attr(_LINKS[tag]) if tag in _LINKS and len(self._attachments) < _MOST_ATTACHMENTS else None
        if link and (found := _DOCUMENT.search(link)):
            file = urllib.parse.unquote(_PATH.split(link[: found.end()])[-1])
            self._attachments[printed(node.text[:_LONGEST_NAME]) or printed(file)[:_LONGEST_NAME]] = None


def _only_text(cell: Any) -> str | None:
    """What a cell says if that is one text, or nothing; else None."""
    words = list(cell.stripped_strings)
    if len(words) > 1:
        words = [part for part in words if not part.isspace()]
        if len(words) > 1:
            return None
    return printed(words[0]) if words else ""


def _stands_apart(tag: str, node: Any) -> bool:
    """Whether formatting takes its words out of the number beside them, as a note does."""
    if _STYLED_APART.search(node.attr("style") or "") or _NOTE.search(node.attr("class") or ""):
        return True
    return tag in {"a", "x-a"} and "#" in (node.attr("href") or "")
