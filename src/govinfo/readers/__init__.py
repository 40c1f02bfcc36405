"""
Reading a report from a file or from what it contains; the format is found by content.

A reader is a module with two functions, found by the entry point ``govinfo.readers``::

    def recognizes(content: Content) -> bool: ...
    def read(content: Content) -> Report: ...
"""

import os

from pathlib import Path
from typing import IO, Any, Final, Protocol

from .._installed import installed
from ..errors import UnreadableReport
from ..limits import DEFAULT, Limits
from ..report import Report
from .content import Content


#: The reader of what no other one recognizes.
LAST: Final = "text"


class Reader(Protocol):
    """What a reader module has."""

    def recognizes(self, content: Content) -> bool:
        """Whether *content* is of this format."""

    def read(self, content: Content) -> Report:
        """
        The report in *content*.

        Raises:
            UnreadableReport: there is not just one report in it.
        """


def readers() -> dict[str, Reader]:
    """The readers that are installed, by name of the format."""
    return dict(installed("govinfo.readers"))


def read(file: str | os.PathLike[str] | IO[bytes] | IO[str], *, limits: Limits = DEFAULT) -> Report:
    """
    Read a report from a file.

    Args:
        file: a path, or an open file of bytes or of text.
        limits: how much is read before the document is refused.

    Raises:
        UnreadableReport: it is not one report, or it is beyond a limit, or its format needs a package that is missing.
        OSError: the file cannot be opened.

    >>> read("examples/jinhai-2020.txt").organ.name
    '高新区(近海镇)'
    """
    if isinstance(file, (str, os.PathLike)):
        name = Path(file).name
        with Path(file).open("rb") as opened:
            return _read(opened.read(limits.size + 1), name, limits)
    given = getattr(file, "name", None)
    document = Path(given).name if isinstance(given, str) else None
    try:
        return _read(_all_of(file, limits.size), document, limits)
    except UnicodeDecodeError:
        raise UnreadableReport(
            "The file was opened as a text in another encoding than it has; open it in binary mode.", document=document
        ) from None


def _all_of(file: IO[Any], most: int) -> Any:
    """What an open file holds, and no more than one too many; a pipe gives it piece by piece."""
    whole = file.read(most + 1)
    while len(whole) <= most and (part := file.read(most + 1 - len(whole))):
        whole += part
    return whole


def reads(content: str | bytes, *, document: str | None = None, limits: Limits = DEFAULT) -> Report:
    """
    Read a report from what a file contains.

    Args:
        content: text, or bytes in UTF-8, UTF-16 with a mark, or GB 18030.
        document: what to call it in findings.
        limits: how much is read before the document is refused.

    Raises:
        UnreadableReport: it is not one report, or it is beyond a limit, or its format needs a package that is missing.
    """
    return _read(content, document, limits)


def _read(content: str | bytes, document: str | None, limits: Limits) -> Report:
    if len(content) > limits.size:
        raise UnreadableReport(
            "The document is longer than {limit} bytes; read it with a higher limit if it is a report.",
            document=document,
            limit=limits.size,
        )
    given = Content.of(content, document, limits)
    known = readers()
    for name in sorted(known, key=lambda name: name == LAST):
        if known[name].recognizes(given):
            return known[name].read(given)
    raise UnreadableReport(
        "The document is in no format that can be read; known are {formats}.", document=document, formats=tuple(known)
    )


__all__ = ["Content", "Limits", "Reader", "read", "readers", "reads"]
