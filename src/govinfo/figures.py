"""
The closed grammar of printed figures: what is a figure, what is a blank or a mark, and what is neither.

=========  =========================================================================================
a count    ``3119``, ``3,119``, ``３１１９``, ``3，119``, ``3119件``, with a sign if need be: ``-8``
a change   the same, and ``+1036``, ``减4``, ``增8``
an amount  ``251000元``, ``128.6441万元``, ``2500 万``, ``1.2亿元``, ``2笔 984361元``; a bare ``0``; another bare
           number only where the form prints the unit
a mark     ``/``, ``-``, ``—``, ``无``, ``不适用``: it says that there is no figure, and is not zero
=========  =========================================================================================

Anything else is text. A number of more than 15 digits, or with a zero in front, is not a figure but a run of figures.
"""

import functools
import re

from decimal import Context, Decimal
from typing import Final

import attrs

from ._tree import Slot
from .finding import Status
from .language import CHINESE, locale_of


#: Fen in a unit of money.
FEN: Final = {"元": 100, "yuan": 100, "万元": 10**6, "万": 10**6, "亿元": 10**10, "亿": 10**10}

#: What is counted in: characters behind a number that change nothing.
COUNTERS: Final = "件项个笔次条份宗起"

#: What may stand behind a figure, as a pattern.
UNIT: Final = rf"(?:{'|'.join(sorted(FEN, key=len, reverse=True))}|[{COUNTERS}])"

#: How many digits a figure has at most.
MOST_DIGITS: Final = 15

#: A longer text is no figure, even with a count, a unit and spaces.
_LONGEST: Final = 80

#: The largest figure that can be read: every program holds such a number exactly.
LARGEST: Final = 10**MOST_DIGITS - 1
_PLAIN: Final = str.maketrans("０１２３４５６７８９，．＋－−﹣", "0123456789,.+----"[:16])
_SPACE: Final = "[\\s\u00a0\u3000\u200b\ufeff]*"
_NUMBER: Final = rf"(?:0|[1-9]\d{{0,{MOST_DIGITS - 1}}}|[1-9]\d{{0,2}}(?:,\d{{3}}){{1,4}})"
_COUNT: Final = re.compile(rf"([+-]|减少?|增加?)?{_SPACE}({_NUMBER}){_SPACE}[{COUNTERS}]?", re.ASCII)
_AMOUNT: Final = re.compile(
    rf"([1-9]\d{{0,5}}[件项个笔次]{_SPACE})?([+-]?)({_NUMBER})(?:\.(\d{{1,{MOST_DIGITS}}}))?{_SPACE}({'|'.join(FEN)})?",
    re.ASCII,
)
_MARK: Final = re.compile(r"[/／\\]|[-－—–]{1,2}|无|不适用")


@attrs.frozen
class Printed:
    """
    What a printed text says where a figure is due.

    Attributes:
        figure: the figure, money in fen; None for a blank, a mark or a text.
        status: which of these it is.
        fault: id of the reading rule it breaks, or None.
    """

    figure: int | None
    status: Status
    fault: str | None = None


def read_figure(text: str, slot: Slot) -> Printed:
    """
    What *text* says in a cell of this *slot*. A figure is never guessed.

    >>> from govinfo.cells import CELLS
    >>> read_figure("3，119件", CELLS.applications.received.total.slot).figure
    3119
    >>> read_figure("2500 万", CELLS.disclosure.procurement.purchases.amount.slot).figure
    2500000000
    >>> read_figure("8040", CELLS.disclosure.procurement.purchases.amount.slot).fault
    'R-UNIT'
    """
    plain = text.translate(_PLAIN).strip(" \t\r\n\u00a0\u3000\u200b\ufeff")
    if not plain:
        return Printed(None, Status.BLANK)
    if _MARK.fullmatch(plain):
        return Printed(None, Status.MARK)
    if slot.holds == "amount":
        return _amount(plain, slot.unit)
    found = _COUNT.fullmatch(plain)
    if not found or (found[1] and found[1] not in "+-" and slot.holds != "change"):
        return Printed(None, Status.UNREADABLE, "R-UNREADABLE")
    sign = -1 if found[1] and found[1][0] in "-减" else 1
    return Printed(sign * int(found[2].replace(",", "")), Status.PRINTED)


def _amount(plain: str, printed_unit: str | None) -> Printed:
    found = _AMOUNT.fullmatch(plain)
    if not found or (found[1] and not found[5]):
        return Printed(None, Status.UNREADABLE, "R-UNREADABLE")
    _, sign, whole, decimals, unit = found.groups("")
    number = Decimal(f"{sign}{whole.replace(',', '')}.{decimals or 0}")
    if number == 0:
        return Printed(0, Status.PRINTED)
    if not (unit or printed_unit):
        return Printed(None, Status.UNREADABLE, "R-UNIT")
    fen = number * FEN[unit or printed_unit or ""]
    if fen != fen.to_integral_value():
        return Printed(None, Status.UNREADABLE, "R-PRECISION")
    return Printed(int(fen), Status.PRINTED)


def looks_like_figure(text: str) -> bool:
    """Whether *text* could stand for a figure in some cell: a number with or without a unit, or a mark."""
    return len(text) <= _LONGEST and _looks_like_figure(text)


@functools.lru_cache(maxsize=4096)
def _looks_like_figure(text: str) -> bool:
    plain = text.translate(_PLAIN).strip()
    return bool(_COUNT.fullmatch(plain) or _AMOUNT.fullmatch(plain) or _MARK.fullmatch(plain))


def has_letters(text: str) -> bool:
    """Whether there is a word in *text*, other than a mark that stands for no figure."""
    return any(c.isalpha() for c in text) and not looks_like_figure(text)


def digits(text: str) -> str:
    """The same text with its digits and signs in plain width, such as ``3119`` for ``３１１９``."""
    return text.translate(_PLAIN)


def number_of(text: str) -> int | None:
    """
    The number that nothing but digits are; None for anything else, and for more digits than a figure has.

    >>> number_of("３１１９"), number_of("3119件"), number_of("1" * 16)
    (3119, None, None)
    """
    plain = digits(text)
    return int(plain) if plain.isdecimal() and len(plain) <= MOST_DIGITS else None


def print_figure(figure: int | None, slot: Slot, locale: str = CHINESE) -> str:
    """
    A figure as it is printed in a cell of this *slot*; a blank is an empty text.

    Chinese forms print no thousands separator. An amount stands in the unit that its heading prints, else with 元.

    >>> from govinfo.cells import CELLS
    >>> print_figure(2500000000, CELLS.disclosure.procurement.purchases.amount.slot)
    '25000000元'
    >>> print_figure(592372449000, CELLS.disclosure.charges.fees.amount.slot, "en")
    '592,372.449'
    """
    if figure is None:
        return ""
    if figure == 0:
        return "0"
    return _printed(figure, slot.holds, slot.unit, locale_of(locale))


@functools.lru_cache(maxsize=4096)
def _printed(figure: int, holds: str, printed_unit: str | None, locale: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415  Babel is loaded when it is needed

    scale = len(str(FEN[printed_unit or "元"])) - 1 if holds == "amount" else 0
    number = Decimal(figure).scaleb(-scale, Context(prec=len(str(figure))))
    if abs(figure) > LARGEST:  # more than Babel formats
        text = f"{number:f}"
    else:
        pattern = "0.######" if locale == CHINESE else "#,##0.######"
        text = format_decimal(number, pattern, locale=locale, decimal_quantization=False)
    if holds != "amount" or printed_unit:
        return text
    return f"{text}元" if locale == CHINESE else f"{text} yuan"
