"""Reports as JSON and back: nothing is lost, nothing is taken for what it is not, and all faults are told at once."""

import copy
import json

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

import govinfo

from govinfo import CELLS, Report, UnreadableReport, reads, render
from govinfo._text import clean
from govinfo._tree import values
from govinfo.cells import cells_of
from govinfo.codec import SCHEMA, from_dict, to_dict
from govinfo.figures import LARGEST
from govinfo.finding import Authority, Basis, Finding, Severity, Source, Status, Verdict
from govinfo.organ import Organ
from govinfo.report import Period, Reading
from govinfo.strategies import organs, reports


BLANK = to_dict(Report.blank(2021, organ="某局", year=2023))
MISSING = object()


def changed(path, value, document=None):
    """A document in which something else stands at *path*; `MISSING` takes it away."""
    made = copy.deepcopy(BLANK if document is None else document)
    inner = made
    *steps, last = path
    for step in steps:
        inner = inner[step]
    if value is MISSING:
        del inner[last]
    else:
        inner[last] = value
    return made


def faults(value):
    """Path and template of all that is wrong in a document, which is refused in both languages."""
    with pytest.raises(UnreadableReport) as caught:
        from_dict(value)
    said_in_both_languages(caught.value)
    return {(fault.path, fault.template) for fault in caught.value.fields["faults"]}


def said_in_both_languages(error):
    """Every refusal says in Chinese and in English what is wrong."""
    chinese, english = error.message(), error.message("en")
    assert english
    assert not chinese.isascii()
    assert chinese != english
    return chinese, english


def refused(text):
    """What reading a text says, if it cannot be read."""
    with pytest.raises(UnreadableReport) as caught:
        reads(text, document="某.json")
    chinese, english = said_in_both_languages(caught.value)
    assert chinese.startswith("某.json：")
    return english.removeprefix("某.json: ")


FIGURE = ("applications", "received", "total")
CHANGE = Report.blank(2019, organ="某局", year=2020)


def plain():
    """Plain values of any depth, as JSON has them."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
    return st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


def paths_of(value, at=()):
    """Where something stands in plain values."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*at, key)
        yield from paths_of(inner, (*at, key))


texts = st.text(max_size=5).map(clean)
sources = st.builds(
    Source,
    texts,
    st.sampled_from(Status),
    document=st.none() | texts,
    page=st.none() | st.integers(1, 9),
    table=st.none() | st.integers(1, 9),
    line=st.none() | st.integers(1, 9),
    column=st.none() | st.integers(1, 9),
)
findings = st.builds(
    Finding,
    rule=texts,
    severity=st.sampled_from(Severity),
    basis=st.builds(Basis, texts, texts, st.sampled_from(Authority), texts),
    verdict=st.sampled_from(Verdict),
    section=st.none() | st.sampled_from(["overview", "applications"]),
    cells=st.lists(st.sampled_from(CELLS.cells()), max_size=2).map(tuple),
    edition=st.none() | st.sampled_from(govinfo.Edition),
    template=texts,
    fields=st.dictionaries(texts, texts | st.integers() | st.lists(texts | st.integers()), max_size=2),
    sources=st.lists(sources, max_size=2).map(tuple),
)
readings = st.builds(
    Reading,
    texts,
    st.none() | texts,
    st.lists(findings, max_size=2).map(tuple),
    st.lists(sources, max_size=2).map(tuple),
    st.lists(texts.filter(bool), max_size=2).map(tuple),
)


# What is written is read.


@given(report=reports(mixed=True, blanks=True))
def test_round_trip(report):
    """Any report is read as it was written: blanks stay blank, absent blocks absent, and figures what they are."""
    assert report == reads(render(report, "json"))
    assert report == from_dict(to_dict(report))
    assert to_dict(report) == to_dict(from_dict(to_dict(report)))


FIGURES = st.integers(-LARGEST, LARGEST)


@given(report=reports(mixed=True, blanks=True), data=st.data())
def test_round_trip_of_any_figure(report, data):
    """Figures that break a rule, negative or large, are kept as they are."""
    on_form = cells_of(report.editions)
    if on_form:
        report = report.replace(data.draw(st.dictionaries(st.sampled_from(on_form), FIGURES, max_size=4)))

    assert report == reads(render(report, "json"))


