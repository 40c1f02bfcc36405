"""
The catalogue of rules: that it is fresh and valid, says all that the rules say, and tells what changed.
"""

import copy
import difflib
import functools
import json
import subprocess
import sys

import attrs
import jsonschema
import pytest

from govinfo import RULES, Edition, Severity
from govinfo import catalogue as module
from govinfo.bonds import REPORTS, bound_identities
from govinfo.bound_witness import bound_witness
from govinfo.canonical import digest
from govinfo.catalogue import catalogue, entry, main, schema_text, shipped, text
from govinfo.cells import CELLS, Cell, official
from govinfo.check import check
from govinfo.codec import from_dict
from govinfo.form import Results
from govinfo.identities import identities
from govinfo.language import CHINESE, ENGLISH, LOCALES, label, sentence
from govinfo.ledger import ledger
from govinfo.meaning import KINDS
from govinfo.reconciliation import reconcile
from govinfo.releases import changes
from govinfo.report import Report
from govinfo.rule import (
    Bond,
    CellRule,
    Comparison,
    DocumentRule,
    ReadingRule,
    Relation,
    SequelRule,
    Sum,
    Whole,
    at_least,
    cannot_tell,
    equal,
    rule,
)
from govinfo.rules import BONDS, one_year, results_add_up, stock_covers_flow
from govinfo.rules_schema import rules_schema
from govinfo.witness import witness


ALL = (*RULES, *BONDS)
BINDING = [known for known in BONDS if isinstance(known, Bond)]
ENTRIES = {known["id"]: known for known in shipped()["rules"]}
VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text()))

every_rule = pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)


# The file.


def test_shipped_files_are_fresh():
    """The catalogue that is shipped is the one that the rules make, and so is its schema."""
    assert shipped() == json.loads(text())
    done = subprocess.run([sys.executable, "-m", "govinfo.catalogue", "--check"], capture_output=True, check=False)
    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_schema_is_valid_and_takes_the_catalogue():
    """The schema is one of draft 2020-12, and the catalogue follows it."""
    jsonschema.Draft202012Validator.check_schema(rules_schema())
    VALIDATOR.validate(shipped())
    assert shipped()["$schema"] == rules_schema()["$id"] == rules_schema()["properties"]["$schema"]["const"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], 2),
        (["$schema"], "urn:x"),
        (["digest"], "sha256:1"),
        (["cells", 0, "cell"], "x.y"),
        (["rules", -1, "kind"], "relation"),
        (["rules", -1, "across"], "space"),
        (["rules", -1, "id"], "lower"),
        (["rules", -1, "extra"], 1),
        (["rules", -1, "editions"], []),
        (["rules", -1, "identities", 0, "left", "terms", 0, "coefficient"], 0),
        (["rules", -1, "identities", 0, "left", "terms", 0, "report"], "other"),
        (["rules", -1, "identities", 0, "sense"], ">"),
        (["rules", -1, "identities", 0, "between"], [[2021]]),
    ],
)
def test_schema_refuses(path, value):
    """What is no catalogue is refused."""
    document = shipped()
    at = functools.reduce(lambda inner, key: inner[key], path[:-1], document)
    at[path[-1]] = value
    assert not VALIDATOR.is_valid(document)


def test_writing_the_files(tmp_path, monkeypatch):
    """The files are written where they are shipped from; until then, and when one is old, the check fails."""
    monkeypatch.setattr(module, "__file__", str(tmp_path / "catalogue.py"))
    monkeypatch.setattr(module, "catalogue", functools.cache(lambda: catalogue(ALL[:1])))
    assert 1 == main(["--check"])
    assert 0 == main([])
    assert text() == (tmp_path / module.FILE).read_text("utf-8")
    assert schema_text() == (tmp_path / module.SCHEMA_FILE).read_text("utf-8")
    assert 0 == main(["--check"])
    (tmp_path / module.FILE).write_text("{}", "utf-8")
    assert 1 == main(["--check"])


def test_a_change_of_one_thing_is_a_small_difference():
    """Whatever fits on a line stands on one, so that another severity changes its line and two fingerprints."""
    old, new = catalogue(BINDING[:3]), catalogue([*BINDING[:2], attrs.evolve(BINDING[2], severity=Severity.HINT)])
    lines = difflib.unified_diff(*(module._laid_out(known).splitlines() for known in (old, new)), n=0)
    assert 3 == sum(line.startswith("+ ") for line in lines)


