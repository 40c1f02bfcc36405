"""
The official reporting rules: the one place where a rule stands.

Sources: 《中华人民共和国政府信息公开条例》 (国务院令第711号, below 条例); the form and its notices,
国办公开办函〔2019〕60号 and 〔2021〕30号 (below 格式). What neither of them says is graded as practice and is never an
error, with one exception: that counts are whole and not negative goes without saying.
"""

import functools
import itertools
import re

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ._tree import Node
from .cells import BLOCKS, CELLS, SECTIONS, Cell, block_editions, cells_of
from .editions import Edition
from .form import Applicants, Applications, Documents, Items, Outcome, Results
from .organ import Level, level_of
from .reading import READING_RULES
from .report import Period, Report
from .rule import Comparison, Remark, Rule, Sum, Whole, at_least, cannot_tell, equal, remark, rule, since, until


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


# Document rules: the report as a whole.


def _prevailing(report: Report) -> Edition | None:
    """The edition that more than half of the blocks have; None if there is none."""
    count = Counter(edition for edition in report.editions if edition is not None)
    if not count:
        return None
    edition, times = count.most_common(1)[0]
    return edition if 2 * times > count.total() else None


@rule(
    "S-EDITION",
    english="A report uses the edition of the form that is in force for its year.",
    severity="warning",
    authority="practice",
    cites="国办公开办函〔2019〕60号（2019、2020年度报告）；国办公开办函〔2021〕30号（2021年度起）",
    caution="Which years an edition serves is taken from published reports; the notices could not be read in full.",
)
def edition_fits_year(report: Report) -> Iterator[Remark]:
    """年度报告使用该年度适用的格式版本。"""
    edition = _prevailing(report)
    if edition is None:
        return
    if report.year is None:
        yield cannot_tell("The year of the report is not known.")
    elif (due := Edition.of_year(report.year)) is None:
        yield remark("The form of edition {edition} did not exist for {year}.", edition=int(edition), year=report.year)
    elif due != edition:
        yield remark(
            "A report on {year} is due on the form of edition {due} ({document}), and uses that of {edition}.",
            year=report.year,
            due=int(due),
            document=due.document,
            edition=int(edition),
        )


@rule(
    "S-MIXTURE",
    english="All tables of a report follow the same edition of the form.",
    severity="hint",
    authority="practice",
    cites="国办公开办函〔2019〕60号、〔2021〕30号所附格式",
    caution="The figures can be right all the same; local templates mix the editions.",
)
def one_edition(report: Report) -> Iterator[Remark]:
    """同一报告各表采用同一版本的格式。"""
    present = {path: edition for path, edition in zip(BLOCKS, report.editions, strict=True) if edition is not None}
    usual = _prevailing(report) or max(present.values(), default=None)
    for edition in sorted(set(present.values())):
        if edition != usual:
            odd = tuple(path for path, other in present.items() if other == edition)
            yield remark(
                "{blocks}: on the form of {edition}; the rest of the report is on that of {usual}.",
                section=odd[0].split(".")[0],
                blocks=odd,
                edition=int(edition),
                usual=int(usual or edition),
            )


_NOTHING: Final = re.compile(r"[（(]?(?:无|没有|略)[)）]?[。.]?")


