"""
The second process: it is kept as long as all goes well, ended as soon as it does not, and never left behind.
"""

import io
import json
import multiprocessing
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import warnings

from types import ModuleType, SimpleNamespace

import pytest

from govinfo import UnreadableReport
from govinfo.readers import child, served


PROGRAM = """
import os
import time


def answer(data, number=0):
    if data == b"hang":
        time.sleep(600)
    if data == b"crash":
        os.abort()
    if data == b"large":
        bytearray(10**10)
    if data == b"print":
        os.write(1, b"words")
    if data == b"fault":
        return {"fault": "x"}
    return {"process": os.getpid(), "length": len(data), "number": number}
"""


@pytest.fixture
def program(tmp_path):
    """A program that does what a document says; its processes end with the test."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    made = ModuleType("program")
    made.__file__ = str(path)
    child._PROCESSES.end()
    yield made
    child._PROCESSES.end()
    assert not child._PROCESSES.all


def ask(program, data=b"", *numbers, seconds=60.0, memory=1 << 30):
    """What the program says."""
    return child.ask(program, "/nowhere", data, numbers, memory=memory, seconds=seconds)


def is_gone(process):
    """Whether a process has ended."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_one_process_answers_one_document_after_the_other(program):
    """However long they are; what a library prints is no answer."""
    first = ask(program, b"\0" * 3_000_000, 7)
    assert (first["length"], first["number"]) == (3_000_000, 7)
    assert ask(program, b"print") == {"process": first["process"], "length": 5, "number": 0}
    assert len(child._PROCESSES.all) == 1


def test_a_process_has_so_many_documents_and_no_more(program, monkeypatch):
    """What is lost in its memory is lost with it."""
    monkeypatch.setattr(child, "DOCUMENTS", 2)
    one, two, three = (ask(program)["process"] for _ in range(3))
    assert one == two != three
    assert is_gone(one)


def test_a_document_that_is_refused_is_the_last_one(program):
    """It may have done what is not seen."""
    first = ask(program)["process"]
    assert ask(program, b"fault") == {"fault": "x"}
    assert is_gone(first)
    assert ask(program)["process"] != first


@pytest.mark.parametrize("document", [b"crash", b"large"])
def test_a_process_that_ends_is_replaced(program, document):
    """By a crash, or because it wants more memory than it may have."""
    with pytest.raises(ChildProcessError):
        ask(program, document)
    assert ask(program)["length"] == 0


def test_a_document_that_takes_too_long_is_ended(program):
    """Its process is; the next document has another one."""
    first = ask(program)["process"]
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        ask(program, b"hang", seconds=0.2)
    assert time.monotonic() - start < 10
    assert is_gone(first)
    assert ask(program)["process"] != first


def test_a_process_that_nobody_asks_ends(program, monkeypatch):
    """After a while, by itself; before that it is not asked any more."""
    monkeypatch.setattr(child, "IDLE", 0.2)
    monkeypatch.setattr(child, "_LATER", 0)
    first = ask(program)["process"]
    time.sleep(0.3)
    second = ask(program)["process"]
    assert second != first
    assert is_gone(first)
    assert is_gone_after_waiting(second)
    assert ask(program)["process"] != second


def test_what_is_no_answer_is_an_end(program, monkeypatch):
    """So is a program that cannot be started, or not any more."""
    for words in (b"12345678", b"00000000"):
        monkeypatch.setattr(child._Process, "_read", lambda *_, words=words: words)
        with pytest.raises(ChildProcessError):
            ask(program)
    monkeypatch.undo()
    for error in (OSError, RuntimeError):
        monkeypatch.setattr(child.subprocess, "Popen", lambda *_, error=error, **__: (_ for _ in ()).throw(error))
        with pytest.raises(ChildProcessError):
            ask(program)


