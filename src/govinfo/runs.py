"""
Figures run together: ``21710000218`` under seven columns is 217, 1, 0, 0, 0, 0, 218, and the sums of the form tell it.

The sums correct errors as a code does, and a code that corrects can miscorrect. So a row is told apart only if its own
sums and those of its columns agree on one way, and if no other way is that of a report in which the clerk mistyped one
key or left cells blank. All else stays blank. A sum that was used to read a figure cannot check it afterwards.
"""

import functools
import itertools
import math

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .cells import Cell, official
from .editions import Edition
from .finding import Status
from .identities import identities


#: How many ways are looked at before a row, or a table, is given up.
MOST_WAYS: Final = 20_000

#: How many ways in which a row may be wrong are looked at.
_MOST_DUES: Final = 256

Figures = tuple[str, ...]


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


@attrs.frozen
class _Sum:
    """A sum that must be zero: coefficient of each figure, by row and place in it."""

    terms: tuple[tuple[int, int, int], ...]

    @property
    def rows(self) -> frozenset[int]:
        return frozenset(row for row, _, _ in self.terms)

    def residual(self, rows: Sequence[Figures]) -> int:
        return sum(k * int(rows[row][place]) for row, place, k in self.terms)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


def is_run(text: str) -> bool:
    """Whether digits are more than one figure, since a figure does not begin with a zero."""
    return text.isdigit() and len(text) > 1 and text[0] == "0"


def tell_apart(runs: Sequence[Run], edition: Edition) -> list[Told]:
    """
    The figures of all rows of one block.

    Args:
        runs: its rows, in the order of the form.
        edition: whose sums hold.
    """
    blank = {i for i, run in enumerate(runs) if run.is_plain and not all(map(_is_number, run.texts))}
    sums = [s for s in _sums(tuple(run.cells for run in runs), edition) if not s.rows & blank]
    inside = [[s for s in sums if s.rows == {i}] for i in range(len(runs))]
    across = [s for s in sums if len(s.rows) > 1]
    ways = [_ways(run, inside[i], i) for i, run in enumerate(runs)]
    chosen = _chosen(ways, across)
    alone = {i for i, run in enumerate(runs) if inside[i] and _is_alone(run.cells, edition)}
    summed = {i for i, found in enumerate(inside) if found}
    accepted = _accepted(runs, ways, chosen, across, alone, summed)
    for i in alone & accepted:
        run = runs[i]
        if not _is_certain(run) and (not _holds(chosen[i] or (), inside[i]) or _has_rival(run, ways[i][0], inside[i])):
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


@functools.lru_cache(maxsize=64)
def _sums(rows: tuple[tuple[Cell, ...], ...], edition: Edition) -> tuple[_Sum, ...]:
    """The sums among these rows."""
    at = {cell: (row, place) for row, cells in enumerate(rows) for place, cell in enumerate(cells)}
    found = []
    for identity in identities(official(edition)):
        if identity.sense == "=" and not isinstance(identity.right, int) and at.keys() >= set(identity.cells):
            sides = ((identity.left.terms, 1), (identity.right.terms, -1))
            found.append(_Sum(tuple((*at[cell], sign * k) for terms, sign in sides for cell, k in terms)))
    return tuple(found)


@functools.lru_cache(maxsize=256)
def _is_alone(cells: tuple[Cell, ...], edition: Edition) -> bool:
    """Whether no sum of the form has cells of this row and others."""
    row = set(cells)
    sums = [set(identity.cells) for identity in identities(official(edition)) if identity.sense == "="]
    return not any(found & row and found - row for found in sums)


def _ways(run: Run, inside: Sequence[_Sum], row: int) -> list[Figures]:
    """All ways to take a row that agree with the sums of the row; a plain row has one, right or wrong."""
    if run.is_plain:
        return [run.texts]
    if not run.texts or len(run.texts) > len(run.cells) or not all(text.isdecimal() for text in run.texts):
        return []
    due = [max(place for _, place, _ in s.terms) for s in inside]
    found = []
    for count, figures in enumerate(_split("\t".join(run.texts), len(run.cells), list(zip(due, inside, strict=True)))):
        if count >= MOST_WAYS:
            return []
        if figures:
            found.append(figures)
    return found


def _split(text: str, size: int, sums: Sequence[tuple[int, _Sum]]) -> Iterator[Figures]:
    """
    The ways to split a text into *size* figures; each step that leads nowhere is an empty one.

    A tab is a place where one figure ends for certain.
    """
    stack: list[tuple[int, Figures]] = [(0, ())]
    while stack:
        at, figures = stack.pop()
        left = size - len(figures)
        if left == 0:
            yield figures if at == len(text) else ()
            continue
        if text[at : at + 1] == "\t":
            at += 1
        end = text.find("\t", at)
        end = len(text) if end < 0 else end
        if len(text) - at < left:
            yield ()
            continue
        longest = at + 1 if text[at] == "0" else end
        if left == 1:
            steps = [len(text)] if longest >= len(text) else []
        else:
            steps = list(range(at + 1, longest + 1))
        for step in steps:
            taken = (*figures, text[at:step])
            if all(_agrees(s, taken) for due, s in sums if due == len(figures)):
                stack.append((step, taken))
        yield ()


