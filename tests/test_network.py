"""
The official identities are a flow network, and what blanks can be follows from it.

Answers are held against brute force, and against linear programming where that is installed.
"""

import itertools
import random

import pytest

from hypothesis import given
from hypothesis import strategies as st
from networks import random_report, small
from published import SUQIAN_2023, SUQIAN_2024, published

from govinfo import CELLS, RULES
from govinfo._tree import values
from govinfo.cells import official
from govinfo.circulation import Circulation, Range, violated_cut
from govinfo.components import bridges
from govinfo.editions import Edition
from govinfo.finding import Authority, Severity
from govinfo.form import Applications, Results
from govinfo.graph import Equation, build
from govinfo.identities import identities
from govinfo.network import added, carried, joined, least_of, network
from govinfo.rule import Comparison, Sum, at_least, equal, rule
from govinfo.smallest import Budget, smallest
from govinfo.strategies import reports


def a_rule(id_="X-TEST"):
    """What every rule needs besides its relation."""
    return rule(id_, english="A test.", severity=Severity.ERROR, authority=Authority.PRACTICE, cites="")


@a_rule()
def as_many_carried_as_brought(applications: Applications[Sum]) -> Comparison[Sum]:
    """测试：结转前后相等。"""
    return equal(applications.brought_forward.total, applications.carried_forward.total)


@a_rule()
def twice_as_many(results: Results[Sum]) -> Comparison[Sum]:
    """测试：两倍。"""
    return equal(results.upheld + results.upheld, results.total)


@a_rule()
def none_is_pending(results: Results[Sum]) -> Comparison[Sum]:
    """测试：没有尚未审结的。"""
    return equal(results.pending, 0)


@a_rule()
def all_are_upheld(results: Results[Sum]) -> Comparison[Sum]:
    """测试：全部维持。"""
    return equal(results.upheld + results.pending, results.overturned)


def excess_of(known, report):
    """The excess of all nodes, in a report."""
    return known.excess([report[cell] for cell in known.arcs])


@pytest.mark.parametrize(("edition", "nodes", "arcs"), [(2019, 36, 161), (2021, 38, 175)])
def test_table_three_is_a_network(edition, nodes, arcs):
    """Every cell of table three stands in two identities but one that the others imply; no two arcs are parallel."""
    known = network(official(edition))
    assert (len(known.parts[0]), len(known.inside[0])) == (nodes, arcs)
    assert not known.unfit
    assert [equation.identity.cells[-1] for equation in known.implied] == [CELLS.applications.outcome.total.total]
    assert all(known.nodes[node] is not None for node in known.parts[0])
    ends = [frozenset((known.tails[arc], known.heads[arc])) for arc in known.inside[0]]
    assert len(set(ends)) == arcs
    assert {len(pair) for pair in ends} == {2}
    equal_ = [identity for identity in identities(official(edition)) if identity.sense == "="]
    for cell in (known.arcs[arc] for arc in known.inside[0]):
        count = sum(cell in identity.cells for identity in equal_)
        assert count - (cell in known.implied[0].identity.cells) == 2


@pytest.mark.parametrize("edition", [2019, 2021])
def test_table_four_is_three_stars(edition):
    """Each sum of table four is a part of its own: five arcs between its identity and the ground."""
    known = network(official(edition))
    for part, arcs in zip(known.parts[1:], known.inside[1:], strict=True):
        assert [known.nodes[node] is None for node in part] == [False, True]
        assert len(arcs) == 5
    assert len(known.parts) == 4


@given(st.tuples(*(st.sampled_from([None, *Edition]) for _ in official(2021))))
def test_any_mixture_is_a_network(editions):
    """Whatever editions the blocks have, all identities fit."""
    blocks = [None if edition not in of else edition for edition, of in zip(editions, _editions(), strict=True)]
    known = network(blocks)
    assert not known.unfit
    assert len(known.implied) == (blocks[5] is not None)


def _editions():
    from govinfo.cells import BLOCKS, block_editions  # noqa: PLC0415

    return [block_editions(path) for path in BLOCKS]


@given(reports(mixed=True), st.data())
def test_excess_is_what_identities_differ_by(report, data):
    """The excess of a node is the difference of its identity up to sign; all are zero in a report that reconciles."""
    known = network(report.editions)
    assert not any(excess_of(known, report))
    if known.arcs:
        changed = data.draw(st.dictionaries(st.sampled_from(known.arcs), st.integers(0, 99), max_size=4))
        wrong = report.replace(changed)
        for node, excess in zip(known.nodes, excess_of(known, wrong), strict=True):
            if node is not None:
                left, right = node.identity.sides(wrong)
                assert abs(left - right) == abs(excess)


