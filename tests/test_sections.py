"""
A document told apart: what is its title, what its sections, and what is neither is kept.
"""

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import UnreadableReport, reads
from govinfo.cells import SECTIONS
from govinfo.finding import Source
from govinfo.lines import Line, Piece
from govinfo.sections import Sections, title_of
from govinfo.tables import Start


TITLE = "某局2023年政府信息公开工作年度报告"
HEADINGS = [slot.label(2021) for slot in SECTIONS.values()]
NAMES = list(SECTIONS)


def lines(*texts):
    """Lines, cells of which are separated by tabs."""
    return [
        Line(tuple(Piece(part, Source(part, line=n, column=c)) for c, part in enumerate(text.split("\t"), 1)))
        for n, text in enumerate(texts, 1)
    ]


def told(*texts):
    """What sections these lines have."""
    return Sections.of(lines(*texts), "甲.txt")


def words(found):
    """All texts that are kept, wherever they went."""
    tables = [line.text for line in found.tables if isinstance(line, Line)]
    prose = [text for paragraphs in found.prose.values() for text in paragraphs]
    return [*found.preamble, *prose, *tables, *(source.text for source in found.unplaced)]


@given(
    st.lists(
        st.sampled_from([*HEADINGS, "本年正常。", "规章\t1\t2\t3", "第二十条第（一）项", "无。", "5"]), max_size=20
    )
)
def test_every_line_is_kept(texts):
    """A line is a heading, or it is kept as it is: in prose, among tables, or unplaced."""
    try:
        found = told(*texts)
    except UnreadableReport as error:
        assert "more than one report" in str(error)  # noqa: PT017
        return
    kept = words(found)
    for text in texts:
        if text not in HEADINGS:
            assert text.replace("\t", " ") in kept
    assert len(set(found.order)) == len(found.order)


def test_prose_goes_to_its_section_and_the_rest_to_tables():
    """Paragraphs follow the heading over them; between sections of prose stand tables."""
    found = told(TITLE, "序言。", HEADINGS[0], "甲。", HEADINGS[1], "规章\t1", HEADINGS[4], "乙。", "丙。")
    assert (found.organ, found.year, found.preamble) == ("某局", 2023, ["序言。"])
    assert found.prose == {"overview": ["甲。"], "problems": ["乙。", "丙。"]}
    assert [line.text for line in found.tables if isinstance(line, Line)] == ["规章 1"]
    assert [line.block for line in found.tables if isinstance(line, Start)] == [None]
    assert found.order == ["overview", "disclosure", "problems"]


@pytest.mark.parametrize(("heading", "block"), [(1, None), (2, "applications"), (3, "disputes")])
def test_a_section_of_one_table_begins_that_block(heading, block):
    """What follows the heading of a section with one table is of this block; section two has several."""
    (start,) = told(HEADINGS[heading]).tables
    assert start.block == block


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("总体情况", "overview"),
        ("一、工作基本情况", "overview"),
        ("第二部分 行政机关主动公开政府信息情况", "disclosure"),
        ("三是收到和处理政府信息公开申请情况", "applications"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes"),
        ("五、存在问题及改进情况", "problems"),
        ("六．其他需要报告事项", "other_matters"),
        ("㈠總體情況", None),
        ("六、其他需要說明的事項", None),
    ],
)
def test_headings_in_other_wordings(heading, name):
    """Headings are known in the wordings that reports have, whatever the number in front."""
    assert told(heading).order in ([name] if name else [], [NAMES[0]] if heading.startswith("㈠") else [])


def test_a_list_of_contents_is_no_section():
    """Headings one after the other, before all else, are a list of contents."""
    found = told(TITLE, *HEADINGS, HEADINGS[0], "甲。", HEADINGS[1], "规章\t1", HEADINGS[5], "乙。")
    assert found.order == ["overview", "disclosure", "other_matters"]
    assert found.prose == {"overview": ["甲。"], "other_matters": ["乙。"]}
    assert found.findings == []


