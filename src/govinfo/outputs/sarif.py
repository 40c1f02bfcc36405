"""
SARIF 2.1.0 (Static Analysis Results Interchange Format), which code hosts and editors show.

A finding is a result. What is undetermined is a result of kind ``open``, or an error if it blocks; what is waived is
one that is suppressed with its reason; a file that cannot be read is a notification. Cells are logical locations. Each
result has a partial fingerprint that does not change with figures or lines, and each file the digests of what its
result was made of.
"""

import json
import urllib.parse

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from ..canonical import PREFIX, digest
from ..check import installed_bonds, installed_rules
from ..digest import plain
from ..finding import Basis, Finding, Severity, Verdict
from ..language import CHINESE, LOCALES, label, locale_of, sentence
from ..profile import PLAIN, Override, Profile
from ..rule import Rule
from ..waivers import Waived
from .judged import Judged, encodable, line_of


#: The schema that is followed.
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#: The name of our fingerprint; what goes into it never changes under this name.
FINGERPRINT: Final = "govinfoFinding/v1"

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def sarif(
    judged: Iterable[Judged],
    locale: str = CHINESE,
    *,
    profile: Profile = PLAIN,
    overrides: Sequence[Override] = (),
) -> Iterator[str]:
    """
    Findings as one SARIF log, piece by piece; of each document only its name and digests are kept until the end.

    Args:
        judged: what is said of each document.
        locale: language of the messages.
        profile: what decides what blocks.
        overrides: what the profile has changed.

    >>> json.loads("".join(sarif([], "en")))["runs"][0]["results"]
    []
    """
    log = _Log(locale_of(locale), profile)
    yield '{"$schema": ' + json.dumps(SCHEMA) + ', "version": "2.1.0", "runs": [{"results": ['
    before = "\n"
    for one in judged:
        for result in log.results(one):
            yield before + _json(result)
            before = ",\n"
    rest = log.run(overrides)
    yield "\n]" + "".join(f",\n{_json(key)}: {_json(value)}" for key, value in rest.items()) + "}]}\n"


def _json(value: object) -> str:
    return encodable(json.dumps(value, ensure_ascii=False))


class _Log:
    """What is known at the end only: rules, files, and what went wrong."""

    def __init__(self, locale: str, profile: Profile) -> None:
        self.locale, self.profile = locale, profile
        known = (*installed_rules(), *installed_bonds())
        self.rules: dict[str, dict[str, Any]] = {rule.id: _rule(rule, locale) for rule in known}
        self.indices = {rule: index for index, rule in enumerate(self.rules)}
        self.artifacts: dict[str, dict[str, Any]] = {}
        self.places: dict[str, int] = {}
        self.notifications: list[dict[str, Any]] = []

    def results(self, one: Judged) -> Iterator[dict[str, Any]]:
        """The results of one document."""
        name = uri(one.name)
        known = {"properties": {"digest": one.digest.to_dict()}} if one.digest else {}
        self.artifacts.setdefault(name, {"location": {"uri": name}} | known)
        at = {"uri": name, "index": self.places.setdefault(name, len(self.places))}
        said = [] if one.fault is None else [("error", one.fault)]
        said += [("note", stale.message(self.locale)) for stale in one.stale]
        for level, text in said:
            location = {"physicalLocation": {"artifactLocation": at}}
            self.notifications.append({"level": level, "message": {"text": text}, "locations": [location]})
        for finding, text in one.in_words(self.locale):
            yield self._result(finding, text, at) | {"suppressions": []}
        for waived in one.waived:
            text = waived.finding.message(self.locale)
            yield self._result(waived.finding, text, at) | {"suppressions": [_suppression(waived, self.locale)]}

    def _result(self, finding: Finding, text: str, at: Mapping[str, Any]) -> dict[str, Any]:
        if finding.rule not in self.rules:
            self.indices[finding.rule] = len(self.rules)
            self.rules[finding.rule] = _described(finding.rule, finding.basis, finding.severity, None, self.locale)
        kind, level = "fail", _LEVELS[finding.severity]
        if finding.verdict is Verdict.UNDETERMINED:
            kind, level = ("fail", "error") if self.profile.blocks(finding) else ("open", "none")
        return {
            "ruleId": finding.rule,
            "ruleIndex": self.indices[finding.rule],
            "kind": kind,
            "level": level,
            "message": {"text": text},
            "locations": [self._location(finding, at)],
            "partialFingerprints": {FINGERPRINT: fingerprint(finding)},
            "properties": {"verdict": str(finding.verdict)},
        }

    def _location(self, finding: Finding, at: Mapping[str, Any]) -> dict[str, Any]:
        line = line_of(finding)
        edition = finding.edition
        cells = [
            {"fullyQualifiedName": cell.path, "kind": "cell"}
            | ({"name": cell.label(edition, self.locale)} if edition in cell.editions else {})
            for cell in dict.fromkeys(finding.cells)
        ]
        physical = {"artifactLocation": at} | ({"region": {"startLine": line}} if line else {})
        return {"physicalLocation": physical} | ({"logicalLocations": cells} if cells else {})

    def run(self, overrides: Sequence[Override]) -> dict[str, Any]:
        """What stands beside the results."""
        from .. import __version__  # noqa: PLC0415  it is known once the package is loaded

        invocation: dict[str, Any] = {
            "executionSuccessful": not any(said["level"] == "error" for said in self.notifications),
            "toolExecutionNotifications": self.notifications,
        }
        if overrides:
            invocation["ruleConfigurationOverrides"] = [_changed(override, self.indices) for override in overrides]
        profile = self.profile
        properties = {"profile": {"name": profile.name, **profile.to_dict()}} if profile.name else {}
        return {
            "tool": {"driver": {"name": "govinfo", "version": __version__, "rules": list(self.rules.values())}},
            # The schema asks for a language and a country.
            "language": "zh-CN" if self.locale == CHINESE else "en",
            "columnKind": "unicodeCodePoints",
            "artifacts": list(self.artifacts.values()),
            "invocations": [invocation],
            "properties": properties,
        }


