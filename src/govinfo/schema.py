"""
The JSON Schema of reports, worked out from the form; the package ships it as ``schemas/report-1.json``.

``python -m govinfo.schema`` writes this file and that of `govinfo.result_schema` anew, and with ``--check`` says
whether they are fresh.
"""

import json
import sys

from pathlib import Path
from typing import Any, Final

import attrs

from . import result_schema
from ._shipped import object_of, shipped_json, write_or_check
from ._tree import Slot, places
from .cells import BLOCKS, CELLS, SECTIONS, block_editions
from .codec import FINDINGS, SCHEMA, VERSION
from .editions import Edition
from .figures import LARGEST
from .finding import Authority, Severity, Source, Status, Verdict
from .form import TITLE
from .language import ENGLISH, label
from .organ import Kind, Level
from .report import YEARS


#: Where the schema is shipped.
FILE: Final = Path("schemas") / f"report-{VERSION}.json"

_TEXT: Final = {"type": "string"}
_FIGURE: Final = {"type": ["integer", "null"], "minimum": -LARGEST, "maximum": LARGEST}


def schema() -> dict[str, Any]:
    """
    The JSON Schema (draft 2020-12) of the documents that `govinfo.codec` makes.

    Each block may follow any edition that has it. Counts may be negative here, because a schema says what can be read,
    and a rule (N-COUNT) what is right.

    >>> schema()["$id"]
    'urn:govinfo-cn:report:1'
    """
    prose = {"type": ["array", "null"], "items": _line()}
    sections = {
        name: prose | _titled(_latest(slot)) if slot.axis == "prose" else _section(name)
        for name, slot in SECTIONS.items()
    }
    period = object_of({"start": _day(), "end": _day()})
    organ = object_of(
        {
            "name": _TEXT,
            "level": {"enum": [*map(str, Level), None]},
            "kind": {"enum": [*map(str, Kind), None]},
            "code": {"type": ["string", "null"]},
        },
        optional={"level", "kind", "code"},
    )
    body = {
        "$schema": {"const": SCHEMA},
        "version": {"const": VERSION},
        "organ": organ,
        "year": {"type": ["integer", "null"], "minimum": YEARS.start, "maximum": YEARS.stop - 1},
        "period": {"anyOf": [period, {"type": "null"}]},
        "published": {"anyOf": [_day(), {"type": "null"}]},
        "preamble": {"type": "array", "items": _line()},
        **sections,
        "sources": {
            "type": "object",
            "propertyNames": {"$ref": "#/$defs/cell"},
            "additionalProperties": {"$ref": "#/$defs/source"},
        },
        "reading": {"$ref": "#/$defs/reading"},
        FINDINGS: {"type": "array", "items": {"type": "object"}},
    }
    needed = {"organ", "year", *(name for name, slot in SECTIONS.items() if slot.axis != "prose")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": TITLE,
        "x-title-en": label(TITLE, ENGLISH),
        **object_of(body, optional=set(body) - needed),
        "$defs": _definitions(),
    }


def _titled(text: str) -> dict[str, str]:
    return {"title": text, "x-title-en": label(text, ENGLISH)}


def _latest(slot: Slot) -> str:
    return next(text for edition in sorted(Edition, reverse=True) if (text := slot.label(edition)))


def _line() -> dict[str, Any]:
    return {"type": "string", "minLength": 1}


def _day() -> dict[str, Any]:
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _section(name: str) -> dict[str, Any]:
    slot = SECTIONS[name]
    if name in BLOCKS:
        return _titled(_latest(slot)) | _block(name)
    inside = {path.split(".")[1]: _block(path) for path in BLOCKS if path.startswith(f"{name}.")}
    return _titled(_latest(slot)) | object_of(inside)


def _block(path: str) -> dict[str, Any]:
    chain = BLOCKS[path]
    editions = [_cells(chain[-1].node, edition, edition) for edition in block_editions(path)]
    return _titled(_latest(chain[-1].slot)) | {"anyOf": [*editions, {"type": "null"}]}


def _cells(node: Any, edition: Edition, block: Edition | None = None) -> dict[str, Any]:
    head = {"edition": {"const": int(block)}} if block else {}
    inside = {
        place.name: _titled(place.slot.label(edition) or "") | (_cells(place.node, edition) if place.node else _FIGURE)
        for place in places(node, edition)
    }
    return object_of(head | inside)


def _definitions() -> dict[str, Any]:
    source: dict[str, Any] = {field.name: {"type": "integer"} for field in attrs.fields(Source)}
    source |= {"text": _TEXT, "document": _TEXT, "status": {"enum": [*map(str, Status)]}}
    texts = {"type": "array", "items": _TEXT}
    plain: list[Any] = [_TEXT, {"type": "integer"}]
    plain_list = {"type": "array", "items": {"anyOf": plain}}
    sources = {"type": "array", "items": {"$ref": "#/$defs/source"}}
    basis = {"sentence": _TEXT, "english": _TEXT, "authority": {"enum": [*map(str, Authority)]}, "cites": _TEXT}
    finding = {
        "rule": _TEXT,
        "severity": {"enum": [*map(str, Severity)]},
        "basis": object_of(basis),
        "verdict": {"enum": [*map(str, Verdict)]},
        "section": _TEXT,
        "cells": {"type": "array", "items": {"$ref": "#/$defs/cell"}},
        "edition": {"enum": [*map(int, Edition)]},
        "template": _TEXT,
        "fields": {"type": "object", "additionalProperties": {"anyOf": [*plain, plain_list]}},
        "sources": sources,
    }
    reading = {
        "format": _TEXT,
        "document": _TEXT,
        "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        "unplaced": sources,
        "sections": texts,
    }
    return {
        "cell": {"enum": [cell.path for cell in CELLS.cells()]},
        "source": object_of(source, optional=set(source) - {"text"}),
        "finding": object_of(finding, optional=set(finding) - {"rule", "severity", "basis", "template"}),
        "reading": object_of(reading, optional=set(reading) - {"format"}),
    }


def text() -> str:
    """The schema as the file that is shipped."""
    return _text(schema())


def _text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def shipped(file: Path = FILE) -> dict[str, Any]:
    """
    A schema that is shipped with the package, by default that of reports.

    >>> shipped() == schema()
    True
    """
    return shipped_json(file)


def main(arguments: list[str]) -> int:
    """Write the files that are shipped, or check that they are fresh."""
    made = {FILE: text, result_schema.FILE: lambda: _text(result_schema.schema())}
    return write_or_check(Path(__file__).parent, made, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
