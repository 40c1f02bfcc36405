"""
A function asked of many items in other processes: the answers come in the order of the items, whatever a process does.

A process that ends, or takes too long, costs the one item that it had, which is known because each process has one item
at a time; another process takes its place. (`concurrent.futures` tells neither which item ended a process nor when it
was begun, and cannot end a process that hangs.) Processes are started anew and not forked: the libraries that read PDF
do not survive a fork, and on Windows there is none.
"""

import contextlib
import errno
import multiprocessing
import os
import signal
import sys
import time

from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, NoReturn, TypeVar

import attrs


I = TypeVar("I")  # noqa: E741  an item
A = TypeVar("A")

#: How many answers a process may be ahead of the one that is due: it has work while another one is slow, and memory
#: stays small however many items there are.
AHEAD: Final = 16

#: The most processes: Windows waits for no more.
MOST: Final = 60

#: How long a process may take to begin, in seconds.
BEGIN: Final = 60.0

#: How long it may take to end when it is asked to, before it is made to.
END: Final = 2.0

_SPAWN: Final = multiprocessing.get_context("spawn")
_READY: Final = "ready"


@attrs.frozen
class Died:
    """The process ended without an answer, with this exit code; that of a signal is negative."""

    code: int | None


@attrs.frozen
class TooLong:
    """The process was ended because it took longer than this."""

    seconds: float


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    function: Callable[[I], A], items: Iterable[I], *, jobs: int, timeout: float | None = None
) -> Generator[tuple[I, A | Died | TooLong], None, None]:
    """
    Each item, and what *function* says of it in one of several processes; in the order of the items.

    Args:
        function: of a module, or a `functools.partial` of one; it, its argument and its answer can be pickled.
        items: taken one by one as there is room for them.
        jobs: how many processes.
        timeout: how many seconds one item may take.

    Raises:
        ChildProcessError: no process can be started.
    """
    pool = _Pool(function, min(jobs, MOST), timeout)
    numbered = enumerate(items)
    upcoming = next(numbered, None)
    due = 0
    held: dict[int, I] = {}  # of these the answer is due, or known already
    answers: dict[int, A | Died | TooLong] = {}
    try:
        while upcoming is not None or held:
            while upcoming is not None and len(held) < AHEAD * pool.jobs and pool.takes(upcoming):
                held[upcoming[0]] = upcoming[1]
                upcoming = next(numbered, None)
            answers.update(pool.answers())
            while due in answers:
                yield held.pop(due), answers.pop(due)
                due += 1
    finally:
        pool.end()


class _Worker:
    """One process, the number of the item that it has, and when that is due."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_work, args=(theirs, function), daemon=True)
        with _no_interrupt():
            self.process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self.is_ready = False
        self.number: int | None = None
        self.due: float | None = time.monotonic() + BEGIN

    def end(self) -> int | None:
        """End the process; its exit code."""
        self.connection.close()
        self.process.terminate()
        self.process.join(END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        return self.process.exitcode


class _Pool(Generic[I, A]):
    """The processes, which are started as they are needed."""

    def __init__(self, function: Callable[[I], A], jobs: int, timeout: float | None) -> None:
        self.function, self.jobs, self.timeout = function, jobs, timeout
        self.workers: list[_Worker] = []

    def takes(self, numbered: tuple[int, I]) -> bool:
        """Whether one of the processes takes this item; if none does, those that are missing are started."""
        for worker in [worker for worker in self.workers if worker.is_ready and worker.number is None]:
            try:
                worker.connection.send(numbered[1])
            except OSError:  # it ended while it had nothing to do
                self._drop(worker)
                continue
            worker.number = numbered[0]
            worker.due = None if self.timeout is None else time.monotonic() + self.timeout
            return True
        while len(self.workers) < self.jobs:
            self.workers.append(_Worker(self.function))
        return False

    def answers(self) -> Iterator[tuple[int, Any]]:
        """What the processes have said meanwhile, by the number of the item; something is waited for."""
        now = time.monotonic()
        soonest = min((worker.due for worker in self.workers if worker.due is not None), default=None)
        ready = wait(
            [worker.connection for worker in self.workers], None if soonest is None else max(0.0, soonest - now)
        )
        for worker in list(self.workers):
            number = worker.number
            if worker.connection in ready:
                answer = self._heard(worker)
            elif worker.due is not None and worker.due <= time.monotonic():
                self._drop(worker)
                answer = TooLong(self.timeout or 0)
            else:
                continue
            if number is not None:
                yield number, answer
            elif isinstance(answer, TooLong) or (isinstance(answer, Died) and not worker.is_ready):
                raise ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD))

    def _heard(self, worker: _Worker) -> Any:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(END)  # as it ended by itself, the exit code is its own
            return Died(self._drop(worker))
        worker.is_ready, worker.number, worker.due = True, None, None
        return said

    def _drop(self, worker: _Worker) -> int | None:
        self.workers.remove(worker)
        return worker.end()

    def end(self) -> None:
        """End all processes, those that are busy as well."""
        for worker in self.workers:
            worker.process.terminate()  # all of them, before one is waited for
        for worker in self.workers:
            worker.end()


def _work(connection: "Connection[Any, Any]", function: Callable[[Any], Any]) -> None:
    """What a process does: answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for whoever has started it, who will end it
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(EOFError, OSError):  # whoever has started it is gone
        connection.send(_READY)
        while True:
            connection.send(function(connection.recv()))


def _leave(*_: object) -> NoReturn:
    """End in an orderly way, so that programs that a reader has started end as well; and only once."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Keep an interrupt until later, so that a process which is being started begins without one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
