"""
Which figures of a report are wrong, and what they should be: told where the identities can tell, listed where not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from .candidates import Candidate, Table
from .causes import Cause, distance, likelihood
from .cells import Cell
from .circulation import Range
from .completion import edition_of_report, figures_of
from .editions import Edition
from .finding import Finding
from .grid import grid
from .language import CHINESE, locale_of, template
from .naming import short, span, written
from .network import network
from .report import Report
from .rule import Rule
from .rules import RULES
from .smallest import Budget, smallest


#: How many tries `explain` makes in each part of a form if it is not told otherwise.
BUDGET: Final = 20_000

_CHANGE: Final = template("{cell} should be {due}, not {figure}")
_BLANK: Final = template("{cell} is blank and should be {due}")
_CHOICE: Final = template("{cell} should be {range}, for example {due}, not {figure}")
_CAUSE: Final = template("{changes} ({cause})")
_THEN: Final = template("{changes}; then all {count} reconciliation relations hold.")
_THEN_ONE: Final = template("{changes}; then the reconciliation relation holds.")
_ONE_OTHER: Final = template("One other explanation changes as few cells.")
_OTHERS: Final = template("{count} other explanations change as few cells.")


@attrs.frozen
class Explanation:
    """
    Figures that may be wrong, and what they should be, so that everything reconciles.

    Attributes:
        changes: what should stand in each cell that is wrong.
        figures: what stands there.
        cause: the one edit that explains it; None if none is known.
        equals: how many explanations of the same part change as many cells, this one included.
        ranges: what else could stand in a cell, where that is open.
        relations: how many identities hold then.
        cells: of the part of the form that is explained.
        edition: of the form whose labels name the cells.
    """

    changes: Mapping[Cell, int]
    figures: Mapping[Cell, int | None]
    cause: Cause | None
    equals: int
    ranges: Mapping[Cell, Range]
    relations: int
    cells: frozenset[Cell] = attrs.field(repr=False)
    edition: Edition

    def message(self, locale: str = CHINESE) -> str:
        """
        The explanation in words.

        Raises:
            UnknownLocale: it is neither Chinese nor English.
        """
        locale = locale_of(locale)
        said = ("；" if locale == CHINESE else "; ").join(self._change(cell, locale) for cell in self.changes)
        if self.cause:
            said = written(_CAUSE, locale, changes=said, cause=self.cause.words(locale))
        text = written(_THEN if self.relations > 1 else _THEN_ONE, locale, changes=said, count=self.relations)
        if self.equals > 1:
            others = written(_ONE_OTHER if self.equals == 2 else _OTHERS, locale, count=self.equals - 1)
            text += others if locale == CHINESE else f" {others}"
        return text

    def _change(self, cell: Cell, locale: str) -> str:
        figure, choice = self.figures[cell], self.ranges.get(cell)
        text = _CHOICE if choice else _CHANGE if figure is not None else _BLANK
        between = span(choice, locale) if choice else ""
        name = short(cell, self.edition, locale)
        return written(text, locale, cell=name, due=self.changes[cell], figure=figure, range=between)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The explanation as plain values for JSON; the keys never change their meaning."""
        return {
            "changes": [
                {"cell": cell.path, "figure": self.figures[cell], "due": due}
                | ({"least": choice.least, "most": choice.most} if (choice := self.ranges.get(cell)) else {})
                for cell, due in self.changes.items()
            ],
            "cause": self.cause and self.cause.value,
            "equals": self.equals,
            "message": self.message(locale),
        }


