"""
Figures run together are told apart only where no other report could have been printed alike.

The heart of reading: a report that a clerk typed with one slip, printed without gaps, never becomes another report that
adds up. Everything else here is about how much is read all the same, and with how much work.
"""

import itertools
import operator

from collections import Counter

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from govinfo import CELLS, rivals, runs, sums
from govinfo.cells import cells_of, official
from govinfo.editions import Edition
from govinfo.finding import Status
from govinfo.rivals import Run, has_rival, is_exchangeable, is_run
from govinfo.runs import tell_apart
from govinfo.strategies import reports
from govinfo.sums import Sum, split, stands_alone, sums_of
from govinfo.vocabulary import figure_rows, row_columns


RECEIVED = CELLS.applications.received.cells()
DISPUTES = CELLS.disputes.cells()
BLOCKS = ("applications", "disputes")


def rows_of(block, edition):
    """The cells of each row of a block."""
    form = {cell.path: cell for cell in cells_of(official(edition))}
    return [
        tuple(form[f"{path}.{column}"] for column in row_columns(block, path, edition))
        for path in figure_rows(block, edition)
    ]


def printed_in(report, block, edition):
    """The figures of each row of a block, as they are printed."""
    return [tuple(str(report[cell]) for cell in cells) for cells in rows_of(block, edition)]


def told(rows, printed, edition, *, keep=()):
    """What is told of these rows, printed without gaps but for those to keep."""
    given_runs = [
        Run(cells, figures if i in keep else ("".join(figures),))
        for i, (cells, figures) in enumerate(zip(rows, printed, strict=True))
    ]
    return tell_apart(given_runs, edition)


# --- Reports of the size that offices have ---------------------------------------------------------------

COUNTS = st.sampled_from([0] * 9 + [1, 1, 2, 3, 5, 10, 11, 12, 20, 21, 100, 101, 217])


@st.composite
def tables_three(draw, edition=None):
    """Table three of an office, reconciling: mostly zeros, and small figures that can be split in many ways."""
    edition = edition or draw(st.sampled_from(Edition))
    paths = list(figure_rows("applications", edition))
    size = 7
    rows = {path: [0] * 6 for path in paths}
    ends = [path for path in paths if path.startswith("applications.outcome.") and not path.endswith("outcome.total")]
    ends.append("applications.carried_forward")
    for path in draw(st.lists(st.sampled_from(ends), max_size=5, unique=True)):
        rows[path] = draw(st.lists(COUNTS, min_size=6, max_size=6))
    rows["applications.outcome.total"] = [
        sum(column) for column in zip(*(rows[path] for path in ends[:-1]), strict=True)
    ]
    due = [sum(column) for column in zip(*(rows[path] for path in ends), strict=True)]
    rows["applications.brought_forward"] = [draw(st.integers(0, min(figure, 20))) for figure in due]
    rows["applications.received"] = list(map(operator.sub, due, rows["applications.brought_forward"]))
    printed = [tuple(map(str, [*rows[path], sum(rows[path])])) for path in paths]
    assert all(len(row) == size for row in printed)
    return edition, printed


@st.composite
def tables_four(draw):
    """Table four of an office, reconciling."""
    groups = [draw(st.lists(COUNTS, min_size=4, max_size=4)) for _ in range(3)]
    return Edition.FORM_2021, [tuple(str(n) for group in groups for n in (*group, sum(group)))]


def typed_wrong(draw, text):
    """One figure with one key more, less, or other, or with two keys exchanged; possibly the same."""
    at = draw(st.integers(0, len(text) - 1))
    digit = draw(st.sampled_from("0123456789"))
    ways = {
        "other": text[:at] + digit + text[at + 1 :],
        "more": text[:at] + digit + text[at:],
        "less": text[:at] + text[at + 1 :],
        "twice": text[:at] + text[at] + text[at:],
        "exchanged": text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    }
    wrong = draw(st.sampled_from(sorted(ways.values())))
    return wrong if wrong and str(int(wrong)) == wrong else text


