"""
Wrong figures are named with their right values where the table can tell, and are in the list where it cannot.
"""

import itertools
import random
import subprocess
import sys

from collections import Counter

import pytest

from hypothesis import example, given
from hypothesis import strategies as st
from networks import another, random_report, small
from published import HUAIAN_2024, PINGTAN_2020, SHANGHAI_2019, SUQIAN_2023, SUQIAN_2024, published
from test_network import as_many_carried_as_brought

import govinfo

from govinfo import CELLS, RULES, Report, check, explain, read, reads, render
from govinfo.causes import Cause
from govinfo.cells import official
from govinfo.circulation import Circulation, Range
from govinfo.completion import complete, ranges
from govinfo.components import bridges
from govinfo.errors import UnknownCell
from govinfo.graph import LARGEST
from govinfo.grid import grid
from govinfo.network import network
from govinfo.smallest import MOST, Budget, smallest
from govinfo.strategies import reports


APPLICATIONS = CELLS.applications
OUTCOME = CELLS.applications.outcome
RESULTS = CELLS.disputes.reconsideration


def cells_of_part(edition, part=0):
    """The cells of a part of an official form; the first part is table three."""
    known = network(official(edition))
    return [known.arcs[arc] for arc in known.inside[part]]


# What must be so


@pytest.mark.parametrize("edition", [2019, 2021])
def test_every_single_error_in_table_three_is_named(edition):
    """Whichever cell of table three is wrong, and by whatever: it is the only explanation, with its right value."""
    chance = random.Random(edition)
    report = random_report(edition, chance)
    for cell in cells_of_part(edition):
        wrong = report.replace({cell: another(chance, report[cell])})
        (explanation,) = explain(wrong)
        assert explanation.changes == {cell: report[cell]}
        assert explanation.equals == 1
        assert not explanation.ranges
        assert explain(wrong).is_complete


@given(reports(prose=False), st.randoms(use_true_random=False))
def test_a_single_error_in_any_report(report, chance):
    """The same for any report: also if it is an error in table four, where it is one of up to five."""
    known = network(report.editions)
    part = chance.randrange(4)
    cell = known.arcs[chance.choice(known.inside[part])]
    figure = chance.choice([report[cell] + chance.randint(1, 10**6), *range(max(0, report[cell] - 3), report[cell])])
    wrong = report.replace({cell: figure})
    diagnosis = explain(wrong)
    ones = [explanation for explanation in diagnosis if len(explanation.changes) == 1]
    assert {cell: report[cell]} in [explanation.changes for explanation in ones]
    assert {explanation.equals for explanation in ones} == {len(ones)}
    assert len(ones) == 1 if part == 0 else 1 <= len(ones) <= 5
    if part:
        brute = [
            one
            for one in (known.arcs[arc] for arc in known.inside[part])
            if wrong[one] + (_gap(wrong, cell) if one.path.endswith("total") else -_gap(wrong, cell)) >= 0
        ]
        assert len(ones) == len(brute)


def _gap(report, cell):
    """By how much the parts of a sum of table four are more than its total."""
    *parts, total = next(node for node in CELLS.disputes.nodes() if cell in _direct(node)).cells()
    return sum(report[part] for part in parts) - report[total]


def _direct(node):
    return node.cells() if len(node.cells()) == 5 else ()


def brute_force(known, part, figures, size, fixed=()):
    """All sets of this size whose change makes a part reconcile, by trying them all."""
    excess = known.excess(figures)
    blank = [arc for arc in known.inside[part] if figures[arc] is None]
    stands = [arc for arc in known.inside[part] if figures[arc] is not None and arc not in fixed]
    below = {arc for arc in known.inside[part] if figures[arc] is not None and figures[arc] < known.floors[arc]}
    for chosen in itertools.combinations(stands, size):
        if below <= set(chosen):
            without = list(excess)
            for arc in chosen:
                without[known.heads[arc]] -= figures[arc]
                without[known.tails[arc]] += figures[arc]
            if Circulation(known, part, without, [*blank, *chosen]).is_feasible:
                yield frozenset(chosen)


