"""
One file that was checked, in words and counts, as it goes from one process to another; and the sum of many.
"""

import datetime
import functools
import sys

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from .check import Result, check, installed_rules
from .diagnosis import Diagnosis, explain
from .errors import UnreadableReport
from .finding import Finding, Severity, Verdict
from .language import CHINESE, locale_of, sentence, template
from .messages import named, words
from .outputs import Judged
from .profile import Profile
from .readers import read
from .report import Report
from .waivers import Waiver


A = TypeVar("A")


#: What may be asked for besides severities: relations that blanks leave open.
UNDETERMINED: Final = "undetermined"

#: The name that stands for standard input, or output.
STANDARD: Final = "-"

#: What the system says of a file, by the kind of error.
_OS_FAULTS: Final[Mapping[type[OSError], str]] = {
    FileNotFoundError: template("There is no such file."),
    IsADirectoryError: template("This is a folder; give the files in it."),
    PermissionError: template("There is no permission for this file."),
    NotADirectoryError: template("There is no such folder."),
    ChildProcessError: template("The processes that check files could not be started; use only one, with --jobs 1."),
}
_OTHER_OS_FAULT: Final = template("The file cannot be used: {reason}.")
_OUR_FAULT: Final = template(
    "The program failed on this file ({error}), which is a fault of the program and not of the file; please report it."
)


@attrs.frozen(kw_only=True)
class Said:
    """
    One finding in words.

    Attributes:
        rule: id of the rule.
        severity: error, warning or hint.
        verdict: violated, or undetermined.
        sentence: what the rule asks for.
        message: the finding.
        explanation: what explains it, if just one thing does.
        waiver: who answers for it, if somebody does.
    """

    rule: str
    severity: str
    verdict: str
    sentence: str
    message: str
    explanation: str | None = None
    waiver: str | None = None

    @classmethod
    def of(
        cls, finding: Finding, locale: str, diagnosis: Diagnosis | None = None, waiver: Waiver | None = None
    ) -> "Said":
        """The words of a finding."""
        only = diagnosis.only(finding) if diagnosis else None
        return cls(
            rule=finding.rule,
            severity=str(finding.severity),
            verdict=str(finding.verdict),
            sentence=finding.basis.sentence if locale == CHINESE else finding.basis.english,
            message=finding.message(locale),
            explanation=only.message(locale) if only else None,
            waiver=waiver.message(locale) if waiver else None,
        )


