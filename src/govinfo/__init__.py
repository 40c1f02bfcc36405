"""
Annual reports on government information disclosure (政府信息公开工作年度报告): read, checked and rendered.

>>> import govinfo
>>> report = govinfo.read("examples/jinhai-2020.txt")
>>> report.disclosure.documents.normative.in_force
12
>>> [finding.rule for finding in govinfo.check(report)]
['R-SURPLUS', 'R-SURPLUS', 'S-MIXTURE']
"""

import importlib

from typing import TYPE_CHECKING, Any

from .cells import CELLS, Cell
from .check import check
from .editions import Edition
from .errors import GovinfoError, UnreadableReport
from .finding import Severity
from .organ import Organ
from .readers import read, reads
from .renderers import render
from .report import Report
from .rules import RULES


if TYPE_CHECKING:
    from .completion import complete
    from .diagnosis import explain


__version__ = "26.11.0"

__all__ = [
    "CELLS",
    "RULES",
    "Cell",
    "Edition",
    "GovinfoError",
    "Organ",
    "Report",
    "Severity",
    "UnreadableReport",
    "check",
    "complete",
    "explain",
    "read",
    "reads",
    "render",
]

#: What not every program needs, and where it is; loaded when it is asked for.
_LATE = {"complete": ".completion", "explain": ".diagnosis"}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = globals()[name] = getattr(importlib.import_module(_LATE[name], __name__), name)
    return found
