"""
How prose was reworded: paragraphs of two texts that belong together, and in each the words that are different.

`difflib` finds what two texts have in common. It can take very long, so that its steps are counted before they are
taken: where they are used up, texts are only compared as wholes, and that is said (`Paragraph.is_rough`).
"""

import itertools
import re

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

import attrs


#: How many steps the comparison of two reports takes at most: about a second.
MOST_STEPS: Final = 4_000_000

#: How much of two paragraphs must be the same, so that one is the other reworded; less is chance in prose of a kind.
ALIKE: Final = 0.4

#: A shorter text that stays between two changes is shown as changed with them, because nobody can read such crumbs.
CRUMB: Final = 3

#: How many steps it takes to hold two paragraphs against each other, however short they are.
_TRY: Final = 10

_TOKENS: Final = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|.", re.DOTALL)


@attrs.define
class Steps:
    """How many steps are left, and whether there were too few for something."""

    left: int = MOST_STEPS
    were_lacking: bool = False

    def take(self, count: int) -> bool:
        """Whether there are so many left; then they are taken."""
        if count > self.left:
            self.were_lacking = True
            return False
        self.left -= count
        return True


@attrs.frozen
class Piece:
    """
    A part of a paragraph, before and after; one of both can be empty.

    >>> Piece("3486", "3521").is_same
    False
    """

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether nothing was changed here."""
        return self.before == self.after


@attrs.frozen
class Paragraph:
    """
    A paragraph and what became of it.

    Attributes:
        before: which one of the text before, from 1; None if it is new.
        after: which one of the text after, from 1; None if it was left out.
        pieces: all that it says, in order.
        is_rough: whether it may have more in common with another one than is said, because there is too much text to
            compare all of it.
    """

    before: int | None
    after: int | None
    pieces: tuple[Piece, ...]
    is_rough: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing was changed."""
        return self.before is not None and self.after is not None and all(piece.is_same for piece in self.pieces)

    def text(self, side: str) -> str | None:
        """What it says on the side ``before`` or ``after``; None where it is not there."""
        return None if getattr(self, side) is None else "".join(getattr(piece, side) for piece in self.pieces)


def reworded(before: Sequence[str], after: Sequence[str], steps: Steps | None = None) -> tuple[Paragraph, ...]:
    """
    The paragraphs of two texts, each with what became of it, in an order that keeps that of both.

    Args:
        before: paragraphs.
        after: paragraphs.
        steps: those that are left, from which those that are taken are taken away.

    >>> for paragraph in reworded(["收到申请3件。", "无。"], ["收到申请12件。", "无。"]):
    ...     print(paragraph.is_same, [(piece.before, piece.after) for piece in paragraph.pieces])
    False [('收到申请', '收到申请'), ('3', '12'), ('件。', '件。')]
    True [('无。', '无。')]
    """
    steps = steps or Steps()
    if tuple(after) < tuple(before):  # so that the way back is the same way
        return tuple(_left_out_first(map(_turned, _paragraphs(after, before, steps))))
    return tuple(_left_out_first(_paragraphs(before, after, steps)))


