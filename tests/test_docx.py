"""
Reading DOCX: what a document prints in the end, in the order of reading, and nothing that is not printed.
"""

import io
import zipfile

import docx as python_docx
import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo import CELLS, UnreadableReport, read, reads
from govinfo.cells import official
from govinfo.layout import table
from govinfo.limits import Limits
from govinfo.readers import docx
from govinfo.readers.content import Content
from govinfo.strategies import lines as prose
from govinfo.strategies import reports


SECTIONS = ("disclosure", "applications", "disputes")
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def parts(body, *, name="word/document.xml", kind=MAIN, namespace=TRANSITIONAL, relation=RELATION, before=""):
    """The parts of a document with this body."""
    return {
        "[Content_Types].xml": f'<Types><Override PartName="/{name}" ContentType="{kind}"/></Types>',
        "_rels/.rels": (
            f'<Relationships><Relationship Id="a" Type="thumbnail"/>'
            f'<Relationship Id="b" Type="{relation}" Target="{name}"/></Relationships>'
        ),
        name: f'{before}<w:document xmlns:w="{namespace}" {NAMES}><w:body>{body}</w:body></w:document>',
    }


def packed(files):
    """A container of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in files.items():
            container.writestr(name, text)
    return made.getvalue()


def document(body, **options):
    """The bytes of a document with this body."""
    return packed(parts(body, **options))


def lines(data, **limits):
    """What the lines say: texts, and spans where a cell is merged."""
    found = docx.lines(Content.of(data, "年报.docx", Limits(**limits)))
    return [[p.text if p.span == 1 else (p.text, p.span) for p in line.pieces] for line in found]


def r(text, properties=""):
    """A run of text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs):
    """A paragraph."""
    return f"<w:p>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def tc(text="", properties=""):
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def tr(*cells, properties=""):
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows):
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def alternatives(choice, fallback):
    """Two drawings of the same thing."""
    new, old = f"<mc:Choice>{choice}</mc:Choice>", f"<mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{new}{old}</mc:AlternateContent>"


def paragraph(inside):
    """The texts of the lines that a paragraph gives."""
    return [text for (text,) in lines(document(p(inside)))]


def row(*cells, **options):
    """The only row of a table of these cells."""
    (found,) = lines(document(tbl(tr(*cells, **options))))
    return found


def written(report, section):
    """A document of python-docx with the table of a section, and the lines that must be read."""
    made = python_docx.Document()
    printed = table(section, report.editions)
    grid = made.add_table(printed.height, printed.width)
    squares = [list(line.cells) for line in grid.rows]
    expected = []
    for boxes in printed.rows():
        found = []
        for box in boxes:
            text = box.text if box.cell is None else "" if report[box.cell] is None else str(report[box.cell])
            first, last = squares[box.top][box.left], squares[box.top + box.height - 1][box.left + box.width - 1]
            (first if first is last else first.merge(last)).text = text
            found.append(text if box.width == 1 else (text, box.width))
        expected.append(found)
    made.add_paragraph("一、总体情况")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue(), [*filter(None, expected), ["一、总体情况"]]


@settings(max_examples=5)
@given(reports(blanks=True), st.sampled_from(SECTIONS))
def test_the_table_of_any_report_comes_out_cell_by_cell(report, section):
    """Every box of the form is one piece with its span, also where it is blank; what goes on from above is none."""
    data, expected = written(report, section)
    assert docx.recognizes(Content.of(data))
    assert lines(data) == expected


