"""
A report on the form of another edition has all that both forms have, and what is lost is named.
"""

import pytest

from hypothesis import given
from hypothesis import strategies as st
from published import PINGTAN_2020, SUQIAN_2024, published

from govinfo import CELLS, Edition, Report, read
from govinfo.cells import cells_of, official
from govinfo.errors import UnknownEdition
from govinfo.finding import Verdict
from govinfo.form import Applicants
from govinfo.identities import identities
from govinfo.moving import DIVIDED, Reason, move
from govinfo.strategies import reports


LOCALES = ["zh_Hans", "en"]
ANY = reports(mixed=True, blanks=True)
TO = st.sampled_from(Edition)

OUTCOME = CELLS.applications.outcome
OTHER = [row for row in OUTCOME.other.nodes() if isinstance(row, Applicants)]


def said(report):
    """What each identity of tables three and four says, by its rule and the cells of its right side."""
    found = [i for i in identities(report.editions) if i.rule.id[:3] in {"T3-", "T4-"}]
    return {(i.rule.id, tuple(cell for cell, _ in i.right.terms)): i.verdict(report) for i in found}


def verdicts(report):
    """What the identities of tables three and four say."""
    return [*said(report).values()]


@given(report=ANY, edition=TO)
def test_report_is_on_the_official_form(report, edition):
    """The new report is on the official form, and all that is not in tables is as it was."""
    moved = move(report, edition).report

    assert official(edition) == moved.editions
    for name in ("organ", "year", "period", "published", "preamble", "overview", "problems", "other_matters"):
        assert getattr(report, name) == getattr(moved, name)


@given(data=st.data(), edition=TO)
def test_moving_to_the_same_edition_changes_nothing(data, edition):
    """A report on the official form of the edition is the same report, and nothing is lost or worked out."""
    report = data.draw(reports(edition=edition, blanks=True))
    moved = move(report, edition)

    assert report == moved.report
    assert () == moved.lost == moved.worked_out
    assert moved.open == tuple(cell for cell, figure in report.figures() if figure is None)


@given(report=ANY, edition=TO)
def test_cells_of_both_forms_carry_over(report, edition):
    """A cell that both forms have holds the same figure, or the same blank."""
    moved = move(report, edition).report

    for cell in set(cells_of(report.editions)) & set(cells_of(moved.editions)):
        assert report[cell] == moved[cell]


@given(report=ANY, edition=TO)
def test_no_figure_vanishes(report, edition):
    """Every figure of the old report is in the new one, or in a sum that is worked out, or lost; and in one of them."""
    moved = move(report, edition)
    kept = set(cells_of(moved.report.editions))
    used = {cell for found in moved.worked_out for cell in found.basis}
    lost = {found.cell: found.figure for found in moved.lost}

    assert len(lost) == len(moved.lost)
    assert not kept & set(lost)
    assert not used & (kept | set(lost))
    assert {c: figure for c, figure in report.figures() if figure is not None and c not in kept | used} == lost


@given(report=ANY, edition=TO)
def test_no_figure_is_made_up(report, edition):
    """A figure of the new report stands in the old one, or follows from what does; all else is blank and open."""
    moved = move(report, edition)
    old = dict(report.figures())
    worked_out = {found.cell: found.figure for found in moved.worked_out}

    for cell, figure in moved.report.figures():
        assert figure == (old[cell] if cell in old else worked_out.get(cell))
    assert moved.open == tuple(cell for cell, figure in moved.report.figures() if figure is None)
    for found in moved.worked_out:
        assert found.figure == sum(old[cell] for cell in found.basis)
        assert found.cell not in old


@given(report=reports(blanks=True), edition=TO)
def test_relations_that_held_are_not_violated(report, edition):
    """If all relations of tables three and four held, none is violated on the other form."""
    full = report.replace({cell: 0 for cell, figure in report.figures() if figure is None})
    for one in (report, full):
        before = verdicts(one)
        if Verdict.VIOLATED not in before:
            assert Verdict.VIOLATED not in verdicts(move(one, edition).report)


@given(report=reports(), edition=TO)
def test_relations_hold_on_where_nothing_is_lost(report, edition):
    """If no figure of table three is lost and there are no blanks, all relations that held hold on the other form."""
    moved = move(report, edition)

    assert {Verdict.HOLDS} == set(verdicts(report))
    if not any(found.cell.section == "applications" for found in moved.lost):
        assert {Verdict.HOLDS} == set(verdicts(moved.report))


@given(report=reports(blanks=True), edition=TO, data=st.data())
def test_relations_say_what_they_said(report, edition, data):
    """A relation of both forms says the same on either, be it violated, where no figure of table three is lost."""
    cells = st.sampled_from([cell for cell in cells_of(report.editions) if cell.section != "disclosure"])
    report = report.replace(data.draw(st.dictionaries(cells, st.integers(0, 5), max_size=5)))
    moved = move(report, edition)
    before, after = said(report), said(moved.report)
    is_whole = not any(found.cell.section == "applications" for found in moved.lost)

    for key in set(before) & set(after):
        assert before[key] == after[key] or not (is_whole or key[0] == "T4-TOTAL")
        assert (before[key], after[key]) != (Verdict.HOLDS, Verdict.VIOLATED)


@given(report=reports(edition=2021))
def test_table_three_moves_back_whole(report):
    """From 2021 to 2019 nothing of table three is lost without blanks: three rows are added up, column by column."""
    moved = move(report, 2019)

    assert [] == [found for found in moved.lost if found.cell.section != "disclosure"]
    assert [*DIVIDED] == [found.cell for found in moved.worked_out]
    rows = zip(OUTCOME.other_undivided.cells(), *(row.cells() for row in OTHER), strict=True)
    assert all(moved.report[whole] == sum(report[part] for part in parts) for whole, *parts in rows)


