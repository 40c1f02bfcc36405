"""
What blanks must be is proved line by line, and nothing is filled in that is not.
"""

import random

import pytest

from hypothesis import given
from hypothesis import strategies as st
from published import HUAIAN_2024, SHANGHAI_2019, published
from test_network import as_many_carried_as_brought, none_is_pending

from govinfo import CELLS, RULES, Report, check, complete
from govinfo.certainty import verdicts
from govinfo.circulation import Range
from govinfo.completion import add_up, ranges
from govinfo.finding import Verdict
from govinfo.identities import identities
from govinfo.network import network
from govinfo.strategies import reports


RESULTS = CELLS.disputes.reconsideration


def is_so(deduction, figures):
    """Whether a deduction follows from the figures before it: by the sum of its identities, and counts ≥ 0."""
    sums = {}
    constant = 0
    for sign, identity in _signed(deduction.identities):
        right = identity.right if not isinstance(identity.right, int) else None
        constant += 0 if right else sign * identity.right
        for cell, k in identity.left.terms:
            sums[cell] = sums.get(cell, 0) + sign * k
        for cell, k in right.terms if right else ():
            sums[cell] = sums.get(cell, 0) - sign * k
    left = {cell: k for cell, k in sums.items() if k and figures.get(cell) is None}
    known = sum(k * figures[cell] for cell, k in sums.items() if k and figures.get(cell) is not None)
    if set(left) != set(deduction.cells):
        return False
    if len(left) == 1:
        return left[deduction.cell] * deduction.figure + known == constant
    return known == constant and len(set(left.values())) == 1 and deduction.figure == 0


def _signed(found):
    """The identities with signs such that what two of them share cancels."""
    signs, todo = {}, list(found)
    terms = {i: dict(i.left.terms) | {cell: -k for cell, k in i.right.terms} for i in found}
    while todo:
        asked = {
            identity: {
                -sign * terms[o][c] * terms[identity][c]
                for o, sign in signs.items()
                for c in terms[o]
                if c in terms[identity]
            }
            for identity in todo
        }
        identity = max(todo, key=lambda i: len(asked[i]))
        assert len(asked[identity]) <= 1
        signs[identity] = next(iter(asked[identity]), 1)
        todo.remove(identity)
    return [(sign, identity) for identity, sign in signs.items()]


def follows(completion):
    """Whether each line of a proof follows from the report and the lines before it."""
    figures = dict(completion.report.figures())
    settled = {}
    for deduction in completion.proof:
        if settled and deduction.cell not in settled:
            figures |= settled
            settled = {}
        settled = settled or {other.cell: other.figure for other in completion.proof if other.cells == deduction.cells}
        if not is_so(deduction, figures):
            return False
    return True


@given(reports(mixed=True, prose=False), st.randoms(use_true_random=False), st.integers(0, 120))
def test_what_is_filled_in_was_there(report, chance, count):
    """Of a report that reconciles with blanks put in, only figures that stood there are filled in, with a proof."""
    cells = network(report.editions).arcs
    blank = chance.sample(cells, min(count, len(cells)))
    done = complete(report.replace(dict.fromkeys(blank)))
    assert done.is_feasible
    assert set(done.figures) | set(done.ranges) == set(blank)
    assert all(done.filled[cell] == report[cell] for cell in done.figures)
    assert all(report[cell] in can_be and not can_be.is_one for cell, can_be in done.ranges.items())
    assert follows(done)


@given(reports(edition=2021, prose=False), st.randoms(use_true_random=False))
def test_any_figure_of_a_range_will_do(report, chance):
    """A blank that takes a figure of its range leaves a form that can be completed; a figure outside of it does not."""
    cells = network(report.editions).arcs
    form = report.replace(dict.fromkeys(chance.sample(cells, 60)))
    can_be = ranges(form)
    cell = chance.choice([cell for cell in can_be if cell in cells])
    known = can_be[cell]
    top = known.least + 5 if known.most is None else known.most
    assert complete(form.replace({cell: chance.randint(known.least, top)})).is_feasible
    outside = [known.least - 1, *([known.most + 1] if known.most is not None else [])]
    assert not any(complete(form.replace({cell: figure})).is_feasible for figure in outside)


@given(reports(edition=2019, prose=False), st.randoms(use_true_random=False))
def test_a_report_that_cannot_be_filled_stays_as_it_is(report, chance):
    """Where a relation is violated whatever the blanks are, nothing is filled in, and why is said."""
    cells = network(report.editions).arcs
    results = CELLS.disputes.reconsideration
    blank = [cell for cell in chance.sample(cells, 30) if cell not in results.cells()]
    form = report.replace(dict.fromkeys(blank) | {results.total: report[results.total] + 1})
    done = complete(form)
    assert not done.is_feasible
    assert done.filled is form or done.filled == form
    assert (done.proof, done.ranges, done.figures) == ((), {}, {})
    (contradiction,) = done.contradictions
    assert [identity.rule.id for identity in contradiction.identities] == ["T4-TOTAL"]


