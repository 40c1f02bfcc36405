"""
The pages of the rules, one for each: what it says and rests on, its formula, an example, and how to run it elsewhere.

``python tools/rule_pages.py`` writes them anew to ``docs/reference/rules``, and with ``--check`` says which are stale.
"""

import copy
import functools
import sys

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pages

from govinfo.bonds import REPORTS, BoundIdentity, Of, bound_identities
from govinfo.catalogue import shipped
from govinfo.cells import CELLS, Cell, cells_of, official
from govinfo.check import asked_cells, check
from govinfo.codec import from_dict
from govinfo.editions import Edition
from govinfo.finding import Finding
from govinfo.formulas import cell_formula, formula
from govinfo.identities import Identity, identities
from govinfo.language import CHINESE, ENGLISH, label, sentence
from govinfo.ledger import ledger
from govinfo.naming import short
from govinfo.queries import cell_expression, expression
from govinfo.reconciliation import reconcile
from govinfo.rule import Bond, CellRule, DocumentRule, ReadingRule, Relation, Rule, SequelRule, Sum
from govinfo.rules import BONDS, RULES


ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "docs" / "reference" / "rules"

#: All rules that have a page, in the order of the reference.
ALL: Final[tuple[Rule, ...]] = (*RULES, *BONDS)

#: What the two reports of a bond are called, in both languages.
NAMES: Final = {
    "earlier": ("上年", "the year before"),
    "later": ("本年", "this year"),
    "whole": ("政府报告", "the government"),
    "parts": ("所属机关与下级政府合计", "the sum of its parts"),
}

_PATHS: Final = frozenset(cell.path for cell in CELLS.cells())

#: Up to how many places of a rule are listed.
LISTED: Final = 30

AnyIdentity = Identity | BoundIdentity


# The list.


def rule_list() -> str:
    """All rules, a line each."""
    rows = ((f"[{r.id}](rules/{r.id}.md)", r.sentence, r.english, r.severity, r.authority) for r in ALL)
    return pages.table(["id", "规则", "rule", "severity", "authority"], rows)


def contents() -> str:
    """The table of contents of the pages."""
    return "\n".join(["```{toctree}", ":maxdepth: 1", ":hidden:", "", *(f"rules/{rule.id}" for rule in ALL), "```", ""])


# A page.


def page(rule: Rule) -> str:
    """The page of one rule."""
    known = next(entry for entry in shipped()["rules"] if entry["id"] == rule.id)
    parts = [
        f"<!-- tools/rule_pages.py writes this page. -->\n# {rule.id}",
        f"{rule.sentence}\n\n{rule.english}",
        pages.table(["", ""], _properties(rule, known)).rstrip(),
        *_formula(rule),
        *_examples(rule, known),
        *_elsewhere(rule),
    ]
    return "\n\n".join(parts) + "\n"


