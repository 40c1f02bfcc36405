"""
The report that the examples of the documentation are about is read as a careful person would read it.

It is a town's report on 2020: the form of 2019, but its first table in the wording of 2021, one row left out, and two
rows with one figure too many.
"""

from pathlib import Path

import pytest

import govinfo

from govinfo import CELLS
from govinfo.cells import BLOCKS, cells_of
from govinfo.finding import Status


EXAMPLE = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"
TWO = CELLS.disclosure
FIGURES = {
    **dict(zip(TWO.documents.normative.cells()[3:], (4, 0, 12), strict=True)),
    **dict(zip(TWO.services.licences.cells(), (0, 8, 0), strict=True)),
    **dict.fromkeys(TWO.services.other_services.cells(), 0),
    **dict.fromkeys(TWO.enforcement.cells(), 0),
    TWO.charges.fees.items_last_year: 0,
    TWO.charges.fees.change: 0,
    TWO.procurement.purchases.projects: 20,
    TWO.procurement.purchases.amount: 2_500_000_000,
}


@pytest.fixture
def file():
    """The example."""
    return EXAMPLE


@pytest.fixture
def report(file):
    """The example as it is read."""
    return govinfo.read(file)


def test_each_block_has_the_edition_of_its_labels(report):
    """The block of documents follows the form of 2021, all others that of 2019."""
    due = {path: 2021 if path == "disclosure.documents" else 2019 for path in BLOCKS}
    assert dict(zip(BLOCKS, report.editions, strict=True)) == due


def test_organ_and_year_are_those_of_the_title(report):
    """The title names the organ and the year."""
    assert (report.organ.name, report.year) == ("高新区(近海镇)", 2020)


def test_table_two_has_the_printed_figures(report):
    """Every figure of table two stands in its cell, 2500 万 in fen; the row that is not printed is blank."""
    read = {cell: figure for cell, figure in report.figures() if cell.section == "disclosure"}
    blank = dict.fromkeys(TWO.documents.government_rules.cells()[3:])
    assert read == FIGURES | blank


def test_tables_three_and_four_are_all_zero(report):
    """All 161 cells of table three and all 15 of table four are printed as 0."""
    rest = [(cell.section, figure) for cell, figure in report.figures() if cell.section != "disclosure"]
    assert rest == [("applications", 0)] * 161 + [("disputes", 0)] * 15


def test_what_is_not_printed_has_no_source(report):
    """A cell of a row that the document does not have is blank and was read nowhere."""
    without = [cell for cell in cells_of(report.editions) if report.source(cell) is None]
    assert without == list(TWO.documents.government_rules.cells()[3:])


def test_each_figure_has_a_source_that_stands_in_the_document(file, report):
    """The source of a figure names the line and the cell of the line where just this text is printed."""
    lines = file.read_text("utf-8").splitlines()
    for cell, figure in report.figures():
        source = report.source(cell)
        if figure is not None:
            assert source.document == "jinhai-2020.txt"
            assert source.status is Status.PRINTED
            assert lines[source.line - 1].split("\t")[source.column - 1] == source.text
            assert source.text == ("2500 万" if cell is TWO.procurement.purchases.amount else str(figure))


def test_findings_are_just_these(report):
    """Two rows have a figure too many, one table follows another edition; nothing else is found, and no error."""
    result = govinfo.check(report)
    found = [(f.rule, str(f.severity), f.section) for f in result]
    assert found == [
        ("R-SURPLUS", "warning", "applications"),
        ("R-SURPLUS", "warning", "applications"),
        ("S-MIXTURE", "hint", "disclosure"),
    ]
    assert result.ok


@pytest.mark.parametrize(
    ("number", "row", "label", "line"),
    [(0, "other_undivided", "(六) 其他处理", 62), (1, "total", "(七) 总计", 63)],
)
def test_rows_with_a_figure_too_many_are_shown_as_printed(file, report, *, number, row, label, line):
    """Eight figures for seven columns: the finding names the row's cells and the line, and quotes all eight figures."""
    finding = govinfo.check(report).findings[number]
    assert finding.cells == getattr(CELLS.applications.outcome, row).cells()
    (source,) = finding.sources
    assert (source.line, source.text) == (line, f"{label} 0 0 0 0 0 0 0 0")
    assert file.read_text("utf-8").splitlines()[line - 1].split() == source.text.split()
    assert {finding.fields["count_printed"], finding.fields["count_due"]} == {8, 7}


def test_nothing_is_left_unplaced_and_all_sections_are_there(report):
    """Every line of the document has a place in the report."""
    assert report.reading.unplaced == ()
    assert report.reading.sections == (
        "overview", "disclosure", "applications", "disputes", "problems", "other_matters",
    )  # fmt: skip


def test_prose_is_kept_word_for_word(file, report):
    """The paragraphs of the report are the lines of the file between the headings."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line]
    at = {
        name: lines.index(name) for name in lines if name[:2] in {"一、", "二、", "五、", "六、"} and "\t" not in name
    }
    first, second, fifth, sixth = at.values()
    assert list(report.preamble) == lines[1:first]
    assert list(report.overview) == lines[first + 1 : second]
    assert list(report.problems) == lines[fifth + 1 : sixth]
    assert list(report.other_matters) == lines[sixth + 1 :] == ["(无)"]


def test_reading_it_twice_gives_equal_reports(file, report):
    """Reading has no memory: the same document is the same report, with the same findings and sources."""
    again = govinfo.read(file)
    assert again == report
    assert (again.sources, again.reading) == (report.sources, report.reading)
