"""
The rules that bind the reports of one organ on years that follow each other: figures that go on, prose that does not.
"""

from collections.abc import Iterator
from typing import Any, Final

from ..form import Applications, Documents, Items, Results
from ..repetition import repetition
from ..report import Report
from ..rule import Comparison, Remark, Sum, at_least, equal, remark, rule, since, until


@rule(
    "Y-CARRIED",
    english="What is brought forward is what was carried forward the year before, in every column.",
    severity="error",
    authority="form",
    cites="格式（2019、2021）表三，“上年结转政府信息公开申请数量”行与“结转下年度继续办理”行",
    caution="After a reorganization or a merger an organ brings forward what another one carried forward.",
    across="years",
    crosses_editions=True,
)
def carried_forward_is_brought_forward(
    earlier: Applications[Sum], later: Applications[Sum]
) -> Iterator[Comparison[Any]]:
    """本年“上年结转政府信息公开申请数量”各列，与上年“结转下年度继续办理”各列分别相等。"""
    yield equal(earlier.carried_forward, later.brought_forward)


@rule(
    "Y-IN-FORCE",
    english="Documents in force are those of the year before, with those issued and without those repealed.",
    severity="warning",
    authority="practice",
    cites="格式（2021）表二各栏名称；存量与流量的关系据此推断，并见于宿迁市2023、2024年度报告",
    editions=since(2021),
    caution="Documents also lapse by their own term, and organs count their documents anew from time to time.",
    across="years",
)
def in_force_follows(earlier: Documents[Sum], later: Documents[Sum]) -> Iterator[Comparison[Any]]:
    """本年现行有效件数等于上年现行有效件数加本年制发件数减本年废止件数。"""
    yield equal(later.in_force, earlier.in_force + later.issued - later.repealed)


@rule(
    "Y-ITEMS",
    english="The items of last year are those that the report of that year arrives at.",
    severity="warning",
    authority="practice",
    cites="格式（2019）表二；武汉市生态环境局2020年度报告表内注：上一年项目数量指2019年事项数",
    editions=until(2019),
    caution="Some organs fill in numbers of cases handled instead of numbers of items.",
    across="years",
)
def items_follow(earlier: Items[Sum], later: Items[Sum]) -> Iterator[Comparison[Any]]:
    """本年报告的“上一年项目数量”，等于上年报告的“上一年项目数量”与“本年增/减”之和。"""
    yield equal(later.items_last_year, earlier.items_last_year + earlier.change)


@rule(
    "Y-DISCLOSED",
    english="The documents disclosed in total are not fewer than the year before.",
    severity="warning",
    authority="practice",
    cites="格式（2019）表二，“对外公开总数量”栏；据栏名推断",
    editions=until(2019),
    caution="Documents that were repealed or taken off the site may no longer be counted.",
    across="years",
)
def disclosed_in_total_does_not_fall(earlier: Documents[Sum], later: Documents[Sum]) -> Iterator[Comparison[Any]]:
    """本年对外公开总数量不少于上年。"""
    yield at_least(later.disclosed_in_total, earlier.disclosed_in_total)


@rule(
    "Y-PENDING",
    english="The cases of a year are not fewer than those pending at the end of the year before.",
    severity="hint",
    authority="practice",
    cites="格式（2019、2021）表四，“尚未审结”栏；据栏名推断",
    caution="Whether cases that were pending last year are counted again is not settled.",
    across="years",
)
def pending_cases_are_counted_again(earlier: Results[Sum], later: Results[Sum]) -> Iterator[Comparison[Any]]:
    """行政复议、行政诉讼的本年总计件数，不少于上年尚未审结件数。"""
    yield at_least(later.total, earlier.pending)


#: How many repeated passages are shown.
_SHOWN: Final = 3


@rule(
    "S-REPEATED",
    english="The prose of a report is not that of the year before.",
    severity="warning",
    authority="regulation",
    cites="国办公开办函〔2021〕30号（四）：“发布内容不准确不全面或者内容雷同、敷衍塞责等问题并造成不良后果的”",
    editions=since(2021),
    caution="Lasting tasks may well be told in the same words twice.",
)
def prose_is_not_repeated(earlier: Report, later: Report) -> Iterator[Remark]:
    """年度报告的文字内容不与上年雷同。"""
    found = repetition(earlier, later)
    if found.is_much:
        longest = sorted(found.passages, key=lambda passage: len(passage.text), reverse=True)[:_SHOWN]
        yield remark(
            "{count_percent}% of the prose, template words left out, stand in the report on the year before as well, "
            "for example: {passages}.",
            section=longest[0].section,
            count_percent=int(100 * found.share),
            passages=tuple(f"“{passage.text}”" for passage in longest),
        )
