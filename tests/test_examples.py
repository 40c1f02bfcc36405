"""
The scripts of ``examples/``, run as a user runs them.
"""

import csv
import os
import shutil
import subprocess
import sys

from pathlib import Path

import pytest

import govinfo


ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tools")]

import examples  # noqa: E402  it stands among the tools


REPORT = "examples/jinhai-2020.txt"


def _run(script, *arguments):
    return subprocess.run(
        [sys.executable, f"examples/{script}", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_check_folder_prints_a_line_for_each_finding(tmp_path):
    """Each finding is a line with file, severity, rule and words; without an error the exit code is 0."""
    folder = tmp_path / "examples"
    folder.mkdir()
    for path in (ROOT / "examples").glob("jinhai-2020.*"):
        shutil.copy(path, folder)
    done = _run("check_folder.py", str(folder))
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["file", "severity", "rule", "finding"] == lines[0]
    names = [f"jinhai-2020.{suffix}" for suffix in ("docx", "html", "txt")]
    rules = ["R-SURPLUS", "R-SURPLUS", "S-MIXTURE"]
    assert [(name, rule) for name in names for rule in rules] == [(Path(line[0]).name, line[2]) for line in lines[1:]]
    assert (0, "") == (done.returncode, done.stderr)


def test_check_folder_names_what_cannot_be_read(tmp_path):
    """A file that is no report is named with the reason, the rest is checked, and the exit code is 1."""
    (tmp_path / "a.txt").write_text("今天天气很好。", "utf-8")
    (tmp_path / "b.txt").write_bytes((ROOT / REPORT).read_bytes())
    (tmp_path / "c.docx").write_bytes(b"PK")
    done = _run("check_folder.py", str(tmp_path))
    found = [line.split("\t")[:2] for line in done.stdout.splitlines()[1:]]
    unreadable = [Path(file).name for file, word in found if word == "unreadable"]
    assert ["a.txt", "c.docx"] == unreadable
    assert {"a.txt", "b.txt", "c.docx"} == {Path(file).name for file, _ in found}
    assert (1, "") == (done.returncode, done.stderr)


def test_to_long_form_writes_a_line_for_each_cell():
    """Figures, blanks and labels of several reports are one CSV table; a blank is an empty field and a zero a 0."""
    done = _run("to_long_form.py", REPORT, REPORT)
    assert (0, "") == (done.returncode, done.stderr)
    rows = list(csv.DictReader(done.stdout.splitlines()))
    figures = {row["cell"]: row["figure"] for row in rows}
    assert len(rows) == 2 * len(figures)
    assert "" == figures["disclosure.documents.government_rules.in_force"]
    assert "0" == figures["applications.received.total"]
    assert "2500000000" == figures["disclosure.procurement.purchases.amount"]


@pytest.mark.parametrize(("overturned", "count"), [("0", 0), ("1", 1)])
def test_own_rule_is_asked_and_drawn(tmp_path, overturned, count):
    """The rule of the example finds more cases overturned than upheld, and its renderer lists figures and findings."""
    text = (ROOT / REPORT).read_text("utf-8")
    before, figures, after = text.rpartition("\n0\t0\t0\t0\t0\t")
    assert figures
    file = tmp_path / "report.txt"
    file.write_text(f"{before}\n0\t{overturned}\t0\t0\t{overturned}\t{after}", "utf-8")
    done = _run("own_rule.py", str(file))
    assert (0, "") == (done.returncode, done.stderr)
    assert "- Centralized government procurement · Total procurement amount: 25,000,000 yuan" in done.stdout
    assert count == done.stdout.count("- X-UPHELD: ")


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "examples").glob("*.py")))
def test_examples_are_short(script):
    """An example has fewer than 40 lines."""
    assert len((ROOT / "examples" / script).read_text("utf-8").splitlines()) < 40


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_documents_of_examples_are_one_report(suffix):
    """The page and the Word file have the figures of the text, and the same findings."""
    text, other = govinfo.read(ROOT / REPORT), govinfo.read((ROOT / REPORT).with_suffix(f".{suffix}"))
    assert (text.organ, text.year, text.editions, text.cells()) == (
        other.organ,
        other.year,
        other.editions,
        other.cells(),
    )
    assert [finding.rule for finding in govinfo.check(text)] == [finding.rule for finding in govinfo.check(other)]


def test_page_of_examples_is_fresh():
    """The page is what the tool makes of the text."""
    text = (ROOT / REPORT).read_text("utf-8")
    page = examples.page(list(examples.parts(text)))
    assert (ROOT / REPORT).with_suffix(".html").read_text("utf-8") == page
