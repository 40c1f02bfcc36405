"""
Checking a report: the identities of its form, and what all rules say of it.
"""

import datetime
import functools
import itertools

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from ._installed import installed
from ._tree import values
from .cells import Cell, cells_of
from .editions import Edition
from .errors import ReportHasErrors, UnknownRule
from .finding import Finding, Severity, Side, Source, Status, Term, Verdict
from .identities import Identity, edition_of, identities
from .language import CHINESE, template
from .profile import PLAIN, Override, Profile
from .reading import R_INFERRED
from .report import Report
from .rule import Bond, CellRule, DocumentRule, ReadingRule, Remark, Rule, SequelRule, Sum, Whole
from .rules import BONDS, RULES


if TYPE_CHECKING:
    from .digest import Digest
    from .waivers import Stale, Waived, Waiver


#: The message of a relation that is violated, and of one that a blank leaves open.
NOT_EQUAL: Final = template("{place}: {left}, but {right}; the difference is {difference}.")
LESS: Final = template("{place}: {left} is less than {right}; the difference is {difference}.")
BLANK: Final = template("{place}: cannot be checked because of blanks: {blanks}.")
USED: Final = template(
    "{place}: cannot be checked, because it may have served to tell figures apart that are printed without a gap."
)
NOT_A_COUNT: Final = template("{cell} must be a whole number, and is {figure}.")
NEGATIVE: Final = template("{cell} must not be less than {minimum}, and is {figure}.")

#: The message of cells that are blank where nothing may be left open.
BLANKS: Final = template("{block}: blank cells: {count}, such as {cell}.")


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
        profile: what decides what blocks; `PLAIN` if none was asked for.
        overrides: what the profile has changed of the rules.
        waived: findings, violated or undetermined, that somebody answers for.
        stale: waivers of this report that hide nothing.
    """

    findings: tuple[Finding, ...]
    undetermined: tuple[Finding, ...]
    held: int
    rules: tuple[str, ...]
    profile: Profile = PLAIN
    overrides: tuple[Override, ...] = ()
    waived: "tuple[Waived, ...]" = ()
    stale: "tuple[Stale, ...]" = ()
    _made_of: tuple[Report, tuple[Rule, ...]] | None = attrs.field(default=None, eq=False, repr=False)
    _digest: "Digest | None" = attrs.field(default=None, eq=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        # The report is large, and rules may be of a kind that cannot be pickled: their digests go along instead.
        known = [getattr(self, attribute.name) for attribute in attrs.fields(Result)]
        return (Result, (*known[:-2], None, self.digest))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """The same as `ok`."""
        return self.ok

    @property
    def ok(self) -> bool:
        """
        Whether nothing blocks: without a profile, whether there is no error.

        Warnings, hints and what is undetermined count only if the profile says so, and what is waived never does.
        """
        return not self.blocking

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings because of which the result is not `ok`, those that are undetermined last."""
        return tuple(finding for finding in (*self.findings, *self.undetermined) if self.profile.blocks(finding))

    @property
    def digest(self) -> "Digest | None":
        """What the result was made of, as digests that are the same everywhere; None if it was not made by `check`."""
        if self._made_of is None:
            return self._digest
        from .digest import digest_of  # noqa: PLC0415  not every check asks for digests

        report, rules = self._made_of
        return digest_of(report, rules, self.profile if self.profile != PLAIN else None)

    def waive(self, report: Report, waivers: "Iterable[Waiver]", today: datetime.date) -> "Result":
        """
        The same result, but for findings that somebody answers for.

        Args:
            report: the report that was checked.
            waivers: as `govinfo.waivers.load` gives them; those of other reports are passed over.
            today: the day on which they must not be over.
        """
        from .waivers import sort_out  # noqa: PLC0415  check does not need them

        left, waived, stale = sort_out((*self.findings, *self.undetermined), report, waivers, today)
        return attrs.evolve(
            self,
            findings=tuple(finding for finding in left if finding.verdict is Verdict.VIOLATED),
            undetermined=tuple(finding for finding in left if finding.verdict is Verdict.UNDETERMINED),
            waived=waived,
            stale=stale,
        )

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
        known = {
            "ok": self.ok,
            "findings": [finding.to_dict(locale) for finding in self.findings],
            "undetermined": [finding.to_dict(locale) for finding in self.undetermined],
            "held": self.held,
        }
        if self.profile != PLAIN:
            known |= {"profile": self.profile.name, "overrides": [one.to_dict() for one in self.overrides]}
        if self.waived or self.stale:
            known |= {
                "waived": [one.to_dict(locale) for one in self.waived],
                "stale": [one.to_dict() for one in self.stale],
            }
        return known | ({"digest": self.digest.to_dict()} if self.digest else {})

    def raise_for_errors(self) -> None:
        """
        Do nothing if the result is `ok`.

        Raises:
            ReportHasErrors: it is not; the exception carries what blocks.
        """
        if not self.ok:
            raise ReportHasErrors(self.blocking)


