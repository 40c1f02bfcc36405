"""Pages of any content management system give the cells and the paragraphs that are printed of them."""

import base64
import contextlib
import json
import quopri
import sys
import time

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import Report, UnreadableReport, reads, render
from govinfo import strategies as gs
from govinfo.limits import Limits
from govinfo.readers import html
from govinfo.readers.content import Content
from govinfo.readers.page import page


def read_lines(content, **limits):
    """The texts of the cells of each line."""
    given_content = Content.of(content, "年报.html", Limits(**limits))
    return [[piece.text for piece in line.pieces] for line in html.lines(given_content)]


def in_cell(markup):
    """What a cell says, beside another one."""
    [[label, text]] = read_lines(f"<table><tr><td>规章</td><td>{markup}</td></tr></table>")
    assert label == "规章"
    return text


# --- Tables in all styles --------------------------------------------------------------------------------

NUMBERS = [
    "{}",
    " \n\t{}&nbsp; ",
    "<p class=MsoNormal align=left><span lang=EN-US\nstyle='font-size:10.5pt;display:inline'>{}<o:p></o:p></span></p>",
    "<p>&nbsp;</p><div><b><font face=仿宋 size=3>{}</b></font></div>",
    "<!--[if !supportEmptyParas]--><st1:chmetcnv w:st=on>{}</st1:chmetcnv><!--[endif]-->",
    "<![if !vml]>{}<![endif]><script>1</script><style>p {{}}</style><noscript>2</noscript>",
    "<input type=text value={}>",
    "<input type=hidden value=4><INPUT VALUE='{}'><input type=submit value=9>",
    "<table border=0><tr><td>{}</td></tr></table>",
    "<pre>{}</pre>",
    "<a name=_Toc1></a><u><i>{}</i></u>",
    "\u3000{}<br>",
]
BLANKS = ["", "&nbsp;", "<p class=MsoNormal><o:p>&nbsp;</o:p></p>", "<br>", "<input>", "\u3000", "<table><td></table>"]


@st.composite
def written(draw, figure):
    """A figure, or a blank, in the style of some editor."""
    if figure is None:
        return draw(st.sampled_from(BLANKS))
    style = draw(st.sampled_from(NUMBERS))
    digits = str(figure)
    if len(digits) > 1 and "value" not in style and draw(st.booleans()):
        place = draw(st.integers(1, len(digits) - 1))
        inline = draw(st.sampled_from(["span", "b", "font", "st1:metconverter", "o:p", "a"]))
        digits = f"{digits[:place]}<{inline} lang=EN-US>{digits[place:]}</{inline}>"
    return style.format(digits)


@st.composite
def tables(draw, rows):
    """A table of rows of a label and figures, and the cells that it has in its source."""
    is_closed, has_filler = draw(st.booleans()), draw(st.booleans())
    tall = draw(st.integers(0, len(rows))) if not has_filler else 0
    text, cells = [], []
    for number, (label, *figures) in enumerate(rows):
        markup = [f"<th rowspan='{tall} '>办理结果"] if tall and not number else []
        due = ["办理结果"] * len(markup)
        if has_filler:
            markup, due = ["<td>&nbsp;"], [""]
        markup += [f"<{draw(st.sampled_from(['td', 'th', 'TD colspan=1']))} nowrap>{label}"]
        markup += ["<td width=80 valign=top>" + draw(written(figure)) for figure in figures]
        ends = ["</th>" if cell.startswith("<th") else "</td>" for cell in markup]
        text += ["<tr style='height:1cm'>", *(cell + end * is_closed for cell, end in zip(markup, ends, strict=True))]
        text += ["</tr>\n" * is_closed]
        cells.append([*due, label, *("" if figure is None else str(figure) for figure in figures)])
    around = draw(st.sampled_from(["{}", "<thead>\n</thead><tbody>{}</tbody>", "<form>{}</form>", "<col><col>{}"]))
    return f"<table class=MsoTableGrid>{around.format(''.join(text))}</table>", cells


