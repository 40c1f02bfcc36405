"""
A rendered report is the official form: every label and every cell once, in its place, and nothing else in it.
"""

import html.parser
import json
import os
import re
import subprocess
import sys

from pathlib import Path

import jsonschema
import pytest

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

import govinfo

from govinfo import CELLS, Organ, Report, check, reads, render
from govinfo._installed import installed
from govinfo._text import clean
from govinfo.cells import BLOCKS, SECTIONS, cells_of
from govinfo.codec import to_dict
from govinfo.errors import UnknownFormat, UnknownLocale
from govinfo.finding import Severity
from govinfo.layout import table
from govinfo.organ import Kind, Level
from govinfo.renderers import Page, renderers
from govinfo.renderers.text import width, wrapped
from govinfo.report import Period
from govinfo.schema import shipped
from govinfo.strategies import reports


EXAMPLE = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"
LOCALES = ["zh_Hans", "en"]
BUILT_IN = ["html", "json", "text"]

#: Figures of a city's report on 2024 (宿迁市) in the order of the form of 2021, table by table; money in fen.
THREE = """
3440 75 0 1 6 3 3525 / 118 3 0 0 0 0 121 / 1408 21 0 0 2 0 1431 / 462 9 0 0 0 0 471 / 2 0 0 0 0 0 2 / 1 0 0 0 0 0 1 /
4 0 0 0 0 0 4 / 16 1 0 0 0 0 17 / 21 0 0 0 0 0 21 / 10 1 0 0 0 0 11 / 21 2 0 0 0 0 23 / 13 0 0 0 0 0 13 /
859 33 0 0 3 2 897 / 35 1 0 0 0 0 36 / 8 0 0 0 0 0 8 / 86 1 0 0 0 0 87 / 26 1 0 0 0 0 27 / 0 0 0 0 0 0 0 /
3 0 0 0 0 0 3 / 0 0 0 0 0 0 0 / 75 1 0 1 0 0 77 / 38 0 0 0 0 0 38 / 352 2 0 0 0 0 354 /
3440 73 0 1 5 2 3521 / 118 5 0 0 1 1 125
"""
TWO = [2, 1, 12, 50, 227, 420, 1573179, 2676474, 29351, 72_701_257_800]
FOUR = [88, 18, 28, 36, 170, 7, 0, 11, 7, 25, 33, 0, 6, 13, 52]


def city():
    """A report with the figures of a real one, all of which agree."""
    form = Report.blank(2021, organ=Organ("某市人民政府", level=Level.CITY, kind=Kind.GOVERNMENT), year=2024)
    figures = [*TWO, *map(int, re.findall(r"\d+", THREE)), *FOUR]
    cells = cells_of(form.editions)
    prose = {name: ("正常开展。",) for name, slot in SECTIONS.items() if slot.axis == "prose"}
    return form.replace(
        dict(zip(cells, figures, strict=True)),
        period=Period.of_year(2024),
        **prose,
    )


def faulty():
    """The same with one digit of table three mistyped: 462 requests granted in part became 426."""
    return city().replace({CELLS.applications.outcome.granted_in_part.natural_persons: 426})


def hostile():
    """A report whose words are markup."""
    return city().replace(
        organ=Organ("<script>alert(1)</script>\"'&", code='"><img src=x onerror=alert(1)>'),
        preamble=("</main></body>", "<!--", "\"&lt;'"),
        overview=("<script>alert(2)</script>", "&amp; a < b > c"),
    )


def example():
    """The example of the documentation."""
    return govinfo.read(EXAMPLE)


# --- Which renderers there are ---------------------------------------------------------------------------


@pytest.fixture
def afresh():
    """Let entry points be looked up anew, before and after."""
    installed.cache_clear()
    yield
    installed.cache_clear()


def test_built_in_renderers_are_registered_as_any_other():
    """Text, HTML and JSON are found by their entry points."""
    assert set(BUILT_IN) <= set(renderers())
    assert all(callable(renderer) for renderer in renderers().values())


def test_a_renderer_is_called_with_a_page_and_its_result_is_given_back(afresh, monkeypatch):
    """A renderer gets the report, the findings and the locale; what it returns is what `render` returns."""

    class Point:
        name = "upper"

        @staticmethod
        def load():
            return lambda page: (page.report, page.findings, page.locale)

    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: [Point] if "renderers" in group else [])
    report = faulty()
    findings = check(report)
    assert render(report, "upper", locale="en_GB", findings=findings) == (report, findings.findings, "en")
    with pytest.raises(UnknownFormat):
        render(report, "html")


