"""
Many files: which ones are meant by files, folders and patterns, and checking them in several processes at once.
"""

import contextlib
import functools
import os

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Final, TypeVar

from ._checked import STANDARD, Checked, Said, check_file, os_fault, unreadable
from ._find import SUFFIXES, Found, find
from ._workers import Died, TooLong, in_order, usable_processors
from .language import CHINESE, locale_of, template


A = TypeVar("A")

#: With fewer files it takes longer to start other processes than to read them here.
FEW: Final = 8

#: How many seconds one file may take, unless the caller says otherwise.
TIMEOUT: Final = 120.0

_DIED: Final = template(
    "The process that was reading this file ended without an answer (exit code {code}); "
    "the file may be damaged, or need more memory than there is."
)
_TOO_LONG: Final = template(
    "Reading this file took more than {count_seconds} seconds and was given up; allow more time if it is a report."
)


def check_files(
    names: Iterable[str | os.PathLike[str]],
    *,
    jobs: int | None = None,
    timeout: float | None = TIMEOUT,
    locale: str = CHINESE,
) -> Generator[Checked, None, None]:
    """
    Read and check many files; what is wrong with one of them stops nothing.

    The files come in steady order, each as soon as it and those before it are checked, and nothing is kept of them, so
    that memory stays the same for any number of files. A program that uses more than one process calls this under
    ``if __name__ == "__main__":``, because these processes import it.

    Args:
        names: files, folders and patterns, as in `find`.
        jobs: how many processes; by default one for each processor, and none but this for a few files. With 1
            everything is done in this process.
        timeout: how many seconds a file may take in another process; None for any time.
        locale: language of the words.

    Raises:
        ValueError: there cannot be so few processes, or so little time.
        ChildProcessError: while iterating: other processes cannot be started.

    >>> for checked in check_files(["examples/*.txt"], jobs=1):
    ...     print(checked.file, checked.year, [finding.rule for finding in checked.findings])
    examples/jinhai-2020.txt 2020 ['R-SURPLUS', 'R-SURPLUS', 'S-MIXTURE']
    """
    return check_found(
        find(names), functools.partial(check_file, locale=locale), jobs=jobs, timeout=timeout, locale=locale
    )


def check_found(
    found: Sequence[Found],
    check_one: Callable[[str], A],
    *,
    jobs: int | None = None,
    timeout: float | None = TIMEOUT,
    locale: str = CHINESE,
) -> Generator[A | Checked, None, None]:
    """
    The same for files that were found already, and with another function than `check_file`.

    Args:
        found: by `find`.
        check_one: what is asked of each file: a function of a module, or a `functools.partial` of one. Where it cannot
            be asked, because there is no such file, or its process ended, the answer is what `check_file` would say.
        jobs: as in `check_files`.
        timeout: as in `check_files`.
        locale: as in `check_files`.
    """
    if jobs is None:
        jobs = 1 if len(found) < FEW else usable_processors()
    if jobs < 1 or (timeout is not None and timeout <= 0):
        message = f"{jobs} processes and {timeout} seconds: both must be more than 0"
        raise ValueError(message)
    one = functools.partial(_check_one, check_one=check_one, locale=locale_of(locale))
    if jobs == 1 or any(file.name == STANDARD for file in found):  # only this process has the standard input
        return _here(found, one)
    return _elsewhere(found, one, min(jobs, len(found)), timeout, locale)


def _check_one(found: Found, *, check_one: Callable[[str], A], locale: str) -> A | Checked:
    if found.fault is None:
        return check_one(found.name)
    if isinstance(found.fault, OSError):
        return unreadable(found.name, *os_fault(found.fault), locale)
    return unreadable(found.name, found.fault, {"suffixes": SUFFIXES}, locale)


def _here(found: Sequence[Found], one: Callable[[Found], A]) -> Generator[A, None, None]:
    yield from map(one, found)


def _elsewhere(
    found: Sequence[Found], one: Callable[[Found], A], jobs: int, timeout: float | None, locale: str
) -> Generator[A | Checked, None, None]:
    with contextlib.closing(in_order(one, found, jobs=jobs, timeout=timeout)) as answers:
        for file, answer in answers:
            if isinstance(answer, Died):
                yield unreadable(file.name, _DIED, {"code": answer.code}, locale)
            elif isinstance(answer, TooLong):
                seconds = answer.seconds
                count = int(seconds) if seconds == int(seconds) else seconds
                yield unreadable(file.name, _TOO_LONG, {"count_seconds": count}, locale)
            else:
                yield answer


__all__ = [
    "FEW",
    "SUFFIXES",
    "TIMEOUT",
    "Checked",
    "Found",
    "Said",
    "check_file",
    "check_files",
    "check_found",
    "find",
    "usable_processors",
]
