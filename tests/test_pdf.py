"""
Reading PDF: what is printed is read or blank, in two ways that watch each other; a hostile document is refused in time.
"""

import json
import os
import shutil
import subprocess
import types
import zlib

from pathlib import Path

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import CELLS, Report, UnreadableReport
from govinfo._tree import fill, values
from govinfo.finding import Source, Status
from govinfo.form import Form
from govinfo.limits import Limits
from govinfo.readers import child, paper, pdf, pdf_child, pdf_pages, two_ways
from govinfo.readers.content import Content
from govinfo.readers.paper import Page, grid_lines, laid, text_lines
from govinfo.readers.placed import Character
from govinfo.readers.ruled import Rule
from govinfo.report import Reading


RECEIVED = CELLS.applications.received


def stream(entries, data):
    """A stream of a PDF, packed."""
    packed = zlib.compress(data)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (entries, len(packed), packed)


def made(*objects, trailer=b""):
    """A PDF of these objects; the first one is the root."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)


def paged(*contents, more=(), resources=b"", page=b""):
    """A PDF with a page for each content; objects given beside begin at number 4."""
    first = 4 + len(more)
    numbers = range(first, first + 2 * len(contents), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    pages = []
    for number, content in zip(numbers, contents, strict=True):
        pages.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%b"
            b"/Resources<</Font<</F 3 0 R>>%b>>>>" % (number + 1, page, resources)
        )
        pages.append(stream(b"", content))
    return made(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
        *pages,
    )


def shown(*texts, before=b""):
    """What shows texts at places: ``(text, x, y)``."""
    return b" ".join(b"BT /F 12 Tf %b 1 0 0 1 %d %d Tm (%b) Tj ET" % (before, x, y, text) for text, x, y in texts)


SENTENCE = shown((b"This is a text of some length.", 100, 700))
IMAGE = stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\0")


def of(data, **limits):
    """The pages of a PDF, read in a program of its own as always."""
    return pdf_pages.pdf_pages(Content.of(data, "年报.pdf", Limits(**limits)))


def here(data, pages=300, characters=10_000):
    """What the program answers, asked in this one."""
    pytest.importorskip("pypdfium2_raw")
    return json.loads(json.dumps(pdf_child.answer(data, pages, characters)))


def why(data, **limits):
    """Why a PDF cannot be read."""
    with pytest.raises(UnreadableReport) as caught:
        pdf.read(Content.of(data, "年报.pdf", Limits(**limits)))
    return str(caught.value)


def text_of(page):
    """The characters of a page."""
    return "".join(character.text for character in page.characters)


def test_pdf_is_known_by_its_first_bytes():
    """There may be something before them, but a text that speaks of them is no PDF."""
    assert pdf.recognizes(Content.of(b"%PDF-1.4\n"))
    assert pdf.recognizes(Content.of(b"\xef\xbb\xbf\r\n%PDF-1.7\n"))
    assert not pdf.recognizes(Content.of("关于 %PDF-1.7 的说明"))


@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_read_as_its_text_stands(turns):
    """However the page is turned in the file, lines of text are lines, with their places from above."""
    a, b, c, d = [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)][turns]
    content = b"BT /F 12 Tf %d %d %d %d 300 400 Tm (12) Tj ET" % (a, b, c, d)
    data = paged(content, page=b"/Rotate %d" % (90 * turns))
    page = pdf_pages._page(here(data)["pages"][0])
    one, two = page.characters
    assert (one.text, two.text) == ("1", "2")
    assert one.left < two.left
    assert abs(one.baseline - two.baseline) < 0.1
    assert [row.text for row in positions_rows(page)] == ["12"]


def positions_rows(page):
    """The lines of a page."""
    from govinfo.readers.positions import rows  # noqa: PLC0415

    return rows(page.characters)


def test_an_empty_page_is_turned_as_it_says():
    """Without text there is only what the page says of itself."""
    page = pdf_pages._page(here(paged(b"", page=b"/Rotate 90"))["pages"][0])
    assert page.height == 595


def test_a_watermark_is_no_text_of_the_report():
    """What stands askew is left out; so is what lies beyond the page."""
    askew = b"BT /F 40 Tf .7 .7 -.7 .7 100 100 Tm (7) Tj ET"
    page = pdf_pages._page(here(paged(SENTENCE + askew + shown((b"8", 2000, 300), (b"9", 100, -300))))["pages"][0])
    assert "7" not in text_of(page)
    assert "8" not in text_of(page)
    assert "9" not in text_of(page)


def test_spaces_of_the_document_are_kept_and_others_are_not():
    """PDFium adds spaces where there are gaps; which gaps are spaces is not for it to say."""
    page = pdf_pages._page(here(paged(shown((b"1 2", 100, 700), (b"3", 200, 700), (b"4", 100, 650))))["pages"][0])
    assert text_of(page) == "1 234"


def test_lines_boxes_and_pictures_are_found():
    """Drawn lines, filled boxes, those in drawings inside, and pictures; curves and what is not painted are none."""
    form = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Matrix[1 0 0 1 10 0]", b"100 500 200 1 re f")
    drawing = (
        b"100 700 m 300 700 l S 100 600 200 1 re f 100 400 m 150 450 200 450 250 400 c S 100 300 m 300 300 l n "
        b"100 250 m 150 250 l 100 240 m 120 245 130 245 140 240 c 100 200 m 150 200 l S /X Do /I Do"
    )
    data = paged(drawing, more=[form, IMAGE], resources=b"/XObject<</X 4 0 R/I 5 0 R>>")
    page = pdf_pages._page(here(data)["pages"][0])
    assert page.pictures == 1
    level = {(round(rule.at), round(rule.start)) for rule in page.rules if rule.is_level}
    assert level == {(142, 100), (242, 100), (342, 110), (592, 100), (642, 100)}


def test_a_drawing_is_no_table(monkeypatch):
    """More lines than tables have are not looked at."""
    monkeypatch.setattr(pdf_child, "MOST_POINTS", 3)
    assert here(paged(b"1 2 m 3 4 l S " * 4))["pages"][0]["outlines"] == []
    assert here(paged(b"1 2 m 3 4 l 5 6 l 7 8 l S"))["pages"][0]["outlines"] == []


def test_drawings_in_drawings_are_followed_to_a_depth(monkeypatch):
    """No deeper than any program nests them."""
    monkeypatch.setattr(pdf_child, "_DEPTH", 0)
    form = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 900 900]", b"100 500 200 1 re f")
    assert here(paged(b"/X Do", more=[form], resources=b"/XObject<</X 4 0 R>>"))["pages"][0]["outlines"] == []


def test_a_figure_without_a_glyph_is_not_lost():
    """
    PDFium leaves out a text whose one character is not in the font that stands in for one that is not there.

    So `１１６０` over `４` would be a figure of four digits. Only in a font that the document holds is it a space.
    """
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>",
        (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000/CIDToGIDMap/Identity"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R>>"
        ),
        stream(
            b"",
            b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
            b"1 beginbfrange <ff00> <ffff> <ff00> endbfrange endcmap end",
        ),
        (
            b"<</Type/FontDescriptor/FontName/Song/Flags 6/FontBBox[0 0 0 0]/ItalicAngle 0/Ascent 880/Descent -120"
            b"/CapHeight 880/StemV 93>>"
        ),
    )
    content = b"BT /G 10 Tf 100 700 Td <ff11ff11> Tj ET BT /G 10 Tf 100 688 Td <ff14> Tj ET /X Do "
    content = b"BT /G 10 Tf 100 760 Td <ff14> Tj ET " + content + shown((b"This is a text.", 100, 600))
    inside = stream(
        b"/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Matrix[1 0 0 1 10 0]/Resources<</Font<</G 4 0 R>>>>",
        b"BT /G 10 Tf 300 600 Td <ff14> Tj ET",
    )
    data = paged(content, more=[*font, inside], resources=b"/XObject<</X 8 0 R>>/Font<</F 3 0 R/G 4 0 R>>").replace(
        b"/Font<</F 3 0 R>>/XObject", b"/XObject"
    )
    page = pdf_pages._page(here(data)["pages"][0])
    lost = [(round(c.left), round(c.baseline), round(c.size)) for c in page.characters if c.text == "�"]
    assert lost == [(100, 82, 10), (100, 154, 10), (310, 242, 10)]
    assert [row.text for row in positions_rows(page)] == ["�", "１１ �", "This is a text. �"]


def test_a_text_without_width_in_a_font_of_the_document_is_a_space():
    """Programs set spaces as texts of their own; a text without a place is none at all."""
    is_embedded, has_bounds, high = 1, 1, 10.0

    class Raw:
        FPDFPageObj_GetBounds = staticmethod(lambda *_: has_bounds)
        FPDFTextObj_GetFont = staticmethod(lambda _: None)
        FPDFFont_GetIsEmbedded = staticmethod(lambda _: is_embedded)
        FPDFTextObj_GetFontSize = staticmethod(lambda _, size: setattr(size, "value", high))
        FPDFPageObj_GetMatrix = staticmethod(lambda _, matrix: setattr(matrix, "d", 1.0))
        FS_MATRIX = staticmethod(lambda: types.SimpleNamespace(**dict.fromkeys("abcdef", 0.0)))

    def lost():
        drawing = pdf_child._Drawing(Raw)
        drawing._text(None, pdf_child._SAME)
        return len(drawing.lost)

    assert lost() == 0
    is_embedded = 0
    assert lost() == 1
    has_bounds = 0
    assert lost() == 0
    has_bounds, high = 1, float("inf")
    assert lost() == 0


def test_a_character_without_a_place_is_none(monkeypatch):
    """A place that is no number is nowhere."""
    raw = pdf_child.pdfium()
    monkeypatch.setattr(raw, "FPDFText_GetCharAngle", lambda *_: float("nan"))
    assert here(paged(SENTENCE))["pages"][0]["glyphs"] == []


def test_limits_hold(monkeypatch):
    """Pages, characters and objects of a page."""
    data = paged(SENTENCE, SENTENCE)
    assert here(data, pages=1) == {"fault": "many", "page": 0}
    assert here(data, characters=40) == {"fault": "much", "page": 2}
    assert "more than 1 pages" in why(data, pages=1)
    assert "Page 2 of the document has more on it" in why(data, lines=2)
    monkeypatch.setattr(pdf_child, "MOST_OBJECTS", 0)
    assert here(data) == {"fault": "much", "page": 1}


def test_what_is_no_pdf_any_more_is_said_to_be_damaged():
    """A file that is cut off, and one whose pages lead to themselves."""
    loop = made(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    assert here(b"%PDF-1.4\n1 0 obj\n<<")["fault"] == "broken"
    assert here(loop)["fault"] == "broken"
    assert "damaged" in why(b"%PDF-1.4\n")


def test_a_protected_document_says_so():
    """It asks for a password, which nobody has given."""
    entries = b"<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -1>>" % (b"41" * 32, b"42" * 32)
    data = made(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        entries,
        trailer=b"/Encrypt 3 0 R/ID[<41><41>]",
    )
    assert here(data)["fault"] == "protected"
    assert "password" in why(data)


def test_a_scan_says_what_to_do():
    """Pages that are pictures, pages without anything, and pages of which some are pictures."""
    picture = b"/I Do"
    resources = b"/XObject<</I 4 0 R>>"
    assert "scan" in why(paged(picture, more=[IMAGE], resources=resources))
    assert "no text" in why(paged(b""))
    pages = of(paged(SENTENCE, picture, more=[IMAGE], resources=resources)).pages
    (found,) = two_ways._without_text(pages, "年报.pdf")
    assert found.fields["pages"] == ["2"]
    assert found.sources[0].page == 2


def test_fonts_without_meaning_are_said_to_have_none():
    """Characters in the area for private use are none; a text of them is of no use."""
    cmap = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    cmap += b"1 beginbfrange <20> <7E> <E020> endbfrange endcmap end"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>"
    data = paged(
        SENTENCE.replace(b"/F", b"/G"), more=[font, stream(b"", cmap)], resources=b"/Font<</G 4 0 R>>"
    ).replace(b"/Font<</F 3 0 R>>/Font", b"/Font")
    assert of(data).unknown >= 20
    assert "fonts do not say" in why(data)


def test_hidden_text_is_said(monkeypatch):
    """Text recognition leaves its text invisible behind the picture; its figures are to be compared with that."""
    data = paged(SENTENCE + shown((b"12", 100, 600)), SENTENCE + shown((b"12", 100, 600), before=b"3 Tr"))
    assert of(data).hidden == (2,)
    given = []
    monkeypatch.setattr(pdf, "read_pages", lambda pages, name, content, findings: given.extend(findings))
    pdf.read(Content.of(data))
    assert [(found.rule, found.fields["pages"]) for found in given] == [("R-ENCODING", ["2"])]
    given.clear()
    pdf.read(Content.of(paged(SENTENCE)))
    assert given == []


def fan(depth):
    """Drawings that hold each other ten times: what a browser would draw for years."""
    forms = [
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % number, b"/X Do " * 10)
        for number in range(5, 5 + depth)
    ]
    last = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"1 2 3 4 re f")
    return paged(b"/X Do", more=[*forms, last], resources=b"/XObject<</X 4 0 R>>")


def test_a_document_that_would_never_end_is_ended():
    """Its program is; it has a time, and where the system knows of it, a size."""
    assert "seconds" in why(fan(12), seconds=1) or "damaged" in why(fan(12), seconds=1)


def test_what_the_program_does_not_survive_is_damage(monkeypatch):
    """Nothing that a document does to PDFium is done to this program."""

    def ask(*_, **__):
        raise ended

    monkeypatch.setattr(pdf_pages, "ask", ask)
    ended = ChildProcessError
    assert "damaged" in why(paged(SENTENCE))
    ended = TimeoutError
    assert "60 seconds" in why(paged(SENTENCE))


def test_without_pdfium_the_command_is_named(monkeypatch):
    """What to install is said."""
    monkeypatch.setattr(child.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2_raw", None)
    assert 'pip install "govinfo-cn[pdf]"' in why(paged(SENTENCE))


def test_a_hyphen_at_the_end_of_a_line_is_one():
    """PDFium has a character of its own for it."""

    class Raw:
        FPDFText_IsHyphen = staticmethod(lambda *_: 1)
        FPDFText_HasUnicodeMapError = staticmethod(lambda *_: 1)

    assert pdf_child._character(Raw, None, 0, 2) == "-"
    assert pdf_child._character(Raw, None, 0, ord("1")) == "�"
    assert pdf_child._character(Raw, None, 0, ord("中")) == "中"
    assert pdf_child._character(Raw, None, 0, 0x110000) == "�"


def placed(text, x, baseline):
    """Characters of a text from a place on."""
    return [Character(sign, x + 10 * i, x + 10 * i + 10, baseline, 10) for i, sign in enumerate(text)]


def ruled_page():
    """A page with a line, a table of two rows, a line and a page number."""
    rules = [Rule(is_level=True, at=y, start=50, end=350) for y in (100, 130, 160)]
    rules += [Rule(is_level=False, at=x, start=100, end=160) for x in (50, 200, 350)]
    texts = [("前文", 50, 80), ("行政", 60, 112), ("处罚", 60, 125), ("5", 220, 118), ("行政强制", 60, 148)]
    texts += [("后文", 50, 200), ("-1-", 300, 780)]
    return Page(800, tuple(sign for text in texts for sign in placed(*text)), tuple(rules))


def test_ruled_tables_are_rows_of_cells_between_lines():
    """A blank cell is one, a label over two lines has a space, the page number is gone, each has its place."""
    pages = laid([ruled_page(), Page(800, tuple(placed("第二页", 50, 80)))], 100)
    found = grid_lines(pages, "年报.pdf")
    assert [[piece.text for piece in line.pieces] for line in found] == [
        ["前文"],
        ["行政 处罚", "5"],
        ["行政强制", ""],
        ["后文"],
        ["第二页"],
    ]
    row = found[2].pieces[1].source
    assert (row.page, row.table, row.line, row.column, row.document) == (1, 1, 2, 2, "年报.pdf")
    assert found[0].source.table is None
    assert [line.text for line in text_lines(pages, None)] == [
        "前文",
        "行政",
        "处罚",
        "5",
        "行政强制",
        "后文",
        "第二页",
    ]


def grid_of(*texts):
    """The cells of a table of two rows and three columns that end at 150, 250 and 350."""
    rules = [Rule(is_level=True, at=y, start=50, end=350) for y in (100, 130, 160)]
    rules += [Rule(is_level=False, at=x, start=100, end=160) for x in (50, 150, 250, 350)]
    page = Page(800, tuple(sign for text in texts for sign in placed(*text)), tuple(rules))
    return [[piece.text for piece in line.pieces] for line in grid_lines(laid([page], 100), None)]


@given(st.integers(1, 10**12).map(str), st.integers(50, 340))
def test_a_figure_over_the_edge_of_its_cell_is_never_read_in_part(figure, left):
    """Whatever part of it stands in which cell: it is there whole, or no part passes for a figure."""
    found = [word for row in grid_of((figure, left, 120)) for word in row if any(sign.isdigit() for sign in word)]
    assert found == [figure] or ("".join(found).replace("…", "") == figure and all("…" in word for word in found))


def test_figures_in_cells_beside_each_other_are_none_over_the_edge():
    """A gap between them is enough; words may be drawn over the edge, and a digit at their end is marked."""
    assert grid_of(("12", 128, 120), ("34", 252, 120)) == [["12", "", "34"], ["", "", ""]]
    assert grid_of(("12", 130, 120), ("34", 152, 120))[0] == ["12", "34", ""]
    assert grid_of(("行政处罚", 130, 120))[0] == ["行政", "处罚", ""]
    assert grid_of(("12万元", 130, 120))[0] == ["12…", "…万元", ""]
    assert grid_of(("7", 100, 120), ("2345", 130, 120), ("8", 200, 120))[0] == ["7 23…", "…45 8", ""]


def test_what_is_left_out_of_margins_is_not_in_a_table():
    """A page number beside the last row of a table takes nothing with it."""
    page = ruled_page()
    low = attrs.evolve(
        page,
        rules=tuple(
            attrs.evolve(rule, at=rule.at + 620) if rule.is_level else attrs.evolve(rule, start=720, end=780)
            for rule in page.rules
        ),
        characters=tuple(attrs.evolve(c, baseline=c.baseline + 620) for c in placed("9", 220, 148))
        + tuple(placed("-1-", 400, 768)),
    )
    (found,) = laid([low], 100)
    assert text_of(found) == "9"


def report(figures, errors=0, editions=2021):
    """A report with these figures in the row of what was received, and so many errors of reading."""
    finding = two_ways.R_ENCODING.found("x")
    made_one = Report.blank(editions, organ="某局", year=2023).replace(
        dict(zip(RECEIVED.cells(), figures, strict=False))
    )
    return made_one.replace(reading=Reading("pdf", findings=(finding,) * errors))


def test_the_reading_with_fewer_faults_is_taken_whole():
    """Never figures of both; if both are as good, the one by ruled lines, whose places say more."""
    text, grid = report([1, 2, 3]), report([1, None, 3, 4, 5])
    assert two_ways.better(text, grid) is grid
    assert two_ways.better(text, report([1, 2])) is text
    assert two_ways.better(text, report([1, 2, 3])).reading.findings == ()
    assert two_ways.better(report([1, 2]), report([1, 2, 3], errors=3)).reading.findings == ()
    bare = report([1, 2, 3]).replace(reading=None)
    assert two_ways.better(bare, bare) is bare


def test_a_figure_that_is_read_in_two_ways_and_not_the_same_is_blank():
    """And a finding shows both, with their places."""
    text, grid = report([1, 2, 3]), report([1, 8, 3])
    found = two_ways.better(text, grid)
    cell = RECEIVED.cells()[1]
    assert cell.of(found) is None
    assert RECEIVED.cells()[0].of(found) == 1
    (finding,) = found.reading.findings
    assert finding.cells == (cell,)
    assert finding.rule == "R-UNREADABLE"
    assert " 2 if" in finding.message("en")
    assert " 8 if" in finding.message("en")


def test_a_figure_that_is_none_by_ruled_lines_is_blank():
    """What is printed in the cell is known, though it is no figure; so a figure found line by line is not its own."""
    cell = RECEIVED.cells()[1]
    places = Report.blank(2021, organ="某局", year=2023).replace(reading=Reading("pdf"))
    every = [Source("8516 22", Status.UNREADABLE) if one is cell else None for one in values(CELLS)]
    grid = places.replace(sources=fill(Form, every, places.editions))
    found = two_ways.better(report([1, 8516, 3]), grid)
    assert cell.of(found) is None
    assert RECEIVED.cells()[0].of(found) is None
    (finding,) = found.reading.findings
    assert "is 8,516 if" in finding.message("en")
    assert "“8516 22” if" in finding.message("en")


def test_one_way_is_enough_and_none_is_too_few():
    """What cannot be read one way is read the other; if neither can, the reason is that of the text."""
    one, other = UnreadableReport("one"), UnreadableReport("other")
    good = report([1])
    assert two_ways.better(good, None) is good
    assert two_ways.better(good, other) is good
    assert two_ways.better(one, good) is good
    with pytest.raises(UnreadableReport, match="one"):
        two_ways.better(one, other)


def test_pages_are_read_both_ways(monkeypatch):
    """By ruled lines only where there are some; a reason for none is kept until the other has been tried."""
    seen = []

    def align(lines, name, **_):
        seen.append(any(line.source.table for line in lines))
        if not seen[-1]:
            raise UnreadableReport("no text")
        return report([1])

    monkeypatch.setattr(two_ways, "align", align)
    page = ruled_page()
    long = attrs.evolve(page, characters=page.characters + tuple(placed("更多的文字在这里", 50, 300)))
    assert two_ways.read_pages([long], "pdf", Content.of("")).year == 2023
    assert seen == [False, True]
    with pytest.raises(UnreadableReport, match="no text"):
        two_ways.read_pages([attrs.evolve(long, rules=())], "pdf", Content.of(""))


def needs(program):
    """The path of a program that prints; without it, the test is none, but on the build machine it is a fault."""
    found = shutil.which(program)
    if found is None:
        assert not os.environ.get("CI"), f"{program} is missing"
        pytest.skip(f"{program} is not installed")
    return found


TABLE = """<meta charset=utf-8>
<style>table{border-collapse:collapse}td{border:1px solid;padding:3px;width:150px}</style>
<p>二、主动公开政府信息情况</p><table cellpadding=8>
<tr><td colspan=4>第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>1</td><td></td><td>11</td></tr><tr><td>行政规范性文件</td><td>8</td><td>26</td><td>66</td></tr>
</table><p>三、收到和处理政府信息公开申请情况</p>"""


@pytest.mark.parametrize("program", ["chromium", "soffice"])
def test_a_printed_table_is_read_cell_by_cell(program, tmp_path):
    """As browsers and office programs print it: figures by text, blank cells by ruled lines."""
    path = needs(program)
    page = tmp_path / "page.html"
    page.write_text(TABLE, "utf-8")
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    flags += f" --disable-component-update --disable-sync --user-data-dir={tmp_path / 'user'}"
    commands = {
        "chromium": [path, *flags.split(), f"--print-to-pdf={tmp_path / 'page.pdf'}", page.as_uri()],
        "soffice": [
            *(path, "--headless", f"-env:UserInstallation={(tmp_path / 'user').as_uri()}"),
            *("--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(tmp_path), str(page)),
        ],
    }
    subprocess.run(commands[program], check=True, capture_output=True, timeout=120)
    pages = laid(of((tmp_path / "page.pdf").read_bytes()).pages, 10_000)
    text = [[piece.text for piece in line.pieces] for line in text_lines(pages, None)]
    assert ["行政规范性文件", "8", "26", "66"] in text
    assert ["规章", "1", "11"] in text
    if program == "chromium":
        grid = [[(piece.text, piece.span) for piece in line.pieces] for line in grid_lines(pages, None)]
        assert [("第二十条第（一）项", 4)] in grid
        assert [("规章", 1), ("1", 1), ("", 1), ("11", 1)] in grid


@pytest.mark.shared
def test_a_published_report_gives_all_its_rows(shared):
    """Tables that go on over pages, labels from above to below and over lines: every row has its figures in order."""
    data = (shared / "corpus" / "001-huaian-shi-2024-pdf.pdf").read_bytes()
    truth = json.loads((shared / "corpus" / "001-huaian-shi-2024-pdf.truth.json").read_text("utf-8"))
    pages = laid(of(data).pages, 100_000)

    def figures(lines):
        return [[word for piece in line.pieces if (word := piece.text).replace(".", "").isdigit()] for line in lines]

    due = [list(map(str, row["values"])) for row in truth["table2"] + truth["table3"]]
    due.append(list(map(str, truth["table4"])))
    for found in (text_lines(pages, None), grid_lines(pages, None)):
        assert [row for row in figures(found) if row] == due
    rows = [line for line in grid_lines(pages, None) if line.source.table and len(line.pieces) > 7]
    assert len([row for row in rows if sum(piece.text.isdigit() for piece in row.pieces) == 7]) == len(truth["table3"])


def test_the_example_of_the_view_holds():
    """What the documentation shows is so."""
    import doctest  # noqa: PLC0415

    assert doctest.testmod(pdf_pages).failed == 0
    assert doctest.testmod(paper).failed == 0
    assert Path(pdf_child.__file__).is_file()