def test_a_renderer_of_another_package_is_found(tmp_path):
    """A package with an entry point in ``govinfo.renderers`` adds a format, for the command line too."""
    (tmp_path / "govinfo_shout.py").write_text("def render(page):\n    return (page.title + '!').encode('utf-16')\n")
    info = tmp_path / "govinfo_shout-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: govinfo-shout\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govinfo.renderers]\nshout = govinfo_shout:render\n")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    }
    program = [sys.executable, "-m", "govinfo", "blank", "--organ", "某局", "--year", "2023", "--to", "shout"]
    done = subprocess.run(program, env=environment, capture_output=True, check=True)
    assert done.stdout.decode("utf-16") == "某局2023年政府信息公开工作年度报告!"


def test_an_unknown_format_is_named_with_the_known_ones():
    """The exception says which formats there are, and which one was nearly meant."""
    with pytest.raises(UnknownFormat, match=r"htlm.*did you mean html") as caught:
        render(city(), "htlm")
    assert set(BUILT_IN) <= set(caught.value.known)
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("format_", BUILT_IN)
def test_an_unknown_locale_is_refused(format_):
    """The library speaks Chinese and English, and says so."""
    with pytest.raises(UnknownLocale):
        render(city(), format_, locale="fr")


# --- All formats alike -----------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("format_", BUILT_IN)
def test_findings_are_drawn_in_every_format(format_, locale):
    """Each finding stands in the output, in words of the language that is asked for."""
    report = faulty()
    findings = check(report)
    assert len(findings) > 1
    output = render(report, format_, locale=locale, findings=findings)
    if format_ == "html":
        output = html.unescape(output)
    for finding in findings:
        assert (
            json.dumps(finding.message(locale), ensure_ascii=False)[1:-1] in output or finding.message(locale) in output
        )


@given(st.sampled_from(BUILT_IN), st.sampled_from(LOCALES), reports(mixed=True, blanks=True))
def test_the_same_report_gives_the_same_output(format_, locale, report):
    """Rendering has no memory and no chance in it."""
    findings = check(report)
    assert render(report, format_, locale=locale, findings=findings) == render(
        report, format_, locale=locale, findings=findings
    )


_ALL = """
import hashlib, sys, govinfo
report = govinfo.read(sys.argv[1])
for format_ in ("text", "html", "json"):
    for locale in ("zh", "en"):
        output = govinfo.render(report, format_, locale=locale, findings=govinfo.check(report))
        print(hashlib.sha256(output.encode()).hexdigest())
"""


def test_output_does_not_depend_on_the_process():
    """Two processes with another order of hashes write the same bytes."""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _ALL, str(EXAMPLE)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_a_page_knows_its_marks_and_titles():
    """A page tells a renderer what to print: texts of cells, numbers of findings, titles."""
    report = faulty()
    findings = check(report).findings
    page = Page(report, findings)
    wrong = CELLS.applications.outcome.granted_in_part.natural_persons
    assert page.text(wrong) == "426"
    assert page.marks(wrong) == tuple(n for n, f in enumerate(findings, 1) if wrong in f.cells)
    assert page.marks(CELLS.disputes.reconsideration.total) == ()
    assert [n for name in [None, *SECTIONS] for n, _ in page.about(name)] == list(range(1, len(findings) + 1))
    assert page.table("overview") is None


# --- HTML ------------------------------------------------------------------------------------------------


VOID = {"meta", "br", "img", "link", "hr", "input"}


class Tree(html.parser.HTMLParser):
    """Elements of a page, with a check that each one is closed where it must be."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts = [], [], {}
        self.feed(page)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        """Take down an element."""
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {attrs}"
        element = {"tag": tag, "text": "", "in": [e["tag"] for e in self.open], **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        """Close the element that is open."""
        assert self.open, f"too many ends: {tag}"
        assert self.open[-1]["tag"] == tag, f"{tag} ends within {self.open[-1]['tag']}"
        self.open.pop()

    def handle_data(self, data):
        """Add a text to all elements that it stands in."""
        for element in self.open:
            element["text"] += data

    def all(self, *tags):
        """The elements of these names in order."""
        return [element for element in self.elements if element["tag"] in tags]


class Tables(html.parser.HTMLParser):
    """The squares that the cells of each table cover, worked out as a browser does it."""

    def __init__(self, page):
        super().__init__()
        self.tables = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note which squares a cell covers."""
        said = dict(attrs)
        if tag == "table":
            self.tables.append({})
            self.row = -1
        elif tag == "tr":
            self.row += 1
            self.column = 0
        elif tag in {"td", "th"}:
            grid = self.tables[-1]
            while (self.row, self.column) in grid:
                self.column += 1
            for y in range(int(said.get("rowspan", 1))):
                for x in range(int(said.get("colspan", 1))):
                    square = (self.row + y, self.column + x)
                    assert square not in grid, f"two cells on {square}"
                    grid[square] = said