def _properties(rule: Rule, known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Where 适用范围", _where(rule)
    yield "Editions 格式版本", ", ".join(str(int(edition)) for edition in rule.editions)
    if isinstance(rule, Relation | CellRule):
        yield "Places 处数", "; ".join(f"{int(edition)}: {_count(rule, edition)}" for edition in rule.editions)
    yield "Severity 严重程度", _both(rule.severity)
    yield "Authority 依据类别", _both(rule.authority)
    if rule.cites:
        yield "Source 依据", _lines(rule.cites, label(rule.cites, ENGLISH))
    if rule.caution:
        yield "Caution 可能误报", _lines(sentence(rule.caution, CHINESE), rule.caution)
    yield "Version 版本", f"`{known['digest'][:20]}`"
    if (path := ROOT / test_of(rule)).exists():
        yield "Tests 测试", f"`{path.relative_to(ROOT).as_posix()}`"


def test_of(rule: Rule) -> str:
    """The path of the tests of a rule; for what readers find, those of readers, or the first file that names it."""
    if not isinstance(rule, ReadingRule):
        return f"tests/rules/test_{rule.id.lower().replace('-', '_')}.py"
    usual = ROOT / "tests" / "test_readers.py"
    files = [usual, *sorted((ROOT / "tests").glob("test_*.py"))]
    found = next((path for path in files if f'"{rule.id}"' in path.read_text("utf-8")), usual)
    return found.relative_to(ROOT).as_posix()


def _both(word: str) -> str:
    return f"{word} {sentence(word, CHINESE)}" if sentence(word, CHINESE) != word else word


def _lines(*texts: str) -> str:
    return "<br>".join(dict.fromkeys(texts))


#: What rules of each kind speak of.
_WHERE: Final[Mapping[type[Rule], str]] = {
    CellRule: "every cell 每个单元格",
    DocumentRule: "the report as a whole 整份报告",
    ReadingRule: "the document, while it is read 读取文件时",
    SequelRule: "a report and that of the year before 本年与上年的报告",
}


def _where(rule: Rule) -> str:
    known = next((text for kind, text in _WHERE.items() if isinstance(rule, kind)), None)
    if known:
        return known
    firsts = [(_cells(one)[0], edition) for edition in reversed(rule.editions) for one in _all(rule, edition)]
    return _lines(*(_place(cell, edition) for cell, edition in firsts))


def _place(cell: Cell, edition: Edition) -> str:
    """The section and block of a cell, in both languages."""
    both = (cell.labels(edition, locale) for locale in (CHINESE, ENGLISH))
    return " / ".join(", ".join(filter(None, (labels.section, labels.block))) for labels in both)


def _count(rule: Rule, edition: Edition) -> int:
    if isinstance(rule, CellRule):
        return sum(rule.function(cell) is not None for cell in cells_of(official(edition)))
    return len(_all(rule, edition))


@functools.cache
def _all(rule: Rule, edition: Edition) -> tuple[AnyIdentity, ...]:
    """All places of a relation, or of a bond between two reports on one edition."""
    if isinstance(rule, Bond):
        return bound_identities(official(edition), official(edition), rule.across, [rule])
    return identities(official(edition), [rule])


def _terms(identity: AnyIdentity) -> list[tuple[Any, int]]:
    return [term for side in (identity.left, identity.right) if isinstance(side, Sum) for term in side.terms]


def _cells(identity: AnyIdentity) -> list[Cell]:
    return [at.cell if isinstance(at, Of) else at for at, _ in _terms(identity)]


# The formula.


def _formula(rule: Rule) -> Iterator[str]:
    if isinstance(rule, CellRule):
        yield "## Formula 公式"
        for edition in rule.editions:
            for whole, cells in asked_cells(rule, official(edition)).items():
                least = "" if whole.minimum is None else f" ≥ {whole.minimum}"
                yield f"{int(edition)}: {len(cells)} cells 个单元格: a whole number 整数{least}"
    elif isinstance(rule, Relation | Bond):
        edition = max(rule.editions)
        first = _all(rule, edition)[0]
        yield "## Formula 公式"
        yield f"The first place on the form of {int(edition)}, in its words. {int(edition)} 年版格式的第一处："
        yield "\n\n".join(f"> {_spelt(first, edition, locale)}" for locale in (CHINESE, ENGLISH))
        yield "In the paths of cells 以单元格路径表示："
        yield f"```text\n{_in_lines(_spelt(first, edition, None))}\n```"
        yield "All places, each named by a cell 全部各处（以单元格为名）："
        yield pages.table(["cell", "名称 name", "editions"], _places(rule)).rstrip()


def _places(rule: Rule) -> list[tuple[str, str, str]]:
    found: dict[str, list[Edition]] = {}
    for edition in rule.editions:
        for identity in _all(rule, edition):
            found.setdefault(identity.at.path, []).append(edition)
    rows = [(f"`{path}`", _both_names(Cell(path), max(editions)), _years(editions)) for path, editions in found.items()]
    more = len(rows) - LISTED
    return rows if more <= 0 else [*rows[:LISTED], ("…", f"另有 {more} 处<br>{more} more", "")]


def _both_names(cell: Cell, edition: Edition) -> str:
    return _lines(*(short(cell, official(edition), locale) for locale in (CHINESE, ENGLISH)))


def _in_lines(text: str) -> str:
    """A formula with a line for each of its terms."""
    for sign in ("+", "-", "−"):
        text = text.replace(f" {sign} ", f"\n  {sign} ")
    for sense in ("=", "≥", ">=", "<>", "<"):
        text = text.replace(f" {sense} ", f"\n{sense} ")
    return text


def _years(editions: Iterable[Edition]) -> str:
    return ", ".join(str(int(edition)) for edition in dict.fromkeys(editions))


def _spelt(identity: AnyIdentity, edition: Edition, locale: str | None) -> str:
    """An identity with the names of its cells in *locale*, or with their paths."""
    left, right = (_side(identity, side, edition, locale) for side in (identity.left, identity.right))
    sense = "＝" if identity.sense == "=" and locale == CHINESE else identity.sense
    return f"{left} {sense} {right}"


def _side(identity: AnyIdentity, side: Any, edition: Edition, locale: str | None) -> str:
    if isinstance(side, int):
        return str(side)
    plus, minus = ("＋", "－") if locale == CHINESE else ("+", "−")
    names = (
        f"{minus if k < 0 else plus} {f'{abs(k)} × ' if abs(k) > 1 else ''}{_name(identity, at, edition, locale)}"
        for at, k in side.terms
    )
    return " ".join(names).removeprefix(f"{plus} ")


def _name(identity: AnyIdentity, at: Any, edition: Edition, locale: str | None) -> str:
    cell = at.cell if isinstance(at, Of) else at
    report = REPORTS[identity.rule.across][at.report] if isinstance(identity, BoundIdentity) else ""
    if locale is None:
        return ".".join(filter(None, (report, cell.path)))
    name = short(cell, official(edition), locale)
    if not report:
        return name if locale == CHINESE else f"“{name}”"
    chinese, english = NAMES[report]
    return f"{chinese}“{name}”" if locale == CHINESE else f"“{name}” of {english}"


# Examples.


def _examples(rule: Rule, known: Mapping[str, Any]) -> Iterator[str]:
    found = known["examples"]
    if found is None:
        return
    yield "## Example 示例"
    yield (
        "The reports differ only in what the table shows; every figure that is not in it is 0. "
        "除表中所列外，报告完全相同；未列出的数值均为 0。"
    )
    yield pages.table(["", "passes 相符", "fails 不符"], _differences(found["passing"], found["failing"])).rstrip()
    finding = _finding(rule, found["failing"])
    yield "What is found 查出的问题："
    yield "\n\n".join(f"> {_said(finding, locale)}" for locale in (CHINESE, ENGLISH))
    if found["with"]:
        links = ", ".join(f"[{other}]({other}.md)" for other in found["with"])
        yield f"It cannot be broken without 不能单独违反，同时违反：{links}"


def _finding(rule: Rule, failing: Mapping[str, Any]) -> Finding:
    """What the rule finds in the example that fails."""
    if not isinstance(rule, Bond):
        return check(from_dict(whole_report(failing))).of_rule(rule.id)[0]
    pair = [from_dict(whole_report(failing[name])) for name in REPORTS[rule.across]]
    parts = {pair[0].organ.name: [pair[1].organ.name]} if rule.across == "levels" else {}
    return reconcile(ledger(pair, parts)).of_rule(rule.id)[0]


def _said(finding: Finding, locale: str) -> str:
    return finding.message(locale).replace("\n", " ")


def whole_report(sparse: Mapping[str, Any]) -> dict[str, Any]:
    """A report with the zeros that an example leaves out."""
    blank = copy.deepcopy(dict(sparse))
    for entry in shipped()["cells"]:
        *way, last = entry["cell"].split(".")
        block = functools.reduce(lambda at, name: at and at[name], entry["block"].split("."), blank)
        if block and block["edition"] in entry["editions"]:
            at = blank
            for name in way:
                at = at.setdefault(name, {})
            at.setdefault(last, 0)
    return blank


def _differences(passing: Mapping[str, Any], failing: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What stands in one report and not in the other, and the figures of both that are not zero."""
    first, second = dict(_flat(passing)), dict(_flat(failing))
    for key in dict.fromkeys((*first, *second)):
        one, other = (str(side.get(key, "0" if _is_cell(key) else "—")) for side in (first, second))
        if one != other or _is_cell(key):
            yield (
                f"`{key}`" + (f"<br>{_both_names(Cell(_path(key)), _edition(key))}" if _is_cell(key) else ""),
                one,
                other,
            )


def _edition(key: str) -> Edition:
    """The latest edition that has the cell."""
    return max(Cell(_path(key)).editions)


def _is_cell(key: str) -> bool:
    return _path(key) in _PATHS


def _path(key: str) -> str:
    """The path of a cell without the name of its report."""
    first, _, rest = key.partition(".")
    return rest if first in NAMES else key


def _flat(value: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{at}{key}.")
        else:
            yield at + key, inner if inner is not None else "null"


# Elsewhere.


def _elsewhere(rule: Rule) -> Iterator[str]:
    if isinstance(rule, CellRule):
        whole, cells = next(iter(asked_cells(rule, official(max(rule.editions))).items()))
        yield from _shown({"B2": cells[0].path}, cell_formula(whole, "B2", ENGLISH), cell_expression(whole, cells[0]))
    elif isinstance(rule, Relation | Bond):
        first = _all(rule, max(rule.editions))[0]
        references = {at: f"B{row}" for row, at in enumerate(dict(_terms(first)), start=2)}
        names = {place: _name(first, at, max(rule.editions), None) for at, place in references.items()}
        yield from _shown(names, formula(first, references, ENGLISH), expression(first))


def _shown(names: Mapping[str, str], text: str, query: str) -> Iterator[str]:
    yield "## Elsewhere 在其他软件中使用"
    yield "[How to use it 使用方法](../../howto/run-the-rules-elsewhere.md). As a formula 电子表格公式："
    places = list(names)
    yield (
        "```text\n"
        + "\n".join([*(f"{place}  {names[place]}" for place in places), "", text.replace(",IF(", ",\n  IF(")])
        + "\n```"
    )
    yield "In SQL 数据库查询："
    yield f"```sql\n{_broken(query)}\n```"


def _broken(query: str) -> str:
    """A query with a line for each of its cases, and for each term there."""
    for word in ("WHEN", "THEN", "ELSE", "  BETWEEN", "  AND"):
        query = query.replace(f" {word.strip()} ", f"\n  {word} ")
    return "\n".join(_in_lines(line).replace("\n", "\n    ") for line in query.split("\n"))


def main(arguments: Iterable[str]) -> int:
    """Write the pages, or check that they are fresh."""
    due = {FOLDER / f"{rule.id}.md": page(rule) for rule in ALL}
    stale = [path for path in FOLDER.glob("*.md") if path not in due]
    stale += [path for path, text in due.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT).as_posix()}")
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for path in stale:
        if path in due:
            path.write_text(due[path], "utf-8")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
