"""
The cases of the conformance suite that are documents: each with the report that is read of it, and what reading finds.
"""

import random

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from conformance_reports import Case, said, told
from published import SHANGHAI_2019, city, published
from zoo.layouts import TEXTS
from zoo.pages import PAGES
from zoo.sheets import Document, Style, document, reconciling
from zoo.spellings import FULL, SPELLINGS

from govinfo import CELLS, Cell, Report, reads
from govinfo.cells import cells_of
from govinfo.figures import print_figure


EXAMPLES: Final = Path(__file__).parents[1] / "examples"

#: Layouts of text, in Chinese; in English they say themselves what they are.
TEXT_LAYOUTS: Final = {
    "tabs": "一行一行，制表符分隔，合并单元格只出现一次",
    "bars_filled": "一行一行，竖线分隔，合并单元格后补竖线",
    "bars": "一行一行，竖线分隔",
    "leading_bars": "每行前后均有竖线",
    "tabs_filled": "制表符分隔，合并单元格所占各格留空，如电子表格导出",
    "markdown": "Markdown 表格",
    "bar_begins_row": "一格一行，每行表格前有一竖线",
    "cell_bars": "一格一行，格后竖线，补格另起一行",
    "cell_bars_unfilled": "一格一行，格后竖线，看不出一行到哪里为止",
    "bars_between": "一格一行，格间一行竖线，标签中有换行",
    "bars_between_filled": "一格一行，格间一行竖线，有补格",
    "cell_a_line": "一格一行，空白为空行",
    "cell_a_line_apart": "一格一段，空白为空段",
    "cell_a_line_blanks_lost": "一格一行，空白丢失",
    "cell_a_line_apart_blanks_lost": "一格一段，空白丢失",
    "spaces": "全部在一行，空格分隔",
    "rows_spaced": "一行一行，空格分隔",
    "aligned": "一行一行，用空格对齐",
    "collapsed": "全部在一行，没有分隔，数字相连",
    "half_collapsed": "全部在一行，部分有空格",
    "figures_collapsed": "标签与数字间有空格，数字相连",
    "rows_collapsed": "一行一行，行内没有分隔",
    "pdf_layout": "如 pdftotext -layout",
    "pdf_raw": "如 pdftotext -raw",
    "reading_order": "如 pdftotext，一词一行",
    "repeats_deleted": "一格一行，重复的行被删",
    "repeated_rows_deleted": "一行一行，重复的行被删",
    "repeated_bars_deleted": "一格一行带竖线，重复的行被删",
}

#: The same of pages.
PAGE_LAYOUTS: Final = {
    "page": "每部分一张表，有合并单元格",
    "page_of_an_editor": "网页编辑器所存：格内分段，空白为不换行空格",
    "page_of_word": "由 Word 粘贴",
    "page_with_wrong_spans": "第二部分表头的合并与数字不对齐",
    "page_with_nested_tables": "表在排版用的表中",
    "page_without_end_tags": "没有结束标签",
}


def _chance(name: str) -> random.Random:
    """What a layout leaves to chance, always the same."""
    return random.Random(name)  # noqa: S311  nothing is secret


# How a figure is written.


def _plain(figure: int | None, cell: Cell, _: random.Random) -> str:
    return print_figure(figure, cell.slot)


def _of_counts(write: Callable[[int], str]) -> Style:
    """A style in which counts are written in a way of their own, and all else as it is printed."""

    def style(figure: int | None, cell: Cell, chance: random.Random) -> str:
        return write(figure) if figure is not None and cell.holds == "count" else _plain(figure, cell, chance)

    return style


def _marked(figure: int | None, cell: Cell, chance: random.Random) -> str:
    marks = ("/", "-", "—", "无", "", "\u3000", "不适用", "——")
    return marks[cell.index % len(marks)] if figure is None else _plain(figure, cell, chance)


def _signed(figure: int | None, cell: Cell, chance: random.Random) -> str:
    if figure is None or cell.holds != "change" or figure == 0:
        return _plain(figure, cell, chance)
    signs = ("+", "增", "增加") if figure > 0 else ("-", "减", "－")
    return f"{signs[cell.index % len(signs)]}{abs(figure)}"