@st.composite
def slips(draw, tables, kinds=("typed", "blank", "neighbours", "rows", "shifted")):
    """A table with one slip of the clerk of one of these kinds."""
    edition, due = draw(tables)
    printed = list(due)
    row = draw(st.integers(0, len(printed) - 1))
    figures = list(printed[row])
    at = draw(st.integers(0, len(figures) - 1))
    match draw(st.sampled_from(kinds)):
        case "typed":
            figures[at] = typed_wrong(draw, figures[at])
        case "blank":
            figures = [figure for i, figure in enumerate(figures) if i != at or figure != "0"]
        case "neighbours":
            other = min(at + 1, len(figures) - 1)
            figures[at], figures[other] = figures[other], figures[at]
        case "rows" if row + 1 < len(printed):
            printed[row + 1], other = tuple(figures), printed[row + 1]
            figures = list(other)
        case "shifted":
            figures = [*figures[1:], figures[0]]
    printed[row] = tuple(figures)
    return edition, printed


def check_told(block, edition, printed, keep=()):
    """What is told of a table is what is printed."""
    rows = rows_of(block, edition)
    for row, figures, found in zip(rows, printed, told(rows, printed, edition, keep=keep), strict=True):
        assert found.figures in {(), figures}, row[0]


@given(slips(tables_three()))
def test_a_slip_in_table_three_never_becomes_another_report(given_):
    """Whatever one slip of the clerk is in a table that reconciles, each row is told as printed, or not at all."""
    check_told("applications", *given_)


@given(slips(tables_four(), ("typed", "blank", "neighbours")))
def test_a_slip_in_table_four_never_becomes_another_report(given_):
    """The same is true of table four, whose row has no sums with others, but for a row that is shifted as a whole."""
    check_told("disputes", *given_)


@given(slips(tables_three()), st.sets(st.integers(0, 26)))
def test_rows_with_gaps_make_no_row_wrong(given_, keep):
    """Nor does it matter which rows are printed with gaps."""
    edition, printed = given_
    keep = {i for i in keep if i < len(printed) and len(printed[i]) == 7}
    check_told("applications", edition, printed, keep)


@given(tables_three())
def test_table_three_that_reconciles_is_told_as_printed(given_):
    """Of a table that reconciles nothing but what is printed is told, and rows of seven digits always are."""
    edition, printed = given_
    rows = rows_of("applications", edition)
    found = told(rows, printed, edition)
    check_told("applications", edition, printed)
    for figures, one in zip(printed, found, strict=True):
        if set(figures) == {"0"}:
            assert (one.figures, one.status) == (figures, Status.PRINTED)


@given(reports(prose=False), st.sampled_from(BLOCKS))
def test_any_report_that_reconciles_is_told_as_printed(report, block):
    """The same for figures of any size."""
    edition = report.disputes.edition
    check_told(block, edition, printed_in(report, block, edition))


@given(st.one_of(tables_three(), slips(tables_three())))
def test_what_needs_no_sum_is_printed_and_all_else_inferred(given_):
    """A run with only one way to take it, whatever the sums are, is printed; what the sums decide is inferred."""
    edition, printed = given_
    rows = rows_of("applications", edition)
    for figures, one in zip(printed, told(rows, printed, edition), strict=True):
        if one.figures:
            text = "".join(figures)
            zeros = len(text) - len(text.lstrip("0"))
            is_only_way = zeros + (zeros < len(text)) == 7
            assert one.status is (Status.PRINTED if is_only_way else Status.INFERRED)


@given(tables_three(), st.data())
def test_figures_on_both_sides_of_a_gap_are_not_joined(given_, data):
    """A gap that is printed within a row is a place where a figure ends."""
    edition, printed = given_
    rows = rows_of("applications", edition)
    given_runs = []
    for cells, figures in zip(rows, printed, strict=True):
        cuts = sorted(data.draw(st.sets(st.integers(1, 6))))
        parts = itertools.pairwise([0, *cuts, 7])
        given_runs.append(Run(cells, tuple("".join(figures[a:b]) for a, b in parts)))
    for run, figures, one in zip(given_runs, printed, tell_apart(given_runs, edition), strict=True):
        assert one.figures in {(), figures}
        assert one.figures or not run.is_plain