@given(st.lists(st.lists(prose(), min_size=1, max_size=4), max_size=5))
def test_runs_of_a_paragraph_are_one_text(texts):
    """However a paragraph is cut into runs, it reads as it is printed."""
    assert lines(document("".join(p(*runs) for runs in texts))) == [["".join(runs)] for runs in texts]


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("<w:ins>" + r("8") + "</w:ins><w:del><w:r><w:delText>5</w:delText></w:r></w:del>", "8"),
        ("<w:moveFrom>" + r("5") + "</w:moveFrom><w:moveTo>" + r("8") + "</w:moveTo>", "8"),
        ("<w:hyperlink>" + r("规") + "</w:hyperlink><w:smartTag>" + r("章") + "</w:smartTag>", "规章"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + r("4") + "</w:sdtContent></w:sdt>", "4"),
        ('<w:fldSimple w:instr="PAGE 7">' + r("4") + "</w:fldSimple>", "4"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/></w:r>", "a b-c"),
        ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + r("4"), "4"),
        (r("8", "<w:vanish/>") + r("5"), "5"),
        (r("8", '<w:vanish w:val="0"/>') + r("5", '<w:b/><w:vanish w:val="false"/>'), "85"),
        (r("859") + r("1", '<w:vertAlign w:val="superscript"/>'), "859 1"),
        (r("8") + r("1", '<w:vertAlign w:val="baseline"/>'), "81"),
        (r("8") + r("5", "<w:strike/>") + r("9"), "8 ~5~ 9"),
        (r("8") + r("", "<w:strike/>") + r("9"), "89"),
        (r("8") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("9"), "8 9"),
        ('<w:r><w:t>8</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "8\uf0fc"),
        ('<w:r><w:t>8</w:t><w:sym w:font="Symbol" w:char="0031"/></w:r>', "8�"),
        ("<w:r><w:t>8</w:t><w:sym/></w:r>", "8�"),
        ("<w:r><w:ruby><w:rt>" + r("guī") + "</w:rt><w:rubyBase>" + r("规") + "</w:rubyBase></w:ruby></w:r>", "规"),
        (
            "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>",
            "1 2",
        ),
        (
            alternatives(r("4"), r("4")),
            "4",
        ),
        (f"<mc:AlternateContent><mc:Fallback>{r('4')}</mc:Fallback></mc:AlternateContent>", "4"),
        ("<mc:AlternateContent/>" + r("4"), "4"),
        ("<w:r><w:t>规&#x4E00;</w:t><!-- no --><?no no?></w:r>", "规一"),
    ],
)
def test_a_paragraph_reads_as_it_is_printed(inside, printed):
    """Insertions are taken and deletions are not; what is no part of a figure does not run into it."""
    assert paragraph(inside) == [printed]
    assert row(tc(p(inside))) == [printed]


