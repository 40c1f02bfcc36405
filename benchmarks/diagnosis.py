"""
Naming wrong figures and completing blanks, beside solvers; and a plot of the time against the number of wrong figures.

    python benchmarks/diagnosis.py      # draws benchmarks/errors.svg
"""

import random
import statistics
import sys
import time

from pathlib import Path
from typing import Final


sys.path.append(str(Path(__file__).parents[1] / "tests"))

from alternatives import solvers
from cases import Case, agree, benchmark
from data import ON_FORM, reports
from published import SHANGHAI_2019, published

from govinfo import Cell, Report, complete, explain
from govinfo.completion import ranges


PLOT: Final = Path(__file__).parent / "errors.svg"
TABLE: Final = [cell for cell in ON_FORM if cell.section == "applications"]
MOST: Final = 8


def wrong(count: int, seed: int = 1) -> Report:
    """A report with so many wrong figures in table three."""
    chance = random.Random(seed)
    report = next(reports(1, seed=seed))
    return report.replace({cell: (report[cell] or 0) + chance.randint(1, 99) for cell in chance.sample(TABLE, count)})


def with_blanks() -> Report:
    """A published report on the form of 2019 with 126 blanks of 161 in table three, none of which has a choice."""
    return published(SHANGHAI_2019, 2019)


def _explained(count: int) -> Case:
    for seed in range(20):
        tested = wrong(count, seed)
        found = explain(tested).explanations
        fewest = min(len(explanation.changes) for explanation in found)
        agree("figures that must change", fewest, solvers.fewest_by_highs(solvers.Table(tested)))
    report = wrong(count)
    table = solvers.Table(report)
    agree("figures that must change", count, solvers.fewest_by_highs(table), solvers.fewest_by_z3(table))
    return Case(
        {
            "govinfo": lambda: explain(report),
            "HiGHS, fewest changes": lambda: solvers.fewest_by_highs(table),
            "z3, fewest changes": lambda: solvers.fewest_by_z3(table),
        },
        rounds=3,
    )


@benchmark("explain-one", "µs", aim=200)
def one_wrong_figure() -> Case:
    """All explanations of one wrong figure, with causes; the solvers only find how many figures are wrong."""
    return _explained(1)


@benchmark("explain-two", "ms", aim=5)
def two_wrong_figures() -> Case:
    """The same with two wrong figures."""
    return _explained(2)


@benchmark("complete-126", "ms", aim=2)
def many_blanks() -> Case:
    """What 126 blanks must be, with proofs and ranges; the solvers find which have no choice, and no proof."""
    report = with_blanks()
    table = solvers.Table(report)
    ours: dict[str, int] = {
        cell.path: figure for cell, figure in complete(report).figures.items() if _is_in_table(cell)
    }
    agree("what blanks must be", ours, solvers.determined_by_highs(table), solvers.determined_by_z3(table))
    return Case(
        {
            "govinfo": lambda: complete(report),
            "HiGHS, two programs a blank": lambda: solvers.determined_by_highs(table),
            "z3, a question a blank": lambda: solvers.determined_by_z3(table),
        },
        rounds=3,
    )


@benchmark("ranges", "ms", aim=2)
def every_key_stroke() -> Case:
    """What may still be typed in each blank of a form that is half filled in, as after each key stroke."""
    report = next(reports(1, seed=1))
    form = report.replace(dict.fromkeys(TABLE[::2]))
    table = solvers.Table(form)
    found = {cell.path: can_be for cell, can_be in ranges(form).items() if can_be and _is_in_table(cell)}
    ours = {path: (can_be.least, can_be.most) for path, can_be in found.items()}
    agree("what each blank can be", ours, solvers.ranges_by_highs(table))
    return Case(
        {
            "govinfo": lambda: ranges(form),
            "HiGHS, two programs a blank": lambda: solvers.ranges_by_highs(table),
        },
        rounds=3,
    )


def _is_in_table(cell: Cell) -> bool:
    return cell.section == "applications"


def times() -> list[float]:
    """The median time in ms of explaining a report with one, two, … wrong figures."""
    found = []
    for count in range(1, MOST + 1):
        taken = []
        for seed in range(25):
            report = wrong(count, seed)
            start = time.perf_counter()
            explain(report)
            taken.append(time.perf_counter() - start)
        found.append(1000 * statistics.median(taken))
    return found


def plot(taken: list[float]) -> str:
    """A plot of these times."""
    top = max(taken)
    points = [(70 + 60 * i, 220 - 180 * ms / top) for i, ms in enumerate(taken)]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/><text x="{x:.0f}" y="{y - 8:.0f}">{ms:.2f}</text>'
        f'<text x="{x:.0f}" y="245">{i}</text>'
        for i, ((x, y), ms) in enumerate(zip(points, taken, strict=True), start=1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 280" font-family="sans-serif" font-size="11"'
        ' text-anchor="middle"><title>Time of explain by the number of wrong figures</title>'
        '<text x="280" y="16">explain: ms by the number of wrong figures in table three (sets of up to three)</text>'
        f'<polyline points="{line}" fill="none" stroke="#246"/>{marks}</svg>\n'
    )


if __name__ == "__main__":
    PLOT.write_text(plot(times()), "utf-8")