@pytest.mark.parametrize("kind", ["beside", "above", "total", "any", "blanks"])
def test_two_errors_are_in_the_list(kind):
    """Every pair of wrong cells is among the smallest explanations, and these are as many as trying all pairs finds."""
    chance = random.Random(kind)
    report = published(HUAIAN_2024)
    known = network(report.editions)
    row = chance.choice([r for r in grid(report.editions).rows if len(r) == 7 and report[r[0]] != report[r[1]]])
    pair = {"beside": row[:2], "total": (row[0], row[6])}.get(kind, tuple(chance.sample(cells_of_part(2021), 2)))
    if kind == "above":
        pair = (OUTCOME.granted.natural_persons, OUTCOME.granted_in_part.natural_persons)
    wrong = report.replace({pair[0]: report[pair[0]] + 3, pair[1]: report[pair[1]] + (3 if kind == "total" else 4)})
    if kind in {"beside", "above"}:
        wrong = report.replace({pair[0]: report[pair[1]], pair[1]: report[pair[0]]})
    if kind == "blanks":
        stands = [cell for cell in cells_of_part(2021) if cell not in pair]
        wrong = wrong.replace(dict.fromkeys(chance.sample(stands, 20)))
    figures = [wrong[cell] for cell in known.arcs]
    found = {frozenset(change.figures) for change in smallest(known, 0, figures, budget=Budget(10**6))}
    size = len(next(iter(found)))
    assert found == set(brute_force(known, 0, figures, size))
    assert size < 2 or frozenset(known.index[cell] for cell in pair) in found


@given(st.integers(0, 10**9))
def test_smallest_sets_are_those_of_brute_force(seed):
    """In small networks with blanks, cells held fixed and negative figures, trying all sets finds the same ones."""
    known, figures, chance = small(random.Random(seed))
    figures = [figure + chance.choice([0, 0, 0, 1, 3, -1]) for figure in figures]
    for arc in chance.sample(range(len(figures)), min(2, len(figures))):
        figures[arc] = None
    for part, arcs in enumerate(known.inside):
        fixed = [arc for arc in arcs if chance.random() < 0.2]
        changes = smallest(known, part, figures, budget=Budget(10**6), fixed=fixed)
        sizes = (set(brute_force(known, part, figures, size, fixed)) for size in range(MOST + 1))
        assert {frozenset(change.figures) for change in changes} == next(filter(None, sizes), set())
        for change in changes:
            full = [change.figures.get(arc, figure) for arc, figure in enumerate(figures)]
            blank = [arc for arc in arcs if full[arc] is None]
            assert Circulation(known, part, known.excess(full), blank).is_feasible
            assert all(change.figures[arc] in can_be for arc, can_be in change.ranges.items())


# What it must not say


def test_what_is_proposed_is_never_negative():
    """An edit is no explanation if the figures that it leaves, or makes, are less than any there can be."""
    held = OUTCOME.unavailable.not_held
    report = published(HUAIAN_2024).replace(
        {
            OUTCOME.granted.organizations.other: -5,
            OUTCOME.granted.total: 1354,
            OUTCOME.granted_in_part.organizations.other: 8,
            OUTCOME.granted_in_part.total: 462,
            held.natural_persons: 12,
            held.organizations.businesses: 746,
        }
    )
    for explanation in explain(report):
        assert complete(report.replace(explanation.changes)).is_feasible


def test_a_set_of_cells_is_listed_once():
    """An edit of the same cells as a smallest set is that set, with its cause."""
    report = published(HUAIAN_2024)
    cells = cells_of_part(2021)
    for seed in range(20):
        chance = random.Random(seed)
        row = chance.choice([row for row in grid(report.editions).rows if len(row) == 7 and report[row[0]]])
        blank = dict.fromkeys(cell for cell in chance.sample(cells, 40) if cell not in row[:2])
        found = explain(swapped(report, row[0], row[1]).replace(blank)).explanations
        assert len({frozenset(e.changes) for e in found}) == len(found)


