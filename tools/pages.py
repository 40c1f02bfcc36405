"""
What the documentation shows of the code: each function makes one part of a page, and cog puts it there.

``cog -r docs/*.md docs/*/*.md docs/*/*/*.md README.md README.zh.md`` writes all of them anew. Nothing in them depends
on when or where this runs; commands are run in a temporary folder that holds nothing but a copy of ``examples/``.
"""

import inspect
import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import govinfo

from govinfo._tree import corner, heading, places
from govinfo.cells import BLOCKS, SECTIONS, Cell, cells_of, official
from govinfo.codec import to_dict
from govinfo.editions import Edition
from govinfo.form import Form
from govinfo.identities import Identity, identities
from govinfo.language import CHINESE, ENGLISH, label, sentence
from govinfo.layout import rows_of
from govinfo.rule import CellRule, DocumentRule, ReadingRule, Relation, Rule
from govinfo.schema import schema


ROOT: Final = Path(__file__).parents[1]

#: The languages in which commands are run: that of most pages, and that of pages in Chinese.
LANGUAGES: Final = {ENGLISH: "en_US.UTF-8", CHINESE: "zh_CN.UTF-8"}

#: Stands for lines of output that a page leaves out.
LEFT_OUT: Final = "..."

#: Up to how many terms of a sum are written out.
TERMS: Final = 3


# Commands and what they print.


