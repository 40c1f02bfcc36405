"""
The cases of the conformance suite that are reports with figures or blanks in them.
"""

from collections.abc import Iterator, Mapping

from conformance_reports import Case, blank_report, case
from conformance_wholes import document_cases
from published import city

from govinfo import CELLS, RULES, Cell, Report
from govinfo.cells import BLOCKS, block_editions, block_title, cells_of, official
from govinfo.editions import Edition
from govinfo.finding import Verdict
from govinfo.graph import Equation
from govinfo.identities import identities
from govinfo.language import CHINESE, ENGLISH
from govinfo.rule import Relation, Rule
from govinfo.witness import passing_report, witness


def check_cases() -> Iterator[tuple[str, list[Case]]]:
    """The names of files, and the cases in them."""
    yield "rules", [found for edition in Edition for found in _of_rules(edition)]
    yield "blanks", [found for edition in Edition for found in _of_blanks(edition)]
    yield "published", list(_of_a_city())
    yield "hybrids", list(_hybrids())
    yield "documents", list(document_cases())


def single_cells(edition: Edition) -> dict[str, dict[str, list[int]]]:
    """Which relations are broken if just one cell is 1 or −1, and which are left open if it is blank: their numbers."""
    zeros = passing_report(edition)
    known = identities(zeros.editions, RULES)

    def of(cell: Cell, figure: int | None, verdict: Verdict) -> list[int]:
        report = zeros.replace({cell: figure})
        return [number for number, identity in enumerate(known) if identity.verdict(report) is verdict]

    return {
        cell.path: {
            "one": of(cell, 1, Verdict.VIOLATED),
            "minusOne": of(cell, -1, Verdict.VIOLATED),
            "blank": of(cell, None, Verdict.UNDETERMINED),
        }
        for cell in cells_of(zeros.editions)
    }


def _of_rules(edition: Edition) -> Iterator[Case]:
    """The smallest reports that keep and break each rule."""
    zeros = passing_report(edition)
    yield case(f"{edition:d}/zeros", "各格均为0：全部规则成立", "All cells are 0: every rule holds", zeros)
    for rule in RULES:
        found = witness(rule, edition) if edition in rule.editions else None
        if found:
            yield case(
                f"{edition:d}/{rule.id}/fails",
                f"最小反例，只违反一条规则：{rule.sentence}",
                f"The smallest report that breaks one rule and no other: {rule.english}",
                found.failing,
            )
    results = CELLS.disputes.reconsideration
    for cell in (results.upheld, results.overturned, results.other, results.pending):
        yield case(
            f"{edition:d}/T4-TOTAL/{cell.path}",
            f"只有“{cell.label(edition, CHINESE)}”一件，总计为1：成立，尚未审结也计入总计",
            f"Only “{cell.label(edition, ENGLISH)}” and the total are 1: holds; pending cases are part of the total",
            zeros.replace({cell: 1, results.total: 1}),
        )
    yield from _numbers(edition, zeros)


def _numbers(edition: Edition, zeros: Report) -> Iterator[Case]:
    cells, received = CELLS.applications, CELLS.applications.received
    negative = {c: -1 for row in (received, cells.carried_forward) for c in (row.natural_persons, row.total)}
    yield case(
        f"{edition:d}/N-COUNT/sums-hold",
        "负数也能使勾稽关系成立，但数量不得为负",
        "Negative figures can keep every sum; counts must not be negative all the same",
        zeros.replace(negative),
    )
    if edition == Edition.FORM_2019:
        items = CELLS.disclosure.services.licences
        yield case(
            "2019/N-COUNT/decrease",
            "“本年增/减”可以是负数",
            "An increase or decrease may be negative",
            zeros.replace({items.items_last_year: 3, items.change: -3}),
        )
    most = 10**15 - 1
    rows = dict.fromkeys((received.natural_persons, cells.outcome.granted.natural_persons), most)
    yield case(
        f"{edition:d}/numbers/large",
        "十五位数：求和须精确",
        "Figures of fifteen digits: sums must be exact",
        zeros.replace({**rows, **dict.fromkeys(received.organizations.cells(), most), received.total: most - 1}),
    )


def _of_blanks(edition: Edition) -> Iterator[Case]:
    """Blanks on each side of each relation, where zeros in their place would keep it or break it."""
    zeros = passing_report(edition)
    yield case(
        f"{edition:d}/blanks/all",
        "各格均为空白：没有问题，也没有一条关系成立",
        "All cells are blank: nothing is found, and no relation holds",
        blank_report(edition),
    )
    for rule in RULES:
        if isinstance(rule, Relation) and edition in rule.editions:
            yield from _blanks_of(rule, edition, zeros)
    row = CELLS.applications.outcome.refused.state_secrets
    yield case(
        f"{edition:d}/blanks/row",
        "一整行空白：该行及各列关系无法判定",
        "A whole row is blank: neither its sum nor those of the columns can be told",
        zeros.replace(dict.fromkeys(row.cells())),
    )


