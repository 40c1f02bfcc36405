"""
Figures of a table that a text gives out of order: rows without their labels, and one row in several pieces.

Some programs that take the text of a page take a block of figures first and the labels beside it later. What belongs
where is then told only if there is one way to tell it, and the sums agree; else it stays blank.
"""

import itertools

from collections.abc import Mapping, Sequence
from typing import Final, cast

import attrs

from .figures import number_of
from .lines import Line, Piece
from .tables import Row


#: The most figures that are looked at in all ways.
_MOST: Final = 15


def spread(rows: Mapping[str, Sequence[Row]], size: int) -> dict[str, list[Row]]:
    """
    The same rows by path; figures of several rows that stand behind one label go to the rows that have none.

    They do so only if these are the next ones on the form, as many as there are figures for, and their labels stand
    elsewhere in the same order; they are then doubtful.
    """
    found = {path: list(group) for path, group in rows.items()}
    paths = list(found)
    for i, path in enumerate(paths):
        row = found[path][0] if len(found[path]) == 1 else None
        if row is None or not row.line.is_running or len(row.filled) <= size or len(row.filled) % size:
            continue
        free = list(itertools.takewhile(lambda p: not any(row.filled for row in found[p]), paths[i + 1 :]))
        parts = [row.filled[at : at + size] for at in range(0, len(row.filled), size)]
        labels = [found[p][0].line.pieces[0].source for p in free if found[p]]
        in_order = sorted(labels, key=lambda source: (source.page or 0, source.line or 0, source.column or 0)) == labels
        if len(free) == len(parts) - 1 == len(labels) and in_order:
            for taken, pieces in zip([path, *free], parts, strict=True):
                own = found[taken][0] if found[taken] else row
                found[taken] = [attrs.evolve(own, pieces=pieces, line=_line(own, pieces), is_doubtful=True)]
    return found


def _line(row: Row, pieces: Sequence[Piece]) -> Line:
    """The line of a row with these figures; its place is that of the figures."""
    labels = row.line.pieces[: len(row.line.pieces) - len(row.pieces)]
    return attrs.evolve(row.line, pieces=(*labels, *pieces))


def joined(rows: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """
    The rows of a block that has one row: pieces of it, as a text gives them, put together; else the same.

    Each group of columns has a total, which must be the sum of the rest of the group. Groups stand in the order of the
    form; where the totals are in another order than the rest, only a heading right over a group can tell.

    Args:
        rows: in the order of the document.
        columns: the paths of the columns, in the order of the form.
    """
    if not all(row.line.is_running for row in rows):
        return list(rows)
    groups = list(dict.fromkeys(path.rpartition(".")[0] for path in columns))
    size = len(columns) // len(groups)
    if len(rows) < 2:
        return [attrs.evolve(row, is_lost=_is_disarranged(row, size)) for row in rows]
    ways = _stars(rows, size)
    stars = sorted(ways[0], key=lambda star: star[-1]) if len(ways) == 1 else []
    if len(stars) != len(groups):
        return _in_one(rows, len(columns))
    named = [_groups_over(rows[star[0][0]], groups) for star in stars]
    moved = [i for i, star in enumerate(sorted(stars, key=lambda star: star[0])) if star != stars[i]]
    known = [i for i in moved if named[i] == {groups[i]}]
    contradicted = any(over and group not in over for over, group in zip(named, groups, strict=True))
    if contradicted or len(known) < len(moved) - 1:  # the last one has the place that is left
        return _in_one(rows, len(columns))
    pieces = tuple(rows[i].filled[j] for star in stars for i, j in star)
    return [attrs.evolve(rows[0], pieces=pieces, line=attrs.evolve(rows[0].line, pieces=pieces), is_doubtful=True)]


def _in_one(rows: Sequence[Row], size: int) -> list[Row]:
    """All pieces as one row that has no place, unless each is a row of its own."""
    if all(len(row.filled) == size for row in rows):
        return list(rows)
    pieces = tuple(piece for row in rows for piece in row.filled)
    line = attrs.evolve(rows[0].line, pieces=pieces)
    is_lost = len({piece.text for piece in pieces}) > 1  # the same figures are the same in any order
    return [attrs.evolve(rows[0], pieces=pieces, line=line, is_doubtful=True, is_lost=is_lost)]


def _is_disarranged(row: Row, size: int) -> bool:
    """Whether the figures of a row add up in another order, and not as they stand."""
    in_order = [tuple((0, j) for j in range(at, at + size)) for at in range(0, len(row.filled), size)]
    ways = [sorted(way) for way in _stars([row], size)]
    return bool(ways) and in_order not in ways


def _stars(rows: Sequence[Row], size: int) -> list[list[tuple[tuple[int, int], ...]]]:
    """
    The ways to take all figures as groups with a total.

    The figures of a group stand next to each other in one piece, and their total anywhere behind them.
    """
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row.filled))]
    figures = [number_of(rows[i].filled[j].text) for i, j in places]
    if None in figures or len(places) > _MOST:
        return []
    known = cast("list[int]", figures)
    parts = size - 1
    windows = [at for at in range(len(places) - parts) if places[at][0] == places[at + parts - 1][0]]
    found: list[list[tuple[tuple[int, int], ...]]] = []
    for starts in itertools.combinations(windows, len(places) // size):
        taken = {at for start in starts for at in range(start, start + parts)}
        totals = [at for at in range(len(places)) if at not in taken]
        if len(totals) != len(starts):
            continue
        found += [
            [(*places[start : start + parts], places[at]) for start, at in zip(starts, order, strict=True)]
            for order in itertools.permutations(totals)
            if all(
                at > start and known[at] == sum(known[start : start + parts])
                for start, at in zip(starts, order, strict=True)
            )
        ]
    return found


def _groups_over(row: Row, groups: Sequence[str]) -> set[str]:
    """The groups of columns whose headings stand directly over a row."""
    labels = (label.path for heads in row.headings for head in heads for label in head.labels or ())
    return {group for label in labels for group in groups if label == group}
