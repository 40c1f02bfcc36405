"""
Published documents are read as they stand: no figure is wrong, nearly all are read, and what is no report is named.

The judge itself, ``tools/corpus.py``, is tested on documents made here; the published ones are asked where they are at
hand.
"""

import json
import sys

from pathlib import Path

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Report, render
from govinfo.cells import cells_of
from govinfo.figures import print_figure


TOOLS = Path(__file__).parents[1] / "tools"
if not TOOLS.is_dir():
    pytest.skip("the tools are not here", allow_module_level=True)
sys.path[:0] = [str(TOOLS)]

import corpus  # noqa: E402  it stands among the tools


# --- The published documents -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judged(shared):
    """Each published document, by its file."""
    return {one.file: one for one in corpus.judge_all(shared / "corpus")}


def of(judged, number):
    """The one document whose file begins with this number."""
    (found,) = [one for file, one in judged.items() if file.startswith(f"{number}-")]
    return found


def complete(judged):
    """The documents of which all is known."""
    return {file: one for file, one in judged.items() if one.completeness == "full"}


@pytest.mark.shared
def test_no_figure_is_wrong(judged):
    """No document has a figure read that does not stand there."""
    wrong = {
        f"{one.file} {miss.cell}": miss for one in judged.values() for miss in one.misses if miss.verdict == "wrong"
    }
    assert wrong == {}


@pytest.mark.shared
def test_no_document_ends_in_an_error(judged):
    """What cannot be read is said in words, and never otherwise."""
    assert {one.file: one.fault for one in judged.values() if one.crashed} == {}


@pytest.mark.shared
def test_complete_documents_are_read(judged):
    """Of the figures of complete documents at least 99.5 % are read."""
    assert corpus.totals(list(judged.values()))["complete"]["share"] >= 99.5


@pytest.mark.shared
def test_partial_documents_are_read(judged):
    """Of what is known of the others every figure is read that the document settles."""
    assert {one.file: one.misses for one in judged.values() if one.completeness != "full" and one.blank} == {}
    assert corpus.totals(list(judged.values()))["partial"]["share"] == 100


@pytest.mark.shared
def test_violated_identities_are_those_that_were_published(judged):
    """One report adds up its outcomes wrongly, in two columns; all other complete ones reconcile."""
    violated = {file: one.violated for file, one in complete(judged).items() if one.violated}
    assert violated == {of(judged, "007").file: ("T3-OUTCOMES", "T3-OUTCOMES")}


@pytest.mark.shared
def test_the_two_violated_identities_have_the_figures_that_are_printed(judged, shared):
    """Natural persons: 26 are listed and 20 printed; all: 27 and 21."""
    report = corpus.read(shared / "corpus" / of(judged, "007").file)
    found = corpus.check(report).of_rule("T3-OUTCOMES")
    sides = {finding.cells[-1].path.rpartition(".")[2]: {finding.left.total, finding.right.total} for finding in found}
    assert sides == {"natural_persons": {26, 20}, "total": {27, 21}}


@pytest.mark.shared
def test_blanks_leave_relations_open(judged):
    """The report that has blanks for zeros leaves 35 relations of table three open, and violates none."""
    assert (of(judged, "003").undetermined, of(judged, "003").violated) == (35, ())


@pytest.mark.shared
def test_what_is_printed_cell_by_cell_leaves_nothing_open(judged):
    """Where every figure stands in a cell or word of its own, none was worked out by a relation, and all are told."""
    assert {number: of(judged, number).undetermined for number in ("018", "019")} == {"018": 0, "019": 0}


@pytest.mark.shared
def test_what_is_no_report_on_the_form_is_named(judged):
    """A report on the form before 2019, and one without its tables, are each told in one sentence."""
    assert "before 2019" in of(judged, "013").fault
    assert "No table" in of(judged, "144").fault
    for number in ("013", "144"):
        assert of(judged, number).fault.count("\n") == 0
        assert of(judged, number).figures == 0


@pytest.mark.shared
def test_an_empty_form_has_no_figures(judged):
    """The official form with nothing filled in reads as blanks, or is said to be empty."""
    blank = of(judged, "027")
    assert (blank.figures, blank.wrong, blank.crashed) == (0, 0, False)
    assert blank.format == "docx" or "blank" in blank.fault


@pytest.mark.shared
def test_parts_of_a_report_are_read(judged, shared):
    """Of one page of a report its table is read: in one many figures, in the other nothing but zeros."""
    (excerpt,) = [one for file, one in judged.items() if "excerpt" in file]
    assert (excerpt.wrong, excerpt.right) == (0, excerpt.figures)
    assert excerpt.figures > 0
    page = corpus.read(shared / "corpus" / of(judged, "130").file)
    assert {figure for _, figure in page.figures()} <= {0, None}


@pytest.mark.shared
def test_documents_with_lost_figures_have_none(judged):
    """Where a document has lost the figures of its tables, none is made up."""
    assert [of(judged, number).figures for number in ("138", "162")] == [0, 0]


