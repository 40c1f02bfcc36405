"""
Findings in words: what stands where, as the form prints it, in Chinese and in English.

Nothing is left for the reader to look up.
"""

import datetime

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Cell, Report, Severity, UnreadableReport, check, reads, render
from govinfo._text import clean
from govinfo.cells import cells_of, official
from govinfo.errors import Fault, UnknownLocale
from govinfo.finding import Authority, Basis, Finding, Side, Source, Term, Verdict
from govinfo.form import Results
from govinfo.messages import MOST_TERMS, QUOTED, in_report, places, report_name, words
from govinfo.rule import Comparison, Sum, at_least, equal, rule
from govinfo.strategies import reports


THREE, FOUR = CELLS.applications, CELLS.disputes
CASES = FOUR.reconsideration


def filled(figures, edition=2021):
    """A report with these figures and else zeros."""
    report = Report.blank(edition, organ="某市", year=edition + 1)
    return report.replace(dict.fromkeys(cells_of(official(edition)), 0) | figures)


def found(report, rule_id, *, rules=None):
    """The one finding, or open question, of a rule."""
    result = check(report, rules)
    (finding,) = [f for f in (*result.findings, *result.undetermined) if f.rule == rule_id and f.left]
    return finding


def made(**known):
    """A finding with these properties and nothing else to say."""
    basis = Basis("某规则。", "Some rule.", Authority.PRACTICE, "")
    return Finding(**{"rule": "X-1", "severity": Severity.HINT, "basis": basis, "template": "{place}: {text}", **known})


# --- Relations -------------------------------------------------------------------------------------------


def test_both_sides_and_the_difference_are_named():
    """A violated relation names each term with its figure, both sums, and by how much they differ."""
    finding = found(
        filled({CASES.upheld: 1, CASES.overturned: 2, CASES.other: 3, CASES.pending: 1204, CASES.total: 7}), "T4-TOTAL"
    )
    chinese, english = finding.message("zh"), finding.message("en")
    for part in ("行政复议", "结果维持 1 ＋ 结果纠正 2 ＋ 其他结果 3 ＋ 尚未审结 1204 ＝ 1210", "总计 7", "相差 1203"):
        assert part in chinese
    for part in (
        "Administrative reconsideration",
        "Upheld 1 + Overturned 2 + Other result 3 + Pending 1,204 = 1,210",
        "Total 7",
        "1,203",
    ):
        assert part in english


@given(reports(blanks=True), st.data())
def test_every_figure_that_is_not_zero_is_in_the_message(report, data):
    """Each figure of a relation that is not zero stands beside the name of its cell."""
    cells = cells_of(report.editions)
    changed = report.replace(
        data.draw(st.dictionaries(st.sampled_from(cells), st.integers(1, 10**6), min_size=1, max_size=3))
    )
    for finding in check(changed):
        for side in (finding.left, finding.right):
            for term in side.terms if side else ():
                if term.figure:
                    labels = term.cell.labels(finding.edition)
                    ends = [label[-1].partition("（区分处理的")[0] for label in (labels.rows, labels.columns) if label]
                    assert any(f"{end} {term.figure}" in finding.message() for end in ends)


def test_many_zeros_are_folded():
    """Three or more terms that are zero are counted and not listed; two are listed."""
    row = THREE.received
    few = found(filled({row.natural_persons: 1, row.organizations.other: 2, row.total: 5}), "T3-APPLICANTS")
    assert "自然人 1 ＋ 其他 2（其余 4 项为 0） ＝ 3" in few.message("zh")
    assert "（其余 4 项为 0）" in few.message("zh")
    assert "(the other 4 are 0)" in few.message("en")
    assert "科研机构" not in few.message("zh")
    two = found(filled({CASES.upheld: 1, CASES.pending: 2, CASES.total: 4}), "T4-TOTAL")
    assert "结果纠正 0" in two.message("zh")
    assert "其余" not in two.message("zh")


def test_a_side_of_zeros_is_written_out():
    """Where every term is zero there is nothing to fold them into."""
    finding = found(filled({CASES.total: 4}), "T4-TOTAL")
    assert "结果维持 0 ＋ 结果纠正 0 ＋ 其他结果 0 ＋ 尚未审结 0 ＝ 0" in finding.message("zh")


def test_what_is_subtracted_has_a_minus():
    """A term with the coefficient −1 is written with a minus, and the side of a single term without a sum."""
    documents = CELLS.disclosure.documents.normative
    finding = found(filled({documents.issued: 9, documents.repealed: 2, documents.in_force: 1}), "T2-STOCK")
    assert "现行有效件数 1，" in finding.message("zh")
    assert "本年制发件数 9 － 本年废止件数 2 ＝ 7" in finding.message("zh")
    assert "Issued this year 9 − Repealed this year 2 = 7" in finding.message("en")


