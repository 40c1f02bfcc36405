"""
The cases of the conformance suite that are several reports: years that follow each other, and a whole and its parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conformance_reports import Case, said, told
from published import city

from govinfo import CELLS, Cell, Edition, Report
from govinfo.bonds import BoundIdentity, Of, bound_identities
from govinfo.cells import cells_of
from govinfo.ledger import ledger
from govinfo.organ import Organ
from govinfo.reconciliation import reconcile
from govinfo.rules import BONDS
from govinfo.witness import passing_report


#: Years that follow each other: both on one edition of the form, and on two.
PAIRS = ((2019, 2020), (2020, 2021), (2021, 2022))


def across_cases() -> list[Case]:
    """All of them."""
    return [*_years(), *_prose(), *_of_a_city(), *_levels()]


def _case(
    name: str, chinese: str, english: str, reports: Sequence[Report], parts: Mapping[str, Any] | None = None
) -> Case:
    result = reconcile(ledger(reports, parts), BONDS)
    expected = {
        "ok": result.ok,
        "held": result.held,
        "findings": [said(finding) for finding in result.findings],
        "undetermined": [said(finding) for finding in result.undetermined],
    }
    given = {"reports": [told(report) for report in reports], "parts": dict(parts or {})}
    return {"name": name, "zh": chinese, "en": english, **given, "expected": expected}


def _report(year: int, organ: str = "某市人民政府", figures: Mapping[Cell, int | None] | None = None) -> Report:
    """A report of zeros on the form that is due in a year."""
    zeros = passing_report(Edition.of_year(year) or max(Edition))
    named = zeros.organ if organ == zeros.organ.name else Organ(organ)
    return zeros.replace(figures, year=year, period=None, organ=named)


def _years() -> Iterator[Case]:
    for pair in PAIRS:
        start = f"years/{pair[0]}-{pair[1]}"
        reports = [_report(year) for year in pair]
        yield _case(f"{start}/zeros", "各格均为0：全部成立", "All cells are 0: every rule holds", reports)
        known = bound_identities(reports[0].editions, reports[1].editions, "years", BONDS)
        first = {identity.rule.id: identity for identity in reversed(known)}
        for identity in reversed(first.values()):
            yield from _of_bond(start, pair, identity)
    carried, brought = CELLS.applications.carried_forward, CELLS.applications.brought_forward
    other = {carried.natural_persons: 1, carried.total: 1}
    yield _case(
        "years/2021-2022/Y-CARRIED/columns",
        "总计列一致而两列不一致",
        "The column of totals agrees, and two others do not",
        [_report(2021, figures=other), _report(2022, figures={brought.organizations.businesses: 1, brought.total: 1})],
    )
    yield _case(
        "years/2021-2022/Y-CARRIED/inferred",
        "空白只能为0，因而可以判定",
        "A blank that its own report leaves no choice but 0, so that the rule can be told",
        [_report(2021, figures={carried.natural_persons: None}), _report(2022, figures={brought.natural_persons: 1})],
    )
    yield _case(
        "years/2021-2023/missing",
        "缺中间一年：无法判定",
        "The year between is missing: nothing can be told",
        [_report(2021), _report(2023, figures={brought.total: 1})],
    )


def _of_bond(start: str, pair: tuple[int, int], identity: BoundIdentity) -> Iterator[Case]:
    """What breaks a bond at its first place, and a blank there."""
    rule, terms = identity.rule, identity.terms
    one = next(of for of, times in terms if identity.sense == "=" or times < 0)
    yield _pair(
        f"{start}/{rule.id}/fails", f"不成立。{rule.sentence}", f"Does not hold. {rule.english}", pair, {one: 1}
    )
    for blank in dict.fromkeys((terms[0][0], terms[-1][0])):
        side = f"{('earlier', 'later')[blank.report]}-{blank.cell.path.rpartition('.')[2]}"
        words = f"空白不作0计算。{rule.sentence}", f"A blank is no zero. {rule.english}"
        # The whole block is blank: else the relations within the report could tell what the blank must be.
        on_form = cells_of(passing_report(Edition.of_year(pair[blank.report]) or max(Edition)).editions)
        blanks = {Of(blank.report, cell): None for cell in on_form if cell.block == blank.cell.block}
        yield _pair(f"{start}/{rule.id}/blank-{side}/as-zero-holds", *words, pair, blanks)
        if blank != one:
            yield _pair(f"{start}/{rule.id}/blank-{side}/as-zero-fails", *words, pair, {**blanks, one: 1})


def _pair(name: str, chinese: str, english: str, pair: tuple[int, int], figures: Mapping[Of, int | None]) -> Case:
    each = [{of.cell: figure for of, figure in figures.items() if of.report == number} for number in (0, 1)]
    return _case(name, chinese, english, [_report(year, figures=of) for year, of in zip(pair, each, strict=True)])


def _prose() -> Iterator[Case]:
    said = (
        "将老旧小区加装电梯的审批流程与补贴标准编成图解，在社区公告栏张贴并逐户发放。",
        "邀请律师和居民代表旁听窗口办件，把常被退回的材料列成清单贴在取号机旁边。",
        "汛期前更换河道水位电子屏，沿岸商户扫码即可查看上游水库泄洪时刻与撤离路线。",
        "与县中医院合办药膳讲座，现场发放慢病用药目录，听取乡村医生对采购周期的意见。",
    )
    other = (
        "组织各科室梳理历年存档的拆迁安置协议，逐件标注公开属性后移交档案馆保管。",
        "在三个集镇设流动服务车，赶集日当场打印社保缴费凭证，免去群众来回奔波。",
        "把公交线网调整方案画成对比图，先挂在候车亭征询乘客意见，再提交局务会讨论。",
        "聘请退休教师校对政策问答读本，去掉生僻术语，印成大字版送到老年活动中心。",
    )
    rows = [
        ("fails", "两年文字内容相同", "The prose of both years is the same", said),
        ("other-words", "两年文字内容不同", "The prose of the years is not the same", other),
        ("too-little", "文字过少，不作判断", "Too little is said to judge by", said[:1]),
    ]
    for name, chinese, english, later in rows:
        reports = [_report(year).replace(overview=words) for year, words in ((2021, said), (2022, later))]
        yield _case(f"years/2021-2022/S-REPEATED/{name}", chinese, english, reports)


def _of_a_city() -> Iterator[Case]:
    yield _case(
        "years/city",
        "宿迁市2023、2024年公布的数值",
        "The figures that a city published for two years",
        [city(2023), city(2024)],
    )
    brought = CELLS.applications.brought_forward.natural_persons
    wrong = city(2024).replace({brought: (city(2024)[brought] or 0) + 1})
    yield _case(
        "years/city/wrong",
        "上年结转的自然人差1",
        "One too many natural persons are brought forward",
        [city(2023), wrong],
    )


def _levels() -> Iterator[Case]:
    whole, parts = "某市人民政府", ("某市甲局", "某市乙局")
    bound = {whole: list(parts)}
    cells = CELLS.applications
    request = {
        row: 1
        for part in (cells.received, cells.outcome.granted, cells.outcome.total)
        for row in (part.natural_persons, part.total)
    }
    twice = {cell: 2 * figure for cell, figure in request.items()}
    normative = CELLS.disclosure.documents.normative
    ones = [_report(2022, part, request) for part in parts]
    rows: list[tuple[str, str, str, list[Report]]] = [
        (
            "add-up",
            "所属机关与下级政府之和等于政府报告的数值",
            "The parts add up to the whole",
            [_report(2022, whole, twice), *ones],
        ),
        (
            "do-not-add-up",
            "所属机关与下级政府之和不等于政府报告的数值",
            "The parts do not add up",
            [_report(2022, whole, request), *ones],
        ),
        (
            "blank",
            "一个单位有空白：无法判定",
            "A part has a blank",
            [
                _report(2022, whole, twice),
                ones[0],
                ones[1].replace({CELLS.disclosure.services.licences.decisions: None}),
            ],
        ),
        ("missing", "缺一部分", "A part is missing", [_report(2022, whole, twice), ones[0]]),
        (
            "missing/too-many",
            "缺一个单位的报告，而另一个单位已多于政府报告的数值",
            "A part is missing, and the other is more than the whole",
            [_report(2022, whole), ones[0]],
        ),
        (
            "joint-documents",
            "联合制发的文件只计一次，可以少于所属机关与下级政府之和",
            "A document issued jointly counts once in the whole",
            [
                _report(2022, whole, {normative.issued: 1, normative.in_force: 1}),
                *(_report(2022, part, {normative.issued: 1, normative.in_force: 1}) for part in parts),
            ],
        ),
        (
            "documents",
            "政府报告的文件数多于所属机关与下级政府之和",
            "The whole has more documents than its parts",
            [
                _report(2022, whole, {normative.issued: 1, normative.in_force: 1}),
                *(_report(2022, part) for part in parts),
            ],
        ),
    ]
    for name, chinese, english, reports in rows:
        yield _case(f"levels/{name}", chinese, english, reports, bound)
