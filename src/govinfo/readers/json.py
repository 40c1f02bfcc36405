"""
Reading the JSON that this library writes; see `govinfo.codec` for what the keys mean.

What a site answers to its own pages is JSON too, with the page of the report as a text in it.
"""

import json
import re

from collections.abc import Iterator
from typing import Any, Final, NoReturn

import attrs

from ..codec import from_dict
from ..errors import UnreadableReport
from ..report import Reading, Report
from . import html
from .content import Content


_PAGE: Final = re.compile(r"<(?:td|th|table)[\s>]", re.IGNORECASE)
_BEGINNING: Final = re.compile(r'\s*(?:\{(?!\{)|\[\s*(?:[\[\]{"\d-]|$))')


def recognizes(content: Content) -> bool:
    """Whether *content* begins as a JSON document does; a text may begin with a bracket too."""
    return content.is_text and bool(_BEGINNING.match(content.text))


def read(content: Content) -> Report:
    """The report in a JSON document; see `govinfo.reads`."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise UnreadableReport(
                "The key {key} stands twice in one object.", document=content.document, key=repr(twice)
            )
        return found

    def constant(name: str) -> NoReturn:
        raise UnreadableReport("{name} is no number of JSON.", document=content.document, name=name)

    try:
        value = json.loads(content.text, object_pairs_hook=once, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise UnreadableReport(
            "The JSON is broken in line {line}, character {column}.",
            document=content.document,
            line=error.lineno,
            column=error.colno,
        ) from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, UnreadableReport):
            raise
        raise UnreadableReport(
            "The JSON is nested too deep, or has too long a number.", document=content.document
        ) from None
    pages = [text for text in _texts(value) if _PAGE.search(text)]
    if pages and not (isinstance(value, dict) and "disclosure" in value):
        return html.read(Content.of(max(pages, key=len), content.document, content.limits))
    report = from_dict(value, document=content.document)
    kept = report.reading or Reading("json")
    return report.replace(reading=attrs.evolve(kept, findings=(*content.findings, *kept.findings)))


def _texts(value: object) -> Iterator[str]:
    """All texts in a JSON value; what a site answers to its own pages has a report in one of them."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found