any_page = st.builds(
    lambda report, locale, with_findings: (
        report,
        locale,
        render(report, "html", locale=locale, findings=check(report) if with_findings else ()),
    ),
    reports(mixed=True, blanks=True),
    st.sampled_from(LOCALES),
    st.booleans(),
)


@given(any_page)
def test_pages_are_well_formed(drawn):
    """Every element is closed, in order; no id stands twice; nothing is asked of another place, and nothing runs."""
    report, locale, page = drawn
    tree = Tree(page)
    ids = [element["id"] for element in tree.elements if "id" in element]
    assert len(ids) == len(set(ids))
    assert tree.all("html")[0]["lang"] == ("zh-Hans" if locale == "zh_Hans" else "en")
    assert not tree.all("script", "link", "iframe", "img", "object", "embed", "form")
    assert not [name for element in tree.elements for name in element if name.startswith("on")]
    assert all(element["href"].removeprefix("#") in ids for element in tree.all("a"))
    assert not re.search(r"https?:|//|@import|url\(", page)
    assert len(tree.all("main")) == len(tree.all("h1")) == len(tree.all("title")) == 1
    assert tree.all("title")[0]["text"] == tree.all("h1")[0]["text"]
    assert [e["name"] for e in tree.all("meta") if "name" in e][:1] == ["generator"]
    assert report.organ.name in tree.all("h1")[0]["text"]


@given(any_page)
def test_tables_of_pages_are_tables(drawn):
    """The cells of each table cover a rectangle, none of them twice, and every cell of the form stands there once."""
    report, _, page = drawn
    for grid in Tables(page).tables:
        height, width_ = (max(position[axis] for position in grid) + 1 for axis in (0, 1))
        assert len(grid) == height * width_
    cells = [element["data-cell"] for element in Tree(page).elements if "data-cell" in element]
    assert sorted(cells) == sorted(cell.path for cell in cells_of(report.editions))


@given(any_page)
def test_spans_are_those_of_the_official_form(drawn):
    """The boxes of the layout and the cells of the page are the same, one by one, with the same spans and labels."""
    report, locale, page = drawn
    due = [
        (box.height, box.width, box.cell.path if box.cell else None, None if box.cell else box.label(locale))
        for section in SECTIONS
        if (printed := table(section, report.editions))
        for box in printed.boxes
    ]
    found = [
        (
            int(e.get("rowspan", 1)),
            int(e.get("colspan", 1)),
            e.get("data-cell"),
            None if "data-cell" in e else e["text"],
        )
        for e in Tree(page).all("td", "th")
    ]
    assert found == due


@given(any_page)
def test_pages_speak_to_screen_readers(drawn):
    """Each table has a caption, each cell names its headings, and each heading says what it is a heading of."""
    report, _, page = drawn
    tree = Tree(page)
    headings = {element["id"]: element for element in tree.all("th")}
    assert len(tree.all("caption")) == len(tree.all("table"))
    assert all(caption["text"].strip() for caption in tree.all("caption"))
    assert {e["scope"] for e in headings.values()} <= {"col", "row", "colgroup", "rowgroup"}
    for element in tree.all("td"):
        if "data-cell" in element:
            cell = govinfo.Cell(element["data-cell"])
            names = element["headers"].split()
            assert names
            assert set(names) <= set(headings)
            labels = cell.labels(report.edition_of(cell), drawn[1])
            assert set(labels.rows + labels.columns) <= {headings[name]["text"] for name in names}
    blocks = {e["data-block"]: int(e["data-edition"]) for e in tree.all("tbody")}
    assert blocks == {path: int(e) for path, e in zip(BLOCKS, report.editions, strict=True) if e is not None}


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_is_escaped(locale):
    """Words of a report are words in the page: markup, quotes and entities stand there as they are written."""
    report = hostile()
    page = render(report, "html", locale=locale, findings=check(report))
    tree = Tree(page)
    assert "<script" not in page
    assert "<img" not in page
    assert report.organ.name in tree.all("h1")[0]["text"]
    assert tree.all("main")[0]["data-organ"] == report.organ.name
    assert tree.all("main")[0]["data-code"] == report.organ.code
    paragraphs = [element["text"] for element in tree.all("p")]
    assert paragraphs[: len(report.preamble) + len(report.overview)] == [*report.preamble, *report.overview]
    assert reads(page) == report