@given(report=reports(edition=2021, blanks=True))
def test_a_sum_with_a_blank_is_blank(report):
    """Where one of the three rows is blank, so is their sum, and what the others say is lost."""
    moved = move(report, 2019)
    for whole, parts in DIVIDED.items():
        figures = {part: report[part] for part in parts}
        if None in figures.values():
            assert moved.report[whole] is None
            said = {found.cell: found for found in moved.lost if found.cell in parts}
            assert {c: figure for c, figure in figures.items() if figure is not None} == {
                c: found.figure for c, found in said.items()
            }
            assert all(found.reason is Reason.PART_IS_BLANK for found in said.values())


@given(report=reports(edition=2019, blanks=True))
def test_only_a_zero_can_be_divided(report):
    """From 2019 to 2021 （六）其他处理 is lost, but for a zero: as no count is negative, its three parts are zero."""
    moved = move(report, 2021)
    lost = {found.cell: found.reason for found in moved.lost}
    for whole, parts in DIVIDED.items():
        assert [0 if report[whole] == 0 else None] * 3 == [moved.report[part] for part in parts]
        assert (Reason.NOT_DIVIDED if report[whole] else None) == lost.get(whole)


@given(report=reports(edition=2019))
def test_documents_are_not_their_disclosure(report):
    """本年新制作、新公开和对外公开总数量 are not 本年制发、废止和现行有效件数: they are lost, and these stay blank."""
    moved = move(report, 2021)
    lost = {found.cell: found.reason for found in moved.lost}
    documents = CELLS.disclosure.documents

    for kind in (documents.government_rules, documents.normative):
        assert {Reason.NO_PLACE} == {lost[cell] for cell in (kind.made, kind.disclosed, kind.disclosed_in_total)}
        assert {kind.issued, kind.repealed, kind.in_force} <= set(moved.open)
    assert CELLS.disclosure.charges.fees.amount in moved.open
    assert CELLS.disclosure.services.licences.decisions not in {*lost, *moved.open}


def test_one_exception():
    """There is one thing that one edition counts in one cell and another in three; both are on one form only."""
    for whole, parts in DIVIDED.items():
        assert (2019,) == whole.editions
        assert [(2021,)] * 3 == [part.editions for part in parts]
    assert 7 == len(DIVIDED)


def test_a_city_moved_to_the_older_form():
    """354 of a city's 469 requests closed otherwise in 2024 had no name; on the form of 2019 all are one figure."""
    moved = move(published(SUQIAN_2024, year=2024), 2019)
    (total,) = (found for found in moved.worked_out if found.cell is OUTCOME.other_undivided.total)

    assert 77 + 38 + 354 == 469 == moved.report[OUTCOME.other_undivided.total]
    assert (
        "三、本年度办理结果 （六）其他处理 · 总计：469，为（六）1 总计、（六）2 总计、（六）3 总计之和。"
        == total.message()
    )
    assert "which is what (6) 1, Total; (6) 2, Total; (6) 3, Total add up to." in total.message("en")


def test_a_district_moved_to_the_newer_form():
    """Four requests closed otherwise cannot be divided, and that is said; the zeros of the other columns can."""
    moved = move(published(PINGTAN_2020, 2019, year=2020), 2021)
    said = {found.cell: found.message() for found in (*moved.lost, *moved.worked_out)}

    assert said[OUTCOME.other_undivided.total] == (
        "三、本年度办理结果 （六）其他处理 · 总计：4 不能转入，"
        "2021年版格式分为（六）1 总计、（六）2 总计、（六）3 总计，如何划分不明。"
    )
    other = OUTCOME.other.rest.organizations.other
    assert said[other] == (
        "三、本年度办理结果 （六）其他处理 3.其他 · 法人或其他组织 其他：0，因为（六）其他为 0，而数量不为负。"
    )
    assert 0 == moved.report[other]
    assert moved.report[OUTCOME.other.rest.total] is None


def test_a_blank_part_is_said():
    """Why a part is lost that stands beside a blank is said in both languages."""
    report = Report.blank(2021, organ="某局").replace({OUTCOME.other.rest.total: 3})
    (lost,) = move(report, 2019).lost

    assert "将其与另一项合计为（六）总计，而另一项未填，未填不等于零。" in lost.message()
    assert "together with a blank, which is not zero." in lost.message("en")


def test_sources_are_kept():
    """What carries over keeps the place where it was read; a report that was not read has none."""
    report = read("examples/jinhai-2020.txt")
    moved = move(report, 2021)

    assert report.source(CELLS.applications.received.total) == moved.report.source(CELLS.applications.received.total)
    assert moved.report.source(OUTCOME.other.rest.total) is None
    assert report.reading == moved.report.reading
    assert move(Report.blank(2019), 2021).report.sources is None


def test_unknown_edition():
    """There must be such an edition."""
    with pytest.raises(UnknownEdition):
        move(Report.blank(2019), 2020)


@given(report=ANY, edition=TO, locale=st.sampled_from(LOCALES))
def test_all_is_said_in_words(report, edition, locale):
    """What is lost or worked out is said with the cell as the form prints it, and without a gap."""
    moved = move(report, edition)
    for found in (*moved.lost, *moved.worked_out):
        assert "{" not in found.message(locale)
        assert not found.message(locale).startswith(("：", ":"))
