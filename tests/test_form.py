"""
The official form, label for label, typed from the documents that prescribe it and not from `govinfo.form`.

These lists are the second source: what stands in the library is held against them.
"""

import itertools

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Cell, Edition, Report
from govinfo._tree import block_paths, paths, places
from govinfo.cells import BLOCKS, SECTIONS, block_editions, block_title, cells_of, official, section_title
from govinfo.form import TITLE, Form
from govinfo.strategies import forms


EDITIONS = (2019, 2021)

#: Name and heading of the sections, the same in both editions.
HEADINGS = {
    "overview": "一、总体情况",
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}

CORNER = "信息内容"
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"

#: Table two: for each block its name, title, columns and rows.
TABLE_TWO = {
    2019: (
        (
            "documents",
            "第二十条第（一）项",
            {"made": "本年新制作数量", "disclosed": "本年新公开数量", "disclosed_in_total": "对外公开总数量"},
            {"government_rules": "规章", "normative": "规范性文件"},
        ),
        (
            "services",
            "第二十条第（五）项",
            {"items_last_year": "上一年项目数量", "change": "本年增/减", "decisions": "处理决定数量"},
            {"licences": "行政许可", "other_services": "其他对外管理服务事项"},
        ),
        (
            "enforcement",
            "第二十条第（六）项",
            {"items_last_year": "上一年项目数量", "change": "本年增/减", "decisions": "处理决定数量"},
            {"penalties": "行政处罚", "coercive_measures": "行政强制"},
        ),
        (
            "charges",
            "第二十条第（八）项",
            {"items_last_year": "上一年项目数量", "change": "本年增/减"},
            {"fees": "行政事业性收费"},
        ),
        (
            "procurement",
            "第二十条第（九）项",
            {"projects": "采购项目数量", "amount": "采购总金额"},
            {"purchases": "政府集中采购"},
        ),
    ),
    2021: (
        (
            "documents",
            "第二十条第（一）项",
            {"issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"},
            {"government_rules": "规章", "normative": "行政规范性文件"},
        ),
        ("services", "第二十条第（五）项", {"decisions": "本年处理决定数量"}, {"licences": "行政许可"}),
        (
            "enforcement",
            "第二十条第（六）项",
            {"decisions": "本年处理决定数量"},
            {"penalties": "行政处罚", "coercive_measures": "行政强制"},
        ),
        ("charges", "第二十条第（八）项", {"amount": "本年收费金额（单位：万元）"}, {"fees": "行政事业性收费"}),
    ),
}

#: The columns of table three: name, and headings from the outside in.
COLUMNS_OF_THREE = {
    "natural_persons": ("自然人",),
    "organizations.businesses": ("法人或其他组织", "商业企业"),
    "organizations.research_institutes": ("法人或其他组织", "科研机构"),
    "organizations.public_interest": ("法人或其他组织", "社会公益组织"),
    "organizations.legal_services": ("法人或其他组织", "法律服务机构"),
    "organizations.other": ("法人或其他组织", "其他"),
    "total": ("总计",),
}