@given(st.text(min_size=1).map(clean).filter(bool))
def test_any_word_is_escaped(word):
    """No text at all breaks out of its place in a page."""
    report = Report.blank(2021, organ=word, year=2023).replace(overview=(word,))
    tree = Tree(render(report, "html"))
    assert tree.all("main")[0]["data-organ"] == word
    assert [element["text"] for element in tree.all("p")] == [word]
    assert len(tree.all("main")) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_marks_lead_to_the_findings(locale):
    """Each cell of a finding is marked with its number and its severity, and only those are."""
    report = faulty()
    findings = check(report).findings
    tree = Tree(render(report, "html", locale=locale, findings=findings))
    marked = {e["data-cell"]: e for e in tree.elements if "data-cell" in e and e.get("class") in [*map(str, Severity)]}
    assert set(marked) == {cell.path for finding in findings for cell in finding.cells}
    links = [element["href"] for element in tree.all("a")]
    assert set(links) == {f"#finding-{n}" for n, finding in enumerate(findings, 1) if finding.cells}
    assert [item["value"] for item in tree.all("li")] == [str(n) for n in range(1, len(findings) + 1)]
    assert [item["class"] for item in tree.all("li")] == [str(finding.severity) for finding in findings]


def test_the_worst_finding_colours_a_cell():
    """A cell of an error and of a warning is marked as one of an error."""
    report = city().replace({CELLS.disclosure.documents.normative.in_force: -300})
    result = check(report)
    page = render(report, "html", findings=result)
    (cell,) = [e for e in Tree(page).elements if e.get("data-cell") == "disclosure.documents.normative.in_force"]
    severities = {f.severity for f in result if CELLS.disclosure.documents.normative.in_force in f.cells}
    assert severities == {Severity.ERROR, Severity.WARNING}
    assert cell["class"] == "error"


def test_what_is_not_in_a_report_is_not_in_its_page():
    """A section that the report does not have is not printed; one that is empty is."""
    report = Report.blank(2021, organ="某局", year=2023).replace(overview=(), problems=None)
    page = render(report, "html")
    sections = [e["data-section"] for e in Tree(page).all("section")]
    assert "overview" in sections
    assert "problems" not in sections
    assert "particulars" in page


def test_a_report_without_tables_is_a_page_without_tables():
    """Blocks that are not there are not drawn."""
    report = Report.blank(2021, organ="某局", year=2023, blocks=dict.fromkeys(BLOCKS)).replace(overview=("无表。",))
    for format_ in BUILT_IN:
        assert "第二十条" not in render(report, format_)
    assert "<table" not in render(report, "html")
    assert reads(render(report, "html")) == report


# --- Text ------------------------------------------------------------------------------------------------


def ruled(text):
    """The tables of a text, each as its lines."""
    return [block.splitlines() for block in re.findall(r"(?m)(?:^[┌├└│].*\n)+", text)]


@given(st.sampled_from(LOCALES), reports(mixed=True, blanks=True), st.data())
def test_lines_of_a_table_are_equally_wide(locale, report, data):
    """On a screen every line of a table has the same width, however large the figures and whatever is marked."""
    cells = cells_of(report.editions)
    if cells:
        large = st.integers(-(10**15) + 1, 10**15 - 1)
        report = report.replace(data.draw(st.dictionaries(st.sampled_from(cells), large, max_size=8)))
    text = render(report, "text", locale=locale, findings=check(report))
    tables = ruled(text)
    assert len(tables) == sum(table(section, report.editions) is not None for section in SECTIONS)
    for lines in tables:
        assert len({wcswidth(line) for line in lines}) == 1
        assert lines[0][0] + lines[0][-1] == "┌┐"
        assert lines[-1][0] + lines[-1][-1] == "└┘"


