"""
Reading OFD: characters stand where the document says, and figures of one run of text are as many as are seen.
"""

import io
import zipfile

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import UnreadableReport
from govinfo.limits import Limits
from govinfo.readers import ofd, ofd_drawing, ofd_parts
from govinfo.readers.content import Content
from govinfo.readers.paper import grid_lines, laid, text_lines


SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def text_object(text, x, y, *, deltas="", more="", code=""):
    """A text at a place in millimetres, in characters of five."""
    given_deltas = f'DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 6" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="4" {given_deltas} {code}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def path(data, more=""):
    """A line or a box."""
    drawn = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="0 0 210 297" {more}>{drawn}</ofd:PathObject>'


def page(*things, head="", area=""):
    """What is on a page."""
    layer = f"<ofd:Layer>{''.join(things)}</ofd:Layer>"
    return f"{HEAD}<ofd:Page {SPACE}>{area}{head}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def made(*pages, common="", others=(), main=None, document=None):
    """An OFD of these pages."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    main = main or (
        f"{HEAD}<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    document = document or (
        f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("OFD.xml", main)
        parts.writestr("Doc_0/Document.xml", document)
        for number, content in enumerate(pages):
            parts.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", content)
        for name, content in others:
            parts.writestr(name, content)
    return out.getvalue()


def content_of(data, **limits):
    """An OFD that is to be read."""
    return Content.of(data, "年报.ofd", Limits(**limits))


def words(data):
    """The cell texts of its lines."""
    return [[p.text for p in line.pieces] for line in text_lines(laid(ofd.ofd_pages(content_of(data)), 1000), None)]


def why(data, **limits):
    """Why it cannot be read."""
    with pytest.raises(UnreadableReport) as caught:
        ofd.read(content_of(data, **limits))
    return str(caught.value)


def test_ofd_is_known_by_its_main_part():
    """Another container is none, and so is what is no container."""
    assert ofd.recognizes(content_of(made()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", "")
    assert not ofd.recognizes(content_of(out.getvalue()))
    assert not ofd.recognizes(Content.of("OFD.xml"))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=7))
def test_figures_in_one_run_of_text_stay_apart(figures):
    """A whole row may be one text, whose figures are told apart by the distances alone."""
    printed = list(map(str, figures))
    deltas = " ".join(
        step for figure in printed for step in (f"g {len(figure) - 1} 2.5" if len(figure) > 1 else "", "9") if step
    )
    assert words(made(page(text_object("".join(printed), 20, 50, deltas=deltas)))) == [printed]


def test_characters_without_distances_stand_side_by_side():
    """Wide ones are as wide as they are high, others half of that; narrow distances are no gaps."""
    assert words(made(page(text_object("规章12", 20, 50)))) == [["规章12"]]
    assert words(made(page(text_object("12", 20, 50, deltas="2.0")))) == [["12"]]
    assert words(made(page(text_object("12", 20, 50, deltas="-2.0")))) == [["2", "1"]]
    assert words(made(page(text_object("上下", 20, 50, code='DeltaY="10"')))) == [["上"], ["下"]]
    assert words(made(page(text_object("甲\n\t乙", 20, 50)))) == [["甲 乙"]]


def test_what_is_askew_or_hidden_is_not_read():
    """A watermark, a text that mirrors, and what the document does not show."""
    things = [
        text_object("水印", 20, 50, more='CTM="0.7 0.7 -0.7 0.7 0 0"'),
        text_object("反", 20, 70, more='CTM="-1 0 0 1 0 0"'),
        text_object("无", 20, 90, more='Visible="false"'),
        text_object("字", 20, 110, more='CTM="2 0 0 2 0 0" HScale="1"'),
    ]
    (found,) = ofd.ofd_pages(content_of(made(page(*things))))
    assert [character.text for character in found.characters] == ["字"]
    assert found.characters[0].size == pytest.approx(10 * ofd_drawing.POINTS)


def test_tables_have_their_cells():
    """Drawn lines and filled boxes are the lines of tables; curves, and what is not painted, are none."""
    lines = [path(f"M 20 {y} L 120 {y}") for y in (50, 60, 70)] + [path(f"M {x} 50 L {x} 70") for x in (20, 70)]
    lines += [
        path("S 120 50 L 120 70 120 70 C", 'Stroke="false" Fill="true"'),
        path("M 119.9 50 L 120.1 50 L 120.1 70 L 119.9 70 C", 'Stroke="false" Fill="true"'),
    ]
    lines += [path("M 20 65 L 120 65", 'Stroke="false"'), path("M 20 55 Q 1 2 3 4 M 5 5 B 1 2 3 4 5 6")]
    lines += ["<ofd:PathObject/>", "<ofd:ImageObject/>", "<ofd:Other/>"]
    texts = [text_object("行政处罚", 22, 52), text_object("5", 80, 52), text_object("行政强制", 22, 62)]
    pages = ofd.ofd_pages(content_of(made(page(*lines, *texts))))
    assert pages[0].pictures == 1
    found = [[piece.text for piece in line.pieces] for line in grid_lines(laid(pages, 1000), None)]
    assert found == [["行政处罚", "5"], ["行政强制", ""]]


def test_a_figure_that_does_not_fit_its_cell_is_no_figure():
    """Neither the part of it that stands in the first line of the cell, nor the part within its edges."""
    lines = [path(f"M 20 {y} L 120 {y}") for y in (50, 60, 70)]
    lines += [path(f"M {x} 50 L {x} 70") for x in (20, 70, 95, 120)]
    texts = [text_object("规章", 22, 52), text_object("8516", 72, 50), text_object("22", 72, 54.5)]
    texts += [text_object("0", 100, 52), text_object("行政", 22, 62), text_object("1234567890", 72, 62)]
    data = made(page(*lines, *texts))
    found = [[p.text for p in line.pieces] for line in grid_lines(laid(ofd.ofd_pages(content_of(data)), 1000), None)]
    assert found == [["规章", "8516 22", "0"], ["行政", "123456789…", "…0"]]
    assert ["规章", "8516 22", "0"] in words(data)


def test_templates_and_drawings_used_more_than_once_are_drawn():
    """What lies under a page, and what a page takes from its resources, stands on it too."""
    unit = '<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>'
    resource = f"{HEAD}<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{{}}</ofd:CompositeGraphicUnits></ofd:Res>"
    used = '<ofd:CompositeObject ResourceID="7" Boundary="20 80 9 9"/><ofd:CompositeObject ResourceID="none"/>'
    block = f"<ofd:PageBlock>{text_object('块', 20, 60)}</ofd:PageBlock>"
    data = made(
        page(
            used,
            block,
            head='<ofd:Template TemplateID="1"/><ofd:Template TemplateID="2"/><ofd:PageRes>Own.xml</ofd:PageRes>',
        ),
        page(used),
        common='<ofd:TemplatePage ID="1" BaseLoc="/Doc_0/Tpl.xml"/>'
        "<ofd:PublicRes>Public.xml</ofd:PublicRes><ofd:DocumentRes/>",
        others=[
            ("Doc_0/Tpl.xml", page(text_object("底", 20, 40))),
            ("Doc_0/Public.xml", resource.format(unit.format(text_object("共", 0, 0)))),
            ("Doc_0/Pages/Page_0/Own.xml", resource.format(unit.format(text_object("自", 0, 0)))),
        ],
    )
    assert words(data) == [["底"], ["块"], ["自"], ["共"]]


def test_drawings_in_each_other_are_followed_to_a_depth(monkeypatch):
    """Those that hold themselves end there, or at the limit of things."""
    itself = '<ofd:CompositeObject ResourceID="7"/>'
    unit = f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{itself * 2}</ofd:Content></ofd:CompositeGraphicUnit>'
    resource = f"{HEAD}<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    data = made(page(itself), common="<ofd:PublicRes>Res.xml</ofd:PublicRes>", others=[("Doc_0/Res.xml", resource)])
    assert "Page 1 of the document has more on it" in why(data)
    monkeypatch.setattr(ofd_drawing, "_DEPTH", 3)
    assert "no text" in why(data)
    monkeypatch.setattr(ofd_drawing, "MOST_THINGS", 3)
    assert "more on it" in why(made(page(path("M 1 1 L 2 2 L 3 3 L 4 4"))))


def test_limits_hold():
    """Pages, characters, elements in each other."""
    one = page(text_object("文字" * 20, 20, 50))
    assert "more than 1 pages" in why(made(one, one), pages=1)
    assert "Page 1 of the document" in why(made(one), lines=1)
    assert "Page 2 of the document" in why(made(one, page(text_object("字", 1, 9), text_object("字", 1, 9))), lines=2)
    assert "more elements" in why(made(page("<a>" * 600 + "</a>" * 600)))


@pytest.mark.parametrize("declared", ['<!DOCTYPE a [<!ENTITY b "c">]>', "<!DOCTYPE a>"])
def test_entities_are_refused(declared):
    """In whatever encoding they are declared."""
    body = page(text_object("字", 1, 9)).replace(HEAD, declared)
    assert "entities" in why(made(body))
    assert "entities" in why(made(('<?xml version="1.0" encoding="UTF-16"?>' + body).encode("utf-16")))


def test_parts_in_other_encodings_are_read():
    """Many producers declare GB2312, which the parser does not know."""
    body = page(text_object("规章", 20, 50)).replace("UTF-8", "GB2312").encode("gb18030")
    assert words(made(body)) == [["规章"]]
    assert "damaged" in why(made(body[:-9]))
    assert "damaged" in why(made(body.replace("规".encode("gb18030"), b"\xff\xff")))


def test_what_is_broken_or_protected_says_so():
    """Parts that are missing, that are no XML, and that are encrypted."""
    nowhere = made(main=f"{HEAD}<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot/></ofd:DocBody></ofd:OFD>")
    assert "damaged" in why(nowhere)
    missing = f'{HEAD}<ofd:Document {SPACE}><ofd:Pages><ofd:Page BaseLoc="no.xml"/></ofd:Pages></ofd:Document>'
    assert "damaged" in why(made(document=missing))
    assert "damaged" in why(made("\0\1"))
    assert "password" in why(made("\0\1", others=[("Doc_0/Encryptions.xml", "")]))
    assert "no text" in why(made(main=f"{HEAD}<ofd:OFD {SPACE}/>"))
    assert "scan" in why(made(page("<ofd:ImageObject/>")))


def test_a_page_may_have_an_area_of_its_own():
    """Places are counted from its corner; numbers that are none are nothing."""
    area = "<ofd:Area><ofd:PhysicalBox>10 20 100 {}</ofd:PhysicalBox></ofd:Area>"
    (found,) = ofd.ofd_pages(content_of(made(page(text_object("字", 20, 50), area=area.format(200)))))
    assert found.height == pytest.approx(200 * ofd_drawing.POINTS)
    assert found.characters[0].left == pytest.approx(10 * ofd_drawing.POINTS)
    (found,) = ofd.ofd_pages(content_of(made(page(area=area.format("1e999")))))
    assert found.height == pytest.approx(297 * ofd_drawing.POINTS)
    huge = text_object("字", 20, 50, more='CTM="1e5 0 0 1e5 1e5 1e5"')
    unit = text_object("字", 999999, 999999, more='CTM="999999 0 0 999999 0 0" HScale="999999"')
    assert len(ofd.ofd_pages(content_of(made(page(huge, unit))))) == 1


def test_numbers_without_an_end_are_none():
    """Neither nan nor infinity is a place."""
    assert ofd_drawing.number("nan", 3.0) == 3.0
    assert ofd_drawing.number("x", 3.0) == 3.0
    assert ofd_drawing._deltas("g 999999 1", 4) == [1.0] * 4
    assert ofd_drawing._deltas("1 2 3 4 5", 2) == [1.0, 2.0]
    assert ofd_drawing._deltas("1", 4) == [1.0]
    assert ofd_parts.text(None) is None
    assert ofd_parts.child(None, "a") is None
