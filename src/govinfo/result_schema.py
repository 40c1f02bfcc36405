"""
The JSON Schema of what ``govinfo check --format json`` prints; the package ships it as ``schemas/result-1.json``.

``python -m govinfo.schema`` writes that file, too. A line of ``--format jsonl`` follows ``#/$defs/file`` of it.
"""

from pathlib import Path
from typing import Any, Final

import attrs

from .finding import Authority, Severity, Source, Status, Verdict
from .profile import OFF
from .report import YEARS


#: The ``$id`` of the schema.
SCHEMA: Final = "urn:govinfo-cn:result:1"

#: Where the schema is shipped.
FILE: Final = Path("schemas") / "result-1.json"

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_WHOLE: Final = {"type": "integer"}
_NUMBER: Final = {"type": ["number", "null"]}
_DAY: Final = {"type": "string", "format": "date"}
_DIGEST: Final = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_SEVERITY: Final = {"enum": [*map(str, Severity)]}


def schema() -> dict[str, Any]:
    """
    The JSON Schema (draft 2020-12) of checks as JSON. Keys only grow, so others than these are valid as well.

    >>> schema()["$id"]
    'urn:govinfo-cn:result:1'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "govinfo check --format json",
        **_object({"files": _list("file"), "summary": _ref("summary")}),
        "$defs": {
            "file": {"oneOf": [_ref("checked"), _ref("unreadable")]},
            "unreadable": _object({"file": _TEXT, "unreadable": _TEXT}),
            "checked": _checked(),
            "finding": _finding({}),
            "waived": _finding({"waiver": _object({"reason": _TEXT, "author": _TEXT, "expires": _DAY})}),
            "side": _object({"terms": _list("term"), "constant": _WHOLE, "total": _NUMBER}),
            "term": _object(
                {"cell": _TEXT, "coefficient": _WHOLE, "figure": {}, "report": _TEXT, "source": _ref("source")},
                optional={"report", "source"},
            ),
            "source": _source(),
            "summary": _summary(),
        },
    }


def _object(properties: dict[str, Any], optional: set[str] | None = None) -> dict[str, Any]:
    needed = [name for name in properties if name not in (optional or set())]
    return {"type": "object", "properties": properties, "required": needed}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _ref(name)}


def _checked() -> dict[str, Any]:
    override = _object({"rule": _TEXT, "from": _SEVERITY, "to": {"enum": [*map(str, Severity), OFF]}})
    stale = _object(
        {"entry": _COUNT, "rule": _TEXT, "expires": _DAY, "is_over": {"type": "boolean"}}, optional={"entry"}
    )
    digest = {"library": _TEXT, "report": _DIGEST, "rules": _DIGEST, "profile": _DIGEST}
    known = {
        "file": _TEXT,
        "organ": _TEXT,
        "year": {"type": ["integer", "null"], "minimum": YEARS.start, "maximum": YEARS.stop - 1},
        "format": {"type": ["string", "null"]},
        "ok": {"type": "boolean"},
        "findings": _list("finding"),
        "undetermined": _list("finding"),
        "held": _COUNT,
        "digest": _object(digest, optional={"profile"}),
        "profile": _TEXT,
        "overrides": {"type": "array", "items": override},
        "waived": _list("waived"),
        "stale": {"type": "array", "items": stale},
    }
    return _object(known, optional={"profile", "overrides", "waived", "stale"})


def _finding(more: dict[str, Any]) -> dict[str, Any]:
    basis = {"sentence": _TEXT, "english": _TEXT, "authority": {"enum": [*map(str, Authority)]}, "cites": _TEXT}
    known: dict[str, Any] = {
        "rule": _TEXT,
        "severity": _SEVERITY,
        "verdict": {"enum": [str(Verdict.VIOLATED), str(Verdict.UNDETERMINED)]},
        "section": _TEXT,
        "reports": {"type": "array", "items": _TEXT},
        "cells": {"type": "array", "items": _TEXT},
        "left": _ref("side"),
        "right": _ref("side"),
        "sense": {"enum": ["=", "≥"]},
        "difference": _NUMBER,
        "sources": _list("source"),
        "message": _TEXT,
        "basis": _object(basis),
        "explanation": _TEXT,
        **more,
    }
    needed = {"rule", "severity", "verdict", "message", "basis", *more}
    return _object(known, optional=set(known) - needed)


def _source() -> dict[str, Any]:
    known: dict[str, Any] = {field.name: _COUNT for field in attrs.fields(Source)}
    known |= {"text": _TEXT, "document": _TEXT, "status": {"enum": [*map(str, Status)]}}
    return _object(known, optional=set(known) - {"text", "status"})


def _summary() -> dict[str, Any]:
    rule = {"rule": _TEXT, "severity": _SEVERITY, "sentence": _TEXT, "findings": _COUNT, "files": _COUNT}
    known = {
        "files": _COUNT,
        "unreadable": _COUNT,
        **{str(severity): _COUNT for severity in Severity},
        "rules": {"type": "array", "items": _object(rule)},
        "formats": {"type": "object", "additionalProperties": _COUNT},
        "waived": _COUNT,
        "reasons": {"type": "array", "items": _object({"fault": _TEXT, "files": _COUNT})},
    }
    return _object(known, optional={"waived"})
