"""
The identities of a form: every relation at every place that it applies to.
"""

import functools
import itertools
import operator

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from ._tree import Node, fill, values
from .cells import BLOCKS, CELLS, Cell, cells_of
from .editions import Edition
from .finding import Verdict
from .form import Form
from .rule import Relation, Rule, Sum
from .rules import RULES


@attrs.frozen(eq=False)
class Identity:
    """
    One relation at one place of a form.

    Attributes:
        rule: the relation.
        left: a sum of cells.
        right: a sum of cells, or a constant.
        sense: ``=`` or ``≥``.
    """

    rule: Relation
    left: Sum
    right: Sum | int
    sense: str
    _sides: tuple[Callable[[Any], Any], Callable[[Any], Any]] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_sides", (_adder(self.left), _adder(self.right)))

    def holds(self, figures: Sequence[int | None]) -> bool:
        """
        Whether it holds, given the figures of all cells of all editions in order, as `values` takes them from a report.

        Raises:
            TypeError: a blank takes part; it is no number, and never counts as zero.
        """
        left, right = self._sides
        return bool(left(figures) == right(figures) if self.sense == "=" else left(figures) >= right(figures))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that take part, left side first."""
        right = self.right.terms if isinstance(self.right, Sum) else ()
        return tuple(cell for cell, _ in itertools.chain(self.left.terms, right))

    @property
    def at(self) -> Cell:
        """The cell that names the place: the total, or whatever comes first on the right side, or else on the left."""
        return (self.right.terms if isinstance(self.right, Sum) else self.left.terms)[0][0]

    def sides(self, form: Form[Any]) -> tuple[Any, Any]:
        """
        Both sides in *form*: numbers for a report, columns for a form of columns.

        Raises:
            TypeError: a blank takes part; it is no number, and never counts as zero.
        """
        flat = values(form)
        left, right = self._sides
        return left(flat), right(flat)

    def verdict(self, form: Form[int | None]) -> Verdict:
        """Whether it holds in *form*; undetermined if a blank takes part."""
        try:
            return Verdict.HOLDS if self.holds(values(form)) else Verdict.VIOLATED
        except TypeError:
            return Verdict.UNDETERMINED


def _adder(side: Sum | int) -> Callable[[Any], Any]:
    """How to add up one side, given what all cells of a form hold."""
    if isinstance(side, int):
        return lambda _: side
    if any(coefficient != 1 for _, coefficient in side.terms):
        terms = [(cell.index, coefficient) for cell, coefficient in side.terms]
        return lambda flat: sum(coefficient * flat[index] for index, coefficient in terms)
    get = operator.itemgetter(*(cell.index for cell, _ in side.terms))
    if len(side.terms) == 1:
        return lambda flat: get(flat) + 0  # a blank must not pass for a number
    return lambda flat: sum(get(flat))


def identities(editions: Sequence[Edition | None], rules: Iterable[Rule] = RULES) -> tuple[Identity, ...]:
    """
    Every relation at every place of a form that it applies to, in the order of the rules and of the form.

    Args:
        editions: of the blocks of the form, such as ``report.editions`` or ``official(2021)``.
        rules: those that are asked for.

    >>> from govinfo.cells import official
    >>> [sum(i.sense == "=" for i in identities(official(edition))) for edition in (2019, 2021)]
    [40, 42]
    """
    return _identities(tuple(editions), tuple(rules))


@functools.lru_cache(maxsize=512)
def _identities(editions: tuple[Edition | None, ...], rules: tuple[Rule, ...]) -> tuple[Identity, ...]:
    on_form = frozenset(cells_of(editions))
    sums: Form[Sum] = fill(Form, (Sum.of(cell) if cell in on_form else Sum() for cell in values(CELLS)), editions)
    found = []
    for rule in rules:
        if not isinstance(rule, Relation):
            continue
        for node in sums.nodes():
            if not isinstance(node, rule.on):
                continue
            comparison = rule.function(node)
            for left, right in pairs(comparison.left, comparison.right):
                cells = [cell for side in (left, right) if isinstance(side, Sum) for cell, _ in side.terms]
                sides_are_there = left.terms and (isinstance(right, int) or right.terms)
                if sides_are_there and all(edition_of(cell, editions) in rule.editions for cell in cells):
                    found.append(Identity(rule, left, right, comparison.sense))
    return tuple(found)


def pairs(left: Any, right: Any) -> Iterator[tuple[Any, Any]]:
    """The sums on both sides of a comparison, place by place where they are nodes; the right side may be a constant."""
    if not isinstance(left, Node):
        return iter([(left, right)])
    others = itertools.repeat(right) if isinstance(right, int) else values(right)
    return zip(values(left), others, strict=False)


def edition_of(cell: Cell, editions: Sequence[Edition | None]) -> Edition | None:
    """The edition of the block that *cell* is in."""
    return editions[list(BLOCKS).index(cell.block)]
