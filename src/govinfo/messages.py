"""
Findings in words: in Chinese or English, with the cells called as the form prints them.

A message is a template in English with ``{names}``; the catalog has it in Chinese. Only here are its fields put into
words: a name that begins with ``section``, ``block``, ``cell``, ``row``, ``level``, ``phrase``, ``figure`` or ``count``
says what its value is, the rest go by their type.
"""

import datetime
import itertools
import re

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ._text import clean
from .cells import BLOCKS, SECTIONS, Cell, block_title, section_title
from .editions import Edition
from .errors import Fault, UnknownCell
from .figures import print_figure
from .finding import Finding, Side, Source, Term
from .language import CHINESE, label, locale_of, sentence, template


#: The longest text that a message quotes in full; the finding itself keeps all of it.
QUOTED: Final = 120


def message(finding: Finding, locale: str = CHINESE) -> str:
    """A finding in words: what is wrong, where it was read, and what the rule rests on."""
    locale = locale_of(locale)
    edition = finding.edition or max(Edition)
    place, names = _names(finding.cells, edition, locale)
    known = {"section": finding.section or "report", "edition": int(edition), **finding.fields}
    fields = words_of(known, edition, locale) | {"place": place}
    if finding.left is not None and finding.right is not None:
        blanks = [term for side in (finding.left, finding.right) for term in side.terms if not term.is_number]
        fields |= {
            "left": _side(finding.left, names, locale),
            "right": _side(finding.right, names, locale),
            "difference": _count(abs(finding.difference or 0), locale),
            "blanks": _listed((_name(term, names, locale) for term in blanks), locale),
        }
    parts = [_filled(finding.template, fields, locale)]
    if finding.sources:
        parts.append(sentence("Read at: {places}.", locale).format(places=places(finding.sources, locale)))
    basis = finding.basis
    if basis.cites:
        said = basis.sentence if locale == CHINESE else basis.english
        rule = sentence("Rule: {sentence} Source: {cites}.", locale)
        parts.append(rule.format(sentence=said, cites=label(basis.cites, locale)))
    return ("" if locale == CHINESE else " ").join(parts)


def words(template: str, fields: Mapping[str, Any], locale: str = CHINESE) -> str:
    """A template of the code in *locale*, with its fields put into words."""
    return _filled(template, words_of(fields, max(Edition), locale_of(locale)), locale)


def _filled(template: str, fields: Mapping[str, str], locale: str) -> str:
    # Not str.format: templates come from files too, and what they ask for beyond a name is not given.
    return re.sub(r"\{(\w+)\}", lambda found: fields.get(found[1], found[0]), sentence(template, locale))


def words_of(fields: Mapping[str, Any], edition: int, locale: str) -> dict[str, str]:
    """The fields of a message, each in words."""
    return {name: _word(name, value, edition, locale) for name, value in fields.items()}


def _word(name: str, value: Any, edition: int, locale: str) -> str:
    """One value in words: lists item by item, the rest by what its name says, or else by its type."""
    if isinstance(value, (tuple, list)):
        join = _apart if value and isinstance(value[0], Fault) else _listed
        return join((_word(name, item, edition, locale) for item in value), locale)
    if isinstance(value, Mapping):
        pairs = (f"{_word('cell', key, edition, locale)} {_count(item, locale)}" for key, item in value.items())
        return _listed(pairs, locale)
    if isinstance(value, Fault):
        return f"{value.path} {words(value.template, {'names': value.names}, locale)}"
    if isinstance(value, datetime.date):
        return date(value, locale)
    named = next((word for kind, word in _NAMED.items() if name.startswith(kind)), _quoted)
    return named(value, edition, locale)


def _section(value: Any, edition: int, locale: str) -> str:
    return section_title(value, edition, locale) if value in SECTIONS else sentence(str(value), locale)


def _block(value: Any, edition: int, locale: str) -> str:
    titles = (block_title(value, e, locale) for e in (edition, *Edition) if value in BLOCKS)
    return next((title for title in titles if title), None) or _quoted(value, edition, locale)


