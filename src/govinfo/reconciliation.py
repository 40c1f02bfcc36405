"""
What the rules say of reports that are bound to each other: the years of an organ, and a government and its parts.

A report that is not there, and a blank, may hold whatever its own relations leave open; what is wrong whatever that is,
is found all the same.
"""

import functools
import itertools

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from ._tree import values
from .bonds import BoundIdentity, Of, bound_identities
from .cells import CELLS, Cell
from .certainty import difference, verdict_of
from .check import BLANK, LESS, NOT_EQUAL, Result, installed_bonds, remarked, under
from .circulation import Circulation, Range, violated_cut
from .completion import number, ranges_in_network
from .finding import Finding, Severity, Side, Term, Verdict
from .graph import Equation, Network, build
from .language import template
from .ledger import Key, Ledger
from .network import equations_of, least_of
from .profile import PLAIN, Profile
from .rule import Bond, Rule, SequelRule, Sum
from .rules import RULES
from .rules.relations import counts_are_whole


K = TypeVar("K", bound=Hashable)

_WHATEVER: Final = template("{place}: {left} and {right} do not agree, whatever is filled in where there are blanks.")
_NO_COUNT: Final = template("{place}: cannot be checked, because a figure is not a whole number.")
_MISSING: Final = template("Cannot be checked, because reports are missing: {reports}.")
_WHATEVER_MISSING: Final = template(
    "{place}: {left} and {right} do not agree, whatever stands in the reports that are missing: {reports}."
)
_CHAIN: Final = template(
    "The years {reports} cannot be reconciled, whatever is filled in where there are blanks: what table three carries "
    "forward from one year to the next does not agree with the rest of it."
)

#: The reports on both sides of a bond: the earlier and the later year, or a government and its parts.
_Names = tuple[tuple[Key, ...], tuple[Key, ...]]


def reconcile(ledger: Ledger, rules: Iterable[Rule] | None = None, profile: Profile = PLAIN) -> Result:
    """
    Ask every rule about reports that are bound to each other. Nothing is raised, and nothing is changed.

    What `govinfo.check` says of each report by itself is not repeated.

    Args:
        ledger: the reports.
        rules: those to ask; by default the official ones and those of installed packages.
        profile: how much they matter, and what blocks; by default errors do.

    >>> from govinfo import CELLS, Report
    >>> from govinfo.ledger import ledger
    >>> form = Report.blank(2021, organ="某局")
    >>> form = form.replace(dict.fromkeys((cell for cell, _ in form.figures()), 0))
    >>> later = form.replace({CELLS.applications.brought_forward.total: 5}, year=2024)
    >>> [finding.rule for finding in reconcile(ledger([form.replace(year=2023), later]))]
    ['Y-CARRIED']
    """
    given = installed_bonds() if rules is None else tuple(rules)
    asked = profile.asks(given)
    bound = _Bound(ledger, asked)
    said = [*itertools.chain.from_iterable(map(bound.years, ledger.organs))]
    said += itertools.chain.from_iterable(bound.levels(whole, parts) for whole, parts in ledger.wholes)
    order = {rule.id: i for i, rule in enumerate(asked)}
    told = sorted((finding for finding in said if finding is not None), key=lambda finding: order[finding.rule])
    result = Result(
        tuple(finding for finding in told if finding.verdict is Verdict.VIOLATED),
        tuple(finding for finding in told if finding.verdict is Verdict.UNDETERMINED),
        said.count(None),
        tuple(order),
    )
    return under(profile, result, given)


