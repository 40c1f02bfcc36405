"""
The identities as a pandera schema of a data frame: a row for each report, a column for each cell.

The checks are of the whole frame, as pandera has it for what compares several columns. A check that fails
for a row then reports every column of that row.
"""

import functools

import pandas as pd
import pandera.pandas as pa

from pandera.errors import SchemaErrors


#: One identity: its id and place, the columns of its left side, and those of its right side.
Equation = tuple[str, str, list[str], list[str]]


def _holds(frame: pd.DataFrame, left: list[str], right: list[str]) -> pd.Series:
    return frame[left].sum(axis=1) == frame[right].sum(axis=1)


def schema(columns: list[str], equations: list[Equation]) -> pa.DataFrameSchema:
    """A schema with a check for each identity."""
    checks = [
        pa.Check(functools.partial(_holds, left=left, right=right), name=f"{rule} {place}", error=f"{rule} {place}")
        for rule, place, left, right in equations
    ]
    return pa.DataFrameSchema({column: pa.Column("int64") for column in columns}, checks=checks)


def failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """The failure cases that pandera reports for a frame; empty if there are none."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return errors.failure_cases
    return pd.DataFrame({"check": [], "index": []})


def frame_failures(frame: pd.DataFrame, equations: list[Equation]) -> set[tuple[int, str, str]]:
    """The same with pandas alone: row, rule and place of each identity that does not hold."""
    found: set[tuple[int, str, str]] = set()
    for rule, place, left, right in equations:
        found |= {(row, rule, place) for row in frame.index[~_holds(frame, left, right)]}
    return found
