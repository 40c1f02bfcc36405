"""
What one uses instead of a reader: the tables of a document as they stand in it, of which nobody knows what they are.
"""

import io

from collections.abc import Iterable, Iterator
from math import isnan
from typing import Any

import docx
import openpyxl
import pandas as pd
import pdfplumber


#: A table: rows of what stands in its cells; a merged cell stands there several times, or once and then nothing.
Table = list[list[Any]]


def frames(page: Any) -> list[pd.DataFrame]:
    """The frames of a page, by pandas (and lxml)."""
    return pd.read_html(page, encoding="utf-8")


def html(data: bytes) -> list[pd.DataFrame]:
    """The same of what is in a file."""
    return frames(io.BytesIO(data))


def pdf(data: bytes) -> list[Table]:
    """Of a PDF, by pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [table for page in document.pages for table in page.extract_tables()]


def word(data: bytes) -> list[Table]:
    """Of a Word document, by python-docx."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(io.BytesIO(data)).tables
    ]


def workbook(data: bytes) -> list[Table]:
    """Of a workbook, by openpyxl, in the mode of it that is faster."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]


def tabs(text: str) -> list[pd.DataFrame]:
    """Of a text with tabs, by pandas: one frame with as many columns as the widest row has."""
    return [pd.read_csv(io.StringIO(text), sep="\t", header=None, names=range(24), dtype=str, keep_default_na=False)]


def rows_of_seven(tables: Iterable[Table | pd.DataFrame]) -> Iterator[list[int]]:
    """The rows of table three, for a document of which one knows that no other row has just seven figures."""
    for table in tables:
        for row in table.to_numpy().tolist() if isinstance(table, pd.DataFrame) else table:
            figures = [int(cell) for cell in row if _is_figure(cell)]
            if len(figures) == 7:
                yield figures


def _is_figure(cell: Any) -> bool:
    return cell.strip().isdigit() if isinstance(cell, str) else isinstance(cell, int | float) and not isnan(cell)
