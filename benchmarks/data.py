"""
The reports that all benchmarks run on: made by chance from a fixed seed, right ones, wrong ones and ones with blanks.
"""

import random

from collections.abc import Iterator
from typing import Final

from govinfo import CELLS, Cell, Organ, Report
from govinfo.cells import cells_of, official
from govinfo.form import Applicants
from govinfo.organ import Kind, Level


EDITIONS: Final = official(2021)
ON_FORM: Final = cells_of(EDITIONS)
PLACES: Final = CELLS.cells()
SEED: Final = 2021

_APPLICATIONS: Final = CELLS.applications
_OUTCOME: Final = CELLS.applications.outcome
_PROSE: Final = ("本机关严格落实政府信息公开条例，全年共受理申请若干件，均在法定期限内答复，没有引发行政争议。",) * 3


def _all_but_total(row: Applicants[Cell]) -> tuple[Cell, ...]:
    return row.cells()[:-1]


_ENDS: Final = [
    row.cells()
    for row in _OUTCOME.nodes()
    if isinstance(row, Applicants) and row is not _OUTCOME.total and row.total in ON_FORM
]
_ROWS: Final = [row for row in _APPLICATIONS.nodes() if isinstance(row, Applicants) and row.total in ON_FORM]
_RESULTS: Final = (
    CELLS.disputes.reconsideration,
    CELLS.disputes.litigation.direct,
    CELLS.disputes.litigation.after_reconsideration,
)


def _figures(chance: random.Random) -> dict[Cell, int]:
    """Figures that keep every rule."""
    found = {cell: chance.randrange(100) for cell in ON_FORM if cell.section == "disclosure"}
    for documents in (CELLS.disclosure.documents.government_rules, CELLS.disclosure.documents.normative):
        found[documents.in_force] = found[documents.issued] + chance.randrange(100)
    for column, ended in enumerate(_all_but_total(_OUTCOME.total)):
        for row in _ENDS:
            found[row[column]] = chance.randrange(40) if chance.random() < 0.4 else 0
        found[ended] = sum(found[row[column]] for row in _ENDS)
        left, old, new = (
            _all_but_total(row)[column]
            for row in (_APPLICATIONS.carried_forward, _APPLICATIONS.brought_forward, _APPLICATIONS.received)
        )
        found[left] = chance.randrange(10)
        found[old] = chance.randint(0, found[ended] + found[left])
        found[new] = found[ended] + found[left] - found[old]
    for row in _ROWS:
        found[row.total] = sum(found[cell] for cell in _all_but_total(row))
    for results in _RESULTS:
        *parts, total = results.cells()
        found |= {cell: chance.randrange(8) for cell in parts}
        found[total] = sum(found[cell] for cell in parts)
    return found


def reports(count: int, *, wrong: float = 0.0, blank: float = 0.0, seed: int = SEED) -> Iterator[Report]:
    """
    Reports on the form of 2021, the same ones in every run.

    Args:
        count: how many.
        wrong: the share of them in which one to three figures are wrong.
        blank: the share of them in which one to three figures are blank.
        seed: another one gives other reports.
    """
    chance = random.Random(seed)
    organ = Organ("某市数据局", level=Level.CITY, kind=Kind.DEPARTMENT)
    for _ in range(count):
        figures: dict[Cell, int | None] = dict(_figures(chance))
        fate = chance.random()
        if fate < wrong + blank:
            for cell in chance.sample(ON_FORM, chance.randint(1, 3)):
                figures[cell] = (figures[cell] or 0) + chance.choice([-50, -1, 1, 9, 90]) if fate < wrong else None
        yield Report.filled(
            EDITIONS,
            [figures.get(cell) for cell in PLACES],
            organ=organ,
            year=2023,
            overview=_PROSE,
            problems=_PROSE,
            other_matters=("无其他需要报告的事项。",),
        )
