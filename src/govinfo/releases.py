"""
What is different between the rules of two releases, by their catalogues.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from .language import CHINESE, locale_of, sentence, template


_ADDED: Final = template("{rule} is new: {said}")
_REMOVED: Final = template("{rule} is gone, which must never happen: the id of a rule stays for ever.")
_COMPARES: Final = template("{rule} now compares ({editions}): {said}")
_NO_LONGER: Final = template("{rule} no longer compares ({editions}): {said}")
_ASKS: Final = template("{rule} now asks other figures of cells than before.")
_EXAMPLES: Final = template("{rule} has other examples.")
_OTHER: Final = template("{field} of {rule}: was {old}, is {new}.")

#: What the properties of a rule are called, and whether its meaning hangs on them.
_FIELDS: Final[Mapping[str, tuple[str, bool]]] = {
    "kind": (template("The kind"), True),
    "severity": (template("The severity"), True),
    "sentence": (template("The sentence"), False),
    "english": (template("The English sentence"), False),
    "authority": (template("The authority"), False),
    "cites": (template("The citation"), False),
    "cites_english": (template("The English citation"), False),
    "editions": (template("The editions"), True),
    "caution": (template("The caution"), False),
    "caution_english": (template("The English caution"), False),
    "across": (template("What binds the reports"), True),
}


@attrs.frozen
class Change:
    """
    One thing that is different.

    Attributes:
        rule: id of the rule.
        template: what is said of it, in English, with ``{names}`` for the fields.
        fields: what the template speaks of.
        of_meaning: whether reports may be judged differently; what is only said in other words does not count.
    """

    rule: str
    template: str
    fields: Mapping[str, str] = attrs.field(factory=dict)
    of_meaning: bool = True

    def message(self, locale: str = CHINESE) -> str:
        """
        The change in words.

        Raises:
            UnknownLocale: it is neither Chinese nor English.
        """
        known = locale_of(locale)
        fields = {key: sentence(text, known) if key == "field" else text for key, text in self.fields.items()}
        fields["said"] = self.fields.get("english", "") if known != CHINESE else self.fields.get("sentence", "")
        return sentence(self.template, known).format(rule=self.rule, **fields)


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """
    What is different between two catalogues: rules that came or went, then what changed of the others, in their order.

    Args:
        old: the ``rules.json`` of a release.
        new: that of a later one, such as ``govinfo.catalogue.shipped()``.

    >>> from govinfo.catalogue import catalogue, shipped
    >>> from govinfo.rules import one_edition, one_year
    >>> changes(shipped(), shipped())
    ()
    >>> [change.message("en") for change in changes(catalogue([one_year]), catalogue([one_edition]))]
    ['S-MIXTURE is new: All tables of a report follow the same edition of the form.',
     'S-YEAR is gone, which must never happen: the id of a rule stays for ever.']
    """
    before, after = ({rule["id"]: rule for rule in known["rules"]} for known in (old, new))
    added = [Change(id_, _ADDED, _words(rule)) for id_, rule in after.items() if id_ not in before]
    removed = [Change(id_, _REMOVED) for id_ in before if id_ not in after]
    both = [id_ for id_ in after if id_ in before]
    return (*added, *removed, *(change for id_ in both for change in _changed(before[id_], after[id_])))


def _words(rule: Mapping[str, Any]) -> dict[str, str]:
    return {"sentence": rule["sentence"], "english": rule["english"]}


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    id_ = new["id"]
    for field, (name, of_meaning) in _FIELDS.items():
        if old.get(field) != new.get(field):
            said = {"field": name, "old": _plain(old.get(field)), "new": _plain(new.get(field))}
            # A rule that is nothing but a sentence has no other meaning.
            alone = field == "sentence" and not {"identities", "asks"} & set(new)
            yield Change(id_, _OTHER, said, of_meaning or alone)
    before, after = (_identities(rule) for rule in (old, new))
    yield from (Change(id_, _NO_LONGER, dict(said)) for said in before if said not in after)
    yield from (Change(id_, _COMPARES, dict(said)) for said in after if said not in before)
    if old.get("asks") != new.get("asks"):
        yield Change(id_, _ASKS)
    if old["examples"] != new["examples"]:
        yield Change(id_, _EXAMPLES, of_meaning=False)


def _identities(rule: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a rule compares in each edition."""
    return [
        {"editions": _plain(form), "sentence": identity["formula"], "english": identity["formula"]}
        for identity in rule.get("identities", ())
        for form in identity.get("editions") or identity["between"]
    ]


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "—" if value is None else str(value)
