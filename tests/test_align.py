"""
The aligner places a figure where row and column say, or nowhere; what a label is called decides, not where it stands.
"""

import itertools

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Report, reads, render
from govinfo.align import MOST_FOUND, align
from govinfo.cells import BLOCKS, block_editions, cells_of
from govinfo.errors import UnreadableReport
from govinfo.finding import Source
from govinfo.limits import Limits
from govinfo.lines import Line, Piece
from govinfo.paragraphs import joined, width_of
from govinfo.place import place
from govinfo.readers.text import lines
from govinfo.repeats import put_together
from govinfo.spellings import bare, key
from govinfo.strategies import reports
from govinfo.tables import Printed, Row
from govinfo.vocabulary import vocabulary


def line(*texts, number=1):
    """A line with these cells."""
    return Line(tuple(Piece(text, Source(text, line=number, column=n)) for n, text in enumerate(texts, 1)))


def rows(*lists):
    """Rows without labels, one of each list of cell texts."""
    return [Row((), given_line.pieces, given_line) for given_line in (line(*texts) for texts in lists)]


def printed(given_rows, width=9):
    """What is printed of a block with these rows, under a title of so many cells."""
    return Printed(given_rows, [line(*["题"] * width), *(row.line for row in given_rows)])


def placed_in(size, *lists, width=9):
    """Rows of these texts, placed in a table of so many cells."""
    return place(rows(*lists), size, printed(rows(*lists), width))


def texts_of(placed):
    """The cell texts that a row was given."""
    return [piece.text for piece in placed.pieces]


cells = st.lists(st.sampled_from(["", "0", "1", "2", "/"]), max_size=8)


@given(st.lists(cells, max_size=4), st.integers(1, 5))
def test_a_row_is_placed_whole_or_not_at_all(drawn, size):
    """A row gets one text a column, in the order of print, or none; only what is too many is left out."""
    for row, placed in zip(rows(*drawn), placed_in(size, *drawn), strict=True):
        found, given_texts = texts_of(placed), [piece.text for piece in row.filled]
        assert len(found) in {0, size}
        if found:
            assert [text for text in found if text] == given_texts[: size if placed.surplus > 0 else None]


@given(st.lists(st.sampled_from("01234"), min_size=2, max_size=9), st.integers(1, 8))
def test_too_many_figures_are_placed_only_if_it_does_not_matter(figures, size):
    """If leaving out some other figure gave another row, none is placed."""
    size = min(size, len(figures) - 1)
    (placed,) = placed_in(size, figures, width=99)
    assert placed.surplus == len(figures) - size
    if placed.pieces:
        left_out = {tuple(figures[:i] + figures[i + placed.surplus :]) for i in range(size + 1)}
        assert left_out == {tuple(texts_of(placed))}


def test_blanks_are_placed_by_complete_rows_of_the_same_shape():
    """Where complete rows show which cells are columns, a row with blanks is placed by them."""
    complete, other, gap = placed_in(3, ["1", "", "2", "3"], ["6", "", "7", "8"], ["4", "", "", "5"])
    assert [texts_of(row) for row in (complete, other, gap)] == [["1", "2", "3"], ["6", "7", "8"], ["4", "", "5"]]


def test_a_blank_between_figures_is_doubted():
    """One row alone with a blank between its figures may have one too many and one too few; it is not placed."""
    (alone,) = placed_in(3, ["2", "4", "", "12"], width=5)
    assert texts_of(alone) == []


def test_a_row_that_is_cut_off_is_not_placed():
    """A row with blanks and as many cells as columns is placed only if no cell is cut off at its end."""
    assert [texts_of(placed) for placed in placed_in(3, ["", "4", "1"], width=3)] == [["", "4", "1"]]
    assert [texts_of(placed) for placed in placed_in(3, ["", "4", "1"], width=5)] == [[]]


def test_rows_that_disagree_place_nothing():
    """Where complete rows do not agree on which cells are columns, a row with blanks is not placed."""
    *_, gap = placed_in(3, *[["1", "", "2", "3"], ["1", "2", "", "3"]] * 2, ["4", "", "", "5"])
    assert texts_of(gap) == []
    assert gap.surplus == -1


