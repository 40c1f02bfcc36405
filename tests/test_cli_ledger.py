"""
``govinfo ledger`` and ``govinfo consolidate`` say what the library says, as text and as JSON, in both languages.
"""

import json
import shutil

from pathlib import Path

import pytest

from click.testing import CliRunner

from govinfo import CELLS, Organ, Report, read, render
from govinfo.cli import command_line
from govinfo.disagreement import MOST, explain_ledger
from govinfo.language import LOCALES
from govinfo.ledger import ledger
from govinfo.messages import report_name
from govinfo.outputs import FORMATS
from govinfo.reconciliation import reconcile


ROOT = Path(__file__).parents[1]
CITY, SUQIAN = ROOT / "examples" / "city", ROOT / "examples" / "suqian"
RECEIVED = CELLS.applications.received.total
BROUGHT = CELLS.applications.brought_forward


def run(*arguments, locale="en"):
    """Run a command in this process."""
    result = CliRunner().invoke(command_line(locale), [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def city(tmp_path):
    """A copy of the example of a city and its parts."""
    return Path(shutil.copytree(CITY, tmp_path / "city"))


@pytest.fixture
def years(tmp_path):
    """A copy of the example of three years."""
    return Path(shutil.copytree(SUQIAN, tmp_path / "years"))


def change(file, figures, **fields):
    """The report of a file with other figures."""
    file.write_text(render(read(file).replace(figures, **fields), "text"), "utf-8")


def test_the_published_years_agree():
    """宿迁 2023, 2024 and 2025, of which a part is known: nothing is found, and what is blank is counted."""
    done = run("ledger", SUQIAN)
    assert (0, "") == (done.exit_code, done.stderr)
    assert [
        "Reports: 3; organs: 1; years: 2023–2025.",
        "Relations between reports: 17 hold, 0 violated, 7 not checkable.",
    ] == done.output.splitlines()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_wrong_figure_is_found_and_explained(locale):
    """Both relations that a wrong figure breaks are named under its report, and the figures that explain it."""
    done = run("ledger", CITY, locale=locale)
    lines = done.output.splitlines()
    assert (0, report_name("某市人民政府 2024", locale), 2) == (
        done.exit_code,
        lines[1],
        sum(" H-SUM " in line for line in lines),
    )
    book = ledger(
        (read(file) for file in CITY.glob("*.txt")),
        {"某市人民政府": ["某市人民政府办公室", "某市教育局", "某县人民政府"]},
    )
    result = reconcile(book)
    messages = [one.message(locale) for found in explain_ledger(book, result) for one in found.explanations]
    assert 1 == len(messages)
    assert f"  1. {messages[0]}" in lines


def test_as_json():
    """The same as plain values: reports with their files, findings, explanations."""
    value = json.loads(run("ledger", CITY, "--format", "json").output)
    assert {
        "ok",
        "reports",
        "missing",
        "unreadable",
        "findings",
        "undetermined",
        "held",
        "explanations",
        "is_explained",
    } == set(value)
    assert (4, [], 2) == (len(value["reports"]), value["missing"], len(value["findings"]))
    first = value["findings"][0]
    assert "某市人民政府 2024" == first["reports"][0] == first["left"]["terms"][0]["report"]
    assert ([1], True) == ([len(group) for group in value["explanations"]], value["is_explained"])


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("undetermined", 1)])
def test_exit_codes(fail_on, code):
    """What was asked for is found, or is not."""
    assert code == run("ledger", CITY, "--fail-on", fail_on).exit_code


def test_what_is_open_fails_if_it_is_asked_for():
    """Blanks are nothing that is wrong, unless they are asked for."""
    assert [0, 1] == [run("ledger", SUQIAN, "--fail-on", kind).exit_code for kind in ("hint", "undetermined")]


def test_years_that_disagree_are_an_error(years):
    """What is brought forward must be what was carried forward; the year that is wrong in itself is named."""
    change(years / "2024.txt", {BROUGHT.natural_persons: 181})
    done = run("ledger", years)
    assert 1 == done.exit_code
    assert "118" in done.output.split("What explains it:")[1]


def test_which_year_is_wrong_cannot_always_be_told(tmp_path):
    """Two reports that are right in themselves and do not agree: each explanation is given, as one of several."""
    form = Report.blank(2021, organ="某局")
    carried = {2023: {CELLS.applications.carried_forward.total: 5}, 2024: {BROUGHT.total: 4}}
    for year, figures in carried.items():
        (tmp_path / f"{year}.json").write_text(render(form.replace(figures, year=year), "json"), "utf-8")
    done = run("ledger", tmp_path)
    assert "cannot be told" in done.output
    assert 2 <= sum(line.startswith("  ") and ". " in line[:5] for line in done.output.splitlines())


