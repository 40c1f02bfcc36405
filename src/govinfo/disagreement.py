"""
Which figure explains why reports that are bound to each other do not agree: in which year, or in whose report.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from .bonds import bound_identities
from .check import Result, installed_bonds, installed_rules
from .diagnosis import BUDGET
from .ledger import Key, Ledger
from .reconciliation import carried_on
from .rule import Rule
from .together import Agreement, explain_together


#: Where more figures of a government differ from its parts, no figure explains it, but a report that lacks some.
MOST: Final = 12


def explain_ledger(
    ledger: Ledger, result: Result, *, budget: int = BUDGET, rules: Iterable[Rule] | None = None
) -> Iterator[Agreement[Key]]:
    """
    What may explain the findings of a ledger: for the years of each organ, and for each government and its parts.

    Only equalities are asked, and of the years only those that no good report breaks, since stocks may also change in
    other ways. Where a part is missing nothing is said.

    Args:
        ledger: the reports.
        result: what `govinfo.reconciliation.reconcile` says of it.
        budget: how many tries may be made for relations that hang together.
        rules: the bonds that were asked.
    """
    bonds = installed_bonds() if rules is None else tuple(rules)
    of_reports = installed_rules()
    wrong = [frozenset(finding.reports) for finding in result.findings if finding.sense == "="]
    for organ in ledger.organs:
        keys = [key for year in ledger.years(organ) if (key := Key(organ, year)) in ledger.reports]
        if any(names <= set(map(str, keys)) for names in wrong):
            found = carried_on(ledger, keys, bonds)
            reports = {key: ledger.reports[key] for key in keys}
            yield explain_together(reports, found, budget=budget, rules=of_reports)
    for whole, parts in ledger.wholes:
        names = frozenset(map(str, (whole, *parts)))
        if 0 < wrong.count(names) <= MOST and ledger.reports.keys() >= {whole, *parts}:
            form = ledger.reports[whole].editions
            asked = bound_identities(form, form, "levels", bonds)
            sums = [identity.equation(whole, *parts) for identity in asked if identity.sense == "="]
            reports = {key: ledger.reports[key] for key in (whole, *parts)}
            yield explain_together(reports, sums, budget=budget, rules=of_reports)
