"""
Hypothesis strategies for reports: whole ones that keep every rule, ones with blanks, and ones that break a given rule.

Reports that are bound to each other are drawn together: the years of an organ, and a government with its parts.

They are registered for the types of this library, so that ``st.from_type(Report)`` works as well.
"""

import datetime
import functools

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from ._tree import fill, values
from .cells import BLOCKS, CELLS, Cell, block_editions, cells_of, official
from .editions import Edition
from .form import Form, Items, Results
from .identities import Identity, identities
from .organ import Kind, Level, Organ
from .report import Period, Report
from .rule import CellRule, Relation, Rule
from .rules import RULES
from .witness import BROKEN


T = TypeVar("T")

#: The largest figure that is drawn.
LARGEST: Final = 10**9

_LETTERS: Final = (
    "区镇县市局委政府信息公开工作规范制度全年共办理回复群众申请及时答复处理程序依法审核发布平台建设监督保障"
)

#: Letters of even and of odd years, so that no year says again what the year before has said.
_LETTERS_OF_YEARS: Final = tuple("".join(list(dict.fromkeys(_LETTERS))[start::2]) for start in (0, 1))


@st.composite
def forms(draw: st.DrawFn, cells: st.SearchStrategy[T], *, edition: int | None = None) -> Form[T | None]:
    """
    Forms with a value of *cells* in each cell of an edition, and None in those that it does not have.

    Args:
        draw: given by Hypothesis.
        cells: what a cell holds.
        edition: of the form; any if None. Shrinks to the first one.
    """
    editions = official(edition) if edition else draw(st.sampled_from(Edition).map(official))
    on_form = frozenset(cells_of(editions))
    return fill(  # type: ignore[no-any-return]
        Form, [draw(cells) if cell in on_form else None for cell in values(CELLS)], editions
    )


@st.composite
def reports(
    draw: st.DrawFn, *, edition: int | None = None, mixed: bool = False, blanks: bool = False, prose: bool = True
) -> Report:
    """
    Reports that keep every rule; shrink to a report whose figures are all zero.

    A few cells are drawn and the totals are what they add up to; what came in is then divided between this year and the
    last. Nothing is filtered.

    Args:
        draw: given by Hypothesis.
        edition: of all blocks; any if None.
        mixed: blocks may follow different editions, and may be absent. S-MIXTURE, S-EDITION and S-SECTIONS then speak.
        blanks: some figures may be blank.
        prose: the sections of prose are drawn too; else each of them has one short paragraph.
    """
    usual = Edition(edition) if edition else draw(st.sampled_from(Edition))
    editions = draw(_mixtures(usual)) if mixed else official(usual)
    counts = draw(_counts(editions))
    year = draw(st.integers(*_years(usual)))
    report = draw(_documents(editions, counts, draw(organs()), year, letters=_LETTERS * prose))
    return draw(with_blanks(report)) if blanks else report


@st.composite
def histories(
    draw: st.DrawFn, *, first: int | None = None, years: int | None = None, blanks: bool = False, prose: bool = True
) -> list[Report]:
    """
    The reports of one organ on years that follow each other, which keep every rule and every bond.

    What one year carries forward the next brings forward, and what is in force, disclosed or pending follows from the
    year before. Each is on the form of its year, so that some cross from one edition to the next. Shrinks to two years
    whose figures are all zero. Nothing is filtered.

    Args:
        draw: given by Hypothesis.
        first: the first year; any if None.
        years: how many reports; two to four if None.
        blanks: some figures may be blank.
        prose: the sections of prose are drawn too; else each of them has one short paragraph.
    """
    start = draw(st.sampled_from(_STARTS)) if first is None else first
    organ = draw(organs())
    found: list[Report] = []
    for year in range(start, start + (draw(st.integers(2, 4)) if years is None else years)):
        editions = official(Edition.of_year(year) or min(Edition))
        counts = draw(_counts(editions, dict(found[-1].figures()) if found else {}))
        found.append(draw(_documents(editions, counts, organ, year, letters=_LETTERS_OF_YEARS[year % 2] * prose)))
    return [draw(with_blanks(report)) for report in found] if blanks else found


#: The first years of histories, from before each edition of the form but the first to some years after the last.
_STARTS: Final = range(min(Edition).first_year, max(Edition).first_year + 4)


