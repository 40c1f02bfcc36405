"""A waiver hides exactly its finding, until a figure changes or its day has passed; checking never writes the file."""

import contextlib
import datetime

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from judging import HARD, TODAY, judged_reports, waived

from govinfo import CELLS, Report, check
from govinfo.errors import UnreadableWaivers
from govinfo.finding import Verdict
from govinfo.profile import Profile
from govinfo.reading import R_SURPLUS, R_UNPLACED
from govinfo.report import Reading
from govinfo.waivers import LARGEST, Stale, Waiver, appended, load, loads


TOTAL = CELLS.disputes.reconsideration.total
STRICT = Profile(name="strict", undetermined_blocks=True)


def wrong(**fields):
    """A report with one error, a relation that does not hold."""
    form = Report.blank(2021, organ="某市", year=2024).replace(
        overview=("好。",), problems=("少。",), other_matters=("无。",)
    )
    return form.replace(dict.fromkeys((cell for cell, _ in form.figures()), 0) | {TOTAL: 3}, **fields)


def everything(result):
    """All that a result says, whether it counts or not."""
    return sorted(map(repr, (*result, *result.undetermined, *(one.finding for one in result.waived))))


# --- what a waiver hides ----------------------------------------------------------------------------------


@given(judged_reports(), st.data())
def test_a_waiver_hides_exactly_its_finding(report, data):
    """A finding with a waiver is gone from those that count, stands with its waiver, and no other is touched."""
    result = check(report, profile=STRICT)
    found = (*result, *result.undetermined)
    if not found:
        return
    chosen = data.draw(st.integers(0, len(found) - 1))
    waiver = waived(found[chosen], report)
    after = result.waive(report, [waiver], TODAY)
    (hidden,) = after.waived  # the first one of those that are alike but for where they stand
    assert (waived(hidden.finding, report), hidden.waiver, after.stale) == (waiver, waiver, ())
    assert everything(after) == everything(result)
    rest = list(found)
    rest.remove(hidden.finding)
    assert rest == [*after, *after.undetermined]
    assert all(finding.verdict is Verdict.UNDETERMINED for finding in after.undetermined)


@given(judged_reports())
def test_all_findings_can_be_waived(report):
    """With a waiver for each finding the result is ok, and nothing is lost."""
    result = check(report, profile=STRICT)
    waivers = [waived(finding, report) for finding in (*result, *result.undetermined)]
    after = result.waive(report, waivers, TODAY)
    assert after.ok
    assert (len(after.waived), after.stale, len(after), after.undetermined) == (len(waivers), (), 0, ())
    assert after.held == result.held
    assert after.digest == result.digest


@given(judged_reports(), st.data())
def test_a_figure_that_changes_brings_a_finding_back(report, data):
    """When a figure of its cells is another one, a waiver hides nothing, and is told to be stale."""
    result = check(report)
    with_cells = [finding for finding in result if finding.cells]
    if not with_cells:
        return
    finding = data.draw(st.sampled_from(with_cells))
    waiver = waived(finding, report)
    cell = data.draw(st.sampled_from(finding.cells))
    changed = report.replace({cell: (report[cell] or 0) + data.draw(st.integers(1, 9))})
    after = check(changed).waive(changed, [waiver], TODAY)
    assert after.waived == ()
    assert after.stale == (Stale(waiver, is_over=False),)
    assert after.findings == check(changed).findings


@given(judged_reports(), st.integers(-3, 3))
def test_a_day_that_has_passed_brings_a_finding_back(report, days):
    """A waiver counts on its last day, and not after it; then it is told to be over."""
    result = check(report, profile=STRICT)
    waivers = [waived(finding, report) for finding in (*result, *result.undetermined)]
    after = result.waive(report, waivers, TODAY + datetime.timedelta(days=days))
    assert len(after.waived) == (len(waivers) if days <= 0 else 0)
    assert [one.is_over for one in after.stale] == [True] * (len(waivers) if days > 0 else 0)


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "T3-BALANCE"},
        {"says": f"sha256:{64 * '0'}"},
        {"figures": {}},
        {"figures": {TOTAL.path: 3}},
    ],
)
def test_another_waiver_hides_nothing(other):
    """Rule, cells, figures and words must all be those of the finding."""
    report = wrong()
    result = check(report)
    waiver = attrs.evolve(waived(result.findings[0], report), **other)
    after = result.waive(report, [waiver], TODAY)
    assert (after.findings, after.stale) == (result.findings, (Stale(waiver, is_over=False),))


@pytest.mark.parametrize("other", [{"organ": "某县"}, {"year": 2023}, {"year": None}])
def test_waivers_of_other_reports_are_passed_over(other):
    """A waiver of another organ or year neither hides nor is stale."""
    report = wrong()
    result = check(report)
    waiver = attrs.evolve(waived(result.findings[0], report), **other)
    assert result.waive(report, [waiver], TODAY) == result


