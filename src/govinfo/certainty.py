"""
What can be said of an identity although blanks take part in it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from ._tree import values
from .cells import Cell
from .circulation import Range
from .completion import ranges_in_network
from .finding import Verdict
from .graph import Equation
from .identities import Identity, identities
from .network import least_of
from .report import Report
from .rule import Rule
from .rules import RULES


K = TypeVar("K", bound=Hashable)


def verdicts(report: Report, rules: Iterable[Rule] = RULES) -> dict[Identity, Verdict]:
    """
    The verdict of every identity, sharpened: one with blanks holds or is violated if it does *whatever they are*.

    An identity holds whatever the blanks are if the identities and the counts leave these no choice and it holds with
    them, or if it holds with all that they leave; it is violated if no figures in the blanks will do. What neither can
    be said of is undetermined, as for `check`, which knows nothing of this.

    Args:
        report: any.
        rules: those whose relations are asked.

    >>> from govinfo import CELLS
    >>> results = CELLS.disputes.reconsideration
    >>> report = Report.blank(2021).replace({results.total: 5, results.upheld: 6})
    >>> [verdict.value for identity, verdict in verdicts(report).items() if results.total in identity.cells]
    ['violated']
    """
    rules = tuple(rules)
    least = least_of(report.editions, rules)
    can_be = {
        cell: Range(least[cell], None) if found is None else found
        for cell, found in ranges_in_network(report, rules).items()
    }
    return {identity: _verdict(identity, report, can_be) for identity in identities(report.editions, rules)}


def _verdict(identity: Identity, report: Report, can_be: Mapping[Cell, Range]) -> Verdict:
    verdict = identity.verdict(report)
    if verdict is not Verdict.UNDETERMINED:
        return verdict
    flat = values(report)

    def known(cell: Cell) -> Range | None:
        figure = flat[cell.index]
        if figure is None:
            return can_be[cell]
        return Range(figure, figure) if type(figure) is int else None

    equation = Equation.of(identity)
    return verdict_of(identity.sense, difference(equation.terms, equation.constant, known))


def difference(terms: Iterable[tuple[K, int]], constant: int, can_be: Callable[[K], Range | None]) -> Range | None:
    """
    What a sum can be more than a constant, given what each of its terms can be.

    Args:
        terms: what is added up, and how often each counts.
        constant: what it is compared with.
        can_be: what a term can be; None for what is neither a number nor a blank, and then None is returned.

    >>> difference([("a", 1), ("b", -2)], 3, {"a": Range(0, 7), "b": Range(2, None)}.get)
    Range(least=None, most=0)
    """
    least: int | None = -constant
    most: int | None = -constant
    for key, times in terms:
        known = can_be(key)
        if known is None:
            return None
        low, high = (known.least, known.most) if times > 0 else (known.most, known.least)
        least = None if least is None or low is None else least + times * low
        most = None if most is None or high is None else most + times * high
    return Range(least, most)


def verdict_of(sense: str, by: Range | None) -> Verdict:
    """
    Whether a relation holds, given what its left side can be more than its right one.

    >>> [verdict_of("=", Range(*by)).value for by in [(0, 0), (0, 3), (1, None)]]
    ['holds', 'undetermined', 'violated']
    """
    if by is None:
        return Verdict.UNDETERMINED
    if (by.most is not None and by.most < 0) or (sense == "=" and by.least is not None and by.least > 0):
        return Verdict.VIOLATED
    if by.least is not None and by.least >= 0 and (sense == "≥" or by.is_one):
        return Verdict.HOLDS
    return Verdict.UNDETERMINED