@given(report=reports(mixed=True, blanks=True, prose=False))
def test_round_trip_of_what_was_read(report):
    """A report that was read from a text is written with its sources, and with what reading found."""
    report = reads(render(report, "text"), document="某.txt")
    again = from_dict(json.loads(json.dumps(to_dict(report))))

    assert report == again
    assert report.reading == again.reading
    assert values(report.sources) == values(again.sources)


def test_round_trip_of_odd_documents():
    """What reading found odd comes through, word for word: the findings, and what has no place in the report."""
    text = render(Report.blank(2021, organ="某局", year=2023), "text")
    text = text.replace("│ 行政许可 ", "│ 行政许可 │ 多 ").replace("│ 行政处罚 ", "│ 行政处罚 │ 5 │ 6 │ 7 ")
    report = reads(text, document="某.txt")
    again = reads(render(report, "json"))

    assert report.reading.findings
    assert report.reading == again.reading
    assert [f.message(lang) for f in report.reading.findings for lang in ("zh", "en")] == [
        f.message(lang) for f in again.reading.findings for lang in ("zh", "en")
    ]


@given(reading=readings, source=sources)
def test_round_trip_of_any_reading(reading, source):
    """Whatever a reader finds, of its own or of a third party's rules, is written and read."""
    report = Report.blank(2021, organ="某局", year=2023).replace({CELLS.disputes.litigation.direct.total: 1})
    tables = reads(render(report, "text")).sources
    report = report.replace(reading=reading, sources=tables)
    again = from_dict(json.loads(json.dumps(to_dict(report))))

    assert reading == again.reading
    assert values(tables) == values(again.sources)


def kinds(value):
    """What kinds of text stand in a value: a level of government is no other text of the same letters."""
    if attrs.has(type(value)):
        return [kinds(getattr(value, field.name)) for field in attrs.fields(type(value))]
    return [kinds(item) for item in value] if isinstance(value, tuple) else type(value)


@given(reading=readings, organ=organs())
def test_round_trip_of_kinds(reading, organ):
    """Levels, severities, statuses and their like are read as what they are, and not as texts that look so."""
    report = Report.blank(2021, organ=organ, year=2023).replace(reading=reading)
    again = from_dict(json.loads(json.dumps(to_dict(report))))

    assert kinds(organ) == kinds(again.organ)
    assert kinds(reading) == kinds(again.reading)


def test_errors_of_reading_stay_errors():
    """A report that was read with errors, written and read again, has them still."""
    report = from_dict(BLANK | read_so(findings=[FINDING]))

    assert not govinfo.check(report).ok
    assert "error" in govinfo.render(report, "text", locale="en", findings=govinfo.check(report)).lower()
    assert report == reads(render(report, "json"))


@given(report=reports(mixed=True, blanks=True))
def test_findings_are_passed_over(report):
    """The findings that a renderer adds are no part of the report."""
    written = render(report, "json", findings=govinfo.check(report))

    assert report == reads(written)
    assert ("findings" in json.loads(written)) == bool(govinfo.check(report).findings)


def test_keys_are_paths():
    """Every cell stands in the document under its path, in the edition of its block, and blanks are null."""
    for edition in govinfo.Edition:
        document = to_dict(
            Report.blank(edition, organ="某局", year=2023).replace({CELLS.disputes.litigation.direct.total: 7})
        )
        for cell in cells_of(Report.blank(edition).editions):
            inner = document
            for name in cell.path.split("."):
                inner = inner[name]
            assert inner == (7 if cell is CELLS.disputes.litigation.direct.total else None)
        assert [edition] * 3 == [document[name]["edition"] for name in ("applications", "disputes")] + [
            document["disclosure"]["documents"]["edition"]
        ]


def test_document_says_what_it_is():
    """A document names its schema and version first, and need not."""
    assert ["$schema", "version", "organ", "year"] == list(BLANK)[:4]
    assert (SCHEMA, 1) == (BLANK["$schema"], BLANK["version"])
    assert Report.blank(2021, organ="某局", year=2023) == from_dict(
        {key: value for key, value in BLANK.items() if key not in ("$schema", "version")}
    )


