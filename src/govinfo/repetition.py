"""
Prose that is repeated from the report of the year before (内容雷同).

国办公开办函〔2021〕30号, （四）, names 内容雷同、敷衍塞责 among the faults for which an organ is called to
account where they have done harm (并造成不良后果).
What every report has does not count: see `is_template`.

Two sentences are the same if nothing but years, numbers, punctuation and numbering is different, and nearly the same if
almost all short runs of characters of the later one stand in the earlier one too.
"""

import re

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from .cells import SECTIONS
from .report import Report


#: The sections that are looked at.
_PROSE: Final = tuple(name for name, slot in SECTIONS.items() if slot.axis == "prose")

#: A share of repeated prose from which on a report repeats the one before. Four published reports of some thousand
#: characters each, of three organs, two of them of one organ with four years between, have no sentence in common that
#: counts. Lasting tasks may well be told in the same words twice; where they are most of a report, too little is new.
MUCH: Final = 0.5

#: How many characters of its own a report must have, so that anything can be said of it.
LEAST: Final = 100

#: A sentence with fewer characters of its own says too little to be told from what anybody would write.
SHORTEST: Final = 12

#: How much of a sentence must stand in an earlier one, so that it is nearly the same.
NEARLY: Final = 0.8

#: How long the runs of characters are that are looked for in other sentences.
_RUN: Final = 5

_SENTENCE: Final = re.compile(r"[^。！？；;!?]+[。！？；;!?]*[”’」』）)]*")

#: What a sentence begins with that only counts it.
_NUMBERING: Final = re.compile(
    r"^[\s“”]*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．是]|\d{1,2}[、.．](?!\d)"
    r"|第[一二三四五六七八九十\d]{1,3}[，、是])+"
)
_NUMBERS: Final = re.compile(r"\d+(?:[.,]\d+)*[%％]?|[〇零一二三四五六七八九十百千]{1,9}(?=[年月日个件次项条期场家])")
_IS_NUMBER: Final = "#"
_OTHER: Final = re.compile(r"[^\w#]+|_")
_NAME: Final = re.compile(r"《[^《》]{1,100}》")

#: What a sentence that cites the Regulation says, and one that says how the report was made.
_CITES: Final = re.compile(
    "《(?:中华人民共和国)?政府信息公开条例》|《条例》|统计期限|本报告由|(?:编制|发布|公布)本(?:年度)?报告|欢迎.{0,20}监督"
)

#: What says that there is nothing of something.
_NONE: Final = re.compile(
    "(?:未|没有|没|无)(?:曾|有|发生|收到|接到|受理|收取|产生|出现|开展|涉及|提起|制定|制发|出台|其他|任何|需要|需|此类|该|相关|政府|信息"
    r"|依申请|行政|因|上年|下年|结转|申请|收费|被|$)|^(?:[均暂尚也])?无|不存在|(?<![\d.])0\s*[件条项次份元宗起]|为0|零[件条项次份元]"
)
_CLAUSE: Final = re.compile(r"[^，,、：:；;]+")

#: Words of the form, and of what the notice on it asks for, which headings and frames are made of.
_TEMPLATE: Final = re.compile(
    "中华人民共和国|政府信息公开|政府信息管理|政府信息|信息公开|政务公开|主动公开|依申请公开|申请公开|平台建设|监督保障"
    "|工作考核|社会评议|责任追究|行政复议|行政诉讼|年度报告|总体情况|存在的?(?:主要)?问题|改进(?:措施|情况)"
    "|下一步(?:工作)?(?:打算|计划|安排)?|其他需要报告的事项|以?习近平新时代中国特色社会主义思想(?:为指导)?"
    "|党的[#一二三四五六七八九十]{1,3}大|[#一二三四五六七八九十]{1,3}届[#一二三四五六七八九十]{1,2}中|党中央|国务院|决策部署"
    "|本(?:单位|机关|部门|局|镇|乡|街道)|我(?:单位|市|县|区|局|镇|乡|街道?)|全(?:年|市|县|区|镇|乡|局)|情况|方面|工作|年度?|#"
)


@attrs.frozen
class Passage:
    """
    A sentence, or several that follow each other, that an earlier report has too.

    Attributes:
        section: of the later report.
        text: as printed there.
        earlier: as printed in the earlier report.
    """

    section: str
    text: str
    earlier: str


@attrs.frozen
class Repetition:
    """
    What of a report is repeated from an earlier one.

    Attributes:
        passages: in the order of the later report.
        repeated: how many characters of its own the repeated sentences have.
        all: how many all its sentences have; what every report has is left out.
    """

    passages: tuple[Passage, ...]
    repeated: int
    all: int

    @property
    def is_much(self) -> bool:
        """Whether too little is new: half of it or more is repeated, of a report that says something of its own."""
        return self.all >= LEAST and self.share >= MUCH

    @property
    def share(self) -> float:
        """How much is repeated, from 0 to 1; 0 if there is nothing but what every report has."""
        return self.repeated / self.all if self.all else 0.0


@attrs.frozen
class _Sentence:
    section: str
    paragraph: str
    start: int
    stop: int
    key: str  #: what is compared: no numbers, no punctuation, no numbering
    own: int  #: how many characters of its own it has; 0 if every report has it