def test_an_interrupt_ends_the_process(program, monkeypatch):
    """What it would say later would be taken for the answer to another question."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(child._Process, "_read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ask(program)
    assert not child._PROCESSES.all


def test_threads_have_a_process_each(program):
    """None gets the answer of another."""
    said = []
    threads = [
        threading.Thread(
            target=lambda n: said.extend((n, ask(program, b"x" * n)["length"]) for _ in range(5)), args=[n]
        )
        for n in range(1, 4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 15
    assert all(n == length for n, length in said)
    assert 1 <= len(child._PROCESSES.all) <= 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_process_that_was_forked_off_starts_its_own(program):
    """And leaves alone what belongs to the other."""
    first = ask(program)["process"]
    reads, writes = os.pipe()
    with warnings.catch_warnings():  # about threads, which other tests may have
        warnings.simplefilter("ignore")
        forked = os.fork()
    if not forked:
        os.write(writes, str(ask(program)["process"]).encode())
        child._PROCESSES.end()
        os._exit(0)
    second = int(os.read(reads, 20))
    os.waitpid(forked, 0)
    os.close(reads)
    os.close(writes)
    assert second != first
    assert is_gone(second)
    assert ask(program)["process"] == first


def test_forgetting_closes_what_leads_to_the_processes(program):
    """Else they would not see the end of the one that they belong to."""
    first = ask(program)
    (process,) = child._PROCESSES.all
    popen = process._process
    child._PROCESSES.forget()
    assert not child._PROCESSES.all
    assert popen.returncode == 0
    assert process._questions.closed
    assert is_gone_after_waiting(first["process"])
    popen.returncode = None
    popen.wait()


def is_gone_after_waiting(process):
    """Whether a process of ours ends by itself because nobody can ask it any more."""
    for _ in range(200):
        if os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.02)
    return False


def _asks(path, said):
    program = ModuleType("program")
    program.__file__ = path
    said.send(ask(program)["process"])
    ask(program, b"hang")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no signals")
def test_a_process_ends_with_the_one_that_has_started_it(program):
    """Even if that is killed: at once if it waits, and else when its time is over."""
    code = (
        f"from types import ModuleType; from govinfo.readers import child; import time\n"
        f"program = ModuleType('program'); program.__file__ = {program.__file__!r}\n"
        f"print(child.ask(program, '', b'', (), memory=1 << 30, seconds=60)['process'], flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        process = int(other.stdout.readline())
        other.kill()
    assert is_gone(process)


def test_processes_of_spawned_workers_end_with_them(program):
    """`govinfo check` reads many files in such workers; the busy process of one that is killed ends in its time."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_asks, args=(program.__file__, theirs), daemon=True)
    worker.start()
    process = ours.recv()
    worker.terminate()
    worker.join()
    worker.close()
    ours.close()
    theirs.close()
    os.kill(process, signal.SIGALRM)  # as when its time is over, which would take a minute
    assert is_gone(process)


def test_the_end_of_this_program_is_that_of_its_processes(program):
    """There is no word about it."""
    code = (
        f"from types import ModuleType; from govinfo.readers import child\n"
        f"program = ModuleType('program'); program.__file__ = {program.__file__!r}\n"
        f"print(child.ask(program, '', b'', (), memory=1 << 30, seconds=60)['process'])"
    )
    done = subprocess.run([sys.executable, "-X", "dev", "-c", code], capture_output=True, check=True)
    assert is_gone(int(done.stdout))
    assert done.stderr == b""


def test_a_package_is_found_or_named():
    """The folder is that in which it can be imported."""
    assert (child.Path(child.folder_of("attrs", "x", None)) / "attrs").is_dir()
    with pytest.raises(UnreadableReport, match=r"govinfo-cn\[pdf\]"):
        child.folder_of("no_such_module", "pdf", "年报.pdf")


def test_questions_are_answered_until_there_are_none(monkeypatch):
    """Each has its length before it; where the system cannot see to it that a process ends, it is not asked to."""
    length = struct.Struct(served.LENGTH)
    heads = [json.dumps([len(data), 60, 9, 5]).encode() for data in (b"ab", b"")]
    asked = b"".join(length.pack(len(head)) + head + data for head, data in zip(heads, (b"ab", b""), strict=True))
    answers = io.BytesIO()
    alarms = []
    monkeypatch.setattr(served, "signal", SimpleNamespace(alarm=alarms.append))
    served.serve(lambda data, number: [len(data), number], io.BytesIO(asked), answers)
    assert answers.getvalue() == length.pack(5) + b"[2,5]" + length.pack(5) + b"[0,5]"
    assert alarms == [60, 9, 60, 9]
    monkeypatch.setattr(served, "signal", SimpleNamespace())
    served.serve(lambda data, number: [len(data), number], io.BytesIO(asked), io.BytesIO())
    assert len(alarms) == 4


def test_limits_of_the_system_are_only_made_smaller(monkeypatch):
    """Where a limit is set already it is not raised; where there is none of this, nothing is done."""
    resource = pytest.importorskip("resource")
    done = []
    monkeypatch.setattr(resource, "getrlimit", lambda what: (9, 0 if what == resource.RLIMIT_CORE else -1))
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: done.append((what, limits)))
    served.limit(1000)
    assert done == [(resource.RLIMIT_AS, (1000, -1))]
    monkeypatch.setitem(sys.modules, "resource", None)
    served.limit(1000)
    assert len(done) == 1