def test_a_figure_where_no_column_is_places_nothing():
    """A row with a figure where complete rows have none does not fit them."""
    *_, odd = placed_in(3, *[["1", "", "2", "3"]] * 2, ["", "4", "5", ""])
    assert texts_of(odd) == []


@pytest.mark.parametrize("block", BLOCKS)
def test_labels_of_every_edition_are_known(block):
    """Each row label and each column label of each edition leads to where it stands, however it is spelled."""
    words = vocabulary()
    for edition in block_editions(block):
        editions = tuple(edition if path == block else None for path in BLOCKS)
        for cell in cells_of(editions):
            labels = cell.labels(edition)
            for text in labels.rows[-1:]:
                found = words.row(f" {text} ".replace("（", "("), cell.path.rpartition(".")[0], has_figures=True)
                assert any(cell.path.startswith(f"{label.path}.") for label in found)
            heads = words.columns[key(labels.columns[-1].replace("（", "("))]
            assert any(cell.path.endswith(f".{head.path}") for head in heads if head.block == block)


@given(st.text(max_size=20))
def test_keys_do_not_change_any_more(text):
    """The key of a key is the same key, and a number in front makes no difference to what is bare."""
    assert key(key(text)) == key(text)
    assert bare(f"（一）{text}") == bare(f"(一) {text}") == bare(f"（一）\u3000{text}")


@given(reports(mixed=True, blanks=True))
def test_the_order_of_blocks_makes_no_difference_to_their_figures(report):
    """Blocks of table two that stand in another order are the same blocks."""
    if not any(report.editions):
        return
    text = render(report)
    start = text.find("│ 第二十条")
    end = text.find("\n└", start)
    if start < 0:
        return
    parts = [f"│ 第二十条{part}" for part in text[start:end].split("│ 第二十条")[1:]]
    other = reads(text[:start] + "\n".join(part.rstrip("\n") for part in reversed(parts)) + text[end:])
    assert dict(other.figures()) == dict(report.figures())


@given(reports())
def test_numbers_in_front_of_labels_are_not_needed(report):
    """Row labels without their numbers are told apart by the groups that they stand in."""
    text = "\n".join(
        printed.replace("1.", "").replace("2.", "").replace("3.", "") if printed.startswith("│") else printed
        for printed in render(report.replace(dict.fromkeys(cells_of(report.editions), 7))).splitlines()
    )
    found = reads(text)
    assert {figure for _, figure in found.figures()} <= {7, None}


def test_a_document_of_cells_only():
    """A table without headings of sections is read all the same."""
    found = align([line("行政处罚", "5"), line("行政强制", "6")], "x")
    assert found.disclosure.enforcement.edition == 2021
    assert found[CELLS.disclosure.enforcement.penalties.decisions] == 5
    assert found.reading.format == "x"


def test_lines_without_a_table_are_no_report():
    """Prose alone is refused, and so is nothing."""
    for given_lines in ([], [line("")], [line("一、总体情况"), line("正常。")]):
        with pytest.raises(UnreadableReport):
            align(given_lines, "x")


def test_what_is_in_a_table_and_has_no_place_is_kept():
    """A line of a table that is no row of the form is kept, word for word, with a finding."""
    given_lines = [line("行政处罚", "5"), line("注：以上为全年数", number=2), line("合计", "11", number=3)]
    found = align(given_lines, "x")
    assert [source.text for source in found.reading.unplaced] == ["注：以上为全年数", "合计 11"]
    assert [f.sources[0].text for f in found.reading.findings if f.rule == "R-UNPLACED"] == [
        "注：以上为全年数",
        "合计 11",
    ]


def test_rows_of_blank_cells_are_lines_and_rules_are_not():
    """A line of bars and blanks is a row of blank cells; one that only draws a table is none."""
    assert [[piece.text for piece in found.pieces] for found in lines("│  │  │\n├──┼──┤\n+--+--+\n\n│ 1 │ │")] == [
        ["", ""],
        ["1", ""],
    ]


