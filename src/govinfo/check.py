"""
Checking a report: the identities of its form, and what all rules say of it.
"""

import functools
import itertools
import operator

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from typing import Any, Final

import attrs

from ._tree import Node, fill, values
from .cells import BLOCKS, CELLS, Cell, cells_of
from .editions import Edition
from .errors import ReportHasErrors, UnknownRule
from .finding import Finding, Severity, Side, Source, Term, Verdict
from .form import Form
from .language import CHINESE, template
from .report import Report
from .rule import CellRule, DocumentRule, ReadingRule, Relation, Rule, Sum, Whole
from .rules import RULES


#: The message of a relation that is violated, and of one that a blank leaves open.
NOT_EQUAL: Final = template("{place}: {left}, but {right}; the difference is {difference}.")
LESS: Final = template("{place}: {left} is less than {right}; the difference is {difference}.")
BLANK: Final = template("{place}: cannot be checked, because {blanks} is blank.")
NOT_A_COUNT: Final = template("{cell} must be a whole number, and is {figure}.")
NEGATIVE: Final = template("{cell} must not be less than {minimum}, and is {figure}.")


@attrs.frozen(eq=False)
class Identity:
    """
    One relation at one place of a form.

    Attributes:
        rule: the relation.
        left: a sum of cells.
        right: a sum of cells, or a constant.
        sense: ``=`` or ``≥``.
    """

    rule: Relation
    left: Sum
    right: Sum | int
    sense: str
    _sides: tuple[Callable[[Any], int], Callable[[Any], int]] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_sides", (_adder(self.left), _adder(self.right)))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that take part, left side first."""
        right = self.right.terms if isinstance(self.right, Sum) else ()
        return tuple(cell for cell, _ in itertools.chain(self.left.terms, right))

    def sides(self, form: Form[Any]) -> tuple[Any, Any]:
        """
        Both sides in *form*: numbers for a report, columns for a form of columns.

        Raises:
            TypeError: a blank takes part; it is no number, and never counts as zero.
        """
        flat = values(form)
        left, right = self._sides
        return left(flat), right(flat)

    def verdict(self, form: Form[int | None]) -> Verdict:
        """Whether it holds in *form*; undetermined if a blank takes part."""
        try:
            left, right = self.sides(form)
        except TypeError:
            return Verdict.UNDETERMINED
        return Verdict.HOLDS if _agree(left, right, self.sense) else Verdict.VIOLATED


def _agree(left: int, right: int, sense: str) -> bool:
    return left == right if sense == "=" else left >= right


def _adder(side: Sum | int) -> Callable[[Any], Any]:
    """How to add up one side, given what all cells of a form hold."""
    if isinstance(side, int):
        return lambda _: side
    if any(coefficient != 1 for _, coefficient in side.terms):
        terms = [(cell.index, coefficient) for cell, coefficient in side.terms]
        return lambda flat: sum(coefficient * flat[index] for index, coefficient in terms)
    get = operator.itemgetter(*(cell.index for cell, _ in side.terms))
    if len(side.terms) == 1:
        return lambda flat: get(flat) + 0  # a blank must not pass for a number
    return lambda flat: sum(get(flat))


def identities(editions: Sequence[Edition | None], rules: Iterable[Rule] = RULES) -> tuple[Identity, ...]:
    """
    Every relation at every place of a form that it applies to, in the order of the rules and of the form.

    Args:
        editions: of the blocks of the form, such as ``report.editions`` or ``official(2021)``.
        rules: those that are asked for.

    >>> from govinfo.cells import official
    >>> [sum(i.sense == "=" for i in identities(official(edition))) for edition in (2019, 2021)]
    [40, 42]
    """
    return _identities(tuple(editions), tuple(rules))