@st.composite
def hierarchies(
    draw: st.DrawFn,
    *,
    edition: int | None = None,
    parts: int | None = None,
    blanks: bool = False,
    prose: bool = True,
) -> list[Report]:
    """
    The report of a government, and after it those of its parts on the same year, of which it is the sum.

    All of them keep every rule. Documents that the parts have issued jointly the government counts once, so that it may
    have fewer. Shrinks to two parts whose figures are all zero. Nothing is filtered.

    Args:
        draw: given by Hypothesis.
        edition: of all blocks; any if None.
        parts: how many; two to four if None.
        blanks: some figures may be blank.
        prose: the sections of prose are drawn too; else each of them has one short paragraph.
    """
    usual = Edition(edition) if edition else draw(st.sampled_from(Edition))
    editions, year = official(usual), draw(st.integers(*_years(usual)))
    least, most = (2, 4) if parts is None else (parts, parts)
    below = draw(st.lists(organs(), min_size=least, max_size=most, unique_by=lambda organ: organ.name))
    counts = [draw(_counts(editions)) for _ in below]
    added = [None if None in cell else sum(filter(None, cell)) for cell in zip(*counts, strict=True)]
    for cell, jointly in draw(_issued_jointly(editions)).items():
        for figures in (added, *counts):
            figures[cell.index] = (figures[cell.index] or 0) + jointly
    government = Organ(f"{draw(st.text(_LETTERS, min_size=1, max_size=3))}市人民政府", Level.CITY, Kind.GOVERNMENT)
    found = [
        draw(_documents(editions, figures, organ, year, letters=_LETTERS * prose))
        for organ, figures in zip((government, *below), (added, *counts), strict=True)
    ]
    return [draw(with_blanks(report)) for report in found] if blanks else found


@st.composite
def _issued_jointly(draw: st.DrawFn, editions: tuple[Edition | None, ...]) -> dict[Cell, int]:
    """How many documents all parts of a government have issued jointly, in each cell that counts them."""
    on_form = cells_of(editions)
    jointly = {kind: draw(st.integers(0, LARGEST)) for kind in _DOCUMENTS}
    return {
        cell: count
        for kind, count in jointly.items()
        for cell in kind.cells()
        if cell in on_form and cell is not kind.repealed
    }


@st.composite
def _documents(
    draw: st.DrawFn,
    editions: tuple[Edition | None, ...],
    counts: Sequence[int | None],
    organ: Organ,
    year: int,
    *,
    letters: str,
) -> Report:
    """A report with these figures, and what else there is in one; prose of these letters, if any."""
    words = _words(letters) if letters else st.just(("正常开展。",))
    return Report.filled(
        editions,
        counts,
        organ=organ,
        year=year,
        period=draw(st.sampled_from([None, Period.of_year(year)])),
        published=draw(_published(year)),
        preamble=draw(words) if letters else (),
        overview=draw(words),
        problems=draw(words),
        other_matters=draw(words),
    )


def _years(edition: Edition) -> tuple[int, int]:
    later = [other.first_year for other in Edition if other.first_year > edition.first_year]
    return edition.first_year, min(later, default=edition.first_year + 30) - 1


def _mixtures(usual: Edition) -> st.SearchStrategy[tuple[Edition | None, ...]]:
    """Any edition of each block, or none, but for one block at least; shrinks to the usual one."""
    drawn = st.tuples(*(st.sampled_from([*_first(block_editions(path), usual), None]) for path in BLOCKS))
    return drawn.map(lambda editions: editions if any(editions) else official(usual))


def _first(editions: Sequence[Edition], first: Edition) -> list[Edition]:
    return sorted(editions, key=lambda edition: edition != first)


@functools.cache
def _published(year: int) -> st.SearchStrategy[datetime.date | None]:
    return st.none() | st.dates(datetime.date(year + 1, 1, 1), datetime.date(year + 1, 1, 31))


@functools.cache
def _words(letters: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_lines(letters), min_size=1, max_size=3).map(tuple)


