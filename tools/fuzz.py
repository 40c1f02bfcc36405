"""
Documents that nobody would write, by the hundred thousand: what reading them does wrong.

``python tools/fuzz.py`` takes the documents that ``tests/zoo`` writes. To half of them happens what clerks and
converters do, so that it is known what they print; the other half is damaged character by character, byte by byte and
part by part. Each is read in another process, and what follows is wrong:

* a figure that is not printed, or a figure that is not read without a word (where it is known what is printed);
* another exception than `UnreadableReport`;
* more than two seconds a mebibyte, two seconds at least; a process that does not come back is ended;
* memory that grows beyond bounds.

Each kind of fault is told once, with a file that shows it and the command that does it again::

    python tools/fuzz.py --texts 100000 --pages 60000 --grids 40000 --containers 5000 --seed 1 --jobs 2
    python tools/fuzz.py --only text --seed 1 --from 4711 --count 1

It takes hours and is no part of the tests.
"""

import argparse
import collections
import itertools
import multiprocessing
import random
import resource
import sys
import time
import traceback

from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import attrs


sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from zoo.cases import Case, Verdict, judge, verdict_of
from zoo.layouts import TEXTS
from zoo.noise import NOISE
from zoo.pages import PAGES
from zoo.sheets import Document, Spot

from govinfo.align import align
from govinfo.finding import Source
from govinfo.lines import Line, Piece


#: The kinds of document, and the layouts of each.
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": tuple(TEXTS),
    "page": tuple(PAGES),
    "grid": ("page",),
    "docx": ("docx",),
    "xlsx": ("xlsx", "xlsx_of_texts"),
    "pdf": ("pdf",),
    "ofd": ("ofd",),
}
CONTAINERS: Final = ("docx", "xlsx", "pdf", "ofd")

#: How many seconds of a processor a mebibyte may take, and any document.
SECONDS: Final = 2.0
MEBIBYTE: Final = 2**20

#: When a process is ended, in seconds that pass.
HANGS: Final = 30.0

#: How much memory may grow: so much, and so many times the size of the document.
GROWTH, TIMES = 400 * MEBIBYTE, 100

#: How much memory a process may take at all.
MEMORY: Final = 6 * 1024 * MEBIBYTE

#: How many documents a process keeps to damage; those of Word take long to write.
KEPT: Final = 24


@attrs.frozen
class Outcome:
    """
    What came of one document.

    Attributes:
        kind: of the document.
        number: of the document; with the seed it is made anew.
        seconds: of a processor.
        size: bytes or characters.
        right: how many figures are right, where that is known.
        printed: how many are printed.
        refused: whether it was refused.
        fault: what is wrong, or None; the same words for the same fault.
        told: all that is to be said of it.
    """

    kind: str
    number: int
    seconds: float = 0.0
    size: int = 0
    right: int = 0
    printed: int = 0
    refused: bool = False
    fault: str | None = None
    told: str = ""