def test_a_section_that_stands_twice_is_kept_once():
    """What stands in a section for the second time is kept as unplaced, and said."""
    found = told(HEADINGS[0], "甲。", HEADINGS[1], "规章\t1", HEADINGS[0], "乙。", "")
    assert found.prose["overview"] == ["甲。"]
    assert [source.text for source in found.unplaced] == ["乙。"]
    assert [finding.rule for finding in found.findings] == ["R-REPEATED"]


FIRST = [HEADINGS[0], "甲。", HEADINGS[1], "规章\t1", HEADINGS[2], "本年新收\t2"]
SECOND = [HEADINGS[0], "乙。", HEADINGS[1], "规章\t9", HEADINGS[2], "本年新收\t8"]


def test_a_second_report_is_refused():
    """Where the first section begins anew after others, a second report begins, however short both are."""
    with pytest.raises(UnreadableReport, match=r"甲.txt: .* line 7") as caught:
        told(*FIRST, *SECOND)
    assert caught.value.message("zh") != caught.value.message("en")


def test_a_report_of_another_organ_is_no_copy():
    """Two reports that differ in the organ only are two reports: those of many offices are all zeros."""
    with pytest.raises(UnreadableReport, match="more than one report"):
        told(TITLE, *FIRST, TITLE.replace("某局", "某镇"), *FIRST)


def test_the_same_report_once_more_is_kept_apart():
    """A page that has its report twice, word for word, is one report; the second is kept, and said."""
    found = told(TITLE, *FIRST, TITLE, *FIRST)
    assert (found.order, found.prose) == (["overview", "disclosure", "applications"], {"overview": ["甲。"]})
    assert len(found.unplaced) >= len(FIRST)
    assert [finding.rule for finding in found.findings] == ["R-REPEATED"]


@pytest.mark.parametrize(
    "line", ["【打印】 【关闭】", "上一篇：某通知", "主办：某市人民政府", "扫一扫在手机打开当前页"]
)
def test_what_a_site_prints_below_a_report_is_no_part_of_it(line):
    """From such a line on, what follows the last section is the site's, and is kept as unplaced."""
    found = told(HEADINGS[4], "一是人手不足。", HEADINGS[5], "无。", line, "联系我们")
    assert found.prose["other_matters"] == ["无。"]
    assert [source.text for source in found.unplaced] == [line, "联系我们"]
    assert told(HEADINGS[4], line).prose["problems"] == [line]


# --- Titles ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        (TITLE, "某局", "2023"),
        ("某局 2023 年度 政府信息公开年报", "某局", "2023"),
        ("2023年某局政府信息公开年度报告", "某局", "2023"),
        ("2023年度政府信息公开工作年度报告", "", "2023"),
        ("某局政府信息公开工作年度报告（2023年）", "某局", "2023"),
        ("某局政府信息公开工作年度报告(2023年度)", "某局", "2023"),
        ("某局政府信息公开工作年度报告", "某局", None),
        ("标题：《某局2023年信息公开年度报告》（2024年1月）", "某局", "2023"),
        ("某局2023年政府信息公开工作报告", "某局", "2023"),
    ],
)
def test_what_titles_say(text, organ, year):
    """Organ and year are taken from titles in all their wordings."""
    found = title_of(text)
    assert (found["organ"], found.get("year")) == (organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "某局关于2023年政府信息公开工作年度报告的通知",
        "关于公布：某局2023年政府信息公开工作年度报告",
        "某局2023年工作报告",
        "某局1998年政府信息公开工作年度报告",
        "甲" * 90 + "2023年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
    ],
)
def test_what_is_no_title(text):
    """Other texts with the same words are no titles."""
    found = title_of(text)
    assert found is None or found.get("year") is None


def test_the_name_above_a_title_is_the_organ():
    """A title without an organ has it in the line above, if that can be the name of one."""
    title = "2023年政府信息公开工作年度报告"
    assert (told("某市某局", title).organ, told("某市某局", title).preamble) == ("某市某局", [])
    for above in ("今日要闻", "某局的通知，", "信息来源：某局"):
        found = told(above, title)
        assert (found.organ, found.preamble) == ("", [above])
    assert told(title).organ == ""