def test_weights_that_larger_sets_could_beat_are_not_complete():
    """Where four light cells could be lighter than what was found, that is said."""
    one, other = APPLICATIONS.received.organizations.businesses, OUTCOME.unavailable.not_held.natural_persons
    wrong = published(HUAIAN_2024).replace({one: 60, other: 764})
    assert explain(wrong).is_complete
    assert not explain(wrong, weights={one: 99, other: 99}).is_complete
    for weight in (-1, float("nan")):
        with pytest.raises(ValueError, match="not negative"):
            explain(wrong, weights={one: weight})
    with pytest.raises(UnknownCell):
        explain(wrong, fixed=["nothing"])


def test_relations_outside_the_network_are_not_passed_over():
    """A relation that is violated and does not fit is named; so is one that is no equality."""
    rules = [*RULES, as_many_carried_as_brought]
    diagnosis = explain(published(HUAIAN_2024), rules=rules)
    assert {identity.rule.id for identity in diagnosis.others} == {as_many_carried_as_brought.id}
    assert diagnosis.to_dict()["others"][0]["rule"] == as_many_carried_as_brought.id
    assert not complete(published(HUAIAN_2024), rules).is_feasible


def test_figures_of_any_size():
    """Figures that nobody types are explained and completed like others; still larger ones are open, like blanks."""
    report = Report.blank(2021).replace({RESULTS.total: LARGEST, RESULTS.upheld: 1})
    assert ranges(report)[RESULTS.pending] == Range(0, LARGEST - 1)
    zeros = report.replace(dict.fromkeys(RESULTS.cells(), 0))
    assert len(explain(zeros.replace({RESULTS.total: LARGEST}))) == 5
    for large in (LARGEST + 1, 10**5000):
        assert not explain(zeros.replace({RESULTS.total: large})).parts


# How it is asked


def test_nothing_is_explained_where_nothing_is_wrong():
    """There is no explanation of what reconciles, of blanks that can be filled, and of what has no identities."""
    for report in (published(HUAIAN_2024), published(SHANGHAI_2019, 2019), Report.blank(2021)):
        diagnosis = explain(report)
        assert (len(diagnosis), diagnosis.is_complete) == (0, True)
    documents = CELLS.disclosure.documents.normative
    assert not explain(published(HUAIAN_2024).replace({documents.in_force: 0, documents.issued: 9})).explanations


def test_fixed_cells_are_not_explained_away():
    """A cell that is held fixed is in no explanation; if all of a sum are, there is none."""
    wrong = published(HUAIAN_2024).replace({RESULTS.total: 352})
    assert len(explain(wrong)) == 5
    left = explain(wrong, fixed=[RESULTS.total, CELLS.disclosure.charges.fees.amount])
    assert [len(e.changes) for e in left] == [1] * 4
    nothing = explain(wrong, fixed=RESULTS.cells())
    assert (nothing.explanations, nothing.is_complete) == ((), False)
    swapped = published(HUAIAN_2024).replace(
        {APPLICATIONS.received.natural_persons: 53, APPLICATIONS.received.organizations.businesses: 3001}
    )
    held = explain(swapped, fixed=[APPLICATIONS.received.natural_persons])
    assert not any(APPLICATIONS.received.natural_persons in e.changes for e in held)
    assert not explain(wrong.replace({RESULTS.total: -352}), fixed=[RESULTS.total]).explanations


