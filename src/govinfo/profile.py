"""
Profiles: what a filing system, an evaluator or a researcher makes of the rules.

A profile changes the severity of rules, leaves rules out, and says what blocks. Whatever it changes is listed in every
result. Those that come with the library are `SHIPPED`; others are TOML files::

    name = "ours"
    fail_on = "warning"
    undetermined_blocks = true
    may_be_undetermined = ["S-RULE-MAKING"]
    rules = ["T3-BALANCE", "S-SECTIONS", "S-RULE-MAKING"]

    [description]
    zh_Hans = "本市审核用。"
    en = "For the reviews of our city."

    [severities]
    S-SECTIONS = "error"
    S-RULE-MAKING = "off"
"""

import os

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

import attrs

from ._text import clean
from ._toml import parse_toml, read_toml
from .errors import UnknownName, UnreadableProfile
from .finding import Finding, Severity, Verdict
from .language import CHINESE, LOCALES, locale_of, template
from .rule import Rule


#: The profiles that come with the library.
SHIPPED: Final = ("filing", "evaluation", "research")

#: What a file says for a rule that is left out.
OFF: Final = "off"

#: The largest file of a profile, in bytes.
LARGEST: Final = 100_000


@attrs.frozen
class Override:
    """
    What a profile has changed of a rule.

    Attributes:
        rule: its id.
        before: its own severity.
        after: its severity under the profile; None if the rule is left out.
    """

    rule: str
    before: Severity
    after: Severity | None

    def to_dict(self) -> dict[str, str]:
        """The same as plain values for JSON; ``off`` says that the rule is left out."""
        return {"rule": self.rule, "from": str(self.before), "to": str(self.after or OFF)}


