"""
Reading PDF that has text; it is read line by line, and again by the ruled lines of its tables.
"""

import re

from typing import Final

from ..errors import UnreadableReport
from ..finding import Source, Status
from ..reading import R_ENCODING
from ..report import Report
from .content import Content
from .pdf_pages import pdf_pages
from .two_ways import read_pages


_HEAD: Final = re.compile(rb"(?:^|[\r\n])\s*%PDF-\d")

#: One unknown character in so many, and the text as a whole is of no use.
_UNKNOWN: Final = 4


def recognizes(content: Content) -> bool:
    """Whether *content* begins as a PDF does, though there may be something before it."""
    return bool(_HEAD.search(content.data[:1024]))


def read(content: Content) -> Report:
    """The report in the document; see `govinfo.reads`."""
    found = pdf_pages(content)
    if found.unknown * _UNKNOWN > sum(len(page.characters) for page in found.pages):
        raise UnreadableReport(
            "The text of the PDF cannot be read, because its fonts do not say which characters they show. "
            "Get the original document, or make a PDF of it in another program.",
            document=content.document,
        )
    findings = []
    if found.hidden:
        findings.append(
            R_ENCODING.found(
                "The text of some pages is hidden, as programs for text recognition (OCR) leave it; "
                "compare the figures with what is seen: {pages}.",
                sources=[Source("", Status.UNREADABLE, content.document, page=number) for number in found.hidden],
                pages=[str(number) for number in found.hidden],
            )
        )
    return read_pages(found.pages, "pdf", content, findings)