def test_weights_choose_the_lightest_sets():
    """With weights, two unsure cells may be likelier than a sure one."""
    wrong = published(HUAIAN_2024).replace({RESULTS.total: 352})
    (only,) = [
        e
        for e in explain(wrong, weights=dict.fromkeys(RESULTS.cells(), 9) | {RESULTS.pending: 2})
        if len(e.changes) == 1
    ]
    assert only.changes == {RESULTS.pending: 38}
    cell = APPLICATIONS.received.total
    heavy = explain(published(HUAIAN_2024).replace({cell: 3120}), weights={cell: 99, RESULTS.total: 1})
    assert {len(e.changes) for e in heavy} == {3}
    assert len(explain(published(HUAIAN_2024).replace({cell: 3120}), weights={cell: 2})) == 1


def test_a_budget_that_is_spent_is_said():
    """With too small a budget the answer says that it is not complete; so it does for more than three errors."""
    wrong = published(HUAIAN_2024).replace({RESULTS.total: 352})
    assert not explain(wrong, budget=1).is_complete
    chance = random.Random(1)
    many = {cell: published(HUAIAN_2024)[cell] + 10 + n for n, cell in enumerate(chance.sample(cells_of_part(2021), 9))}
    assert (explain(published(HUAIAN_2024).replace(many)).explanations, explain(wrong).is_complete) == ((), True)
    assert not explain(published(HUAIAN_2024).replace(many)).is_complete


def test_a_blank_that_must_not_be_zero_is_named():
    """Where all blanks of a part have no choice and few are not zero, these are named, though nothing is violated."""
    report = published(HUAIAN_2024).replace({OUTCOME.granted.natural_persons: None})
    (explanation,) = explain(report)
    assert (explanation.cause, explanation.changes) == (Cause.NOT_ZERO, {OUTCOME.granted.natural_persons: 1288})
    assert explanation.message() == "（一）自然人未填，应为 1288；改后 39 条勾稽关系全部成立。"
    zero = published(HUAIAN_2024).replace({OUTCOME.refused.state_secrets.organizations.other: None})
    assert not explain(zero).explanations


def test_what_is_no_number_is_like_a_blank():
    """Whatever a program has put in a cell instead of a whole number, nothing breaks."""
    report = published(HUAIAN_2024).replace({RESULTS.total: "many", RESULTS.upheld: 2.5})
    assert not explain(report).explanations


def test_a_choice_is_said():
    """Where blanks leave the right value open, its range is given, and the nearest value stands for it."""
    report = Report.blank(2021).replace({RESULTS.upheld: 10, RESULTS.total: 5})
    both = explain(report)
    assert [(dict(e.changes), e.equals) for e in both] == [({RESULTS.total: 10}, 2), ({RESULTS.upheld: 5}, 2)]
    said = [e.to_dict("en")["changes"][0] for e in both]
    assert [(one["least"], one["most"]) for one in said] == [(10, None), (0, 5)]
    assert "行政复议 总计的取值应为：不小于 10（例如 10），填成 5" in both.explanations[0].message("zh")
    assert [e.due(cell, "en") for e in both for cell in e.changes] == ["10 or more", "0 to 5"]
    assert "should be 0 to 5, for example 5, not 10" in both.explanations[1].message("en")


def test_explanations_of_findings():
    """A finding has the explanations of its part of the form; those of what was read, and of other parts, have none."""
    report = published(HUAIAN_2024).replace({OUTCOME.unavailable.not_held.natural_persons: 764, RESULTS.total: 352})
    diagnosis = explain(report)
    findings = {finding.rule: finding for finding in check(report) if finding.left is not None}
    assert diagnosis.only(findings["T3-OUTCOMES"]).changes == {OUTCOME.unavailable.not_held.natural_persons: 746}
    assert diagnosis.only(findings["T4-TOTAL"]) is None
    assert len(diagnosis.of(findings["T4-TOTAL"])) == 5
    negative = published(HUAIAN_2024).replace({OUTCOME.refused.inquiries.natural_persons: -105})
    (count,) = [finding for finding in check(negative) if finding.rule == "N-COUNT"]
    assert explain(negative).only(count).cause is Cause.SIGN
    misread = reads(render(published(HUAIAN_2024), "text").replace("1288", "l288"))
    unreadable = next(finding for finding in misread.reading.findings if finding.cells)
    assert explain(misread).of(unreadable) == ()


