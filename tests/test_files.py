"""
Many files: the ones that are meant are found, each once and in steady order; what is wrong with one stops none.
"""

import functools
import itertools
import multiprocessing
import os
import pickle
import random
import signal
import threading
import time

from pathlib import Path

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import Report, UnreadableReport, _checked, _find, _workers, check, files, read, render
from govinfo._checked import Checked, Said, Tally
from govinfo._workers import Died, TooLong, in_order
from govinfo.files import SUFFIXES, Found, check_file, check_files, check_found, find


EXAMPLE = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"


def names(*given_names):
    """The names of what is found."""
    return [found.name for found in find(given_names)]


def made(folder, *paths):
    """Empty files in a folder."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("")
    return folder


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- Which files are meant -------------------------------------------------------------------------------


part = st.text("aB1０29[年 .~$", min_size=1, max_size=6).filter(lambda name: not set(name) <= {"."})


@given(
    st.lists(st.tuples(st.lists(part, max_size=2), part, st.sampled_from([*SUFFIXES, ".exe", ""])), max_size=8),
    st.randoms(),
)
def test_a_folder_gives_all_its_reports_in_steady_order(tmp_path_factory, drawn, chance):
    """Every file of a known ending that is not hidden is found, once, and whatever the system's order is."""
    root = tmp_path_factory.mktemp("folder")
    expected = set()
    for folders, stem, suffix in drawn:
        file = root.joinpath(*folders, f"{stem}{suffix}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("")
        except OSError:  # a file of that name is where a folder would be
            continue
        shown = not any(name.startswith((".", "~$")) for name in file.relative_to(root).parts)
        if shown and file.suffix.lower() in SUFFIXES:
            expected.add(str(file))
    found = names(root)
    assert found == names(root)
    if not expected:
        assert [found.fault for found in find([root])] == [_find.NO_REPORT]
        return
    assert set(found) == expected
    assert len(found) == len(expected)
    shuffled = found.copy()
    chance.shuffle(shuffled)
    assert sorted(shuffled, key=_find._natural) == found
    assert names(*shuffled, root) == shuffled
    assert expected <= set(names(f"{_escaped(root)}/**"))


def _escaped(path):
    return "".join(f"[{character}]" if character in "*?[" else character for character in str(path))


def test_numbers_in_names_count_as_numbers(here):
    """Two comes before ten, in folders as well; equal numbers and letters are told apart by their writing."""
    made(here, "10.txt", "9.txt", "1.txt", "a10/2.txt", "a9/1.txt", "a9/010.txt", "a9/10.txt", "a9/B.txt", "a9/a.txt")
    in_a = ["a9/1.txt", "a9/010.txt", "a9/10.txt", "a9/a.txt", "a9/B.txt", "a10/2.txt"]
    assert names(".") == [f"./{name}" for name in ("1.txt", "9.txt", "10.txt", *in_a)]


@given(st.lists(st.text("0123456789", min_size=1, max_size=8), min_size=2, max_size=5))
def test_numbers_are_put_in_order(numbers):
    """Names that are numbers are in the order of the numbers, however long they are."""
    in_order_ = sorted(numbers, key=_find._natural)
    assert [int(number) for number in in_order_] == sorted(map(int, numbers))


def test_each_file_is_taken_once(here):
    """A file that is given twice, by another name, by a link or by its folder as well, is one."""
    made(here, "a.txt", "b/c.txt")
    (here / "link.txt").symlink_to("a.txt")
    assert names("a.txt", "./a.txt", "b/../a.txt", "link.txt", here / "a.txt", "a*", "b", "b/c.txt") == [
        "a.txt",
        "b/c.txt",
    ]
    assert names("-", "-") == ["-"]


def test_what_is_given_by_name_is_taken_whatever_it_is(here):
    """A file that is given by its name is taken with any ending, hidden, or where there is none."""
    made(here, ".hidden", "~$lock.docx", "program.exe")
    given_names = [".hidden", "~$lock.docx", "program.exe", "none.txt", "no\0name"]
    assert names(*given_names) == given_names
    assert names(*map(Path, given_names[:4])) == given_names[:4]


def test_links_do_not_lead_in_circles(here):
    """A link to a folder is not followed, so that a search ends; a broken one to a file is named."""
    made(here, "a/b/c.txt")
    for name in ("one", "two", "three"):
        (here / "a" / "b" / name).symlink_to(here / "a", target_is_directory=True)
    (here / "a" / "loop.txt").symlink_to("loop.txt")
    (here / "a" / "broken.txt").symlink_to("none")
    assert names("a") == ["a/b/c.txt", "a/broken.txt", "a/loop.txt"]
    assert names("a/**/*.txt") == names("a")
    assert names("a/b/one") == ["a/b/one/b/c.txt", "a/b/one/broken.txt", "a/b/one/loop.txt"]
    faults = [checked.fault for checked in check_files(["a"], locale="en")]
    assert faults[1:] == ["There is no such file.", "The file cannot be used: Too many levels of symbolic links."]


def test_a_folder_that_comes_again_is_entered_once(here, monkeypatch):
    """Where the system shows a link as a folder, as Windows may, a search ends as well."""
    made(here, "a/b.txt")
    (here / "a" / "again").symlink_to(here / "a", target_is_directory=True)

    class Entry:
        def __init__(self, entry):
            self.name, self.path = entry.name, entry.path
            self.stat = lambda **_: entry.stat()

    real = _find._entries
    monkeypatch.setattr(_find, "_entries", lambda folder: [Entry(entry) for entry in real(folder)])
    assert names("a") == ["a/b.txt"]


def test_very_deep_folders_are_searched(here):
    """Folders in folders in folders are entered as deep as the system goes."""
    deep = here
    for _ in range(300):
        deep /= "d"
    deep.mkdir(parents=True)
    made(deep, "x.txt")
    assert names("d") == ["/".join(["d"] * 300) + "/x.txt"]
    assert names("**/x.txt") == names("d")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_would_wait_for_ever_is_not_searched(here):
    """A pipe in a folder is no file to read."""
    os.mkfifo(made(here, "a/b.txt") / "a" / "pipe.txt")
    assert names("a") == names("a/*.txt") == ["a/b.txt"]
    assert names("a/pipe.txt") == ["a/pipe.txt"]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="everything may be read")
