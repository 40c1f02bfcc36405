"""
A result can be made again: what it was made of, as digests that are the same on every machine.

The canonical form is that of RFC 8785 (JSON Canonicalization Scheme) for what we have, which is null, true, false,
whole numbers, texts, lists and objects: no spaces; keys in the order of their UTF-16 code units; texts in UTF-8 as they
are, of no normal form but their own; escaped is only what JSON asks for. Whole numbers are written with all of their
digits, also above 2⁵³, where RFC 8785 has none. Other numbers have no canonical form here, and are refused.

A digest is ``sha256:`` and the SHA-256 of these bytes in hexadecimal digits.
"""

import functools
import json

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from .cells import cells_of, official
from .editions import Edition
from .errors import Fault
from .identities import Identity, edition_of, identities
from .profile import Profile
from .report import Report
from .rule import CellRule, Rule, Sum


#: What a digest begins with.
PREFIX: Final = "sha256:"


def canonical(value: object) -> bytes:
    """
    Plain values in the canonical form.

    Raises:
        TypeError: there is a value, or a key, that has none.
        ValueError: a text is none that UTF-8 can write.

    >>> canonical({"year": 2023, "organ": "某局", "blank": None}).decode()
    '{"blank":null,"organ":"某局","year":2023}'
    """
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":")).encode()


def _sorted(value: object) -> object:
    if value is None or type(value) in {bool, int, str}:
        return value
    if isinstance(value, list | tuple):
        return [_sorted(item) for item in value]
    if isinstance(value, dict) and all(type(key) is str for key in value):
        return {key: _sorted(value[key]) for key in sorted(value, key=_units)}
    message = f"no canonical form: {value!r}"
    raise TypeError(message)


def _units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def digest(value: object) -> str:
    """
    The digest of plain values.

    Raises:
        TypeError: as in `canonical`.
        ValueError: as in `canonical`.

    >>> digest({})
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    import hashlib  # noqa: PLC0415  not every check asks for digests

    return PREFIX + hashlib.sha256(canonical(value)).hexdigest()


def plain(value: object) -> object:
    """
    What the fields of a finding hold, as plain values; half a character, which UTF-8 cannot write, is written out.

    >>> from govinfo.cells import Cell
    >>> plain({"cell": Cell("applications.received.total"), "lines": (1, 2)})
    {'cell': 'applications.received.total', 'lines': [1, 2]}
    """
    if value is None or type(value) in {bool, int}:
        return value
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Fault):
        return [value.path, value.template, list(value.names)]
    return str(value).encode("utf-8", "backslashreplace").decode()


@attrs.frozen(kw_only=True)
class Digest:
    """
    What a result was made of.

    Attributes:
        library: the version of this library.
        report: digest of what the report says, and of what reading found.
        rules: digest of the rules that were asked.
        profile: digest of the profile; None without one.
    """

    library: str
    report: str
    rules: str
    profile: str | None

    def to_dict(self) -> dict[str, str]:
        """The same as plain values for JSON."""
        known = {"library": self.library, "report": self.report, "rules": self.rules, "profile": self.profile}
        return {name: value for name, value in known.items() if value is not None}


def digest_of(report: Report, rules: Iterable[Rule], profile: Profile | None = None) -> Digest:
    """
    The digests of what a result is made of: the same report, rules and profile give the same, in any process.

    >>> from govinfo.rules import RULES
    >>> report = Report.blank(2021, organ="某局", year=2023)
    >>> digest_of(report, RULES) == digest_of(report.replace(year=2023), RULES)
    True
    """
    from . import __version__  # noqa: PLC0415  it is known once the package is loaded

    return Digest(
        library=__version__,
        report=report_digest(report),
        rules=rules_digest(tuple(rules)),
        profile=digest(profile.to_dict()) if profile else None,
    )


def report_digest(report: Report) -> str:
    """
    The digest of what a report says and of what reading found in it; where it stood does not count.

    So the same text under another name, or the same table with another page before it, has the same digest.
    """
    from .codec import to_dict  # noqa: PLC0415  its converter takes time to make

    said = {key: value for key, value in to_dict(report).items() if key not in {"sources", "reading"}}
    found = report.reading.findings if report.reading else ()
    said["found"] = [[f.rule, f.severity, f.cells, f.template, f.fields] for f in found]
    return digest(plain(said))


@functools.lru_cache(maxsize=64)
def rules_digest(rules: tuple[Rule, ...]) -> str:
    """
    The digest of what rules say: their words, and every identity and limit that follows from them on an official form.

    What a document rule does is code, and is told by the version of the library only.
    """
    return digest([_rule(rule) for rule in rules])


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "kind": type(rule).__name__,
        "id": rule.id,
        "sentence": rule.sentence,
        "english": rule.english,
        "severity": str(rule.severity),
        "authority": str(rule.authority),
        "cites": rule.cites,
        "editions": [int(edition) for edition in rule.editions],
        "caution": rule.caution,
        "identities": {str(int(e)): [_identity(i) for i in identities(official(e), [rule])] for e in Edition},
        "limits": {str(int(e)): _limits(rule, official(e)) for e in Edition} if isinstance(rule, CellRule) else None,
    }


def _identity(identity: Identity) -> list[object]:
    return [_side(identity.left), identity.sense, _side(identity.right)]


def _side(side: Sum | int) -> object:
    return side if isinstance(side, int) else [[cell.path, coefficient] for cell, coefficient in side.terms]


def _limits(rule: CellRule, editions: tuple[Edition | None, ...]) -> list[object]:
    cells = (cell for cell in cells_of(editions) if edition_of(cell, editions) in rule.editions)
    return [[cell.path, whole.minimum] for cell in cells if (whole := rule.function(cell))]
