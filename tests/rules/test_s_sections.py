"""
S-SECTIONS: 年度报告包括格式规定的六个部分，次序不变，均不空缺。

条例第五十条 lists what a report contains, 国办公开办函〔2021〕30号 adds 不能遗漏，也不宜泛化, and both forms print six
sections. A section of prose is there if it has its heading, and is empty if nothing stands below it;
五、存在的主要问题及改进情况 must say more than 无, while 六、其他需要报告的事项 may say just that. A section of tables
is there if one of its tables is; which tables are due depends on the editions of those that are there.

A report that announces 六部分 and lists five is found, and so is one whose section five is “无”.
"""

import pytest

from hypothesis import given
from hypothesis import strategies as st
from questions import EDITIONS, asked, rule, suqian, zeros

from govinfo.cells import BLOCKS
from govinfo.language import LOCALES, label
from govinfo.report import Reading, Report
from govinfo.strategies import reports


RULE = rule("S-SECTIONS")
PROSE = {
    "overview": "一、总体情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
SECTIONS = ("overview", "disclosure", "applications", "disputes", "problems", "other_matters")
DUE = {
    2019: ["documents", "services", "enforcement", "charges", "procurement"],
    2021: ["documents", "services", "enforcement", "charges"],
}


def whole(edition, **blocks):
    """A report with all its sections."""
    report = Report.blank(edition, organ="某局", year=edition, blocks=blocks.get("blocks"))
    return report.replace(**dict.fromkeys(PROSE, ("正常开展。",)))


def said(report):
    """What the findings say, without their words."""
    return [
        {"template": finding.template, "section": finding.section, **finding.fields}
        for finding in asked(report, RULE).findings
    ]


def missing(section):
    """That a section is missing."""
    return {"template": "Section “{section}” is missing.", "section": section}


@given(report=reports())
def test_S_SECTIONS_is_silent_about_a_whole_report(report):
    """A report with all its sections is right, and blanks in its tables are no matter of this rule."""
    assert ((), ()) == (asked(report, RULE).findings, asked(report, RULE).undetermined)
    assert () == asked(whole(report.applications.edition), RULE).findings


@given(
    edition=st.sampled_from(EDITIONS),
    gone=st.sets(st.sampled_from(sorted(PROSE))),
    empty=st.sets(st.sampled_from(sorted(PROSE))),
)
def test_S_SECTIONS_finds_what_is_missing_or_empty(edition, gone, empty):
    """Each section of prose that is missing, or empty, is found, in the order of the form; the others are not."""
    report = whole(edition).replace(**dict.fromkeys(empty, ()) | dict.fromkeys(gone))
    words = {**dict.fromkeys(empty, "empty"), **dict.fromkeys(gone, "missing")}
    expected = [
        {"template": f"Section “{{section}}” is {words[name]}.", "section": name} for name in SECTIONS if name in words
    ]
    assert expected == said(report)


@given(report=reports(mixed=True, prose=False))
def test_S_SECTIONS_knows_which_tables_are_due(report):
    """A section without tables is missing; one with some lacks those that every edition in the report asks for."""
    there = {path for path, edition in zip(BLOCKS, report.editions, strict=True) if edition}
    editions = {edition for edition in report.editions if edition}
    due = [name for name in DUE[2019] if all(name in DUE[edition] for edition in editions)]
    lacking = tuple(f"disclosure.{name}" for name in due if f"disclosure.{name}" not in there)
    one = {"template": "Section “{section}” lacks {blocks}.", "section": "disclosure", "blocks": lacking}
    two = [one][: len(lacking)] if any(path.startswith("disclosure.") for path in there) else [missing("disclosure")]
    rest = [missing(name) for name in ("applications", "disputes") if name not in there]
    assert two + rest == said(report)


@pytest.mark.parametrize("edition", EDITIONS)
def test_S_SECTIONS_finds_each_table(edition):
    """Any one table of section two that is not there is found; 第二十条第（九）项 only in the edition of 2019."""
    for name in DUE[edition]:
        (finding,) = asked(whole(edition, blocks={f"disclosure.{name}": None}), RULE)
        assert ("warning", (f"disclosure.{name}",)) == (finding.severity, finding.fields["blocks"])


@pytest.mark.parametrize("edition", EDITIONS)
def test_S_SECTIONS_finds_a_document_without_tables(edition):
    """Where no table is there all three sections of tables are missing."""
    report = whole(edition, blocks=dict.fromkeys(BLOCKS))
    assert [missing("disclosure"), missing("applications"), missing("disputes")] == said(report)


@pytest.mark.parametrize("text", ["无", "无。", "（无）", "(无)", "没有", "没有。", "略", "（略）。"])
def test_S_SECTIONS_asks_section_five_to_say_something(text):
    """五 that says 无 or its like is found, and the word is quoted; 六 may say so."""
    for paragraphs in ((text,), (text, "无")):
        report = zeros(2021).replace(**dict.fromkeys(PROSE, ("正常开展。",)) | {"problems": paragraphs})
        (finding,) = asked(report, RULE)
        assert ("problems", text) == (finding.section, finding.fields["text"])
    assert () == asked(whole(2021).replace(overview=(text,), other_matters=(text,)), RULE).findings


@pytest.mark.parametrize(
    "paragraphs", [("无专职人员。",), ("无", "人员较少。"), ("暂未发现问题，无",), ("没有专人负责",)]
)
def test_S_SECTIONS_is_silent_where_section_five_says_more(paragraphs):
    """A text that has 无 in it is a text."""
    assert () == asked(whole(2021).replace(problems=paragraphs), RULE).findings


def reading(*sections):
    """What reading a document with headings in this order found."""
    return Reading("text", sections=sections)


@pytest.mark.parametrize("i", range(5))
def test_S_SECTIONS_finds_two_sections_that_changed_places(i):
    """Two sections in each other's place are found, and named as they stand."""
    order = [*SECTIONS[:i], SECTIONS[i + 1], SECTIONS[i], *SECTIONS[i + 2 :]]
    (finding,) = asked(whole(2021).replace(reading=reading(*order)), RULE)
    assert (SECTIONS[i], SECTIONS[i + 1]) == (finding.section, finding.fields["section_before"])


@given(order=st.lists(st.sampled_from(SECTIONS), unique=True))
def test_S_SECTIONS_knows_the_order(order):
    """What was read is right in the order of the form, be it in parts, and wrong in any other."""
    in_order = sorted(order, key=SECTIONS.index)
    assert () == asked(whole(2021).replace(reading=reading(*in_order)), RULE).findings
    assert (order != in_order) == bool(asked(whole(2021).replace(reading=reading(*order)), RULE).findings)


def test_S_SECTIONS_leaves_repetition_to_reading():
    """A heading that stands twice in a row changes no order."""
    assert () == asked(whole(2021).replace(reading=reading("overview", "overview", "disclosure")), RULE).findings


def test_S_SECTIONS_example():
    """Six announced, five listed; then section five says 无 as well. The tables of 宿迁 2023 are all there."""
    report = suqian(2023).replace(overview=("本报告由六部分组成。",), problems=("无",))
    assert ["problems", "other_matters"] == [finding["section"] for finding in said(report)]


@pytest.mark.parametrize("locale", LOCALES)
def test_S_SECTIONS_in_words(locale):
    """The message names the section by its heading, a table by its title, and quotes what section five says."""
    report = whole(2019, blocks={"disclosure.charges": None}).replace(overview=None, other_matters=(), problems=("略",))
    report = report.replace(reading=reading("disputes", "applications"))
    messages = [finding.message(locale) for finding in asked(report, RULE)]
    words = [
        ["一、总体情况"],
        ["二、主动公开政府信息情况", "第二十条第（八）项"],
        ["五、存在的主要问题及改进情况", "略"],
        ["六、其他需要报告的事项"],
        ["三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"],
    ]
    assert len(words) == len(messages)
    assert all(label(word, locale) in message for all_, message in zip(words, messages, strict=True) for word in all_)