_THIRD = "三、本年度办理结果"
_BEFORE_OTHER = {
    "received": ("一、本年新收政府信息公开申请数量",),
    "brought_forward": ("二、上年结转政府信息公开申请数量",),
    "outcome.granted": (_THIRD, "（一）予以公开"),
    "outcome.granted_in_part": (_THIRD, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    "outcome.refused.state_secrets": (_THIRD, "（三）不予公开", "1.属于国家秘密"),
    "outcome.refused.barred_by_law": (_THIRD, "（三）不予公开", "2.其他法律行政法规禁止公开"),
    "outcome.refused.security_and_stability": (_THIRD, "（三）不予公开", "3.危及“三安全一稳定”"),
    "outcome.refused.third_party_rights": (_THIRD, "（三）不予公开", "4.保护第三方合法权益"),
    "outcome.refused.internal_affairs": (_THIRD, "（三）不予公开", "5.属于三类内部事务信息"),
    "outcome.refused.process_information": (_THIRD, "（三）不予公开", "6.属于四类过程性信息"),
    "outcome.refused.enforcement_files": (_THIRD, "（三）不予公开", "7.属于行政执法案卷"),
    "outcome.refused.inquiries": (_THIRD, "（三）不予公开", "8.属于行政查询事项"),
    "outcome.unavailable.not_held": (_THIRD, "（四）无法提供", "1.本机关不掌握相关政府信息"),
    "outcome.unavailable.not_ready_made": (_THIRD, "（四）无法提供", "2.没有现成信息需要另行制作"),
    "outcome.unavailable.still_unclear": (_THIRD, "（四）无法提供", "3.补正后申请内容仍不明确"),
    "outcome.not_processed.petitions": (_THIRD, "（五）不予处理", "1.信访举报投诉类申请"),
    "outcome.not_processed.repeated": (_THIRD, "（五）不予处理", "2.重复申请"),
    "outcome.not_processed.publications": (_THIRD, "（五）不予处理", "3.要求提供公开出版物"),
    "outcome.not_processed.excessive": (_THIRD, "（五）不予处理", "4.无正当理由大量反复申请"),
    "outcome.not_processed.reconfirmations": (_THIRD, "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
}
_AFTER_OTHER = {
    "outcome.total": (_THIRD, "（七）总计"),
    "carried_forward": ("四、结转下年度继续办理",),
}

#: The rows of figures of table three: name, and headings from the outside in.
ROWS_OF_THREE = {
    2019: {**_BEFORE_OTHER, "outcome.other_undivided": (_THIRD, "（六）其他处理"), **_AFTER_OTHER},
    2021: {
        **_BEFORE_OTHER,
        "outcome.other.not_supplemented": (
            _THIRD,
            "（六）其他处理",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ),
        "outcome.other.fee_unpaid": (
            _THIRD,
            "（六）其他处理",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        "outcome.other.rest": (_THIRD, "（六）其他处理", "3.其他"),
        **_AFTER_OTHER,
    },
}

_RESULTS = {
    "upheld": "结果维持",
    "overturned": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
_KINDS = {
    "reconsideration": ("行政复议",),
    "litigation.direct": ("行政诉讼", "未经复议直接起诉"),
    "litigation.after_reconsideration": ("行政诉讼", "复议后起诉"),
}

#: The columns of table four, the same in both editions.
COLUMNS_OF_FOUR = {
    f"{kind}.{result}": (*headings, label) for kind, headings in _KINDS.items() for result, label in _RESULTS.items()
}


def expected(edition):
    """Path, title of the block, headings of rows and headings of columns of every cell, in the order of the form."""
    for block, title, columns, rows in TABLE_TWO[edition]:
        for row, row_label in rows.items():
            for column, label in columns.items():
                yield f"disclosure.{block}.{row}.{column}", title, (row_label,), (label,)
    for row, row_labels in ROWS_OF_THREE[edition].items():
        for column, labels in COLUMNS_OF_THREE.items():
            yield f"applications.{row}.{column}", HEADINGS["applications"], row_labels, labels
    for column, labels in COLUMNS_OF_FOUR.items():
        yield f"disputes.{column}", HEADINGS["disputes"], (), labels


def siblings(cls=Form):
    """Every node class of the form."""
    yield cls
    for place in places(cls):
        if place.node:
            yield from siblings(place.node)


def slots():
    """Every slot of the form, those of prose too."""
    yield from SECTIONS.values()
    for cls in siblings():
        yield from (place.slot for place in places(cls))


@pytest.mark.parametrize(("edition", "number"), [(2019, 198), (2021, 200)])
def test_number_of_cells(edition, number):
    """The form of 2019 has 198 cells and that of 2021 has 200."""
    assert number == len(cells_of(official(edition)))


def test_number_of_cells_of_all_editions():
    """Both editions together have 226 cells, of which they share 172."""
    of_2019, of_2021 = (set(cells_of(official(edition))) for edition in EDITIONS)

    assert 226 == len(paths(Form))
    assert (226, 172) == (len(of_2019 | of_2021), len(of_2019 & of_2021))


@pytest.mark.parametrize(("edition", "number"), [(2019, 23), (2021, 25)])
def test_number_of_rows_of_table_three(edition, number):
    """Table three has 23 rows of figures in 2019 and 25 in 2021, of seven figures each."""
    cells = [cell for cell in cells_of(official(edition)) if cell.section == "applications"]

    assert number == len(ROWS_OF_THREE[edition])
    assert number * 7 == len(cells)


@pytest.mark.parametrize("edition", EDITIONS)
def test_names_of_cells(edition):
    """The cells of each edition have the names of the glossary, in the order of the printed form."""
    assert [path for path, *_ in expected(edition)] == [cell.path for cell in cells_of(official(edition))]


@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_of_cells(edition):
    """Title, headings of rows and headings of columns of every cell are those of the printed form, label for label."""
    printed = []
    for cell in cells_of(official(edition)):
        labels = cell.labels(edition)
        printed.append((cell.path, labels.block or labels.section, labels.rows, labels.columns))

    assert list(expected(edition)) == printed


@pytest.mark.parametrize("edition", EDITIONS)
def test_sections(edition):
    """The form has six sections, of which the first and the last two are prose."""
    assert list(HEADINGS.items()) == [(name, section_title(name, edition)) for name in SECTIONS]
    assert ["overview", "problems", "other_matters"] == [n for n, slot in SECTIONS.items() if slot.axis == "prose"]
    assert "政府信息公开工作年度报告" == TITLE


@pytest.mark.parametrize("edition", EDITIONS)
def test_blocks(edition):
    """Section two has a titled block for each item of article 20, and the item on procurement left the form in 2021."""
    due = {f"disclosure.{name}": title for name, title, *_ in TABLE_TWO[edition]}
    blocks = [path for path in BLOCKS if Edition(edition) in block_editions(path)]

    assert [*due, "applications", "disputes"] == blocks
    assert [*due.values(), "", ""] == [
        block_title(path, edition)
        if path in due
        else Cell(next(p for p in paths(Form) if p.startswith(path))).labels(edition).block
        for path in blocks
    ]
    assert list(BLOCKS) == list(block_paths(Form))


def test_what_left_the_form():
    """The cells that the form of 2021 dropped are those of the wordings and rows that it lacks, and no other."""
    gone = set(cells_of(official(2019))) - set(cells_of(official(2021)))
    d = CELLS.disclosure
    due = [
        *(
            cell
            for kind in (d.documents.government_rules, d.documents.normative)
            for cell in (kind.made, kind.disclosed, kind.disclosed_in_total)
        ),
        *(
            cell
            for act in (d.services.licences, d.enforcement.penalties, d.enforcement.coercive_measures)
            for cell in (act.items_last_year, act.change)
        ),
        *d.services.other_services.cells(),
        d.charges.fees.items_last_year,
        d.charges.fees.change,
        *d.procurement.cells(),
        *CELLS.applications.outcome.other_undivided.cells(),
    ]

    assert 26 == len(due)
    assert set(due) == gone


def test_what_came_to_the_form():
    """The cells that are new in 2021 are the counts of documents, the amount of fees and the three rows of （六）."""
    new = set(cells_of(official(2021))) - set(cells_of(official(2019)))
    d = CELLS.disclosure
    due = [
        *(
            cell
            for kind in (d.documents.government_rules, d.documents.normative)
            for cell in (kind.issued, kind.repealed, kind.in_force)
        ),
        d.charges.fees.amount,
        *CELLS.applications.outcome.other.cells(),
    ]

    assert 28 == len(due)
    assert set(due) == new


def test_histories_begin_at_an_edition():
    """Each year in a history of labels is that of a known edition, and a history begins with a label."""
    for slot in slots():
        assert set(slot.labels) <= set(EDITIONS), slot
        assert slot.labels[min(slot.labels)], slot


def test_histories_name_changes_only():
    """No history repeats the label that it had before."""
    for slot in slots():
        labels = [label for _, label in sorted(slot.labels.items())]
        assert all(a != b for a, b in itertools.pairwise(labels)), slot


@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_of_siblings_differ(edition):
    """In each edition the parts of one node have labels that differ."""
    for cls in siblings():
        labels = [place.slot.label(edition) for place in places(cls, edition)]
        assert len(labels) == len(set(labels)), cls


def test_what_cells_hold():
    """Only 本年增/减 is signed, and only fees and procurement are money; the form prints a unit for fees alone."""
    kinds = {cell: (cell.holds, cell.slot.unit) for cell in CELLS.cells() if cell.holds != "count"}
    d = CELLS.disclosure
    changes = (
        d.services.licences,
        d.services.other_services,
        *(d.enforcement.penalties, d.enforcement.coercive_measures),
        d.charges.fees,
    )

    assert {
        **{node.change: ("change", None) for node in changes},
        d.charges.fees.amount: ("amount", "万元"),
        d.procurement.purchases.amount: ("amount", None),
    } == kinds


def test_optional_rows():
    """Only the row of rules (规章) is one that organs have good reason to leave out."""
    optional = {(cls.__name__, place.name) for cls in siblings() for place in places(cls) if place.slot.optional}

    assert {("DocumentsBlock", "government_rules")} == optional


@given(edition=st.sampled_from(EDITIONS))
def test_blank_report_is_blank(edition):
    """A blank form has a blank in every cell, which is None and not zero, and no prose."""
    report = Report.blank(edition)

    assert {None} == set(report.cells())
    assert [None, None, None] == [report.overview, report.problems, report.other_matters]
    assert (*official(edition),) == report.editions


@given(form=forms(st.integers(1)))
def test_cells_of_other_editions_are_empty(form):
    """A form holds nothing in the cells that its edition does not have, and a value in each that it has."""
    on_form = set(cells_of(form.editions))

    assert on_form == {cell for cell in CELLS.cells() if form[cell] is not None}


def test_parts_have_no_room_for_other_fields():
    """A misspelt field cannot be set on any part of the form, not even by force."""
    report = Report.blank(2021)
    for node in report.nodes():
        with pytest.raises(AttributeError):
            object.__setattr__(node, "recieved", 1)


def test_every_part_has_a_slot():
    """Each field of each node class has a label, but for the edition of a block."""
    for cls in siblings():
        bare = [f.name for f in attrs.fields(cls) if not f.metadata]
        assert bare in ([], ["edition"]), cls
