"""The JSON Schema: that it is fresh and valid, takes every report, and refuses what the codec refuses."""

import json
import runpy
import subprocess
import sys

import jsonschema
import pytest

from hypothesis import given
from hypothesis import strategies as st
from test_codec import (
    BLANK,
    CHANGE,
    FIGURE,
    FINDING,
    FULL,
    MISSING,
    changed,
    mutations,
    objects,
    paths_of,
    plain,
    read_so,
    readings,
)

import govinfo

from govinfo import CELLS, Report, UnreadableReport
from govinfo import schema as module
from govinfo._tree import fill
from govinfo.cells import cells_of
from govinfo.codec import from_dict, to_dict
from govinfo.figures import LARGEST
from govinfo.finding import Source
from govinfo.form import Form
from govinfo.schema import main, schema, shipped, text
from govinfo.strategies import reports


VALIDATOR = jsonschema.Draft202012Validator(shipped())


def is_valid(document):
    """Whether a document follows the schema."""
    return VALIDATOR.is_valid(document)


def is_read(document):
    """Whether the codec takes a document."""
    try:
        from_dict(document)
    except UnreadableReport:
        return False
    return True


def test_shipped_schema_is_fresh():
    """The schema that is shipped is the one that the form has."""
    assert schema() == shipped()
    assert json.loads(text()) == shipped()


def test_schema_is_valid():
    """The schema is one of draft 2020-12."""
    jsonschema.Draft202012Validator.check_schema(shipped())

    assert jsonschema.Draft202012Validator.META_SCHEMA["$id"] == shipped()["$schema"]
    assert BLANK["$schema"] == shipped()["$id"]


@given(report=reports(mixed=True, blanks=True))
def test_reports_are_valid(report):
    """Whatever the editions, absent blocks and blanks, a report that is written follows the schema."""
    VALIDATOR.validate(to_dict(report))
    VALIDATOR.validate(json.loads(govinfo.render(report, "json", findings=govinfo.check(report))))


@given(reading=readings)
def test_what_was_read_is_valid(reading):
    """A report that was read follows the schema with its sources and whatever reading found."""
    sources = fill(Form, [Source("5", line=1)] * 226, [None] * 7)
    report = Report.blank(2021, organ="某局", year=2023).replace(reading=reading, sources=sources)

    VALIDATOR.validate(to_dict(report))


@pytest.mark.parametrize(
    "document",
    [
        *(changed(FIGURE, value) for value in (3.9, True, "12", [], {})),
        *(changed((*path, "x"), None, FULL) for path in objects(FULL)),
        *(
            changed(path, MISSING)
            for path in (["organ"], ["year"], ["applications"], FIGURE, ["disclosure", "charges"])
        ),
        *(changed(["applications", "edition"], value) for value in (2020, "2021", True, None, MISSING, 2019)),
        *(changed(["organ"], value) for value in ("某局", None, {}, {"name": None}, {"name": "", "level": "village"})),
        *(changed([name], value) for name in ("overview", "problems") for value in ("一。", [1], [""], {})),
        *(changed(["preamble"], value) for value in (None, "一。", [None])),
        *(changed(["published"], value) for value in (20240120, "20240120", "2024年1月20日", [])),
        *(changed(["period"], value) for value in ("2023", [], {}, {"start": "2023-01-01"})),
        *(changed([key], value) for key, value in (("version", 2), ("version", True), ("$schema", "x"))),
        *(BLANK | {"reading": value} for value in ({}, "x", {"format": 5}, {"format": "x", "findings": {}})),
        *(
            BLANK | read_so(findings=[FINDING | value])
            for value in (
                *({"severity": "fatal"}, {"edition": 2020}, {"fields": 5}, {"x": 1}, {"left": 5}, {"sense": 5}),
                *({"cells": ["x"]}, {"cells": [5]}, {"verdict": ""}, {"sources": [{}]}),
            )
        ),
        *(BLANK | {"sources": value} for value in ([], {"x.y": {"text": ""}})),
        *(BLANK | {"sources": {"disputes.reconsideration.total": value}} for value in ({}, {"text": "", "x": 1}, 5)),
        changed(["disclosure", "procurement", "edition"], 2021, to_dict(CHANGE)),
        changed(["applications"], to_dict(CHANGE)["applications"] | {"edition": 2021}),
        changed(["disclosure"], None),
        None,
        [],
        "x",
    ],
    ids=lambda _: "",
)
def test_structural_faults(document):
    """What the codec refuses for its structure the schema refuses as well."""
    assert not is_read(document)
    assert not is_valid(document)


