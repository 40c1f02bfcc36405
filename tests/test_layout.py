"""The geometry of the printed form: which squares each label and each cell takes."""

import itertools
import zipfile

from pathlib import Path
from xml.etree import ElementTree

import pytest

from hypothesis import given
from hypothesis import strategies as st
from test_form import (
    APPLICANTS,
    COLUMNS_OF_FOUR,
    COLUMNS_OF_THREE,
    CORNER,
    EDITIONS,
    NOTE,
    ROWS_OF_THREE,
    TABLE_TWO,
)

from govinfo import CELLS, Edition
from govinfo.cells import BLOCKS, block_editions, cells_of, official
from govinfo.layout import rows_of, table


#: The empty form as the ministries hand it out, in Word; not part of this repository.
OFFICIAL = Path(__file__).parents[2] / "shared" / "corpus" / "027-annual-report-template-blank-docx.docx"

TABLES = ("disclosure", "applications", "disputes")

#: Width and height of the boxes that begin in each row of table four.
TABLE_FOUR = ("5×1 10×1", "1×2 1×2 1×2 1×2 1×2 5×1 5×1", " ".join(["1×1"] * 10), " ".join(["1×1"] * 15))

#: The same for the heading of table three, and then, of its rows, the boxes before the seven figures.
HEAD_OF_THREE = ("3×3 7×1", "1×2 5×1 1×2", "1×1 1×1 1×1 1×1 1×1")
ROWS_BEFORE = ("3×1", "3×1")
ROWS_AFTER = ("2×1", "3×1")
REFUSED, UNAVAILABLE, NOT_PROCESSED, OTHER = ((f"1×{rows} 1×1", *["1×1"] * (rows - 1)) for rows in (8, 3, 5, 3))
TABLE_THREE = {
    2019: (*ROWS_BEFORE, "1×20 2×1", "2×1", *REFUSED, *UNAVAILABLE, *NOT_PROCESSED, "2×1", *ROWS_AFTER),
    2021: (*ROWS_BEFORE, "1×22 2×1", "2×1", *REFUSED, *UNAVAILABLE, *NOT_PROCESSED, *OTHER, *ROWS_AFTER),
}

#: The same for table two: title, heading and rows of each block.
TABLE_TWO_BOXES = {
    2019: (
        *("4×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1"),
        *("4×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1"),
        *("4×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1"),
        *("4×1", "1×1 1×1 2×1", "1×1 1×1 2×1"),
        *("4×1", "1×1 1×1 2×1", "1×1 1×1 2×1"),
    ),
    2021: (
        *("4×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1", "1×1 1×1 1×1 1×1"),
        *("4×1", "1×1 3×1", "1×1 3×1"),
        *("4×1", "1×1 3×1", "1×1 3×1", "1×1 3×1"),
        *("4×1", "1×1 3×1", "1×1 3×1"),
    ),
}


def spans(printed):
    """Width and height of the boxes that begin in each row of a table."""
    return [" ".join(f"{box.width}×{box.height}" for box in row) for row in printed.rows()]


def texts(printed):
    """The labels of a table in the order of reading; the figures are empty."""
    return [box.text for row in printed.rows() for box in row]


def headings(chains):
    """The headings of rows or columns in the order in which they begin."""
    before = ()
    for chain in chains:
        new = next((i for i, pair in enumerate(zip(chain, before, strict=False)) if pair[0] != pair[1]), 0)
        yield chain[new:]
        before = chain


def by_level(chains):
    """The headings of columns line by line."""
    for level in range(max(map(len, chains))):
        groups = [tuple(chain[: level + 1]) for chain in chains if len(chain) > level]
        yield [group[-1] for group in dict.fromkeys(groups)]


def mixtures():
    """Any edition that a block can have, or none, for each of the blocks."""
    return st.tuples(*(st.sampled_from([*block_editions(path), None]) for path in BLOCKS))


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_two(edition):
    """Section two is one table of four columns, in which the last column of a block takes what it leaves over."""
    printed = table("disclosure", official(edition))
    due = []
    for _, title, columns, rows in TABLE_TWO[edition]:
        due += [title, CORNER, *columns.values()]
        due += [text for row in rows.values() for text in [row, *[""] * len(columns)]]

    assert (len(TABLE_TWO_BOXES[edition]), 4) == (printed.height, printed.width)
    assert list(TABLE_TWO_BOXES[edition]) == spans(printed)
    assert due == texts(printed)


@pytest.mark.parametrize(("edition", "height"), [(2019, 26), (2021, 28)])
def test_table_three(edition, height):
    """Table three has three rows of headings, its note as a corner of three by three, and seven figures a row."""
    printed = table("applications", official(edition))
    figures = " ".join(["1×1"] * 7)
    lines = list(by_level(list(COLUMNS_OF_THREE.values())))
    rows = [text for row in headings(ROWS_OF_THREE[edition].values()) for text in [*row, *[""] * 7]]

    assert (height, 10) == (printed.height, printed.width)
    assert [*HEAD_OF_THREE, *(f"{row} {figures}" for row in TABLE_THREE[edition])] == spans(printed)
    assert [NOTE, APPLICANTS, *itertools.chain(*lines), *rows] == texts(printed)


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_four(edition):
    """Table four is one row of fifteen figures under three lines of headings, without headings of rows."""
    printed = table("disputes", official(edition))
    kinds = list(COLUMNS_OF_FOUR.values())
    results = [chain[-1] for chain in kinds[:5]]
    due = [kinds[0][0], kinds[5][0], *results, kinds[5][1], kinds[10][1], *results, *results, *[""] * 15]

    assert (4, 15) == (printed.height, printed.width)
    assert list(TABLE_FOUR) == spans(printed)
    assert due == texts(printed)


