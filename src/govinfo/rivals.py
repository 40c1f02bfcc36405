"""
Rivals of a reading: other reports that could have been printed alike, if a clerk made one slip or left cells blank.

The sums of the form correct errors as a code does, and a code that corrects can miscorrect: what adds up after digits
are told apart can be another report than the one that was meant. Where there is a rival, nothing is believed.
"""

import itertools
import math

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .cells import Cell
from .sums import MOST_STEPS, Budget, Figures, Sum, split


#: How many ways in which a row may be wrong are looked at.
_MOST_DUES: Final = 256


@attrs.frozen
class Run:
    """
    A row as it is printed in running text.

    Attributes:
        cells: the cells of the row.
        texts: what is printed, from space to space; each can be several figures.
        is_doubtful: whether it is not certain that these texts are of this row.
    """

    cells: tuple[Cell, ...]
    texts: Figures
    is_doubtful: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether there is one text for each cell, and each is one figure."""
        return len(self.texts) == len(self.cells) and not any(map(is_run, self.texts))


def is_run(text: str) -> bool:
    """Whether digits are more than one figure, since a figure does not begin with a zero."""
    return text.isdigit() and len(text) > 1 and text[0] == "0"


def is_exchangeable(figures: Figures) -> bool:
    """Whether two neighbours would be printed alike if they were exchanged, such as 1 and 11."""
    return any(a != b and a + b == b + a for a, b in itertools.pairwise(figures))


def rivalled(
    runs: Sequence[Run],
    ways: Sequence[Sequence[Figures]],
    chosen: Sequence[Figures | None],
    closed: Sequence[Sum],
    accepted: set[int],
) -> set[int]:
    """The rows that another report could have been printed as: one that adds up, but for one slip of the clerk."""
    several = [i for i in accepted if len(ways[i]) > 1]
    rivals: set[int] = set()
    size = 1
    for i in several:
        size *= len(ways[i])
        if size > MOST_STEPS // max(1, len(runs)):
            return set(several)
    for picks in itertools.product(*(ways[i] for i in several)):
        taken = [figures or () for figures in chosen]
        for i, figures in zip(several, picks, strict=True):
            taken[i] = figures
        differing = {i for i in several if taken[i] != chosen[i]}
        for row in accepted:
            others = differing - {row}
            for due in _dues(row, taken, closed, is_other=bool(others)):
                for printed in _slips(due, runs[row]):
                    if others or printed != chosen[row]:
                        rivals |= others | {row}
    return rivals


def _dues(row: int, taken: Sequence[Figures], closed: Sequence[Sum], *, is_other: bool) -> Iterator[Figures]:
    """What a row ought to be, if the sums that do not hold are due to it, or to some part due to it."""
    due = _due(row, taken, closed, len(taken[row]))
    if due is not None:
        yield due
    elif not is_other:
        choices = [[figure] for figure in taken[row]]
        for s in closed:
            inside = [(place, k) for r, place, k in s.terms if r == row]
            if inside and (residual := s.residual(taken)):
                ((place, k),) = inside
                figure, remainder = divmod(int(taken[row][place]) * k - residual, k)
                if not remainder and figure >= 0:
                    choices[place].append(str(figure))
        if math.prod(map(len, choices)) <= _MOST_DUES:
            yield from itertools.product(*choices)


def _due(row: int, taken: Sequence[Figures], closed: Sequence[Sum], size: int) -> Figures | None:
    """What a row must be for the sums across rows to hold; None if they do not say, or contradict each other."""
    found: dict[int, int] = {}
    for s in closed:
        if row not in s.rows:
            if s.residual(taken):
                return None
            continue
        inside = [(place, k) for r, place, k in s.terms if r == row]
        others = sum(k * int(taken[r][place]) for r, place, k in s.terms if r != row)
        ((place, k),) = inside  # no sum across rows has two cells of one row
        figure, remainder = divmod(-others, k)
        if remainder or figure < 0 or found.setdefault(place, figure) != figure:
            return None
    return tuple(str(found[place]) for place in range(size)) if len(found) == size else None


def _slips(due: Figures, run: Run) -> Iterator[Figures]:
    """The ways in which a row that ought to be *due* was printed as this run, with one slip, or with blanks."""
    printed = "".join(run.texts)
    if run.is_plain:
        wrong = [i for i, (is_, ought) in enumerate(zip(run.texts, due, strict=True)) if is_ != ought]
        if len(wrong) <= 1 and all(_is_near(run.texts[i], due[i]) for i in wrong):
            yield run.texts
        return
    if "".join(due) == printed:
        yield due
    for place in range(len(due)):
        before, after = "".join(due[:place]), "".join(due[place + 1 :])
        middle = printed[len(before) : len(printed) - len(after)]
        if len(printed) < len(before) + len(after) or before + middle + after != printed or middle == due[place]:
            continue
        if not middle or _is_near(middle, due[place]):
            yield (*due[:place], middle, *due[place + 1 :])
    if _is_with_blanks(due, printed):
        yield ()


def _is_near(text: str, other: str) -> bool:
    """Whether one key more, less or other makes one text of the other, or two next to each other exchanged."""
    if len(text) == len(other):
        wrong = [i for i, (a, b) in enumerate(zip(text, other, strict=True)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return text[wrong[0]] == other[wrong[1]] and text[wrong[1]] == other[wrong[0]]
        return len(wrong) <= 1
    if abs(len(text) - len(other)) != 1:
        return False
    long, short = sorted((text, other), key=len, reverse=True)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def has_rival(run: Run, chosen: Figures, inside: Sequence[Sum], budget: Budget | None = None) -> bool:
    """Whether a row that stands in no sum with others could be another one that adds up, but for one slip."""
    text, size = "\t".join(run.texts), len(run.cells)
    for step, spare in ((1, 0), (-1, size - 1)):  # a row that stands one cell further to the right, or to the left
        moved = [_moved(s, step) for s in inside if all(0 <= place + step < size for _, place, _ in s.terms)]
        for figures in split(text, size, moved, budget):
            if figures is None or (figures != chosen and figures[spare] == "0"):
                return True
    for left_out in inside:
        others = [s for s in inside if s is not left_out]
        for figures in split(text, size, others, budget):
            if figures is None or (figures != chosen and _is_slip(figures, left_out)):
                return True
        for blank in sorted(place for _, place, _ in left_out.terms):
            for figures in split(text, size - 1, [_without(s, blank) for s in others], budget):
                # Where each text is one figure the blank cell can be any.
                if figures is None or _is_slip(
                    (*figures[:blank], "", *figures[blank:]), left_out, blank, is_any=figures == run.texts
                ):
                    return True
    return False


def _moved(s: Sum, step: int) -> Sum:
    """The same sum with each figure so many places further to the right."""
    return Sum(tuple((row, place + step, k) for row, place, k in s.terms))


def _without(s: Sum, blank: int) -> Sum:
    """The same sum where the figures after a blank one stand one place further in front."""
    return Sum(tuple((row, place - (place > blank), k) for row, place, k in s.terms))


def _is_slip(figures: Figures, s: Sum, blank: int | None = None, *, is_any: bool = False) -> bool:
    """Whether the sum holds, or would hold with one key more, less or other in one figure, or with any in a blank."""
    residual = sum(k * int(figures[place] or 0) for _, place, k in s.terms)
    if blank is None and residual == 0:
        return True
    for _, place, k in s.terms:
        if blank in {None, place}:
            figure, remainder = divmod(int(figures[place] or 0) * k - residual, k)
            if not remainder and figure >= 0 and (is_any or _is_near(figures[place], str(figure))):
                return True
    return False


def _is_with_blanks(due: Figures, printed: str) -> bool:
    """Whether a text is these figures with two or more of them left out."""
    ends = {(0, 0)}
    for figure in due:
        ends = {
            step
            for end, out in ends
            for step in ((end, out + 1), (end + len(figure), out))
            if step[0] == end or printed.startswith(figure, end)
        }
    return any(end == len(printed) and out > 1 for end, out in ends)
