"""
Rows from running text: each figure goes where a label and the sums of the form say, or nowhere.

The documents of these tests have the words and figures of a report in layouts that say nothing of rows and columns.
"""

import re

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo import CELLS, Report, Severity, UnreadableReport, reads
from govinfo.cells import BLOCKS, SECTIONS, block_title, cells_of
from govinfo.figures import print_figure
from govinfo.finding import Source, Status
from govinfo.flow import rows
from govinfo.lines import Line, Piece
from govinfo.strategies import reports
from govinfo.tables import Start
from govinfo.vocabulary import figure_rows, row_columns


APPLICATIONS = CELLS.applications
RULES, NORMATIVE = CELLS.disclosure.documents.government_rules, CELLS.disclosure.documents.normative


def headings(cells, edition):
    """The lines of column headings over these cells."""
    columns = [cell.labels(edition).columns for cell in cells]
    for level in range(max(map(len, columns))):
        named = [(column[: level + 1], column[level]) for column in columns if len(column) > level]
        yield [text for i, (path, text) in enumerate(named) if i == 0 or named[i - 1][0] != path]


def rows_of(report, *, headed=True):
    """The rows of cell texts of a report as a document prints them, one of one text where it is no row."""
    yield [f"某局{report.year}年政府信息公开工作年度报告"]
    for section, slot in SECTIONS.items():
        said = getattr(report, section)
        if slot.axis == "prose":
            if said is not None:
                yield [slot.label(2021)]
                yield from ([paragraph] for paragraph in said)
            continue
        blocks = {path: edition for path, edition in zip(BLOCKS, report.editions, strict=True) if edition}
        blocks = {path: edition for path, edition in blocks.items() if path.split(".")[0] == section}
        if blocks:
            yield [slot.label(max(blocks.values()))]
        for path, edition in blocks.items():
            if path != section:
                yield [block_title(path, edition)]
            yield from _block(report, path, edition, headed=headed)


def _block(report, block, edition, *, headed):
    on_form = {cell.path: cell for cell in cells_of(report.editions)}
    over = ()
    for number, row in enumerate(figure_rows(block, edition)):
        cells = [on_form[f"{row}.{column}"] for column in row_columns(block, row, edition)]
        if headed and not number:
            yield from headings(cells, edition)
        labels = cells[0].labels(edition).rows
        yield from ([label] for i, label in enumerate(labels[:-1]) if over[: i + 1] != labels[: i + 1])
        over = labels
        yield [*labels[-1:], *(print_figure(report[cell], cell.slot) for cell in cells)]


LAYOUTS = {
    "a cell a line": lambda found: "\n".join("\n".join(row) for row in found),
    "a cell every other line": lambda found: "\n\n".join("\n\n".join(row) for row in found),
    "a row a line": lambda found: "\n".join(" ".join(row) for row in found),
    "aligned": lambda found: "\n".join("     ".join(row) for row in found),
    "a row a line, without gaps": lambda found: "\n".join("".join(row) for row in found),
    "a paragraph for each section": lambda found: re.sub(
        r" (?=[一二三四五六]、(?:总体|主动|收到|政府信息公开行政|存在|其他)|某局|第二十条)",
        "\n",
        " ".join(map(" ".join, found)),
    ),
    "all in one line": lambda found: " ".join(map(" ".join, found)),
    "all run together": lambda found: "".join(map("".join, found)),
    "wide spaces": lambda found: "\u3000".join(map("\u3000".join, found)),
    "bars between all": lambda found: "|".join(map("|".join, found)),
}


def said_of(report):
    """The cells that a warning or an error speaks of."""
    found = report.reading.findings
    return {cell for finding in found if finding.severity >= Severity.WARNING for cell in finding.cells}


def check_read(report, text):
    """A figure that is read is the figure that is printed, and of what is not read something is said."""
    try:
        found = reads(text)
    except UnreadableReport:
        return None
    due = dict(report.figures())
    wrong = {cell: (figure, due.get(cell)) for cell, figure in found.figures() if figure not in {None, due.get(cell)}}
    assert not wrong
    said = said_of(found)
    sections = {cell.section for cell in said} | {f.fields.get("section") for f in found.reading.findings}
    lost = {cell for cell, figure in due.items() if figure is not None and found[cell] is None}
    assert not {cell for cell in lost if cell not in said and cell.section not in sections and found.edition_of(cell)}
    return found


