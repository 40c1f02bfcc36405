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
import tomllib

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

import govinfo

from govinfo import spellings
from govinfo._tree import corner, heading, places, values
from govinfo.cells import BLOCKS, CELLS, SECTIONS, Cell, cells_of, official
from govinfo.cli import command_line
from govinfo.codec import to_dict
from govinfo.editions import Edition
from govinfo.figures import print_figure, read_figure
from govinfo.files import SUFFIXES
from govinfo.finding import Severity, Status
from govinfo.form import Form
from govinfo.identities import identities
from govinfo.language import CHINESE, ENGLISH, label, sentence
from govinfo.layout import rows_of
from govinfo.limits import Limits
from govinfo.profile import SHIPPED, Profile
from govinfo.reading import READING_RULES
from govinfo.rule import CellRule, Relation, Rule
from govinfo.rules import BONDS
from govinfo.schema import schema
from govinfo.witness import witness


ROOT: Final = Path(__file__).parents[1]

#: The languages in which commands are run: that of most pages, and that of pages in Chinese.
LANGUAGES: Final = {ENGLISH: "en_US.UTF-8", CHINESE: "zh_CN.UTF-8"}

#: How a finding is waived, and what stands in the file then.
WAIVING: Final = (
    (
        "govinfo waive examples/jinhai-2020.txt -o waivers.toml "
        "--rule S-MIXTURE --reason 按模板填报 --author 王某 --expires 2099-12-31"
    ),
    """python -c "print(open('waivers.toml', encoding='utf-8').read(), end='')\"""",
    "govinfo check --baseline waivers.toml examples/jinhai-2020.txt",
)

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
        if "Traceback (most recent call last)" in output or "please report it" in output or "请向开发者反馈" in output:
            message = f"{command} has failed:\n{output}"
            raise RuntimeError(message)
        start = next((i for i, line in enumerate(printed) if line.lstrip().startswith(begin)), 0)
        stop = len(printed) if lines is None else min(start + lines, len(printed))
        block += [f"$ {command}", *[LEFT_OUT] * (start > 0), *printed[start:stop], *[LEFT_OUT] * (stop < len(printed))]
    return "\n".join([*block, "```", ""])


def jsonl_lines(command: str) -> str:
    """A command that prints a line of JSON for each file, and the beginnings of these lines."""
    objects = [json.loads(line) for line in next(run([command])).splitlines()]
    rows = [(f"`{o['file']}`", o["organ"], o["year"], f"`{o['format']}`", o["ok"], len(o["findings"])) for o in objects]
    return table(["`file`", "`organ`", "`year`", "`format`", "`ok`", "`findings`, how many"], rows)


#: All commands, in the order in which `govinfo --help` lists them.
_COMMANDS: Final = tuple(sorted(command_line(ENGLISH).commands))


def helps(locale: str) -> str:
    """The help of the command line and of each command."""
    who = "" if locale == ENGLISH else f"LANG={LANGUAGES[locale]} "
    commands = ["--help", *(f"{name} --help" for name in _COMMANDS)]
    return "\n".join(console(f"{who}govinfo {command}") for command in commands)


def profiles() -> str:
    """The profiles that come with the library."""
    rows = []
    for name in SHIPPED:
        profile = Profile.load(name)
        changed = [f"{o.rule}: {o.before} → {o.to_dict()['to']}" for o in profile.overrides((*govinfo.RULES, *BONDS))]
        blocks = f"{profile.fail_on} or worse" if profile.fail_on is not Severity.ERROR else "errors"
        blocks += "; what is undetermined" if profile.undetermined_blocks else ""
        rows.append((f"`{name}`", profile.describe(ENGLISH), blocks, "; ".join(changed)))
    return table(["profile", "for whom", "what blocks", "what it changes"], rows)


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


# Rules; their pages are made by `rule_pages.py`.


def witnesses() -> str:
    """For each rule about figures the smallest report that breaks it, and what else it breaks."""
    shown = [rule for rule in govinfo.RULES if isinstance(rule, Relation | CellRule)]
    return table(("rule", "edition", "the only figures that are not zero", "breaks too"), map(_witness, shown))


