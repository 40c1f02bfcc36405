"""
Reports that are bound to each other: a wrong figure of one of them is named, where the others can tell.
"""

import itertools
import random

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st
from networks import another, random_report
from published import SUQIAN_2023, SUQIAN_2024, published

from govinfo import CELLS, Report
from govinfo.cells import official
from govinfo.graph import Equation
from govinfo.network import added, carried, network
from govinfo.smallest import MOST, Budget
from govinfo.systems import smallest_sets, systems
from govinfo.together import explain_together


RECEIVED = CELLS.applications.received
BROUGHT = CELLS.applications.brought_forward
CARRIED = CELLS.applications.carried_forward
YEARS = {2023: SUQIAN_2023, 2024: SUQIAN_2024}
TABLE = [cell for cell in network(official(2021)).arcs if cell.section == "applications"]


def sum_of(reports):
    """A report in which each figure is the sum of those of others."""
    return reports[0].replace({cell: sum(report[cell] or 0 for report in reports) for cell in TABLE})


def family(chance, count):
    """A whole, which is not drawn but added up, and its parts."""
    parts = {f"part {n}": random_report(2021, chance) for n in range(count)}
    return {"whole": sum_of(list(parts.values())), **parts}


def all_of(found):
    """The changes of all explanations."""
    return [dict(one.changes) for one in found.explanations]


# Years


def test_published_years_agree():
    """宿迁 brought forward in 2024 what it carried forward in 2023."""
    years = {year: published(figures) for year, figures in YEARS.items()}
    found = explain_together(years, carried(2023, 2024))
    assert (found.explanations, found.is_complete) == ((), True)


@pytest.mark.parametrize("year", YEARS)
def test_a_wrong_figure_of_one_year_is_named(year):
    """Any wrong figure of table three is the only explanation, in the right year, those that are carried among them."""
    years = {year: published(figures) for year, figures in YEARS.items()}
    for cell in [*CARRIED.cells(), *BROUGHT.cells(), *TABLE[::9]]:
        wrong = years | {year: years[year].replace({cell: years[year][cell] + 3})}
        assert all_of(explain_together(wrong, carried(2023, 2024))) == [{(year, cell): years[year][cell]}]


def test_a_row_that_the_next_year_brought_forward_otherwise():
    """
    Where both years reconcile by themselves, but one carries 5 and the other brings 3, three cells each are too few.

    Four cells of a year must change with it, and nobody says that they did.
    """
    years = {year: published(figures) for year, figures in YEARS.items()}
    old = years[2023]
    moved = old.replace(
        {
            CARRIED.natural_persons: old[CARRIED.natural_persons] + 2,
            CARRIED.total: old[CARRIED.total] + 2,
            RECEIVED.natural_persons: old[RECEIVED.natural_persons] + 2,
            RECEIVED.total: old[RECEIVED.total] + 2,
        }
    )
    found = explain_together(years | {2023: moved}, carried(2023, 2024))
    assert (found.explanations, found.is_complete) == ((), False)


def test_a_blank_year_says_nothing_wrong():
    """A year of blanks, and one without table three, contradicts nothing."""
    years = {2023: Report.blank(2021), 2024: published(SUQIAN_2024)}
    assert explain_together(years, carried(2023, 2024)).is_complete
    years[2023] = Report.blank(2021, blocks={"applications": None})
    found = explain_together(years, carried(2023, 2024))
    assert (found.explanations, found.is_complete) == ((), True)


def test_cells_may_be_held_fixed():
    """What is known to be right is in no explanation."""
    years = {year: published(figures) for year, figures in YEARS.items()}
    years[2024] = years[2024].replace({BROUGHT.total: 7})
    held = explain_together(years, carried(2023, 2024), fixed=[(2024, BROUGHT.total)])
    assert not any((2024, BROUGHT.total) in changes for changes in all_of(held))


def test_in_words():
    """An explanation names the report, the cell and the figures, in both languages and for programs."""
    years = {year: published(figures) for year, figures in YEARS.items()}
    due = years[2023][CARRIED.total]
    years[2023] = years[2023].replace({CARRIED.total: due + 1000})
    (one,) = explain_together(years, carried(2023, 2024)).explanations
    assert (
        one.message()
        == f"2023“四、结转下年度继续办理 总计”应为 {due}，填成 {due + 1000}；改后与此相关的勾稽关系可以成立。"
    )
    assert one.message("en").startswith("2023, “IV. Carried over to next year, Total” should be")
    assert one.to_dict("en") == {
        "changes": [{"report": "2023", "cell": CARRIED.total.path, "figure": due + 1000, "due": due}],
        "equals": 1,
        "message": one.message("en"),
    }
    blank = years | {2023: years[2023].replace({CARRIED.total: None, CARRIED.natural_persons: -1})}
    assert "：" not in str(explain_together(blank, carried(2023, 2024)).is_complete)


def test_a_choice_is_said():
    """Where the other figures leave the right value open its range is given, and no example stands for it alone."""
    zeros = Report.blank(2021).replace({cell: 0 for cell, _ in Report.blank(2021).figures()})
    results = CELLS.disputes.reconsideration
    wrong = zeros.replace({results.upheld: 3, results.overturned: 3, results.total: 2})
    (one,) = explain_together(
        {2023: wrong, 2024: zeros}, carried(2023, 2024), fixed=[(2023, results.total)]
    ).explanations
    assert one.message("en").startswith(
        "2023, “Administrative reconsideration, Upheld” should be 0 to 2, for example 2"
    )
    assert [(said["least"], said["most"]) for said in one.to_dict()["changes"]] == [(0, 2), (0, 2)]


