"""
Reading workbooks: a row is a line, a merged region is one piece, and a number is what the cell holds.
"""

import datetime
import io
import re
import time
import zipfile

from types import SimpleNamespace

import pytest
import python_calamine
import xlsxwriter

from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo import CELLS, UnreadableReport, read, reads
from govinfo.layout import table
from govinfo.limits import Limits
from govinfo.readers import workbook, xlsx
from govinfo.readers.content import Content
from govinfo.strategies import reports


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SECTIONS = ("disclosure", "applications", "disputes")


def written(*sheets, **options):
    """A workbook: each sheet is a function that writes on it."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as book:
        for number, write in enumerate(sheets):
            write(book.add_worksheet(f"表{number}"), book)
    return made.getvalue()


def rows(data, **limits):
    """What stands in the rows: texts and spans."""
    content = Content.of(data, "年报.xlsx", Limits(**limits))
    return [[(p.text, p.span) for p in line.pieces] for line in xlsx.lines(content)]


def texts(*values):
    """The texts that a row with these values gives."""
    (row,) = rows(written(lambda sheet, book: sheet.write_row(0, 0, values)))
    return [text for text, _ in row]


def tabled(report, section):
    """A writer of a section's table, and the rows that must be read."""
    printed = table(section, report.editions)
    expected = [
        [((box.text if box.cell is None else str(report[box.cell])), box.width) for box in row]
        for row in printed.rows()
    ]

    def write(sheet, _):
        for box in printed.boxes:
            value = box.text if box.cell is None else report[box.cell]
            if (box.height, box.width) == (1, 1):
                sheet.write(box.top, box.left, value)
            else:
                sheet.merge_range(box.top, box.left, box.top + box.height - 1, box.left + box.width - 1, value)

    return write, [row for row in expected if row]


@settings(max_examples=8)
@given(reports())
def test_the_tables_of_any_report_come_out_cell_by_cell(report):
    """Every box of the form is one piece with its span, in a sheet for each section; money is given in fen here."""
    sheets = [tabled(report, section) for section in SECTIONS]
    data = written(*(write for write, _ in sheets))
    assert xlsx.recognizes(Content.of(data))
    assert rows(data) == [row for _, expected in sheets for row in expected]


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_a_number_is_written_out_without_an_exponent(value):
    """It is the same number, whole ones have no point, and nothing is rounded."""
    printed = workbook.text(value)
    assert float(printed) == value
    assert "e" not in printed.lower()
    assert ("." in printed) == (value != int(value))


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (859.0, "859"),
        (859, "859"),
        (96171.6, "96171.6"),
        (-8.0, "-8"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1200.0, "1200"),
        (1e22, "10000000000000000000000"),
        (float("inf"), "inf"),
        (True, "TRUE"),
        (datetime.date(2024, 1, 20), "2024-01-20"),
        (datetime.datetime(2024, 1, 20, 8, 30), "2024-01-20T08:30:00"),  # noqa: DTZ001  a sheet knows no zones
        (datetime.time(8, 30), "08:30:00"),
        (datetime.timedelta(days=5), "5 days, 0:00:00"),
        ("５", "５"),
    ],
)
def test_what_is_no_number_never_becomes_one(value, printed):
    """A truth, a day or a span of time is its text, so that it is found where a figure is due."""
    assert workbook.text(value) == printed


def test_a_format_changes_no_number():
    """Percent and thousands are only how a number is shown; a day is a day."""

    def write(sheet, book):
        sheet.write_number(0, 0, 1234, book.add_format({"num_format": "#,##0"}))
        sheet.write_number(0, 1, 0.5, book.add_format({"num_format": "0%"}))
        sheet.write_number(0, 2, 45292, book.add_format({"num_format": "yyyy-mm-dd"}))

    assert rows(written(write)) == [[("1234", 1), ("0.5", 1), ("2024-01-01", 1)]]


def test_rows_have_the_columns_that_are_used_and_blank_ones_between():
    """Blank rows, and columns before the first and after the last, are no part of a table; the numbers of rows stay."""

    def write(sheet, _):
        sheet.write_row(4, 2, ["规章", "", 3])
        sheet.write(6, 2, "行政许可")
        sheet.write(6, 9, " ")
        sheet.write(9, 2, " ")

    (one, two) = xlsx.lines(Content.of(written(write), "年报.xlsx"))
    assert [p.text for p in one.pieces] == ["规章", "", "3"]
    assert [p.text for p in two.pieces] == ["行政许可", "", ""]
    source = one.pieces[2].source
    assert (source.document, source.table, source.line, source.column) == ("年报.xlsx", 1, 5, 3)
    assert source.text == "3"
    assert two.pieces[0].source.line == 7