# Rules.


def test_every_rule_is_in_the_catalogue():
    """All rules stand in it in their order, with the cells and the blocks of the form."""
    assert list(ENTRIES) == [rule.id for rule in ALL]
    assert {known["kind"] for known in ENTRIES.values()} <= {*KINDS.values()}
    assert [cell.path for cell in CELLS.cells()] == [known["cell"] for known in shipped()["cells"]]
    assert [int(edition) for edition in Edition] == [known["edition"] for known in shipped()["editions"]]


@every_rule
def test_properties(rule):
    """What one must know of a rule stands there in both languages."""
    known = ENTRIES[rule.id]
    assert (known["sentence"], known["english"]) == (rule.sentence, rule.english)
    assert (known["severity"], known["authority"]) == (rule.severity, rule.authority)
    assert (known["cites"], known["cites_english"]) == (rule.cites, label(rule.cites, ENGLISH))
    assert known["editions"] == list(rule.editions)
    assert known["caution_english"] == rule.caution
    assert known["caution"] == (sentence(rule.caution, CHINESE) if rule.caution else None)
    assert ("identities" in known, "asks" in known) == (isinstance(rule, Relation | Bond), isinstance(rule, CellRule))
    assert ("across" in known) == isinstance(rule, Bond)


def plain(side, reports=()):
    """One side of an identity as the catalogue is to have it."""
    if isinstance(side, int):
        return {"terms": [], "constant": side}
    if reports:
        terms = [{"report": reports[at.report], "cell": at.cell.path, "coefficient": k} for at, k in side.terms]
    else:
        terms = [{"cell": cell.path, "coefficient": k} for cell, k in side.terms]
    return {"terms": terms, "constant": 0}


@pytest.mark.parametrize("rule", [r for r in ALL if isinstance(r, Relation)], ids=lambda rule: rule.id)
@pytest.mark.parametrize("edition", Edition)
def test_identities(rule, edition):
    """A relation stands there at every place of every edition, once, under a cell that names the place."""
    due = [(plain(one.left), one.sense, plain(one.right)) for one in identities(official(edition), [rule])]
    found = [one for one in ENTRIES[rule.id]["identities"] if edition in one["editions"]]
    assert sorted(due, key=str) == sorted(((one["left"], one["sense"], one["right"]) for one in found), key=str)
    assert len({one["at"] for one in found}) == len(found)


@pytest.mark.parametrize("rule", BINDING, ids=lambda rule: rule.id)
def test_identities_of_bonds(rule):
    """A bond stands there at every place of every two editions that it applies to."""
    for first in Edition:
        for second in Edition:
            forms = official(first), official(second)
            reports = REPORTS[rule.across]
            due = [
                (plain(one.left, reports), one.sense, plain(one.right, reports))
                for one in bound_identities(*forms, rule.across, [rule])
            ]
            found = [one for one in ENTRIES[rule.id]["identities"] if [first, second] in one["between"]]
            listed = [(one["left"], one["sense"], one["right"]) for one in found]
            assert sorted(due, key=str) == sorted(listed, key=str)
            assert len({one["at"] for one in found}) == len(found)


def test_formulas():
    """What is compared can be read, constants, signs and reports included."""
    read = {id_: known["identities"][0]["formula"] for id_, known in ENTRIES.items() if "identities" in known}
    at = "disclosure.documents.government_rules"
    assert read["T2-ITEMS"].endswith("licences.items_last_year + disclosure.services.licences.change ≥ 0")
    assert read["T2-STOCK"] == f"{at}.in_force ≥ {at}.issued − {at}.repealed"
    assert read["Y-DISCLOSED"] == f"later.{at}.disclosed_in_total ≥ earlier.{at}.disclosed_in_total"


def test_cell_rules():
    """A cell rule says what it asks of which cells; a change alone may be negative."""
    asks = ENTRIES["N-COUNT"]["asks"]
    cells = {cell: ask["minimum"] for ask in asks for cell in ask["cells"]}
    assert cells == {cell.path: None if cell.holds == "change" else 0 for cell in CELLS.cells()}
    asked = {cell: ask["editions"] for ask in asks for cell in ask["cells"]}
    assert asked == {cell.path: list(cell.editions) for cell in CELLS.cells()}