def test_table_four_takes_the_edition_of_the_rest():
    """What is the same in all editions follows the other tables of the report."""
    for edition in (2019, 2021):
        found = reads(render(Report.blank(edition, organ="某局", year=edition)).replace("格式版本", "版本"))
        assert found.disputes.edition == edition


def test_a_heading_that_is_left_tells_the_edition_of_running_text():
    """Where lines are lost, a column of the older form does not become the only one of the newer form."""
    text = "第二十条第（六）项\n{heading}\n行政处罚\n7\n行政强制\n5"
    older = reads(text.format(heading="处理决定\n数量"))
    assert older.disclosure.enforcement.edition == 2019
    assert set(older.disclosure.enforcement.cells()) == {None}
    assert {finding.rule for finding in older.reading.findings} >= {"R-SHORT"}
    newer = reads(text.format(heading="本年处理\n决定数量"))
    assert newer.disclosure.enforcement.edition == 2021
    assert newer[CELLS.disclosure.enforcement.penalties.decisions] == 7


def test_a_single_blank_line_is_no_column():
    """One blank among all lines can be what is left of many; which column is blank is told by several."""
    head = "第二十条第（一）项\n本年新制作数量\n本年新公开数量\n对外公开总数量"
    text = f"{head}\n规章 |\n|\n3 |\n5 |\n规范性文件 |\n7 |\n{{}}|\n9 |"
    assert set(reads(text.format("8 ")).disclosure.documents.government_rules.cells()) == {None}
    assert reads(text.format("")).disclosure.documents.government_rules.disclosed == 3


def test_rows_of_running_text_are_counted():
    """One line can hold any number of rows; beyond the limit it is refused like so many lines."""
    text = "第二十条第（六）项\n本年处理决定数量\n" + "行政处罚 5 行政强制 6 " * 30
    assert reads(text, limits=Limits(lines=100)).disclosure.enforcement.edition
    with pytest.raises(UnreadableReport, match="more than 50 lines"):
        reads(text, limits=Limits(lines=50))


def test_rows_among_prose_are_said():
    """Where the heading and the title of a table are lost, its rows are in the text before it, and that is said."""
    text = (
        "某局2023年政府信息公开工作年度报告\n一、总体情况\n本年正常。\n规章\n3\n5\n三、收到和处理政府信息公开申请情况"
    )
    report = reads(f"{text}\n一、本年新收政府信息公开申请数量\n0\n0\n0\n0\n0\n0\n0")
    assert report.overview == ("本年正常。", "规章", "3", "5")
    (finding,) = [f for f in report.reading.findings if "规章 3" in f.message("zh")]
    assert finding.rule == "R-UNPLACED"
    assert "总体情况" in finding.message("zh")


def test_instructions_of_the_form_are_no_text_of_the_report():
    """What the form tells the writer is found once, wherever it was left in, and is no other line without a place."""
    told = "（该部分以表格形式报告）"
    found = align(
        [line("行政处罚", "5"), line(told, number=2), line("行政强制", "6", number=3), line(told, number=4)], "x"
    )
    (finding,) = found.reading.findings
    assert (finding.rule, [source.line for source in finding.sources]) == ("R-TEMPLATE", [2, 4])


@pytest.mark.parametrize("count", [1, MOST_FOUND, MOST_FOUND + 1, 3 * MOST_FOUND])
def test_lines_without_a_place_do_not_flood_the_findings(count):
    """So many lines with figures have a finding each, the rest one together; lines of text have one in all."""
    rows_without = [line(f"甲{n}", "5", number=n) for n in range(2, count + 2)]
    texts = [line(f"乙{n}", number=count + n) for n in range(2, count + 2)]
    found = align([line("行政处罚", "5"), line("行政强制", "6"), *rows_without, *texts], "x")
    findings = [finding for finding in found.reading.findings if finding.rule == "R-UNPLACED"]
    assert len(findings) == min(count, MOST_FOUND) + (count > MOST_FOUND) + 1
    assert len(found.reading.unplaced) == 2 * count
    assert all(finding.message("zh") != finding.message("en") for finding in findings)