def test_missing_reports_are_named(city):
    """A part without a report, and a year between others."""
    (city / "某市教育局.txt").unlink()
    shutil.copy(city / "某县人民政府.txt", city / "old.txt")
    change(city / "old.txt", {}, year=2022)
    done = run("ledger", city)
    assert "Missing: 某县人民政府 (2023), 某市教育局 (2024)." in done.output
    assert [] == [*explain_ledger(ledger([]), reconcile(ledger([])))]


def test_a_report_that_is_not_whole_is_not_explained_by_figures(city):
    """Where a part has none of its figures any more, more of them differ than a few wrong ones explain."""
    file = city / "某县人民政府.txt"
    change(file, {cell: 0 for cell in CELLS.applications.cells() if cell.editions[-1] == 2021})
    assert MOST < run("ledger", city).output.count(" H-SUM ")
    assert "explains" not in run("ledger", city).output
    (city / "parts.toml").write_text('[parts]\n"某市政府" = ["某县人民政府"]\n', "utf-8")
    assert "Missing: 某市政府 (2024)." in run("ledger", city).output


def test_what_is_not_explained_is_told(tmp_path):
    """Where more is wrong than what is found explains, that is said; each group of explanations stands by itself."""
    form = Report.blank(2021, year=2024)
    form = form.replace(dict.fromkeys((cell for cell, _ in form.figures()), 0))
    results, outcome = CELLS.disputes.reconsideration, CELLS.applications.outcome
    rows = (CELLS.applications.received, outcome.granted, outcome.total)
    figures = {cell: 5 for row in rows for cell in (row.natural_persons, row.total)}
    whole = form.replace({**figures, results.upheld: 3, results.total: 3}, organ=Organ("某市"))
    part = form.replace({results.upheld: 3}, organ=Organ("某局"))
    for report in (whole, part):
        (tmp_path / f"{report.organ.name}.json").write_text(render(report, "json"), "utf-8")
    (tmp_path / "parts.toml").write_text('[parts]\n"某市" = ["某局"]\n', "utf-8")
    output = run("ledger", tmp_path).output
    assert "What explains it:\n  1. 某局 (2024), “Administrative reconsideration, Total” should be 3, not 0" in output
    assert "Not everything that does not agree is explained." in output


def test_files_that_cannot_be_read(city):
    """They are named with the reason, the others are asked all the same, and the exit code is 2."""
    (city / "page.html").write_text("<p>没有表格", "utf-8")
    done = run("ledger", city)
    assert 2 == done.exit_code
    assert "page.html" in done.output.splitlines()[0]
    assert "Reports: 4" in done.output
    made = run("consolidate", city, "--organ", "某市人民政府")
    assert (2, True) == (made.exit_code, "page.html" in made.stderr)


