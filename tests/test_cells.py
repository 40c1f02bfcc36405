"""
The addresses of cells, and the list of everything that keeps its name for ever.

``python tests/test_cells.py`` adds to that list, `released.json`, what is new in a release.
"""

import copy
import json
import pickle

from pathlib import Path

import pytest

from hypothesis import given
from hypothesis import strategies as st
from test_form import EDITIONS, HEADINGS, TABLE_TWO
from test_layout import mixtures

from govinfo import CELLS, RULES, Cell, Edition, Report, Severity
from govinfo._tree import paths
from govinfo.canonical import digest
from govinfo.catalogue import catalogue
from govinfo.cells import (
    BLOCKS,
    SECTIONS,
    Labels,
    block_class,
    block_editions,
    block_title,
    cells_of,
    official,
    section_title,
)
from govinfo.check import check
from govinfo.errors import UnknownBlock, UnknownCell, UnknownEdition, UnknownLocale
from govinfo.form import Form
from govinfo.language import LOCALES
from govinfo.rules import BONDS
from govinfo.rules_schema import rules_schema
from govinfo.schema import schema


RELEASED = Path(__file__).with_name("released.json")

any_cell = st.sampled_from(CELLS.cells())


def keys_of(schema, definitions, at=""):
    """The path of each key that a schema knows; those of cells are left out."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    for key, inner in schema.get("properties", {}).items():
        if not any(path.startswith(f"{at}{key}.") or path == at + key for path in paths(Form)):
            yield at + key
        yield from keys_of(inner, definitions, f"{at}{key}.")
    for inner in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from keys_of(inner, definitions, at)
    for name, mark in (("items", "[]."), ("additionalProperties", "*.")):
        if isinstance(schema.get(name), dict):
            yield from keys_of(schema[name], definitions, at.removesuffix(".") + mark)


def findings_keys():
    """The keys of findings, and of results, as plain values."""
    report = Report.blank(2021).replace({**dict.fromkeys(CELLS.disputes.reconsideration.cells(), 1)})
    result = check(report)
    found = {f"result.{key}" for key in result.to_dict()}
    for finding in (*result.findings, *result.undetermined):
        plain = finding.to_dict()
        found |= {f"finding.{key}" for key in plain}
        found |= {f"finding.basis.{key}" for key in plain["basis"]}
        for side in ("left", "right"):
            found |= {f"finding.{side}.{key}" for key in plain.get(side, ())}
            found |= {f"finding.{side}.terms[].{key}" for term in plain.get(side, {}).get("terms", ()) for key in term}
    return found


def meanings():
    """What each rule compares, or asks of cells, at each place of each edition: a fingerprint of it."""
    for rule in catalogue()["rules"]:
        for identity in rule.get("identities", ()):
            meant = digest([identity[key] for key in ("left", "sense", "right")])[7:19]
            for form in identity.get("editions") or identity["between"]:
                yield f"{rule['id']} {form} {identity['at']} {meant}"
        for ask in rule.get("asks", ()):
            yield from (
                f"{rule['id']} {form} {cell} {ask['minimum']}" for form in ask["editions"] for cell in ask["cells"]
            )


def names():
    """Everything that has a name for ever: cells, rules and keys of JSON; and what rules mean, which stays as well."""
    known, of_rules = schema(), rules_schema()
    return {
        "cells": sorted(cell.path for cell in CELLS.cells()),
        "rules": sorted(rule.id for rule in (*RULES, *BONDS)),
        "keys": sorted({*keys_of(known, known["$defs"]), *findings_keys()}),
        "keys of rules": sorted(set(keys_of(of_rules, of_rules["$defs"]))),
        "meanings": sorted(meanings()),
    }


@pytest.mark.parametrize("kind", ["cells", "rules", "keys", "keys of rules", "meanings"])
def test_released_names_stay(kind):
    """What was ever released under a name is still there: names are only added."""
    released = json.loads(RELEASED.read_text("utf-8"))

    assert len(released[kind]) > 10
    assert set() == set(released[kind]) - set(names()[kind])


@given(cell=any_cell)
def test_one_object_for_each_address(cell):
    """A cell made of its path is the one of that name in CELLS, and so is any copy."""
    assert Cell(cell.path) is cell
    assert CELLS[cell] is cell
    assert pickle.loads(pickle.dumps(cell)) is cell
    assert copy.deepcopy(cell) is cell


def test_cells_are_in_the_order_of_the_form():
    """Each cell knows its place among all, and says its path."""
    assert tuple(CELLS.cells()[cell.index] for cell in CELLS.cells()) == CELLS.cells()
    assert paths(Form) == tuple(map(str, CELLS.cells()))
    assert "Cell('disputes.reconsideration.total')" == repr(CELLS.disputes.reconsideration.total)


@given(a=any_cell, b=any_cell)
def test_cells_are_equal_only_to_themselves(a, b):
    """Two cells are equal, and hash alike, if and only if they have one path."""
    assert (a == b) == (a.path == b.path) == (len({a, b}) == 1)


def test_unknown_cell():
    """A path that is misspelt is refused with the paths that look like it, and is a KeyError too."""
    with pytest.raises(UnknownCell) as caught:
        Cell("applications.recieved.total")

    assert "applications.received.total" == caught.value.near[0]
    assert "applications.recieved.total" == caught.value.name
    assert "did you mean applications.received.total" in str(caught.value)
    assert isinstance(caught.value, KeyError)


@given(path=st.text() | st.sampled_from(sorted(BLOCKS)) | any_cell.map(lambda cell: cell.path + "."))
def test_only_paths_of_cells_are_cells(path):
    """A path of a block, or any other text, is the path of no cell."""
    with pytest.raises(UnknownCell):
        Cell(path)


@given(cell=any_cell, data=st.data())
def test_cells_do_not_change(cell, data):
    """Nothing can be added to a cell, which all programs share."""
    with pytest.raises(AttributeError):
        cell.note = 1


@given(cell=any_cell)
def test_where_a_cell_is(cell):
    """The names of section and block are the beginning of the path, and its slot is that of its last name."""
    assert cell.path.startswith(f"{cell.block}.")
    assert cell.block in BLOCKS
    assert cell.block.split(".")[0] == cell.section
    assert cell.path.split(".") == [place.name for place in cell.chain]
    assert cell.slot == cell.chain[-1].slot


@given(cell=any_cell)
def test_editions_of_a_cell(cell):
    """A cell is on the official form of each of its editions, and on no other."""
    assert [e for e in Edition if cell in cells_of(official(e))] == list(cell.editions)
    assert cell.editions


def test_what_cells_hold():
    """A cell says whether a count, a change or an amount stands in it."""
    fees = CELLS.disclosure.charges.fees

    assert ("count", "change", "amount") == (fees.items_last_year.holds, fees.change.holds, fees.amount.holds)


def test_labels():
    """The labels of a cell are those of section, block, rows and columns, from the outside in, in both languages."""
    cell = CELLS.applications.outcome.refused.state_secrets.organizations.businesses

    assert Labels(
        "三、收到和处理政府信息公开申请情况",
        "",
        ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"),
        ("法人或其他组织", "商业企业"),
    ) == cell.labels(2021)
    assert (3, 2) == (len(cell.labels(2021, "en").rows), len(cell.labels(2021, "en").columns))
    assert cell.labels(2021, "en").section.isascii()


def test_label():
    """A cell is called by its rows and columns, or by its columns alone where it has no row label."""
    assert "规范性文件 · 对外公开总数量" == CELLS.disclosure.documents.normative.disclosed_in_total.label(2019)
    assert "行政复议 结果维持" == CELLS.disputes.reconsideration.upheld.label(2021)
    assert "Administrative reconsideration Upheld" == CELLS.disputes.reconsideration.upheld.label(2021, "en")


@given(cell=any_cell, locale=st.sampled_from(LOCALES))
def test_every_cell_has_a_label_of_its_own(cell, locale):
    """In an edition no two cells of a block have one label, in either language."""
    for edition in cell.editions:
        alike = [c for c in cells_of(official(edition)) if c.block == cell.block]
        labels = {c.label(edition, locale) for c in alike}
        assert len(labels) == len(alike)


def test_label_in_no_known_language():
    """Labels are asked for in Chinese or English only."""
    with pytest.raises(UnknownLocale):
        CELLS.disputes.reconsideration.total.label(2021, "fr")


@given(editions=mixtures())
def test_cells_of_a_mixture(editions):
    """The cells of a form are those of each block in its edition, in its order, and none of an absent block."""
    of_block = dict(zip(BLOCKS, editions, strict=True))
    due = [cell for cell in CELLS.cells() if of_block[cell.block] in cell.editions]

    assert due == list(cells_of(editions))


@pytest.mark.parametrize("edition", EDITIONS)
def test_official_form(edition):
    """The official form has all its blocks in one edition; procurement is on that of 2019 only."""
    due = [edition if path != "disclosure.procurement" or edition == 2019 else None for path in BLOCKS]

    assert due == list(official(edition))


def test_official_form_of_no_edition():
    """There is no form of a year that has no edition."""
    with pytest.raises(UnknownEdition):
        official(2020)


def test_editions_of_blocks():
    """Every block but procurement is on both forms."""
    assert {(2019,)} == {block_editions(path) for path in BLOCKS if path == "disclosure.procurement"}
    assert {(2019, 2021)} == {block_editions(path) for path in BLOCKS if path != "disclosure.procurement"}


def test_block_titles():
    """A block is called by its title, or as its section is if it has none, in both languages."""
    titles = {f"disclosure.{name}": title for name, title, *_ in TABLE_TWO[2019]}
    titles |= {name: HEADINGS[name] for name in ("applications", "disputes")}

    assert titles == {path: block_title(path, 2019) for path in BLOCKS}
    assert all(block_title(path, 2019, "en").isascii() for path in BLOCKS)
    assert "" == block_title("disclosure.procurement", 2021)


def test_section_titles():
    """A section is called by its heading, in both languages."""
    assert HEADINGS == {name: section_title(name, 2021) for name in SECTIONS}
    assert all(section_title(name, 2021, "en").isascii() for name in SECTIONS)


def test_class_of_a_block():
    """A block has a class; what is no block is refused, with the near names, and is a KeyError too."""
    assert "Disputes" == block_class("disputes").__name__
    with pytest.raises(UnknownBlock, match=r"disclosure\.documents") as caught:
        block_class("disclosure.document")
    assert isinstance(caught.value, KeyError)


def test_every_rule_has_an_id_of_its_own():
    """No two rules have one id, and each says how much it matters."""
    assert len(RULES) == len({rule.id for rule in RULES})
    assert all(isinstance(rule.severity, Severity) for rule in RULES)


def release():
    """Write the list anew; a name that was on it and is gone is an error."""
    known = json.loads(RELEASED.read_text("utf-8")) if RELEASED.exists() else {}
    found = names()
    gone = {name for kind, old in known.items() for name in set(old) - set(found[kind])}
    if gone:
        message = f"released, and gone: {sorted(gone)}"
        raise SystemExit(message)
    RELEASED.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    release()
