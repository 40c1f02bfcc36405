"""
The rules about the figures of one report: which sums agree, and what a cell may hold.
"""

import functools

from collections.abc import Iterable, Iterator
from typing import Any

from .._tree import Node
from ..cells import Cell
from ..form import Applicants, Applications, Documents, Items, Outcome, Results
from ..rule import Comparison, Sum, Whole, at_least, equal, rule, since, until


def _total(parts: Iterable[Any]) -> Any:
    return functools.reduce(lambda a, b: a + b, parts)


def _rows(node: Node[Sum]) -> Iterator[Applicants[Sum]]:
    return (part for part in node.nodes() if isinstance(part, Applicants))


# Relations: which sums of cells agree.


@rule(
    "T2-STOCK",
    english="Documents in force at the end of the year are not fewer than those issued less those repealed in it.",
    severity="warning",
    authority="practice",
    cites="格式（2021）表二各栏名称；存量与流量的关系据此推断",
    editions=since(2021),
    caution="A document that lapsed by its own term in the year of its issue may not be counted as repealed.",
)
def stock_covers_flow(documents: Documents[Sum]) -> Comparison[Sum]:
    """现行有效件数不少于本年制发件数减本年废止件数。"""
    return at_least(documents.in_force, documents.issued - documents.repealed)


@rule(
    "T2-DISCLOSED",
    english="The documents disclosed in total are not fewer than those disclosed this year.",
    severity="warning",
    authority="practice",
    cites="格式（2019）表二，“本年新公开数量”栏与“对外公开总数量”栏；据栏名推断",
    editions=until(2019),
    caution="A document that was disclosed and taken off the site in the same year may not be counted in the total.",
)
def disclosed_is_part_of_all(documents: Documents[Sum]) -> Comparison[Sum]:
    """对外公开总数量不少于本年新公开数量。"""
    return at_least(documents.disclosed_in_total, documents.disclosed)


@rule(
    "T2-ITEMS",
    english="The items of last year, with this year's increase or decrease, are not less than zero.",
    severity="warning",
    authority="practice",
    cites="格式（2019）表二；上一年项目数量、本年增/减",
    editions=until(2019),
    caution="Some organs fill in numbers of cases handled instead of numbers of items.",
)
def items_are_not_negative(items: Items[Sum]) -> Comparison[Sum]:
    """上一年项目数量与本年增/减之和不小于零。"""
    return at_least(items.items_last_year + items.change, 0)


@rule(
    "T3-BALANCE",
    english="Item one plus item two equals item three plus item four.",
    severity="error",
    authority="form",
    cites="格式（2019、2021）表三，表头注",
)
def intake_equals_outcome(applications: Applications[Sum]) -> Comparison[Applicants[Sum]]:
    """第一项加第二项之和，等于第三项加第四项之和。"""
    return equal(
        applications.received + applications.brought_forward,
        applications.outcome.total + applications.carried_forward,
    )


@rule(
    "T3-OUTCOMES",
    english="The outcomes (1) to (6) add up to (7), the total.",
    severity="error",
    authority="form",
    cites="格式（2019、2021）表三，“（七）总计”行",
)
def outcomes_add_up(outcome: Outcome[Sum]) -> Comparison[Applicants[Sum]]:
    """本年度办理结果（一）至（六）各项之和，等于（七）总计。"""
    return equal(_total(row for row in _rows(outcome) if row is not outcome.total), outcome.total)


@rule(
    "T3-APPLICANTS",
    english="Natural persons and the five kinds of organization add up to the total of the row.",
    severity="error",
    authority="form",
    cites="格式（2019、2021）表三，“总计”列",
)
def applicants_add_up(row: Applicants[Sum]) -> Comparison[Sum]:
    """自然人与法人或其他组织各列之和，等于总计。"""
    return equal(row.natural_persons + _total(row.organizations.cells()), row.total)


@rule(
    "T4-TOTAL",
    english="Upheld, overturned, other and pending cases add up to the total.",
    severity="error",
    authority="form",
    cites="格式（2019、2021）表四，“总计”列",
)
def results_add_up(results: Results[Sum]) -> Comparison[Sum]:
    """结果维持、结果纠正、其他结果与尚未审结之和，等于总计。"""
    return equal(results.upheld + results.overturned + results.other + results.pending, results.total)


# Cell rules: what figures a cell may hold.


@rule(
    "N-COUNT",
    english="Counts are whole numbers and not negative; only an increase or decrease may be negative.",
    severity="error",
    authority="practice",
    cites="格式（2019、2021）各表；武汉市生态环境局2020年度报告表内注：减用负值表示",
)
def counts_are_whole(cell: Cell) -> Whole | None:
    """数量为非负整数；只有“本年增/减”可以是负数。"""
    return Whole() if cell.holds == "change" else Whole(minimum=0)