def test_an_explanation_in_words():
    """The sentence that an explanation is, in both languages and for programs."""
    (explanation,) = explain(published(HUAIAN_2024).replace({OUTCOME.unavailable.not_held.natural_persons: 764}))
    assert explanation.message() == "（四）1 自然人应为 746，填成 764（两位数字颠倒）；改后 39 条勾稽关系全部成立。"
    assert explanation.message("en") == (
        "(4) 1, Natural persons should be 746, not 764 (two digits transposed);"
        " then all 39 reconciliation relations hold."
    )
    assert explanation.to_dict("en") == {
        "changes": [{"cell": "applications.outcome.unavailable.not_held.natural_persons", "figure": 764, "due": 746}],
        "cause": "transposed",
        "equals": 1,
        "message": explanation.message("en"),
    }
    wrong = published(HUAIAN_2024).replace({RESULTS.total: 352})
    for fixed, count in ((RESULTS.cells()[2:], 2), ([RESULTS.total], 4)):
        first = explain(wrong, fixed=fixed).explanations[0]
        assert first.message("en").endswith(f"One of {count} explanations that change as few cells.")


# Causes


def planted(cause, cell, report, chance):
    """The figures that an edit of this cause makes of a cell; nothing where the cause does not apply."""
    due = report[cell]
    text = str(due)
    i = chance.randrange(len(text))
    row = grid(report.editions).row(cell)
    near = grid(report.editions).above_and_below(cell)
    texts = {
        Cause.TRANSPOSED: text[:i] + text[i + 1 : i + 2] + text[i] + text[i + 2 :],
        Cause.DIGIT: text[:i] + chance.choice("0123456789") + text[i + 1 :],
        Cause.DOUBLED: text[: i + 1] + text[i:],
        Cause.LOST: text[:i] + text[i + 1 :],
        Cause.SIGN: str(-due),
        Cause.NOT_ZERO: "0",
        Cause.ROW: str(report[chance.choice(near)]),
        Cause.APPLICANTS: str(report[row[-1 if cell is row[0] else 0]]),
        Cause.TOTAL: str(max(0, due - chance.randint(1, 30))),
    }
    said = texts.get(cause, "")
    return int(said) if said not in {"", "-"} and (said == "0" or not said.startswith("0")) else None


_ONE = [c for c in Cause if c not in {Cause.SWAPPED, Cause.SHIFTED, Cause.TWICE}]


@pytest.mark.parametrize("figures", [SUQIAN_2023, SUQIAN_2024, HUAIAN_2024], ids=["宿迁2023", "宿迁2024", "淮安2024"])
def test_planted_errors_of_one_cell(figures):
    """Every planted error is found; where just one cause fits, it is named, in at least 95 of 100 cases of each."""
    report = published(figures)
    known = grid(report.editions)
    named, likely = Counter(), Counter()
    for cause, cell in itertools.product(_ONE, cells_of_part(2021)):
        wrong = planted(cause, cell, report, random.Random(f"{cause} {cell}"))
        if wrong is None or wrong == report[cell]:
            continue
        (explanation,) = explain(report.replace({cell: wrong}))
        assert explanation.changes == {cell: report[cell]}
        if fitting(cell, wrong, report, known) == {cause}:
            likely[cause] += 1
            named[cause] += explanation.cause is cause
    assert set(likely) >= set(_ONE) - {Cause.APPLICANTS, Cause.TOTAL}
    assert all(named[cause] >= 0.95 * count for cause, count in likely.items()), (named, likely)