class _Bound:
    """The reports of a ledger under some rules. What is said of each place is a finding, or None if it holds."""

    def __init__(self, ledger: Ledger, rules: tuple[Rule, ...]) -> None:
        self.reports, self.ledger = ledger.reports, ledger
        self.bonds = tuple(rule for rule in rules if isinstance(rule, Bond))
        self.sequels = tuple(rule for rule in rules if isinstance(rule, SequelRule))
        self.blanks = functools.cache(self._blanks)

    def years(self, organ: str) -> Iterator[Finding | None]:
        """The years of an organ, each against the one before; and all of them together, if each pair may agree."""
        keys = [Key(organ, year) for year in self.ledger.years(organ)]
        yield from self._missing("years", [key for key in keys if key not in self.reports])
        agreeing = keys[:1]  # years between which nothing is wrong so far
        for earlier, later in itertools.pairwise(keys):
            agreeing.append(later)
            if not {earlier, later} <= self.reports.keys():
                continue
            found_here = tuple(self._places(((earlier,), (later,)), "years"))
            yield from found_here
            if any(map(_is_error, found_here)):
                yield from self._chain(agreeing[:-1])
                agreeing = [later]
            for rule in self.sequels:
                pair = self.reports[earlier], self.reports[later]
                for found in remarked(rule, rule.function(*pair), pair[1]):
                    yield attrs.evolve(found, reports=(str(later), str(earlier)))
        yield from self._chain(agreeing)

    def levels(self, whole: Key, parts: tuple[Key, ...]) -> Iterator[Finding | None]:
        """A government against its parts."""
        missing = [key for key in (whole, *parts) if key not in self.reports]
        yield from self._missing("levels", missing)
        if whole in missing:
            return
        for finding in self._places(((whole,), parts), "levels"):
            if finding is None or finding.verdict is Verdict.VIOLATED or not missing:
                yield finding

    def _missing(self, across: str, missing: Sequence[Key]) -> Iterator[Finding]:
        """That reports are missing: once, by the first rule that would have asked for them."""
        asked: list[Rule] = [rule for rule in self.bonds if rule.across == across]
        asked += self.sequels if across == "years" else ()
        names = tuple(map(str, missing))
        for rule in asked[:1] if missing else ():
            yield _finding(rule, _MISSING, Verdict.UNDETERMINED, reports=names, fields={"reports": names})

    def _places(self, names: _Names, across: str) -> Iterator[Finding | None]:
        first, second = names
        editions = self.reports[first[0]].editions
        # Of parts the form of the whole is due; where one of them has another, what it lacks is open.
        others = self.reports[second[0]].editions if across == "years" else editions
        figures = [self._added(keys) for keys in names]
        for identity in bound_identities(editions, others, across, self.bonds):  # type: ignore[arg-type]
            by = _difference(identity, figures)
            if by is None:  # a blank takes part
                by = difference(identity.terms, identity.constant, lambda of: self._range(of, names))
            verdict = verdict_of(identity.sense, by)
            yield None if verdict is Verdict.HOLDS else self._finding(identity, names, verdict)

    def _added(self, keys: Sequence[Key]) -> Sequence[int | None]:
        """The figures of reports that stand together, added up; a blank if one of them has none."""
        if not all(key in self.reports for key in keys):
            return (None,) * len(values(CELLS))
        if len(keys) == 1:
            return values(self.reports[keys[0]])
        columns = zip(*(values(self.reports[key]) for key in keys), strict=True)
        return [sum(column) if {*map(type, column)} == {int} else None for column in columns]

    def _range(self, of: Of, names: _Names) -> Range | None:
        """What a cell can be, added up over the reports that stand together."""
        known = [self._known(key, of.cell) for key in names[of.report]]
        if None in known:
            return None
        least, most = ([getattr(one, side) for one in known] for side in ("least", "most"))
        return Range(None if None in least else sum(least), None if None in most else sum(most))

    def _known(self, key: Key, cell: Cell) -> Range | None:
        """What a cell of one report can be; None for what is no number."""
        report = self.reports.get(key)
        figure = report[cell] if report else None
        if figure is None:
            return self.blanks(key).get(cell) or _anything(cell)
        return Range(figure, figure) if type(figure) is int else None

    def _blanks(self, key: Key) -> Mapping[Cell, Range | None]:
        """What the blanks of a report can be; nothing is known of one that is missing, or cannot be completed."""
        report = self.reports.get(key)
        return ranges_in_network(report) if report else {}

    def _finding(self, identity: BoundIdentity, names: _Names, verdict: Verdict) -> Finding:
        left, right = (self._side(side, names) for side in (identity.left, identity.right))
        missing = tuple(str(key) for keys in names for key in keys if key not in self.reports)
        text = NOT_EQUAL if identity.sense == "=" else LESS
        if verdict is Verdict.UNDETERMINED:
            text = BLANK if any(term.figure is None for side in (left, right) for term in side.terms) else _NO_COUNT
        elif missing:
            text = _WHATEVER_MISSING
        elif left.total is None or right.total is None:
            text = _WHATEVER
        # A finding is about the later year, or the government; the others come after it, and so do their places.
        about = names[0] if identity.rule.across == "levels" else names[1]
        terms = sorted((*left.terms, *right.terms), key=lambda term: term.report != str(about[0]))
        return _finding(
            identity.rule,
            text,
            verdict,
            section=identity.cells[0].section,
            cells=identity.cells,
            edition=self.reports[about[0]].edition_of(identity.cells[0]),
            left=left,
            right=right,
            sense=identity.sense,
            reports=tuple(dict.fromkeys(str(key) for keys in (about, *names) for key in keys)),
            fields={"reports": missing} if missing else {},
            sources=tuple(term.source for term in terms if term.source),
        )

    def _side(self, of: Sum[Of] | int, names: _Names) -> Side:
        if isinstance(of, int):
            return Side((), of)
        there = ((key, cell, times) for (at, cell), times in of.terms for key in names[at] if key in self.reports)
        return Side(
            tuple(
                Term(cell, times, self.reports[key][cell], self.reports[key].source(cell), str(key))
                for key, cell, times in there
            )
        )

    def _chain(self, keys: Sequence[Key]) -> Iterator[Finding]:
        """That the years of an organ cannot be reconciled whatever the blanks are, although each two of them may."""
        there = [key for key in keys if key in self.reports]
        if not any(figure is None for key in there for _, figure in self.reports[key].figures()):
            return
        figures = {(key, cell): number(figure) for key in there for cell, figure in self.reports[key].figures()}
        editions = {key: self.reports[key].editions for key in there}
        least = {(key, cell): low for key, form in editions.items() for cell, low in least_of(form).items()}
        alone = equations_of(editions, RULES)
        known = build([*alone, *carried_on(self.ledger, there, self.bonds)], least.get)
        for part in _contradictory(known, figures):
            # What contradicts itself in one report does not agree with other years either, and that says nothing new.
            by_itself = build(alone, least.get)
            of_one = {
                by_itself.arcs[arc] for one in _contradictory(by_itself, figures) for arc in by_itself.inside[one]
            }
            if of_one.isdisjoint(known.arcs[arc] for arc in known.inside[part]):
                yield from self._broken(known.equations(_cut(known, part, figures)))

    def _broken(self, cut: Iterable[Equation[Any]]) -> Iterator[Finding]:
        """A finding on relations that cannot all hold; bonds are among them, as each report by itself may hold."""
        keys = [key for equation in cut if equation.identity is None for key, _ in equation.terms]
        names = tuple(dict.fromkeys(str(key) for key, _ in keys))
        for rule in [rule for rule in self.bonds if rule.across == "years" and rule.severity is Severity.ERROR][:1]:
            yield _finding(
                rule,
                _CHAIN,
                Verdict.VIOLATED,
                section=keys[0][1].section,
                cells=tuple(dict.fromkeys(cell for _, cell in keys)),
                edition=self.reports[keys[0][0]].edition_of(keys[0][1]),
                reports=names,
                fields={"reports": names},
            )


