"""
The catalogue of rules: all of them as plain values, so that others can cite and run them without this library.

The package ships it as ``published/rules.json``, with its JSON Schema, ``schemas/rules-1.json``.
``python -m govinfo.catalogue`` writes both files anew, and with ``--check`` says whether they are fresh.

The version of the rules is their ``digest``, as results have it: see `govinfo.meaning`.
"""

import json
import sys

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from ._shipped import shipped_json, write_or_check
from .bonds import REPORTS
from .bound_witness import bound_witness
from .cells import BLOCKS, CELLS
from .codec import HEAD, to_dict
from .editions import Edition
from .language import CHINESE, ENGLISH, label, sentence
from .meaning import kind_of_rule, meaning, places_of, rules_digest
from .report import Report
from .rule import Bond, Rule
from .rules import BONDS, RULES
from .rules_schema import SCHEMA, VERSION, rules_schema
from .witness import witness


#: Where the catalogue and its schema are shipped.
FILE: Final = Path("published") / "rules.json"
SCHEMA_FILE: Final = Path("schemas") / f"rules-{VERSION}.json"

#: How wide a line of the file may be.
_WIDTH: Final = 120


def catalogue(rules: Iterable[Rule] = (*RULES, *BONDS)) -> dict[str, Any]:
    """
    Rules as plain values, with the cells that they speak of.

    >>> known = catalogue(BONDS[:2])
    >>> known["$schema"], [rule["id"] for rule in known["rules"]]
    ('urn:govinfo-cn:rules:1', ['Y-CARRIED', 'Y-IN-FORCE'])
    """
    rules = tuple(rules)
    cells = [
        {"cell": cell.path, "block": cell.block, "holds": cell.holds, "editions": [*map(int, cell.editions)]}
        for cell in CELLS.cells()
    ]
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "digest": rules_digest(rules),
        "editions": [
            {"edition": int(edition), "document": edition.document, "first_year": edition.first_year}
            for edition in Edition
        ],
        "blocks": list(BLOCKS),
        "cells": cells,
        "rules": [entry(rule) for rule in rules],
    }


def entry(rule: Rule) -> dict[str, Any]:
    """
    One rule as plain values: what one must know to judge, cite and run it.

    >>> from govinfo.rules import stock_covers_flow
    >>> entry(stock_covers_flow)["identities"][0]["formula"]  # doctest: +NORMALIZE_WHITESPACE
    'disclosure.documents.government_rules.in_force
     ≥ disclosure.documents.government_rules.issued − disclosure.documents.government_rules.repealed'
    """
    said: dict[str, Any] = {
        "id": rule.id,
        "kind": kind_of_rule(rule),
        "severity": str(rule.severity),
        "sentence": rule.sentence,
        "english": rule.english,
        "authority": str(rule.authority),
        "cites": rule.cites,
        "cites_english": label(rule.cites, ENGLISH),
        "editions": [*map(int, rule.editions)],
        "caution": sentence(rule.caution, CHINESE) if rule.caution else None,
        "caution_english": rule.caution,
    }
    places = places_of(rule)
    if "identities" in places:
        places["identities"] = [{"formula": _formula(identity), **identity} for identity in places["identities"]]
    return {**said, "digest": meaning(rule), **places, "examples": _examples(rule)}


def _formula(identity: Mapping[str, Any]) -> str:
    return f"{side_text(identity['left'])} {identity['sense']} {side_text(identity['right'])}"


def side_text(side: Mapping[str, Any]) -> str:
    """
    One side of a comparison as text.

    >>> terms = [{"cell": "a.b", "coefficient": 1}, {"report": "later", "cell": "c", "coefficient": -2}]
    >>> side_text({"terms": terms, "constant": 0}), side_text({"terms": [], "constant": 0})
    ('a.b − 2 × later.c', '0')
    """
    terms = (
        f"{'−' if term['coefficient'] < 0 else '+'} {_times(abs(term['coefficient']))}"
        f"{'.'.join(filter(None, (term.get('report'), term['cell'])))}"
        for term in side["terms"]
    )
    return " ".join(terms).removeprefix("+ ") or str(side["constant"])


def _times(coefficient: int) -> str:
    return "" if coefficient == 1 else f"{coefficient} × "


def _examples(rule: Rule) -> dict[str, Any] | None:
    if isinstance(rule, Bond):
        return _example(
            bound_witness(rule), lambda pair: dict(zip(REPORTS[rule.across], map(sparse, pair), strict=True))
        )
    return _example(witness(rule), sparse)


def _example(found: Any, plain: Callable[[Any], dict[str, Any]]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"passing": plain(found.passing), "failing": plain(found.failing), "with": list(found.with_)}


def sparse(report: Report) -> dict[str, Any]:
    """
    A report as the schema of reports has it, but without the cells that hold 0.

    Whoever wants the whole report puts 0 in every cell of a block, in the edition that the block names, that is not
    there; a blank is null, as ever.

    >>> sparse(Report.blank(2021, organ="某局", year=2023).replace({CELLS.disputes.reconsideration.total: 0}))["year"]
    2023
    """
    whole = {key: value for key, value in to_dict(report).items() if key not in HEAD}
    tables = {path.split(".")[0] for path in BLOCKS}
    return {key: _without_zeros(value) if key in tables and value else value for key, value in whole.items()}


def _without_zeros(value: dict[str, Any]) -> dict[str, Any]:
    left = {key: _without_zeros(inner) if isinstance(inner, dict) else inner for key, inner in value.items()}
    return {key: inner for key, inner in left.items() if inner not in (0, {})}


def text() -> str:
    """The catalogue as the file that is shipped."""
    return _laid_out(catalogue()) + "\n"


def schema_text() -> str:
    """Its schema as the file that is shipped."""
    return json.dumps(rules_schema(), ensure_ascii=False, indent=1) + "\n"


def _laid_out(value: object, margin: int = 0) -> str:
    """JSON in which whatever fits on a line stands on one, so that a change of one thing is a change of few lines."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or margin + len(line) <= _WIDTH:
        return line
    inside = margin + 1
    items = (
        [f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(inner, inside)}" for key, inner in value.items()]
        if isinstance(value, dict)
        else [_laid_out(inner, inside) for inner in value]
    )
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}\n" + ",\n".join(" " * inside + item for item in items) + f"\n{' ' * margin}{last}"


def shipped() -> dict[str, Any]:
    """
    The catalogue that is shipped with the package.

    >>> shipped()["$schema"]
    'urn:govinfo-cn:rules:1'
    """
    return shipped_json(FILE)


def main(arguments: list[str]) -> int:
    """Write the files that are shipped, or check that they are fresh."""
    return write_or_check(Path(__file__).parent, {FILE: text, SCHEMA_FILE: schema_text}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