def fitting(cell, wrong, report, known):
    """All single edits that make *wrong* of the right figure of a cell: what the library should choose from."""
    due, digits = str(report[cell]), str(wrong)
    if wrong == 0:
        return {Cause.NOT_ZERO}
    same = len(due) == len(digits)
    differ = [i for i, (a, b) in enumerate(zip(due, digits, strict=False)) if a != b]
    found = {Cause.SIGN} if wrong == -report[cell] else set()
    if same and len(differ) == 1:
        found.add(Cause.DIGIT)
    if same and len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(due) == sorted(digits):
        found.add(Cause.TRANSPOSED)
    shorter = {digits[:i] + digits[i + 1 :] for i in range(len(digits)) if digits[i : i + 1] in digits[i - 1 : i]}
    if due in shorter:
        found.add(Cause.DOUBLED)
    if digits in {due[:i] + due[i + 1 :] for i in range(len(due))}:
        found.add(Cause.LOST)
    if wrong in {report[other] for other in known.above_and_below(cell)}:
        found.add(Cause.ROW)
    if (end := known.other_end(cell)) and report[end] == wrong:
        found.add(Cause.APPLICANTS)
    if cell in known.totals:
        found.add(Cause.TOTAL)
    return found


@pytest.mark.parametrize("figures", [SUQIAN_2023, HUAIAN_2024], ids=["宿迁2023", "淮安2024"])
def test_a_total_that_is_out_of_date_is_named(figures):
    """Of a total that is wrong by no slip of a hand it is said that it is not brought up to date."""
    report = published(figures)
    known = grid(report.editions)
    for cell in known.totals:
        wrong = report[cell] + 1000
        if fitting(cell, wrong, report, known) == {Cause.TOTAL}:
            (explanation,) = [e for e in explain(report.replace({cell: wrong})) if set(e.changes) == {cell}]
            assert explanation.cause is Cause.TOTAL


def test_totals_that_are_wrong_in_different_ways_have_no_cause():
    """Two totals are one edit only if both lack the same."""
    row = OUTCOME.granted
    report = published(HUAIAN_2024)
    apart = report.replace({row.total: 1000, APPLICATIONS.carried_forward.total: 333})
    assert Cause.TOTAL not in {e.cause for e in explain(apart)}
    less = report.replace({row.total: report[row.total] - 40, OUTCOME.total.total: report[OUTCOME.total.total] - 40})
    assert Cause.TOTAL in {e.cause for e in explain(less)}


@given(st.integers(0, 10**9))
def test_pairs_of_errors_are_those_of_brute_force(seed):
    """Of two wrong cells in a whole report, all explanations by two cells are listed, and no others."""
    chance = random.Random(seed)
    edition = chance.choice([2019, 2021])
    known = network(official(edition))
    report = random_report(edition, chance)
    figures = [report[cell] for cell in known.arcs]
    for arc in chance.sample(known.inside[0], 2):
        figures[arc] = another(chance, figures[arc])
    found = smallest(known, 0, figures, budget=Budget(10**6))
    sets = {frozenset(change.figures.items()) for change in found}
    if len(found[0].figures) == 2:
        assert sets == {frozenset(pair.items()) for pair in pairs(known, figures)}


def pairs(known, figures):
    """All pairs of cells of table three that make everything balance, by trying all of them."""
    excess = known.excess(figures)
    over = {node for node, by in enumerate(excess) if by}
    ends = {arc: (known.tails[arc], known.heads[arc]) for arc in known.inside[0]}
    near = [arc for arc in ends if over & set(ends[arc])]
    for one, other in itertools.combinations(near, 2):
        if not over <= {*ends[one], *ends[other]}:
            continue
        for node in over & set(ends[one]) - set(ends[other]):
            by = excess[node] * (1 if known.tails[one] == node else -1)
            left = list(excess)
            left[known.tails[one]] -= by
            left[known.heads[one]] += by
            rest = left[known.tails[other]]
            left[known.tails[other]] -= rest
            left[known.heads[other]] += rest
            values = {one: figures[one] + by, other: figures[other] + rest}
            if not any(left) and by and rest and min(values.values()) >= 0:
                yield values
                break


