"""The lines of particulars: what a renderer of text prints of a report, a reader of text understands."""

import datetime

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Edition, Organ, Report
from govinfo.cells import BLOCKS, official
from govinfo.organ import Kind, Level
from govinfo.particulars import PARTICULARS, Known, dates_in, read_particular
from govinfo.report import Period
from govinfo.strategies import reports


BY_NAME = {particular.name: particular for particular in PARTICULARS}

#: Table four is the same in every edition; all others tell theirs.
blank = Report.blank(2021, organ="某局", year=2023)


def line(name, report):
    """The line that a Chinese document prints."""
    return f"{BY_NAME[name].label()}：{BY_NAME[name].show(report, 'zh_Hans')}"


def edition_of_blocks(report):
    """The edition of each block that is there."""
    return {path: e for path, e in zip(BLOCKS, report.editions, strict=True) if e is not None}


def test_names():
    """These particulars are printed, in this order, and each is called differently in either language."""
    assert ["published", "period", "level", "kind", "code", "editions"] == [p.name for p in PARTICULARS]
    for locale in ("zh_Hans", "en"):
        assert 6 == len({p.label(locale) for p in PARTICULARS})
    assert all(not p.label().isascii() and p.label("en").isascii() for p in PARTICULARS)


@given(day=st.dates(datetime.date(1000, 1, 1)))
def test_day_of_publication(day):
    """The day of publication is read as it is printed."""
    assert {"published": day} == read_particular(line("published", blank.replace(published=day)))


@given(start=st.dates(datetime.date(1000, 1, 1)), end=st.dates(datetime.date(1000, 1, 1)))
def test_period(start, end):
    """The days that a report covers are read as they are printed."""
    period = Period(start, end)

    assert {"period": period} == read_particular(line("period", blank.replace(period=period)))


@pytest.mark.parametrize("level", Level)
def test_level(level):
    """The level of an organ is read as it is printed."""
    assert {"level": level} == read_particular(line("level", blank.replace(organ=Organ("某局", level=level))))


@pytest.mark.parametrize("kind", Kind)
def test_kind(kind):
    """The kind of an organ is read as it is printed."""
    assert {"kind": kind} == read_particular(line("kind", blank.replace(organ=Organ("某局", kind=kind))))


@given(code=st.from_regex(r"[0-9A-Z]{1,18}", fullmatch=True))
def test_code(code):
    """The code of an organ is read as it is printed."""
    assert {"code": code} == read_particular(line("code", blank.replace(organ=Organ("某局", code=code))))


@pytest.mark.parametrize("edition", Edition)
def test_edition(edition):
    """A form of one edition is named by its year alone, and that is read for all its blocks."""
    report = Report.blank(edition)

    assert str(int(edition)) == BY_NAME["editions"].show(report, "en")
    assert {"editions": edition_of_blocks(report)} == read_particular(line("editions", report))


@given(report=reports(mixed=True))
def test_editions(report):
    """A mixture is named block by block, and is read so; one edition is read for every block that its form has."""
    present = edition_of_blocks(report)
    said = read_particular(line("editions", report)).get("editions", {})

    assert present == {path: edition for path, edition in said.items() if path in present}
    assert len(set(present.values())) < 2 or said == present


def test_editions_of_a_mixture():
    """A mixture is printed with the title of each block and its edition, in both languages."""
    report = Report.blank(2019, blocks={"disclosure.documents": 2021, "applications": None})
    said = BY_NAME["editions"].show(report, "zh_Hans").split("；")

    assert "第二十条第（一）项 2021" == said[0]
    assert 6 == len(said) == len(BY_NAME["editions"].show(report, "en").split("; "))
    assert BY_NAME["editions"].show(report, "en").isascii()


def test_no_block_has_no_edition():
    """Without blocks there is no edition to print."""
    assert BY_NAME["editions"].show(Report.blank(2021, blocks=dict.fromkeys(BLOCKS)), "en") is None


