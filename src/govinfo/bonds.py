"""
What binds two reports: every bond at every place of their forms, and what it says although blanks take part.

The two are the earlier and the later year of an organ, or a government and its parts, which are added up first. So a
cell of a bond is known by its place in this pair and its address.
"""

import functools

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from ._tree import fill, values
from .cells import CELLS, Cell, cells_of
from .editions import Edition
from .form import Form
from .graph import Equation
from .identities import edition_of, pairs
from .rule import Across, Bond, Rule, Sum
from .rules import BONDS


N = TypeVar("N", bound=Hashable)


#: What the two reports are called; those of parts are added up.
REPORTS: Final[Mapping[Across, tuple[str, str]]] = {"years": ("earlier", "later"), "levels": ("whole", "parts")}


class Of(NamedTuple):
    """A cell of one of two reports: 0 of the earlier year or the government, 1 of the later year or the parts."""

    report: int
    cell: Cell


#: The editions of the blocks of a form.
Editions = tuple[Edition | None, ...]


@attrs.frozen(eq=False)
class BoundIdentity:
    """
    One bond at one place of two forms.

    Attributes:
        rule: the bond.
        left: a sum of cells of both.
        right: a sum of cells of both, or a constant.
        sense: ``=`` or ``≥``.
        terms: what is added up on the left side, less what is on the right.
    """

    rule: Bond
    left: Sum[Of]
    right: Sum[Of] | int
    sense: str
    terms: tuple[tuple[Of, int], ...] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        difference = self.left if isinstance(self.right, int) else self.left - self.right
        object.__setattr__(self, "terms", difference.terms)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that take part, each once."""
        return tuple(dict.fromkeys(of.cell for of, _ in self.terms))

    @property
    def at(self) -> Cell:
        """The cell that names the place: what comes first on the right side, or else on the left."""
        return (self.right.terms if isinstance(self.right, Sum) else self.left.terms)[0][0].cell

    @property
    def constant(self) -> int:
        """What the terms are compared with."""
        return self.right if isinstance(self.right, int) else 0

    def equation(self, first: N, *second: N) -> Equation[tuple[N, Cell]]:
        """The same as an equation between the reports of these names; several second ones are added up."""
        names = ((first,), second)
        terms = (((name, of.cell), times) for of, times in self.terms for name in names[of.report])
        return Equation(tuple(terms), self.constant)


def bound_identities(
    first: Sequence[Edition | None],
    second: Sequence[Edition | None],
    across: Across,
    rules: Iterable[Rule] = BONDS,
) -> tuple[BoundIdentity, ...]:
    """
    Every bond at every place of two forms that it applies to, in the order of the rules and of the form.

    What stands on one of the forms only is not compared, nor what changed its meaning from one edition to the other.

    Args:
        first: editions of the blocks of the earlier year, or of the government.
        second: those of the later year, or of its parts.
        across: what binds them.
        rules: those that are asked; what is no bond of this kind is passed over.

    >>> from govinfo.cells import official
    >>> old, new = official(2019), official(2021)
    >>> [len(bound_identities(*pair, "years")) for pair in [(old, old), (old, new), (new, new)]]
    [17, 7, 12]
    """
    return _bound(tuple(first), tuple(second), across, tuple(rules))


@functools.lru_cache(maxsize=512)
def _bound(first: Editions, second: Editions, across: Across, rules: tuple[Rule, ...]) -> tuple[BoundIdentity, ...]:
    forms = [
        fill(Form, (Sum.of(Of(i, cell)) for cell in values(CELLS)), form) for i, form in enumerate((first, second))
    ]
    there = frozenset(Of(i, cell) for i, form in enumerate((first, second)) for cell in cells_of(form))
    found = []
    for rule in rules:
        if not isinstance(rule, Bond) or rule.across != across:
            continue
        for nodes in zip(*(_nodes(form, rule.on) for form in forms), strict=True):
            for comparison in rule.function(*nodes):
                for left, right in pairs(comparison.left, comparison.right):
                    identity = BoundIdentity(rule, left, right, comparison.sense)
                    if there.issuperset(of for of, _ in identity.terms) and _applies(identity, (first, second)):
                        found.append(identity)
    return tuple(found)


def _nodes(form: Form[Any], on: type) -> Iterator[Any]:
    return (node for node in form.nodes() if isinstance(node, on))


def _applies(identity: BoundIdentity, forms: tuple[Editions, Editions]) -> bool:
    """Whether a bond speaks of these editions of the blocks that it is about."""
    editions = {edition_of(cell, form) for cell in identity.cells for form in forms}
    return editions <= set(identity.rule.editions) and (identity.rule.crosses_editions or len(editions) == 1)