class Maker:
    """Makes the documents of one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._kept: dict[tuple[str, int], str | bytes] = {}

    def case(self, kind: str, number: int) -> Case | None:
        """The case of a document whose truth is known; None for the others."""
        chance = random.Random(f"{self.seed}/{kind}/{number}")  # noqa: S311  to be made anew from its seed
        if chance.random() < (0.5 if kind in {"text", "page", "grid"} else 0.2):
            return Case.drawn(chance.getrandbits(48), chance.choice(KINDS[kind]), damaged=chance.random() < 0.7)
        return None

    def noisy(self, kind: str, number: int) -> str | bytes:
        """A document that is damaged so that nobody knows what it prints."""
        chance = random.Random(f"{self.seed}/{kind}/{number}/noise")  # noqa: S311  the same
        which = (kind, chance.randrange(KEPT))
        if which not in self._kept:
            layout = KINDS[kind][which[1] % len(KINDS[kind])]
            self._kept[which] = Case.drawn(which[1], layout).content()
        kept = self._kept[which]
        if kind == "page" and isinstance(kept, bytes):
            return NOISE["pdf"](kept, chance)
        return NOISE[kind](kept, chance)


def lines_of(document: Document, chance: random.Random | None = None) -> Iterator[Line]:
    """A document as a reader gives it to the aligner; with *chance*, spans and cells that no document has."""
    tables = itertools.count(1)
    yield _paragraph(document.title)
    for section in document.sections:
        yield from map(_paragraph, [section.heading, *section.paragraphs])
        for rows in section.tables() if section.spots else []:
            if rows[0][0].kind == "page":
                yield _paragraph(rows[0][0].text)
            else:
                yield from _rows(rows, next(tables), chance)


def _paragraph(text: str) -> Line:
    return Line((Piece(text, Source(text, line=1)),))


def _rows(rows: list[list[Spot]], table: int, chance: random.Random | None) -> Iterator[Line]:
    for y, row in enumerate(rows, start=1):
        pieces = [
            Piece(spot.one_line, Source(spot.one_line, table=table, line=y, column=x), spot.width)
            for x, spot in enumerate(row, start=1)
        ]
        if chance is not None:
            odd = [
                attrs.evolve(p, span=chance.choice([1, 0, 10**6, -1])) if chance.random() < 0.05 else p for p in pieces
            ]
            pieces = chance.choices(odd, k=len(odd)) if chance.random() < 0.05 else odd
            pieces *= chance.choice([0, 2, 50]) if chance.random() < 0.05 else 1
        if pieces:
            yield Line(tuple(pieces))


def outcome(maker: Maker, kind: str, number: int) -> tuple[Outcome, str | bytes]:
    """Read one document."""
    case = maker.case(kind, number)
    content: str | bytes = ""
    truth: Mapping[Any, frozenset[int]] | None = None
    lines: list[Line] = []
    if kind == "grid":
        known = case is not None
        chance = random.Random(f"{maker.seed}/{kind}/{number}/noise")  # noqa: S311  the same
        case = case or Case.drawn(chance.getrandbits(48), "page", damaged=True)
        document = case.document()
        truth = document.truth() if known else None
        lines = list(lines_of(document, None if known else chance))
        content = "\n".join(" | ".join(piece.text for piece in line.pieces) for line in lines)
    elif case is not None:
        document = case.document()
        truth, content = document.truth(), case.content(document)
    else:
        content = maker.noisy(kind, number)
    memory, began = _peak(), time.process_time()
    verdict: Verdict = verdict_of(truth or {}, lambda: align(lines, "html")) if lines else judge(truth or {}, content)
    seconds, growth = time.process_time() - began, _peak() - memory
    fault = None
    size = len(content) if isinstance(content, bytes) else len(content.encode("utf-8", errors="replace"))
    if verdict.error:
        last = traceback.extract_tb(verdict.error.__traceback__)[-1]
        fault = f"{type(verdict.error).__name__} in {Path(last.filename).name}, {last.name}"
    elif truth is not None and verdict.wrong:
        silent = verdict.wrong[0].read is None
        fault = f"{'silent' if silent else 'wrong'}: {case.layout}, {case.damage or 'as it is'}" if case else "wrong"
    elif seconds > SECONDS * max(1.0, size / MEBIBYTE):
        fault = f"slow: {seconds:.0f} s"
    elif growth > GROWTH + TIMES * size:
        fault = f"memory: {growth // MEBIBYTE} MiB more"
    told = f"{case!r}\n{verdict}\n" if truth is not None else f"{verdict.error!r}\n"
    if verdict.error:
        told += "".join(traceback.format_exception(verdict.error))
    right, printed = (verdict.right, verdict.printed) if truth is not None else (0, 0)
    found = Outcome(kind, number, seconds, size, right, printed, verdict.refused is not None, fault, told)
    return found, content


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def work(seed: int, kind: str, numbers: range, pipe: Connection, at: Any) -> None:
    """What a process does: read one document after another, and say what came of each."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    maker = Maker(seed)
    for number in numbers:
        at.value = number
        found, content = outcome(maker, kind, number)
        pipe.send((found, content if found.fault else ""))
    pipe.send(None)


@attrs.define
class Run:
    """
    One run: what is asked, and what came of it.

    Attributes:
        seed: of all documents.
        folder: where documents are put that show a fault.
        done: outcomes counted, by kind.
        faults: how often each fault was seen, by kind and fault.
        slowest: by kind.
    """

    seed: int
    folder: Path
    done: dict[str, collections.Counter[str]] = attrs.field(
        factory=lambda: collections.defaultdict(collections.Counter)
    )
    faults: collections.Counter[tuple[str, str]] = attrs.field(factory=collections.Counter)
    slowest: dict[str, float] = attrs.field(factory=lambda: collections.defaultdict(float))

    def take(self, found: Outcome, content: str | bytes) -> None:
        """Count an outcome, and keep what shows a fault that was not seen before."""
        counts = self.done[found.kind]
        counts.update(documents=1, refused=int(found.refused), right=found.right, printed=found.printed)
        self.slowest[found.kind] = max(self.slowest[found.kind], found.seconds)
        if found.fault is None:
            return
        counts.update(faults=1)
        self.faults[found.kind, found.fault.split(" s")[0] if found.fault.startswith("slow") else found.fault] += 1
        if self.faults[found.kind, found.fault] > 1:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{found.kind}-{self.seed}-{found.number}"
        data = content.encode("utf-8", errors="surrogatepass") if isinstance(content, str) else content
        (self.folder / f"{name}.bin").write_bytes(data)
        again = f"python tools/fuzz.py --only {found.kind} --seed {self.seed} --from {found.number} --count 1"
        (self.folder / f"{name}.txt").write_text(f"{again}\n{found.fault}\n{found.told}\n", encoding="utf-8")
        print(f"{name}: {found.fault}", flush=True)

    def table(self) -> str:
        """What came of each kind of document."""
        heads = ("kind", "documents", "refused", "figures read", "slowest s", "faults")
        rows = [
            (
                kind,
                f"{counts['documents']:,}",
                f"{counts['refused']:,}",
                f"{counts['right'] / counts['printed']:.1%}" if counts["printed"] else "-",
                f"{self.slowest[kind]:.2f}",
                f"{counts['faults']:,}",
            )
            for kind, counts in self.done.items()
        ]
        lines = [f"{a:6}{b:>11}{c:>10}{d:>14}{e:>11}{f:>8}" for a, b, c, d, e, f in (heads, *rows)]
        lines += ["", *(f"{count:7,}  {kind}: {fault}" for (kind, fault), count in self.faults.most_common())]
        return "\n".join(lines)


