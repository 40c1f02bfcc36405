"""
What the blanks of a report must be, and what they can be: with a proof, and without a guess.

The identities of a form and the counts, which are not negative, often leave a blank no choice. `complete` says which
blanks these are and why, `ranges` what may still stand in each, `add_up` fills totals in for whoever fills in a form.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ._tree import values
from .cells import Cell
from .circulation import Circulation, Range, violated_cut
from .finding import Verdict
from .graph import LARGEST, Equation, Network
from .identities import Identity, identities
from .language import CHINESE
from .network import least_of, network, outside
from .proof import Contradiction, Deduction, deductions, identities_of
from .report import Report
from .rule import Rule
from .rules import RULES


@attrs.frozen
class Completion:
    """
    What the blanks of a report must be.

    Attributes:
        report: as it was given.
        proof: a deduction for each blank that has no choice, in the order of reasoning.
        ranges: what the other blanks can be; a single figure where a relation says so that is no equality.
        contradictions: if there are any, no blank can be filled, and nothing is proved.
    """

    report: Report
    proof: tuple[Deduction, ...]
    ranges: Mapping[Cell, Range]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def is_feasible(self) -> bool:
        """Whether the blanks can be filled at all, such that all identities hold and no count is negative."""
        return not self.contradictions

    @property
    def figures(self) -> dict[Cell, int]:
        """What each blank must be that has no choice, in the order of the form."""
        return dict(sorted(((step.cell, step.figure) for step in self.proof), key=lambda pair: pair[0].index))

    @property
    def filled(self) -> Report:
        """The report with these figures; the report itself if there are none."""
        return self.report.replace(self.figures)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The completion as plain values for JSON; the keys never change their meaning."""
        return {
            "feasible": self.is_feasible,
            "filled": [step.to_dict(locale) for step in self.proof],
            "ranges": [
                {"cell": cell.path, "least": known.least, "most": known.most} for cell, known in self.ranges.items()
            ],
            "contradictions": [
                {"rules": sorted({i.rule.id for i in found.identities}), "message": found.message(locale)}
                for found in self.contradictions
            ],
        }


def complete(report: Report, rules: Iterable[Rule] = RULES) -> Completion:
    """
    Every blank that the identities and the counts leave no choice, each with its proof; and the ranges of the others.

    Nothing is guessed: what is filled in is the same in every way to fill in the form such that it reconciles. If there
    is no such way, the report stays as it is.

    Args:
        report: any.
        rules: those whose relations must hold.

    >>> report = Report.blank(2021, organ="某局", year=2023)
    >>> from govinfo import CELLS
    >>> results = CELLS.disputes.reconsideration
    >>> done = complete(report.replace({results.upheld: 2, results.total: 2}))
    >>> [str(cell) for cell in done.figures][:2], done.filled.disputes.reconsideration.pending
    (['disputes.reconsideration.overturned', 'disputes.reconsideration.other'], 0)
    >>> done.ranges[CELLS.applications.received.total]
    Range(least=0, most=None)
    """
    rules = tuple(rules)
    known = network(report.editions, rules)
    figures, editions = figures_of(known, report), report.editions
    solved = _solved(known, figures)
    contradictions = (
        *_contradictions(report, least_of(report.editions, rules), known, solved),
        *(
            Contradiction((identity,), editions)
            for identity in outside(editions, rules)
            if identity.verdict(report) is Verdict.VIOLATED
        ),
    )
    can_be = _narrowed(_ranges(report, rules, known, solved), report, rules)
    if not contradictions:  # a blank outside the network that no figure will do for
        closed = {cell for cell, known_range in can_be.items() if known_range is None}
        contradictions = tuple(
            Contradiction((identity,), editions)
            for identity in outside(editions, rules)
            if not closed.isdisjoint(identity.cells)
        )
    if contradictions:
        return Completion(report, (), {}, contradictions)
    blank = {cell for cell, figure in report.figures() if figure is None}
    proof: list[Deduction] = []
    stands = dict(zip(known.arcs, figures, strict=True))
    for one in solved:
        one.settle_all()
        for step in one.steps:
            proof += (found for found in deductions(known, step, stands, editions) if found.cell in blank)
    left = {
        cell: known_range
        for cell, known_range in can_be.items()
        if known_range and not (known_range.is_one and cell in known.index)
    }
    return Completion(report, tuple(proof), left)


def ranges(form: Report, rules: Iterable[Rule] = RULES) -> dict[Cell, Range | None]:
    """
    What may still be typed in each blank of a form, in the order of the form; None where no figure will do.

    A figure of its range in one blank, and the form can still be completed such that all identities hold.

    Args:
        form: half filled in, or not at all.
        rules: those whose relations must hold in the end.

    >>> from govinfo import CELLS
    >>> results = CELLS.disputes.reconsideration
    >>> form = Report.blank(2021).replace({results.total: 5, results.upheld: 3})
    >>> ranges(form)[results.pending], ranges(form.replace({results.upheld: 6}))[results.pending]
    (Range(least=0, most=2), None)
    """
    rules = tuple(rules)
    return _narrowed(ranges_in_network(form, rules), form, rules)


def ranges_in_network(form: Report, rules: Iterable[Rule] = RULES) -> dict[Cell, Range | None]:
    """What the network lets stand in each blank of a form; what is no equality has no say in it."""
    rules = tuple(rules)
    known = network(form.editions, rules)
    return _ranges(form, rules, known, _solved(known, figures_of(known, form)))


