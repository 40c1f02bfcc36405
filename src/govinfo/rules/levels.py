"""
The rule that binds the report of a government to those of its organs and of the governments below it.
"""

from collections.abc import Iterator
from typing import Any

from ..form import Form
from ..rule import Comparison, Sum, at_least, equal, rule


@rule(
    "H-SUM",
    english="A government reports what its organs and the governments below it report together; of documents no more.",
    severity="warning",
    authority="practice",
    cites="宿迁市2023年度报告（所列各部分之和等于总数3607件）；怀化市等地关于逐级汇总年度报告的通知",
    caution="The list of parts must be complete; documents issued jointly may count once in the whole. "
    "That parts add up was seen of the requests handled only.",
    across="levels",
)
def parts_add_up(whole: Form[Sum], parts: Form[Sum]) -> Iterator[Comparison[Any]]:
    """政府报告的件数和收费金额，等于所属机关与下级政府报告相应数值之和；文件因联合制发只计一次的，可小于该和。"""
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
