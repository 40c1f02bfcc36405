"""
Which printed cell belongs to which column: decided by the row or by its table, and else by nobody.
"""

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, reads
from govinfo.editions import Edition
from govinfo.finding import Source
from govinfo.lines import Line, Piece
from govinfo.place import place, place_running
from govinfo.tables import Printed, Row
from govinfo.vocabulary import vocabulary


LABELS = vocabulary().rows["规章"]
NORMATIVE = CELLS.disclosure.documents.normative
RECEIVED = CELLS.applications.received.cells()


def row(*texts, table=None, spans=None, label="规章"):
    """A row with a label and these cells; a row of a document's own table if *table*."""
    spans = spans or [1] * len(texts)
    source = Source("", table=table, line=1)
    pieces = tuple(
        Piece(text, source.saying(text, source.status), span) for text, span in zip(texts, spans, strict=True)
    )
    if label is None:
        return Row((), pieces, Line(pieces))
    return Row(LABELS, pieces, Line((Piece(label, source), *pieces)))


def blank_line(*texts):
    """A line of a title or of headings."""
    return Line(tuple(Piece(text, Source(text)) for text in texts))


def placed(size, *rows, over=()):
    """The cell texts that rows get."""
    printed = Printed(list(rows), [*over, *(one.line for one in rows)])
    return [[piece.text for piece in found.pieces] for found in place(rows, size, printed)]


TITLE = blank_line("第二十条第（一）项", "", "", "")
PLAIN = blank_line("第二十条第（一）项")

texts = st.lists(st.sampled_from(["", "0", "1", "2"]), min_size=3, max_size=3)


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_cell_of_a_documents_own_table_is_a_column(drawn):
    """In a table of the document itself each cell of a row with as many cells as columns is a column, blank or not."""
    assert placed(3, *(row(*one, table=1) for one in drawn), over=[TITLE]) == drawn


@given(st.lists(texts, min_size=1, max_size=4), st.booleans())
def test_cells_of_a_text_are_columns_unless_the_last_one_can_be_filled_in(drawn, is_filled):
    """In a text a row that ends in a blank may have one where a cell is merged, if its titles have such blanks."""
    found = placed(3, *(row(*one) for one in drawn), over=[TITLE if is_filled else PLAIN])
    for one, got in zip(drawn, found, strict=True):
        assert got in ([], one)
        assert got == one or (is_filled and not one[-1] and any(one))


@pytest.mark.parametrize("spans", [[3], [2, 1], [1, 2]])
def test_a_merged_cell_is_never_several_figures(spans):
    """A cell that is merged over several columns is one figure, for none of them."""
    figures = ["0"] * len(spans)
    assert placed(3, row(*figures, table=1, spans=spans)) == [[]]
    assert placed(3, row("1", "2", "", table=1, spans=[1, 1, 2])) == [[]]


def test_one_merged_cell_is_the_figure_of_one_column():
    """A row of one column may have its one cell merged over all columns of the table."""
    assert placed(1, row("5", table=1, spans=[3])) == [["5"]]


@pytest.mark.parametrize("over", [[TITLE], [PLAIN]])
def test_blank_cells_at_the_end_of_a_text_can_stand_for_a_merged_cell(over):
    """A short row with blanks at its end has its figures in the first columns only if no merged cells are filled in."""
    complete = [row("1", "2", "3", ""), row("4", "5", "6", "")]
    found = placed(3, *complete, row("7", "8", "", ""), over=over)
    assert found[:2] == [["1", "2", "3"], ["4", "5", "6"]]
    assert found[2] == ([] if over == [TITLE] else ["7", "8", ""])


def test_rows_without_a_label_are_placed_by_their_number_of_cells():
    """A row of a block without labels has a cell for each column, whatever stands over it."""
    assert placed(3, row("1", "2", "", label=None), over=[blank_line("行政复议", "", "")]) == [["1", "2", ""]]


