"""
The official form, in all its editions: the one place where its sections, rows, columns and labels stand.

中华人民共和国政府信息公开工作年度报告格式: edition 2019 by 国办公开办函〔2019〕60号 (试行), edition 2021 by
国办公开办函〔2021〕30号.
A label that changed has a history, ``{first edition: label}``; `GONE` says that the field left the form.
"""

from typing import TYPE_CHECKING, Final, TypeVar

from ._tree import GONE, Block, Node, block, block_editions, column, node, prose, row, section


if TYPE_CHECKING:
    from .cells import Cell
    from .editions import Edition


T_co = TypeVar("T_co", covariant=True)

#: What a cell of a report holds: a whole number, or a blank (`None`), which is never zero. Money is in fen (分).
Figure = int | None

#: The paragraphs of a section; None if the section is not in the report.
Prose = tuple[str, ...] | None

#: What the report is called, after the name of the organ and the year.
TITLE: Final = "政府信息公开工作年度报告"


@node()
class Documents(Node[T_co]):
    """What is counted of a kind of document."""

    made: T_co = column({2019: "本年新制作数量", 2021: GONE})
    disclosed: T_co = column({2019: "本年新公开数量", 2021: GONE})
    disclosed_in_total: T_co = column({2019: "对外公开总数量", 2021: GONE})
    issued: T_co = column({2021: "本年制发件数"})
    repealed: T_co = column({2021: "本年废止件数"})
    in_force: T_co = column({2021: "现行有效件数"})


@node()
class Items(Node[T_co]):
    """How many items of a kind an organ was in charge of, and how that changed."""

    items_last_year: T_co = column({2019: "上一年项目数量", 2021: GONE})
    change: T_co = column({2019: "本年增/减", 2021: GONE}, holds="change")


@node()
class Decisions(Items[T_co]):
    """What is counted of a kind of administrative act."""

    decisions: T_co = column({2019: "处理决定数量", 2021: "本年处理决定数量"})


@node()
class Fees(Items[T_co]):
    """What is counted of the fees that an organ charges."""

    amount: T_co = column({2021: "本年收费金额（单位：万元）"}, holds="amount", unit="万元")


@node()
class Purchases(Node[T_co]):
    """What is counted of centralized procurement; the form prints no unit for the amount."""

    projects: T_co = column("采购项目数量")
    amount: T_co = column("采购总金额", holds="amount")


@node(corner="信息内容")
class DocumentsBlock(Block[T_co]):
    """条例第二十条第（一）项: rules and normative documents."""

    government_rules: Documents[T_co] = row("规章", optional=True)
    normative: Documents[T_co] = row({2019: "规范性文件", 2021: "行政规范性文件"})


@node(corner="信息内容")
class ServicesBlock(Block[T_co]):
    """条例第二十条第（五）项: licences and other services."""

    licences: Decisions[T_co] = row("行政许可")
    other_services: Decisions[T_co] = row({2019: "其他对外管理服务事项", 2021: GONE})


@node(corner="信息内容")
class EnforcementBlock(Block[T_co]):
    """条例第二十条第（六）项: penalties and coercive measures."""

    penalties: Decisions[T_co] = row("行政处罚")
    coercive_measures: Decisions[T_co] = row("行政强制")


@node(corner="信息内容")
class ChargesBlock(Block[T_co]):
    """条例第二十条第（八）项: administrative fees."""

    fees: Fees[T_co] = row("行政事业性收费")


@node(corner="信息内容")
class ProcurementBlock(Block[T_co]):
    """条例第二十条第（九）项: centralized government procurement."""

    purchases: Purchases[T_co] = row("政府集中采购")


@node()
class Disclosure(Node[T_co]):
    """Table two: one block for each item of article 20 of the Regulation (条例) that is counted."""

    documents: DocumentsBlock[T_co] = block("第二十条第（一）项")
    services: ServicesBlock[T_co] = block("第二十条第（五）项")
    enforcement: EnforcementBlock[T_co] = block("第二十条第（六）项")
    charges: ChargesBlock[T_co] = block("第二十条第（八）项")
    procurement: ProcurementBlock[T_co] = block({2019: "第二十条第（九）项", 2021: GONE})


@node()
class Organizations(Node[T_co]):
    """Applicants that are legal persons or other organizations; the form has no total for them."""

    businesses: T_co = column("商业企业")
    research_institutes: T_co = column("科研机构")
    public_interest: T_co = column("社会公益组织")
    legal_services: T_co = column("法律服务机构")
    other: T_co = column("其他")


@node(heading="申请人情况")
class Applicants(Node[T_co]):
    """The seven columns of table three."""

    natural_persons: T_co = column("自然人")
    organizations: Organizations[T_co] = column("法人或其他组织")
    total: T_co = column("总计")