@functools.lru_cache(maxsize=512)
def _identities(editions: tuple[Edition | None, ...], rules: tuple[Rule, ...]) -> tuple[Identity, ...]:
    on_form = frozenset(cells_of(editions))
    sums: Form[Sum] = fill(
        Form, (Sum.of(cell) if cell in on_form else Sum() for cell in values(CELLS)), editions, overview=None
    )
    found = []
    for rule in rules:
        if not isinstance(rule, Relation):
            continue
        for node in sums.nodes():
            if not isinstance(node, rule.on):
                continue
            comparison = rule.function(node)
            for left, right in _pairs(comparison.left, comparison.right):
                cells = [cell for side in (left, right) if isinstance(side, Sum) for cell, _ in side.terms]
                sides_are_there = left.terms and (isinstance(right, int) or right.terms)
                if sides_are_there and all(_edition(cell, editions) in rule.editions for cell in cells):
                    found.append(Identity(rule, left, right, comparison.sense))
    return tuple(found)


def _pairs(left: Any, right: Any) -> Iterator[tuple[Sum, Sum | int]]:
    if not isinstance(left, Node):
        return iter([(left, right)])
    others = itertools.repeat(right) if isinstance(right, int) else values(right)
    return zip(values(left), others, strict=False)


def _edition(cell: Cell, editions: Sequence[Edition | None]) -> Edition | None:
    return editions[list(BLOCKS).index(cell.block)]


@functools.cache
def installed_rules() -> tuple[Rule, ...]:
    """
    The official rules, and those that other packages add by the entry point ``govinfo.rules``.

    An entry point of that group names a `Rule` or an iterable of them.

    Raises:
        ValueError: two rules have the same id.
    """
    found = list(RULES)
    for point in sorted(entry_points(group="govinfo.rules"), key=lambda point: point.name):
        loaded = point.load()
        found += [loaded] if isinstance(loaded, Rule) else loaded
    ids = [rule.id for rule in found]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        message = f"more than one rule is called {', '.join(twice)}"
        raise ValueError(message)
    return tuple(found)


@attrs.frozen
class Result:
    """
    What the rules say of a report. Iterating gives the findings: those of reading first, then in the order of the rules.

    Attributes:
        findings: what is violated.
        undetermined: what cannot be told, because of blanks or for want of knowledge.
        held: how many relations hold, each counted at every place of the form.
        rules: ids of the rules that were asked.
    """

    findings: tuple[Finding, ...]
    undetermined: tuple[Finding, ...]
    held: int
    rules: tuple[str, ...]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """The same as `ok`."""
        return self.ok

    @property
    def ok(self) -> bool:
        """Whether there is no error. Warnings, hints and what is undetermined do not count."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def at_least(self, severity: str) -> tuple[Finding, ...]:
        """
        The findings of this severity or a worse one.

        Raises:
            ValueError: there is no such severity.
        """
        least = Severity(severity)
        return tuple(finding for finding in self.findings if finding.severity >= least)

    def of_rule(self, rule: str) -> tuple[Finding, ...]:
        """
        The findings of one rule.

        Raises:
            UnknownRule: this rule was not asked.
        """
        if rule not in self.rules:
            raise UnknownRule(rule, self.rules)
        return tuple(finding for finding in self.findings if finding.rule == rule)

    def of_section(self, section: str) -> tuple[Finding, ...]:
        """The findings about the section of this field name, such as ``applications``."""
        return tuple(finding for finding in self.findings if finding.section == section)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The result as plain values for JSON; the keys never change their meaning."""
        return {
            "ok": self.ok,
            "findings": [finding.to_dict(locale) for finding in self.findings],
            "undetermined": [finding.to_dict(locale) for finding in self.undetermined],
            "held": self.held,
        }

    def raise_for_errors(self) -> None:
        """
        Do nothing if the result is `ok`.

        Raises:
            ReportHasErrors: it is not; the exception carries the errors.
        """
        if not self.ok:
            raise ReportHasErrors(self.at_least(Severity.ERROR))