@attrs.frozen
class Diagnosis:
    """
    What may be wrong in a report; nothing is changed.

    Iterating gives the explanations.

    Attributes:
        report: that was asked about.
        explanations: for each part of the form that does not reconcile those of one likely edit, then the smallest sets
            of cells; the likelier ones first.
        is_complete: whether all smallest sets are among them; not if some part needs more than three, or the budget did
            not suffice.
    """

    report: Report
    explanations: tuple[Explanation, ...]
    is_complete: bool

    def __iter__(self) -> Iterator[Explanation]:
        return iter(self.explanations)

    def __len__(self) -> int:
        return len(self.explanations)

    @property
    def certain(self) -> tuple[Explanation, ...]:
        """The explanations that are the only ones of their part of the form."""
        parts = Counter(explanation.cells for explanation in self.explanations)
        return tuple(one for one in self.explanations if parts[one.cells] == 1 and self.is_complete)

    def of(self, finding: Finding) -> tuple[Explanation, ...]:
        """The explanations of the part of the form that a finding is about."""
        asked = frozenset(finding.cells) if finding.left is not None else frozenset()
        return tuple(explanation for explanation in self.explanations if not asked.isdisjoint(explanation.cells))

    def only(self, finding: Finding) -> Explanation | None:
        """The explanation of a finding, if there is exactly one."""
        return next((one for one in self.of(finding) if one in self.certain), None)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The diagnosis as plain values for JSON; the keys never change their meaning."""
        return {
            "complete": self.is_complete,
            "explanations": [explanation.to_dict(locale) for explanation in self.explanations],
        }


def explain(
    report: Report,
    *,
    fixed: Iterable[Cell] = (),
    weights: Mapping[Cell, float] | None = None,
    budget: int = BUDGET,
    rules: Iterable[Rule] = RULES,
) -> Diagnosis:
    """
    Why a report does not reconcile: all smallest sets of figures whose change makes every identity hold.

    They are complete up to three cells in a part of the form whose identities hang together. Explanations by one likely
    edit, such as two digits transposed or a row shifted, come first. Nothing is explained where blanks can be filled
    such that everything holds, nor outside identities; blanks may be anything that is not negative.

    Args:
        report: any.
        fixed: cells that are known to be right, such as a figure that was published last year.
        weights: how sure a cell is, where that is not 1; then the lightest sets are looked for, not the smallest.
        budget: how many tries may be made in each part.
        rules: those whose relations must hold.

    >>> from govinfo import CELLS
    >>> received = CELLS.applications.received
    >>> report = Report.blank(2021, organ="某局", year=2023)
    >>> report = report.replace({cell: 0 for cell, _ in report.figures()})
    >>> [explanation.changes for explanation in explain(report.replace({received.total: 7}))]
    [{Cell('applications.received.total'): 0}]
    """
    rules = tuple(rules)
    known = network(report.editions, rules)
    held = frozenset(known.index[cell] for cell in fixed if cell in known.index)
    sure = None if weights is None else {known.index[c]: weight for c, weight in weights.items() if c in known.index}
    table = Table(known, figures_of(known, report), _printed(report), grid(report.editions, rules), held)
    explanations: list[Explanation] = []
    is_complete = True
    for part in range(len(known.parts)):
        tries = Budget(budget)
        if table.reconciles(part):
            found = list(table.not_zero(part))
        else:
            sets = smallest(known, part, table.figures, budget=tries, fixed=held, weights=sure)
            is_complete = is_complete and bool(sets) and not tries.is_spent
            found = table.candidates(part, sets)
        if found:
            explanations += _ranked(found, table, part, edition_of_report(report))
    return Diagnosis(report, tuple(explanations), is_complete)


def _printed(report: Report) -> dict[Cell, int | None]:
    """What stands in each cell; what is no whole number is like a blank."""
    return {cell: figure if type(figure) is int else None for cell, figure in report.figures()}


def _ranked(found: Iterable[Candidate], table: Table, part: int, edition: Edition) -> Iterator[Explanation]:
    """Those of one likely edit first, then those of fewest cells; then those that are fewest keystrokes away."""
    known = table.network
    cells = frozenset(known.arcs[arc] for arc in known.inside[part])
    nodes = sum(known.nodes[node] is not None for node in known.parts[part])
    relations = nodes + sum(not cells.isdisjoint(cell for cell, _ in left_out.terms) for left_out in known.implied)
    ranked = sorted(found, key=lambda candidate: _standing(candidate, table))
    equals = Counter(len(candidate.changes) for candidate in ranked)
    for candidate in ranked:
        changes = dict(sorted(candidate.changes.items(), key=lambda change: change[0].index))
        yield Explanation(
            changes=changes,
            figures={cell: table.printed[cell] for cell in changes},
            cause=candidate.cause,
            equals=equals[len(changes)],
            ranges=candidate.ranges,
            relations=relations,
            cells=cells,
            edition=edition,
        )


def _standing(candidate: Candidate, table: Table) -> tuple[Any, ...]:
    strokes = sum(distance(due, table.printed[cell] or 0) for cell, due in candidate.changes.items())
    likely = (likelihood(candidate.cause), len(candidate.changes))
    return (*likely, strokes, sorted(cell.index for cell in candidate.changes))
