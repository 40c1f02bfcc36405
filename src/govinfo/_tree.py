"""
What the form is made of: nodes whose fields carry a slot, a slot being an axis and a history of labels.

A node class is written like the printed form (`form.py`). Everything that is known of a form is a walk over its classes
with the functions below: `places`, `paths`, `values`, `fill`.
"""

import functools
import itertools
import operator

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Generic, Literal, Self, TypeVar, cast, dataclass_transform, get_origin

import attrs

from ._text import paragraphs
from .editions import Edition


T_co = TypeVar("T_co", covariant=True)
C = TypeVar("C", bound=type)

Axis = Literal["prose", "section", "block", "row", "column"]

#: What a cell holds: a count (whole, not negative), a change (whole, signed) or an amount of money (in fen).
Holds = Literal["count", "change", "amount"]

#: A label that never changed, or its history: from which edition on it reads so.
Labels = str | Mapping[int, str | None]

#: In a history of labels: off the form from that edition on.
GONE: Final = None


def _history(labels: Labels | None) -> Mapping[int, str | None]:
    return labels if isinstance(labels, Mapping) else {min(Edition): labels}


def _label(labels: Mapping[int, str | None], edition: int) -> str | None:
    since = max((year for year in labels if year <= edition), default=None)
    return None if since is None else labels[since]


@attrs.frozen
class Slot:
    """The place of one field on the form: its axis, its labels over time, and what a cell there holds."""

    axis: Axis
    labels: Mapping[int, str | None] = attrs.field(converter=_history)
    holds: Holds = "count"
    unit: str | None = None  #: the unit that the label prints for a bare amount
    optional: bool = False  #: a row that organs to which it cannot apply often leave out

    def label(self, edition: int) -> str | None:
        """The label in *edition*, or None if the field is not on that form."""
        return _label(self.labels, edition)


def _slot(axis: Axis, labels: Labels, **known: Any) -> Any:
    return attrs.field(metadata={Slot: Slot(axis, labels, **known)})


def section(labels: Labels) -> Any:
    """A section that is one or more tables."""
    return _slot("section", labels)


def block(labels: Labels) -> Any:
    """One of several tables of a section, with a title row of its own."""
    return _slot("block", labels)


def row(labels: Labels, *, optional: bool = False) -> Any:
    """A row, or a group of rows."""
    return _slot("row", labels, optional=optional)


def column(labels: Labels, *, holds: Holds = "count", unit: str | None = None) -> Any:
    """A column, or a group of columns."""
    return _slot("column", labels, holds=holds, unit=unit)


def prose(labels: Labels, *, default: tuple[str, ...] | None = None) -> Any:
    """A section of paragraphs; None where the section is not there at all."""
    return attrs.field(default=default, validator=paragraphs, metadata={Slot: Slot("prose", labels)})


@dataclass_transform(frozen_default=True, field_specifiers=(section, block, row, column, prose, attrs.field))
def node(*, heading: Labels | None = None, corner: Labels | None = None, kw_only: bool = False) -> Callable[[C], C]:
    """
    Make a frozen node class.

    Args:
        heading: printed over all columns of the node, such as 申请人情况.
        corner: printed where the headings of rows and of columns meet, such as 信息内容.
        kw_only: all fields are given by name.
    """

    def make(cls: C) -> C:
        made: Any = attrs.frozen(cls, kw_only=kw_only)
        made._heading, made._corner = _history(heading), _history(corner)  # noqa: SLF001
        return cast("C", made)

    return make


def _plus(left: Any, right: Any) -> Any:
    return None if left is None or right is None else left + right


class Node(Generic[T_co]):
    """
    A part of the form that holds other parts, or cells.

    Two nodes of a kind add up cell by cell. What a blank takes part in is blank: it is not zero.
    """

    __slots__ = ()

    def parts(self) -> "Iterator[Node[T_co] | T_co]":
        """The fields, in the order of the form."""
        cls: Any = type(self)
        return (getattr(self, place.name) for place in places(cls))

    def cells(self) -> tuple[T_co, ...]:
        """What all cells hold, in the order of the form; cells of every edition have a place in it."""
        return values(self)

    def nodes(self) -> "Iterator[Node[T_co]]":
        """This node and every node in it, from the top of the form to its end."""
        yield self
        for part in self.parts():
            if isinstance(part, Node):
                yield from part.nodes()

    def __add__(self, other: Self) -> Self:
        editions = [part.edition for part in self.nodes() if isinstance(part, Block)]
        made: Self = fill(type(self), map(_plus, values(self), values(other)), editions)
        return made


@node()
class Block(Node[T_co]):
    """A table with headings of its own, in one edition."""

    edition: Edition | None  #: None: this block is not in the report at all

    @property
    def is_there(self) -> bool:
        """Whether the report has this block."""
        return self.edition is not None


