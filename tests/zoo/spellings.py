"""
The ways in which published reports write the labels of the form, and its figures.
"""

import random
import re
import unicodedata

from collections.abc import Mapping

from govinfo.cells import Cell
from govinfo.figures import print_figure

from .sheets import Spelling, Style


HALF = str.maketrans("（）：，“”", '():,""')
FULL = str.maketrans("0123456789./", "０１２３４５６７８９．／")

#: The simplified characters of the form's labels, and how converters write them in traditional ones.
TRADITIONAL = dict(
    zip(
        "总体情况动开规范项内处决许对务罚强费额单万购总请众无结转办属于国机关稳个与业构组织济诉讼维纠审议实问题报进执条现"
        "废发应当经过续没补确认为类举访给导缴纳长护权质询样说两据区产启时后标资险闭满间获则别并系会继数申",
        "總體情況動開規範項內處決許對務罰強費額單萬購總請眾無結轉辦屬於國機關穩個與業構組織濟訴訟維糾審議實問題報進執條現"
        "廢發應當經過續沒補確認為類舉訪給導繳納長護權質詢樣說兩據區產啟時後標資險閉滿間獲則別並係會繼數申",
        strict=True,
    )
) | {"复": "復", "制": "制"}

#: Wordings that a converter for Taiwan changes, besides characters.
TAIWAN = {"信息": "資訊", "文件": "檔案", "项目": "專案", "制作": "製作", "复议": "複議"}
PINYIN = dict(
    zip(
        "數項規動發現決處費業務強內報執審復構",
        [
            "shù",
            "xiàng",
            "guī",
            "dòng",
            "fā",
            "xiàn",
            "jué",
            "chǔ",
            "fèi",
            "yè",
            "wù",
            "qiáng",
            "nèi",
            "bào",
            "zhí",
            "shěn",
            "fù",
            "gòu",
        ],
        strict=True,
    )
)
#: Kangxi radicals, as the text of a PDF has them in place of characters.
KANGXI = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0x2F00, 0x2FD6)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
#: Other wordings of labels, glosses and misprints of published reports.
LOCAL = {
    "现行有效件数": ("现行有效件数（历史累计）", "现行有效件", "现行有效数量", "现行有效件数 (历史累计)"),
    "规范性文件": ("规范性文件(指有正式文号的文件)", "行政规范性文件"),
    "行政规范性文件": ("规范性文件", "行政规范性文件（含规划）"),
    "上一年项目数量": ("上一年项目数量(指2019年事项数)", "上一年项目数"),
    "本年增/减": ("本年增\\减", "本年增减", "本年增／减"),
    "总计": ("合计", "总 计"),
    "第二十条第（一）项": ("第二十条第一项", "第二十条  第（一）项", "第二十条第(一)项"),
    "第二十条第（六）项": ("第二十条第六项", "第二十条  第（六）项", "第二十条第(六)项"),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        "1.逾期不补正",
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
    ),
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": ("2.逾期不缴费",),
    "本年收费金额（单位：万元）": ("本年收费金额（万元）", "本年收费金额(单位:万元)"),
    "五、存在的主要问题及改进情况": ("五、存在问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
    "三、收到和处理政府信息公开申请情况": ("三是收到和处理政府信息公开申请情况",),
    "本年新制作数量": ("本年新\n制作数量", "本年新"),
    "本年新公开数量": ("本年新\n公开数量", "本年新"),
    "本年制发件数": ("本年制\n发件数", "本年制发数量"),
    "规章": ("规 章",),
}  # fmt: skip


def official(text: str, chance: random.Random) -> str:
    """As the form has it."""
    return text


def half_width(text: str, chance: random.Random) -> str:
    """With brackets and punctuation of half width."""
    return text.translate(HALF)


def full_width(text: str, chance: random.Random) -> str:
    """With digits of full width."""
    return text.translate(FULL)


def spaced(text: str, chance: random.Random) -> str:
    """With a space inside here and there."""
    at = chance.randint(1, max(1, len(text) - 1))
    return (
        text if chance.random() < 0.5 or len(text) < 2 else f"{text[:at]}{chance.choice([' ', '  ', '　'])}{text[at:]}"
    )


def broken(text: str, chance: random.Random) -> str:
    """Broken over two lines here and there."""
    at = chance.randint(1, max(1, len(text) - 1))
    return text if chance.random() < 0.5 or len(text) < 2 else f"{text[:at]}\n{text[at:]}"


def commas(text: str, chance: random.Random) -> str:
    """``1、`` for ``1.``."""
    return re.sub(r"^(\d)\.", r"\1、", text)


def bracketed(text: str, chance: random.Random) -> str:
    """``(1)`` or ``1．`` for ``1.``."""
    return re.sub(r"^(\d)\.", chance.choice([r"(\1)", r"\1．", r"\1. "]), text)


def unnumbered(text: str, chance: random.Random) -> str:
    """Without ``1.``, and without ``（一）``."""
    return re.sub(r"^(\d\.|（.）)", "", text)


def traditional(text: str, chance: random.Random) -> str:
    """In traditional characters."""
    return "".join(TRADITIONAL.get(c, c) for c in text)


def taiwan(text: str, chance: random.Random) -> str:
    """In traditional characters and other words."""
    for old, new in TAIWAN.items():
        text = text.replace(old, new)
    return traditional(text, chance)


def pinyin(text: str, chance: random.Random) -> str:
    """In traditional characters, some with their sound in brackets after them."""
    return "".join(
        f"{c}({PINYIN[c]})" if c in PINYIN and chance.random() < 0.5 else c for c in traditional(text, chance)
    )


def kangxi(text: str, chance: random.Random) -> str:
    """With Kangxi radicals in place of some characters."""
    return "".join(KANGXI[c] if c in KANGXI and chance.random() < 0.5 else c for c in text)


def local(text: str, chance: random.Random) -> str:
    """With the wordings, glosses and misprints of published reports."""
    return chance.choice([text, *LOCAL[text]]) if text in LOCAL else text


#: Spellings under which everything must be read, and those under which nothing must be misread.
CLEAN: Mapping[str, Spelling] = {
    f.__name__: f for f in (official, half_width, full_width, spaced, commas, bracketed, kangxi)
}
SPELLINGS: Mapping[str, Spelling] = CLEAN | {
    f.__name__: f for f in (broken, unnumbered, traditional, taiwan, pinyin, local)
}


def plain(figure: int | None, cell: Cell, chance: random.Random) -> str:
    """As the library prints it; a blank is empty."""
    return print_figure(figure, cell.slot)


def marked(figure: int | None, cell: Cell, chance: random.Random) -> str:
    """A blank has a mark, or a space."""
    return chance.choice(["/", "-", "—", "无", "", "　"]) if figure is None else print_figure(figure, cell.slot)


def dressed(figure: int | None, cell: Cell, chance: random.Random) -> str:
    """In full width, with thousands separators, units, signs."""
    text = marked(figure, cell, chance)
    if figure is None:
        return text
    if cell.slot.holds == "change" and figure and chance.random() < 0.5:
        return f"{chance.choice('+增') if figure > 0 else chance.choice('-减－')}{abs(figure)}"
    if cell.slot.holds == "amount":
        return text
    ways = [text, text.translate(FULL)]
    if figure >= 0:
        ways += [f"{figure:,}", f"{figure:,}".replace(",", "，"), f"{text}件"]
    return chance.choice(ways)


STYLES: Mapping[str, Style] = {f.__name__: f for f in (plain, marked, dressed)}
