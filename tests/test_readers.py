"""
Whatever a document is like, what is read of it is right or blank, and what is blank is said.

The one unforgivable fault is a wrong figure that is read without a word.
"""

import codecs
import io
import json
import re

from pathlib import Path

import pytest

from hypothesis import given
from hypothesis import strategies as st

import govinfo

from govinfo import CELLS, Report, Severity, UnreadableReport, check, read, reads, render
from govinfo.cells import BLOCKS, cells_of, official
from govinfo.finding import Status
from govinfo.limits import Limits
from govinfo.readers import readers
from govinfo.readers import text as text_reader
from govinfo.readers.content import Content
from govinfo.readers.optional import needed
from govinfo.strategies import reports


EXAMPLE = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"
TEXT = EXAMPLE.read_text("utf-8")
LINES = TEXT.splitlines()
WHOLE = reads(TEXT)
TWO = CELLS.disclosure


def said_of(report):
    """The cells that a warning or an error of reading speaks of."""
    findings = report.reading.findings
    return {cell for finding in findings if finding.severity >= Severity.WARNING for cell in finding.cells}


def in_row(cell):
    """All cells of the row of figures that a cell stands in; table four is one row."""
    rows = [n for n in CELLS.nodes() if cell in n.cells() and all(p.slot.axis == "column" for p in cell.chain[-1:])]
    if cell.section == "disputes":
        return CELLS.disputes.cells()
    inside = [
        n.cells() for n in rows if type(n).__name__ in {"Applicants", "Documents", "Decisions", "Fees", "Purchases"}
    ]
    return inside[0]


def rules_of(report):
    """The ids of what reading found."""
    return [finding.rule for finding in report.reading.findings]


def without_a_word(original, mutated):
    """Cells with a figure that the original does not have there, and which no warning of reading speaks of."""
    said = said_of(mutated)
    due = dict(original.figures())
    return [
        (cell, due.get(cell), figure)
        for cell, figure in mutated.figures()
        if figure is not None and figure != due.get(cell) and not said.intersection(in_row(cell))
    ]


# --- Files and encodings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TEXT, "text"),
        (render(WHOLE, "html"), "html"),
        (render(Report.blank(2021), "json"), "json"),
        (f"\n  {TEXT}", "text"),
    ],
)
def test_the_format_is_found_by_content(content, name):
    """No name and no ending is needed: what a document begins with says which reader reads it."""
    assert reads(content).reading.format == name
    assert reads(content.encode()).reading.format == name


def test_json_keeps_how_a_report_was_read():
    """What reading found travels with a report in JSON: the format is that of the first document."""
    assert reads(render(WHOLE, "json")).reading == WHOLE.reading


def test_readers_are_those_that_are_installed():
    """The readers of this library are found the way a third party's are."""
    assert set(readers()) == {"text", "html", "json", "docx", "doc", "xlsx", "pdf", "ofd"}


def test_a_missing_package_is_named_with_its_command():
    """Where a format needs a package that is not installed, the command that installs it is said."""
    with pytest.raises(UnreadableReport, match=r'甲.pdf: .*pip install "govinfo-cn\[pdf\]"') as caught:
        needed("no_such_module_of_anybody", "pdf", "甲.pdf")
    assert caught.value.message("zh") != caught.value.message("en")
    assert needed("json", "pdf", None).loads("1") == 1


def test_a_document_that_no_reader_recognizes(monkeypatch):
    """Where no reader is left, the names of those that there are are said."""
    monkeypatch.setattr("govinfo.readers.readers", dict)
    with pytest.raises(UnreadableReport, match="no format that can be read"):
        reads(TEXT)


def test_every_kind_of_file_gives_the_same_report(tmp_path):
    """A path as text or as an object, an open file of bytes or of text, and one in memory: all are read alike."""
    file = tmp_path / "报告.txt"
    file.write_bytes(EXAMPLE.read_bytes())
    with file.open("rb") as data, file.open(encoding="utf-8") as text:
        given_files = [str(file), file, data, text, io.StringIO(TEXT), io.BytesIO(TEXT.encode())]
        found = [read(given_file) for given_file in given_files]
    assert all(report == WHOLE for report in found)
    assert [report.reading.document for report in found] == ["报告.txt"] * 4 + [None] * 2


def test_a_document_can_be_given_a_name():
    """What is read from memory is called in messages what the caller calls it."""
    assert reads(TEXT, document="某报告").source(CELLS.applications.received.total).document == "某报告"
    with pytest.raises(UnreadableReport, match=r"^某报告: "):
        reads("", document="某报告")


