"""
Rows from running text: a label, and the figures between it and the next one.

A part of a document is read so where its lines are not rows themselves: a cell a line, all cells in one line, labels
broken over lines or around their figures, figures run together. Each row that is found becomes a line of cell texts,
like those of a table, so that all else is the same for both.
"""

import functools
import re

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

import attrs

from .editions import Edition
from .figures import UNIT, looks_like_figure, number_of
from .lines import Line, Piece
from .pitch import WIDEST, LinedRow, Pitch, pitch_of
from .running import CHUNK, Label, Words, is_page_number, labels
from .spellings import key
from .tables import Start, is_numbering
from .vocabulary import Vocabulary, row_columns, vocabulary


#: Digits, with what may stand in front of them, between and behind; several figures, if they are run together.
_DIGITS: Final = re.compile(rf"[+＋\-－−﹣减增]?[\d０-９](?:[\d０-９,，.．+＋\-－−﹣]*[\d０-９])?{UNIT}?")
#: The beginning of a label, of which a line has only the number, or a part of it.
_BEGUN_NUMBER: Final = re.compile(r"[(（][一二三四五六七八九十]|\d[.．、]")
_LETTER: Final = re.compile(r"[^\W\d_]")

#: What begins behind a figure without a gap and is no part of it: a sentence in brackets, or the next heading.
_NOTE: Final = re.compile(r"[（(【\[][^（()）\d]{0,3}[^\W\d_][^（()）]*[）)]|[（(][一二三四五六七八九十]")

#: A unit behind a figure, and a sign in front of one, that stand apart.
_UNIT: Final = re.compile(rf"[(（]?{UNIT}[)）]?")
#: A figure with the number of a page behind it, or blank cells with another figure between: nobody knows.
_PAGED: Final = r"[^\s|｜│┃]*?\d[-—–－]+[ \u3000\u00a0]+\d{1,3}[ \u3000\u00a0]+[-—–－]+"
_CHUNK: Final = re.compile(f"{_PAGED}|{CHUNK.pattern}")
_SIGN: Final = re.compile(r"减少?|增加?|[+＋]")
_PROSE: Final = re.compile(r"[^\W\d_](?:[^。]*[^\W\d_]){7}|。")
_GLOSS: Final = re.compile(r"[ \t\u3000]*[（(](?=[^（()）\n]*[^\W\d_])[^（()）\n]{1,60}[)）]")

#: The longest row in which no total stands, so that nobody knows whether it adds up.
_NARROW: Final = 3


def _is_odd(text: str) -> bool:
    """Whether there are digits in it and no words, so that it stands where a figure is due and is none."""
    return any(c.isdigit() for c in text) and not _LETTER.search(text)


@attrs.frozen
class _Span:
    """What stands between two labels: figures, and from where on it is other text."""

    figures: tuple[tuple[int, int], ...]
    rest: int
    end: int

    @property
    def is_clean(self) -> bool:
        return self.rest == self.end


def rows(lines: Iterable[Line | Start]) -> Iterator[Line | Start]:
    """The same lines, with those parts put into rows that are running text."""
    parts = list(_parts(lines))
    pitch = pitch_of(row for part in parts if isinstance(part, _Flow) for row in _rows_of(part))
    for part in parts:
        if isinstance(part, _Flow):
            yield from part.take(pitch)
        else:
            yield from part


def _parts(lines: Iterable[Line | Start]) -> Iterator["Sequence[Line | Start] | _Flow"]:
    """The lines, part by part: running text, and what is not."""
    start: Start | None = None
    part: list[Line] = []
    for line in lines:
        if isinstance(line, Line) and not line.is_row:
            part.append(line)
            continue
        yield _part(part, start)
        part = []
        yield [line]
        start = line if isinstance(line, Start) else start
    yield _part(part, start)


def _part(lines: Sequence[Line], start: Start | None) -> "Sequence[Line] | _Flow":
    """One part; it is running text unless most of its labels stand in front of cells of their own line."""
    words = vocabulary()
    block = start.block if start else None
    text = Words.of(lines)
    found = labels(text.text) if lines else ()
    in_rows = sum(_is_row(line, block, words) for line in lines if len(line.pieces) > 1)
    rows_due = sum(key(label.text) in words.rows and key(label.text) not in words.columns for label in found)
    if in_rows and 2 * in_rows >= rows_due:
        return lines
    if not rows_due and block not in words.sizes:
        return lines
    return _Flow(text, found, block, words)


def _is_row(line: Line, block: str | None, words: Vocabulary) -> bool:
    """Whether a line of several cells is a row: its label, wherever it stands, and cells beside it."""
    if block in words.sizes:
        is_full = len(line.pieces) == words.sizes[block or ""]
        return (is_full or len(line.filled) > 2) and all(looks_like_figure(piece.text) for piece in line.filled)
    at = next((i for i, piece in enumerate(line.pieces) if words.row(piece.text, None, has_figures=True)), None)
    return at is not None and (at + 1 < len(line.pieces) or any(piece.text for piece in line.pieces[:at]))


