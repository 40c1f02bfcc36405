"""
What a document contains, as bytes and as text.
"""

import codecs
import functools
import re

from typing import Final

import attrs

from .._text import clean
from ..errors import UnreadableReport
from ..finding import Finding, Source, Status
from ..limits import DEFAULT, Limits
from ..reading import R_ENCODING


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Characters that no text of a report has; a document with many of them is not a text.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


@attrs.frozen(slots=False)
class Content:
    """
    What a document contains.

    Attributes:
        data: its bytes; empty if it was given as text.
        document: what it is called, or None.
        given: the text, if it was given as text.
        limits: how much of it is read.
    """

    data: bytes
    document: str | None = None
    given: str | None = None
    limits: Limits = DEFAULT

    @classmethod
    def of(cls, content: str | bytes, document: str | None = None, limits: Limits = DEFAULT) -> "Content":
        """The same for text and bytes."""
        name = clean(document) if document else None
        if isinstance(content, str):
            return cls(b"", name, content.removeprefix("\ufeff"), limits)
        return cls(bytes(content), name, None, limits)

    @functools.cached_property
    def is_text(self) -> bool:
        """Whether it is a text at all, and not the bytes of a picture or of an office document."""
        sample = self._decoded[0][:65536]
        return not _CONTROL.search(sample) or len(_CONTROL.findall(sample)) * 200 <= len(sample)

    @functools.cached_property
    def text(self) -> str:
        """
        The document as text.

        Raises:
            UnreadableReport: it is empty, or not a text.
        """
        text = self._decoded[0]
        if not text.strip():
            raise UnreadableReport("The document is empty.", document=self.document)
        if not self.is_text:
            raise UnreadableReport(
                "The document is not a text, and of no other format that can be read.", document=self.document
            )
        return text

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in making a text of the bytes."""
        count, line = self._decoded[1:]
        if not count:
            return ()
        source = Source("�", Status.UNREADABLE, self.document, line=line)
        found = R_ENCODING.found(
            "{count} places of the document are no characters, the first in line {line}; "
            "what is near them can be wrong.",
            sources=(source,),
            count=count,
            line=line,
        )
        return (found,)

    @functools.cached_property
    def _decoded(self) -> tuple[str, int, int]:
        """The text, how many places could not be read, and the line of the first one."""
        if self.given is not None:
            return self.given, 0, 0
        mark = next((encoding for bytes_, encoding in _MARKS if self.data.startswith(bytes_)), None)
        encoding = mark or ("utf-8" if _is_utf8(self.data) else "gb18030")
        text = self.data.decode(encoding, errors="replace")
        bad = text.count("�")
        return text, bad, text[: text.find("�")].count("\n") + 1 if bad else 0


def _is_utf8(data: bytes) -> bool:
    """Whether these bytes are UTF-8; the last character may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True