# A whole and its parts


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(0, 10**9))
def test_a_wrong_figure_of_a_whole_or_a_part_is_named(seed):
    """Wherever one figure is wrong, in the whole or in a part, it is the only explanation by one cell."""
    chance = random.Random(seed)
    reports = family(chance, chance.randint(1, 4))
    name, cell = chance.choice(list(reports)), chance.choice(TABLE)
    right = reports[name][cell]
    wrong = reports | {name: reports[name].replace({cell: another(chance, right)})}
    bonds = added("whole", [other for other in reports if other != "whole"], TABLE)
    found = explain_together(wrong, bonds)
    assert all_of(found) == [{(name, cell): right}]
    assert found.is_complete


@given(st.integers(0, 10**9))
def test_two_wrong_figures_are_in_the_list(seed):
    """Two wrong figures are explained by these two, or by as few others."""
    chance = random.Random(seed)
    reports = family(chance, 2)
    keys = chance.sample([(name, cell) for name in reports for cell in TABLE], 2)
    due = {(name, cell): reports[name][cell] for name, cell in keys}
    wrong = dict(reports)
    for name, cell in keys:
        wrong[name] = wrong[name].replace({cell: another(chance, reports[name][cell])})
    found = explain_together(wrong, added("whole", ["part 0", "part 1"], TABLE))
    assert due in all_of(found)
    assert all(one.equals == len(found.explanations) for one in found.explanations)


def test_a_part_that_is_missing_is_not_explained_away():
    """Where a whole organ is left out, no three figures explain it."""
    reports = family(random.Random(3), 3)
    del reports["part 2"]
    found = explain_together(reports, added("whole", ["part 0", "part 1"], TABLE))
    assert (found.explanations, found.is_complete) == ((), False)
    assert not explain_together(reports, added("whole", ["part 0", "part 1"], TABLE), budget=1).is_complete


def test_negative_counts_are_named_in_levels():
    """A count below zero is wrong though all sums hold; if it is held fixed, nothing explains it."""
    reports = family(random.Random(7), 2)
    row = RECEIVED
    bonds = added("whole", ["part 0", "part 1"], TABLE)
    wrong = reports | {"part 0": reports["part 0"].replace({row.natural_persons: -5})}
    due = {("part 0", row.natural_persons): reports["part 0"][row.natural_persons]}
    assert all_of(explain_together(wrong, bonds)) == [due]
    assert not explain_together(wrong, bonds, fixed=due).is_complete


def test_relations_with_blanks_are_left_out():
    """A part with a blank says nothing of that cell; the others are explained as before."""
    reports = family(random.Random(5), 2)
    cell, other = TABLE[10], TABLE[40]
    reports["part 0"] = reports["part 0"].replace({cell: None})
    right = reports["part 1"][other]
    reports["part 1"] = reports["part 1"].replace({other: right + 9})
    found = explain_together(reports, added("whole", ["part 0", "part 1"], TABLE))
    assert {("part 1", other): right} in all_of(found)


# Any equations


def drawn(chance):
    """A few equations in a few unknowns, and figures of which some do not fit."""
    keys = "abcdef"[: chance.randint(2, 6)]
    figures = {key: chance.randint(0, 3) for key in keys}
    equations = []
    for _ in range(chance.randint(1, 5)):
        terms = tuple((key, chance.choice([1, -1, 1, 2])) for key in chance.sample(keys, chance.randint(1, len(keys))))
        equations.append(Equation(terms, sum(k * figures[key] for key, k in terms)))
    for key in chance.sample(keys, min(len(keys), chance.randint(0, 2))):
        figures[key] += chance.choice([-1, 1, 2])
    return equations, figures


def brute_force(system, size):
    """The sets of so many unknowns for which one choice of other figures, not below 0, makes all equations hold."""
    for chosen in itertools.combinations(system.figures, size):
        solutions = []
        for values in itertools.product(range(25), repeat=size):
            due = dict(zip(chosen, values, strict=True))
            if min((system.figures | due).values()) < 0:
                continue
            by = {key: figure - system.figures[key] for key, figure in due.items()}
            if all(by.values()) and not any(
                over + sum(terms.get(key, 0) * change for key, change in by.items())
                for terms, over in zip(system.terms, system.over, strict=True)
            ):
                solutions.append(due)
        if len(solutions) == 1:
            yield solutions[0]


@given(st.integers(0, 10**9))
def test_sets_are_those_of_brute_force(seed):
    """In any small system the sets that are found are right, and of one cell none is missing."""
    equations, figures = drawn(random.Random(seed))
    for system in systems(equations, figures):
        found = smallest_sets(system, lambda _: 0, budget=Budget(10**5))
        for due in found:
            by = {key: figure - system.figures[key] for key, figure in due.items()}
            changed = [sum(terms.get(key, 0) * more for key, more in by.items()) for terms in system.terms]
            assert [-over for over in system.over] == changed
        if system.holds and min(system.figures.values()) >= 0:
            assert found == [{}]
        elif ones := list(brute_force(system, 1)):
            assert sorted(map(str, found)) == sorted(map(str, ones))
        elif found:
            assert 2 <= len(found[0]) <= MOST
            twos = list(brute_force(system, 2)) if len(found[0]) == 2 else []
            assert all(due in found for due in twos)


def test_a_set_whose_figures_are_open_is_told_of():
    """
    Of two unknowns of one equation only what both come to is known: what each should be is open.

    They are no explanation, but nobody may say that there is none.
    """
    (system,) = systems([Equation((("a", 1), ("b", 1), ("c", -1)))], {"a": 1, "b": 1, "c": 0})
    budget = Budget(1000)
    assert ([], True) == (smallest_sets(system, lambda _: 0, budget=budget, fixed=["c"]), budget.is_open)
    budget = Budget(1000)
    assert ([{"c": 2}], False) == (smallest_sets(system, lambda _: 0, budget=budget), budget.is_open)
