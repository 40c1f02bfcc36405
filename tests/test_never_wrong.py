"""
A wrong number is never read without a word: documents that invite one, and what is read of them.

A cell may be blank with a finding that speaks of it; it never has another figure than the one printed for it.
"""

import re
import time

import pytest

from hypothesis import given
from hypothesis import strategies as st

import govinfo

from govinfo import CELLS, Report, UnreadableReport, check, reads, render
from govinfo.cells import cells_of


DOCUMENTS = CELLS.disclosure.documents.normative
FEES = CELLS.disclosure.charges.fees.amount
REPORT = Report.blank(2021, organ="某局", year=2023)
REPORT = REPORT.replace(dict.fromkeys(cells_of(REPORT.editions), 0))
REPORT = REPORT.replace({DOCUMENTS.issued: 4, DOCUMENTS.repealed: 1, DOCUMENTS.in_force: 12, FEES: 380_000_000})
REPORT = REPORT.replace(overview=("2023年。",), problems=("一是。",), other_matters=("无",))


def tabs(report=REPORT):
    """The text of a report with tabs between its cells and no lines drawn."""
    kept = [line for line in render(report, "text").splitlines() if not re.match("[┌├└]", line)]
    return "\n".join(re.sub(r"\s*│\s*", "\t", line).strip("\t") if line.startswith("│") else line for line in kept)


def read(*changes):
    """The report that the text gives after these replacements, each of which changes something."""
    text = tabs()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return reads(text)


def named(report):
    """The cells that reading speaks of."""
    return {cell for finding in report.reading.findings for cell in finding.cells}


HEADS = "自然人\t法人或其他组织\t总计"
LEAVES = "商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"


def test_the_text_itself_is_read_right():
    """Without a change there is nothing to find."""
    report = read()
    assert (REPORT, ()) == (report, report.reading.findings)


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ([(LEAVES, "科研机构\t商业企业\t社会公益组织\t法律服务机构\t其他")], CELLS.applications.received.total),
        ([(HEADS, "总计\t自然人\t法人或其他组织")], CELLS.applications.received.natural_persons),
        ([("行政复议\t行政诉讼", "行政诉讼\t行政复议")], CELLS.disputes.reconsideration.total),
        ([("本年制发件数\t本年废止件数", "废止数\t制发数")], DOCUMENTS.issued),
        ([("信息内容\t本年制发件数", "信息内容\t去年件数\t本年制发件数")], DOCUMENTS.issued),
        ([("本年制发件数\t本年废止件数\t现行有效件数", "上一年项目数量\t本年增/减\t处理决定数量")], DOCUMENTS.issued),
        ([("本年收费金额（单位：万元）", "本年收费金额（单位：元）")], FEES),
        ([("\t本年收费金额（单位：万元）", "")], FEES),
        ([("信息内容\t本年收费金额（单位：万元）", "单位：元")], FEES),
        ([("行政规范性文件\t4\t1\t12", "行政规范性文件\t2\t4\t\t12")], DOCUMENTS.issued),
        (
            [
                ("信息内容\t本年制发件数", "信息内容\t\t本年制发件数"),
                ("规章\t0\t0\t0", "规章\t\t0\t0\t0"),
                ("行政规范性文件\t4\t1\t12", "行政规范性文件\t\t4\t1"),
            ],
            DOCUMENTS.repealed,
        ),
    ],
)
def test_what_contradicts_the_form_is_left_blank(changes, cell):
    """Headings in another order or of another table, units that are not printed, cells that may be shifted."""
    report = read(*changes)
    assert (None, True) == (report[cell], cell in named(report))
    assert not [c for c, figure in report.figures() if figure not in {None, REPORT[c]} and c not in named(report)]


def test_headings_in_another_order_are_followed():
    """Where all headings of a line are known, figures go where they say; also where they are printed anew."""
    swapped = [("本年制发件数\t本年废止件数\t现行有效件数", "现行有效件数\t本年废止件数\t本年制发件数")]
    report = read(*swapped, ("行政规范性文件\t4\t1\t12", "行政规范性文件\t12\t1\t4"))
    assert (4, 1, 12) == tuple(report[cell] for cell in (DOCUMENTS.issued, DOCUMENTS.repealed, DOCUMENTS.in_force))
    again = "信息内容\t现行有效件数\t本年废止件数\t本年制发件数\n行政规范性文件\t12\t1\t4"
    assert 12 == read(("行政规范性文件\t4\t1\t12", again))[DOCUMENTS.in_force]


