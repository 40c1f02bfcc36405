"""
The cases of the conformance suite about reports as a whole: what rules of the document say, and JSON that is no report.
"""

import datetime
import functools

from collections.abc import Iterator
from typing import Any

import attrs

from conformance_reports import BASES, Case, case, whole

from govinfo import CELLS, Report, UnreadableReport
from govinfo.cells import cells_of
from govinfo.codec import from_dict
from govinfo.organ import Kind, Level, Organ
from govinfo.report import Period
from govinfo.witness import passing_report


def document_cases() -> Iterator[Case]:
    """More of the rules about a report as a whole, and what is not known for them."""
    zeros = passing_report(2021)
    rules = CELLS.disclosure.documents.government_rules
    town, county = (
        Organ(name, level=level, kind=Kind.GOVERNMENT)
        for name, level in (("某镇人民政府", Level.TOWN), ("某县人民政府", Level.COUNTY))
    )
    nameless = Organ("某单位")
    day = functools.partial(datetime.date, 2022)
    rows: list[tuple[str, str, str, Report]] = [
        (
            "year-unknown",
            "年度不明：凡需年度的规则无法判定",
            "The year is not known",
            zeros.replace(year=None, period=None),
        ),
        (
            "problems/nothing",
            "“存在的主要问题”只写“无”",
            "Section five says nothing but “无”",
            zeros.replace(problems=("无。",)),
        ),
        ("problems/empty", "第五部分有标题而无内容", "Section five is empty", zeros.replace(problems=())),
        ("overview/missing", "缺第一部分", "Section one is missing", zeros.replace(overview=None)),
        (
            "overview/last-year",
            "总体情况只提上一年度",
            "The overview speaks of the year before only",
            zeros.replace(overview=("2020年工作正常开展。",)),
        ),
        (
            "overview/both-years",
            "总体情况提及两个年度：不是问题",
            "The overview speaks of both years: nothing is found",
            zeros.replace(overview=("2021年比2020年有所增加。",)),
        ),
        (
            "period/half",
            "统计期限只有半年",
            "The period is half a year",
            zeros.replace(period=Period(datetime.date(2021, 1, 1), datetime.date(2021, 6, 30))),
        ),
        ("rules/town", "乡镇填报规章", "A town reports rules", zeros.replace({rules.in_force: 1}, organ=town)),
        ("rules/county", "县级填报规章", "A county reports rules", zeros.replace({rules.in_force: 1}, organ=county)),
        (
            "rules/county-blank",
            "县级规章各格空白：无法判定",
            "A county leaves the cells of rules blank",
            zeros.replace(dict.fromkeys(cells_of(zeros.editions)[:3]), organ=county),
        ),
        (
            "rules/unknown",
            "层级不明而填报规章：无法判定",
            "The level is not known, and rules are reported",
            zeros.replace({rules.in_force: 1}, organ=nameless),
        ),
        (
            "published/in-time",
            "政府3月31日公布",
            "A government publishes on 31 March",
            zeros.replace(published=day(3, 31)),
        ),
        ("published/late", "政府4月1日公布", "A government publishes on 1 April", zeros.replace(published=day(4, 1))),
        (
            "published/department",
            "部门2月1日公布",
            "A department publishes on 1 February",
            zeros.replace(published=day(2, 1), organ=attrs.evolve(zeros.organ, kind=Kind.DEPARTMENT)),
        ),
    ]
    for name, chinese, english, report in rows:
        yield case(f"2021/document/{name}", chinese, english, report)


def refused_cases() -> list[Case]:
    """JSON that is not a report, and must not be taken for one."""

    def changed(at: str, value: Any) -> dict[str, Any]:
        return whole({"base": "zeros-2021", "set": {at: value}})

    def without(at: str) -> dict[str, Any]:
        value = changed(at, None)
        *keys, last = at.split(".")
        del functools.reduce(lambda inside, key: inside[key], keys, value)[last]
        return value

    total = "applications.received.total"
    rows = [
        (
            "extra-cell",
            "表中多出一格：不得忽略，更不得计入总和",
            "A cell too many: it must neither be passed over nor added up",
            changed("applications.received.others", 5),
        ),
        (
            "extra-row",
            "表中多出一行",
            "A row too many",
            changed(
                "applications.outcome.other_undivided",
                BASES["zeros-2019"]["applications"]["outcome"]["other_undivided"],
            ),
        ),
        ("missing-cell", "缺一格：缺键不等于空白", "A cell is missing, which is no blank", without(total)),
        ("missing-block", "缺一个区块的键", "The key of a block is missing", without("disclosure.charges")),
        ("text", "数值写成文字", "A figure as text", changed(total, "3")),
        ("fraction", "3.0不是整数", "3.0 is no whole number", changed(total, 3.0)),
        ("half", "半件", "Half a request", changed(total, 0.5)),
        ("true", "true不是1", "true is no 1", changed(total, value=True)),
        ("too-long", "超过十五位数", "More than fifteen digits", changed(total, 10**15)),
        ("edition", "没有2020年版", "There is no edition 2020", changed("applications.edition", 2020)),
        ("edition-of-text", "版本写成文字", "An edition as text", changed("applications.edition", "2021")),
        (
            "block-off-form",
            "2021年版没有第二十条第（九）项",
            "The form of 2021 has no such block",
            changed("disclosure.procurement", {"edition": 2021, "purchases": {"projects": 0, "amount": 0}}),
        ),
        ("year", "年度写成文字", "The year as text", changed("year", "2021")),
        ("organ", "缺机关名称", "The organ has no name", without("organ.name")),
    ]
    return [
        {
            "name": f"refused/{name}",
            "zh": chinese,
            "en": english,
            "document": value,
            "expected": {"faults": _faults(value)},
        }
        for name, chinese, english, value in rows
    ]


def _faults(value: Any) -> list[str]:
    try:
        from_dict(value)
    except UnreadableReport as error:
        return sorted({fault.path for fault in error.fields["faults"]})
    message = "a report that is to be refused was read"
    raise AssertionError(message)
