"""
A ledger: which reports there are, which should be there, and what cannot stand in one.
"""

import pickle

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import Organ, Report
from govinfo.errors import GovinfoError, NotForLedger, Unusable
from govinfo.ledger import Key, Ledger, key_of, ledger
from govinfo.strategies import hierarchies, histories, organs


BLANK = Report.blank(2021)


def of(organ, year):
    """A blank report of an organ on a year."""
    return BLANK.replace(organ=Organ(organ), year=year)


def names(keys):
    """Names of reports."""
    return [str(key) for key in keys]


# Which report it is


@given(organ=organs(), year=st.integers(1949, 9999))
def test_a_report_is_known_by_its_organ_and_year(organ, year):
    """By the name of the organ, whatever else is known of it."""
    assert Key(organ.name, year) == key_of(BLANK.replace(organ=organ, year=year))
    assert f"{organ.name} {year}" == str(Key(organ.name, year))


@given(organ=organs(), year=st.integers(1949, 9999))
def test_keys_are_values(organ, year):
    """Equal ones hash alike, also after pickling, and nothing can be changed in them; years come in order."""
    key, copy = Key(organ.name, year), pickle.loads(pickle.dumps(Key(organ.name, year)))
    assert (key, hash(key)) == (copy, hash(copy))
    assert 1 == len({key, copy})
    assert key < Key(organ.name, year + 1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        key.year = 2024


# What is in a ledger


@given(history=histories(prose=False), data=st.data())
def test_a_ledger_is_in_the_order_of_years(history, data):
    """However the reports were given; one that is given twice counts once."""
    book = ledger(data.draw(st.permutations([*history, history[0]])))
    assert history == list(book.reports.values())
    assert (history[0].organ.name,) == book.organs
    assert range(history[0].year, history[0].year + len(history)) == book.years(history[0].organ.name)
    assert ((), []) == (book.missing, list(book.wholes))


def test_organs_are_in_the_order_in_which_they_were_given():
    """By the first report of each."""
    book = ledger([of("丙局", 2023), of("甲局", 2024), of("丙局", 2022), of("甲局", 2021)])
    assert ("丙局", "甲局") == book.organs
    assert ["丙局 2022", "丙局 2023", "甲局 2021", "甲局 2024"] == names(book.reports)


def test_an_organ_without_reports_has_no_years():
    """It is no mistake to ask."""
    assert [] == list(ledger([of("甲局", 2023)]).years("乙局"))


def test_nothing_is_a_ledger_too():
    """There is no report in it, and none is missing."""
    assert ((), (), {}) == (ledger([]).organs, ledger([]).missing, ledger([]).reports)


@given(family=hierarchies(prose=False))
def test_a_government_and_its_parts(family):
    """Each year of a government on which there is a report is held against the parts of that year."""
    whole, *parts = map(key_of, family)
    book = ledger(family, {whole.organ: [part.organ for part in parts]})
    assert [(whole, tuple(parts))] == list(book.wholes)
    assert () == book.missing
    assert [(whole, tuple(parts))] == list(ledger(family, {whole.organ: iter([p.organ for p in parts])}).wholes)


def test_levels_may_be_stacked():
    """A part may be a government with parts of its own."""
    parts = {"某市": ["某局", "某县"], "某县": ["某镇"]}
    book = ledger([of(organ, 2023) for organ in ("某市", "某局", "某县", "某镇")], parts)
    assert [("某市 2023", ["某局 2023", "某县 2023"]), ("某县 2023", ["某镇 2023"])] == [
        (str(whole), names(of_whole)) for whole, of_whole in book.wholes
    ]


# What should be there


def test_however_a_name_is_typed():
    """Brackets, digits and spaces of a name are typed in several ways, and it is the same organ."""
    book = ledger([of("高新区（近海镇）", 2023), of("高新区(近海镇)", 2024)], {"某 市": ["高新区（近海镇） "]})
    assert ("高新区（近海镇）",) == book.organs
    assert {"某市": ("高新区（近海镇）",)} == book.parts


def test_a_government_without_parts_is_refused():
    """An empty list says nothing of whose reports are summed up."""
    with pytest.raises(NotForLedger, match="No parts are named of: 某市"):
        ledger([], {"某市": []})


def test_years_between_others_are_missing():
    """From the first to the last report of each organ; not those before and after."""
    book = ledger([of("甲局", 2019), of("甲局", 2022), of("乙局", 2025)])
    assert ["甲局 2020", "甲局 2021"] == names(book.missing)


def test_parts_of_a_government_are_missing():
    """On each year on which it has a report itself; one without any is missing on the years of its parts."""
    parts = {"某市": ["甲局", "乙局"]}
    book = ledger([of("某市", 2022), of("某市", 2024), of("甲局", 2022), of("甲局", 2024)], parts)
    assert ["某市 2023", "甲局 2023", "乙局 2022", "乙局 2024"] == names(book.missing)
    nameless = ledger([of("甲局", 2022), of("甲局", 2024)], parts)
    assert ["甲局 2023", "某市 2022", "某市 2023", "某市 2024"] == names(nameless.missing)


def test_a_report_that_is_missing_twice_is_named_once():
    """As a year between others and as a part."""
    book = ledger([of("某市", 2023), of("甲局", 2022), of("甲局", 2024)], {"某市": ["甲局"]})
    assert ["甲局 2023"] == names(book.missing)


# What cannot stand in a ledger


@pytest.mark.parametrize(
    ("reports", "parts", "zh", "en"),
    [
        (
            [of("", 2023)],
            {},
            "年度报告缺少行政机关名称或者年度，无法归入台账：2023。",
            "A report without the name of its organ or its year has no place in a ledger: 2023.",
        ),
        (
            [of("某局", None)],
            {},
            "年度报告缺少行政机关名称或者年度，无法归入台账：某局。",
            "A report without the name of its organ or its year has no place in a ledger: 某局.",
        ),
        (
            [of("某局", 2023), of("某局", 2023).replace(overview=("概况。",))],
            {},
            "同一行政机关同一年度有两份内容不同的报告：某局（2023年）。",
            "There are two different reports of the same organ on the same year: 某局 (2023).",
        ),
        (
            [],
            {"某市": ["某市"]},
            "纳入汇总的单位不能是该政府自身：某市。",
            "An organ cannot be a part of itself: 某市.",
        ),
        (
            [],
            {"某市": ["某局", "某县"], "某县": ["某镇"], "某镇": ["某市"]},
            "纳入汇总的单位不能是该政府自身：某市。",
            "An organ cannot be a part of itself: 某市.",
        ),
        ([], {"某市": ["某局", "某县", "某局"]}, "纳入汇总的单位重复列出：某局。", "A part is named twice: 某局."),
    ],
)
def test_what_cannot_stand_in_a_ledger_is_named(reports, parts, zh, en):
    """It is refused with a sentence in both languages that names it, also after pickling."""
    with pytest.raises(NotForLedger) as caught:
        ledger(reports, parts)
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert type(error) is NotForLedger
        assert [zh, en] == [error.message("zh"), error.message("en")]
        assert zh == error.fault()
        assert en == str(error)


def test_the_document_can_be_named():
    """Whoever knows where a report comes from can say so, and the message begins with it."""
    error = pickle.loads(
        pickle.dumps(NotForLedger("A part is named twice: {name}.", document="某表.toml", name="某局"))
    )
    assert "某表.toml：纳入汇总的单位重复列出：某局。" == error.message()
    assert ("某表.toml", "纳入汇总的单位重复列出：某局。") == (error.document, error.fault())


@pytest.mark.parametrize("kind", [ValueError, Unusable, GovinfoError])
def test_what_is_refused_is_a_value_error(kind):
    """And one of this library's."""
    with pytest.raises(kind):
        key_of(BLANK)


def test_one_part_may_be_given_by_its_name_alone():
    """A text is one name, and not as many as it has characters."""
    assert {"某市": ("某县",)} == ledger([], {"某市": "某县"}).parts


@given(parts=st.dictionaries(st.sampled_from("甲乙丙丁"), st.lists(st.sampled_from("甲乙丙丁戊"), unique=True)))
def test_a_circle_is_refused_however_long_it_is(parts):
    """Just if some organ is a part of a part of itself, and so on."""
    below = {whole: set(names) for whole, names in parts.items()}
    for _ in parts:
        below = {whole: names.union(*(below.get(name, set()) for name in names)) for whole, names in below.items()}
    if not all(parts.values()):
        with pytest.raises(NotForLedger, match="No parts are named"):
            ledger([], {whole: names for whole, names in parts.items() if not names})
    elif any(whole in names for whole, names in below.items()):
        with pytest.raises(NotForLedger, match="part of itself"):
            ledger([], parts)
    else:
        assert {whole: tuple(names) for whole, names in parts.items()} == ledger([], parts).parts


def test_parts_of_a_part_may_be_shared():
    """One organ may be a part of two governments; that is no circle."""
    parts = {"某市": ["某县", "某局"], "某县": ["某所"], "某局": ["某所"]}
    assert parts == {whole: list(of_whole) for whole, of_whole in ledger([], parts).parts.items()}


@given(history=histories(prose=False))
def test_a_ledger_can_be_pickled(history):
    """It comes back with the same reports."""
    book = ledger(history)
    assert book.organs
    copy = pickle.loads(pickle.dumps(book))
    assert type(copy) is Ledger
    assert (book, book.organs, book.missing) == (copy, copy.organs, copy.missing)
