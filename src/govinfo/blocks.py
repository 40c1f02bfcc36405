"""
Reading a block: which edition its labels are of, and which figure stands in which of its cells.
"""

import itertools

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from ._tree import Slot
from .cells import BLOCKS, Cell, block_editions
from .columns import in_order, is_total_first
from .editions import Edition
from .figures import digits, number_of, read_figure
from .finding import Finding, Source, Status
from .language import template
from .place import Placed, place, place_running
from .reading import (
    R_INFERRED,
    R_MISSING,
    R_PRECISION,
    R_REPEATED,
    R_RUN,
    R_SHORT,
    R_SURPLUS,
    R_UNIT,
    R_UNPLACED,
    R_UNREADABLE,
)
from .repeats import by_headings
from .rivals import is_run
from .rule import ReadingRule
from .scattered import joined, spread
from .spellings import key
from .tables import Printed, Row
from .vocabulary import block_labels, figure_rows, row_columns


#: What is said of a text where a figure is due.
FAULTS: Final[Mapping[str, tuple[ReadingRule, str]]] = {
    rule.id: (rule, words)
    for rule, words in (
        (R_UNREADABLE, template("{place}: “{text}” is not a figure; the cell is left blank.")),
        (
            R_UNIT,
            template("{place}: “{text}” names no unit of money, and the form prints none; the cell is left blank."),
        ),
        (R_PRECISION, template("{place}: “{text}” is finer than a fen; the cell is left blank.")),
    )
}
_SURPLUS: Final = template("{place}: {count_printed} figures are printed for {count_due} columns: “{text}”.")
_TOO_MANY: Final = template(
    "{place}: {count_printed} figures are printed for {count_due} columns, and which is too many cannot be told; "
    "the row is left blank: “{text}”."
)
_TOO_FEW: Final = template(
    "{place}: {count_printed} figures are printed for {count_due} columns, and which is missing cannot be told; "
    "the row is left blank: “{text}”."
)
_NO_FIGURE: Final = template("{place}: no figure is printed; the row is left blank: “{text}”.")
_INFERRED: Final = template(
    "{place}: the figures are printed without a gap, and were told apart with the help of the sums: “{text}” "
    "was read as {way}."
)
_ELSEWHERE: Final = template(
    "{place}: the text has the figures and their labels in another order than the table, and they were put together "
    "with the help of the sums: “{text}” was read as {way}."
)
_SEVERAL_WAYS: Final = template(
    "{place}: the figures are run together, and where each ends cannot be told; the row is left blank: “{text}”; "
    "it could be {ways}."
)
_NO_WAY: Final = template(
    "{place}: the figures are run together, and where each ends cannot be told; the row is left blank: “{text}”."
)
_ODD_ROW: Final = template("This row is not on the form of edition {edition}, or has no figures there: “{text}”.")
_ODD_COLUMNS: Final = template(
    "{place}: the column headings are not those of the form, so that the figures cannot be placed; "
    "the row is left blank: “{text}”."
)
_AGAIN: Final = template("{place}: this row stands more than once, with the same figures.")
_DIFFERENT: Final = template(
    "{place}: this row stands more than once, with other figures; what differs is left blank: “{text}”."
)
_ROWS_MISSING: Final = template("{place}: rows of the table are missing: {rows}.")
_FIGURES_MISSING: Final = template("{place}: the row of figures is missing.")


#: How many ways to take a row a finding shows.
_WAYS: Final = 3


def _is_glued(row: Row, size: int) -> bool:
    """Whether there are fewer pieces than columns in running text, but digits enough for all columns."""
    texts = [digits(piece.text) for piece in row.filled]
    is_long = len(texts) < size <= sum(map(len, texts)) and all(map(str.isdecimal, texts))
    return row.line.is_running and (is_long or any(map(is_run, texts)))


