"""
JUnit XML, which most programs that run tests can show: a suite for each file, and a test case for each rule.

A case fails because of what blocks: by default errors, or what the profile says. Lesser findings stand in its output.
A case is skipped if its rule cannot tell, or what it found is waived; a file that cannot be read is one case with an
error.
"""

import re

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from ..finding import Finding, Verdict
from ..language import CHINESE, locale_of
from ..profile import PLAIN, Override, Profile
from ..waivers import Waived
from .judged import Judged


#: What XML 1.0 has no place for, however it is escaped.
_NO_CHARACTER: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(
    judged: Iterable[Judged],
    locale: str = CHINESE,
    *,
    profile: Profile = PLAIN,
    overrides: Sequence[Override] = (),
) -> Iterator[str]:
    """
    Findings as JUnit XML, piece by piece.

    Args:
        judged: what is said of each document.
        locale: language of the messages.
        profile: what decides what blocks.
        overrides: what the profile has changed; they stand in the properties of each suite.
    """
    locale = locale_of(locale)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="govinfo">\n'
    for one in judged:
        suite = _suite(one, locale, profile, overrides)
        yield f"{tostring(suite, encoding='unicode')}\n"
    yield "</testsuites>\n"


def _suite(one: Judged, locale: str, profile: Profile, overrides: Sequence[Override]) -> Element:
    suite = Element("testsuite", name=_allowed(one.name))
    properties = [("profile", profile.name)] if profile.name else []
    properties += [(f"override.{change.rule}", f"{change.before} → {change.to_dict()['to']}") for change in overrides]
    properties += [(f"digest.{name}", value) for name, value in (one.digest.to_dict() if one.digest else {}).items()]
    if properties:
        listed = SubElement(suite, "properties")
        for name, value in properties:
            SubElement(listed, "property", name=_allowed(name), value=_allowed(value))
    cases = list(_cases(one, locale, profile))
    for case in cases:
        suite.append(case)
    if one.stale:
        SubElement(suite, "system-out").text = _allowed("\n".join(stale.message(locale) for stale in one.stale))
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    suite.set("tests", str(len(cases)))
    for name, tag in counts.items():
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _cases(one: Judged, locale: str, profile: Profile) -> Iterator[Element]:
    if one.fault is not None:
        case = Element("testcase", name="govinfo", classname=_allowed(one.name))
        _add(case, "error", "unreadable", [one.fault])
        yield case
        return
    said = tuple(one.in_words(locale))
    waived = [(each.finding.rule, _waived(each, locale)) for each in one.waived]
    for rule in dict.fromkeys((*one.rules, *(finding.rule for finding, _ in said), *(rule for rule, _ in waived))):
        case = Element("testcase", name=_allowed(rule), classname=_allowed(one.name))
        of_rule = [(finding, text) for finding, text in said if finding.rule == rule]
        failed = [(finding, text) for finding, text in of_rule if profile.blocks(finding)]
        lesser = [(finding, text) for finding, text in of_rule if not profile.blocks(finding)]
        texts = [text for finding, text in lesser if finding.verdict is Verdict.VIOLATED]
        skipped = [text for finding, text in lesser if finding.verdict is Verdict.UNDETERMINED]
        skipped += [text for of, text in waived if of == rule]
        if failed:
            _add(case, "failure", _kind(failed[0][0]), [text for _, text in failed])
            texts, skipped = texts + skipped, []
        if skipped:
            _add(case, "skipped", str(Verdict.UNDETERMINED if lesser else "waived"), skipped)
        if texts:
            SubElement(case, "system-out").text = _allowed("\n\n".join(texts))
        yield case


def _kind(finding: Finding) -> str:
    return str(finding.verdict if finding.verdict is Verdict.UNDETERMINED else finding.severity)


def _waived(waived: Waived, locale: str) -> str:
    return f"{waived.waiver.message(locale)}\n{waived.finding.message(locale)}"


def _add(case: Element, tag: str, kind: str, texts: Sequence[str]) -> None:
    """What a program shows of a case: the first line alone, or all of it."""
    first = texts[0].split("\n", 1)[0]
    SubElement(case, tag, type=kind, message=_allowed(first)).text = _allowed("\n\n".join(texts))


def _allowed(text: str) -> str:
    """The same text with a mark for what XML cannot hold."""
    return _NO_CHARACTER.sub("\ufffd", text)
