"""
All labels of all editions, and what each can stand for: derived from the form.
"""

import functools
import re

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import attrs

from ._tree import corner, heading, paths, places
from .cells import BLOCKS, SECTIONS, block_editions
from .editions import Edition
from .layout import rows_of
from .spellings import COLUMNS, LONGEST, ROWS, bare, key
from .spellings import SECTIONS as WORDINGS


@attrs.frozen
class RowLabel:
    """
    What a row label can stand for.

    Attributes:
        block: path of the block.
        path: of the row, or of the group of rows.
        is_group: whether it stands over rows and has no figures itself.
    """

    block: str
    path: str
    is_group: bool

    @property
    def parent(self) -> str:
        """The path of the group that it is in."""
        return self.path.rpartition(".")[0]


@attrs.frozen
class ColumnLabel:
    """What a column label can stand for: a column of a block, or a group of columns, by its path in a row."""

    block: str
    path: str

    def span(self, columns: tuple[str, ...]) -> range:
        """Which of the *columns* of a row it stands over."""
        return _span(self.path, columns)


@functools.lru_cache(maxsize=1024)
def _span(heading: str, columns: tuple[str, ...]) -> range:
    over = [i for i, path in enumerate(columns) if path == heading or path.startswith(f"{heading}.")]
    return range(over[0], over[-1] + 1) if over else range(0)


@attrs.frozen(slots=False)
class Vocabulary:
    """
    What the labels of the form stand for, by the key of their spelling.

    Attributes:
        sections: names of sections.
        titles: blocks, by their title.
        rows: rows and groups of rows.
        columns: columns and groups of columns; what stands over all of them, or in the corner, stands for none.
        sizes: how many figures a block without row labels has.
    """

    sections: dict[str, str]
    titles: dict[str, str]
    rows: dict[str, tuple[RowLabel, ...]]
    columns: dict[str, tuple[ColumnLabel, ...]]
    sizes: dict[str, int]

    def row(self, text: str, group: str | None, *, has_figures: bool) -> tuple[RowLabel, ...]:
        """
        The rows that *text* can stand for.

        Args:
            text: a cell text.
            group: path of the group of rows that is being read.
            has_figures: whether figures follow it on the line.
        """
        if len(text) > LONGEST:
            return ()
        text = _NOTE.sub("", text)
        if found := self.rows.get(key(text)):
            if key(text) not in self.columns:
                return found
        elif not (found := self.rows.get(bare(text), ())) or bare(text) not in self.columns:
            return found
        # 其他 and 总计 are columns too; without their numbers they are rows only where such a row is due.
        return tuple(label for label in found if has_figures and group is not None and group.startswith(label.parent))

    def alone(self, text: str) -> str | None:
        """The block without row labels that a heading can be of alone."""
        blocks = {label.block for label in self.columns.get(key(text), ())}
        return next(iter(blocks)) if len(blocks) == 1 and blocks <= self.sizes.keys() else None

    def begins_row(self, text: str) -> bool:
        """Whether *text* is the beginning of a row label, and not all of it."""
        return 1 < len(text) <= LONGEST and (key(text) in self._begun or bare(text) in self._begun)

    def begun_row(self, text: str) -> str:
        """The key of the row label that *text* is the beginning of; empty if there is none, or more than one."""
        begins = (key(text), bare(text))
        found = {begin: known for begin in begins if (known := self._begun.get(begin)) is not None}
        labels = {self.rows[label] for label in found.values() if label}
        whole = any(begin in self.rows or begin in self.columns for begin in begins)
        return "" if whole or len(labels) != 1 or "" in found.values() else next(iter(found.values()))

    @functools.cached_property
    def _begun(self) -> dict[str, str]:
        """The label that each beginning of labels is of; of more rows than one: empty."""
        found: dict[str, str] = {}
        for label, rows in self.rows.items():
            for begin in (label[:n] for n in range(2, len(label))):
                known = found.setdefault(begin, label)
                if known and self.rows[known] != rows:
                    found[begin] = ""
        return found

    def begins_any(self, text: str) -> bool:
        """Whether *text* is the beginning of the label of a row, or of a group of rows."""
        return any(begin in self._begun or begin in self.rows for begin in (key(text), bare(text)) if len(begin) > 1)

    def ends_row(self, text: str) -> frozenset[str]:
        """The paths of the rows of figures whose label *text* is the end of; none if it is a part of others, too."""
        return self._ended.get(key(text), frozenset()) if len(text) <= LONGEST else frozenset()

    @functools.cached_property
    def _ended(self) -> dict[str, frozenset[str]]:
        groups = [label for label, rows in self.rows.items() if any(row.is_group for row in rows)]
        others = "\n".join((*self.titles, *self.columns, *self.sections, *groups))
        found: dict[str, set[str]] = defaultdict(set)
        for label, rows in self.rows.items():
            for end in (label[n:] for n in range(1, len(label) - 1)):
                found[end].update(row.path for row in rows)
        return {end: frozenset(paths) for end, paths in found.items() if end not in others}

    def is_part(self, text: str) -> bool:
        """Whether *text* is a part of some label, as it stands where a label is broken over several lines."""
        return len(text) <= LONGEST and key(text) in self._all

    @functools.cached_property
    def _all(self) -> str:
        return "\n".join((*self.titles, *self.rows, *self.columns, *self.sections))

    def section(self, text: str) -> str | None:
        """The section whose heading *text* is."""
        if len(text) > LONGEST:
            return None
        return self.sections.get(key(text)) or self.sections.get(bare(text))


