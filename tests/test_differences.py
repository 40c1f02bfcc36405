"""
The differences of two reports are just those that there are: cell by cell, block by block, word by word.
"""

import datetime
import html.parser
import json
import time

from collections import Counter

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from published import SUQIAN_2023, SUQIAN_2024, published
from wcwidth import wcswidth

from govinfo import CELLS, Organ, Report, reads
from govinfo._tree import fill, values
from govinfo.cells import BLOCKS, cells_of
from govinfo.difference import CellDifference
from govinfo.differences import compare
from govinfo.errors import UnknownLocale, UnreadableReport
from govinfo.form import Form
from govinfo.organ import Kind, Level
from govinfo.renderers import differences as in_text
from govinfo.renderers import side_by_side
from govinfo.report import Period
from govinfo.strategies import lines, reports
from govinfo.wording import MOST_STEPS, Paragraph, Piece, Steps, reworded


LOCALES = ["zh_Hans", "en"]

TOTAL = CELLS.applications.received.total
ANY = reports(mixed=True, blanks=True)
TEXTS = st.lists(lines() | st.text("甲乙丙丁12。", min_size=1, max_size=12), max_size=6)


def with_figures_of(report, found):
    """The same report with the editions and figures of the other side of the differences."""
    editions = dict(zip(BLOCKS, report.editions, strict=True)) | {d.block: d.after for d in found.blocks}
    figures = dict(report.figures()) | {d.cell: d.after for d in found.cells}
    on_form = frozenset(cells_of(tuple(editions.values())))
    tables = fill(Form, (figures[c] if c in on_form else None for c in values(CELLS)), editions.values())
    return report.replace(disclosure=tables.disclosure, applications=tables.applications, disputes=tables.disputes)


def turned(found):
    """Differences of figures with both sides exchanged."""
    return [
        attrs.evolve(d, before=d.after, after=d.before, edition_before=d.edition_after, edition_after=d.edition_before)
        for d in found
    ]


def city(year):
    """A published report on 2023 or 2024, with prose."""
    figures, received = {2023: (SUQIAN_2023, 3607), 2024: (SUQIAN_2024, 3646)}[year]
    return published(figures, organ="宿迁市人民政府", year=year).replace(
        overview=(f"全年共受理政府信息公开申请{received}件。", "栏目不断优化。"),
        problems=("解读形式单一。",),
        other_matters=("无。",),
    )


@given(report=ANY)
def test_a_report_is_no_different_from_itself(report):
    """There are no differences between a report and itself."""
    found = compare(report, report)

    assert found.is_same
    assert not found
    assert [] == list(found)
    assert "" == found.message()


@given(before=ANY, after=ANY)
def test_reports_that_are_not_equal_are_different(before, after):
    """There is a difference if and only if two reports are not equal."""
    assert (before == after) == compare(before, after).is_same


@given(report=ANY, data=st.data())
def test_just_the_changed_cells_are_found(report, data):
    """Of cells that are changed, also into blanks and from blanks, each is found with both figures, and no other."""
    cells = cells_of(report.editions)
    figures = st.none() | st.integers(0, 9)
    planted = data.draw(st.dictionaries(st.sampled_from(cells), figures, max_size=9)) if cells else {}
    found = compare(report, report.replace(planted))

    assert {c: (report[c], figure) for c, figure in planted.items() if report[c] != figure} == {
        d.cell: (d.before, d.after) for d in found.cells
    }
    assert list(found) == list(found.cells) == sorted(found.cells, key=lambda d: d.cell.index)
    assert all(d.is_on_both for d in found.cells)


@given(before=ANY, after=ANY)
def test_differences_lead_from_one_report_to_the_other(before, after):
    """The first report with what the differences say has the editions and figures of the second."""
    led = with_figures_of(before, compare(before, after))

    assert after.editions == led.editions
    assert dict(after.figures()) == dict(led.figures())


