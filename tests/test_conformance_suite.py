"""
The conformance suite: this library passes it, so does a small right program, and each known fault of others fails it.

Cases that others have published of systems of sums are in ``test_conformance.py``.
"""

import functools
import json
import re
import shutil
import subprocess
import sys

from pathlib import Path

import foreign
import jsonschema
import pytest

from foreign import BASES, FILES, FOLDER, FORMS, WRONG_CHECKERS, WRONG_READERS, Checker, Reader, cases, takes, whole

from govinfo import RULES, Report, UnreadableReport, check, reads
from govinfo.cells import cells_of
from govinfo.codec import from_dict, to_dict
from govinfo.finding import Side
from govinfo.identities import identities
from govinfo.ledger import ledger
from govinfo.reconciliation import reconcile
from govinfo.rules import BONDS
from govinfo.schema import schema


sys.path[:0] = [str(Path(__file__).parents[1] / "tools")]

import conformance  # noqa: E402  it stands among the tools


CHECKS = [name for name, content in FILES.items() if content.get("kind") == "check"]
READS = [name for name, content in FILES.items() if content.get("kind") == "read"]

#: Documents that a reader can read who knows nothing but lines with tabs.
TABBED = [
    case
    for case in cases("text.json")
    if case["name"].startswith(("text/figures/", "text/labels/")) or case["name"] == "text/tabs_filled"
]


def name(case):
    """The name of a case."""
    return case["name"]


def said(finding):
    """A finding of this library as the suite tells it."""
    known = {
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "section": finding.section,
        "cells": [cell.path for cell in finding.cells],
    }
    if finding.reports:
        known["reports"] = list(finding.reports)
    if isinstance(finding.left, Side):
        known |= {"left": finding.left.total, "sense": finding.sense, "right": finding.right.total}
        known["difference"] = finding.difference
    return known


def alike(expected, findings):
    """Whether findings are those that are expected, in whatever order."""
    return sorted(map(json.dumps, map(sorted_keys, expected))) == sorted(
        json.dumps(sorted_keys(said(finding))) for finding in findings
    )


def sorted_keys(value):
    """The same with its keys in order."""
    return dict(sorted(value.items()))


# The files


@pytest.mark.parametrize("file", FILES)
def test_every_file_follows_the_schema(file):
    """Each has a kind, and just the keys of that kind; the schema is one."""
    known = FILES["schema.json"]
    if file == "schema.json":
        jsonschema.Draft202012Validator.check_schema(known)
    else:
        jsonschema.validate(FILES[file], known)
        assert conformance.SUITE == FILES[file]["suite"]


def test_every_case_has_a_name_of_its_own():
    """So that a case can be spoken of."""
    names = [case["name"] for content in FILES.values() for case in content.get("cases", ())]
    assert len(names) == len(set(names)) > 250


def test_files_are_fresh(capsys):
    """They are what the library says now."""
    assert 0 == conformance.main(["--check"]), capsys.readouterr().out


def test_a_stale_file_is_named(monkeypatch, tmp_path, capsys):
    """A file that differs, one that is missing, and one that is not made by anything; then they are written."""
    monkeypatch.setattr(conformance, "FOLDER", tmp_path)
    monkeypatch.setattr(conformance, "files", lambda: iter([("a.json", "{}\n"), ("b.json", "[]\n")]))
    (tmp_path / "a.json").write_text("[]\n", "utf-8")
    (tmp_path / "c.json").write_text("[]\n", "utf-8")
    assert 1 == conformance.main(["--check"])
    assert ["a.json", "b.json", "c.json"] == [
        line.split()[0].removeprefix("conformance/") for line in capsys.readouterr().out.splitlines()
    ]
    assert 1 == conformance.main([])
    assert ("{}\n", "[]\n") == ((tmp_path / "a.json").read_text("utf-8"), (tmp_path / "b.json").read_text("utf-8"))


def test_every_file_is_described():
    """The page of the folder has a line on each file, and says what its kind is."""
    page = (FOLDER / "README.md").read_text("utf-8")
    rows = [row for row in page.splitlines() if row.startswith("| `")]
    for file in FILES.keys() - {"schema.json"}:
        (row,) = [row for row in rows if f"`{file}`" in row]
        assert f"| `{FILES[file]['kind']}` |" in row


