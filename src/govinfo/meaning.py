"""
What a rule means, whatever its words: what it compares or asks of which cells, in which editions, how much it matters.

That is what others run, and what the version of the rules is made of. A rule that looks at a whole document has no such
form; its meaning is its sentence.
"""

import functools
import itertools

from collections.abc import Iterable, Mapping
from typing import Any, Final

from .bonds import REPORTS, BoundIdentity, Of, bound_identities
from .canonical import digest
from .cells import Cell, official
from .check import asked_cells
from .editions import Edition
from .identities import Identity, identities
from .rule import Bond, CellRule, DocumentRule, ReadingRule, Relation, Rule, SequelRule, Sum, Whole


#: What each kind of rule is called.
KINDS: Final[Mapping[type[Rule], str]] = {
    Relation: "relation",
    CellRule: "cell",
    DocumentRule: "document",
    ReadingRule: "reading",
    Bond: "bond",
    SequelRule: "sequel",
}


def kind_of_rule(rule: Rule) -> str:
    """What the kind of a rule is called."""
    return next(name for known, name in KINDS.items() if isinstance(rule, known))


@functools.cache
def meaning(rule: Rule) -> str:
    """
    The digest of what a rule means.

    >>> from govinfo.rules import results_add_up
    >>> meaning(results_add_up)[:12]
    'sha256:a6284'
    """
    editions = [*map(int, rule.editions)]
    return digest([rule.id, kind_of_rule(rule), str(rule.severity), editions, places_of(rule) or rule.sentence])


def rules_digest(rules: Iterable[Rule]) -> str:
    """
    The digest of what rules mean, which is their version: that of the list of the digests of each of them.

    It does not change with their words. What a document rule does is code, and is told by the version of the library.
    """
    return digest([meaning(rule) for rule in rules])


def places_of(rule: Rule) -> dict[str, Any]:
    """What a rule compares or asks, at every place of every edition; places that editions share stand once."""
    if isinstance(rule, Relation):
        forms = ((int(edition), identities(official(edition), [rule])) for edition in Edition)
        return {"identities": _shared("editions", ((at, _identity(one)) for at, found in forms for one in found))}
    if isinstance(rule, Bond):
        between = (
            ([int(a), int(b)], bound_identities(official(a), official(b), rule.across, [rule]))
            for a, b in itertools.product(Edition, repeat=2)
        )
        found = ((at, _identity(one, REPORTS[rule.across])) for at, found in between for one in found)
        return {"across": rule.across, "identities": _shared("between", found)}
    if isinstance(rule, CellRule):
        asked = ((int(edition), asked_cells(rule, official(edition))) for edition in Edition)
        places = _shared(
            "editions", ((at, _ask(whole, cell)) for at, all_ in asked for whole in all_ for cell in all_[whole])
        )
        return {"asks": _joined(places)}
    return {}


def _shared(key: str, places: Iterable[tuple[Any, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Each place once, with the editions that have it under this key."""
    found: dict[str, dict[str, Any]] = {}
    for edition, place in places:
        found.setdefault(digest(place), {key: [], **place})[key].append(edition)
    return [*found.values()]


def _identity(identity: Identity | BoundIdentity, reports: tuple[str, ...] = ()) -> dict[str, Any]:
    left, right = (_side(side, reports) for side in (identity.left, identity.right))
    return {"at": identity.at.path, "left": left, "sense": identity.sense, "right": right}


def _ask(whole: Whole, cell: Cell) -> dict[str, Any]:
    return {"whole": True, "minimum": whole.minimum, "cells": [cell.path]}


def _joined(places: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cells of the same editions of which the same is asked, together."""
    found: dict[str, dict[str, Any]] = {}
    for place in places:
        same = {key: value for key, value in place.items() if key != "cells"}
        found.setdefault(digest(same), {**same, "cells": []})["cells"] += place["cells"]
    return [*found.values()]


def _side(side: Sum[Any] | int, reports: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(side, int):
        return {"terms": [], "constant": side}
    return {"terms": [{**_term(at, reports), "coefficient": k} for at, k in side.terms], "constant": 0}


def _term(at: Cell | Of, reports: tuple[str, ...]) -> dict[str, str]:
    return {"report": reports[at.report], "cell": at.cell.path} if isinstance(at, Of) else {"cell": at.path}