@given(before=ANY, after=ANY)
def test_differences_are_the_same_the_other_way_round(before, after):
    """If both reports change places, so do both sides of each difference, and nothing else changes."""
    found, back = compare(before, after), compare(after, before)

    assert turned(found.cells) == list(back.cells)
    for kind in ("particulars", "blocks", "sections"):
        assert [attrs.evolve(d, before=d.after, after=d.before) for d in getattr(found, kind)] == list(
            getattr(back, kind)
        )
    for section, paragraphs in found.prose.items():
        said = Counter((p.text("after"), p.text("before"), p.after, p.before) for p in paragraphs)
        assert Counter((p.text("before"), p.text("after"), p.before, p.after) for p in back.prose[section]) == said


@given(before=ANY, after=ANY)
def test_a_cell_that_is_not_on_a_form_has_no_figure_there(before, after):
    """A cell that only one form has is told with no edition and no figure on the other side, and with no change."""
    for difference in compare(before, after).cells:
        for figure, edition, report in (
            (difference.before, difference.edition_before, before),
            (difference.after, difference.edition_after, after),
        ):
            is_there = difference.cell in cells_of(report.editions)
            assert is_there == (edition is not None)
            assert (report[difference.cell] if is_there else None) == figure
        assert difference.is_on_both or difference.change is None


@given(before=TEXTS, after=TEXTS)
def test_pieces_make_up_both_texts(before, after):
    """The pieces of paragraphs, one after the other, are all words of both texts, in the order of both."""
    found = reworded(before, after)

    for side, text in (("before", before), ("after", after)):
        there = [p for p in found if getattr(p, side) is not None]
        assert [*range(1, len(text) + 1)] == [getattr(p, side) for p in there]
        assert text == [p.text(side) for p in there]
        assert all(p.text(side) is None for p in found if p not in there)
    assert (before == after) == all(p.is_same for p in found)


@given(before=TEXTS, after=TEXTS)
def test_wording_is_the_same_the_other_way_round(before, after):
    """If both texts change places, so do both sides of each piece."""
    assert Counter(reworded(after, before)) == Counter(
        Paragraph(p.after, p.before, tuple(Piece(x.after, x.before) for x in p.pieces), p.is_rough)
        for p in reworded(before, after)
    )


@given(before=TEXTS, after=TEXTS, steps=st.integers(0, 300))
def test_few_steps_make_it_rough_and_not_wrong(before, after, steps):
    """With too few steps the pieces still make up both texts, and what may be more alike is said to be rough."""
    left = Steps(steps)
    found = reworded(before, after, left)

    assert before == [p.text("before") for p in found if p.before]
    assert after == [p.text("after") for p in found if p.after]
    assert left.left >= 0
    assert not any(p.is_rough for p in found) or left.were_lacking
    assert left.were_lacking or found == reworded(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["甲乙" * 2**18], ["乙甲" * 2**18]),
        (["甲" * 2**18], ["甲" * (2**18 - 1)]),
        (["".join(map(chr, range(0x4E00, 0x9E00)))], ["".join(map(chr, range(0x9DFF, 0x4DFF, -1)))]),
        (["甲乙"] * 10_000, ["丙丁"] * 10_000),
        ([f"甲乙丙丁{n}" for n in range(5_000)], [f"甲乙丙{n}丁" for n in range(5_000)]),
    ],
    ids=["two characters", "one character", "backwards", "paragraphs", "numbers"],
)
def test_hostile_texts_take_no_time(before, after):
    """However long and alike two texts are, they are compared within seconds, and still make up both."""
    start = time.perf_counter()
    found = reworded(before, after)

    assert time.perf_counter() - start < 20
    assert before == [p.text("before") for p in found if p.before]
    assert after == [p.text("after") for p in found if p.after]


def test_what_is_too_much_is_said():
    """Where there is too much text to compare, the differences say so, in words too."""
    size = 3 * int(MOST_STEPS**0.5)
    before, after = (f"{first}{'甲乙' * size}{last}" for first, last in (("丙", "丁"), ("戊", "己")))
    found = compare(city(2023).replace(overview=(before,)), city(2023).replace(overview=(after,)))

    (difference,) = found
    assert found.is_rough
    assert difference.paragraph.is_rough
    assert "too much text" in found.message("en")
    assert "未能全部" in in_text.render(found)
    assert "未能全部" in side_by_side.render(found)