@attrs.frozen
class Place:
    """One field of a node class."""

    name: str
    slot: Slot
    node: Any  #: the class of its parts, or None for a cell


@functools.cache
def places(cls: Any, edition: int | None = None) -> tuple[Place, ...]:
    """The fields of *cls* that are on the form of *edition* (of any edition if None); prose left out."""
    return tuple(
        Place(field.name, slot, get_origin(field.type))
        for field in attrs.fields(cls)
        if (slot := field.metadata.get(Slot))
        and slot.axis != "prose"
        and (edition is None or slot.label(edition) is not None)
    )


@functools.cache
def paths(cls: Any, edition: int | None = None, at: str = "") -> tuple[str, ...]:
    """The path of every cell of *cls*, in the order of the form."""
    return tuple(
        path
        for place in places(cls, edition)
        for path in (paths(place.node, edition, f"{at}{place.name}.") if place.node else (at + place.name,))
    )


def heading(cls: Any, edition: int) -> str | None:
    """What is printed over all columns of *cls*."""
    return _label(cls._heading, edition)


def corner(cls: Any, edition: int) -> str | None:
    """What is printed where the headings of rows and columns of *cls* meet."""
    return _label(cls._corner, edition)


@functools.cache
def _edition_getter(cls: Any) -> Callable[[Any], tuple[Edition | None, ...]]:
    return operator.attrgetter(*(f"{path}.edition" for path in block_paths(cls)))


def block_paths(cls: Any, at: str = "") -> tuple[str, ...]:
    """The path of every block in *cls*, in the order of the form."""
    if issubclass(cls, Block):
        return (at.removesuffix("."),)
    return tuple(path for p in places(cls) if p.node for path in block_paths(p.node, f"{at}{p.name}."))


def block_editions(of: Any) -> tuple[Edition | None, ...]:
    """The edition of every block in a node that has several."""
    cls: Any = type(of)
    return _edition_getter(cls)(of)


@functools.cache
def _groups(cls: Any, at: str = "") -> tuple[tuple[str, Any], ...]:
    """The innermost nodes whose fields are all columns, such as the rows of a table: path and class of each."""
    if all(place.slot.axis == "column" for place in places(cls)):
        return ((at, cls),)
    return tuple(group for p in places(cls) for group in _groups(p.node, f"{at}.{p.name}" if at else p.name))


@functools.cache
def _getter(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    """How to take a node of this class apart; worked out once, for speed."""
    groups = _groups(cls)
    inside = [operator.attrgetter(*paths(node)) for _, node in groups]
    if groups[0][0] == "":
        return inside[0]
    if len(groups) == 1:
        outer = operator.attrgetter(groups[0][0])
        return lambda of: inside[0](outer(of))
    all_groups = operator.attrgetter(*(path for path, _ in groups))
    return lambda of: tuple(
        itertools.chain.from_iterable([get(group) for get, group in zip(inside, all_groups(of), strict=True)])
    )


def values(of: Any) -> tuple[Any, ...]:
    """What every cell of a node holds, in the order of `paths`."""
    cls: Any = type(of)
    return _getter(cls)(of)


Cells = Iterator[Any]
Editions = Iterator[Edition | None]


@functools.cache
def _filler(cls: Any) -> Callable[[Cells, Editions], Any]:
    """How to put a node of this class together; worked out once, for speed."""
    inside = places(cls)
    is_block = issubclass(cls, Block)
    if not is_block and all(place.node is None for place in inside):
        size = len(inside)
        return lambda cells, _: cls(*itertools.islice(cells, size))
    steps = [_filler(place.node) if place.node else _next_cell for place in inside]
    if is_block:
        return lambda cells, editions: cls(next(editions), *[step(cells, editions) for step in steps])
    return lambda cells, editions: cls(*[step(cells, editions) for step in steps])


def _next_cell(cells: Cells, _: Editions) -> Any:
    return next(cells)


def fill(cls: Any, cells: Iterable[Any], editions: Iterable[Edition | None] = (), **others: Any) -> Any:
    """
    A *cls* with these values in its cells, in the order of `paths`, and these editions in its blocks.

    Args:
        cls: a node class.
        cells: a value for each cell of each edition.
        editions: one for each block in the node.
        others: fields that are no part of the tables.
    """
    given, blocks = iter(cells), iter(editions)
    if not _is_by_name(cls):
        return _filler(cls)(given, blocks)
    return cls(**{place.name: _filler(place.node)(given, blocks) for place in places(cls)}, **others)


@functools.cache
def _is_by_name(cls: Any) -> bool:
    """Whether the fields of a node class are given by name, because others than tables are among them."""
    return any(field.kw_only for field in attrs.fields(cls))
