"""
A second process for what could bring down the first: libraries that crash, hang or take all memory.

It is started when it is needed, and asked again as long as all goes well: to start it takes longer than to read a
report. A document that it refuses, does not survive or spends too long on is its last one. It ends with the process
that has started it, because then the pipe is closed that its questions come from; and so it does after a while in which
nobody asks. A process that was forked off starts its own.
"""

import atexit
import contextlib
import importlib.util
import io
import json
import math
import os
import struct
import subprocess
import sys
import threading
import time

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import IO, Any, Final, cast

from . import served
from .optional import needed


#: How many documents one process reads, and how many seconds it waits for the next.
DOCUMENTS: Final = 200
IDLE: Final = 60.0

#: The most bytes of an answer.
_MOST: Final = 1 << 28

#: No system waits for ever.
_LONGEST: Final = 10**6

#: So many seconds later a process ends by itself, if nobody is there any more to end it.
_LATER: Final = 5

_Command = tuple[str, ...]
_LENGTH: Final = struct.Struct(served.LENGTH)


class _Process:
    """A process that is asked of one document at a time."""

    def __init__(self, command: _Command) -> None:
        self.command, self.asked, self.is_busy, self.is_late = command, 0, True, False
        self._process = subprocess.Popen(  # noqa: S603  our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = io.BufferedReader(cast("io.FileIO", self._process.stdout))
        self._due = time.monotonic() + IDLE

    def is_there(self) -> bool:
        """Whether it can be asked; after a while it ends by itself."""
        return not self.is_late and self._process.poll() is None and time.monotonic() < self._due

    def ask(self, data: bytes, numbers: Sequence[int], seconds: float) -> dict[str, Any]:
        """
        What it says of a document.

        Raises:
            OSError: it ended.
            ValueError, TypeError, RuntimeError: what it says is no answer.
        """
        timer = threading.Timer(seconds, self._is_due)
        timer.daemon = True
        timer.start()
        try:
            return self._said(data, [math.ceil(seconds) + _LATER, math.ceil(IDLE) + _LATER, *numbers])
        finally:
            timer.cancel()
            timer.join()
            self.asked, self._due = self.asked + 1, time.monotonic() + IDLE

    def _is_due(self) -> None:
        self.is_late = True
        self._process.kill()

    def _said(self, data: bytes, numbers: Sequence[int]) -> dict[str, Any]:
        head = json.dumps([len(data), *numbers]).encode()
        for part in (_LENGTH.pack(len(head)), head, data):
            rest = memoryview(part)
            while rest:
                rest = rest[self._questions.write(rest) :]
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        found = json.loads(self._read(min(length, _MOST)))
        if not isinstance(found, dict):
            raise TypeError
        return found

    def _read(self, length: int) -> bytes:
        found = self._answers.read(length)
        if len(found) < length:
            raise ChildProcessError
        return found

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        self.leave()

    def leave(self) -> None:
        """Close what leads to it."""
        with contextlib.suppress(OSError):
            self._questions.close()
        with contextlib.suppress(OSError):
            self._answers.close()

    def forget(self) -> None:
        """Leave it to the process that it belongs to, which this one was forked from."""
        self._process.returncode = 0
        self.leave()


class _Processes:
    """All that are there."""

    def __init__(self) -> None:
        self.lock, self.all = threading.Lock(), list[_Process]()

    def taken(self, command: _Command) -> _Process:
        """One that nobody else has, started if need be."""
        with self.lock:
            for process in [one for one in self.all if one.command == command and not one.is_busy]:
                if process.is_there():
                    process.is_busy = True
                    return process
                self._end(process)
        process = _Process(command)
        with self.lock:
            self.all.append(process)
        return process

    def given_back(self, process: _Process, *, is_last: bool) -> None:
        """Keep it for the next document, or end it."""
        with self.lock:
            if is_last or process.asked >= DOCUMENTS or not process.is_there():
                self._end(process)
            process.is_busy = False

    def _end(self, process: _Process) -> None:
        self.all.remove(process)
        process.end()

    def end(self) -> None:
        """End all that do nothing; the others end with their pipes."""
        with self.lock:
            for process in [process for process in self.all if not process.is_busy]:
                self._end(process)

    def forget(self) -> None:
        """Begin anew in a process that was forked off."""
        for process in self.all:
            process.forget()
        self.lock, self.all = threading.Lock(), []  # another thread may have had the lock


_PROCESSES: Final = _Processes()
atexit.register(_PROCESSES.end)
if hasattr(os, "register_at_fork"):  # pragma: no branch  Windows has none
    os.register_at_fork(after_in_child=_PROCESSES.forget)


def folder_of(module: str, extra: str, document: str | None) -> str:
    """
    The folder that an optional package is installed in.

    Args:
        module: name to import.
        extra: the extra of this library that installs it.
        document: name of the document that is read.

    Raises:
        UnreadableReport: it is not installed.
    """
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        needed(module, extra, document)
        raise AssertionError  # pragma: no cover
    return str(Path(spec.origin).parents[1])


def ask(
    program: ModuleType, folder: str, data: bytes, numbers: Sequence[int], *, memory: int, seconds: float
) -> dict[str, Any]:
    """
    What a program says of a document.

    Args:
        program: has a function ``answer`` of bytes and numbers, which gives a dict; with ``fault`` in it, the process
            ends. It uses nothing of this library.
        folder: of a package that it uses.
        data: the document.
        numbers: what else the function is given.
        memory: the most bytes that the process may have.
        seconds: how long it may take.

    Raises:
        TimeoutError: it took longer.
        ChildProcessError: it ended without an answer, or cannot be started.
    """
    command = (str(sys.executable), "-I", "-S", str(served.__file__), str(program.__file__), folder, str(memory))
    try:
        process = _PROCESSES.taken(command)
    except (OSError, RuntimeError) as error:  # or this process is about to end
        raise ChildProcessError(*error.args) from None
    is_last = True
    try:
        found = process.ask(data, numbers, min(seconds, _LONGEST))
        is_last = "fault" in found
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        if process.is_late:
            raise TimeoutError from None
        raise ChildProcessError(*error.args) from None
    finally:
        _PROCESSES.given_back(process, is_last=is_last)
    return found
