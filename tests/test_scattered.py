"""
Figures of a table that a text gives out of order are put together only if there is one way that the sums agree with.
"""

import itertools

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Report, reads
from govinfo.cells import cells_of
from govinfo.finding import Source
from govinfo.lines import Line, Piece
from govinfo.scattered import joined, spread
from govinfo.tables import Heading, Row
from govinfo.vocabulary import ColumnLabel, row_columns


COLUMNS = row_columns("disputes", "disputes", 2021)
GROUPS = tuple(dict.fromkeys(path.rpartition(".")[0] for path in COLUMNS))


def row(*texts, label=None, line=1, headings=(), is_running=True):
    """A row of running text, with a label if one is given."""
    pieces = tuple(Piece(text, Source(text, line=line, column=n)) for n, text in enumerate(texts, 2))
    labels = (Piece(label, Source(label, line=line, column=1)),) if label else ()
    return Row((), pieces, Line((*labels, *pieces), is_running=is_running), headings)


def texts_of(rows):
    """The texts of the figures of rows."""
    return [[piece.text for piece in one.filled] for one in rows]


# --- Rows whose labels stand elsewhere ---------------------------------------------------------------------


def rows_by_path(*groups):
    """Rows by path: each given as its figures, as None where its label has none, or as no row at all."""
    return {
        f"row{n}": [] if figures == "absent" else [row(*(figures or ()), label=f"标签{n}", line=n)]
        for n, figures in enumerate(groups)
    }


def test_figures_of_several_rows_go_to_the_rows_without():
    """Figures of two rows behind one label are of this row and the next one, whose label has none, and doubtful."""
    found = spread(rows_by_path(("1", "2", "3", "4"), None, ("5", "6")), 2)
    assert [texts_of(rows) for rows in found.values()] == [[["1", "2"]], [["3", "4"]], [["5", "6"]]]
    assert [rows[0].is_doubtful for rows in found.values()] == [True, True, False]
    assert found["row1"][0].line.pieces[0].text == "标签1"


@pytest.mark.parametrize(
    "groups",
    [
        [("1", "2", "3"), None, ("5", "6")],  # no whole number of rows
        [("1", "2", "3", "4"), ("5", "6"), None],  # the next row has figures
        [("1", "2", "3", "4"), None, None, ("5", "6")],  # more rows than figures
        [("1", "2", "3", "4", "5", "6"), None, ("5", "6")],  # more figures than rows
        [("1", "2", "3", "4"), "absent", ("5", "6")],  # the label of the next row is nowhere
        [("1", "2"), None, ("5", "6")],  # nothing too many
    ],
)
def test_figures_that_could_be_of_other_rows_stay(groups):
    """Unless there are as many rows without figures as there are figures for, nothing is moved."""
    given_rows = rows_by_path(*groups)
    assert spread(given_rows, 2) == given_rows


def test_labels_in_another_order_are_not_believed():
    """The labels of rows without figures must stand in the order of the form."""
    rows = {"a": [row("1", "2", "3", "4", "5", "6", label="甲", line=1)]}
    rows |= {"b": [row(label="乙", line=9)], "c": [row(label="丙", line=5)]}
    assert spread(rows, 2) == rows
    rows["b"] = [row(label="乙", line=4)]
    assert [texts_of(found) for found in spread(rows, 2).values()] == [[["1", "2"]], [["3", "4"]], [["5", "6"]]]


def test_rows_of_tables_and_repeated_rows_stay():
    """What is no running text, or stands twice, is not spread."""
    for first in (
        [row("1", "2", "3", "4", label="甲", is_running=False)],
        [row("1", "2", "3", "4", label="甲")] * 2,
        [],
    ):
        rows = {"a": first, "b": [row(label="乙", line=2)]}
        assert spread(rows, 2) == rows


@given(
    st.lists(
        st.sampled_from([(), None, ("1",), ("1", "2"), ("1", "2", "3"), ("1", "2", "3", "4"), "absent"]), max_size=6
    )
)
def test_no_figure_is_lost_doubled_or_reordered(groups):
    """However rows are spread, their figures are the same, in the same order."""
    given_rows = rows_by_path(*groups)
    before = list(itertools.chain.from_iterable(itertools.chain.from_iterable(map(texts_of, given_rows.values()))))
    found = spread(given_rows, 2)
    assert list(itertools.chain.from_iterable(itertools.chain.from_iterable(map(texts_of, found.values())))) == before
    assert list(found) == list(given_rows)


# --- Table four in pieces ----------------------------------------------------------------------------------


def figures_of(*groups):
    """The figures of table four: those of each group, and their total."""
    return [text for group in groups for text in (*map(str, group), str(sum(group)))]


GOOD = figures_of((2, 1, 3, 1), (0, 0, 0, 5), (13, 2, 4, 0))


@pytest.mark.parametrize(
    "cuts",
    [
        [range(15)],
        [range(5), range(5, 15)],
        [range(5), range(5, 10), range(10, 15)],
        [range(4), [4], range(5, 10), range(10, 15)],
        [[*range(4), *range(5, 9)], [4, 9], range(10, 15)],
        [[*range(4), *range(5, 9), *range(10, 14)], [4, 9, 14]],
    ],
)
def test_pieces_are_put_together_where_the_totals_say_how(cuts):
    """Groups of four figures with the total of each, in the order of the totals, are the row."""
    rows = [row(*(GOOD[i] for i in cut), line=n) for n, cut in enumerate(cuts, 1)]
    (found,) = joined(rows, COLUMNS)
    assert texts_of([found]) == [GOOD]
    assert found.is_doubtful is (len(rows) > 1)
    assert not found.is_lost


