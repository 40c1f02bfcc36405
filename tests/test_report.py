"""Reports: how they are made, that they never change, and what goes with a figure that is replaced."""

import datetime
import json
import pickle

from collections import Counter

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from test_layout import mixtures

import govinfo

from govinfo import CELLS, Edition, Organ, Report
from govinfo._tree import Block, fill, values
from govinfo.cells import BLOCKS, cells_of, official
from govinfo.errors import NotOnForm, UnknownBlock, UnknownEdition
from govinfo.finding import Source
from govinfo.form import Form
from govinfo.report import Period, Reading
from govinfo.strategies import reports


RECEIVED = CELLS.applications.received
ONLY_2019 = CELLS.disclosure.documents.normative.made
ONLY_2021 = CELLS.disclosure.documents.normative.in_force

figures = st.none() | st.integers()


def sourced(report):
    """The same report, with a source for each cell of its form that names the cell."""
    on_form = set(cells_of(report.editions))
    found = [Source(cell.path) if cell in on_form else None for cell in CELLS.cells()]
    return report.replace(
        sources=fill(Form, found, report.editions),
        reading=Reading("test", unplaced=(Source("别的"),)),
    )


@given(edition=st.sampled_from(Edition))
def test_blank(edition):
    """A blank report is on the official form of an edition, with a blank in each cell and no prose."""
    report = Report.blank(edition, organ="某局", year=2023)

    assert official(edition) == report.editions
    assert Counter({None: 226}) == Counter(report.cells())
    assert (Organ("某局"), 2023, None, None, ()) == (
        report.organ,
        report.year,
        report.period,
        report.published,
        report.preamble,
    )
    assert (None, None, None) == (report.overview, report.problems, report.other_matters)
    assert (None, None) == (report.sources, report.reading)


def test_blank_organ():
    """An organ is given as it is, or by its name."""
    organ = Organ("某局", code="1")

    assert Report.blank(2021, organ=organ).organ is organ
    assert Report.blank(2021).organ == Organ("")


@given(editions=mixtures())
def test_blank_mixture(editions):
    """Each block may have another edition than the form, or not be there."""
    report = Report.blank(2021, blocks=dict(zip(BLOCKS, editions, strict=True)))

    assert editions == report.editions
    assert [e for e in editions if e] == [b.edition for b in report.nodes() if isinstance(b, Block) and b.is_there]


@pytest.mark.parametrize("edition", [2020, 0, "2021", None, 2021.5])
def test_blank_of_no_edition(edition):
    """A form of no known edition is refused, whether for the report or for a block."""
    with pytest.raises(UnknownEdition):
        Report.blank(edition)
    if edition is not None:
        with pytest.raises(UnknownEdition):
            Report.blank(2021, blocks={"applications": edition})


@pytest.mark.parametrize("path", ["documents", "disclosure", "disclosure.documents.normative", ""])
def test_blank_of_no_block(path):
    """A block that no form has is refused."""
    with pytest.raises(UnknownBlock):
        Report.blank(2021, blocks={path: 2021})


def test_blank_of_a_block_not_on_that_form():
    """A block cannot have an edition whose form does not have it."""
    with pytest.raises(NotOnForm, match=r"the form of 2021 has no block disclosure\.procurement"):
        Report.blank(2019, blocks={"disclosure.procurement": 2021})
    assert Report.blank(2021, blocks={"disclosure.procurement": 2019}).disclosure.procurement.edition == 2019


@given(editions=mixtures(), start=st.integers())
def test_filled(editions, start):
    """A report can be made of the editions of its blocks and of a figure for every cell of every edition."""
    report = Report.filled(editions, range(start, start + 226), organ=Organ("某局"), year=None)

    assert editions == report.editions
    assert tuple(range(start, start + 226)) == report.cells()


@given(report=reports(mixed=True, blanks=True))
def test_figures_are_those_of_the_form(report):
    """The figures are those of the cells that the report's form has, in its order."""
    found = dict(report.figures())

    assert list(cells_of(report.editions)) == list(found)
    assert all(report[cell] == figure == cell.of(report) for cell, figure in found.items())


@given(report=reports(mixed=True, blanks=True), data=st.data())
def test_replace(report, data):
    """Replacing gives another report with these figures and all others as they were, and the old one is as it was."""
    before = report.cells()
    on_form = cells_of(report.editions)
    new = data.draw(st.dictionaries(st.sampled_from(on_form), figures, max_size=5)) if on_form else {}
    made = report.replace(new, year=1999)

    assert before == report.cells()
    assert {**dict(report.figures()), **new} == dict(made.figures())
    assert 1999 == made.year
    assert report == made.replace({cell: report[cell] for cell in new}, year=report.year)


