"""
Reading documents: what it takes until a report is there and checked, beside getting raw tables or digits out of them.

The alternatives know no label, unit, edition or source, check nothing, and take any row for any other.
"""

import functools
import sys
import tempfile

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from alternatives import raw_tables, script
from cases import Case, agree, benchmark
from documents import HARD, PUBLISHED, page, page_of_word, written
from files import alone
from imports import start

from govinfo import CELLS, Report, check, reads
from govinfo.cells import cells_of, official
from govinfo.check import Result
from govinfo.form import Applicants


Raw = Callable[[Any], list[Any]]

#: How often a process is started anew for each way.
STARTS: Final = 7


def read_and_check(content: str | bytes) -> Result:
    """What this library does: the report, and what is wrong with it."""
    return check(reads(content))


def table_three(report: Report) -> list[list[int | None]]:
    """The rows of table three that were read as a whole."""
    rows = [list(row.cells()) for row in report.applications.nodes() if isinstance(row, Applicants)]
    return [row for row in rows if None not in row]


def _beside(content: Any, name: str, raw: Raw) -> Case:
    """A document, whose rows of table three must be the same in the raw tables."""
    rows = table_three(reads(content))
    agree("table three", rows, list(raw_tables.rows_of_seven(raw(content))))
    print(f"  {len(rows)} rows of table three are the same in both", file=sys.stderr)
    return Case({"govinfo": lambda: read_and_check(content), name: lambda: raw(content)}, rounds=15)


_page = functools.partial(_beside, name="pandas, read_html", raw=raw_tables.html)
_pdf = functools.partial(_beside, name="pdfplumber, extract_tables", raw=raw_tables.pdf)


# Pages


@benchmark("read-page", "ms")
def read_page() -> Case:
    """A page of a portal with a full report, lists of links and scripts."""
    return _page(page())


@benchmark("read-page-of-word", "ms")
def read_page_of_word() -> Case:
    """A page into which the report was pasted from Word: twice as many bytes, most of them style."""
    return _page(page_of_word())


# PDF


@benchmark("read-pdf", "ms")
def read_pdf() -> Case:
    """A PDF of five pages, ruled tables, all figures printed: its lines of text suffice."""
    return _pdf(written("pdf", wrapped=True))


@benchmark("read-pdf-blanks", "ms")
def read_pdf_with_blanks() -> Case:
    """The same with blanks in every second row of table three: only the ruled lines say which figures are printed."""
    return _pdf(written("pdf", wrapped=True, blanks=True))


def _first(data: bytes) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.pdf"
        file.write_bytes(data)
        codes = {
            "govinfo": f"import govinfo; govinfo.check(govinfo.read({str(file)!r}))",
            "pdfplumber, extract_tables": (
                f"import pdfplumber; [page.extract_tables() for page in pdfplumber.open({str(file)!r}).pages]"
            ),
        }
        for code in codes.values():
            start(code)  # once, so that all bytecode is there
        rounds = [{name: start(code) for name, code in codes.items()} for _ in range(STARTS)]
    return {name: [taken[name] for taken in rounds] for name in codes}


@benchmark("read-pdf-first", "ms")
def read_pdf_in_a_new_process() -> Case:
    """The same in a new process, from its start to its end, with all imports and the process that we read PDF in."""
    return Case({}, measured=lambda: _first(written("pdf", wrapped=True)))


# Office documents


@benchmark("read-docx", "ms")
def read_docx() -> Case:
    """A Word document; python-docx gives the text of all cells."""
    return _beside(written("docx"), "python-docx, all cells", raw_tables.word)


@benchmark("read-xlsx", "ms")
def read_xlsx() -> Case:
    """A workbook; openpyxl gives the values of all cells, read-only."""
    return _beside(written("xlsx"), "openpyxl, all cells", raw_tables.workbook)


# Texts


def _digits(text: str) -> Case:
    """A text, beside the digits after each label: where a row was read as a whole, its digits must be the same."""
    report, on_form = reads(text), set(cells_of(official(2019)))
    rows = [row.cells() for row in CELLS.applications.nodes() if isinstance(row, Applicants) and row.total in on_form]
    read = [[report[cell] for cell in row] for row in rows]
    digits = ["".join(run) for run in script.runs(text)]
    agree("rows of table three", len(read), len(digits))
    whole = [("".join(map(str, row)), run) for row, run in zip(read, digits, strict=True) if None not in row]
    agree("digits of table three", *map(list, zip(*whole, strict=True)))
    print(f"  {len(whole)} of {len(read)} rows are read as a whole", file=sys.stderr)
    return Case(
        {"govinfo": lambda: read_and_check(text), "a script, digits after labels": lambda: list(script.runs(text))},
        rounds=15,
    )


@benchmark("read-tabs", "ms")
def read_tabs() -> Case:
    """A text with a row a line and tabs between cells; pandas must be told the most cells that a row has."""
    return _beside(written("tabs"), "pandas, read_csv", raw_tables.tabs)


@benchmark("read-cell-a-line", "ms")
def read_cell_a_line() -> Case:
    """A text with one cell a line, as copied from a page."""
    return _digits(written("cell_a_line"))


@benchmark("read-collapsed", "ms")
def read_collapsed() -> Case:
    """A text without space between cells, all of whose rows can be told apart; the script gives runs of digits."""
    return _digits(written("collapsed"))


@benchmark("read-collapsed-hard", "ms")
def read_collapsed_that_is_hard() -> Case:
    """The same with larger figures, which can be told apart in many ways, so that many cells stay blank."""
    return _digits(written("collapsed", HARD))


# Published reports, where these lie beside the project


def _published(name: str, number: str, suffix: str, make: Callable[[bytes], Case]) -> None:
    for file in PUBLISHED.glob(f"{number}-*{suffix}"):
        benchmark(name, "ms")(functools.partial(make, file.read_bytes()))


_published("read-page-published", "003", ".html", _page)
_published("read-pdf-published", "001", ".pdf", _pdf)


# Many files


def _paces(count: int, rounds: int) -> dict[str, list[float]]:
    ways = [("govinfo", 2), ("pandas", 2), ("govinfo", 1), ("pandas", 1)]
    names = {"govinfo": "govinfo, {} at once", "pandas": "pandas, read_html, {} at once"}
    taken: dict[str, list[float]] = {names[way].format(jobs): [] for way, jobs in ways}
    with tempfile.TemporaryDirectory() as folder:
        alone("write_pages", folder, count)
        for _ in range(rounds):
            for way, jobs in ways:
                found = alone(way, folder, jobs)
                agree("files that are read", found["files"], count)
                taken[names[way].format(jobs)].append(found["seconds"] / count)
    for name, seconds in taken.items():
        print(f"  {count} pages: {name}, {1 / min(seconds):.0f} a second at best", file=sys.stderr)
    return taken


@benchmark("files-400", "ms")
def four_hundred_files() -> Case:
    """400 pages in two processes, milliseconds a page; with all the processes' starts."""
    return Case({}, measured=lambda: _paces(400, 3))


@benchmark("files-2000", "ms")
def two_thousand_files() -> Case:
    """The same with 2,000 pages."""
    return Case({}, measured=lambda: _paces(2000, 2))