def test_a_folder_that_may_not_be_read_is_named_by_the_system(here):
    """The system's own refusal is passed on."""
    made(here, "a/b.txt", "a/c/d.txt")
    (here / "a" / "c").chmod(0)
    assert [found.name for found in find(["a"])] == ["a/b.txt", "a/c"]
    (here / "a" / "c").chmod(0o700)


def test_a_folder_that_may_not_be_read_is_named(here, monkeypatch):
    """The rest of a folder is checked, and the one in it that may not be read is named; a pattern passes it by."""
    made(here, "a/b.txt", "a/c/d.txt", "a/e/f.txt")
    real = os.scandir

    def scandir(folder):
        if str(folder).endswith(("c", "e")):
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert names("a") == ["a/b.txt", "a/c", "a/e"]
    faults = [checked.fault for checked in check_files(["a"], locale="en")]
    assert faults[1:] == ["There is no permission for this file."] * 2
    assert names("a/**/*.txt") == ["a/b.txt"]
    assert names("a/c/*.txt") == ["a/c/*.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["1.txt", "2.txt"]),
        ("?.html", ["3.html"]),
        ("[12].txt", ["1.txt", "2.txt"]),
        ("**/*.txt", ["1.txt", "2.txt", "a/4.txt", "a/b/5.txt"]),
        ("**", ["1.txt", "2.txt", "3.html", "a/4.txt", "a/b/5.txt", "a/b/6.exe"]),
        ("a/**/5.txt", ["a/b/5.txt"]),
        ("**/b/**/*.txt", ["a/b/5.txt"]),
        ("**/**/**/*.html", ["3.html"]),
        ("*/b/*", ["a/b/5.txt", "a/b/6.exe"]),
        ("a/*", ["a/4.txt", "a/b/5.txt"]),
        ("./a/*.txt", ["a/4.txt"]),
        (".h*", [".hidden.txt"]),
        ("1.txt/*", ["1.txt/*"]),
        ("*.pdf", ["*.pdf"]),
        ("none/*", ["none/*"]),
        ("*/none.txt", ["*/none.txt"]),
    ],
)
def test_patterns(here, pattern, expected):
    """A pattern stands for what it matches, in the order of names, or for itself if there is nothing."""
    made(
        here, "1.txt", "2.txt", "3.html", "a/4.txt", "a/b/5.txt", "a/b/6.exe", ".hidden.txt", "~$1.txt", "a/.git/7.txt"
    )
    found = find([pattern])
    assert sorted(found.name for found in found) == sorted(expected)
    if expected == [pattern]:
        (checked,) = check_files([pattern], locale="en")
        assert (checked.file, checked.fault) == (pattern, "No file matches this pattern.")
    whole = find([f"{_escaped(here)}/{pattern}"])
    assert len(whole) == len(expected)


