"""The closed grammar of printed figures: what is read, as what, and what is never taken for a figure."""

import re

from decimal import Context, Decimal

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS
from govinfo.figures import FEN, Printed, looks_like_figure, print_figure, read_figure
from govinfo.finding import Status
from govinfo.language import LOCALES


#: A count, a change, an amount whose unit the form prints (万元), and one whose unit it does not.
COUNT = CELLS.applications.received.total.slot
CHANGE = CELLS.disclosure.services.licences.change.slot
FEES = CELLS.disclosure.charges.fees.amount.slot
PURCHASES = CELLS.disclosure.procurement.purchases.amount.slot
SLOTS = (COUNT, CHANGE, FEES, PURCHASES)

YUAN, WAN, YI = 100, 100 * 10**4, 100 * 10**8

slots = st.sampled_from(SLOTS)
locales = st.sampled_from(LOCALES)

#: What stands around digits in documents.
NOISE = "0123456789０１２３４５６７８９,，.．+-−－＋减增少加万亿元件个笔 \u3000\u00a0/无²½①٣"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("3119", 3119),
        ("３１１９", 3119),
        ("3,119", 3119),
        ("3，119", 3119),
        ("３，１１９", 3119),
        ("12,345,678", 12345678),
        ("3119件", 3119),
        ("3119 件", 3119),
        ("3119\u3000件", 3119),
        ("8项", 8),
        ("8个", 8),
        ("8笔", 8),
        ("8次", 8),
        ("8条", 8),
        ("8份", 8),
        ("8宗", 8),
        ("8起", 8),
        ("0", 0),
        ("０", 0),
        ("-0", 0),
        (" 5 ", 5),
        ("\u00a05\u3000", 5),
        ("\u200b5\ufeff", 5),
        ("\t5\r\n", 5),
        ("+1036", 1036),
        ("＋1036", 1036),
        ("-8", -8),
        ("−8", -8),
        ("－8", -8),
        ("﹣8", -8),
        ("- 8", -8),
        ("999999999999999", 999999999999999),
        ("999,999,999,999,999", 999999999999999),
    ],
)
@pytest.mark.parametrize("slot", [COUNT, CHANGE], ids=["count", "change"])
def test_counts(slot, text, figure):
    """A count is a whole number in any width, with separators of thousands, a sign and a counting word."""
    assert Printed(figure, Status.PRINTED) == read_figure(text, slot)


@pytest.mark.parametrize(
    ("text", "figure"),
    [("减4", -4), ("增8", 8), ("减少4", -4), ("增加8", 8), ("减 4", -4), ("增加 8 项", 8), ("减4件", -4), ("减0", 0)],
)
def test_changes_in_words(text, figure):
    """Only 本年增/减 is also written in words, such as 减4; in the cell of a count that is no figure."""
    assert Printed(figure, Status.PRINTED) == read_figure(text, CHANGE)
    for slot in (COUNT, FEES, PURCHASES):
        assert Printed(None, Status.UNREADABLE, "R-UNREADABLE") == read_figure(text, slot)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("2500 万", 2500 * WAN),
        ("2500万元", 2500 * WAN),
        ("251000元", 251000 * YUAN),
        ("251,000元", 251000 * YUAN),
        ("128.6441万元", 128644100),
        ("１２８．６４４１万元", 128644100),
        ("2笔 984361元", 984361 * YUAN),
        ("2笔984361元", 984361 * YUAN),
        ("１２件\u30003万元", 3 * WAN),
        ("1.2亿元", 12 * YI // 10),
        ("3亿", 3 * YI),
        ("0.01元", 1),
        ("0.000001万元", 1),
        ("1.10元", 110),
        ("52.1500000万元", 52150000),
        ("-5元", -500),
        ("+5元", 500),
        ("1,234.5 yuan", 123450),
        ("5\u3000元", 500),
    ],
)
@pytest.mark.parametrize("slot", [FEES, PURCHASES], ids=["fees", "purchases"])
def test_amounts(slot, text, fen):
    """An amount with its unit is read to the fen, whatever unit the form prints."""
    assert Printed(fen, Status.PRINTED) == read_figure(text, slot)