def _blanks_of(rule: Rule, edition: Edition, zeros: Report) -> Iterator[Case]:
    identity = identities(official(edition), [rule])[0]
    terms = dict(Equation.of(identity).terms)
    left = [cell for cell, _ in identity.left.terms]
    right = [cell for cell in identity.cells if cell not in left]
    sides = [("left", "左", left), ("right", "右", right)]
    for english, chinese, cells in [side for side in sides if side[2]]:
        start = f"{edition:d}/{rule.id}/blank-{english}"
        yield case(
            f"{start}/would-hold",
            f"{chinese}边有空白，按0计算则成立：应判为“无法判定”。{rule.sentence}",
            f"A blank on the {english}; as 0 it would hold: undetermined. {rule.english}",
            zeros.replace({cells[0]: None}),
        )
        breaking = [cell for cell in terms if cell != cells[0] and (identity.sense == "=" or terms[cell] < 0)]
        negative = [cell for cell in terms if cell != cells[0] and cell.holds == "change"]
        for other in (breaking or negative)[:1]:
            yield case(
                f"{start}/would-fail",
                f"{chinese}边有空白，按0计算则不成立：应判为“无法判定”。{rule.sentence}",
                f"A blank on the {english}; as 0 it would not hold: undetermined. {rule.english}",
                zeros.replace({cells[0]: None, other: 1 if breaking else -1}),
            )
    if right:
        yield case(
            f"{edition:d}/{rule.id}/blank-both",
            f"两边均有空白：无法判定。{rule.sentence}",
            f"Blanks on both sides: undetermined. {rule.english}",
            zeros.replace({left[0]: None, right[0]: None}),
        )


def _of_a_city() -> Iterator[Case]:
    """Figures that a city has published, and mistakes in them."""
    report, cells = city(2023), CELLS.applications
    yield case("city/2023", "宿迁市2023年公布的数值：全部成立", "The figures that a city published for 2023", report)
    yield case("city/2024", "宿迁市2024年公布的数值：全部成立", "The figures that it published for 2024", city(2024))
    granted, refused = cells.outcome.granted, cells.outcome.refused.barred_by_law
    columns = granted.natural_persons, granted.organizations.businesses

    def changed(name: str, chinese: str, english: str, by: Mapping[Cell, int]) -> Case:
        return case(
            f"city/{name}", chinese, english, report.replace({c: (report[c] or 0) + more for c, more in by.items()})
        )

    yield changed("one-figure", "一个数值错", "One figure is wrong: its row and its column", {columns[0]: 9})
    yield changed(
        "two-columns",
        "同一行两列一多一少、互相抵消：总计列与该行均成立，只有这两列不成立",
        "Two columns of a row, wrong by the same: the row and the column of totals hold, those two do not",
        {columns[0]: 9, columns[1]: -9},
    )
    yield changed(
        "two-rows",
        "同一列两行一多一少、互相抵消：该列成立，只有这两行不成立",
        "Two rows of a column, wrong by the same: the column holds, those two rows do not",
        {granted.natural_persons: 6, refused.natural_persons: -6},
    )
    yield changed(
        "totals",
        "总计列两处一多一少、互相抵消：各组成部分不变",
        "Two figures of the column of totals, wrong by the same; the parts are as they were",
        {granted.total: 6, refused.total: -6},
    )
    yield changed(
        "row-and-total",
        "一格与该行总计错得相同：该行成立，两列不成立",
        "A cell and the total of its row, wrong by the same: the row holds, two columns do not",
        {granted.natural_persons: 3, granted.total: 3},
    )
    yield changed("balance", "新收总计少1", "The total received is 1 too few", {cells.received.total: -1})
    pending = CELLS.disputes.reconsideration.pending
    yield case(
        "city/pending-left-out",
        "表四总计未含尚未审结",
        "The total of table four leaves out pending cases",
        report.replace(
            {
                CELLS.disputes.reconsideration.total: (report.disputes.reconsideration.total or 0)
                - (report[pending] or 0)
            }
        ),
    )


def _hybrids() -> Iterator[Case]:
    """Blocks of one edition in a report on the form of another; each block has the relations of its own."""
    for usual in Edition:
        for path in BLOCKS:
            for other in block_editions(path):
                if other != usual:
                    yield from _hybrid(usual, path, other)
    report = Report.blank(2021, organ="某市人民政府", year=2021, blocks={"applications": None})
    yield case(
        "2021/hybrid/applications/missing",
        "缺一张表：该表的关系不存在，也不是空白",
        "A table is not there: it has no relations, and no blanks",
        report,
    )


def _hybrid(usual: Edition, path: str, other: Edition) -> Iterator[Case]:
    official_one = passing_report(usual)
    made = Report.blank(usual, organ=official_one.organ, year=official_one.year, blocks={path: other})
    fields = {name: getattr(official_one, name) for name in ("period", "overview", "problems", "other_matters")}
    zeros = made.replace(dict.fromkeys(cells_of(made.editions), 0), **fields)
    printed = block_title(path, usual) or block_title(path, other)
    yield case(
        f"{usual:d}/hybrid/{path}/zeros",
        f"{usual:d}年版报告中{printed}用{other:d}年版",
        f"{path} of edition {other:d} in a report of edition {usual:d}",
        zeros,
    )
    known = [identity for identity in identities(zeros.editions, RULES) if identity.cells[0].block == path]
    first = {identity.rule.id: identity for identity in reversed(known)}
    for id_, identity in first.items():
        cell, times = Equation.of(identity).terms[-1]
        yield case(
            f"{usual:d}/hybrid/{path}/{id_}",
            f"{usual:d}年版报告中{printed}用{other:d}年版，{id_}按{other:d}年版判断",
            f"{path} of edition {other:d} in a report of edition {usual:d}; {id_} is judged as in {other:d}",
            zeros.replace({cell: 1 if identity.sense == "=" or times < 0 else -1}),
        )
        yield case(
            f"{usual:d}/hybrid/{path}/{id_}/blank",
            f"{usual:d}年版报告中{printed}用{other:d}年版，有空白",
            f"{path} of edition {other:d} in a report of edition {usual:d}, with a blank",
            zeros.replace({cell: None}),
        )
