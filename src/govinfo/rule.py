"""
What a rule is, and the algebra that the reconciliation rules are written in.

A rule is a decorated function whose docstring is the rule in one Chinese sentence. Of a report by itself speak:

* a **relation**: it says that a sum of cells equals another or is not less than it; it is a function of a part of the
  form in which each cell stands for itself (`Sum`), and holds wherever the form has such a part;
* a **cell rule**: it says what figures a cell may hold;
* a **document rule**: it looks at a whole report and remarks on what it finds.

Of reports that are bound to each other speak functions of two arguments, the earlier and the later year of an organ, or
a government and the sum of its parts:

* a **bond** yields comparisons of sums of their cells;
* a **sequel rule** looks at a report and the one of the year before, and remarks on what it finds.

The **reading rule** has no function: it names what a reader may find in a document.
"""

import inspect
import typing

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, Literal, get_origin, overload

import attrs

from typing_extensions import TypeVar

from ._tree import Node
from .cells import Cell
from .editions import Edition
from .finding import Authority, Basis, Finding, Severity, Source, Verdict
from .report import Report


N = TypeVar("N")
K = TypeVar("K", bound=Hashable, default=Cell)


@attrs.frozen
class Sum(Generic[K]):
    """
    A sum of cells with whole coefficients, in the order of the form's print; of cells of several reports in a `Bond`.

    >>> from govinfo.cells import CELLS
    >>> result = CELLS.disputes.reconsideration
    >>> both = Sum.of(result.upheld) + Sum.of(result.pending) - Sum.of(result.upheld)
    >>> both.terms
    ((Cell('disputes.reconsideration.pending'), 1),)
    """

    terms: tuple[tuple[K, int], ...] = ()

    @classmethod
    def of(cls, *cells: K) -> "Sum[K]":
        """The sum of these cells."""
        return cls(tuple((cell, 1) for cell in cells))

    def _plus(self, other: "Sum[K]", sign: int) -> "Sum[K]":
        terms = dict(self.terms)
        for cell, coefficient in other.terms:
            terms[cell] = terms.get(cell, 0) + sign * coefficient
        return Sum(tuple((cell, k) for cell, k in terms.items() if k))

    def __add__(self, other: "Sum[K]") -> "Sum[K]":
        return self._plus(other, 1)

    def __sub__(self, other: "Sum[K]") -> "Sum[K]":
        return self._plus(other, -1)


@attrs.frozen
class Comparison(Generic[N]):
    """What a relation says: *left* and *right*, sums or nodes of sums, and how they must compare."""

    left: N
    right: N | int
    sense: Literal["=", "≥"]


def equal(left: N, right: N | int) -> Comparison[N]:
    """Both sides must be equal."""
    return Comparison(left, right, "=")


def at_least(left: N, right: N | int) -> Comparison[N]:
    """The left side must not be less than the right one."""
    return Comparison(left, right, "≥")


@attrs.frozen
class Whole:
    """What a cell rule asks for: a whole number, of at least *minimum* if that is given."""

    minimum: int | None = None


@attrs.frozen(kw_only=True)
class Remark:
    """
    What a document rule says of a report.

    Attributes:
        template: the message in English, with ``{names}`` for the fields.
        fields: what the template speaks of; cells, numbers and dates are put into words of the reader's language.
        verdict: violated, or undetermined.
        section: name of the section it is about.
        cells: the cells that take part.
        sources: where it was read.
        severity: of this finding, if it is another than that of the rule.
    """

    template: str
    fields: Mapping[str, Any] = attrs.field(factory=dict)
    verdict: Verdict = Verdict.VIOLATED
    section: str | None = None
    cells: tuple[Cell, ...] = ()
    sources: tuple[Source, ...] = ()
    severity: Severity | None = None


def remark(
    template: str,
    *,
    section: str | None = None,
    cells: Iterable[Cell] = (),
    severity: Severity | None = None,
    **fields: Any,
) -> Remark:
    """A rule is violated: why, and where."""
    return Remark(template=template, fields=fields, section=section, cells=tuple(cells), severity=severity)


