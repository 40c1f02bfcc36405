"""
Prose that is repeated from last year is found, and what every report has is not taken for it.
"""

import itertools
import time

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import Report, read
from govinfo.repetition import MUCH, SHORTEST, Passage, is_template, repeated, repetition, share


#: Characters that are in no word of the form, in two lots that have none in common.
FIRST = "春夏秋冬山川河湖林草花鸟鱼虫云雨雷电星月"
SECOND = "红橙黄绿青蓝紫黑白灰桌椅碗筷杯盘锅灶窗门"

SENTENCES = ["以窗口为依托走访园区企业听取意见。", "举办政策宣讲活动8场，收集群众建议120条。"]

#: What every report has.
TEMPLATES = [
    "（四）政府信息公开平台建设情况。",
    "（一）主动公开情况。",
    "一、总体情况",
    "无其他需要报告的事项。",
    "无其他需要报告的事项",
    "无。",
    "（无）",
    "本年度未收取信息处理费。",
    "2024年，无收取信息处理费情况。",
    "2024年，我局未收到政府信息公开申请。",
    "2023年共收到政府信息依申请公开件0件。",
    "2021年大寨乡收到依申请公开事项0件。",
    "2024年度，我街受理依申请公开政府信息0件，回复处理0件。",
    "全年无信息公开收费的事项，也无行政复议以及行政诉讼的情况。",
    "2020年未发生因政府信息公开申请提起的行政复议和行政诉讼案件。",
    "没有发生行政复议案、行政诉讼案和申诉案。",
    "根据《中华人民共和国政府信息公开条例》和上级部署要求，现公布某局2023年度工作情况。",
    "本报告由总体情况、主动公开政府信息情况等六个部分组成。",
    "所列数据的统计期限自2023年1月1日起至12月31日止。",
    "存在的主要问题和改进情况如下：",
    "《关于印发某区全面推进基层政务公开标准化规范化工作实施方案的通知》。",
    "及时回应关切。",
    "。",
]

#: What an organ says of itself, though some of it has words like those above.
OWN = [
    "举办政策宣讲活动8场，收集群众建议120条。",
    "个别部门对公开工作重视不够，未能及时更新栏目内容，解读形式较为单一。",
    "收到申请12件，其中自然人提出10件，商业企业提出2件，均按时答复申请人。",
    "依托门户网站开设营商环境专栏，集中发布惠企政策并配发图解。",
]


def sentences(letters, count=None):
    """Sentences of these characters, no two of them alike, in one or more paragraphs."""
    text = st.text(letters, min_size=SHORTEST + 3, max_size=60).map(lambda words: f"{words}。")
    return st.lists(text, min_size=count or 1, max_size=count or 8, unique=True)


def report(*paragraphs, **fields):
    """A report with this overview."""
    return Report.blank(2021, organ="某局", year=2024).replace(overview=paragraphs, **fields)


@given(text=sentences(FIRST), templates=st.lists(st.sampled_from(TEMPLATES), max_size=4), cut=st.integers(0, 8))
def test_a_report_repeats_itself(text, templates, cut):
    """A report held against itself is repeated as a whole, whatever stands in it that every report has."""
    whole = report(*filter(None, ("".join(text[:cut]), "".join(text[cut:]), *templates)))
    found = repetition(whole, whole)

    assert 1.0 == share(whole, whole)
    assert found.repeated == found.all == sum(len(sentence) - 1 for sentence in text)
    assert all(passage.text == passage.earlier for passage in found.passages)
    assert "".join(text) == "".join(passage.text for passage in found.passages)


@given(one=sentences(FIRST), other=sentences(SECOND))
def test_other_words_are_no_repetition(one, other):
    """Prose that has no word in common with the earlier one repeats nothing."""
    assert 0.0 == share(report(*one), report(*other))
    assert () == repeated(report(*one), report(*other))


@given(text=sentences(FIRST), data=st.data())
def test_replaced_sentences_are_not_repeated(text, data):
    """What is repeated are just the sentences that were not replaced."""
    kept = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    new = data.draw(sentences(SECOND, len(text)))
    later = [old if keep else fresh for old, fresh, keep in zip(text, new, kept, strict=True)]
    found = repetition(report("".join(text)), report("".join(later)))

    assert "".join(itertools.compress(text, kept)) == "".join(passage.text for passage in found.passages)
    assert found.all == sum(len(sentence) - 1 for sentence in later)


@given(text=sentences(FIRST), numbers=st.lists(st.integers(1, 10**6), min_size=2, max_size=2, unique=True))
def test_new_numbers_are_no_new_words(text, numbers):
    """Where only years and numbers are new, all is repeated."""
    one, other = (report("".join(f"{n}年{sentence[:5]}{n}件{sentence[5:]}" for sentence in text)) for n in numbers)

    assert 1.0 == share(one, other)


@given(text=sentences(FIRST, 4), order=st.permutations(range(4)))
def test_another_order_is_no_new_text(text, order):
    """Sentences in another order, another paragraph or another section are repeated."""
    later = report(text[order[0]], problems=("".join(text[n] for n in order[1:]),))

    assert 1.0 == share(report("".join(text)), later)