def test_a_file_that_looks_like_a_pattern_is_a_file(here):
    """What has just this name is meant, in each part of a pattern, before it is a pattern."""
    made(here, "报告[2020].txt", "报告2.txt", "年[1]/1.txt", "年1/2.txt")
    assert names("报告[2020].txt") == ["报告[2020].txt"]
    assert names("年[1]/*.txt") == ["年[1]/1.txt"]
    assert names("年[1]") == ["年[1]/1.txt"]


def test_a_folder_without_reports_says_so(here):
    """An empty folder is named, with the endings that are looked for."""
    made(here, "a/b.exe")
    (checked,) = check_files(["a"], locale="en")
    assert checked.file == "a"
    assert checked.fault.startswith("There is no file in this folder that could be a report; such files end in .txt, ")


# --- One file --------------------------------------------------------------------------------------------


def report(**fields):
    """A report of which little is to be said."""
    form = Report.blank(2021, organ="某市", year=2024)
    return form.replace(dict.fromkeys((cell for cell, _ in form.figures()), 0), **fields)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_file_in_words(locale):
    """What is checked goes from process to process as words and counts, which are those of the result."""
    checked = check_file(str(EXAMPLE), locale=locale, undetermined=True, whole=True)
    result = check(read(EXAMPLE))
    assert pickle.loads(pickle.dumps(checked)) == checked
    assert [said.message for said in checked.findings] == [finding.message(locale) for finding in result.findings]
    assert [said.message for said in checked.undetermined] == [f.message(locale) for f in result.undetermined]
    assert {said.sentence for said in checked.findings} == {
        finding.basis.english if locale == "en" else finding.basis.sentence for finding in result.findings
    }
    relations = sum(finding.left is not None for finding in result.undetermined)
    assert (checked.held, checked.violated, checked.blank) == (result.held, 0, relations)
    assert checked.open == len(result.undetermined)
    assert checked.to_dict() == {
        "file": str(EXAMPLE),
        "organ": "高新区(近海镇)",
        "year": 2020,
        "format": "text",
        **result.to_dict(locale),
    }
    assert checked.is_read
    plain = check_file(str(EXAMPLE), locale=locale)
    assert (plain.undetermined, plain.values, plain.open) == ((), None, checked.open)
    assert len(pickle.dumps(plain)) < 4000


def test_what_fails(tmp_path):
    """A file fails on findings of a severity or worse, or on whatever is open, if it is read at all."""
    said = {
        name: Said(rule="X", severity=name, verdict="violated", sentence="", message="") for name in ("hint", "error")
    }
    assert [Checked(file="", findings=(said["hint"],)).fails(on) for on in ("hint", "warning", "undetermined")] == [
        1,
        0,
        1,
    ]
    assert Checked(file="", findings=tuple(said.values())).fails("error")
    assert Checked(file="", open=1).fails("undetermined")
    assert not Checked(file="", open=1).fails("hint")
    assert not check_file(str(tmp_path / "none")).fails("undetermined")


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (FileNotFoundError(2, "No such file"), "There is no such file."),
        (IsADirectoryError(21, "Is a directory"), "This is a folder; give the files in it."),
        (OSError("odd"), "The file cannot be used: odd."),
        (
            UnreadableReport("The document has more than {count_lines} lines, which no report has.", count_lines=5),
            "than 5",
        ),
        (RecursionError("too deep"), "The program failed on this file (RecursionError: too deep)"),
        (MemoryError(), "The program failed on this file (MemoryError)"),
    ],
)
def test_whatever_is_wrong_becomes_words(error, fault, monkeypatch):
    """Neither a fault of the file nor one of a reader ends in an exception."""

    def fail(_):
        raise error

    monkeypatch.setattr(_checked, "read", fail)
    checked = check_file("a.txt", locale="en")
    assert fault in checked.fault
    assert "{" not in checked.fault
    assert not checked.is_read
    assert checked.to_dict() == {"file": "a.txt", "unreadable": checked.fault}
    assert check_file("b.txt", locale="zh").cause == checked.cause


