"""
Figures run together: ``21710000218`` under seven columns is 217, 1, 0, 0, 0, 0, 218, and the sums of the form tell it.

The sums correct errors as a code does, and a code that corrects can miscorrect. So a row is told apart only if its own
sums and those of its columns agree on one way, and if no other way is that of a report in which the clerk mistyped one
key or left cells blank. All else stays blank. A sum that was used to read a figure cannot check it afterwards.
"""

import itertools

from collections.abc import Iterator, Sequence
from typing import Final, cast

import attrs

from .editions import Edition
from .figures import MOST_DIGITS
from .finding import Status
from .rivals import Run, has_rival, is_exchangeable, rivalled
from .sums import MOST_STEPS, Budget, Figures, Sum, split, stands_alone, sums_of


@attrs.frozen
class Told:
    """
    A row told apart.

    Attributes:
        figures: the text of each cell; none if it cannot be told.
        status: printed, if it is so whatever the sums are; inferred, if the sums were needed.
        ways: some of the ways to take it that agree with the sums of the row.
    """

    figures: Figures = ()
    status: Status = Status.PRINTED
    ways: tuple[Figures, ...] = ()


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and len(text.removeprefix("-")) <= MOST_DIGITS


def tell_apart(runs: Sequence[Run], edition: Edition) -> list[Told]:
    """
    The figures of all rows of one block.

    Args:
        runs: its rows, in the order of the form.
        edition: whose sums hold.
    """
    blank = {i for i, run in enumerate(runs) if run.is_plain and not all(map(_is_number, run.texts))}
    sums = [s for s in sums_of(tuple(run.cells for run in runs), edition) if not s.rows & blank]
    inside = [[s for s in sums if s.rows == {i}] for i in range(len(runs))]
    across = [s for s in sums if len(s.rows) > 1]
    budget = Budget()
    ways = [_ways(run, inside[i], budget) for i, run in enumerate(runs)]
    chosen = _chosen(ways, across)
    alone = {i for i, run in enumerate(runs) if inside[i] and stands_alone(run.cells, edition)}
    summed = {i for i, found in enumerate(inside) if found}
    accepted = _accepted(runs, ways, chosen, across, alone=alone, summed=summed)
    for i in alone & accepted:
        run = runs[i]
        holds = not any(s.residual_in(chosen[i] or ()) for s in inside[i])
        if not _is_certain(run) and not (holds and not has_rival(run, ways[i][0], inside[i], budget)):
            accepted -= {i}
    return [
        Told(chosen[i] or (), _status(run), tuple(ways[i])) if i in accepted else Told(ways=tuple(ways[i]))
        for i, run in enumerate(runs)
    ]


def _status(run: Run) -> Status:
    return Status.PRINTED if _is_certain(run) else Status.INFERRED


def _is_certain(run: Run) -> bool:
    """Whether it is so without any sum: the texts are no fewer figures than there are cells."""
    is_even = sum(map(_fewest, run.texts)) == len(run.cells)
    return not run.is_doubtful and (run.is_plain or is_even)


def _fewest(text: str) -> int:
    """The fewest figures that a text can be: each leading zero is one of its own."""
    if not text.isdigit():
        return 1
    zeros = len(text) - len(text.lstrip("0"))
    return zeros + (zeros < len(text))


def _ways(run: Run, inside: Sequence[Sum], budget: Budget) -> list[Figures]:
    """All ways to take a row that agree with the sums of the row; a plain row has one, right or wrong."""
    if run.is_plain:
        return [run.texts]
    if not run.texts or len(run.texts) > len(run.cells) or not all(text.isdecimal() for text in run.texts):
        return []
    found = list(split("\t".join(run.texts), len(run.cells), inside, budget))
    return [] if None in found else cast("list[Figures]", found)