@rule("X-ALL", english="All kinds.", severity="hint", authority="practice", cites="")
def of_two_reports(earlier: Report, later: Report):
    """两份报告。"""
    yield cannot_tell("{organ}", organ=earlier.organ.name + later.organ.name)


def test_kinds():
    """Every kind of rule has a name of its own."""
    assert entry(of_two_reports)["kind"] == "sequel"
    assert {Relation, CellRule, DocumentRule, ReadingRule, Bond, SequelRule} == set(KINDS)
    assert len(set(KINDS.values())) == len(KINDS)


@rule("X-MINIMUM", english="Ten at least.", severity="hint", authority="practice", cites="", editions=(2021,))
def ten_at_least(cell: Cell) -> Whole | None:
    """不少于十。"""
    return Whole(minimum=10) if cell is CELLS.disputes.reconsideration.total else None


# Examples.


def whole(example):
    """The report that an example stands for: 0 in every cell that is left out, as the documentation says."""
    report = copy.deepcopy(example)
    for known in shipped()["cells"]:
        *way, name = known["cell"].split(".")
        block = functools.reduce(lambda at, key: at and at[key], known["block"].split("."), report)
        if block is not None and block["edition"] in known["editions"]:
            functools.reduce(lambda at, key: at.setdefault(key, {}), way, report).setdefault(name, 0)
    return from_dict(report)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule):
    """An example is the witness of a rule, and can be rebuilt without this library; none is there if there is none."""
    found, known = witness(rule), ENTRIES[rule.id]["examples"]
    assert [isinstance(rule, ReadingRule)] * 2 == [found is None, known is None]
    if found is None:
        return
    assert (found.passing, found.failing) == (whole(known["passing"]), whole(known["failing"]))
    assert not check(whole(known["passing"])).of_rule(rule.id)
    assert check(whole(known["failing"])).of_rule(rule.id)
    assert {rule.id, *known["with"]} == {finding.rule for finding in check(whole(known["failing"]))}


@pytest.mark.parametrize("rule", BINDING, ids=lambda rule: rule.id)
def test_examples_of_bonds(rule):
    """Two reports that are right by themselves, and do not agree with each other."""
    known = ENTRIES[rule.id]["examples"]
    for name, wrong in (("passing", set()), ("failing", {rule.id, *known["with"]})):
        pair = [whole(known[name][report]) for report in REPORTS[rule.across]]
        parts = {pair[0].organ.name: [pair[1].organ.name]} if rule.across == "levels" else {}
        assert {finding.rule for finding in reconcile(ledger(pair, parts))} == wrong
        assert not [finding for report in pair for finding in check(report)]


def test_bonds_without_examples():
    """A bond that has no place on a form has no witness there; nor has one that nothing breaks."""
    (items,) = [bond for bond in BONDS if bond.id == "Y-ITEMS"]
    assert bound_witness(items, 2021) is None

    @rule("X-EVER", english="Never broken.", severity="hint", authority="practice", cites="")
    def never_broken(earlier: Results[Sum], later: Results[Sum]):
        """永不违反。"""
        yield at_least(earlier.total + later.total, 0)

    assert bound_witness(never_broken) is None
    assert entry(never_broken)["examples"] is None


# Versions.


def test_digest_is_of_the_meaning():
    """Other words leave the digest as it is; another severity or edition, or something else compared, does not."""
    words = {"english": "X.", "cites": "X", "caution": "X", "sentence": "某。"}
    for known in (results_add_up, BINDING[0], ten_at_least):
        assert entry(known)["digest"] == entry(attrs.evolve(known, **words))["digest"]
        assert entry(known)["digest"] != entry(attrs.evolve(known, severity=Severity.WARNING))["digest"] or (
            known.severity is Severity.WARNING
        )
        assert entry(known)["digest"] != entry(attrs.evolve(known, editions=(Edition(2019),)))["digest"]
    other = attrs.evolve(results_add_up, function=lambda results: equal(results.upheld, results.total))
    assert entry(results_add_up)["digest"] != entry(other)["digest"]
    asked = attrs.evolve(ten_at_least, function=lambda cell: ten_at_least.function(cell) and Whole(minimum=9))
    assert entry(ten_at_least)["digest"] != entry(asked)["digest"]


