"""
A result can be made again: what it was made of, as digests that are the same on every machine.
"""

from collections.abc import Iterable, Mapping

import attrs

from .canonical import digest
from .errors import Fault
from .meaning import rules_digest
from .profile import Profile
from .report import Report
from .rule import Rule


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
        rules=rules_digest(rules),
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
