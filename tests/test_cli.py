"""
The command line does what it says, in the language of whoever asks; it ends with 0, 1 or 2.

It never shows a traceback.
"""

import io
import json
import os
import pty
import runpy
import select
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time

from collections import Counter
from pathlib import Path

import pytest

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import govinfo

from govinfo import CELLS, Report, check, cli, cli_check, reads, render
from govinfo.cli import command_line, main
from govinfo.files import check_file
from govinfo.language import locale_of


EXAMPLE = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"


def run(*arguments, locale="en", **known):
    """Run a command in this process."""
    result = CliRunner().invoke(command_line(locale_of(locale)), [str(argument) for argument in arguments], **known)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def process(*arguments, env=None, **known):
    """Run the program as a user does, without any language set unless it is given."""
    languages = {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"}
    environment = {name: value for name, value in os.environ.items() if name not in languages}
    done = subprocess.run(
        [sys.executable, "-m", "govinfo", *map(str, arguments)],
        env=environment | {"PYTHONUTF8": "1"} | (env or {}),
        capture_output=True,
        check=False,
        **known,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def report(**changed):
    """A report of which nothing is to be said, and the same with something wrong."""
    form = Report.blank(2021, organ="某市", year=2024).replace(
        overview=("好。",), problems=("少。",), other_matters=("无。",)
    )
    figures = dict.fromkeys((cell for cell, _ in form.figures()), 0)
    return form.replace(figures | {govinfo.Cell(path.replace("__", ".")): n for path, n in changed.items()})


@pytest.fixture
def files(tmp_path):
    """Files of which the worst finding is an error, a warning, a hint, an open question, and nothing."""
    blank = CELLS.applications.received.total
    made = {
        "error": report(applications__received__total=5),
        "warning": report(disclosure__documents__normative__issued=5),
        "hint": Report.blank(2021, blocks={"disclosure.documents": 2019}, organ="某市", year=2024).replace(
            {cell: 0 for cell, _ in Report.blank(2021, blocks={"disclosure.documents": 2019}).figures()},
            overview=("好。",),
            problems=("少。",),
            other_matters=("无。",),
        ),
        "undetermined": report().replace({blank: None}),
        "nothing": report(),
    }
    for name, made_report in made.items():
        (tmp_path / f"{name}.json").write_text(render(made_report, "json"), "utf-8")
    return {name: tmp_path / f"{name}.json" for name in made}


# --- check -----------------------------------------------------------------------------------------------


KINDS = ["error", "warning", "hint", "undetermined"]


@pytest.mark.parametrize("fail_on", KINDS)
@pytest.mark.parametrize("name", [*KINDS, "nothing"])
def test_exit_codes_follow_what_is_asked(files, name, fail_on):
    """With --fail-on a check ends with 1 if there is a finding of that kind or a worse one, and with 0 if not."""
    fails = [*KINDS, "nothing"].index(name) <= KINDS.index(fail_on)
    assert run("check", "--fail-on", fail_on, files[name]).exit_code == int(fails)


def test_the_files_of_these_tests_are_what_they_are_called(files):
    """The worst finding of each file is of the kind of its name."""
    worst = {name: max((f.severity for f in check(govinfo.read(file))), default=None) for name, file in files.items()}
    assert worst == {"error": "error", "warning": "warning", "hint": "hint", "undetermined": None, "nothing": None}


def test_an_error_is_what_fails_by_default(files):
    """Without --fail-on warnings and hints do not count."""
    assert [run("check", files[name]).exit_code for name in ("error", "warning", "nothing")] == [1, 0, 0]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_check_prints_each_finding(locale):
    """The file, organ and year, each finding in words, and how many relations hold."""
    result = run("check", EXAMPLE, locale=locale)
    lines = result.output.splitlines()
    assert str(EXAMPLE) in lines[0]
    assert "高新区(近海镇) 2020" in lines[0]
    for finding, line in zip(check(govinfo.read(EXAMPLE)), lines[1:], strict=False):
        assert line.endswith(f"{finding.rule} {finding.message(locale)}")
    assert len(lines) == 5
    assert str(check(govinfo.read(EXAMPLE)).held) in lines[-1]
    assert result.exit_code == 0


def test_what_is_undetermined_is_shown_when_it_is_asked_for(files):
    """Relations that a blank leaves open are shown with --fail-on undetermined, and only then."""
    asked, plain = (run("check", *options, files["undetermined"]) for options in (["--fail-on", "undetermined"], []))
    assert "T3-BALANCE" in asked.output
    assert "T3-BALANCE" not in plain.output


def test_standard_input_is_a_file():
    """A dash is standard input."""
    result = run("check", "-", input=EXAMPLE.read_bytes())
    assert "R-SURPLUS" in result.output
    assert result.exit_code == 0


def test_one_unreadable_file_does_not_hide_the_others(files, tmp_path):
    """Every file is checked, a bad one is named with what is wrong, and the end is 2."""
    bad = tmp_path / "bad.txt"
    bad.write_text("没有表格。")
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run("check", bad, files["error"], tmp_path / "none.txt", empty)
    assert result.exit_code == 2
    lines = result.output.splitlines()
    assert f"{bad}: No table" in lines[0]
    assert "T3-" in result.output
    assert f"{tmp_path / 'none.txt'}: There is no such file." in lines
    assert lines[-1] == "Files: 4; unreadable: 3; with errors: 1; with warnings: 0; with hints: 0."
    assert f"{empty}: There is no file in this folder that could be a report; such files end in .txt" in result.output


def test_a_file_that_may_not_be_read_is_named(files, monkeypatch):
    """What the system says of a file is said in words."""

    def refuse(error):
        def read(*_, **__):
            raise error

        return read

    monkeypatch.setattr("govinfo._checked.read", refuse(PermissionError(13, "Permission denied")))
    assert run("check", files["error"]).output == f"{files['error']}: There is no permission for this file.\n"
    monkeypatch.setattr("govinfo._checked.read", refuse(OSError(5, "Input/output error")))
    assert run("check", files["error"]).output == f"{files['error']}: The file cannot be used: Input/output error.\n"


def test_one_file_needs_no_summary(files):
    """A summary is printed when there is something to sum up."""
    assert "Files:" not in run("check", files["nothing"]).output
    assert "Files: 2; unreadable: 0" in run("check", files["nothing"], files["error"]).output


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_json_of_a_check_has_stable_keys(files, tmp_path, locale):
    """JSON says of each file the same as the library, and counts the files."""
    (tmp_path / "bad.txt").write_text("没有表格。")
    result = run("check", "--format", "json", *files.values(), tmp_path / "bad.txt", locale=locale)
    value = json.loads(result.output)
    assert list(value) == ["files", "summary"]
    summary = value["summary"]
    assert list(summary) == ["files", "unreadable", "error", "warning", "hint", "rules", "formats", "reasons"]
    assert list(summary.values())[:5] == [6, 1, 1, 1, 1]
    assert summary["formats"] == {"json": 5}
    assert [reason["files"] for reason in summary["reasons"]] == [1]
    assert all(list(rule) == ["rule", "severity", "sentence", "findings", "files"] for rule in summary["rules"])
    *checked, bad = value["files"]
    assert set(bad) == {"file", "unreadable"}
    for file, (name, path) in zip(checked, files.items(), strict=True):
        expected = check(govinfo.read(path)).to_dict(locale)
        for finding in file["findings"]:
            finding.pop("explanation", None)  # which is of `explain`
        assert list(file) == ["file", "organ", "year", "format", "ok", "findings", "undetermined", "held", "digest"], (
            name
        )
        known = {"file": str(path), "organ": "某市", "year": 2024, "format": "json"}
        assert file == known | json.loads(json.dumps(expected))
    assert result.exit_code == 2


def test_json_of_one_file_is_a_list_of_one(files):
    """The shape does not depend on how many files there are."""
    value = json.loads(run("check", "--format", "json", files["nothing"]).output)
    assert [file["file"] for file in value["files"]] == [str(files["nothing"])]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_jsonl_is_a_line_for_each_file(files, tmp_path, locale):
    """Each line is what JSON says of one file, as soon as it is known."""
    (tmp_path / "bad.txt").write_text("没有表格。")
    whole, lines = (run("check", "--format", name, tmp_path, locale=locale) for name in ("json", "jsonl"))
    assert [json.loads(line) for line in lines.output.splitlines()] == json.loads(whole.output)["files"]
    assert lines.exit_code == whole.exit_code == 2
    assert lines.output.count("\n") == 6


def test_only_the_summary(files, tmp_path):
    """With --summary-only nothing is said of each file, not even of a single one, and the end is the same."""
    result = run("check", "--summary-only", *files.values())
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == "Findings by rule:"
    rules = [line.split()[:4] for line in lines[1:-3]]
    results = [check(govinfo.read(file)) for file in files.values()]
    counts = Counter(finding.rule for result in results for finding in result)
    assert {rule.rstrip(":"): int(count.rstrip(",")) for _, rule, _, count in rules} == counts
    assert [severity for severity, *_ in rules] == sorted((rule[0] for rule in rules), key=KINDS.index)
    assert lines[-3:-1] == ["Files by format:", "  json: 5"]
    assert lines[-1] == "Files: 5; unreadable: 0; with errors: 1; with warnings: 1; with hints: 1."
    assert run("check", *files.values()).output.endswith(result.output)
    assert run("check", "--summary-only", files["nothing"]).output.endswith("with hints: 0.\n")
    values = [run("check", "--summary-only", "--format", name, *files.values()).output for name in ("json", "jsonl")]
    assert json.loads(values[0]) == json.loads(values[1])
    assert (json.loads(values[0])["files"], values[1].count("\n")) == ([], 1)
    assert json.loads(values[0])["summary"]["files"] == 5


def test_reasons_are_counted(tmp_path):
    """The summary says why files could not be read, and how many for each reason, in the words for the first one."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("没有表格。")
    result = run("check", tmp_path, tmp_path / "none.txt")
    lines = result.output.splitlines()
    assert lines[3] == "Files that could not be read, by reason:"
    assert lines[4].startswith("  2: No table")
    assert lines[5] == "  1: There is no such file."


def test_folders_and_patterns_are_files(files, tmp_path):
    """A folder or a pattern is all its files in order, each once, also where the shell expands no pattern."""
    folder = run("check", "--format", "jsonl", tmp_path)
    pattern = process("check", "--format", "jsonl", "--locale", "en", f"{tmp_path}/**/*.json", f"{tmp_path}/e*.json")
    assert folder.output == pattern.stdout.decode()
    assert [json.loads(line)["file"] for line in folder.output.splitlines()] == sorted(map(str, files.values()))
    assert (folder.exit_code, pattern.returncode) == (1, 1)


def test_a_pattern_that_matches_nothing_is_said(files, tmp_path):
    """A pattern without a match is named, the rest is checked, and the end is 2."""
    result = run("check", f"{tmp_path}/*.pdf", files["nothing"])
    assert result.exit_code == 2
    assert result.output.startswith(f"{tmp_path}/*.pdf: No file matches this pattern.\n{files['nothing']}: ")


@pytest.mark.parametrize("format_", ["text", "json", "jsonl"])
def test_several_processes_say_the_same(files, tmp_path, format_):
    """However many processes there are, what is printed is the same."""
    outputs = {
        run("check", "--format", format_, "--jobs", jobs, tmp_path, tmp_path / "none.txt").output for jobs in (1, 2)
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("wrong", [["--jobs", "0"], ["--jobs", "x"], ["--timeout", "0"], ["--timeout", "-1"]])
def test_no_processes_and_no_time_are_refused(files, wrong):
    """What cannot be is refused with 2, in words."""
    result = run("check", *wrong, files["nothing"])
    assert result.exit_code == 2
    assert "Error" in result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_file_that_takes_too_long_is_given_up(files, tmp_path):
    """A file that is never read to its end is named after --timeout seconds, and the others are checked."""
    os.mkfifo(tmp_path / "pipe")
    done = process("check", "--locale", "en", "--jobs", 2, "--timeout", 1.5, tmp_path / "pipe", files["nothing"])
    assert done.returncode == 2
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith(f"{tmp_path / 'pipe'}: Reading this file took more than 1.5 seconds")
    assert lines[-1].startswith("Files: 2; unreadable: 1;")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize(("jobs", "format_"), [(1, "text"), (2, "jsonl"), (2, "json")])
def test_an_interrupt_ends_all_processes(files, tmp_path, jobs, format_):
    """Whoever breaks off is told how many files were checked; nothing is half printed and no process goes on."""
    os.mkfifo(tmp_path / "pipe")
    command = [sys.executable, "-m", "govinfo", "check", "--locale", "en", "--jobs", jobs, "--format", format_]
    arguments = [*command, files["nothing"], files["hint"], tmp_path / "pipe", files["error"]]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # Whoever measures coverage in all processes has something to say of one that is broken off.
    pipes["env"] = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    with (
        subprocess.Popen(list(map(str, arguments)), start_new_session=True, **pipes) as program,
        (tmp_path / "pipe").open("wb"),  # it is opened when the program has come to it
    ):
        time.sleep(0.5)
        os.killpg(program.pid, signal.SIGINT)
        output, said = program.communicate(timeout=30)
    assert program.returncode == 130
    checked = 1 if b": 1." in said else 2  # where one process is slow
    assert said.decode() == f"Interrupted; files checked: {checked}.\n"
    if format_ == "json":
        assert output == b""
    elif format_ == "jsonl":
        expected = [str(files["nothing"]), str(files["hint"])]
        assert [json.loads(line)["file"] for line in output.splitlines()] == expected[:checked]
    for _ in range(50):
        try:
            os.killpg(program.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("a process goes on")


def test_an_interrupt_is_said(files, monkeypatch):
    """The end of an interrupted check is 130."""

    def interrupted(*_, **__):
        yield from [check_file(str(files["nothing"]))]
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_check, "check_found", interrupted)
    result = run("check", files["nothing"])
    assert result.exit_code == 130
    assert result.stderr == "Interrupted; files checked: 1.\n"


def test_processes_that_cannot_be_started(files, monkeypatch):
    """Where the system starts no more processes, one line says what to do."""

    def none(*_, **__):
        raise ChildProcessError
        yield

    monkeypatch.setattr(cli_check, "check_found", none)
    result = run("check", files["nothing"])
    assert result.exit_code == 2
    assert "--jobs 1" in result.stderr
    assert result.stderr.count("\n") == 1


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_input_makes_a_traceback(data):
    """Whatever stands on standard input, a check ends with 0, 1 or 2 and says something."""
    result = run("check", "-", input=data)
    assert result.exit_code in {0, 1, 2}
    assert result.output


# --- render, blank, rules --------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("options", [[], ["--findings"]])
@pytest.mark.parametrize("format_", ["text", "html", "json"])
def test_render_writes_what_the_library_renders(format_, options, locale, tmp_path):
    """To standard output and to a file alike, in each format, with findings if they are asked for."""
    source = govinfo.read(EXAMPLE)
    due = render(source, format_, locale=locale, findings=check(source) if options else ())
    printed = run("render", EXAMPLE, "--to", format_, *options, locale=locale)
    assert printed.stdout_bytes.decode() == due
    out = tmp_path / "out"
    assert run("render", EXAMPLE, "--to", format_, *options, "-o", out, locale=locale).output == ""
    assert out.read_bytes().decode() == due
    assert (
        run("render", "-", "--to", format_, "-o", "-", *options, locale=locale, input=EXAMPLE.read_bytes()).exit_code
        == 0
    )


def test_text_is_the_default_format():
    """A report is rendered for the screen unless something else is asked for."""
    assert run("render", EXAMPLE).output == render(govinfo.read(EXAMPLE), locale="en")


@pytest.mark.parametrize(
    "failing", ["os.replace", "pathlib.Path.replace", "pathlib.Path.chmod", "os.chmod", "os.fdopen"]
)
def test_a_file_is_written_whole_or_not_at_all(failing, tmp_path, monkeypatch):
    """If writing fails at the end, the old file is still there, nothing else is, and one line says why."""
    out = tmp_path / "out.html"
    out.write_text("as it was")

    def refuse(*_, **__):
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr(failing, refuse)
    result = run("render", EXAMPLE, "--to", "html", "-o", out)
    monkeypatch.undo()
    if result.exit_code == 0:  # this one is not used in writing
        assert out.read_text("utf-8") == render(govinfo.read(EXAMPLE), "html", locale="en")
        return
    assert result.exit_code == 2
    assert result.output == f"{out}: The file cannot be used: No space left on device.\n"
    assert out.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [out]


def test_an_interrupt_leaves_no_file_behind(tmp_path, monkeypatch):
    """Whoever breaks off finds the old file as it was."""
    out = tmp_path / "out.txt"
    out.write_text("as it was")

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", interrupt)
    monkeypatch.setattr("os.replace", interrupt)
    assert run("render", EXAMPLE, "-o", out).exit_code == 1
    monkeypatch.undo()
    assert [file.read_text() for file in tmp_path.iterdir()] == ["as it was"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_of_a_file_are_kept(mode, tmp_path):
    """A file that is written anew may be read by the same people as before."""
    out = tmp_path / "out.txt"
    out.write_text("as it was")
    out.chmod(mode)
    assert run("render", EXAMPLE, "-o", out).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == mode


def test_a_new_file_has_the_usual_permissions(tmp_path):
    """A file that was not there gets what the user's mask leaves."""
    before = os.umask(0o027)
    try:
        run("render", EXAMPLE, "-o", tmp_path / "out.txt")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    """What is written to a link is written to the file that it leads to."""
    (tmp_path / "real.txt").write_text("as it was")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert run("render", EXAMPLE, "-o", tmp_path / "link.txt").exit_code == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text("utf-8") != "as it was"


def test_what_is_no_plain_file_is_written_to_and_not_replaced(tmp_path):
    """A pipe or a device such as /dev/null stays what it is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []

    def reader():
        with pipe.open("rb") as opened:
            read.append(opened.read())

    thread = threading.Thread(target=reader, daemon=True)
    thread.start()
    result = run("render", EXAMPLE, "-o", pipe)
    is_pipe = stat.S_ISFIFO(pipe.stat().st_mode)
    if not is_pipe:
        return_to = tmp_path / "other"
        pipe.rename(return_to)
    thread.join(timeout=0.5 if not is_pipe else 10)
    assert is_pipe
    assert result.exit_code == 0
    assert read == [render(govinfo.read(EXAMPLE), locale="en").encode()]


def test_a_folder_that_is_not_there(tmp_path):
    """A file cannot be put into a folder that is not there; one sentence says so, and the end is 2."""
    for command in (["render", EXAMPLE], ["blank"]):
        result = run(*command, "-o", tmp_path / "none" / "out.txt")
        assert result.exit_code == 2
        assert result.output.count("\n") == 1
        assert "There is no such file" in result.output or "folder" in result.output


def test_output_to_a_folder(tmp_path):
    """A folder is no file to write."""
    result = run("render", EXAMPLE, "-o", tmp_path)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "没有表格。", "\x00\x01"])
def test_what_cannot_be_read_is_not_rendered(content, tmp_path):
    """One line on standard error says what is wrong with the file; nothing is written."""
    file = tmp_path / "bad.txt"
    file.write_text(content)
    result = run("render", file, "-o", tmp_path / "out.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{file}: ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out.txt").exists()
    assert run("render", tmp_path / "none.txt").exit_code == 2


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("edition", [2019, 2021])
def test_blank_writes_the_empty_form(edition, locale):
    """The form of an edition, with organ and year if they are given, in each format."""
    form = Report.blank(edition, organ="某局", year=2020).replace(overview=(), problems=(), other_matters=())
    for format_ in ("text", "html", "json"):
        result = run("blank", "--edition", edition, "--organ", "某局", "--year", 2020, "--to", format_, locale=locale)
        assert result.output == render(form, format_, locale=locale)
        assert result.exit_code == 0


def test_blank_is_of_the_latest_edition():
    """Without --edition the form that is in force is written."""
    assert set(reads(run("blank", "--to", "json").output).editions) == {2021, None}


@pytest.mark.parametrize(
    "arguments",
    [["--edition", "2020"], ["--year", "soon"], ["--year", "-1"], ["--to", "docx"], ["extra"], ["--no-such"]],
)
def test_what_is_misused_ends_with_2(arguments):
    """An option that cannot be is refused with 2, in words."""
    result = run("blank", *arguments)
    assert result.exit_code == 2
    assert "Error" in result.stderr


def test_the_name_of_an_organ_is_made_one_line():
    """The name of an organ is one line of a report, whatever is given."""
    result = run("blank", "--organ", " 某\n局\x1b", "--year", 2023)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "某 局: Annual Report on Government Information Disclosure 2023"


# --- Languages -------------------------------------------------------------------------------------------


COMMANDS = [[], ["check"], ["waive"], ["explain"], ["complete"], ["render"], ["blank"], ["rules"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_the_language_that_is_asked_for(command, capsys, monkeypatch):
    """--locale decides, whatever the system's language is; not a word is in the other language."""
    texts = []
    for options, other in ((["--locale", "en"], "zh_CN.UTF-8"), (["--locale=zh_Hans"], "en_US.UTF-8")):
        monkeypatch.setenv("LANG", other)
        with pytest.raises(SystemExit) as ended:
            main([*command, *options, "--help"])
        assert not ended.value.code
        texts.append(capsys.readouterr().out)
    english, chinese = texts
    assert english.isascii()
    assert "用法" in chinese
    words = {word for line in chinese.splitlines() for word in line.split("[")[0].split() if word.isascii()}
    assert not {word for word in words if word.istitle()}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "C"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
    ],
)
def test_the_users_language_is_that_of_the_system(environment, language):
    """Without --locale the environment decides in what language findings and faults are said."""
    done = process("check", EXAMPLE, "none.txt", env=environment)
    assert done.returncode == 2
    said = done.stdout.decode()
    assert ("出处" in said, "文件不存在" in said) == (language == "zh",) * 2
    assert ("Read at" in said, "There is no such file" in said) == (language == "en",) * 2


