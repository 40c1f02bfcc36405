"""
The reports in files and folders, for what is asked of several of them; and the list of who is a part of whom.
"""

import functools
import os

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from ._checked import Checked, of_file, unreadable
from ._toml import read_toml
from .errors import NotForLedger
from .files import TIMEOUT, check_found, find
from .language import CHINESE, template
from .ledger import Key, checked_parts, key_of
from .report import Report


#: The name of the list of parts in a folder of reports.
PARTS: Final = "parts.toml"

#: The largest list of parts that is read, in bytes.
_MOST_BYTES: Final = 4 * 2**20

_DIFFERENT: Final = template(
    "This file and {file} are two different reports of the same organ on the same year ({report}); keep the one that "
    "counts, and compare them to see the differences."
)
_NO_PARTS: Final = template(
    "The list of parts must have a table [parts] with a line for each government: its name, and the names of its parts "
    "in brackets."
)


@attrs.frozen
class Collection:
    """
    Reports that were read from files.

    Attributes:
        reports: each report, and the file that it was read from.
        left_out: the files that have no report, or one without a place among the others, with the reason.
    """

    reports: Mapping[Key, tuple[str, Report]]
    left_out: tuple[Checked, ...]


def collect(
    names: Iterable[str | os.PathLike[str]],
    *,
    jobs: int | None = None,
    timeout: float | None = TIMEOUT,
    locale: str = CHINESE,
) -> Collection:
    """
    The reports in these files, each with its organ and year. The same figures in two files count once.

    Of two reports of one organ on one year with different figures neither is taken: nobody can tell which one counts.

    Args:
        names: files, folders and patterns, as in `govinfo.files.find`.
        jobs: as in `govinfo.files.check_files`.
        timeout: as in `govinfo.files.check_files`.
        locale: language of the reasons.

    >>> [(str(key), file) for key, (file, _) in collect(["examples/jinhai-2020.txt"]).reports.items()]
    [('高新区（近海镇） 2020', 'examples/jinhai-2020.txt')]
    """
    one = functools.partial(_read, locale=locale)
    given: dict[Key, list[tuple[str, Report]]] = {}
    left_out: list[Checked] = []
    for answer in check_found(find(names), one, jobs=jobs, timeout=timeout, locale=locale):
        if isinstance(answer, Checked):
            left_out.append(answer)
            continue
        file, report = answer
        try:
            given.setdefault(key_of(report), []).append(answer)
        except NotForLedger as error:
            left_out.append(unreadable(file, error.template, error.fields, locale))
    reports = {key: same[0] for key, same in given.items() if _agree(report for _, report in same)}
    for key in given.keys() - reports.keys():
        files = [file for file, _ in given[key]]
        for file, other in zip(files, [*files[1:], files[0]], strict=True):
            left_out.append(unreadable(file, _DIFFERENT, {"file": other, "report": str(key)}, locale))
    return Collection(reports, tuple(sorted(left_out, key=lambda checked: checked.file)))


def _agree(reports: Iterable[Report]) -> bool:
    """Whether all of them have the same figures; a Word file and a page may differ in their prose."""
    return len({tuple(report.figures()) for report in reports}) == 1


def _read(file: str, *, locale: str) -> tuple[str, Report] | Checked:
    read = of_file(file, _itself, locale=locale)
    return read if isinstance(read, Checked) else (file, read)


def _itself(report: Report) -> Report:
    return report


def read_parts(file: str | os.PathLike[str]) -> dict[str, tuple[str, ...]]:
    """
    The list of who is a part of whom: a TOML file with a table ``parts``.

    ::

        [parts]
        "某市人民政府" = ["某市人民政府办公室", "某市教育局", "某县人民政府"]

    Args:
        file: its path.

    Raises:
        NotForLedger: it is no such list, or a government in it is a part of itself; the message says what is wrong.
        OSError: it cannot be read.
    """
    said = read_toml(Path(file), NotForLedger, most=_MOST_BYTES)
    parts = said.get("parts")
    if said.keys() != {"parts"} or not isinstance(parts, dict) or not all(map(_are_names, parts.values())):
        raise NotForLedger(_NO_PARTS, document=Path(file).name)
    try:
        return checked_parts(parts)
    except NotForLedger as error:
        raise NotForLedger(error.template, document=Path(file).name, **error.fields) from None


def _are_names(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(name, str) and name for name in given)
