"""
What a reader may find in a document: the reading rules, whose findings stand on the report that was read.
"""

from typing import Final

from .finding import Authority, Severity
from .rule import ReadingRule


def _reading(id: str, severity: str, sentence: str, english: str) -> ReadingRule:  # noqa: A002
    return ReadingRule(
        id=id,
        sentence=sentence,
        english=english,
        severity=Severity(severity),
        authority=Authority.READING,
        cites="",
    )


R_ENCODING: Final = _reading(
    "R-ENCODING", "error", "文件内容均能识别为文字，没有乱码。", "Every byte of the file is a character."
)
R_REPEATED: Final = _reading(
    "R-REPEATED", "error", "每个部分、每张表、每一行只出现一次。", "Each section, table and row stands once."
)
R_MISSING: Final = _reading(
    "R-MISSING",
    "error",
    "表中各行齐全（“规章”行可以没有）。",
    "Every row of a table is there; that of government rules (规章) may be left out.",
)
R_SURPLUS: Final = _reading(
    "R-SURPLUS", "warning", "每行数字的个数不多于列数。", "A row has no more figures than columns."
)
R_SHORT: Final = _reading("R-SHORT", "error", "每行数字的个数不少于列数。", "A row has no fewer figures than columns.")
R_RUN: Final = _reading(
    "R-RUN",
    "error",
    "相邻两个数字之间有间隔，能够区分。",
    "There is a gap between two figures, so that they can be told apart.",
)
R_INFERRED: Final = _reading(
    "R-INFERRED",
    "hint",
    "数字依原文直接读取，不借助勾稽关系推断。",
    "A figure is read as it is printed, without the help of the sums that are to check it.",
)
R_UNREADABLE: Final = _reading(
    "R-UNREADABLE", "error", "应填数字的单元格，所填内容为数字。", "What stands where a figure is due is a figure."
)
R_UNIT: Final = _reading("R-UNIT", "warning", "金额须写明单位。", "An amount of money names its unit.")
R_PRECISION: Final = _reading("R-PRECISION", "error", "金额最多精确到分。", "An amount of money is in whole fen.")
R_UNPLACED: Final = _reading(
    "R-UNPLACED", "warning", "表中内容在格式中均有对应位置。", "What stands in a table has a place on the form."
)
R_TEMPLATE: Final = _reading(
    "R-TEMPLATE",
    "hint",
    "格式中给填写人的说明不出现在报告中。",
    "What the form tells the writer does not stand in the report.",
)

#: All of them.
READING_RULES: Final = (
    R_ENCODING,
    R_REPEATED,
    R_MISSING,
    R_SURPLUS,
    R_SHORT,
    R_RUN,
    R_INFERRED,
    R_UNREADABLE,
    R_UNIT,
    R_PRECISION,
    R_UNPLACED,
    R_TEMPLATE,
)