ENCODINGS = {
    "utf-8": TEXT.encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "utf-16, low byte first": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16, high byte first": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "gb 18030": TEXT.encode("gb18030"),
    "lines that end with CR and LF": TEXT.replace("\n", "\r\n").encode(),
    "text with a mark": "\ufeff" + TEXT,
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings_give_equal_reports(name):
    """UTF-8, UTF-16 with a mark and GB 18030 are told apart, and make no difference; nothing is found."""
    report = reads(ENCODINGS[name])
    assert report == WHOLE
    assert rules_of(report) == rules_of(WHOLE)


@pytest.mark.parametrize("format_", ["html", "json"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_make_no_difference_to_other_formats(format_, encoding):
    """The encoding is found before the format is."""
    assert reads(render(WHOLE, format_).encode(encoding)) == WHOLE


@given(st.integers(0, len(TEXT) - 1))
def test_a_bad_byte_is_found(position):
    """A byte that is no character is an error that names its line, and no figure is wrong without a word."""
    data = TEXT[:position].encode("gb18030") + b"\xff" + TEXT[position:].encode("gb18030")
    report = reads(data)
    assert rules_of(report)[0] == "R-ENCODING"
    finding = report.reading.findings[0]
    assert finding.severity is Severity.ERROR
    assert finding.sources[0].line == TEXT[:position].count("\n") + 1
    assert f"line {finding.sources[0].line}" in finding.message("en")
    assert not without_a_word(WHOLE, report)


def test_a_last_character_that_is_cut_is_found():
    """A text of UTF-8 that ends within a character is still one of UTF-8, and the loss is said."""
    data = TEXT.removesuffix("\n").encode()[:-1] if ord(TEXT.rstrip("\n")[-1]) > 127 else (TEXT + "无").encode()[:-1]
    report = reads(data)
    assert rules_of(report)[:1] == ["R-ENCODING"]
    assert dict(report.figures()) == dict(WHOLE.figures())


# --- What cannot be read ---------------------------------------------------------------------------------


NEWS = "本报讯 某镇昨日召开政务公开工作推进会，会上通报了2020年的工作，收到申请5件。\n会议要求，各部门要高度重视。\n"

#: A report on the statistics form that was in use before 2019, in short.
OLD = """某县2012年政府信息公开工作年度报告
一、概述
2012年，我县继续推进政府信息公开工作。
附表：政府信息公开情况统计表
统计指标\t单位\t2012年\t历年累计
一、主动公开信息数\t条\t1200\t5300
其中：1.网站公开\t条\t1100\t5000
二、受理依申请公开信息总数\t条\t12\t40
其中：1.当面申请数\t条\t3\t10
2.网上申请数\t条\t9\t30
三、对申请的答复总数\t条\t12\t40
其中：1.同意公开\t条\t10\t35
四、依申请公开信息收取的费用\t元\t0\t0
五、行政复议数量\t件\t0\t1
六、行政诉讼数量\t件\t0\t0
"""


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("", "is empty"),
        (b"", "is empty"),
        (" \n\t\u3000\r\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (codecs.BOM_UTF16_LE, "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00", "not a text"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256)) * 8, "is damaged"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 8, "is damaged"),
        (NEWS, "No table"),
        (OLD, "before 2019"),
    ],
)
def test_what_is_no_report_is_refused(content, match):
    """What is empty, no text, or no report of this form is refused, and the exception says which, in both languages."""
    with pytest.raises(UnreadableReport, match=match) as caught:
        reads(content)
    assert caught.value.message("zh") != caught.value.message("en")


def test_a_published_report_of_the_old_form_is_refused(shared):
    """A real report on 2012 is refused for what it is."""
    with pytest.raises(UnreadableReport, match="before 2019"):
        read(shared / "corpus" / "013-pingtan-xian-2012-oldform.txt")


@given(st.binary(max_size=4000))
def test_bytes_raise_nothing_else(data):
    """No bytes at all make anything but a report or the one exception."""
    try:
        report = reads(data)
    except UnreadableReport:
        return
    assert isinstance(report, Report)


@given(st.lists(st.sampled_from([*LINES, *LINES[18:68], "0", "\t", "第二十条第（一）项", "规章\t\t"]), max_size=40))
def test_pieces_of_a_report_in_any_order_raise_nothing_else(lines):
    """However lines of a report are thrown together, what comes of it is a report or the one exception."""
    try:
        reads("\n".join(lines))
    except UnreadableReport:
        return


def test_a_missing_file_is_an_error_of_the_system(tmp_path):
    """A file that is not there, or is a folder, is not an unreadable report."""
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.txt")
    with pytest.raises(OSError, match=r"irectory|denied"):
        read(tmp_path)


@pytest.mark.parametrize("kind", [str, bytes, io.BytesIO])
def test_a_document_that_is_too_long_is_refused(kind):
    """Not more is read than is allowed; the exception says how much that was."""
    content = "报告" * 50 if kind is str else ("报告" * 50).encode()
    with pytest.raises(UnreadableReport, match="longer than 99"):
        read(kind(content), limits=Limits(size=99)) if kind is io.BytesIO else reads(content, limits=Limits(size=99))
    limit = len(TEXT) if kind is str else len(TEXT.encode())
    given_content = TEXT if kind is str else TEXT.encode()
    assert (
        read(kind(given_content), limits=Limits(size=limit))
        if kind is io.BytesIO
        else reads(given_content, limits=Limits(size=limit))
    ) == WHOLE


def test_a_file_is_not_read_further_than_allowed():
    """An endless file does no harm."""

    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert size >= 0
            return b"0" * size

    with pytest.raises(UnreadableReport, match="longer than"):
        read(Endless(), limits=Limits(size=1000))


def test_two_reports_in_one_document_are_refused():
    """One document is one report; the exception says where the second begins and what to do."""
    second = TEXT.replace("高新区(近海镇)", "另一个镇")
    with pytest.raises(UnreadableReport, match="more than one report") as caught:
        reads(TEXT + "\n" + second)
    both = (TEXT + "\n" + second).splitlines()
    headings = [number for number, line in enumerate(both, 1) if line.startswith("一、总体情况")]
    assert f"line {headings[1]}" in str(caught.value)


def test_the_same_report_twice_is_refused_or_said():
    """A report that stands in a document twice is no reason to count anything twice."""
    try:
        report = reads(TEXT + "\n" + TEXT)
    except UnreadableReport:
        return
    assert not without_a_word(WHOLE, report)
    assert "R-REPEATED" in rules_of(report)


# --- Cut off ---------------------------------------------------------------------------------------------


def ends_blank(report, cell, prefix):
    """Whether a text ends in this cell before anything stands in it: then it cannot be told from a blank cell."""
    source = report.source(cell)
    return source is not None and source.status is Status.BLANK and source.line == prefix.count("\n") + 1


def check_prefix(prefix):
    """What is read of the beginning of the example is what the example has, or blank, and what lacks is named."""
    try:
        report = reads(prefix)
    except UnreadableReport:
        return
    due = dict(WHOLE.figures())
    said = said_of(report)
    for cell, figure in report.figures():
        if figure is not None and figure != due.get(cell):
            # Only the number in which the text was cut can be another one, and only as its beginning.
            assert prefix.endswith(report.source(cell).text)
            assert str(due[cell]).startswith(str(figure))
            assert len(prefix) < len(TEXT)
        if figure is None and due.get(cell) is not None and not ends_blank(report, cell, prefix):
            assert said.intersection(in_row(cell)), f"{cell} is blank, and nothing says why"
    if report.editions != WHOLE.editions or report.other_matters is None:
        assert check(report).of_rule("S-SECTIONS") or "R-MISSING" in rules_of(report)


@pytest.mark.parametrize("count", range(len(LINES)))
def test_cut_after_any_line(count):
    """A report that ends after any line gives no wrong figure, and says what is missing."""
    check_prefix("\n".join(LINES[:count]))


@given(st.integers(0, len(TEXT)))
def test_cut_anywhere(length):
    """A report that ends anywhere gives no wrong figure but a last number cut in two, and says what is missing."""
    check_prefix(TEXT[:length])


@given(reports(blanks=True), st.floats(0, 1))
def test_any_report_cut_anywhere(report, share):
    """The same is true of any report: what its beginning has is what it has, up to the last line that is whole."""
    text = render(report)
    prefix = text[: int(len(text) * share)]
    prefix = prefix[: prefix.rfind("\n") + 1]
    try:
        cut = reads(prefix)
    except UnreadableReport:
        return
    assert not without_a_word(report, cut)
    for cell, figure in report.figures():
        is_on_form = cut.edition_of(cell) in cell.editions  # what is left of a table can look like another edition
        if figure is not None and is_on_form and cut[cell] is None and not cell.chain[2].slot.optional:
            assert said_of(cut).intersection(in_row(cell)), cell
    if cut.editions != report.editions:
        assert check(cut).of_rule("S-SECTIONS")


# --- Damaged tables --------------------------------------------------------------------------------------


@st.composite
def damaged(draw):
    """A report, and its text with lines left out, doubled or exchanged."""
    report = draw(reports(mixed=True, blanks=True, prose=False))
    lines = render(report).splitlines()
    for _ in range(draw(st.integers(1, 3))):
        i, j = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["leave out", "double", "exchange", "move"])):
            case "leave out":
                del lines[i]
            case "double":
                lines.insert(j, lines[i])
            case "exchange":
                lines[i], lines[j] = lines[j], lines[i]
            case "move":
                lines.insert(j, lines.pop(i))
    return report, "\n".join(lines)


