"""
A case: figures, and all that is done to them until they are a document; and what is wrong with what is read of it.
"""

import random

from collections.abc import Callable, Mapping

import attrs

from govinfo import Report, UnreadableReport, reads
from govinfo._tree import values
from govinfo.cells import CELLS, Cell

from .containers import CONTAINERS
from .faults import CLERKS, DAMAGES, can_be, page_break
from .layouts import TEXTS, Layout
from .pages import PAGES
from .sheets import Document, document, reconciling
from .spellings import SPELLINGS, STYLES


LAYOUTS: Mapping[str, Layout] = {**TEXTS, **PAGES, **CONTAINERS}
_CELLS = list(values(CELLS))


@attrs.frozen
class Case:
    """
    A document, by how it comes about.

    Attributes:
        seed: of all that is left to chance.
        layout: name of the layout.
        edition: of the form.
        figures: what the clerk filled in.
        spelling: name of the spelling of labels.
        style: name of the style of figures.
        paged: whether a page ends in the middle of table three.
        damage: name of what is done to the document, or None.
    """

    seed: int
    layout: str
    edition: int
    figures: dict[Cell, int | None] = attrs.field(repr=False)
    spelling: str = "official"
    style: str = "plain"
    paged: bool = False
    damage: str | None = None

    @classmethod
    def clean(cls, seed: int, layout: str, spelling: str = "official") -> "Case":
        """A report that reconciles, as it is."""
        chance = random.Random(f"{seed}/figures")
        edition = chance.choice([2019, 2021])
        return cls(seed, layout, edition, reconciling(edition, chance), spelling)

    @classmethod
    def drawn(cls, seed: int, layout: str, *, damaged: bool = False) -> "Case":
        """A report that may have clerk's errors, blanks, and labels and figures written in any way, or a damage too."""
        case = cls.clean(seed, layout)
        chance = random.Random(f"{seed}/case")
        figures = dict(case.figures)
        for _ in range(chance.choice([0, 1, 1, 1, 2, 2])):
            CLERKS[chance.choice(list(CLERKS))](figures, chance)
        written = LAYOUTS[layout]
        known = {name: getattr(written, name) for name in ("grid", "filled", "lossless", "collapsed")}
        possible = [name for name in DAMAGES if can_be(name, **known)]
        damage = chance.choice(possible) if damaged else None
        spelling = chance.choice(["official", chance.choice(list(SPELLINGS))])
        return attrs.evolve(
            case,
            figures=figures,
            # Without headings a label of the other edition is all that says what the figures are.
            spelling="official" if (spelling, damage) == ("local", "headings_gone") else spelling,
            style="plain" if written.collapsed else chance.choice(["plain", *STYLES]),
            paged=chance.random() < 0.2,
            damage=damage,
        )

    def document(self) -> Document:
        """What the document prints."""
        made = document(
            self.figures,
            self.edition,
            SPELLINGS[self.spelling],
            STYLES[self.style],
            random.Random(f"{self.seed}/words"),
        )
        if self.paged:
            page_break(made, random.Random(f"{self.seed}/page"), dashed=self.style != "marked")
        if self.damage:
            DAMAGES[self.damage](made, random.Random(f"{self.seed}/damage"))
        return made

    def content(self, printed: Document | None = None) -> str | bytes:
        """The document in its layout."""
        chance = random.Random(f"{self.seed}/layout")
        return LAYOUTS[self.layout].write(printed or self.document(), chance)


@attrs.frozen
class Wrong:
    """A figure that is read and is not printed, or a figure that is not read without a word."""

    cell: Cell
    read: int | None
    allowed: tuple[int, ...]

    def __str__(self) -> str:
        what = "read without a word as blank" if self.read is None else f"read as {self.read}"
        return f"{self.cell.path}: printed {' or '.join(map(str, self.allowed)) or 'nothing'}, {what}"


@attrs.frozen
class Verdict:
    """
    What is said of a reading.

    Attributes:
        wrong: what is wrong with it.
        right: how many figures are read as they are printed.
        printed: how many are printed.
        refused: why the document was not read, or None.
        error: an exception that no reader may raise, or None.
    """

    wrong: tuple[Wrong, ...]
    right: int
    printed: int
    refused: str | None = None
    error: Exception | None = None

    @property
    def is_bad(self) -> bool:
        """Whether the reader is at fault."""
        return bool(self.wrong or self.error)

    def __str__(self) -> str:
        return "; ".join([*([repr(self.error)] if self.error else []), *map(str, self.wrong[:8])])


def judge(truth: Mapping[Cell, frozenset[int]], content: str | bytes) -> Verdict:
    """What is wrong with what is read of a document."""
    return verdict_of(truth, lambda: reads(content))


def verdict_of(truth: Mapping[Cell, frozenset[int]], read_it: Callable[[], Report]) -> Verdict:
    """
    What is wrong with what is read.

    Each cell is the figure that is printed for it, or blank; and where a figure is printed and not read, a reading rule
    says so.
    """
    printed = sum(map(bool, truth.values()))
    try:
        report = read_it()
    except UnreadableReport as error:
        return Verdict((), 0, printed, refused=str(error))
    except Exception as error:  # noqa: BLE001  that there is one is the finding
        return Verdict((), 0, printed, error=error)
    read = dict(zip(_CELLS, values(report), strict=True))
    nothing: frozenset[int] = frozenset()
    wrong = [
        Wrong(cell, figure, tuple(truth.get(cell, nothing)))
        for cell, figure in read.items()
        if figure is not None and figure not in truth.get(cell, nothing)
    ]
    unread = [cell for cell, allowed in truth.items() if allowed and read[cell] is None]
    findings = report.reading.findings if report.reading else ()
    if unread and not any(finding.rule.startswith("R-") for finding in findings):
        wrong += [Wrong(cell, None, tuple(truth[cell])) for cell in unread[:1]]
    # Where two figures are printed for a cell, one of them is not read without a word either.
    wrong += [
        Wrong(cell, read[cell], tuple(allowed))
        for cell, allowed in truth.items()
        if len(allowed) > 1 and read[cell] is not None and not findings
    ]
    right = sum(read[cell] in allowed for cell, allowed in truth.items() if read[cell] is not None)
    return Verdict(tuple(wrong), right, printed)


def judged(case: Case) -> Verdict:
    """What is wrong with what is read of a case."""
    printed = case.document()
    return judge(printed.truth(), case.content(printed))


def smaller(case: Case) -> Case:
    """A case with which still something is wrong, with as few figures and oddities as can be found step by step."""
    for change in ({"spelling": "official"}, {"style": "plain"}, {"paged": False}, {"damage": None}):
        if judged(other := attrs.evolve(case, **change)).is_bad:
            case = other
    cells = [cell for cell, figure in case.figures.items() if figure != 0]
    size = len(cells)
    while size:
        for start in range(0, len(cells), size):
            fewer = case.figures | dict.fromkeys(cells[start : start + size], 0)
            if fewer != case.figures and judged(other := attrs.evolve(case, figures=fewer)).is_bad:
                case = other
        size //= 2
    return case


def told(case: Case, verdict: Verdict) -> str:
    """What is wrong, with the layout, the cells and the document."""
    small = smaller(case)
    content = small.content()
    figures = {cell.path: figure for cell, figure in small.figures.items() if figure != 0}
    lines = [
        f"{case!r}",
        str(verdict),
        "",
        "made smaller:",
        f"{small!r}",
        f"figures: {figures}",
        str(judged(small)),
        "",
    ]
    return "\n".join([*lines, content if isinstance(content, str) else repr(content[:2000])])