def test_what_may_be_left_out():
    """A document needs its organ, year and tables only."""
    needed = ("organ", "year", "disclosure", "applications", "disputes")

    assert Report.blank(2021, organ="某局", year=2023) == from_dict({key: BLANK[key] for key in needed})


def test_reading_from_json_says_so():
    """A report that was read from JSON without a reading says that JSON is what it was read from."""
    assert reads(json.dumps(BLANK)).reading == Reading("json")
    assert from_dict(BLANK).reading is None


def test_text_may_begin_with_a_mark():
    """A byte order mark and space before the first bracket make no difference."""
    assert Report.blank(2021, organ="某局", year=2023) == reads(b"\xef\xbb\xbf \n" + json.dumps(BLANK).encode())


# What is not right is refused.


@pytest.mark.parametrize("value", [3.9, 3.0, -0.0, 1e300, True, False, "12", "", [], [3], {}, {"value": 3}])
def test_no_figures(value):
    """A figure is a whole number or null: 3.9 is no 3, 3.0 no 3, true no 1, and "12" no 12."""
    assert {("$.applications.received.total", "must be a whole number")} == faults(changed(FIGURE, value))


@pytest.mark.parametrize("value", ["2023", 2023.0, True, [], {}, "", "二〇二三"])
def test_no_years(value):
    """A year is a whole number or null."""
    assert {("$.year", "must be a whole number")} == faults(changed(["year"], value))


DAY = "must be a day such as 2024-01-20"
LINE = "must be one line of plain text, without space at its ends"
CELL = "must be the path of a cell"
ONE_OF = "must be one of {names}"
UNKNOWN = "has keys that are not known: {names}"
SOURCE = {"text": "5"}
FINDING = {
    "rule": "R-X",
    "severity": "error",
    "basis": {"sentence": "", "english": "", "authority": "reading", "cites": ""},
    "template": "",
}


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["organ"], "某局", "must be an object"),
        (["organ", "name"], 5, "must be a text"),
        (["organ", "name"], None, "must be a text"),
        (["organ", "level"], "village", ONE_OF),
        (["organ", "level"], 1, ONE_OF),
        (["organ", "kind"], [], ONE_OF),
        (["organ", "code"], 5, "must be a text"),
        (["published"], "2024年1月20日", DAY),
        (["published"], "2024-02-30", DAY),
        (["published"], "20240120", DAY),
        (["published"], "2024-W03-6", DAY),
        (["published"], 20240120, DAY),
        (["published"], "2024-01-20T00:00", DAY),
        (["period"], "2023", "must be an object"),
        (["period"], [], "must be an object"),
        (["preamble"], "一。", "must be a list"),
        (["preamble"], {"0": "一。"}, "must be a list"),
        (["overview"], "一。", "must be a list"),
        (["problems"], 5, "must be a list"),
        (["disclosure"], None, "must be an object"),
        (["disclosure"], [], "must be an object"),
        (["applications"], [], "must be an object"),
        (["applications"], "", "must be an object"),
        (["applications"], 0, "must be an object"),
        (["applications"], False, "must be an object"),
        (["applications", "received"], None, "must be an object"),
        (["applications", "received"], [0] * 7, "must be an object"),
        (["applications", "received"], 5, "must be an object"),
        (["applications", "outcome", "refused"], "", "must be an object"),
        (["disputes", "litigation", "direct"], [], "must be an object"),
        (["sources"], [], "must be an object"),
        (["reading"], "json", "must be an object"),
        (["reading"], [], "must be an object"),
    ],
)
def test_wrong_values(path, value, fault):
    """What is of another kind than what is due is refused, with its path."""
    assert {("$." + ".".join(path), fault)} == faults(changed(path, value))