#: Layouts in which figures are run together: each way to take them is tried.
RUN_TOGETHER = ("a row a line, without gaps", "all run together")
APART = tuple(layout for layout in LAYOUTS if layout not in RUN_TOGETHER)


@given(st.sampled_from(APART), reports(prose=False))
def test_any_report_in_any_layout_is_read_right_or_not(layout, report):
    """Whatever the layout, a figure that is read is the one printed, and what is lost is named."""
    check_read(report, LAYOUTS[layout](list(rows_of(report))))


@settings(max_examples=settings().max_examples // 5)
@given(st.sampled_from(RUN_TOGETHER), reports(prose=False))
def test_any_report_run_together_is_read_right_or_not(layout, report):
    """The same where figures stand without a gap."""
    check_read(report, LAYOUTS[layout](list(rows_of(report))))


def check_blanks(report, layout):
    """A figure that is read is the one printed."""
    try:
        found = reads(LAYOUTS[layout](list(rows_of(report))))
    except UnreadableReport:
        return
    for cell, figure in found.figures():
        assert figure in {None, report[cell]}


@given(st.sampled_from(APART), reports(prose=False, blanks=True))
def test_blanks_never_move_a_figure(layout, report):
    """The same with blank cells, which most of these layouts do not show."""
    check_blanks(report, layout)


@settings(max_examples=settings().max_examples // 5)
@given(st.sampled_from(RUN_TOGETHER), reports(prose=False, blanks=True))
def test_blanks_among_figures_run_together_never_move_one(layout, report):
    """The same where figures stand without a gap, so that a blank leaves no trace."""
    check_blanks(report, layout)


@pytest.mark.parametrize("layout", ["a cell a line", "a cell every other line", "a row a line", "aligned"])
@given(report=reports(prose=False))
def test_where_each_figure_stands_alone_all_is_read(layout, report):
    """Where nothing is run together nothing is lost either: each figure is read, and as printed."""
    found = reads(LAYOUTS[layout](list(rows_of(report))))
    assert dict(found.figures()) == dict(report.figures())
    assert {found.source(cell).status for cell, _ in found.figures()} == {Status.PRINTED}
    assert found.editions == report.editions


@given(reports(prose=False, blanks=True))
def test_blank_lines_are_blank_cells(report):
    """Where each cell has a line of its own, a blank line is a blank cell, and what is lost is named."""
    check_read(report, LAYOUTS["a cell a line"](list(rows_of(report))))


@given(reports(prose=False), st.integers(0, 10**6), st.sampled_from(["- 3 -", "第 3 页", "— 12 —", "Page 3 of 6"]))
def test_numbers_of_pages_make_no_figure_wrong(report, at, number):
    """A page may end anywhere in a table, and its number is no figure."""
    lines = LAYOUTS["a cell a line"](list(rows_of(report))).split("\n")
    lines.insert(at % len(lines), number)
    check_read(report, "\n".join(lines))


@given(reports(prose=False), st.integers(0, 10**6), st.integers(1, 3))
def test_lines_that_are_lost_make_no_figure_wrong(report, at, count):
    """Where lines of one cell are lost, what is left of a row is not read as another one."""
    lines = LAYOUTS["a cell a line"](list(rows_of(report))).split("\n")
    at %= len(lines)
    try:
        found = reads("\n".join([*lines[:at], *lines[at + count :]]))
    except UnreadableReport:
        return
    said = said_of(found)
    for cell, figure in found.figures():
        assert figure in {None, report[cell]} or cell in said or not any(figure for _, figure in report.figures())


# --- Worked examples -------------------------------------------------------------------------------------


FORM = Report.blank(2021, organ="某局", year=2023)
FORM = FORM.replace(dict.fromkeys(cells_of(FORM.editions), 0))
FORM = FORM.replace(overview=("正常。",), problems=("没有。",), other_matters=("没有。",))
TABLES = list(rows_of(FORM))


def written(*changes, layout="a cell a line"):
    """A report of zeros in a layout, with these texts exchanged."""
    text = LAYOUTS[layout](TABLES)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def taken(text, block=None):
    """The rows that become of a text with a cell a line, as lists of cell texts."""
    lines = [Line((Piece(part, Source(part, line=n)),)) for n, part in enumerate(text.split("\n"), 1) if part.strip()]
    start = [Start(block)] if block else []
    return [[piece.text for piece in line.pieces] for line in rows([*start, *lines]) if isinstance(line, Line)]


def test_cells_on_lines_become_rows():
    """A label, and the figures between it and the next one, are a row; headings are a row of their own."""
    assert taken("信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n行政规范性文件\n4\n5\n6") == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "4", "5", "6"],
    ]


