"""
Reading legacy Word documents: LibreOffice converts them, where it is installed, and nothing is left behind.
"""

import http.server
import io
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time

from pathlib import Path

import docx as python_docx
import pytest

from govinfo import CELLS, UnreadableReport, read, reads
from govinfo.limits import Limits
from govinfo.readers import doc, docx, xlsx
from govinfo.readers.content import Content


ROWS = [
    ("第二十条第（一）项", "", "", ""),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "1", "2", "5"),
]
CELL = CELLS.disclosure.documents.normative.in_force
RICH_TEXT = r"{\rtf1\ansi \trowd\cellx1000\cellx2000 \intbl 5\cell 6\cell\row \pard end\par}"


def compound(*names):
    """The beginning of a compound file with streams of these names in its directory."""
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *names))
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + entries


def content(data, **limits):
    """A document of these bytes."""
    return Content.of(data, "年报.doc", Limits(**limits))


@pytest.fixture
def libreoffice():
    """Where LibreOffice is missing its tests are left out, but not where all tests must run."""
    if shutil.which("soffice") is None and shutil.which("libreoffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where temporary files go; nothing may be left there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    yield tmp_path
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.fixture
def program(folder, monkeypatch):
    """Puts a program in the place of LibreOffice, written in Python."""

    def put(source):
        file = folder / "bin" / "soffice"
        file.parent.mkdir()
        file.write_text(f"#!{sys.executable}\n{source}", "utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(file.parent))

    return put


def word():
    """A document of Word of today with a table of the form."""
    made = python_docx.Document()
    made.add_paragraph("二、主动公开政府信息情况")
    grid = made.add_table(len(ROWS), 4)
    for row, texts in zip(grid.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    grid.rows[0].cells[0].merge(grid.rows[0].cells[3]).text = ROWS[0][0]
    made.add_paragraph("")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def converted(folder, kind):
    """The same in a format of old."""
    (folder / "年报.docx").write_bytes(word())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, folder / "年报.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"年报.{kind}"


@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_a_document_of_old_reads_as_one_of_today(libreoffice, folder, kind):
    """The figures and their places are the same; the document is called what it was called."""
    report = read(converted(folder, kind))
    assert report == reads(word())
    assert report[CELL] == 5
    assert report.reading.format == "doc"
    source = report.source(CELL)
    assert (source.document, source.table, source.line) == (f"年报.{kind}", 1, 4)


def test_rich_text_that_was_given_as_text_is_read(libreoffice, folder):
    """It is a text after all."""
    given = Content.of(RICH_TEXT, "年报.rtf")
    assert doc.recognizes(given)
    texts = [[piece.text for piece in line.pieces] for line in docx.lines(doc.converted(given))]
    assert texts == [["5", "6"], ["end"]]


def test_nothing_is_fetched_and_no_other_file_is_read(libreoffice, folder):
    """Pictures, templates and texts that a document refers to stay where they are."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  as its base calls them

        def log_message(self, *_):
            """Say nothing."""

    (folder / "secret.txt").write_text("SECRET")
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        field = r"{\field{\*\fldinst %s}{\fldrslt x}}\par "
        hostile = (
            rf"{{\rtf1\ansi {{\*\template {there}/t.dot}}}}"
            + field % rf'INCLUDEPICTURE "{there}/a.png" \\d'
            + field % f'INCLUDETEXT "{(folder / "secret.txt").as_uri()}"'
            + r"end\par}"
        )
        found = doc.converted(content(hostile.encode()))
        server.shutdown()
    assert asked == []
    assert not any("SECRET" in line.text for line in docx.lines(found))


def test_what_is_recognized():
    """Word documents of old, rich text, and anything under a password; workbooks of old are another reader's."""
    assert doc.recognizes(content(compound("WordDocument")))
    assert doc.recognizes(content(compound("x", "WordDocument", "Workbook")))
    assert doc.recognizes(content(compound("EncryptedPackage")))
    assert doc.recognizes(content(b"\n" + RICH_TEXT.encode()))
    for other in (compound("Workbook"), compound("PowerPoint Document"), b"WordDocument", "规章".encode()):
        assert not doc.recognizes(content(other))
    assert xlsx.recognizes(content(compound("Workbook")))
    assert xlsx.recognizes(content(compound("Book")))
    assert not xlsx.recognizes(content(compound("WordDocument", "Workbook")))


def test_a_name_counts_only_where_a_directory_has_it():
    """A text that speaks of a stream is none."""
    name = "WordDocument".encode("utf-16-le") + b"\0\0"
    assert not doc.has_stream(compound() + b"x" + name, "WordDocument")
    assert doc.has_stream(compound("WordDocument") + b"x" + name, "WordDocument")


def test_a_document_under_a_password_says_so():
    """Office documents under a password are compound files, whatever they were."""
    with pytest.raises(UnreadableReport, match="password") as refused:
        reads(compound("EncryptionInfo", "EncryptedPackage"), document="年报.docx")
    assert refused.value.document == "年报.docx"


def test_without_libreoffice_the_message_says_what_to_do(folder, monkeypatch):
    """Install it, or save the document as DOCX."""
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(UnreadableReport, match="needs LibreOffice, which is not installed"):
        doc.read(content(compound("WordDocument")))


def test_what_libreoffice_cannot_read_is_refused(libreoffice, folder):
    """A compound file that says that it is a Word document, and is not."""
    with pytest.raises(UnreadableReport):
        doc.read(content(compound("WordDocument") + struct.pack("<H", 0xA5EC) * 2000))


def test_nothing_made_is_refused(folder, program):
    """A program that ends without a document could not read it, whatever it says."""
    program("")
    with pytest.raises(UnreadableReport, match="cannot read the document"):
        doc.read(content(compound("WordDocument")))


def test_a_program_that_cannot_start_is_refused(folder, program):
    """What is called soffice may be no program at all."""
    program("")
    file = folder / "bin" / "soffice"
    file.write_bytes(b"\x00\x01")
    with pytest.raises(UnreadableReport, match="cannot read the document"):
        doc.read(content(compound("WordDocument")))


def test_what_is_made_counts_too(folder, program):
    """A converted document is no longer than a document may be."""
    program(
        "import sys, pathlib\n"
        "made = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "made.mkdir()\n"
        "(made / 'document.docx').write_bytes(bytes(1001))"
    )
    with pytest.raises(UnreadableReport, match="longer than"):
        doc.read(content(compound("WordDocument"), size=1000))


def test_when_the_time_is_over_all_that_was_started_is_ended(folder, program):
    """LibreOffice starts other programs; they are ended with it."""
    program(
        "import subprocess, sys, time, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(folder / 'child')!r}).write_text(str(child.pid))\n"
        "time.sleep(600)"
    )
    begin = time.monotonic()
    with pytest.raises(UnreadableReport, match="within 2 seconds"):
        doc.read(content(compound("WordDocument"), seconds=2))
    assert time.monotonic() - begin < 30
    assert _has_ended(int((folder / "child").read_text()))


def _has_ended(process):
    """Whether a process has ended, or will never run again."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_where_there_are_no_groups_of_processes_the_program_is_ended(folder, program, monkeypatch):
    """On Windows."""
    program("import time; time.sleep(600)")
    monkeypatch.delattr(os, "killpg")
    with pytest.raises(UnreadableReport, match="within 1 second"):
        doc.read(content(compound("WordDocument"), seconds=1))
