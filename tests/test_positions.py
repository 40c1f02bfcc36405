"""
From places to lines: what stands beside each other on the page is one line, and two figures never become one.
"""

import doctest

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo.readers import margins, positions, ruled
from govinfo.readers.margins import margins as bands_of
from govinfo.readers.placed import Character, Row, Word
from govinfo.readers.positions import as_lines, drawn_rows, from_above, rows
from govinfo.readers.ruled import Cell, Rule, box_rules, line_rules, outline_rules, tables


SIZE = 10.0


def drawn(*texts, size=SIZE):
    """Characters of texts at places: ``(text, x, baseline)``; a digit is half as wide as it is high."""
    found = []
    for text, x, baseline in texts:
        at = x
        for sign in text:
            width = size / 2 if sign.isascii() else size
            found.append(Character(sign, at, at + width, baseline, size))
            at += width
    return found


def texts_of(found):
    """The cell texts of each line."""
    return [[word.text for word in row.words] for row in found]


figures = st.integers(0, 10**6).map(str)


@given(st.lists(figures, min_size=1, max_size=8), st.floats(0.31, 20))
def test_figures_with_a_gap_between_them_stay_apart(given_figures, gap):
    """However narrow the columns are, each figure is a cell text of its own."""
    at, placed = 0.0, []
    for figure in given_figures:
        placed.append((figure, at, 50))
        at += len(figure) * SIZE / 2 + gap * SIZE
    assert texts_of(rows(drawn(*placed))) == [given_figures]


@given(figures, figures, st.floats(-4, 0.3))
def test_figures_closer_than_that_are_never_joined_without_a_space(one, other, gap):
    """A gap that is no gap between digits of one figure leaves a space, at the least."""
    found = rows(drawn((one, 0, 50), (other, len(one) * SIZE / 2 + gap * SIZE, 50)))
    joined = "".join("".join(row) for row in texts_of(found))
    assert joined != one + other or len(texts_of(found)[0]) > 1 or len(found) > 1 or -0.16 <= gap <= 0.12


@given(st.permutations(range(6)))
def test_the_order_of_drawing_does_not_mix_lines(order):
    """Rows with a label and figures are the same rows in whatever order they are drawn, if each is drawn whole."""
    whole = [[("行政处罚", 0, 50 + 30 * i), (str(i), 100, 50 + 30 * i), (str(10 + i), 150, 50 + 30 * i)] for i in order]
    found = rows(drawn(*(word for row in whole for word in row)))
    assert sorted(texts_of(found)) == sorted([["行政处罚", str(i), str(10 + i)] for i in range(6)])


def test_columns_drawn_one_after_the_other_are_rows_all_the_same():
    """Where all labels are drawn before all figures, what stands in one line belongs together."""
    labels = [("行政许可", 0, 50), ("行政处罚", 0, 70), ("行政强制", 0, 90)]
    values = [("5", 100, 50), ("6", 100, 70), ("7", 100, 90)]
    assert texts_of(rows(drawn(*labels, *values))) == [["行政许可", "5"], ["行政处罚", "6"], ["行政强制", "7"]]


def test_a_single_figure_belongs_to_its_own_line_and_not_to_the_last_label():
    """The figure of the middle one of three labels is not read as that of the third, whose cell is blank."""
    labels = [("行政许可", 0, 50), ("行政处罚", 0, 70), ("行政强制", 0, 90)]
    found = texts_of(rows(drawn(*labels, ("6", 100, 70))))
    assert found == [["行政许可"], ["行政处罚", "6"], ["行政强制"]]


def test_a_label_over_three_lines_is_kept_together_where_rows_are_drawn_as_such():
    """The order of drawing is worth more than the eye's where the page shows that it goes row by row."""
    before = [part for i in range(3) for part in ((f"{i}.其他", 0, 50 + 20 * i), ("4", 100, 50 + 20 * i))]
    label = [("1.申请人无正当", 0, 110), ("理由逾期不补正", 0, 122), ("、行政机关", 0, 134)]
    found = texts_of(
        rows(drawn(*before, *label, ("0", 100, 122), ("1", 150, 122), ("3.其他", 0, 160), ("9", 100, 160)))
    )
    assert found[3:] == [["1.申请人无正当"], ["理由逾期不补正"], ["、行政机关"], ["0", "1"], ["3.其他", "9"]]


def test_a_figure_that_is_broken_in_its_cell_is_not_two_figures_of_a_row():
    """Its halves stand in one cell text, with a space: nobody knows whether it is one figure."""
    found = rows(drawn(("行政处罚", 0, 56), ("398", 100, 50), ("57", 100, 62), ("8", 150, 56)))
    assert "398 57" in [word for row in texts_of(found) for word in row]