@given(report=reports(mixed=True), data=st.data())
def test_replaced_figures_have_no_source(report, data):
    """A figure that is replaced has no source any more, and each other keeps its own."""
    report = sourced(report)
    on_form = cells_of(report.editions)
    new = data.draw(st.dictionaries(st.sampled_from(on_form), figures, max_size=5)) if on_form else {}
    made = report.replace(new)

    for cell in CELLS.cells():
        due = Source(cell.path) if cell in on_form and cell not in new else None
        assert due == made.source(cell)
    assert report.reading is made.reading


def test_replaced_source():
    """Sources that are given with a figure count, and so do other fields alone."""
    report = sourced(Report.blank(2021))
    other = report.sources

    assert report.replace({RECEIVED.total: 1}, sources=other).source(RECEIVED.total) == Source(RECEIVED.total.path)
    assert report.replace(sources=None).source(RECEIVED.total) is None
    assert report.replace(year=2024).source(RECEIVED.total) == Source(RECEIVED.total.path)
    assert Report.blank(2021).source(RECEIVED.total) is None


@given(editions=mixtures(), cell=st.sampled_from(CELLS.cells()))
def test_replace_off_the_form(editions, cell):
    """A figure, or a blank, for a cell of another edition or of an absent block is refused, and no other is."""
    report = Report.filled(editions, [None] * 226, organ=Organ("某局"), year=2023)
    if cell in cells_of(editions):
        assert 1 == report.replace({cell: 1})[cell]
        return
    for figure in (1, None):
        with pytest.raises(NotOnForm) as caught:
            report.replace({cell: figure})
        assert cell.path in str(caught.value)


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (Report.blank(2021, organ="某局", year=2023), "<Report 某局 2023: 200 cells, 200 of them blank>"),
        (Report.blank(2019, organ="某局").replace({RECEIVED.total: 0}), "<Report 某局: 198 cells, 197 of them blank>"),
    ],
)
def test_repr(report, text):
    """A report is shown in one line, by its organ and year, and how much of it is blank."""
    assert text == repr(report)


def test_replace_unknown_field():
    """A field that no report has is refused."""
    with pytest.raises(TypeError):
        Report.blank(2021).replace(yeer=2023)


