"""
The report of ``examples/`` as published documents have it: a page of a content management system, and a Word file.

``python tools/examples.py`` makes ``jinhai-2020.html`` and ``jinhai-2020.docx`` from ``jinhai-2020.txt``: the same
words and figures, with merged cells where the official form has them. As in the report that was published, the labels
（六） and （七） are not merged over two columns like those above them, and a zero stands in the column left over.
"""

import io
import itertools
import sys
import zipfile

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import attrs


FOLDER: Final = Path(__file__).parents[1] / "examples"
NAME: Final = "jinhai-2020"


@attrs.frozen
class Box:
    """A cell of a table, over so many columns and rows."""

    text: str
    width: int = 1
    height: int = 1


#: Rows of cells; one that is covered from above is not in the rows below.
Table = list[list[Box]]


def parts(text: str) -> Iterator[str | Table]:
    """The paragraphs and tables of the report in order."""
    lines = [line for line in text.splitlines() if line]
    for is_table, group in itertools.groupby(lines, key=lambda line: "\t" in line):
        rows = [line.split("\t") for line in group]
        if not is_table:
            yield from (row[0] for row in rows)
        else:
            shape = {"第": _disclosure, "(": _applications, "行": _disputes}[rows[0][0][0]]
            yield shape(rows)


def _disclosure(rows: Sequence[Sequence[str]]) -> Table:
    """Section two: a title over four columns, and a last cell over those that are left."""
    table = []
    for row in rows:
        filled = [text for text in row if text]
        boxes = [Box(text) for text in filled]
        table.append([*boxes[:-1], attrs.evolve(boxes[-1], width=5 - len(boxes))])
    return table


def _applications(rows: Sequence[Sequence[str]]) -> Table:
    """Section three: ten columns, three of them for labels."""
    filled = [[text for text in row if text] for row in rows]
    corner, applicants, total = filled[0]
    table = [
        [Box(corner, 3, 3), Box(applicants, 6), Box(total, 1, 3)],
        [Box(filled[1][0], 1, 2), Box(filled[1][1], 5)],
        [Box(text) for text in filled[2]],
    ]
    groups = [row for row in filled[3:] if not row[0].isdigit()]
    for at, row in enumerate(groups):
        labels = [text for text in row if not text.isdigit()]
        figures = [Box(text) for text in row if text.isdigit()]
        columns = (
            3 if labels[0][0] in "一二三四" else 2 if labels[0][0] == "(" else 1
        )  # that no group covers from above
        boxes = [Box(text, 1, _height(groups, at, text)) for text in labels]
        width = columns + 7 - len(figures) - len(boxes) + 1
        table.append([*boxes[:-1], attrs.evolve(boxes[-1], width=width), *figures])
    return table


def _height(rows: Sequence[Sequence[str]], at: int, label: str) -> int:
    """Over how many rows a label stands: that of a group up to the next one."""
    if label.startswith("三"):
        return sum(row[0][0] in "(三123456789" for row in rows)
    following = itertools.takewhile(lambda row: row[0][0].isdigit(), rows[at + 1 :])
    is_group = label[0] == "(" and any(text.startswith("1.") for text in rows[at])
    return 1 + sum(1 for _ in following) if is_group else 1


def _disputes(rows: Sequence[Sequence[str]]) -> Table:
    """Section four: fifteen columns under three lines of headings."""
    filled = [[text for text in row if text] for row in rows]
    return [
        [Box(filled[0][0], 5), Box(filled[0][1], 10)],
        [*(Box(text, 1, 2) for text in filled[1][:5]), *(Box(text, 5) for text in filled[1][5:])],
        [Box(text) for text in filled[2]],
        [Box(text) for text in filled[3]],
    ]


_PAGE: Final = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="ArticleTitle" content="{title}" />
<meta name="ColumnName" content="政府信息公开年报" />
<title>{title}</title>
<style type="text/css">.Article td {{ border: 1px solid #000; }}</style>
<script type="text/javascript">function doZoom(size) {{ document.getElementById('zoom').style.fontSize = size + 'px'; }}</script>
</head>
<body>
<div class="header"><ul class="nav"><li><a href="/">网站首页</a></li><li><a href="/zwgk/">政务公开</a></li>\
<li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="position">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>
<div class="Article">
<h1>{title}</h1>
<div class="info">来源：党政办公室&nbsp;&nbsp;浏览次数：<span id="hits">36</span>\
&nbsp;&nbsp;字号：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(14)">小</a> ]</div>
<div id="zoom">
{body}
</div>
</div>
<div class="footer"><p>版权所有</p></div>
</body>
</html>
"""  # noqa: E501  a page has lines of any length


def page(found: Sequence[str | Table]) -> str:
    """The report as a page."""
    title = str(found[0])
    body = "\n".join(
        f'<p style="text-indent: 2em">{escape(part)}</p>' if isinstance(part, str) else _page_table(part)
        for part in found[1:]
    )
    return _PAGE.format(title=escape(title), body=body)


def _page_table(table: Table) -> str:
    rows = "\n".join("<tr>" + "".join(map(_page_cell, row)) + "</tr>" for row in table)
    return f'<table border="1" cellspacing="0" cellpadding="0" align="center"><tbody>\n{rows}\n</tbody></table>'


def _page_cell(box: Box) -> str:
    width = f' colspan="{box.width}"' if box.width > 1 else ""
    height = f' rowspan="{box.height}"' if box.height > 1 else ""
    return f'<td{width}{height}><p align="center">{escape(box.text)}</p></td>'


def word(found: Sequence[str | Table]) -> bytes:
    """The report as a Word file, the same bytes whenever it is made."""
    import docx  # noqa: PLC0415  pages can be made without it

    document = docx.Document()
    for part in found:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _word_table(document, part)
    file = io.BytesIO()
    document.save(file)
    return _without_times(file.getvalue())


def _word_table(document: Any, boxes: Table) -> None:
    columns = sum(box.width for box in boxes[0])
    table = document.add_table(len(boxes), columns)
    table.style = "Table Grid"
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(boxes):
        x = 0
        for box in row:
            x = next(column for column in itertools.count(x) if (y, column) not in taken)
            taken.update(itertools.product(range(y, y + box.height), range(x, x + box.width)))
            cell = table.cell(y, x)
            if box.width > 1 or box.height > 1:
                cell = cell.merge(table.cell(y + box.height - 1, x + box.width - 1))
            cell.text = box.text
            x += box.width


def _without_times(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "docProps/thumbnail.jpeg":
                new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def main() -> int:
    """Write both files."""
    found = list(parts((FOLDER / f"{NAME}.txt").read_text("utf-8")))
    (FOLDER / f"{NAME}.html").write_text(page(found), "utf-8", newline="\n")
    (FOLDER / f"{NAME}.docx").write_bytes(word(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