def test_a_constant_is_a_side():
    """A relation with a number on one side shows that number."""
    items = CELLS.disclosure.services.licences
    finding = found(filled({items.items_last_year: 3, items.change: -5}, 2019), "T2-ITEMS")
    assert "上一年项目数量 3 ＋ 本年增/减 -5 ＝ -2，小于0" in finding.message("zh")
    assert "= -2 is less than 0" in finding.message("en")


@rule("X-TWICE", english="Twice.", severity="hint", authority="practice", cites="某处")
def twice(results: Results[Sum]) -> Comparison[Sum]:
    """两倍结果维持等于总计。"""
    return equal(results.upheld + results.upheld, results.total)


@rule("X-LESS", english="Less.", severity="hint", authority="practice", cites="某处")
def less(results: Results[Sum]) -> Comparison[Sum]:
    """减后不少于其他结果。"""
    return at_least(Sum() - results.upheld - results.overturned - results.overturned, results.total)


def test_a_term_that_counts_twice_says_so():
    """A coefficient of two is written as 2×."""
    finding = found(filled({CASES.upheld: 4, CASES.total: 9}), "X-TWICE", rules=[twice])
    assert "2×结果维持 4，而总计 9，相差 1" in finding.message("zh")
    assert "2×Upheld 4" in finding.message("en")


def test_a_side_can_begin_with_a_minus():
    """A first term that is subtracted has its sign in front of it, close by."""
    finding = found(filled({CASES.upheld: 4, CASES.overturned: 1}), "X-LESS", rules=[less])
    assert "－结果维持 4 － 2×结果纠正 1 ＝ -6" in finding.message("zh")


def test_blank_terms_are_named():
    """A relation that cannot be checked names the cells that are blank, and only these."""
    finding = found(filled({CASES.pending: None, CASES.other: None}), "T4-TOTAL")
    assert finding.verdict is Verdict.UNDETERMINED
    assert "其他结果、尚未审结" in finding.message("zh")
    assert "Other result, Pending" in finding.message("en")
    assert "结果维持" not in finding.message("zh").partition("规则")[0]


def test_a_blank_within_a_side_is_written_as_such():
    """A side of which a term is blank shows the word blank there, and no sum."""
    term = Term(CASES.upheld, 1, None)
    finding = made(
        template="{left}",
        cells=(CASES.upheld, CASES.total),
        left=Side((term, Term(CASES.total, 1, 3))),
        right=Side((), 4),
    )
    assert finding.message("en") == "Upheld blank + Total 3"
    assert finding.message("zh") == "结果维持 空白 ＋ 总计 3"
    assert finding.difference is None


def test_amounts_are_printed_with_their_unit():
    """Money in a message has the unit that it is printed with."""
    cell = CELLS.disclosure.procurement.purchases.amount
    finding = made(template="{left}", cells=(cell,), left=Side((Term(cell, 1, 2_500_000_000),)), right=Side((), 0))
    assert "25000000元" in finding.message("zh")
    assert "25,000,000 yuan" in finding.message("en")


def test_cells_are_called_as_their_edition_prints_them():
    """The same relation in two editions is told in the words of each."""
    for edition, label in ((2019, "（六）其他处理"), (2021, "（六）其他处理 · 3.其他")):
        row = THREE.outcome.other_undivided if edition == 2019 else THREE.outcome.other.rest
        finding = found(filled({row.natural_persons: 1, row.total: 2}, edition), "T3-APPLICANTS")
        assert f"{label}：" in finding.message("zh")


# --- Where it was read -----------------------------------------------------------------------------------


def at(*lines, **known):
    """Sources in these lines."""
    return [Source("5", line=line, **known) for line in lines]


@pytest.mark.parametrize(
    ("sources", "english"),
    [
        (at(7), "line 7"),
        (at(7, 8, 9, 12), "lines 7–9, 12"),
        (at(12, 8, 9, 7, 8), "lines 7–9, 12"),
        (at(7, 8), "lines 7–8"),
        (at(7, 7), "line 7"),
        (at(7, column=2), "line 7, cell 2"),
        (at(7, table=2, column=3), "table 2, row 7, cell 3"),
        (at(7, page=4), "page 4, line 7"),
        (at(7, 8, table=1), "table 1, row 7; table 1, row 8"),
        (at(7, 7, table=1), "table 1, row 7"),
        (at(7, document="甲.txt"), "甲.txt line 7"),
        (at(7, 9, document="甲.txt"), "甲.txt lines 7, 9"),
    ],
)
def test_places_are_told_in_short(sources, english):
    """Lines that follow each other are one range; a document is named once."""
    assert places(sources, "en") == english


def test_places_in_chinese():
    """The same in Chinese."""
    assert places(at(7, 8, 9, 12), "zh_Hans") == "第7–9、12行"
    assert places(at(7, column=2), "zh_Hans") == "第7行第2格"


