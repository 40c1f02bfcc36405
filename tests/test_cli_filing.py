"""``govinfo check`` with profiles, waivers and formats for programs, and ``govinfo waive``."""

import datetime
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

from pathlib import Path

import pytest

from click.testing import CliRunner
from jsonschema import Draft202012Validator

import govinfo

from govinfo import CELLS, Report, check, cli_check, cli_waive, render, schema
from govinfo.cli import command_line
from govinfo.files import Found, check_file
from govinfo.language import locale_of
from govinfo.profile import SHIPPED, Profile
from govinfo.result_schema import FILE
from govinfo.waivers import load


EXAMPLES = Path(__file__).parent.parent / "examples"
TOTAL = CELLS.applications.received.total
LATER = f"{datetime.date.today().year + 1}-12-31"  # noqa: DTZ011  the day of this machine is what commands go by
WHY = ("--reason", "已报备：口径调整。", "--author", "王某", "--expires", LATER)


def run(*arguments, locale="en", **known):
    """Run a command in this process."""
    result = CliRunner().invoke(command_line(locale_of(locale)), [str(argument) for argument in arguments], **known)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def files(tmp_path):
    """A report with an error, one with a blank, one of which nothing is to be said, and a file that is none."""
    form = Report.blank(2021, organ="某市", year=2024).replace(
        overview=("好。",), problems=("少。",), other_matters=("无。",)
    )
    right = form.replace({cell: 0 for cell, _ in form.figures()})
    made = {
        "wrong": right.replace({TOTAL: 5}),
        "blank": right.replace({TOTAL: None}, year=2023),
        "right": right.replace(year=2022),
    }
    for name, report in made.items():
        (tmp_path / f"{name}.json").write_text(render(report, "json"), "utf-8")
    (tmp_path / "none.txt").write_text("没有表格。", "utf-8")
    return {path.stem: path for path in tmp_path.iterdir()}


# --- profiles ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options", "status"),
    [
        ("wrong", (), 1),
        ("blank", (), 0),
        ("blank", ("--profile", "filing"), 1),
        ("blank", ("--profile", "research"), 0),
        ("blank", ("--profile", "filing", "--fail-on", "error"), 0),
        ("blank", ("--profile", "research", "--fail-on", "undetermined"), 1),
        ("wrong", ("--profile", "research", "--fail-on", "hint"), 1),
        ("right", ("--profile", "filing"), 0),
        ("none", ("--profile", "filing"), 2),
    ],
)
def test_exit_codes_follow_the_profile(files, name, options, status):
    """A profile says what fails; --fail-on wins over it."""
    for format_ in ("text", "json", "jsonl", "sarif", "github", "junit"):
        assert run("check", "--format", format_, *options, files[name]).exit_code == status


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_text_names_the_profile_and_what_it_changes(files, locale):
    """First the profile and its overrides, then the findings, then what is open, as that blocks."""
    lines = run("check", "--profile", "filing", files["blank"], locale=locale).output.splitlines()
    profile = Profile.load("filing")
    assert profile.describe(locale) in lines[0]
    assert "filing" in lines[0]
    overrides = check(govinfo.read(files["blank"]), profile=profile).overrides
    assert [one.rule in line for one, line in zip(overrides, lines[1:], strict=False)] == [True] * len(overrides)
    assert any("T3-BALANCE" in line for line in lines[len(overrides) :])
    assert run("check", files["right"]).output.splitlines()[0].startswith(str(files["right"]))


def test_a_rule_that_is_left_out_is_said_to_be(files):
    """An override that leaves a rule out says so in words."""
    assert "  S-YEAR: warning becomes left out\n" in run("check", "--profile", "research", files["right"]).output
    assert (
        "  S-YEAR：由“警告”改为“不检查”\n" in run("check", "--profile", "research", files["right"], locale="zh").output
    )


def test_a_profile_of_ones_own(files, tmp_path):
    """A profile can be a file; what is wrong with it is one line, in the language that is asked for."""
    own = tmp_path / "ours.toml"
    own.write_text('[severities]\nT3-BALANCE = "hint"\nT3-APPLICANTS = "off"\n', "utf-8")
    result = run("check", "--profile", own, files["wrong"])
    assert result.exit_code == 0
    assert "hint T3-BALANCE" in result.output
    own.write_text('[severities]\nT3-BALANSE = "hint"\n', "utf-8")
    for locale, said in (("en", "did you mean T3-BALANCE"), ("zh", "是否指 T3-BALANCE")):
        result = run("check", "--profile", own, files["wrong"], locale=locale)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
        assert str(own) in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("option", ["--profile", "--baseline"])
