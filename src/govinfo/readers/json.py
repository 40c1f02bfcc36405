"""
Reading the JSON that this library writes; see `govinfo.codec` for what the keys mean.
"""

import json
import re

from typing import Any, Final, NoReturn

import attrs

from ..codec import from_dict
from ..errors import UnreadableReport
from ..report import Reading, Report
from .content import Content


_BEGINNING: Final = re.compile(r'\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[\[\]{"\d-]|$))')


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
    report = from_dict(value, document=content.document)
    kept = report.reading or Reading("json")
    return report.replace(reading=attrs.evolve(kept, findings=(*content.findings, *kept.findings)))