def test_words_that_changed():
    """Numbers are compared as wholes, and a short text between two changes is shown as changed with them."""
    (number,) = reworded(["共受理申请3607件，增长1.05%。"], ["共受理申请3646件，增长1.08%。"])
    (crumb,) = reworded(["我们召开了工作会议一次。"], ["我们举行了业务会议一次。"])

    assert [("3607", "3646"), ("1.05", "1.08")] == [(p.before, p.after) for p in number.pieces if not p.is_same]
    assert [Piece("我们", "我们"), Piece("召开了工作", "举行了业务"), Piece("会议一次。", "会议一次。")] == list(
        crumb.pieces
    )


def test_paragraphs_that_belong_together():
    """A paragraph is compared with the one that is most like it, though others come before and between."""
    before = ["加强组织领导，落实工作责任。", "开展业务培训，提升工作能力。"]
    after = ["新设专栏。", "加强组织领导，压实工作责任。", "又设一栏。", "开展业务培训，提升办件能力。"]

    assert [(None, 1), (1, 2), (None, 3), (2, 4)] == [(p.before, p.after) for p in reworded(before, after)]
    assert [(1, None), (None, 1)] == [(p.before, p.after) for p in reworded(["甲乙丙丁。"], ["一二三四"])]


def test_two_years_of_a_city():
    """The figures of two published reports are told with the change, and cells by the words of the form."""
    found = compare(city(2023), city(2024))
    (total,) = (d for d in found.cells if d.cell is TOTAL)

    assert 91 == len(found.cells)
    assert CellDifference(TOTAL, 3511, 3525, 2021, 2021) == total
    assert 14 == total.change
    assert "一、本年新收政府信息公开申请数量 · 总计：前一份 3511，后一份 3525（+14）" == total.message()
    assert "I. Requests newly received this year · Total: 3,511 before, 3,525 after (+14)" == total.message("en")
    assert ["年度：前一份 2023，后一份 2024"] == [d.message() for d in found.particulars]
    assert ["一、总体情况：第1段文字不同。"] == [d.message() for d in found.paragraphs]
    assert len(found) == len([*found]) == 93 == len(found.message().splitlines())


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0, None, "前一份 0，后一份 空白"),
        (None, 0, "前一份 空白，后一份 0"),
        (5, 3, "前一份 5，后一份 3（-2）"),
    ],
)
def test_a_blank_is_not_zero(before, after, said):
    """A zero that became a blank is a difference, and so is a blank that became zero; neither has a change."""
    report = Report.blank(2021, organ="某局", year=2023)
    (difference,) = compare(report.replace({TOTAL: before}), report.replace({TOTAL: after}))

    assert difference.message().endswith(f"总计：{said}")
    assert (None if None in {before, after} else after - before) == difference.change


def test_two_editions():
    """Blocks of two editions are told, and cells that only one of them has, never with a zero that is not there."""
    found = compare(Report.blank(2019, organ="某局"), Report.blank(2021, organ="某局"))
    purchases = CELLS.disclosure.procurement.purchases.projects
    issued = CELLS.disclosure.documents.normative.issued
    said = {d.cell: d.message() for d in found.cells}

    assert list(BLOCKS) == [d.block for d in found.blocks]
    assert "第二十条第（九）项：前一份 2019年版格式，后一份 无此部分" in found.message()
    assert "政府集中采购 · 采购项目数量：前一份 空白，后一份 格式中无此栏" == said[purchases]
    assert "行政规范性文件 · 本年制发件数：前一份 格式中无此栏，后一份 空白" == said[issued]
    assert TOTAL not in said


def test_particulars():
    """Who reports, on which days and when it was published are told in words, and as plain values."""
    before = Report.blank(2021, organ=Organ("甲局", level=Level.TOWN, kind=Kind.GOVERNMENT), year=2023)
    after = before.replace(
        organ=Organ("乙局", code="JH-01"), period=Period.of_year(2023), published=datetime.date(2024, 1, 20)
    )
    found = compare(before, after)

    assert [
        "行政机关：前一份 甲局，后一份 乙局",
        "发布日期：前一份 未载明，后一份 2024年1月20日",
        "统计期限：前一份 未载明，后一份 2023年1月1日至2023年12月31日",
        "机关层级：前一份 乡镇（街道），后一份 未载明",
        "机关类别：前一份 政府，后一份 未载明",
        "机关代码：前一份 未载明，后一份 JH-01",
    ] == [d.message() for d in found.particulars]
    plain = [(d["name"], d["before"], d["after"]) for d in found.to_dict()["particulars"]]
    assert [
        ("organ", "甲局", "乙局"),
        ("published", None, "2024-01-20"),
        ("period", None, ["2023-01-01", "2023-12-31"]),
        ("level", "town", None),
        ("kind", "government", None),
        ("code", None, "JH-01"),
    ] == plain


