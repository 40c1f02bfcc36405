"""
For tests of programs that make reports: an assertion that says in words what is wrong.

It needs no test program. For pytest this is a plugin as well: ``pytest_plugins = ["govinfo.testing"]`` in a conftest
has it rewritten like the tests themselves, as pytest does with modules of assertions.
"""

from collections.abc import Iterator
from typing import Final

from .check import Result, check, installed_rules
from .diagnosis import explain
from .language import CHINESE, locale_of, sentence
from .profile import Profile
from .report import Report


#: How many tries are made to explain what does not reconcile.
TRIES: Final = 2_000


def assert_reconciles(report: Report, profile: Profile | str | None = None, *, locale: str = CHINESE) -> None:
    """
    Do nothing if nothing blocks: without a profile, if the report has no errors.

    Args:
        report: the report.
        profile: what decides what blocks; a profile, or what `Profile.load` takes.
        locale: language of the message.

    Raises:
        AssertionError: something blocks; its message is each such finding in words, and below it what explains it, if
            just one thing does.
        UnreadableProfile: there is no such profile.

    >>> import govinfo
    >>> report = govinfo.read("examples/jinhai-2020.txt")
    >>> assert_reconciles(report)
    >>> assert_reconciles(report.replace({govinfo.CELLS.disputes.reconsideration.total: 3}), locale="en")
    Traceback (most recent call last):
    ...
    AssertionError: 高新区(近海镇) 2020
      error T4-TOTAL IV. ...
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    result = check(report, profile=Profile.load(profile) if isinstance(profile, str) else profile)
    if not result.ok:
        raise AssertionError("\n".join(_said(report, result, locale_of(locale))))


def _said(report: Report, result: Result, locale: str) -> Iterator[str]:
    yield " ".join(str(part) for part in (report.organ.name, report.year) if part)
    relations = any(finding.left for finding in result.findings)
    diagnosis = explain(report, budget=TRIES, rules=installed_rules()) if relations else None
    for finding in result.blocking:
        word = finding.severity if finding in result.findings else finding.verdict
        yield f"  {sentence(word, locale)} {finding.rule} {finding.message(locale)}"
        if diagnosis and (only := diagnosis.only(finding)):
            yield f"    {only.message(locale)}"
