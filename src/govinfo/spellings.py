"""
How labels are really written: the key under which two spellings of a label are the same, and known other wordings.
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
    "disputes": ("因政府信息公开工作被申请行政复议、提起行政诉讼情况",),
    "problems": ("政府信息公开工作存在的主要问题及改进情况", "存在问题及改进情况"),
}

#: Other wordings of column headings, by path of the block and of the column in a row.
COLUMNS: Final = {"disclosure.charges.amount": ("本年收费金额（万元）",)}

#: Words of the statistics table of reports before 2019 (国办发〔2014〕32号); a text that has two of them holds one.
BEFORE_2019: Final = ("主动公开信息数", "主动公开政府信息数", "受理依申请公开信息总数", "对申请的答复总数", "历年累计")

_NUMBER: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[.、．](?!\d))")


#: The longest text that can be a label; longer ones are not remembered.
LONGEST: Final = 100


def key(text: str) -> str:
    """
    What is left of a label when full and half width, spaces and punctuation make no difference.

    >>> key("(二) 部分公开(区分处理的, 只计这一情形)") == key("（二）部分公开（区分处理的，只计这一情形）")
    True
    """
    return _key(text) if len(text) <= LONGEST else _key.__wrapped__(text)


@functools.lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def bare(text: str) -> str:
    """
    The key of a label without the number in front of it.

    >>> bare("2. 重复申请"), bare("四、结转下年度继续办理")
    ('重复申请', '结转下年度继续办理')
    """
    return key(_NUMBER.sub("", text.strip()))