def test_a_violation_in_a_document_says_where():
    """The lines in which the figures of a relation were read are part of the message."""
    report = filled({CASES.total: 4}).replace(overview=("好。",))
    text = render(report)
    line = next(
        n
        for n, line in enumerate(text.splitlines(), 1)
        if line.split("│")[1:6] == [cell for cell in line.split("│")[1:6] if cell.strip() in {"0", "4"}]
        and line.count("│") == 16
    )
    finding = found(reads(text, document="甲.txt"), "T4-TOTAL")
    assert f"甲.txt line {line}" in finding.message("en")
    assert "甲.txt" in finding.message("zh")


# --- What it rests on, and what is quoted ----------------------------------------------------------------


@given(reports(mixed=True, blanks=True))
def test_every_message_says_what_it_rests_on(report):
    """A finding of a rule quotes the rule and its source, in both languages; no name of a field is left in braces."""
    result = check(report.replace(problems=None, year=2020))
    for finding in (*result.findings, *result.undetermined):
        chinese, english = finding.message("zh"), finding.message("en")
        assert finding.basis.sentence.rstrip("。") in chinese
        assert finding.basis.english.rstrip(".") in english
        assert finding.basis.cites in chinese
        for text in (chinese, english):
            assert "{" not in text
            assert text == clean(text)
            assert "  " not in text


def test_what_rests_on_nothing_says_nothing_of_it():
    """A finding whose rule cites nothing has no such sentence."""
    assert made(fields={"text": "坏"}, template="{text}!").message("en") == "坏!"


def test_long_print_is_cut_in_the_message_and_kept_in_the_finding():
    """A message quotes not more than so much of a document."""
    text = "长" * (QUOTED + 1)
    finding = made(fields={"text": text}, template="{text}")
    assert finding.message("en") == "长" * QUOTED + "…"
    assert finding.fields["text"] == text
    assert made(fields={"text": text[1:]}, template="{text}").message("en") == text[1:]


@given(st.text())
def test_what_is_quoted_is_one_line(text):
    """Nothing that a document says breaks out of a message: no line ends, no control characters."""
    for field in ("text", "organ", "document"):
        message = made(fields={field: text}, template=f"“{{{field}}}”").message("en")
        assert message.isprintable() or clean(message) == message
        assert "\n" not in message
        assert "\x1b" not in message


@pytest.mark.parametrize("text", ["{place}", "{left.__class__}", "{0}", "{", "}", "%s", "\\1", "\\g<0>"])
def test_what_is_quoted_is_not_a_template(text):
    """Braces and escapes in a document are only characters."""
    assert made(fields={"text": text, "place": "此处"}, template="{text}").message("en") == text


@pytest.mark.parametrize("template", ["{nothing}", "{text.__class__}", "{text!r}", "{text:>9}", "{}", "100%"])
def test_a_template_from_a_file_asks_for_names_only(template):
    """Templates come with documents of JSON too; what they ask for beyond a name is not given."""
    assert made(fields={"text": "一"}, template=template).message("en") == template


@pytest.mark.parametrize(
    ("fields", "english", "chinese"),
    [
        ({"text": datetime.date(2024, 1, 20)}, "January 20, 2024", "2024年1月20日"),
        ({"cell": THREE.received.total}, "Total", "总计"),
        ({"cells": ["applications.received.total"]}, "Total", "总计"),
        ({"section": "disputes"}, "IV. Administrative", "四、政府信息公开"),
        ({"section": "preamble"}, "preamble", ""),
        ({"block": "disclosure.documents"}, "Article 20, item (1)", "第二十条第（一）项"),
        ({"block": "applications"}, "III. Requests", "三、收到和处理"),
        (
            {"blocks": ("disclosure.services", "disclosure.procurement")},
            "item (5), Article 20, item (9)",
            "第二十条第（五）项、第二十条第（九）项",
        ),
        ({"rows": ["规章", "行政许可"]}, "Government rules, Administrative licensing", "规章、行政许可"),
        ({"level": "town"}, "town", "乡镇"),
        ({"figure": 12345}, "12,345", "12345"),
        ({"count": 12345}, "12,345", "12345"),
        ({"year": 2024}, "2024", "2024"),
        ({"figures": {THREE.received.total: 5}}, "Total 5", "总计 5"),
        ({"names": ["a", "b"]}, "a, b", "a、b"),
        ({"figure": True}, "True", "True"),
        ({"figure": 3.5}, "3.5", "3.5"),
    ],
)
def test_values_are_put_into_words_by_their_names(fields, english, chinese):
    """A name that begins with section, block, cell, row, level, figure or count says what its value is."""
    (name,) = fields
    finding = made(fields=fields, template=f"{{{name}}}", edition=max(fields.get("edition", 2021), 2021))
    assert english in finding.message("en")
    assert chinese in finding.message("zh")