def editions_of(blocks: Mapping[str, Printed], named: Mapping[str, Edition]) -> dict[str, Edition]:
    """
    The edition of each block that is printed, by its labels; the year of the report has no say in it.

    Args:
        blocks: what is printed, by path of the block.
        named: the edition that the document names for a block. It decides only where the labels do not, as in table
            four, which is the same in all editions; where it names none, most of the other blocks decide.
    """
    scores = {block: {e: _score(block, e, printed) for e in block_editions(block)} for block, printed in blocks.items()}
    best = {
        block: [e for e, points in score.items() if points == max(score.values())] for block, score in scores.items()
    }
    sure = Counter(editions[0] for editions in best.values() if len(editions) == 1)
    found = {}
    for block in BLOCKS:
        if block not in blocks:
            continue
        open_ones = best[block]
        usual = max(open_ones, key=lambda edition: (sure[edition], edition))
        found[block] = named[block] if len(open_ones) > 1 and named.get(block) in open_ones else usual
    return found


#: How much a label counts that is spelled as in an edition, where columns are not to be counted.
_SPELLED: Final = 5


def _score(block: str, edition: Edition, printed: Printed) -> int:
    """How well the labels of a block fit an edition: what it has of them, less what either lacks."""
    rows = figure_rows(block, edition)
    first = row_columns(block, next(iter(rows)), edition)
    over = {id(row.headings): row.headings for row in printed.rows}
    heads = {head for headings in over.values() for heads in headings for head in heads}
    seen = {label.path for head in heads for label in head.labels or () if label.block == block and label.span(first)}
    other = {label.path for head in heads for label in head.labels or () if label.block == block} - seen
    printed_rows = {label.path for row in printed.rows for label in row.labels if not label.is_group}
    # Where a table is cut, the rows after the last one printed say nothing of its edition.
    last = max((i for i, path in enumerate(rows) if path in printed_rows), default=0)
    missing = [path for path, optional in list(rows.items())[:last] if path not in printed_rows and not optional]
    spelled = {key(piece.text) for line in printed.lines for piece in line.filled} | {key(head.text) for head in heads}
    same = sum(key(text) in spelled for text in block_labels(block, edition))
    # Lines of running text can be lost, headings of columns among them; one that is left is spelled as in its edition.
    same *= _SPELLED if all(row.line.is_running for row in printed.rows) else 1
    # One piece of running text can be several figures run together, and says nothing of how many columns there are.
    sizes = sum(
        len(first) in {len(row.filled), len(row.pieces)}  # a blank cell is a column, or fills a merged one
        for row in printed.rows
        if len(first) > 1 or not row.line.is_running
    )
    columns = 4 * len(seen) - 4 * len(other) - (2 * len(set(first) - seen) if seen else 0)
    return columns + 2 * len(printed_rows & set(rows)) - 2 * len(missing) + same + sizes


