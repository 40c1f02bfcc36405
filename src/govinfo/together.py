"""
Wrong figures in reports that are bound to each other: years by what is carried forward, a whole to its parts.

A figure on which two reports agree, or to which parts add up, is one relation more. It often tells which of two figures
is wrong where a report alone does not.
"""

import functools

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

import attrs

from .cells import Cell
from .circulation import Range
from .completion import number
from .diagnosis import BUDGET
from .graph import Equation, Network, build
from .language import CHINESE, locale_of, template
from .naming import Editions, change, in_report, joined, short, written
from .network import equations_of, least_of
from .report import Report
from .rule import Rule
from .rules import RULES
from .smallest import Budget, smallest
from .systems import System, smallest_sets, systems


N = TypeVar("N", bound=Hashable)

_THEN: Final = template("{changes}; then the relations that hang together with this can hold.")


@attrs.frozen
class Together(Generic[N]):
    """
    Figures of several reports that may be wrong, and what they should be, so that all of them agree.

    Attributes:
        changes: what should stand in each cell that is wrong, by the name of its report and the cell.
        figures: what stands there.
        ranges: what else could stand in a cell, where that is open.
        equals: how many explanations change as many cells of the same relations, this one included.
        editions: of the blocks of each report.
    """

    changes: Mapping[tuple[N, Cell], int]
    figures: Mapping[tuple[N, Cell], int | None]
    ranges: Mapping[tuple[N, Cell], Range]
    equals: int
    editions: Mapping[N, Editions] = attrs.field(repr=False)

    def message(self, locale: str = CHINESE) -> str:
        """
        The explanation in words.

        Raises:
            UnknownLocale: it is neither Chinese nor English.
        """
        locale = locale_of(locale)
        said = joined((self._change(key, locale) for key in self.changes), locale)
        return written(_THEN, locale, changes=said)

    def _change(self, key: tuple[N, Cell], locale: str) -> str:
        report, cell = key
        name = in_report(str(report), short(cell, self.editions[report], locale), locale)
        return change(name, self.figures[key], self.changes[key], self.ranges.get(key), locale)

    def to_dict(self, locale: str = CHINESE) -> dict[str, Any]:
        """The explanation as plain values for JSON; the keys never change their meaning."""
        return {
            "changes": [
                {"report": str(name), "cell": cell.path, "figure": self.figures[name, cell], "due": due}
                | ({"least": choice.least, "most": choice.most} if (choice := self.ranges.get((name, cell))) else {})
                for (name, cell), due in self.changes.items()
            ],
            "equals": self.equals,
            "message": self.message(locale),
        }


@attrs.frozen
class Agreement(Generic[N]):
    """
    What may be wrong in reports that do not agree; nothing is changed.

    Attributes:
        explanations: for relations that hang together all smallest sets of cells, of up to three.
        is_complete: whether no other set is as small; not if more cells are wrong, one that is held fixed is, or the
            budget did not suffice; nor, of a whole and its parts, if figures of another set are open.
    """

    explanations: tuple[Together[N], ...]
    is_complete: bool

    @property
    def groups(self) -> "tuple[tuple[Together[N], ...], ...]":
        """The same, those together that explain the same relations; one of each group is needed."""
        found, left = [], list(self.explanations)
        while left:
            count = left[0].equals
            found.append(tuple(left[:count]))
            del left[:count]
        return tuple(found)


def explain_together(
    reports: Mapping[N, Report],
    bonds: Iterable[Equation[tuple[N, Cell]]],
    *,
    fixed: Iterable[tuple[N, Cell]] = (),
    budget: int = BUDGET,
    rules: Iterable[Rule] = RULES,
) -> Agreement[N]:
    """
    Why several reports do not agree with themselves and each other: all smallest sets of figures that explain it.

    Years that are bound by 结转 are a network, in which blanks may be anything that is not negative. A whole and its
    parts are not: there relations with blanks are left out.

    Args:
        reports: by a name of each, such as its year or its organ.
        bonds: what binds them: `govinfo.network.carried`, `added`. One with a cell that is not there is left out.
        fixed: cells that are known to be right.
        budget: how many tries may be made for relations that hang together.
        rules: those whose relations must hold in each report.

    >>> from govinfo import CELLS
    >>> from govinfo.network import carried
    >>> form = Report.blank(2021)
    >>> old = form.replace({cell: 0 for cell, _ in form.figures()})
    >>> new = old.replace({CELLS.applications.brought_forward.total: 5})
    >>> found = explain_together({2023: old, 2024: new}, carried(2023, 2024))
    >>> [(str(cell), due) for one in found.explanations for (_, cell), due in one.changes.items()]
    [('applications.brought_forward.total', 0)]
    """
    rules = tuple(rules)
    editions = {name: report.editions for name, report in reports.items()}
    figures = {(name, cell): number(figure) for name, report in reports.items() for cell, figure in report.figures()}
    least = {(name, cell): low for name, form in editions.items() for cell, low in least_of(form, rules).items()}
    bound = [bond for bond in bonds if all(key in figures for key, _ in bond.terms)]
    equations = [*equations_of(editions, rules), *bound]
    found: list[Together[N]] = []
    is_complete = True
    # What parts add up to stands in three relations, so that there is no use in looking for a network.
    known = build(equations, least.get) if all(len(bond.terms) == 2 for bond in bound) else None
    is_network = known is not None and not known.unfit
    asked = _by_network(known, figures) if known and is_network else _by_system(equations, figures, least)
    for search in asked:
        tries = Budget(budget)
        sets = search(tries, frozenset(fixed))
        is_complete = is_complete and bool(sets) and not (tries.is_spent or tries.is_open)
        for changes, choice in sets:
            if changes:
                stands = {key: figures[key] for key in changes}
                found.append(Together(changes, stands, choice, len(sets), editions))
    return Agreement(tuple(found), is_complete)


#: What should stand in some cells, and what else could.
_Set = tuple[dict[tuple[N, Cell], int], dict[tuple[N, Cell], Range]]

#: What finds the sets in relations that hang together, given a budget and what is fixed; an empty one if they hold.
_Finder = Callable[[Budget, frozenset[tuple[N, Cell]]], list[_Set[N]]]


def _by_network(known: Network[tuple[N, Cell]], figures: Mapping[tuple[N, Cell], int | None]) -> Iterator[_Finder[N]]:
    stands = [figures[key] for key in known.arcs]

    def find(part: int, tries: Budget, fixed: frozenset[tuple[N, Cell]]) -> list[_Set[N]]:
        held = [known.index[key] for key in fixed if key in known.index]
        return [
            (
                {known.arcs[arc]: due for arc, due in found.figures.items()},
                {known.arcs[arc]: can_be for arc, can_be in found.ranges.items()},
            )
            for found in smallest(known, part, stands, budget=tries, fixed=held)
        ]

    return (functools.partial(find, part) for part in range(len(known.parts)))


def _by_system(
    equations: Iterable[Equation[tuple[N, Cell]]],
    figures: Mapping[tuple[N, Cell], int | None],
    least: Mapping[tuple[N, Cell], int | None],
) -> Iterator[_Finder[N]]:
    def find(system: System[tuple[N, Cell]], tries: Budget, fixed: frozenset[tuple[N, Cell]]) -> list[_Set[N]]:
        return [(changes, {}) for changes in smallest_sets(system, least.get, budget=tries, fixed=fixed)]

    return (functools.partial(find, system) for system in systems(equations, figures))
