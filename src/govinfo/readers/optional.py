"""
Packages that only some readers need: they come with an extra, and a missing one is named with the command for it.
"""

import importlib

from typing import Any

from ..errors import UnreadableReport


def needed(module: str, extra: str, document: str | None) -> Any:
    """
    The module of an optional package.

    Args:
        module: name to import.
        extra: the extra of this library that installs it.
        document: name of the document that is read.

    Raises:
        UnreadableReport: it is not installed; the message has the command that installs it.

    >>> needed("no_such_module", "pdf", "年报.pdf")
    Traceback (most recent call last):
    ...
    govinfo.errors.UnreadableReport: 年报.pdf: To read this format, install: python -m pip install "govinfo-cn[pdf]"
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise UnreadableReport(
            "To read this format, install: {command}",
            document=document,
            command=f'python -m pip install "govinfo-cn[{extra}]"',
        ) from None