def uri(name: str) -> str:
    """
    The name of a file as a reference that is valid everywhere; what is no path is quoted in the same way.

    >>> uri("报告/某局 2023.txt"), uri("/reports/a.txt")
    ('%E6%8A%A5%E5%91%8A/%E6%9F%90%E5%B1%80%202023.txt', 'file:///reports/a.txt')
    """
    path = PurePath(encodable(name))
    return path.as_uri() if path.is_absolute() else urllib.parse.quote(path.as_posix())


def fingerprint(finding: Finding) -> str:
    """What stays the same as long as it is the same finding: its rule, reports, cells, and what it says but figures."""
    says = None if finding.left else [finding.template, finding.fields]
    return digest(plain([finding.rule, finding.reports, finding.cells, says])).removeprefix(PREFIX)


def _rule(rule: Rule, locale: str) -> dict[str, Any]:
    return _described(rule.id, rule.basis, rule.severity, rule.caution, locale)


def _described(id_: str, basis: Basis, severity: Severity, caution: str | None, locale: str) -> dict[str, Any]:
    said = basis.sentence if locale == CHINESE else basis.english
    helps = [said, label(basis.cites, locale), sentence(caution, locale) if caution else ""]
    return {
        "id": id_,
        "shortDescription": {"text": said or id_},
        "fullDescription": {"text": f"{basis.sentence}\n{basis.english}"},
        "help": {"text": "\n".join(filter(None, helps)) or id_},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {
            "authority": str(basis.authority),
            "cites": basis.cites,
            "sentence": dict(zip(LOCALES, (basis.sentence, basis.english), strict=True)),
        },
    }


def _changed(override: Override, indices: Mapping[str, int]) -> dict[str, Any]:
    configuration = {"enabled": False} if override.after is None else {"level": _LEVELS[override.after]}
    known = {"index": indices[override.rule]} if override.rule in indices else {}
    return {"descriptor": {"id": override.rule, **known}, "configuration": configuration}


def _suppression(waived: Waived, locale: str) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": waived.waiver.message(locale),
        "properties": {
            "reason": waived.waiver.reason,
            "author": waived.waiver.author,
            "expires": waived.waiver.expires.isoformat(),
        },
    }