def test_faults_of_a_document_are_told_with_their_paths():
    """What is wrong in a document of JSON is told place by place."""
    faults = (Fault("$.year", "must be a whole number"), Fault("$.organ", "must be one of {names}", ("甲", "乙")))
    text = words("not a report: {faults}", {"faults": faults}, "en")
    assert "$.year" in text
    assert "must be one of 甲, 乙" in text
    with pytest.raises(UnreadableReport) as caught:
        reads('{"year": "2023"}')
    assert "$.year" in caught.value.message("en")
    assert "$.year" in caught.value.message("zh")
    assert caught.value.message("zh") != caught.value.message("en")


def test_an_unknown_language_is_refused():
    """Messages are Chinese or English."""
    with pytest.raises(UnknownLocale):
        made().message("fr")


def test_chinese_is_the_language_unless_another_is_asked_for():
    """The form is Chinese, and so are messages."""
    finding = found(filled({CASES.total: 4}), "T4-TOTAL")
    assert finding.message() == finding.message("zh_CN.UTF-8") != finding.message("en_US")


def test_a_finding_as_plain_values():
    """What a program gets is the same finding: paths, figures, both totals, difference, message and basis."""
    value = found(filled({CASES.total: 4}), "T4-TOTAL").to_dict("en")
    assert list(value) == [
        "rule", "severity", "verdict", "section", "cells", "left", "right", "sense", "difference", "message", "basis",
    ]  # fmt: skip
    assert (value["left"]["total"], value["right"]["total"], value["difference"]) == (0, 4, -4)
    assert value["right"]["terms"] == [{"cell": "disputes.reconsideration.total", "coefficient": 1, "figure": 4}]
    assert [Cell(path) for path in value["cells"]] == list(CASES.cells())


# --- Several reports -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("某市人民政府 2024", "某市人民政府（2024年）", "某市人民政府 (2024)"),
        ("ABC Bureau 2024", "ABC Bureau（2024年）", "ABC Bureau (2024)"),
        ("2024", "2024", "2024"),
        (" 2024", " 2024", " 2024"),
        ("某局 草稿", "某局 草稿", "某局 草稿"),
        ("某局", "某局", "某局"),
        ("", "", ""),
    ],
)
def test_a_report_among_several_is_called_as_people_call_it(name, zh, en):
    """By its organ and its year; another name stays as it is."""
    assert [zh, en] == [report_name(name, "zh"), report_name(name, "en")]
    assert [f"{zh}“总计”", f"{en}, “Total”"] == [in_report(name, "总计", "zh_Hans"), in_report(name, "Total", "en")]


def bound(*figures, cells=(CASES.total,)):
    """A finding that holds a city against so many parts."""
    terms = [Term(cell, 1, figure, report=f"局{n} 2023") for n, figure in enumerate(figures) for cell in cells]
    left = Side((Term(CASES.total, 1, 7, report="某市 2023"),))
    return made(
        template="{place}: {left}, but {right}; the difference is {difference}.",
        cells=cells,
        left=left,
        right=Side(tuple(terms)),
    )


def test_terms_of_one_cell_are_called_by_their_reports():
    """The cell is named once, and each figure by its report."""
    text = bound(2, 3).message("zh")
    assert text.endswith("行政复议 · 总计：某市（2023年） 7，而局0（2023年） 2 ＋ 局1（2023年） 3 ＝ 5，相差 2。")


def test_terms_of_several_cells_are_called_by_report_and_cell():
    """Where two cells of a report take part, each is named."""
    text = bound(2, cells=(CASES.total, CASES.pending)).message("en")
    assert "局0 (2023), “Total” 2 + 局0 (2023), “Pending” 2 = 4; the difference is 3." in text


@pytest.mark.parametrize(
    ("more", "zh", "en"), [(0, "", ""), (1, "，另有 1 项", " and 1 more"), (9, "，另有 9 项", " and 9 more")]
)
def test_a_government_may_have_more_parts_than_are_named(more, zh, en):
    """So many are named, the rest is counted, and the sum is of all."""
    finding = bound(*[2] * (MOST_TERMS + more))
    last, total = MOST_TERMS - 1, 2 * (MOST_TERMS + more)
    assert f"局{last}（2023年） 2{zh} ＝ {total}，相差" in finding.message("zh")
    assert f"局{last} (2023) 2{en} = {total}; the difference" in finding.message("en")


def test_reports_in_a_list_are_called_as_people_call_them():
    """A field that names reports."""
    finding = made(
        template="Cannot be checked, because reports are missing: {reports}.",
        fields={"reports": ("某局 2023", "某局 2024")},
    )
    assert "某局（2023年）、某局（2024年）" in finding.message("zh")
    assert "某局 (2023), 某局 (2024)" in finding.message("en")
