"""
Labels in running text: where the words of the form stand in a text whose lines say nothing of rows and columns.

Such a text has a cell a line, all cells of a table in one line, or labels and figures run together without a space.
"""

import bisect
import functools
import itertools
import re
import unicodedata

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from ._text import clean
from .lines import Line, Piece
from .spellings import folded, key
from .vocabulary import vocabulary


#: The number in front of a label: of one figure, since no list of the form is longer, and with a stop if it is Arabic.
_NUMBER: Final = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}\s*(?:、|[.．]|是|部分)|[(（]\s*[一二三四五六七八九十\d]\s*[)）]"
    r"|(?:(?<!\d)\d\s*|\d)[.．、]|[①-⑧])\s*$"
)

#: A number of a page that fell between the rows.
_DASHES: Final = "[-—–－―─~·•]+"
_PAGE: Final = re.compile(
    rf"\s*(?:{_DASHES}\s*\d{{1,3}}\s*{_DASHES}|\d{{1,3}}\s*/\s*\d{{1,3}}|第\s*\d{{1,3}}\s*页(?:\s*[,，/／、]?\s*共\s*\d{{1,3}}\s*页)?"
    r"|Page\s*\d{1,3}\b.*|P\.?\s*\d{1,3})\s*",
    re.IGNORECASE,
)

#: What belongs to the words behind it, and before it.
_OPENING: Final = "（(“‘「『【《"
_CLOSING: Final = "）)”’\"'」』】》"

#: What stands between two cell texts.
CHUNK: Final = re.compile(r"[^\s|｜│┃\u3000\u00a0]+")

#: The shortest beginning of a label that is taken for one.
_SHORTEST: Final = 4

LETTER: Final = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")


def is_page_number(text: str) -> bool:
    """
    Whether a line is the number of a page.

    >>> is_page_number("- 3 -"), is_page_number("第 3 页 共 6 页"), is_page_number("-3")
    (True, True, False)
    """
    return bool(_PAGE.fullmatch(text))


@attrs.frozen
class Words:
    """
    A run of lines as one text.

    Attributes:
        text: their cell texts, with a tab between two cells and an end of line between two lines.
        pieces: these cell texts.
        starts: where each of them begins in *text*.
        page_ends: where numbers of pages stood, which are left out.
    """

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    page_ends: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Words":
        """The text of these lines; numbers of pages are left out."""
        text: list[str] = []
        pieces: list[Piece] = []
        starts: list[int] = []
        page_ends: list[int] = []
        size = 0
        for line in lines:
            if is_page_number(line.text):
                page_ends.append(size)
                continue
            for piece in line.pieces:
                pieces.append(piece)
                starts.append(size)
                text.append(f"{piece.text}\t")
                size += len(piece.text) + 1
            if text:
                text[-1] = f"{text[-1][:-1]}\n"
        return cls("".join(text), tuple(pieces), tuple(starts), tuple(page_ends))

    def piece(self, start: int, end: int, words: str | None = None) -> Piece:
        """The part of the text from *start* to *end* as a cell text of its own, or *words* for it."""
        whole = self._at(start)
        text = clean(self.text[start:end].replace("\u3000", " "))
        return Piece(words or text, whole.source.saying(text))

    def line(self, at: int) -> int | None:
        """The line of the document that *at* is in; None if it is not the only cell text there."""
        index = bisect.bisect_right(self.starts, at) - 1
        start = self.starts[index]
        is_alone = start == 0 or self.text[start - 1] == "\n"
        return self.pieces[index].source.line if is_alone else None

    def holds_page_end(self, start: int, end: int) -> bool:
        """Whether a page ends between *start* and *end*."""
        index = bisect.bisect_right(self.page_ends, start)
        return index < len(self.page_ends) and self.page_ends[index] <= end

    def _at(self, at: int) -> Piece:
        return self.pieces[bisect.bisect_right(self.starts, at) - 1]


@attrs.frozen
class Label:
    """
    Words of the form in a text.

    Attributes:
        start: where they begin, with their number.
        end: where they end.
        text: the words; of a label that is broken in two, all of it.
    """

    start: int
    end: int
    text: str


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = vocabulary()
    known = {*words.titles, *words.rows, *words.columns}
    bare = {word for word in known if not re.match(r"[一二三四五六七八九十\d]", word) or word in words.titles}
    # The longest first; by their first characters, so that a text is searched in a fifth of the time.
    groups = itertools.groupby(sorted(bare, key=lambda word: (word[0], -len(word))), key=lambda word: word[0])
    rest = {first: "|".join(re.escape(word[1:]) for word in words) for first, words in groups}
    return re.compile(f"(?=[{''.join(rest)}])(?:{'|'.join(f'{first}(?:{words})' for first, words in rest.items())})")


