"""
Why a blank must be what it is, line by line, and why no figures in the blanks will do.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from .cells import Cell
from .circulation import Step
from .finding import Side, Term
from .graph import Network
from .identities import Identity
from .language import CHINESE, locale_of, template
from .naming import Editions, count, listed, name_of, relation, short, written
from .rule import Sum


#: Why a blank must be what it is.
_BY_ONE: Final = template("{cell} must be {figure}: {relation}.")
_NOTHING_LEFT: Final = template(
    "{cell} must be {figure}, since no count is negative and nothing more is left for these blanks: {relation}."
)
_BY_SEVERAL: Final = template(
    "{cell} must be {figure}; nothing else is open in these relations taken together: {relations}."
)
_NOTHING_LEFT_BY_SEVERAL: Final = template(
    "{cell} must be {figure}: these relations taken together leave no more than the least for blanks: {relations}."
)
_CONTRADICTION: Final = template("These relations cannot all hold: {relations}.")
_TOO_SMALL: Final = template("{cell} is {figure}, and a count is not negative.")
_VIOLATED: Final = template("This relation cannot hold: {relations}.")


@attrs.frozen
class Deduction:
    """
    Why one blank must be what it is.

    Attributes:
        cell: the blank.
        figure: what it must be.
        identities: what it follows from, together with the figures and the deductions before it.
        cells: the blanks that follow together: they add up to nothing, and none is negative.
        known: the figures of all cells, with what follows.
        editions: of the blocks of the form, whose labels name the cells.
    """

    cell: Cell
    figure: int
    identities: tuple[Identity, ...]
    cells: tuple[Cell, ...]
    known: Mapping[Cell, int | None] = attrs.field(repr=False, eq=False)
    editions: Editions = attrs.field(repr=False)

    @property
    def sides(self) -> tuple[Side, Side] | None:
        """Both sides of the identity with their figures; None if it follows from several."""
        if len(self.identities) > 1:
            return None
        (one,) = self.identities
        return _side(one.left, self.known), _side(one.right, self.known)

    def message(self, locale: str = CHINESE) -> str:
        """The deduction in words, one line of a proof."""
        locale, sides = locale_of(locale), self.sides
        text = (_NOTHING_LEFT, _NOTHING_LEFT_BY_SEVERAL) if len(self.cells) > 1 else (_BY_ONE, _BY_SEVERAL)
        return written(
            text[sides is None],
            locale,
            cell=short(self.cell, self.editions, locale),
            figure=count(self.figure, locale),
            relation=relation(*sides, self.editions, locale) if sides else "",
            relations=listed((name_of(identity, self.editions, locale) for identity in self.identities), locale),
        )

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The deduction as plain values for JSON."""
        return {
            "cell": self.cell.path,
            "figure": self.figure,
            "rules": sorted({identity.rule.id for identity in self.identities}),
            "message": self.message(locale),
        }


@attrs.frozen
class Contradiction:
    """
    Why no figures in the blanks will do.

    Attributes:
        identities: those that cannot all hold, whatever the blanks are.
        editions: of the blocks of the form, whose labels name the cells.
        cell: or one that is less than any figure there can be.
        figure: what stands in it.
    """

    identities: tuple[Identity, ...]
    editions: Editions = attrs.field(repr=False)
    cell: Cell | None = None
    figure: int | None = None

    def message(self, locale: str = CHINESE) -> str:
        """The contradiction in words."""
        locale = locale_of(locale)
        if self.cell is not None:
            return written(
                _TOO_SMALL, locale, cell=short(self.cell, self.editions, locale), figure=count(self.figure or 0, locale)
            )
        names = listed((name_of(identity, self.editions, locale) for identity in self.identities), locale)
        return written(_VIOLATED if len(self.identities) == 1 else _CONTRADICTION, locale, relations=names)


def identities_of(known: Network[Cell], nodes: Iterable[int]) -> tuple[Identity, ...]:
    """The identities of some nodes of one part, or those of its other nodes, which say the same."""
    return tuple(equation.identity for equation in known.equations(nodes) if equation.identity)


def deductions(
    network: Network[Cell], step: Step, known: dict[Cell, int | None], editions: Editions
) -> Iterator[Deduction]:
    """The deductions of one step; what is *known* is completed by it."""
    cells = tuple(network.arcs[arc] for arc in step.arcs)
    known |= zip(cells, step.figures, strict=True)
    found = identities_of(network, step.nodes)
    return (
        Deduction(cell, figure, found, cells, known, editions) for cell, figure in zip(cells, step.figures, strict=True)
    )


def _side(of: Sum | int, known: Mapping[Cell, int | None]) -> Side:
    if isinstance(of, int):
        return Side((), of)
    return Side(tuple(Term(cell, k, known[cell]) for cell, k in of.terms))
