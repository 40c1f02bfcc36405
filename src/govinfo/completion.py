"""
What the blanks of a report must be, and what they can be: with a proof, and without a guess.

The identities of a form and the counts, which are not negative, often leave a blank no choice. `complete` says which
blanks these are and why, `ranges` what may still stand in each, `add_up` fills totals in for whoever fills in a form.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from ._tree import values
from .cells import Cell
from .circulation import Circulation, Range, Step, violated_cut
from .editions import Edition
from .finding import Side, Term
from .graph import Network
from .identities import Identity, identities
from .language import CHINESE, locale_of, template
from .naming import listed, name_of, relation, short, written
from .network import least_of, network
from .report import Report
from .rule import Rule, Sum
from .rules import RULES


#: Why a blank must be what it is.
_BY_ONE: Final = template("{cell} must be {figure}: {relation}.")
_NOTHING_LEFT: Final = template("{cell} must be 0, since no count is negative and nothing is left for it: {relation}.")
_BY_SEVERAL: Final = template(
    "{cell} must be {figure}; nothing else is open in these relations taken together: {relations}."
)
_NOTHING_LEFT_BY_SEVERAL: Final = template(
    "{cell} must be 0, since no count is negative and these relations taken together leave nothing for it: {relations}."
)
_CONTRADICTION: Final = template("Whatever the blanks are, these relations cannot all hold: {relations}.")
_TOO_SMALL: Final = template("{cell} is {figure}, and a count is not negative.")
_VIOLATED: Final = template("Whatever the blanks are, this relation cannot hold: {relations}.")


@attrs.frozen
class Deduction:
    """
    Why one blank must be what it is.

    Attributes:
        cell: the blank.
        figure: what it must be.
        identities: what it follows from, together with the figures and the deductions before it.
        cells: the blanks that follow together: they add up to nothing, and none is negative.
        known: the figures of all cells, with what follows.
        edition: of the form whose labels name the cells.
    """

    cell: Cell
    figure: int
    identities: tuple[Identity, ...]
    cells: tuple[Cell, ...]
    known: Mapping[Cell, int | None] = attrs.field(repr=False, eq=False)
    edition: Edition

    @property
    def sides(self) -> tuple[Side, Side] | None:
        """Both sides of the identity with their figures; None if it follows from several."""
        if len(self.identities) > 1:
            return None
        (one,) = self.identities
        return _side(one.left, self.known), _side(one.right, self.known)

    def message(self, locale: str = CHINESE) -> str:
        """The deduction in words, one line of a proof."""
        locale, sides = locale_of(locale), self.sides
        text = (_NOTHING_LEFT, _NOTHING_LEFT_BY_SEVERAL) if len(self.cells) > 1 else (_BY_ONE, _BY_SEVERAL)
        return written(
            text[sides is None],
            locale,
            cell=short(self.cell, self.edition, locale),
            figure=self.figure,
            relation=relation(*sides, self.edition, locale) if sides else "",
            relations=listed((name_of(identity, self.edition, locale) for identity in self.identities), locale),
        )

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The deduction as plain values for JSON."""
        return {
            "cell": self.cell.path,
            "figure": self.figure,
            "rules": sorted({identity.rule.id for identity in self.identities}),
            "message": self.message(locale),
        }


@attrs.frozen
class Contradiction:
    """
    Why no figures in the blanks will do.

    Attributes:
        identities: those that cannot all hold, whatever the blanks are.
        edition: of the form whose labels name the cells.
        cell: or one that is less than any figure there can be.
        figure: what stands in it.
    """

    identities: tuple[Identity, ...]
    edition: Edition
    cell: Cell | None = None
    figure: int | None = None

    def message(self, locale: str = CHINESE) -> str:
        """The contradiction in words."""
        locale = locale_of(locale)
        if self.cell is not None:
            return written(_TOO_SMALL, locale, cell=short(self.cell, self.edition, locale), figure=self.figure)
        names = listed((name_of(identity, self.edition, locale) for identity in self.identities), locale)
        return written(_VIOLATED if len(self.identities) == 1 else _CONTRADICTION, locale, relations=names)