LAYOUTS = [
    "{}",
    "<!DOCTYPE html><html><head><title>某网站</title><meta charset=gb2312></head><body><div>{}</div></body></html>",
    "<table width=100%><tr><td>左栏</td><td><div>{}</div></td></tr></table>",
    "<TABLE><TR><TD><TABLE><TR><TD>{}</TABLE></TABLE>",
    "<table><tbody><tr><td>页头<tr><td><center>{}</center><tr><td>页脚</table>",
]


@given(gs.reports(mixed=True, blanks=True, prose=False), st.data())
def test_cells_are_those_of_the_report_in_any_style(report, data):
    """However a table is written and wherever it stands on the page, its rows have the cells that it has."""
    figures = [figure for _, figure in report.figures()]
    rows = [(f"第{at}行", *figures[at : at + 7]) for at in range(0, len(figures), 7)]
    cut = data.draw(st.integers(1, len(rows)))  # a table that goes on on another page
    drawn = [data.draw(tables(part)) for part in (rows[:cut], rows[cut:]) if part]
    markup = data.draw(st.sampled_from(LAYOUTS)).replace("{}", "<p>续表</p>".join(text for text, _ in drawn))
    expected = [cells for _, part in drawn for cells in part]
    found = [line for line in read_lines(markup) if len(line) > 1]
    assert expected == found


@given(st.text(max_size=60), st.data())
def test_no_text_is_too_strange(text, data):
    """Whatever stands in the document, lines of clean text are read, or what is wrong is said."""
    place = data.draw(st.integers(0, 40))
    markup = "<table><tr><td colspan='2'>规章</td><td>3<b>5</b></table><p>x</p>"
    try:
        lines = list(html.lines(Content.of(markup[:place] + text + markup[place:])))
    except UnreadableReport:
        return
    assert all(line.pieces for line in lines)
    assert all(
        piece.text == piece.source.text == " ".join(piece.text.split("\n")) for line in lines for piece in line.pieces
    )


# --- Cells -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "markup",
    [
        "3<sup>5</sup>",
        "<sub>3</sub>5",
        "3<br>5",
        "<p>3</p><p>5",
        "3<div>5</div>",
        "3<del>5</del>",
        "3<ins>5</ins>",
        "<s>3</s>5",
        "<strike>3</strike>5",
        "3<img src=a.gif>5",
        "3<a href='#_ftn1'>5</a>",
        "3<span class=MsoFootnoteReference>5</span>",
        "3<span class='x sup'>5</span>",
        "3<span style='VERTICAL-ALIGN: super'>5</span>",
        "<span style='text-decoration:line-through'>3</span>5",
        "3<span style='display: inline-block'>5</span>",
        "3<font style='float:right'>5</font>",
        "<b style='font-size:0px'>3</b>5",
        "3<b style='opacity: 0'>5</b>",
        "3<input value=5>",
        "<select><option>3<option>5</select>",
        "3<textarea>5</textarea>",
        "3<script>5</script>5",
        "3<canvas>4</canvas>5",
        "3<ruby><rt>5</rt></ruby>",
        "3<svg><text>5</text></svg>",
        "3<svg><td>5</td></svg>",
        "3<svg><tr><b>5</svg>",
        "3<ul><li>5</ul>",
        "3<my-element>5</my-element>",
        "3&#x2028;5",
        "<pre>3\n5</pre>",
        "<table><td>3</table>5",
        "3\r\n5",
    ],
)
def test_what_stands_apart_is_not_one_number(markup):
    """A note, a struck figure, or a figure in another paragraph is never glued to the figure beside it."""
    assert "3 5" == in_cell(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "3<span>5</span>",
        "<b>3</b><i>5</i>",
        "<b>3<i>5</b></i>",
        "3<o:p>5</o:p>",
        "<st1:chsdate>3</st1:chsdate>5",
        "<font color=red>3</font>5",
        "3<!-- 4 -->5",
        "3<a name=_Toc5>5</a>",
        "<a href=page.htm>3</a>5",
        "3<span style='display:inline;font-size:0.5em'>5</span>",
        "3<span style='display:none'>4</span>5",
        "3<b hidden>4</b>5",
        "3<span style='mso-hide:all'>4</span>5",
        "3<span style='visibility:hidden'>4</span>5",
        "3<wbr>5",
        "<label>3</label><tt>5</tt>",
    ],
)
def test_formatting_in_a_number_does_not_part_it(markup):
    """What is printed as one number is one, whatever formatting begins or ends in it; what is hidden is not printed."""
    assert "35" == in_cell(markup)


