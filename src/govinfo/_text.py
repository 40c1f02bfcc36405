"""
What counts as a line of text in a report, so that every format can carry it unchanged.
"""

import unicodedata

from typing import Any


#: Kinds of character that no line has: control, surrogate, not assigned, line and paragraph separator.
_REFUSED = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})


def clean(text: str) -> str:
    r"""
    The same text as one line: what would break a line is a space, and there is none at the ends.

    >>> clean(" 一\t二\r\n三\x00 ")
    '一 二 三'
    """
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _REFUSED else c for c in text)
        text = " ".join(part for part in text.split(" ") if part)
    return text.strip()


def one_line(_: Any, attribute: Any, value: Any) -> None:
    """Refuse what is not a line of text (an attrs validator)."""
    if not isinstance(value, str):
        message = f"{attribute.name} must be text, not {value!r}"
        raise TypeError(message)
    if value != clean(value):
        message = f"{attribute.name} must be one line without control characters or space at its ends: {value!r}"
        raise ValueError(message)


def paragraphs(of: Any, attribute: Any, value: Any) -> None:
    """Refuse what is not a tuple of lines, none of them empty (an attrs validator)."""
    if value is None:
        return
    if not isinstance(value, tuple):
        message = f"{attribute.name} must be a tuple of paragraphs, not {value!r}"
        raise TypeError(message)
    for paragraph in value:
        one_line(of, attribute, paragraph)
        if not paragraph:
            message = f"{attribute.name} has an empty paragraph"
            raise ValueError(message)