def _is_error(finding: Finding | None) -> bool:
    return finding is not None and finding.verdict is Verdict.VIOLATED and finding.severity is Severity.ERROR


def _contradictory(known: Network[K], figures: Mapping[K, int | None]) -> Iterator[int]:
    """The parts of a network in which no figures in the blanks will do."""
    stands = [figures[key] for key in known.arcs]
    excess = known.excess(stands)
    for part, arcs in enumerate(known.inside):
        if not Circulation(known, part, excess, [arc for arc in arcs if stands[arc] is None]).is_feasible:
            yield part


def _cut(known: Network[K], part: int, figures: Mapping[K, int | None]) -> tuple[int, ...]:
    """Nodes of such a part whose equations cannot hold together."""
    stands = [figures[key] for key in known.arcs]
    blank = [arc for arc in known.inside[part] if stands[arc] is None]
    return violated_cut(known, part, known.excess(stands), blank) or ()


def _difference(identity: BoundIdentity, figures: Sequence[Sequence[int | None]]) -> Range | None:
    """What the left side is more than the right one; None with blanks, which take longer to think about."""
    by = -identity.constant
    for (at, cell), times in identity.terms:
        figure = figures[at][cell.index]
        if type(figure) is not int:
            return None
        by += times * figure
    return Range(by, by)


def carried_on(ledger: Ledger, keys: Sequence[Key], rules: Iterable[Rule]) -> list[Equation[tuple[Key, Cell]]]:
    """
    What binds the years of an organ that follow each other, such that no good report breaks it.

    Args:
        ledger: the reports.
        keys: those of the years, each of which is there.
        rules: of which bonds that are equalities and errors are taken.
    """
    bonds = tuple(rule for rule in rules if isinstance(rule, Bond) and rule.severity is Severity.ERROR)
    return [
        identity.equation(earlier, later)
        for earlier, later in itertools.pairwise(keys)
        if later.year == earlier.year + 1
        for identity in bound_identities(
            ledger.reports[earlier].editions, ledger.reports[later].editions, "years", bonds
        )
        if identity.sense == "="
    ]


def _anything(cell: Cell) -> Range:
    """What a cell can be of which nothing is known."""
    asked = counts_are_whole.function(cell)
    return Range(asked.minimum if asked else None, None)


def _finding(rule: Rule, text: str, verdict: Verdict, **fields: Any) -> Finding:
    return Finding(rule=rule.id, severity=rule.severity, basis=rule.basis, template=text, verdict=verdict, **fields)