def test_more_lines_than_any_report_has_are_refused():
    """A document of very many lines is refused before anything is made of them."""

    def endless():
        number = 0
        while True:
            number += 1
            yield line("行政处罚", "5", number=number)

    with pytest.raises(UnreadableReport, match="more than 99 lines"):
        align(endless(), "x", limits=Limits(lines=99))


def test_pictures_are_said_where_no_table_is():
    """A document with pictures and without a table is refused for what it is."""
    with pytest.raises(UnreadableReport, match="pictures"):
        align([line("一、总体情况")], "x", pictures=3)


# --- Pages whose lines are broken --------------------------------------------------------------------------


sentences = st.lists(
    st.text("本年度政府信息公开工作", min_size=1, max_size=120).map(lambda text: f"{text}。"), min_size=6, max_size=9
)


@given(sentences, st.integers(20, 34))
def test_paragraphs_of_a_page_keep_their_words(drawn, width):
    """However a page breaks paragraphs into lines, the words are the same, and no sentence is lost or exchanged."""
    broken = [text[i : i + width] for text in drawn for i in range(0, len(text), width)]
    found = joined(broken, width_of(broken))
    assert "".join(found) == "".join(drawn)
    assert all(text.startswith(tuple(broken)) for text in found)


def test_lines_of_one_width_are_paragraphs_again():
    """Where most lines are as wide as the page, a line goes on in the next one unless its sentence ends."""
    full = "本" * 30
    page = [full, full, "完。", full, "完。", full, full, full, "完。"]
    assert joined(page, width_of(page)) == [f"{full}{full}完。", f"{full}完。", f"{full * 3}完。"]


@pytest.mark.parametrize("page", [["甲"], [], ["甲" * n for n in range(1, 30, 4)]])
def test_lines_of_all_widths_are_paragraphs_themselves(page):
    """Few lines, or lines of all widths, say nothing of the width of a page."""
    assert width_of(page) == 0
    assert joined(page, 0) == page


def test_words_in_latin_letters_keep_their_space():
    """A line that ends with a Latin word goes on with a space; a number does not."""
    assert joined(["甲" * 29 + "ab", "cd完。"], 60) == ["甲" * 29 + "ab cd完。"]
    assert joined(["甲" * 29 + "20", "24年完。"], 60) == ["甲" * 29 + "2024年完。"]


def test_a_text_of_pages_is_read_in_paragraphs():
    """A text with form feeds comes from pages: its paragraphs are joined, and numbers of pages are no paragraphs."""
    full = "本" * 30
    head = "某局2023年政府信息公开工作年度报告\n一、总体情况\n"
    tail = "二、主动公开政府信息情况\n第二十条第（六）项\n行政处罚\t5\n行政强制\t6\n"
    text = f"{head}{full}\n{full}\n完。\n{full}\n- 1 -\n\f{full}\n完。\n{tail}"
    assert reads(text).overview == (f"{full}{full}完。", f"{full}{full}完。")
    assert len(reads(text.replace("\f", "")).overview) == 7


# --- Cells that a converter has repeated ---------------------------------------------------------------------


words_or_figures = st.sampled_from(["规章", "信息内容", "第二十条第（一）项", "5", "0", "", "甲", "总计"])


@given(st.lists(words_or_figures, max_size=8))
def test_repeated_labels_are_one_cell_and_figures_stay(texts):
    """Neighbours that are the same words of the form are one cell, as wide as before; figures and blanks stay."""
    found = put_together(line(*texts))
    assert sum(piece.span for piece in found.pieces) == len(texts)
    for kept in ("5", "0", "", "甲"):
        assert [piece.text for piece in found.pieces].count(kept) == texts.count(kept)
    for one, other in itertools.pairwise(found.pieces):
        assert one.text != other.text or one.text in {"5", "0", "", "甲"}
    assert put_together(found) == found


def test_two_equal_columns_of_headings():
    """Headings that stand twice on the form, such as 总计, do not stand next to each other there."""
    found = put_together(line("行政复议", "行政复议", "行政诉讼", "行政诉讼"))
    assert [(piece.text, piece.span) for piece in found.pieces] == [("行政复议", 2), ("行政诉讼", 2)]