@functools.cache
def vocabulary() -> Vocabulary:
    """The labels of all editions."""
    rows: dict[str, dict[RowLabel, None]] = defaultdict(dict)
    columns: dict[str, dict[ColumnLabel, None]] = defaultdict(dict)
    titles: dict[str, str] = {}
    for path, chain in BLOCKS.items():
        cls = chain[-1].node
        for edition in block_editions(path):
            if chain[-1].slot.axis == "block":
                titles[key(chain[-1].slot.label(edition) or "")] = path
            for text, label in _rows(cls, edition, path, path):
                for wording in (text, _shortened(text), *ROWS.get(label.path, ())):
                    rows[key(wording)][label] = None
                    rows[bare(wording)][label] = None
            row = rows_of(cls, edition, path)[0][0]
            for over in (corner(cls, edition), heading(row, edition)):
                if over:
                    columns[key(over)] |= {}
            for text, column in _columns(row, edition, ""):
                for wording in (text, *COLUMNS.get(f"{path}.{column}", ())):
                    columns[key(wording)] |= {ColumnLabel(path, column): None}
    return Vocabulary(
        sections={
            word: name
            for name, slot in SECTIONS.items()
            for text in (*slot.labels.values(), *WORDINGS.get(name, ()))
            if text
            for word in (key(text), bare(text))
        },
        titles=titles,
        rows={word: tuple(labels) for word, labels in rows.items()},
        columns={word: tuple(labels) for word, labels in columns.items()},
        sizes={
            path: len(paths(chain[-1].node))
            for path, chain in BLOCKS.items()
            if all(place.slot.axis == "column" for place in places(chain[-1].node))
        },
    )


def _rows(cls: Any, edition: Edition, block: str, at: str) -> Iterator[tuple[str, RowLabel]]:
    for place in places(cls, edition):
        if place.slot.axis == "row":
            inside = any(p.slot.axis == "row" for p in places(place.node, edition))
            yield place.slot.label(edition) or "", RowLabel(block, f"{at}.{place.name}", inside)
            yield from _rows(place.node, edition, block, f"{at}.{place.name}")


#: The mark of a note behind a label.
_NOTE: Final = re.compile(r"(?<=.)\s*(?:[\[［【](?:注\s*)?\d{1,2}[\]］】]|[(（]?注\s*\d{0,2}[)）]?|[①-⑳*※]+)$")


def _shortened(label: str) -> str:
    """A row label without the gloss in brackets at its end, which many leave out."""
    return re.sub(r"(?<=.)[（(][^（()）]*[)）]$", "", label)


def _columns(cls: Any, edition: Edition, at: str) -> Iterator[tuple[str, str]]:
    for place in places(cls, edition):
        yield place.slot.label(edition) or "", at + place.name
        if place.node:
            yield from _columns(place.node, edition, f"{at}{place.name}.")


@functools.cache
def row_columns(block: str, row: str, edition: Edition) -> tuple[str, ...]:
    """The paths in a row of its columns, in the order of the form; none if the row is not on this form."""
    found = next((cls for cls, path in rows_of(BLOCKS[block][-1].node, edition, block) if path == row), None)
    return paths(found, edition) if found else ()


@functools.cache
def block_labels(block: str, edition: Edition) -> frozenset[str]:
    """The labels of the rows and columns of a block, and of groups of them."""
    cls = BLOCKS[block][-1].node
    row = rows_of(cls, edition, block)[0][0]
    rows = (text for text, _ in _rows(cls, edition, block, block))
    return frozenset((*rows, *(text for text, _ in _columns(row, edition, ""))))


@functools.cache
def figure_rows(block: str, edition: Edition) -> dict[str, bool]:
    """The paths of all rows of figures of a block in order, and whether an organ may have reason to leave it out."""
    optional = {f"{block}.{place.name}" for place in places(BLOCKS[block][-1].node, edition) if place.slot.optional}
    return {path: path in optional for _, path in rows_of(BLOCKS[block][-1].node, edition, block)}