def check(report: Report, rules: Iterable[Rule] | None = None, profile: Profile | None = None) -> Result:
    """
    Ask every rule about a report. Nothing is raised, and nothing is changed.

    Args:
        report: with blanks or without.
        rules: those to ask; by default the official rules and those of installed packages.
        profile: how much they matter, and what blocks; by default errors do.

    >>> report = Report.blank(2021, organ="某局", year=2023)
    >>> result = check(report)
    >>> result.ok, len([u for u in result.undetermined if u.rule.startswith("T3")])
    (True, 39)
    >>> check(report, profile=Profile(undetermined_blocks=True)).ok
    False
    """
    given = installed_rules() if rules is None else tuple(r for r in rules if not isinstance(r, _OF_SEVERAL))
    if profile is None:
        return _asked(report, given)
    asked = profile.asks(given)
    result = _asked(report, asked)
    if profile.undetermined_blocks:
        undetermined = _in_order((*result.undetermined, *_blanks(asked, report)), asked)
        result = attrs.evolve(result, undetermined=undetermined)
    return under(profile, result, given)


def under(profile: Profile, result: Result, given: Iterable[Rule]) -> Result:
    """
    A result with the grades of a profile.

    Args:
        profile: how much rules matter.
        result: of those rules that the profile asks.
        given: all rules that could be asked.
    """
    overrides = profile.overrides(given, result.findings)
    return attrs.evolve(
        result,
        findings=profile.graded(result.findings, overrides),
        undetermined=profile.graded(result.undetermined, overrides),
        profile=profile,
        overrides=overrides,
    )


def _asked(report: Report, asked: tuple[Rule, ...]) -> Result:
    """What rules say of a report."""
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
    return Result(
        _in_order(findings, asked),
        _in_order(undetermined, asked),
        held,
        tuple(rule.id for rule in asked),
        made_of=(report, asked),
    )


def _in_order(findings: Iterable[Finding], asked: Iterable[Rule]) -> tuple[Finding, ...]:
    """Findings in the order of the rules; what reading found comes first, as it stands."""
    order = {rule.id: i for i, rule in enumerate(asked) if not isinstance(rule, ReadingRule)}
    return tuple(sorted(findings, key=lambda finding: order.get(finding.rule, -1)))


def _blanks(asked: Iterable[Rule], report: Report) -> Iterator[Finding]:
    """Where nothing may be left open: what rules about cells cannot tell, because the cells are blank."""
    flat = values(report)
    for rule in asked:
        if isinstance(rule, CellRule):
            for block, cells in itertools.groupby(_unfilled(rule, report, flat), key=lambda cell: cell.block):
                yield _of_blanks(rule, block, tuple(cells), report)


def _unfilled(rule: CellRule, report: Report, flat: Sequence[Any]) -> list[Cell]:
    spoken_of = itertools.chain.from_iterable(asked_cells(rule, report.editions).values())
    return sorted((cell for cell in spoken_of if flat[cell.index] is None), key=lambda cell: cell.index)


def _of_blanks(rule: CellRule, block: str, cells: tuple[Cell, ...], report: Report) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        basis=rule.basis,
        verdict=Verdict.UNDETERMINED,
        section=cells[0].section,
        cells=cells,
        edition=report.edition_of(cells[0]),
        template=BLANKS,
        fields={"block": block, "count": len(cells), "cell": cells[0]},
        sources=tuple(source for cell in cells if (source := report.source(cell))),
    )


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