def swapped(report, one, other):
    """A report with two figures in each other's place."""
    return report.replace({one: report[other], other: report[one]})


@pytest.mark.parametrize("figures", [SUQIAN_2023, SUQIAN_2024, HUAIAN_2024], ids=["宿迁2023", "宿迁2024", "淮安2024"])
def test_planted_errors_of_several_cells(figures):
    """Swaps of neighbours and shifted rows are named first, with the right values."""
    report, count = published(figures), 0
    for row in grid(report.editions).rows:
        if len(row) != 7 or not any(report[cell] for cell in row):
            continue
        broken = report.replace(dict(zip(row, [0, *(report[cell] for cell in row[:-1])], strict=True)))
        changed = {cell: report[cell] for cell in row if broken[cell] != report[cell]}
        first = explain(broken).explanations[0]
        if len(changed) > 2:
            assert (first.cause, first.changes) == (Cause.SHIFTED, changed)
            count += 1
        for one, other in ((row[0], row[1]), (row[0], row[6])):
            if report[one] != report[other]:
                first = explain(swapped(report, one, other)).explanations[0]
                assert first.changes == {one: report[one], other: report[other]}
                assert first.cause in {Cause.SWAPPED, Cause.APPLICANTS}
    assert count > 5


def test_a_figure_in_the_row_below():
    """A figure that stands in the row below, whose place has 0, is told from two figures swapped."""
    report = published(HUAIAN_2024)
    one, other = OUTCOME.unavailable.not_held.organizations, OUTCOME.unavailable.not_ready_made.organizations
    moved = explain(swapped(report, one.businesses, other.businesses))
    assert Cause.ROW in {e.cause for e in moved if set(e.changes) == {one.businesses, other.businesses}}
    both = explain(swapped(report, OUTCOME.granted.natural_persons, OUTCOME.granted_in_part.natural_persons))
    assert both.explanations[0].cause is Cause.SWAPPED


def test_a_shift_to_the_left_with_a_blank_at_its_end():
    """A row moved by one column to the left, its last cell left empty, is put back."""
    report = published(HUAIAN_2024)
    row = next(r for r in grid(report.editions).rows if r[0] is APPLICATIONS.received.natural_persons)
    broken = report.replace(dict(zip(row, [*(report[cell] for cell in row[1:]), None], strict=True)))
    first = explain(broken).explanations[0]
    assert first.cause is Cause.SHIFTED
    assert broken.replace(first.changes) == report
    assert "未填" in first.message()


def test_an_edit_that_leaves_a_choice_is_no_explanation():
    """If blanks leave open what a shift has pushed out of a row, the shift is no explanation."""
    row = next(r for r in grid(official(2021)).rows if r[0] is OUTCOME.granted.natural_persons)
    report = published(HUAIAN_2024)
    shifted = dict(zip(row, [0, *(report[cell] for cell in row[:5]), None], strict=True))
    in_part = OUTCOME.granted_in_part
    broken = report.replace({**shifted, in_part.organizations.other: None, in_part.total: None})
    assert Cause.SHIFTED not in {e.cause for e in explain(broken)}
    assert explain(report.replace(shifted)).explanations[0].cause is Cause.SHIFTED


def test_pingtan_2020():
    """Six requests counted twice: no cell explains it alone, and just two pairs do, both by that cause."""
    diagnosis = explain(published(PINGTAN_2020, 2019))
    granted, in_part = OUTCOME.granted, OUTCOME.granted_in_part
    assert [(dict(e.changes), e.cause) for e in diagnosis] == [
        ({granted.natural_persons: 0, granted.total: 1}, Cause.TWICE),
        ({in_part.natural_persons: 0, in_part.total: 0}, Cause.TWICE),
    ]
    assert diagnosis.is_complete
    assert {e.equals for e in diagnosis} == {2}


