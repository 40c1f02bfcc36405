"""
The same questions for solvers: the fewest figures that must change, and what blanks must be.

HiGHS is asked by integer and linear programming, z3 by whole numbers and counting. Both get the equations of table
three and nothing else; neither says which sets there are besides the first, why something is so, or what it is called.
"""

import numpy as np
import z3

from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from govinfo import Report
from govinfo.network import network


LARGE = 10**5


class Table:
    """The equations of table three, and the figures of one report in it."""

    def __init__(self, report: Report) -> None:
        known = network(report.editions)
        self.arcs = known.inside[0]
        self.cells = [known.arcs[arc] for arc in self.arcs]
        self.figures = [report[cell] for cell in self.cells]
        rows = {node: row for row, node in enumerate(known.parts[0])}
        self.matrix = np.zeros((len(rows), len(self.arcs)))
        for place, arc in enumerate(self.arcs):
            self.matrix[rows[known.heads[arc]], place] = 1
            self.matrix[rows[known.tails[arc]], place] = -1


def fewest_by_highs(table: Table) -> int:
    """How many figures must change at least."""
    size = len(table.arcs)
    stands, one = np.array(table.figures, dtype=float), np.eye(size)
    found = milp(
        np.concatenate([np.zeros(size), np.ones(size)]),
        integrality=np.ones(2 * size),
        bounds=Bounds(0, np.concatenate([np.full(size, LARGE), np.ones(size)])),
        constraints=[
            LinearConstraint(np.hstack([table.matrix, np.zeros_like(table.matrix)]), 0, 0),
            LinearConstraint(np.hstack([one, -LARGE * one]), -np.inf, stands),
            LinearConstraint(np.hstack([one, LARGE * one]), stands, np.inf),
        ],
    )
    return round(found.fun)


def _whole_numbers(table: Table) -> list[z3.ArithRef]:
    return [z3.Int(f"x{place}") for place in range(len(table.arcs))]


def _equations(table: Table, numbers: list[z3.ArithRef]) -> list[z3.BoolRef]:
    return [
        z3.Sum([numbers[place] if sign > 0 else -numbers[place] for place, sign in enumerate(row) if sign]) == 0
        for row in table.matrix
    ] + [number >= 0 for number in numbers]


def fewest_by_z3(table: Table) -> int:
    """The same: one more figure is allowed to change until some will do."""
    numbers = _whole_numbers(table)
    changed = [z3.If(number == figure, 0, 1) for number, figure in zip(numbers, table.figures, strict=True)]
    solver = z3.Solver()
    solver.add(_equations(table, numbers))
    for count in range(len(numbers)):
        solver.push()
        solver.add(z3.Sum(changed) <= count)
        if solver.check() == z3.sat:
            return count
        solver.pop()
    raise AssertionError


def ranges_by_highs(table: Table) -> dict[str, tuple[int, int | None]]:
    """The least and the most that each blank can be; None for no bound."""
    blank = [place for place, figure in enumerate(table.figures) if figure is None]
    due = -table.matrix @ np.array([figure or 0 for figure in table.figures], dtype=float)
    found = {}
    for at, place in enumerate(blank):
        goal = np.zeros(len(blank))
        goal[at] = 1
        least = linprog(goal, A_eq=table.matrix[:, blank], b_eq=due, method="highs")
        most = linprog(-goal, A_eq=table.matrix[:, blank], b_eq=due, method="highs")
        found[table.cells[place].path] = (round(least.fun), round(-most.fun) if most.status == 0 else None)
    return found


def determined_by_highs(table: Table) -> dict[str, int]:
    """What each blank must be, if it must be anything: where its least and its most are the same."""
    return {path: least for path, (least, most) in ranges_by_highs(table).items() if least == most}


def determined_by_z3(table: Table) -> dict[str, int]:
    """The same: one solution, and then for each blank whether it can be anything else."""
    numbers = _whole_numbers(table)
    solver = z3.Solver()
    solver.add(_equations(table, numbers))
    solver.add([n == figure for n, figure in zip(numbers, table.figures, strict=True) if figure is not None])
    assert solver.check() == z3.sat
    model = solver.model()
    found = {}
    for number, cell, figure in zip(numbers, table.cells, table.figures, strict=True):
        if figure is None:
            value = model.eval(number, model_completion=True).as_long()
            solver.push()
            solver.add(number != value)
            if solver.check() == z3.unsat:
                found[cell.path] = value
            solver.pop()
    return found