def test_a_negative_count_is_a_contradiction():
    """A count that is less than zero cannot be completed around."""
    form = Report.blank(2021).replace({RESULTS.upheld: -2, RESULTS.total: 5})
    done = complete(form)
    assert [found.cell for found in done.contradictions] == [RESULTS.upheld]
    assert "-2" in done.contradictions[0].message("en")
    assert done.to_dict("en")["contradictions"] == [
        {"rules": [], "message": "Administrative reconsideration, Upheld is -2, and a count is not negative."}
    ]


def test_relations_that_contradict_each_other_are_named():
    """Relations that cannot hold together are named together, no more of them than are needed."""
    row = CELLS.applications.received
    form = Report.blank(2021).replace({row.total: 3, CELLS.applications.outcome.total.total: 5})
    form = form.replace({CELLS.applications.brought_forward.total: 1})
    done = complete(form)
    assert [len(found.identities) for found in done.contradictions] == [1]
    assert "T3-BALANCE" in done.contradictions[0].message("en")
    names = {CELLS.applications.brought_forward.natural_persons: 2, CELLS.applications.brought_forward.total: None}
    both = complete(form.replace({**names, CELLS.applications.outcome.total.total: 2, row.total: 1})).contradictions
    assert not both
    assert [
        len(found.identities)
        for found in complete(
            form.replace(
                {
                    **names,
                    CELLS.applications.outcome.total.total: 0,
                    CELLS.applications.carried_forward.total: 2,
                    row.total: 1,
                }
            )
        ).contradictions
    ] == [2]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_several_contradictions_in_words(locale):
    """The words for one relation and for several are different."""
    forward, row = CELLS.applications.brought_forward, CELLS.applications.received
    form = Report.blank(2021).replace(
        {
            forward.natural_persons: 2,
            CELLS.applications.outcome.total.total: 0,
            CELLS.applications.carried_forward.total: 2,
            row.total: 1,
        }
    )
    text = complete(form).contradictions[0].message(locale)
    assert ("同时" in text) if locale == "zh" else ("cannot all hold" in text)


def test_shanghai_2019():
    """All 126 blanks of table three follow from the equalities and counts ≥ 0, and 11 of them are not zero."""
    done = complete(published(SHANGHAI_2019, 2019))
    figures = {cell: figure for cell, figure in done.figures.items() if cell.section == "applications"}
    assert len(figures) == 126
    assert sum(figure != 0 for figure in figures.values()) == 11
    assert all(cell.path.endswith("total") for cell, figure in figures.items() if figure)
    assert {cell.path.rsplit(".", 1)[0] for cell in done.ranges} == {"disputes.litigation.after_reconsideration"}
    assert follows(done)
    assert check(done.filled).held == len(identities(done.report.editions)) - 1


def test_a_proof_in_words():
    """A line of a proof names its cell, its figure and its relation, in both languages."""
    form = published(HUAIAN_2024).replace({RESULTS.total: None})
    (step,) = complete(form).proof
    assert (
        step.message()
        == "“行政复议 总计”只能为 351：结果维持 72 ＋ 结果纠正 64 ＋ 其他结果 178 ＋ 尚未审结 37 ＝ 351 ＝ 总计 351。"
    )
    assert step.message("en").startswith("Administrative reconsideration, Total must be 351: Upheld 72 + ")
    assert step.to_dict("en")["rules"] == ["T4-TOTAL"]
    zeros = complete(
        published(HUAIAN_2024).replace(
            dict.fromkeys(CELLS.disputes.litigation.direct.cells()[:2], None)
            | {CELLS.disputes.litigation.direct.total: 9}
        )
    )
    assert [step.figure for step in zeros.proof] == [0, 0]
    assert "nothing more is left" in zeros.proof[0].message("en")


def test_proofs_by_several_relations():
    """What no single relation settles is settled by several, added up, in both ways."""
    in_part, granted = CELLS.applications.outcome.granted_in_part, CELLS.applications.outcome.granted
    four = [
        granted.natural_persons,
        granted.organizations.businesses,
        in_part.natural_persons,
        in_part.organizations.businesses,
    ]
    form = published(HUAIAN_2024)
    # Four blanks on a cycle, with a fifth one that leads out of it.
    done = complete(
        form.replace(
            dict.fromkeys(
                [*four, granted.total, CELLS.applications.outcome.total.total, CELLS.applications.received.total]
            )
        )
    )
    assert follows(done)
    assert {len(step.identities) for step in done.proof} >= {1}
    several = [
        step
        for step in complete(
            form.replace(
                dict.fromkeys(
                    [
                        *four,
                        in_part.total,
                        CELLS.applications.outcome.refused.inquiries.total,
                        CELLS.applications.outcome.refused.inquiries.organizations.other,
                        in_part.organizations.other,
                    ]
                )
            )
        ).proof
        if len(step.identities) > 1
    ]
    assert all("taken together" in step.message("en") for step in several)


