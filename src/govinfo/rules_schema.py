"""
The JSON Schema of the catalogue of rules; the package ships it as ``schemas/rules-1.json``.
"""

from typing import Any, Final

from ._shipped import object_of
from .cells import BLOCKS, CELLS
from .codec import SCHEMA as REPORT_SCHEMA
from .editions import Edition
from .finding import Authority, Severity


#: The ``$id`` of the schema, which every catalogue names, and its version.
SCHEMA: Final = "urn:govinfo-cn:rules:1"
VERSION: Final = 1

_TEXT: Final = {"type": "string"}
_TEXT_OR_NULL: Final = {"type": ["string", "null"]}
_CELL: Final = {"$ref": "#/$defs/cell"}
_EDITIONS: Final = {"$ref": "#/$defs/editions"}


def rules_schema() -> dict[str, Any]:
    """
    The JSON Schema (draft 2020-12) of the catalogue of rules.

    >>> rules_schema()["$id"]
    'urn:govinfo-cn:rules:1'
    """
    body = {
        "$schema": {"const": SCHEMA},
        "version": {"const": VERSION},
        "digest": {"$ref": "#/$defs/digest"},
        "editions": _list(object_of({"edition": _edition(), "document": _TEXT, "first_year": {"type": "integer"}})),
        "blocks": {"const": list(BLOCKS)},
        "cells": _list(
            object_of(
                {
                    "cell": _CELL,
                    "block": {"enum": list(BLOCKS)},
                    "holds": {"enum": sorted({cell.holds for cell in CELLS.cells()})},
                    "editions": _EDITIONS,
                }
            )
        ),
        "rules": _list({"$ref": "#/$defs/rule"}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "政府信息公开工作年度报告规则",
        "x-title-en": "Rules of the annual report on government information disclosure",
        **object_of(body),
        "$defs": _definitions(),
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _edition() -> dict[str, Any]:
    return {"enum": [*map(int, Edition)]}


def _compared(term: dict[str, Any]) -> dict[str, Any]:
    side = object_of({"terms": _list(term), "constant": {"type": "integer"}})
    return {"at": _CELL, "formula": _TEXT, "left": side, "sense": {"enum": ["=", "≥"]}, "right": side}


def _definitions() -> dict[str, Any]:
    said = {
        "id": {"type": "string", "pattern": "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$"},
        "severity": {"enum": [*map(str, Severity)]},
        "sentence": _TEXT,
        "english": _TEXT,
        "authority": {"enum": [*map(str, Authority)]},
        "cites": _TEXT,
        "cites_english": _TEXT,
        "editions": _EDITIONS,
        "caution": _TEXT_OR_NULL,
        "caution_english": _TEXT_OR_NULL,
        "digest": {"$ref": "#/$defs/digest"},
        "examples": {"anyOf": [{"$ref": "#/$defs/examples"}, {"type": "null"}]},
    }
    kinds = {
        "relation": {"identities": _list({"$ref": "#/$defs/identity"})},
        "cell": {"asks": _list({"$ref": "#/$defs/ask"})},
        "document": {},
        "reading": {},
        "bond": {"across": {"enum": ["years", "levels"]}, "identities": _list({"$ref": "#/$defs/bond"})},
        "sequel": {},
    }
    term = {"cell": _CELL, "coefficient": {"type": "integer", "not": {"const": 0}}}
    reports = {"enum": ["earlier", "later", "whole", "parts"]}
    pair = _list(_edition()) | {"minItems": 2, "maxItems": 2}
    report = {"type": "object", "description": f"{REPORT_SCHEMA}; cells that hold 0 are left out"}
    return {
        "cell": {"enum": [cell.path for cell in CELLS.cells()]},
        "editions": _list(_edition()) | {"minItems": 1, "uniqueItems": True},
        "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "identity": object_of({"editions": _EDITIONS, **_compared(object_of(term))}),
        "bond": object_of(
            {"between": _list(pair) | {"minItems": 1}, **_compared(object_of({"report": reports, **term}))}
        ),
        "ask": object_of(
            {
                "editions": _EDITIONS,
                "whole": {"const": True},
                "minimum": {"type": ["integer", "null"]},
                "cells": _list(_CELL) | {"minItems": 1},
            }
        ),
        "examples": object_of({"passing": report, "failing": report, "with": _list(_TEXT)}),
        "rule": {"oneOf": [object_of(said | {"kind": {"const": kind}} | more) for kind, more in kinds.items()]},
    }