def test_figures_under_each_other_in_a_wide_table_are_two():
    """Rows that are as far apart as rows of a table are remain rows."""
    assert texts_of(rows(drawn(("398", 100, 50), ("57", 100, 70)))) == [["398"], ["57"]]


@pytest.mark.parametrize("raised", [Character("1", 5, 8, 47, 5), Character("1", 5, 8, 50, 6)])
def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it(raised):
    """A raised or small digit is a cell text of its own, so that the row has one too many."""
    found = [word for row in rows([*drawn(("2", 0, 50)), raised]) for word in row.words]
    assert [word.text for word in found] == ["2", "1"]


@given(figures, figures, st.floats(12, 60))
def test_a_figure_over_two_lines_of_its_ruled_cell_is_one_text_that_is_no_figure(first, second, down):
    """However far apart its lines are, and whether its cell or the whole line is drawn first."""
    one, other, label = (first, 100, 50), (second, 100, 50 + down), ("规章", 0, 50)
    after = ("7", 300, 50)
    for order in ([label, one, other, after], [label, one, after, other]):
        found = texts_of(rows(drawn(*order), lambda x, _: int(x > 90) + int(x > 250)))
        assert f"{first} {second}" in [word for row in found for word in row]


def test_a_unit_under_its_amount_belongs_to_it():
    """In a ruled cell; what stands under a word is a word, and another cell is another figure."""
    amount = [("收费", 0, 50), ("128.6", 100, 50), ("万元", 100, 62)]
    assert texts_of(rows(drawn(*amount), lambda x, _: int(x > 90))) == [["收费", "128.6 万元"]]
    assert ["万元"] in texts_of(rows(drawn(*amount)))
    column = [("5", 100, 50), ("6", 100, 62)]
    assert texts_of(rows(drawn(*column), lambda _, y: int(y > 52))) == [["5"], ["6"]]
    side = [("5", 100, 50), ("6", 130, 62)]
    assert texts_of(rows(drawn(*side), lambda *_: 0)) == [["5"], ["6"]]


def test_without_ruled_lines_lines_of_a_figure_are_known_by_their_places():
    """Cell after cell, or all first lines before the second ones; a full row of figures is a row."""
    cells = [("规章", 0, 50), ("8516", 100, 50), ("22", 100, 65), ("7", 150, 50)]
    assert "8516 22" in [word for row in texts_of(rows(drawn(*cells))) for word in row]
    lines = [("规章", 0, 50), ("8516", 100, 50), ("7", 150, 50), ("2514", 200, 50), ("22", 100, 65), ("093", 200, 65)]
    assert texts_of(rows(drawn(*lines))) == [["规章", "8516 22", "7", "2514 093"]]
    apart = [("规章", 0, 50), ("8516", 100, 50), ("7", 150, 50), ("22", 100, 90)]
    assert ["22"] in texts_of(rows(drawn(*apart)))
    full = [("规章", 0, 50), ("1", 100, 50), ("2", 150, 50), ("3", 100, 65), ("4", 150, 65)]
    assert ["3", "4"] in texts_of(rows(drawn(*full)))


def test_the_point_of_an_amount_is_in_it():
    """However small its box is, and however far from the digits in it."""
    point = Character(".", 10.5, 12, 50, 2)
    assert texts_of(rows([*drawn(("12", 0, 50)), point, *drawn(("5", 14, 50))])) == [["12.5"]]


def test_spaces_of_the_document_hold_a_label_together():
    """A label that is spread with spaces is one cell text; the same gap without a space is one between cells."""
    spread = [*drawn(("总", 0, 50)), Character(" ", 10, 15, 50, SIZE), *drawn(("计", 30, 50))]
    assert texts_of(rows(spread)) == [["总 计"]]
    assert texts_of(rows(drawn(("总", 0, 50), ("计", 30, 50)))) == [["总", "计"]]


def test_words_and_numbers_in_a_sentence_keep_their_spaces():
    """A gap beside a number is a space; one between Chinese characters, whose boxes may be narrow, is none."""
    assert texts_of(rows(drawn(("共", 0, 50), ("31", 13, 50), ("件", 26, 50)))) == [["共 31 件"]]
    assert texts_of(rows(drawn(("栏", 0, 50), ("目", 14, 50)))) == [["栏目"]]


def test_what_cannot_be_printed_leaves_no_word():
    """Characters that are none make no cell text and no line."""
    assert rows([Character("\x07", 0, 5, 50, SIZE)]) == []
    assert rows([]) == []