@functools.cache
def organs() -> st.SearchStrategy[Organ]:
    """Organs of any level and kind, or of none that is known; shrinks to a name of one character."""
    names = st.text(_LETTERS, min_size=1, max_size=12).map(lambda name: f"{name}局")
    return st.builds(
        Organ,
        names,
        level=st.none() | st.sampled_from([Level.CITY, Level.PROVINCE, Level.MINISTRY]),
        kind=st.none() | st.sampled_from(Kind),
        code=st.none() | st.from_regex(r"[0-9A-Z]{18}", fullmatch=True),
    )


def lines() -> st.SearchStrategy[str]:
    """Lines of Chinese prose that are no heading and no row of a table; shrinks to a short one."""
    return _lines(_LETTERS)


def _lines(letters: str) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=1, max_size=30).map(lambda text: f"今年{text}。")


#: Cells that are sums of others, in an order in which each is worked out after its parts.
@functools.cache
def _sums(editions: tuple[Edition | None, ...]) -> tuple[tuple[Cell, tuple[Cell, ...]], ...]:
    def whole(identity: Identity) -> bool:
        return identity.sense == "=" and not isinstance(identity.right, int) and len(identity.right.terms) == 1

    found = {i.right.terms[0][0]: i for i in identities(editions, RULES) if whole(i) and not isinstance(i.right, int)}
    done: dict[Cell, tuple[Cell, ...]] = {}

    def visit(cell: Cell) -> None:
        if cell in found and cell not in done:
            parts = tuple(part for part, _ in found[cell].left.terms)
            for part in parts:
                visit(part)
            done[cell] = parts

    for cell in found:
        visit(cell)
    return tuple(done.items())


@st.composite
def _counts(
    draw: st.DrawFn, editions: tuple[Edition | None, ...], before: Mapping[Cell, int | None] | None = None
) -> list[int | None]:
    """
    Figures for all cells in order that keep every rule, and every bond to those of the year before.

    Of years the tables that are small are drawn once more, since each figure there has another that follows from it.
    """
    sums = dict(_sums(editions))
    on_form = frozenset(cells_of(editions))
    drawn = dict(draw(_figures(editions))) if _free(editions) else {}
    if before is not None:
        drawn |= draw(_figures(editions, ("disclosure", "disputes")))
    drawn |= _kept(drawn)
    drawn |= _following(drawn, {cell: figure or 0 for cell, figure in (before or {}).items()}, sums)
    if CELLS.applications.received.total in on_form:
        for old, new, out, left in _INTAKES:
            ended = sum(drawn.get(cell, 0) for cell in sums[out]) + drawn.get(left, 0)
            if old not in drawn:
                drawn[old] = draw(st.integers(0, ended)) if ended else 0
            elif ended < drawn[old]:  # what has not ended is left over again
                drawn[left] = drawn.get(left, 0) + drawn[old] - ended
                ended = drawn[old]
            drawn[new] = ended - drawn[old]
    for total, parts in sums.items():
        drawn[total] = sum(drawn.get(part, 0) for part in parts)
    return [drawn.get(cell, 0) if cell in on_form else None for cell in values(CELLS)]


@functools.cache
def _free(editions: tuple[Edition | None, ...]) -> tuple[Cell, ...]:
    """The cells that are drawn: no sums, and not what came in, which is divided afterwards."""
    sums = dict(_sums(editions))
    return tuple(c for c in cells_of(editions) if c not in sums and c.path.split(".")[1] not in _INTAKE)


@functools.cache
def _figures(
    editions: tuple[Edition | None, ...], sections: tuple[str, ...] | None = None
) -> st.SearchStrategy[dict[Cell, int]]:
    cells = [cell for cell in _free(editions) if sections is None or cell.section in sections]
    return st.dictionaries(st.sampled_from(cells), st.integers(1, LARGEST), max_size=16)


_INTAKE: Final = ("brought_forward", "received")

#: For each kind of applicant: what is from last year, new, ended, and left over.
_INTAKES: Final = tuple(
    zip(
        *(
            [cell for cell in node.cells() if not cell.path.endswith(".total")]
            if "outcome" not in node.total.path
            else [cell for cell in node.cells() if cell is not node.total]
            for node in (
                CELLS.applications.brought_forward,
                CELLS.applications.received,
                CELLS.applications.outcome.total,
                CELLS.applications.carried_forward,
            )
        ),
        strict=True,
    )
)