@pytest.mark.parametrize("name", ["published", "period", "level", "kind", "code"])
def test_what_is_not_known_is_not_printed(name):
    """A particular that is not known prints nothing."""
    assert BY_NAME[name].show(blank, "zh_Hans") is None


@given(report=reports(), locale=st.sampled_from(["zh_Hans", "en"]))
def test_what_is_known_is_printed(report, locale):
    """What is known is printed as one line."""
    for particular in PARTICULARS:
        text = particular.show(report, locale)
        assert text is None or (text and text == text.strip() and "\n" not in text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024年1月20日", [(2024, 1, 20)]),
        ("2024-01-20", [(2024, 1, 20)]),
        ("2024/1/20", [(2024, 1, 20)]),
        ("2024.1.20", [(2024, 1, 20)]),
        ("2024年01月20", [(2024, 1, 20)]),
        ("2024年1月1日至2024年12月31日", [(2024, 1, 1), (2024, 12, 31)]),
        ("2023年2月29日", []),
        ("2024年13月1日", []),
        ("2024年0月1日", []),
        ("2024年1月32日", []),
        ("0000年1月1日", []),
        ("2024年1月", []),
        ("24年1月20日", []),
        ("", []),
    ],
)
def test_days_in_a_text(text, days):
    """Days are read as documents write them; what is no day of the calendar is none."""
    assert [datetime.date(*day) for day in days] == list(dates_in(text))


@given(text=st.text(st.sampled_from("0123456789年月日-/.至") | st.characters()))
def test_days_in_any_text(text):
    """Any text can be looked through for days."""
    assert all(isinstance(day, datetime.date) for day in dates_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "发布日期",
        "发布日期：",
        "发布日期：近日",
        "发布日期：2024年2月30日",
        "发布日期：2024年1月1日至2月1日，2024年3月1日",
        "某种日期：2024年1月20日",
        "2024年1月20日",
        "",
        "：",
    ],
)
def test_lines_that_say_nothing(text):
    """A line without a known word, or without the one value that is due after it, says nothing."""
    assert {} == read_particular(text)


@pytest.mark.parametrize("name", ["period", "level", "kind", "code"])
@pytest.mark.parametrize("text", ["", "别的：2024年1月1日"])
def test_values_that_are_not_known(name, text):
    """A value that is none of those known is not taken for one; a code is any text."""
    assert read_particular(f"{BY_NAME[name].label()}：{text}") == ({"code": text} if name == "code" and text else {})


@pytest.mark.parametrize("text", ["", "2020", "第二十条第（一）项", "第二十条第（一）项 2020", "别的 2021"])
def test_editions_that_are_not_known(text):
    """Of the editions only what names a known block and a known edition is taken."""
    assert not read_particular(f"{BY_NAME['editions'].label()}：{text}").get("editions")


def test_western_colon():
    """A colon of half width, and space around it, are as good."""
    label = BY_NAME["published"].label()

    assert {"published": datetime.date(2024, 1, 20)} == read_particular(f" {label} : 2024-1-20 ")


@given(text=st.text(), name=st.sampled_from(sorted(BY_NAME)))
def test_any_line(text, name):
    """Whatever stands after the word, nothing but that particular is read."""
    assert set(read_particular(f"{BY_NAME[name].label()}：{text}")) <= {name}


def test_organ_of_what_is_known():
    """What lines say of an organ is put together with its name."""
    known = Known(level=Level.TOWN, kind=Kind.GOVERNMENT, code="1")

    assert Organ("某镇", level=Level.TOWN, kind=Kind.GOVERNMENT, code="1") == known.organ("某镇")
    assert (None, None, None, {}) == (known.published, known.period, Known().code, known.editions)


def test_titles_of_blocks_tell_them_apart():
    """No two blocks of a form have one title, so that a line of editions names each of them."""
    report = Report.blank(2019, blocks={"disclosure.documents": 2021})
    said = [part.rpartition(" ")[0] for part in BY_NAME["editions"].show(report, "zh_Hans").split("；")]

    assert len(BLOCKS) == len(set(said)) == len(official(2019))
    assert CELLS.applications.received.total.labels(2019).section in said
