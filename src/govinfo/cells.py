"""
The addresses of cells: ``CELLS.applications.received.total`` is one, and so is ``Cell("applications.received.total")``.
"""

import functools
import operator

from collections.abc import Callable, Iterator
from typing import Any, Final, Self, TypeVar, cast

import attrs

from ._tree import Block, Holds, Place, Slot, block_paths, fill, paths, places
from .editions import Edition
from .errors import UnknownBlock, UnknownCell
from .form import Form
from .language import CHINESE, label


T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


@attrs.frozen
class Labels:
    """The words that a form prints about one cell, outermost first; none of a kind: an empty tuple."""

    section: str
    block: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


class Cell:
    """
    The address of one cell, the same for ever and in every edition.

    There is one object for each address, so cells are compared and hashed at no cost.

    Args:
        path: names of fields with dots between them.

    Raises:
        UnknownCell: there is none of this path; the message names those that look like it.

    >>> Cell("applications.received.total") is CELLS.applications.received.total
    True
    >>> Cell("applications.recieved.total")
    Traceback (most recent call last):
    ...
    govinfo.errors.UnknownCell: unknown cell 'applications.recieved.total'; did you mean applications.received...
    """

    __slots__ = ("_get", "chain", "index", "path")

    path: str
    index: int  #: position among the cells of all editions, in the order of the form
    chain: tuple[Place, ...]  #: the fields that lead to it

    def __new__(cls, path: str) -> Self:
        """The one cell of this path."""
        try:
            return _BY_PATH[path]  # type: ignore[return-value]
        except KeyError:
            raise UnknownCell(path, _BY_PATH) from None

    @property
    def slot(self) -> Slot:
        """Its place in the innermost heading."""
        return self.chain[-1].slot

    @property
    def holds(self) -> Holds:
        """Whether a count, a change or an amount stands here."""
        return self.slot.holds

    @property
    def section(self) -> str:
        """The name of its section."""
        return self.chain[0].name

    @property
    def block(self) -> str:
        """The path of its block."""
        return ".".join(place.name for place in self.chain[: 1 + _block_at(self.chain)])

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions whose form has this cell."""
        return tuple(e for e in Edition if all(place.slot.label(e) is not None for place in self.chain))

    def of(self, form: Form[T_co]) -> T_co:
        """What stands here in *form*."""
        found: T_co = self._get(form)  # type: ignore[attr-defined]
        return found

    def labels(self, edition: int, locale: str = CHINESE) -> Labels:
        """The words that the form of *edition* prints about this cell."""

        def of(axis: str) -> tuple[str, ...]:
            printed = (place.slot.label(edition) for place in self.chain if place.slot.axis == axis)
            return tuple(label(text, locale) for text in printed if text)

        return Labels("".join(of("section")), "".join(of("block")), of("row"), of("column"))

    def label(self, edition: int, locale: str = CHINESE) -> str:
        """
        What the form of *edition* calls this cell: its rows, then its columns.

        >>> CELLS.applications.outcome.unavailable.not_held.total.label(2021)
        '三、本年度办理结果 （四）无法提供 1.本机关不掌握相关政府信息 · 总计'
        >>> CELLS.disclosure.documents.normative.in_force.label(2021, "en")
        'Administrative normative documents · In force'
        """
        labels = self.labels(edition, locale)
        return " · ".join(" ".join(words) for words in (labels.rows, labels.columns) if words)

    def __repr__(self) -> str:
        return f"Cell({self.path!r})"

    def __str__(self) -> str:
        return self.path

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.path,))


def _block_at(chain: tuple[Place, ...]) -> int:
    return next(i for i, place in enumerate(chain) if place.node is not None and issubclass(place.node, Block))


def _chains(cls: Any, at: tuple[Place, ...] = ()) -> Iterator[tuple[Place, ...]]:
    for place in places(cls):
        chain = (*at, place)
        if place.node:
            yield from _chains(place.node, chain)
        else:
            yield chain


def _cell(index: int, chain: tuple[Place, ...]) -> Cell:
    cell = object.__new__(Cell)
    cell.path = ".".join(place.name for place in chain)
    cell.index, cell.chain = index, chain
    cell._get = operator.attrgetter(cell.path)  # type: ignore[attr-defined]
    return cell


_BY_PATH: Final[dict[str, Cell]] = {
    cell.path: cell for index, chain in enumerate(_chains(Form)) for cell in (_cell(index, chain),)
}


def _chain_to(path: str) -> tuple[Place, ...]:
    first = next(cell for cell in _BY_PATH.values() if cell.path.startswith(f"{path}."))
    return first.chain[: path.count(".") + 1]


#: The blocks of the form in order: path and the fields that lead there.
BLOCKS: Final[dict[str, tuple[Place, ...]]] = {path: _chain_to(path) for path in block_paths(Form)}

#: Every cell of every edition, by name.
CELLS: Final[Form[Cell]] = fill(Form, _BY_PATH.values(), [None] * len(BLOCKS))


def block_class(path: str) -> Any:
    """
    The node class of the block of this path.

    Raises:
        UnknownBlock: the form has none.
    """
    try:
        return BLOCKS[path][-1].node
    except KeyError:
        raise UnknownBlock(path, BLOCKS) from None


@functools.cache
def block_editions(path: str) -> tuple[Edition, ...]:
    """The editions whose form has the block of this path."""
    return tuple(e for e in Edition if all(place.slot.label(e) is not None for place in BLOCKS[path]))


def block_title(path: str, edition: int, locale: str = CHINESE) -> str:
    """What the form of *edition* calls a block: its own title, or else that of its section."""
    return label(BLOCKS[path][-1].slot.label(edition) or "", locale)


#: The six sections of the form in order: name of the field, and its place.
SECTIONS: Final[dict[str, Slot]] = {f.name: f.metadata[Slot] for f in attrs.fields(cast(Any, Form))}


def section_title(name: str, edition: int, locale: str = CHINESE) -> str:
    """What the form of *edition* calls the section of this field name."""
    return label(SECTIONS[name].label(edition) or "", locale)


@functools.cache
def cells_of(editions: tuple[Edition | None, ...]) -> tuple[Cell, ...]:
    """
    The cells of a form whose blocks have these editions, in the order of the form.

    >>> len(cells_of(official(2019))), len(cells_of(official(2021)))
    (198, 200)
    """
    return tuple(
        _BY_PATH[path]
        for (block, chain), edition in zip(BLOCKS.items(), editions, strict=True)
        if edition is not None
        for path in paths(chain[-1].node, edition, f"{block}.")
    )


def form_of(editions: tuple[Edition | None, ...], make: Callable[[Cell], U]) -> Form[U | None]:
    """
    A form whose blocks have these editions, with ``make(cell)`` in each of its cells; None in those that it lacks.

    So a table of many reports is a form of columns, and a rule checks it like a single one.

    >>> columns = form_of(official(2021), lambda cell: f"column of {cell}")
    >>> columns.disputes.reconsideration.total
    'column of disputes.reconsideration.total'
    """
    on_form = frozenset(cells_of(editions))
    cells = (make(cell) if cell in on_form else None for cell in _BY_PATH.values())
    form: Form[U | None] = fill(Form, cells, editions)
    return form


def official(edition: int) -> tuple[Edition | None, ...]:
    """The editions of all blocks in the official form of *edition*."""
    known = Edition(edition)
    return tuple(known if known in block_editions(path) else None for path in BLOCKS)