def test_a_line_to_the_left_and_above_is_none_in_order():
    """A page that is drawn from below is read from above."""
    found = texts_of(rows(drawn(("第二段的文字", 0, 80), ("第一段的文字", 0, 50))))
    assert found == [["第一段的文字"], ["第二段的文字"]]


def test_figures_beside_another_label_are_no_rows_of_the_last_one(monkeypatch):
    """Figures that stand beside a label drawn long before are in its line."""
    found = rows(
        drawn(
            ("行政许可", 0, 50),
            ("5", 100, 50),
            ("行政处罚", 0, 70),
            ("说明文字", 0, 130),
            ("6", 100, 130),
            ("7", 180, 70),
        )
    )
    assert ["行政处罚", "7"] in texts_of(found)
    monkeypatch.setattr(positions, "_MOST", 1)
    assert texts_of(rows(drawn(("乙", 0, 80), ("甲", 0, 50)))) == [["甲"], ["乙"]]


def test_lines_have_their_places():
    """Page, line and cell are counted from one."""
    line = as_lines(rows(drawn(("规章", 0, 50), ("1", 100, 50))), 3, "年报.pdf")[0]
    assert [(p.source.page, p.source.table, p.source.line, p.source.column) for p in line.pieces] == [
        (3, None, 1, 1),
        (3, None, 1, 2),
    ]
    assert line.pieces[0].source.document == "年报.pdf"


def row_of(text, baseline, left=100.0):
    """A line with words apart by two spaces."""
    parts = text.split("  ")
    return Row(tuple(Word(part, left + 60 * i, left + 60 * i + 20, baseline, SIZE) for i, part in enumerate(parts)))


def left_out(*pages):
    """How many lines of each page of 800 points are left out; a page is the texts of its lines at their heights."""
    return [len(bands) for bands in bands_of([([row_of(*line) for line in page], 800.0) for page in pages])]


@pytest.mark.parametrize("text", ["- 3 -", "—3—", "第 4 页", "第4页 共6页", "Page 1 of 6", "－ 3 －"])
def test_page_numbers_that_are_nothing_else_are_left_out(text):
    """By their shape, at the edge of the page, away from the text."""
    assert left_out([("正文", 400), (text, 770)]) == [1]
    assert left_out([("正文", 400), (text, 500)]) == [0]
    assert left_out([("正文", 764), (text, 770)]) == [0]
    assert left_out([(text, 20), ("正文", 400)]) == [1]


def test_a_bare_number_is_left_out_only_if_it_counts_the_pages():
    """It could be a figure of a table that ends at the foot of the page."""
    assert left_out([("正文", 400), ("3", 770)]) == [0]
    assert left_out([("正文", 400), ("3", 770)], [("正文", 400), ("4", 770)]) == [1, 1]
    assert left_out([("正文", 400), ("3", 770)], [("正文", 400), ("9", 770)]) == [0, 0]
    assert left_out([("正文", 400), ("1/2", 770)], [("正文", 400), ("2/2", 770)]) == [1, 1]


def test_running_heads_are_left_out_if_they_stand_on_most_pages():
    """With the number in them, and a page number beside them; never a row of figures."""
    page = [("某市年报 第1页", 30), ("正文", 400), ("某市人民政府", 770)]
    assert left_out(page, page, page) == [2, 2, 2]
    assert left_out(page, page) == [0, 0]
    assert left_out(page, page, page, [], [], []) == [0, 0, 0, 0, 0, 0]
    row = [("总计  3  4", 30), ("正文", 400)]
    assert left_out(row, row, row) == [0, 0, 0]
    table = [("3  4", 30), ("正文", 400)]
    assert left_out(table, table, table) == [0, 0, 0]


def grid(xs, ys):
    """All lines of a table without merged cells."""
    level = [Rule(is_level=True, at=y, start=xs[0], end=xs[-1]) for y in ys]
    return level + [Rule(is_level=False, at=x, start=ys[0], end=ys[-1]) for x in xs]