@given(report=reports(mixed=True, blanks=True))
def test_reports_do_not_change(report):
    """No field of a report, and of no part of it, can be set."""
    for node in report.nodes():
        for field in attrs.fields(type(node)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(node, field.name, None)


@given(report=reports(mixed=True, blanks=True))
def test_equality_is_what_a_report_says(report):
    """Reports that say the same are equal and hash alike, wherever read; one other figure tells them apart."""
    read = sourced(report)

    assert report == read
    assert hash(report) == hash(read)
    assert 1 == len({report, read})
    for cell, figure in list(report.figures())[:1]:
        assert report != report.replace({cell: (figure or 0) + 1})
    for field, other in {
        "year": 1949,
        "published": datetime.date(1, 1, 1),
        "preamble": ("甲",),
        "problems": ("乙",),
    }.items():
        assert report != report.replace(**{field: other})


@given(report=reports(mixed=True, blanks=True))
def test_a_blank_is_not_zero(report):
    """A report with a blank differs from one with a zero there."""
    for cell in cells_of(report.editions)[:3]:
        assert report.replace({cell: None}) != report.replace({cell: 0})


@given(report=reports(mixed=True, blanks=True))
def test_pickling(report):
    """A report is the same after pickling, with its sources and what reading found."""
    read = sourced(report)
    copy = pickle.loads(pickle.dumps(read))

    assert read == copy
    assert read.reading == copy.reading
    assert values(read.sources) == values(copy.sources)
    assert all(cell is other for (cell, _), (other, _) in zip(read.figures(), copy.figures(), strict=True))


def test_pickling_of_findings():
    """What reading found comes through pickle with its rules, cells and sources."""
    report = govinfo.reads(
        "一、总体情况\n二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t多\n"
    )

    assert report.reading.findings
    assert report.reading == pickle.loads(pickle.dumps(report.reading))


@given(report=reports(mixed=True))
def test_reports_do_not_add_up(report):
    """Two reports have no sum, though their tables have."""
    with pytest.raises(TypeError):
        report + report


@given(editions=mixtures(), report=reports())
def test_edition_of_a_cell(editions, report):
    """The edition of a cell is that of its block, and None where the block is not there."""
    report = Report.filled(editions, report.cells(), organ=report.organ, year=report.year)
    for cell in CELLS.cells():
        block = report
        for name in cell.block.split("."):
            block = getattr(block, name)
        assert block.edition == report.edition_of(cell)


@given(report=reports(mixed=True, blanks=True), locale=st.sampled_from(["zh_Hans", "en"]))
def test_records(report, locale):
    """The long form has a record for each cell of the form, with its figure, its edition and its labels."""
    records = report.records(locale)

    assert list(report.figures()) == [(govinfo.Cell(r["cell"]), r["figure"]) for r in records]
    for record in records:
        cell = govinfo.Cell(record["cell"])
        labels = cell.labels(record["edition"], locale)
        assert report.edition_of(cell) == record["edition"]
        assert (report.organ.name, report.year) == (record["organ"], record["year"])
        assert (labels.section, labels.block) == (record["section"], record["block"])
        assert " · ".join(filter(None, (record["row"], record["column"]))) == cell.label(record["edition"], locale)


def test_records_are_plain():
    """A record holds texts and numbers only, in Chinese unless asked for English, so that any table takes it."""
    record = Report.blank(2021, organ="某局", year=2023).replace({RECEIVED.natural_persons: 3}).records()[9]

    assert record == json.loads(json.dumps(record))
    assert {
        "organ": "某局",
        "year": 2023,
        "cell": "disclosure.charges.fees.amount",
        "edition": 2021,
        "section": "二、主动公开政府信息情况",
        "block": "第二十条第（八）项",
        "row": "行政事业性收费",
        "column": "本年收费金额（单位：万元）",
        "figure": None,
    } == record
    assert {int} == {type(r["edition"]) for r in Report.blank(2021).records("en")}


BAD = ["", " 一。", "一。 ", "一\n二", "一\r二", "一\u2028二", "一\x00", "一\x1b[31m", "\ud800", "\ufeff\t"]


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("field", ["preamble", "overview", "problems", "other_matters"])
def test_paragraphs_are_lines(field, text):
    """A paragraph that is empty, or is no line of plain text, is refused however it gets in."""
    report = Report.blank(2021)
    with pytest.raises(ValueError, match=field):
        report.replace(**{field: ("好。", text)})
    with pytest.raises(ValueError, match=field):
        Report.filled(official(2021), [None] * 226, organ=Organ(""), year=None, **{field: (text,)})


@pytest.mark.parametrize("value", ["一。", ["一。"], ("一。", 1), 5])
def test_paragraphs_are_a_tuple(value):
    """Paragraphs are a tuple of texts; a text, which would be a tuple of characters, is refused."""
    with pytest.raises(TypeError, match="overview"):
        Report.blank(2021).replace(overview=value)


def test_no_paragraphs():
    """A section without paragraphs is not the same as one that is not there."""
    assert Report.blank(2021).replace(overview=()) != Report.blank(2021)


@given(year=st.integers(1, 9999))
def test_period_of_a_year(year):
    """The period of a year is from its first day to its last."""
    period = Period.of_year(year)

    assert (year, 1, 1, year, 12, 31) == (*period.start.timetuple()[:3], *period.end.timetuple()[:3])


def test_period_of_no_year():
    """A year that the calendar does not have has no period."""
    with pytest.raises(ValueError, match="year 0"):
        Period.of_year(0)


@pytest.mark.parametrize(
    ("year", "edition"), [(2018, None), (2019, 2019), (2020, 2019), (2021, 2021), (2025, 2021), (9999, 2021)]
)
def test_edition_of_a_year(year, edition):
    """The form of 2019 serves the reports on 2019 and 2020, that of 2021 all later ones."""
    assert edition == Edition.of_year(year)


def test_editions():
    """An edition is a number, and names the document that prescribes it."""
    assert ["国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"] == [edition.document for edition in Edition]
    assert [2019, 2021] == list(Edition)
    assert Edition(2021) is pickle.loads(pickle.dumps(Edition.FORM_2021))


def test_an_organ_is_more_than_its_name():
    """Whoever gives a name where an organ is due is told at once, and not by an error elsewhere."""
    with pytest.raises(TypeError, match="organ"):
        Report.blank(2021).replace(organ="某局")
