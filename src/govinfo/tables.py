"""
What tables say, before it is placed: lines told apart into titles, headings, rows and the rest, block by block.
"""

import functools
import re

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .figures import has_letters, looks_like_figure
from .finding import Source
from .lines import Line, Piece
from .spellings import LONGEST, key
from .vocabulary import ColumnLabel, RowLabel, Vocabulary


@attrs.frozen
class Heading:
    """A cell of a line of column headings: its text, and what it can stand for; None if it is none of the form's."""

    text: str
    labels: tuple[ColumnLabel, ...] | None
    span: int = 1


#: The number of a label, with its punctuation.
_NUMBER: Final = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,2}(?:[)）][.、．]?|[.、．])")

#: A line of column headings.
Headings = tuple[Heading, ...]

#: Over how many more lines a label can be broken.
MOST_LINES: Final = 6


@attrs.frozen
class Start:
    """A section begins here; *block* is the one block of it, or None if it has several."""

    block: str | None


@attrs.frozen(slots=False)
class Row:
    """
    A row of a table as it is printed.

    Attributes:
        labels: what its label can stand for; none for the row of a block that has no row labels.
        pieces: what follows the label, blank cells too.
        line: the whole line.
        headings: the lines of column headings that stand over it.
        is_doubtful: whether it is not certain that these figures are of this row, because its label stands elsewhere.
        is_lost: whether its figures stand in an order that cannot be told.
    """

    labels: tuple[RowLabel, ...]
    pieces: tuple[Piece, ...]
    line: Line
    headings: tuple[Headings, ...] = ()
    is_doubtful: bool = False
    is_lost: bool = False

    @functools.cached_property
    def filled(self) -> tuple[Piece, ...]:
        """What follows the label and is not blank."""
        return tuple([piece for piece in self.pieces if piece.text])

    @property
    def source(self) -> Source:
        """The place of the whole row, and all it says."""
        return self.line.source


@attrs.define
class Printed:
    """
    What a document prints of one block.

    Attributes:
        rows: in the order of the document.
        lines: all lines of the block.
    """

    rows: list[Row] = attrs.field(factory=list)
    lines: list[Line] = attrs.field(factory=list)

    @property
    def width(self) -> int:
        """How many columns its widest line has."""
        return max(line.width for line in self.lines)

    @property
    def has_fillers(self) -> bool:
        """Whether titles or headings have blank cells behind them, for the columns that they are merged over."""
        rows = {id(row.line) for row in self.rows}
        # One blank cell can stand below a heading that is merged downwards.
        ends = (
            [piece.text for piece in line.pieces[-2:]]
            for line in self.lines
            if id(line) not in rows and not line.is_drawn
        )
        return ["", ""] in ends

    def where(self) -> tuple[Source, ...]:
        """Where the last line of the block stands."""
        return tuple(line.source for line in self.lines[-1:])


@attrs.define
class Tables:
    """
    What a document prints of all blocks.

    Attributes:
        blocks: by path.
        rest: lines that are none of a form's, in the order of the document.
    """

    blocks: dict[str, Printed] = attrs.field(factory=dict)
    rest: list[Line] = attrs.field(factory=list)

    def block(self, path: str) -> Printed:
        """What is printed of the block of this path, from now on something."""
        return self.blocks.setdefault(path, Printed())


def headings(line: Line, words: Vocabulary) -> Headings | None:
    """What the cells of a line of column headings stand for; None if it is not one."""
    found = tuple(Heading(piece.text, words.columns.get(key(piece.text)), piece.span) for piece in line.filled)
    if not found or (len(found) == 1 and found[0].labels is None):
        return None
    return None if any(looks_like_figure(piece.text) for piece in line.filled) else found


def row(line: Line, words: Vocabulary, group: str | None) -> Row | None:
    """The row that a line is; None if it does not begin with a row label."""
    labels: tuple[RowLabel, ...] = ()
    index = 0
    has_figures = any(looks_like_figure(piece.text) for piece in line.filled)
    for i, piece in enumerate(line.pieces):
        found = words.row(piece.text, group, has_figures=has_figures) if piece.text else ()
        if not found and piece.text:
            if not labels and (_NUMBER.fullmatch(piece.text) or _is_part(piece.text, words)):
                continue  # a number in a cell of its own, or the label of a group that a page break has cut in two
            break
        if found:
            labels, index = found, i + 1
            group = found[0].path if found[0].is_group else found[0].parent
    return Row(labels, line.pieces[index:], line) if labels else None


def _is_part(text: str, words: Vocabulary) -> bool:
    return has_letters(text) and words.is_part(text)