def _left_out_first(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The same paragraphs; of those that stand alone, one after the other, first what was left out."""
    for _, run in itertools.groupby(paragraphs, key=lambda found: None in {found.before, found.after}):
        yield from sorted(run, key=lambda found: found.before is None)


def _turned(paragraph: Paragraph) -> Paragraph:
    pieces = tuple(Piece(piece.after, piece.before) for piece in paragraph.pieces)
    return Paragraph(paragraph.after, paragraph.before, pieces, paragraph.is_rough)


def _paragraphs(before: Sequence[str], after: Sequence[str], steps: Steps) -> Iterator[Paragraph]:
    blocks, _ = _in_common(before, after, steps)
    i = j = 0
    for first, second, size in (*blocks, (len(before), len(after), 0)):
        for one, other in _together(before[i:first], after[j:second], steps):
            number = i + one + 1 if one is not None else None
            new = j + other + 1 if other is not None else None
            old_text = before[number - 1] if number else ""
            pieces, is_rough = _pieces(old_text, after[new - 1] if new else "", steps)
            yield Paragraph(number, new, pieces, is_rough)
        for k in range(size):
            yield Paragraph(first + k + 1, second + k + 1, (Piece(before[first + k], after[second + k]),))
        i, j = first + size, second + size


def _together(before: Sequence[str], after: Sequence[str], steps: Steps) -> Iterator[tuple[int | None, int | None]]:
    """The paragraphs of two runs, of which none is in both: which is another one reworded, and which stand alone."""
    pairs = [_pairs_of(text, steps) for text in after]
    at = 0
    for i, text in enumerate(before):
        own = _pairs_of(text, steps)
        others = itertools.takewhile(lambda _: not steps.were_lacking, range(at, len(after)))
        found = next((j for j in others if _alike(own, pairs[j], steps)), None)
        if found is None:
            yield i, None
            continue
        yield from ((None, j) for j in range(at, found))
        yield i, found
        at = found + 1
    yield from ((None, j) for j in range(at, len(after)))


def _pairs_of(text: str, steps: Steps) -> Counter[str] | None:
    """How often two characters follow each other, for all such pairs; None if that takes too long."""
    return Counter(map("".join, itertools.pairwise(text))) if steps.take(len(text)) else None


def _alike(one: Counter[str] | None, other: Counter[str] | None, steps: Steps) -> bool:
    if one is None or other is None or not steps.take(min(len(one), len(other)) + _TRY):
        return False
    return 2 * (one & other).total() >= ALIKE * (one.total() + other.total()) > 0


def _pieces(before: str, after: str, steps: Steps) -> tuple[tuple[Piece, ...], bool]:
    """What two paragraphs have in common, and what not; and whether steps were lacking to tell."""
    if not (before and after):
        return (Piece(before, after),), steps.were_lacking
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    blocks, is_rough = _in_common(old, new, steps)
    pieces, i, j = [], 0, 0
    for first, second, size in (*blocks, (len(old), len(new), 0)):
        pieces.append(Piece("".join(old[i:first]), "".join(new[j:second])))
        i, j = first + size, second + size
        kept = "".join(old[first:i])
        pieces.append(Piece(kept, kept))
    return tuple(_without_crumbs([piece for piece in pieces if piece.before or piece.after])), is_rough


def _without_crumbs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces; what is short and stays between two changes is part of them."""
    last: Piece | None = None
    for number, piece in enumerate(pieces):
        is_inside = 0 < number < len(pieces) - 1
        is_crumb = piece.is_same and len(piece.before) < CRUMB and is_inside
        if last is not None and (is_crumb or not piece.is_same) and not last.is_same:
            last = Piece(last.before + piece.before, last.after + piece.after)
            continue
        if last is not None:
            yield last
        last = piece
    yield from (last,) if last is not None else ()


#: Where a run of the same items begins in both texts, and how long it is.
Block = tuple[int, int, int]


def _in_common(before: Sequence[str], after: Sequence[str], steps: Steps) -> tuple[list[Block], bool]:
    """The longest runs that two texts have in common, in order; and whether steps were lacking to find all."""
    start = _same(before, after)
    end = _same(reversed(before[start:]), reversed(after[start:]))
    first, second = len(before) - end, len(after) - end
    found, is_rough = _between(before[start:first], after[start:second], steps)
    inner = [(start + i, start + j, size) for i, j, size in found]
    return [block for block in [(0, 0, start), *inner, (first, second, end)] if block[2]], is_rough


def _same(before: Iterable[str], after: Iterable[str]) -> int:
    """How many items two texts begin with that are the same."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _between(before: Sequence[str], after: Sequence[str], steps: Steps) -> tuple[list[Block], bool]:
    """The same, as `SequenceMatcher.get_matching_blocks` does it, but with steps that are counted."""
    if not (before and after):
        return [], False
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    counts = Counter(after)
    # What difflib looks at for a part of the text before: each item, and all places of it in the text after.
    effort = [0, *itertools.accumulate(1 + counts[item] for item in before)]
    found, is_rough = [], False
    parts = deque([(0, len(before), 0, len(after))])
    while parts:
        low, high, other_low, other_high = parts.popleft()
        if not steps.take(effort[high] - effort[low]):
            is_rough = True
            continue
        i, j, size = matcher.find_longest_match(low, high, other_low, other_high)
        if size:
            found.append((i, j, size))
            sides = ((low, i, other_low, j), (i + size, high, j + size, other_high))
            parts.extend(part for part in sides if part[0] < part[1] and part[2] < part[3])
    return sorted(found), is_rough
