"""
How well a folder of published documents is read, whose figures are known: a line a document, then totals.

``python tools/corpus.py [FOLDER]``; by default ``shared/corpus`` beside the project. In the folder ``manifest.jsonl``
lists the documents; ``NAME.truth.json`` says what stands in a complete one, ``NAME.facts.json`` what stands in one of
which only a part is known. ``--failures`` lists each figure that was not read, ``--json`` prints the same for programs.
The end is 1 if a figure is wrong, or a document ended in an error that is not said in words.
"""

import argparse
import functools
import json
import re
import sys
import unicodedata

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from govinfo import CELLS, Cell, Organ, Report, Severity, UnreadableReport, check, read
from govinfo._tree import paths, places, values
from govinfo.cells import BLOCKS, block_class, block_editions
from govinfo.check import Result
from govinfo.figures import read_figure
from govinfo.layout import rows_of


FOLDER: Final = Path(__file__).parents[2] / "shared" / "corpus"

#: What the documents call the rows of table three, in the order of the form.
_FIRST: Final = ("new", "carried_in", "granted", "partial")
_LISTED: Final = (*(f"refuse{n}" for n in range(1, 9)), *(f"unavail{n}" for n in range(1, 4)))
_NOT_PROCESSED: Final = tuple(f"noproc{n}" for n in range(1, 6))
_OTHER: Final = {2019: ("other",), 2021: ("other1", "other2", "other3")}
_LAST: Final = ("total", "carried_out")


@attrs.frozen
class Due:
    """
    What is due in one cell.

    Attributes:
        figure: what stands there; None if the right reading is a blank.
        doubtful: figures that may be read there as well, though the document alone does not settle them.
    """

    figure: int | None
    doubtful: frozenset[int] = frozenset()

    def judge(self, figure: int | None) -> str:
        """What *figure* is: right, blank, wrong, or ambiguous."""
        if self.doubtful:
            return "ambiguous" if figure is None or figure in self.doubtful else "wrong"
        if figure == self.figure:
            return "right"
        return "blank" if figure is None else "wrong"


@attrs.frozen
class Miss:
    """A figure that was not read as it stands: the cell, what is due, what was read, and what was said of it."""

    cell: str
    verdict: str
    due: int | None
    figure: int | None
    printed: str | None
    message: str | None


@attrs.frozen
class Judged:
    """How one document was read."""

    file: str
    completeness: str
    format: str | None = None
    fault: str | None = None
    crashed: bool = False
    figures: int = 0  #: that were read
    due: int = 0  #: figures that are known to stand there, and that the document settles
    right: int = 0  #: of these
    blank: int = 0
    wrong: int = 0
    ambiguous: int = 0
    violated: tuple[str, ...] = ()
    undetermined: int = 0  #: identities of table three
    misses: tuple[Miss, ...] = ()


def documents(folder: Path) -> list[dict[str, Any]]:
    """What the manifest says of each document."""
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines() if line.strip()]


@functools.cache
def _table_three() -> dict[str, list[Cell]]:
    """The cells of each row of table three, by the name that the documents have for it."""
    found = {}
    for edition, other in _OTHER.items():
        rows = rows_of(block_class("applications"), edition, "applications")
        names = (*_FIRST, *_LISTED, *_NOT_PROCESSED, *other, *_LAST)
        for name, (node, path) in zip(names, rows, strict=True):
            found[name] = [Cell(inner) for inner in paths(node, edition, f"{path}.")]
    return found


@functools.cache
def _table_two() -> dict[str, tuple[str, str]]:
    """Block and path of each row of table two, by its label in any edition."""
    return {
        place.slot.label(edition) or "": (block, f"{block}.{place.name}")
        for block in BLOCKS
        if block.startswith("disclosure.")
        for edition in block_editions(block)
        for place in places(block_class(block), edition)
    }


def _columns(row: str, edition: int) -> list[Cell]:
    """The cells of a row of table two in *edition*; none if the form has no such row."""
    block = row.rpartition(".")[0]
    known = {path: node for node, path in rows_of(block_class(block), edition, block)}
    return [Cell(path) for path in paths(known[row], edition, f"{row}.")] if row in known else []


def _edition(row: Mapping[str, Any], path: str, read: int | None, form: int) -> int:
    """The edition whose columns a row of table two has: as its headings say, or else as it was read if that may be."""
    for edition in _OTHER:
        if row.get("headers") == [_printed(cell, edition) for cell in _columns(path, edition)]:
            return edition
    fits = read is not None and len(_columns(path, read)) == len(row["values"])
    return read if read is not None and fits else form


def _printed(cell: Cell, edition: int) -> str:
    return cell.labels(edition).columns[-1]


