"""
Lines that hold more than one thing, taken apart: a whole report in one line has its title and headings in it.

A heading that is broken over several lines is put together first.
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

#: How many characters before the words of a heading its number begins, at most.
_NUMBERED: Final = 16

#: Over how many lines a heading is broken, at most.
_MOST_PARTS: Final = 4

#: A shorter line is a heading itself, or none.
_SHORTEST: Final = 12


def apart(lines: Sequence[Line]) -> list[Line]:
    """
    The same lines; those in which a numbered heading of a section stands between other text are taken apart there.

    A section that has a heading of its own line is not looked for in others.
    """
    names = {vocabulary().section(line.text) for line in lines if len(line.filled) == 1}
    missing = [name for name in SECTIONS if name not in names]
    found = list(_whole(lines, missing))
    if missing:
        found = [part for line in found for part in _headings(line, missing)]
    return [part for line in found for part in _title(line)]


def _whole(lines: Sequence[Line], missing: Sequence[str]) -> Iterator[Line]:
    """The same lines; a heading that is broken over several is one."""
    at = 0
    while at < len(lines):
        heading, count = _heading(lines[at : at + _MOST_PARTS], missing)
        yield heading
        at += count


def _heading(lines: Sequence[Line], missing: Sequence[str]) -> tuple[Line, int]:
    """
    The heading that these lines begin with, and of how many it is made; else the first line.

    It is one if no other line is the heading of its section, or if only the rest of it is one.
    """
    words = vocabulary()
    if _is_single(lines[0]) and lines[0].text[:1] in _NUMERALS and not words.section(lines[0].text):
        texts = [line.text for line in itertools.takewhile(_is_single, lines)]
        for count in range(2, len(texts) + 1):
            text = "".join(texts[:count])
            name = words.sections.get(key(text))  # with its number: "一是人手不足。" is the beginning of none
            if name and (name in missing or name == words.section("".join(texts[1:count]))):
                return _saying(lines[0].filled[0], text), count
    return lines[0], 1


def _is_single(line: Line) -> bool:
    return not line.is_row and len(line.filled) == 1


def _headings(line: Line, missing: Sequence[str]) -> Iterator[Line]:
    """One line, broken before and after each heading of a section that is missing."""
    if line.is_row or len(line.filled) != 1 or len(line.text) < _SHORTEST or not LETTER.search(line.text):
        return iter([line])
    (piece,) = line.filled
    cuts = [0]
    found = _found(piece.text, missing)
    tables = _tables(piece.text, set(missing) - {name for _, name, _ in found})
    for start, end in sorted([*((start, end) for start, _, end in found), *tables]):
        cuts += [start, end]
    if len(cuts) == 1:
        return iter([line])
    return _cut(piece, [*cuts, len(piece.text)])


_Heading = tuple[int, str, int]  # where it begins, the section, and where it ends


def _found(text: str, missing: Sequence[str]) -> list[_Heading]:
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
            number = _NUMBER.search(text, max(0, start - _NUMBERED), start)
            if number and _NUMERALS[number[1]] == name:
                spans[number.start()] = max((name, end), spans.get(number.start(), (name, 0)))
    chains = [chain for chain in _chains(spans) if not _is_contents(chain, text)]
    if sum(len(chain) > 2 for chain in chains) > 1:  # several reports, which is for others to say
        return [heading for chain in chains for heading in chain]
    last = {heading[1]: heading for chain in chains for heading in chain}
    found: list[_Heading] = []
    for heading in (last[name] for name in SECTIONS if name in last):
        if not found or heading[0] >= found[-1][2]:
            found.append(heading)
    return found


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


def _tables(text: str, missing: set[str]) -> list[tuple[int, int]]:
    """Where the first words of a table stand in a text, if its section has no heading: its title or its corner."""
    words = vocabulary()
    found = labels(text) if missing & {"disclosure", "applications"} else ()
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
            yield _saying(piece, text)


def _saying(piece: Piece, text: str) -> Line:
    return Line((attrs.evolve(piece, text=text, source=piece.source.saying(text)),))