@given(one=st.lists(sentences(FIRST + SECOND), max_size=3), other=st.lists(sentences(FIRST + SECOND), max_size=3))
def test_passages_stand_in_both_reports(one, other):
    """Each passage is printed so in a paragraph of its section of the later report, and in the earlier one."""
    earlier, later = (report(problems=tuple(map("".join, texts))) for texts in (one, other))
    found = repetition(earlier, later)

    assert 0 <= found.repeated <= found.all
    for passage in found.passages:
        assert any(passage.text in paragraph for paragraph in getattr(later, passage.section))
        assert any(passage.earlier in paragraph for paragraph in earlier.problems)


@given(text=st.text(max_size=60))
def test_any_text_is_taken(text):
    """Whatever a text says, it is a sentence of its own or one that every report has."""
    assert is_template(text) in {True, False}


@pytest.mark.parametrize("text", TEMPLATES)
def test_what_every_report_has_does_not_count(text):
    """Headings, zeros, legal names, what cites the Regulation or tells how the report was made, and what is short."""
    assert is_template(text)
    assert 0 == repetition(report(text), report(text)).all


@pytest.mark.parametrize("text", OWN)
def test_what_an_organ_says_of_itself_counts(text):
    """Sentences on its own work count, though they have words that others have too."""
    assert not is_template(text)
    assert 1.0 == share(report(text), report(text))


def test_numbers_and_punctuation_are_set_aside():
    """A sentence with another number, other punctuation and another numbering is the same."""
    earlier = report("一是举办政策宣讲活动8场,收集群众建议120条；二是其他。")
    later = report("(3) 举办政策宣讲活动12场，收集群众建议1,096条。")

    assert (
        Passage(
            "overview",
            "(3) 举办政策宣讲活动12场，收集群众建议1,096条。",
            "一是举办政策宣讲活动8场,收集群众建议120条；",
        ),
    ) == repeated(earlier, later)


def test_nearly_the_same():
    """A sentence with a word or two of its own is nearly the same as one; with half of its words new it is not."""
    old = "依托门户网站开设优化营商环境专栏，集中发布各级各部门惠企政策，并及时配发图解说明和办事指南。"
    (passage,) = repeated(report("甲。" + old), report(old.replace("及时", "同步")))

    assert old == passage.earlier
    assert () == repeated(report(old), report(old[:20] + "邀请企业代表座谈，逐条听取对政策落实的意见建议。"))


def test_sentences_that_follow_each_other_are_one_passage():
    """A run is one passage as far as both reports go on in one paragraph."""
    a, b = SENTENCES
    assert [a + b] == [passage.text for passage in repeated(report(a + b), report(a + b))]
    assert [a, b] == [passage.text for passage in repeated(report(a, b), report(a + b))]
    assert [a, b] == [passage.text for passage in repeated(report(a + b), report(a, b))]
    assert [b, a] == [passage.text for passage in repeated(report(a + b), report(b + a))]
    assert [a, b] == [passage.text for passage in repeated(report(a + b), report(a + "无。" + b))]


def test_a_sentence_that_stands_there_twice():
    """Of two places in the earlier report, that is taken where the passage goes on."""
    a, b = SENTENCES
    (passage,) = repeated(report(b + "培训。" + a + b), report(a + b))

    assert (a + b, a + b) == (passage.text, passage.earlier)


def test_no_prose():
    """Reports without prose, or with nothing of their own, repeat nothing."""
    empty = Report.blank(2021)

    assert 0.0 == share(empty, empty) == share(report("无。"), report("无。"))
    assert () == repeated(empty, report(*SENTENCES)) == repeated(report(*SENTENCES), empty)


def test_half_is_much():
    """A report is a repetition from half on: last year's text with as much that is new is none."""
    assert 0.5 == MUCH


@pytest.mark.parametrize(
    "text",
    [
        "举办宣讲活动收集意见",
        "甲乙丙丁，",
        "，",
        "《",
        "一",
        "一、",
        "届",
        "0件，",
        "未无没有",
        "（一）",
        "党的一",
        "1,1.",
        "欢迎",
    ],
)
def test_hostile_texts_take_no_time(text):
    """However long a text is that says the same again and again, it takes a moment."""
    long = report(text * (2**18 // len(text)))
    start = time.perf_counter()
    repetition(long, long)

    assert time.perf_counter() - start < 10


@pytest.mark.shared
def test_organs_do_not_repeat_each_other(shared):
    """What published reports of several organs and years say is their own: far less than half is shared."""
    names = (
        "001-huaian-shi-2024-pdftotext-raw.txt",
        "003-shanghai-shizhengfu-bangongting-2019-html.html",
        "007-pingtan-2020-collapsed.txt",
        "011-pingtan-2024-collapsed.txt",
    )
    texts = [read(shared / "corpus" / name) for name in names]

    assert all(repetition(text, text).all > 900 for text in texts)
    assert [] == [(a.organ, b.organ) for a, b in itertools.permutations(texts, 2) if share(a, b) > MUCH / 5]
