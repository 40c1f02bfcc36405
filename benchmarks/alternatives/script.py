"""
What a researcher writes for texts: the labels of table three in order, and the digits that come after each.

It knows one edition with its labels as they are printed, and takes whatever digits come after them. Where these run
together it gives the run as it is: which figures it is made of it does not say.
"""

import re

from collections.abc import Iterator


LABELS = (
    "本年新收政府信息公开申请数量",
    "上年结转政府信息公开申请数量",
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
    "其他处理",
    "总计",
    "结转下年度继续办理",
)
# As far as the number of the next label, which may touch it.
_RUN = re.compile(r"\D*?((?:\s*\d)+?)(?=\s*(?:\d\.\D|[^\s\d]|$))")


def runs(text: str) -> Iterator[list[str]]:
    """What stands after each label of table three, in parts that have space between them."""
    table = text[text.index("三、收到和处理") : text.index("四、政府信息公开行政复议")]
    at = 0
    for label in LABELS:
        at = table.index(label, at) + len(label)
        if found := _RUN.match(table, at):
            at = found.end()
            yield found[1].split()
