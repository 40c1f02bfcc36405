"""
Reports as files: Word, Excel, PDF and OFD.
"""

import io
import random
import zipfile

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from .layouts import Layout
from .sheets import Document, Section, Spot, placed


def docx(document: Document, chance: random.Random) -> bytes:
    """A Word document with merged cells."""
    from docx import Document as New  # noqa: PLC0415  tests that write no files need no writers

    new = New()
    new.add_paragraph(document.title)
    for section in document.sections:
        for text in [section.heading, *section.paragraphs]:
            new.add_paragraph(text)
        for rows in section.tables() if section.spots else []:
            if rows[0][0].kind == "page":
                new.add_paragraph(rows[0][0].text)
                continue
            spots = list(placed(rows))
            table = new.add_table(len(rows), max(x + spot.width for _, x, spot in spots))
            cells = table._cells
            width = len(table.columns)
            for y, x, spot in spots:
                cell = cells[y * width + x]
                if spot.height > 1 or spot.width > 1:
                    last = min(y + spot.height, len(rows)) - 1
                    cell = cell.merge(cells[last * width + x + spot.width - 1])
                cell.text = spot.text
    file = io.BytesIO()
    new.save(file)
    return file.getvalue()


def _workbook(document: Document, chance: random.Random, *, numbers: bool) -> bytes:
    import xlsxwriter  # noqa: PLC0415  tests that write no files need no writers

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    y = 0
    sheet.write_string(y, 0, document.title)
    for section in document.sections:
        for text in [section.heading, *section.paragraphs]:
            y += 1
            sheet.write_string(y, 0, text)
        for rows in section.tables() if section.spots else []:
            y += 1
            for row, x, spot in placed(rows):
                if spot.height > 1 or spot.width > 1:
                    sheet.merge_range(y + row, x, y + min(row + spot.height, len(rows)) - 1, x + spot.width - 1, "")
                if numbers and spot.is_figure and spot.text.removeprefix("-").isascii() and spot.text.isdigit():
                    sheet.write_number(y + row, x, int(spot.text))
                elif spot.text:
                    sheet.write_string(y + row, x, spot.text)
            y += len(rows) - 1
    book.close()
    return file.getvalue()


def xlsx(document: Document, chance: random.Random) -> bytes:
    """A workbook in which figures are numbers."""
    return _workbook(document, chance, numbers=True)


def xlsx_of_texts(document: Document, chance: random.Random) -> bytes:
    """A workbook in which figures are texts."""
    return _workbook(document, chance, numbers=False)


# --- pages with places -----------------------------------------------------------------------------------------------

#: The size of a page in points, and of a character.
WIDE, HIGH, SIZE = 595, 842, 8

#: The width of columns of figures, and the height of a line.
COLUMN, LINE = 48, 12

#: A text at a place, from the left and from the top, or a line from there to another place.
Mark = tuple[float, float, str] | tuple[float, float, float, float]


def _drawn(document: Document) -> list[list[Mark]]:
    """What stands where on each page; a table is drawn with lines and continues on the next page row by row."""
    pages: list[list[Mark]] = [[]]
    y = 40.0

    def room(needed: float) -> None:
        nonlocal y
        if y + needed > HIGH - 40:
            pages.append([])
            y = 40.0

    for text in [document.title]:
        pages[-1].append((200, y, text))
        y += 2 * LINE
    for section in document.sections:
        for text in [section.heading, *section.paragraphs]:
            room(2 * LINE)
            pages[-1].append((40, y, text))
            y += 2 * LINE
        for rows in section.tables() if section.spots else []:
            if rows[0][0].kind == "page":
                pages[-1].append((280, HIGH - 30, rows[0][0].text))
                pages.append([])
                y = 40.0
                continue
            y = _table(pages, section, rows, y)
    return pages


def _widths(section: Section) -> list[float]:
    if section.name == "disclosure":
        return [128.0] * section.width
    if section.name == "disputes":
        return [34.0] * section.width
    return [40.0, 60.0, 116.0, *[43.0] * (section.width - 3)]


def _table(pages: list[list[Mark]], section: Section, rows: list[list[Spot]], y: float) -> float:
    spots = list(placed(rows))
    width = max(x + spot.width for _, x, spot in spots)
    widths = (_widths(section) + [COLUMN] * width)[:width]
    lefts = [40 + sum(widths[:n]) for n in range(width + 1)]
    texts = {id(spot): _fit(spot, sum(widths[x : x + spot.width])) for _, x, spot in spots}
    heights = [
        6 + LINE * max([1, *(len(texts[id(s)]) for row, _, s in spots if row == n and s.height == 1)])
        for n in range(len(rows))
    ]
    tops: list[float] = []
    pages_of: list[int] = []
    for height in heights:
        if y + height > HIGH - 40:
            pages.append([])
            y = 40.0
        tops.append(y)
        pages_of.append(len(pages) - 1)
        y += height
    for row, x, spot in spots:
        last = max(n for n in range(row, min(row + spot.height, len(rows))) if pages_of[n] == pages_of[row])
        top, bottom, left, right = tops[row], tops[last] + heights[last], lefts[x], lefts[x + spot.width]
        page = pages[pages_of[row]]
        page += [(left, top, right, top), (left, bottom, right, bottom)]
        page += [(left, top, left, bottom), (right, top, right, bottom)]
        page += [(left + 3, top + LINE * (n + 1) - 1, line) for n, line in enumerate(texts[id(spot)])]
        if last + 1 < min(row + spot.height, len(rows)):  # the rest of a group on the next page
            other = pages[pages_of[last + 1]]
            end = max(
                n for n in range(last + 1, min(row + spot.height, len(rows))) if pages_of[n] == pages_of[last + 1]
            )
            top, bottom = tops[last + 1], tops[end] + heights[end]
            other += [(left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom)]
            other.append((right, top, right, bottom))
    return y + LINE