def _cell(value: Any, edition: int, locale: str) -> str:
    try:
        return Cell(str(value)).label(edition, locale)
    except UnknownCell:
        return _quoted(value, edition, locale)


def _quoted(value: Any, _: int, __: str) -> str:
    text = clean(str(value))
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


#: What a value is whose name begins so.
_NAMED: Final[Mapping[str, Callable[[Any, int, str], str]]] = {
    "section": _section,
    "block": _block,
    "cell": _cell,
    "row": lambda value, _, locale: label(str(value), locale),
    "report": lambda value, _, locale: report_name(str(value), locale),
    "level": lambda value, _, locale: sentence(str(value), locale),
    "phrase": lambda value, _, locale: sentence(str(value), locale),
    "figure": lambda value, _, locale: _count(value, locale),
    "count": lambda value, _, locale: _count(value, locale),
}


def date(value: datetime.date, locale: str = CHINESE) -> str:
    """
    A day in *locale*.

    >>> date(datetime.date(2024, 1, 20)), date(datetime.date(2024, 1, 20), "en")
    ('2024年1月20日', 'January 20, 2024')
    """
    from babel.dates import format_date  # noqa: PLC0415  Babel is loaded when it is needed

    return format_date(value, "long", locale=locale_of(locale))


def _count(value: Any, locale: str) -> str:
    return print_figure(value, _COUNT_SLOT, locale) if type(value) is int else _quoted(value, 0, locale)


_COUNT_SLOT: Final = Cell("applications.received.total").slot


def _listed(items: Iterable[str], locale: str) -> str:
    return ("、" if locale == CHINESE else ", ").join(items)


def _apart(items: Iterable[str], locale: str) -> str:
    """The same for items that have commas in them."""
    return ("；" if locale == CHINESE else "; ").join(items)


def _names(cells: Sequence[Cell], edition: int, locale: str) -> tuple[str, dict[Cell, str]]:
    """What cells have in common, in words, and what to call each there: its innermost label if that will do."""
    if not cells:
        return "", {}
    labels = {cell: cell.labels(edition, locale) for cell in cells}
    rows, columns = (_common([getattr(words, axis) for words in labels.values()]) for axis in ("rows", "columns"))
    first = labels[cells[0]]
    common = " · ".join((*first.rows[:rows], *first.columns[:columns]))
    place = ("，" if locale == CHINESE else ", ").join(part for part in (first.section, first.block, common) if part)
    paths = {cell: words.rows[rows:] + words.columns[columns:] or words.columns[-1:] for cell, words in labels.items()}
    innermost = Counter(path[-1] for path in paths.values())
    names = {
        cell: _short(path[-1]) if innermost[path[-1]] == 1 else " · ".join(map(_short, path))
        for cell, path in paths.items()
    }
    return place, names


#: How many terms of a sum are named; a form has fewer in each of its sums, but a government may have more parts.
MOST_TERMS: Final = 24


def _name(term: Term, names: Mapping[Cell, str], locale: str) -> str:
    """What to call a term: its cell, of its report if there are several, or only the report if all are of one cell."""
    if term.report is None:
        return names[term.cell]
    if len(names) > 1:
        return in_report(term.report, names[term.cell], locale)
    return report_name(term.report, locale)


_IN_REPORT: Final = template("{report}, “{cell}”")
_OF_YEAR: Final = template("{organ} ({year})")


def in_report(report: str, cell: str, locale: str) -> str:
    """The name of a cell of one report among several."""
    return sentence(_IN_REPORT, locale).format(report=report_name(report, locale), cell=cell)


def report_name(name: str, locale: str = CHINESE) -> str:
    """
    The name of a report among several as people say it, if it is that of an organ and a year.

    >>> report_name("某市人民政府 2024"), report_name("某市人民政府 2024", "en"), report_name("第二部分 2")
    ('某市人民政府（2024年）', '某市人民政府 (2024)', '第二部分 2')
    """
    organ, _, year = name.rpartition(" ")
    if not organ or not re.fullmatch(r"[0-9]{4}", year):
        return name
    return sentence(_OF_YEAR, locale_of(locale)).format(organ=organ, year=year)


