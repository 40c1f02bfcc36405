"""
Labels in running text: found wherever they stand for themselves, and never at the cost of a figure.
"""

import re

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from govinfo.cells import BLOCKS, block_editions
from govinfo.finding import Source
from govinfo.lines import Line, Piece
from govinfo.running import Words, is_page_number, labels
from govinfo.spellings import key
from govinfo.vocabulary import block_labels, vocabulary


ROWS = sorted(
    label
    for label in {
        text for block in BLOCKS for edition in block_editions(block) for text in block_labels(block, edition)
    }
    if key(label) in vocabulary().rows and key(label) not in vocabulary().columns
)


def found(text):
    """The words of the labels that stand in a text."""
    return [label.text for label in labels(text)]


def left_of(text):
    """What is left of a text without its labels."""
    ends = [0, *(label.end for label in labels(text))]
    starts = [*(label.start for label in labels(text)), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def line(*texts, number=1, column=1):
    """A line with these cells."""
    pieces = (Piece(text, Source(text, line=number, column=n)) for n, text in enumerate(texts, column))
    return Line(tuple(pieces))


figures = st.lists(st.integers(0, 999).map(str), min_size=7, max_size=7)


@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=4), st.data())
def test_labels_and_figures_run_together_are_told_apart(drawn, data):
    """Whatever figures stand behind a label without a gap: all of their digits are left, and the label is whole."""
    runs = ["".join(data.draw(figures)) for _ in drawn]
    text = "".join(label + run for label, run in zip(drawn, runs, strict=True))
    assert [key(word) for word in found(text)] == [key(label) for label in drawn]
    assert left_of(text)[1:] == runs


@given(st.sampled_from(ROWS), figures, st.sampled_from([" ", "\n", "\t", "\n\n", "\u3000"]), st.data())
def test_labels_broken_over_lines_are_whole(label, row, gap, data):
    """Spaces, tabs and line breaks within a label make no difference."""
    at = data.draw(st.integers(1, len(label) - 1))
    written = f"{label[:at]}{data.draw(st.sampled_from([' ', chr(10), chr(9), '  ']))}{label[at:]}"
    text = gap.join([written, *row]) + "\n"
    number = re.match(
        r"[（(]?[\d一二三四五六七八九十]+$", label[:at]
    )  # a number torn off is left out, and is no figure
    words = found(text)
    assert len(words) == 1
    assert key(label).endswith(key(words[0])) if number else key(words[0]) == key(label)
    assert left_of(text)[1].lstrip(" \n\t）)”").split() == row  # a bracket torn off says nothing


@given(st.sampled_from(ROWS), figures)
@example("规章", ["0"] * 7)
def test_labels_in_prose_are_none(label, row):
    """Words of the form within other words stand for nothing."""
    assert found(f"本{label}等{row[0]}") == []
    assert found(f"{label}工作") == []


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("规章000行政规范性文件6233440", ["规章", "行政规范性文件"], ["", "000", "6233440"]),
        ("2200003252.没有现成信息需要另行制作", ["2.没有现成信息需要另行制作"], ["220000325", ""]),
        ("00000002.重复申请0000000", ["2.重复申请"], ["0000000", "0000000"]),
        ("0 0 882\n、部分公开 0", ["部分公开"], ["0 0 882\n、", " 0"]),
        ("0 0 882、部分公开 0", ["部分公开"], ["0 0 882、", " 0"]),
        ("0 12 四、结转下年度继续办理 3", ["四、结转下年度继续办理"], ["0 12 ", " 3"]),
        ("１.属于国家秘密 ０", ["１.属于国家秘密"], ["", " ０"]),
        ("①重复申请 3", ["①重复申请"], ["", " 3"]),
        ("（ 二 ）部分公开 3", ["（ 二 ）部分公开"], ["", " 3"]),
        ("規章\n行政規範性檔案 2", ["規章", "行政規範性檔案"], ["", "\n", " 2"]),
        ("（规章）5", ["（规章）"], ["", "5"]),
        ("自然人 法人或其他组织 总计", ["自然人", "法人或其他组织", "总计"], ["", " ", " ", ""]),
        ("⾃然⼈ 5", ["⾃然⼈"], ["", " 5"]),
    ],
)
def test_where_a_label_begins_and_ends(text, words, rest):
    """The number of a label is part of it; no digit of a figure is."""
    assert found(text) == words
    assert left_of(text) == rest