def test_files_of_settings_that_cannot_be_read(files, tmp_path, option):
    """A file that is not there, or is a folder, is told in one line, before anything is checked."""
    (tmp_path / "folder.toml").mkdir()
    for name, said in (("none.toml", "There is no such file."), ("folder.toml", "This is a folder")):
        result = run("check", option, tmp_path / name, files["wrong"])
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
    assert "filing, evaluation, research" in run("check", "--profile", "filling", files["wrong"]).stderr


# --- waivers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_what_is_waived_does_not_count(files, tmp_path, locale):
    """After `waive` the check passes, shows what was waived, by whom and why, and leaves the file as it is."""
    out = tmp_path / "waivers.toml"
    done = run("waive", files["wrong"], "-o", out, *WHY, locale=locale)
    assert done.exit_code == 0
    found = check(govinfo.read(files["wrong"]))
    assert all(finding.message(locale) in done.output for finding in found)
    assert [waiver.rule for waiver in load(out)] == [finding.rule for finding in found]
    before = out.read_bytes()
    result = run("check", "--baseline", out, files["wrong"], files["right"], locale=locale)
    assert result.exit_code == 0
    assert out.read_bytes() == before
    assert result.output.count("已报备：口径调整。") == len(found)
    word = {"zh": "  已豁免 T3-BALANCE", "en": "  waived T3-BALANCE"}[locale]
    assert word in result.output
    assert {"zh": "已豁免的问题：2个。", "en": "Waived findings: 2."}[locale] in result.output
    assert {"zh": "2项不符", "en": "2 violated"}[locale] in result.output
    summary = json.loads(run("check", "--format", "json", "--baseline", out, files["wrong"]).output)["summary"]
    assert summary["waived"] == 2


def test_a_waiver_is_over_when_the_figure_changes(files, tmp_path):
    """With another figure the finding is back, and the waiver is told to be stale, without failing for that."""
    out = tmp_path / "waivers.toml"
    run("waive", files["wrong"], "-o", out, *WHY)
    report = govinfo.read(files["wrong"])
    files["wrong"].write_text(render(report.replace({TOTAL: 6}), "json"), "utf-8")
    result = run("check", "--baseline", out, files["wrong"])
    assert (result.exit_code, result.output.count("matches nothing that was found")) == (1, 2)
    files["wrong"].write_text(render(report.replace({TOTAL: 0}), "json"), "utf-8")
    result = run("check", "--baseline", out, files["wrong"])
    assert (result.exit_code, result.output.count("matches nothing that was found")) == (0, 2)


def test_waivers_of_other_reports_are_counted(files, tmp_path):
    """How many waivers are of reports that were not checked is said once."""
    out = tmp_path / "waivers.toml"
    run("waive", files["wrong"], "-o", out, *WHY)
    result = run("check", "--baseline", out, files["right"])
    assert result.output.endswith("Waivers of reports that are not among these files: 2.\n")
    assert result.exit_code == 0


def test_waivers_are_added(files, tmp_path):
    """What stands in the file stays byte for byte; nothing is waived twice; --rule chooses."""
    out = tmp_path / "waivers.toml"
    out.write_bytes("# 审核组\r\n".encode())
    run("waive", files["wrong"], "-o", out, *WHY, "--rule", "T3-BALANCE")
    first = out.read_bytes()
    assert first.startswith("# 审核组\r\n".encode())
    assert [waiver.rule for waiver in load(out)] == ["T3-BALANCE"]
    run("waive", files["wrong"], files["right"], "-o", out, *WHY)
    assert out.read_bytes().startswith(first)
    assert [waiver.rule for waiver in load(out)] == ["T3-BALANCE", "T3-APPLICANTS"]
    again = run("waive", files["wrong"], "-o", out, *WHY)
    assert again.output == "There is nothing to waive.\n"
    assert again.exit_code == 0


def test_one_report_in_several_formats_is_waived_once(tmp_path):
    """The same finding of the same report needs one waiver, however many files have it."""
    out = tmp_path / "waivers.toml"
    several = EXAMPLES / "jinhai-2020.*"
    run("waive", several, "-o", out, *WHY)
    assert [waiver.rule for waiver in load(out)] == ["R-SURPLUS", "R-SURPLUS", "S-MIXTURE"]
    assert run("check", "--baseline", out, "--fail-on", "hint", several).exit_code == 0