def _bare(label: str) -> str:
    return re.sub(r"\s|[（(].*[)）]", "", label)


def _doubt(text: str) -> frozenset[int]:
    """The number in a text that holds more than a figure, such as ``? 0``."""
    found = re.fullmatch(r"\?\s*(\d+)", text)
    return frozenset({int(found[1])} if found else ())


def _row(cells: Sequence[Cell], values: Sequence[Any], *, ambiguous: bool = False) -> Iterator[tuple[Cell, Due]]:
    """What is due in the cells of a row: figures where there is one a cell, or else blanks."""
    texts = ["" if value is None else str(value) for value in values]
    if len(texts) > len(cells) and len(set(texts)) == 1:  # whichever is one too many, the figures are the same
        texts = texts[: len(cells)]
    if len(texts) != len(cells):
        texts = [""] * len(cells)
    for cell, text in zip(cells, texts, strict=True):
        figure = read_figure(text, cell.slot).figure
        doubtful = frozenset({figure} if figure is not None else ()) if ambiguous else _doubt(text)
        yield cell, Due(figure, doubtful)


def _run_together(text: str, row: Mapping[str, Any]) -> bool:
    """Whether the document prints the figures of a row of table two as one run, which may have blanks in it too."""
    run, size = "".join(map(str, row["values"])), len(row["values"])
    printed = unicodedata.normalize("NFKC", f"{row['label']}{run}") in unicodedata.normalize("NFKC", text)
    fewest = len(run) - len(run.lstrip("0")) + bool(run.lstrip("0"))  # a figure does not begin with a zero
    return size > 1 and run.isdigit() and printed and fewest < size


def due(known: Mapping[str, Any], report: Report, text: str = "") -> dict[Cell, Due]:
    """
    What is due in the cells that a truth or facts file speaks of.

    Args:
        known: what the file says.
        report: as it was read, for the edition of blocks where *known* does not say it.
        text: of the document, for figures that it prints as one run.
    """
    is_part = not known.get("table3")  # what stands in a part of a document, of which nothing else is known
    found: dict[Cell, Due] = {}
    unsettled = {_bare(cell["cell"].removeprefix("table2 ")) for cell in known.get("ambiguous", ())}
    for row in known["table2"]:
        label = _bare(row["label"])
        block, path = _table_two()[label]
        cells = _columns(path, _edition(row, path, report.editions[list(BLOCKS).index(block)], known["form"]))
        found |= _row(cells, row["values"], ambiguous=label in unsettled or (is_part and _run_together(text, row)))
    for row in known.get("table3") or known.get("table3_rows_seen") or ():
        found |= _row(_table_three()[row["row"]], row["values"])
    if known.get("table4"):
        found |= _row([Cell(path) for path in paths(block_class("disputes"), 2021, "disputes.")], known["table4"])
    return found


def judge(document: Mapping[str, Any], folder: Path) -> Judged:
    """Read and judge one document of the manifest."""
    file = document["file"]
    judged = Judged(file, document["completeness"])
    try:
        report = read(folder / file)
    except UnreadableReport as error:
        judged = attrs.evolve(judged, fault=error.fault("en"))
        report = Report.filled([None] * len(BLOCKS), [None] * len(values(CELLS)), organ=Organ(""), year=None)
    except Exception as error:  # noqa: BLE001  a reader must not end so, and the others are to be judged all the same
        return attrs.evolve(judged, fault=f"{type(error).__name__}: {error}", crashed=True)
    result = check(report)
    expected, partial = _expected(document, folder, report)
    figures = dict(report.figures())
    outcome: Counter[str] = Counter()
    misses = []
    others: dict[Cell, Due] = {} if partial else {cell: Due(None) for cell in figures}
    for cell, what in {**others, **expected}.items():
        figure = figures.get(cell)
        verdict = what.judge(figure)
        if verdict == "ambiguous" or what.figure is not None or verdict == "wrong":
            outcome[verdict] += 1
        if verdict in {"blank", "wrong"} or (verdict == "ambiguous" and figure is not None):
            misses.append(_miss(cell, verdict, what, report, result))
    return attrs.evolve(
        judged,
        format=report.reading.format if report.reading else None,
        figures=sum(figure is not None for figure in figures.values()),
        due=sum(what.figure is not None and not what.doubtful for what in expected.values()),
        right=outcome["right"],
        blank=outcome["blank"],
        wrong=outcome["wrong"],
        ambiguous=outcome["ambiguous"],
        violated=tuple(
            finding.rule
            for finding in result.findings
            if finding.left is not None and finding.severity is Severity.ERROR
        ),
        undetermined=sum(finding.rule.startswith("T3-") for finding in result.undetermined),
        misses=tuple(misses),
    )