def test_the_short_heading_of_fees_is_known():
    """（万元） in the heading is a unit as good as （单位：万元）."""
    assert REPORT[FEES] == read(("本年收费金额（单位：万元）", "本年收费金额（万元）"))[FEES]


def test_a_row_in_prose_is_prose():
    """A line of figures in a section of prose does not fill a table."""
    report = read(("2023年。", "2023年。\n规章\t9\t9\t9"), ("规章\t0\t0\t0\n", ""))
    assert REPORT.overview[0] == report.overview[0]
    assert "规章 9 9 9" == report.overview[1]
    assert report.disclosure.documents.government_rules.issued is None


def test_two_titles_leave_the_year_open():
    """Where two titles name two years, neither is believed."""
    report = read(
        ("某局2023年政府信息公开工作年度报告", "某局2022年政府信息公开工作年度报告\n某局2023年政府信息公开工作年度报告")
    )
    assert report.year is None
    assert ["R-REPEATED"] == [finding.rule for finding in report.reading.findings]


@pytest.mark.parametrize("inside", ["1<br>2", "<del>5</del>6", "5<sup>1</sup>", "5<script>7</script>", "5<i></i>6"])
def test_elements_in_a_cell_do_not_make_one_figure(inside):
    """What stands on both sides of an element is not one number."""
    page = render(REPORT, "html").replace(">4</td>", f">{inside}</td>", 1)
    report = reads(page)
    assert (None, True) == (report[DOCUMENTS.issued], DOCUMENTS.issued in named(report))


@pytest.mark.parametrize("start", ["三、收到和处理", "四、政府信息公开行政复议"])
def test_a_heading_without_its_table_is_an_error(start):
    """A document that is cut behind a heading is not taken for a whole one."""
    text = tabs()
    cut = text[: text.index("\n", text.index(start)) + 1]
    result = check(reads(cut))
    assert not result.ok
    assert "R-MISSING" in {finding.rule for finding in result}


def test_a_page_that_is_cut_is_refused():
    """A page without its end is not taken for a whole one."""
    page = render(REPORT, "html")
    with pytest.raises(UnreadableReport):
        reads(page[: page.index('data-section="applications"')])


@pytest.mark.parametrize(
    "hostile",
    [
        "<!---->" * 3000 + "x",
        "<html>" + "<!--" * 20000,
        "a" + " " * 50000 + "a",
        "|" * 1_000_000,
        "1\t2\n" * 60_000,
        "[" * 100_000,
        "（" * 200_000,
        "2023年" * 50_000 + "政府信息公开工作年度报告",
    ],
    ids=range(8),
)
def test_no_text_takes_long(hostile):
    """A text that is made to be slow is refused, or read, in a few seconds at most."""
    began = time.perf_counter()
    with pytest.raises(UnreadableReport):
        reads(hostile)
    assert time.perf_counter() - began < 20


def test_two_titles_of_one_year_keep_it():
    """Where two titles differ in the organ only, the year stands; that there are two is said."""
    title = "某局2023年政府信息公开工作年度报告"
    report = read((title, f"{title}\n某区2023年政府信息公开工作年度报告"))
    assert (2023, "某局", ["R-REPEATED"]) == (report.year, report.organ.name, [f.rule for f in report.reading.findings])


def test_a_blank_row_in_prose_is_no_paragraph():
    """A line of blank cells in prose says nothing."""
    assert REPORT.overview == read(("2023年。", "2023年。\n\t\t")).overview


@pytest.mark.parametrize("attribute", ['data-start="2023-01-01"', 'data-end="2023-12-31"', 'data-year="２０２３"'])
def test_damaged_attributes_of_a_page_are_refused(attribute):
    """Half a period, and a year in other digits, are no particulars that this library writes."""
    page = render(REPORT.replace(year=None), "html")
    with pytest.raises(UnreadableReport):
        reads(page.replace("<main ", f"<main {attribute} "))


def test_years_have_bounds():
    """A report is on a year of four digits since 1949, in JSON as in the code."""
    with pytest.raises(ValueError, match="no year"):
        REPORT.replace(year=1948)
    with pytest.raises(UnreadableReport, match="must be a year"):
        reads(render(REPORT, "json").replace('"year": 2023', '"year": 1948'))


def test_files_are_read_to_their_end(tmp_path):
    """A pipe that gives a document piece by piece is read whole; a text in another encoding is refused."""
    data = tabs().encode()
    pieces = iter([data[:100], data[100:200], data[200:], b""])

    class Pipe:
        """What gives a document piece by piece."""

        def read(self, _):
            """The next piece."""
            return next(pieces)

    assert REPORT == govinfo.read(Pipe())
    path = tmp_path / "gbk.txt"
    path.write_bytes(tabs().encode("gb18030"))
    with path.open(encoding="utf-8") as opened, pytest.raises(UnreadableReport, match="another encoding"):
        govinfo.read(opened)