@node()
class Refused(Node[T_co]):
    """Requests that were refused, by ground."""

    state_secrets: Applicants[T_co] = row("1.属于国家秘密")
    barred_by_law: Applicants[T_co] = row("2.其他法律行政法规禁止公开")
    security_and_stability: Applicants[T_co] = row("3.危及“三安全一稳定”")
    third_party_rights: Applicants[T_co] = row("4.保护第三方合法权益")
    internal_affairs: Applicants[T_co] = row("5.属于三类内部事务信息")
    process_information: Applicants[T_co] = row("6.属于四类过程性信息")
    enforcement_files: Applicants[T_co] = row("7.属于行政执法案卷")
    inquiries: Applicants[T_co] = row("8.属于行政查询事项")


@node()
class Unavailable(Node[T_co]):
    """Requests for information that could not be provided."""

    not_held: Applicants[T_co] = row("1.本机关不掌握相关政府信息")
    not_ready_made: Applicants[T_co] = row("2.没有现成信息需要另行制作")
    still_unclear: Applicants[T_co] = row("3.补正后申请内容仍不明确")


@node()
class NotProcessed(Node[T_co]):
    """Requests that were not processed as such."""

    petitions: Applicants[T_co] = row("1.信访举报投诉类申请")
    repeated: Applicants[T_co] = row("2.重复申请")
    publications: Applicants[T_co] = row("3.要求提供公开出版物")
    excessive: Applicants[T_co] = row("4.无正当理由大量反复申请")
    reconfirmations: Applicants[T_co] = row("5.要求行政机关确认或重新出具已获取信息")


@node()
class Other(Node[T_co]):
    """Requests closed otherwise."""

    not_supplemented: Applicants[T_co] = row("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")
    fee_unpaid: Applicants[T_co] = row("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")
    rest: Applicants[T_co] = row("3.其他")


@node()
class Outcome(Node[T_co]):
    """What became of the requests in the year."""

    granted: Applicants[T_co] = row("（一）予以公开")
    granted_in_part: Applicants[T_co] = row("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    refused: Refused[T_co] = row("（三）不予公开")
    unavailable: Unavailable[T_co] = row("（四）无法提供")
    not_processed: NotProcessed[T_co] = row("（五）不予处理")
    other: Other[T_co] = row({2021: "（六）其他处理"})
    other_undivided: Applicants[T_co] = row({2019: "（六）其他处理", 2021: GONE})
    total: Applicants[T_co] = row("（七）总计")


@node(corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
class Applications(Block[T_co]):
    """Table three: requests received and how they were handled, by applicant."""

    received: Applicants[T_co] = row("一、本年新收政府信息公开申请数量")
    brought_forward: Applicants[T_co] = row("二、上年结转政府信息公开申请数量")
    outcome: Outcome[T_co] = row("三、本年度办理结果")
    carried_forward: Applicants[T_co] = row("四、结转下年度继续办理")


@node()
class Results(Node[T_co]):
    """How cases ended; those still pending are part of the total."""

    upheld: T_co = column("结果维持")
    overturned: T_co = column("结果纠正")
    other: T_co = column("其他结果")
    pending: T_co = column("尚未审结")
    total: T_co = column("总计")


@node()
class Litigation(Node[T_co]):
    """Administrative litigation; the form has no total over both kinds."""

    direct: Results[T_co] = column("未经复议直接起诉")
    after_reconsideration: Results[T_co] = column("复议后起诉")


@node()
class Disputes(Block[T_co]):
    """Table four: administrative reconsideration and litigation."""

    reconsideration: Results[T_co] = column("行政复议")
    litigation: Litigation[T_co] = column("行政诉讼")


@node(kw_only=True)
class Form(Node[T_co]):
    """The six sections of the form, with a ``T`` in every cell of its tables."""

    overview: Prose = prose("一、总体情况", default=None)
    disclosure: Disclosure[T_co] = section("二、主动公开政府信息情况")
    applications: Applications[T_co] = section("三、收到和处理政府信息公开申请情况")
    disputes: Disputes[T_co] = section("四、政府信息公开行政复议、行政诉讼情况")
    problems: Prose = prose("五、存在的主要问题及改进情况", default=None)
    other_matters: Prose = prose("六、其他需要报告的事项", default=None)

    @property
    def editions(self) -> "tuple[Edition | None, ...]":
        """The edition of each block, in the order of the form; None for a block that is not there."""
        return block_editions(self)

    def __getitem__(self, cell: "Cell") -> T_co:
        """What stands in *cell*."""
        return cell.of(self)