def _expected(document: Mapping[str, Any], folder: Path, report: Report) -> tuple[dict[Cell, Due], bool]:
    """What is due in a document, and whether other cells may hold figures that nothing is known of."""
    stem = (folder / document["file"]).with_suffix("")
    for kind in ("truth", "facts"):
        known = Path(f"{stem}.{kind}.json")
        if known.is_file():
            file = folder / document["file"]
            text = file.read_text("utf-8") if file.suffix == ".txt" else ""
            return due(_load(known), report, text), False
    whole = sorted(folder.glob(f"{document['file'].split('-')[0]}-*.truth.json"))
    if whole:  # an excerpt: what is read is as in the whole document, and nothing needs to be there
        there = due(_load(whole[0]), report)
        read_there = {cell: what for cell, what in there.items() if cell.of(report) is not None}
        return read_there, False
    return {}, not document["completeness"].startswith("template")


def _load(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"), parse_float=str)


def _miss(cell: Cell, verdict: str, what: Due, report: Report, result: Result) -> Miss:
    source = report.source(cell)
    due_there = what.figure if what.figure is not None else next(iter(what.doubtful), None)
    said = next((f for f in result.findings if f.left is None and (cell in f.cells or source in f.sources)), None)
    printed = source.text if source else None
    return Miss(cell.path, verdict, due_there, report[cell], printed, said.message("en") if said else None)


def totals(judged: Sequence[Judged]) -> dict[str, Any]:
    """What holds of all documents together; shares in per cent, None of nothing."""

    def share(some: Sequence[Judged]) -> float | None:
        all_due = sum(one.due for one in some)
        return round(100 * sum(one.right for one in some) / all_due, 2) if all_due else None

    full = [one for one in judged if one.completeness == "full"]
    partial = [one for one in judged if one.completeness != "full"]
    return {
        "documents": len(judged),
        "wrong": sum(one.wrong for one in judged),
        "crashed": sum(one.crashed for one in judged),
        "complete": {
            "due": sum(one.due for one in full),
            "right": sum(one.right for one in full),
            "share": share(full),
        },
        "partial": {
            "due": sum(one.due for one in partial),
            "right": sum(one.right for one in partial),
            "share": share(partial),
        },
    }


def _wide(text: str, width: int) -> str:
    """A text cut or filled to so many columns of a terminal."""
    size, kept = 0, ""
    for character in text:
        size += 1 + (unicodedata.east_asian_width(character) in "WF")
        if size > width:
            break
        kept += character
    return kept + " " * (width - sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in kept))


def _lines(judged: Sequence[Judged], *, failures: bool) -> Iterator[str]:
    names = f"{'read':>5}{'due':>5}{'right':>6}{'blank':>6}{'wrong':>6}{'ambig':>6}{'T3?':>4}"
    yield f"{'file':50}{'as':6}{names}  violated, or why not"
    for one in judged:
        counts = (
            f"{one.figures:5}{one.due:5}{one.right:6}{one.blank:6}{one.wrong:6}{one.ambiguous:6}{one.undetermined:4}"
        )
        said = one.fault or ", ".join(f"{rule} ×{n}" if n > 1 else rule for rule, n in Counter(one.violated).items())
        yield f"{_wide(one.file, 49)} {one.format or '-':6}{counts}  {said}".rstrip()
        if failures:
            for miss in one.misses:
                yield f"    {miss.verdict} {miss.cell}: due {miss.due}, read {miss.figure}, printed {miss.printed!r}"
                if miss.message:
                    yield f"        {miss.message}"
    known = totals(judged)
    yield ""
    yield f"{known['documents']} documents; wrong figures: {known['wrong']}; ended in an error: {known['crashed']}"
    for kind in ("complete", "partial"):
        part = known[kind]
        yield f"{kind}: {part['right']} of {part['due']} figures read, {part['share']} %"


def judge_all(folder: Path = FOLDER) -> list[Judged]:
    """Every document of the folder, judged."""
    return [judge(document, folder) for document in documents(folder)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how the documents of a folder are read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--json", action="store_true", help="print values for programs")
    parser.add_argument("--failures", action="store_true", help="list each figure that was not read as it stands")
    given = parser.parse_args(arguments)
    judged = judge_all(given.folder)
    if given.json:
        files = [attrs.asdict(one) for one in judged]
        print(json.dumps({"files": files, "totals": totals(judged)}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(judged, failures=given.failures)))
    return int(any(one.wrong or one.crashed for one in judged))


if __name__ == "__main__":
    sys.exit(main())