def test_blank_lines_between_figures_are_blank_cells():
    """A cell without text leaves its line blank, which is told from the distance of other figures."""
    assert taken("规章\n1\n\n3\n行政规范性文件\n4\n5\n6\n规章\n7\n8\n9") == [
        ["规章", "1", "", "3"],
        ["行政规范性文件", "4", "5", "6"],
        ["规章", "7", "8", "9"],
    ]


def test_a_blank_line_at_the_end_of_a_row_is_a_blank_cell():
    """So it is at the end of a row, if complete rows say how far the next label is."""
    assert taken("规章\n1\n2\n3\n行政规范性文件\n4\n5\n\n规章\n7\n8\n9") == [
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "4", "5", ""],
        ["规章", "7", "8", "9"],
    ]


def test_rows_that_end_in_different_ways_have_no_blank_cells_at_their_end():
    """Where complete rows are followed by the next label sooner or later, blank lines there say nothing."""
    text = "规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n\n规章\n7\n8\n\n行政规范性文件\n1\n1\n1"
    assert ["规章", "7", "8"] in taken(text)


def test_blank_lines_that_fit_no_row_say_nothing():
    """Blank lines that make more cells than a row has, or are no multiple of the distance, are passed over."""
    for gap in ("\n\n\n\n", "\n"):
        text = f"规章\n\n1\n\n2\n\n3\n\n行政规范性文件\n\n4\n{gap}6\n\n规章\n\n7\n\n8\n\n9"
        assert ["行政规范性文件", "4", "6"] in taken(text)


def test_a_page_that_ends_in_a_row_hides_blank_lines():
    """Where a page ends between the cells of a row, the distance of lines says nothing."""
    assert taken("规章\n1\n2\n3\n行政规范性文件\n4\n- 3 -\n6\n规章\n7\n8\n9")[1] == ["行政规范性文件", "4", "6"]


def test_a_gloss_behind_a_label_is_part_of_it():
    """What stands in brackets behind a label and is no figure is passed over."""
    found = taken("规章（含修订的）1 2 3 行政规范性文件4 5 6")
    assert [row[1:] for row in found] == [["1", "2", "3"], ["4", "5", "6"]]


def test_a_bracket_behind_a_figure_ends_the_row():
    """A figure with something in brackets behind it is the last one of its row; the rest is kept."""
    found = taken("规章 1 2 3（其中修订5） 行政规范性文件 4 5 6")
    assert found[0] == ["规章", "1", "2", "3"]
    assert "".join(found[1]).startswith("（其中")
    assert found[-1] == ["行政规范性文件", "4", "5", "6"]


def test_the_beginning_of_another_label_ends_the_figures_of_a_row():
    """Figures behind the beginning of a label that is not whole belong to no row."""
    found = taken("规章\n1\n2\n3\n（二）部分公\n0\n0\n1.属于国家秘密\n1\n2\n3\n4\n5\n6\n7", "applications")
    assert ["1.属于国家秘密", *"1234567"] in found
    assert not any(row[0].startswith("规章") and len(row) > 4 for row in found)


def test_a_group_without_figures_stands_over_its_rows():
    """The label of a group stands before that of its first row."""
    assert taken("（三）不予公开\n1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0")[-1] == [
        "（三）不予公开",
        "1.属于国家秘密",
        *["0"] * 7,
    ]


def test_figures_without_a_label_are_a_row_of_their_own():
    """What stands in front of all labels, or behind a title, is kept as it is."""
    assert taken("0 0\n规章 1 2 3") == [["0", "0"], ["规章", "1", "2", "3"]]
    assert ["0", "0"] in taken("第二十条第（五）项 0 0 行政许可 5")


def test_prose_closes_a_table():
    """After a sentence no row stands until a title or headings come."""
    found = taken("规章 1 2 3\n今年以来，我局继续推进政府信息公开工作。\n行政规范性文件\n4 5 6")
    assert found[0] == ["规章", "1", "2", "3"]
    assert ["行政规范性文件", "4", "5", "6"] not in found
    assert " ".join(found[-1]).endswith("4 5 6")
    again = taken("今年以来，我局继续推进政府信息公开工作。\n本年制发件数 本年废止件数 现行有效件数\n规章 1 2 3")
    assert ["规章", "1", "2", "3"] in again