@pytest.mark.parametrize("prose", ["全年正常开展。", "全年正常开展" * 20])
def test_a_paragraph_in_a_sheet_is_one_piece(prose):
    """What stands alone in its row, and can be no label, has no blank figures behind it."""

    def write(sheet, _):
        sheet.write_row(0, 0, ["规章", 1, 2])
        sheet.write(1, 0, prose)

    assert rows(written(write))[1] == [(prose, 1)]


def test_a_merged_region_is_one_piece_also_where_it_is_blank():
    """Its span says how wide it is; what it covers gives nothing, neither in its row nor below."""

    def write(sheet, _):
        sheet.merge_range(0, 0, 1, 1, "甲")
        sheet.merge_range(0, 2, 0, 4, None)
        sheet.write(0, 5, "乙")
        sheet.write_row(1, 2, [1, 2, 3, 4])
        sheet.merge_range(2, 0, 2, 9, "丙")
        sheet.merge_range(3, 0, 3, 1, "")
        sheet.write(3, 2, 5)

    assert rows(written(write)) == [
        [("甲", 2), ("", 3), ("乙", 1)],
        [("1", 1), ("2", 1), ("3", 1), ("4", 1)],
        [("丙", 10)],
        [("", 2), ("5", 1), ("", 1), ("", 1), ("", 1)],
    ]


def test_a_row_that_a_region_covers_whole_is_none():
    """Nothing is printed in it, though a program may have left a value there."""
    sheet = {"first": 0, "rows": [(1, ["甲"]), (2, ["3"])], "merged": [((0, 0), (1, 0)), ((0, 0), (0, 0))]}
    assert [line.text for line in xlsx._rows(sheet, 1, Content.of(b""))] == ["甲"]


def test_only_sheets_that_are_shown_are_read():
    """A hidden sheet is often last year's; a sheet that holds a chart has no cells."""

    def shown(sheet, book):
        sheet.write(0, 0, "甲")
        sheet.write(2, 0, "乙")
        book.add_chartsheet()

    def hidden(sheet, _):
        sheet.write(0, 0, "乙")
        sheet.hide()

    data = written(shown, hidden, lambda sheet, _: sheet.write(0, 0, "丙"))
    assert rows(data) == [[("甲", 1)], [("乙", 1)], [("丙", 1)]]
    found = workbook.answer(data, 9, 9, 9)["sheets"]
    assert [sheet["rows"] for sheet in found] == [[(1, ["甲"]), (3, ["乙"])], [], [(1, ["丙"])]]


def test_formulas_give_what_they_were_worked_out_to():
    """The result that the program kept; an error is its mark, and what was never worked out is the formula."""

    def write(sheet, _):
        sheet.write(0, 0, "规章")
        sheet.write_formula(0, 1, "=1+1", None, 2)
        sheet.write_formula(0, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 3, "=1+1", None, "")
        sheet.write(0, 4, 5)

    assert rows(written(write)) == [[("规章", 1), ("2", 1), ("#DIV/0!", 1), ("=1+1", 1), ("5", 1)]]


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ('<c r="A1"><f>SUM(B1:C1)</f><v></v></c>', "=SUM(B1:C1)"),
        ('<c r="A1" t="n" s="0"><f>B1&amp;C1</f></c>', "=B1&C1"),
        ('<c r="A1"><f t="shared" si="0"/><v/></c>', "="),
        ('<x:c r="A1"><x:f>B1</x:f><x:v/></x:c>', "=B1"),
        ('<c r="A1"><f>B1</f><v>7</v></c>', "7"),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', ""),
        ("<c r='A1' t='e'><v>#REF!</v></c>", "#REF!"),
        (
            '<c t="inlineStr"><is><r><t>8</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>',
            "8 1",
        ),
        (
            '<c r="A1" t="inlineStr"><is><r><t>8</t></r><r><rPr><vertAlign val="baseline"/></rPr><t>1</t></r></is></c>',
            "81",
        ),
        ('<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>8</t></r><r><t>1</t></r></is></c>', "~8~ 1"),
        ('<c r="A1" t="inlineStr"><is><r><rPr><strike val="0"/></rPr><t>8</t></r><r><t>1</t></r></is></c>', "81"),
    ],
)
def test_what_would_be_lost_is_written_as_text(inside, printed):
    """A formula that was never worked out, an error, a raised number and a crossed out one are no figures."""
    data = packed_anew(written(lambda sheet, _: sheet.write(0, 0, 9)), {"xl/worksheets/sheet1.xml": inside})
    assert rows(data) == ([[(printed, 1)]] if printed else [])


