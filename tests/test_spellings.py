"""
Two spellings of a label are the same where nothing but the way of writing it differs, and no others are.
"""

import itertools
import unicodedata

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from govinfo.cells import BLOCKS, SECTIONS, block_editions
from govinfo.spellings import COLUMNS, LONGEST, ROWS, bare, folded, key
from govinfo.spellings import SECTIONS as WORDINGS
from govinfo.vocabulary import block_labels, vocabulary


LABELS = sorted(
    {label for block in BLOCKS for edition in block_editions(block) for label in block_labels(block, edition)}
)
CHARACTERS = "本年度一二三0123（(）)，,。、.．：:“”\"'－-①⑴㈠Ⅱ規章規范⼈⺠數（shù）（sh）ﬁ　 \t\u200b数资讯规范性档案"

labels = st.sampled_from(LABELS)
texts = st.text(max_size=20) | st.text(CHARACTERS, max_size=30)


@given(texts)
@example("①（二）規範性檔案")
@example("數(shù)量")
def test_what_is_folded_is_the_key(text):
    """The characters that count are those of the key, each with its place in the text, in the order of the text."""
    plain, positions = folded(text)
    assert plain == key(text)
    assert len(plain) == len(positions)
    assert positions == sorted(positions)
    assert all(0 <= position < len(text) for position in positions)


@given(texts)
def test_a_key_has_nothing_but_letters_and_digits(text):
    """A key is made of what counts, and the key of a key is the same."""
    assert all(character.isalnum() for character in key(text))
    assert key(key(text)) == key(text)


@given(labels, st.data())
def test_width_space_and_punctuation_make_no_difference(label, data):
    """Full and half width, and spaces or punctuation anywhere, give the same key."""
    written = "".join(
        character + data.draw(st.sampled_from(["", " ", "\u3000", "\n", "，", "·"]))
        for character in unicodedata.normalize("NFKC", label)
    )
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in label)
    assert key(written) == key(label) == key(wide)


@given(labels, st.data())
def test_pinyin_behind_characters_makes_no_difference(label, data):
    """Copies that print how characters are read give the same key."""
    written = "".join(
        character + (data.draw(st.sampled_from(["", "(shù)", "（shù）", "(lǜ)"])) if character.isalpha() else "")
        for character in label
    )
    assert key(written) == key(label)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("規章", "规章"),
        ("行政規範性文件", "行政规范性文件"),
        ("行政規範性檔案", "行政规范性文件"),
        ("本機關不掌握相關政府資訊", "本机关不掌握相关政府信息"),
        ("收到和處理政府信息公開申請情況", "收到和处理政府信息公开申请情况"),
        ("⼀、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量"),
        ("自然⼈", "自然人"),
        ("⺠", "民"),
        ("㈠予以公开", "（一）予以公开"),
    ],
)
def test_other_characters_for_the_same_words(written, label):
    """Traditional characters, radicals and characters for several others give the key of what the form prints."""
    assert key(written) == key(label)


def test_different_labels_have_different_keys():
    """No two labels of a block are the same for the way of writing them."""
    for block in BLOCKS:
        for edition in block_editions(block):
            for one, other in itertools.combinations(block_labels(block, edition), 2):
                assert key(one) != key(other)


@pytest.mark.parametrize(
    "number",
    [
        "1.",
        "12.",
        "3．",
        "4、",
        "（二）",
        "(二)",
        "（3）",
        "一、",
        "第一部分：",
        "第三部分 ",
        "一是",
        "十一、",
        "①",
        "## ",
        "\u3000",
        "**",
    ],
)
def test_numbers_in_front_make_no_difference_to_what_is_bare(number):
    """The number in front of a label, in any usual writing, is no part of what is bare."""
    assert bare(f"{number}重复申请") == "重复申请"


@pytest.mark.parametrize("text", ["三安全一稳定", "1.5倍", "一年来", "三类内部事务信息"])
def test_a_number_within_words_is_kept(text):
    """Numerals that belong to words are kept."""
    assert bare(text) == key(text)


@given(texts.filter(lambda text: len(text) <= LONGEST))
def test_long_texts_have_keys_too(text):
    """The key of a text that is too long for a label is worked out all the same, but not kept."""
    long = text + "长" * LONGEST
    assert key(long).endswith("长" * LONGEST)
    assert bare(long).endswith("长" * LONGEST)


def test_other_wordings_are_of_what_there_is():
    """Other wordings are given for sections, columns and rows that the form has, and each is known."""
    words = vocabulary()
    assert set(WORDINGS) <= set(SECTIONS)
    for name, wordings in WORDINGS.items():
        assert {words.section(wording) for wording in wordings} == {name}
    for path, wordings in COLUMNS.items():
        assert path.startswith(tuple(BLOCKS))
        for wording in wordings:
            assert any(f"{label.block}.{label.path}" == path for label in words.columns[key(wording)])
    for path, wordings in ROWS.items():
        for wording in wordings:
            assert path in {label.path for label in words.rows[key(wording)]}


# --- The vocabulary --------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", LABELS)
def test_a_beginning_of_a_label_is_no_other_label(label):
    """Whoever breaks a label finds its beginning to be one, and the whole is none of its own beginnings."""
    words = vocabulary()
    if key(label) in words.rows:
        assert words.begins_row(label[: len(label) // 2 + 1]) or len(key(label)) < 4
        assert words.begins_any(label)
    assert words.is_part(label)
    assert words.is_part(label[1:])


def test_what_no_label_begins_with():
    """Other words begin no label, and a text longer than any label is none and no part of one."""
    words = vocabulary()
    long = "规章" * LONGEST
    assert not words.begins_row("其他词")
    assert not words.begins_any("其他词")
    assert words.begun_row("其他词") == ""
    assert not words.is_part(long)
    assert not words.begins_row(long)
    assert words.section(long) is None
    assert words.row(long, None, has_figures=True) == ()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("5.要求行政机关确认或重", "要求行政机关确认或重新出具已获取信息"),
        ("没有现成信息需", "没有现成信息需要另行制作"),
        ("2.没有现成信息需", "没有现成信息需要另行制作"),
        ("规章", ""),
        ("行政", ""),
        ("1.属于", ""),
        ("其他", ""),
    ],
)
def test_the_one_label_that_a_text_begins(text, whole):
    """A text begins a label if it is the beginning of the label of one row only, and no label itself."""
    assert vocabulary().begun_row(text).lstrip("0123456789") == whole


def test_words_that_are_rows_and_columns():
    """其他 and 总计 stand for a row only where such a row is due and figures follow; with a number always."""
    words = vocabulary()
    outcome = "applications.outcome"
    assert words.row("总计", None, has_figures=True) == ()
    assert words.row("总计", outcome, has_figures=False) == ()
    assert [label.path for label in words.row("总计", outcome, has_figures=True)] == ["applications.outcome.total"]
    assert "applications.outcome.other.rest" in {
        label.path for label in words.row("其他", "applications.outcome.other", has_figures=True)
    }
    assert words.row("（七）总计", None, has_figures=True)
    assert words.row("3.其他", None, has_figures=True)


def test_a_heading_of_no_row_spans_nothing():
    """A heading that a row does not have spans none of its columns."""
    (label,) = [label for label in vocabulary().columns[key("商业企业")] if label.block == "applications"]
    assert list(label.span(("made", "disclosed"))) == []
    assert list(label.span(("natural_persons", "organizations.businesses"))) == [1]