def test_one_waiver_hides_one_finding():
    """Of two findings that are alike a waiver hides the first, a second one the other, and a third one is stale."""
    found = R_UNPLACED.found("“{text}” has no place.", text="附注")
    report = wrong(reading=Reading("text", findings=(found, found))).replace({TOTAL: 0})
    result = check(report)
    made = loads(appended(b"", [waived(found, report)] * 3))
    after = [result.waive(report, made[:number], TODAY) for number in range(4)]
    assert [(len(one), len(one.waived)) for one in after] == [(2, 0), (1, 1), (0, 2), (0, 2)]
    assert [one.stale for one in after] == [(), (), (), (Stale(made[2], is_over=False),)]


def test_stale_ones_are_counted_one_by_one():
    """Of several waivers that are alike those that hide nothing are told, each by its number."""
    found = R_UNPLACED.found("“{text}” has no place.", text="附注")
    report = wrong(reading=Reading("text", findings=(found,))).replace({TOTAL: 0})
    waivers = loads(appended(b"", [waived(found, report)] * 3))
    after = check(report).waive(report, waivers, TODAY)
    assert [one.waiver.number for one in after.waived] == [1]
    assert [one.waiver.number for one in after.stale] == [2, 3]


def test_what_a_row_says_counts_where_its_cells_are_blank():
    """A row that could not be read is another finding when it says something else, though its cells are still blank."""
    row = {"cells": [TOTAL]}
    before = R_SURPLUS.found("Too many: “{text}”.", text="0 0 0", **row)
    after = R_SURPLUS.found("Too many: “{text}”.", text="7 7 7", **row)
    report = wrong().replace({TOTAL: None})
    waiver = waived(before, report)
    assert waiver.figures == {TOTAL.path: "blank"}
    assert check(report.replace(reading=Reading("text", findings=(before,)))).waive(report, [waiver], TODAY).waived
    assert not check(report.replace(reading=Reading("text", findings=(after,)))).waive(report, [waiver], TODAY).waived


def test_what_is_no_count_can_be_waived():
    """What a program may have put into a cell instead of a whole number is held by its Python text."""
    report = wrong().replace({TOTAL: 0.5})
    (finding,) = check(report).of_rule("N-COUNT")
    waiver = waived(finding, report)
    assert waiver.figures == {TOTAL.path: "=0.5"}
    assert loads(appended(b"", [waiver])) == (waiver,)
    assert check(report).digest is not None


def test_a_result_says_what_was_waived():
    """JSON has each waived finding with its waiver, and each waiver that hides nothing; both are said in words, too."""
    report = wrong()
    result = check(report)
    waivers = loads(
        appended(b"", [waived(result.findings[0], report), attrs.evolve(waived(result.findings[0], report))])
    )
    value = result.waive(report, waivers, TODAY).to_dict("en")
    assert value["ok"] is True
    assert value["waived"][0]["rule"] == "T4-TOTAL"
    assert value["waived"][0]["waiver"] == {"reason": "已说明。", "author": "某人", "expires": "2026-01-01"}
    assert value["stale"] == [{"entry": 2, "rule": "T4-TOTAL", "expires": "2026-01-01", "is_over": False}]
    unnumbered = Stale(waived(result.findings[0], report), is_over=True)
    assert "entry" not in unnumbered.to_dict()
    assert unnumbered.message("en") == "Waiver - (T4-TOTAL): its day, January 1, 2026, has passed."
    assert unnumbered.waiver.message("en") == "Waived until January 1, 2026 by 某人: 已说明。"
    assert "2026年1月1日" in unnumbered.message()


# --- the file ---------------------------------------------------------------------------------------------


texts = st.text(max_size=20).map(lambda text: text.encode("utf-8", "ignore").decode())
full = texts.map(lambda text: f"甲{text}")
figures = st.dictionaries(
    st.sampled_from([cell.path for cell in CELLS.cells()]),
    st.integers() | st.just("blank") | st.just("=0.5"),
    max_size=4,
)
waivers = st.builds(
    Waiver,
    rule=full,
    organ=texts,
    year=st.none() | st.integers(1949, 9999),
    figures=figures,
    says=st.none() | st.just(f"sha256:{64 * '0'}"),
    reason=full,
    author=full,
    expires=st.dates(),
)


@given(st.lists(st.lists(waivers, max_size=3), max_size=3))
def test_what_is_written_is_read(batches):
    """Waivers that are added to a file, time and again, are read as they were, and in their order."""
    data = b""
    for batch in batches:
        data = appended(data, batch)
    expected = [waiver for batch in batches for waiver in batch]
    found = loads(data)
    assert list(found) == expected
    assert [waiver.number for waiver in found] == list(range(1, len(expected) + 1))