@pytest.mark.parametrize("sentence", ["2020 年，我局收到申请。", "2020 年度没有行政处罚的情况，也没有强制。"])
def test_a_year_in_a_sentence_is_no_figure(sentence):
    """A number that is followed by words on its line belongs to these."""
    found = taken(f"行政处罚\n5\n{sentence}\n行政强制\n6")
    assert found[0] == ["行政处罚", "5"]
    assert not any(row[-1] == "2020" for row in found)


def test_table_four_needs_no_label():
    """The figures of a block without row labels are a row of their own in the section of that block."""
    figures = " ".join(map(str, range(15)))
    (row,) = taken(figures, "disputes")
    assert row == figures.split() or row == [figures]
    found = reads(written(("\n".join(["0"] * 15), "2 1 3 1 7 0 0 0 0 0 13 2 4 0 19")))
    assert found.disputes.litigation.after_reconsideration.total == 19


def test_headings_in_another_order_are_followed_or_the_rows_stay_blank():
    """Headings of table two in another order give figures to their columns; in table three they are not believed."""
    found = reads(
        written(
            ("本年制发件数\n本年废止件数\n现行有效件数", "现行有效件数\n本年废止件数\n本年制发件数"),
            ("规章\n0\n0\n0", "规章\n3\n2\n1"),
        )
    )
    assert [found[cell] for cell in (RULES.issued, RULES.repealed, RULES.in_force)] == [1, 2, 3]
    found = reads(written(("商业企业\n科研机构", "科研机构\n商业企业")))
    assert [found[cell] for cell in APPLICATIONS.received.cells()] == [None] * 7
    assert set(APPLICATIONS.received.cells()) <= said_of(found)


def official_example():
    """Table three with the figures of a reconciling report, all of them run together with the labels behind them."""
    figures = {
        "received": (217, 1, 0, 0, 0, 0, 218),
        "brought_forward": (1, 0, 0, 0, 0, 3, 4),
        "outcome.granted": (196, 1, 0, 0, 0, 0, 197),
        "outcome.unavailable.not_held": (22, 0, 0, 0, 0, 3, 25),
        "outcome.total": (218, 1, 0, 0, 0, 3, 222),
    }
    changes = {}
    for cell in APPLICATIONS.cells():
        row, place = next(
            (
                (figures[path], columns.index(cell.path))
                for path in figures
                for columns in [
                    [f"applications.{path}.{c}" for c in row_columns("applications", f"applications.{path}", 2021)]
                ]
                if cell.path in columns
            ),
            (None, 0),
        )
        if row:
            changes[cell] = row[place]
    return FORM.replace(changes)


def test_figures_run_into_the_number_of_the_next_label():
    """In 2200003252.没有现成信息 the figures are 22, 0, 0, 0, 0, 3 and 25, and the label is item 2."""
    report = official_example()
    lines = ["".join(row) for row in rows_of(report)]
    at = next(i for i, text in enumerate(lines) if text.endswith("220000325"))
    assert lines[at + 1].startswith("2.没有现成信息")
    joined = "\n".join([*lines[:at], lines[at] + lines[at + 1], *lines[at + 2 :]])
    assert "2200003252.没有现成信息" in joined
    found = check_read(report, joined)
    unavailable = APPLICATIONS.outcome.unavailable
    assert [found[cell] for cell in unavailable.not_held.cells()] == [22, 0, 0, 0, 0, 3, 25]
    assert {found.source(cell).status for cell in unavailable.not_held.cells()} == {Status.INFERRED}
    assert [found[cell] for cell in unavailable.not_ready_made.cells()] == [0] * 7
    assert {found.source(cell).status for cell in unavailable.not_ready_made.cells()} == {Status.PRINTED}
    assert [found[cell] for cell in APPLICATIONS.received.cells()] == [217, 1, 0, 0, 0, 0, 218]
    assert "21710000218" in found.source(APPLICATIONS.received.total).text


def test_a_slip_in_the_example_is_not_repaired():
    """With one figure mistyped what is read is what is printed, or blank with a finding."""
    report = official_example().replace({APPLICATIONS.outcome.unavailable.not_held.total: 26})
    found = check_read(report, "\n".join("".join(row) for row in rows_of(report)))
    assert found[APPLICATIONS.outcome.unavailable.not_held.total] in {None, 26}
    assert "R-RUN" in {finding.rule for finding in found.reading.findings}