def add_up(form: Report, rules: Iterable[Rule] = RULES) -> Report:
    """
    The same form with those blank totals filled in all of whose parts stand; nothing that stands is changed.

    A total of which two relations say different things, because a part is wrong, stays blank.

    Args:
        form: half filled in.
        rules: those that say what a total is: a relation of a sum with a single cell.

    >>> from govinfo import CELLS
    >>> results = CELLS.disputes.reconsideration
    >>> form = Report.blank(2021).replace(dict.fromkeys(results.cells()[:-1], 2))
    >>> add_up(form).disputes.reconsideration.total
    8
    """
    totals = [total for identity in identities(form.editions, rules) if (total := total_of(identity))]
    barred: set[Cell] = set()  # totals of which two relations say different things
    while True:
        flat = list(values(form))
        found: dict[Cell, int] = {}
        conflicts: set[Cell] = set()
        while True:
            before = len(found)
            for cell, parts in totals:
                known = [flat[part.index] for part, _ in parts]
                if (cell in found or flat[cell.index] is None) and all(type(figure) is int for figure in known):
                    due = sum(k * figure for (_, k), figure in zip(parts, known, strict=True))
                    if found.get(cell, due) != due:
                        conflicts.add(cell)
                    elif cell not in barred:
                        found[cell] = flat[cell.index] = due
            if len(found) == before:
                break
        if not conflicts:
            return form.replace(found)
        barred |= conflicts


def figures_of(known: Network[Cell], report: Report) -> list[int | None]:
    """The figure of each arc; what is no whole number, or larger than any figure, is open like a blank."""
    flat = [number(figure) for figure in values(report)]
    return [flat[cell.index] for cell in known.arcs]


def number(figure: Any) -> int | None:
    """What a cell holds, if it is a whole number that a report can have; else None."""
    return figure if type(figure) is int and -LARGEST <= figure <= LARGEST else None


def _solved(known: Network[Cell], figures: Sequence[int | None]) -> list[Circulation]:
    """What the blanks of each part can be."""
    excess = known.excess(figures)
    return [
        Circulation(known, part, excess, [arc for arc in arcs if figures[arc] is None])
        for part, arcs in enumerate(known.inside)
    ]


def _contradictions(
    report: Report, least: Mapping[Cell, int | None], known: Network[Cell], solved: Sequence[Circulation]
) -> Iterator[Contradiction]:
    figures = figures_of(known, report)
    for cell, figure in report.figures():
        floor, stands = least[cell], number(figure)
        if floor is not None and stands is not None and stands < floor:
            yield Contradiction((), report.editions, cell, stands)
    excess = known.excess(figures)
    for part, (arcs, one) in enumerate(zip(known.inside, solved, strict=True)):
        if not one.is_feasible:
            cut = violated_cut(known, part, excess, [arc for arc in arcs if figures[arc] is None])
            yield Contradiction(identities_of(known, cut or ()), report.editions)


def _ranges(
    report: Report, rules: Iterable[Rule], known: Network[Cell], solved: Sequence[Circulation]
) -> dict[Cell, Range | None]:
    """The range of each blank, in the order of the form."""
    inside: dict[Cell, Range | None] = {}
    figures = figures_of(known, report)
    for arcs, one in zip(known.inside, solved, strict=True):
        is_allowed = all((figure := figures[arc]) is None or figure >= known.floors[arc] for arc in arcs)
        found = one.ranges() if is_allowed else {}
        inside |= {known.arcs[arc]: found.get(arc) for arc in arcs}
    least = least_of(report.editions, rules)
    return {
        cell: inside[cell] if cell in inside else Range(least[cell], None)
        for cell, figure in report.figures()
        if figure is None
    }


def _narrowed(can_be: dict[Cell, Range | None], report: Report, rules: Iterable[Rule]) -> dict[Cell, Range | None]:
    """The same ranges, narrowed by the identities outside the network that have no other blank."""
    for identity in outside(report.editions, rules):
        if (only := _only_blank(identity, report)) and (before := can_be[only[0]]):
            can_be[only[0]] = before.within(only[1])
    return can_be


def _only_blank(identity: Identity, report: Report) -> tuple[Cell, Range] | None:
    """The one blank in an identity, and what it lets stand there; None if it has none, or more than one."""
    flat = values(report)
    terms = Equation.of(identity).terms
    blanks = [(cell, k) for cell, k in terms if flat[cell.index] is None]
    rest = [k * flat[cell.index] for cell, k in terms if type(flat[cell.index]) is int]
    if len(blanks) != 1 or abs(blanks[0][1]) != 1 or len(rest) != len(terms) - 1:
        return None
    ((cell, k),) = blanks
    due = k * (Equation.of(identity).constant - sum(rest))
    if identity.sense == "=":
        return cell, Range(due, due)
    return cell, Range(due, None) if k > 0 else Range(None, due)


def total_of(identity: Identity) -> tuple[Cell, tuple[tuple[Cell, int], ...]] | None:
    """The total that an identity defines, and its parts; None if it defines none."""
    if identity.sense != "=" or isinstance(identity.right, int) or len(identity.right.terms) != 1:
        return None
    ((total, times),) = identity.right.terms
    return (total, identity.left.terms) if times == 1 else None