def word_tables(file):
    """The boxes of the tables in a Word document: top, left, height, width and text."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    document = ElementTree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    for printed in document.iter(f"{w}tbl"):
        boxes = []
        for top, row in enumerate(printed.findall(f"{w}tr")):
            left = 0
            for cell in row.findall(f"{w}tc"):
                span, merge = (cell.find(f"{w}tcPr/{w}{name}") for name in ("gridSpan", "vMerge"))
                width = 1 if span is None else int(span.get(f"{w}val"))
                text = "".join(part.text or "" for part in cell.iter(f"{w}t")).strip()
                if merge is not None and merge.get(f"{w}val") != "restart":
                    above = next(box for box in reversed(boxes) if box[1] == left)
                    above[2] += 1
                else:
                    boxes.append([top, left, 1, width, text])
                left += width
        yield [tuple(box) for box in boxes]


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official empty form is not here")
@pytest.mark.parametrize(("number", "section"), list(enumerate(TABLES)))
def test_geometry_of_the_official_form(number, section):
    """Every box of the form of 2021 stands where it does in the official empty form, with the same text and spans."""
    due = list(word_tables(OFFICIAL))
    printed = table(section, official(2021))

    assert 3 == len(due)
    assert due[number] == [(box.top, box.left, box.height, box.width, box.text) for box in printed.boxes]


@given(editions=mixtures())
def test_every_square_is_covered_once(editions):
    """Whatever the mixture of editions and absent blocks, boxes cover each square of each table exactly once."""
    for section in TABLES:
        printed = table(section, editions)
        if printed is None:
            continue
        squares = [square for box in printed.boxes for square in box.squares()]
        due = list(itertools.product(range(printed.height), range(printed.width)))
        assert due == sorted(squares)


@given(editions=mixtures())
def test_every_cell_has_a_box(editions):
    """The cells of the tables are those of the form, each once, in its order."""
    printed = [printed for section in TABLES if (printed := table(section, editions))]

    assert list(cells_of(editions)) == [box.cell for t in printed for box in t.boxes if box.cell]


@given(editions=mixtures())
def test_a_section_without_blocks_has_no_table(editions):
    """A section has a table if and only if one of its blocks is there."""
    for section in TABLES:
        there = any(
            edition is not None for path, edition in zip(BLOCKS, editions, strict=True) if path.split(".")[0] == section
        )
        assert there == (table(section, editions) is not None)


@given(editions=mixtures())
def test_headings_of_cells(editions):
    """The boxes over and beside a cell are just the labels that the form prints about it."""
    of_block = dict(zip(BLOCKS, editions, strict=True))
    for section in TABLES:
        printed = table(section, editions)
        for cell, boxes in (printed.headings if printed else {}).items():
            labels = cell.labels(of_block[cell.block])
            over = (APPLICANTS,) if section == "applications" else ()
            assert (labels.block,) * bool(labels.block) == tuple(b.text for b in boxes if b.kind == "title")
            assert labels.rows == tuple(b.text for b in boxes if b.kind == "row")
            assert over + labels.columns == tuple(b.text for b in boxes if b.kind == "column")


@given(editions=mixtures())
def test_boxes_are_in_the_order_of_reading(editions):
    """Boxes come row by row, and there are as many rows as the table is high."""
    for section in TABLES:
        printed = table(section, editions)
        if printed:
            assert printed.boxes == tuple(sorted(printed.boxes, key=lambda box: (box.top, box.left)))
            assert printed.boxes == tuple(itertools.chain(*printed.rows()))
            assert printed.height == len(list(printed.rows()))


def test_a_block_alone_is_as_wide_as_it_is():
    """Nothing spans more columns than the blocks that are there need."""
    alone = (None, Edition.FORM_2021, None, None, None, None, None)

    assert (3, 2) == (table("disclosure", alone).height, table("disclosure", alone).width)


def test_labels_of_boxes():
    """A box says its label in both languages, and a cell has none."""
    corner, *_, figure = table("disputes", official(2021)).boxes

    assert (corner.label(), corner.label("en")) == ("行政复议", "Administrative reconsideration")
    assert ("", "") == (figure.label(), figure.label("en"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_rows_of_figures(edition):
    """The rows of figures of a block are told by their paths; a block without headings of rows is one row."""
    of_three = [path for _, path in rows_of(type(CELLS.applications), edition, "applications")]
    of_four = [path for _, path in rows_of(type(CELLS.disputes), edition, "disputes")]

    assert [f"applications.{name}" for name in ROWS_OF_THREE[edition]] == of_three
    assert ["disputes"] == of_four
