"""
What one writes without any library: nested dicts as JSON has them, a loop over rows, an f-string, a split at tabs.

It knows the form of 2021 only, and says of a fault just the rule and the first cell that takes part.
"""

import re

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any


#: A rule that is broken at one place: its id and the path of the first cell there.
Fault = tuple[str, str]

COLUMNS = (
    "natural_persons",
    "businesses",
    "research_institutes",
    "public_interest",
    "legal_services",
    "other",
    "total",
)
PATHS = (COLUMNS[0], *(f"organizations.{column}" for column in COLUMNS[1:-1]), COLUMNS[-1])


def _row(row: dict[str, Any]) -> list[int | None]:
    return [row["natural_persons"], *row["organizations"].values(), row["total"]]


def table_three(report: dict[str, Any]) -> dict[str, list[int | None]]:
    """The rows of table three by path, seven figures each."""
    table = report["applications"]
    rows = {name: _row(table[name]) for name in ("received", "brought_forward")}
    for name, part in table["outcome"].items():
        if "total" in part:
            rows[f"outcome.{name}"] = _row(part)
        else:
            rows |= {f"outcome.{name}.{inner}": _row(row) for inner, row in part.items()}
    return rows | {"carried_forward": _row(table["carried_forward"])}


def table_four(report: dict[str, Any]) -> dict[str, list[int | None]]:
    """The three groups of table four by path, five figures each."""
    disputes = report["disputes"]
    return {
        "reconsideration": list(disputes["reconsideration"].values()),
        "litigation.direct": list(disputes["litigation"]["direct"].values()),
        "litigation.after_reconsideration": list(disputes["litigation"]["after_reconsideration"].values()),
    }


def broken(report: dict[str, Any]) -> tuple[list[Fault], list[Fault]]:
    """The identities that do not hold in a report, and those that a blank leaves open."""
    wrong: list[Fault] = []
    unknown: list[Fault] = []

    def equal(rule: str, place: str, parts: Iterable[int | None], total: Iterable[int | None]) -> None:
        try:
            if sum(parts) != sum(total):  # type: ignore[arg-type]
                wrong.append((rule, place))
        except TypeError:
            unknown.append((rule, place))

    rows = table_three(report)
    outcomes = [row for path, row in rows.items() if path.startswith("outcome.") and path != "outcome.total"]
    total = rows["outcome.total"]
    received, old, left = rows["received"], rows["brought_forward"], rows["carried_forward"]
    for i, column in enumerate(PATHS):
        equal("T3-BALANCE", f"applications.received.{column}", (received[i], old[i]), (total[i], left[i]))
    for i, column in enumerate(PATHS):
        parts = [row[i] for row in outcomes]
        equal("T3-OUTCOMES", f"applications.outcome.granted.{column}", parts, (total[i],))
    for path, row in rows.items():
        equal("T3-APPLICANTS", f"applications.{path}.natural_persons", row[:-1], row[-1:])
    for path, group in table_four(report).items():
        equal("T4-TOTAL", f"disputes.{path}.upheld", group[:-1], group[-1:])
    return wrong, unknown


def table_page(head: list[str], rows: Iterable[tuple[str, list[str]]]) -> str:
    """A table as HTML, with one heading a row and a column and no spans."""
    heading = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>' + "".join(f"<td>{escape(text)}</td>" for text in texts) + "</tr>"
        for label, texts in rows
    )
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


_NUMBER = re.compile(r"-?\d+")


def rows_of_text(text: str) -> Iterator[list[int]]:
    """The figures of every row of a text whose cells stand between tabs, for a text that is known to be regular."""
    for line in text.splitlines():
        figures = [int(cell) for cell in line.split("\t") if _NUMBER.fullmatch(cell.strip())]
        if figures:
            yield figures