def _chosen(ways: Sequence[Sequence[Figures]], across: Sequence[Sum]) -> list[Figures | None]:
    """For each row the one way that agrees with the sums across rows; None where there is none, or more than one."""
    chosen = [way[0] if len(way) == 1 else None for way in ways]
    open_rows = [i for i, way in enumerate(ways) if len(way) > 1]
    known = {i for i, way in enumerate(ways) if way}
    closed = [s for s in across if s.rows <= known and s.rows & set(open_rows)]
    solutions = list(itertools.islice(_solutions(ways, open_rows, closed), 2))
    if len(solutions) == 1 and solutions[0] is not None:
        for row, figures in solutions[0].items():
            chosen[row] = figures
    return chosen


def _solutions(
    ways: Sequence[Sequence[Figures]], rows: Sequence[int], sums: Sequence[Sum]
) -> Iterator[dict[int, Figures] | None]:
    """The choices for these rows that agree with all *sums*; a None says that too many were tried."""
    fixed = [way[0] if len(way) == 1 else None for way in ways]
    parts = []  # of each sum: what is fixed, and for each row the contribution of each of its ways
    for s in sums:
        constant = sum(k * int((fixed[row] or ())[place]) for row, place, k in s.terms if fixed[row])
        terms = {row: [(place, k) for r, place, k in s.terms if r == row] for row in rows}
        parts.append((constant, {r: [sum(k * int(w[p]) for p, k in terms[r]) for w in ways[r]] for r in rows}))
    after = [[(0, 0)] for _ in parts]
    for part, bounds in zip(parts, after, strict=True):
        for row in reversed(rows):
            low, high = bounds[0]
            bounds.insert(0, (low + min(part[1][row]), high + max(part[1][row])))
    tried = 0
    stack: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = [(0, (), tuple(part[0] for part in parts))]
    while stack:
        depth, picked, residuals = stack.pop()
        tried += 1
        if tried > MOST_STEPS:
            yield None
            return
        if any(not b[depth][0] <= -r <= b[depth][1] for r, b in zip(residuals, after, strict=True)):
            continue
        if depth == len(rows):
            yield {row: ways[row][way] for row, way in zip(rows, picked, strict=True)}
            continue
        row = rows[depth]
        for way in range(len(ways[row])):
            nexts = tuple(r + part[1][row][way] for r, part in zip(residuals, parts, strict=True))
            stack.append((depth + 1, (*picked, way), nexts))


def _accepted(
    runs: Sequence[Run],
    ways: Sequence[Sequence[Figures]],
    chosen: list[Figures | None],
    across: Sequence[Sum],
    *,
    alone: set[int],
    summed: set[int],
) -> set[int]:
    """
    The rows whose figures can be believed; taking one away can take others with it.

    Some rows stand *alone*, in no sum with others; those *summed* have a sum of their own.
    """
    accepted = {i for i, figures in enumerate(chosen) if figures}
    certain = {i for i in accepted if _is_certain(runs[i])}
    while True:
        closed = [s for s in across if s.rows <= accepted]
        holding = [s for s in closed if s.residual([figures or () for figures in chosen]) == 0]
        agreed, asked = ({(row, place) for s in sums for row, place, _ in s.terms} for sums in (holding, closed))
        doubted = set()
        for i in accepted - certain - alone:
            places = {(i, place) for place in range(len(runs[i].cells))}
            left = 0
            if i in summed and _is_counted(runs[i]):  # with gaps between its texts it can have a blank as well
                left = len(places) if len(runs[i].texts) == 1 else _ERRORS
            if not places <= asked or len(places - agreed) > left:
                doubted.add(i)
        doubted |= {i for i in accepted - certain if is_exchangeable(chosen[i] or ())}
        if not doubted:
            doubted = rivalled(runs, ways, chosen, closed, accepted) - certain
        if not doubted:
            return accepted
        accepted -= doubted
        if not accepted - certain:
            return accepted


#: In how many columns a row of several texts may disagree, whose digits are as many as its cells: the clerk's errors.
_ERRORS: Final = 2


def _is_counted(run: Run) -> bool:
    """Whether there is just one way to make as many figures as there are cells: a figure for each digit."""
    return not run.is_doubtful and sum(map(len, run.texts)) == len(run.cells)