def wholes(value):
    """The same values without numbers such as 3.0, which are whole to a schema, and texts that are no lines."""
    if isinstance(value, dict):
        return {key: wholes(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [wholes(inner) for inner in value]
    return 0.5 if isinstance(value, float) else value


@given(document=mutations())
def test_one_change(document):
    """Of a document with one change, the schema takes whatever the codec takes."""
    document = wholes(document)
    if is_read(document):
        VALIDATOR.validate(document)


@given(document=mutations())
def test_one_change_to_the_tables(document):
    """Of a document with a change in its tables, the codec takes whatever the schema takes."""
    document = wholes(document)
    rest = {key: document.get(key) for key in ("disclosure", "applications", "disputes")}
    if is_valid(BLANK | rest):
        from_dict(BLANK | rest)


@given(value=plain())
def test_any_values(value):
    """Plain values that are no report are refused."""
    assert not is_valid(value)


@pytest.mark.parametrize("edition", govinfo.Edition)
def test_titles_of_cells(edition):
    """Every cell has its label of the edition in Chinese and in English, as have all headings over it."""
    for cell in cells_of(Report.blank(edition).editions):
        at = shipped()
        for place in cell.chain:
            options = at.get("anyOf", [at])
            at = next(
                option["properties"][place.name]
                for option in options
                if place.name in option.get("properties", {})
                and option["properties"].get("edition", {}).get("const", edition) == edition
            )
            if place.slot.axis == "section":
                assert at["title"] == place.slot.label(edition)
                assert at["x-title-en"].isascii()
            if place.slot.axis in ("row", "column"):
                assert at["title"] == place.slot.label(edition)
                assert at["x-title-en"].isascii()
                assert at["x-title-en"] in cell.label(edition, "en")
        assert ["integer", "null"] == at["type"]


def test_titles_of_blocks():
    """Every block has its title in both languages."""
    for block in shipped()["properties"]["disclosure"]["properties"].values():
        assert block["title"].startswith("第二十条")
        assert block["x-title-en"].isascii()


def test_titles_of_sections():
    """The schema, and every section, has its heading in both languages."""
    assert ("政府信息公开工作年度报告", True) == (shipped()["title"], shipped()["x-title-en"].isascii())
    for name in ("overview", "disclosure", "applications", "disputes", "problems", "other_matters"):
        section = shipped()["properties"][name]
        assert section["title"][1] == "、"
        assert section["x-title-en"].isascii()


def test_every_path_of_a_report_is_in_the_schema():
    """Every key that is ever written is one that the schema names."""
    report = Report.blank(2021, organ="某局", year=2023)
    for path in list(paths_of(to_dict(report)))[::6]:
        assert not is_valid(changed((*path[:-1], f"{path[-1]} "), None, to_dict(report)))


def test_check_says_whether_the_file_is_fresh():
    """``python -m govinfo.schema --check`` succeeds with the file that is shipped."""
    done = subprocess.run([sys.executable, "-m", "govinfo.schema", "--check"], capture_output=True, check=False)

    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_writing_the_file(tmp_path, monkeypatch):
    """The file is written where it is shipped from; until then, and when it is old, the check fails."""
    monkeypatch.setattr(module, "__file__", str(tmp_path / "schema.py"))
    file = tmp_path / module.FILE

    assert 1 == main(["--check"])
    assert not file.exists()
    assert 0 == main([])
    assert 0 == main([])
    assert text() == file.read_text("utf-8")
    assert 0 == main(["--check"])
    file.write_text("{}", "utf-8")
    assert 1 == main(["--check"])


def test_module_is_a_program(monkeypatch):
    """The module, run as a program, exits with what the check says."""
    monkeypatch.setattr(sys, "argv", ["schema", "--check"])
    monkeypatch.delitem(sys.modules, "govinfo.schema")
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("govinfo.schema", run_name="__main__")

    assert 0 == caught.value.code


@given(data=st.data())
def test_negative_figures_are_valid(data):
    """A schema says what can be read, and a rule what is right: any whole number is valid."""
    report = Report.blank(2021, organ="某局", year=2023)
    cell = data.draw(st.sampled_from(cells_of(report.editions)))

    assert is_valid(to_dict(report.replace({cell: data.draw(st.integers(-LARGEST, LARGEST))})))
    assert CELLS[cell] is cell
