"""
Telling a document apart: title, particulars, preamble, sections of prose, and what belongs to tables.
"""

import itertools
import re

from collections.abc import Sequence
from typing import Any, Final

import attrs

from .cells import BLOCKS, SECTIONS
from .errors import UnreadableReport
from .finding import Finding, Source
from .form import TITLE
from .language import template
from .lines import Line
from .particulars import Known, read_particular
from .reading import R_REPEATED
from .tables import Start, is_table, row
from .vocabulary import vocabulary


_WORK: Final = r"(?:政府)?信息公[开開](?:工作)?(?:年度[报報]告|年[报報]|年度工作[报報]告|(?<=工作)[报報]告)"

#: What may stand in brackets behind a title, such as the month in which it was written.
_GLOSS: Final = r"》?(?:[（(][^（）()]{0,40}[)）])?"

#: What titles look like, without the spaces in them; the first that fits is taken.
_TITLES: Final = tuple(
    re.compile(f"(?:(?:标题|题目|名称|信息名称)[:：])?《?{title}")
    for title in (
        rf"(?P<organ>[^:：]{{0,80}})(?P<year>20\d\d)年度?{_WORK}{_GLOSS}",
        rf"(?P<year>20\d\d)年度?(?P<organ>[^:：]{{1,80}}?){_WORK}{_GLOSS}",
        rf"(?P<organ>[^:：]{{0,80}}?){_WORK}》?[（(](?P<year>20\d\d)年?度?[)）]",
        rf"(?P<organ>[^:：]{{0,80}}?){TITLE}{_GLOSS}",
    )
)
#: What a site prints below a report.
_FURNITURE: Final = re.compile(
    r"[【\[]?(?:扫一扫|分享到|分享[:：]|打印|关闭|上一篇|下一篇|相关(?:阅读|文章|链接|信息|文档)|版权所有|主办|承办|网站标识码"
    r"|责任编辑|ICP|Copyright)"
)

#: How many lines a site prints around a report at most.
_FURNITURE_LINES: Final = 8

#: A longer line is no title.
_LONGEST: Final = 200

#: The name of an organ, on a line of its own.
_NAME: Final = re.compile(
    r"[^\s，。；：:、（）()]{2,30}"
    r"(?:政府|局|委员会|办公室|办事处|厅|院|中心|管委会|委|办|部|镇|乡|街道|公司|联合会)"
)
_SPACES: Final = re.compile(r"(?<=[\u3000-\uffef0-9)]) ++|(?<! ) ++(?=[\u3000-\uffef0-9(])")

_OTHER_TITLE: Final = template("The document has another title too, and which is right cannot be told: “{text}”.")
_COPY: Final = template("The document holds the same report once more, which is left aside.")
_TWO: Final = template(
    "The document holds more than one report; the second begins in line {line}. Split it and read each."
)


