"""
``govinfo explain`` and ``govinfo complete`` say what the library says, as text and as JSON, in both languages.
"""

import json
import random

import pytest

from click.testing import CliRunner
from published import HUAIAN_2024, SHANGHAI_2019, published

from govinfo import CELLS, complete, explain, read, reads, render
from govinfo.cli import command_line
from govinfo.language import locale_of


OUTCOME = CELLS.applications.outcome
RESULTS = CELLS.disputes.reconsideration


def run(*arguments, locale="en", **known):
    """Run a command in this process."""
    result = CliRunner().invoke(command_line(locale_of(locale)), [str(argument) for argument in arguments], **known)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def files(tmp_path):
    """Reports: a right one, with one wrong figure, with many, with blanks, and one whose blanks cannot be filled."""
    right = published(HUAIAN_2024)
    table = [cell for cell, _ in right.figures() if cell.section == "applications"]
    many = {cell: right[cell] + 7 + n for n, cell in enumerate(table[::17])}
    made = {
        "right": right,
        "three": right.replace({cell: right[cell] + 7 for cell in random.Random(16).sample(table, 3)}),
        "wrong": right.replace({OUTCOME.unavailable.not_held.natural_persons: 764}),
        "many": right.replace(many),
        "blanks": published(SHANGHAI_2019, 2019),
        "contradiction": right.replace({RESULTS.upheld: None, RESULTS.total: 5}),
    }
    for name, report in made.items():
        (tmp_path / f"{name}.json").write_text(render(report, "json"), "utf-8")
    return {name: tmp_path / f"{name}.json" for name in made}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_explain_names_the_wrong_figure(files, locale):
    """The explanations are printed as the library words them, under the table they are of; the exit code is 1."""
    done = run("explain", files["wrong"], locale=locale)
    (part,) = explain(read(files["wrong"])).parts
    (explanation,) = part.explanations
    assert done.exit_code == 1
    colon = "：" if locale == "zh" else ":"
    assert done.output.splitlines()[1:] == [f"  {part.place(locale)}{colon}", f"    1. {explanation.message(locale)}"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_explanations_of_which_one_is_right_stand_together(files, locale):
    """What is wrong in one table is told apart from what is wrong in another, and from other ways to explain it."""
    report = read(files["wrong"]).replace({RESULTS.total: 352})
    files["wrong"].write_text(render(report, "json"), "utf-8")
    lines = run("explain", files["wrong"], locale=locale).output.splitlines()[1:]
    assert [line.split(".")[0].strip() for line in lines if line.startswith("    ")] == [*"1", *"12345"]
    heads = [line for line in lines if not line.startswith("    ")]
    assert [("取其一" in head or "one of these 5" in head) for head in heads] == [False, True]


def test_relations_of_which_nothing_can_be_told_are_named(files):
    """A relation that is no equality is named if it is violated, and not passed over."""
    documents = CELLS.disclosure.documents.normative
    report = read(files["right"]).replace({documents.issued: 9, documents.repealed: 0, documents.in_force: 3})
    files["right"].write_text(render(report, "json"), "utf-8")
    done = run("explain", files["right"])
    assert done.exit_code == 1
    assert "cannot be told where this relation is violated: T2-STOCK" in done.output
    done = run("complete", files["right"])
    assert (done.exit_code, "This relation cannot hold: T2-STOCK" in done.output) == (1, True)


def test_explain_of_a_right_report(files):
    """Where nothing is wrong, that is said, and the exit code is 0."""
    for name in ("right", "blanks"):
        done = run("explain", files[name])
        assert done.exit_code == 0
        assert "There is nothing to correct" in done.output


def test_explain_says_what_it_did_not_find(files):
    """If too much is wrong, or the budget is spent, that is said, with exit code 1."""
    done = run("explain", files["many"])
    assert (done.exit_code, "no explanation was found" in done.output) == (1, True)
    both = read(files["many"]).replace({RESULTS.total: 3})
    (files["many"]).write_text(render(both, "json"), "utf-8")
    assert [line.strip()[:2] for line in run("explain", files["many"]).output.splitlines()[2:3]] == ["IV"]
    done = run("explain", "--budget", "1", files["wrong"])
    assert (done.exit_code, "more tries are needed" in done.output) == (1, True)
    assert "There may be other explanations." in run("explain", "--budget", "10", files["three"]).output


def test_explain_with_fixed_cells(files):
    """Cells may be held fixed; one that there is not is a misuse."""
    path = OUTCOME.unavailable.not_held.natural_persons.path
    done = run("explain", "--format", "json", "--fixed", path, files["wrong"])
    value = json.loads(done.output)
    (part,) = value["parts"]
    assert part["explanations"]
    assert all(path not in [change["cell"] for change in found["changes"]] for found in part["explanations"])
    done = run("explain", "--fixed", "nothing", files["wrong"])
    assert (done.exit_code, "there is no cell “nothing”" in done.output) == (2, True)
    done = run("explain", "--fixed", "nothing", files["wrong"], locale="zh")
    assert "没有名为“nothing”的单元格" in done.output


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_explain_as_json(files, locale):
    """For programs the same stands under stable keys."""
    value = json.loads(run("explain", "--format", "json", files["wrong"], locale=locale).output)
    assert value == {"file": str(files["wrong"]), **explain(read(files["wrong"])).to_dict(locale)}
    assert list(value) == ["file", "complete", "parts", "others"]
    (part,) = value["parts"]
    assert list(part) == ["place", "complete", "explanations"]
    assert list(part["explanations"][0]) == ["changes", "cause", "equals", "message"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_complete_proves_each_blank(files, locale):
    """Each blank that has no choice is a line, in the order of the proof; of the others those that have bounds."""
    lines = run("complete", files["blanks"], locale=locale).output.splitlines()
    done = complete(read(files["blanks"]))
    proof = [f"    {n}. {step.message(locale)}" for n, step in enumerate(done.proof, start=1)]
    assert lines[3 : 3 + len(proof)] == proof
    assert "37" in lines[1]
    (free,) = lines[3 + len(proof) :]
    assert "5" in free
    form = read(files["right"]).replace({RESULTS.upheld: None, RESULTS.pending: None})
    files["right"].write_text(render(form, "json"), "utf-8")
    lines = run("complete", files["right"], locale=locale).output.splitlines()
    name = {"zh": "行政复议 结果维持：0 至 109", "en": "Administrative reconsideration, Upheld: 0 to 109"}[locale]
    assert f"    {name}" in lines


def test_complete_of_a_report_without_blanks(files):
    """Where there are no blanks, that is said, and no more."""
    assert run("complete", files["right"]).output.splitlines()[1:] == ["  There are no blanks."]


def test_complete_as_json(files):
    """For programs the same stands under stable keys, with the verdicts of relations with blanks."""
    value = json.loads(run("complete", "--format", "json", files["blanks"]).output)
    assert list(value) == ["file", "feasible", "filled", "ranges", "contradictions", "relations"]
    assert value["feasible"]
    assert value["relations"] == {"holds": 37, "violated": 0, "undetermined": 1}
    assert value["ranges"][0] == {
        "cell": CELLS.disputes.litigation.after_reconsideration.upheld.path,
        "least": 0,
        "most": None,
    }
    assert list(value["filled"][0]) == ["cell", "figure", "rules", "message"]


def test_complete_writes_the_report(files, tmp_path):
    """With --out the completed report is written as JSON."""
    out = tmp_path / "out.json"
    assert run("complete", "-o", out, files["blanks"]).exit_code == 0
    assert read(out) == complete(read(files["blanks"])).filled
    assert run("complete", "-o", tmp_path / "no" / "out.json", files["blanks"]).exit_code == 2


def test_complete_of_a_contradiction(files, tmp_path):
    """Where no figures will do, why is said, nothing is filled in, and the exit code is 1."""
    out = tmp_path / "out.json"
    done = run("complete", "-o", out, files["contradiction"])
    assert done.exit_code == 1
    assert "This relation cannot hold: T4-TOTAL" in done.output
    assert "For this reason nothing is filled in." in done.output
    assert read(out) == read(files["contradiction"])


@pytest.mark.parametrize("command", ["explain", "complete"])
def test_what_cannot_be_read_is_said(command, tmp_path):
    """A file that is no report ends with 2 and one line."""
    (tmp_path / "a.txt").write_text("今天天气很好。", "utf-8")
    for name in ("a.txt", "none.txt"):
        done = run(command, tmp_path / name)
        assert done.exit_code == 2
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_check_names_the_only_explanation(files, locale):
    """A finding that just one thing explains is followed by that; one with several explanations is not."""
    (explanation,) = explain(read(files["wrong"]))
    lines = run("check", files["wrong"], locale=locale).output.splitlines()
    assert lines.count(f"    {explanation.message(locale)}") == 2
    value = json.loads(run("check", "--format", "json", files["wrong"], locale=locale).output)
    relations = [found for found in value["files"][0]["findings"] if "left" in found]
    assert [found["explanation"] for found in relations] == [explanation.message(locale)] * 2
    files["wrong"].write_text(render(published(HUAIAN_2024).replace({RESULTS.total: 352}), "json"), "utf-8")
    value = json.loads(run("check", "--format", "json", files["wrong"], locale=locale).output)
    assert not any("explanation" in found for found in value["files"][0]["findings"])


def test_the_page_shows_what_a_figure_should_be(files):
    """A page with findings shows the right value in the cell that is wrong, if there is just one; it is read back."""
    page = run("render", "--to", "html", "--findings", files["wrong"]).output
    assert 'data-cell="applications.outcome.unavailable.not_held.natural_persons"' in page
    assert page.count(">→ 746</a>") == 1
    assert 'id="explanation-1" class="hint"><b>suggested correction</b> (4) 1, Natural persons should be 746' in page
    assert reads(page) == read(files["wrong"])
    assert "explanation" not in run("render", "--to", "html", "--findings", files["right"]).output
