"""
Witnesses of bonds: the smallest two reports that keep a bond and that break it, each of them right by itself.
"""

from collections.abc import Iterator

import attrs

from .bonds import bound_identities
from .cells import Cell, official
from .editions import Edition
from .finding import Authority, Finding, Severity
from .form import Form
from .ledger import ledger
from .organ import Organ
from .reconciliation import reconcile
from .report import Period, Report
from .rule import Bond, Comparison, Relation, Sum, at_least
from .rules import BONDS
from .witness import passing_report, witness


#: Who reports, where the two reports are those of a government and of its only part.
_PART = Organ("某市某局")


@attrs.frozen
class BoundWitness:
    """
    What shows that a bond can be kept and broken.

    Attributes:
        passing: the earlier and the later report, or that of a government and of its only part, all figures zero.
        failing: the same with the fewest figures changed in one of them that break the bond.
        with_: ids of the other bonds that the failing reports break.
    """

    passing: tuple[Report, Report]
    failing: tuple[Report, Report]
    with_: tuple[str, ...] = ()


def bound_witness(rule: Bond, edition: int | None = None) -> BoundWitness | None:
    """
    The smallest two reports on one edition that keep a bond, and that break it at its first place.

    Args:
        rule: an official one or any other bond.
        edition: of the form; the latest that the rule applies to if None.

    Returns:
        None if there are none.

    Raises:
        UnknownEdition: there is no such edition.

    >>> from govinfo.rules import carried_forward_is_brought_forward
    >>> found = bound_witness(carried_forward_is_brought_forward)
    >>> [(cell.path, figure) for report in found.failing for cell, figure in report.figures() if figure]
    [('applications.received.natural_persons', 1), ('applications.received.total', 1),
     ('applications.carried_forward.natural_persons', 1), ('applications.carried_forward.total', 1)]
    """
    form = official(max(rule.editions) if edition is None else Edition(edition))
    first = next(iter(bound_identities(form, form, rule.across, [rule])), None)
    if first is None:
        return None
    zeros = passing_report(max(edition for edition in form if edition))
    passing = _bound(rule, zeros, zeros)
    found = []
    # One more than zero in one cell breaks an equality, and the other kind where the cell is on the right side.
    for of in (of for of, times in first.terms if first.sense == "=" or times < 0):
        for report in _with_figure_in(of.cell, zeros):
            pair = _bound(rule, *((zeros, report) if of.report else (report, zeros)))
            broken = dict.fromkeys(finding.rule for finding in _findings(rule, pair))
            with_ = tuple(other for other in broken if other != rule.id)
            found.append(BoundWitness(passing, pair, with_))
    return min(found, key=lambda one: (len(one.with_), _figures(one)), default=None)


def _bound(rule: Bond, first: Report, second: Report) -> tuple[Report, Report]:
    """The same two reports, on years that follow each other, or of a government and its part."""
    if rule.across == "levels":
        return first, second.replace(organ=_PART)
    year = (second.year or 0) + 1
    return first, second.replace(year=year, period=Period.of_year(year))


def _findings(rule: Bond, pair: tuple[Report, Report]) -> Iterator[Finding]:
    whole, part = (report.organ.name for report in pair)
    parts = {whole: [part]} if rule.across == "levels" else {}
    others = (other for other in BONDS if other is not rule)
    return iter(reconcile(ledger(pair, parts), (*others, rule)))


def _with_figure_in(cell: Cell, zeros: Report) -> list[Report]:
    """The report with the fewest figures that has one in this cell and keeps every rule; none if there is none."""

    def is_zero(form: Form[Sum]) -> Comparison[Sum]:
        return at_least(Sum() - form[cell], 0)

    broken = Relation(
        id="",
        sentence="",
        english="",
        severity=Severity.HINT,
        authority=Authority.PRACTICE,
        cites="",
        on=Form,
        function=is_zero,
    )
    found = witness(broken, zeros.edition_of(cell))
    return [found.failing] if found and found.alone else []


def _figures(found: BoundWitness) -> int:
    return sum(bool(figure) for report in found.failing for _, figure in report.figures())