def test_misuse_is_said_in_the_users_language():
    """What click itself says is Chinese as well."""
    chinese, english = (process("chek", env={"LANG": name}) for name in ("zh_CN.UTF-8", "en_US.UTF-8"))
    assert chinese.returncode == english.returncode == 2
    assert "没有命令" in chinese.stderr.decode()
    assert "No such command" in english.stderr.decode()


def test_an_unknown_language_is_refused():
    """--locale takes what the library speaks."""
    done = process("check", EXAMPLE, "--locale", "fr")
    assert done.returncode == 2
    assert b"zh_Hans" in done.stderr
    assert process("check", EXAMPLE, "--locale").returncode == 2


def test_the_environment_is_as_it_was(monkeypatch, capsys):
    """Running the command line within a program does not change that program's language."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    for arguments in (["rules"], ["--version"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert not ended.value.code
        assert "LANGUAGE" not in os.environ
    monkeypatch.setenv("LANGUAGE", "zh")
    with pytest.raises(SystemExit):
        main(["rules"])
    assert os.environ["LANGUAGE"] == "zh"
    assert govinfo.__version__ in capsys.readouterr().out


def test_the_version_is_that_of_the_package():
    """--version says which version is installed."""
    assert process("--version").stdout.decode().split()[-1] == govinfo.__version__


# --- As a program ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "code"), [("nothing", 0), ("error", 1)])
def test_a_process_ends_with_the_code(files, name, code):
    """The program's own exit code is that of the command."""
    assert process("check", files[name]).returncode == code
    assert process("check", files["nothing"], "none.txt").returncode == 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pipe_that_is_closed_makes_no_noise(files, tmp_path, jobs):
    """Whoever reads only the first line sees no traceback."""
    for n in range(60):
        shutil.copy(files["error"], tmp_path / f"{n}.json")
    command = [sys.executable, "-m", "govinfo", "check", "--jobs", jobs, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout.readline()
        program.stdout.close()
        noise = program.stderr.read().decode()
    assert "Traceback" not in noise
    assert "Exception ignored" not in noise


@pytest.mark.parametrize("format_", ["text", "html", "json"])
def test_a_pipe_closed_while_rendering_makes_no_noise(format_):
    """The same is true of a report that is written."""
    command = [sys.executable, "-m", "govinfo", "render", str(EXAMPLE), "--to", format_, "--findings"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        program.stdout.close()
        noise = program.stderr.read().decode()
    assert "Traceback" not in noise
    assert "Exception ignored" not in noise


def test_output_is_chinese_where_the_system_knows_no_chinese():
    """Under a system of ASCII the output is UTF-8 all the same."""
    done = process("check", EXAMPLE, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "高新区(近海镇) 2020" in done.stdout.decode()


def test_standard_input_that_is_closed():
    """A program without standard input says that there is no document, in a line."""
    done = process("check", "-", stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert done.stdout.decode().count("\n") == 1


def terminal(*arguments):
    """What a program prints on standard error if that is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "govinfo", *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"LANG": "en_US.UTF-8"}
    ) as program:
        os.close(theirs)
        output = program.stdout.read()
    printed = b""
    while select.select([ours], [], [], 0.2)[0]:
        try:
            data = os.read(ours, 4096)
        except OSError:
            break
        if not data:
            break
        printed += data
    os.close(ours)
    return output, printed


def test_a_bar_is_shown_on_a_terminal_only(files):
    """With several files a terminal shows how far it is, and nothing else does; the output is the same."""
    several = [files["nothing"], files["hint"], files["warning"]]
    output, bar = terminal("check", "--locale", "en", *several)
    assert b"Checking" in bar
    plain = process("check", "--locale", "en", *several)
    assert plain.stderr == b""
    assert output == plain.stdout
    assert terminal("check", "--locale", "en", several[0])[1] == b""


def test_the_package_is_run(monkeypatch, capsys):
    """``python -m govinfo`` is the same command line."""
    monkeypatch.setattr(sys, "argv", ["govinfo", "--locale", "en", "rules"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("govinfo", run_name="__main__")
    assert 0 == ended.value.code
    assert "T3-BALANCE" in capsys.readouterr().out


def test_a_bar_is_drawn_on_a_terminal(files, monkeypatch, capsys):
    """Where standard error is a terminal a bar moves there, unless what is printed runs through that terminal too."""

    def bar(*arguments, output):
        for stream, is_terminal in ((sys.stderr, True), (sys.stdout, output)):
            monkeypatch.setattr(stream, "isatty", lambda is_terminal=is_terminal: is_terminal, raising=False)
        with pytest.raises(SystemExit):
            main(["check", "--locale", "en", *map(str, arguments), *map(str, files.values())])
        return "Checking" in capsys.readouterr().err

    assert bar(output=False)
    assert not bar(output=True)
    assert bar("--format", "json", output=True)
    assert bar("--summary-only", output=True)
    assert not bar("--format", "jsonl", output=True)


def test_a_reader_that_has_seen_enough_is_no_fault_of_the_file():
    """Where what is written is read no further, nothing is said of the file."""
    with pytest.raises(BrokenPipeError), cli.faults_in_words("a.txt", "en"):
        raise BrokenPipeError


def test_a_terminal_that_lacks_characters_shows_others():
    """Output in an encoding that lacks a character has a question mark there, and no traceback."""
    command = [sys.executable, "-m", "govinfo", "--locale", "zh_Hans", "rules"]
    done = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, capture_output=True, check=True)
    assert b"T3-BALANCE" in done.stdout
    assert b"?" in done.stdout


def test_streams_that_are_no_files_are_left_alone(monkeypatch, capsys):
    """A program that puts something else for standard output gets what is written there."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with pytest.raises(SystemExit):
        main(["--locale", "en", "rules"])
    assert "T3-BALANCE" in capsys.readouterr().out