def test_a_row_of_blanks_is_blank():
    """A row with nothing but blanks, and enough of them, is blank in each column."""
    assert placed(3, row("", "", "", "", "")) == [["", "", ""]]
    assert placed(3, row("", "")) == [[]]


@given(st.lists(st.sampled_from("012"), min_size=1, max_size=3), st.integers(1, 3))
def test_a_row_that_is_too_short_is_not_filled_up(figures, missing):
    """A row with fewer cells than columns is not placed, and says how many it lacks."""
    size = len(figures) + missing
    given_row = row(*figures)
    (found,) = place([given_row], size, Printed([given_row], [given_row.line, PLAIN]))
    assert (found.pieces, found.surplus) == ((), -missing)


# --- Rows from running text --------------------------------------------------------------------------------


def running(*texts):
    """A row from running text."""
    pieces = tuple(Piece(text, Source(text, line=1)) for text in texts)
    return Row(LABELS, pieces, Line((Piece("规章", Source("规章", line=1)), *pieces), is_running=True))


def place_one(cells, *texts):
    """A row of these cells from running text, placed alone."""
    return place_running({"row": running(*texts)}, {"row": cells}, Edition.FORM_2021)[0]


def test_figures_that_stand_apart_are_those_of_the_columns():
    """A row of running text with one figure a column needs no sum."""
    found = place_one(RECEIVED, *"1000001")
    assert ([piece.text for piece in found.pieces], found.is_inferred) == (list("1000001"), False)


def test_blank_lines_are_blanks_of_a_row():
    """A blank cell that lines tell is a blank of the row."""
    found = place_one(RECEIVED, "1", "", "0", "0", "0", "", "1")
    assert [piece.text for piece in found.pieces] == ["1", "", "0", "0", "0", "", "1"]


def test_zeros_run_together_are_cut_and_keep_what_was_printed():
    """Each piece of a run says which text it was cut from."""
    found = place_one(RECEIVED, "000", "0000")
    assert [piece.text for piece in found.pieces] == ["0"] * 7
    assert [piece.source.text for piece in found.pieces] == ["000"] * 3 + ["0000"] * 4
    assert not found.is_inferred


def test_wide_digits_are_cut_like_others():
    """A run in full width is cut where the same run in plain digits is."""
    found = place_one(RECEIVED, "００００００0")
    assert [piece.text for piece in found.pieces] == ["０"] * 6 + ["0"]


@pytest.mark.parametrize(
    ("texts", "surplus"), [(["5"] * 8, 1), (["1", "2", "3", "4", "5", "6", "7", "8"], 1), (["5"], -6)]
)
def test_too_many_and_too_few_figures(texts, surplus):
    """Figures too many are left out only if they are all alike; too few are not filled up."""
    found = place_one(RECEIVED, *texts)
    assert found.surplus == surplus
    assert [piece.text for piece in found.pieces] == (["5"] * 7 if len(set(texts)) == 1 and surplus > 0 else [])


def test_ways_that_are_left_are_kept():
    """Of a run that cannot be told the ways that agree with the row are kept for the message."""
    found = place_one(RECEIVED, "21710000218")
    assert found.pieces == ()
    assert ("217", "1", "0", "0", "0", "0", "218") in found.ways


def test_a_row_of_a_text_with_fillers_is_read_only_where_it_is_sure():
    """A text from a table with blank cells behind its title: a full row is read, one with a blank at its end is not."""
    text = (
        "第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
        "规章\t1\t2\t3\n行政规范性文件\t4\t5\t\n"
    )
    report = reads(text)
    assert report[CELLS.disclosure.documents.government_rules.in_force] == 3
    assert report[NORMATIVE.issued] is None
    assert NORMATIVE.issued in {cell for finding in report.reading.findings for cell in finding.cells}
    assert reads(text.replace("\t\t\t\n", "\n"))[NORMATIVE.issued] == 4