def test_a_table_of_rows_is_left_as_it_is():
    """Lines of cells with their labels in front are no running text."""
    text = "规章\t1\t\t3\n行政规范性文件\t4\t5\t6"
    pieces = [
        Line(tuple(Piece(t, Source(t, line=n, column=c)) for c, t in enumerate(raw.split("\t"), 1)))
        for n, raw in enumerate(text.split("\n"), 1)
    ]
    assert list(rows(pieces)) == pieces


def test_text_without_labels_is_left_as_it_is():
    """Where no label stands there are no rows."""
    assert taken("甲\n乙\n5") == [["甲"], ["乙"], ["5"]]
    assert list(rows([])) == []


@pytest.mark.parametrize("page", ["- 4 -", "— 12 —", "－ 4 －"])
def test_a_figure_that_a_page_number_touches_is_not_counted_on(page):
    """A page number glued to a figure may as well be blank cells and a figure: the row is left blank."""
    zeros = " ".join(["0"] * 7)
    text = f"一、本年新收政府信息公开申请数量 0 0 0 0 73{page} 二、上年结转政府信息公开申请数量 {zeros}"
    report = reads(f"三、收到和处理政府信息公开申请情况\n{text}")
    assert set(report.applications.received.cells()) == {None}
    assert {finding.rule for finding in report.reading.findings} >= {"R-SHORT"}
    assert set(report.applications.brought_forward.cells()) == {0}


@pytest.mark.parametrize("count", [16, 5_000, 100_000])
def test_no_figure_is_longer_than_a_figure(count):
    """Digits without end are no figures, wherever they stand in a row, and take no time."""
    long, zeros = "7" * count, " ".join(["0"] * 6)
    for figures in (long, f"{zeros} {long}", f"0 {long} 0", f"{zeros} {long}7 0"):
        rows = f"一、本年新收政府信息公开申请数量 {figures}\n二、上年结转政府信息公开申请数量 1"
        report = reads(f"三、收到和处理政府信息公开申请情况\n{rows}")
        assert not any(report.applications.received.cells())
        assert report.reading.findings


def test_what_can_be_a_page_number_is_a_figure_only_in_a_row_that_adds_up():
    """Marks around a short number are three cells of a row if it has a total that is right with them."""
    for row, figure in (
        ("63 742 57 361 - 7 -", None),
        ("0 0 3 - 7 - 10", 7),
        ("0 0 3 - 7 - 11", None),
        ("0 0 3 / 7 / 10", 7),
    ):
        rows = f"一、本年新收政府信息公开申请数量 {row} 二、上年结转政府信息公开申请数量 1"
        report = reads(f"三、收到和处理政府信息公开申请情况\n{rows}")
        assert report[CELLS.applications.received.organizations.legal_services] == figure
        assert report[CELLS.applications.received.natural_persons] == (None if figure is None else 0)


@pytest.mark.parametrize("end", ["”", "稳定”", "稳\n定”"])
def test_lines_are_counted_from_the_end_of_a_broken_label(end):
    """The last line of a label that is broken over several is no blank cell in front of the first figure."""
    label = "3.危及“三安全一稳定”".removesuffix(end.replace("\n", ""))
    lines = ["2.其他法律行政法规禁止公开", *"0000000", label, end, *"050005", "4.保护第三方合法权益", *"0000000"]
    report = reads("三、收到和处理政府信息公开申请情况\n" + "\n".join(lines))
    assert set(report.applications.outcome.refused.security_and_stability.cells()) == {None}
    assert {finding.rule for finding in report.reading.findings} >= {"R-SHORT"}


def test_figures_behind_the_rest_of_another_label_are_not_of_a_row():
    """Where the beginning of the next label is lost, its figures are not those of the row before."""
    report = reads(f"{HEADING_SIX}\n行政处罚\n强制\n208\n")
    assert report[CELLS.disclosure.enforcement.penalties.decisions] is None
    assert {finding.rule for finding in report.reading.findings} >= {"R-SHORT"}
    report = reads(f"{HEADING_SIX}\n行政\n处罚\n208\n行政强制\n5")
    assert report[CELLS.disclosure.enforcement.penalties.decisions] == 208


HEADING_SIX = "第二十条第（六）项\n本年处理决定数量"