def repetition(earlier: Report, later: Report) -> Repetition:
    """
    What of the later report's prose stands in the earlier one.

    >>> first = Report.blank(2021, organ="某局", year=2023)
    >>> first = first.replace(overview=("全年举办政策宣讲活动8场，走访企业并收集意见建议120条。",))
    >>> second = first.replace(overview=("全年举办政策宣讲活动9场，走访企业并收集意见建议96条。", "培训3次。"))
    >>> repetition(first, second).share
    1.0
    >>> [passage.text for passage in repetition(first, second).passages]
    ['全年举办政策宣讲活动9场，走访企业并收集意见建议96条。']
    """
    old, new = tuple(_sentences(earlier)), tuple(_sentences(later))
    found = _found(old, new)
    return Repetition(
        tuple(_passages(old, new, found)),
        sum(sentence.own for sentence, at in zip(new, found, strict=True) if at is not None),
        sum(sentence.own for sentence in new),
    )


def repeated(earlier: Report, later: Report) -> tuple[Passage, ...]:
    """The passages of the later report that stand word for word, or nearly so, in the earlier one."""
    return repetition(earlier, later).passages


def share(earlier: Report, later: Report) -> float:
    """How much of the later report's prose is repeated from the earlier one, from 0 to 1."""
    return repetition(earlier, later).share


def is_template(sentence: str) -> bool:
    """
    Whether every report has such a sentence.

    It is short without the words of the form, says only that there is nothing of something, cites the Regulation, or
    says how the report was made.

    >>> is_template("2024年，我局未收到政府信息公开申请，也未发生行政复议、行政诉讼。")
    True
    >>> is_template("（四）政府信息公开平台建设情况。"), is_template("无其他需要报告的事项。")
    (True, True)
    >>> is_template("全年举办政策宣讲活动8场，走访企业并收集意见建议120条。")
    False
    """
    return _own(sentence) == 0


def _own(text: str) -> int:
    """How many characters of its own a sentence has; 0 if every report has such a sentence."""
    if _CITES.search(text) or all(_says_none(clause) for clause in _clauses(text)):
        return 0
    rest = _OTHER.sub("", _TEMPLATE.sub("", _NUMBERS.sub(_IS_NUMBER, _NUMBERING.sub("", _NAME.sub("", text)))))
    return len(rest) if len(rest) >= SHORTEST else 0


def _clauses(text: str) -> list[str]:
    return _CLAUSE.findall(text)


def _says_none(clause: str) -> bool:
    """Whether a clause says only that there is nothing of something, or is no more than a frame."""
    return bool(_NONE.search(clause)) or len(_OTHER.sub("", _TEMPLATE.sub("", _NUMBERS.sub(_IS_NUMBER, clause)))) < 3


def _sentences(report: Report) -> Iterator[_Sentence]:
    for section in _PROSE:
        for paragraph in getattr(report, section) or ():
            for match in _SENTENCE.finditer(paragraph):
                key = _OTHER.sub("", _NUMBERS.sub(_IS_NUMBER, _NUMBERING.sub("", match[0])))
                yield _Sentence(section, paragraph, *match.span(), key, _own(match[0]))


def _found(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> list[int | None]:
    """For each new sentence that counts the old one that it repeats."""
    at: dict[str, int] = {}
    runs: dict[str, int] = {}  # where each run of characters stands first
    for number, sentence in enumerate(old):
        if sentence.own:
            at.setdefault(sentence.key, number)
            for run in _runs(sentence.key):
                runs.setdefault(run, number)
    found: list[int | None] = []
    last: int | None = None
    for sentence in new:
        following = None if last is None else last + 1
        if not sentence.own:
            last = None
        elif following is not None and following < len(old) and old[following].key == sentence.key:
            last = following  # of sentences that stand there twice, the one that goes on
        else:
            last = at.get(sentence.key)
            last = _nearly(sentence.key, runs) if last is None else last
        found.append(last)
    return found


def _runs(key: str) -> Iterator[str]:
    return (key[i : i + _RUN] for i in range(len(key) - _RUN + 1))


def _nearly(key: str, runs: dict[str, int]) -> int | None:
    """The old sentence that has almost all of a new one."""
    votes = Counter(at for run in _runs(key) if (at := runs.get(run)) is not None)
    best, count = max(votes.items(), key=lambda vote: (vote[1], -vote[0]), default=(0, 0))
    return best if count >= NEARLY * max(1, len(key) - _RUN + 1) else None


def _passages(old: Sequence[_Sentence], new: Sequence[_Sentence], found: Sequence[int | None]) -> Iterator[Passage]:
    """What is repeated, sentences that follow each other in both reports together."""
    first: tuple[int, int] | None = None
    for number, at in enumerate([*found, None]):
        if first is not None and not _goes_on(old, new, first, number, at):
            begin, begin_old = first
            yield _passage(old, new, begin, begin_old, number - begin)
            first = None
        if first is None and at is not None:
            first = number, at


def _goes_on(
    old: Sequence[_Sentence], new: Sequence[_Sentence], first: tuple[int, int], number: int, at: int | None
) -> bool:
    """Whether a sentence goes on where a passage of one paragraph left off in both reports."""
    begin, begin_old = first
    return (
        at is not None
        and at - begin_old == number - begin
        and new[number].paragraph is new[begin].paragraph
        and old[at].paragraph is old[begin_old].paragraph
    )


def _passage(old: Sequence[_Sentence], new: Sequence[_Sentence], begin: int, begin_old: int, count: int) -> Passage:
    last, last_old = new[begin + count - 1], old[begin_old + count - 1]
    text = new[begin].paragraph[new[begin].start : last.stop].strip()
    return Passage(new[begin].section, text, old[begin_old].paragraph[old[begin_old].start : last_old.stop].strip())
