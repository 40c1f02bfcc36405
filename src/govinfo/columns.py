"""
The columns of a row, in the order in which the headings over it stand.

Headings are believed only where they are those of the form: in its order or, in a table with one line of headings, in
another. Where they say something else nobody knows what the figures are, and none is read.
"""

import itertools

from collections.abc import Sequence
from typing import Final

from .spellings import key
from .tables import Heading, Headings


#: Up to how many columns have their headings in one line.
ONE_LINE: Final = 3


def in_order(
    headings: Sequence[Headings],
    block: str,
    columns: tuple[str, ...],
    labels: Sequence[str],
    *,
    is_running: bool = False,
) -> tuple[str, ...]:
    """
    The columns in the order of the document; none if its headings contradict the form.

    Args:
        headings: the lines of headings over a row.
        block: path of the block.
        columns: the paths in a row of its columns, in the order of the form.
        labels: what the form calls them.
        is_running: whether the headings stand in running text, where their order is not always that of the columns.
    """
    found = tuple(columns)
    for heads in headings:
        named = [head for head in heads if head.labels != ()]
        if len(columns) <= ONE_LINE:
            found = _one_line(named, block, columns, labels)
        elif not (_running(named, block, columns) if is_running else _levels(named, block, columns)):
            found = ()
        if not found:
            return ()
    return found


def _spans(head: Heading, block: str, columns: tuple[str, ...]) -> list[range] | None:
    """Which columns a heading can stand over; None if its words are none of the form's."""
    if head.labels is None:
        return None
    return [span for label in head.labels if label.block == block and (span := label.span(columns))]


def _one_line(named: Sequence[Heading], block: str, columns: tuple[str, ...], labels: Sequence[str]) -> tuple[str, ...]:
    if len(named) > len(columns):
        return ()
    spans = [_spans(head, block, columns) for head in named]
    at = [span[0].start if span else None for span in spans]
    if len(named) == len(columns) and sorted(i for i in at if i is not None) == list(range(len(columns))):
        return tuple(columns[i] for i in at if i is not None)
    shift = 0 if len(named) == len(columns) else None
    for i, (head, span, place) in enumerate(zip(named, spans, at, strict=True)):
        if span == [] or (place is not None and shift == 0 and place != i):
            return ()  # a heading of another table, or one in another's place
        if span is None and (shift is None or not key(labels[i]).startswith(key(head.text))):
            return ()  # other words, and not the beginning of what is due here
    known = [place for place in at if place is not None]
    return tuple(columns) if known == sorted(known) else ()


def _running(named: Sequence[Heading], block: str, columns: tuple[str, ...]) -> bool:
    """
    Whether headings of several levels from running text can be those of the form.

    A text gives a heading that is higher than its neighbours sooner or later than these, and breaks headings into
    pieces; but it does not exchange columns that are next to each other under one heading.
    """
    groups: dict[str, list[int]] = {}
    for head in named:
        for label in head.labels or ():
            if label.block == block and "." in label.path and label.path in columns:
                groups.setdefault(label.path.rpartition(".")[0], []).append(columns.index(label.path))
    is_in_order = all(sum(b <= a for a, b in itertools.pairwise(places)) < len(groups) for places in groups.values())
    return is_in_order and _groups_in_order(named, block, columns)


def _groups_in_order(named: Sequence[Heading], block: str, columns: tuple[str, ...]) -> bool:
    """Whether headings over groups of columns stand in the order of the form, where they stand next to each other."""
    found = [label.path for head in named for label in head.labels or () if label.block == block]
    inner = [path.rpartition(".")[0] for path in columns if "." in path]
    due = dict.fromkeys([*(group.partition(".")[0] for group in inner), *inner])
    first = {group: found.index(group) for group in due if group in found}
    siblings = itertools.combinations([group for group in due if group in first], 2)
    return all(first[a] < first[b] for a, b in siblings if a.rpartition(".")[0] == b.rpartition(".")[0])


def is_total_first(headings: Headings, block: str) -> bool:
    """Whether a line of headings has the total in front of the first column."""
    paths = [label.path for head in headings for label in head.labels or () if label.block == block]
    return "total" in paths and "natural_persons" in paths and paths.index("total") < paths.index("natural_persons")


def _levels(named: Sequence[Heading], block: str, columns: tuple[str, ...]) -> bool:
    """Whether a line of headings of several levels names columns one after the other."""
    place: int | None = None  # where the next heading must begin; None: anywhere
    first: int | None = None
    for head in named:
        spans = _spans(head, block, columns)
        if not spans:  # such as one half of a heading that is broken over two lines
            place = None
            continue
        is_next_level = first == 0 and place == len(columns)
        fits = [span for span in spans if is_next_level or place in {None, span.start}]
        if not fits:
            return False
        span = min(fits, key=lambda span: span.start)
        place, first = span.stop, span.start if first is None or is_next_level else first
    return True