def test_sections_of_prose():
    """A section that is not there is not one without words; what is before section one counts too."""
    bare = Report.blank(2021, organ="某局").replace(overview=())
    found = compare(bare, bare.replace(overview=None, problems=("培训不足。",), preamble=("本报告公布如下。",)))

    assert [
        "一、总体情况：前一份 有此部分，后一份 无此部分",
        "五、存在的主要问题及改进情况：前一份 无此部分，后一份 有此部分",
        "引言：第1段仅见于后一份报告。",
        "五、存在的主要问题及改进情况：第1段仅见于后一份报告。",
    ] == found.message().splitlines()
    back = compare(found.after, found.before)
    assert "引言：第1段仅见于前一份报告。" in back.message()


@pytest.mark.parametrize("locale", LOCALES)
def test_plain_values(locale):
    """As plain values all differences stand under stable keys, and JSON holds them."""
    before = city(2023)
    after = Report.blank(2019, organ="宿迁市人民政府", year=2020).replace(overview=("申请3件。",), problems=())
    found = compare(before, after)
    value = found.to_dict(locale)

    assert value == json.loads(json.dumps(value))
    assert ["same", "rough", "particulars", "blocks", "cells", "sections", "paragraphs"] == list(value)
    assert ["block", "before", "after", "message"] == list(value["blocks"][0])
    assert ["cell", "before", "after", "change", "edition_before", "edition_after", "message"] == list(
        value["cells"][0]
    )
    assert ["section", "before", "after", "message"] == list(value["sections"][0])
    assert ["section", "before", "after", "pieces", "rough", "message"] == list(value["paragraphs"][0])
    said = [found["message"] for kind in list(value)[2:] for found in value[kind]]
    assert [d.message(locale) for d in found] == said