def test_least_is_what_cell_rules_say():
    """Counts are not negative, changes may be; without a cell rule nothing has a bound."""
    least = least_of(official(2019))
    assert least[CELLS.applications.received.total] == 0
    assert least[CELLS.disclosure.charges.fees.change] is None
    assert network(official(2021), [r for r in RULES if r.id.startswith("T4")]).least == (None,) * 15


def test_rules_of_third_parties_fit_or_are_said_not_to():
    """A rule that keeps each cell in two identities joins the network; one that does not is named."""
    fits = network(official(2021), [*RULES, none_is_pending])
    assert not fits.unfit
    assert sum(node is None for node in fits.nodes) == 3
    for other, count in ((as_many_carried_as_brought, 1), (twice_as_many, 3)):
        known = network(official(2021), [*RULES, other])
        assert [equation.identity.rule for equation in known.unfit] == [other] * count
        assert len(known.parts[0]) == 38
    signs = network(official(2021), [*RULES, all_are_upheld])
    assert [equation.identity.rule for equation in signs.unfit] == [all_are_upheld] * 3


def test_joined_years_are_a_network():
    """Two years that are joined by 结转 are one network: each cell stands in two equations that no others imply."""
    known = joined({2023: official(2021), 2024: official(2021)}, carried(2023, 2024))
    assert not known.unfit
    assert len(known.implied) == 4
    reports_ = {2023: published(SUQIAN_2023), 2024: published(SUQIAN_2024)}
    figures = [reports_[year][cell] for year, cell in known.arcs]
    assert not any(known.excess(figures))
    for arc in known.inside[0][::7]:
        wrong = [figure + 5 if other == arc else figure for other, figure in enumerate(figures)]
        (change,) = smallest(known, 0, wrong, budget=Budget(10**4))
        assert change.figures == {arc: figures[arc]}


def test_joined_levels_are_no_network():
    """A whole and its parts do not fit: each cell stands a third time. What joins them is said not to fit."""
    joins = added("whole", ["own", "part"], CELLS.applications.received.cells()[:3])
    known = joined(dict.fromkeys(("whole", "own", "part"), official(2021)), joins)
    assert set(known.unfit) <= set(joins)
    assert known.unfit


def test_only_equalities_are_nodes():
    """A relation that is no equality is no node."""

    @a_rule()
    def upheld_is_part(results: Results[Sum]) -> Comparison[Sum]:
        """测试：部分。"""
        return at_least(results.total, results.upheld)

    assert len(network(official(2021), [*RULES, upheld_is_part]).nodes) == len(network(official(2021)).nodes)


def test_constants_of_implied_equations_must_agree():
    """An equation is left out only if it follows from the others with its constant; else it does not fit."""
    one, two = Equation((("a", 1), ("b", -1)), 3), Equation((("b", 1), ("a", -1)), -3)
    assert build([one, two]).nodes == (one, two)
    third = Equation((("a", 1), ("b", -1)), 3)
    assert build([one, two, third]).implied == (third,)
    other = Equation((("a", 1), ("b", -1)), 4)
    assert build([one, two, other]).unfit == (other,)
    new = Equation((("a", 1), ("c", -1)), 0)
    assert build([one, two, new]).unfit == (new,)


# What blanks can be


def solutions(known, figures, most):
    """All ways to fill the blanks with 0 to *most*, by trying them all."""
    blank = [arc for arc, figure in enumerate(figures) if figure is None]
    for filled in itertools.product(range(most + 1), repeat=len(blank)):
        full = list(figures)
        for arc, figure in zip(blank, filled, strict=True):
            full[arc] = figure
        if not any(known.excess(full)):
            yield {arc: full[arc] for arc in blank}


