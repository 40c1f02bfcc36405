"""
Findings for machines: one function for each format, all with the same arguments.

A function takes what is said of documents, one after another, and gives the text of the output in pieces, so that
little of it is held in memory. It does not know where the findings come from.
"""

import importlib

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol, cast

from ..errors import UnknownFormat
from ..language import CHINESE
from ..profile import PLAIN, Override, Profile
from .judged import Judged


class Output(Protocol):
    """A format: it gives the output in pieces."""

    def __call__(
        self,
        judged: Iterable[Judged],
        locale: str = CHINESE,
        *,
        profile: Profile = PLAIN,
        overrides: Sequence[Override] = (),
    ) -> Iterator[str]:
        """The output for these documents."""
        ...


#: The formats by name; the function of each is in the module of its name.
FORMATS: Final = ("sarif", "github", "junit")


def output(name: str) -> Output:
    r"""
    The function of a format.

    Raises:
        UnknownFormat: there is none of this name.

    >>> list(output("github")([Judged(name="a.txt", fault="no report")]))
    ['::error file=a.txt,title=govinfo::no report\n']
    """
    if name not in FORMATS:
        raise UnknownFormat(name, FORMATS)
    return cast("Output", getattr(importlib.import_module(f".{name}", __package__), name))


__all__ = ["FORMATS", "Judged", "Output", "output"]