def _holds(figures: Figures, sums: Sequence[_Sum]) -> bool:
    return all(_agrees(s, figures) for s in sums)


def _agrees(s: _Sum, figures: Figures) -> bool:
    return sum(k * int(figures[place]) for _, place, k in s.terms) == 0


def _chosen(ways: Sequence[Sequence[Figures]], across: Sequence[_Sum]) -> list[Figures | None]:
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
    ways: Sequence[Sequence[Figures]], rows: Sequence[int], sums: Sequence[_Sum]
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
        if tried > MOST_WAYS:
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
    across: Sequence[_Sum],
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
        doubted = {
            i
            for i in accepted - certain - alone
            for known in [asked if i in summed and _is_counted(runs[i]) else agreed]
            if not all((i, place) in known for place in range(len(runs[i].cells)))
        }
        doubted |= {i for i in accepted - certain if _is_exchangeable(chosen[i] or ())}
        if not doubted:
            doubted = _rivalled(runs, ways, chosen, closed, accepted) - certain
        if not doubted:
            return accepted
        accepted -= doubted
        if not accepted - certain:
            return accepted


def _is_counted(run: Run) -> bool:
    """Whether there is just one way to make as many figures as there are cells: a figure for each digit."""
    return not run.is_doubtful and sum(map(len, run.texts)) == len(run.cells)


def _is_exchangeable(figures: Figures) -> bool:
    """Whether two neighbours would be printed alike if they were exchanged, such as 1 and 11."""
    return any(a != b and a + b == b + a for a, b in itertools.pairwise(figures))


def _rivalled(
    runs: Sequence[Run],
    ways: Sequence[Sequence[Figures]],
    chosen: Sequence[Figures | None],
    closed: Sequence[_Sum],
    accepted: set[int],
) -> set[int]:
    """The rows that another report could have been printed as: one that adds up, but for one slip of the clerk."""
    several = [i for i in accepted if len(ways[i]) > 1]
    rivals: set[int] = set()
    size = 1
    for i in several:
        size *= len(ways[i])
        if size > MOST_WAYS // max(1, len(runs)):
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


def _dues(row: int, taken: Sequence[Figures], closed: Sequence[_Sum], *, is_other: bool) -> Iterator[Figures]:
    """What a row ought to be, if the sums that do not hold are due to it, or to some part due to it."""
    due = _due(row, taken, closed, len(taken[row]))
    if due is not None:
        yield due
    elif not is_other:
        choices = [[figure] for figure in taken[row]]
        for s in closed:
            inside = [(place, k) for r, place, k in s.terms if r == row]
            if len(inside) == 1 and (residual := s.residual(taken)):
                ((place, k),) = inside
                figure, remainder = divmod(int(taken[row][place]) * k - residual, k)
                if not remainder and figure >= 0:
                    choices[place].append(str(figure))
        if math.prod(map(len, choices)) <= _MOST_DUES:
            yield from itertools.product(*choices)


def _due(row: int, taken: Sequence[Figures], closed: Sequence[_Sum], size: int) -> Figures | None:
    """What a row must be for the sums across rows to hold; None if they do not say, or contradict each other."""
    found: dict[int, int] = {}
    for s in closed:
        if row not in s.rows:
            if s.residual(taken):
                return None
            continue
        inside = [(place, k) for r, place, k in s.terms if r == row]
        others = sum(k * int(taken[r][place]) for r, place, k in s.terms if r != row)
        if len(inside) != 1:
            return None
        ((place, k),) = inside
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


def _has_rival(run: Run, chosen: Figures, inside: Sequence[_Sum]) -> bool:
    """Whether a row that stands in no sum with others could be another one that adds up, but for one slip."""
    text, size = "\t".join(run.texts), len(run.cells)
    due = [(max(place for _, place, _ in s.terms), s) for s in inside]
    for left_out in inside:
        places = sorted(place for _, place, _ in left_out.terms)
        others = [(at, s) for at, s in due if s is not left_out]
        for count, figures in enumerate(_split(text, size, others)):
            if count >= MOST_WAYS:
                return True
            if figures and figures != chosen and _is_slip(figures, left_out):
                return True
        for blank in places:
            before = [(at - (at > blank), _without(s, blank)) for at, s in others]
            for count, figures in enumerate(_split(text, size - 1, before)):
                if count >= MOST_WAYS:
                    return True
                if figures and _is_slip((*figures[:blank], "", *figures[blank:]), left_out, blank):
                    return True
    return False


def _without(s: _Sum, blank: int) -> _Sum:
    """The same sum where the figures after a blank one stand one place further in front."""
    return _Sum(tuple((row, place - (place > blank), k) for row, place, k in s.terms))


def _is_slip(figures: Figures, s: _Sum, blank: int | None = None) -> bool:
    """Whether the sum holds, or would hold with one key more, less or other in one figure."""
    residual = sum(k * int(figures[place] or 0) for _, place, k in s.terms)
    if blank is None and residual == 0:
        return True
    for _, place, k in s.terms:
        if blank in {None, place}:
            figure, remainder = divmod(int(figures[place] or 0) * k - residual, k)
            if not remainder and figure >= 0 and _is_near(figures[place], str(figure)):
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