def test_a_report_without_a_reading(monkeypatch):
    """A reader that says nothing of itself leaves the format open."""
    monkeypatch.setattr(_checked, "read", lambda _: report())
    assert check_file("a.txt").format is None


# --- The sum of many -------------------------------------------------------------------------------------


SEVERITIES = ("error", "warning", "hint")
RULES = {f"{severity}-{n}": severity for severity in SEVERITIES for n in range(2)}
said_of = {
    rule: Said(rule=rule, severity=severity, verdict="violated", sentence=f"{rule}.", message="m")
    for rule, severity in RULES.items()
}
checked_files = st.one_of(
    st.builds(
        Checked,
        file=st.just("a"),
        format=st.sampled_from([None, "text", "pdf"]),
        findings=st.lists(st.sampled_from(list(said_of.values())), max_size=5).map(tuple),
    ),
    st.builds(Checked, file=st.just("b"), fault=st.sampled_from(["x", "y"]), cause=st.sampled_from([None, "c", "d"])),
)


@given(st.lists(checked_files, max_size=12))
def test_the_sum_is_that_of_the_files(all_checked):
    """Each file, finding, rule, format and reason is counted, and the worst and most frequent rules come first."""
    tally = Tally()
    for checked in all_checked:
        tally.add(checked)
    value = tally.to_dict()
    read_ones = [checked for checked in all_checked if checked.is_read]
    assert list(value) == ["files", "unreadable", "error", "warning", "hint", "rules", "formats", "reasons"]
    assert (value["files"], value["unreadable"]) == (len(all_checked), len(all_checked) - len(read_ones))
    for severity in SEVERITIES:
        assert value[severity] == sum(any(f.severity == severity for f in one.findings) for one in read_ones)
    assert sum(rule["findings"] for rule in value["rules"]) == sum(len(one.findings) for one in read_ones)
    for rule in value["rules"]:
        assert rule["files"] == sum(any(f.rule == rule["rule"] for f in one.findings) for one in read_ones)
        assert (rule["severity"], rule["sentence"]) == (RULES[rule["rule"]], f"{rule['rule']}.")
    ranks = [(SEVERITIES.index(rule["severity"]), -rule["findings"], rule["rule"]) for rule in value["rules"]]
    assert ranks == sorted(ranks)
    assert sum(value["formats"].values()) == len(read_ones)
    assert sum(reason["files"] for reason in value["reasons"]) == value["unreadable"]
    lines = list(tally.lines("en"))
    assert lines[-1].startswith(f"Files: {len(all_checked)}; unreadable: {value['unreadable']}")
    headings = [line for line in lines[:-1] if not line.startswith("  ")]
    assert len(headings) == bool(value["rules"]) + bool(value["formats"]) + bool(value["reasons"])
    shown = len(value["rules"]) + len(value["formats"]) + len(value["reasons"])
    assert len(lines) == shown + len(headings) + 1


# --- Other processes -------------------------------------------------------------------------------------


def behave(item):
    """What an item says is done, in another process."""
    match item:
        case ("exit", code):
            os._exit(code)
        case ("kill", _):
            os.kill(os.getpid(), signal.SIGKILL)
        case ("sleep", seconds):
            time.sleep(seconds)
        case ("deaf", _):
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
        case ("raise", _):
            raise OSError
        case ("large", size):
            return "x" * size
    return item


def test_answers_come_in_order_whatever_happens():
    """An item that ends its process, or takes too long, is known; all others are answered, in order."""
    items = [
        ("say", 0),
        ("exit", 3),
        ("say", 1),
        ("sleep", 0.2),
        ("say", 2),
        ("kill", 0),
        ("exit", 0),
        ("say", 3),
        ("sleep", 600),
        ("large", 10**6),
        ("deaf", 0),
        ("raise", 0),
        ("say", 4),
    ]
    found = dict(enumerate(in_order(behave, items, jobs=2, timeout=2)))
    assert [item for item, _ in found.values()] == items
    answers = [answer for _, answer in found.values()]
    assert answers[1] == Died(3)
    assert answers[5] == Died(-signal.SIGKILL)
    assert answers[6] == Died(0)
    assert answers[8] == answers[10] == TooLong(2)
    assert answers[9] == "x" * 10**6
    assert answers[11] == Died(0)
    assert [answers[n] for n in (0, 2, 3, 4, 7, 12)] == [items[n] for n in (0, 2, 3, 4, 7, 12)]
    assert multiprocessing.active_children() == []