@pytest.mark.parametrize("command", ["ledger", "consolidate"])
def test_what_was_not_read_for_certain_is_told(years, command):
    """Of a file that is cut in half, or has a row too many, both commands say that check has more to say."""
    for name in ("2023.txt", "2024.txt", "2025.txt"):
        text = (years / name).read_text("utf-8")
        (years / name).write_text(text[: len(text) // 2] if name == "2024.txt" else text, "utf-8")
    done = run(command, years, *(("--year", 2024) if command == "consolidate" else ()))
    said = [line for line in (done.stdout + done.stderr).splitlines() if "could be read for certain" in line]
    assert ["2024.txt"] == [Path(line.split(": ")[0]).name for line in said]


def test_an_empty_folder(tmp_path):
    """It is said that there is nothing in it, and nothing else."""
    done = run("ledger", tmp_path)
    assert (2, 1) == (done.exit_code, len(done.stdout.splitlines()))


@pytest.mark.parametrize("command", ["ledger", "consolidate"])
def test_a_folder_that_is_none(tmp_path, command):
    """It is named, whether there is a file of that name or nothing."""
    (tmp_path / "file.txt").write_text("", "utf-8")
    for name in ("nowhere", "file.txt"):
        done = run(command, tmp_path / name)
        assert (2, "", True) == (done.exit_code, done.stdout, done.stderr.endswith("There is no such folder.\n"))


@pytest.mark.parametrize("command", ["ledger", "consolidate"])
def test_a_list_of_parts_that_is_none(city, command):
    """It is named, with what it must be."""
    (city / "parts.toml").write_text("parts = 3", "utf-8")
    done = run(command, city)
    assert (2, True) == (done.exit_code, "[parts]" in done.stderr)
    (city / "own.toml").write_text('[parts]\n"某市人民政府" = ["某市人民政府"]', "utf-8")
    assert 2 == run(command, city, "--parts", city / "nowhere.toml").exit_code
    if command == "ledger":
        assert "part of itself" in run(command, city, "--parts", city / "own.toml").stderr


def test_consolidate(city):
    """The sum of the parts, of which the report of the government is none; what it is made of is said beside it."""
    done = run("consolidate", city, "--organ", "某市人民政府", "--to", "json", "-o", city / "sum.json")
    assert (0, "") == (done.exit_code, done.stdout)
    made = read(city / "sum.json")
    assert (66, 11) == (made[RECEIVED], made.applications.outcome.unavailable.not_held.natural_persons)
    assert done.stderr.startswith("Added up: 某县人民政府, 某市人民政府办公室, 某市教育局 (3).")
    (city / "某市教育局.txt").unlink()
    (city / "sum.json").unlink()
    without = run("consolidate", city, "--organ", "某市人民政府")
    assert (1, True) == (without.exit_code, "Missing, and not in the sums: 某市教育局 (1)." in without.stderr)


def test_consolidate_asks_for_the_year(city):
    """Reports on several years are not added up; --year says which."""
    shutil.copy(city / "某县人民政府.txt", city / "old.txt")
    change(city / "old.txt", {}, year=2022)
    organ = ("--organ", "某市人民政府")
    assert (2, True) == ((done := run("consolidate", city, *organ)).exit_code, "2022, 2024" in done.stderr)
    assert 2022 == read_text(run("consolidate", city, *organ, "--year", 2022, "--to", "json").stdout)["year"]
    assert 2 == run("consolidate", city, *organ, "--year", 2019).exit_code


@pytest.mark.parametrize("options", [(), ("--organ", "某市")])
def test_consolidate_adds_up_no_government_with_its_parts(city, options):
    """Where a list says who is a part of whom, it must say so of the government that is asked for."""
    done = run("consolidate", city, *options)
    assert (2, "") == (done.exit_code, done.stdout)
    assert "--organ must be one of: 某市人民政府." in done.stderr


def read_text(text):
    """Plain values of JSON."""
    return json.loads(text)


def test_consolidate_nothing_half_written(city):
    """Where it cannot be written, a sentence says so."""
    done = run("consolidate", city, "-o", city / "nowhere" / "x.txt")
    assert (2, False) == (done.exit_code, (city / "nowhere").exists())


@pytest.mark.parametrize("format_", FORMATS)
def test_formats_for_other_programs(city, format_):
    """Each finding is said of the file of the report that it is about, at its line; files that cannot be read, too."""
    (city / "page.html").write_text("<p>没有表格", "utf-8")
    done = run("ledger", city, "--format", format_)
    assert 2 == done.exit_code
    assert "H-SUM" in done.output
    assert "page.html" in done.output
    if format_ == "github":
        lines = [line for line in done.output.splitlines() if "title=H-SUM" in line]
        assert 2 == len(lines)
        assert all("某市人民政府.txt,line=62," in line for line in lines)


def test_a_finding_stands_at_the_place_of_the_later_year(years):
    """What is brought forward is looked up in the later report, wherever the other stands."""
    change(years / "2024.txt", {BROUGHT.natural_persons: 181, CELLS.applications.carried_forward.natural_persons: 0})
    printed = run("ledger", years, "--format", "github").output
    assert "2024.txt,line=" in printed
    wrong = [line for line in printed.splitlines() if line.startswith("::error") and "Y-CARRIED" in line]
    assert wrong
    assert all("2024.txt" in line.split("::")[1] for line in wrong)


def test_missing_reports_have_their_own_names(city):
    """What is said of a report that is not there is said under its name."""
    (city / "某市教育局.txt").unlink()
    done = run("ledger", city, "--format", "junit")
    assert "某市人民政府.txt" in done.output
    assert "某市教育局 2024" in done.output


def test_profiles():
    """A profile changes what blocks, and is named with what it changes."""
    done = run("ledger", CITY, "--profile", "evaluation")
    assert (1, True) == (done.exit_code, done.output.startswith("Profile evaluation: "))
    assert "S-REPEATED" in done.output.splitlines()[1]
    assert 0 == run("ledger", CITY, "--profile", "evaluation", "--fail-on", "error").exit_code
    value = json.loads(run("ledger", CITY, "--profile", "research", "--format", "json").output)
    assert ("research", True) == (value["profile"], value["ok"])
    assert {"Y-PENDING", "S-REPEATED"} == {one["rule"] for one in value["overrides"]}
    assert 2 == run("ledger", CITY, "--profile", "nowhere").exit_code