@rule(
    "S-SECTIONS",
    english="A report has the six sections of the form, in order, and none of them empty.",
    severity="warning",
    authority="regulation",
    cites="条例第五十条；格式（2019、2021）所列六个部分；国办公开办函〔2021〕30号（2021年度起）：“不能遗漏，也不宜泛化”",
    caution="Where only a part of a document was read, what is missing may stand elsewhere.",
)
def all_sections_are_there(report: Report) -> Iterator[Remark]:
    """年度报告包括格式规定的六个部分，次序不变，均不空缺。"""
    there = {edition for edition in report.editions if edition is not None}
    for name, slot in SECTIONS.items():
        if slot.axis == "prose":
            paragraphs: tuple[str, ...] | None = getattr(report, name)
            if paragraphs is None:
                yield remark("Section “{section}” is missing.", section=name)
            elif not paragraphs:
                yield remark("Section “{section}” is empty.", section=name)
            elif name == "problems" and all(_NOTHING.fullmatch(p) for p in paragraphs):
                yield remark("Section “{section}” says nothing but “{text}”.", section=name, text=paragraphs[0])
            continue
        missing = [p for p, e in zip(BLOCKS, report.editions, strict=True) if e is None and p.split(".")[0] == name]
        if len(missing) == sum(path.split(".")[0] == name for path in BLOCKS):
            yield remark("Section “{section}” is missing.", section=name)
        elif due := tuple(path for path in missing if there <= set(block_editions(path))):
            yield remark("Section “{section}” lacks {blocks}.", section=name, blocks=due)
    printed = [name for name in report.reading.sections if name in SECTIONS] if report.reading else []
    for before, after in itertools.pairwise(printed):
        if list(SECTIONS).index(before) > list(SECTIONS).index(after):
            yield remark("Section “{section}” stands after “{section_before}”.", section=after, section_before=before)


_YEAR: Final = re.compile(r"(20\d\d)\s*年(?!代)")


@rule(
    "S-YEAR",
    english="Preamble, period and text speak of the year that is reported on.",
    severity="warning",
    authority="practice",
    cites="条例第四十九条（上一年度）；各地年度报告常见差错",
    caution="A section may have reason to speak of the year before only.",
)
def one_year(report: Report) -> Iterator[Remark]:
    """正文所述年份、统计期限与报告年度一致。"""
    if report.year is None:
        yield cannot_tell("The year of the report is not known.")
        return
    if report.period is not None and report.period != Period.of_year(report.year):
        yield remark(
            "The report is on {year}, but covers {start} to {end}.",
            year=report.year,
            start=report.period.start,
            end=report.period.end,
        )
    for name, paragraphs in (("preamble", report.preamble), ("overview", report.overview)):
        said = [int(year) for paragraph in paragraphs or () for year in _YEAR.findall(paragraph)]
        if report.year - 1 in said and report.year not in said:
            yield remark(
                "The report is on {year}, but “{section}” speaks of {other} and never of {year}.",
                section=name,
                year=report.year,
                other=report.year - 1,
            )


_RULES_MADE: Final = CELLS.disclosure.documents.government_rules.cells()


@rule(
    "S-RULE-MAKING",
    english="An organ without the power to make rules reports none.",
    severity="warning",
    authority="practice",
    cites="武汉市生态环境局2020年度报告表内注：规章（设区的市、自治州人民政府应提供相关数据）",
    caution="Some organs count the rules of a higher government that they published.",
)
def only_rule_makers_report_rules(report: Report) -> Iterator[Remark]:
    """没有规章制定权的机关（县级及以下），规章各项为零。"""
    on_form = cells_of(report.editions)
    figures = {cell: report[cell] for cell in _RULES_MADE if cell in on_form}
    level = level_of(report.organ)
    some = tuple(cell for cell, figure in figures.items() if figure)
    blank = tuple(cell for cell, figure in figures.items() if figure is None)
    if some and level is None:
        yield cannot_tell("The level of the organ is not known.", section="disclosure", cells=some)
    elif some and level in {Level.TOWN, Level.COUNTY}:
        yield remark(
            "“{organ}” is of {level} level, which makes no rules, but reports some: {figures}.",
            section="disclosure",
            cells=some,
            organ=report.organ.name,
            level=level,
            figures={cell: figures[cell] for cell in some},
        )
    elif blank and level in {Level.TOWN, Level.COUNTY, None}:
        yield cannot_tell("{place}: blank.", section="disclosure", cells=blank)


#: All rules of this library, in the order in which their findings come.
RULES: Final[tuple[Rule, ...]] = (
    *READING_RULES,
    stock_covers_flow,
    items_are_not_negative,
    intake_equals_outcome,
    outcomes_add_up,
    applicants_add_up,
    results_add_up,
    counts_are_whole,
    edition_fits_year,
    one_edition,
    all_sections_are_there,
    one_year,
    only_rule_makers_report_rules,
)