PRINTED = [
    "3",
    "一、",
    " ",
    "\n\t",
    "\u3000",
    "&nbsp;",
    "\u2003",
    "\u200b",
    "a  b",
    "3\n5",
    "<!-- 4 -->",
    "\u3000\u3000",
]
WRAPPED = ["<p>{}</p>", "<span style='color:red'>{}</span>", "<sup>{}</sup>", "<b>{}", "<s>{}</s>", "<br>{}<hr>"]
WRAPPED += ["<o:p>{}</o:p>", "<ul><li>{}</ul>", "<button>{}</button>", "<select><option>{}</select>", "<svg>{}</svg>"]
WRAPPED += [
    "<textarea>{}</textarea>",
    "<form>{}</form>",
    "<div style='display:inline-block'>{}</div>",
    "<math>{}</math>",
]
WRAPPED += [
    "<b hidden>{}</b>",
    "<i style='display:&#110;one'>{}</i>",
    "<u style='VISIBILITY:hidden'>{}</u>",
    "<pre>{}</pre>",
]


@given(
    st.recursive(
        st.sampled_from(PRINTED),
        lambda inner: st.builds(str.format, st.sampled_from(WRAPPED), inner) | st.builds(str.__add__, inner, inner),
        max_leaves=6,
    )
)
def test_a_cell_of_one_text_is_read_as_any_other(markup):
    """The short way that most cells are read gives what a walk through all of their elements gives."""
    assert in_cell(markup) == in_cell(f"{markup}<input type=hidden>")


def test_a_character_that_is_none_parts_figures():
    """Parsers leave a NUL out; the figures beside it are not one."""
    assert f"{'字' * 300} 3 5" == in_cell("字" * 300 + " 3\x005")


def test_an_input_that_shows_nothing_says_nothing():
    """Hidden inputs, buttons and boxes to tick are no figures."""
    kinds = ["hidden", "submit", "checkbox", "radio", "image", "button", "reset", "password", "file"]
    assert "8" == in_cell("".join(f"<input type={kind} value=7>" for kind in kinds) + "<input type=NUMBER value=8>")


def test_spans_are_columns_of_one_cell():
    """A merged cell is one piece, as wide as its number says by the rules of HTML, and no wider than is allowed."""
    said = ["2", " 3", "7;", "4.9", "0", "-1", "x", "", "1000000", "9" * 30, "+5"]
    text = "<table><tr>" + "".join(f"<td colspan='{value}'>1" for value in said) + "</table>"
    [line] = html.lines(Content.of(text, None, Limits(cells=50)))
    assert [2, 3, 7, 4, 1, 1, 1, 1, 50, 50, 5] == [piece.span for piece in line.pieces]


def test_a_cell_under_a_tall_one_gives_no_piece():
    """Rows below a cell that spans rows have the cells that stand in them, whatever number the span has."""
    text = "<table><tr><td rowspan='23 '>三<td>1<tr><td>2<tr><td rowspan=99>3<tr><td>4<td>5</table>"
    assert [["三", "1"], ["2"], ["3"], ["4", "5"]] == read_lines(text)


@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "STYLE='color:red; DISPLAY : NONE'"])
def test_hidden_cells_and_rows_are_not_printed(how):
    """A hidden cell or row is none; the rows keep their numbers, and a cell that only its words hide is blank."""
    text = f"<table><tr><td>1<td {how}>2<td>3<tr {how}><td>4<tr><td>5<td style='visibility:hidden'>6</table><p {how}>7"
    lines = list(html.lines(Content.of(text)))
    assert [["1", "3"], ["5", ""]] == [[piece.text for piece in line.pieces] for line in lines]
    assert [1, 3] == [line.pieces[0].source.line for line in lines]


