"""
The conformance suite, ``conformance/``: what any program that reads or checks these reports should say, as values.

``python tools/conformance.py`` writes the files anew; with ``--check`` it writes nothing, names those that are not
fresh, and exits with 1 if there are any. What is expected of a case is what this library says of it; that it says what
is right is for the tests of the library. Nothing in the files depends on when or where this runs.
"""

import json
import sys

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final


ROOT: Final = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

from conformance_across import across_cases  # noqa: E402  it stands beside this file
from conformance_checks import check_cases, single_cells  # noqa: E402
from conformance_documents import documents_of_html, documents_of_text  # noqa: E402
from conformance_reports import BASES, forms  # noqa: E402
from conformance_wholes import refused_cases  # noqa: E402

from govinfo.editions import Edition  # noqa: E402


FOLDER: Final = ROOT / "conformance"

#: What every file names; the number changes when a case or a key changes its meaning, and not when some are added.
SUITE: Final = "urn:govinfo-cn:conformance:1"


def files() -> Iterator[tuple[str, str]]:
    """The name of each generated file, and what stands in it."""
    for edition, form in forms():
        yield f"form-{edition}.json", written("form", form)
    for edition in Edition:
        cells = {"edition": int(edition), "base": f"zeros-{edition:d}", "cells": single_cells(edition)}
        yield f"cells-{edition:d}.json", written("cells", cells)
    yield "bases.json", written("bases", {"bases": BASES})
    for name, cases in check_cases():
        yield f"{name}.json", written("check", {"cases": cases})
    yield "refused.json", written("refuse", {"cases": refused_cases()})
    yield "across.json", written("reconcile", {"cases": across_cases()})
    yield "text.json", written("read", {"cases": documents_of_text()})
    yield "html.json", written("read", {"cases": documents_of_html()})


def written(kind: str, content: Mapping[str, Any]) -> str:
    """A file as it is written: an item of a list or an object a line, so that a difference can be read."""
    parts = [f'"$schema": "schema.json",\n"suite": {_json(SUITE)},\n"kind": {_json(kind)}']
    for key, value in content.items():
        if isinstance(value, Mapping):
            lines: Iterable[str] = (f"{_json(name)}: {_json(item)}" for name, item in value.items())
            parts.append(f"{_json(key)}: {{\n" + ",\n".join(lines) + "\n}")
        elif isinstance(value, list):
            parts.append(f"{_json(key)}: [\n" + ",\n".join(map(_json, value)) + "\n]")
        else:
            parts.append(f"{_json(key)}: {_json(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(arguments: list[str]) -> int:
    """Write the files, or say which of them are not fresh."""
    stale = []
    known = dict(files())
    for name, text in known.items():
        path = FOLDER / name
        if "--check" not in arguments:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
    stale += [path.name for path in FOLDER.glob("*.json") if path.name not in {*known, "schema.json"}]
    for name in stale:
        print(f"conformance/{name} is not fresh: python tools/conformance.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
