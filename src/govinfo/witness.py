"""
Witnesses: for a rule the smallest report that keeps it and the smallest that breaks it, and no other rule if possible.

A report that keeps the other equalities is a circulation of their network (`network`), and every circulation is made of
cycles. So where a relation can be broken at all, a single cycle breaks it, and the shortest one has the fewest figures.
"""

import datetime
import heapq
import itertools

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ._tree import values
from .cells import CELLS, Cell, cells_of, official
from .check import check
from .editions import Edition
from .graph import Equation, Network, build
from .identities import Identity, edition_of, identities
from .network import least_of
from .organ import Kind, Level, Organ
from .report import Period, Report
from .rule import CellRule, DocumentRule, Relation, Rule
from .rules import RULES, documents


@attrs.frozen
class Witness:
    """
    What shows that a rule can be kept and broken.

    Attributes:
        passing: a report in which no rule finds anything, with as few figures other than zero as can be.
        failing: the same with the fewest figures changed that break the rule.
        with_: ids of the other rules that the failing report breaks; it breaks them only if the rule cannot be broken
            alone, and then as few as can be.
    """

    passing: Report
    failing: Report
    with_: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether the failing report breaks the rule and no other."""
        return not self.with_


def witness(rule: Rule, edition: int | None = None) -> Witness | None:
    """
    The smallest reports that keep and break a rule, the official rules being the others.

    Args:
        rule: an official one or any other relation or cell rule.
        edition: of the form; the latest that the rule applies to if None.

    Returns:
        None if the rule does not apply to the edition; if it is about reading or several reports, or looks at a whole
        report and is not official; and if no figures keep it, or none break it.

    Raises:
        UnknownEdition: there is no such edition.

    >>> from govinfo.rules import intake_equals_outcome
    >>> found = witness(intake_equals_outcome)
    >>> found.alone, [(cell.path, figure) for cell, figure in found.failing.figures() if figure]
    (True, [('applications.received.natural_persons', 1), ('applications.received.total', 1)])
    """
    due = max(rule.editions, default=None) if edition is None else Edition(edition)
    if due is None or due not in rule.editions:
        return None
    zeros = passing_report(due)
    pair = None
    if isinstance(rule, Relation | CellRule):
        pair = _of_figures(rule, zeros)
    elif isinstance(rule, DocumentRule) and rule.id in BROKEN:
        pair = zeros, BROKEN[rule.id](zeros)
    if pair is None:
        return None
    asked = (*(other for other in RULES if other is not rule), rule)
    kept, broken = (check(report, asked) for report in pair)
    if kept.findings or kept.undetermined:
        return None
    return Witness(*pair, tuple(dict.fromkeys(finding.rule for finding in broken if finding.rule != rule.id)))


def passing_report(edition: int) -> Report:
    """
    A whole report in which no official rule finds anything: all figures are zero, and all that is printed is there.

    Raises:
        UnknownEdition: there is no such edition.

    >>> from govinfo import check
    >>> result = check(passing_report(2021))
    >>> len(result), len(result.undetermined), result.held
    (0, 0, 44)
    """
    editions, year = official(edition), Edition(edition).first_year
    prose = ("工作正常开展。",)
    return Report.filled(
        editions,
        _zeros(editions),
        # A city makes rules, so that figures may stand in every cell.
        organ=Organ("某市人民政府", level=Level.CITY, kind=Kind.GOVERNMENT),
        year=year,
        period=Period.of_year(year),
        overview=prose,
        problems=prose,
        other_matters=prose,
    )


def _zeros(editions: tuple[Edition | None, ...]) -> list[int | None]:
    on_form = frozenset(cells_of(editions))
    return [0 if cell in on_form else None for cell in values(CELLS)]


# Relations and cell rules: figures.


@attrs.frozen
class _Bound:
    """What a rule asks of figures at one place: that a sum is a constant, or not less than it."""

    terms: Mapping[Cell, int]
    constant: int
    sense: str

    @property
    def holds_at_zero(self) -> bool:
        """Whether it holds where all figures are zero."""
        return self.constant == 0 if self.sense == "=" else self.constant <= 0

    @property
    def signs(self) -> tuple[int, ...]:
        """Which way the sum must go to change what is so at zero: down, or up."""
        if self.holds_at_zero:
            return (-1,) if self.sense == "≥" else (-1, 1)
        return (1,) if self.constant > 0 else (-1,)

    def times(self, sum_: int) -> int:
        """How often figures with this sum are needed for that."""
        if not self.holds_at_zero:
            return -(-self.constant // sum_)
        return self.constant // sum_ + 1


def _bounds(rule: Rule, editions: tuple[Edition | None, ...]) -> Iterator[_Bound]:
    """What a relation or a cell rule asks, at every place of the form."""
    if isinstance(rule, CellRule):
        for cell in cells_of(editions):
            whole = rule.function(cell) if edition_of(cell, editions) in rule.editions else None
            if whole is not None and whole.minimum is not None:
                yield _Bound({cell: 1}, whole.minimum, "≥")
    for identity in identities(editions, (rule,)):
        equation = Equation.of(identity)
        yield _Bound(dict(equation.terms), equation.constant, identity.sense)


def _of_figures(rule: Rule, zeros: Report) -> tuple[Report, Report] | None:
    """The report that is to keep a rule and the one that is to break it; the latter with as few others as can be."""
    bounds = tuple(_bounds(rule, zeros.editions))
    others = tuple(other for other in RULES if other is not rule and isinstance(other, Relation | CellRule))
    if missed := [bound for bound in bounds if not bound.holds_at_zero]:
        known = _network(zeros.editions, others)
        figures: Counter[Cell] = Counter()
        for bound in missed:
            figures.update(_fewest(known, [bound]) or {})
        return zeros.replace(figures), zeros
    if _fewest(_network(zeros.editions, ()), bounds) is None:
        return None
    ways = (_fewest(_network(zeros.editions, kept), bounds) for kept in _fewer(others))
    return zeros, zeros.replace(next(filter(None, ways)))


def _fewer(rules: tuple[Rule, ...]) -> list[tuple[Rule, ...]]:
    """All of these rules, then all but one, and so on to none."""
    left_out = [some for size in range(len(rules) + 1) for some in itertools.combinations(rules, size)]
    return [tuple(rule for rule in rules if rule not in some) for some in left_out]


@attrs.frozen
class _Slack:
    """An arc that is no cell: what the left side of an inequality exceeds the right by, or what a lone cell holds."""

    of: Identity | Cell


_Arc = Cell | _Slack


def _network(editions: tuple[Edition | None, ...], rules: tuple[Rule, ...]) -> Network[_Arc]:
    """The network of these rules, with every cell of the form as an arc."""
    least = least_of(editions, rules)
    equations: list[Equation[_Arc]] = []
    for identity in identities(editions, rules):
        one = Equation.of(identity)
        more = ((_Slack(identity), -1),) if identity.sense == "≥" else ()
        equations.append(Equation((*one.terms, *more), one.constant))
    bound = {key for equation in equations for key, _ in equation.terms}
    lone = [cell for cell in cells_of(editions) if cell not in bound]
    equations += [Equation(((cell, 1), (_Slack(cell), -1))) for cell in lone]

    def floor(arc: _Arc) -> int | None:
        if isinstance(arc, Cell):
            return least[arc]
        return 0 if isinstance(arc.of, Identity) else None

    return build(equations, floor)


def _fewest(known: Network[_Arc], bounds: Iterable[_Bound]) -> dict[Cell, int] | None:
    """The fewest figures that change what one of these bounds says at zero; None if none do."""
    best: _Walk | None = None
    for bound in bounds:
        for first in [step for cell in bound.terms for step in _steps(known, known.index[cell])]:
            best = _walk(known, bound, first, len(known.arcs) if best is None else best.cells) or best
    # The shortest of all walks meets no arc twice: else a part of it would do.
    return None if best is None else dict(best.figures)


@attrs.frozen
class _Step:
    """To go along an arc, or against it: from where, to where, and what stands there then."""

    start: int
    end: int
    arc: _Arc
    figure: int


def _steps(known: Network[_Arc], arc: int) -> Iterator[_Step]:
    """How one may go along an arc; against it only where a figure may be negative."""
    tail, head, key = known.tails[arc], known.heads[arc], known.arcs[arc]
    yield _Step(tail, head, key, 1)
    if known.least[arc] is None:
        yield _Step(head, tail, key, -1)


@attrs.frozen
class _Walk:
    """A way along arcs that ends where it began: how many cells it meets, and what stands in them then."""

    cells: int
    figures: Mapping[Cell, int]


def _walk(known: Network[_Arc], bound: _Bound, first: _Step, limit: int) -> _Walk | None:
    """
    The walk that begins with a step, meets the fewest cells, and changes what a bound says at zero.

    The sum of the bound is taken along; on a walk that meets no arc twice it is no more than all of its terms.

    Returns:
        None if there is none with fewer cells than *limit*.
    """
    most, numbers = sum(map(abs, bound.terms.values())), itertools.count()
    queue: list[tuple[int, int, int, tuple[_Step, ...]]] = []
    seen: set[tuple[int, int]] = set()

    def go(step: _Step, cells: int, sum_: int, path: tuple[_Step, ...]) -> None:
        if isinstance(step.arc, Cell):
            cells, sum_ = cells + 1, sum_ + bound.terms.get(step.arc, 0) * step.figure
        if cells < limit and abs(sum_) <= most and (step.end, sum_) not in seen:
            heapq.heappush(queue, (cells, next(numbers), sum_, (*path, step)))

    go(first, 0, 0, ())
    while queue:
        cells, _, sum_, path = heapq.heappop(queue)
        node = path[-1].end
        if node == first.start and any(sign * sum_ > 0 for sign in bound.signs):
            times = bound.times(sum_)
            return _Walk(cells, {step.arc: times * step.figure for step in path if isinstance(step.arc, Cell)})
        if (node, sum_) not in seen:
            seen.add((node, sum_))
            for step in (step for arc in known.at[node] for step in _steps(known, arc) if step.start == node):
                go(step, cells, sum_, path)
    return None


# Document rules: the report as a whole.


def _of_another_year(report: Report) -> Report:
    other = next(edition for edition in Edition if edition not in report.editions)
    return report.replace(year=other.first_year, period=None)


def _of_two_editions(report: Report) -> Report:
    other = passing_report(next(edition for edition in Edition if edition not in report.editions))
    whole: Any = report
    disclosure = attrs.evolve(whole.disclosure, documents=other.disclosure.documents)
    made: Report = attrs.evolve(whole, disclosure=disclosure)
    return made


def _too_late(report: Report) -> Report:
    return report.replace(published=datetime.date((report.year or 0) + 1, 4, 1))


def _of_a_town(report: Report) -> Report:
    on_form = cells_of(report.editions)
    cell = [cell for cell in CELLS.disclosure.documents.government_rules.cells() if cell in on_form][-1]
    return report.replace({cell: 1}, organ=attrs.evolve(report.organ, level=Level.TOWN))


#: How to break each document rule: what makes of a report that keeps it one that does not.
BROKEN: Final[Mapping[str, Callable[[Report], Report]]] = {
    documents.edition_fits_year.id: _of_another_year,
    documents.one_edition.id: _of_two_editions,
    documents.all_sections_are_there.id: lambda report: report.replace(problems=None),
    documents.one_year.id: lambda report: report.replace(period=Period.of_year((report.year or 0) - 1)),
    documents.in_time.id: _too_late,
    documents.only_rule_makers_report_rules.id: _of_a_town,
}