@pytest.mark.parametrize(
    ("text", "fen"), [("8040", 8040 * WAN), ("52.15", 52150000), ("59237.2449", 59237244900), ("0.000001", 1)]
)
def test_bare_amounts(text, fen):
    """A bare amount has the unit that the form prints; where it prints none nobody guesses between 元 and 万元."""
    assert Printed(fen, Status.PRINTED) == read_figure(text, FEES)
    assert Printed(None, Status.UNREADABLE, "R-UNIT") == read_figure(text, PURCHASES)


@pytest.mark.parametrize("text", ["0", "０", "0.00", "-0", "0元", "0.00万元", "0 万"])
@pytest.mark.parametrize("slot", [FEES, PURCHASES], ids=["fees", "purchases"])
def test_zero_is_zero_in_any_unit(slot, text):
    """A bare 0 is 0, because no unit makes it another amount."""
    assert Printed(0, Status.PRINTED) == read_figure(text, slot)


@pytest.mark.parametrize("text", ["0.001元", "1.005元", "0.0000001万元", "0.12345678901亿元", "0.00000000000001元"])
@pytest.mark.parametrize("slot", [FEES, PURCHASES], ids=["fees", "purchases"])
def test_finer_than_a_fen(slot, text):
    """An amount that is finer than a fen is not rounded."""
    assert Printed(None, Status.UNREADABLE, "R-PRECISION") == read_figure(text, slot)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000\u3000", "\t", "\r\n", "\u200b", "\ufeff"])
@pytest.mark.parametrize("slot", SLOTS, ids=["count", "change", "fees", "purchases"])
def test_blanks(slot, text):
    """Nothing, or nothing but space, is a blank."""
    assert Printed(None, Status.BLANK) == read_figure(text, slot)


@pytest.mark.parametrize("text", ["/", "／", "\\", "-", "－", "—", "——", "–", "--", "无", "不适用", " / ", "\u3000—"])
@pytest.mark.parametrize("slot", SLOTS, ids=["count", "change", "fees", "purchases"])
def test_marks(slot, text):
    """A mark says that there is no figure, and is not zero."""
    assert Printed(None, Status.MARK) == read_figure(text, slot)


@pytest.mark.parametrize(
    "text",
    [
        "0000000",
        "00",
        "007",
        "-007",
        "1 234",
        "1\u3000234",
        "1\u00a0234",
        "1\n2",
        "3,11",
        "3,1119",
        ",119",
        "3,",
        "0,119",
        "3,,119",
        "1234,567",
        "3²",
        "²",
        "½",
        "①",
        "٣",
        "३",
        "三",
        "Ⅲ",
        "1234567890123456",
        "1,234,567,890,123,456",
        "1e5",
        "0x10",
        "1_000",
        "5.",
        ".5",
        "1.2.3",
        "+-8",
        "--8",
        "8-",
        "+",
        "(8)",
        "8%",
        "约8",
        "8余件",
        "第8件",
        "无8",
        "---",
        "//",
        "NaN",
        "多",
        "0 0",
        "O",
    ],
)
@pytest.mark.parametrize("slot", SLOTS, ids=["count", "change", "fees", "purchases"])
def test_no_figures(slot, text):
    """A run of figures, a number with a zero in front or in pieces, and any other text is not a figure."""
    assert Printed(None, Status.UNREADABLE, "R-UNREADABLE") == read_figure(text, slot)


@pytest.mark.parametrize("text", ["12.5", "3.0", "3元", "3万", "1.0件"])
@pytest.mark.parametrize("slot", [COUNT, CHANGE], ids=["count", "change"])
def test_counts_are_whole(slot, text):
    """What has decimals, or a unit of money, is no count."""
    assert Printed(None, Status.UNREADABLE, "R-UNREADABLE") == read_figure(text, slot)


@pytest.mark.parametrize(
    "text", ["3件", "2笔", "984361元2笔", "2笔，984361元", "1.5亿万元", "007笔 1元", "3美元", "元", "万"]
)
@pytest.mark.parametrize("slot", [FEES, PURCHASES], ids=["fees", "purchases"])
def test_no_amounts(slot, text):
    """A number of things, or a unit that is not known, is no amount."""
    assert Printed(None, Status.UNREADABLE, "R-UNREADABLE") == read_figure(text, slot)


@given(figure=st.integers(-(10**15) + 1, 10**15 - 1), slot=slots, locale=locales)
def test_what_is_printed_is_read(figure, slot, locale):
    """A figure of up to 15 digits, amounts in fen, is read as it was printed, in any kind of cell and language."""
    assert Printed(figure, Status.PRINTED) == read_figure(print_figure(figure, slot, locale), slot)


