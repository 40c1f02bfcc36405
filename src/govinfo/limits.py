"""
How much a reader takes in before it refuses: every document is a stranger's until it is read.
"""

import attrs


_at_least_one = attrs.validators.ge(1)


@attrs.frozen(kw_only=True)
class Limits:
    """
    The largest document that is read; a report of a government is far below each of these.

    Attributes:
        size: bytes of the document, or characters of a text.
        unpacked: bytes of all parts of a container (DOCX, XLSX, OFD) together, as they are unpacked.
        parts: files in a container.
        pages: pages of a PDF or OFD.
        lines: lines of a text, rows of tables and paragraphs, all together.
        cells: cells of one line or row.
        depth: how deep elements are nested in each other.
        seconds: how long another program may take to convert the document.

    >>> Limits(size=1024).size
    1024
    """

    size: int = attrs.field(default=64 * 2**20, validator=_at_least_one)
    unpacked: int = attrs.field(default=256 * 2**20, validator=_at_least_one)
    parts: int = attrs.field(default=2_000, validator=_at_least_one)
    pages: int = attrs.field(default=300, validator=_at_least_one)
    lines: int = attrs.field(default=20_000, validator=_at_least_one)
    cells: int = attrs.field(default=200, validator=_at_least_one)
    depth: int = attrs.field(default=500, validator=_at_least_one)
    seconds: int = attrs.field(default=60, validator=_at_least_one)


#: Those that hold unless the caller says otherwise.
DEFAULT = Limits()