def test_places_are_those_of_the_document():
    """A cell has its table, row and number; a paragraph has the line of the source, or else its number."""
    text = "<p>甲\n<p>乙<table><tr><td>1<td>2</table>\n\n丙<table><td>3<tr><tr><td>4<td>5</table>"
    places = [piece.source for line in html.lines(Content.of(text, "年报.html")) for piece in line.pieces]
    assert {"年报.html"} == {place.document for place in places}
    assert [(None, 1, None), (None, 2, None), (1, 1, 1), (1, 1, 2)] == [
        (place.table, place.line, place.column) for place in places[:4]
    ]
    assert [(2, 1, 1), (2, 3, 1), (2, 3, 2)] == [(place.table, place.line, place.column) for place in places[5:]]
    arranged = html.lines(
        Content.of("\n<table><tr><td>左<td>\n<table><td>1<td>2</table><tr>\n<td>右<td hidden></table>")
    )
    assert [("左", 2), ("1 2", 1), ("右", 2)] == [(line.text, line.source.line) for line in arranged]
    [line] = html.lines(Content.of("甲<"))
    assert 1 == line.source.line


# --- Pages -----------------------------------------------------------------------------------------------


def test_paragraphs_are_blocks_and_lines():
    """A block or a line break begins a paragraph, formatting does not; nothing of the machinery is a paragraph."""
    text = """<html><head><title>某网站</title><style>p {}</style></head><body>首页<nav>导航</nav>
    <h1>标题</h1><p>一、<b>总体</b><span>情况</span></p><div>甲<br>乙<br/>\u3000\u3000丙&nbsp;</div>{{ title }}
    <script>var a = "<p>x</p>"</script><template><p>y</p></template><!-- <p>z</p> --><ul><li>丁<li>戊</ul>
    <noscript>请打开</noscript><custom-tag>己</custom-tag></body></html>"""
    assert [
        ["首页"], ["导航"], ["标题"], ["一、总体情况"], ["甲"], ["乙"], ["丙"], ["{{ title }}"], ["丁"], ["戊"], ["己"],
    ] == read_lines(text)  # fmt: skip


def test_tables_that_arrange_the_page_are_taken_apart():
    """A cell that holds tables or much prose is a part of the page, and its content stands where it is read."""
    prose = "".join(f"<p>第{number}段。{'字' * 20}</p>" for number in range(3))
    inner = "<p>前</p><table><tr><td>2<td>3</table>后"
    text = f"<table><caption>表题</caption><tr><td>规章<td>1<tr><td>{prose}<tr><td>左<td>{inner}<tr><td>末<td>4</table>"
    prosaic = [[f"第{number}段。{'字' * 20}"] for number in range(3)]
    assert [["表题"], ["规章", "1"], *prosaic, ["左"], ["前"], ["2", "3"], ["后"], ["末", "4"]] == read_lines(text)
    tables = [line.pieces[0].source.table for line in html.lines(Content.of(text))]
    assert [None, 1, None, None, None, None, None, 2, None, 3] == tables


@pytest.mark.parametrize("markup", ["<p>第二十条</p><p>第（五）项</p>", "第二十条<br>第（五）项"])
def test_a_heading_across_a_table_is_one_cell(markup):
    """A short heading that is broken over lines is a row of the table."""
    text = f"<table><tr><td>规章<td>1<tr><td colspan=2>{markup}<tr><td>许可<td>2</table>"
    assert ["第二十条 第（五）项"] == read_lines(text)[1]


def test_a_very_long_cell_of_paragraphs_is_prose():
    """A cell with a long text beside others, as a page with a column of links has it, is prose."""
    text = f"<table><tr><td>链接<td><p>{'字' * 600}<p>{'字' * 600}</table>"
    assert [["链接"], ["字" * 600], ["字" * 600]] == read_lines(text)


def test_text_in_a_table_outside_its_cells_is_kept():
    """Text between rows is put before the table, as browsers do, and in no cell."""
    assert [["单位：件"], ["1", "2"]] == read_lines("<table><tr>单位：件<td>1</td><td>2</table>")


def test_tags_of_a_table_without_the_table_still_part_figures():
    """A fragment that begins within a table is one; and stray cells behind a table are not glued together."""
    assert [["规章", "1", "2"]] == read_lines("<tr><td>规章</td><td>1</td><td>2</td></tr>")
    assert [["1", "2"], ["3 4"]] == read_lines("<table><tr><td>1<td>2</table><td>3</td><td>4</td>")