def test_what_is_open_can_be_waived_where_it_blocks(files, tmp_path):
    """With a profile in which nothing may be left open, what is open is waived as well."""
    out = tmp_path / "waivers.toml"
    assert run("waive", files["blank"], "-o", out, *WHY).output == "There is nothing to waive.\n"
    assert not out.exists()
    run("waive", "--profile", "filing", files["blank"], "-o", out, *WHY)
    assert {waiver.rule for waiver in load(out)} == {"T3-BALANCE", "T3-APPLICANTS", "N-COUNT"}
    result = run("check", "--profile", "filing", "--baseline", out, files["blank"])
    assert result.exit_code == 0
    assert "0 not checkable" not in result.output


def test_waivers_on_standard_output(files):
    """With -o - the new entries are printed, and what they are of is said beside."""
    done = run("waive", files["wrong"], "-o", "-", *WHY)
    assert done.stdout.startswith("[[waiver]]\n")
    assert "T3-BALANCE" in done.stderr
    assert run("waive", files["right"], "-o", "-", *WHY).stderr == "There is nothing to waive.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--expires", "2020-01-01"), "this day has passed"),
        (("--expires", "2020-13-01"), "must be a day, such as"),
        (("--reason", " "), "must not be empty"),
        (("--author", ""), "must not be empty"),
        (("--rule", "T3-BALANSE"), "there is no rule “T3-BALANSE”; did you mean T3-BALANCE"),
        (("--rule", "?"), "there is no rule “?”"),
        (("--rule", "Y-CARRIED"), "Y-CARRIED is about several reports"),
        (("--profile", "filling"), "There is no profile “filling”"),
    ],
)
def test_misuse_is_told(files, tmp_path, options, said):
    """What cannot be is told in words, and nothing is written."""
    out = tmp_path / "waivers.toml"
    done = run("waive", files["wrong"], "-o", out, *WHY, *options)
    assert (done.exit_code, out.exists()) == (2, False)
    assert said in done.stderr


def test_a_report_that_cannot_be_told_from_others_is_not_waived(files, tmp_path):
    """Without the name of its organ, or its year, a waiver would hide findings of any other such report."""
    out = tmp_path / "waivers.toml"
    report = govinfo.read(files["wrong"])
    for nameless in (report.replace(year=None), report.replace(organ=govinfo.Organ(""))):
        files["wrong"].write_text(render(nameless, "json"), "utf-8")
        done = run("waive", files["wrong"], "-o", out, *WHY)
        assert (done.exit_code, out.exists()) == (2, False)
        assert "cannot be named in a waiver" in done.stderr


def test_nothing_is_written_if_a_file_cannot_be_read(files, tmp_path, monkeypatch):
    """One file that is no report or is not there, a folder that cannot be read, and nothing is waived."""
    out = tmp_path / "waivers.toml"
    for bad in (files["none"], tmp_path / "there.txt", tmp_path / "*.exe"):
        done = run("waive", files["wrong"], bad, "-o", out, *WHY)
        assert (done.exit_code, done.stdout, out.exists()) == (2, "", False), bad
    monkeypatch.setattr(cli_waive, "find", lambda _: [Found("folder", PermissionError(13, ""))])
    assert "There is no permission" in run("waive", "folder", "-o", out, *WHY).stderr


def test_a_file_of_waivers_that_is_none(files, tmp_path):
    """What is wrong with the file is told with its entry, in both commands, and nothing is written."""
    out = tmp_path / "waivers.toml"
    out.write_text("[[waiver]]\nrule = 1\n", "utf-8")
    for arguments in (("waive", files["wrong"], "-o", out, *WHY), ("check", "--baseline", out, files["wrong"])):
        done = run(*arguments, locale="zh")
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == f"{out}：第1项：缺少 organ。\n"
    assert out.read_text("utf-8") == "[[waiver]]\nrule = 1\n"
    done = run("waive", files["wrong"], "-o", tmp_path / "none" / "a.toml", *WHY)
    assert (done.exit_code, "There is no such folder." in done.stderr) == (2, True)


# --- formats ----------------------------------------------------------------------------------------------


def test_json_follows_its_schema(files, tmp_path):
    """What is printed, with profile and waivers and without, is what the schema says."""
    validator = Draft202012Validator(schema.shipped(FILE))
    out = tmp_path / "waivers.toml"
    run("waive", "--profile", "filing", files["wrong"], files["blank"], "-o", out, *WHY, "--rule", "T3-BALANCE")
    several = [files[name] for name in sorted(files)]
    for options in ((), *(("--profile", name, "--baseline", out) for name in SHIPPED)):
        value = json.loads(run("check", "--format", "json", *options, *several).output)
        assert [] == [error.message for error in validator.iter_errors(value)]
        lines = run("check", "--format", "jsonl", *options, *several).output.splitlines()
        assert [json.loads(line) for line in lines] == value["files"]
    assert value["files"][0]["profile"] == "research"
    assert value["summary"]["waived"] > 0