@given(tables_three(), st.integers(0, 20))
def test_a_doubtful_row_is_believed_only_if_it_fits(given_, number):
    """A row of which it is not certain that its figures are its own is never printed, but inferred or blank."""
    edition, printed = given_
    rows = rows_of("applications", edition)
    given_runs = [
        Run(cells, figures, i == number) for i, (cells, figures) in enumerate(zip(rows, printed, strict=True))
    ]
    for i, (figures, one) in enumerate(zip(printed, tell_apart(given_runs, edition), strict=True)):
        assert one.figures in {(), figures}
        assert one.status is Status.INFERRED or i != number or not one.figures


@given(tables_three(), st.integers(0, 20), st.integers(0, 20))
def test_rows_exchanged_without_labels_are_not_believed(given_, first, second):
    """
    Doubtful rows that were put together in the wrong order do not add up, and stay blank unless they are alike.

    Rows that are added to each other add up in any order: the outcomes, and what was received and brought forward.
    """
    edition, printed = given_
    rows = rows_of("applications", edition)
    first, second = first % len(rows), second % len(rows)
    shown = list(printed)
    shown[first], shown[second] = shown[second], shown[first]
    given_runs = [Run(cells, figures, is_doubtful=True) for cells, figures in zip(rows, shown, strict=True)]
    names = [cells[0].path.split(".")[1] for cells in rows]
    kinds = ["received" if name == "brought_forward" else name for name in names]
    for i, one in enumerate(tell_apart(given_runs, edition)):
        if kinds[first] != kinds[second] and i in {first, second}:
            assert one.figures in {(), printed[i]}


# --- Examples ------------------------------------------------------------------------------------------


def reconciling():
    """A small table three of the 2021 edition, in which seven columns sum up; all figures by path of the row."""
    figures = dict.fromkeys(figure_rows("applications", 2021), (0, 0, 0, 0, 0, 0, 0))
    figures["applications.received"] = (217, 1, 0, 0, 0, 0, 218)
    figures["applications.brought_forward"] = (1, 0, 0, 0, 0, 3, 4)
    figures["applications.outcome.granted"] = (196, 1, 0, 0, 0, 0, 197)
    figures["applications.outcome.unavailable.not_ready_made"] = (22, 0, 0, 0, 0, 3, 25)
    figures["applications.outcome.total"] = (218, 1, 0, 0, 0, 3, 222)
    return {path: tuple(map(str, row)) for path, row in figures.items()}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("applications.received", "21710000218"),
        ("applications.outcome.unavailable.not_ready_made", "220000325"),
        ("applications.outcome.total", "21810003222"),
    ],
)
def test_rows_of_a_table_that_reconciles_are_told(path, text):
    """In a table that reconciles the sums tell where each figure of a row ends."""
    figures = reconciling()
    assert "".join(figures[path]) == text
    found = told(rows_of("applications", 2021), figures.values(), Edition.FORM_2021)
    one = dict(zip(figures, found, strict=True))[path]
    assert (one.figures, one.status) == (figures[path], Status.INFERRED)


def test_a_total_that_is_wrong_leaves_its_table_open():
    """Where the columns do not add up no row is believed that needs them."""
    figures = reconciling() | {"applications.outcome.total": ("219", "1", "0", "0", "0", "3", "223")}
    found = told(rows_of("applications", 2021), figures.values(), Edition.FORM_2021)
    by_path = dict(zip(figures, found, strict=True))
    assert by_path["applications.received"].figures in {(), figures["applications.received"]}
    assert by_path["applications.outcome.refused.state_secrets"].status is Status.PRINTED


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("000000000000000", ("0",) * 15),
        ("21317000001324019", ("2", "1", "3", "1", "7", "0", "0", "0", "0", "0", "13", "2", "4", "0", "19")),
        ("40105000000000", ()),
        ("111111111111111", ()),
    ],
)
def test_table_four_is_told_by_its_three_sums(text, figures):
    """The row of table four has no sums with others: it is told if its own leave one way, and no slip another."""
    (one,) = tell_apart([Run(DISPUTES, (text,))], Edition.FORM_2021)
    assert one.figures == figures