#: The kinds of documents and of items of table two, and of cases of table four.
_DOCUMENTS: Final = CELLS.disclosure.documents.government_rules, CELLS.disclosure.documents.normative
_ITEMS: Final = tuple(node for node in CELLS.disclosure.nodes() if isinstance(node, Items))
_CASES: Final = tuple(node for node in CELLS.disputes.nodes() if isinstance(node, Results))


def _kept(drawn: Mapping[Cell, int]) -> dict[Cell, int]:
    """What must change for the rules of table two."""
    least = {kind.in_force: drawn.get(kind.issued, 0) - drawn.get(kind.repealed, 0) for kind in _DOCUMENTS}
    least |= {kind.disclosed_in_total: drawn.get(kind.disclosed, 0) for kind in _DOCUMENTS}
    return {whole: due for whole, due in least.items() if drawn.get(whole, 0) < due}


def _following(
    drawn: Mapping[Cell, int], before: Mapping[Cell, int], sums: Mapping[Cell, Sequence[Cell]]
) -> dict[Cell, int]:
    """What must change for the bonds to the year before, whose figures are *before*; nothing if there is none."""
    found = {old: before[left] for old, _, _, left in _INTAKES if left in before}
    for kind in _DOCUMENTS:
        if kind.in_force in before:
            left = before[kind.in_force] + drawn.get(kind.issued, 0) - drawn.get(kind.repealed, 0)
            found[kind.issued] = drawn.get(kind.issued, 0) + max(0, -left)  # what was not there cannot be repealed
            found[kind.in_force] = max(0, left)
        if kind.disclosed_in_total in before:
            found[kind.disclosed_in_total] = max(drawn.get(kind.disclosed_in_total, 0), before[kind.disclosed_in_total])
    found |= {
        kind.items_last_year: before[kind.items_last_year] + before[kind.change]
        for kind in _ITEMS
        if kind.items_last_year in before
    }
    for cases in _CASES:
        if cases.pending in before:
            counted = sum(drawn.get(cell, 0) for cell in sums[cases.total])
            found[cases.pending] = drawn.get(cases.pending, 0) + max(0, before[cases.pending] - counted)
    return found


@st.composite
def with_blanks(draw: st.DrawFn, report: Report, *, least: int = 0) -> Report:
    """
    The same report with some figures blank, at least *least* of them; shrinks to few blanks.

    Args:
        draw: given by Hypothesis.
        report: any.
        least: how many blanks there are at least.
    """
    on_form = cells_of(report.editions)
    blank = draw(st.lists(st.sampled_from(on_form), min_size=least, max_size=40, unique=True)) if on_form else []
    return report.replace(dict.fromkeys(blank))


@st.composite
def violating(draw: st.DrawFn, rule: Rule, *, edition: int | None = None) -> Report:
    """
    Reports that break *rule*; a relation is broken by one figure, so it shrinks to a report with a single figure.

    Args:
        draw: given by Hypothesis.
        rule: a relation, a cell rule, or an official document rule.
        edition: of the form; one that the rule applies to if None.

    Raises:
        InvalidArgument: it is not known how to break this rule.
    """
    applies = [Edition(edition)] if edition else list(rule.editions)
    report = draw(reports(edition=draw(st.sampled_from(applies))))
    if isinstance(rule, Relation):
        identity = draw(st.sampled_from(identities(report.editions, [rule])))
        left, right = identity.sides(report)
        if identity.sense == "=":
            cell = draw(st.sampled_from(identity.cells))
            return report.replace({cell: (report[cell] or 0) + draw(st.integers(1, LARGEST))})
        cell, coefficient = identity.left.terms[0]
        return report.replace(
            {cell: (report[cell] or 0) - coefficient * (left - right + draw(st.integers(1, LARGEST)))}
        )
    if isinstance(rule, CellRule):
        bound = [
            (cell, whole)
            for cell in cells_of(report.editions)
            if (whole := rule.function(cell)) and whole.minimum is not None
        ]
        cell, whole = draw(st.sampled_from(bound))
        return report.replace({cell: (whole.minimum or 0) - draw(st.integers(1, LARGEST))})
    if rule.id not in BROKEN:
        message = f"it is not known how to break {rule.id}"
        raise InvalidArgument(message)
    return BROKEN[rule.id](report)
