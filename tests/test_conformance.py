"""
Published cases of others: the figures that are printed in the works that are named, and what is to come of them.

They are systems of sums of their own, and not of any form. Only what whole numbers and equalities fit is here.
"""

import pytest

from govinfo.causes import distance
from govinfo.circulation import Circulation, Range
from govinfo.components import bridges
from govinfo.graph import Equation, build
from govinfo.smallest import Budget, smallest


def sums(*texts):
    """Equations from texts such as ``a + b = c``; what stands on either side is a name, or a number by itself."""
    made = []
    for text in texts:
        terms, constant = [], 0
        sign, side = 1, 1
        for word in text.split():
            if word in "+-":
                sign = 1 if word == "+" else -1
            elif word == "=":
                sign, side = 1, -1
            elif word.isdigit():
                constant -= side * sign * int(word)
            else:
                terms.append((word, side * sign))
        made.append(Equation(tuple(terms), constant))
    return made


def network_of(*texts, free=()):
    """The network of such equations; nothing is negative but what is *free*."""
    made = build(sums(*texts), lambda name: None if name in free else 0)
    assert not made.unfit
    return made


def changes(known, figures, fixed=(), weights=None):
    """The smallest explanations: for each the names of what changes, with its new value or range."""
    given = [figures.get(name) for name in known.arcs]
    held = [known.index[name] for name in fixed]
    sure = weights and {known.index[name]: weight for name, weight in weights.items()}
    parts = []
    for part in range(len(known.parts)):
        found = smallest(known, part, given, budget=Budget(10**6), fixed=held, weights=sure)
        parts.append(
            [{known.arcs[arc]: change.ranges.get(arc, due) for arc, due in change.figures.items()} for change in found]
        )
    return parts


def filled(known, figures):
    """What blanks must be; None if no figures will do."""
    given = [figures.get(name) for name in known.arcs]
    excess, found = known.excess(given), {}
    for part, arcs in enumerate(known.inside):
        solved = Circulation(known, part, excess, [arc for arc in arcs if given[arc] is None])
        if not solved.is_feasible:
            return None
        found |= {known.arcs[arc]: can_be.least for arc, can_be in solved.ranges().items() if can_be.is_one}
    return found


# Scholtus (2009), Automatic correction of simple typing errors in numerical data with balance edits, section 4.

TYPOS = ("x1 + x2 = x3", "x2 = x4", "x5 + x6 + x7 = x8", "x3 + x8 = x9", "x9 - x10 = x11")
RIGHT = dict(
    zip([f"x{n}" for n in range(1, 12)], [1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137], strict=True)
)


def test_x1_the_record_is_right():
    """X1: the correct record needs no change."""
    assert changes(network_of(*TYPOS), RIGHT) == [[{}]]


def test_x1_one_typing_error():
    """X1: 161 instead of 116 is the only explanation of one figure, two digits transposed."""
    assert changes(network_of(*TYPOS), RIGHT | {"x4": 161}) == [[{"x4": 116}]]
    assert distance(161, 116) == 1


def test_x1_two_typing_errors():
    """X1: with 19979 instead of 1979 as well, both right values are the only explanation one keystroke away each."""
    wrong = RIGHT | {"x4": 161, "x9": 19979}
    (found,) = changes(network_of(*TYPOS), wrong)
    assert {"x4": 116, "x9": 1979} in found
    near = [change for change in found if all(distance(due, wrong[name]) == 1 for name, due in change.items())]
    assert near == [{"x4": 116, "x9": 1979}]


def test_x1_partly_repairable():
    """X1: where a total is 0 besides it is found; where its parts are, one of them may be all of it, and who knows."""
    wrong = RIGHT | {"x4": 161}
    assert changes(network_of(*TYPOS), wrong | {"x8": 0}) == [[{"x4": 116, "x8": 411}]]
    (found,) = changes(network_of(*TYPOS), wrong | dict.fromkeys(("x5", "x6", "x7"), 0))
    assert sorted(found, key=str) == [{"x4": 116, part: 411} for part in ("x5", "x6", "x7")]


# X2: deducorrect, test of correctTypos.


def test_x2_fixed_cells():
    """X2: the first of three figures is wrong; the same if the second is fixed; not if the first is."""
    known = network_of("x1 + x2 = x3")
    figures = {"x1": 161, "x2": 1452, "x3": 1568}

    def typos(fixed=()):
        (found,) = changes(known, figures, fixed)
        return [c for c in found if len(c) == 1 and all(distance(due, figures[n]) == 1 for n, due in c.items())]

    assert typos() == typos(["x2"]) == [{"x1": 116}]
    assert typos(["x1"]) == []


def test_x2_no_repair():
    """X2: a sum of millions in which no figure is one keystroke away from what it should be."""
    known = network_of("t = a + b + c + d")
    figures = {"t": 42280000, "a": 11289000, "b": 4328000, "c": 11201000, "d": 11849000}
    (found,) = changes(known, figures)
    assert len(found) == 5
    assert not [c for c in found for name, due in c.items() if distance(due, figures[name]) == 1]


