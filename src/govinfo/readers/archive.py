"""
The page in a saved web archive (MHTML), such as Word writes as a “single file web page”.
"""

import email
import re

from email.message import Message
from typing import Any, Final

from ..errors import UnreadableReport
from ..language import template
from .content import Content


_HEADERS: Final = re.compile(r"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)++")
_VERSION: Final = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
_TYPE: Final = re.compile(r"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)

_NESTED: Final = re.compile(rb"boundary[\s\d*]*=|content-type:\s*message/", re.IGNORECASE)
#: Archives in an archive, each of which is looked for in each line; Word and browsers write two at most.
_MOST_NESTED: Final = 8

_NO_PAGE: Final = template("The web archive holds no page. Open it in a browser and save it as a page.")
_TOO_MANY: Final = template("The web archive has more than {limit} parts, which no report has.")


def recognizes(content: Content) -> bool:
    """Whether *content* begins as a web archive does."""
    headers = _HEADERS.match(content.text[:8192].replace("\r", ""))
    return bool(headers and _VERSION.search(headers[0]) and _TYPE.search(headers[0]))


def unpacked(content: Content) -> Content:
    """
    The page in a web archive: the one with the most cells, and the first one of these.

    Raises:
        UnreadableReport: there is none, or there are more parts than a report has.
    """
    data = (content.data or content.text.encode("utf-8", "replace")).lstrip()
    limit = content.limits.parts
    if data.count(b"\n--") > limit or len(_NESTED.findall(data)) > _MOST_NESTED:
        raise UnreadableReport(_TOO_MANY, document=content.document, limit=limit)
    message = email.message_from_bytes(data)
    pages = [_decoded(part) for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise UnreadableReport(_NO_PAGE, document=content.document)
    best = max(pages, key=lambda page: page.lower().count(b"<td"))
    return Content.of(best, content.document, content.limits)


def _decoded(part: "Message[Any, Any]") -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
