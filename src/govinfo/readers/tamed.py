"""
The source of a page, written so that a parser of HTML is neither slow with it nor drops what parts its figures.
"""

import re

from collections.abc import Iterable
from typing import Any, Final


#: Tags that can be opened again, and a few that are none: this is fast.
_FORMATTING: Final = re.compile(r"<[abcefinstu](?:ig|m|mall|obr|ode|ont|t|trike|trong)?[\s/>]", re.IGNORECASE)
_RENAMED: Final = re.compile(
    r"<(/?)(?=(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>])", re.IGNORECASE
)
#: Where tags of tables begin, and a few that are never a part of a number: this is fast, too.
_OF_TABLES: Final = re.compile(r"<(?=/?(?:t[abdfhr]|ca|col))", re.IGNORECASE)
_PLAIN_BREAK: Final = re.compile(r"(<pre\b[^<>]*+>)(?=\r?\n)", re.IGNORECASE)
_FIRST_OF_TABLE: Final = re.compile(r"<(table|tr|td|th)\b", re.IGNORECASE)


def tamed(text: str, most_formatting: int) -> str:
    """
    The same page, written so that a parser can neither blow it up nor run its cells together.

    Formatting that is not closed is opened again in each paragraph by the rules of HTML, hundreds of elements for a
    tag of three letters; under another name it is not. That takes time, and is done where there are many.
    Tags of tables outside any table are dropped by these rules, and the figures beside them would be one; so is a NUL.

    Args:
        text: the page.
        most_formatting: how many tags of formatting are left as they are.

    >>> tamed("3</td><td><b>5", 9), tamed("3</td><td><b>5", 0)
    ('3 </td> <table> <td><b>5', '3 </td> <table> <td><x-b>5')
    """
    text = text.replace("\0", " ")
    first = _FIRST_OF_TABLE.search(text)
    if first and first[1].lower() != "table":
        text = f"{text[: first.start()]}<table>{text[first.start() :]}"
    if len(_FORMATTING.findall(text)) > most_formatting:
        text = _RENAMED.sub(r"<\1x-", text)
    return _OF_TABLES.sub(" <", text)


def with_line_breaks(text: str) -> str:
    r"""
    The same page with the line breaks behind ``<pre>``, by which lines are counted; the parser drops these.

    >>> with_line_breaks("<pre>\n3</pre>")
    '<pre> \n3</pre>'
    """
    return _PLAIN_BREAK.sub(r"\1 ", text)


def words_outside_cells(tokens: Iterable[Any], text: object) -> int:
    """
    How many characters a parser copies at most to put the words between the cells of tables in front of these.

    By the rules of HTML such words go to the text before the table and the spaces between them to the text in it, one
    after the other; a parser that copies a text to add to it has soon filled any memory with the copies.

    Args:
        tokens: of a page.
        text: the type of those tokens that are words.

    Returns:
        how many such words there are, times how long the text can be to which they are added.
    """
    parts = length = longest = 0
    is_outside, tag = False, ""
    for token in tokens:
        data = token.data
        if data is None:
            tag = token.tag or ""
            if tag in _ROWS:
                is_end = token.type.name == "END_TAG"
                is_outside = not is_end if tag == "table" else is_end or tag not in _CELLS
        elif token.type is text and tag not in _RAW:
            longest = max(longest, len(data))
            if is_outside and not data.isspace():
                parts += 1
            length += is_outside * len(data)
    return parts * (length + longest)


_CELLS: Final = frozenset({"td", "th", "caption"})
_ROWS: Final = _CELLS | {"table", "tr", "tbody", "thead", "tfoot"}
_RAW: Final = frozenset({"script", "style"})