@given(damaged())
def test_damaged_lines_give_no_wrong_figure(given_):
    """Lines that are missing, doubled or out of place never put a figure into a cell where it is not printed."""
    report, text = given_
    try:
        found = reads(text)
    except UnreadableReport:
        return
    assert not without_a_word(report, found)


def rows_of_figures():
    """The lines of the example that are rows of figures, by number."""
    return [n for n, line in enumerate(LINES) if re.search(r"\t\d+(\s*万)?(\t|$)", line)]


@given(
    st.sampled_from(rows_of_figures()),
    st.data(),
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "00",
                "000",
                "00000000",
                "21710000218",
                "0 0",
                "0,0",
                "1,2",
                "１２",
                "1.5",
                "O",
                "l",
                "零",
                "若干",
                "约5",
                "/",
                "-",
                "—",
                "无",
                "不适用",
                "N/A",
                "5件",
                "5 项",
                "5万",
                "5万元",
                "52.15",
                "8040",
                "-8",
                "+8",
                "减4",
                "(5)",
                "5(注1)",
                "5[1]",
                "5①",
                "²",
                "٣",
                "1e3",
                "0x5",
                "五",
                "5-6",
                "5/6",
                "99999999999999999999",
                "01",
            ]
        ),
        st.integers(-(10**18), 10**18).map(str),
    ),
)
def test_a_damaged_cell_is_read_or_blank(number, data, text):
    """Whatever stands in a cell is read as the number that it is, or left blank; the other cells do not change."""
    cells = LINES[number].split("\t")
    at = data.draw(st.sampled_from([i for i, cell in enumerate(cells) if re.match(r"\d", cell)][:7]))
    changed = [*cells[:at], text, *cells[at + 1 :]]
    try:
        report = reads("\n".join([*LINES[:number], "\t".join(changed), *LINES[number + 1 :]]))
    except UnreadableReport:
        return
    due, said = dict(WHOLE.figures()), said_of(report)
    for cell, figure in report.figures():
        if figure == due.get(cell) or said.intersection(in_row(cell)):
            continue
        if figure is None:
            assert report.source(cell).status in {Status.MARK, Status.BLANK}
            continue
        source = report.source(cell)
        assert source.line == number + 1
        digits = re.sub(r"\D", "", source.text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
        assert digits
        assert int(digits) in {abs(figure), abs(figure) // 100, abs(figure) // 10**6, abs(figure) // 10**10} or (
            cell is TWO.procurement.purchases.amount
        )


@pytest.mark.parametrize(
    ("text", "figure", "rule"),
    [
        ("4", 4, None),
        ("４", 4, None),
        ("4件", 4, None),
        ("4 件", 4, None),
        ("1,204", 1204, None),
        ("/", None, None),
        ("无", None, None),
        ("4012", 4012, None),
        ("04", None, "R-UNREADABLE"),
        ("四", None, "R-UNREADABLE"),
        ("4.0", None, "R-UNREADABLE"),
        ("约4", None, "R-UNREADABLE"),
        ("4（见注）", None, "R-UNREADABLE"),
        ("4 0", None, "R-UNREADABLE"),
    ],
)
def test_a_cell_says_what_it_says(text, figure, rule):
    """A figure is read in any usual print; a mark is a blank; what is neither is left blank, with a finding."""
    report = reads(TEXT.replace("行政规范性文件\t4\t0\t12", f"行政规范性文件\t{text}\t0\t12"))
    cell = TWO.documents.normative.issued
    assert report[cell] == figure
    assert [f.rule for f in report.reading.findings if f.cells == (cell,)] == ([rule] if rule else [])
    assert report[TWO.documents.normative.in_force] == 12


def test_money_without_a_unit_is_not_guessed():
    """Where neither the cell nor the form prints a unit of money, an amount is left blank, and its text is kept."""
    cell = TWO.procurement.purchases.amount
    report = reads(TEXT.replace("2500 万", "8040"))
    assert report[cell] is None
    assert report.source(cell).text == "8040"
    assert [f.rule for f in report.reading.findings if f.cells == (cell,)] == ["R-UNIT"]
    assert reads(TEXT.replace("2500 万", "0"))[cell] == 0


def test_money_finer_than_a_fen_is_not_rounded():
    """An amount that is no whole number of fen is left blank."""
    cell = TWO.procurement.purchases.amount
    report = reads(TEXT.replace("2500 万", "1.00000001万"))
    assert report[cell] is None
    assert [f.rule for f in report.reading.findings if f.cells == (cell,)] == ["R-PRECISION"]


# --- Layouts ---------------------------------------------------------------------------------------------


def separated(bar, *, ends=False, rule=None):
    """The example with another separator of cells."""
    lines = []
    for line in LINES:
        if "\t" in line:
            joined = bar.join(line.split("\t"))
            lines += [f"{bar}{joined}{bar}" if ends else joined, *([rule] if rule else [])]
        else:
            lines.append(line)
    return "\n".join(lines)


LAYOUTS = {
    "bars": separated("|"),
    "bars at the ends too": separated("|", ends=True),
    "bars and blanks": separated(" | ", ends=True),
    "full width bars": separated("｜"),
    "bars and rules": separated("│", ends=True, rule="├──┼──┤"),
    "rules of signs": separated("|", ends=True, rule="+---+---+"),
    "tabs and blanks": separated(" \t "),
    "tabs at the ends": "\n".join(f"\t{line}\t\t" if "\t" in line else line for line in LINES),
    "blank lines between rows": "\n\n".join(LINES),
    "full width": TEXT.translate(str.maketrans("0123456789(),", "０１２３４５６７８９（），")).replace(
        "２０２０ 年", "2020年"
    ),
    "half width": TEXT.translate(str.maketrans("（），：“”", '(),:""')),
    "blanks in labels": re.sub(r"(?m)^(行政|其他对外|政府集中|[一二四]、本?[上本]?年)", r"\1 ", TEXT),
    "wide blanks in labels": TEXT.replace("行政许可", "行 政\u3000许\u00a0可").replace(
        "第二十条第(一)项", "第二十条  第（一）项"
    ),
    "no blanks in headings": TEXT.replace("结果 ", "结果").replace("尚未 ", "尚未"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_give_the_same_figures(name):
    """How cells are separated and padded, and how wide characters are printed, makes no difference to the figures."""
    report = reads(LAYOUTS[name])
    assert report.editions == WHOLE.editions
    assert dict(report.figures()) == dict(WHOLE.figures())
    assert {rule for rule in rules_of(report) if rule != "R-SURPLUS"} == set()


def cells_in(text):
    """The cells of the lines of a text."""
    return [[piece.text for piece in line.pieces] for line in text_reader.lines(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("规章\n4\n1\n\f行政许可\n5\n2\n\f行政处罚", ["规章", "4", "行政许可", "5", "行政处罚"]),
        ("规章\n4\n12\n\n\f行政许可\n 13 \n", ["规章", "4", "行政许可"]),
        ("规章\n1\n\f行政许可", ["规章", "行政许可"]),
        ("规章\n4\n12\n\f行政许可\n5\n12\n\f行政处罚", ["规章", "4", "12", "行政许可", "5", "12", "行政处罚"]),
        ("规章\n1234\n\f行政许可\n1235\n", ["规章", "1234", "行政许可", "1235"]),
        ("规章\n12\n\f行政许可", ["规章", "12", "行政许可"]),
        ("规章 1\n\f行政许可 2\n", ["规章 1", "行政许可 2"]),
        ("规章\n1\n行政许可\n2\n", ["规章", "1", "行政许可", "2"]),
    ],
)
def test_the_number_of_a_page_is_no_figure(text, numbers):
    """Bare numbers that end the pages are those of the pages if they count them; any others are figures."""
    assert [cell for row in cells_in(text) for cell in row] == numbers


def test_the_end_of_a_page_keeps_the_numbers_of_lines():
    """Lines behind a page that ends are counted as an editor counts them."""
    (_, line) = text_reader.lines("规章\n1\n\f行政许可")
    assert line.source.line == 3


def test_a_figure_at_the_end_of_a_page_is_not_lost_without_a_word():
    """Where each cell has a line, the last figure of a page is no number of a page, or its loss is said."""
    rows = "规章\n1\n2\n3\n行政规范性文件\n4\n5\n6"
    heads = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数"
    text = f"{heads}\n{rows}\n第二十条第（六）项\n行政处罚\n5\n行政强制\n6"
    cell = TWO.documents.government_rules.in_force
    assert reads(text)[cell] == 3
    report = reads(text.replace("3\n", "3\n\f"))
    assert report[cell] == 3 or cell in said_of(report)


@pytest.mark.parametrize(
    "text", ["├──┼──┤", "+---+---+", "|---|:-:|", "| --- | --- |", "-----", "═════", "│", "┌┐", "──┼──", ""]
)
def test_lines_that_only_draw_are_none(text):
    """A line that draws a table has no cells; neither has the line of Markdown under its heading."""
    assert [cell for row in cells_in(text) for cell in row if cell] == []
    assert len(cells_in(text)) == (text == "│")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("│ - │ - │", [["-", "-"]]),
        ("│ — │ 5 │", [["—", "5"]]),
        ("-\t-", [["-", "-"]]),
        ("-", [["-"]]),
        ("--", [["--"]]),
        ("│  │  │", [["", ""]]),
        ("\t\t", [["", "", ""]]),
        ("+5", [["+5"]]),
        ("| 规章 | 4 |\n|---|---|\n| 行政许可 | 5 |", [["规章", "4"], ["行政许可", "5"]]),
    ],
)
def test_a_cell_with_only_a_dash_is_a_cell(text, cells):
    """Dashes that are marks in cells are no drawing, and blank cells are cells."""
    assert cells_in(text) == cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('4\t"规\n章"', [["4", "规 章"]]),
        ('"规""章"\t4', [['规"章', "4"]]),
        ('"规章\t4\n行政许可\t5', [['"规章', "4"], ["行政许可", "5"]]),
        ('甲\t"乙\n丙\n丁', [["甲", '"乙'], ["丙"], ["丁"]]),
        ('甲\t"乙\n' + "丙\n" * 9, [["甲", '"乙'], *[["丙"]] * 9]),
        ("| 规<br>章 | 4 |", [["规 章", "4"]]),
        ("| 规<BR />章 | 4 |", [["规 章", "4"]]),
    ],
)
def test_cells_of_several_lines(text, cells):
    """A cell in quotation marks goes on in the next lines if it is closed there; else the marks are words like any."""
    assert cells_in(text) == cells