def _witness(rule: Rule) -> tuple[object, ...]:
    edition, found = max(rule.editions), witness(rule)
    if found is None:
        return f"`{rule.id}`", int(edition), "", ""
    figures = [f"`{cell.path}`: {figure}" for cell, figure in found.failing.figures() if figure]
    return f"`{rule.id}`", int(edition), "<br>".join(figures), ", ".join(found.with_) or "nothing"


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


# Reading.

#: What a limit is about, in Chinese; in English the class says it.
_LIMITS: Final = {
    "size": "文件的字节数，或者文本的字符数",
    "unpacked": "DOCX、XLSX、OFD 等压缩文件解开后各部分的总字节数",
    "parts": "压缩文件内的文件个数",
    "pages": "PDF、OFD 的页数",
    "lines": "文本行、表格行、段落的总数",
    "cells": "一行内的单元格数",
    "depth": "元素嵌套的层数",
    "seconds": "用其他程序转换或读取该文件的秒数",
}


def limits(locale: str) -> str:
    """The limits of a document: name, default, and what is counted."""
    said = dict(re.findall(r"^ {4}(\w+): (.+)$", inspect.getdoc(Limits) or "", re.MULTILINE))
    about = _LIMITS if locale == CHINESE else said
    head = ["名称", "默认值", "含义"] if locale == CHINESE else ["name", "default", "what is counted"]
    fields = attrs.fields(Limits)
    return table(head, ((f"`{field.name}`", f"{field.default:,}", about[field.name]) for field in fields))


def reading_rules(locale: str, folder: str) -> str:
    """The reading rules, each with its place in the reference."""
    head = ["编号", "要求", "级别"] if locale == CHINESE else ["id", "what is expected", "severity"]
    return table(
        head,
        (
            (
                f"[{rule.id}]({folder}/{rule.id}.md)",
                rule.sentence if locale == CHINESE else rule.english,
                sentence(rule.severity, locale),
            )
            for rule in READING_RULES
        ),
    )