def test_the_suite_is_of_moderate_size():
    """Less than three megabytes."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3 * 10**6


@pytest.mark.parametrize("base", BASES)
def test_bases_are_reports(base):
    """Each base follows the schema of reports, and is what this library writes."""
    jsonschema.validate(BASES[base], schema())
    assert BASES[base] == to_dict(from_dict(BASES[base]))


@pytest.mark.parametrize("edition", FORMS)
def test_every_relation_is_broken_by_some_case(edition):
    """The cases of single cells break every relation of the form, and leave each of them open."""
    numbers = set(range(len(FORMS[edition]["relations"])))
    known = FILES[f"cells-{edition}.json"]["cells"].values()
    assert numbers == {number for cell in known for number in [*cell["one"], *cell["minusOne"]]}
    assert numbers == {number for cell in known for number in cell["blank"]}


def test_every_rule_has_a_case_that_breaks_it():
    """Each rule of this library is found in a case; of the reading rules most are."""
    found = {
        finding["rule"]
        for content in FILES.values()
        for case in content.get("cases", ())
        for finding in case["expected"].get("findings", ())
    }
    assert {rule.id for rule in (*RULES, *BONDS) if not rule.id.startswith("R-")} <= found
    assert {"R-RUN", "R-INFERRED", "R-SHORT", "R-SURPLUS", "R-MISSING", "R-REPEATED", "R-UNREADABLE"} <= found


def test_the_smallest_report_that_breaks_a_rule_breaks_no_other():
    """Of one report or of two: each case of that name is about its rule alone."""
    named = [case for case in cases("rules.json", "across.json") if case["name"].endswith("/fails")]
    for case in named:
        assert {case["name"].split("/")[-2]} == {finding["rule"] for finding in case["expected"]["findings"]}
        assert [] == case["expected"]["undetermined"]
    due = {rule.id for rule in (*RULES, *BONDS)} - {"H-SUM"}
    assert {rule for rule in due if not rule.startswith("R-")} == {case["name"].split("/")[-2] for case in named}


def test_a_blank_is_never_zero():
    """Where a blank takes part nothing is violated, would it hold as zero or not: each relation has both cases."""
    named = [case for case in cases("blanks.json") if "/blank-" in case["name"]]
    for case in named:
        rule, blanks = (
            case["name"].split("/")[1],
            {path for path, item in case["report"]["set"].items() if item is None},
        )
        found, left_open = (case["expected"][key] for key in ("findings", "undetermined"))
        assert rule in {finding["rule"] for finding in left_open}
        assert all(blanks.isdisjoint(finding["cells"]) for finding in found)
        assert all(not blanks.isdisjoint(finding["cells"]) for finding in left_open)
    relations = {relation["rule"] for form in FORMS.values() for relation in form["relations"]}
    for end in ("would-hold", "would-fail"):
        assert relations == {case["name"].split("/")[1] for case in named if case["name"].endswith(end)}


# This library


@pytest.mark.parametrize("case", cases(*CHECKS), ids=name)
def test_the_library_checks_as_expected(case):
    """Every finding with its cells, totals and difference; what is undetermined; and how many relations hold."""
    result = check(from_dict(whole(case["report"])), RULES)
    expected = case["expected"]
    assert (expected["ok"], expected["held"]) == (result.ok, result.held)
    assert alike(expected["findings"], result.findings)
    assert alike(expected["undetermined"], result.undetermined)


@pytest.mark.parametrize("edition", FORMS)
@pytest.mark.parametrize(("key", "figure"), [("one", 1), ("minusOne", -1), ("blank", None)])
def test_the_library_judges_each_cell_alone_as_expected(edition, key, figure):
    """The relations that a single cell breaks or leaves open are those of the file, by their numbers."""
    content = FILES[f"cells-{edition}.json"]
    report = from_dict(BASES[content["base"]])
    known = identities(report.editions, RULES)
    verdict = "undetermined" if figure is None else "violated"
    for cell in cells_of(report.editions):
        changed = report.replace({cell: figure})
        broken = [number for number, identity in enumerate(known) if identity.verdict(changed) == verdict]
        assert broken == content["cells"][cell.path][key]


@pytest.mark.parametrize("case", cases("refused.json"), ids=name)
def test_the_library_refuses_as_expected(case):
    """What is no report is refused, and the places are named."""
    with pytest.raises(UnreadableReport) as raised:
        from_dict(case["document"])
    assert case["expected"]["faults"] == sorted({fault.path for fault in raised.value.fields["faults"]})


@pytest.mark.parametrize("case", cases(*READS), ids=name)
def test_the_library_reads_as_expected(case):
    """The report that a document is read as, and what reading finds."""
    report = reads(case["document"])
    value = to_dict(report)
    del value["reading"], value["sources"]
    assert whole(case["expected"]["report"]) == value
    assert alike(case["expected"]["findings"], report.reading.findings)
    assert all(
        report[cell] is None for cell in cells_of(report.editions) if cell.path in case["expected"].get("may", {})
    )


@pytest.mark.parametrize("case", cases("across.json"), ids=name)
def test_the_library_reconciles_as_expected(case):
    """What is said of years that follow each other, and of a whole and its parts."""
    reports = [from_dict(whole(report)) for report in case["reports"]]
    result = reconcile(ledger(reports, case["parts"]), BONDS)
    expected = case["expected"]
    assert (expected["ok"], expected["held"]) == (result.ok, result.held)
    assert alike(expected["findings"], result.findings)
    assert alike(expected["undetermined"], result.undetermined)


# A small right program, and wrong ones


@functools.cache
def _expected(number):
    case = cases(*CHECKS)[number]
    told = [*case["expected"]["findings"], *case["expected"]["undetermined"]]
    keys = ("rule", "verdict", "severity", "cells", "left", "right", "difference")
    rows = [tuple(tuple(row.get(key) or ()) if key == "cells" else row.get(key) for key in keys) for row in told]
    return sorted((row for row in rows if row[0][0] in "TN"), key=str), case["expected"]["held"]


def failed_checks(checker, *, only_verdicts=False):
    """The names of the cases of relations and counts that a checker fails; if asked for, only by rule and verdict."""
    failed = []
    for number, case in enumerate(cases(*CHECKS)):
        (due, held), (found, counted) = _expected(number), checker.check(whole(case["report"]))
        if only_verdicts:
            is_right = [row[:2] for row in due] == [row[:2] for row in found]
        else:
            is_right = (due, held) == (found, counted)
        failed += [] if is_right else [case["name"]]
    return failed


def failed_documents(reader):
    """The names of the documents with tabs that a reader misreads."""
    failed = []
    for case in TABBED:
        expected, may = whole(case["expected"]["report"]), case["expected"].get("may", {})
        read = reader.read(case["document"])
        due = {path: figure for path, figure in foreign._leaves(expected) if path in read or _is_cell(path)}
        if any(read.get(path) not in {figure, *([may[path]] if path in may else [])} for path, figure in due.items()):
            failed.append(case["name"])
    return failed


def _is_cell(path):
    return any(path in form["cells"] for form in FORMS.values())


def test_a_small_right_checker_passes_all_cases_of_relations():
    """It knows the published files and nothing else."""
    assert [] == failed_checks(Checker())


@pytest.mark.parametrize("wrong", WRONG_CHECKERS, ids=lambda wrong: wrong.__name__)
def test_every_known_fault_of_checkers_fails_a_case(wrong):
    """Faults of published programs: each says another verdict than is due in a case that a right program passes."""
    assert WRONG_CHECKERS[wrong] in failed_checks(wrong(), only_verdicts=True)


@pytest.mark.parametrize("edition", FORMS)
def test_a_small_right_checker_judges_each_cell_alone(edition):
    """The relations that are broken or left open are those whose numbers are published."""
    content, relations = FILES[f"cells-{edition}.json"], FORMS[edition]["relations"]
    cells = {json.dumps([one["left"], one["right"]]): number for number, one in enumerate(relations)}
    checker, report = Checker(), whole({"base": content["base"], "set": {}})
    for path, due in content["cells"].items():
        for key, figure in (("one", 1), ("minusOne", -1), ("blank", None)):
            foreign.put(report, path, figure)
            told = []
            for one in checker.relations(report):
                left, right = checker.side(report, one["left"]), checker.side(report, one["right"], one["constant"])
                holds = None not in {left, right} and (left == right or (one["sense"] == "≥" and left > right))
                told += [] if holds else [cells[json.dumps([one["left"], one["right"]])]]
            assert due[key] == sorted(told)
        foreign.put(report, path, 0)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js to run it with")
def test_the_runner_in_another_language_passes_all_cases(tmp_path):
    """The JavaScript of the folder passes; with one figure changed in what is expected it fails, and says where."""
    shutil.copytree(FOLDER, tmp_path / "suite")
    command = [shutil.which("node"), str(tmp_path / "suite" / "runner.mjs")]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert (0, "") == (done.returncode, done.stderr)
    assert re.fullmatch(r"1[0-9]{3} passed, 0 failed\n", done.stdout)
    file = tmp_path / "suite" / "published.json"
    content = json.loads(file.read_text("utf-8"))
    content["cases"][0]["expected"]["held"] -= 1
    file.write_text(json.dumps(content), "utf-8")
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert (1, ["city/2023"]) == (done.returncode, done.stdout.splitlines()[1:])


def test_a_small_right_reader_reads_all_documents_with_tabs():
    """No figure is wrong, and none is lost that this library reads."""
    assert [] == failed_documents(Reader())


@pytest.mark.parametrize("wrong", WRONG_READERS, ids=lambda wrong: wrong.__name__)
def test_every_known_fault_of_readers_fails_a_document(wrong):
    """Faults of published programs: each misreads a document that a right program reads."""
    assert WRONG_READERS[wrong] in failed_documents(wrong())


@pytest.mark.parametrize("case", cases("refused.json"), ids=name)
def test_a_small_right_program_refuses_what_is_no_report(case):
    """It knows the keys of the form, and takes no others."""
    assert not takes(case["document"])


def test_a_program_that_passes_over_keys_fails_a_case():
    """A cell too many must not be taken, because one does not know where it counts."""
    assert all(takes(BASES[base]) for base in BASES)
    taken = [case["name"] for case in cases("refused.json") if takes(case["document"], passes_over=True)]
    assert ["refused/extra-cell", "refused/extra-row"] == taken


def test_reports_of_cases_are_reports():
    """Every report that a case tells is one."""
    told = [case["report"] for case in cases(*CHECKS)] + [case["expected"]["report"] for case in cases(*READS)]
    assert all(isinstance(from_dict(whole(given)), Report) for given in told)
