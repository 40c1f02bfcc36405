"""
Paragraphs that a page breaks into lines, put together again.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from wcwidth import wcswidth


_SENTENCE_ENDS: Final = "。！？；：”）"

#: How much narrower than the widest line a line can be that goes on in the next one, in columns of half a character.
_RAGGED: Final = 6


def width_of(lines: Iterable[str]) -> int:
    """
    How wide the lines of a page are, in columns of half a character; 0 if they are of all widths.

    The lines of a page are that wide but for the last line of each paragraph.
    """
    widths = sorted((max(0, wcswidth(line)) for line in lines), reverse=True)
    if len(widths) < 5:
        return 0
    width = widths[len(widths) // 10]  # some lines are wider, because of their punctuation
    full = sum(abs(other - width) <= _RAGGED for other in widths)
    return width if 2 * full > len(widths) else 0


def joined(lines: Sequence[str], width: int) -> list[str]:
    """
    The paragraphs that these lines are, in a page of such a width.

    >>> joined(["本报告由某局根据有关规定编制，所列数据的统计期限自二〇二四年", "一月一日起。", "联系电话见后。"], 62)
    ['本报告由某局根据有关规定编制，所列数据的统计期限自二〇二四年一月一日起。', '联系电话见后。']
    """
    if not width:
        return list(lines)
    found: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on:
            gap = " " if found[-1][-1].isascii() and line[0].isascii() and found[-1][-1].isalpha() else ""
            found[-1] += gap + line
        else:
            found.append(line)
        goes_on = wcswidth(line) >= width - _RAGGED and line[-1] not in _SENTENCE_ENDS
    return found