def extras(locale: str) -> str:
    """The extras of this library that read formats, and the packages that each installs."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    head = ["附加项", "安装命令", "装入的包"] if locale == CHINESE else ["extra", "command", "packages"]
    rows = []
    for name in ("html", "docx", "xlsx", "pdf", "all"):
        command = f'`python -m pip install "govinfo-cn[{name}]"`'
        everything = "以上各项" if locale == CHINESE else "those above"
        packages = [f"`{re.split('[<>=]', package)[0]}`" for package in known[name]]
        rows.append((f"`{name}`", command, everything if name == "all" else ", ".join(packages)))
    return table(head, rows)


_COUNT: Final = CELLS.applications.received.total

#: Printed texts, and the cell in which they stand.
_PRINTED: Final = (
    *(
        (text, CELLS.applications.received.total)
        for text in ("3119", "3,119", "3，119", "３１１９", "3119件", "0", "-8")
    ),
    *((text, CELLS.disclosure.services.licences.change) for text in ("+1036", "-8", "减4", "增8")),
    *(
        (text, CELLS.disclosure.procurement.purchases.amount)
        for text in ("251000元", "128.6441万元", "2500 万", "1.2亿元", "2笔 984361元", "0", "8040", "0.001元")
    ),
    ("380", CELLS.disclosure.charges.fees.amount),
    *((text, _COUNT) for text in ("", "/", "-", "——", "无", "不适用")),
    *((text, _COUNT) for text in ("3.5", "约30", "007", "12 3", "见附件")),
)


def figures(locale: str) -> str:
    """What printed texts are read as."""
    is_chinese = locale == CHINESE
    head = ["栏目", "印作", "读作", "说明"] if is_chinese else ["cell", "printed", "read as", ""]
    rows = []
    for text, cell in _PRINTED:
        found = read_figure(text, cell.slot)
        edition = next(e for e in reversed(Edition) if cell in cells_of(official(e)))
        said = sentence(found.status, locale) if found.figure is None else ""
        value = print_figure(found.figure, cell.slot, locale) or ("空白" if is_chinese else "blank")
        fault = f"[{found.fault}](rules/{found.fault}.md)" if found.fault else ""
        name = cell.labels(edition, locale).columns[-1]
        rows.append((name, f"`{text}`" if text else "", value, " ".join(filter(None, (said, fault)))))
    return table(head, rows)


#: Rows of table three whose figures are run together, by the label in ``examples/``.
_RECEIVED: Final = "一、本年新收政府信息公开申请数量"
_GRANTED: Final = "(一) 予以公开"
_NOT_HELD: Final = "1. 本机关不掌握相关政府信息"
_TOTAL: Final = "(七) 总计"
_RUNS: Final = (
    {
        _RECEIVED: (217, 1, 0, 0, 0, 0, 218),
        _GRANTED: (200, 1, 0, 0, 0, 0, 201),
        _NOT_HELD: (17, 0, 0, 0, 0, 0, 17),
        _TOTAL: (217, 1, 0, 0, 0, 0, 218),
    },
    {_RECEIVED: (12, 1, 1, 0, 0, 0, 14), _GRANTED: (12, 1, 1, 0, 0, 0, 14), _TOTAL: (12, 1, 1, 0, 0, 0, 14)},
    {_RECEIVED: (217, 1, 0, 0, 0, 0, 219), _GRANTED: (217, 1, 0, 0, 0, 0, 218), _TOTAL: (217, 1, 0, 0, 0, 0, 218)},
)
_FIRST_ROWS: Final = {_RECEIVED: CELLS.applications.received, _GRANTED: CELLS.applications.outcome.granted}


def collapsed(printed: dict[str, tuple[int, ...]]) -> str:
    """The text of ``examples/`` with these figures in rows of table three, and nothing between the cells of a row."""
    text = (ROOT / "examples" / "jinhai-2020.txt").read_text("utf-8")
    before, rows, after = re.split(r"(?m)^(?=三、收到|四、政府)", text)
    lines = []
    for line in rows.splitlines():
        cells = list(filter(None, line.split("\t")))
        labels = [cell for cell in cells if not cell.isdigit()]
        row = [cell for cell in cells if cell.isdigit()][:7]
        lines.append("".join([*labels, *map(str, printed.get(labels[-1] if labels else "", row))]) if row else line)
    return "\n".join([before.rstrip("\n"), *lines, after])


def run_together(case: int, locale: str) -> str:
    """What is read of rows whose figures are run together, and what is said of the first of them."""
    is_chinese = locale == CHINESE
    printed = _RUNS[case]
    report = govinfo.reads(collapsed(printed), document="report.txt")
    head = ["印作", "读作", "状态"] if is_chinese else ["printed", "read as", "status"]
    rows = []
    for row, cells in _FIRST_ROWS.items():
        figures = [report[cell] for cell in values(cells)]
        source = report.source(next(iter(values(cells))))
        shown = " ".join("" if figure is None else str(figure) for figure in figures).strip()
        status = sentence(source.status if source else Status.BLANK, locale)
        rows.append((f"{row}{''.join(map(str, printed[row]))}", shown or ("空白" if is_chinese else "blank"), status))
    said = [
        finding for finding in govinfo.check(report) if set(finding.cells) & set(values(CELLS.applications.received))
    ]
    lines = [f"> **{finding.rule}** {finding.message(locale)}\n" for finding in said]
    return "\n".join([table(head, rows), *lines])


def same_label(locale: str) -> str:
    """Other spellings of labels, which are the same labels."""
    pairs = (
        (
            "(二) 部分公开(区分处理的, 只计这一情形, 不计其他情形)",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        ),
        ("1、属于国家秘密", "1.属于国家秘密"),
        ("①属于国家秘密", "1.属于国家秘密"),
        ("属于国家秘密", "1.属于国家秘密"),
        ("規範性檔案", "规范性文件"),
        ("數(shù)量", "数量"),
        ("⾏政许可", "行政许可"),
        ("规　章", "规章"),
    )
    for written, official_one in pairs:
        if spellings.bare(written) != spellings.bare(official_one):
            message = f"{written} is not {official_one}"
            raise ValueError(message)
    head = ["印作", "格式中的栏目"] if locale == CHINESE else ["printed", "label of the form"]
    return table(head, pairs)


def other_wordings(locale: str) -> str:
    """Labels in other words, as published reports have them, by the label of the form."""
    head = (
        ["格式中的栏目", "也认得的写法"]
        if locale == CHINESE
        else ["label of the form", "other wordings that are known"]
    )
    rows: dict[str, tuple[str, ...]] = {}
    for name, texts in spellings.SECTIONS.items():
        rows[SECTIONS[name].label(max(Edition)) or ""] = texts
    for path, texts in spellings.COLUMNS.items():
        block = next(name for name in BLOCKS if path.startswith(f"{name}."))
        column = path.removeprefix(f"{block}.")
        for edition in Edition:
            cells = [cell for cell in cells_of(official(edition)) if cell.path.startswith(f"{block}.")]
            cell = next((cell for cell in cells if cell.path.endswith(f".{column}")), None)
            if cell:
                label_ = cell.labels(edition).columns[-1]
                rows[label_] = tuple(dict.fromkeys((*rows.get(label_, ()), *texts)))
    for path, texts in spellings.ROWS.items():
        cell = next(cell for cell in cells_of(official(max(Edition))) if cell.path.startswith(f"{path}."))
        rows[cell.labels(max(Edition)).rows[-1]] = texts
    return table(head, ((name, "；".join(texts)) for name, texts in rows.items()))


def _compound(stream: str) -> bytes:
    """The beginning of a compound file (OLE 2) that has a stream of this name."""
    entry = (stream.encode("utf-16-le") + b"\0\0").ljust(128, b"\0")
    return bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0") + entry


def _scan() -> bytes:
    """A PDF of one page that holds a picture and nothing else."""
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        "<</Length 28>>stream\nq 500 0 0 700 9 9 cm /I Do Q\nendstream",
        f"{image}stream\n0\nendstream",
    )
    parts = ["%PDF-1.4\n", *(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))]
    places_of = list(itertools.accumulate(map(len, parts)))
    places_in_words = "".join(f"{place:010} 00000 n \n" for place in places_of[:-1])
    size = len(parts)
    end = f"xref\n0 {size}\n0000000000 65535 f \n{places_in_words}trailer\n<</Size {size}/Root 1 0 R>>\n"
    return "".join([*parts, end, f"startxref\n{places_of[-1]}\n%%EOF\n"]).encode()


def refusals(locale: str) -> str:
    """What is said of documents that are not read."""
    text = (ROOT / "examples" / "jinhai-2020.txt").read_text("utf-8")
    word = (ROOT / "examples" / "jinhai-2020.docx").read_bytes()
    link = '<html><body><h1>2023年政府信息公开工作年度报告</h1><p><a href="1.pdf">年度报告.pdf</a></p></body></html>'
    picture = '<html><body><h1>2023年政府信息公开工作年度报告</h1><p><img src="1.jpg"></p></body></html>'
    given: tuple[tuple[str, str, str | bytes], ...] = (
        ("空文件", "an empty file", b""),
        ("图片", "a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("没有年报表格的文字", "a text without a table of the form", "今天天气很好。"),
        ("2018年度及以前的统计表", "the statistics form from before 2019", "主动公开政府信息数 3\n历年累计 5"),
        ("两份报告合在一个文件里", "two reports in one file", f"{text}\n{text}"),
        ("只有附件链接的网页", "a page that only links to the report", link),
        ("表格是图片的网页", "a page whose tables are pictures", picture),
        ("扫描件", "a scan", _scan()),
        ("没有下载完的 DOCX", "a DOCX that is cut off", word[: len(word) // 2]),
        ("加密的 DOCX、XLSX", "a DOCX or XLSX under a password", _compound("EncryptedPackage")),
        ("损坏的 JSON", "broken JSON", '{"$schema": "urn:govinfo-cn:report:1",'),
    )
    head = ["文件", "提示"] if locale == CHINESE else ["document", "what is said"]
    rows = []
    for chinese, english, content in given:
        try:
            govinfo.reads(content)
        except govinfo.UnreadableReport as error:
            rows.append((chinese if locale == CHINESE else english, error.fault(locale)))
    return table(head, rows)


def suffixes() -> str:
    """The endings of files that are looked for in folders."""
    return " ".join(f"`{suffix}`" for suffix in SUFFIXES) + "\n"
