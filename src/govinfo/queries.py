"""
Rules as queries in standard SQL, which SQLite, DuckDB and others run as they are.

A table of reports has a row for each report and a column of whole numbers for each cell, named by its path; a blank is
NULL. A verdict is a text: ``holds``, ``violated`` or ``undetermined``. It is undetermined where a blank takes part, or
something that is no whole number of at most 15 digits; so no sum is too large for an integer of 64 bits.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from .bonds import REPORTS, BoundIdentity, Of, bound_identities
from .cells import Cell, cells_of
from .check import asked_cells
from .editions import Edition
from .figures import LARGEST
from .finding import Verdict
from .identities import Identity, edition_of, identities
from .rule import CellRule, Rule, Sum, Whole
from .rules import BONDS, RULES


#: What a report is known by, in every table.
KEYS: Final = ("organ", "year")

#: The tables of the reports that a bond over years binds.
_YEARS: Final = REPORTS["years"]

#: How two sides compare where a relation holds, and where it is violated.
_SENSES: Final = {"=": ("=", "<>"), "≥": (">=", "<")}


def column(identity: Identity | BoundIdentity) -> str:
    """
    The name of the column that has the verdict of an identity: its rule, and the cell that names its place.

    >>> from govinfo.cells import official
    >>> column(identities(official(2021))[2])
    'T3-BALANCE applications.outcome.total.natural_persons'
    """
    return f"{identity.rule.id} {identity.at}"


def wide(editions: Sequence[Edition | None], *, table: str = "records") -> str:
    """
    The query that makes a table of reports, a row each, of their records as `Report.records` gives them, a row a cell.

    A cell of which there are several records is NULL, because it is not known which of them is right. So is one that is
    not on a form of these editions; reports that have none of their blocks are left out.

    Args:
        editions: of the blocks of the form, such as ``official(2021)``.
        table: with the columns ``organ``, ``year``, ``cell``, ``edition`` and ``figure``.
    """

    def figure(cell: Cell) -> str:
        here = f"{_name('cell')} = {_text(cell.path)} AND {_name('edition')} = {int(edition_of(cell, editions) or 0)}"
        return (
            f"CASE WHEN COUNT(CASE WHEN {here} THEN 1 END) = 1 "
            f"THEN MAX(CASE WHEN {here} THEN {_name('figure')} END) END AS {_name(cell.path)}"
        )

    keys = ", ".join(map(_name, KEYS))
    known = ", ".join(str(int(edition)) for edition in sorted({edition for edition in editions if edition}))
    return (
        f"SELECT {_listed([*map(_name, KEYS), *map(figure, cells_of(tuple(editions)))])}\n"
        f"FROM {_name(table)}\nWHERE {_name('edition')} IN ({known})\nGROUP BY {keys}"
    )


def verdicts(editions: Sequence[Edition | None], rules: Iterable[Rule] = RULES, *, table: str = "reports") -> str:
    """
    The query that gives the verdicts on every report of a table: of every relation and cell rule at every place.

    Args:
        editions: of the blocks of the form, such as ``official(2021)``.
        rules: those to ask; document rules and reading rules are passed over.
        table: of reports, as `wide` makes it.

    >>> from govinfo.cells import official
    >>> from govinfo.rules import stock_covers_flow
    >>> print(verdicts(official(2021), [stock_covers_flow]).splitlines()[-1])
    FROM "figures"
    """
    asked = tuple(rules)
    found = identities(editions, asked)
    of_cells = list(_of_cells(tuple(editions), asked))
    cells = (cell for identity in found for cell in identity.cells)
    selected = [
        *map(_name, KEYS),
        *(f"{expression(identity)} AS {_name(column(identity))}" for identity in found),
        *(_name(name) for name, _ in of_cells),
    ]
    extra = [f"{text} AS {_name(name)}" for name, text in of_cells]
    figures = _figures("figures", table, cells, _limit(found), extra)
    return f"WITH {figures}\nSELECT {_listed(selected)}\nFROM {_name('figures')}"


def verdicts_over_years(
    earlier: Sequence[Edition | None],
    later: Sequence[Edition | None],
    rules: Iterable[Rule] = BONDS,
    *,
    tables: tuple[str, str] = ("reports", "reports"),
) -> str:
    """
    The query that gives the verdicts on every two reports of one organ on years that follow each other.

    Args:
        earlier: editions of the blocks of the report on the earlier year.
        later: those of the report on the later year.
        rules: those to ask; only bonds across years are.
        tables: of the earlier reports and of the later ones, each as `wide` makes it of the editions; they may be one.

    >>> from govinfo.cells import official
    >>> print(verdicts_over_years(official(2019), official(2021)).splitlines()[-1])
    FROM "later" JOIN "earlier" ON "earlier"."organ" = "later"."organ" AND "earlier"."year" = "later"."year" - 1
    """
    found = bound_identities(earlier, later, "years", rules)
    terms = [of for identity in found for of, _ in identity.terms]
    figures = [
        _figures(name, table, [of.cell for of in terms if of.report == n], _limit(found))
        for n, (name, table) in enumerate(zip(_YEARS, tables, strict=True))
    ]
    selected = [
        *(f'"later".{_name(key)}' for key in KEYS),
        *(f"{expression(identity)} AS {_name(column(identity))}" for identity in found),
    ]
    return (
        f"WITH {', '.join(figures)}\nSELECT {_listed(selected)}\n"
        'FROM "later" JOIN "earlier" ON "earlier"."organ" = "later"."organ" AND "earlier"."year" = "later"."year" - 1'
    )


def _of_cells(editions: tuple[Edition | None, ...], rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if isinstance(rule, CellRule):
            asked = asked_cells(rule, editions)
            known = {cell: whole for whole, cells in asked.items() for cell in cells}
            yield from (
                (f"{rule.id} {cell}", cell_expression(known[cell], cell))
                for cell in sorted(known, key=lambda cell: cell.index)
            )


def cell_expression(whole: Whole, cell: Cell) -> str:
    """
    The expression that gives the verdict of a cell rule, over a column of the table ``given`` named by the cell's path.

    It is undetermined if the cell is NULL, or holds a number of more than 15 digits.

    >>> from govinfo.cells import CELLS
    >>> print(cell_expression(Whole(minimum=0), CELLS.disputes.reconsideration.total))  # doctest: +NORMALIZE_WHITESPACE
    CASE WHEN CAST("given"."disputes.reconsideration.total" AS DOUBLE PRECISION)
           BETWEEN -999999999999999 AND 999999999999999
         THEN CASE WHEN "given"."disputes.reconsideration.total"
                      = CAST("given"."disputes.reconsideration.total" AS BIGINT)
                      AND "given"."disputes.reconsideration.total" >= 0
                   THEN 'holds' ELSE 'violated' END
         ELSE 'undetermined' END
    """
    figure = f"{_name('given')}.{_name(cell.path)}"
    least = "" if whole.minimum is None else f" AND {figure} >= {whole.minimum}"
    # What SQLite takes for a number in a text is between the limits, and then not equal to the text.
    return (
        f"CASE WHEN CAST({figure} AS DOUBLE PRECISION) BETWEEN -{LARGEST} AND {LARGEST} "
        f"THEN CASE WHEN {figure} = CAST({figure} AS BIGINT){least} "
        f"THEN '{Verdict.HOLDS}' ELSE '{Verdict.VIOLATED}' END ELSE '{Verdict.UNDETERMINED}' END"
    )


def _limit(found: Iterable[Identity | BoundIdentity]) -> int:
    """The largest figure with which no sum of these identities is too large for an integer of 64 bits."""
    sides = [side for identity in found for side in (identity.left, identity.right) if isinstance(side, Sum)]
    return min(LARGEST, (2**63 - 1) // max((sum(abs(k) for _, k in side.terms) for side in sides), default=1))


def _figures(name: str, table: str, cells: Iterable[Cell], limit: int, extra: Iterable[str] = ()) -> str:
    """The figures that rules may add up, as a table of this name; anything else is NULL."""

    def figure(cell: Cell) -> str:
        given = f"{_name('given')}.{_name(cell.path)}"
        whole = f"CASE WHEN {given} = CAST({given} AS BIGINT) THEN CAST({given} AS BIGINT) END"
        return f"CASE WHEN {given} BETWEEN -{limit} AND {limit} THEN {whole} END AS {_name(cell.path)}"

    keys = (f"{_name('given')}.{_name(key)}" for key in KEYS)
    there = sorted(set(cells), key=lambda cell: cell.index)
    selected = _listed([*keys, *map(figure, there), *extra])
    return f"{_name(name)} AS (\nSELECT {selected}\nFROM {_name(table)} AS {_name('given')}\n)"


def expression(identity: Identity | BoundIdentity) -> str:
    """
    The expression that gives the verdict of an identity, over columns named by the paths of cells.

    In a bond the columns are those of the tables ``earlier`` and ``later``, or ``whole`` and ``parts``.

    >>> from govinfo.cells import official
    >>> print(expression(identities(official(2021))[0]))  # doctest: +NORMALIZE_WHITESPACE
    CASE WHEN "disclosure.documents.government_rules.in_force"
           >= "disclosure.documents.government_rules.issued" - "disclosure.documents.government_rules.repealed"
         THEN 'holds'
         WHEN "disclosure.documents.government_rules.in_force"
           < "disclosure.documents.government_rules.issued" - "disclosure.documents.government_rules.repealed"
         THEN 'violated' ELSE 'undetermined' END
    """
    reports = REPORTS[identity.rule.across] if isinstance(identity, BoundIdentity) else ()
    left, right = (_side(side, reports) for side in (identity.left, identity.right))
    holds, violated = _SENSES[identity.sense]
    return (
        f"CASE WHEN {left} {holds} {right} THEN '{Verdict.HOLDS}' "
        f"WHEN {left} {violated} {right} THEN '{Verdict.VIOLATED}' ELSE '{Verdict.UNDETERMINED}' END"
    )


def _side(side: Sum[Any] | int, reports: Sequence[str]) -> str:
    if isinstance(side, int):
        return str(side)
    terms = (
        f"{'-' if k < 0 else '+'} {'' if abs(k) == 1 else f'{abs(k)} * '}{_column(at, reports)}" for at, k in side.terms
    )
    return " ".join(terms).removeprefix("+ ")


def _column(at: Cell | Of, reports: Sequence[str]) -> str:
    return f"{_name(reports[at.report])}.{_name(at.cell.path)}" if isinstance(at, Of) else _name(at.path)


def _listed(items: Iterable[str]) -> str:
    return ",\n  ".join(items)


def _name(text: str) -> str:
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def _text(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