@given(slot=slots, locale=locales)
def test_a_blank_is_printed_as_nothing(slot, locale):
    """A blank is printed as nothing, and a zero as 0 without a unit."""
    assert "" == print_figure(None, slot, locale)
    assert "0" == print_figure(0, slot, locale)


@given(figure=st.integers(1000, 10**15 - 1), slot=st.sampled_from([COUNT, CHANGE]))
def test_thousands(figure, slot):
    """Chinese forms print no separator of thousands, English ones do."""
    assert str(figure) == print_figure(figure, slot)
    assert f"{figure:,}" == print_figure(figure, slot, "en")


@pytest.mark.parametrize(
    ("fen", "slot", "chinese", "english"),
    [
        (2500 * WAN, PURCHASES, "25000000元", "25,000,000 yuan"),
        (1, PURCHASES, "0.01元", "0.01 yuan"),
        (-150, PURCHASES, "-1.5元", "-1.5 yuan"),
        (59237244900, FEES, "59237.2449", "59,237.2449"),
        (1, FEES, "0.000001", "0.000001"),
        (-8, CHANGE, "-8", "-8"),
    ],
)
def test_printed(fen, slot, chinese, english):
    """An amount stands in the unit that its heading prints, else in 元, with the unit; nothing is rounded."""
    assert (chinese, english) == (print_figure(fen, slot), print_figure(fen, slot, "en"))


@given(text=st.text(st.sampled_from("0123456789０１２３４５６７８９"), max_size=20), slot=slots)
def test_digits_are_never_another_number(text, slot):
    """A text of digits is read as the number it is, or not at all."""
    said = read_figure(text, slot)
    fen = FEN[slot.unit or "元"] if slot.holds == "amount" else 1

    assert said.figure in (None, int(text or 0) * fen)
    due = re.fullmatch("0|[1-9][0-9]{0,14}", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    if not due or (slot is PURCHASES and said.figure is None):
        assert said.figure is None
    else:
        assert int(text) * fen == said.figure


@given(text=st.text(st.sampled_from(NOISE)), slot=slots)
def test_what_looks_like_a_figure(text, slot):
    """What is read as a figure or is a mark looks like one to the readers of tables, in whatever cell it stands."""
    if read_figure(text, slot).status in (Status.PRINTED, Status.MARK):
        assert looks_like_figure(text)


@given(text=st.text(st.sampled_from(NOISE)), slot=slots)
def test_no_figure_of_nothing(text, slot):
    """A figure is read only where digits are printed, and all of them are part of it in their order."""
    said = read_figure(text, slot)
    if said.figure is not None and slot.holds != "amount":
        digits = re.sub(r"[^0-9]", "", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
        assert int(digits) == abs(said.figure)


@given(text=st.text() | st.text(st.sampled_from(NOISE)), slot=slots)
def test_any_text_can_be_asked(text, slot):
    """Whatever stands in a cell, it is a figure, a blank, a mark or unreadable, and nothing is raised."""
    said = read_figure(text, slot)

    assert said.figure is None or type(said.figure) is int
    assert (said.figure is not None) == (said.status is Status.PRINTED)
    assert (said.fault is not None) == (said.status is Status.UNREADABLE)
    assert said.fault in (None, "R-UNREADABLE", "R-UNIT", "R-PRECISION")
    assert isinstance(looks_like_figure(text), bool)


@given(figure=st.integers(-(10**9), 10**9), unit=st.sampled_from(sorted(FEN)), slot=st.sampled_from([FEES, PURCHASES]))
def test_units(figure, unit, slot):
    """A number with a unit is that many of it, in fen."""
    due = {"元": YUAN, "yuan": YUAN, "万元": WAN, "万": WAN, "亿元": YI, "亿": YI}

    assert due == FEN
    assert figure * due[unit] == read_figure(f"{figure}{unit}", slot).figure


@given(figure=st.integers(10**15, 10**40) | st.integers(-(10**40), -(10**15)), slot=slots, locale=locales)
def test_figures_of_any_size_are_printed(figure, slot, locale):
    """However large a figure is, which JSON allows, it is printed with all its digits."""
    text = print_figure(figure, slot, locale)
    scale = FEN[slot.unit or "元"] if slot.holds == "amount" else 1

    assert figure == Decimal(re.sub(r"[^-0-9.]", "", text)).scaleb(len(str(scale)) - 1, Context(prec=60))