@attrs.define
class Sections:
    """
    A document told apart, line by line.

    Attributes:
        document: what it is called, or None.
        organ: the name in the title.
        year: the year in the title.
        particulars: what lines of particulars say.
        preamble: the paragraphs before section one.
        prose: the paragraphs of each section of prose.
        tables: the lines of tables.
        order: the names of the sections in the order in which they begin.
        findings: what was odd.
        unplaced: what stands a second time.
    """

    document: str | None = None
    organ: str = ""
    year: int | None = None
    particulars: dict[str, Any] = attrs.field(factory=dict)
    preamble: list[str] = attrs.field(factory=list)
    prose: dict[str, list[str]] = attrs.field(factory=dict)
    tables: list[Line | Start] = attrs.field(factory=list)
    order: list[str] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    unplaced: list[Source] = attrs.field(factory=list)
    _title: dict[str, str | None] | None = None
    _goes_to: str | None = "preamble"  #: where lines go now; None: into tables
    _is_another: bool = False  #: whether the title of another report stands after the sections of this one
    _is_again: bool = False  #: whether this section of prose was there before

    @classmethod
    def of(cls, lines: Sequence[Line], document: str | None) -> "Sections":
        """
        Tell the lines of a document apart.

        Raises:
            UnreadableReport: they hold more than one report.
        """
        sections = cls(document)
        first: list[str] = []  # what stands from the first section on
        for i, line in enumerate(lines):
            single = len(line.filled) == 1
            name = vocabulary().section(line.text) if single else None
            if name and sections._begins_anew(name) and not sections._is_another and _is_copy(first, lines[i:]):
                # Such as a page that has the report once for computers and once for telephones.
                sections.unplaced += [other.source for other in lines[i:]]
                sections.findings.append(R_REPEATED.found(_COPY, sources=[line.source]))
                break
            if name or first:
                first.append(line.text)
            if name:
                sections._begin(name, line)
            elif not (single and sections._is_title(line)):
                sections._take(line)
        return sections

    @property
    def known(self) -> Known:
        """What the particulars say."""
        return Known(**self.particulars)

    def _begin(self, name: str, line: Line) -> None:
        is_again = name in self.order
        if is_again and self._is_contents():  # what came so far is a list of contents
            self.order, self.prose, self.tables, is_again = [], {}, [], False
        if self._begins_anew(name):
            raise self._two(line)
        if is_again:
            found = R_REPEATED.found("Section “{section}” stands more than once.", section=name, sources=[line.source])
            self.findings.append(found)
        else:
            self.order.append(name)
        is_prose = SECTIONS[name].axis == "prose"
        self._goes_to, self._is_again = (name if is_prose else None), is_again
        if is_prose:
            self.prose.setdefault(name, [])
        else:
            self.tables.append(Start(name if name in BLOCKS else None))

    def _begins_anew(self, name: str) -> bool:
        """Whether a heading is that of the first section once more, after others."""
        return len(self.order) > 2 and name == self.order[0] and not self._is_contents()

    def _is_contents(self) -> bool:
        """Whether nothing but headings came since the first of them."""
        return not any(self.prose.values()) and not any(isinstance(line, Line) for line in self.tables)

    def _is_title(self, line: Line) -> bool:
        """Take a line as the title, if it is one; one more like it means one more report."""
        title = title_of(line.text)
        if title is None or (self._title is None and self.order):
            return False
        if self._title is None:
            self._title = title
            self.organ = title["organ"] or self._name_above()
            self.year = int(year) if (year := title.get("year")) else None
        elif len(self.order) > 2:  # such as a link to the report of another year; a second report has sections too
            self.unplaced.append(line.source)
            self._is_another = self._is_another or not (
                _says_more(self._title, title) or _says_more(title, self._title)
            )
        elif _says_more(title, self._title):
            self._title, self.organ = title, title["organ"] or ""
            self.year = int(year) if (year := title.get("year")) else None
        elif not _says_more(self._title, title):
            self.findings.append(R_REPEATED.found(_OTHER_TITLE, sources=[line.source], text=line.text))
            self.unplaced.append(line.source)
            if title.get("year") != self._title.get("year"):
                self.year = None
        return True

    def _name_above(self) -> str:
        """The line above the title, if it can be the name of the organ."""
        if self.preamble and _NAME.fullmatch(self.preamble[-1]):
            return self.preamble.pop()
        return ""

    def _take(self, line: Line) -> None:
        words = vocabulary()
        if self._goes_to is not None and (
            is_table(line, words) or (self._goes_to == "preamble" and row(line, words, None) is not None)
        ):
            self._goes_to = None  # the tables of a report without headings; a single row in prose is prose
        if self._goes_to is None:
            self.tables.append(line)
        elif not line.text:
            return
        elif self._is_again:
            self.unplaced.append(line.source)
        elif self._goes_to == "other_matters" and _FURNITURE.match(line.text):
            self._is_again = True  # what follows is the site's, not the report's
            self.unplaced.append(line.source)
        elif self._goes_to != "preamble":
            self.prose[self._goes_to].append(line.text)
        elif said := _particulars(line):
            self.particulars |= said
        else:
            self.preamble.append(line.text)

    def _two(self, line: Line) -> UnreadableReport:
        return UnreadableReport(_TWO, document=self.document, line=line.source.line)


def _says_more(title: dict[str, str | None], other: dict[str, str | None]) -> bool:
    """Whether a title says what another one says, and perhaps more."""
    same_year = title.get("year") == other.get("year") or not other.get("year")
    return same_year and (other["organ"] or "") in (title["organ"] or "")


def _particulars(line: Line) -> dict[str, Any]:
    """What a line says, or a row of a table in which values stand behind their names."""
    said = {} if len(line.filled) > 1 else read_particular(line.text)
    for name, value in itertools.pairwise(line.filled):
        said |= read_particular(f"{name.text.rstrip('：:')}：{value.text}")
    return said


def _is_copy(first: Sequence[str], second: Sequence[Line]) -> bool:
    """Whether what begins anew is the same report once more, line by line, but for what a site prints below it."""
    pairs = zip(first, (line.text for line in second), strict=False)
    same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    return same >= len(first) - min(_FURNITURE_LINES, len(first) // 5)


def title_of(text: str) -> dict[str, str | None] | None:
    """
    What a text says if it is the title of a report; else None.

    >>> title_of("某区(某镇) 2020 年 政府信息公开工作年度报告")
    {'organ': '某区(某镇)', 'year': '2020'}
    """
    if len(text) > _LONGEST or not ("报" in text or "報" in text):
        return None
    plain = _SPACES.sub("", text)
    return next((found.groupdict() for pattern in _TITLES if (found := pattern.fullmatch(plain))), None)