def test_too_many_texts_or_words_have_no_way():
    """More texts than cells, or what is no number, is told in no way; nothing at all neither."""
    for texts in [("1",) * 8, ("1", "x"), (), ("-12",)]:
        (one,) = tell_apart([Run(RECEIVED, texts)], Edition.FORM_2021)
        assert (one.figures, one.ways) == ((), ())


@pytest.mark.parametrize("texts", [("1", "", "0", "0", "0", "0", "1"), ("1", "-", "0", "0", "0", "0", "1")])
def test_a_row_with_blanks_asks_no_sum(texts):
    """A row of which each cell has its text is printed as it is, with its blanks and marks."""
    (one,) = tell_apart([Run(RECEIVED, texts)], Edition.FORM_2021)
    assert (one.figures, one.status) == (texts, Status.PRINTED)


# --- Sums and splits ---------------------------------------------------------------------------------------


def all_splits(text, size):
    """All ways to write digits as so many figures, none of which begins with a zero; a tab ends one."""
    if size == 0:
        return [()] if not text else []
    found = []
    for end in range(1, len(text) + 1):
        figure = text[:end]
        if "\t" in figure:
            break
        if len(figure) > 1 and figure[0] == "0":
            break
        found += [(figure, *rest) for rest in all_splits(text[end:].removeprefix("\t"), size - 1)]
    return found


some_sums = st.lists(
    st.dictionaries(st.integers(0, 4), st.sampled_from([1, -1, 2, -2]), min_size=1, max_size=5), max_size=3
).map(lambda found: [Sum(tuple((0, place, k) for place, k in terms.items())) for terms in found])


@given(st.text("012", max_size=7) | st.text("0123\t", max_size=8), st.integers(0, 5), some_sums)
@example("1\t1", 2, [])
@example("\t1", 1, [])
@example("", 1, [])
@example("10", 1, [])
def test_split_finds_what_trying_everything_finds(text, size, some):
    """The splits are just those that agree with the sums of the row: none is left out, none stands twice."""
    text = "\t".join(part for part in text.split("\t") if part)
    some = [Sum(terms) for s in some if (terms := tuple(term for term in s.terms if term[1] < size))]
    found = list(split(text, size, some))
    due = [way for way in all_splits(text, size) if not any(s.residual_in(way) for s in some)]
    assert Counter(found) == Counter(due)