def field(kind):
    """A mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_gives_its_result():
    """Not what it is worked out from, though another field stands in that; one never closed ends with its line."""
    inner = field("begin") + "<w:r><w:instrText>REF</w:instrText></w:r>" + field("separate") + r("3") + field("end")
    outer = field("begin") + r("=") + inner + field("separate") + r("859") + field("end") + r("件")
    assert paragraph(outer) == ["859件"]
    assert paragraph(field("end") + r("4") + field("separate") + r("5")) == ["45"]
    assert lines(document(p(field("begin") + r("x")) + p("4"))) == [["4"]]
    assert row(tc(p(field("begin") + r("x")) + p("4"))) == ["4"]


def test_a_line_break_makes_lines_of_a_paragraph_and_a_space_in_a_cell():
    """A break in a label of a cell is a place to wrap; in a paragraph it is how lines are typed."""
    broken = "<w:r><w:t>规章</w:t><w:br/><w:t>4</w:t><w:cr/><w:t> </w:t></w:r>"
    assert paragraph(broken) == ["规章", "4"]
    assert row(tc(p(broken)), tc(p("商业") + p("企业"))) == ["规章 4", "商业 企业"]


def test_lines_say_where_they_stand():
    """The number of the paragraph; of table, row and cell. Blank paragraphs count, and blank cells are pieces."""
    data = document(p("甲") + p("") + p("乙<w:br/>") + tbl(tr("a", "", "c")) + tbl(tr("d")))
    found = list(docx.lines(Content.of(data, "年报.docx")))
    places = [
        (s.document, s.table, s.line, s.column) for line in found for s in (piece.source for piece in line.pieces)
    ]
    assert places == [
        ("年报.docx", None, 1, None),
        ("年报.docx", None, 3, None),
        ("年报.docx", 1, 1, 1),
        ("年报.docx", 1, 1, 2),
        ("年报.docx", 1, 1, 3),
        ("年报.docx", 2, 1, 1),
    ]
    assert all(piece.source.text == piece.text for line in found for piece in line.pieces)


SPAN = '<w:gridSpan w:val="{}"/>'
DOWN = "<w:vMerge/>"
TOP = '<w:vMerge w:val="restart"/>'


def test_merged_cells_are_one_piece():
    """A span over columns is on the piece; what goes on from above is none, nor are columns that a row leaves out."""
    data = document(
        tbl(
            tr(tc("一", TOP + SPAN.format(2)), "1", tc("甲", TOP)),
            tr(tc("", DOWN + SPAN.format(2)), "2", tc("", '<w:vMerge w:val="continue"/>')),
            tr("二", properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'),
            tr(tc("三", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("3"), tc("4")),
        )
    )
    assert lines(data) == [[("一", 2), "1", "甲"], ["2"], ["二"], [("三", 2), "3", "4"]]


def test_a_cell_that_goes_on_from_nothing_is_one_of_its_own():
    """Nothing that is printed is lost to a merge that was never begun."""
    assert lines(document(tbl(tr("甲", "乙"), tr("1", tc("2", DOWN)), tr("3", tc("", DOWN))))) == [
        ["甲", "乙"],
        ["1", "2"],
        ["3"],
    ]
    assert row(tc("1", "<w:hMerge/>"), "2") == ["1", "2"]
    assert row(tc("1", '<w:cellMerge w:vMerge="cont"/>')) == ["1"]


@pytest.mark.parametrize("span", ["0", "-3", "", "x", "1.5"])
def test_a_span_that_makes_no_sense_is_one_column(span):
    """The cell is there all the same."""
    assert row(tc("1", SPAN.format(span)), tc("2", "<w:gridSpan/>")) == ["1", "2"]


def test_a_span_of_a_million_columns_is_cut():
    """No memory is set aside for what a cell says of itself."""
    assert row(tc("1", SPAN.format(10**6)), tc("2", SPAN.format("9" * 50))) == [("1", 200), "2"]


def test_rows_and_cells_stand_also_in_content_controls():
    """Form templates wrap tables, rows and cells in them; python-docx sees none of those."""

    def control(inside):
        return f"<w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    body = control(tbl(control(tr(control(tc("规章")), f"<w:customXml>{tc('4')}</w:customXml>")), tr("1", "2")))
    assert lines(document(body)) == [["规章", "4"], ["1", "2"]]
    assert lines(document(alternatives(tbl(alternatives(tr("4"), tr("x"))), p("x")))) == [["4"]]


def test_rows_and_cells_that_were_deleted_or_hidden_are_none():
    """The numbers of the other rows stay; what is merged with a deleted row still goes on from it."""
    data = document(
        tbl(
            tr("甲", properties="<w:del/>"),
            tr("乙", properties="<w:hidden/>"),
            tr("丙", tc("丁", "<w:cellDel/>"), "戊"),
            tr(tc("己", "<w:cellDel/>")),
        )
    )
    (line,) = docx.lines(Content.of(data))
    assert [piece.text for piece in line.pieces] == ["丙", "戊"]
    assert line.source.line == 3


def test_a_table_that_only_lays_out_is_read_through():
    """A cell that holds a table gives its paragraphs and that table's rows, in order, and not a row."""
    inner = tbl(tr("规章", "4"), tr("x", "5"))
    data = document(tbl(tr(tc(p("前") + inner + p("后")), "旁")) + tbl(tr("尾", "0")))
    assert lines(data) == [["前"], ["规章", "4"], ["x", "5"], ["后"], ["旁"], ["尾", "0"]]
    found = [line.source.table for line in docx.lines(Content.of(data))]
    assert found == [None, 2, 2, None, None, 3]


def test_a_frame_around_one_text_is_no_table():
    """A table of one cell inside a cell is its text."""
    assert row("规章", tc(tbl(tr(tc("859"))) + p(""))) == ["规章", "859"]