def test_headings_that_lost_their_second_line_are_believed():
    """Where a heading is the beginning of the one that is due there, and the others are in their places."""
    report = read(("本年制发件数\t本年废止件数", "本年制\t本年废"))
    assert (REPORT, ()) == (report, report.reading.findings)


def running(*rows):
    """A report in running text whose block (六) has these lines."""
    return reads("\n".join(["某局2023年政府信息公开工作年度报告", "第二十条第（六）项", *rows]))


PENALTIES = CELLS.disclosure.enforcement.penalties.decisions
ODD = [
    "3*",
    "3?",
    "(3)",
    "3)",
    ".5",
    ",234",
    "1,",
    "12.",
    "3、",
    "*3",
    "“3”",
    "3：",
    "7。",
    "4/",
    "=5",
    "5%",
    "3rd",
    "3-",
    "~2",
]


@pytest.mark.parametrize("odd", ODD)
def test_what_stands_beside_a_figure_is_not_passed_over(odd):
    """A figure of running text with something else of digits beside it is not the whole, unless that is said."""
    for gap in (" ", "\n", "\u3000"):
        for parts in (["8", odd], [odd, "8"]):
            report = running(gap.join(["行政处罚", *parts]), "行政强制 6")
            assert report[PENALTIES] is None or report.reading.findings, (gap, parts)


@pytest.mark.parametrize(
    "parts", [("1,", "234"), ("1", ",234"), ("12", ".5万元"), ("12.", "5"), ("1", "234"), ("-", "5")]
)
def test_a_figure_that_is_broken_in_two_is_not_half_a_figure(parts):
    """Of a number that is broken over lines neither half is read without a word."""
    for gap in ("\n", "\n\n", " ", "\n- 2 -\n"):
        report = running(f"行政处罚 {gap.join(parts)}", "行政强制 6")
        assert report[PENALTIES] is None or report.reading.findings, gap
        fees = reads(f"第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 {gap.join(parts)}")
        assert fees[FEES] is None or fees.reading.findings, gap


@given(st.lists(st.sampled_from(["8", "0", "00", *ODD]), min_size=1, max_size=6), st.sampled_from([" ", "\n"]))
def test_rows_of_running_text_with_odd_words_are_short_or_right(parts, gap):
    """A row of three columns is read without a word only if it has three figures and nothing else with a digit."""
    text = f"第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n行政规范性文件 {gap.join(parts)}"
    report = reads(text)
    found = [report[cell] for cell in (DOCUMENTS.issued, DOCUMENTS.repealed, DOCUMENTS.in_force)]
    if found != [None] * 3 and not report.reading.findings:
        zeros = [digit for part in parts for digit in (part if part.isdigit() else [part])]
        assert list(map(str, found)) == zeros


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("8000 元", 800_000),
        ("8000\n元", 800_000),
        ("8000\u3000元", 800_000),
        ("80 （元）", 8_000),
        ("80（元）", 8_000),
        ("80 万", 80_000_000),
        ("80 万元", 80_000_000),
        ("1.2 亿元", 12_000_000_000),
        ("1.2 亿", 12_000_000_000),
        ("增 5", None),
        ("减 5", None),
    ],
)
def test_a_unit_that_stands_apart_is_not_passed_over(text, fen):
    """A unit behind a gap is the unit of the figure, or the figure is not read: the heading's unit is another."""
    report = reads(f"第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 {text}")
    assert report[FEES] in {None, fen}
    assert report[FEES] is not None or FEES in named(report)


@pytest.mark.parametrize("row", ["3（5）", "3 （5）", "3 (5)", "3（5）件"])
def test_a_figure_in_brackets_is_not_the_number_of_the_next_label(row):
    """Digits in brackets behind a figure are no number of a label that has none on the form; they are said."""
    report = running(f"行政处罚 {row}行政强制 6")
    assert report[PENALTIES] is None or report.reading.findings


@pytest.mark.parametrize("sign", ["减 3", "减\n3", "减少 3", "- 3", "－\n3", "减3", "-3"])
def test_a_sign_that_stands_apart_is_not_passed_over(sign):
    """A change of minus three is never read as plus three."""
    text = "第二十条第（六）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 5 {} 9\n行政强制 0 0 0"
    report = reads(text.format(sign))
    change = CELLS.disclosure.enforcement.penalties.change
    assert report[change] == -3 or (report[change] is None and change in named(report))