@pytest.mark.parametrize("text", ["0 0 3\n、部分公开 4", "0\n3\n、部分公开\n4"])
def test_a_figure_of_one_digit_is_not_the_number_of_a_label_in_the_next_line(text):
    """A digit at the end of a line is a figure, and not the number of the label in the next line."""
    assert "3" in left_of(text)[0]


def test_a_label_broken_around_its_figures():
    """The beginning of a label with figures behind it is that label, if it can be of one row only."""
    text = "5.要求行政机关确认或重 0 0 0 0 0 0 0 新出具已获取信息"
    (label,) = labels(text)
    assert label.text.lstrip("5") == "要求行政机关确认或重新出具已获取信息"
    assert text[label.start : label.end] == "5.要求行政机关确认或重"
    assert found("1.属于 0 0 0 0 0 0 0 国家秘密") == []
    assert found("没有 0") == []


@pytest.mark.parametrize(
    "text", ["", " ", "我局规章制度健全", "制定规章若干", "本年度行政处罚 5", "规章制度", "12345", "一、"]
)
def test_texts_without_labels(text):
    """Prose, figures and nothing have no labels."""
    assert found(text) == []


@given(st.text("规章行政许可0123.、（）(一二三 \n\t总计其他3①规（guī）", max_size=40))
def test_labels_do_not_overlap(text):
    """Labels stand one behind the other, and none is empty."""
    ends = 0
    for label in labels(text):
        assert ends <= label.start < label.end <= len(text)
        ends = label.end


# --- Lines as one text -----------------------------------------------------------------------------------


def test_lines_are_one_text_with_places():
    """Each part of the text leads back to the cell and the line that it stands in."""
    words = Words.of([line("规章", "4", ""), line("\u3000行政许可", number=2), line("5", number=3)])
    assert words.text == "规章\t4\t\n\u3000行政许可\n5\n"
    assert words.piece(3, 4).text == "4"
    assert words.piece(3, 4).source.column == 2
    assert (words.piece(6, 11).text, words.piece(6, 11).source.line) == ("行政许可", 2)
    assert words.piece(6, 11, "许可").text == "许可"
    assert [words.line(at) for at in (0, 3, 6, 12)] == [1, None, 2, 3]


def test_lines_without_cells_are_no_text():
    """Nothing is nothing."""
    assert Words.of([]).text == ""
    assert Words.of([Line(())]).text == ""
    assert Words.of([Line(()), line("5")]).text == "5\n"


def test_numbers_of_pages_are_left_out():
    """The number of a page is no figure, and where it stood is known."""
    words = Words.of([line("规章"), line("- 3 -", number=2), line("5", number=3)])
    assert words.text == "规章\n5\n"
    assert words.holds_page_end(0, 4)
    assert words.holds_page_end(2, 3)
    assert not words.holds_page_end(3, 5)
    assert not words.holds_page_end(0, 2)


@pytest.mark.parametrize(
    "text", ["- 3 -", "— 12 —", "－3－", "第 3 页", "第3页 共6页", "第3页/共6页", "Page 3 of 6", "P3", "p. 3"]
)
def test_what_is_the_number_of_a_page(text):
    """Numbers of pages as programs print them."""
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["3", "-3", "第3条", "-", "- 1234 -", "", "3页", "第3页有误"])
def test_what_is_no_number_of_a_page(text):
    """A bare number can be a figure, and is never left out."""
    assert not is_page_number(text)


@pytest.mark.parametrize("number", ["5. ", "5.  ", "5、 ", "（5） ", "5.", "5 .", "5  、"])
def test_the_number_of_a_broken_label_is_no_figure(number):
    """A label whose words go on behind its figures begins with its number, even if that stands apart from them."""
    text = f"4.无正当理由大量反复申请 0 0 7\n{number}要求行政机关确认或重新出具已获\n1 2 3\n取信息"
    (before, broken) = labels(text)
    assert text[before.end : broken.start].split() == ["0", "0", "7"]
    assert text[broken.start : broken.end].startswith("5" if number[0] == "5" else "（5")


def test_a_figure_in_front_of_a_broken_label_is_one():
    """A number that is not that of the label, or has no stop, stays with the row before."""
    for figure in ("5", "4."):
        text = f"4.无正当理由大量反复申请 0 0 {figure}\n要求行政机关确认或重新出具已获\n1 2 3\n取信息"
        assert text[labels(text)[1].start :].startswith("要求")
