"""
The identities of a form as a flow network: each cell an arc, each identity a node at which inflow equals outflow.

Nothing of rows or columns stands here: the graph is built from the relations that are declared. A report that
reconciles is a circulation, and questions about blanks and wrong figures are questions about paths and cuts of a small
graph (`circulation.py`, `smallest.py`).

>>> from govinfo.cells import official
>>> known = network(official(2021))
>>> [len(part) for part in known.parts], len(known.arcs), len(known.implied), len(known.unfit)
([38, 2, 2, 2], 190, 1, 0)
"""

import functools

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from .bonds import bound_identities
from .cells import Cell, cells_of, official
from .editions import Edition
from .graph import Equation, Network, build
from .identities import Identity, edition_of, identities
from .rule import CellRule, Rule
from .rules import RULES
from .rules.years import carried_forward_is_brought_forward


N = TypeVar("N", bound=Hashable)


def network(editions: Sequence[Edition | None], rules: Iterable[Rule] = RULES) -> Network[Cell]:
    """
    The network of a form whose blocks have these editions.

    Args:
        editions: of the blocks of the form, such as ``report.editions`` or ``official(2021)``.
        rules: those whose relations are its nodes; their cell rules say which figures cannot be negative.
    """
    return _of_form(tuple(editions), tuple(rules))


def joined(
    forms: Mapping[N, Sequence[Edition | None]],
    bonds: Iterable[Equation[tuple[N, Cell]]],
    rules: Iterable[Rule] = RULES,
) -> Network[tuple[N, Cell]]:
    """
    Several forms as one network, such as two years, of which one carries forward what the other brings forward.

    Args:
        forms: a name of each form, such as its year, and the editions of its blocks.
        bonds: what binds them, such as `carried`.
        rules: those whose relations are nodes.

    >>> from govinfo.cells import official
    >>> known = joined({2023: official(2021), 2024: official(2021)}, carried(2023, 2024))
    >>> len(known.parts[0]), len(known.inside[0]), len(known.unfit)
    (81, 350, 0)
    """
    rules = tuple(rules)
    least = {(name, cell): low for name, form in forms.items() for cell, low in least_of(form, rules).items()}
    return build([*equations_of(forms, rules), *bonds], least.get)


def equations_of(
    forms: Mapping[N, Sequence[Edition | None]], rules: Iterable[Rule] = RULES
) -> list[Equation[tuple[N, Cell]]]:
    """The equalities of several forms; each cell has the name of its form in front."""
    found = []
    for name, editions in forms.items():
        for identity in identities(editions, tuple(rules)):
            if identity.sense == "=":
                one = Equation.of(identity)
                terms = tuple(((name, cell), times) for cell, times in one.terms)
                found.append(Equation(terms, one.constant, identity))
    return found


def carried(earlier: N, later: N) -> list[Equation[tuple[N, Cell]]]:
    """
    That one year brings forward what the year before carried forward, in each column of table three.

    >>> carried(2023, 2024)[-1].terms
    (((2023, Cell('applications.carried_forward.total')), 1), ((2024, Cell('applications.brought_forward.total')), -1))
    """
    form = official(max(Edition))
    asked = bound_identities(form, form, "years", (carried_forward_is_brought_forward,))
    return [identity.equation(earlier, later) for identity in asked]


def added(whole: N, parts: Collection[N], cells: Iterable[Cell]) -> list[Equation[tuple[N, Cell]]]:
    """
    That parts add up to a whole in each of some cells, such as the organs of a government.

    >>> from govinfo import CELLS
    >>> added("市", ["局", "委"], [CELLS.applications.received.total])[0].terms[0]
    (('市', Cell('applications.received.total')), 1)
    """
    return [Equation((((whole, cell), 1), *(((part, cell), -1) for part in parts))) for cell in cells]


def outside(editions: Sequence[Edition | None], rules: Iterable[Rule] = RULES) -> tuple[Identity, ...]:
    """
    The identities of a form that its network knows nothing of: those that are no equalities, and those that do not fit.

    >>> from govinfo.cells import official
    >>> sorted({identity.rule.id for identity in outside(official(2021))})
    ['T2-STOCK']
    """
    return _outside(tuple(editions), tuple(rules))


@functools.lru_cache(maxsize=512)
def _outside(editions: tuple[Edition | None, ...], rules: tuple[Rule, ...]) -> tuple[Identity, ...]:
    known = _of_form(editions, rules)
    told = [equation.identity for equation in (*known.nodes, *known.implied) if equation and equation.identity]
    names = {(identity.rule, identity.cells) for identity in told}
    return tuple(one for one in identities(editions, rules) if (one.rule, one.cells) not in names)


@functools.lru_cache(maxsize=512)
def _of_form(editions: tuple[Edition | None, ...], rules: tuple[Rule, ...]) -> Network[Cell]:
    least = _least(editions, rules)
    equal = [Equation.of(identity) for identity in identities(editions, rules) if identity.sense == "="]
    return build(equal, least.get)


def least_of(editions: Sequence[Edition | None], rules: Iterable[Rule] = RULES) -> Mapping[Cell, int | None]:
    """The least that each cell of a form may hold, as the cell rules say; None for no bound."""
    return _least(tuple(editions), tuple(rules))


@functools.lru_cache(maxsize=512)
def _least(editions: tuple[Edition | None, ...], rules: tuple[Rule, ...]) -> Mapping[Cell, int | None]:
    asked = [rule for rule in rules if isinstance(rule, CellRule)]
    found: dict[Cell, int | None] = {}
    for cell in cells_of(editions):
        said: list[Any] = [rule.function(cell) for rule in asked if edition_of(cell, editions) in rule.editions]
        found[cell] = max((whole.minimum for whole in said if whole and whole.minimum is not None), default=None)
    return found
