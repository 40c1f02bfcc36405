"""
Reading a block: which edition its labels are of, and which figure stands in which of its cells.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from .cells import BLOCKS, Cell, block_editions
from .editions import Edition
from .figures import read_figure
from .finding import Finding, Source, Status
from .language import template
from .place import Placed, place
from .reading import R_MISSING, R_PRECISION, R_REPEATED, R_SHORT, R_SURPLUS, R_UNIT, R_UNPLACED, R_UNREADABLE
from .rule import ReadingRule
from .spellings import key
from .tables import Printed, Row
from .vocabulary import ColumnLabel, block_labels, figure_rows, row_columns


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


def _score(block: str, edition: Edition, printed: Printed) -> int:
    """How well the labels of a block fit an edition: what it has of them, less what either lacks."""
    rows = figure_rows(block, edition)
    due = set(row_columns(block, next(iter(rows)), edition))
    seen = {
        label.path
        for heads in printed.headings
        for labels in heads or ()
        for label in labels or ()
        if label.block == block
    }
    printed_rows = {label.path for row in printed.rows for label in row.labels if not label.is_group}
    # Where a table is cut, the rows after the last one printed say nothing of its edition.
    last = max((i for i, path in enumerate(rows) if path in printed_rows), default=0)
    missing = [path for path, optional in list(rows.items())[:last] if path not in printed_rows and not optional]
    spelled = {key(piece.text) for line in printed.lines for piece in line.filled}
    same = sum(key(text) in spelled for text in block_labels(block, edition))
    sizes = sum(len(row.filled) == len(due) for row in printed.rows)
    columns = 4 * len(seen & due) - 4 * len(seen - due) - (2 * len(due - seen) if seen else 0)
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

    def read(self) -> Iterator[Finding]:
        """Read the block; what is odd about it is found on the way."""
        due = figure_rows(self.path, self.edition)
        rows: dict[str, list[Row]] = {path: [] for path in due}
        for row in self.printed.rows:
            path = next((label.path for label in row.labels if label.path in due), None if row.labels else self.path)
            if path is not None:
                rows[path].append(row)
            elif row.filled or not any(label.is_group for label in row.labels):
                yield self._not_placed(row, _ODD_ROW)
        size = len(row_columns(self.path, next(iter(due)), self.edition))
        placed = iter(place([row for group in rows.values() for row in group], size))
        for path, group in rows.items():
            columns = row_columns(self.path, path, self.edition)
            order = self._order(columns)
            cells = tuple(Cell(f"{path}.{column}") for column in order or columns)
            for number, _ in enumerate(group):
                done = next(placed)
                if order:
                    yield from self._read_row(done, cells, again=number > 0)
                else:
                    yield self._not_placed(done.row, _ODD_COLUMNS, cells)
        missing = [path for path, optional in due.items() if not (rows[path] or optional)]
        if missing:
            absent = [self._row(path) for path in missing]
            names = [" ".join(row[0].labels(self.edition).rows[-1:]) for row in absent]
            said = _ROWS_MISSING if any(names) else _FIGURES_MISSING
            all_cells = tuple(cell for row in absent for cell in row)
            yield self._found(R_MISSING, said, all_cells, self.printed.where(), rows=names)

    def _row(self, path: str) -> tuple[Cell, ...]:
        return tuple(Cell(f"{path}.{column}") for column in row_columns(self.path, path, self.edition))

    def _order(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The columns in the order of the document's headings; none if these contradict the form."""
        if len(columns) > MOST_COLUMNS:
            return columns  # headings of several levels do not stand in the order of their columns
        for heads in self.printed.headings:
            said = [self._column(labels, columns) for labels in heads[-len(columns) :]]
            if set(said) == set(columns) and len(said) == len(columns):
                return tuple(path for path in said if path is not None)
            known = [path for path in said if path is not None]
            if any(path not in {None, due} for path, due in zip(said, columns, strict=False)) or (
                not known and None in heads
            ):
                return ()
        return columns

    def _column(self, labels: Sequence[ColumnLabel] | None, columns: tuple[str, ...]) -> str | None:
        """The column that a heading names; empty if it names one that is not in this table, None if it names none."""
        if not labels:
            return None
        return next((label.path for label in labels if label.block == self.path and label.path in columns), "")

    def _read_row(self, placed: Placed, cells: Sequence[Cell], *, again: bool) -> Iterator[Finding]:
        row = placed.row
        if placed.surplus:
            rule = R_SURPLUS if placed.surplus > 0 else R_SHORT
            words = _SURPLUS if placed.pieces else _TOO_MANY if placed.surplus > 0 else _TOO_FEW
            count = {"count_printed": len(row.filled), "count_due": len(cells)}
            yield self._found(rule, words, cells, [row.source], text=row.source.text, **count)
        differing = []
        for i, cell in enumerate(cells):
            figure, source = None, row.source
            if placed.pieces:
                piece = placed.pieces[i]
                said = read_figure(piece.text, cell.slot)
                figure, source = said.figure, attrs.evolve(piece.source, text=piece.text, status=said.status)
                if said.fault:
                    rule, words = FAULTS[said.fault]
                    yield self._found(rule, words, [cell], [source], text=piece.text)
            if again and self.figures[cell] != figure:
                differing.append(cell)
                figure, source = None, attrs.evolve(source, status=Status.UNREADABLE)
            self.figures[cell], self.sources[cell] = figure, source
        if again:
            words = _DIFFERENT if differing else _AGAIN
            yield self._found(R_REPEATED, words, differing or cells, [row.source], text=row.source.text)

    def _not_placed(self, row: Row, words: str, cells: Sequence[Cell] = ()) -> Finding:
        self.unplaced.append(row.source)
        return self._found(R_UNPLACED, words, cells, [row.source], text=row.source.text)

    def _found(
        self, rule: ReadingRule, words: str, cells: Sequence[Cell], sources: Sequence[Source], **fields: object
    ) -> Finding:
        section = self.path.split(".")[0]
        return rule.found(words, section=section, cells=cells, edition=self.edition, sources=sources, **fields)


#: Up to how many columns have their headings in one line.
MOST_COLUMNS: Final = 3
