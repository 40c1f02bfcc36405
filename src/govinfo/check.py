"""
Checking a report: the identities of its form, and what all rules say of it.
"""

import functools

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from ._installed import installed
from ._tree import values
from .cells import Cell, cells_of
from .editions import Edition
from .errors import ReportHasErrors, UnknownRule
from .finding import Finding, Severity, Side, Source, Status, Term, Verdict
from .identities import Identity, edition_of, identities
from .language import CHINESE, template
from .reading import R_INFERRED
from .report import Report
from .rule import Bond, CellRule, DocumentRule, ReadingRule, Remark, Rule, SequelRule, Sum, Whole
from .rules import BONDS, RULES


#: The message of a relation that is violated, and of one that a blank leaves open.
NOT_EQUAL: Final = template("{place}: {left}, but {right}; the difference is {difference}.")
LESS: Final = template("{place}: {left} is less than {right}; the difference is {difference}.")
BLANK: Final = template("{place}: cannot be checked because of blanks: {blanks}.")
USED: Final = template(
    "{place}: cannot be checked, because it may have served to tell figures apart that are printed without a gap."
)
NOT_A_COUNT: Final = template("{cell} must be a whole number, and is {figure}.")
NEGATIVE: Final = template("{cell} must not be less than {minimum}, and is {figure}.")


#: The rules that speak of several reports, and of which `check` knows nothing.
_OF_SEVERAL: Final = (Bond, SequelRule)


def installed_rules() -> tuple[Rule, ...]:
    """
    The official rules about a report by itself, and those that other packages add by the entry point ``govinfo.rules``.

    An entry point of that group names a `Rule` or an iterable of them.

    Raises:
        ValueError: two rules have the same id.
    """
    return _installed()[0]


def installed_bonds() -> tuple[Rule, ...]:
    """
    The same of the rules about reports that are bound to each other.

    Raises:
        ValueError: two rules have the same id.
    """
    return _installed()[1]


@functools.cache
def _installed() -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    found = [*RULES, *BONDS]
    for _, loaded in installed("govinfo.rules"):
        found += [loaded] if isinstance(loaded, Rule) else loaded
    ids = [rule.id for rule in found]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        message = f"more than one rule is called {', '.join(twice)}"
        raise ValueError(message)
    of_several = tuple(rule for rule in found if isinstance(rule, _OF_SEVERAL))
    return tuple(rule for rule in found if rule not in of_several), of_several


@attrs.frozen
class Result:
    """
    What the rules say of a report.

    Iterating gives the findings: those of reading first, then those of the rules in their order.

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
    asked = installed_rules() if rules is None else tuple(r for r in rules if not isinstance(r, _OF_SEVERAL))
    flat = values(report)
    places = values(report.sources) if report.sources is not None else (None,) * len(flat)
    findings = list(report.reading.findings) if report.reading else []
    undetermined: list[Finding] = []
    held = 0
    inferred = _inferred(report)
    for identity in identities(report.editions, asked):
        try:
            if not identity.holds(flat):
                findings.append(_of_identity(identity, report, flat, places, Verdict.VIOLATED))
            elif inferred and not inferred.isdisjoint(identity.cells):
                undetermined.append(_of_identity(identity, report, flat, places, Verdict.UNDETERMINED))
            else:
                held += 1
        except TypeError:
            undetermined.append(_of_identity(identity, report, flat, places, Verdict.UNDETERMINED))
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


def _inferred(report: Report) -> frozenset[Cell]:
    """The cells whose figures were told apart with the help of sums, which cannot check them afterwards."""
    if report.reading is None or not any(finding.rule == R_INFERRED.id for finding in report.reading.findings):
        return frozenset()
    sources = ((cell, report.source(cell)) for cell in cells_of(report.editions))
    return frozenset(cell for cell, source in sources if source and source.status is Status.INFERRED)


def _of_identity(
    identity: Identity, report: Report, flat: Sequence[Any], places: Sequence[Source | None], verdict: Verdict
) -> Finding:
    def side(of: Sum | int) -> Side:
        if isinstance(of, int):
            return Side((), of)
        return Side(tuple(Term(cell, k, flat[cell.index], places[cell.index]) for cell, k in of.terms))

    text = NOT_EQUAL if identity.sense == "=" else LESS
    if verdict is Verdict.UNDETERMINED:
        text = BLANK if any(flat[cell.index] is None for cell in identity.cells) else USED
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
        sources=tuple([place for cell in cells if (place := places[cell.index])]),
    )


@functools.lru_cache(maxsize=512)
def asked_cells(rule: CellRule, editions: tuple[Edition | None, ...]) -> dict[Whole, tuple[Cell, ...]]:
    """The cells that a rule speaks of, by what it asks of them."""
    asked: dict[Whole, list[Cell]] = {}
    for cell in cells_of(editions):
        whole = rule.function(cell) if edition_of(cell, editions) in rule.editions else None
        if whole is not None:
            asked.setdefault(whole, []).append(cell)
    return {whole: tuple(cells) for whole, cells in asked.items()}


def _of_cells(rule: CellRule, report: Report, flat: Sequence[Any]) -> list[Finding]:
    found = []
    for whole, cells in asked_cells(rule, report.editions).items():
        figures = [figure for cell in cells if (figure := flat[cell.index]) is not None]
        # Mostly all of them are right, which is told faster together than one by one.
        if set(map(type, figures)) <= {int} and (whole.minimum is None or min(figures, default=0) >= whole.minimum):
            continue
        found += [_of_cell(rule, whole, cell, report) for cell in cells if not _is_right(flat[cell.index], whole)]
    return sorted(found, key=lambda finding: finding.cells[0].index)


def _is_right(figure: Any, whole: Whole) -> bool:
    """Whether a figure is what a cell rule asks for; True is no count, 3.0 is none either, and a blank may stand."""
    return figure is None or (type(figure) is int and (whole.minimum is None or figure >= whole.minimum))


def _of_cell(rule: CellRule, whole: Whole, cell: Cell, report: Report) -> Finding:
    figure = report[cell]
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        basis=rule.basis,
        section=cell.section,
        cells=(cell,),
        edition=report.edition_of(cell),
        template=NEGATIVE if type(figure) is int else NOT_A_COUNT,
        fields={"cell": cell, "figure": figure, "minimum": whole.minimum},
        sources=tuple(source for source in [report.source(cell)] if source),
    )


def _of_document(rule: DocumentRule, report: Report) -> Iterator[Finding]:
    return remarked(rule, rule.function(report), report)


def remarked(rule: Rule, remarks: Iterable[Remark], report: Report) -> Iterator[Finding]:
    """The remarks that a rule makes on a report as findings; none if it does not apply to its form."""
    editions = {edition for edition in report.editions if edition is not None}
    if editions and editions.isdisjoint(rule.editions):
        return
    for remark in remarks:
        cells = remark.cells
        yield Finding(
            rule=rule.id,
            severity=remark.severity or rule.severity,
            basis=rule.basis,
            verdict=remark.verdict,
            section=remark.section,
            cells=cells,
            edition=report.edition_of(cells[0]) if cells else None,
            template=remark.template,
            fields=remark.fields,
            sources=remark.sources or tuple(source for cell in cells if (source := report.source(cell))),
        )