#: Ways to write figures, with what each is in Chinese and in English.
STYLES: Final[Mapping[str, tuple[Style, str, str]]] = {
    "thousands": (_of_counts(lambda figure: f"{figure:,}"), "千位分隔符：3,402", "Thousands separators: 3,402"),
    "thousands-full": (
        _of_counts(lambda figure: f"{figure:,}".replace(",", "，")),
        "全角千位分隔符：3，402 不是 3",
        "Thousands separators of full width: 3，402 is not 3",
    ),
    "full-width": (
        _of_counts(lambda figure: str(figure).translate(FULL)),
        "全角数字：３４０２不是空白",
        "Digits of full width: ３４０２ is no blank",
    ),
    "counted": (_of_counts(lambda figure: f"{figure}件"), "数字后有量词：3402件", "A counter behind a figure: 3402件"),
}


# What is printed.


def _of_2019() -> dict[Cell, int | None]:
    """Figures that keep every rule; some of them stand where the form of 2021 has other columns and rows."""
    drawn = reconciling(2019, _chance("conformance 30"))
    outcome, received = CELLS.applications.outcome, CELLS.applications.received
    items = CELLS.disclosure.services.licences, CELLS.disclosure.enforcement.penalties
    changes = {items[0].items_last_year: 31, items[0].change: -4, items[1].items_last_year: 7, items[1].change: 3}
    for row in (outcome.other_undivided, outcome.total, received):
        for column, more in ((row.natural_persons, 6), (row.organizations.other, 2), (row.total, 8)):
            changes[column] = (drawn[column] or 0) + more
    return {**drawn, **changes}


def _figures(report: Report) -> dict[Cell, int | None]:
    return dict(report.figures())


def _with_blanks(figures: Mapping[Cell, int | None]) -> dict[Cell, int | None]:
    """The same with some figures blank: every fourth that is zero, and one that is not in a row of others."""
    zeros = [cell for cell, figure in figures.items() if figure == 0]
    blank = dict.fromkeys(zeros[::4])
    return {**figures, **blank, CELLS.applications.received.organizations.businesses: None}


_PRINTED: Final[Mapping[int, dict[Cell, int | None]]] = {2019: _of_2019(), 2021: _figures(city(2023))}


def _document(figures: Mapping[Cell, int | None], edition: int, style: Style = _plain) -> Document:
    return document(figures, edition, SPELLINGS["official"], style, _chance("conformance"))


# Cases.


def documents_of_text() -> list[Case]:
    """Text in every layout, figures in every way of writing, and what goes wrong with rows."""
    return [*_layouts(TEXTS, TEXT_LAYOUTS, "text"), *_styles("text"), *_labels(), *_mistakes(), _example("text")]


def documents_of_html() -> list[Case]:
    """Pages in every layout."""
    return [*_layouts(PAGES, PAGE_LAYOUTS, "html"), *_styles("html"), _example("html")]


def _layouts(layouts: Mapping[str, Any], chinese: Mapping[str, str], kind: str) -> Iterator[Case]:
    for number, (name, words) in enumerate(chinese.items()):
        edition = (2021, 2019)[number % 2]
        made = _document(_PRINTED[edition], edition)
        content = layouts[name].write(made, _chance(name))
        english = " ".join((layouts[name].write.__doc__ or "").split()).replace("``", "")
        yield _case(f"{kind}/{name}", words, english, content, made)