@attrs.frozen(kw_only=True)
class Checked:
    """
    One file that was checked, or that could not be read.

    Attributes:
        file: as it was given, or found.
        fault: why nothing was read, in words; None if something was.
        cause: the kind of fault, which is the same for all files of which the same is wrong.
        format: of the document.
        organ: name of the organ that reports.
        year: the year reported on, or None.
        findings: what is violated.
        undetermined: what cannot be told, in words, if it was asked for.
        waived: what somebody answers for.
        stale: what is to be said of waivers that hide nothing.
        ok: whether nothing blocks.
        held: how many relations hold.
        violated: how many do not.
        blank: how many blanks leave open.
        open: how many findings are undetermined, whether they were asked for or not.
        values: all of it as plain values for JSON, if it was asked for.
        judged: all of it as values, if it was asked for.
    """

    file: str
    fault: str | None = None
    cause: str | None = None
    format: str | None = None
    organ: str = ""
    year: int | None = None
    findings: tuple[Said, ...] = ()
    undetermined: tuple[Said, ...] = ()
    waived: tuple[Said, ...] = ()
    stale: tuple[str, ...] = ()
    ok: bool = False
    held: int = 0
    violated: int = 0
    blank: int = 0
    open: int = 0
    values: Mapping[str, Any] | None = None
    judged: Judged | None = None

    @property
    def is_read(self) -> bool:
        """Whether the file was read as a report."""
        return self.fault is None

    def fails(self, on: str) -> bool:
        """Whether there is a finding of severity *on* or worse; ``undetermined`` is less than any severity."""
        if on == UNDETERMINED:
            return bool(self.findings or self.open)
        return any(Severity(finding.severity) >= Severity(on) for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON, those that were asked for."""
        if not self.is_read:
            return {"file": self.file, "unreadable": self.fault}
        return {
            "file": self.file,
            "organ": self.organ,
            "year": self.year,
            "format": self.format,
            **(self.values or {}),
        }


def unreadable(file: str, cause: str, fields: Mapping[str, Any], locale: str) -> Checked:
    """A file that could not be read, for this cause: a template, and its fields."""
    return Checked(file=file, fault=words(cause, fields, locale), cause=cause)


def os_fault(error: OSError) -> tuple[str, Mapping[str, Any]]:
    """What the system says of a file: a template, and its fields."""
    return _OS_FAULTS.get(type(error), _OTHER_OS_FAULT), {"reason": error.strerror or str(error)}


def of_file(file: str, function: Callable[[Report], A], *, locale: str = CHINESE) -> A | Checked:
    """
    What a function says of the report in a file; whatever is wrong with the file becomes words.

    Args:
        file: its path, or ``-`` for standard input.
        function: of a module, or a `functools.partial` of one.
        locale: language of the words.
    """
    try:
        return function(read(sys.stdin.buffer if file == STANDARD else file))
    except UnreadableReport as error:
        return unreadable(file, error.template, error.fields, locale)
    except OSError as error:
        return unreadable(file, *os_fault(error), locale)
    except Exception as error:  # noqa: BLE001  the other files are to be read all the same
        return unreadable(file, _OUR_FAULT, {"error": f"{type(error).__name__}: {error}".removesuffix(": ")}, locale)


def _checked(
    report: Report, *, profile: Profile | None, waivers: Sequence[Waiver], today: datetime.date | None
) -> tuple[Report, Result]:
    result = check(report, profile=profile)
    if waivers:
        result = result.waive(report, waivers, today or datetime.date.today())  # noqa: DTZ011  the day of the user
    return report, result


def check_file(
    file: str,
    *,
    locale: str = CHINESE,
    undetermined: bool = False,
    whole: bool = False,
    judged: bool = False,
    profile: Profile | None = None,
    waivers: Sequence[Waiver] = (),
    today: datetime.date | None = None,
) -> Checked:
    """
    Read and check one file; whatever is wrong with it becomes words.

    Args:
        file: its path, or ``-`` for standard input.
        locale: language of the words.
        undetermined: whether to say what is undetermined as well.
        whole: whether to give all of it as plain values, too.
        judged: whether to give all of it as values for `govinfo.outputs`, too.
        profile: how much the rules matter, and what blocks.
        waivers: what somebody answers for.
        today: the day on which waivers must not be over; by default that of the clock.

    Raises:
        UnknownLocale: it is neither Chinese nor English.
    """
    locale = locale_of(locale)
    one = functools.partial(_checked, profile=profile, waivers=waivers, today=today)
    read_ = of_file(file, one, locale=locale)
    if isinstance(read_, Checked):
        return read_
    report, result = read_
    diagnosis = explain(report, budget=TRIES, rules=installed_rules()) if _relations(result.findings) else None
    findings = tuple(Said.of(finding, locale, diagnosis) for finding in result.findings)
    waived = tuple(one.finding for one in result.waived)
    return Checked(
        file=file,
        format=report.reading.format if report.reading else None,
        organ=report.organ.name,
        year=report.year,
        findings=findings,
        undetermined=tuple(Said.of(finding, locale) for finding in result.undetermined) if undetermined else (),
        waived=tuple(Said.of(one.finding, locale, waiver=one.waiver) for one in result.waived),
        stale=tuple(one.message(locale) for one in result.stale),
        ok=result.ok,
        held=result.held,
        violated=_relations((*result.findings, *waived)),
        blank=_relations((*result.undetermined, *waived), Verdict.UNDETERMINED),
        open=len(result.undetermined),
        values=_values(result, findings, locale) if whole else None,
        judged=Judged.of(file, result, tuple(said.explanation for said in findings)) if judged else None,
    )


#: How many tries are made to explain the findings of one file among many.
TRIES: Final = 500


def _values(result: Result, findings: tuple[Said, ...], locale: str) -> dict[str, Any]:
    """A result as plain values, with the explanation of each finding that has just one."""
    values = result.to_dict(locale)
    for value, said in zip(values["findings"], findings, strict=True):
        if said.explanation:
            value["explanation"] = said.explanation
    return values


def _relations(findings: tuple[Finding, ...], verdict: Verdict = Verdict.VIOLATED) -> int:
    return sum(finding.left is not None and finding.verdict is verdict for finding in findings)


_WORD_WAIVED: Final = template("waived")
_HELD: Final = template("Reconciliation relations: {held} hold, {violated} violated, {blank} not checkable.")


def lines_of(checked: Checked, locale: str) -> Iterator[str]:
    """What is printed of one file."""
    if not checked.is_read:
        yield named(checked.file, checked.fault or "", locale)
        return
    yield named(checked.file, " ".join(str(part) for part in (checked.organ, checked.year) if part), locale)
    for said in (*checked.findings, *checked.undetermined, *checked.waived):
        word = said.verdict if said.verdict == UNDETERMINED else said.severity
        yield f"  {sentence(_WORD_WAIVED if said.waiver else word, locale)} {said.rule} {said.message}"
        yield from (f"    {more}" for more in (said.explanation, said.waiver) if more)
    yield from (f"  {stale}" for stale in checked.stale)
    counts = {"held": checked.held, "violated": checked.violated, "blank": checked.blank}
    yield "  " + sentence(_HELD, locale).format(**counts)


@attrs.define
class _OfRule:
    severity: str
    sentence: str
    findings: int = 0
    files: int = 0


@attrs.define
class _OfCause:
    fault: str
    files: int = 0


_TOTALS: Final = template(
    "Files: {files}; unreadable: {unreadable}; with errors: {error}; with warnings: {warning}; with hints: {hint}."
)
_BY_RULE: Final = template("Findings by rule:")
_OF_RULE: Final = template("{severity} {rule}: findings {findings}, files {files}. {sentence}")
_BY_FORMAT: Final = template("Files by format:")
_OF_FORMAT: Final = template("{format}: {files}")
_ALL_WAIVED: Final = template("Waived findings: {count}.")
_BY_CAUSE: Final = template("Files that could not be read, by reason:")
_OF_CAUSE: Final = template("{files}: {fault}")


class Tally:
    """The sum of many files; only counts are kept, however many there are."""

    def __init__(self) -> None:
        self.files = 0
        self.unreadable = 0
        self.severities: Counter[str] = Counter({str(severity): 0 for severity in Severity})
        self.formats: Counter[str] = Counter()
        self.waived = 0
        self._rules: dict[str, _OfRule] = {}
        self._causes: dict[str, _OfCause] = {}

    def add(self, checked: Checked) -> None:
        """Count one more file."""
        self.files += 1
        if checked.fault is not None:
            self.unreadable += 1
            self._causes.setdefault(checked.cause or checked.fault, _OfCause(checked.fault)).files += 1
            return
        self.formats[checked.format or ""] += 1
        self.waived += len(checked.waived)
        self.severities.update({said.severity for said in checked.findings})
        for said in checked.findings:
            self._rules.setdefault(said.rule, _OfRule(said.severity, said.sentence)).findings += 1
        for rule in {said.rule for said in checked.findings}:
            self._rules[rule].files += 1

    @property
    def rules(self) -> list[tuple[str, _OfRule]]:
        """Rules that are violated: the worst and most frequent first."""
        return sorted(self._rules.items(), key=lambda pair: (-_RANK[pair[1].severity], -pair[1].findings, pair[0]))

    @property
    def causes(self) -> list[_OfCause]:
        """Why files could not be read, the most frequent cause first, in the words for its first file."""
        return sorted(self._causes.values(), key=lambda cause: -cause.files)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON; the keys never change their meaning."""
        return {
            "files": self.files,
            "unreadable": self.unreadable,
            **self.severities,
            "rules": [{"rule": rule, **attrs.asdict(of_rule)} for rule, of_rule in self.rules],
            "formats": dict(self.formats.most_common()),
            **({"waived": self.waived} if self.waived else {}),
            "reasons": [attrs.asdict(cause) for cause in self.causes],
        }

    def lines(self, locale: str) -> Iterator[str]:
        """The same in words."""
        if self._rules:
            yield sentence(_BY_RULE, locale)
        for rule, of_rule in self.rules:
            known = attrs.asdict(of_rule) | {"severity": sentence(of_rule.severity, locale)}
            yield "  " + sentence(_OF_RULE, locale).format(rule=rule, **known)
        if self.formats:
            yield sentence(_BY_FORMAT, locale)
        for format_, files in self.formats.most_common():
            yield "  " + sentence(_OF_FORMAT, locale).format(format=format_, files=files)
        if self._causes:
            yield sentence(_BY_CAUSE, locale)
        for cause in self.causes:
            yield "  " + sentence(_OF_CAUSE, locale).format(**attrs.asdict(cause))
        if self.waived:
            yield sentence(_ALL_WAIVED, locale).format(count=self.waived)
        yield sentence(_TOTALS, locale).format(files=self.files, unreadable=self.unreadable, **self.severities)


_RANK: Final = {str(severity): rank for rank, severity in enumerate(sorted(Severity))}