def test_many_blanks_prove_by_several_relations():
    """Random blanks have proofs of every kind, and each of them follows."""
    chance, kinds = random.Random(5), set()
    base = published(HUAIAN_2024)
    cells = [cell for cell in network(base.editions).arcs if cell.section == "applications"]
    for _ in range(150):
        done = complete(base.replace(dict.fromkeys(chance.sample(cells, chance.randint(20, 140)))))
        assert follows(done)
        kinds |= {(len(step.identities) > 1, len(step.cells) > 1) for step in done.proof}
        for step in done.proof:
            assert step.message("en").endswith(".")
    assert kinds == {(False, False), (False, True), (True, False), (True, True)}


def test_what_is_no_number_is_no_blank():
    """What a program has put in place of a number is neither used nor written over."""
    form = published(HUAIAN_2024).replace({RESULTS.total: 351.5, RESULTS.upheld: None})
    done = complete(form)
    assert RESULTS.total not in done.figures
    assert RESULTS.upheld not in done.figures
    assert done.ranges[RESULTS.upheld] == Range(0, None)
    assert {v for i, v in verdicts(form).items() if RESULTS.total in i.cells} == {Verdict.UNDETERMINED}


def test_a_constant_is_a_reason():
    """A rule of a third party that says what a cell must be is a line of a proof."""
    kinds = (RESULTS, CELLS.disputes.litigation.direct, CELLS.disputes.litigation.after_reconsideration)
    open_ = [cell for results in kinds for cell in (results.pending, results.upheld)]
    step = complete(published(HUAIAN_2024).replace(dict.fromkeys(open_)), [*RULES, none_is_pending]).proof[0]
    assert (step.cell, step.figure) == (RESULTS.pending, 0)
    assert step.message("en") == "Administrative reconsideration, Pending must be 0: Pending 0 = 0."


# Filling in a form


@given(reports(prose=False), st.data())
def test_totals_add_up(report, data):
    """Blank totals are filled in where all parts stand, totals of totals too; nothing that stands is changed."""
    known = network(report.editions)
    totals = [cell for cell in known.arcs if cell.path.endswith("total")]
    blank = data.draw(st.lists(st.sampled_from(totals), unique=True))
    assert add_up(report.replace(dict.fromkeys(totals))) == report
    form = report.replace(dict.fromkeys(blank))
    filled = add_up(form)
    assert all(filled[cell] == form[cell] for cell, figure in form.figures() if figure is not None)
    assert all(figure in (None, report[cell]) for cell, figure in filled.figures())


def test_a_wrong_total_is_left_alone():
    """A total that stands is no matter of adding up, wrong or not; nor is one of whose parts one is blank."""
    form = Report.blank(2021).replace(dict.fromkeys(RESULTS.cells(), 2))
    assert add_up(form) == form
    assert add_up(form.replace({RESULTS.upheld: None, RESULTS.total: None})).disputes.reconsideration.total is None


def test_ranges_of_a_form():
    """Every blank has a range, those of table two too; where the form contradicts itself it has none."""
    form = Report.blank(2019).replace({RESULTS.total: 5, RESULTS.upheld: 3})
    found = ranges(form)
    assert list(found) == [cell for cell, figure in form.figures() if figure is None]
    assert found[CELLS.disclosure.charges.fees.change] == Range(None, None)
    assert found[CELLS.disclosure.charges.fees.items_last_year] == Range(0, None)
    assert found[RESULTS.pending] == Range(0, 2)
    assert ranges(form.replace({RESULTS.upheld: 6}))[RESULTS.pending] is None


# Verdicts whatever the blanks are


@given(reports(mixed=True, prose=False), st.randoms(use_true_random=False), st.integers(0, 60), st.integers(0, 3))
def test_verdicts_do_not_change_when_blanks_are_filled(report, chance, count, wrong):
    """What holds, or is violated, whatever the blanks are, still does when a blank takes a figure of its range."""
    cells = network(report.editions).arcs
    if not cells:
        return
    changes = {cell: chance.randint(0, 9) for cell in chance.sample(cells, wrong)}
    form = report.replace(changes | dict.fromkeys(chance.sample(cells, min(count, len(cells)))))
    before = verdicts(form)
    can_be = {cell: known for cell, known in ranges(form).items() if cell in cells}
    if not can_be:
        return
    cell = chance.choice(list(can_be))
    known = can_be[cell] or Range(0, None)
    after = verdicts(form.replace({cell: chance.randint(known.least, (known.most or known.least) + 0)}))
    for identity, verdict in before.items():
        if verdict is not Verdict.UNDETERMINED:
            assert after[identity] is verdict