@given(st.integers(0, 40))
def test_split_gives_up_after_so_many_steps(limit):
    """More steps than allowed are not taken: a None says so, and nothing comes after it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sums, "MOST_STEPS", limit)
        found = list(split("1234567890" * 3, 15, []))
    assert found[-1] is None
    assert None not in found[:-1]
    assert len(found) <= limit + 1


class Counting(int):
    """A limit that counts how often something is compared with it."""

    asked = 0

    def __lt__(self, other):
        Counting.asked += 1
        return int(self) < other

    def __gt__(self, other):
        Counting.asked += 1
        return int(self) > other

    def __floordiv__(self, other):
        return int(self) // other


@pytest.mark.parametrize("digits", ["1" * 60, "12" * 40, "1234567890" * 12, "10" * 30, "9" * 15, "1" * 7, "11" * 7])
@pytest.mark.parametrize("block", BLOCKS)
def test_hostile_digits_take_no_more_steps_than_allowed(monkeypatch, block, digits):
    """Digits that are made to have many ways are given up, in each row after so many steps, and together."""
    Counting.asked = 0
    for module in (sums, runs, rivals):
        monkeypatch.setattr(module, "MOST_STEPS", Counting(500))
    rows = rows_of(block, Edition.FORM_2021)
    found = tell_apart([Run(cells, (digits,)) for cells in rows], Edition.FORM_2021)
    assert not any(one.figures for one in found if one.status is Status.PRINTED and len(digits) != 7)
    # one split a row, one search across rows, and rivals of what stands alone: two for each sum, and each cell in it
    assert Counting.asked <= 501 * (len(rows) + 2 + 3 * 6)


def test_too_many_ways_together_are_given_up(monkeypatch):
    """Where rows have too many ways together, none of them is believed that needs the others."""
    figures = reconciling()
    rows = rows_of("applications", 2021)
    for module, limit in ((runs, 1), (rivals, 1)):
        with monkeypatch.context() as patch:
            patch.setattr(module, "MOST_STEPS", limit)
            found = told(rows, figures.values(), Edition.FORM_2021)
        several = [one for one in found if len(one.ways) > 1]
        assert several
        assert not any(one.figures for one in several)


def test_sums_of_a_form_are_its_identities():
    """The sums among rows are the equalities of the form whose cells are all in these rows."""
    rows = tuple(rows_of("applications", 2021))
    assert len(sums_of(rows, Edition.FORM_2021)) == 39
    assert len(sums_of((RECEIVED,), Edition.FORM_2021)) == 1
    assert len(sums_of((DISPUTES,), Edition.FORM_2021)) == 3
    assert sums_of((CELLS.disclosure.documents.normative.cells(),), Edition.FORM_2021) == ()


def test_rows_that_stand_alone():
    """Table four is in no sum with another row; each row of table three is."""
    assert stands_alone(DISPUTES, Edition.FORM_2021)
    assert not stands_alone(RECEIVED, Edition.FORM_2021)


@given(tables_three())
def test_residuals_of_what_reconciles_are_zero(given_):
    """Each sum is zero in a table that reconciles, and the sums of a row alone need only this row."""
    edition, printed = given_
    for s in sums_of(tuple(rows_of("applications", edition)), edition):
        assert s.residual(printed) == 0
        if len(s.rows) == 1:
            assert s.residual_in(printed[min(s.rows)]) == 0


# --- Rivals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "other", "is_near"),
    [
        ("12", "12", True),
        ("12", "13", True),
        ("12", "21", True),
        ("12", "1", True),
        ("12", "122", True),
        ("12", "212", True),
        ("12", "34", False),
        ("123", "321", False),
        ("1234", "1324", True),
        ("1234", "2134", True),
        ("12", "1234", False),
        ("1", "", True),
        ("123", "45", False),
    ],
)
def test_what_one_key_can_do(text, other, is_near):
    """One key more, less or other, or two next to each other exchanged: not more."""
    assert rivals._is_near(text, other) is is_near
    assert rivals._is_near(other, text) is is_near


def test_neighbours_that_look_the_same_when_they_are_exchanged():
    """1 and 11 are printed 111, whichever comes first; 1 and 10 are not printed alike."""
    assert is_exchangeable(("0", "1", "11"))
    assert is_exchangeable(("12", "1212"))
    assert not is_exchangeable(("1", "10", "1"))
    assert not is_exchangeable(("7", "7"))


@pytest.mark.parametrize(
    ("text", "is_several"), [("0", False), ("00", True), ("012", True), ("10", False), ("", False)]
)
def test_a_run_begins_with_a_zero(text, is_several):
    """A figure of more than one digit does not begin with a zero, so what does is a run."""
    assert is_run(text) is is_several


ZEROS = ("0",) * 7


def table(**figures):
    """Table three of zeros, but for these rows: figures by the last part of the path of the row."""
    paths = figure_rows("applications", 2021)
    return [tuple(figures.get(path.rpartition(".")[2], "0 0 0 0 0 0 0").split()) for path in paths], list(paths)


def test_a_slip_in_single_digits_is_read_as_it_is():
    """Where each digit is a figure, a row that adds up is read although its columns do not: it is what is printed."""
    rows = rows_of("applications", 2021)
    for changes in (
        {"granted": "0 1 0 0 0 0 1", "received": "1 0 0 0 0 0 1"},
        {"granted": "1 1 1 1 1 1 6", "received": "2 2 1 1 1 1 8"},
    ):
        printed, _ = table(**changes)
        assert [one.figures for one in told(rows, printed, Edition.FORM_2021)] == printed


def test_one_cell_left_blank_in_a_row_with_gaps_is_a_rival():
    """Fourteen texts for fifteen cells are one blank as well as two figures without a gap; both add up."""
    (cells,) = rows_of("disputes", 2021)
    for text in ("0 0 0 99 2 0 0 0 2 0 0 0 0 0", "3 0 0 0 3 0 0 0 33 0 0 0 0 0"):
        assert not tell_apart([Run(cells, tuple(text.split()))], Edition.FORM_2021)[0].figures
    (one,) = tell_apart([Run(cells, ("000992000200000",))], Edition.FORM_2021)
    assert one.figures == tuple("000992000200000")


def test_two_cells_left_blank_are_a_rival():
    """A run that adds up, but could be the due row with its total and another cell left blank, is not believed."""
    due = "0 0 20 0 13 0 33"
    printed, paths = table(granted="0 0 2 0 0 1 3", total=due, received=due)
    rows = rows_of("applications", 2021)
    keep = {i for i, path in enumerate(paths) if path.endswith(("total", "received"))}
    found = dict(zip(paths, told(rows, printed, Edition.FORM_2021, keep=keep), strict=True))
    assert "".join(printed[paths.index("applications.outcome.granted")]) == "0020013"
    assert found["applications.outcome.granted"].figures == ()
    assert found["applications.received"].figures == tuple(due.split())


def test_another_way_that_adds_up_is_a_rival():
    """A row alone that can be taken in two ways, both of which add up, has a rival."""
    inside = sums_of((DISPUTES,), Edition.FORM_2021)
    figures = ("1", "1", "0", "0", "2", *["0"] * 10)
    run = Run(DISPUTES, ("".join(figures),))
    ways = [way for way in split(run.texts[0], 15, inside) if way is not None]
    assert ways == [figures]
    assert has_rival(run, tuple(reversed(figures)), inside)


def test_a_row_alone_that_could_have_a_blank_is_not_believed():
    """10 and 10 are 20, but could be 10 and 1 with a cell left blank before them."""
    figures = ("10", "0", "0", "10", "20", "0", "0", "1", "0", "1", "0", "0", "1", "0", "1")
    inside = sums_of((DISPUTES,), Edition.FORM_2021)
    assert has_rival(Run(DISPUTES, ("".join(figures),)), figures, inside)
    (one,) = tell_apart([Run(DISPUTES, ("".join(figures),))], Edition.FORM_2021)
    assert (one.figures, one.ways) == ((), (figures,))


def test_a_row_alone_with_a_rival_is_not_believed():
    """Where a row of its own could be another one with one slip, or with one blank, it has a rival."""
    inside = sums_of((DISPUTES,), Edition.FORM_2021)
    good = ("2", "1", "3", "1", "7", "0", "0", "0", "0", "0", "13", "2", "4", "0", "19")
    assert not has_rival(Run(DISPUTES, ("".join(good),)), good, inside)
    for figures in [
        "1 0 0 0 1 1 0 0 0 1 1 0 0 0 11",
        "1 1 0 0 2 0 0 0 0 0 0 0 0 0 0",
        "10 1 0 0 11 0 0 0 0 0 1 0 0 0 1",
    ]:
        row = tuple(figures.split())
        (one,) = tell_apart([Run(DISPUTES, ("".join(row),))], Edition.FORM_2021)
        assert one.figures in {(), row}


def test_what_is_given_up_is_a_rival(monkeypatch):
    """Where not all rivals could be looked at, there may be one."""
    inside = sums_of((DISPUTES,), Edition.FORM_2021)
    good = ("2", "1", "3", "1", "7", "0", "0", "0", "0", "0", "13", "2", "4", "0", "19")
    monkeypatch.setattr(sums, "MOST_STEPS", 1)
    assert has_rival(Run(DISPUTES, ("".join(good),)), good, inside)