def cannot_tell(template: str, *, section: str | None = None, cells: Iterable[Cell] = (), **fields: Any) -> Remark:
    """A rule is undetermined: what would have to be known."""
    return Remark(template=template, fields=fields, section=section, cells=tuple(cells), verdict=Verdict.UNDETERMINED)


@attrs.frozen(kw_only=True, eq=False)
class Rule:
    """
    A rule of reporting, with what one must know to judge it.

    Attributes:
        id: stable, short and upper case; it begins with the section it speaks of.
        sentence: the rule in one Chinese sentence, in the words of its source where there are any.
        english: the same in English.
        severity: of its findings.
        authority: what it rests on.
        cites: the source.
        editions: of the form that it applies to.
        caution: why it may be wrong about a good report (English); None if it is not.
    """

    id: str
    sentence: str
    english: str
    severity: Severity
    authority: Authority
    cites: str
    editions: tuple[Edition, ...] = tuple(Edition)
    caution: str | None = None
    function: Callable[..., Any] | None = None

    @property
    def basis(self) -> Basis:
        """What findings of this rule show as their basis."""
        return Basis(self.sentence, self.english, self.authority, self.cites)

    def __reduce__(self) -> tuple[Any, ...]:
        # A rule is a function at heart, and is pickled as functions are: by the name it has in its module.
        if self.function is None:
            return super().__reduce__()  # type: ignore[return-value]
        return (_named, (self.function.__module__, self.function.__qualname__))


def _named(module: str, name: str) -> Any:
    return getattr(__import__(module, fromlist=[name]), name)


@attrs.frozen(kw_only=True, eq=False)
class Relation(Rule):
    """A rule that compares sums of cells, at every node of class *on*."""

    on: type[Node[Any]]
    function: Callable[[Any], Comparison[Any]]


@attrs.frozen(kw_only=True, eq=False)
class CellRule(Rule):
    """A rule about the figure of single cells; None where it says nothing of a cell."""

    function: Callable[[Cell], Whole | None]


@attrs.frozen(kw_only=True, eq=False)
class DocumentRule(Rule):
    """A rule about a whole report."""

    function: Callable[[Report], Iterator[Remark]]


#: What binds reports: the years of one organ, the earlier one first, or a government and the sum of its parts.
Across = Literal["years", "levels"]


@attrs.frozen(kw_only=True, eq=False)
class Bond(Rule):
    """
    A rule that compares sums of cells of two reports, at every node of class *on*.

    Attributes:
        on: the part of the form that it speaks of.
        across: what binds the reports.
        crosses_editions: whether it holds between reports on different editions of the form.
    """

    on: type[Node[Any]]
    across: Across
    crosses_editions: bool = False
    function: Callable[[Any, Any], Iterator[Comparison[Any]]]


@attrs.frozen(kw_only=True, eq=False)
class SequelRule(Rule):
    """A rule about a report and the one of the same organ on the year before, which comes first."""

    function: Callable[[Report, Report], Iterator[Remark]]


@attrs.frozen(kw_only=True, eq=False)
class ReadingRule(Rule):
    """What a reader may find in a document; it is found while reading, and never by `check`."""

    def found(
        self,
        template: str,
        *,
        section: str | None = None,
        cells: Iterable[Cell] = (),
        edition: Edition | None = None,
        sources: Iterable[Source] = (),
        **fields: Any,
    ) -> Finding:
        """A finding of this rule; *template* and *fields* are as in `Remark`, with plain values only."""
        return Finding(
            rule=self.id,
            severity=self.severity,
            basis=self.basis,
            section=section,
            cells=tuple(cells),
            edition=edition,
            template=template,
            fields=fields,
            sources=tuple(sources),
        )


def since(edition: int) -> tuple[Edition, ...]:
    """
    This edition and all later ones, those that are yet to come included.

    >>> since(2021)
    (<Edition.FORM_2021: 2021>,)
    """
    return tuple(known for known in Edition if known >= Edition(edition))


def until(edition: int) -> tuple[Edition, ...]:
    """
    This edition and all earlier ones.

    >>> until(2019)
    (<Edition.FORM_2019: 2019>,)
    """
    return tuple(known for known in Edition if known <= Edition(edition))


