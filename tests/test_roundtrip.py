"""
What is written is read back: reading a rendered report gives the same report, with the same verdict of every rule.
"""

import json

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Organ, Report, UnreadableReport, check, reads, render
from govinfo._text import clean
from govinfo.cells import cells_of
from govinfo.identities import identities
from govinfo.organ import Kind, Level
from govinfo.strategies import reports


#: Characters that formats are known to stumble over.
HOSTILE = "<>&\"'`=/\\{}[]();:,.#%|│┃\u200b\u200f\u202e\u2066\u00a0\u3000\u0301é😀👨‍👩‍👧𠮷🇨🇳–—“”〔〕﹏"

prose = st.lists(
    (
        st.text(HOSTILE, min_size=1)
        | st.text(min_size=1)
        | st.sampled_from(["</p>", "<script>", "]]>", "-->", "&amp;", "&lt;"])
    )
    .map(clean)
    .map(lambda text: text or "无"),
    max_size=4,
).map(tuple)

organs = st.builds(
    Organ,
    st.text(max_size=12).map(clean) | st.text(HOSTILE, max_size=6).map(clean),
    level=st.none() | st.sampled_from(Level),
    kind=st.none() | st.sampled_from(Kind),
    code=st.none() | st.text(min_size=1, max_size=8).map(clean),
)

figures = st.none() | st.integers(-(10**15) + 1, 10**15 - 1)


@st.composite
def any_reports(draw):
    """Reports of any kind: rules broken, figures negative, amounts with fen, prose that formats stumble over."""
    report = draw(reports(mixed=True, blanks=True))
    cells = cells_of(report.editions)
    changed = draw(st.dictionaries(st.sampled_from(cells), figures, max_size=20)) if cells else {}
    return report.replace(
        changed,
        organ=draw(organs),
        year=draw(st.none() | st.integers(1949, 9999)),
        preamble=draw(prose),
        overview=draw(st.none() | prose),
        problems=draw(st.none() | prose),
        other_matters=draw(st.none() | prose),
    )


def verdicts(report):
    """What every relation says of a report."""
    return [identity.verdict(report) for identity in identities(report.editions)]


@given(any_reports(), st.booleans())
def test_json_gives_the_same_report(report, with_findings):
    """JSON carries any report, and findings that are written beside it are no part of it."""
    text = render(report, "json", findings=check(report) if with_findings else ())
    found = reads(text)
    assert found == report
    assert verdicts(found) == verdicts(report)


@given(any_reports(), st.sampled_from(["zh", "en"]), st.booleans())
def test_html_gives_the_same_report(report, locale, with_findings):
    """A page carries any report, in both languages, and with findings drawn into its cells."""
    text = render(report, "html", locale=locale, findings=check(report) if with_findings else ())
    found = reads(text)
    assert found == report
    assert verdicts(found) == verdicts(report)
    assert found.reading.findings == ()


@given(reports(mixed=True, blanks=True))
def test_text_gives_the_same_report(report):
    """Text in Chinese carries a report whose prose has no line that looks like a heading or a row of a table."""
    if not any(report.editions):
        with pytest.raises(UnreadableReport):
            reads(render(report))
        return
    found = reads(render(report))
    assert found == report
    assert verdicts(found) == verdicts(report)
    assert found.reading.findings == ()
    assert found.reading.unplaced == ()


@given(reports(mixed=True, blanks=True), st.data())
def test_text_carries_negative_figures_and_fen(report, data):
    """A figure below zero, a large one and an amount down to the fen are printed so that they are read back."""
    cells = cells_of(report.editions)
    if not cells:  # without a table a text is no report
        return
    changed = data.draw(st.dictionaries(st.sampled_from(cells), figures, max_size=20))
    given_report = report.replace(changed)
    found = reads(render(given_report))
    assert found == given_report
    assert verdicts(found) == verdicts(given_report)


@given(any_reports())
def test_once_read_it_stays_the_same(report):
    """Writing and reading again changes nothing more, whatever the way between formats."""
    first = reads(render(report, "json"))
    assert reads(render(reads(render(first, "html")), "json")) == report


@given(reports(blanks=True))
def test_sources_and_reading_travel_in_json(report):
    """What reading a text found, and where it was read, is kept by JSON; a page has sources of its own."""
    read = reads(render(report), document="甲.txt")
    again = reads(render(read, "json"))
    assert again.reading == read.reading
    assert [again.source(cell) for cell, _ in again.figures()] == [read.source(cell) for cell, _ in read.figures()]
    page = reads(render(read, "html"), document="甲.html")
    assert page == read
    assert page.reading.document == "甲.html"


@pytest.mark.parametrize("format_", ["text", "html", "json"])
@pytest.mark.parametrize("edition", [2019, 2021])
def test_the_blank_form_is_read_back(edition, format_):
    """A form without a figure is a report, and each of its cells is blank."""
    form = Report.blank(edition, organ="某局", year=edition)
    assert reads(render(form, format_)) == form


@pytest.mark.parametrize("format_", ["text", "html", "json"])
@pytest.mark.parametrize("fen", [1, 10, 99, 100, 12345, 10**6, 10**6 + 1, 592372449000, 10**15 - 1])
def test_amounts_are_carried_to_the_fen(fen, format_):
    """No amount of money is rounded, whether the form prints its unit or not."""
    for edition, cell in (
        (2021, CELLS.disclosure.charges.fees.amount),
        (2019, CELLS.disclosure.procurement.purchases.amount),
    ):
        form = Report.blank(edition, organ="某局", year=edition).replace({cell: fen})
        assert reads(render(form, format_))[cell] == fen


@pytest.mark.parametrize(
    "title", [("", None), ("", 2023), ("某局", None), ("某局", 2023), ("2019年冬奥会组委会", 2022)]
)
@pytest.mark.parametrize("format_", ["text", "html", "json"])
def test_titles_are_read_back(title, format_):
    """Organ and year are read from the title, or nothing is read where there is none."""
    organ, year = title
    form = Report.blank(2021, organ=organ, year=year)
    assert reads(render(form, format_)) == form


def test_json_is_what_the_standard_library_reads():
    """A page of JSON needs no reader of this library."""
    form = Report.blank(2021, organ="某局", year=2023).replace({CELLS.applications.received.total: 4})
    value = json.loads(render(form, "json"))
    assert value["applications"]["received"]["total"] == 4
    assert value["applications"]["received"]["natural_persons"] is None