def check(report: Report, rules: Iterable[Rule] | None = None) -> Result:
    """
    Ask every rule about a report. Nothing is raised, and nothing is changed.

    Args:
        report: with blanks or without.
        rules: those to ask; by default the official rules and those of installed packages.

    >>> report = Report.blank(2021, organ="某局", year=2023)
    >>> result = check(report)
    >>> result.ok, len([u for u in result.undetermined if u.rule.startswith("T3")])
    (True, 39)
    """
    asked = installed_rules() if rules is None else tuple(rules)
    flat = values(report)
    findings = list(report.reading.findings) if report.reading else []
    undetermined: list[Finding] = []
    held = 0
    for identity in _identities(report.editions, asked):
        left, right = identity._sides  # noqa: SLF001
        try:
            if _agree(left(flat), right(flat), identity.sense):
                held += 1
            else:
                findings.append(_of_identity(identity, report, Verdict.VIOLATED))
        except TypeError:
            undetermined.append(_of_identity(identity, report, Verdict.UNDETERMINED))
    for rule in asked:
        if isinstance(rule, CellRule):
            findings += _of_cells(rule, report, flat)
        elif isinstance(rule, DocumentRule):
            for finding in _of_document(rule, report):
                (findings if finding.verdict is Verdict.VIOLATED else undetermined).append(finding)
    order = {rule.id: i for i, rule in enumerate(asked) if not isinstance(rule, ReadingRule)}
    findings.sort(key=lambda finding: order.get(finding.rule, -1))  # what reading found comes first, as it stands
    undetermined.sort(key=lambda finding: order[finding.rule])
    return Result(tuple(findings), tuple(undetermined), held, tuple(rule.id for rule in asked))


def _of_identity(identity: Identity, report: Report, verdict: Verdict) -> Finding:
    def side(of: Sum | int) -> Side:
        if isinstance(of, int):
            return Side((), of)
        return Side(tuple(Term(cell, k, report[cell], report.source(cell)) for cell, k in of.terms))

    text = BLANK if verdict is Verdict.UNDETERMINED else NOT_EQUAL if identity.sense == "=" else LESS
    cells = identity.cells
    return Finding(
        rule=identity.rule.id,
        severity=identity.rule.severity,
        basis=identity.rule.basis,
        verdict=verdict,
        section=cells[0].section,
        cells=cells,
        edition=report.edition_of(cells[0]),
        left=side(identity.left),
        right=side(identity.right),
        sense=identity.sense,
        template=text,
        sources=tuple(source for cell in cells if (source := report.source(cell))),
    )


@functools.lru_cache(maxsize=512)
def _asked_cells(rule: CellRule, editions: tuple[Edition | None, ...]) -> tuple[tuple[Cell, Whole], ...]:
    cells = (cell for cell in cells_of(editions) if _edition(cell, editions) in rule.editions)
    return tuple((cell, whole) for cell in cells if (whole := rule.function(cell)) is not None)


def _of_cells(rule: CellRule, report: Report, flat: Sequence[Any]) -> Iterator[Finding]:
    for cell, whole in _asked_cells(rule, report.editions):
        figure = flat[cell.index]
        if figure is None:
            continue
        is_whole = type(figure) is int  # True is no count, and 3.0 is none either
        if is_whole and (whole.minimum is None or figure >= whole.minimum):
            continue
        yield Finding(
            rule=rule.id,
            severity=rule.severity,
            basis=rule.basis,
            section=cell.section,
            cells=(cell,),
            edition=report.edition_of(cell),
            template=NEGATIVE if is_whole else NOT_A_COUNT,
            fields={"cell": cell, "figure": figure, "minimum": whole.minimum},
            sources=tuple(source for source in [report.source(cell)] if source),
        )


def _of_document(rule: DocumentRule, report: Report) -> Iterator[Finding]:
    editions = {edition for edition in report.editions if edition is not None}
    if editions and editions.isdisjoint(rule.editions):
        return
    for remark in rule.function(report):
        cells = remark.cells
        yield Finding(
            rule=rule.id,
            severity=rule.severity,
            basis=rule.basis,
            verdict=remark.verdict,
            section=remark.section,
            cells=cells,
            edition=report.edition_of(cells[0]) if cells else None,
            template=remark.template,
            fields=remark.fields,
            sources=remark.sources or tuple(source for cell in cells if (source := report.source(cell))),
        )