ROWS = "规章,1,2,3\n行政规范性文件,4,5,6\n行政许可,7\n"


@pytest.mark.parametrize("comma", [",", ";"])
def test_a_table_with_commas_is_read(comma):
    """A table that a spreadsheet saved with commas has a cell between each two of them."""
    text = f'第二十条第（一）项\n信息内容,"本年制发\n件数",,"甲""乙"\n,,,\n{ROWS}'.replace(",", comma)
    assert cells_in(text) == [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发 件数", "", '甲"乙'],
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "4", "5", "6"],
        ["行政许可", "7"],
    ]
    assert [line.source.line for line in text_reader.lines(text)] == [1, 2, 5, 6, 7]


def test_a_text_with_commas_is_no_table_with_commas():
    """Commas in prose, or few rows, or a text with tabs or bars, say nothing of cells."""
    for text in ("今年,我局\n规章,正常", ROWS[:20], ROWS + "甲\t乙", ROWS + "甲 | 乙"):
        assert len(cells_in(text)[0]) == 1


def test_a_line_of_very_many_commas_is_one_text():
    """More cells than any table has are not taken apart."""
    assert [len(row) for row in cells_in(ROWS + "," * 500 + "5")][-1] == 1


def test_a_broken_table_with_commas_is_refused():
    """What cannot be taken apart at its commas is refused, with the line."""
    text = ROWS + '"' + "甲" * 200_000
    with pytest.raises(UnreadableReport, match="line 4") as caught:
        reads(text)
    assert caught.value.message("zh") != caught.value.message("en")