numbers = st.integers(0, 12)
groups_of_figures = st.lists(st.tuples(numbers, numbers, numbers, numbers), min_size=3, max_size=3)


@given(groups_of_figures, st.lists(st.integers(1, 14), max_size=4))
def test_pieces_in_order_are_never_another_row(groups, cuts):
    """Pieces of the row in its own order are this row, or one that has no place."""
    figures = figures_of(*groups)
    ends = sorted({0, 15, *cuts})
    rows = [row(*figures[a:b], line=n) for n, (a, b) in enumerate(itertools.pairwise(ends), 1)]
    found = joined(rows, COLUMNS)
    for one in found:
        assert texts_of([one]) == [figures] or one.is_lost


@given(st.lists(st.lists(numbers.map(str), min_size=1, max_size=8), min_size=2, max_size=4))
def test_any_pieces_keep_their_figures(pieces):
    """Whatever the pieces are, no figure is lost or doubled."""
    rows = [row(*texts, line=n) for n, texts in enumerate(pieces, 1)]
    found = [text for texts in texts_of(joined(rows, COLUMNS)) for text in texts]
    assert sorted(found) == sorted(text for texts in pieces for text in texts)


@pytest.mark.parametrize(
    "pieces",
    [
        [
            ("1", "0", "0", "0"),
            ("0", "0", "1", "0"),
            ("1", "1", "0", "0", "0", "0", "0"),
        ],  # two groups, two totals of one
        [("1", "2", "3", "4"), ("9", "0", "0", "0", "0", "0"), ("0", "0", "0", "0", "0")],  # no total fits
        [("x", "0", "0", "0", "0"), ("0",) * 10],  # no figure
        [("0",) * 8, ("0",) * 8],  # too many
    ],
)
def test_pieces_that_fit_in_no_one_way_have_no_place(pieces):
    """Without exactly one way to put them together, pieces are one row that is doubtful; it is lost if it matters."""
    (found,) = joined([row(*texts, line=n) for n, texts in enumerate(pieces, 1)], COLUMNS)
    assert found.is_doubtful
    assert found.is_lost is (len({text for texts in pieces for text in texts}) > 1)


def test_rows_that_are_whole_stay_several_rows():
    """A row that stands twice is two rows, and not pieces of one."""
    rows = [row(*["0"] * 15, line=1), row(*["0"] * 15, line=2)]
    assert joined(rows, COLUMNS) == rows


def test_one_row_and_rows_of_tables_stay():
    """One row is no pieces, and cells of a table are where they are."""
    assert joined([row(*GOOD)], COLUMNS) == [row(*GOOD)]
    rows = [row("1", "2", is_running=False), row("3", is_running=False)]
    assert joined(rows, COLUMNS) == rows
    assert joined([], COLUMNS) == []


def heads(group):
    """A line of headings with the heading of one group."""
    return ((Heading(group, (ColumnLabel("disputes", group),)), Heading("甲", None)),)


@pytest.mark.parametrize(("group", "is_lost"), [(GROUPS[0], False), (GROUPS[1], True), ("total", False)])
def test_a_group_under_the_heading_of_another_is_not_believed(group, is_lost):
    """Figures that stand directly under the heading of another group are not taken for this one."""
    rows = [row(*GOOD[:5], line=1, headings=heads(group)), row(*GOOD[5:], line=2)]
    (found,) = joined(rows, COLUMNS)
    assert found.is_lost is is_lost


def document(*lines):
    """A report of the 2021 edition in running text whose table four is printed as these lines."""
    return "\n".join(["某局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", *lines])


def test_table_four_in_pieces_is_read():
    """Figures of table four that a text gives line by line are read where their totals agree."""
    report = reads(document(" ".join(GOOD[:10]), " ".join(GOOD[10:])))
    assert [str(report[cell]) for cell in CELLS.disputes.cells()] == GOOD
    assert report.reading.findings == ()


def test_table_four_in_pieces_between_headings_is_read():
    """Pieces that stand between headings are put together with the help of the totals, which is said."""
    columns = "结果维持 结果纠正 其他结果 尚未审结 总计"
    pieces = [" ".join(GOOD[:5]), columns, " ".join(GOOD[5:10]), "复议后起诉", " ".join(GOOD[10:])]
    report = reads(document("行政复议 行政诉讼", columns, *pieces))
    assert [str(report[cell]) for cell in CELLS.disputes.cells()] == GOOD
    assert [finding.rule for finding in report.reading.findings] == ["R-INFERRED"]
    report = reads(document("行政复议 行政诉讼", columns, *(piece.replace("19", "18") for piece in pieces)))
    assert {report[cell] for cell in CELLS.disputes.cells()} == {None}
    assert report.reading.findings


def test_table_four_in_another_order_is_not_read_as_another():
    """Totals in another order than their groups are put together with them, or the row stays blank."""
    pieces = [" ".join([*GOOD[:4], *GOOD[5:9], *GOOD[10:14]]), " ".join([GOOD[14], GOOD[4], GOOD[9]])]
    report = reads(document(*pieces))
    assert {report[cell] for cell in CELLS.disputes.cells()} == {None}
    assert report.reading.findings


def test_rows_whose_labels_stand_elsewhere_are_read_if_the_sums_agree():
    """A block of figures in front of its labels is read only as far as the sums of the table bear it out."""
    form = Report.blank(2021, organ="某局", year=2023)
    zeros = " ".join(["0"] * 7)
    labels = ["三、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量", f"{zeros} {zeros}"]
    labels += ["二、上年结转政府信息公开申请数量"]
    report = reads("\n".join(["某局2023年政府信息公开工作年度报告", *labels]))
    on_form = set(cells_of(form.editions))
    assert {report[cell] for cell in on_form} <= {0, None}
    assert report.reading.findings