class Parser(html.parser.HTMLParser):
    """What a page is made of: its elements with their attributes, and the text of those that are marked."""

    def __init__(self, page):
        """Take a page down."""
        super().__init__()
        self.elements = []
        self.open = []
        self.marked = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Begin an element."""
        self.elements.append((tag, dict(attributes)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        """End it: elements are closed in their order."""
        assert tag == self.open.pop()

    def handle_data(self, data):
        """Take down what is marked."""
        if self.open and self.open[-1] in {"del", "ins"}:
            self.marked.append((self.open[-1], data))


@given(before=ANY, after=ANY, locale=st.sampled_from(LOCALES))
def test_page_has_each_difference(before, after, locale):
    """The page is well-formed; each changed cell is marked in both tables, and links lead to what is there."""
    found = compare(before, after)
    page = Parser(side_by_side.render(found, locale=locale))
    ids = [known["id"] for _, known in page.elements if "id" in known]
    links = [known["href"] for tag, known in page.elements if tag == "a"]
    marked = [known["id"] for tag, known in page.elements if tag == "td" and known.get("class") == "changed"]

    assert [] == page.open
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in ids} >= set(links)
    assert Counter(
        f"{side}-{number}"
        for number, difference in enumerate(found.cells, start=1)
        for side in ("before", "after")
        if getattr(difference, f"edition_{side}")
    ) == Counter(marked)
    assert all(name in ids for tag, known in page.elements if tag == "td" for name in known.get("headers", "").split())
    assert all("scope" in known for tag, known in page.elements if tag == "th")


@given(before=ANY, after=ANY, locale=st.sampled_from(LOCALES))
def test_text_has_each_difference(before, after, locale):
    """The text has a line for each difference besides figures, and all columns of figures are aligned."""
    found = compare(before, after)
    text = in_text.render(found, locale=locale)

    assert all(d.message(locale) in text.splitlines() for d in (*found.others, *found.paragraphs))
    rows = [
        line for line in text.splitlines() if line.endswith(tuple(d.said(locale)[2] for d in found.cells if d.change))
    ]
    assert not found.cells or max(map(wcswidth, rows), default=0) < 160


@pytest.mark.parametrize("locale", LOCALES)
def test_text_of_two_years(locale):
    """Figures stand in columns, and words in their paragraph with marks, whatever the language."""
    text = in_text.render(compare(city(2023), city(2024)), locale=locale, names=("a.txt", "b.txt"))
    (row,) = (line for line in text.splitlines() if line.endswith("+14"))

    assert ["3511", "3525", "+14"] == row.replace(",", "").split()[-3:]
    assert "  全年共受理政府信息公开申请[-3607-]{+3646+}件。" in text.splitlines()
    assert {"zh_Hans": "（a.txt）", "en": "(a.txt)"}[locale] in text
    assert {"zh_Hans": "（b.txt）", "en": "(b.txt)"}[locale] in text


def test_text_leaves_out_what_stays():
    """Of a long paragraph only the words beside its changes are shown."""
    long = "工作" * 40
    (before, after) = (city(2023).replace(overview=(f"{long}{n}{long}{n}{long}",)) for n in (3, 4))
    text = in_text.render(compare(before, after))

    assert "  …工作工作工作工作工作工作工作工作[-3-]{+4+}工作工作工作工作工作工作工作工作…" in text
    assert "[-3-]{+4+}工作工作工作工作工作工作工作工作…\n" in text.replace("\n  ", "")


@pytest.mark.parametrize("locale", LOCALES)
def test_reports_without_differences(locale):
    """That there are none is said, in text and on the page."""
    said = {"zh_Hans": "两份报告没有差异。", "en": "There are no differences."}[locale]
    found = compare(city(2023), city(2023))

    assert said in in_text.render(found, locale=locale).splitlines()
    assert f"<p>{said}</p>" in side_by_side.render(found, locale=locale)


def test_page_as_it_was_looked_at(golden):
    """Two years of a city side by side, as a person has looked at them."""
    before = city(2023).replace(problems=None, disclosure=Report.blank(2021, blocks=dict.fromkeys(BLOCKS)).disclosure)
    golden("compared.zh.html", side_by_side.render(compare(before, city(2024)), names=("2023.html", "2024.html")))


def test_words_on_the_page():
    """What is left out is marked as such on one side, and what is new on the other."""
    page = Parser(side_by_side.render(compare(city(2023), city(2024))))

    assert [("del", "3607"), ("ins", "3646")] == page.marked


def test_hostile_words_are_words():
    """Words that are markup are shown as words."""
    before = city(2023).replace(
        organ=Organ("<script>alert(1)</script>\"'&"), preamble=("</main><!--",), overview=("<script>a</script>",)
    )
    after = before.replace(overview=("<script>b</script>",), other_matters=("<img src=x onerror=a()>",))
    text = side_by_side.render(compare(before, after), names=("<b>", '"><i>'))

    assert not {"script", "img", "b", "i"} & {tag for tag, _ in Parser(text).elements}


def test_page_asks_for_nothing():
    """The page has no script, and no link that leaves it; its language is named."""
    for locale, lang in (("zh", "zh-Hans"), ("en", "en")):
        page = Parser(side_by_side.render(compare(city(2023), city(2024)), locale=locale))
        assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
        assert all(known["href"].startswith("#") for tag, known in page.elements if tag == "a")
        assert {"lang": lang} == next(known for tag, known in page.elements if tag == "html")


def test_page_is_no_report():
    """The page of a comparison is not read as a report, and that is said."""
    with pytest.raises(UnreadableReport, match="compares two reports"):
        reads(side_by_side.render(compare(city(2023), city(2024))))


@pytest.mark.parametrize("render", [in_text.render, side_by_side.render])
def test_unknown_language(render):
    """A language that the library does not speak is refused."""
    with pytest.raises(UnknownLocale):
        render(compare(city(2023), city(2024)), locale="fr")
