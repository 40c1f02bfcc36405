"""Digests are the same for the same report, rules and profile, wherever and however often they are made."""

import datetime
import hashlib
import json
import os
import subprocess
import sys

from pathlib import Path

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from judging import judged_reports

import govinfo

from govinfo import CELLS, RULES, Report, check
from govinfo.canonical import PREFIX, canonical, digest
from govinfo.catalogue import shipped
from govinfo.digest import digest_of, plain, report_digest
from govinfo.errors import Fault
from govinfo.finding import Severity, Source
from govinfo.meaning import rules_digest
from govinfo.profile import Profile
from govinfo.rules import BONDS
from govinfo.strategies import reports


EXAMPLE = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("a年\uffff𠀀é", max_size=2), inner, max_size=4),
    max_leaves=12,
)


# --- the canonical form -----------------------------------------------------------------------------------


def shuffled(value):
    """The same value with the keys of its objects the other way round."""
    if isinstance(value, list):
        return [shuffled(item) for item in value]
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return value


@given(values)
def test_the_canonical_form_is_json(value):
    """It is JSON of the same value, without spaces, and the same whatever the order of keys."""
    made = canonical(value)
    assert json.loads(made) == value
    assert made == canonical(shuffled(value)) == canonical(json.loads(made))
    assert len(made) == len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # The example of RFC 8785, 3.2.2 and 3.2.3, but for its numbers.
        (
            {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\u002f", "literals": [None, True, False]},
            '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
        ),
        (
            {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7},
            '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
        ),
        ({"b": (1, 2), "a": -0}, '{"a":0,"b":[1,2]}'),
        (2**80, str(2**80)),
        ("é", '"é"'),
        ("e\u0301", '"e\u0301"'),
    ],
)
def test_the_canonical_form_is_that_of_rfc_8785(value, expected):
    """Keys stand in the order of UTF-16, texts as they are, escaped as the standard says; whole numbers in full."""
    assert canonical(value).decode() == expected
    assert digest(value) == PREFIX + hashlib.sha256(expected.encode()).hexdigest()


@pytest.mark.parametrize("value", [1.0, {1: 2}, {"a": {"b": b""}}, Severity.ERROR, [object()]])
def test_what_has_no_canonical_form(value):
    """Nothing is made of what JSON has several ways to write."""
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(value)


def test_half_a_character_cannot_be_written():
    """A text that UTF-8 cannot write has no bytes; as part of a finding it is written out."""
    with pytest.raises(ValueError, match="surrogates"):
        canonical("\ud800")
    assert plain({"text": "\ud800"}) == {"text": "\\ud800"}


def test_plain_values():
    """What a finding may speak of becomes plain values, in the same way always."""
    assert plain(Fault("$.year", "must be {names}", ("a",))) == ["$.year", "must be {names}", ["a"]]
    assert plain({CELLS.disputes.reconsideration.total: 0.5}) == {"disputes.reconsideration.total": "0.5"}
    assert plain([datetime.date(2026, 1, 1), Severity.HINT, True, None, (3,)]) == [
        "2026-01-01",
        "hint",
        True,
        None,
        [3],
    ]


# --- what results are made of -----------------------------------------------------------------------------


@given(reports(mixed=True, blanks=True), reports(mixed=True, blanks=True))
def test_reports_have_the_digest_of_what_they_say(report, other):
    """Two reports have the same digest if and only if they are equal."""
    assert (report == other) == (report_digest(report) == report_digest(other))
    assert report_digest(report) == report_digest(govinfo.reads(govinfo.render(report, "json")).replace())


@given(judged_reports())
def test_where_a_report_stood_does_not_count(report):
    """The name of the document and the lines do not count, but what reading found does."""
    if report.reading is None:
        return
    moved = [
        attrs.evolve(finding, sources=(Source("x", line=1),), basis=RULES[-1].basis)
        for finding in report.reading.findings
    ]
    same = report.replace(reading=attrs.evolve(report.reading, document="b.txt", findings=tuple(moved)))
    assert report_digest(report) == report_digest(same)
    assert report_digest(report) != report_digest(report.replace(reading=None))


def test_rules_have_the_digest_of_what_they_mean():
    """What a rule compares, where, and how much it matters counts, and so does the order; its words do not."""
    known = rules_digest(RULES)
    assert known == rules_digest(tuple(RULES))
    assert known != rules_digest(RULES[::-1])
    relation = next(rule for rule in RULES if rule.id == "T3-BALANCE")
    changes = [
        {"id": "X"},
        {"severity": Severity.HINT},
        {"editions": relation.editions[:1]},
        {"function": lambda node: attrs.evolve(relation.function(node), sense="≥")},
    ]
    made = {rules_digest((attrs.evolve(relation, **change),)) for change in ({}, *changes)}
    assert len(made) == 1 + len(changes)
    words = [{name: "…"} for name in ("sentence", "english", "cites", "caution")]
    assert {rules_digest((relation,))} == {rules_digest((attrs.evolve(relation, **change),)) for change in words}


def test_the_published_rules_have_the_same_digest():
    """The version in the file of rules is that of the rules in results, and can be worked out from its entries."""
    known = shipped()
    assert known["digest"] == rules_digest((*RULES, *BONDS)) == digest([rule["digest"] for rule in known["rules"]])


def test_limits_of_cells_count():
    """What a cell rule asks of a cell is part of its digest."""
    count = next(rule for rule in RULES if rule.id == "N-COUNT")
    other = attrs.evolve(count, function=lambda _: None)
    assert rules_digest((count,)) != rules_digest((other,))


@given(judged_reports())
def test_the_digest_of_a_result(report):
    """A result has the digests of its report, the rules that were asked, and its profile."""
    strict = Profile(name="a", severities={"S-SECTIONS": None})
    result, under = check(report), check(report, profile=strict)
    assert result.digest == digest_of(report, RULES) == check(report).digest
    assert result.digest.profile is None
    assert "profile" not in result.to_dict()["digest"]
    assert under.digest.report == result.digest.report
    assert under.digest.rules == rules_digest(tuple(rule for rule in RULES if rule.id != "S-SECTIONS"))
    assert under.to_dict()["digest"]["profile"] == digest(strict.to_dict())
    assert under.digest == check(report, profile=attrs.evolve(strict, description={"en": "…"}, name="b")).digest


def test_a_result_of_ones_own_has_none():
    """What was not made by a check has no digest."""
    made = govinfo.check(Report.blank(2021)).__class__((), (), 0, ())
    assert made.digest is None
    assert "digest" not in made.to_dict()


PROGRAM = """
import json, sys, govinfo
from govinfo.profile import Profile
from govinfo.outputs import Judged, output
result = govinfo.check(govinfo.read(sys.argv[1]), profile=Profile.load("filing"))
print(json.dumps([result.to_dict("en"), "".join(output("sarif")([Judged.of("a.txt", result)], "en"))]))
"""


def test_digests_are_the_same_in_every_process():
    """Neither the hash seed nor the locale nor the folder of a process changes a digest, or a byte of an output."""
    said = set()
    for seed, language in (("0", "C"), ("1", "zh_CN.UTF-8"), ("4242", "tr_TR.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "LANG": language, "LC_ALL": language, "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(EXAMPLE)], env=environment, capture_output=True, check=True
        )
        said.add(done.stdout)
    (one,) = said
    value, _ = json.loads(one)
    here = check(govinfo.read(EXAMPLE), profile=Profile.load("filing"))
    assert value["digest"] == here.digest.to_dict()