@attrs.define
class Worker:
    """A process at work: which documents it reads, which one since when, and how to hear of it."""

    kind: str
    numbers: range
    process: Any
    pipe: Connection
    at: Any
    heard: float = attrs.field(factory=time.monotonic)

    @classmethod
    def start(cls, seed: int, kind: str, numbers: range) -> "Worker":
        """Start a process."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        at = context.Value("q", numbers.start, lock=False)
        process = context.Process(target=work, args=(seed, kind, numbers, theirs, at), daemon=True)
        process.start()
        theirs.close()
        return cls(kind, numbers, process, ours, at)

    def hear(self, run: Run) -> bool:
        """Take what it has to say; whether it goes on."""
        try:
            while self.pipe.poll(0.02):
                said = self.pipe.recv()
                if said is None:
                    self.process.join()
                    return False
                self.heard = time.monotonic()
                run.take(*said)
        except EOFError:
            return self._ended(run, f"the process ended with {self._code()}")
        if time.monotonic() - self.heard > HANGS + 5 * (self.at.value == self.numbers.start):
            self.process.kill()
            return self._ended(run, "hangs")
        return True

    def _code(self) -> Any:
        self.process.join()
        return self.process.exitcode

    def _ended(self, run: Run, fault: str) -> bool:
        """The process is gone; the document that it read is a fault, and the rest is for another process."""
        self.process.join()
        number = self.at.value
        maker = Maker(run.seed)
        case = maker.case(self.kind, number)
        content = case.content() if case else "" if self.kind == "grid" else maker.noisy(self.kind, number)
        run.take(Outcome(self.kind, number, HANGS, fault=fault, told=repr(case)), content)
        if number + 1 < self.numbers.stop:
            other = Worker.start(run.seed, self.kind, range(number + 1, self.numbers.stop))
            self.numbers, self.process, self.pipe, self.at = other.numbers, other.process, other.pipe, other.at
            self.heard = time.monotonic()
            return True
        return False


def parts(asked: Mapping[str, int], first: int, size: int = 500) -> Iterator[tuple[str, range]]:
    """The documents in parts, of all kinds in turn, so that a run that is ended early has seen all of them."""
    starts = dict.fromkeys(asked, first)
    while any(starts[kind] < first + count for kind, count in asked.items()):
        for kind, count in asked.items():
            if (start := starts[kind]) < first + count:
                starts[kind] = min(start + size, first + count)
                yield kind, range(start, starts[kind])


def main() -> int:
    """Read what is asked for; 1 if something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=60_000)
    parser.add_argument("--grids", type=int, default=40_000)
    parser.add_argument("--containers", type=int, default=5_000, help="of each format")
    parser.add_argument("--only", choices=tuple(KINDS), help="one kind of document")
    parser.add_argument("--count", type=int, help="how many of that kind")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end after so many seconds")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="for documents that show a fault")
    given = parser.parse_args()
    asked = {"text": given.texts, "page": given.pages, "grid": given.grids} | dict.fromkeys(
        CONTAINERS, given.containers
    )
    if given.only:
        asked = {given.only: asked[given.only] if given.count is None else given.count}
    run = Run(given.seed, given.folder)
    waiting = parts(asked, given.first)
    workers: list[Worker] = []
    began = time.monotonic()
    while True:
        while len(workers) < given.jobs and time.monotonic() - began < given.seconds:
            if (part := next(waiting, None)) is None:
                break
            workers.append(Worker.start(given.seed, *part))
        if not workers:
            break
        workers = [worker for worker in workers if worker.hear(run)]
        if time.monotonic() - began > given.seconds + HANGS:
            for worker in workers:
                worker.process.kill()
            break
    print(run.table())
    return int(bool(run.faults))


if __name__ == "__main__":
    sys.exit(main())
