"""
Lines that hold more than one thing are taken apart at a numbered heading between other text, and nowhere else.
"""

import itertools

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Report, reads
from govinfo.apart import apart
from govinfo.cells import SECTIONS
from govinfo.finding import Source
from govinfo.lines import Line, Piece


TITLE = "某局2023年政府信息公开工作年度报告"
HEADINGS = [slot.label(2021) for slot in SECTIONS.values()]
WHOLE = (
    f"{TITLE} 本报告由某局编制。 {HEADINGS[0]} 本年正常开展工作。 {HEADINGS[1]} 第二十条第（六）项 "
    f"行政处罚 5 行政强制 6 "
    f"{HEADINGS[2]} 申请人情况 {HEADINGS[3]} 0 0 {HEADINGS[4]} 一是人手不足。 {HEADINGS[5]} 无。"
)


def lines(*texts, table=None):
    """Lines of one text each."""
    return [Line((Piece(text, Source(text, table=table, line=n)),)) for n, text in enumerate(texts, 1)]


def parts(*texts):
    """The texts of the lines that these lines are taken apart into."""
    return [line.text for line in apart(lines(*texts))]


def squeezed(text):
    """A text without its spaces."""
    return text.replace(" ", "").replace("\t", "")


@given(st.lists(st.text(max_size=40).map(str.strip) | st.sampled_from([*HEADINGS, TITLE, WHOLE]), max_size=8))
def test_nothing_is_lost_or_changed(texts):
    """The parts together are the lines that they were, in the same order, and each knows its line."""
    given_lines = lines(*(text for text in texts if text))
    found = apart(given_lines)
    assert squeezed("".join(line.text for line in found)) == squeezed("".join(line.text for line in given_lines))
    assert [line.source.line for line in found] == sorted(line.source.line for line in found)
    assert apart(found) == found


@given(st.permutations(range(6)), st.sampled_from([" ", "", "\u3000", "。"]))
def test_headings_of_own_lines_are_left_alone(order, gap):
    """Where each section has a heading of its own line, no other line is taken apart."""
    texts = [*(HEADINGS[i] for i in order), f"如{HEADINGS[0]}所述{gap}、{HEADINGS[3]}等。"]
    assert parts(*texts) == texts


@pytest.mark.parametrize("gap", [" ", ""])
def test_a_document_in_one_line(gap):
    """Title and headings of a whole report in one line become lines of their own."""
    found = [squeezed(text) for text in parts(WHOLE.replace(" ", gap))]
    assert [text for text in found if text in HEADINGS] == HEADINGS
    assert len(found) == (14 if gap else 13)  # without a gap nobody knows where the title ends
    assert found[-1] == "无。"


@given(st.sampled_from(HEADINGS), st.data())
def test_a_heading_over_several_lines_is_one(heading, data):
    """A heading that a converter has broken is a heading, in the line where it begins; lines around it stay."""
    at = sorted(data.draw(st.sets(st.integers(3, len(heading) - 1), min_size=1, max_size=3)))
    broken = [heading[a:b] for a, b in itertools.pairwise([0, *at, len(heading)])]
    assert parts("本年正常。", *broken, "第二十条第", "（一）项") == ["本年正常。", heading, "第二十条第", "（一）项"]


def test_prose_before_a_heading_is_no_part_of_it():
    """A paragraph that begins with a numeral, as headings do, stays with its section."""
    texts = [HEADINGS[4], "一是人手不足。", HEADINGS[5], "无。"]
    assert parts(*texts) == texts


def test_a_broken_heading_beside_a_whole_one_is_left_alone():
    """Where a section has a heading in a line of its own, others that are broken are text, as in a list of contents."""
    lines = ["二、主动公开政", "府信息情况", HEADINGS[1]]
    assert parts(*lines) == lines


def test_a_table_under_a_broken_heading_is_read():
    """It does not go on in the prose before its heading."""
    before = [TITLE, HEADINGS[0], "本年正常。", "二、主动公开政", "府信息情况", "第二十条第", "（六）项"]
    report = reads("\n".join([*before, "行政处罚", "5", "行政强制", "6"]))
    assert report.overview == ("本年正常。",)
    assert report[CELLS.disclosure.enforcement.penalties.decisions] == 5


def test_a_document_in_one_line_is_read():
    """Such a document is read like any other."""
    report = reads(WHOLE)
    assert (report.organ.name, report.year) == ("某局", 2023)
    assert (report.overview, report.other_matters) == (("本年正常开展工作。",), ("无。",))
    assert report[CELLS.disclosure.enforcement.penalties.decisions] == 5
    assert report[CELLS.disclosure.enforcement.coercive_measures.decisions] == 6