def test_a_table_of_markdown_is_read():
    """A table as Markdown writes it is a table of bars."""
    text = "# 某局2023年政府信息公开工作年度报告\n\n| 行政处罚 | 5 |\n| --- | --- |\n| 行政强制 | 6 |"
    report = reads(text)
    assert [report[cell] for cell in TWO.enforcement.penalties.cells()[-1:]] == [5]
    assert [report[cell] for cell in TWO.enforcement.coercive_measures.cells()[-1:]] == [6]


def test_a_line_of_very_many_cells_is_one_text():
    """More cells than any table has are not taken apart."""
    assert len(cells_in("|" * 1000)) == 1
    (cells,) = cells_in("1|" * 1000)
    assert len(cells) == 1


def with_row(row):
    """The example with another row of requests that were received."""
    return reads(re.sub(r"一、本年新收政府信息公开申请数量.*", row, TEXT))


def received(report):
    """The figures of requests that were received, in the order of the form."""
    return [report[cell] for cell in CELLS.applications.received.cells()]


def test_blank_cells_within_a_row_are_placed_by_the_rows_around_it():
    """A cell that is empty in a row of tabs is blank, and the figures after it stay in their columns."""
    report = with_row("一、本年新收政府信息公开申请数量\t\t3440\t75\t\t1\t\t3\t3525\t")
    assert received(report) == [3440, 75, None, 1, None, 3, 3525]
    assert [report.source(c).status for c in CELLS.applications.received.cells()].count(Status.BLANK) == 2