def _fit(spot: Spot, width: float) -> list[str]:
    """The text of a box in lines that do not run out of it."""
    lines = [""]
    for c in spot.text:
        line = lines[-1] + c
        if c == "\n" or sum(SIZE * (0.5 if c.isascii() else 1) for c in line) > width - 6:
            lines.append("")
        lines[-1] += c.strip("\n")
    return lines


#: Says that each code of the font is the character of that code.
_UNICODE = b"\n".join(
    [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def",
        b"1 begincodespacerange <0000> <ffff> endcodespacerange",
        *(b"1 beginbfrange <%02x00> <%02xff> <%02x00> endbfrange" % (n, n, n) for n in range(256)),
        b"endcmap end end",
    ]
)


def pdf(document: Document, chance: random.Random) -> bytes:
    """A PDF with ruled tables, in a font that is not part of it."""
    pages = _drawn(document)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (7 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000/W[32 126 500]/CIDToGIDMap/Identity"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/Song/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
            b"/Descent -120/CapHeight 880/StemV 93>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(_UNICODE), _UNICODE),
    ]
    for n, page in enumerate(pages):
        content = b"\n".join(_operator(mark) for mark in page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (WIDE, HIGH, 8 + 2 * n)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def _operator(mark: Mark) -> bytes:
    if len(mark) == 3:
        left, top, text = mark
        return f"BT /F {SIZE} Tf {left:.1f} {HIGH - top:.1f} Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()
    left, top, right, bottom = mark
    return f"0.5 w {left:.1f} {HIGH - top:.1f} m {right:.1f} {HIGH - bottom:.1f} l S".encode()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(document: Document, chance: random.Random) -> bytes:
    """An OFD document (GB/T 33190) with ruled tables."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _ofd_parts(document):
            package.writestr(
                zipfile.ZipInfo(name, (2024, 1, 31, 0, 0, 0)), f'<?xml version="1.0" encoding="UTF-8"?>{text}'
            )
    return file.getvalue()


def _ofd_parts(document: Document) -> Iterator[tuple[str, str]]:
    mm = 25.4 / 72
    pages = _drawn(document)
    area = f"<ofd:PhysicalBox>0 0 {WIDE * mm:.2f} {HIGH * mm:.2f}</ofd:PhysicalBox>"
    yield (
        "OFD.xml",
        (
            f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>'
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
    )
    yield (
        "Doc_0/Document.xml",
        f"<ofd:Document {_OFD}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea>{area}</ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    )
    yield (
        "Doc_0/PublicRes.xml",
        f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts></ofd:Res>',
    )
    number = 1000
    for n, page in enumerate(pages):
        parts = []
        for mark in page:
            number += 1
            if len(mark) == 3:
                left, top, text = mark
                step = " ".join(f"{SIZE * mm * (0.5 if c.isascii() else 1):.2f}" for c in text[:-1])
                place = f"{left * mm:.2f} {(top - SIZE) * mm:.2f} {len(text) * SIZE * mm:.2f} {LINE * mm:.2f}"
                delta = f" DeltaX={quoteattr(step)}" if step else ""
                parts.append(
                    f'<ofd:TextObject ID="{number}" Boundary="{place}" Font="1" Size="{SIZE * mm:.2f}">'
                    f'<ofd:TextCode X="0" Y="{SIZE * mm:.2f}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
                )
            else:
                left, top, right, bottom = (value * mm for value in mark)
                parts.append(
                    f'<ofd:PathObject ID="{number}" Boundary="{left:.2f} {top:.2f} {max(0.1, right - left):.2f} '
                    f'{max(0.1, bottom - top):.2f}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {right - left:.2f} '
                    f"{bottom - top:.2f}</ofd:AbbreviatedData></ofd:PathObject>"
                )
        yield (
            f"Doc_0/Pages/Page_{n}/Content.xml",
            (
                f'<ofd:Page {_OFD}><ofd:Area>{area}</ofd:Area><ofd:Content><ofd:Layer ID="{n + 500}">'
                f"{''.join(parts)}</ofd:Layer></ofd:Content></ofd:Page>"
            ),
        )


CONTAINERS: Mapping[str, Layout] = {
    "docx": Layout(docx, grid=True, filled=True),
    "xlsx": Layout(xlsx, grid=True, filled=True),
    "xlsx_of_texts": Layout(xlsx_of_texts, grid=True, filled=True),
    "pdf": Layout(pdf, lossless=False, grid=True),
    "ofd": Layout(ofd, lossless=False, grid=True),
}