@attrs.define
class Block:
    """
    The figures of one block as they are read.

    Attributes:
        path: of the block.
        edition: of its labels.
        printed: what the document prints of it.
        figures: figure or blank of each cell whose row is printed.
        sources: where each of these stands.
        unplaced: lines that are no row of this block.
    """

    path: str
    edition: Edition
    printed: Printed
    figures: dict[Cell, int | None] = attrs.field(factory=dict)
    sources: dict[Cell, Source] = attrs.field(factory=dict)
    unplaced: list[Source] = attrs.field(factory=list)
    _orders: dict[tuple[int, tuple[str, ...], bool], tuple[str, ...]] = attrs.field(factory=dict)  # by their headings

    def read(self) -> Iterator[Finding]:
        """Read the block; what is odd about it is found on the way."""
        due = figure_rows(self.path, self.edition)
        rows: dict[str, list[Row]] = {path: [] for path in due}
        has_figures = any(row.filled for row in self.printed.rows)
        for row in self.printed.rows:
            path = self._path_of(row)
            if not row.labels and not row.filled and has_figures:
                continue  # a line of blank cells over or under the one row of a block
            if path in due:
                rows[path].append(row)
            elif row.filled or not any(label.is_group for label in row.labels):
                yield self._not_placed(row, _ODD_ROW)
        columns = row_columns(self.path, next(iter(due)), self.edition)
        size = len(columns)
        told = iter(by_headings([row for group in rows.values() for row in group], size))
        rows = {path: [next(told) for _ in group] for path, group in rows.items()}
        is_labelled = any(row.labels for row in self.printed.rows)
        if is_labelled:
            rows = spread(rows, size)
        else:
            rows = {path: joined(group, columns) if group else [] for path, group in rows.items()}
        in_tables = [row for group in rows.values() for row in group if not row.line.is_running]
        placed = dict(zip(map(id, in_tables), place(in_tables, size, self.printed), strict=True))
        placed |= self._running(rows)
        is_disordered = self._is_total_first(rows)
        for path, group in rows.items():
            columns = row_columns(self.path, path, self.edition)
            for number, row in enumerate(group):
                order = self._order(row, columns)
                done = placed[id(row)]
                if order and not (row.is_lost or row.line.is_shifted or is_disordered):
                    cells = tuple(Cell(f"{path}.{column}") for column in order)
                    yield from self._read_row(done, cells, again=number > 0 and cells[0] in self.figures)
                else:
                    yield self._not_placed(row, _ODD_COLUMNS, self._row(path))
        missing = [path for path, optional in due.items() if not (rows[path] or optional)]
        if missing:
            absent = [self._row(path) for path in missing]
            names = [" ".join(row[0].labels(self.edition).rows[-1:]) for row in absent]
            said = _ROWS_MISSING if any(names) else _FIGURES_MISSING
            all_cells = tuple(cell for row in absent for cell in row)
            yield self._found(R_MISSING, said, all_cells, self.printed.where(), rows=names)

    def _running(self, rows: dict[str, list[Row]]) -> dict[int, Placed]:
        """The rows from running text, placed; a row that stands a second time is placed like the first, or not."""
        if not any(row.line.is_running for group in rows.values() for row in group):
            return {}
        first = {path: group[0] for path, group in rows.items() if group}
        for path in self._followed_by_others(rows):
            if first[path].line.is_running:
                first[path] = attrs.evolve(first[path], is_doubtful=True)
        cells = {path: self._row(path) for path in first}
        placed = {}
        for done, group in zip(place_running(first, cells, self.edition), map(rows.__getitem__, first), strict=True):
            for row in group:
                if row.line.is_running:
                    same = [piece.text for piece in row.filled] == [piece.text for piece in done.row.filled]
                    placed[id(row)] = attrs.evolve(done, row=row, pieces=done.pieces if same else ())
        return placed

    def _is_total_first(self, rows: Mapping[str, Sequence[Row]]) -> bool:
        """
        Whether the total stands in front of the rest, in headings of running text and in the sums of the rows.

        The headings alone do not tell: a heading over several lines is often printed before its neighbours.
        """
        running = [row for group in rows.values() for row in group if row.line.is_running and row.labels]
        if not any(is_total_first(heads, self.path) for row in running for heads in row.headings):
            return False
        figures = [[number for piece in row.filled if (number := number_of(piece.text)) is not None] for row in running]
        return any(
            len(row) > 2 and row[0] == sum(row[1:]) and row[-1] != sum(row[:-1]) and len(row) == len(found.filled)
            for row, found in zip(figures, running, strict=True)
        )

    def _followed_by_others(self, rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
        """The rows after which not the next row of the form is printed: its figures can stand at the end of these."""
        due = list(rows)
        order = [path for path, _ in itertools.groupby(self._path_of(row) for row in self.printed.rows) if path in rows]
        following = dict(reversed(list(itertools.pairwise(order))))
        for path, after in itertools.pairwise(due):
            is_last = not any(rows[later] for later in due[due.index(path) + 1 :])
            if rows[path] and not is_last and following.get(path) != after:
                yield path

    def _path_of(self, row: Row) -> str:
        """The path of a row on this form; that of none of its rows if it is not there."""
        due = figure_rows(self.path, self.edition)
        return next((label.path for label in row.labels if label.path in due), "" if row.labels else self.path)

    def _row(self, path: str) -> tuple[Cell, ...]:
        return tuple(Cell(f"{path}.{column}") for column in row_columns(self.path, path, self.edition))

    def _order(self, row: Row, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The columns of a row in the order of the headings over it; none if these contradict the form."""
        known = (id(row.headings), columns, row.line.is_running)
        if known not in self._orders:
            labels = [Cell(f"{self._path_of(row)}.{column}").slot.label(self.edition) or "" for column in columns]
            order = in_order(row.headings, self.path, columns, labels, is_running=row.line.is_running)
            self._orders[known] = order
        return self._orders[known]

    def _read_row(self, placed: Placed, cells: Sequence[Cell], *, again: bool) -> Iterator[Finding]:
        row = placed.row
        if placed.is_inferred:
            words = _ELSEWHERE if row.is_doubtful else _INFERRED
            way = " ".join(piece.text for piece in placed.pieces)
            yield self._found(R_INFERRED, words, cells, [row.source], text=row.source.text, way=way)
        elif placed.ways or (not placed.pieces and _is_glued(row, len(cells))):
            likely = sorted(placed.ways, key=lambda way: max(map(len, way)))
            ways = tuple(" ".join(way) for way in likely[:_WAYS])
            words = _SEVERAL_WAYS if ways else _NO_WAY
            yield self._found(R_RUN, words, cells, [row.source], text=row.source.text, ways=ways)
        elif placed.surplus or not placed.pieces:
            rule = R_SURPLUS if placed.surplus > 0 else R_SHORT
            too_few = _TOO_FEW if row.filled else _NO_FIGURE
            words = _SURPLUS if placed.pieces else _TOO_MANY if placed.surplus > 0 else too_few
            count = {"count_printed": len(row.filled), "count_due": len(cells)}
            yield self._found(rule, words, cells, [row.source], text=row.source.text, **count)
        differing = []
        for i, cell in enumerate(cells):
            figure, source = None, row.source
            if placed.pieces:
                piece = placed.pieces[i]
                said = read_figure(piece.text, self._slot(row, cell))
                status = Status.INFERRED if placed.is_inferred else said.status
                text = piece.source.text if placed.is_inferred else piece.text
                figure, source = said.figure, piece.source.saying(text, status)
                if said.fault:
                    rule, words = FAULTS[said.fault]
                    yield self._found(rule, words, [cell], [source], text=piece.text)
            if again and self.figures[cell] != figure:
                differing.append(cell)
                figure, source = None, source.saying(source.text, Status.UNREADABLE)
            self.figures[cell], self.sources[cell] = figure, source
        if again:
            words = _DIFFERENT if differing else _AGAIN
            yield self._found(R_REPEATED, words, differing or cells, [row.source], text=row.source.text)

    def _slot(self, row: Row, cell: Cell) -> Slot:
        """The slot of a cell as it is printed here: without its unit, if no heading over the row prints that."""
        column = cell.path.rpartition(".")[2]
        heads = (label.path for heads in row.headings for head in heads for label in head.labels or ())
        return cell.slot if cell.slot.unit is None or column in heads else attrs.evolve(cell.slot, unit=None)

    def _not_placed(self, row: Row, words: str, cells: Sequence[Cell] = ()) -> Finding:
        self.unplaced.append(row.source)
        return self._found(R_UNPLACED, words, cells, [row.source], text=row.source.text)

    def _found(
        self, rule: ReadingRule, words: str, cells: Sequence[Cell], sources: Sequence[Source], **fields: object
    ) -> Finding:
        section = self.path.split(".")[0]
        return rule.found(words, section=section, cells=cells, edition=self.edition, sources=sources, **fields)
