"""
The cases of the conformance suite that are reports: each with what every rule says of it.
"""

import copy
import functools
import json

from collections.abc import Iterator, Mapping
from typing import Any, Final

from published import city

from govinfo import RULES, Cell, Report, check
from govinfo.cells import cells_of, official
from govinfo.codec import to_dict
from govinfo.editions import Edition
from govinfo.finding import Finding, Side
from govinfo.identities import Identity, identities
from govinfo.network import least_of
from govinfo.witness import passing_report


#: What a case is called, what it fixes in Chinese and in English, and what it is about.
Case = dict[str, Any]


# Reports, and what is said of them.


def blank_report(edition: int) -> Report:
    """The passing report with a blank in every cell."""
    return passing_report(edition).replace(dict.fromkeys(cells_of(official(edition))))


#: The reports that those of cases are told by.
BASES: Final[dict[str, dict[str, Any]]] = {
    **{f"zeros-{edition:d}": to_dict(passing_report(edition)) for edition in Edition},
    **{f"blank-{edition:d}": to_dict(blank_report(edition)) for edition in Edition},
    "city-2023": to_dict(city(2023)),
    "city-2024": to_dict(city(2024)),
}


def told(report: Report) -> dict[str, Any]:
    """A report as a base and what is different from it: the path of keys, and what stands there."""
    value = to_dict(report)
    value.pop("reading", None)
    value.pop("sources", None)
    found = {name: dict(_different(base, value, "")) for name, base in BASES.items()}
    name = min(found, key=lambda name: len(json.dumps(found[name])))
    return {"base": name, "set": found[name]}


def _different(base: Any, value: Any, at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(base, dict) and isinstance(value, dict) and base.keys() == value.keys():
        for key in base:
            yield from _different(base[key], value[key], f"{at}.{key}" if at else key)
    elif base != value:
        yield at, value


def whole(given: Mapping[str, Any]) -> dict[str, Any]:
    """The report that a base and what is different tell."""
    value = copy.deepcopy(BASES[given["base"]])
    for path, item in given["set"].items():
        *keys, last = path.split(".")
        functools.reduce(lambda inside, key: inside[key], keys, value)[last] = item
    return value


def said(finding: Finding) -> dict[str, Any]:
    """A finding without its words."""
    known: dict[str, Any] = {
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "section": finding.section,
        "reports": list(finding.reports),
        "cells": [cell.path for cell in finding.cells],
    }
    if isinstance(finding.left, Side) and isinstance(finding.right, Side):
        known |= {"left": finding.left.total, "sense": finding.sense, "right": finding.right.total}
        known["difference"] = finding.difference
    return {key: value for key, value in known.items() if key != "reports" or value}


def case(name: str, chinese: str, english: str, report: Report) -> Case:
    """A report, and what all rules say of it."""
    result = check(report, RULES)
    expected = {
        "ok": result.ok,
        "held": result.held,
        "findings": [said(finding) for finding in result.findings],
        "undetermined": [said(finding) for finding in result.undetermined],
    }
    return {"name": name, "zh": chinese, "en": english, "report": told(report), "expected": expected}


# The form: what a program must know.


def forms() -> Iterator[tuple[int, dict[str, Any]]]:
    """For each edition its cells, with labels, and its relations."""
    for edition in Edition:
        least = least_of(official(edition))
        cells = {cell.path: _cell(cell, edition, least[cell]) for cell in cells_of(official(edition))}
        relations = [_relation(identity) for identity in identities(official(edition), RULES)]
        yield int(edition), {"edition": int(edition), "cells": cells, "relations": relations}


def _cell(cell: Cell, edition: Edition, least: int | None) -> dict[str, Any]:
    labels = cell.labels(edition)
    known = {"section": labels.section, "block": labels.block, "rows": labels.rows, "columns": labels.columns}
    more = {"unit": cell.slot.unit} if cell.slot.unit else {}
    return {"blockPath": cell.block, **known, "holds": cell.holds, "least": least, **more}


def _relation(identity: Identity) -> dict[str, Any]:
    right = identity.right
    return {
        "rule": identity.rule.id,
        "severity": identity.rule.severity.value,
        "left": [[cell.path, times] for cell, times in identity.left.terms],
        "sense": identity.sense,
        "right": [] if isinstance(right, int) else [[cell.path, times] for cell, times in right.terms],
        "constant": right if isinstance(right, int) else 0,
    }
