"""
What stands in the cells of a workbook, taken out by python-calamine.

A small file can name a cell so far out that calamine asks for more memory than there is, which ends its process at
once; so it runs in a process of its own (see `child`), and uses nothing of this library.
"""

import datetime
import io
import math

from decimal import Decimal
from typing import Any, Final


#: What is said where the workbook is not given whole.
TOO_LARGE: Final = "too large"
PROTECTED: Final = "protected"
DAMAGED: Final = "damaged"


def text(value: Any) -> str:
    """
    What a cell holds, as text; only a number becomes figures, without an exponent.

    >>> text(859.0), text(96171.6), text(1e-7), text(-0.0), text(True), text(float("nan"))
    ('859', '96171.6', '0.0000001', '0', 'TRUE', 'nan')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return str(value)
        plain = format(Decimal(repr(value)), "f")
        whole = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return "0" if value == 0 else whole
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def answer(data: bytes, rows: int, cells: int, characters: int) -> dict[str, Any]:
    """
    The visible sheets of a workbook.

    Args:
        data: the workbook.
        rows: the most rows with something in them, of all sheets together, and of merged regions in each.
        cells: the most cells of a row.
        characters: the most characters in all of them.
    """
    import python_calamine as calamine  # noqa: PLC0415  named here only, so that this file can be read without it

    found: list[dict[str, Any]] = []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for number, about in enumerate(workbook.sheets_metadata):
                if about.visible != calamine.SheetVisibleEnum.Visible:
                    continue
                sheet = workbook.get_sheet_by_index(number)
                merged = sheet.merged_cell_ranges or []
                first = (sheet.start or (0, 0))[1]
                filled = []
                if len(merged) > rows:
                    return {"fault": TOO_LARGE}
                for line, values in enumerate(sheet.iter_rows() if sheet.start else (), start=1):
                    texts = [text(value) for value in values]
                    while texts and not texts[-1].strip():
                        texts.pop()
                    rows -= bool(texts)
                    characters -= sum(map(len, texts))
                    if len(texts) > cells or rows < 0 or characters < 0:
                        return {"fault": TOO_LARGE}
                    if texts:
                        filled.append((line, texts))
                found.append({"first": first, "rows": filled, "merged": merged})
    except calamine.PasswordError:
        return {"fault": PROTECTED}
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        return {"fault": DAMAGED}
    return {"sheets": found}