@pytest.mark.parametrize("format_", ["sarif", "github", "junit"])
def test_formats_say_the_same_with_any_number_of_processes(files, format_, tmp_path):
    """The output is one document of all files, in their order, and the same from one process and from two."""
    out = tmp_path / "waivers.toml"
    run("waive", files["wrong"], "-o", out, *WHY, "--rule", "T3-BALANCE")
    options = ("check", "--format", format_, "--profile", "filing", "--baseline", out)
    several = [files[name] for name in ("wrong", "blank", "none", "right")]
    one, two = (run(*options, "--jobs", number, *several) for number in (1, 2))
    assert (one.stdout_bytes, one.exit_code) == (two.stdout_bytes, two.exit_code)
    assert one.exit_code == 2
    text = one.stdout_bytes.decode()
    assert "已报备：口径调整。" in text
    assert text.index("wrong.json") < text.index("blank.json") < text.index("none.txt")
    if format_ == "sarif":
        (log,) = json.loads(text)["runs"]
        assert len(log["artifacts"]) == len(several)
        assert log["properties"]["profile"]["name"] == "filing"
        assert [each["descriptor"]["id"] for each in log["invocations"][0]["ruleConfigurationOverrides"]]
    elif format_ == "junit":
        assert [suite.get("errors") for suite in ET.fromstring(text)] == ["0", "0", "1", "0"]
    else:
        assert all(line.startswith("::") for line in text.splitlines())


def test_a_summary_alone_is_for_people_and_json(files):
    """The formats for other programs have no summary; to ask for it alone is misuse."""
    for locale, said in (("en", "goes with the formats text"), ("zh", "只能与 text、json、jsonl 格式同用")):
        result = run("check", "--summary-only", "--format", "sarif", files["right"], locale=locale)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr


@pytest.mark.parametrize(("options", "failures"), [((), "0"), (("--fail-on", "hint"), "2")])
def test_fail_on_decides_what_is_a_failure(options, failures):
    """In JUnit XML what fails the command fails a test case."""
    result = run("check", "--format", "junit", *options, EXAMPLES / "jinhai-2020.txt")
    (suite,) = ET.fromstring(result.stdout)
    assert suite.get("failures") == failures
    assert result.exit_code == int(failures != "0")


def test_explanations_come_along(files):
    """What explains a finding stands below its message in each format."""
    (said,) = {said.explanation for said in check_file(str(files["wrong"]), locale="en").findings}
    for format_ in ("sarif", "github", "junit"):
        assert said.split(" ")[0] in run("check", "--format", format_, files["wrong"]).output
        assert said in run("check", "--format", format_, files["wrong"]).output


def test_an_interrupted_document_is_not_printed(files, monkeypatch):
    """Of a format that is one document nothing is printed if it is not complete."""

    def interrupted(*_, **__):
        yield check_file(str(files["wrong"]), judged=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_check, "check_found", interrupted)
    result = run("check", "--format", "sarif", files["wrong"])
    assert (result.exit_code, result.stdout) == (130, "")


def test_outputs_are_in_utf_8_whatever_the_terminal(files):
    """A terminal that cannot show Chinese changes no byte of a document for programs."""
    environment = os.environ | {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [
        sys.executable,
        "-m",
        "govinfo",
        "check",
        "--locale",
        "zh_Hans",
        "--format",
        "junit",
        str(files["wrong"]),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    (suite,) = ET.fromstring(done.stdout)
    assert "本年新收" in suite.find("testcase/failure").text


# --- hooks ------------------------------------------------------------------------------------------------


def test_the_hook_is_valid():
    """pre-commit takes the manifest, and its pattern finds reports of all suffixes that can be read."""
    import re  # noqa: PLC0415

    from govinfo.files import SUFFIXES  # noqa: PLC0415

    clientlib = pytest.importorskip("pre_commit.clientlib")
    (hook,) = clientlib.load_manifest(EXAMPLES.parent / ".pre-commit-hooks.yaml")
    assert (hook["id"], hook["entry"]) == ("govinfo-check", "govinfo check")
    pattern = re.compile(hook["files"])
    for suffix in SUFFIXES:
        assert pattern.search(f"a/某局2023年政府信息公开工作年度报告{suffix}"), suffix
        assert pattern.search(f"年报/2023/a{suffix}"), suffix
    assert not pattern.search("src/main.py")
    assert not pattern.search("README.md")
