"""
Annual reports on government information disclosure (政府信息公开工作年度报告): read, checked and rendered.

>>> import govinfo
>>> report = govinfo.read("examples/jinhai-2020.txt")
>>> report.disclosure.documents.normative.in_force
12
>>> [finding.rule for finding in govinfo.check(report)]
['R-SURPLUS', 'R-SURPLUS', 'S-MIXTURE']
"""

from .cells import CELLS, Cell
from .check import check
from .completion import complete
from .diagnosis import explain
from .editions import Edition
from .errors import GovinfoError, UnreadableReport
from .finding import Severity
from .organ import Organ
from .readers import read, reads
from .renderers import render
from .report import Report
from .rules import RULES


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
