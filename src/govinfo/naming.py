"""
How what follows from identities is put into words: cells by their short names, relations with their figures.
"""

import re

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from .cells import Cell
from .circulation import Range
from .editions import Edition
from .finding import Side
from .identities import Identity, edition_of
from .language import CHINESE, sentence, template
from .messages import _count, _listed, _names, _side, in_report


#: The editions of the blocks of a form, such as ``report.editions``.
Editions = Sequence[Edition | None]

#: The number that a label of the form begins with.
_NUMBER: Final = re.compile(r"[（(][^（()）]+[)）]|\d+(?=[.．])")
_GLOSS: Final = re.compile(r"(?<=.)[（(][^（()）]*[)）]$")

_EQUALITY: Final = template("{left} = {right}")
_BETWEEN: Final = template("{least} to {most}")
_AT_LEAST: Final = template("{least} or more")
_AT_MOST: Final = template("{most} or less")
_ANY: Final = template("any whole number")
_CHANGE: Final = template("{cell} should be {due}, not {figure}")
_BLANK: Final = template("{cell} is blank and should be {due}")
_CHOICE: Final = template("{cell} should be {range}, for example {due}, not {figure}")


def short(cell: Cell, editions: Editions, locale: str = CHINESE) -> str:
    """
    A short name of a cell, as people say it: the numbers of its rows, and its column.

    >>> from govinfo.cells import official
    >>> form = official(2021)
    >>> short(Cell("applications.outcome.unavailable.not_held.natural_persons"), form)
    '（四）1 自然人'
    >>> short(Cell("applications.received.total"), form), short(Cell("disputes.litigation.direct.upheld"), form)
    ('一、本年新收政府信息公开申请数量 总计', '行政诉讼 未经复议直接起诉 结果维持')
    """
    labels = cell.labels(_edition(cell, editions), locale)
    numbers = [found[0] for label in labels.rows if (found := _NUMBER.match(label))]
    if not numbers:
        columns = labels.columns[-1:] if labels.rows else labels.columns
        said = (_GLOSS.sub("", label).strip() for label in (*labels.rows, *columns))
        return (" " if locale == CHINESE else ", ").join(said)
    name, column = ("" if locale == CHINESE else " ").join(numbers), labels.columns[-1]
    if locale == CHINESE:
        return f"{name}{column}" if name.endswith("）") else f"{name} {column}"
    return f"{name} {column}" if name.endswith(")") else f"{name}, {column}"


def place(cells: Collection[Cell], editions: Editions, locale: str = CHINESE) -> str:
    """
    What cells have in common: their table, and what stands over all of them.

    >>> from govinfo import CELLS
    >>> from govinfo.cells import official
    >>> place(CELLS.disputes.reconsideration.cells(), official(2021))
    '四、政府信息公开行政复议、行政诉讼情况，行政复议'
    """
    known = sorted(cells, key=lambda cell: cell.index)
    return _names(known, _edition(known[0], editions), locale)[0]


def _edition(cell: Cell, editions: Editions) -> Edition:
    """The edition whose labels name a cell."""
    return edition_of(cell, editions) or max(Edition)


def relation(left: Side, right: Side, editions: Editions, locale: str) -> str:
    """An identity with its figures."""
    cells = [term.cell for side in (left, right) for term in side.terms]
    _, names = _names(cells, _edition(cells[0], editions), locale)
    return written(_EQUALITY, locale, left=_side(left, names, locale), right=_side(right, names, locale))


def span(known: Range, locale: str) -> str:
    """
    A range in words.

    >>> span(Range(0, 7), "en"), span(Range(None, None), "en")
    ('0 to 7', 'any whole number')
    """
    texts = {(True, True): _BETWEEN, (True, False): _AT_LEAST, (False, True): _AT_MOST, (False, False): _ANY}
    text = texts[known.least is not None, known.most is not None]
    return written(text, locale, least=_count(known.least or 0, locale), most=_count(known.most or 0, locale))


def change(name: str, figure: int | None, due: int, choice: Range | None, locale: str) -> str:
    """
    What is said of a figure that is wrong.

    Args:
        name: of its cell.
        figure: what stands there; None for a blank.
        due: what should stand there.
        choice: what else could, if that is open.
        locale: of the words.

    >>> change("总计", 5, 3, None, "zh"), change("Total", 5, 3, Range(0, 3), "en")
    ('总计应为 3，填成 5', 'Total should be 0 to 3, for example 3, not 5')
    """
    text = _CHOICE if choice else _CHANGE if figure is not None else _BLANK
    said = span(choice, locale) if choice else ""
    return written(text, locale, cell=name, due=count(due, locale), figure=count(figure or 0, locale), range=said)


def joined(changes: Iterable[str], locale: str) -> str:
    """Changes in one line."""
    return ("；" if locale == CHINESE else "; ").join(changes)


def name_of(identity: Identity, editions: Editions, locale: str) -> str:
    """What to call an identity: its rule, and the cell that names its place."""
    return f"{identity.rule.id} {short(identity.at, editions, locale)}"


def count(figure: int, locale: str) -> str:
    """A figure as messages print it."""
    return _count(figure, locale)


def listed(items: Iterable[str], locale: str) -> str:
    """Items in one line."""
    return _listed(items, locale)


def written(text: str, locale: str, **fields: Any) -> str:
    """A template in *locale* with its fields; texts stand as they are, whatever their length."""
    return sentence(text, locale).format(**fields)


__all__ = [
    "Editions",
    "change",
    "count",
    "in_report",
    "joined",
    "listed",
    "name_of",
    "place",
    "relation",
    "short",
    "span",
    "written",
]