def test_a_row_with_too_few_figures_is_left_blank():
    """Where it cannot be told which figure of a row is missing, none is placed, and the row is quoted."""
    report = with_row("一、本年新收政府信息公开申请数量 | 3440 | 75 | 1 | 3 | 3525")
    assert received(report) == [None] * 7
    (finding,) = [f for f in report.reading.findings if f.rule == "R-SHORT"]
    assert finding.cells == CELLS.applications.received.cells()
    assert "3440 75 1 3 3525" in finding.message("en")


def test_a_row_without_a_figure_is_said_to_have_none():
    """Of a row that stands there with nothing behind it, nothing is said about a figure among others."""
    report = with_row("一、本年新收政府信息公开申请数量")
    assert received(report) == [None] * 7
    (finding,) = [f for f in report.reading.findings if f.rule == "R-SHORT"]
    assert "no figure is printed" in finding.message("en")
    assert "没有填数字" in finding.message("zh")


def test_a_row_with_too_many_figures_is_left_blank_unless_they_are_alike():
    """Where it matters which figure is too many, none is placed."""
    report = with_row("一、本年新收政府信息公开申请数量\t\t3440\t75\t0\t1\t6\t3\t3525\t7")
    assert received(report) == [None] * 7
    first = next(f for f in report.reading.findings if f.rule == "R-SURPLUS")
    assert first.cells == CELLS.applications.received.cells()


def test_a_row_of_one_blank_cell_each_is_blank_without_a_finding():
    """A row whose label stands there and whose cells are all empty is blank, and this is no fault of reading."""
    report = with_row("一、本年新收政府信息公开申请数量\t\t\t\t\t\t\t\t\t")
    assert received(report) == [None] * 7
    assert rules_of(report) == rules_of(WHOLE)


def test_the_run_of_a_row_is_not_split():
    """Figures that are run together are one text, which is quoted, and the row is blank."""
    report = with_row("一、本年新收政府信息公开申请数量\t344075016335250")
    assert received(report) == [None] * 7
    assert "R-SHORT" in rules_of(report)


def test_figures_follow_the_headings_of_their_columns():
    """Columns of table two that stand in another order are read by their headings, not by their place."""
    text = TEXT.replace(
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n行政规范性文件\t4\t0\t12",
        "信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n行政规范性文件\t12\t4\t0",
    )
    assert text != TEXT
    assert reads(text) == WHOLE


def test_unknown_headings_leave_their_rows_blank():
    """Under headings that are not those of the form no figure is placed, and the row is kept word for word."""
    text = TEXT.replace("本年制发件数\t本年废止件数\t现行有效件数", "甲\t乙\t丙")
    report = reads(text)
    assert [report[cell] for cell in TWO.documents.normative.cells()] == [None] * 6
    assert "行政规范性文件 4 0 12" in [source.text for source in report.reading.unplaced]
    said = [f for f in report.reading.findings if f.rule == "R-UNPLACED"]
    assert said
    assert all(finding.severity >= Severity.WARNING for finding in said)


def test_headings_of_another_block_leave_rows_blank():
    """Headings that belong to another table of the form say that these figures are something else."""
    text = TEXT.replace(
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "信息内容\t上一年项目数量\t本年增/减\t处理决定数量"
    )
    report = reads(text)
    assert [report[cell] for cell in TWO.documents.normative.cells()] == [None] * 6
    assert "R-UNPLACED" in rules_of(report)


def test_two_headings_exchanged_exchange_the_figures():
    """If only some headings are known, and they are not in the place of the form, nothing is placed."""
    report = reads(TEXT.replace("本年制发件数\t本年废止件数\t现行有效件数", "现行有效件数\t未知\t本年制发件数"))
    assert [report[cell] for cell in TWO.documents.normative.cells()] == [None] * 6


@pytest.mark.parametrize(
    "wrapped",
    [
        "3. 补正后申请\n内容仍不明确",
        "3. 补正后申请内\n容仍\n不明确",
    ],
)
def test_row_labels_broken_over_lines(wrapped):
    """A label that is broken over lines is put together; the figures after its last part are those of the row."""
    lines = wrapped.split("\n")
    text = TEXT.replace(
        "3. 补正后申请内容仍不明确\t0\t0\t0\t0\t0\t0\t0",
        "\t0\t1\t2\t3\t4\t5\t15\n\t\t".join([lines[0], "\n\t\t".join(lines[1:])]),
    )
    assert text != TEXT
    found = reads(text)
    assert [found[c] for c in CELLS.applications.outcome.unavailable.still_unclear.cells()] == [0, 1, 2, 3, 4, 5, 15]


@given(reports(prose=False), st.integers(2, 12))
def test_labels_broken_anywhere_never_misplace_a_figure(report, width):
    """Labels broken after every few characters are put together or said to be unknown."""
    lines = []
    for line in render(report).splitlines():
        cells = line.split("│")
        if len(cells) > 3 and len(cells[1].strip()) > width:
            label = cells[1].strip()
            lines.append("│".join(["", label[:width], *cells[2:]]))
            lines.append("│".join(["", label[width:], *([""] * (len(cells) - 3)), ""]))
        else:
            lines.append(line)
    try:
        found = reads("\n".join(lines))
    except UnreadableReport:
        return
    assert not without_a_word(report, found)
    for cell, figure in report.figures():
        if figure is not None and found[cell] is None and found.edition_of(cell) is not None:
            assert found.reading.findings


