"""
Years and levels, beside data frames: which figures that reports share do not agree.
"""

import pandas as pd

from cases import Case, agree, benchmark
from data import reports

from govinfo import CELLS, Report
from govinfo.bonds import bound_identities
from govinfo.consolidation import consolidate
from govinfo.ledger import ledger
from govinfo.organ import Organ
from govinfo.reconciliation import reconcile


def _named(found: list[Report], year: int) -> list[Report]:
    return [report.replace(organ=Organ(f"第{i}局"), year=year) for i, report in enumerate(found)]


def _frame(found: list[Report]) -> pd.DataFrame:
    """One row for each report, one column for each cell."""
    rows = [{"organ": r.organ.name, "year": r.year} | {c.path: figure for c, figure in r.figures()} for r in found]
    return pd.DataFrame(rows)


def _following(earlier: Report, later: Report) -> Report:
    """The later report with figures that follow from the earlier one, as the bonds ask for."""
    applications, disputes = CELLS.applications, CELLS.disputes
    rows = zip(applications.carried_forward.cells(), applications.brought_forward.cells(), strict=True)
    due = {new: earlier[old] for old, new in rows}
    for kind in (CELLS.disclosure.documents.government_rules, CELLS.disclosure.documents.normative):
        due[kind.in_force] = (earlier[kind.in_force] or 0) + (later[kind.issued] or 0) - (later[kind.repealed] or 0)
    for results in (disputes.reconsideration, disputes.litigation.direct, disputes.litigation.after_reconsideration):
        due[results.total] = max(later[results.total] or 0, earlier[results.pending] or 0)
    return later.replace(due, overview=(), problems=(), other_matters=())


@benchmark("years-1000", "ms")
def two_years_of_a_thousand_organs() -> Case:
    """Twelve bonds of each of a thousand organs, one in a hundred of which has a wrong figure; frames only count."""
    old, new = list(reports(1000, seed=1)), list(reports(1000, seed=2))
    new = [_following(*pair) for pair in zip(old, new, strict=True)]
    carried = CELLS.applications.brought_forward.total
    new[::100] = [report.replace({carried: (report[carried] or 0) + 1}) for report in new[::100]]
    found = [*_named(old, 2023), *_named(new, 2024)]
    book, frame = ledger(found), _frame(found)
    form = found[0].editions
    bonds = bound_identities(form, form, "years")

    def by_frame() -> tuple[int, int]:
        earlier = frame.assign(year=frame["year"] + 1)
        both = earlier.merge(frame, on=["organ", "year"], suffixes=(" 0", " 1"))
        held = 0
        for bond in bonds:
            by = sum(times * both[f"{cell.path} {at}"] for (at, cell), times in bond.terms)
            held += int((by == 0).sum() if bond.sense == "=" else (by >= 0).sum())
        return held, len(both) * len(bonds) - held

    def by_govinfo() -> tuple[int, int]:
        result = reconcile(book)
        return result.held, sum(finding.left is not None for finding in result.findings)

    agree("bonds that hold, and that do not", by_govinfo(), by_frame())
    return Case({"govinfo": by_govinfo, "pandas, a merge of years": by_frame}, rounds=5)


@benchmark("levels-100", "ms")
def a_government_of_a_hundred_parts() -> Case:
    """All 200 figures of a government that add up, against those of a hundred organs."""
    parts = _named([*reports(100, seed=3)], 2024)
    whole = consolidate(parts, "某市人民政府").report
    book = ledger([whole, *parts], {"某市人民政府": [part.organ.name for part in parts]})
    frame, top = _frame(parts), _frame([whole]).iloc[0]
    cells = [cell.path for cell, figure in whole.figures() if figure is not None]

    def by_frame() -> int:
        return int((frame[cells].sum() == top[cells]).sum())

    agree("figures that add up", reconcile(book).held, by_frame())
    return Case({"govinfo": lambda: reconcile(book), "pandas, sums of columns": by_frame}, rounds=15)