def test_a_list_of_contents_does_not_count():
    """Of headings that stand twice the last ones are those of the sections."""
    contents = f"目录 {' '.join(HEADINGS)} {WHOLE}"
    found = parts(contents)
    assert found[-1] == "无。"
    assert [text for text in found if text in HEADINGS] == HEADINGS
    assert found[0].startswith("目录")


@pytest.mark.parametrize(
    "text",
    [
        "本报告对总体情况、主动公开政府信息情况、存在的主要问题及改进情况等作了说明。",
        "五、总体情况有所好转，一是不足，二是改进，三是加强。",
        "总体情况良好，全年主动公开政府信息情况正常。",
        "一、正常开展工作。",
        "没有数字的一段话，说的是工作的情况，也没有别的内容。",
    ],
)
def test_headings_without_their_number_are_prose(text):
    """A heading is looked for in other text only with the number that it has on the form."""
    assert parts(text) == [text]


def test_headings_that_stand_before_others_are_not_taken():
    """A section that comes before the one found in front of it is none."""
    text = f"本年正常。{HEADINGS[4]} 一是不足。 {HEADINGS[0]} 又及。"
    assert HEADINGS[4] not in parts(text) or HEADINGS[0] not in parts(text)
    assert squeezed("".join(parts(text))) == squeezed(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "本年正常。第二十条第（一）项 信息内容 本年制发件数 规章 1 2 3",
            ["本年正常。", "第二十条第（一）项", "信息内容 本年制发件数 规章 1 2 3"],
        ),
        ("本年正常。信息内容 本年制发件数 规章 1 2 3", ["本年正常。", "信息内容", "本年制发件数 规章 1 2 3"]),
        ("本年正常。规章 本年制发件数 1 2 3", ["本年正常。规章 本年制发件数 1 2 3"]),
        ("本年正常。信息内容 很多 本年制发件数 1 2 3", ["本年正常。信息内容 很多 本年制发件数 1 2 3"]),
    ],
)
def test_a_table_begins_with_its_title_or_its_corner(text, found):
    """Where the heading of a section of tables is missing, the first words of a table end the prose before it."""
    assert parts(text) == found


def test_words_of_a_table_are_not_looked_for_where_its_section_has_a_heading():
    """Where both sections of tables have headings of their own, no table begins within prose."""
    text = "如第二十条第（一）项 信息内容 所示，本年正常。"
    assert parts(HEADINGS[1], HEADINGS[2], text)[-1] == text


@pytest.mark.parametrize("text", ["一、总体情况", "本年正常。", "二、主动", ""])
def test_short_lines_are_left_alone(text):
    """A line that is no longer than a heading is one, or none."""
    assert parts(text) == [text]


def test_rows_are_left_alone():
    """A row of a table in the document itself, or a line of several cells, is never taken apart."""
    assert len(apart(lines(WHOLE, table=1))) == 1
    pieces = tuple(Piece(text, Source(text, line=1)) for text in (WHOLE, "5"))
    assert apart([Line(pieces)]) == [Line(pieces)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{TITLE} 根据条例编制。", [TITLE, "根据条例编制。"]),
        (
            "某局 2023 年 政府信息公开工作年度报告 根据条例编制。",
            ["某局 2023 年 政府信息公开工作年度报告", "根据条例编制。"],
        ),
        (TITLE, [TITLE]),
        ("某局 2023 年 政府信息公开工作年度报告", ["某局 2023 年 政府信息公开工作年度报告"]),
        (f"根据条例编制。 {TITLE}", [f"根据条例编制。 {TITLE}"]),
        ("今年 各项 工作正常", ["今年 各项 工作正常"]),
    ],
)
def test_a_line_that_begins_with_the_title(text, found):
    """A title in front of other text is a line of its own."""
    assert parts(text) == found


@given(st.integers(0, 400))
def test_long_lines_are_searched_for_a_title_only_at_their_beginning(count):
    """Spaces far behind are not tried."""
    text = f"{'甲 ' * count}{TITLE} 乙"
    assert squeezed("".join(parts(text))) == squeezed(text)


def test_a_blank_form_in_one_line():
    """The headings of sections that a report has are found; those that it does not have are not made."""
    report = Report.blank(2021, organ="某局", year=2023)
    assert set(reads(WHOLE).reading.sections) == set(SECTIONS)
    assert report.editions