@attrs.frozen
class Completion:
    """
    What the blanks of a report must be.

    Attributes:
        report: as it was given.
        proof: a deduction for each blank that has no choice, in the order of reasoning.
        ranges: what the other blanks can be.
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
    figures, edition = figures_of(known, report), edition_of_report(report)
    solved = _solved(known, figures)
    contradictions = tuple(_contradictions(known, figures, solved, edition))
    if contradictions:
        return Completion(report, (), {}, contradictions)
    blank = {cell for cell, figure in report.figures() if figure is None}
    proof: list[Deduction] = []
    stands = dict(zip(known.arcs, figures, strict=True))
    for one in solved:
        one.settle_all()
        for step in one.steps:
            proof += (found for found in _deductions(known, step, stands, edition) if found.cell in blank)
    left = {
        cell: known_range
        for cell, known_range in _ranges(report, rules, known, solved).items()
        if known_range and not known_range.is_one
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
    known = network(form.editions, rules)
    return _ranges(form, rules, known, _solved(known, figures_of(known, form)))


def add_up(form: Report, rules: Iterable[Rule] = RULES) -> Report:
    """
    The same form with those blank totals filled in all of whose parts stand; nothing that stands is changed.

    Args:
        form: half filled in.
        rules: those that say what a total is: a relation of a sum with a single cell.

    >>> from govinfo import CELLS
    >>> results = CELLS.disputes.reconsideration
    >>> form = Report.blank(2021).replace(dict.fromkeys(results.cells()[:-1], 2))
    >>> add_up(form).disputes.reconsideration.total
    8
    """
    flat = list(values(form))
    totals = [total for identity in identities(form.editions, rules) if (total := total_of(identity))]
    found: dict[Cell, int] = {}
    while True:
        before = len(found)
        for cell, parts in totals:
            if flat[cell.index] is None and all(type(flat[part.index]) is int for part, _ in parts):
                found[cell] = flat[cell.index] = sum(k * flat[part.index] for part, k in parts)
        if len(found) == before:
            return form.replace(found)


def figures_of(known: Network[Cell], report: Report) -> list[int | None]:
    """The figure of each arc; what is no whole number is open, like a blank."""
    flat = values(report)
    found = (flat[cell.index] for cell in known.arcs)
    return [figure if type(figure) is int else None for figure in found]


def _solved(known: Network[Cell], figures: Sequence[int | None]) -> list[Circulation]:
    """What the blanks of each part can be."""
    excess = known.excess(figures)
    return [
        Circulation(known, part, excess, [arc for arc in arcs if figures[arc] is None])
        for part, arcs in enumerate(known.inside)
    ]


def _contradictions(
    known: Network[Cell], figures: Sequence[int | None], solved: Sequence[Circulation], edition: Edition
) -> Iterator[Contradiction]:
    for cell, figure, floor in zip(known.arcs, figures, known.floors, strict=True):
        if figure is not None and figure < floor:
            yield Contradiction((), edition, cell, figure)
    excess = known.excess(figures)
    for part, (arcs, one) in enumerate(zip(known.inside, solved, strict=True)):
        if not one.is_feasible:
            cut = violated_cut(known, part, excess, [arc for arc in arcs if figures[arc] is None])
            yield Contradiction(_identities(known, cut or ()), edition)


def _identities(known: Network[Cell], nodes: Iterable[int]) -> tuple[Identity, ...]:
    return tuple(equation.identity for equation in known.equations(nodes) if equation.identity)


def _deductions(
    network: Network[Cell], step: Step, known: dict[Cell, int | None], edition: Edition
) -> Iterator[Deduction]:
    """The deductions of one step; what is *known* is completed by it."""
    cells = tuple(network.arcs[arc] for arc in step.arcs)
    known |= zip(cells, step.figures, strict=True)
    found = _identities(network, step.nodes)
    return (
        Deduction(cell, figure, found, cells, known, edition) for cell, figure in zip(cells, step.figures, strict=True)
    )


def _side(of: Sum | int, known: Mapping[Cell, int | None]) -> Side:
    if isinstance(of, int):
        return Side((), of)
    return Side(tuple(Term(cell, k, known[cell]) for cell, k in of.terms))


def _ranges(
    report: Report, rules: Iterable[Rule], known: Network[Cell], solved: Sequence[Circulation]
) -> dict[Cell, Range | None]:
    """The range of each blank, in the order of the form."""
    inside: dict[Cell, Range | None] = {}
    for arcs, one in zip(known.inside, solved, strict=True):
        found = one.ranges()
        inside |= {known.arcs[arc]: found.get(arc) for arc in arcs}
    least = least_of(report.editions, rules)
    return {
        cell: inside[cell] if cell in inside else Range(least[cell], None)
        for cell, figure in report.figures()
        if figure is None
    }


def total_of(identity: Identity) -> tuple[Cell, tuple[tuple[Cell, int], ...]] | None:
    """The total that an identity defines, and its parts; None if it defines none."""
    if identity.sense != "=" or isinstance(identity.right, int) or len(identity.right.terms) != 1:
        return None
    ((total, times),) = identity.right.terms
    return (total, identity.left.terms) if times == 1 else None


def edition_of_report(report: Report) -> Edition:
    """The edition whose labels name the cells that take part in identities."""
    return report.applications.edition or report.disputes.edition or max(Edition)