def _styles(kind: str) -> Iterator[Case]:
    write = TEXTS["tabs_filled"].write if kind == "text" else PAGES["page"].write
    rows: list[tuple[str, str, str, Document]] = [
        (name, chinese, english, _document(_PRINTED[2021], 2021, style))
        for name, (style, chinese, english) in STYLES.items()
    ]
    shanghai = _figures(published(SHANGHAI_2019, 2019))
    rows += [
        (
            "marks",
            "空白处填 /、-、—、无等：均为空白",
            "Marks such as /, - and 无 stand for blanks",
            _document(_with_blanks(_PRINTED[2021]), 2021, _marked),
        ),
        (
            "blanks",
            "有单元格未填：该行其余数字照读",
            "Empty cells are blanks; the other figures of the row are read",
            _document(_with_blanks(_PRINTED[2021]), 2021),
        ),
        (
            "many-blanks",
            "上海市2019年公布的表三：多数格为空白",
            "Table three as published, most cells of it blank",
            _document(shanghai, 2019),
        ),
        (
            "signs",
            "增/减带正负号或“增”“减”",
            "Increase and decrease with signs or words",
            _document(_PRINTED[2019], 2019, _signed),
        ),
    ]
    for name, chinese, english, made in rows:
        if kind == "html" and name in {"thousands", "counted", "signs"}:  # nothing of a page is about them
            continue
        yield _case(f"{kind}/figures/{name}", chinese, english, write(made, _chance(name)), made)


def _labels() -> Iterator[Case]:
    """Labels that are not those of the form."""
    made = _document(_PRINTED[2019], 2019)
    content = str(TEXTS["tabs_filled"].write(made, _chance("labels")))
    shorter = content.replace("（六）其他处理", "（六）其他")
    chinese = "2019年版（六）简写为“其他”：不是2021年版的“3.其他”，也不是“其他”列"
    english = "Row (6) of edition 2019 printed as 其他 is neither 3.其他 of edition 2021 nor the column 其他"
    yield _case("text/labels/six", chinese, english, shorter, made)


def _mistakes() -> Iterator[Case]:
    """What goes wrong with rows; figures that nobody can tell are blank, and it is said so."""
    made = _document(_PRINTED[2021], 2021)
    lines = str(TEXTS["tabs_filled"].write(made, _chance("mistakes")))
    row, row_of_two = (
        next(line for line in lines.split("\n") if label in line) for label in ("一、本年新收", "（二）部分")
    )
    rows = [
        ("row-missing", "缺一行", "A row is missing", lines.replace(row_of_two + "\n", "")),
        (
            "row-twice",
            "一行出现两次，数值不同",
            "A row stands twice, with other figures",
            lines.replace(row, row + "\n" + row.replace("3402", "3420")),
        ),
        ("figure-too-many", "一行多一个数字", "A row has a figure too many", lines.replace(row, row + "\t5")),
        ("figure-too-few", "一行少一个数字", "A row has a figure too few", lines.replace(row, row.rpartition("\t")[0])),
        (
            "no-figure",
            "应填数字处写“若干”",
            "A word where a figure is due",
            lines.replace(row, row.replace("3402", "若干")),
        ),
        (
            "half",
            "应填整数处写3402.5",
            "3402.5 where a count is due",
            lines.replace(row, row.replace("3402", "3402.5")),
        ),
    ]
    for name, chinese, english, content in rows:
        yield _case(f"text/mistakes/{name}", chinese, english, content, made)


def _example(kind: str) -> Case:
    suffix = {"text": "txt", "html": "html"}[kind]
    content = (EXAMPLES / f"jinhai-2020.{suffix}").read_text("utf-8")
    chinese = "2019年版报告中第二十条第（一）项用2021年版；（六）（七）两行多一个0"
    english = "A block of edition 2021 in a report of edition 2019; two rows have a zero too many"
    return _case(f"{kind}/hybrid", chinese, english, content)


def _case(name: str, chinese: str, english: str, content: Any, printed: Document | None = None) -> Case:
    report = reads(content)
    truth = printed.truth() if printed else {}
    on_form = cells_of(report.editions)
    unread = {cell.path: min(truth[cell]) for cell in on_form if report[cell] is None and truth.get(cell)}
    expected: dict[str, Any] = {
        "report": told(report),
        "findings": [said(finding) for finding in (report.reading.findings if report.reading else ())],
    }
    if unread:
        expected["may"] = unread
    return {
        "name": name,
        "zh": chinese,
        "en": english,
        "format": name.partition("/")[0],
        "document": content,
        "expected": expected,
    }