def test_the_label_of_the_other_edition_in_a_table_of_2019():
    """行政规范性文件 in a table with the headings of 2019 is its row 规范性文件."""
    text = TEXT.replace(
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量"
    )
    report = reads(text)
    assert report.disclosure.documents.edition == 2019
    normative = report.disclosure.documents.normative
    assert (normative.made, normative.disclosed, normative.disclosed_in_total) == (4, 0, 12)
    assert rules_of(report) == rules_of(WHOLE)


def test_a_row_that_no_edition_has_is_kept():
    """A row that a local office added is kept word for word, with a finding, and no other row changes."""
    text = TEXT.replace("第二十条第(五)项", "其他主动公开文件\t7\t8\t9\n第二十条第(五)项")
    report = reads(text)
    assert dict(report.figures()) == dict(WHOLE.figures())
    assert [source.text for source in report.reading.unplaced] == ["其他主动公开文件 7 8 9"]
    assert "R-UNPLACED" in rules_of(report)


def test_a_row_of_another_edition_is_kept():
    """A row that left the form does not make its table one of the edition before: the headings say which it is."""
    form = Report.blank(2021, organ="某局", year=2023).replace({TWO.services.licences.decisions: 6})
    report = reads(render(form).replace("第二十条第（六）项", "其他对外管理服务事项 │ 5 │\n第二十条第（六）项", 1))
    assert report.disclosure.services.edition == 2021
    assert report[TWO.services.licences.decisions] == 6
    assert any("其他对外管理服务事项" in source.text for source in report.reading.unplaced)
    assert "R-UNPLACED" in rules_of(report)


# --- Repetitions -----------------------------------------------------------------------------------------


FIFTH = TEXT[TEXT.index("第二十条第(五)项") : TEXT.index("第二十条第(六)项")]


def test_a_table_twice_with_the_same_figures_is_said():
    """A table that stands twice is read once, and the repetition is found."""
    report = reads(TEXT.replace(FIFTH, FIFTH + FIFTH))
    assert dict(report.figures()) == dict(WHOLE.figures())
    assert rules_of(report).count("R-REPEATED") == 2


def test_a_table_twice_with_different_figures_is_blank_where_they_differ():
    """Which of two figures is right cannot be told; both places are named."""
    other = FIFTH.replace("行政许可\t0\t8\t0", "行政许可\t0\t9\t0")
    report = reads(TEXT.replace(FIFTH, FIFTH + other))
    cell = TWO.services.licences.change
    assert report[cell] is None
    assert report[TWO.services.licences.decisions] == 0
    assert cell in [c for f in report.reading.findings if f.rule == "R-REPEATED" for c in f.cells]


@pytest.mark.parametrize("third", ["行政许可\t0\t8\t0", "行政许可\t0\t9\t0"])
def test_a_row_three_times_does_not_come_back(third):
    """A cell that two rows disagree on stays blank, whatever a third one says."""
    rows = f"行政许可\t0\t8\t0\n行政许可\t0\t9\t0\n{third}"
    assert reads(TEXT.replace("行政许可\t0\t8\t0", rows))[TWO.services.licences.change] is None


def test_a_section_of_prose_twice_is_kept_once():
    """Of a section of prose that stands twice the first counts; the second is kept as unplaced, with a finding."""
    report = reads(TEXT + "\n六、其他需要报告的事项\n\n另有事项。\n")
    assert report.other_matters == ("(无)",)
    assert [source.text for source in report.reading.unplaced] == ["另有事项。"]
    assert "R-REPEATED" in rules_of(report)


# --- Pages of this library -------------------------------------------------------------------------------


PAGE = render(WHOLE, "html")
CELL = re.compile(r'<td data-cell="disclosure\.documents\.normative\.in_force"[^>]*>12</td>')
IN_FORCE = TWO.documents.normative.in_force


def test_pages_of_others_are_read_by_their_labels():
    """A page that this library did not write is read like any other document."""
    rows = "<tr><td>行政处罚<td>5<tr><td>行政强制<td>6"
    report = reads(f"<!DOCTYPE html><html><body><table>{rows}</table></body></html>")
    enforcement = report.disclosure.enforcement
    assert (enforcement.penalties.decisions, enforcement.coercive_measures.decisions) == (5, 6)
    assert (report.reading.format, report.reading.findings) == ("html", ())


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><body><table><tr><td>甲</td><td>1</td></tr></table></body></html>",
        "<html lang=zh><meta name=generator content=WordPress><p>本年新收 5</p></html>",
    ],
)
def test_pages_without_a_table_of_the_form_are_refused(page):
    """A page that holds no table of the form is no report."""
    with pytest.raises(UnreadableReport, match="No table"):
        reads(page)


def test_a_cell_that_a_page_lacks_is_found():
    """A page without one of its cells has a blank there, and says so."""
    report = reads(CELL.sub("", PAGE))
    assert report[IN_FORCE] is None
    assert [(f.rule, f.cells) for f in report.reading.findings] == [("R-MISSING", (IN_FORCE,))]


def test_a_cell_that_a_page_has_twice_is_blank():
    """A page with a cell twice has a blank there, and says so, even if both say the same."""
    cell = CELL.search(PAGE)[0]
    for other in (cell, cell.replace(">12<", ">13<")):
        report = reads(PAGE.replace(cell, cell + other))
        assert report[IN_FORCE] is None
        assert [(f.rule, f.cells) for f in report.reading.findings] == [("R-REPEATED", (IN_FORCE,))]