S = TypeVar("S", bound=Node[Sum])


def _editions(given: Iterable[int]) -> tuple[Edition, ...]:
    return tuple(map(Edition, given))


@attrs.frozen
class rule:  # noqa: N801  it is used as a decorator
    """
    Make a rule of a function. Its argument says which kind: a part of the form (relation), a cell, or a report.

    A function of two parts of the form (bond), or of two reports (sequel rule), speaks of reports that are bound.

    Args:
        id: stable, short and upper case.
        english: what the docstring says, in English.
        severity: error, warning or hint.
        authority: form, regulation or practice; `Authority.READING` is for what readers find.
        cites: the source.
        editions: those that it applies to.
        caution: why it may be wrong about a good report (English).
        across: of a bond: what binds the reports.
        crosses_editions: of a bond: whether it holds between reports on different editions of the form.

    Raises:
        TypeError: the function has no docstring, or the annotation of its argument names none of the three.
        ValueError: severity, authority or an edition is not a known one.

    >>> from govinfo.form import Results
    >>> @rule("X-UPHELD", english="Part of the total.", severity="hint", authority="practice", cites="")
    ... def upheld_is_part_of_the_total(results: Results[Sum]) -> Comparison[Sum]:
    ...     '''结果维持不多于总计。'''
    ...     return at_least(results.total, results.upheld)
    >>> upheld_is_part_of_the_total.on.__name__, upheld_is_part_of_the_total.sentence
    ('Results', '结果维持不多于总计。')
    """

    id: str
    english: str = attrs.field(kw_only=True)
    severity: Severity = attrs.field(kw_only=True, converter=Severity)
    authority: Authority = attrs.field(kw_only=True, converter=Authority)
    cites: str = attrs.field(kw_only=True)
    editions: tuple[Edition, ...] = attrs.field(kw_only=True, default=tuple(Edition), converter=_editions)
    caution: str | None = attrs.field(kw_only=True, default=None)
    across: Across = attrs.field(kw_only=True, default="years")
    crosses_editions: bool = attrs.field(kw_only=True, default=False)

    @overload
    def __call__(self, function: Callable[[Cell], Whole | None]) -> CellRule: ...
    @overload
    def __call__(self, function: Callable[[Report], Iterator[Remark]]) -> DocumentRule: ...
    @overload
    def __call__(self, function: Callable[[S], Comparison[Any]]) -> Relation: ...
    @overload
    def __call__(self, function: Callable[[Report, Report], Iterator[Remark]]) -> SequelRule: ...
    @overload
    def __call__(self, function: Callable[[S, S], Iterator[Comparison[Any]]]) -> Bond: ...
    def __call__(self, function: Callable[..., Any]) -> Rule:
        """The rule that *function* states."""
        sentence = inspect.getdoc(function)
        if not sentence:
            message = f"rule {self.id} has no docstring, which is to be the rule in one Chinese sentence"
            raise TypeError(message)
        known = {
            name: getattr(self, name)
            for name in ("id", "english", "severity", "authority", "cites", "editions", "caution")
        }
        known |= {"sentence": sentence, "function": function}
        hints = typing.get_type_hints(function)
        arguments = [hints.get(name) for name in inspect.signature(function).parameters]
        argument = arguments[0] if len(set(arguments)) == 1 else None
        on = get_origin(argument)
        if isinstance(on, type) and issubclass(on, Node) and len(arguments) == 1:
            return Relation(on=on, **known)
        if isinstance(on, type) and issubclass(on, Node) and len(arguments) == 2:
            return Bond(on=on, across=self.across, crosses_editions=self.crosses_editions, **known)
        kinds: dict[Any, type[Rule]] = {(Cell, 1): CellRule, (Report, 1): DocumentRule, (Report, 2): SequelRule}
        if (argument, len(arguments)) in kinds:
            return kinds[argument, len(arguments)](**known)
        message = (
            f"the argument of rule {self.id} must be annotated: a part of the form such as Results[Sum], Cell or "
            "Report; or two arguments that are annotated alike"
        )
        raise TypeError(message)
