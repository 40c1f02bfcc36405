"""
What can be said of an identity although blanks take part in it.
"""

from collections.abc import Iterable, Mapping

from ._tree import values
from .cells import Cell
from .circulation import Range
from .completion import ranges_in_network
from .finding import Verdict
from .identities import Identity, identities
from .network import least_of
from .report import Report
from .rule import Rule, Sum
from .rules import RULES


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
    by = _difference(identity, report, can_be)
    if by is None:
        return verdict
    if (by.most is not None and by.most < 0) or (identity.sense == "=" and by.least is not None and by.least > 0):
        return Verdict.VIOLATED
    if by.least is not None and by.least >= 0 and (identity.sense == "≥" or by.is_one):
        return Verdict.HOLDS
    return verdict


def _difference(identity: Identity, report: Report, can_be: Mapping[Cell, Range]) -> Range | None:
    """What the left side can be more than the right one; None where something is neither a number nor a blank."""
    flat = values(report)
    least: int | None = 0
    most: int | None = 0
    terms, constant = identity.left.terms, 0
    if isinstance(identity.right, Sum):
        terms = (identity.left - identity.right).terms
    else:
        constant = identity.right
    for cell, times in terms:
        figure = flat[cell.index]
        if figure is not None and type(figure) is not int:
            return None
        known = can_be[cell] if figure is None else Range(figure, figure)
        low, high = (known.least, known.most) if times > 0 else (known.most, known.least)
        least = None if least is None or low is None else least + times * low
        most = None if most is None or high is None else most + times * high
    return Range(None if least is None else least - constant, None if most is None else most - constant)
