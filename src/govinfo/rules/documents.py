"""
The rules about a report as a document: its edition, its sections, its year, its organ and the day of its publication.
"""

import datetime
import itertools
import re

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ..cells import BLOCKS, CELLS, SECTIONS, block_editions, cells_of
from ..editions import Edition
from ..finding import Severity
from ..organ import Kind, Level, kind_of, level_of
from ..report import Period, Report
from ..rule import Remark, cannot_tell, remark, rule


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


def _last_days(report: Report) -> tuple[datetime.date, datetime.date]:
    """The last day on which a department publishes its report, and that of a government."""
    year = (report.year or 0) + 1
    return datetime.date(year, 1, 31), datetime.date(year, 3, 31)


@rule(
    "S-DEADLINE",
    english="Departments publish the report by 31 January of the next year, governments by 31 March.",
    severity="warning",
    authority="regulation",
    cites="条例第四十九条",
    caution="A page may show the day on which it was moved or changed. For towns the Regulation names no day.",
)
def in_time(report: Report) -> Iterator[Remark]:
    """县级以上人民政府部门的年度报告于次年1月31日前、县级以上地方人民政府的年度报告于次年3月31日前向社会公布。"""
    if report.published is None:  # it may not be published yet
        return
    if report.year is None:
        yield cannot_tell("The year of the report is not known.")
        return
    if report.published.year <= report.year:
        return
    first, last = _last_days(report)
    kind, is_town = kind_of(report.organ), level_of(report.organ) is Level.TOWN
    due = last if kind is Kind.GOVERNMENT and not is_town else first
    if kind is None and not is_town and report.published > first:
        if report.published <= last:
            yield cannot_tell("Whether the organ is a department or a government is not known.")
            return
        due = last
    if report.published > due and is_town:
        yield remark(
            "Published on {published}; for towns the Regulation names no day, but the county sums up their reports.",
            severity=Severity.HINT,
            published=report.published,
            due=due,
        )
    elif report.published > due:
        yield remark("Published on {published}, and due by {due}.", published=report.published, due=due)


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