def read_so(**reading):
    """A document that was read, and what reading found."""
    return {"reading": {"format": "x"} | reading}


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("$.preamble[1]", {"preamble": ["一。", 5]}, "must be a text"),
        ("$.period.start", {"period": {"start": "x", "end": "2023-12-31"}}, DAY),
        ("$.period.end", {"period": {"start": "2023-01-01"}}, "is missing"),
        ("$.reading.format", read_so(format=5), "must be a text"),
        ("$.reading.findings", read_so(findings={}), "must be a list"),
        ("$.reading.findings[0].severity", read_so(findings=[FINDING | {"severity": "fatal"}]), ONE_OF),
        ("$.reading.findings[0].edition", read_so(findings=[FINDING | {"edition": 2020}]), ONE_OF),
        ("$.reading.findings[0].cells[0]", read_so(findings=[FINDING | {"cells": ["x"]}]), CELL),
        ("$.reading.findings[0].cells[0]", read_so(findings=[FINDING | {"cells": [5]}]), CELL),
        ("$.reading.findings[0].fields", read_so(findings=[FINDING | {"fields": 5}]), "must be an object"),
        ("$.reading.findings[1]", read_so(findings=[FINDING, FINDING | {"x": 5}]), UNKNOWN),
        ("$.reading.unplaced[0].line", read_so(unplaced=[SOURCE | {"line": "7"}]), "must be a whole number"),
        ("$.reading.unplaced[0].status", read_so(unplaced=[SOURCE | {"status": "good"}]), ONE_OF),
    ],
)
def test_wrong_values_inside(path, value, fault):
    """Inside a list, or of what a reader found, the path of a fault is as exact."""
    assert {(path, fault)} == faults(BLANK | value)


@pytest.mark.parametrize(
    ("value", "path", "fault"),
    [
        ({"x.y": SOURCE}, "$.sources['x.y']", CELL),
        (
            {"applications.received.total": {"text": 5}},
            "$.sources['applications.received.total'].text",
            "must be a text",
        ),
        ({"applications.received.total": {}}, "$.sources['applications.received.total'].text", "is missing"),
        ({"applications.received.total": 5}, "$.sources['applications.received.total']", "must be an object"),
        (5, "$.sources", "must be an object"),
        ({"applications.received.total": SOURCE | {"x": 1}}, "$.sources['applications.received.total']", UNKNOWN),
    ],
)
def test_wrong_sources(value, path, fault):
    """Of sources the path of a fault says which one it is in."""
    assert {(path, fault)} == faults(BLANK | {"sources": value})


def test_several_wrong_sources():
    """All wrong sources are told at once."""
    wrong = {"x.y": SOURCE, "applications.received.total": {"text": 5}, "disputes.reconsideration.total": {"text": 6}}

    assert 3 == len(faults(BLANK | {"sources": wrong}))


#: Some of the keys that a document needs: of each kind, and every seventh cell.
NEEDED = [("organ",), ("organ", "name"), ("year",), ("disclosure",), ("disputes",), ("disclosure", "charges")]
NEEDED += [path for path in paths_of(BLANK) if path[0] in ("disclosure", "applications", "disputes")][::7]


@pytest.mark.parametrize("path", NEEDED, ids=".".join)
def test_missing_keys(path):
    """A key that is due and is not there is named."""
    due = ("edition", ONE_OF) if path[-1] == "edition" else (path[-1], "is missing")

    assert {("$." + ".".join((*path[:-1], due[0])), due[1])} == faults(changed(path, MISSING))


def objects(value, at=()):
    """Where objects stand in plain values."""
    if isinstance(value, dict):
        yield at
        for key, inner in value.items():
            yield from objects(inner, (*at, key))


FULL = to_dict(Report.blank(2021, organ="某局", year=2023).replace(period=Period.of_year(2023), reading=Reading("x")))


@pytest.mark.parametrize("path", list(objects(FULL)), ids=lambda path: ".".join(("$", *path)))
@pytest.mark.parametrize("key", ["x", "Edition", "total "])
def test_unknown_keys(path, key):
    """A key that is not known is refused at every level, and named."""
    document = changed((*path, key), None, FULL)
    with pytest.raises(UnreadableReport) as caught:
        from_dict(document)
    (fault,) = caught.value.fields["faults"]

    assert (".".join(("$", *path)), UNKNOWN, (repr(key),)) == (fault.path, fault.template, fault.names)
    assert repr(key) in said_in_both_languages(caught.value)[1]


@pytest.mark.parametrize("inside", ["organ.level", "period.start"])
def test_unknown_keys_of_the_package(inside):
    """A field of the library that is no part of a document is an unknown key too."""
    assert {("$", UNKNOWN)} == faults(BLANK | {inside: None})