def _short(text: str) -> str:
    """A label without the gloss in brackets at its end."""
    return re.sub(r"(?<=.)[（(][^（()）]*[)）]$", "", text).strip()


def _common(lists: Sequence[tuple[str, ...]]) -> int:
    """How many first items all these have in common."""
    return sum(1 for _ in itertools.takewhile(lambda items: len(set(items)) == 1, zip(*lists, strict=False)))


def _side(side: Side, names: Mapping[Cell, str], locale: str) -> str:
    if not side.terms:
        return _count(side.constant, locale)
    shown = [term for term in side.terms if term.figure != 0]
    zeros = len(side.terms) - len(shown)
    if zeros < 3 or not shown:  # a few zeros are shown like the rest
        shown, zeros = list(side.terms), 0
    text = ""
    for term in shown[:MOST_TERMS]:
        plus, minus = ("＋", "－") if locale == CHINESE else ("+", "−")
        sign = minus if term.coefficient < 0 else plus
        times = f"{abs(term.coefficient)}×" if abs(term.coefficient) != 1 else ""
        figure = _term(term, locale)
        text += f" {sign} " if text else sign if term.coefficient < 0 else ""
        text += f"{times}{_name(term, names, locale)} {figure}"
    if more := len(shown[MOST_TERMS:]):
        text += sentence(" and {count} more", locale).format(count=more)
    if zeros:
        text += sentence(" (the other {count} are 0)", locale).format(count=zeros)
    if len(side.terms) > 1 and side.total is not None:
        text += f" ＝ {_count(side.total, locale)}" if locale == CHINESE else f" = {_count(side.total, locale)}"
    return text


def named(name: str, text: str, locale: str = CHINESE) -> str:
    """
    What is said of something, after its name.

    >>> named("年报.txt", "文件不存在。"), named("a.txt", "There is no such file.", "en")
    ('年报.txt：文件不存在。', 'a.txt: There is no such file.')
    """
    return f"{name}：{text}" if locale_of(locale) == CHINESE else f"{name}: {text}".rstrip()


_LINE: Final = template("line {lines}")
_LINES: Final = template("lines {lines}")
_PAGE: Final = template("page {number}")
_TABLE: Final = template("table {number}")
_ROW: Final = template("row {number}")
_ONE_LINE: Final = template("line {number}")
_CELL: Final = template("cell {number}")


def _term(term: Term, locale: str) -> str:
    if term.figure is None:
        return sentence("blank", locale)
    return (
        print_figure(term.figure, term.cell.slot, locale) if type(term.figure) is int else _quoted(term.figure, 0, "")
    )


def places(sources: Sequence[Source], locale: str = CHINESE) -> str:
    """
    Where something was read, in words; lines of a text that follow each other are named together.

    >>> places([Source("5", line=7, column=2)], "en"), places([Source("5", line=n) for n in (7, 8, 9, 12)], "en")
    ('line 7, cell 2', 'lines 7–9, 12')
    """
    documents = sorted({source.document for source in sources if source.document})
    if len(documents) > 1:
        found = ([source for source in sources if source.document == document] for document in documents)
        return _apart((places(of_one, locale) for of_one in itertools.islice(found, MOST_TERMS)), locale)
    name = f"{documents[0]} " if documents else ""
    if len(sources) > 1 and all(s.line and not s.page and not s.table for s in sources):
        lines = sorted({source.line or 0 for source in sources})
        said = sentence(_LINE if len(lines) == 1 else _LINES, locale)
        return name + said.format(lines=_listed(_ranges(lines), locale))
    return name + _apart(dict.fromkeys(_place(source, locale) for source in sources), locale)


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    for _, group in itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}"


def _place(source: Source, locale: str) -> str:
    line = _ROW if source.table else _ONE_LINE
    known = ((_PAGE, source.page), (_TABLE, source.table), (line, source.line), (_CELL, source.column))
    said = [sentence(text, locale).format(number=number) for text, number in known if number is not None]
    return ("" if locale == CHINESE else ", ").join(said)