def run(commands: Sequence[str], locale: str = ENGLISH) -> Iterator[str]:
    """
    What each of these commands prints, run one after another in one folder.

    Args:
        commands: of ``govinfo`` or ``python``, or ``echo $?``; names and values before them are set as a shell does.
        locale: the language of whoever runs them.
    """
    known = {name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "LC_ALL", "LC_MESSAGES"}}
    known |= {"LANG": LANGUAGES[locale], "COLUMNS": "80", "PYTHONUTF8": "1"}
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        for command in commands:
            if command == "echo $?":
                yield f"{status}\n"
                continue
            words = shlex.split(command)
            given = dict(word.split("=", 1) for word in words if re.match(r"[A-Z]+=", word))
            name, *arguments = words[len(given) :]
            program = {"govinfo": [sys.executable, "-m", "govinfo"], "python": [sys.executable]}[name]
            done = subprocess.run(
                [*program, *arguments],
                cwd=folder,
                env=known | given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            status = done.returncode
            yield done.stdout


def console(*commands: str, locale: str = ENGLISH, begin: str = "", lines: int | None = None) -> str:
    """
    Commands and what they print, as a block of a page.

    Args:
        commands: as `run` takes them.
        locale: the language of whoever runs them.
        begin: lines are left out before the first one that begins with this text.
        lines: how many are shown, if not all of them.
    """
    block = ["```console"]
    for command, output in zip(commands, run(commands, locale), strict=True):
        printed = [line.rstrip() for line in output.splitlines()]
        start = next((i for i, line in enumerate(printed) if line.lstrip().startswith(begin)), 0)
        stop = len(printed) if lines is None else min(start + lines, len(printed))
        block += [f"$ {command}", *[LEFT_OUT] * (start > 0), *printed[start:stop], *[LEFT_OUT] * (stop < len(printed))]
    return "\n".join([*block, "```", ""])


def helps(locale: str) -> str:
    """The help of the command line and of each command."""
    who = "" if locale == ENGLISH else f"LANG={LANGUAGES[locale]} "
    commands = ["--help", *(f"{name} --help" for name in ("check", "render", "blank", "rules"))]
    return "\n".join(console(f"{who}govinfo {command}") for command in commands)


# Tables.


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of a page."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(text).replace("|", "\\|") for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def names() -> str:
    """The names at the top level, and the first sentence that each says of itself."""
    return table(["name", ""], ((f"`{name}`", _summary(name)) for name in govinfo.__all__))


def _summary(name: str) -> str:
    if name == "CELLS":
        return "Every cell of every edition, by name."
    if name == "RULES":
        return "All rules of this library, in the order in which their findings come."
    said = inspect.getdoc(getattr(govinfo, name)) or ""
    return " ".join(said.split("\n\n")[0].split()).split(": ")[0].rstrip(".") + "."


# Rules.


def rule_list() -> str:
    """All rules, a line each."""
    rows = ((f"[{r.id}](#{r.id.lower()})", r.sentence, r.english, r.severity, r.authority) for r in govinfo.RULES)
    return table(["id", "规则", "rule", "severity", "authority"], rows)


def rules() -> str:
    """The reference of the rules."""
    return "\n".join(_rule(rule) for rule in govinfo.RULES)


def test_of(rule: Rule) -> str:
    """The path of the tests of a rule; what readers find is tested with the readers."""
    if isinstance(rule, ReadingRule):
        return "tests/test_readers.py"
    return f"tests/rules/test_{rule.id.lower().replace('-', '_')}.py"


def _rule(rule: Rule) -> str:
    rows: list[tuple[str, str]] = [("Where 适用范围", _where(rule))]
    rows.append(("Editions 格式版本", ", ".join(str(int(edition)) for edition in rule.editions)))
    if isinstance(rule, (Relation, CellRule)):
        rows.append(("Places 处数", "; ".join(f"{int(e)}: {_count(rule, e)}" for e in rule.editions)))
    if isinstance(rule, Relation):
        rows.append(("The first of them 首处", _first(rule)))
    rows.append(("Severity 严重程度", _both(rule.severity)))
    rows.append(("Authority 依据", _both(rule.authority)))
    if rule.cites:
        rows.append(("Source 出处", _lines(rule.cites, label(rule.cites, ENGLISH))))
    if rule.caution:
        rows.append(("Caution 注意", _lines(sentence(rule.caution, CHINESE), rule.caution)))
    rows.append(("Tests 测试", f"`{test_of(rule)}`"))
    return f"## {rule.id}\n\n{rule.sentence}\n\n{rule.english}\n\n" + table(["", ""], rows)


def _both(word: str) -> str:
    return f"{word} {sentence(word, CHINESE)}" if sentence(word, CHINESE) != word else word


def _lines(*texts: str) -> str:
    return "<br>".join(dict.fromkeys(texts))


def _where(rule: Rule) -> str:
    if isinstance(rule, CellRule):
        return "every cell 每个单元格"
    if isinstance(rule, DocumentRule):
        return "the report as a whole 整份报告"
    if isinstance(rule, ReadingRule):
        return "the document, while it is read 读取文件时"
    return _lines(
        *(
            _place(identity.cells[0], edition)
            for edition in reversed(rule.editions)
            for identity in identities(official(edition), [rule])
        )
    )


def _place(cell: Cell, edition: Edition) -> str:
    """The section and block of a cell, in both languages."""
    both = (cell.labels(edition, locale) for locale in (CHINESE, ENGLISH))
    return " / ".join(", ".join(filter(None, (labels.section, labels.block))) for labels in both)


def _count(rule: Rule, edition: Edition) -> int:
    if isinstance(rule, CellRule):
        return sum(rule.function(cell) is not None for cell in cells_of(official(edition)))
    return len(identities(official(edition), [rule]))


def _first(rule: Relation) -> str:
    edition = max(rule.editions)
    identity = identities(official(edition), [rule])[0]
    return f"`{_side(identity, identity.left)} {identity.sense} {_side(identity, identity.right)}`"


def _side(identity: Identity, side: Any) -> str:
    if isinstance(side, int):
        return str(side)
    steps = zip(*(cell.path.split(".") for cell in identity.cells), strict=False)
    common = sum(1 for _ in itertools.takewhile(lambda names: len(set(names)) == 1, steps))
    terms = [("− " if k < 0 else "+ ") + ".".join(cell.path.split(".")[common:]) for cell, k in side.terms]
    if len(terms) > 2 * TERMS:
        terms = [*terms[:TERMS], "+ …", terms[-1]]
    return " ".join(terms).removeprefix("+ ")


# Editions.


def form(edition: int) -> str:
    """The blank form of an edition, drawn as text."""
    blank = govinfo.Report.blank(edition).replace(overview=(), problems=(), other_matters=())
    drawn = str(govinfo.render(blank, "text", locale=CHINESE)).splitlines()
    return "\n".join(["```text", *(line.rstrip() for line in drawn[drawn.index(_first_section(edition)) :]), "```", ""])


def _first_section(edition: int) -> str:
    return next(slot.label(edition) or "" for slot in SECTIONS.values())


def numbers(edition: int) -> str:
    """How large the form of an edition is."""
    there = cells_of(official(edition))
    found = identities(official(edition))
    rows = [
        ("Prescribed by 依据文件", Edition(edition).document),
        ("Reports on 适用年度", _years(Edition(edition))),
        ("Blocks 分表", sum(e is not None for e in official(edition))),
        ("Cells 单元格", len(there)),
        ("Equations 等式关系", sum(i.sense == "=" for i in found)),
        ("Inequalities 不等式关系", sum(i.sense != "=" for i in found)),
    ]
    return table(["", ""], rows)


def _years(edition: Edition) -> str:
    later = [other.first_year for other in Edition if other.first_year > edition.first_year]
    return f"{edition.first_year}–{min(later) - 1}" if later else f"{edition.first_year} onwards 起"


def differences(edition: int) -> str:
    """What is new, gone or called otherwise than in the edition before."""
    before = max(e for e in Edition if e < edition)
    head = ["where 位置", "name", f"{int(before)}", f"{edition}"]
    rows = dict.fromkeys(_changes(Form, "", before, Edition(edition), ""))
    return table(head, rows)


def _changes(cls: Any, at: str, before: Edition, after: Edition, title: str) -> Iterator[tuple[str, str, str, str]]:
    for kind, over in (("corner", corner), ("heading", heading)):
        if over(cls, before) != over(cls, after):
            yield title, kind, over(cls, before) or "—", over(cls, after) or "—"
    for place in places(cls):
        old, new = place.slot.label(before), place.slot.label(after)
        inside = old if place.slot.axis in {"section", "block"} else title
        where = title or inside or new or ""
        if old != new:
            yield where, f"`{place.name}`", old or "—", new or "—"
        if place.node and old and new:
            yield from _changes(place.node, f"{at}{place.name}.", before, after, inside or title)


# Words.


def glossary() -> str:
    """All labels of the form in Chinese and in English, and what they are called in the code."""
    parts = []
    for name, slot in SECTIONS.items():
        parts.append(f"## {_history(slot)}\n\n{_english(slot)}: `{name}`\n")
        for path, chain in BLOCKS.items():
            if chain[0].name != name:
                continue
            own = chain[-1].slot
            if own.axis == "block":
                parts.append(f"### {_history(own)}\n\n{_english(own)}: `{path}`\n")
            if rows := list(_slots(chain[-1].node, "row", "")):
                parts.append(table(["row 行", "English", "name"], rows))
            # The rows of a block have the same columns; a block without rows is itself one.
            of = rows_of(chain[-1].node, max(Edition), path)[0][0] if rows else chain[-1].node
            parts.append(table(["column 列", "English", "name"], _slots(of, "column", "")))
    return "\n".join(parts)


def _slots(cls: Any, axis: str, at: str) -> Iterator[tuple[str, str, str]]:
    for place in places(cls):
        if place.slot.axis == axis:
            yield _history(place.slot), _english(place.slot), f"`{at}{place.name}`"
            if place.node:
                yield from _slots(place.node, axis, f"{at}{place.name}.")


def _history(slot: Any) -> str:
    """The labels of a slot; where they changed, each with the years of the editions that print it."""
    labels: dict[str, list[int]] = {}
    for edition in Edition:
        if text := slot.label(edition):
            labels.setdefault(text, []).append(int(edition))
    if list(labels.values()) == [[int(edition) for edition in Edition]]:
        return next(iter(labels))
    return "<br>".join(f"{text} ({', '.join(map(str, years))})" for text, years in labels.items())


def _english(slot: Any) -> str:
    texts = dict.fromkeys(label(text, ENGLISH) for edition in Edition if (text := slot.label(edition)))
    return "<br>".join(texts)


# JSON.


def json_part(*keys: str) -> str:
    """A part of the report of ``examples/`` as JSON."""
    value: Any = to_dict(govinfo.read(ROOT / "examples" / "jinhai-2020.txt"))
    for key in keys:
        value = value[key]
    return f"```json\n{json.dumps(value, ensure_ascii=False, indent=2)}\n```\n"


def json_keys() -> tuple[str, ...]:
    """The keys of a document, in the order of the schema."""
    return tuple(schema()["properties"])


def cell_kinds() -> str:
    """What cells hold: how many of each kind there are in an edition, and one of them."""
    rows = []
    for kind in ("count", "change", "amount"):
        found = {int(e): [c for c in cells_of(official(e)) if c.holds == kind] for e in Edition}
        example: Cell = next(cells[0] for cells in reversed(found.values()) if cells)
        rows.append((f"`{kind}`", *(len(cells) for cells in found.values()), f"`{example}`"))
    return table(["holds", *(str(int(e)) for e in Edition), "such as"], rows)
