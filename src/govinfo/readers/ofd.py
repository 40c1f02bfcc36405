"""
Reading OFD (GB/T 33190).
"""

from ..report import Report
from .content import Content


def recognizes(content: Content) -> bool:
    """Whether *content* is of this format."""
    return False


def read(content: Content) -> Report:
    """The report in the document; see `govinfo.reads`."""
    raise NotImplementedError