@attrs.define
class _Flow:
    """One part of running text on its way into rows."""

    text: Words
    found: tuple[Label, ...]
    block: str | None
    words: Vocabulary
    lines: list[Line] = attrs.field(factory=list)
    _over: list[Piece] = attrs.field(factory=list)  # headings or labels of groups that stand over what follows
    _is_heading: bool = False  # whether these are headings
    _group: str | None = None
    _is_open: bool = True  # whether a row can stand here: not after prose
    _is_shifted: bool = False  # whether figures stood in front of the first label, so that labels may follow theirs
    _has_rows: bool = False
    _pitch: Pitch = attrs.field(factory=lambda: Pitch(None, None))

    def take(self, pitch: Pitch) -> list[Line]:
        """All lines of the part."""
        self._pitch = pitch
        before, *spans = self.spans
        self._rest(before)
        self._is_open = self.block is not None or before.is_clean
        following = [*self.found[1:], None]
        for label, span, after in zip(self.found, spans, following, strict=False):
            self._take(label, span, after)
        self._end()
        return self.lines

    @functools.cached_property
    def spans(self) -> list[_Span]:
        """What stands before, between and after the labels."""
        ends = [0, *(label.end for label in self.found)]
        starts = [*(label.start for label in self.found), len(self.text.text)]
        before = [None, *self.found]
        return [self._span(end, start, label) for label, end, start in zip(before, ends, starts, strict=True)]

    def _take(self, label: Label, span: _Span, following: Label | None) -> None:
        piece = self.text.piece(label.start, label.end, label.text)
        if title := self.words.titles.get(key(label.text)):
            self._end()
            self._add([piece])
            self.block, self._group, self._is_open = title, None, True
            self._is_shifted = self._has_rows = False
            self._rest(span)
            return
        found = self.words.row(label.text, self._group, has_figures=bool(span.figures))
        if not found:
            self._head(piece, span)
        elif not self._is_open:
            self._end()
            self._add([self.text.piece(label.start, span.end)], is_running=False)
        else:
            self._end(heading=True)
            self._over.append(piece)
            self.block = found[0].block
            self._group = found[0].path if found[0].is_group else found[0].parent
            self._has_rows = True
            if span.figures or not found[0].is_group:
                self._add([*self._over, *self._cells(label, span, following)])
                self._over = []
            self._rest(span, figures=False)

    def _head(self, piece: Piece, span: _Span) -> None:
        """A column heading, or what stands over all of them."""
        if alone := self.words.alone(piece.text):
            self.block, self._group = alone, None  # a table whose section has no heading
        if self._is_heading and self._over:
            self._is_open = True  # several headings next to each other are those of a table
        else:
            self._end()
        self._is_heading = True
        self._over.append(piece)
        if not span.is_clean or span.figures:
            self._end()
            self._rest(span)

    def _end(self, *, heading: bool = False) -> None:
        """Nothing more follows what stands over; if *heading*, only if it is headings."""
        if self._over and (self._is_heading or not heading):
            self._add(self._over)
            self._over = []
        self._is_heading = False

    def _add(self, pieces: Iterable[Piece], *, is_running: bool = True) -> None:
        self.lines.append(Line(tuple(pieces), is_running, is_shifted=is_running and self._is_shifted))

    def _rest(self, span: _Span, *, figures: bool = True) -> None:
        """What is no part of a row: figures without a label, and other text; after prose no row stands."""
        if figures and span.figures:
            self._end()
            is_labelled = self.block not in self.words.sizes
            is_early = is_labelled and not self._has_rows and bool(self.lines)
            self._is_shifted = self._is_shifted or (is_early and not self._is_page(span))
            pieces = self._pieces(span.figures)
            size = self.words.sizes.get(self.block or "", 0)
            self._add(pieces[size:] if is_numbering(pieces[:size]) and len(pieces) > size else pieces)
        if not span.is_clean:
            self._end()
            self._is_open = self._is_open and not _PROSE.search(self.text.text, span.rest, span.end)
            self._add([self.text.piece(span.rest, span.end)], is_running=False)

    def _is_debris(self, text: str) -> bool:
        """Whether it is a part of a label, or only punctuation; digits are neither, nor is a sign."""
        return self.words.is_part(text) and not _is_odd(text) and not _SIGN.fullmatch(text)

    def _is_other_label(self, text: str, label: Label) -> bool:
        """Whether a part of a label is not one of this label, so that figures behind it are not of its row."""
        if key(text) in key(label.text):
            return False
        if self.words.begins_any(text) or _BEGUN_NUMBER.match(text):
            return True
        ends = self.words.ends_row(text)
        return bool(ends) and ends.isdisjoint(row.path for row in self.words.row(label.text, None, has_figures=True))

    def _is_page(self, span: _Span) -> bool:
        """Whether what stands among headings is the number of a page."""
        return is_page_number(" ".join(self.text.text[start:end] for start, end in span.figures))

    def _span(self, start: int, end: int, label: Label | None) -> _Span:  # noqa: C901  one case a kind of text
        """What stands from *start* to *end*; after a label, a gloss in brackets is part of that."""
        text = self.text.text
        if label and (gloss := _GLOSS.match(text, start, end)):
            start = gloss.end()
        figures: list[tuple[int, int]] = []
        sign: int | None = None  # where a sign stands apart from its figure
        other: int | None = None  # where the label of another row began, so that no figure behind it is of this row
        for chunk in _CHUNK.finditer(text, start, end):
            if is_page_number(chunk[0]):
                continue
            digits = _DIGITS.match(chunk[0])
            is_all = looks_like_figure(chunk[0]) or (digits is not None and digits.end() == len(chunk[0]))
            if _UNIT.fullmatch(chunk[0]) and figures and other is None:
                figures[-1] = (figures[-1][0], chunk.end())
            elif _SIGN.fullmatch(chunk[0]) and other is None and sign is None:
                sign = chunk.start()
            elif other is None and (is_all or _is_odd(chunk[0])):  # no figure, so that the row is left blank
                figures.append((chunk.start() if sign is None else sign, chunk.end()))
                sign = None
            elif digits and other is None and _UNIT.fullmatch(chunk[0], digits.end()):
                figures.append(chunk.span())
            elif digits and other is None and _NOTE.match(chunk[0], digits.end()):
                figures.append((chunk.start(), chunk.start() + digits.end()))
                return _Span(tuple(figures), figures[-1][1], end)
            elif is_all or not self._is_debris(chunk[0]):
                # "2020 年，……": a number in a sentence is no figure of a table
                in_sentence = _LETTER.match(chunk[0]) and figures and "\n" not in text[figures[-1][1] : chunk.start()]
                while in_sentence and figures and "\n" not in text[figures[-1][0] : chunk.start()]:
                    figures.pop()
                return _Span(tuple(figures), other or (figures[-1][1] if figures else chunk.start()), end)
            elif label and not figures and self._is_other_label(chunk[0], label):
                other = other or chunk.start()
        return _Span(tuple(figures), end, end)

    def _pieces(self, spans: Iterable[tuple[int, int]]) -> list[Piece]:
        return [self.text.piece(start, end) for start, end in spans]

    def _cells(self, label: Label, span: _Span, following: Label | None) -> list[Piece]:
        """The figures after a row label, with the blank cells between them if the lines tell these."""
        figures = self._without_pages(span.figures)
        pieces = self._pieces(figures)
        end = following.start if following else span.end
        if not pieces or len(pieces) >= WIDEST or self.text.holds_page_end(label.start, end):
            return pieces
        before = figures[0][0] - 1  # where a label ends that is broken
        while before >= label.end and self.text.text[before].isspace():
            before -= 1
        at = [self.text.line(before), *(self.text.line(start) for start, _ in figures)]
        last = self.text.line(following.start) if following else None
        for blanks in self._pitch.blanks(at, last):
            if len(pieces) + sum(blanks) in self.sizes(label, self._group):
                return _with_blanks(pieces, blanks)
        return pieces

    def _without_pages(self, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """The same; what can be a page number is one text that is no figure, unless the row adds up with it."""
        counts = [number_of(self.text.text[start:end]) for start, end in spans]
        total = counts[-1] if counts else None
        if total is None or sum(count or 0 for count in counts) != 2 * total:
            for i, (first, last) in enumerate(zip(spans, spans[2:], strict=False)):
                page = self.text.text[first[0] : last[1]]
                if len(spans) > _NARROW and "\n" not in page and is_page_number(page):
                    return [*spans[:i], (first[0], last[1]), *spans[i + 3 :]]
        return spans

    def sizes(self, label: Label, group: str | None = None) -> set[int]:
        """How many figures the row of a label has, in one edition or the other."""
        rows = self.words.row(label.text, group, has_figures=True)
        return {len(row_columns(row.block, row.path, edition)) for row in rows for edition in Edition}


def _with_blanks(pieces: Sequence[Piece], blanks: Sequence[int]) -> list[Piece]:
    """The same cells with so many blank ones in front of each, and after the last."""
    blank = Piece("", pieces[0].source.saying(""))
    cells: list[Piece] = []
    for piece, count in zip([*pieces, None], blanks, strict=True):
        cells += [blank] * count
        cells += [piece] if piece else []
    return cells


def _rows_of(part: _Flow) -> Iterator[LinedRow]:
    """On which lines the figures of each row stand, where each cell has a line of its own."""
    for label, span, following in zip(part.found, part.spans[1:], [*part.found[1:], None], strict=False):
        lines = [part.text.line(at) for at, _ in span.figures]
        if len(lines) > 1 and None not in lines:
            after = part.text.line(following.start) if following else None
            yield LinedRow(cast("list[int]", lines), after, is_full=len(lines) in part.sizes(label))