@pytest.mark.parametrize("text", ["1 2", "12x", "O", "十二", "012"])
def test_a_cell_of_a_page_that_is_no_figure_is_blank(text):
    """Figures of pages are read by the same grammar as any."""
    report = reads(PAGE.replace(CELL.search(PAGE)[0], CELL.search(PAGE)[0].replace(">12<", f">{text}<")))
    assert report[IN_FORCE] is None
    assert [(f.rule, f.cells) for f in report.reading.findings] == [("R-UNREADABLE", (IN_FORCE,))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('data-edition="2021"', 'data-edition="2020"'),
        ('data-edition="2021"', ""),
        ('data-block="disclosure.documents"', 'data-block="disclosure.dokuments"'),
        ('data-cell="disclosure.documents.normative.in_force"', 'data-cell="disclosure.documents.normative.made"'),
        ('data-cell="disclosure.documents.normative.in_force"', 'data-cell="disclosure.documents.none"'),
        ('data-year="2020"', 'data-year="MMXX"'),
        ('data-year="2020"', 'data-year="2020" data-published="yesterday"'),
        ('data-year="2020"', 'data-year="2020" data-level="village"'),
        ('data-year="2020"', 'data-year="2020" data-kind="club"'),
        ('data-year="2020"', 'data-year="2020" data-start="2020-01-32" data-end="2020-12-31"'),
    ],
)
def test_a_damaged_page_is_refused(old, new):
    """An attribute that says what cannot be is named, and nothing is guessed."""
    assert old in PAGE
    with pytest.raises(UnreadableReport, match="damaged") as caught:
        reads(PAGE.replace(old, new, 1))
    assert caught.value.message("zh") != caught.value.message("en")


@given(st.integers(0, len(PAGE) - 1))
def test_a_page_that_is_cut_gives_no_wrong_figure(length):
    """The beginning of a page is refused, or what it lacks is blank and named."""
    try:
        report = reads(PAGE[:length])
    except UnreadableReport:
        return
    due = dict(WHOLE.figures())
    for cell, figure in report.figures():
        assert figure in (None, due[cell])
        if figure is None and due[cell] is not None:
            assert cell in said_of(report)
    if report.editions != WHOLE.editions:
        assert check(report).of_rule("S-SECTIONS")


def test_two_pages_in_one_are_refused():
    """One document is one report, in any format."""
    with pytest.raises(UnreadableReport, match="more than one report"):
        reads(PAGE + PAGE)


def test_a_page_printed_by_another_program_is_read():
    """Line breaks and case of tags, and cells that carry other tags, make no difference."""
    page = PAGE.replace("<td ", "<TD\n ").replace(">12</td>", "><b> 12\n</b></TD>")
    assert reads(page) == WHOLE


# --- JSON ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("{", "broken in line 1"),
        ('{"year": 1, "year": 2}', "stands twice"),
        ('{"year": NaN}', "no number of JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"year": ' + "9" * 5000 + "}", "too long a number"),
        ("[]", "must be an object"),
        ("{}", "is missing"),
    ],
)
def test_broken_json_is_refused(content, match):
    """JSON that is no report is refused, and the exception says where and why."""
    with pytest.raises(UnreadableReport, match=match):
        reads(content)


@given(st.integers(0, len(render(WHOLE, "json")) - 3))
def test_json_that_is_cut_is_refused(length):
    """The beginning of a document of JSON is no report."""
    with pytest.raises(UnreadableReport):
        reads(render(WHOLE, "json")[:length])


def test_a_page_that_a_service_gives_in_json_is_read():
    """Where a value of JSON holds a page, the longest of them is the report."""
    page = "<table><tr><td>行政处罚<td>5<tr><td>行政强制<td>6</table>"
    answer = {"code": 0, "data": [{"title": "某局", "content": page, "other": "<table><td>甲</table>"}, None]}
    report = reads(json.dumps(answer))
    assert report[TWO.enforcement.penalties.decisions] == 5
    assert report[TWO.enforcement.coercive_measures.decisions] == 6
    assert reads(render(WHOLE.replace(overview=(page,)), "json")).overview == (page,)


def test_recognition_looks_at_the_beginning_only():
    """A text that speaks of a page or of JSON further down is still a text."""
    assert reads(TEXT.replace("(无)", "<html>{}")).reading.format == "text"
    assert not readers()["html"].recognizes(Content.of(TEXT))
    assert not readers()["json"].recognizes(Content.of(TEXT))
    assert readers()["text"].recognizes(Content.of(TEXT))


def test_nothing_of_a_document_gets_lost():
    """Each line of the example is in the report: as title, heading, prose, row of figures, or unplaced."""
    kept = {WHOLE.source(cell).line for cell, _ in WHOLE.figures() if WHOLE.source(cell)}
    assert kept == {number + 1 for number in rows_of_figures()}
    assert len(cells_of(official(2019))) == len(dict(WHOLE.figures()))
    assert set(WHOLE.reading.sections) == set(govinfo.cells.SECTIONS)
    assert len(BLOCKS) == len(WHOLE.editions)


def test_other_paragraphs_of_a_page_are_passed_over():
    """A paragraph that is empty, or in no section, is no part of the report."""
    report = Report.blank(2021, organ="某局", year=2023).replace(overview=("正常开展。",))
    page = (
        render(report, "html")
        .replace("<p>正常开展。</p>", "<p>正常开展。</p><p></p>")
        .replace("</main>", "<p>页脚</p></main>")
    )
    assert report == reads(page)