def test_verdicts_of_every_kind():
    """A relation may hold or be violated whatever its blanks are, by what they must be, and by what they can be."""
    documents = CELLS.disclosure.documents.normative
    form = Report.blank(2021)
    for figures, expected in (
        ({documents.in_force: 5, documents.issued: 3}, "holds"),
        ({documents.in_force: 2, documents.issued: 3}, "undetermined"),
        ({documents.in_force: 2, documents.issued: 3, documents.repealed: 0}, "violated"),
        ({documents.repealed: 3}, "undetermined"),
        ({RESULTS.total: 2, RESULTS.upheld: 2}, "holds"),
        ({RESULTS.total: 2, RESULTS.upheld: 3}, "violated"),
        ({RESULTS.total: 2, RESULTS.upheld: 1}, "undetermined"),
        ({RESULTS.upheld: 1}, "undetermined"),
    ):
        cell = next(iter(figures))
        said = {v.value for i, v in verdicts(form.replace(figures)).items() if cell in i.cells}
        assert said == {expected}, figures
    change = CELLS.disclosure.charges.fees
    old = Report.blank(2019).replace({change.items_last_year: 5})
    assert verdicts(old)[next(i for i in verdicts(old) if change.change in i.cells)] is Verdict.UNDETERMINED
    assert set(verdicts(form, [r for r in RULES if r.id == "T4-TOTAL"]).values()) == {Verdict.UNDETERMINED}


def test_totals_that_two_relations_dispute_stay_blank():
    """Where a part is wrong a total would be two things; neither is filled in."""
    outcome = CELLS.applications.outcome
    form = published(HUAIAN_2024).replace({outcome.total.total: None, outcome.granted.total: 1374})
    assert add_up(form) == form
    assert add_up(form.replace({outcome.granted.total: 1362}))[outcome.total.total] == 3050


def test_what_is_no_equality_bounds_a_blank():
    """A relation with one blank says what may stand there, though it is no part of the network."""
    documents = CELLS.disclosure.documents.normative
    form = Report.blank(2021).replace({documents.issued: 5, documents.repealed: 2})
    assert ranges(form)[documents.in_force] == Range(3, None)
    assert complete(form).ranges[documents.in_force] == Range(3, None)
    assert not complete(form.replace({documents.in_force: 2})).is_feasible
    form = Report.blank(2021).replace({documents.issued: 5, documents.in_force: 2})
    assert ranges(form)[documents.repealed] == Range(3, None)
    form = Report.blank(2021).replace({documents.repealed: 1, documents.in_force: 2})
    assert ranges(form)[documents.issued] == Range(0, 3)


def test_an_inequality_that_leaves_one_figure_or_none():
    """Where an inequality leaves a blank one figure that is its range; where it leaves none, nothing is filled in."""
    documents = CELLS.disclosure.documents.normative
    zeros = published(HUAIAN_2024).replace({documents.repealed: 0, documents.in_force: 0, documents.issued: None})
    assert complete(zeros).ranges[documents.issued] == Range(0, 0)
    negative = complete(zeros.replace({documents.in_force: -1}))
    assert [found.cell for found in negative.contradictions] == [documents.in_force]
    rules = [rule for rule in RULES if rule.id != "N-COUNT"]
    assert complete(zeros.replace({documents.in_force: -1}), rules).is_feasible
    assert not complete(zeros.replace({documents.issued: 9, documents.in_force: 3}), RULES).is_feasible


def test_an_equality_outside_the_network_bounds_a_blank():
    """A rule of a third party that does not fit says all the same what its one blank must be."""
    received = CELLS.applications
    form = published(HUAIAN_2024).replace(
        {received.carried_forward.total: None, received.carried_forward.natural_persons: None}
    )
    assert ranges(form)[received.carried_forward.total] == Range(103, 103)
    assert ranges(form, [*RULES, as_many_carried_as_brought])[received.carried_forward.total] is None


def test_nothing_may_be_typed_beside_a_negative_count():
    """Where a figure is less than any count, no figure in a blank of the same part will do."""
    form = published(HUAIAN_2024).replace({RESULTS.upheld: -2, RESULTS.overturned: None, RESULTS.total: 277})
    assert ranges(form)[RESULTS.overturned] is None