@given(st.integers(2, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_table_has_all_its_cells_in_whatever_order_lines_are_drawn(columns, lines, random):
    """One cell a square, row by row; lines may be drawn in pieces and not quite meet."""
    xs, ys = [40.0 * i for i in range(columns + 1)], [20.0 * i for i in range(lines + 1)]
    pieces = [
        Rule(rule.is_level, rule.at + random.uniform(-1, 1), start, end)
        for rule in grid(xs, ys)
        for start, end in ((rule.start, rule.end / 2 + 1), (rule.end / 2 - 1, rule.end + 1))
    ]
    random.shuffle(pieces)
    (found,), squares = tables(pieces)
    assert len(found.cells) == columns * lines
    assert found.cells == tuple(sorted(found.cells, key=lambda cell: (cell.top, cell.left)))
    assert all(cell.span == 1 for cell in found.cells)
    assert squares == (columns + 1) * (lines + 1)
    assert found.at(20, 10) == 0
    assert found.at(-9, 10) is None


def test_merged_cells_are_as_wide_and_high_as_they_are():
    """A cell over two columns, and one over two rows; columns of another table on the page do not count."""
    rules = [rule for rule in grid([0, 50, 100, 150], [0, 20, 40]) if rule != Rule(False, 50, 0, 40)]
    rules.append(Rule(is_level=False, at=50, start=20, end=40))
    rules += grid([0, 75, 150], [200, 220])
    first, second = tables(rules)[0]
    assert [cell.span for cell in first.cells] == [2, 1, 1, 1, 1]
    assert [cell.span for cell in second.cells] == [1, 1]
    high = [rule for rule in grid([0, 50, 100], [0, 20, 40]) if rule != Rule(True, 20, 0, 100)]
    high.append(Rule(is_level=True, at=20, start=50, end=100))
    (found,) = tables(high)[0]
    assert found.cells == (Cell(0, 0, 1, 2), Cell(1, 0, 2, 1), Cell(1, 1, 2, 2))


def test_what_is_open_or_no_rectangle_is_no_cell():
    """A side that is missing joins a square with the paper; a corner piece is none."""
    rules = [rule for rule in grid([0, 50, 100, 150], [0, 20]) if rule != Rule(False, 150, 0, 20)]
    assert [len(found.cells) for found in tables(rules)[0]] == [2]
    corner = [rule for rule in grid([0, 50, 100, 150], [0, 20, 40]) if rule.at not in {50, 20}]
    corner += [Rule(False, 50, 20, 40), Rule(True, 20, 50, 150)]
    (found,) = tables(corner)[0]
    assert Cell(0, 0, 1, 2) not in found.cells
    assert len(found.cells) == 3


def test_frames_shades_and_drawings_are_no_tables():
    """A single box, one column of boxes, or more lines than a page of tables has."""
    assert tables(grid([0, 50], [0, 20]))[0] == []
    assert tables(grid([0, 50], [0, 20, 40]))[0] == []
    assert tables(grid([0, 50, 90], [0, 20, 40]), 4) == ([], 0)
    assert tables([])[0] == []
    assert tables([Rule(is_level=True, at=0, start=0, end=2)])[0] == []
    many = [rule for i in range(31) for rule in grid([0, 50, 90], [100 * i, 100 * i + 20])]
    assert tables(many)[0] == []


def test_lines_are_level_or_upright_or_none():
    """A slanting one is no line of a table; a place that is no number is nowhere."""
    assert list(line_rules((0, 0), (9, 9))) == []
    assert list(line_rules((0, 0), (float("nan"), 0))) == []
    assert list(line_rules((5, 9), (5, 0))) == [Rule(is_level=False, at=5.0, start=0, end=9)]
    corners = [(0, 0), (50, 0), (50, 20), (0, 20)]
    assert len(list(outline_rules(corners, is_closed=True, is_drawn=True))) == 4
    assert len(list(outline_rules(corners, is_closed=False, is_drawn=True))) == 3
    assert len(list(outline_rules(corners, is_closed=True, is_drawn=False))) == 4
    assert list(outline_rules(corners, is_closed=True, is_drawn=False, largest=10)) == []


def test_filled_boxes_are_lines_if_they_are_thin_and_edges_if_not():
    """A dot is both; another shape than a box is none."""
    assert [rule.is_level for rule in box_rules([(0, 0), (50, 0), (50, 1), (0, 1)])] == [True]
    assert [rule.is_level for rule in box_rules([(0, 0), (1, 0), (1, 50), (0, 50)])] == [False]
    assert [rule.is_level for rule in box_rules([(0, 0), (1, 0), (1, 1), (0, 1)])] == [True, False]
    assert list(box_rules([(0, 0), (50, 0), (25, 50)])) == []
    assert list(box_rules([(0, 0), (50, 0)])) == []
    assert list(box_rules([(0, 0), (50, 0), (float("inf"), 50)])) == []


@pytest.mark.parametrize("module", [positions, ruled, margins])
def test_the_examples_hold(module):
    """What the documentation shows is so."""
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_words_side_by_side_are_from_left_to_right():
    """Taken from above, the words of a line are in order of their places."""
    assert texts_of(from_above(drawn_rows(drawn(("乙", 60, 50), ("甲", 0, 50))))) == [["甲", "乙"]]