def test_a_title_after_the_first_section_is_prose():
    """The title stands in front of all sections; a sentence like it further down is prose."""
    found = told(HEADINGS[0], TITLE)
    assert (found.year, found.prose) == (None, {"overview": [TITLE]})


def test_the_same_title_again_says_nothing():
    """A title that is repeated, such as at the head of each page, is passed over."""
    found = told(TITLE, TITLE, HEADINGS[0], TITLE, "甲。")
    assert (found.year, found.prose, found.findings, found.unplaced) == (2023, {"overview": ["甲。"]}, [], [])


@pytest.mark.parametrize(
    "titles",
    [
        ("政府信息公开工作年度报告", TITLE),
        (TITLE, "政府信息公开工作年度报告"),
        (TITLE, "2023年政府信息公开工作年度报告"),
        ("2023年政府信息公开工作年度报告", TITLE),
    ],
)
def test_a_fuller_title_is_believed(titles):
    """Of two titles that say the same, but for what one leaves out, the fuller one counts."""
    found = told(*titles)
    assert (found.organ, found.year, found.findings) == ("某局", 2023, [])


def test_another_title_is_said():
    """Which of two titles is right cannot be told; years that differ are not believed."""
    other_organ = told(TITLE, TITLE.replace("某局", "某镇"))
    assert (other_organ.year, [f.rule for f in other_organ.findings]) == (2023, ["R-REPEATED"])
    other_year = told(TITLE, TITLE.replace("2023", "2022"))
    assert (other_year.year, [f.rule for f in other_year.findings]) == (None, ["R-REPEATED"])
    assert [source.text for source in other_year.unplaced] == [TITLE.replace("2023", "2022")]


def test_a_title_further_down_is_kept():
    """A title behind several sections, such as a link to another report, is no part of this one."""
    other = TITLE.replace("2023", "2022")
    found = told(TITLE, HEADINGS[0], "甲。", HEADINGS[1], "规章\t1", HEADINGS[4], "乙。", other)
    assert (found.year, found.prose["problems"]) == (2023, ["乙。"])
    assert [source.text for source in found.unplaced] == [other]


# --- Particulars, and reports without headings -------------------------------------------------------------


def test_particulars_stand_in_the_preamble():
    """Lines of particulars, and cells of them in a table, say when a report was published and whose it is."""
    found = told(TITLE, "发布日期：2024年1月20日", "机关代码：123", "公文。")
    assert found.known.published.isoformat() == "2024-01-20"
    assert "公文。" in found.preamble
    table = told("发布日期\t2024年1月20日\t主题词\t公开")
    assert (table.known.published.isoformat(), table.preamble) == ("2024-01-20", [])


def test_tables_without_headings_of_sections():
    """A title, a corner or a row before all sections begins the tables; within prose only a whole heading does."""
    for start in ("第二十条第（六）项", "信息内容\t本年处理决定数量", "行政处罚\t5"):
        found = told(TITLE, "序言。", start, "行政强制\t6")
        assert found.preamble == ["序言。"]
        assert len(found.tables) == 2
    found = told(HEADINGS[0], "甲。", "行政处罚\t5", "第二十条第（六）项", "行政处罚\t5")
    assert found.prose == {"overview": ["甲。", "行政处罚 5"]}
    assert len(found.tables) == 2


def test_blank_lines_are_nothing():
    """Lines without text in prose are no paragraphs."""
    assert told(HEADINGS[0], "", "\t", "甲。").prose == {"overview": ["甲。"]}
    assert told("").preamble == []


def test_sections_are_on_the_report():
    """Which sections a document has, and in which order, stays on the report."""
    text = f"{TITLE}\n{HEADINGS[4]}\n甲。\n{HEADINGS[1]}\n行政处罚\t5\n行政强制\t6"
    assert reads(text).reading.sections == ("problems", "disclosure")