@pytest.mark.shared
def test_published_documents(shared):
    """As they are published: what 上海 left blank has no choice, and 平潭 counted six requests twice."""
    (shanghai,) = (shared / "corpus").glob("003-*.html")
    report = read(shanghai)
    known = network(report.editions)
    blank = [arc for arc in known.inside[0] if report[known.arcs[arc]] is None]
    done = complete(report)
    due = [done.figures[known.arcs[arc]] for arc in blank]
    assert (len(blank), len(bridges(known, blank)), due.count(0), len(due) - due.count(0)) == (126, 0, 115, 11)
    (pingtan,) = (shared / "corpus").glob("007-*.txt")
    diagnosis = explain(read(pingtan))
    one, other = OUTCOME.granted, OUTCOME.granted_in_part
    assert {frozenset(e.changes.items()) for e in diagnosis} == {
        frozenset({one.natural_persons: 0, one.total: 1}.items()),
        frozenset({other.natural_persons: 0, other.total: 0}.items()),
    }
    assert {e.cause for e in diagnosis} == {Cause.TWICE}


def test_counted_twice_is_not_said_of_other_rows():
    """Only 部分公开 is such a row: the same in others has another cause, or none; nor is too few twice."""
    report = published(PINGTAN_2020, 2019)
    other = report.replace(
        {
            OUTCOME.granted_in_part.natural_persons: 0,
            OUTCOME.granted_in_part.total: 0,
            OUTCOME.refused.state_secrets.natural_persons: 6,
            OUTCOME.refused.state_secrets.total: 6,
        }
    )
    assert Cause.TWICE not in {e.cause for e in explain(other)}
    few = report.replace(
        {
            OUTCOME.granted.natural_persons: 0,
            OUTCOME.granted.total: 1,
            OUTCOME.granted_in_part.natural_persons: 0,
            OUTCOME.granted_in_part.total: 0,
        }
    )
    assert Cause.TWICE not in {e.cause for e in explain(few)}
    carried = published(HUAIAN_2024).replace(
        {APPLICATIONS.received.natural_persons: 3005, APPLICATIONS.received.total: 3123}
    )
    assert Cause.TWICE not in {e.cause for e in explain(carried)}


def test_causes_have_words_in_both_languages():
    """Each cause is said in Chinese and in English."""
    for cause in Cause:
        assert cause.words("en").isascii()
        assert not cause.words("zh").isascii()


def test_rules_are_those_that_are_asked():
    """Only the relations of the rules that are given are explained."""
    wrong = published(HUAIAN_2024).replace({RESULTS.total: 352})
    assert not explain(wrong, rules=[rule for rule in RULES if rule.id.startswith("T3")]).explanations


@given(st.integers(0, 10**9))
@example(4349)  # a swap that would leave a negative figure
def test_any_report_has_an_answer(seed):
    """Whatever a report holds, there is an answer within the budget, and words for it; what is proposed reconciles."""
    chance = random.Random(seed)
    report = published(HUAIAN_2024)
    cells = network(report.editions).arcs
    wrong = {
        cell: chance.choice([0, -3, chance.randint(0, 5000)]) for cell in chance.sample(cells, chance.randint(0, 5))
    }
    blank = dict.fromkeys(chance.sample(cells, chance.choice([0, 10, 80, 190])))
    broken = report.replace(wrong | blank)
    for part in explain(broken, budget=300).parts:
        for explanation in part.explanations:
            for locale in ("zh", "en"):
                assert explanation.message(locale)
            after = explain(broken.replace(explanation.changes), budget=1)
            left = [other.explanations for other in after.parts if other.cells == part.cells]
            assert all(others and all(other.cause is Cause.NOT_ZERO for other in others) for others in left)


def test_names_that_are_loaded_late():
    """`explain` and `complete` are there when they are asked for; what is not there is an error as always."""
    code = "import sys, govinfo; assert 'govinfo.network' not in sys.modules; govinfo.explain"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert govinfo.complete is complete
    assert govinfo.explain is explain
    with pytest.raises(AttributeError, match="nothing"):
        _ = govinfo.nothing