# X3 and X5: deducorrect, testCorrectSigns.R, and "Some simple examples" of deducorrect-correction.Rnw.


def test_x3_signs():
    """X3: of a sum of positive figures the one with a minus in front is wrong."""
    known = build(sums("x + y = z"), lambda _: 1)
    assert changes(known, {"x": -1, "y": 1, "z": 2}) == [[{"x": 1}]]


@pytest.mark.parametrize(
    ("record", "flipped"),
    [((3, 13, 10), {"z": -10}), ((14, -4, 10), {"y": 4}), ((15, 5, -10), {"z": 10}), ((17, 7, 10), None)],
)
def test_x5_signs(record, flipped):
    """X5: of the explanations of a difference that is wrong just one is another sign; what is right needs none."""
    figures = dict(zip("xyz", record, strict=True))
    (found,) = changes(network_of("z = x - y", free="xyz"), figures)
    flips = [change for change in found if all(due == -figures[name] for name, due in change.items()) and change]
    assert flips == ([flipped] if flipped else [])
    assert len(found) == (3 if flipped else 1)


def test_x5_a_blank():
    """X5: a difference with a blank is not explained, since nothing contradicts it."""
    assert changes(network_of("z = x - y", free="xyz"), {"x": 1, "y": 2}) == [[{}]]


# X7–X10: de Waal, Pannekoek, Scholtus, Handbook of Statistical Data Editing and Imputation, pp. 304, 307; deductive.


def test_x7_deductive_imputation():
    """X7: four blanks follow from the sums; three parts stay open, until one of them is all of their sum."""
    known = network_of(*TYPOS)
    figures = {"x1": 145, "x3": 155, "x8": 86, "x10": 217}
    assert filled(known, figures) == {"x2": 10, "x4": 10, "x9": 241, "x11": 24}
    assert filled(known, figures | {"x5": 86}) == {"x2": 10, "x4": 10, "x9": 241, "x11": 24, "x6": 0, "x7": 0}
    alone = bridges(known, [known.index[name] for name in RIGHT if name not in figures])
    assert {known.arcs[arc] for arc, _ in alone} == {"x2", "x4", "x9", "x11"}


def test_x8_deductive_imputation():
    """X8: three blanks follow, two stay open."""
    known = network_of("x1 + x2 = x3", "x4 + x5 + x6 = x1", "x7 + x8 = x2", "x9 + x10 = x3")
    figures = {"x1": 100, "x4": 15, "x7": 25, "x8": 35, "x10": 5}
    assert filled(known, figures) == {"x2": 60, "x3": 160, "x9": 155}


@pytest.mark.parametrize(("total", "expected"), [(8, None), (10, {"a": 0}), (12, {"a": 2})])
def test_x9_infeasible_is_not_filled(total, expected):
    """X9: what would have to be negative is not filled in."""
    assert filled(network_of("a + b = c"), {"b": 10, "c": total}) == expected


def test_x10_zeros():
    """X10: three blanks are zero, because nothing is left for them."""
    known = network_of("x1 + x2 = x3", "x4 + x5 + x6 = x7", "x3 + x7 = x8")
    figures = {"x1": 25, "x3": 25, "x4": 1, "x7": 1, "x8": 26}
    assert filled(known, figures) == {"x2": 0, "x5": 0, "x6": 0}


# X12–X14: errorlocate, test-locate_errors.R; the last two are its issues 34 and 31.


def test_x12_fixed_cells():
    """X12: with the total held fixed both parts are wrong, since none alone could be."""
    known = network_of("x + y = z")
    (found,) = changes(known, {"x": 6, "y": 6, "z": 5}, fixed=["z"])
    assert found == [{"x": Range(0, 5), "y": Range(0, 5)}]
    assert changes(known, {"x": 6, "y": 6, "z": 5}) == [[{"z": 12}]]
    assert changes(known, {"x": 6, "y": 6, "z": 5}, weights={"z": 3}) == [found]


def test_x13_two_errors_that_cancel():
    """X13: two figures that differ from what is known of them, but add up: these two are wrong, and nothing else."""
    facts = ("y = 60", "yA = 5", "yB = 5", "yC = 5", "yD = 25", "yE = 20")
    known = network_of("y = yA + yB + yC + yD + yE", *facts)
    figures = {"y": 60, "yA": 5, "yB": 5, "yC": 5, "yD": 45, "yE": 0}
    assert changes(known, figures) == [[{"yD": 25, "yE": 20}]]


def test_x14_an_error_and_a_blank():
    """X14: the part that is more than the total is wrong, or else the total; the blank stays open."""
    (found,) = changes(network_of("x + y = z"), {"x": 10, "z": 5})
    assert found == [{"x": Range(0, 5)}, {"z": Range(10, None)}]


# X15: deducorrect, testStringDistance.R.


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(24, 42, 1), (130, 1340, 1), (1340, 1380, 1), (1340, 1430, 1), (1340, 14300, 2), (-10, 10, 1), (-1, 10, 2)],
)
def test_x15_distance(one, other, expected):
    """X15: how many keystrokes are between two figures, in either direction."""
    assert distance(one, other) == distance(other, one) == expected
