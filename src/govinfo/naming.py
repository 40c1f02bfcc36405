"""
How what follows from identities is put into words: cells by their short names, relations with their figures.
"""

import re

from collections.abc import Iterable
from typing import Any, Final

from .cells import Cell
from .circulation import Range
from .finding import Side
from .identities import Identity
from .language import CHINESE, sentence, template
from .messages import _names, _side
from .rule import Sum


#: The number that a label of the form begins with.
_NUMBER: Final = re.compile(r"[（(][^（()）]+[)）]|\d+(?=[.．])")
_GLOSS: Final = re.compile(r"(?<=.)[（(][^（()）]*[)）]$")

_EQUALITY: Final = template("{left} = {right}")
_BETWEEN: Final = template("{least} to {most}")
_AT_LEAST: Final = template("{least} or more")
_AT_MOST: Final = template("{most} or less")
_ANY: Final = template("any whole number")


def short(cell: Cell, edition: int, locale: str = CHINESE) -> str:
    """
    A short name of a cell, as people say it: the numbers of its rows, and its column.

    >>> short(Cell("applications.outcome.unavailable.not_held.natural_persons"), 2021)
    '（四）1 自然人'
    >>> short(Cell("applications.received.total"), 2021), short(Cell("disputes.litigation.direct.upheld"), 2021)
    ('一、本年新收政府信息公开申请数量 总计', '行政诉讼 未经复议直接起诉 结果维持')
    """
    labels = cell.labels(edition, locale)
    numbers = [found[0] for label in labels.rows if (found := _NUMBER.match(label))]
    if numbers:
        name = "".join(numbers)
        return f"{name}{labels.columns[-1]}" if name.endswith("）") else f"{name} {labels.columns[-1]}"
    columns = labels.columns[-1:] if labels.rows else labels.columns
    return " ".join(_GLOSS.sub("", label).strip() for label in (*labels.rows, *columns))


def relation(left: Side, right: Side, edition: int, locale: str) -> str:
    """An identity with its figures."""
    cells = [term.cell for side in (left, right) for term in side.terms]
    _, names = _names(cells, edition, locale)
    return written(_EQUALITY, locale, left=_side(left, names, locale), right=_side(right, names, locale))


def span(known: Range, locale: str) -> str:
    """
    A range in words.

    >>> span(Range(0, 7), "en"), span(Range(None, None), "en")
    ('0 to 7', 'any whole number')
    """
    texts = {(True, True): _BETWEEN, (True, False): _AT_LEAST, (False, True): _AT_MOST, (False, False): _ANY}
    text = texts[known.least is not None, known.most is not None]
    return written(text, locale, least=known.least, most=known.most)


def name_of(identity: Identity, edition: int, locale: str) -> str:
    """What to call an identity: its rule, and the cell that is its total, or comes first on its right side."""
    cells = identity.right.terms if isinstance(identity.right, Sum) else identity.left.terms
    return f"{identity.rule.id} {short(cells[0][0], edition, locale)}"


def listed(items: Iterable[str], locale: str) -> str:
    """Items in one line."""
    return ("、" if locale == CHINESE else ", ").join(items)


def written(text: str, locale: str, **fields: Any) -> str:
    """A template in *locale* with its fields; texts stand as they are, whatever their length."""
    return sentence(text, locale).format(**fields)