def test_digest_of_a_rule_that_is_a_sentence():
    """A rule that looks at a whole document has no meaning but its sentence."""
    assert entry(one_year)["digest"] != entry(attrs.evolve(one_year, sentence="某。"))["digest"]
    assert entry(one_year)["digest"] == entry(attrs.evolve(one_year, cites="X"))["digest"]


def test_digest_of_the_catalogue():
    """The version of all rules changes if that of one does, and is the same wherever it is worked out."""
    assert shipped()["digest"] == digest([known["digest"] for known in shipped()["rules"]])
    assert catalogue(ALL[:-1])["digest"] != shipped()["digest"]


# What changed.


def said(old, new, locale="en"):
    """What is different, in words, and whether reports are judged differently."""
    return [(change.of_meaning, change.message(locale)) for change in changes(old, new)]


def test_nothing_changed():
    """Between a catalogue and itself there is no difference."""
    assert () == changes(shipped(), shipped())


@pytest.mark.parametrize("locale", LOCALES)
def test_added_and_removed(locale):
    """Rules that came come with their sentence; one that went must never have gone."""
    words = {
        "en": [
            "S-YEAR is new: Preamble, ...",
            "T4-TOTAL is gone, which must never happen: the id of a rule stays for ever.",
        ],
        "zh_Hans": ["新增规则 S-YEAR：正文...", "规则 T4-TOTAL 已不存在。这不应发生：规则编号一经发布，永久有效。"],
    }[locale]
    (_, added), (_, removed) = said(catalogue([results_add_up]), catalogue([one_year]), locale)
    assert added.startswith(words[0].removesuffix("..."))
    assert removed == words[1]


def changed(known, **properties):
    """The difference that other properties of a rule make."""
    return said(catalogue([known]), catalogue([attrs.evolve(known, **properties)]))


def test_other_properties():
    """Each property that is another is named with what it was and is; of some the meaning of the rule hangs."""
    assert changed(stock_covers_flow, severity=Severity.HINT) == [
        (True, "The severity of T2-STOCK: was warning, is hint.")
    ]
    assert changed(results_add_up, caution="X", cites="Y") == [
        (False, "The citation of T4-TOTAL: was 格式（2019、2021）表四，“总计”列, is Y."),
        (False, "The English citation of T4-TOTAL: was forms of 2019 and 2021, table four, columns “Total”, is Y."),
        (False, "The caution of T4-TOTAL: was —, is X."),
        (False, "The English caution of T4-TOTAL: was —, is X."),
    ]
    assert (True, "The sentence of S-YEAR: was 正文所述年份、统计期限与报告年度一致。, is 某。.") in changed(
        one_year, sentence="某。"
    )
    assert [of_meaning for of_meaning, _ in changed(results_add_up, sentence="某。")] == [False]


def test_other_identities():
    """What is no longer compared, and what is now, stands there for each edition."""
    found = changed(results_add_up, function=lambda results: equal(results.upheld, results.total))
    start = "T4-TOTAL no longer compares (2019): disputes.reconsideration.upheld + "
    assert found[0][1].startswith(start)
    assert found[6] == (
        True,
        "T4-TOTAL now compares (2019): disputes.reconsideration.upheld = disputes.reconsideration.total",
    )
    assert found[12] == (False, "T4-TOTAL has other examples.")
    fewer = changed(results_add_up, editions=(Edition(2021),))
    assert fewer[0] == (True, "The editions of T4-TOTAL: was 2019, 2021, is 2021.")
    assert [words.split(":")[0] for _, words in fewer[1:4]] == ["T4-TOTAL no longer compares (2019)"] * 3


def test_other_bonds():
    """The same of bonds, for both editions."""
    (pending,) = [bond for bond in BONDS if bond.id == "Y-PENDING"]

    def other(earlier: Results[Sum], later: Results[Sum]):
        yield Comparison(later.pending, earlier.total, "≥")

    at = "disputes.reconsideration"
    assert (True, f"Y-PENDING now compares (2019, 2019): later.{at}.pending ≥ earlier.{at}.total") in changed(
        pending, function=other
    )


def test_other_cells_are_asked():
    """That a cell rule asks something else is said."""
    found = changed(ten_at_least, function=lambda cell: ten_at_least.function(cell) and Whole(minimum=9))
    assert found[0] == (True, "X-MINIMUM now asks other figures of cells than before.")
