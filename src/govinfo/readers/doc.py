"""
Reading legacy Word documents (.doc, .wps) and RTF: LibreOffice converts them, without the network and without macros.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile

from pathlib import Path
from typing import Final

import attrs

from ..errors import UnreadableReport
from ..report import Report
from . import docx
from .container import PROTECTED
from .content import Content


_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_RICH_TEXT: Final = b"{\\rtf"

#: What a profile of LibreOffice says that runs nothing and fetches nothing: name of the setting, and its value.
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_ITEM: Final = '<item oor:path="/org.openoffice.%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>'
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">%s</oor:items>'
)


def has_stream(data: bytes, *names: str) -> bool:
    """
    Whether these bytes are a compound file (OLE 2) that has a stream of one of these names.

    The names stand in its directory, in UTF-16 and at the beginning of an entry of 128 bytes.
    """
    return data.startswith(_COMPOUND) and any(_stands(data, name) for name in names)


def _stands(data: bytes, name: str) -> bool:
    entry = name.encode("utf-16-le") + b"\0\0"
    at = data.find(entry)
    while at >= 0 and at % 128:
        at = data.find(entry, at + 1)
    return at >= 0


def recognizes(content: Content) -> bool:
    """Whether *content* is a Word document of old, RTF, or any office document under a password."""
    return _is_rich_text(content) or has_stream(content.data, "WordDocument", "EncryptedPackage")


def _is_rich_text(content: Content) -> bool:
    return (content.given or "")[:1024].lstrip().startswith(_RICH_TEXT.decode()) or content.data[
        :1024
    ].lstrip().startswith(_RICH_TEXT)


def read(content: Content) -> Report:
    """The report in the document; see `govinfo.reads`."""
    return docx.read_as(converted(content), "doc")


def converted(content: Content) -> Content:
    """
    The same document as DOCX.

    Raises:
        UnreadableReport: it is protected, LibreOffice is not installed, or it cannot read the document in time.
    """
    if has_stream(content.data, "EncryptedPackage") and not has_stream(content.data, "WordDocument"):
        raise UnreadableReport(PROTECTED, document=content.document)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableReport(
            "Reading a legacy Word document needs LibreOffice, which is not installed. "
            "Install it, or open the document in Word or WPS and save it as DOCX.",
            document=content.document,
        )
    with tempfile.TemporaryDirectory(prefix="govinfo-", ignore_cleanup_errors=True) as folder:
        data = _convert(program, Path(folder), content)
    return attrs.evolve(content, data=data, given=None)


def _convert(program: str, folder: Path, content: Content) -> bytes:
    profile = folder / "profile"
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM % setting for setting in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_PROFILE % items, "utf-8")
    given = folder / ("document.rtf" if _is_rich_text(content) else "document.doc")
    given.write_bytes(content.data or (content.given or "").encode())
    made = folder / "made"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx", "--outdir", str(made), str(given)]
    _run(command, folder, content)
    result = made / "document.docx"
    if not result.is_file():
        raise UnreadableReport(
            "LibreOffice cannot read the document: it may be damaged or protected by a password. "
            "Open it in Word or WPS and save it as DOCX without a password.",
            document=content.document,
        )
    with result.open("rb") as opened:
        data = opened.read(content.limits.size + 1)
    if len(data) > content.limits.size:
        raise UnreadableReport(
            "The document is longer than {limit} bytes; read it with a higher limit if it is a report.",
            document=content.document,
            limit=content.limits.size,
        )
    return data


def _run(command: list[str], folder: Path, content: Content) -> None:
    """Run a program and whatever it starts, and end all of them when the time is over."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    try:
        process = subprocess.Popen(  # noqa: S603  the program is the one on the PATH, and the names are ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    except OSError:
        return  # nothing is made then
    try:
        process.wait(content.limits.seconds)
    except subprocess.TimeoutExpired:
        raise UnreadableReport(
            "LibreOffice did not convert the document within {count_seconds} seconds; "
            "open it in Word or WPS and save it as DOCX.",
            document=content.document,
            count_seconds=content.limits.seconds,
        ) from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and all that it started, also if we are interrupted."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all of them have ended
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