def test_items_are_taken_as_there_is_room():
    """Only so many items are taken ahead of the one that is due, and there may be no end of them."""
    taken = []

    def items():
        for n in itertools.count():
            taken.append(n)
            yield ("say", n)

    answers = in_order(behave, items(), jobs=1)
    for n in range(100):
        assert next(answers) == (("say", n), ("say", n))
        assert len(taken) <= n + _workers.AHEAD + 2
    answers.close()
    assert multiprocessing.active_children() == []


def test_a_slow_item_stops_the_others_only_when_they_are_far_ahead():
    """While one item takes its time the others are answered, and wait for it."""
    items = [("sleep", 1.0), *(("say", n) for n in range(10))]
    answers = in_order(behave, items, jobs=2)
    begin = time.monotonic()
    next(answers)
    waited = time.monotonic() - begin
    begin = time.monotonic()
    assert [item for item, _ in answers] == items[1:]
    assert time.monotonic() - begin < waited


def test_whoever_takes_answers_slowly_loses_none():
    """An answer that has come in time is taken, even if it is fetched later."""
    answers = in_order(behave, [("say", n) for n in range(3)], jobs=2, timeout=0.5)
    found = []
    for _, answer in answers:
        found.append(answer)
        time.sleep(0.6)
    assert found == [("say", n) for n in range(3)]


def test_nothing_is_asked_of_no_items():
    """Without items no process is started."""
    assert list(in_order(behave, [], jobs=3)) == []


def test_a_process_that_ends_while_idle_is_replaced():
    """If a process ends while it has nothing to do, that is the fault of no item, and another one takes its place."""
    pool = _workers._Pool(behave, 1, None)
    assert not pool.takes((0, "a"))
    assert list(pool.answers()) == []
    (worker,) = pool.workers
    worker.process.kill()
    assert list(pool.answers()) == []
    assert pool.workers == []
    assert not pool.takes((0, "a"))
    assert len(pool.workers) == 1
    pool.end()


def test_an_item_that_cannot_be_sent_goes_to_another_process():
    """A pipe that is closed drops the process, not the item."""
    pool = _workers._Pool(behave, 1, None)
    pool.takes((0, "a"))
    assert list(pool.answers()) == []
    (first,) = pool.workers
    first.connection.close()
    first.connection = Closed()
    assert not pool.takes((0, "a"))
    assert pool.workers[0] is not first
    pool.end()


class Closed:
    """A connection that nobody listens to."""

    def send(self, _):
        """Fail as a closed pipe does."""
        raise BrokenPipeError

    def close(self):
        """Do nothing."""


def end_at_once(*_):
    """A process that ends before it begins."""
    os._exit(1)


def never_begin(*_):
    """A process that does not begin."""
    time.sleep(600)


@pytest.mark.parametrize("begin", [end_at_once, never_begin])
def test_processes_that_do_not_begin(begin, monkeypatch):
    """Where no process can be started, that is an error, and not one of each file."""
    monkeypatch.setattr(_workers, "_work", begin)
    monkeypatch.setattr(_workers, "BEGIN", 2.0)
    with pytest.raises(ChildProcessError):
        list(in_order(behave, [1, 2, 3], jobs=2))
    assert multiprocessing.active_children() == []


def test_where_signals_cannot_be_kept(monkeypatch):
    """On Windows, where an interrupt cannot be kept until later, processes are started all the same."""
    monkeypatch.delattr(signal, "pthread_sigmask")
    assert list(in_order(behave, [("say", 1)], jobs=1)) == [(("say", 1), ("say", 1))]


