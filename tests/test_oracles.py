"""
What is said of blanks and of wrong figures is what general solvers find: HiGHS and z3, on whole reports at random.

The deep profile asks them about thousands of reports. Where they are not installed these tests are left out.
"""

import itertools
import random

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st
from networks import another, random_report

from govinfo.cells import official
from govinfo.circulation import Circulation, Range
from govinfo.network import network
from govinfo.smallest import Budget, smallest


numpy = pytest.importorskip("numpy")
optimize = pytest.importorskip("scipy.optimize")

SEEDS = st.integers(0, 10**9)
#: Integer programming takes about a second for each report.
SELDOM = settings(max_examples=max(3, settings.default.max_examples // 20))
#: More than any figure of these reports.
MUCH = 10_000


def incidence(known, arcs, nodes):
    """The equations of these nodes as a matrix."""
    rows = {node: place for place, node in enumerate(nodes)}
    matrix = numpy.zeros((len(nodes), len(arcs)))
    for place, arc in enumerate(arcs):
        matrix[rows[known.heads[arc]], place], matrix[rows[known.tails[arc]], place] = 1, -1
    return matrix


def asked(chance, errors, blanks):
    """The network of a form, and the figures of a report with so many errors and blanks in table three."""
    edition = chance.choice([2019, 2021])
    known = network(official(edition))
    report = random_report(edition, chance)
    figures = [report[cell] for cell in known.arcs]
    for arc in chance.sample(known.inside[0], errors):
        figures[arc] = another(chance, figures[arc])
    for arc in chance.sample(known.inside[0], blanks):
        figures[arc] = None
    return known, figures


@given(SEEDS)
def test_ranges_are_those_of_linear_programming(seed):
    """On whole forms with many blanks, right or wrong, HiGHS finds the same ranges, or none as well."""
    chance = random.Random(seed)
    known, figures = asked(chance, chance.choice([0, 0, 1]), chance.choice([5, 20, 60, 120, 150]))
    blank = [arc for arc in known.inside[0] if figures[arc] is None]
    excess, nodes = known.excess(figures), known.parts[0]
    matrix, due = incidence(known, blank, nodes), -numpy.array([excess[node] for node in nodes])

    def extreme(place, sign):
        goal = numpy.zeros(len(blank))
        goal[place] = sign
        return optimize.linprog(goal, A_eq=matrix, b_eq=due, bounds=(0, None), method="highs")

    solved = Circulation(known, 0, excess, blank)
    can_be = solved.ranges()
    assert solved.is_feasible == (extreme(0, 0).status == 0)
    for place in chance.sample(range(len(blank)), 2) if can_be else []:
        least, most = extreme(place, 1), extreme(place, -1)
        assert can_be[blank[place]] == Range(round(least.fun), None if most.status == 3 else round(-most.fun))


def fewest(known, figures, barred=()):
    """How few figures must change, as HiGHS finds it, if the *barred* sets of them are no answer; None if none will."""
    arcs, nodes = known.inside[0], known.parts[0]
    stands = [place for place, arc in enumerate(arcs) if figures[arc] is not None]
    count = len(arcs) + len(stands)  # what each arc carries, and for each figure whether it changes
    flows = numpy.hstack([incidence(known, arcs, nodes), numpy.zeros((len(nodes), len(stands)))])
    rules = [optimize.LinearConstraint(flows, 0, 0)]
    for sign in (1, -1):
        matrix = numpy.zeros((len(stands), count))
        for row, place in enumerate(stands):
            matrix[row, place], matrix[row, len(arcs) + row] = sign, -MUCH
        most = [sign * figures[arcs[place]] for place in stands]
        rules.append(optimize.LinearConstraint(matrix, -numpy.inf, most))
    for chosen in barred:
        row = numpy.zeros(count)
        for number, place in enumerate(stands):
            row[len(arcs) + number] = arcs[place] in chosen
        rules.append(optimize.LinearConstraint(row, -numpy.inf, len(chosen) - 1))
    goal = numpy.concatenate([numpy.zeros(len(arcs)), numpy.ones(len(stands))])
    bounds = optimize.Bounds(0, numpy.concatenate([numpy.full(len(arcs), MUCH), numpy.ones(len(stands))]))
    found = optimize.milp(goal, constraints=rules, bounds=bounds, integrality=numpy.ones(count))
    return round(found.fun) if found.success else None


@SELDOM
@given(SEEDS)
def test_smallest_explanations_are_those_of_integer_programming(seed):
    """HiGHS finds no smaller explanation, and none as small beside those that are listed."""
    chance = random.Random(seed)
    known, figures = asked(chance, chance.randint(0, 3), chance.choice([0, 0, 5, 40]))
    found = smallest(known, 0, figures, budget=Budget(10**6))
    sets = [frozenset(change.figures) for change in found]
    (size,) = {len(chosen) for chosen in sets}
    assert fewest(known, figures) == size
    if size:
        more = fewest(known, figures, sets)
        assert more is None or more > size


@given(SEEDS)
def test_smallest_explanations_are_those_of_a_solver(seed):
    """z3, which knows whole numbers exactly, finds no smaller explanation either."""
    z3 = pytest.importorskip("z3")
    chance = random.Random(seed)
    known, figures = asked(chance, chance.randint(0, 3), chance.choice([0, 0, 5, 40]))
    found = smallest(known, 0, figures, budget=Budget(10**6))
    assert len(found[0].figures) == _fewest(z3, known, figures)


def _fewest(z3, known, figures, part=0):
    """How few figures must change, as z3 finds it, in whole numbers that are not negative."""
    numbers = {arc: z3.Int(f"x{arc}") for arc in known.inside[part]}
    solver = z3.Solver()
    solver.add([number >= 0 for number in numbers.values()])
    for node in known.parts[part]:
        flows = [numbers[arc] if known.heads[arc] == node else -numbers[arc] for arc in known.at[node]]
        solver.add(z3.Sum(flows) == 0)
    stands = {arc: figures[arc] for arc in numbers if figures[arc] is not None}
    changed = z3.Sum([z3.If(numbers[arc] == figure, 0, 1) for arc, figure in stands.items()])

    def will_do(count):
        solver.push()
        solver.add(changed <= count)
        answer = solver.check()
        solver.pop()
        return answer == z3.sat

    return next(filter(will_do, itertools.count()))