STANDING = [
    b"",
    b"# ours",
    b"# ours\r\n\r\n",
    b"\xef\xbb\xbf# ours\n",
    '[[waiver]]\nrule = "甲"\norgan = ""\nreason = "乙"\nauthor = "丙"\nexpires = 2026-01-01'.encode(),
    b'[[waiver]]\r\nrule = "A"\r\norgan = ""\r\nreason = """B\r\nC"""\r\nauthor = "D"\r\nexpires = 2026-01-01',
]


@pytest.mark.parametrize("data", STANDING, ids=[*range(len(STANDING))])
@given(st.lists(waivers, max_size=2))
def test_every_byte_stays(data, more):
    """What stands in a file is kept byte for byte, with its comments, line ends and all."""
    made = appended(data, more)
    assert made.startswith(data)
    assert loads(made) == (*loads(data), *more)
    assert bool(more) == (made != data)


def test_a_file_that_cannot_be_added_to():
    """Where the entries are written in another way, nothing is made of the file."""
    entry = '{rule = "甲", organ = "", reason = "乙", author = "丙", expires = 2026-01-01}'
    data = f"waiver = [{entry}]".encode()
    assert len(loads(data)) == 1
    with pytest.raises(UnreadableWaivers, match="Nothing can be added"):
        appended(data, loads(data), document="a.toml")
    assert appended(data, ()) == data


GOOD = {"rule": '"甲"', "organ": '"某市"', "reason": '"乙"', "author": '"丙"', "expires": "2026-01-01"}
A_TEXT = "a text that is not empty"


def entry(**changed):
    """An entry of a file, with something wrong in it."""
    return "[[waiver]]\n" + "\n".join(f"{k} = {v}" for k, v in (GOOD | changed).items() if v is not None)


WRONG = {
    entry(rule=None): "Entry 2: rule is not there.",
    entry(expires=None): "Entry 2: expires is not there.",
    entry(organs='"a"'): "Entry 2: there is no key organs.",
    entry(rule='""'): f"Entry 2: rule must be {A_TEXT}.",
    entry(organ="1"): "Entry 2: organ must be a text.",
    entry(year="true"): "Entry 2: year must be a year.",
    entry(year="3"): "Entry 2: year must be a year.",
    entry(reason='" "'): f"Entry 2: reason must be {A_TEXT}.",
    entry(author="1"): f"Entry 2: author must be {A_TEXT}.",
    entry(expires='"2026-01-01"'): "Entry 2: expires must be a day such as 2026-03-31, without quotation marks.",
    entry(expires="2026-01-01T00:00:00"): "Entry 2: expires must be a day such as 2026-03-31, without quotation marks.",
    entry(says='"md5:0"'): "Entry 2: says must be a digest as govinfo waive writes it.",
    entry(figures="1"): "Entry 2: figures must be a table of cells with whole numbers, or “blank”.",
    entry(figures="{ x = 1.0 }"): "Entry 2: figures must be a table of cells with whole numbers, or “blank”.",
    entry(figures='{ x = "0" }'): "Entry 2: figures must be a table of cells with whole numbers, or “blank”.",
    entry(figures="{ x = 1 }"): "Entry 2: there is no cell “x”.",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=[*range(len(WRONG))])
def test_what_is_wrong_in_an_entry_is_told_with_its_number(tmp_path, text, said):
    """One sentence names the file, the entry, and what it must have, in both languages."""
    path = tmp_path / "waivers.toml"
    path.write_text(f"{entry()}\n{text}\n", "utf-8")
    with pytest.raises(UnreadableWaivers) as caught:
        load(path)
    assert str(caught.value) == f"waivers.toml: {said}"
    assert "第2项" in caught.value.fault("zh")


@pytest.mark.parametrize("text", ["a = 1", "waiver = 1", "waiver = [1]", "[waiver]\na = 1"])
def test_a_file_of_something_else(text):
    """A file with other keys is none of waivers."""
    with pytest.raises(UnreadableWaivers, match="it may only have entries"):
        loads(text.encode())


def test_a_file_that_is_too_large(tmp_path):
    """A file that no clerk has written is not read."""
    path = tmp_path / "waivers.toml"
    path.write_bytes(b"#\n" * (LARGEST // 2 + 1))
    with pytest.raises(UnreadableWaivers, match="larger than"):
        load(path)


@given(HARD.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=60))
def test_no_file_makes_another_exception(data):
    """Whatever a file contains, it is read or told to be none."""
    with contextlib.suppress(UnreadableWaivers):
        loads(data)