def test_preformatted_text_has_lines():
    """A text page in a frame of HTML is read as a text is: lines, and cells between tabs."""
    text = "<html><body><pre style='word-wrap:break-word'>一、总体情况\r\n规章\t1\t\t3\n<b>总</b>计 4\r末</pre>"
    lines = list(html.lines(Content.of(text)))
    assert [["一、总体情况"], ["规章", "1", "", "3"], ["总计 4"], ["末"]] == [
        [piece.text for piece in line.pieces] for line in lines
    ]
    assert [1, 2, 3, 4] == [line.pieces[0].source.line for line in lines]
    assert read_lines("<pre style='visibility:hidden'>1\n</pre>2") == [["2"]]
    [line] = html.lines(Content.of("<PRE class=x>\r\n甲</PRE>"))
    assert 2 == line.source.line
    assert [["规章", "3 5"]] == read_lines("<pre><table><td>规章<td>3\n5</table></pre>")


TITLE = "2023年度某局政府信息公开工作年度报告"


@pytest.mark.parametrize("name", [TITLE, f"{TITLE}_某市人民政府门户网站", f"某市政府 | {TITLE}"])
def test_the_title_of_the_window_stands_in_for_a_missing_one(name):
    """Where no line of the page is a title, that of the window is; else it would be a second one."""
    assert [[TITLE], ["甲"]] == read_lines(f"<title>{name}</title><p>甲")
    assert [["乙"], [TITLE]] == read_lines(f"<title>{name}</title><p>乙<h1>{TITLE}</h1>")
    assert [["乙"]] == read_lines("<title>某网站</title><p>乙")


# --- What it is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE html>\n<p>甲",
        "  <!-- 文 -->\n<!-- 章 --><DIV class=x>甲",
        "<p style='text-align: center'>甲</p>",
        "<table border=1><tr><td>1",
        '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">\n<html>',
        "甲<br>乙<br>丙<br />丁<br>",
        "发布日期：<span>2024</span><p>甲</p>",
        "<pre>甲",
        "x" * 9000 + "<td>1</td><td>2</td>",
    ],
)
def test_pages_and_fragments_are_recognized(content):
    """What begins as a page or has tags throughout is HTML."""
    assert html.recognizes(Content.of(content))
    assert html.recognizes(Content.of(content.encode()))


@pytest.mark.parametrize(
    "content",
    [
        "规章 < 3，许可 > 5",
        "本页用 <table> 与 <td> 写成",
        "<2023年> <p",
        "<w:p><w:r>甲</w:r></w:p><w:p></w:p>",
        json.dumps({"overview": ["<p>甲</p><p>乙</p>"]}),
        json.dumps([["<p>甲</p><p>乙</p>"]]),
        b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0\0\0<p></p><p></p>",
        "MIME-Version: 1.0\n\n甲",
        "机关：某局\n甲",
    ],
)
def test_what_only_speaks_of_tags_is_no_page(content):
    """A text with a few signs of comparison or tags, and a document of another format, are no HTML."""
    assert not html.recognizes(Content.of(content))