@given(report=reports(mixed=True, blanks=True))
def test_rules_meet_the_bars(report):
    """Where a bar begins or ends in a line over or under a rule, the rule has a crossing there, and nowhere else."""

    def squares(line):
        return [character for character in line for _ in range(max(1, wcswidth(character)))]

    for lines in ruled(render(report)):
        grid = [squares(line) for line in lines]
        for y, row in enumerate(grid):
            for x, character in enumerate(row):
                if character in "┬┴┼├┤┌┐└┘─" and not set(lines[y]) - set("┬┴┼├┤┌┐└┘─"):
                    above = y > 0 and grid[y - 1][x] in "│┬┼├┤┌┐"
                    below = y + 1 < len(grid) and grid[y + 1][x] in "│┴┼├┤└┘"
                    assert (character in "┴┼├┤└┘") == above
                    assert (character in "┬┼├┤┌┐") == below


@given(st.sampled_from(LOCALES), reports(mixed=True))
def test_every_figure_stands_in_the_text(locale, report):
    """The text prints the text of each cell, in the order of the form, and no other figure in a table."""
    page = Page(report, (), locale)
    due = [page.text(cell) for cell in cells_of(report.editions)]
    found = [
        cell.strip()
        for lines in ruled(render(report, "text", locale=locale))
        for line in lines
        if line[0] == "│"
        for cell in line.strip("│").split("│")
        if re.fullmatch(r"-?[\d,.]+(元| yuan)?", cell.strip())
    ]
    assert found == due


@pytest.mark.parametrize("locale", LOCALES)
def test_marks_stand_beside_the_figures_in_text(locale):
    """A figure that a finding is about is followed by the number of the finding in brackets."""
    report = faulty()
    text = render(report, "text", locale=locale, findings=check(report))
    assert re.search(r"426 \[\d+\]", text)
    assert re.search(r"(?m)^\[1\] ", text)


@given(st.text(st.sampled_from("公开abc 1、（"), max_size=80), st.integers(2, 30))
def test_labels_are_broken_without_loss(text, most):
    """A label broken over lines is the same label, and no line is wider than asked unless one word is."""
    lines = wrapped(text, most)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= most or " " not in line for line in lines)


# --- JSON ------------------------------------------------------------------------------------------------


@given(reports(mixed=True, blanks=True), st.booleans())
def test_json_follows_the_shipped_schema(report, with_findings):
    """What is written is valid by the schema that the package ships, with findings and without."""
    value = json.loads(render(report, "json", findings=check(report) if with_findings else ()))
    jsonschema.Draft202012Validator(shipped()).validate(value)
    value.pop("findings", None)
    assert value == json.loads(json.dumps(to_dict(report)))


def test_json_of_a_report_that_was_read_follows_the_schema():
    """Sources and what reading found are part of the schema."""
    value = json.loads(render(example(), "json", findings=check(example())))
    jsonschema.Draft202012Validator(shipped()).validate(value)
    assert value["reading"]["findings"]
    assert [finding["rule"] for finding in value["findings"]] == ["S-MIXTURE", "R-SURPLUS", "R-SURPLUS"]


def test_json_keeps_chinese_as_it_is():
    """A person can read the file."""
    assert "某市人民政府" in render(city(), "json")


# --- Golden files: for a person to look at ---------------------------------------------------------------


def blank(edition):
    """The empty official form."""
    return Report.blank(edition, organ="某局", year=edition).replace(overview=(), problems=(), other_matters=())


CASES = {
    "blank-2019": (lambda: blank(2019), False),
    "blank-2021": (lambda: blank(2021), False),
    "example": (example, True),
    "faulty": (faulty, True),
}


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("format_", "ending"), [("text", "txt"), ("html", "html"), ("json", "json")])
@pytest.mark.parametrize("name", CASES)
def test_output_is_as_it_was_looked_at(golden, name, format_, ending, locale):
    """The output is what a person has seen in the file in ``tests/golden``."""
    make, with_findings = CASES[name]
    report = make()
    output = render(report, format_, locale=locale, findings=check(report) if with_findings else ())
    golden(f"{name}.{locale}.{ending}", output)


@pytest.mark.parametrize("name", CASES)
def test_no_word_is_left_untranslated(name):
    """An English form has no Chinese in its tables, and a Chinese one no English sentence."""
    make, _ = CASES[name]
    english, chinese = (render(make(), "text", locale=locale) for locale in ("en", "zh"))
    for lines in ruled(english):
        assert not re.search(r"[\u4e00-\u9fff]", "".join(lines))
    for lines in ruled(chinese):
        assert not re.search(r"[A-Za-z]", "".join(lines))