@given(st.integers(0, 10**9))
def test_ranges_are_those_of_brute_force(seed):
    """The ranges of blanks in small networks are what trying all figures finds; no figure fits where there are none."""
    known, figures, chance = small(random.Random(seed))
    for arc in chance.sample(range(len(figures)), min(3, len(figures))):
        figures[arc] = None
    stands = [arc for arc, figure in enumerate(figures) if figure is not None]
    if stands and chance.random() < 0.3:
        figures[chance.choice(stands)] = 3
    found = list(solutions(known, figures, 12))  # no blank with a bound can be more than 9
    more = list(solutions(known, figures, 13))
    excess = known.excess(figures)
    for part, arcs in enumerate(known.inside):
        blank = [arc for arc in arcs if figures[arc] is None]
        solved = Circulation(known, part, excess, blank)
        can_be = solved.ranges()
        assert solved.is_feasible == (violated_cut(known, part, excess, blank) is None)
        if found:
            assert solved.is_feasible
            for arc in blank:
                seen = [one[arc] for one in found]
                top = max(one[arc] for one in more)
                assert can_be[arc] == Range(min(seen), top if top == max(seen) else None)
    if not found:
        parts = range(len(known.parts))
        assert not all(
            Circulation(known, part, excess, [a for a in known.inside[part] if figures[a] is None]).is_feasible
            for part in parts
        )


def test_arcs_without_a_bound_may_be_negative():
    """What has no least can be anything that the equations leave open, less than zero too."""
    known = build([Equation((("a", 1), ("b", 1), ("c", -1)))], {"a": None, "b": 0, "c": 0}.get)
    excess = known.excess([None, None, 5])
    assert Circulation(known, 0, excess, [0, 1]).ranges() == {0: Range(None, 5), 1: Range(0, None)}
    assert Circulation(known, 0, known.excess([None, 7, 5]), [0]).ranges() == {0: Range(-2, -2)}
    all_open = Circulation(known, 0, known.excess([None] * 3), [0, 1, 2]).ranges()
    assert all_open == {0: Range(None, None), 1: Range(0, None), 2: Range(0, None)}


def test_ranges_along_a_chain():
    """What comes in at one end of a long chain of pairs of arcs is all that any of them can carry."""
    links = [Equation(tuple((f"{n}{x}", 1) for x in "ab") + tuple((f"{n + 1}{x}", -1) for x in "ab")) for n in range(9)]
    first = Equation((("in", 1), ("0a", -1), ("0b", -1)))
    known = build([*links[::-1], first])
    figures = [5 if name == "in" else None for name in known.arcs]
    blank = [arc for arc, figure in enumerate(figures) if figure is None]
    can_be = Circulation(known, 0, known.excess(figures), blank).ranges()
    assert set(can_be.values()) == {Range(0, 5)}


@pytest.mark.parametrize("edition", [2019, 2021])
def test_by_equalities_alone_blanks_are_determined_off_cycles(edition):
    """Without bounds a blank is determined just if it lies on no cycle of blanks: all, just if they are a forest."""
    numpy = pytest.importorskip("numpy")
    known = network(official(edition))
    matrix = numpy.zeros((len(known.nodes), len(known.arcs)))
    for arc, (tail, head) in enumerate(zip(known.tails, known.heads, strict=True)):
        matrix[head, arc], matrix[tail, arc] = 1, -1
    chance = random.Random(edition)
    for _ in range(60):
        blank = chance.sample(known.inside[0], chance.randint(1, 45))
        rank = numpy.linalg.matrix_rank(matrix[:, blank])
        alone = {arc for arc, _ in bridges(known, blank)}
        assert (rank == len(blank)) == (alone == set(blank))
        for arc in chance.sample(blank, min(4, len(blank))):
            rest = [other for other in blank if other != arc]
            is_independent = numpy.linalg.matrix_rank(matrix[:, rest]) < rank if rest else True
            assert is_independent == (arc in alone)


def test_random_reports_reconcile():
    """What the tests above begin with keeps every identity."""
    report = random_report(2021, random.Random(1))
    assert all(i.holds(values(report)) for i in identities(report.editions) if i.rule.id.startswith("T3"))
    assert sum(report[cell] for cell in network(report.editions).arcs if report[cell]) > 0


@pytest.mark.parametrize("edition", [2019, 2021])
def test_table_three_has_no_triangles(edition):
    """No two or three arcs form a cycle, so that sets of up to three wrong cells have one set of values."""
    known = network(official(edition))
    color = {known.parts[0][0]: 0}
    todo = [known.parts[0][0]]
    while todo:
        node = todo.pop()
        for arc in known.at[node]:
            other = known.heads[arc] if known.tails[arc] == node else known.tails[arc]
            if other not in color:
                color[other] = 1 - color[node]
                todo.append(other)
            assert color[other] != color[node]
