"""
``govinfo rules`` lists the rules as text, as JSON, as SQL and as a sheet of formulas, in both languages.
"""

import contextlib
import csv
import json
import sqlite3

import pytest

from click.testing import CliRunner

from govinfo import CELLS, RULES, Report, Severity
from govinfo.catalogue import shipped
from govinfo.cells import cells_of, official
from govinfo.check import asked_cells
from govinfo.cli import command_line
from govinfo.editions import Edition
from govinfo.form import Results
from govinfo.formulas import cell_formula, formula
from govinfo.identities import identities
from govinfo.language import LOCALES, locale_of
from govinfo.rule import Sum, at_least, rule
from govinfo.rules import BONDS, counts_are_whole


ALL = (*RULES, *BONDS)


def run(*arguments, locale="en"):
    """What the command prints."""
    result = CliRunner().invoke(command_line(locale_of(locale)), ["rules", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize("locale", LOCALES)
def test_rules_are_listed(locale):
    """Every rule stands in the list, with its sentence in the language of the user."""
    lines = run(locale=locale).splitlines()
    for known, line in zip(ALL, lines, strict=True):
        assert line.startswith(f"{known.id} ")
        assert line.endswith(known.sentence if locale == "zh_Hans" else known.english)


@pytest.mark.parametrize("locale", LOCALES)
def test_rules_as_json(locale):
    """The list for programs is that of the catalogue, with words in the language of the user under the stable keys."""
    found = json.loads(run("--format", "json", locale=locale))
    for said, due, known in zip(found, ALL, shipped()["rules"], strict=True):
        assert {"id", "severity", "sentence", "authority", "cites", "editions", "caution"} <= set(said)
        assert said["sentence"] == (due.sentence if locale == "zh_Hans" else due.english)
        assert said["severity"] in [*map(str, Severity)]
        assert (said["caution"] is None) == (due.caution is None)
        other = ("sentence", "cites", "caution") if locale == "en" else ()
        assert {key: said[key] for key in said if key not in other} == {
            k: v for k, v in known.items() if k not in other
        }
        assert locale == "zh_Hans" or (said["cites"], said["caution"]) == (known["cites_english"], due.caution)


def test_installed_rules_as_json(monkeypatch):
    """A rule of another package stands there with the same keys, though it is not in the catalogue."""

    @rule("X-UPHELD", english="As many.", severity="hint", authority="practice", cites="")
    def upheld(results: Results[Sum]):
        """结果维持不少于结果纠正。"""
        return at_least(results.upheld, results.overturned)

    monkeypatch.setattr("govinfo.cli_rules.installed_rules", lambda: (*RULES, upheld))
    said = {known["id"]: known for known in json.loads(run("--format", "json"))}["X-UPHELD"]
    assert set(said) == set(next(known for known in shipped()["rules"] if known["kind"] == "relation"))
    assert said["identities"][0]["formula"] == "disputes.reconsideration.upheld ≥ disputes.reconsideration.overturned"


@pytest.fixture
def memory():
    """What is closed after a test."""
    with contextlib.ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("edition", Edition)
def test_script_of_sql(edition, memory):
    """The script runs as it is, and makes the three views; comments are in the language of the user."""
    script = run("--format", "sql", "--edition", str(int(edition)))
    assert script.startswith("-- Reports in a row each")
    assert run("--format", "sql", locale="zh_Hans").startswith("-- 由逐格记录表生成每份报告一行的表")
    database = memory.enter_context(contextlib.closing(sqlite3.connect(":memory:")))
    database.execute("CREATE TABLE records (organ, year, cell, edition, figure)")
    zeros = Report.blank(edition, organ="某局", year=2021)
    zeros = zeros.replace({cell: 0 for cell, _ in zeros.figures()})
    wrong = zeros.replace({CELLS.applications.brought_forward.total: 2}, year=2022)
    for record in (*zeros.records(), *wrong.records()):
        row = [record[name] for name in ("organ", "year", "cell", "edition", "figure")]
        database.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", row)
    database.executescript(script)
    balance = '"T3-BALANCE applications.outcome.total.total"'
    carried = '"Y-CARRIED applications.brought_forward.total"'
    assert database.execute(f"SELECT year, {balance} FROM verdicts ORDER BY year").fetchall() == [
        (2021, "holds"),
        (2022, "violated"),
    ]
    assert database.execute(f"SELECT year, {carried} FROM verdicts_over_years").fetchall() == [(2022, "violated")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("edition", Edition)
def test_sheet_of_formulas(edition, locale):
    """The sheet has a place for every figure, and the formula of every place of every rule, which look there."""
    heads, *rows = csv.reader(run("--format", "formula", "--edition", str(int(edition)), locale=locale).splitlines())
    form = official(edition)
    assert heads[0] == ("单元格" if locale == "zh_Hans" else "Cell")
    assert [row[0] for row in rows if row[0]] == [cell.path for cell in cells_of(form)]
    assert {row[2] for row in rows} == {""}
    at = {cell: f"C{row}" for row, cell in enumerate(cells_of(form), start=2)}
    due = [(identity.rule.id, formula(identity, at, locale)) for identity in identities(form)]
    asked = asked_cells(counts_are_whole, form).items()
    due += [("N-COUNT", cell_formula(whole, at[cell], locale)) for whole, cells in asked for cell in cells]
    assert due == [(row[3], row[5]) for row in rows]
    assert all(row[4] for row in rows)