def is_table(line: Line, words: Vocabulary) -> bool:
    """Whether a line begins a table: it names a block, or it is the corner or a line of column headings."""
    if len(line.filled) == 1:
        text = line.filled[0].text
        word = key(text) if len(text) <= LONGEST else ""
        return word in words.titles or words.columns.get(word) == ()
    found = headings(line, words)
    return found is not None and all(heading.labels is not None for heading in found)


def _joined(lines: Sequence[Line | Start], words: Vocabulary) -> Iterator[Line | Start]:
    """The same lines, with row labels that are broken over several lines put together in the first of them."""
    i = 0
    while i < len(lines):
        line, i = lines[i], i + 1
        at = _begun(line, words)
        if at is not None and isinstance(line, Line):
            text = line.pieces[at].text
            for n, following in enumerate(lines[i : i + MOST_LINES], start=1):
                if not isinstance(following, Line) or not following.filled or not words.begins_row(text):
                    break
                if len(following.filled) > 1 and len(line.filled) > 1:
                    break  # two rows with figures are two rows
                text += following.filled[0].text
                if words.row(text, None, has_figures=True):
                    whole = attrs.evolve(line.pieces[at], text=text)
                    own = line.pieces[at + 1 :]
                    if len(following.filled) > 1:  # the figures stand beside the end of the label
                        own = following.pieces[following.pieces.index(following.filled[0]) + 1 :]
                    line, i = attrs.evolve(line, pieces=(*line.pieces[:at], whole, *own)), i + n
                    break
                if len(following.filled) > 1:
                    break
        yield line


def _begun(line: Line | Start, words: Vocabulary) -> int | None:
    """Which cell of a line holds the beginning of a row label."""
    if not isinstance(line, Line):
        return None
    at = next((n for n, piece in enumerate(line.pieces) if piece.text and words.begins_row(piece.text)), None)
    return None if at is None or words.row(line.pieces[at].text, None, has_figures=True) else at


def is_numbering(pieces: Sequence[Piece]) -> bool:
    """Whether cells only number columns: 1, 2, 3 and so on."""
    texts = [piece.text for piece in pieces]
    first = int(texts[0]) if texts and texts[0] in {"0", "1"} else -1
    return len(texts) > 2 and texts == [str(first + i) for i in range(len(texts))]


def _is_unlabelled_row(line: Line, block: str, words: Vocabulary) -> bool:
    """Whether a line is the row of a block that has no row labels."""
    size = words.sizes.get(block)
    if size is not None and is_numbering(line.filled):
        return False
    if size is not None and line.is_running:
        return not any(has_letters(piece.text) for piece in line.filled)
    if size is None or not all(looks_like_figure(piece.text) for piece in line.filled):
        return False
    return len(line.pieces) == size or len(line.filled) > 1


def tables(lines: Sequence[Line | Start], words: Vocabulary) -> Tables:
    """Tell the lines of tables apart; prose is not among them."""
    found = Tables()
    current: str | None = None
    group: str | None = None
    over: tuple[Headings, ...] = ()  # the headings that rows stand under
    pending: list[tuple[Headings, Line]] = []
    for line in _joined(lines, words):
        if isinstance(line, Start):
            current, group, over, pending = line.block, None, (), []
            continue
        if len(line.filled) == 1 and (title := words.titles.get(key(line.filled[0].text))):
            current, group, over, pending = title, None, (), []
            found.block(title).lines.append(line)
            continue
        printed = row(line, words, group)
        if printed is not None:
            label = printed.labels[0]
            if label.block != current and not _serve(over, label.block):
                over = ()
            current, group = label.block, label.path if label.is_group else label.parent
        elif (heads := headings(line, words)) is not None:
            pending.append((heads, line))
            alone = {words.alone(head.text) for head in heads} - {None}
            if len(alone) == 1 and current not in alone:
                (current,), group, over = alone, None, ()  # a table whose section has no heading
            current = current or next((label.block for head in heads for label in head.labels or ()), None)
            continue
        elif current is not None and _is_unlabelled_row(line, current, words):
            printed = Row((), line.pieces, line)
        if printed is None or current is None:
            found.rest.append(line)
            continue
        over = tuple(heads for heads, _ in pending) or over
        block = found.block(current)
        block.lines += [line for _, line in pending] + [line]
        block.rows.append(attrs.evolve(printed, headings=over))
        pending = []
    return found


def _serve(over: Sequence[Headings], block: str) -> bool:
    """Whether headings that are printed once can be those of one more block."""
    labels = [head.labels for heads in over for head in heads if head.labels != ()]
    return all(any(label.block == block for label in known or ()) for known in labels)