@attrs.frozen(kw_only=True)
class Profile:
    """
    What is made of the rules. A profile never changes what a rule says of a report, only how much it matters.

    Attributes:
        name: what results and commands call it.
        description: who it is for, by locale.
        fail_on: findings of this severity or a worse one block.
        undetermined_blocks: whether what is undetermined blocks as well. Then blanks of which no relation speaks are
            told as undetermined, too, so that nothing passes because it was left open.
        may_be_undetermined: ids of rules whose findings do not block while they are undetermined.
        severities: id of a rule and its severity; None leaves the rule out.
        rules: ids of the rules to ask; None for all of them. What reading found is in every result, unless its rule is
            left out by name.

    >>> strict = Profile(name="strict", severities={"S-SECTIONS": Severity.ERROR}, undetermined_blocks=True)
    >>> strict.severities["S-SECTIONS"]
    <Severity.ERROR: 'error'>
    """

    name: str = ""
    description: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    fail_on: Severity = attrs.field(default=Severity.ERROR, converter=Severity)
    undetermined_blocks: bool = False
    may_be_undetermined: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    severities: Mapping[str, Severity | None] = attrs.field(factory=dict, hash=False)
    rules: tuple[str, ...] | None = None

    @classmethod
    def load(cls, name: str | os.PathLike[str], rules: Iterable[Rule] | None = None) -> Self:
        """
        A profile that comes with the library, or that a TOML file describes.

        Args:
            name: one of `SHIPPED`, or the path of a file.
            rules: those that it may speak of; by default the official rules and those of installed packages.

        Raises:
            UnreadableProfile: there is no such profile, or the file is none; the message names the place.
            OSError: the file cannot be read.

        >>> Profile.load("filing").undetermined_blocks
        True
        """
        if rules is None:
            from .check import installed_bonds, installed_rules  # noqa: PLC0415  check knows profiles, too

            rules = (*installed_rules(), *installed_bonds())
        known = {rule.id for rule in rules}
        if name in SHIPPED:
            from importlib import resources  # noqa: PLC0415  for these only

            data = resources.files(__package__).joinpath("profiles", f"{name}.toml").read_bytes()
            return cls(**_fields(parse_toml(data, UnreadableProfile, most=LARGEST, document=f"{name}.toml"), known, ""))
        path = Path(name)
        if not (path.suffix or len(path.parts) > 1 or path.exists()):
            raise UnreadableProfile(_NO_PROFILE, name=str(name), names=SHIPPED)
        try:
            return cls(**_fields(read_toml(path, UnreadableProfile, most=LARGEST), known, path.stem))
        except UnreadableProfile as error:
            raise UnreadableProfile(error.template, document=str(name), **error.fields) from None

    def describe(self, locale: str = CHINESE) -> str:
        """Who it is for, in words of *locale* where it has them."""
        return self.description.get(locale_of(locale)) or next(iter(self.description.values()), "")

    def asks(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Those of *rules* that are to be asked."""
        return tuple(rule for rule in rules if self.severity(rule.id, rule.severity) is not None)

    def severity(self, rule: str, own: Severity) -> Severity | None:
        """The severity of a rule, given its own one; None if it is left out."""
        if rule in self.severities:
            return self.severities[rule]
        chosen = self.rules is None or rule in self.rules or rule.startswith("R-")
        return own if chosen else None

    def overrides(self, rules: Iterable[Rule], found: Iterable[Finding] = ()) -> tuple[Override, ...]:
        """
        What is changed of these rules, and of those that reading has spoken of though they were not asked.

        Args:
            rules: those that could be asked.
            found: what was found.
        """
        own = {rule.id: rule.severity for rule in rules}
        own |= {finding.rule: finding.severity for finding in found if finding.rule not in own}
        changed = ((rule, before, self.severity(rule, before)) for rule, before in own.items())
        return tuple(Override(rule, before, after) for rule, before, after in changed if after != before)

    def graded(self, findings: Iterable[Finding], overrides: Iterable[Override]) -> tuple[Finding, ...]:
        """
        The findings with the severities of this profile, without those of rules that are left out.

        A finding that its rule itself has graded otherwise, such as a late town, keeps that grade.

        Args:
            findings: what rules say by themselves.
            overrides: what this profile changes of these rules.
        """
        changed = {override.rule: override for override in overrides}
        graded = (_graded(finding, changed.get(finding.rule)) for finding in findings)
        return tuple(finding for finding in graded if finding is not None)

    def blocks(self, finding: Finding) -> bool:
        """Whether a report with this finding does not pass."""
        if finding.verdict is Verdict.UNDETERMINED:
            return self.undetermined_blocks and finding.rule not in self.may_be_undetermined
        return finding.severity >= self.fail_on

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values; what it takes to make the same results, and nothing else."""
        return {
            "fail_on": str(self.fail_on),
            "undetermined_blocks": self.undetermined_blocks,
            "may_be_undetermined": sorted(self.may_be_undetermined),
            "severities": {rule: str(severity or OFF) for rule, severity in sorted(self.severities.items())},
            "rules": None if self.rules is None else sorted(self.rules),
        }


def _graded(finding: Finding, change: Override | None) -> Finding | None:
    if change is None:
        return finding
    if change.after is None:
        return None
    return attrs.evolve(finding, severity=change.after) if finding.severity is change.before else finding


#: What blocks where no profile is asked for: errors.
PLAIN: Final = Profile()


def gate(profile: Profile | None, fail_on: str | None) -> Profile:
    """
    What blocks, where somebody asks for more or less than a profile does.

    Args:
        profile: the profile, or None.
        fail_on: a severity, or ``undetermined`` for whatever is found or left open; None leaves it to the profile.

    Raises:
        ValueError: there is no such severity.

    >>> gate(Profile.load("filing"), "error").undetermined_blocks
    False
    """
    chosen = profile or PLAIN
    if fail_on is None:
        return chosen
    if fail_on == Verdict.UNDETERMINED:
        return attrs.evolve(chosen, fail_on=Severity.HINT, undetermined_blocks=True, may_be_undetermined=())
    return attrs.evolve(chosen, fail_on=fail_on, undetermined_blocks=False)


# Reading a file.


_NO_PROFILE: Final = template(
    "There is no profile “{name}”; there are {names}. For a profile of your own give the path of its file."
)
_NEAR: Final = template("{place}: unknown: “{name}”; did you mean {names}?")
_UNKNOWN: Final = template("{place}: unknown: “{name}”.")
_ONE_OF: Final = template("{place}: must be one of {names}.")
_A_TEXT: Final = template("{place}: must be a text of one line.")
_A_TABLE: Final = template("{place}: must be a table.")
_TEXTS: Final = template("{place}: must be a list of ids of rules.")
_YES_OR_NO: Final = template("{place}: must be true or false.")

_KEYS: Final = tuple(attribute.name for attribute in attrs.fields(Profile))


def _fields(given: Mapping[str, Any], known: Collection[str], name: str) -> dict[str, Any]:
    """The fields of the profile that a file describes."""
    for key in given:
        _known(key, _KEYS, key)
    severities = _table(given.get("severities", {}), "severities")
    for rule in severities:
        _known(rule, known, f"severities.{rule}")
    description = _table(given.get("description", {}), "description")
    for locale in description:
        _known(locale, LOCALES, f"description.{locale}")
    levels = tuple(map(str, Severity))
    rules = given.get("rules")
    return {
        "name": _text(given.get("name", clean(name)), "name"),
        "description": {locale: _text(text, f"description.{locale}") for locale, text in description.items()},
        "fail_on": _one_of(given.get("fail_on", str(Severity.ERROR)), levels, "fail_on"),
        "undetermined_blocks": _yes_or_no(given.get("undetermined_blocks", False), "undetermined_blocks"),
        "may_be_undetermined": _rules(given.get("may_be_undetermined", []), known, "may_be_undetermined"),
        "severities": {
            rule: None if value == OFF else Severity(_one_of(value, (*levels, OFF), f"severities.{rule}"))
            for rule, value in severities.items()
        },
        "rules": None if rules is None else _rules(rules, known, "rules"),
    }


def _known(name: str, names: Collection[str], place: str) -> None:
    if name in names:
        return
    near = UnknownName(name, sorted(names)).near
    raise UnreadableProfile(_NEAR if near else _UNKNOWN, place=place, name=name, names=near)


def _table(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableProfile(_A_TABLE, place=place)
    return value


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value or value != clean(value):
        raise UnreadableProfile(_A_TEXT, place=place)
    return value


def _one_of(value: Any, names: Sequence[str], place: str) -> str:
    if not isinstance(value, str) or value not in names:
        raise UnreadableProfile(_ONE_OF, place=place, names=tuple(names))
    return value


def _yes_or_no(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise UnreadableProfile(_YES_OR_NO, place=place)
    return value


def _rules(value: Any, known: Collection[str], place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(rule, str) for rule in value):
        raise UnreadableProfile(_TEXTS, place=place)
    for rule in value:
        _known(rule, known, place)
    return tuple(value)