@pytest.mark.parametrize("edition", [2020, 2022, "2021", True, None, 2021.0, [], MISSING])
def test_no_editions(edition):
    """A block names its edition, which is a known one and a number."""
    assert {("$.applications.edition", ONE_OF)} == faults(changed(["applications", "edition"], edition))


def test_no_edition_of_a_block():
    """A block cannot be of an edition whose form does not have it."""
    document = to_dict(CHANGE)

    assert {("$.disclosure.procurement.edition", ONE_OF)} == faults(
        changed(["disclosure", "procurement", "edition"], 2021, document)
    )


def test_cells_of_the_other_edition():
    """The cells of the other edition are refused, and those that are due are missed."""
    document = changed(["applications", "edition"], 2019)

    assert {
        ("$.applications.outcome", UNKNOWN),
        ("$.applications.outcome.other_undivided", "is missing"),
    } == faults(document)


def test_cells_of_both_editions():
    """Even a blank in a cell of the other edition is refused."""
    outcome = to_dict(CHANGE)["applications"]["outcome"]["other_undivided"]

    assert {("$.applications.outcome", UNKNOWN)} == faults(
        changed(["applications", "outcome", "other_undivided"], outcome)
    )


def test_absent_block():
    """A block that is null is not in the report."""
    assert from_dict(changed(["applications"], None)).applications.edition is None
    assert from_dict(changed(["disclosure", "documents"], None)).disclosure.documents.edition is None


@pytest.mark.parametrize(
    "head",
    [
        *({"version": version} for version in (2, "1", True, None)),
        *({"$schema": name} for name in ("urn:govinfo-cn:report:2", None, {})),
    ],
    ids=str,
)
def test_other_schema(head):
    """A document of another schema or version is not read as if it were of this one."""
    with pytest.raises(UnreadableReport) as caught:
        from_dict(BLANK | head)

    assert "another schema" in said_in_both_languages(caught.value)[1]


@pytest.mark.parametrize("key", ["version", "$schema"])
def test_other_schema_of_any_size(key):
    """A version that is too long to be printed is refused like any other."""
    with pytest.raises(UnreadableReport):
        from_dict(BLANK | {key: 10**5000})


@pytest.mark.parametrize("value", [None, [], [BLANK], "x", 5, 3.5, True])
def test_no_object(value):
    """Only an object is a report."""
    assert {("$", "must be an object")} == faults(value)


@pytest.mark.parametrize("text", ["一\n二", " 一", "\ud800", "一\u2028"])
def test_no_lines(text):
    """Paragraphs and names that no line of text can hold are refused, with the path of each."""
    assert {("$.preamble[1]", LINE)} == faults(BLANK | {"preamble": ["好。", text]})
    assert {("$.organ.name", LINE)} == faults(BLANK | {"organ": {"name": text}})
    assert {("$.reading.document", LINE)} == faults(BLANK | read_so(document=text))


def test_no_empty_paragraphs():
    """A paragraph says something."""
    assert {("$.preamble", "must have no empty text in it")} == faults(BLANK | {"preamble": ["好。", ""]})


@pytest.mark.parametrize("figure", [LARGEST + 1, -LARGEST - 1, 10**40])
def test_figures_of_too_many_digits(figure):
    """A figure has no more digits than every program can hold exactly."""
    assert {(f"$.{'.'.join(FIGURE)}", "must have no more than 15 digits")} == faults(changed(FIGURE, figure))


@given(data=st.data())
def test_all_faults_at_once(data):
    """However many figures are wrong, all are told, each with its path, and nothing else."""
    cells = cells_of(Report.blank(2021).editions)
    wrong = data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=20, unique=True))
    document = BLANK
    for cell in wrong:
        document = changed(cell.path.split("."), "12", document)

    assert {(f"$.{cell.path}", "must be a whole number") for cell in wrong} == faults(document)


