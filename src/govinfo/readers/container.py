"""
Zip containers, which office documents and OFD are: opened in memory, part by part, and never beyond the limits.

Nothing is ever written to a disk, so that it does not matter where a part says that it wants to be; what a part says of
its own size is not believed, what comes out of it is counted.
"""

import io
import struct
import zipfile
import zlib

from collections.abc import Callable
from typing import Final

import attrs

from ..errors import UnreadableReport
from ..language import template
from .content import Content


PROTECTED: Final = template("The document is protected by a password: remove the protection and save it anew.")
DAMAGED: Final = template(
    "The document is damaged or cut off: get it anew, or open it in its program and save it anew."
)

_FIRST: Final = b"PK\x03\x04"
_DIRECTORY: Final = b"PK\x01\x02"
_CHUNK: Final = 1 << 18
_ENCRYPTED: Final = 0x1

#: The ways to compress that these formats know; the others unpack without a bound.
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

#: What `zipfile` raises about one that is broken.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    IndexError,
    ValueError,
    OverflowError,
    NotImplementedError,
)


def is_zip(data: bytes) -> bool:
    r"""
    Whether these bytes begin as a zip container does.

    >>> is_zip(b"PK\x03\x04..."), is_zip(b"%PDF-1.7")
    (True, False)
    """
    return data.startswith(_FIRST)


@attrs.define
class Container:
    """
    The parts of a document.

    Attributes:
        names: of all parts, with slashes and without one at the beginning; folders are no parts.
    """

    names: tuple[str, ...]
    _content: Content
    _zip: zipfile.ZipFile
    _parts: dict[str, list[zipfile.ZipInfo]]
    _read: dict[str, bytes] = attrs.field(factory=dict)
    _unpacked: int = 0

    def has(self, name: str) -> bool:
        """Whether there is a part of this name; as office programs do, small and capital letters are the same."""
        return _key(name) in self._parts

    def read(self, name: str) -> bytes:
        """
        What a part holds.

        Raises:
            UnreadableReport: it is not there, stands there twice, is broken or protected, or there is too much of it.
        """
        key = _key(name)
        if key not in self._read:
            infos = self._parts.get(key, [])
            if len(infos) != 1:
                raise UnreadableReport(DAMAGED, document=self._content.document)
            self._read[key] = self._unpack(infos[0])
        return self._read[key]

    def repacked(self, change: Callable[[str, bytes], bytes] = lambda _, data: data) -> bytes:
        """
        The same parts in a new container, for a program that would unpack the old one without counting.

        Args:
            change: what becomes of each part: its name, and what it holds.

        Raises:
            UnreadableReport: as `read`.
        """
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as packed:
            for name in self.names:
                packed.writestr(zipfile.ZipInfo(name), change(name, self.read(name)))
        return made.getvalue()

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        document, limit = self._content.document, self._content.limits.unpacked
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableReport(PROTECTED, document=document)
        if info.compress_type not in _METHODS:
            raise UnreadableReport(
                "The document is compressed in a way that cannot be read: open it in its program and save it anew.",
                document=document,
            )
        chunks = []
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    chunks.append(chunk)
                    self._unpacked += len(chunk)
                    if self._unpacked > limit:
                        break
        except _BROKEN:
            raise UnreadableReport(DAMAGED, document=document) from None
        if self._unpacked > limit:
            raise UnreadableReport(
                "The document is longer than {limit} bytes when it is unpacked; "
                "read it with a higher limit if it is a report.",
                document=document,
                limit=limit,
            )
        return b"".join(chunks)


def open_container(content: Content) -> Container:
    """
    The container that a document is.

    Raises:
        UnreadableReport: it is broken, or has more parts than the limits say.
    """
    data, limit = content.data, content.limits.parts
    # zipfile takes the whole directory in before anything can be counted; so it is counted here.
    if data.count(_DIRECTORY) > limit:
        raise UnreadableReport(
            "The document is made of more than {limit} files; read it with a higher limit if it is a report.",
            document=content.document,
            limit=limit,
        )
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise UnreadableReport(DAMAGED, document=content.document) from None
    parts: dict[str, list[zipfile.ZipInfo]] = {}
    names = []
    for info in opened.infolist():
        if (name := _name(info.filename)) and not info.is_dir():
            names.append(name)
            parts.setdefault(_key(name), []).append(info)
    return Container(tuple(names), content, opened, parts)


def _name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _key(name: str) -> str:
    return _name(name).casefold()
