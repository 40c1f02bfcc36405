"""
Which files are meant by the names that a user gives: files, folders, and patterns such as ``**/*.html``.

A search follows no link from one folder to another and enters each folder once, so that none sends it in circles.
"""

import fnmatch
import itertools
import os
import re
import stat

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import attrs

from .language import template


#: How the files end that are looked for in a folder.
SUFFIXES: Final = (
    *(".txt", ".htm", ".html", ".shtml", ".xhtml", ".mht", ".mhtml", ".json", ".docx", ".docm", ".doc", ".wps", ".rtf"),
    *(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".pdf", ".ofd", ".md", ".markdown", ".csv", ".tsv"),
)

#: Why there is no file where some were meant.
NO_MATCH: Final = template("No file matches this pattern.")
NO_REPORT: Final = template("There is no file in this folder that could be a report; such files end in {suffixes}.")


@attrs.frozen
class Found:
    """
    One file that is meant, or why there is none.

    Attributes:
        name: path of the file; of the folder, or the pattern, if there is no file.
        fault: why there is no file: a template, or the error of the system; None for a file.
    """

    name: str
    fault: str | OSError | None = None


def find(names: Iterable[str | os.PathLike[str]]) -> list[Found]:
    """
    The files that are meant, each once, in steady order: as given, those of a folder or pattern by their names.

    Numbers in names count as numbers: ``2.txt`` comes before ``10.txt``. In folders only files are taken whose ending
    is known (`SUFFIXES`), not those that are hidden, nor the ``~$`` files that office programs keep beside open ones.

    Args:
        names: of files, of folders, which are searched with the folders in them, or patterns with ``*``, ``?``, ``[]``
            and ``**`` for any folders; what has just this name is meant first. ``-`` is standard input.

    >>> [found.name for found in find(["examples/*.txt", "examples/jinhai-2020.txt", "none.txt"])]
    ['examples/jinhai-2020.txt', 'none.txt']
    """
    once: dict[str, Found] = {}
    for name in names:
        for found in _meant(os.fspath(name)):
            once.setdefault(_key(found), found)
    return list(once.values())


def _key(found: Found) -> str:
    """What is the same for all names of one file."""
    if found.fault or found.name == "-" or "\0" in found.name:
        return found.name
    return os.path.normcase(os.path.realpath(found.name))


def _meant(name: str) -> Iterator[Found]:
    """What one name stands for."""
    if name == "-" or not (_is_folder(name) or _is_pattern(name)) or _is_file(name):
        yield Found(name)
        return
    matches = [name] if _is_folder(name) else sorted(set(_matching(name)), key=_natural)
    if not matches:
        yield Found(name, NO_MATCH)
    for match in matches:
        if _is_folder(match):
            yield from list(_in_folder(match)) or [Found(match, NO_REPORT)]
        else:
            yield Found(match)


def _natural(name: str) -> tuple[list[list[tuple[bool, int, str]]], str]:
    """By what files are put in order: part by part, and numbers by their size."""
    parts = [re.findall(r"([0-9]+)|([^0-9]+)", part) for part in Path(name).parts]
    ranks = [[(not n, len(n.lstrip("0")), n.lstrip("0") or text.casefold()) for n, text in part] for part in parts]
    return ranks, name


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112  pathlib fails where a folder on the way may not be entered


def _is_file(name: str) -> bool:
    return os.path.lexists(name) and not _is_folder(name)


def _is_pattern(name: str) -> bool:
    return any(character in name for character in "*?[")


def _mode(entry: "os.DirEntry[str]", *, follow: bool) -> int | None:
    try:
        return entry.stat(follow_symlinks=follow).st_mode
    except OSError:
        return None


def _is_readable(entry: "os.DirEntry[str]") -> bool:
    """Whether it can be read without waiting, as a pipe cannot; of a broken link reading says what is wrong."""
    mode = _mode(entry, follow=True)
    return mode is None or stat.S_ISREG(mode)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _in_folder(folder: str) -> Iterator[Found]:
    """The files of a folder and of the folders in it, in order."""
    found, faults = [], []
    for at, entries in _folders(folder):
        if isinstance(entries, OSError):
            faults.append(Found(at, entries))
            continue
        found += [
            entry.path for entry in entries if Path(entry.name).suffix.lower() in SUFFIXES and _is_readable(entry)
        ]
    yield from map(Found, sorted(found, key=_natural))
    yield from sorted(faults, key=lambda fault: _natural(fault.name))


def _folders(folder: str) -> "Iterator[tuple[str, list[os.DirEntry[str]] | OSError]]":
    """A folder and all folders in it, each with what is in it that is not hidden, or why that cannot be told."""
    left, seen = [folder], set()
    while left:
        at = left.pop()
        if (real := os.path.realpath(at)) in seen:
            continue
        seen.add(real)
        entries = _entries(at)
        if not isinstance(entries, OSError):
            entries = [entry for entry in entries if not _is_hidden(entry.name)]
            left += [entry.path for entry in entries if stat.S_ISDIR(_mode(entry, follow=False) or 0)]
        yield at, entries


def _entries(folder: str) -> "list[os.DirEntry[str]] | OSError":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        return error


def _plain(folder: str) -> str:
    """A folder below the current one, called as the user would."""
    return "" if folder == "." else os.path.relpath(folder)


def _matching(pattern: str) -> Iterator[str]:
    """The files and folders whose path has the parts of a pattern; ``**`` stands for any folders, or none."""
    anchor, parts = Path(pattern).anchor, Path(pattern).parts
    yield from _below(anchor, list(parts[1:] if anchor else parts))


def _below(at: str, parts: list[str]) -> Iterator[str]:
    """What is in the folder *at* and matches these parts."""
    part, *rest = parts
    if part == "**":
        rest = list(itertools.dropwhile("**".__eq__, rest)) or ["*"]
        for folder, _ in _folders(at or "."):
            yield from _below(folder if at else _plain(folder), rest)
        return
    literal = os.path.join(at, part)  # noqa: PTH118  the path stays as it was given
    if not _is_pattern(part) or os.path.lexists(literal):
        found = [literal]
    else:
        entries = _entries(at or ".")
        found = [
            os.path.join(at, entry.name)  # noqa: PTH118
            for entry in (() if isinstance(entries, OSError) else entries)
            if fnmatch.fnmatch(entry.name, part)
            and (part.startswith(".") or not _is_hidden(entry.name))
            and (_is_readable(entry) or _is_folder(entry.path))
        ]
    if not rest:
        yield from (path for path in found if os.path.lexists(path))
        return
    for path in found:
        if _is_folder(path):
            yield from _below(path, rest)