def test_faults_of_all_kinds_at_once():
    """Faults of head, prose, tables and keys are told together."""
    document = changed(FIGURE, 3.9)
    document = changed(["disputes", "reconsideration", "upheld"], MISSING, document)
    document = changed(["disclosure", "documents", "normative", "extra"], 1, document)
    document = changed(["disclosure", "services", "edition"], 2020, document)
    document |= {"year": "2023", "overview": "一。", "surprise": 1, "published": "x"}
    del document["organ"]

    assert {
        ("$.applications.received.total", "must be a whole number"),
        ("$.disputes.reconsideration.upheld", "is missing"),
        ("$.disclosure.documents.normative", UNKNOWN),
        ("$.disclosure.services.edition", ONE_OF),
        ("$.year", "must be a whole number"),
        ("$.overview", "must be a list"),
        ("$", UNKNOWN),
        ("$.published", DAY),
        ("$.organ", "is missing"),
    } == faults(document)


def test_very_many_faults():
    """Of very many faults the first fifty are told, and how many there are."""
    document = BLANK
    for cell in cells_of(Report.blank(2021).editions):
        document = changed(cell.path.split("."), "", document)
    with pytest.raises(UnreadableReport) as caught:
        from_dict(document)

    assert (200, 50) == (caught.value.fields["count"], len(caught.value.fields["faults"]))


# Documents that are no JSON, or hostile.


