"""
Files that are made of the code and shipped with the package, so that others can use them without Python.
"""

import json

from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any


def shipped_json(file: Path) -> dict[str, Any]:
    """A shipped file of JSON, by its path in the package."""
    found: dict[str, Any] = json.loads(resources.files(__package__).joinpath(file.as_posix()).read_text("utf-8"))
    return found


def write_or_check(folder: Path, files: Mapping[Path, Callable[[], str]], arguments: Iterable[str]) -> int:
    """
    Write files that are shipped, or with ``--check`` only say whether they are fresh.

    Args:
        folder: of the package.
        files: the path of each in the package, and what makes its text.
        arguments: of the command line.

    Returns:
        The exit code: 0, or 1 if a file is not fresh.
    """
    status = 0
    for path, text in files.items():
        file = folder / path
        if "--check" in arguments:
            status = status if file.exists() and file.read_text("utf-8") == text() else 1
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text(), "utf-8")
    return status


def object_of(properties: Mapping[str, Any], optional: Iterable[str] = ()) -> dict[str, Any]:
    """The JSON Schema of an object that has these keys and no others."""
    needed = [name for name in properties if name not in set(optional)]
    return {"type": "object", "properties": dict(properties), "required": needed, "additionalProperties": False}
