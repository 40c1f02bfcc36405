"""
S-REPEATED: 年度报告的文字内容不与上年雷同。

国办公开办函〔2021〕30号, （四）, names 内容雷同、敷衍塞责 among the faults for which an organ is called to
account if they have done harm; so it is asked of reports on the form of 2021.
It is a warning: lasting tasks may well be told in the same words twice. What every report has does not count, nor do
years and numbers; and only where half of the rest is repeated, and that rest is a hundred characters or more, is
anything said.

Four of six sentences of some 22 characters each are more than half, and are found, with other numbers as well; two are
not.
"""

import datetime

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo.finding import Verdict
from govinfo.language import LOCALES
from govinfo.ledger import ledger
from govinfo.organ import Organ
from govinfo.reconciliation import reconcile
from govinfo.repetition import LEAST, MUCH, SHORTEST, repetition
from govinfo.report import Report
from govinfo.rules import BONDS
from govinfo.strategies import reports


(RULE,) = (rule for rule in BONDS if rule.id == "S-REPEATED")

SENTENCES = (
    "全年举办政策宣讲活动8场，走访企业并收集意见建议120条。",
    "新建村级便民服务点十二处，老人在家门口就能查到惠民补贴。",
    "邀请中学生旁听局长办公会，现场讨论校园周边停车难题。",
    "把山洪灾害预警短信改成方言广播，覆盖全部临河院落。",
    "将三年来的旧档案扫描上网，群众查阅不必再跑县城。",
    "组织电工协会上门检修线路，排除老旧小区用电隐患。",
)
FORM = Report.blank(2021, organ="某局", year=2023)


def asked(earlier, later):
    """What the rule says of two years of one organ."""
    years = [report.replace(organ=Organ("某局"), year=year) for year, report in ((2023, earlier), (2024, later))]
    return reconcile(ledger(years), [RULE])


def telling(*sentences, section="overview"):
    """A report with these sentences."""
    return FORM.replace(**{section: sentences})


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, unique=True), st.data())
def test_S_REPEATED_counts_how_much_is_repeated(later, data):
    """It is found exactly if half of a hundred characters or more stands in the earlier report, in any order."""
    earlier = data.draw(st.lists(st.sampled_from(SENTENCES), unique=True))
    found = repetition(telling(*earlier), telling(*later))
    assert (found.share > 0) == bool(set(earlier) & set(later))
    assert (found.share >= MUCH and found.all >= LEAST) == bool(asked(telling(*earlier), telling(*later)).findings)


@given(report=reports(prose=True))
def test_S_REPEATED_is_about_prose_only(report):
    """The same figures in both years are no repetition, whatever they are."""
    bare = report.replace(overview=None, problems=(), other_matters=None, published=None)
    assert ((), ()) == ((found := asked(bare, bare)).findings, found.undetermined)


@pytest.mark.parametrize("section", ["overview", "problems", "other_matters"])
def test_S_REPEATED_looks_at_every_section(section):
    """Each section of prose counts, and the finding is about it."""
    (finding,) = asked(telling(*SENTENCES, section=section), telling(*SENTENCES, section=section))
    assert (section, "warning", Verdict.VIOLATED) == (finding.section, finding.severity, finding.verdict)
    assert ("某局 2024", "某局 2023") == finding.reports


def test_S_REPEATED_sets_years_and_numbers_aside():
    """Another number or year does not make a sentence another one."""
    earlier = telling("2022年，全年举办政策宣讲活动8场，走访企业并收集意见建议120条。", *SENTENCES[1:])
    later = telling("2023年，全年举办政策宣讲活动31场，走访企业并收集意见建议4条。", *SENTENCES[1:])
    assert 1 == len(asked(earlier, later))
    assert 1.0 == repetition(earlier, later).share


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告按照《中华人民共和国政府信息公开条例》编制。",
        "本年度未收取信息处理费。",
        "无其他需要报告的事项。",
        "2023年，我局未收到政府信息公开申请，也未发生行政复议、行政诉讼。",
        "培训3次。",
    ],
)
def test_S_REPEATED_leaves_out_what_every_report_has(sentence):
    """What cites the Regulation, says that there was nothing, or is short, may stand in every report."""
    assert 0 == repetition(telling(sentence), telling(sentence)).all
    assert () == asked(telling(*[sentence] * 20), telling(*[sentence] * 20)).findings
    assert SHORTEST > 4


def test_S_REPEATED_says_nothing_where_there_is_nothing():
    """A report without prose repeats nothing, nor does the first one of an organ."""
    assert () == asked(FORM, FORM).findings
    assert () == reconcile(ledger([telling(*SENTENCES)]), [RULE]).findings


def test_S_REPEATED_example():
    """Four of six sentences are more than half, two are not; of a report that says little nothing is said."""
    assert [1, 0] == [len(asked(telling(*SENTENCES[-count:]), telling(*SENTENCES))) for count in (4, 2)]
    assert 0 == len(asked(telling(SENTENCES[0]), telling(SENTENCES[0])))


def test_S_REPEATED_is_no_finding_of_a_report_by_itself():
    """The day of publication and all else of the report is as it is."""
    later = telling(*SENTENCES).replace(published=datetime.date(2025, 1, 20))
    (finding,) = asked(telling(*SENTENCES), later)
    assert () == finding.cells


@pytest.mark.parametrize("locale", LOCALES)
def test_S_REPEATED_in_words(locale):
    """The message gives the share and shows the longest passages as they are printed."""
    (finding,) = asked(telling(*SENTENCES), telling(*SENTENCES))
    assert "100%" in finding.message(locale)
    shown = [sentence for sentence in SENTENCES if sentence in finding.message(locale)]
    assert 1 <= len(shown) <= 6