# --- The judge -------------------------------------------------------------------------------------------


NAMES = [*corpus._FIRST, *corpus._LISTED, *corpus._NOT_PROCESSED, *corpus._OTHER[2021], *corpus._LAST]
CELLS_2021 = cells_of(Report.blank(2021).editions)


def full_report(**changed):
    """A report with a different figure in each cell."""
    figures = {cell: 100 * n if cell.holds == "amount" else n for n, cell in enumerate(CELLS_2021, 1)}
    return Report.blank(2021, organ="某市", year=2024).replace(figures | changed.get("figures", {}))


def truth(report):
    """What a truth file says of a report on the form of 2021."""

    def printed(path):
        cells = [cell for cell in CELLS_2021 if cell.path.startswith(f"{path}.")]
        return [None if report[cell] is None else print_figure(report[cell], cell.slot) for cell in cells]

    labels = {label: path for label, (_, path) in corpus._table_two().items() if label != "规范性文件"}
    table2 = [{"label": label, "values": printed(path)} for label, path in labels.items() if printed(path)]
    table3 = [{"row": name, "values": [report[cell] for cell in corpus._table_three()[name]]} for name in NAMES]
    return {"form": 2021, "table2": table2, "table3": table3, "table4": printed("disputes")}


def folder(tmp_path, report, known, *, kind="truth", completeness="full", name="001-a.json"):
    """A corpus of one document."""
    (tmp_path / name).write_text(render(report, "json") if isinstance(report, Report) else report, "utf-8")
    if known:
        (tmp_path / name).with_suffix(f".{kind}.json").write_text(json.dumps(known), "utf-8")
    line = json.dumps({"file": name, "completeness": completeness})
    with (tmp_path / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        manifest.write(f"{line}\n\n")
    return tmp_path


def judged_one(*arguments, **known):
    """What is said of the one document of a corpus."""
    *_, one = corpus.judge_all(folder(*arguments, **known))
    return one


def test_a_report_as_it_stands_is_right(tmp_path):
    """Every cell of the form has its place in a truth file, and each figure that is read there is right."""
    one = judged_one(tmp_path, full_report(), truth(full_report()))
    assert (one.due, one.right, one.blank, one.wrong, one.misses) == (200, 200, 0, 0, ())


@given(st.sampled_from(CELLS_2021), st.sampled_from([None, 7777700]))
def test_one_figure_that_differs_is_found(tmp_path_factory, cell, other):
    """A figure that is missing is blank, and another one is wrong; the cell is named."""
    tmp_path = tmp_path_factory.mktemp("corpus")
    one = judged_one(tmp_path, full_report(figures={cell: other}), truth(full_report()))
    verdict = "blank" if other is None else "wrong"
    assert [(miss.cell, miss.verdict, miss.figure) for miss in one.misses] == [(cell.path, verdict, other)]
    assert (one.right, one.blank, one.wrong) == (199, int(other is None), int(other is not None))


def test_a_figure_where_a_blank_stands_is_wrong(tmp_path):
    """What the document leaves blank, by nothing, a mark, one merged cell or too few figures, has no figure."""
    known = truth(full_report())
    known["table3"][0]["values"] = ["merged:0"]
    known["table3"][1]["values"] = []
    known["table3"][2]["values"] = ["/", None, "无", *known["table3"][2]["values"][3:]]
    one = judged_one(tmp_path, full_report(), known)
    assert (one.wrong, one.right) == (17, 183)
    assert {miss.due for miss in one.misses} == {None}


def test_a_figure_that_nothing_is_known_of_is_wrong(tmp_path):
    """A figure in a cell that the document does not have was made up."""
    known = {"form": 2021, "table2": truth(full_report())["table2"], "table3_rows_seen": []}
    one = judged_one(tmp_path, full_report(), known, kind="facts", completeness="partial")
    assert (one.due, one.right) == (10, 10)
    assert one.wrong == len(CELLS_2021) - 10


def test_ambiguous_figures_may_be_blank(tmp_path):
    """What the document does not settle may be blank, or what is most likely; anything else is wrong."""
    known = truth(full_report())
    known["ambiguous"] = [{"cell": "table2 行政规范性文件"}, {"cell": "行政许可"}]
    made = CELLS.disclosure.documents.normative
    report = full_report(figures={made.issued: None, made.repealed: 99})
    one = judged_one(tmp_path, report, known)
    assert (one.due, one.right, one.ambiguous, one.wrong) == (196, 196, 3, 1)
    assert {miss.verdict for miss in one.misses} == {"ambiguous", "wrong"}


def test_a_figure_with_a_stray_character_may_be_read(tmp_path):
    """Where a question mark stands before a figure, a blank is right, and so is the figure."""
    known = truth(full_report())
    known["table2"][0]["values"][0] = "? 1"
    assert judged_one(tmp_path, full_report(), known).ambiguous == 1
    known["table2"][0]["values"][0] = "? 2"
    assert judged_one(tmp_path, full_report(), known, name="002-b.json").wrong == 1


def test_equal_figures_that_are_too_many_are_one(tmp_path):
    """Three equal figures for one column are that figure; three others are a blank."""
    known = truth(full_report())
    row = next(row for row in known["table2"] if row["label"] == "行政许可")
    row["values"] = row["values"] * 3
    assert judged_one(tmp_path, full_report(), known).right == 200
    row["values"] = [*row["values"][:2], "9"]
    assert judged_one(tmp_path, full_report(), known, name="002-b.json").wrong == 1


def test_the_columns_are_those_of_the_headings(tmp_path):
    """A block of another edition than the form is known by its headings, or as it was read if that may be."""
    report = Report.blank(2021, blocks={"disclosure.documents": 2019})
    cells = [cell for cell, _ in report.figures() if cell.block == "disclosure.documents"]
    report = report.replace({cell: n for n, cell in enumerate(cells)})
    rows = [{"label": "规 章", "values": [0, 1, 2]}, {"label": "规范性文件（有文号）", "values": [3, 4, 5]}]
    known = {"form": 2021, "table2": rows}
    assert judged_one(tmp_path, report, known).right == 6
    rows[0]["headers"] = ["本年制发件数", "本年废止件数", "现行有效件数"]
    one = judged_one(tmp_path, report, known, name="002-b.json")
    assert (one.right, one.blank, one.wrong) == (3, 3, 3)


def test_figures_that_are_one_run_are_ambiguous(tmp_path):
    """Figures that a text prints as one run are ambiguous if it may be split otherwise, or have blanks in it."""
    known = {
        "form": 2021,
        "table2": [{"label": "规章", "values": [5, 5, 5]}, {"label": "行政规范性文件", "values": [14, 14, 14]}],
    }
    text = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章555\n行政规范性文件141414\n"
    one = judged_one(tmp_path, text, known, kind="facts", completeness="partial", name="003-c.txt")
    assert (one.due, one.ambiguous) == (0, 6)
    assert one.wrong == 0


def test_an_excerpt_is_held_against_the_whole(tmp_path):
    """Of an excerpt nothing has to be read, but what is read is as in the whole document."""
    folder(tmp_path, full_report(), truth(full_report()))
    other = {CELLS.applications.received.total: None, CELLS.disputes.reconsideration.total: 5}
    one = judged_one(tmp_path, full_report(figures=other), None, completeness="partial", name="001-b.json")
    assert (one.blank, one.wrong, one.right) == (0, 1, 198)


def test_documents_that_nothing_is_known_of(tmp_path):
    """A template has no figures; of others nothing is said."""
    template = judged_one(tmp_path, full_report(), None, completeness="template: blank")
    assert (template.wrong, template.due) == (200, 0)
    other = judged_one(tmp_path, full_report(), None, completeness="table 4", name="002-b.json")
    assert (other.wrong, other.figures) == (0, 200)


def test_a_document_that_cannot_be_read_has_blanks(tmp_path, monkeypatch):
    """What cannot be read is named, and its figures were not read; an error of a reader is told apart."""
    one = judged_one(tmp_path, "没有表格。", truth(full_report()))
    assert (one.blank, one.crashed) == (200, False)
    assert "No table" in one.fault

    def fail(_):
        raise ZeroDivisionError

    monkeypatch.setattr(corpus, "read", fail)
    (one,) = corpus.judge_all(tmp_path)
    assert one.crashed
    assert corpus.main([str(tmp_path)]) == 1


def test_it_is_a_command(tmp_path, capsys):
    """A line a document and totals are printed, or values; the end is 1 if a figure is wrong."""
    folder(tmp_path, full_report(figures={CELLS.applications.received.total: None}), truth(full_report()))
    assert corpus.main([str(tmp_path)]) == 0
    assert "complete: 199 of 200 figures read, 99.5 %" in capsys.readouterr().out
    assert corpus.main([str(tmp_path), "--failures"]) == 0
    assert "blank applications.received.total: due" in capsys.readouterr().out
    cell = CELLS.disclosure.charges.fees.amount
    text = render(full_report(), "text").replace(print_figure(full_report()[cell], cell.slot), "多")
    folder(tmp_path, text, truth(full_report()), name=f"002-{'长' * 50}.txt")
    folder(
        tmp_path, full_report(figures={CELLS.applications.received.total: 3}), truth(full_report()), name="003-a.json"
    )
    assert corpus.main([str(tmp_path), "--failures"]) == 1
    printed = capsys.readouterr().out
    assert f"blank {cell}: due" in printed
    assert "“多”" in printed
    assert corpus.main([str(tmp_path), "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["totals"]["wrong"] == 1
    assert [one["file"][:3] for one in value["files"]] == ["001", "002", "003"]
