"""
How labels are really written: the key under which two spellings of a label are the same, and known other wordings.

Full and half width, spaces, punctuation, the radicals that a PDF gives for characters, traditional characters and
pinyin between the characters make no difference to a key.
"""

import functools
import re
import unicodedata

from typing import Final


#: Other wordings of section headings, by name of the section, as published reports have them.
SECTIONS: Final = {
    "overview": ("工作基本情况",),
    "disclosure": ("行政机关主动公开政府信息情况",),
    "applications": ("行政机关收到和处理政府信息公开申请情况",),
    "disputes": (
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
        "政府信息公开行政复议、行政诉讼的情况",
        "行政复议、行政诉讼情况",
        "行政复议和行政诉讼情况",
    ),
    "problems": (
        "政府信息公开工作存在的主要问题及改进情况",
        "存在问题及改进情况",
        "存在的问题及改进情况",
        "主要问题及改进情况",
        "存在的主要问题和改进情况",
    ),
    "other_matters": ("需要报告的其他事项", "其他需要报告事项"),
}

#: Other wordings of column headings, by path of the block and of the column in a row.
COLUMNS: Final = {
    "disclosure.documents.issued": ("本年新制发数量",),
    "disclosure.documents.repealed": ("废止数量",),
    "disclosure.documents.in_force": ("现行有效件", "现行有效数量"),
    "disclosure.charges.amount": ("本年收费金额（万元）",),
    "applications.total": ("合计",),
    "disputes.reconsideration.total": ("合计",),
    "disputes.litigation.direct.total": ("合计",),
    "disputes.litigation.after_reconsideration.total": ("合计",),
}

#: Other wordings of row labels, by path of the row.
ROWS: Final = {
    "applications.received": ("一、本年度新收政府信息公开申请数量", "一、本年新收政府信息公开申请数"),
    "applications.brought_forward": ("二、上年度结转政府信息公开申请数量", "二、上年结转政府信息公开申请数"),
    "applications.carried_forward": ("四、结转下年继续办理",),
    "applications.outcome.other.not_supplemented": ("1.逾期不补正",),
    "applications.outcome.other.fee_unpaid": ("2.逾期不缴费",),
    "applications.outcome.total": ("（七）合计",),
}

#: Words of the statistics table of reports before 2019 (国办发〔2014〕32号); a text that has two of them holds one.
BEFORE_2019: Final = ("主动公开信息数", "主动公开政府信息数", "受理依申请公开信息总数", "对申请的答复总数", "历年累计")

#: What the form tells the writer and a reader should not see.
INSTRUCTIONS: Final = ("该部分以表格形式报告", "此部分以表格形式报告", "以表格形式报告")

_NUMBER: Final = re.compile(
    r"^(?:第?[一二三四五六七八九十]+(?:、|[.．]|是|部分[、:： ]*)|[(（][一二三四五六七八九十]+[)）]"
    r"|[(（]\d[)）]|\d{1,2}[.、．](?!\d)|[①-⑧])"
)

#: Pinyin that some copies put behind a character: 數(shù).
PINYIN: Final = re.compile(r"[(（][A-Za-zÀ-ɏ]{1,6}[)）]")

#: Traditional characters that stand in labels, each before the one that the form prints.
_FROM_TRADITIONAL: Final = (
    "佈布侷局係系傢家內内別别動动務务區区員员問问單单國国圍围埰采執执報报寀采審审對对屬属廢废強强後后復复採采據据數数於于會会査查條条業业構构標标機机檔档權权決决沒没況况減减為为無无爲为獲获現现當当發发確确"
    "碼码祕秘穩稳範范糾纠納纳級级組组結结統统經经維维縣县總总織织繳缴繼继續续罰罚舉举萬万處处衹只補补製制複复規规計计訊讯訟讼訪访許许訴诉詢询認认請请議议護护費费資资質质購购轉转辦办這这進进過过鄉乡鎮镇開开"
    "間间關关隻只項项題题額额類类體体髮发覆复"
)
_RADICALS: Final = "⺠民⻓长⻔门⻋车⻅见⻉贝⻆角⻚页⻛风⻢马⻬齐⻰龙⻄西⻘青⻝食⻦鸟⻥鱼⻩黄⼾户⼯工"
_PLAIN: Final = {
    ord(strange): plain
    for pairs in (_FROM_TRADITIONAL, _RADICALS)
    for strange, plain in zip(pairs[::2], pairs[1::2], strict=True)
}

#: The longest text that can be a label, with pinyin behind each character; of longer ones nothing is asked.
LONGEST: Final = 150


def key(text: str) -> str:
    """
    What is left of a label when the ways of writing it make no difference.

    >>> key("(二) 部分公开(区分处理的, 只计这一情形)") == key("（二）部分公开（区分处理的，只计这一情形）")
    True
    >>> key("規範性檔案"), key("數(shù)量"), key("⼈⺠")
    ('规范性文件', '数量', '人民')
    """
    return _key(text) if len(text) <= LONGEST else _key.__wrapped__(text)


@functools.lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return _same_words("".join(filter(str.isalnum, _plain(_without_pinyin(text)))))


def folded(text: str) -> tuple[str, list[int]]:
    """
    The characters that count of a text, as in a key, and the position of each in it.

    >>> folded("（一） 規章")
    ('一规章', [1, 4, 5])
    """
    written = _without_pinyin(text)
    plain = _plain(written)
    if len(plain) != len(text):  # a character that stands for several others: one by one
        parts = [(position, _plain(character)) for position, character in enumerate(written)]
        found = [(position, c) for position, part in parts for c in part if c.isalnum()]
    else:
        found = [(position, c) for position, c in enumerate(plain) if c.isalnum()]
    return _same_words("".join(c for _, c in found)), [position for position, _ in found]


def _without_pinyin(text: str) -> str:
    """The same text with spaces for pinyin."""
    if "(" not in text and "（" not in text:
        return text
    return PINYIN.sub(lambda found: " " * len(found[0]), text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)


def _same_words(text: str) -> str:
    """The words of copies that were made for other readers; as many characters as before."""
    return text.replace("资讯", "信息").replace("规范性档案", "规范性文件")


def bare(text: str) -> str:
    """
    The key of a label without the number in front of it.

    >>> bare("2. 重复申请"), bare("四、结转下年度继续办理"), bare("三是收到和处理政府信息公开申请情况")
    ('重复申请', '结转下年度继续办理', '收到和处理政府信息公开申请情况')
    """
    return _bare(text) if len(text) <= LONGEST else _bare.__wrapped__(text)


@functools.lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    return key(_NUMBER.sub("", text.strip(" \t#*\u3000")))
