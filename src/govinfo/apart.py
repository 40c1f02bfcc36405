"""
Lines that hold more than one thing, taken apart: a whole report in one line has its title and headings in it.
"""

import itertools
import re

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from ._text import clean
from .cells import SECTIONS
from .lines import Line, Piece
from .running import LETTER, labels
from .sections import title_of
from .spellings import folded, key
from .vocabulary import vocabulary


_NUMERALS: Final = dict(zip("一二三四五六", SECTIONS, strict=True))
_NUMBER: Final = re.compile(r"([一二三四五六])\s*[、.．,，]\s*$")

#: A shorter line is a heading itself, or none.
_SHORTEST: Final = 12


def apart(lines: Sequence[Line]) -> list[Line]:
    """
    The same lines; those in which a numbered heading of a section stands between other text are taken apart there.

    A section that has a heading of its own line is not looked for in others.
    """
    names = {vocabulary().section(line.text) for line in lines if len(line.filled) == 1}
    missing = [name for name in SECTIONS if name not in names]
    found = list(lines)
    if missing:
        found = [part for line in lines for part in _headings(line, missing)]
    return [part for line in found for part in _title(line)]


def _headings(line: Line, missing: Sequence[str]) -> Iterator[Line]:
    """One line, broken before and after each heading of a section that is missing."""
    if line.is_row or len(line.filled) != 1 or len(line.text) < _SHORTEST or not LETTER.search(line.text):
        return iter([line])
    (piece,) = line.filled
    cuts = [0]
    for start, end in sorted([*_found(piece.text, missing), *_tables(piece.text, missing)]):
        cuts += [start, end]
    if len(cuts) == 1:
        return iter([line])
    return _cut(piece, [*cuts, len(piece.text)])


def _found(text: str, missing: Sequence[str]) -> list[tuple[int, int]]:
    """Where the headings of these sections stand, one after the other; a list of contents does not count."""
    if not any(numeral in text for numeral in _NUMERALS):
        return []
    plain, positions = folded(text)
    spans: dict[int, tuple[str, int]] = {}  # the section and the end of what begins there
    for word, name in vocabulary().sections.items():
        if name not in missing or word[0] in _NUMERALS:
            continue
        for match in re.finditer(re.escape(word), plain):
            start, end = positions[match.start()], positions[match.end() - 1] + 1
            number = _NUMBER.search(text, 0, start)
            if number and _NUMERALS[number[1]] == name:
                spans[number.start()] = max((name, end), spans.get(number.start(), (name, 0)))
    chains = [chain for chain in _chains(spans) if not _is_contents(chain, text)]
    if sum(len(chain) > 2 for chain in chains) > 1:  # several reports, which is for others to say
        return [(start, end) for chain in chains for start, _, end in chain]
    last = {name: (start, end) for chain in chains for start, name, end in chain}
    found: list[tuple[int, int]] = []
    for span in (last[name] for name in SECTIONS if name in last):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


_Heading = tuple[int, str, int]  # where it begins, the section, and where it ends


def _chains(spans: Mapping[int, tuple[str, int]]) -> list[list[_Heading]]:
    """Headings in the order of the text, anew where an earlier section follows a later one."""
    order = list(SECTIONS)
    chains: list[list[_Heading]] = []
    for start, (name, end) in sorted(spans.items()):
        if not chains or order.index(name) <= order.index(chains[-1][-1][1]):
            chains.append([])
        chains[-1].append((start, name, end))
    return chains


def _is_contents(chain: Sequence[_Heading], text: str) -> bool:
    """Whether headings follow each other with nothing between them but the numbers of pages."""
    between = [text[before[2] : after[0]] for before, after in itertools.pairwise(chain)]
    return len(chain) > 2 and all(sum(map(str.isalnum, part)) <= _BETWEEN for part in between)


#: How many letters and digits stand behind a heading in a list of contents.
_BETWEEN: Final = 3


def _tables(text: str, missing: Sequence[str]) -> list[tuple[int, int]]:
    """Where the first words of a table stand in a text, if its section has no heading: its title or its corner."""
    words = vocabulary()
    found = labels(text) if {"disclosure", "applications"} & set(missing) else ()
    for label, second in itertools.pairwise(found):
        starts = key(label.text) in words.titles or words.columns.get(key(label.text)) == ()
        if starts and label.end <= second.start <= label.end + 2 and key(second.text) in words.columns:
            return [(label.start, label.end)]
    return []


def _title(line: Line) -> Iterator[Line]:
    """One line, broken behind the title that it begins with."""
    text = line.text
    if not line.is_row and len(line.filled) == 1 and " " in text and title_of(text) is None:
        for space in re.finditer(" ", text[:_LONGEST_TITLE]):
            if title_of(text[: space.start()]):
                return _cut(line.filled[0], [0, space.start(), len(text)])
    return iter([line])


#: Within how many characters a title ends.
_LONGEST_TITLE: Final = 120


def _cut(piece: Piece, cuts: Sequence[int]) -> Iterator[Line]:
    for start, end in itertools.pairwise(cuts):
        if text := clean(piece.text[start:end]):
            yield Line((attrs.evolve(piece, text=text, source=attrs.evolve(piece.source, text=text)),))
