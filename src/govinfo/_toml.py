"""
Reading a small file of settings: what is no TOML, or is not as it must be, is told with its place.
"""

import re

from pathlib import Path
from typing import Any, Final

from .errors import Unusable
from .language import template


#: The most parts of a key in one line; reading a key takes time with the square of them.
PARTS: Final = 100

_TOO_LARGE: Final = template("The file is larger than {limit} bytes, which no file of this kind is.")
_NOT_UTF_8: Final = template("The file is not text in UTF-8.")
_NOT_TOML: Final = template("The file is not TOML: see line {line}, column {column}.")
_NO_PLACE: Final = template("The file cannot be read as TOML: it is nested too deep, or has a number that is too long.")
_LONG_KEY: Final = template("Line {line} of the file has a key of more than {limit} parts.")

#: Texts, in which a full stop is no more than that; those of several lines first.
_QUOTED: Final = re.compile(
    r""""{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3}|'{3}(?:[^']|'{1,2}(?!'))*'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'""", re.DOTALL
)
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


def read_toml(path: Path, kind: type[Unusable], *, most: int) -> dict[str, Any]:
    """
    What a TOML file says.

    Args:
        path: of the file.
        kind: the exception to raise.
        most: the most bytes that it may have.

    Raises:
        Unusable: of that kind: it is too large, or no TOML.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(most + 1)
    return parse_toml(data, kind, most=most, document=path.name)


def _no_more_than_its_lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def parse_toml(data: bytes, kind: type[Unusable], *, most: int, document: str | None = None) -> dict[str, Any]:
    """The same for what a file contains."""
    import tomllib  # noqa: PLC0415  most programs read no TOML

    if len(data) > most:
        raise kind(_TOO_LARGE, document=document, limit=most)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise kind(_NOT_UTF_8, document=document) from None
    for number, line in enumerate(_QUOTED.sub(_no_more_than_its_lines, text).split("\n"), start=1):
        if line.count(".") > PARTS:
            raise kind(_LONG_KEY, document=document, line=number, limit=PARTS)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        said = str(error)
    if place := _PLACE.search(said):
        raise kind(_NOT_TOML, document=document, line=int(place[1]), column=int(place[2]))
    if "end of document" in said:
        before, _, last = text.rstrip("\n").rpartition("\n")
        raise kind(_NOT_TOML, document=document, line=before.count("\n") + bool(before) + 1, column=len(last) + 1)
    raise kind(_NO_PLACE, document=document)