def _is_own(number: str, label: str, *, is_glued: bool) -> bool:
    """Whether a number in front of a label is that of the label, and not a figure of the row before."""
    digit = next((unicodedata.digit(c) for c in number if unicodedata.digit(c, None) is not None), None)
    if digit is None:
        return True
    due = _numbers().get(label)
    is_stopped = number.rstrip()[-1:] in {".", "．", "、"} and number[0].isdigit() and "\n" not in number.rstrip()
    if due is None or (is_glued and not due.isdigit()):
        return False
    if number[0] in "①②③④⑤⑥⑦⑧":  # never a figure
        return True
    # "0000000" and "2.", and a list that is numbered anew, but not "（5）" behind a figure
    return is_stopped or digit == ("一二三四五六七八九".find(due) + 1 or int(due))


def labels(text: str) -> tuple[Label, ...]:
    r"""
    The words of the form in a text, as far as they stand for themselves and are no part of other words.

    >>> [label.text for label in labels("规章000行政规范性文件6233440")]
    ['规章', '行政规范性文件']
    >>> [label.text for label in labels("0000000\n2.其他法律行政法规禁止公开 0")]
    ['2.其他法律行政法规禁止公开']
    >>> labels("我局规章制度健全")
    ()
    """
    plain, positions = folded(text)
    found: list[tuple[int, int]] = []
    for match in _pattern().finditer(plain):
        start, end = positions[match.start()], positions[match.end() - 1] + 1
        floor = found[-1][1] if found else 0
        number = _NUMBER.search(text, floor, start)
        if number and not _is_own(
            number[0], match[0], is_glued=text[max(0, number.start() - 1) : number.start()].isdigit()
        ):
            number = None
        start = number.start() if number else start
        while start > floor and text[start - 1] in _OPENING:
            start -= 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        found.append((start, end))
    whole = _with_numbers(text, list(_alone(text, found)))
    return tuple(sorted([*whole, *_begun(text, whole)], key=lambda label: label.start))


def _with_numbers(text: str, found: Sequence[Label]) -> list[Label]:
    """The same; a label whose number stands alone, in front of its figures, begins there."""
    numbers = _numbers()
    whole = []
    end = 0
    for label in found:
        number = numbers.get(key(label.text))
        gap = [] if number is None else list(CHUNK.finditer(text, end, label.start))
        alone = [chunk for chunk in gap if key(chunk[0]) == number and _NUMBER.fullmatch(chunk[0])]
        # One number, and after it nothing but figures: they stand in the middle of this label.
        if len(alone) == 1 and not any(LETTER.search(chunk[0]) for chunk in gap if chunk.start() > alone[0].start()):
            whole.append(Label(alone[0].start(), alone[0].end(), label.text))
        else:
            whole.append(label)
        end = label.end
    return whole


@functools.cache
def _numbers() -> dict[str, str]:
    """The number of each row label of the form, by the rest of its key."""
    rows = vocabulary().rows
    return {
        label[1:]: label[0]
        for label in rows
        if label[0] in "一二三四五六七八九12345678" and rows.get(label[1:]) == rows[label]
    }


def _begun(text: str, whole: Sequence[Label]) -> Iterator[Label]:
    """Row labels that are broken around their figures: the part in front of these, if it can be of one row only."""
    words, numbers = vocabulary(), _numbers()
    ends = [0, *(label.end for label in whole)]
    starts = [*(label.start for label in whole), len(text)]
    for end, start in zip(ends, starts, strict=True):
        before: re.Match[str] | None = None
        for chunk in CHUNK.finditer(text, end, start):
            if len(chunk[0]) > _SHORTEST and (label := words.begun_row(chunk[0])):
                number = numbers.get(label) or (label[0] if label[1:] in numbers else None)
                stop = chunk[0][0] if chunk[0][0] in ".．、" else ""  # "5 .要求" has its number apart from the stop
                is_numbered = before and _NUMBER.fullmatch(before[0] + stop) and key(before[0]) == number
                yield Label((before if before and is_numbered else chunk).start(), chunk.end(), label)
            before = chunk


def _alone(text: str, found: Sequence[tuple[int, int]]) -> Iterator[Label]:
    """Those that neither follow a letter that is no part of a label nor go on in one."""
    before = -1
    for i, (start, end) in enumerate(found):
        following = found[i + 1][0] if i + 1 < len(found) else -1
        begins = start in {before, 0} or not LETTER.match(text[start - 1])
        ends = end == following or end == len(text) or not LETTER.match(text[end])
        if begins and ends:
            yield Label(start, end, text[start:end])
            before = end
