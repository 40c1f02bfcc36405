"""
What converters and sites do to a whole document: merged cells repeated, columns numbered, pages within pages.
"""

import html

import pytest

from govinfo import UnreadableReport, reads
from govinfo.align import align
from govinfo.cells import CELLS
from govinfo.finding import Source
from govinfo.lines import Line, Piece


TITLE = "某局2023年政府信息公开工作年度报告"
SPENT = CELLS.disclosure.procurement.purchases
COUNTED = CELLS.disclosure.enforcement
ZEROS = " | ".join(["0"] * 7)
ROWS = f"一、本年新收政府信息公开申请数量 | {ZEROS}\n二、上年结转政府信息公开申请数量 | {ZEROS}"


def test_merged_cells_that_are_repeated_are_one():
    """A title, a heading or a label that is repeated over the columns it covers is one; so are its figures."""
    title, heading = (" | ".join([text] * 3) for text in ("第二十条第（六）项", "本年处理决定数量"))
    table = f"{title}\n信息内容 | {heading}\n行政处罚 | 5 | 5 | 5\n行政强制 | 6 | 6 | 6"
    report = reads(f"{TITLE}\n{table}")
    assert (report[COUNTED.penalties.decisions], report[COUNTED.coercive_measures.decisions]) == (5, 6)
    assert report.reading.findings == ()


def test_figures_under_a_repeated_heading_that_differ_are_none():
    """Two figures under one heading are no figure, and that is said."""
    table = "第二十条第（六）项\n信息内容 | 本年处理决定数量 | 本年处理决定数量\n行政处罚 | 5 | 6\n行政强制 | 6 | 6"
    report = reads(f"{TITLE}\n{table}")
    assert (report[COUNTED.penalties.decisions], report[COUNTED.coercive_measures.decisions]) == (None, 6)
    assert [finding.rule for finding in report.reading.findings] == ["R-UNREADABLE"]


@pytest.mark.parametrize("width", [0, -1])
def test_headings_over_no_column_say_nothing(width):
    """A reader that calls a heading no column wide, or fewer, is given the figure for none of the columns."""
    heads = [("信息内容", 1), ("采购项目数量", width), ("采购总金额", 3 - width)]
    rows = [[("第二十条第（九）项", 1)], heads, [("政府集中采购", 1), ("5", 1), ("6", 1), ("7", 1)]]
    lines = [Line(tuple(Piece(text, Source(text), span) for text, span in row)) for row in [[(TITLE, 1)], *rows]]
    report = align(lines, "html")
    assert (report[SPENT.projects], report[SPENT.amount]) == (None, None)
    assert [finding.rule for finding in report.reading.findings] == ["R-SURPLUS"]


def test_a_blank_beside_a_repeated_figure_moves_nothing():
    """Under headings that are repeated a figure belongs to its heading, whatever else is blank."""
    table = "第二十条第（九）项\n信息内容 | 采购项目数量 | 采购总金额 | 采购总金额\n政府集中采购 | | 5元 | 5元"
    report = reads(f"{TITLE}\n{table}")
    assert (report[SPENT.projects], report[SPENT.amount]) == (None, 500)


def test_numbers_of_columns_are_no_figures():
    """A line that numbers the columns is no row, in cells or in running text."""
    numbers = [str(n) for n in range(1, 16)]
    figures = ["0"] * 15
    for bar in ("\t", " "):
        head = "四、政府信息公开行政复议、行政诉讼情况"
        report = reads("\n".join([TITLE, head, bar.join(numbers), bar.join(figures)]))
        assert set(report.disputes.cells()) == {0}
        cut = "\n".join([TITLE, "三、收到和处理政府信息公开申请情况", ROWS, head, bar.join(numbers)])
        assert set(reads(cut).disputes.cells()) == {None}


def test_a_line_of_blank_cells_is_no_row_of_table_four():
    """A heading row that a converter leaves empty does not rival the row of figures."""
    text = "\n".join([TITLE, "四、政府信息公开行政复议、行政诉讼情况", "|" + "  |" * 15, "|" + " 0 |" * 15])
    assert set(reads(text).disputes.cells()) == {0}


def test_a_table_whose_section_has_no_heading_is_its_own():
    """Table four is told by its headings where its section has none."""
    heads = " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3)
    above = [TITLE, "三、收到和处理政府信息公开申请情况", ROWS.replace(" | ", " ")]
    table = ["行政复议 行政诉讼 未经复议直接起诉 复议后起诉", heads, " ".join(["0"] * 15)]
    report = reads("\n".join([*above, *table]))
    assert set(report.disputes.cells()) == {0}
    assert report.applications.received.total == 0


@pytest.mark.parametrize(
    "wrap", [lambda text: f"<pre>{html.escape(text)}</pre>", lambda text: f"<rss>{html.escape(text)}"]
)
def test_a_page_that_is_escaped_in_another_is_read(wrap):
    """A page that stands in another one as a text is read like itself."""
    cells = "".join(
        f"<tr><td>{label}</td><td>{figure}</td></tr>" for label, figure in (("行政处罚", 5), ("行政强制", 6))
    )
    page = f"<p>{TITLE}</p><table><tr><td colspan=2>第二十条第（六）项</td></tr>{cells}</table>"
    inside = f"<html><body><div><p>{wrap(page)}</p></div></body></html>"
    assert reads(inside)[COUNTED.penalties.decisions] == 5


def test_two_reports_in_one_line_are_two():
    """A line with all headings twice, and a table after each, holds two reports."""
    one = "一、总体情况正常开展工作。二、主动公开政府信息情况第二十条第（六）项行政处罚5行政强制6"
    one += "三、收到和处理政府信息公开申请情况一、本年新收政府信息公开申请数量0000000"
    with pytest.raises(UnreadableReport, match="more than one report"):
        reads(f"{TITLE} {one} {one.replace('行政处罚5', '行政处罚7')}")


def test_a_label_that_breaks_before_its_figures_is_whole():
    """A row label over two lines of a text with tabs is put together with the figures beside its end."""
    head = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
    report = reads(f"{TITLE}\n{head}\n规章\t1\t2\t3\n行政规范\n性文件\t4\t5\t6")
    assert report.disclosure.documents.normative.cells()[-3:] == (4, 5, 6)


def test_a_page_number_between_figures_is_none():
    """The number of a page that is printed between dashes in running text is no figure of the row before."""
    rows = f"一、本年新收政府信息公开申请数量 {'0 ' * 6}-6- 二、上年结转政府信息公开申请数量 {'0 ' * 7}"
    report = reads(f"{TITLE}\n三、收到和处理政府信息公开申请情况 {rows}")
    assert set(report.applications.received.cells()) == {None}
    assert set(report.applications.brought_forward.cells()) == {0}