def test_processors_that_may_be_used(monkeypatch):
    """As many as this process may use, or as there are, or one."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 5, 7}, raising=False)
    assert files.usable_processors() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert files.usable_processors() == 5
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert files.usable_processors() == 1


def test_what_a_process_does():
    """It says that it is ready, answers what it is asked, and ends when nobody asks any more."""
    ours, theirs = multiprocessing.Pipe()
    said = []

    def ask():
        said.append(ours.recv())
        for n in range(3):
            ours.send(("say", n))
            said.append(ours.recv())
        ours.close()

    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    asker = threading.Thread(target=ask)
    asker.start()
    try:
        _workers._work(theirs, behave)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        leave = signal.getsignal(signal.SIGTERM)
        with pytest.raises(SystemExit):
            leave(signal.SIGTERM, None)
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
        asker.join()
    assert said == [_workers._READY, ("say", 0), ("say", 1), ("say", 2)]


# --- Many files ------------------------------------------------------------------------------------------


def odd(file, *, sleep=600):
    """Check a file, unless its name says otherwise."""
    name = Path(file).stem
    if "exit" in name:
        os._exit(7)
    if "hang" in name:
        time.sleep(sleep)
    return check_file(file, locale="en")


@pytest.fixture
def folder(tmp_path):
    """A folder of reports, with bad ones among them."""
    for n in range(6):
        (tmp_path / f"{n}.json").write_text(render(report(), "json"), "utf-8")
    (tmp_path / "2.txt").write_text("没有表格。", "utf-8")
    (tmp_path / "3.txt").write_bytes(bytes(range(256)))
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_are_checked_in_order(folder, jobs):
    """In this process or in others, the files come in the order in which they are found, and each is as it is alone."""
    all_checked = list(check_files([folder, EXAMPLE, folder / "none.txt"], jobs=jobs, locale="en"))
    assert [checked.file for checked in all_checked] == names(folder, EXAMPLE, folder / "none.txt")
    assert all_checked == [check_file(checked.file, locale="en") for checked in all_checked]
    assert sum(not checked.is_read for checked in all_checked) == 3


def test_a_file_that_ends_its_process_is_named(folder):
    """A file that ends the process that reads it, or never ends, is unreadable with a sentence; no other one is."""
    for name in ("2-exit.txt", "3-hang.txt", "4-exit.txt"):
        (folder / name).write_text("")
    all_checked = list(check_found(find([folder]), odd, jobs=2, timeout=3, locale="en"))
    faults = {Path(checked.file).name: checked.fault for checked in all_checked if not checked.is_read}
    died = (
        "The process that was reading this file ended without an answer (exit code 7); "
        "the file may be damaged, or need more memory than there is."
    )
    assert faults.pop("2-exit.txt") == faults.pop("4-exit.txt") == died
    assert faults.pop("3-hang.txt") == (
        "Reading this file took more than 3 seconds and was given up; allow more time if it is a report."
    )
    assert set(faults) == {"2.txt", "3.txt"}
    assert [checked.file for checked in all_checked] == names(folder)


def test_a_time_that_is_no_whole_number(folder):
    """The time that a file may take is said as it was given."""
    (folder / "hang.txt").write_text("")
    (checked,) = check_found([Found(str(folder / "hang.txt"))], odd, jobs=2, timeout=0.5, locale="en")
    assert "more than 0.5 seconds" in checked.fault


def process_of(file):
    """In which process a file is checked."""
    return Checked(file=file, year=os.getpid())


def test_a_few_files_need_no_other_process(tmp_path, monkeypatch):
    """A few files are checked here, many elsewhere; but what needs the standard input is checked here."""
    monkeypatch.setattr(files, "usable_processors", lambda: 2)
    many = [Found(str(n)) for n in range(files.FEW)]

    def processes(found, jobs=None):
        return {checked.year for checked in check_found(found, process_of, jobs=jobs)}

    assert processes(many[1:]) == {os.getpid()}
    assert os.getpid() not in processes(many)
    assert processes(many, jobs=1) == {os.getpid()}
    assert os.getpid() not in processes(many[:1], jobs=5)
    assert processes([*many, Found("-")]) == {os.getpid()}


@pytest.mark.parametrize("wrong", [{"jobs": 0}, {"jobs": -1}, {"timeout": 0}, {"timeout": -1.0}])
def test_no_process_and_no_time(wrong):
    """What cannot be asked for is refused at once."""
    with pytest.raises(ValueError, match="must be more than 0"):
        check_files([EXAMPLE], **wrong)


def test_any_time_may_be_allowed(folder):
    """Without a limit a file may take as long as it does."""
    found = find([folder / "0.json", folder / "hang.txt"])
    slow = functools.partial(odd, sleep=0.2)
    assert len(list(check_found(found, slow, jobs=2, timeout=None))) == 2


def test_whoever_has_seen_enough_leaves_no_process(folder):
    """When no more is asked for, all processes end."""
    checking = check_files([folder], jobs=2)
    next(checking)
    checking.close()
    assert multiprocessing.active_children() == []


def test_chance_makes_no_difference(folder):
    """However files are given, what is said of each is the same."""
    given_names = names(folder)
    random.Random(1).shuffle(given_names)
    assert [checked.file for checked in check_files(given_names, jobs=2)] == given_names