def packed_anew(data, cells):
    """The same workbook with other cells in the first row of a part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w") as container:
        for name in whole.namelist():
            text = whole.read(name).decode()
            if name in cells:
                text = text.replace(
                    "<worksheet ", '<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                )
                text = re.sub("<row .*</row>", f'<row r="1">{cells[name]}</row>', text)
            container.writestr(name, text)
    return made.getvalue()


def test_a_raised_number_in_a_shared_text_is_set_apart():
    """As a program writes a mark of a note behind a figure."""

    def write(sheet, book):
        sheet.write_rich_string(0, 0, "859", book.add_format({"font_script": 1}), "1")
        sheet.write_rich_string(1, 0, "规", book.add_format({"bold": True}), "章")

    assert rows(written(write)) == [[("859 1", 1)], [("规章", 1)]]


def test_parts_of_a_workbook_are_changed_in_a_time_that_grows_with_them():
    """However long white space, a tag or a text is that never ends."""
    for hostile in (
        b'<c r="A1"><f>' + b" " * 10**6,
        b'<c r="A1"><f></f>' + b" " * 10**6,
        b"<c " + b"t=" * 10**6,
        b"<r>" * 3 * 10**5,
        b"<c " * 3 * 10**5,
        b"<r><strike " + b" " * 10**6 + b"</r>",
        b"<r>" + b"<strike " * 10**5 + b"vertAlign" + b" " * 10**6 + b"</r>",
    ):
        begin = time.monotonic()
        assert xlsx._telling("xl/sharedStrings.xml", hostile) == hostile
        assert time.monotonic() - begin < 2


def test_xls_is_read_like_xlsx():
    """The format of old has merged regions too."""
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write_merge(2, 2, 0, 3, "第二十条第（一）项")
    sheet.write(3, 1, 5)
    sheet.write(3, 2, 5.5)
    made = io.BytesIO()
    book.save(made)
    assert xlsx.recognizes(Content.of(made.getvalue()))
    assert rows(made.getvalue()) == [[("第二十条第（一）项", 4)], [("", 1), ("5", 1), ("5.5", 1)]]


def ods(cells):
    """An OpenDocument spreadsheet with this row."""
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {namespaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="a"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        container.writestr("META-INF/manifest.xml", manifest)
        container.writestr("content.xml", content)
    return made.getvalue()


def cell(value):
    """A cell of an OpenDocument spreadsheet."""
    about = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {about}><text:p>{value}</text:p></table:table-cell>"


def test_ods_is_read_too():
    """Cells that a merged one covers are blank pieces there: nothing says how far it spans."""
    data = ods(cell(859) + "<table:covered-table-cell/>" + cell(2.5))
    assert xlsx.recognizes(Content.of(data))
    assert rows(data) == [[("859", 1), ("", 1), ("2.5", 1)]]


def test_other_containers_are_no_workbooks():
    """A text, a presentation, a folder of files, and an old Word document with a table of Excel in it."""
    for parts in ({"a": ""}, {"mimetype": "application/epub+zip"}, {"[Content_Types].xml": "<Types/>"}):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as container:
            for name, text in parts.items():
                container.writestr(name, text)
        assert not xlsx.recognizes(Content.of(made.getvalue()))
    assert not xlsx.recognizes(Content.of("规章"))


def far_out(**options):
    """A workbook of two cells, the first and the last that there is."""

    def write(sheet, _):
        sheet.write(0, 0, 1)
        sheet.write(1048575, 16383, 2)

    return written(write, **options)


def test_a_cell_at_the_other_end_of_the_sheet_does_not_end_the_program():
    """Calamine asks for half a terabyte then, and is ended; we are not."""
    data = far_out()
    assert len(data) < 10_000
    with pytest.raises(UnreadableReport, match="too far out") as refused:
        rows(data)
    assert refused.value.document == "年报.xlsx"


@pytest.mark.parametrize("limits", [{"lines": 3}, {"cells": 3}, {"lines": 1}])
def test_no_more_is_taken_than_the_limits_say(limits):
    """Rows of all sheets together, cells of a row, and regions."""

    def write(sheet, _):
        sheet.write_row(0, 0, [1, 2, 3, 4])
        sheet.write_column(0, 0, [1, 2, 3, 4])
        sheet.merge_range(5, 0, 5, 1, "")
        sheet.merge_range(6, 0, 6, 1, "")

    with pytest.raises(UnreadableReport, match="too many of them"):
        rows(written(write), **limits)
    most = {"lines": 9, "cells": 9, **limits}
    assert workbook.answer(written(write), most["lines"], most["cells"], 1000) == {"fault": workbook.TOO_LARGE}


def test_no_more_text_is_taken_than_a_container_may_hold():
    """One long text, shared by many cells, is counted as often as it stands."""
    data = written(lambda sheet, _: sheet.write_column(0, 0, ["长" * 30_000] * 100))
    assert workbook.answer(data, 1000, 10, 1_000_000) == {"fault": workbook.TOO_LARGE}


def test_more_merged_regions_than_any_sheet_has_are_refused():
    """Each row is held against each region."""
    sheet = {"first": 0, "rows": [(1, ["甲"])], "merged": [((n, 0), (n, 1)) for n in range(xlsx.MOST_MERGED + 1)]}
    with pytest.raises(UnreadableReport, match="too many"):
        list(xlsx._rows(sheet, 1, Content.of(b"")))


@pytest.mark.parametrize("ended", [TimeoutError, ChildProcessError])
def test_a_program_that_takes_too_long_or_ends_is_no_fault_of_ours(monkeypatch, ended):
    """A hostile workbook costs no more than the time that the limits say."""

    def ask(*_, **__):
        raise ended

    monkeypatch.setattr(xlsx, "ask", ask)
    with pytest.raises(UnreadableReport, match="too far out"):
        rows(far_out(), seconds=1)


def test_a_workbook_under_a_password_says_so(monkeypatch):
    """What to do is to take it off."""
    monkeypatch.setattr(xlsx, "ask", lambda *_, **__: {"fault": workbook.PROTECTED})
    with pytest.raises(UnreadableReport, match="password"):
        rows(far_out())
    monkeypatch.undo()

    def locked(_):
        raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", SimpleNamespace(from_filelike=locked))
    assert workbook.answer(b"", 1, 1, 1) == {"fault": workbook.PROTECTED}


@given(st.data())
def test_broken_workbooks_are_refused_or_read(data):
    """Whatever is changed in one of its parts, there is no other exception than ours."""
    with zipfile.ZipFile(io.BytesIO(written(lambda sheet, _: sheet.write_row(0, 0, ["规章", 1, 2])))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    parts[name] = parts[name][:at] + data.draw(st.binary(max_size=3)) + parts[name][at + data.draw(st.integers(0, 9)) :]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        for part, text in parts.items():
            container.writestr(part, text)
    found = workbook.answer(made.getvalue(), 10, 10, 100)
    assert set(found) <= {"sheets", "fault"}


def test_a_workbook_without_its_sheets_is_damaged():
    """It says that it is one and is not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        container.writestr("[Content_Types].xml", "spreadsheetml.sheet.main+xml")
    with pytest.raises(UnreadableReport, match="damaged"):
        rows(made.getvalue())


def test_a_report_in_a_workbook_is_read(tmp_path):
    """The reader is found by what the file contains, and the figures know where they stand."""
    (tmp_path / "年报.xlsx").write_bytes(written(_small))
    report = read(tmp_path / "年报.xlsx")
    cell = CELLS.disclosure.documents.normative.in_force
    assert report[cell] == 5
    assert report.reading.format == "xlsx"
    assert (report.source(cell).table, report.source(cell).line) == (1, 5)
    assert reads(written(_small)) == report


def _small(sheet, _):
    sheet.merge_range(0, 0, 0, 3, "二、主动公开政府信息情况")
    sheet.merge_range(1, 0, 1, 3, "第二十条第（一）项")
    sheet.write_row(2, 0, ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"])
    sheet.write_row(3, 0, ["规章", 0, 0, 0])
    sheet.write_row(4, 0, ["行政规范性文件", 1, 2, 5])