TEXT = json.dumps(BLANK, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT[:-1], "broken in line 1"),
        (TEXT + "}", "broken in line 1"),
        (TEXT + TEXT, "broken in line 1"),
        (TEXT + " x", "broken in line 1"),
        ("{\n x}", "broken in line 2, character 2"),
        ("{", "broken"),
        ("[", "broken"),
        ("{'year': 1}", "broken"),
        (TEXT.replace("2023", "02023"), "broken"),
        (TEXT.replace("2023", "NaN"), "NaN is no number of JSON"),
        (TEXT.replace("2023", "Infinity"), "Infinity is no number of JSON"),
        (TEXT.replace("2023", "-Infinity"), "-Infinity is no number of JSON"),
        (TEXT.replace("2023", "9" * 5000), "nested too deep, or has too long a number"),
        (TEXT.replace("2023", "[" * 100_000), "nested too deep"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        (TEXT.replace("2023", "1e400"), "$.year must be a whole number"),
        ("{}", "is missing"),
        ("[]", "$ must be an object"),
        (f"[{TEXT}]", "$ must be an object"),
        (TEXT.replace('"year": 2023', '"year": 2023, "year": 2024'), "'year' stands twice"),
        (TEXT.replace('"upheld": null', '"upheld": 1, "upheld": null'), "'upheld' stands twice"),
        (TEXT.replace('"year": 2023', '"year": 2023, "ye\\u0061r": 2023'), "'year' stands twice"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_no_json(text, said):
    """What is broken, ambiguous or too deep is refused with a message that says why, and never with another error."""
    assert said in refused(text)


@given(text=st.text(st.sampled_from('{}[],:"\\ntrue0123.e-') | st.characters()))
def test_any_text_after_a_bracket(text):
    """A document that begins as JSON does is a report or is refused, whatever follows."""
    with pytest.raises(UnreadableReport) as caught:
        reads("{" + text)
    said_in_both_languages(caught.value)


@given(value=plain())
def test_any_values(value):
    """Plain values that are no report are refused, and nothing else happens."""
    with pytest.raises(UnreadableReport) as caught:
        from_dict(value)
    said_in_both_languages(caught.value)


@st.composite
def mutations(draw):
    """A valid document, and the same with one leaf changed, one key taken away or one key added."""
    report = draw(reports(mixed=True, blanks=True, prose=False))
    document = to_dict(report)
    path = draw(st.sampled_from(sorted(paths_of(document), key=str)))
    kind = draw(st.sampled_from(["change", "delete", "add"]))
    if kind == "delete":
        return changed(path, MISSING, document)
    if kind == "add":
        inside = draw(st.sampled_from(sorted(objects(document), key=str)))
        known = st.sampled_from([str(path[-1]) for path in paths_of(document)])
        return changed((*inside, draw(st.text() | known)), draw(plain()), document)
    return changed(path, draw(plain() | st.integers() | st.none()), document)


@given(document=mutations())
def test_one_change(document):
    """A document with one change is refused, or read as just what it says now: never with another figure."""
    try:
        report = from_dict(copy.deepcopy(document))
    except UnreadableReport as error:
        said_in_both_languages(error)
        return
    again = to_dict(report)
    due = {key: value for key, value in document.items() if key != "findings"}
    left_out = {"$schema", "version", "period", "published", "preamble", "overview", "problems", "other_matters"}
    for key in again:
        if key in due:
            wanted = due[key] if key != "organ" else {"level": None, "kind": None, "code": None} | due[key]
            assert json.dumps(wanted, sort_keys=True) == json.dumps(again[key], sort_keys=True)
        else:
            assert key in left_out
    assert set(due) <= set(again) | {"sources", "reading"}


# What is stored is harmless.


def stored(**finding):
    """The finding that a document holds."""
    report = from_dict(BLANK | read_so(findings=[FINDING | finding]))
    return report.reading.findings[0]


@pytest.mark.parametrize(
    ("template", "fields", "text"),
    [
        ("{place.__class__}", {}, "{place.__class__}"),
        ("{count:999999999}", {"count": 5}, "{count:999999999}"),
        ("{count!r}", {"count": 5}, "{count!r}"),
        ("{0}", {}, "{0}"),
        ("{", {}, "{"),
        ("}{", {}, "}{"),
        ("{count[0]}", {"count": [5]}, "{count[0]}"),
        ("{{count}}", {"count": 5}, "{5}"),
        ("{unknown}", {}, "{unknown}"),
        ("{a}", {"a": "{b}", "b": "x"}, "{b}"),
        ("%s %(x)d \\1 \\g<0>", {}, "%s %(x)d \\1 \\g<0>"),
        ("{a}", {"a": "\\1"}, "\\1"),
    ],
)
def test_hostile_templates(template, fields, text):
    """The template of a stored finding is filled in with names only, and asks for nothing else."""
    finding = stored(template=template, fields=fields)

    assert text == finding.message("en") == finding.message("zh")


@given(template=texts, fields=st.dictionaries(texts, texts | st.integers() | st.lists(texts | st.integers())))
def test_any_template_and_fields(template, fields):
    """Whatever stands in a stored finding, its message is a text."""
    finding = stored(template=template, fields=fields)

    assert isinstance(finding.message("zh"), str)
    assert isinstance(finding.message("en"), str)


@pytest.mark.parametrize("value", [None, True, 1.5, {}, [[]], [None], "\ud800", "\x1b[31m"])
def test_other_fields(value):
    """The fields of a stored finding are texts, whole numbers and lists of them, and nothing else."""
    with pytest.raises(UnreadableReport):
        stored(fields={"x": value})


@given(
    name=st.sampled_from(
        ["cell", "section", "block", "row", "level", "count", "figure", "place", "left", "names", "x"]
    ),
    value=texts | st.integers() | st.lists(texts | st.integers()) | st.just("applications.received.total"),
)
def test_hostile_fields(name, value):
    """A field whose name promises a cell, a block or a figure, and that is none, is shown as it stands."""
    finding = stored(template="{" + name + "}", fields={name: value})

    assert isinstance(finding.message("zh"), str)
    assert isinstance(finding.message("en"), str)


@pytest.mark.parametrize("depth", [100, 900])
def test_deep_fields(depth):
    """A field that is nested deep is refused, and no other error comes of it."""
    text = json.dumps(BLANK | read_so(findings=[FINDING | {"template": "{x}", "fields": {"x": 0}}]))
    with pytest.raises(UnreadableReport):
        reads(text.replace('{"x": 0}', '{"x": ' + "[" * depth + "]" * depth + "}"))


def test_words_of_a_document_are_lines():
    """Characters that no file can hold do not get into what is written: the name of a document is made a line."""
    report = reads(render(Report.blank(2021, organ="某局"), "text"), document="a\ud800\n.txt")

    assert report == reads(render(report, "json").encode())
    assert "a .txt" == report.reading.document


@given(organ=st.builds(Organ, st.just("某局"), code=st.none() | st.just("1")))
def test_nothing_is_invented(organ):
    """What is not known of an organ is null and stays so."""
    report = Report.blank(2021, organ=organ)

    assert {"name": "某局", "level": None, "kind": None, "code": organ.code} == to_dict(report)["organ"]
    assert organ == from_dict(to_dict(report)).organ