def test_text_boxes_are_read_once():
    """In a paragraph they follow it; in a cell they are part of it; the second drawing of the same is left out."""
    inner = f"<w:r><w:pict><w:txbxContent>{p('中')}</w:txbxContent></w:pict></w:r>"
    box = f"<w:txbxContent>{p('盒', inner)}</w:txbxContent>"
    drawn = f"<w:r>{alternatives(f'<w:drawing>{box}</w:drawing>', f'<w:pict>{box}</w:pict>')}</w:r>"
    assert lines(document(p("甲", drawn, "乙"))) == [["甲 乙"], ["盒"], ["中"]]
    assert row(tc(p("甲", drawn)), "乙") == ["甲 盒 中", "乙"]


def test_pictures_are_counted():
    """A report that is nothing but pictures is refused with words that say so."""
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    old = "<w:r><w:pict><v:imagedata/></w:pict></w:r>"
    with pytest.raises(UnreadableReport, match="picture"):
        reads(document(p("年报", picture)))
    with pytest.raises(UnreadableReport, match="picture"):
        reads(document(tbl(tr(tc(p(old))))))


@pytest.mark.parametrize(
    "options",
    [
        {"namespace": STRICT, "relation": "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"},
        {"kind": "application/vnd.ms-word.document.macroEnabled.main+xml"},
        {"kind": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"},
        {"name": "部件/Any.xml"},
        {"before": '<?xml version="1.0" encoding="UTF-8"?>'},
        {"before": "\ufeff"},
    ],
)
def test_the_main_part_is_where_the_container_says(options):
    """Whatever it is called, in both kinds of the format, with macros, which are never run, and as a template."""
    data = document(p("规章"), **options)
    assert docx.recognizes(Content.of(data))
    assert lines(data) == [["规章"]]


def test_a_part_in_utf_16_is_read():
    """The other encoding that the format allows."""
    files = parts(p("规章"), before='<?xml version="1.0" encoding="UTF-16"?>')
    files = {name: text.encode("utf-16") for name, text in files.items()}
    assert docx.recognizes(Content.of(packed(files)))
    assert lines(packed(files)) == [["规章"]]


def test_other_containers_are_no_word_documents():
    """A workbook, a folder of files, a text."""
    assert not docx.recognizes(Content.of(document("", kind="spreadsheetml.sheet.main+xml")))
    assert not docx.recognizes(Content.of(packed({"a.txt": "规章"})))
    assert not docx.recognizes(Content.of("规章"))


@pytest.mark.parametrize(
    "change",
    [
        {"_rels/.rels": "<Relationships/>"},
        {"_rels/.rels": "<Relationships"},
        {"_rels/.rels": '<R><R Type="/officeDocument"/></R>'},
        {"word/document.xml": "<document><body>"},
        {"word/document.xml": "<document/>"},
        {"word/document.xml": ""},
        {"word/document.xml": b"\xff\xfe\x00"},
        {"word/document.xml": "<w:document/>"},
        {"word/document.xml": b"<a>\xff</a>"},
    ],
)
def test_a_document_that_is_broken_says_so(change):
    """It is refused with what to do, whatever is wrong inside."""
    with pytest.raises(UnreadableReport, match="damaged") as refused:
        lines(packed({**parts(p("规章")), **change}))
    assert refused.value.document == "年报.docx"


LAUGHS = '<!DOCTYPE a [<!ENTITY a "哈">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize("entities", [LAUGHS + "]>", '<!DOCTYPE a [<!ENTITY j SYSTEM "file:///etc/hostname">]>'])
def test_entities_are_refused(entities):
    """A document that declares some would expand to gigabytes, or read other files."""
    for data in (
        document(p("&j;"), before=entities),
        packed({name: text.encode("utf-16") for name, text in parts(p("&j;"), before=entities).items()}),
    ):
        with pytest.raises(UnreadableReport, match="document type"):
            lines(data)


@pytest.mark.parametrize("element", ["w:p", "w:tbl", "w:sdt", "w:r", "w:tbl><w:tr><w:tc"])
@pytest.mark.parametrize("depth", [60, 80, 240, 100_000])
def test_a_document_that_is_nested_deep_is_read_or_refused(element, depth):
    """There is no other exception than ours, and no endless work."""
    names = element.split("><")
    body = f"<{element}>" * depth + "".join(f"</{name}>" for name in reversed(names)) * depth
    try:
        assert lines(document(body)) is not None
    except UnreadableReport as refused:
        assert "damaged" in str(refused) or "nested" in str(refused)  # noqa: PT017


def test_a_stack_that_is_nearly_full_is_no_crash(monkeypatch):
    """Whoever calls from deep inside gets our exception too."""

    def overflows(*_):
        raise RecursionError

    monkeypatch.setattr(docx._Text, "take", overflows)
    with pytest.raises(UnreadableReport, match="nested too deep"):
        lines(document(p("规章")))


def test_more_elements_or_attributes_than_a_report_has_are_refused(monkeypatch):
    """They are counted before memory is taken for them."""
    monkeypatch.setattr(docx, "MOST_ELEMENTS", 100)
    many = " ".join(f'a{n}="1"' for n in range(150))
    for body in ("<w:p/>" * 250, f"<w:p {many}/>"):
        with pytest.raises(UnreadableReport, match="more than 100 elements"):
            lines(document(body))


def test_many_attributes_take_no_long_time():
    """A hundred thousand on one element are read or refused at once."""
    many = " ".join(f'a{n}="1"' for n in range(100_000))
    assert lines(document(f"<w:p {many}>{r('4')}</w:p>")) == [["4"]]


def test_a_row_of_more_cells_than_any_table_has_is_refused():
    """As the limits say."""
    with pytest.raises(UnreadableReport, match="more than 3 cells"):
        lines(document(tbl(tr(*"1234"))), cells=3)


def test_more_lines_than_the_limits_say_are_refused():
    """No more of them are kept than one too many."""
    with pytest.raises(UnreadableReport, match="more than 3 lines"):
        docx.read(Content.of(document(p("4") * 10), limits=Limits(lines=3)))


@given(st.data())
def test_whatever_is_inside_there_is_no_other_exception(data):
    """Any elements in any order, with any properties."""
    leaves = st.sampled_from(
        [r("4"), "<w:tab/>", "<w:gridSpan/>", SPAN.format(3), TOP, DOWN, field("begin"), field("end")]
    )
    names = ["w:p", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:trPr", "w:del", "w:r", "w:txbxContent", "mc:AlternateContent"]
    trees = st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda name, inside: f"<{name}>{''.join(inside)}</{name}>",
            st.sampled_from(names),
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )
    for line in docx.lines(Content.of(document("".join(data.draw(st.lists(trees, max_size=5)))))):
        assert line.pieces


def test_a_report_in_word_is_read(tmp_path):
    """The reader is found by what the file contains, and the figures know where they stand."""
    body = p("二、主动公开政府信息情况") + tbl(
        tr(tc("第二十条第（一）项", SPAN.format(4))),
        tr("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        tr("规章", "0", "0", "0"),
        tr("行政规范性文件", "1", "2", "5"),
    )
    (tmp_path / "年报.docx").write_bytes(document(body))
    report = read(tmp_path / "年报.docx")
    cell = CELLS.disclosure.documents.normative.in_force
    assert report[cell] == 5
    assert report.reading.format == "docx"
    assert (report.source(cell).document, report.source(cell).table, report.source(cell).line) == ("年报.docx", 1, 4)


@pytest.mark.shared
def test_the_official_empty_form_has_the_rows_of_the_form(shared):
    """Each row has as many pieces, of the same spans, as the layout of the form says; it holds no figure."""
    (file,) = (shared / "corpus").glob("027-*.docx")
    found = [line for line in docx.lines(Content.of(file.read_bytes())) if line.pieces[0].source.table]
    rows = {n: [[q.span for q in line.pieces] for line in found if line.source.table == n] for n in (1, 2, 3)}
    for number, section in enumerate(SECTIONS[:2], start=1):
        printed = table(section, official(2021))
        assert rows[number] == [[box.width for box in boxes] for boxes in printed.rows()]
    assert [len(spans) for spans in rows[3]] == [2, 7, 10, 15]
    assert not any(text.text.isdigit() for line in found for text in line.pieces)
