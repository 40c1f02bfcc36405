"""
The rule that binds the report of a government to those of its organs and of the governments below it.
"""

from collections.abc import Iterator
from typing import Any

from ..form import Form
from ..rule import Comparison, Sum, at_least, equal, rule


@rule(
    "H-SUM",
    english="The figures of a government are the sums of those of its own organs and of the governments below it.",
    severity="warning",
    authority="practice",
    cites="宿迁市2023年度报告所列各部分之和（3607件）；怀化市及各地关于逐级汇总年度报告的通知",
    caution="The list of parts must be complete; documents issued jointly may count once in the whole.",
    across="levels",
)
def parts_add_up(whole: Form[Sum], parts: Form[Sum]) -> Iterator[Comparison[Any]]:
    """本级政府报告的各项数值等于所属行政机关与下级政府报告相应数值之和；联合制发的文件只计一次的，可以少于此和。"""
    yield at_least(parts.disclosure.documents, whole.disclosure.documents)
    yield equal(whole.disclosure.services.licences.decisions, parts.disclosure.services.licences.decisions)
    yield equal(whole.disclosure.services.other_services.decisions, parts.disclosure.services.other_services.decisions)
    for of_whole, of_parts in (
        (whole.disclosure.enforcement.penalties, parts.disclosure.enforcement.penalties),
        (whole.disclosure.enforcement.coercive_measures, parts.disclosure.enforcement.coercive_measures),
    ):
        yield equal(of_whole.decisions, of_parts.decisions)
    yield equal(whole.disclosure.charges.fees.amount, parts.disclosure.charges.fees.amount)
    yield equal(whole.applications, parts.applications)
    yield equal(whole.disputes, parts.disputes)