ENCODED = (
    "<html><head>{}<title>某网站</title></head><body><table><tr><td>规章数量</td><td>3</td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    "declared", ["", "<meta charset=utf-8>", "<meta charset='gb2312'>", "<meta charset=iso-8859-1>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_what_it_is_and_not_what_it_says(encoding, declared):
    """A label that is wrong or missing makes no difference."""
    data = ENCODED.format(declared).encode(encoding)
    assert html.recognizes(Content.of(data))
    assert [["规章数量", "3"]] == read_lines(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_that_is_cut_in_a_character_is_read(encoding):
    """The last character may be cut."""
    data = ("<meta charset=big5><table><tr><td>政府规章<td>3</table>末页").encode(encoding)[:-1]
    assert ["政府规章", "3"] == read_lines(data)[0]


def test_big5_is_believed_if_it_can_be():
    """Pages of Hong Kong say that they are in Big5, and are; one that says so and is in another is read too."""
    text = ENCODED.format('<meta http-equiv=Content-Type content="text/html; charset=Big5">').replace("网站", "政府")
    traditional = text.replace("规章数量", "規章數量")
    for data in (traditional.encode("big5hkscs"), f"{traditional}末".encode("big5hkscs")[:-1], traditional.encode()):
        assert ["規章數量", "3"] == read_lines(data)[0]
    assert [["规章数量", "3"]] == read_lines(text.encode("gb18030"))


@pytest.mark.parametrize("text", ["规章", "规章€镕㙓"])
def test_a_label_of_big5_that_nothing_supports_is_passed_over(text):
    """Where the bytes are no Big5, or are no words in it, the label says nothing."""
    data = f"<meta charset=big5><table><tr><td>{text}</td><td>3</td></tr></table>".encode("gb18030")
    assert [[text, "3"]] == read_lines(data)


# --- Web archives ----------------------------------------------------------------------------------------

ARCHIVED = "<html><head><meta charset={}></head><body><table><tr><td>规章</td><td>35</td></tr></table></body></html>"


def archive(*parts):
    """A web archive of parts, each with its type, the name of its encoding, and its bytes."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_Next"; type="text/html"\r\n\r\n'
    found = [head]
    for kind, how, data in parts:
        code = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[how]
        found += [
            b"------=_Next\r\nContent-Location: file:///C:/1.htm\r\n",
            f"Content-Transfer-Encoding: {how}\r\nContent-Type: {kind}\r\n\r\n".encode(),
            code(data),
            b"\r\n",
        ]
    return b"".join([*found, b"------=_Next--\r\n"])


@pytest.mark.parametrize("how", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_web_archive_is_read(how, encoding, monkeypatch):
    """A single file web page of Word or a browser holds a page, whose encoding is what it is."""
    found = []
    monkeypatch.setattr(html, "align", lambda lines, *_, **known: found.extend([list(lines), known]))
    image = ("image/png", "base64", b"\x89PNG" * 100)
    header = ("text/html", how, b"<p>1</p>")
    text = ("text/html; charset=us-ascii", how, ARCHIVED.format(encoding).encode(encoding))
    content = Content.of(archive(image, header, text, header), "年报.mht")
    assert html.recognizes(content)
    html.read(content)
    assert [["规章", "35"]] == [[piece.text for piece in line.pieces] for line in found[0]]
    assert "年报.mht" == found[1]["document"]


def test_the_page_of_a_web_archive_is_the_one_with_the_most_cells(monkeypatch):
    """Word keeps the heads of its pages in a part of their own, which can be a table."""
    monkeypatch.setattr(html, "align", lambda lines, *_, **__: [line.text for line in lines])
    parts = [b"<table><td>1</table>", b"<TABLE><TD>2<TD>3</TABLE>", b"<table><td>4<td>5</table>"]
    assert ["2 3"] == html.read(Content.of(archive(*[("text/html", "8bit", part) for part in parts])))


def test_a_web_archive_given_as_text_is_read(monkeypatch):
    """An archive that was opened as a text is one too; one without a table gives its first page."""
    monkeypatch.setattr(html, "align", lambda lines, *_, **__: [line.text for line in lines])
    text = archive(("text/html", "base64", "<p>甲".encode()), ("text/html", "base64", b"<p>2")).decode()
    assert ["甲"] == html.read(Content.of(text))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (archive(("image/png", "base64", b"\x89PNG")), "holds no page"),
        (archive(("multipart/related", "8bit", b"")), "holds no page"),
        (archive(("text/html", "8bit", b"")), "is empty"),
        (archive(("text/html", "base64", b"\x89PNG\0\0\0\0")), "not a text"),
        (archive(*[("text/html", "8bit", b"<p>")] * 30), "more than 20 parts"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
            + b"".join(b"--b%d\nContent-Type: multipart/related; boundary=b%d\n\n" % (n, n + 1) for n in range(6)),
            "holds no page",
        ),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
            + b"".join(b" --b%d\nContent-Type: multipart/related; boundary=b%d\n\n" % (n, n + 1) for n in range(999)),
            "more than 20 parts",
        ),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary*0=b\n\n--b\n"
            + b"Content-Type: message/rfc822\n\n" * 9999,
            "more than 20 parts",
        ),
    ],
    ids=range(8),
)
def test_a_web_archive_without_a_page_is_refused(content, match):
    """An archive of pictures, of nothing, or of archives without end is refused with what is wrong."""
    with pytest.raises(UnreadableReport, match=match):
        html.read(Content.of(content, "年报.mht", Limits(parts=20)))


# --- Pages without a table -------------------------------------------------------------------------------


def test_what_the_aligner_is_told(monkeypatch):
    """The aligner learns what was found in decoding, and how many pictures there are beside ornaments."""
    found = {}
    monkeypatch.setattr(html, "align", lambda lines, name, **known: found.update(known, name=name, lines=list(lines)))
    images = (
        "<img src=1.jpg><img width=600 height=800><img width=16><img height='10px'><canvas></canvas><iframe></iframe>"
    )
    data = f"<p>甲{images}<object></object><embed type=application/pdf><img hidden>".encode() + b"\xff</p>"
    html.read(Content.of(data, "年报.html", Limits(lines=7)))
    assert ("html", "年报.html", 6, Limits(lines=7)) == tuple(
        found[key] for key in ("name", "document", "pictures", "limits")
    )
    assert ["R-ENCODING"] == [finding.rule for finding in found["findings"]]


@pytest.mark.parametrize(
    ("links", "name"),
    [
        ("<a href='/upload/2024.pdf'>某局2023年报</a>", "某局2023年报"),
        ("<a href=1.docx>通知</a><a href='d.jsp?f=2.DOCX&x=1'>附件：政府信息公开年报</a>", "附件：政府信息公开年报"),
        ("<a href='x/%E5%B9%B4%E6%8A%A5.wps'><img></a>", "年报.wps"),
        ("<iframe src='/pdfjs/viewer.html?file=/a/b.ofd'></iframe>", "b.ofd"),
        ("<a href=x.htm>首页</a><embed src=c.pdf>", "c.pdf"),
        ("".join(f"<a href={number}.xls>{number}</a>" for number in range(30)), "0"),
    ],
)
def test_a_report_in_an_attachment_is_named(links, name):
    """A page that has no table but links to a document says which one is to be downloaded."""
    with pytest.raises(UnreadableReport, match="Download that") as caught:
        html.read(Content.of(f"<p>{TITLE}</p>{links}"))
    assert name == caught.value.fields["name"]


def test_other_faults_are_not_blamed_on_attachments():
    """A page without links, and one that is refused for another reason, keep what is said of them."""
    with pytest.raises(UnreadableReport) as caught:
        html.read(Content.of("<p>甲</p>"))
    assert "name" not in caught.value.fields
    with pytest.raises(UnreadableReport, match="more than"):
        html.read(Content.of("<p>甲</p>" * 9 + "<a href=a.pdf>乙</a>", None, Limits(lines=5)))


# --- Pages of this library -------------------------------------------------------------------------------


def test_pages_of_this_library_need_no_parser(monkeypatch):
    """Our own pages are read by what they carry; others say how to install what they need."""
    monkeypatch.setitem(sys.modules, "turbohtml", None)
    report = Report.blank(2021, organ="某局", year=2023)
    assert report == reads(render(report, "html"))
    with pytest.raises(UnreadableReport, match=r"govinfo-cn\[html\]"):
        html.read(Content.of("<p>甲"))


def test_our_page_that_lacks_its_report_is_refused():
    """A page that says it is ours and has no report is cut off."""
    text = render(Report.blank(2021, organ="某局", year=2023), "html")
    with pytest.raises(UnreadableReport, match="cut off"):
        html.read(Content.of(text[: text.index("<main")] + "</main>"))


# --- Hostile pages ---------------------------------------------------------------------------------------

MANY = 100_000
HOSTILE = {
    "deep": ("<div>" * MANY, "deep"),
    "deep formatting": ("<b>" * MANY + "x", "deep"),
    "formatting that is opened again": (
        "<p>" + "".join(f"<b x={number}>" for number in range(400)) + "</p>" + "<p>x</p>" * 20_000,
        None,
    ),
    "crossed": ("".join(f"<a x={number}><p>" for number in range(20_000)), None),
    "tables in tables": ("<table><tr><td>" * MANY, "deep"),
    "cells": ("<td>" * MANY, "cells"),
    "tags": ("<td>" * 2_000_000, "tags"),
    "comments": ("<p>" + "<!--" * MANY, None),
    "attributes": ("<p " + " ".join(f"a{number}=1" for number in range(MANY)) + ">x", None),
    "spans": ("<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>x" * 1000, None),
    "entities": ("<!DOCTYPE html [<!ENTITY a '" + "x" * 99 + "'>]><p>" + "&a;" * MANY, None),
    "surrogates": ("<p>" + "&#xD800;\ud800" * MANY, None),
    "NUL": ("<p>" + "字" * 70_000 + "\0" * MANY, None),
    "spaces": ("<p style='" + "display " * MANY + "'>" + " " * 1_000_000 + "x", None),
    "a link": ("<a href='" + "a" * 1_000_000 + "'>" + "x.pdf" * MANY, None),
    "drawings": ("<svg>" * MANY, "deep"),
    "words between cells": ("<table><tr>" + "a</tr> </th> " * 20_000, "between the cells"),
    "words between cells, disguised": (
        "<table><tr><!--<td>--><script><td></script><i title='<td>'>" + "a</i> </th> " * 20_000,
        "between the cells",
    ),
    "headers": ("MIME-Version: 1.0\n" + "a: b\n" * MANY, None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_long(name):
    """A page that is made to be slow or large is read, or refused, in bounded time; never does it crash."""
    text, match = HOSTILE[name]
    began = time.process_time()
    content = Content.of(text)
    html.recognizes(content)
    with pytest.raises(UnreadableReport, match=match) if match else contextlib.nullcontext():
        list(html.lines(content))
    assert time.process_time() - began < 2 + 2 * len(text) / 2**20


def test_words_beside_cells_are_read():
    """A few words between the cells, and many tables with space, comments and prose between them, are no damage."""
    table = "<table> <!-- a --> <tr> <!-- b --> <td>1</td> </tr> a <caption>c</caption> </table> 字字字字 "
    assert len(page(table * 1_000 + "<script>" + "x" * 100_000 + "</script>", Limits()).blocks) > 3_000


@pytest.mark.parametrize("inner", ["<table><tr><td>1", "<table><td>1", "<table><tr hidden><td>1"])
def test_rows_outside_of_tables_are_refused(inner):
    """Where a page is nested so deep that its parser puts rows and cells outside of their table, it is not read."""
    for depth in range(500, 520):
        with contextlib.suppress(UnreadableReport):
            page("<div hidden>" + "<b>" * depth + inner, Limits())
    with pytest.raises(UnreadableReport, match="more than 500 deep"):
        page("<div hidden>" + "<b>" * 520 + inner, Limits())


def test_limits_are_those_of_the_caller():
    """The depth, the cells of a row, and the tags for each line are as many as the caller allows."""
    assert page("<div>" * 7 + "x", Limits(depth=10)).blocks
    with pytest.raises(UnreadableReport, match="more than 10 deep"):
        page("<div>" * 9 + "x", Limits(depth=10))
    with pytest.raises(UnreadableReport, match="more than 500 deep"):
        page("<div>" * 600, Limits(depth=10_000))
    assert page("<table><tr>" + "<td>1" * 3, Limits(cells=3)).blocks
    with pytest.raises(UnreadableReport, match="more than 3 cells"):
        page("<table><tr>" + "<td>1" * 4, Limits(cells=3))
    with pytest.raises(UnreadableReport, match="more than 20 tags"):
        page("<br>" * 21, Limits(lines=1))


# --- Published pages -------------------------------------------------------------------------------------


@pytest.mark.shared
def test_a_published_page_has_its_rows(shared):
    """A page as it was published has the rows of table three with seven figures each, and table four with fifteen."""
    [file] = (shared / "corpus").glob("003-*.html")
    [truth_file] = (shared / "corpus").glob("003-*.truth.json")
    truth = json.loads(truth_file.read_text("utf-8"))
    rows = [line for line in read_lines(file.read_bytes()) if len(line) > 7]
    three = [["" if figure is None else str(figure) for figure in row["values"]] for row in truth["table3"]]
    four = ["" if figure is None else str(figure) for figure in truth["table4"]]
    assert [*three, four] == [row[-7:] if len(row) < 12 else row for row in rows if "总计" not in row]
