"""
Every layout that published reports are found in: no figure is misread, and none is lost without a word.

The truth is what a document prints, whether it reconciles or not. Documents are made by ``zoo``.
"""

import functools
import os
import random
import shutil
import subprocess

from pathlib import Path

import attrs
import pytest

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from zoo.cases import LAYOUTS, Case, judge, judged, told
from zoo.containers import CONTAINERS
from zoo.faults import DAMAGES
from zoo.layouts import TEXTS
from zoo.pages import PAGES, page_of_an_editor
from zoo.spellings import CLEAN, SPELLINGS

from govinfo import CELLS
from govinfo.cells import cells_of, official


SEEDS = st.integers(0, 2**32 - 1)
LOSSLESS = [name for name, layout in LAYOUTS.items() if layout.lossless]
COLLAPSED = [name for name, layout in TEXTS.items() if layout.collapsed]

#: A case is made smaller by ``told``, and not by drawing another seed.
OFTEN = settings(
    max_examples=max(5, settings.default.max_examples // 4), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
HALF = settings(OFTEN, max_examples=max(5, settings.default.max_examples // 2))
SELDOM = settings(OFTEN, max_examples=max(5, settings.default.max_examples // 10))


def holds(case):
    """Nothing is wrong with what is read of a case; else say what, of a case as small as can be."""
    verdict = judged(case)
    if verdict.error:
        raise AssertionError(told(case, verdict)) from verdict.error
    assert not verdict.wrong, told(case, verdict)


@pytest.mark.parametrize("layout", [*TEXTS, *PAGES])
@OFTEN
@given(seed=SEEDS)
def test_no_figure_is_misread(layout, seed):
    """Each cell is as it is printed, or blank; whatever clerks got wrong or left blank, however labels are written."""
    holds(Case.drawn(seed, layout))


@pytest.mark.parametrize("layout", [*TEXTS, *PAGES])
@HALF
@given(seed=SEEDS)
def test_no_figure_of_a_damaged_document_is_misread(layout, seed):
    """The same where rows, cells or headings are gone, doubled, moved or smudged."""
    holds(Case.drawn(seed, layout, damaged=True))


@pytest.mark.parametrize("layout", CONTAINERS)
@SELDOM
@given(seed=SEEDS, damaged=st.booleans())
def test_no_figure_of_a_file_is_misread(layout, seed, damaged):
    """The same for files of Word, Excel, PDF and OFD."""
    holds(Case.drawn(seed, layout, damaged=damaged))


@pytest.mark.parametrize("layout", LOSSLESS)
@SELDOM
@given(seed=SEEDS, spelling=st.sampled_from(list(CLEAN)))
def test_every_figure_is_read(layout, seed, spelling):
    """Where a layout loses nothing and labels are written clearly, every figure is read."""
    case = Case.clean(seed, layout, spelling)
    verdict = judged(case)
    assert (verdict.printed, None, None) == (verdict.right, verdict.refused, verdict.error), case


#: What share of the figures in rows that add up in one way only is read at least, where cells run together.
FLOORS = {"collapsed": 0.7, "half_collapsed": 0.9, "figures_collapsed": 0.7, "rows_collapsed": 0.7}


def splits(run, parts, total=0):
    """In how many ways a run of digits is so many figures of which the last is the sum of the others; 2 for more."""
    if parts == 1:
        return int(run == str(total))
    if len(run) < parts - 1 + len(str(total)):
        return 0
    found = 0
    for size in range(1, 2 if run[0] == "0" else len(run) - parts + 2):
        found += splits(run[size:], parts - 1, total + int(run[:size]))
        if found > 1:
            return 2
    return found


@functools.cache
def clear(seed):
    """The cells of table three of a report in whose rows the digits can be told apart in one way."""
    case = Case.clean(seed, "collapsed")
    rows = {}
    for cell in cells_of(official(case.edition)):
        if cell.path.startswith("applications."):
            rows.setdefault(cell.path.replace(".organizations", "").rpartition(".")[0], []).append(cell)
    runs = {"".join(str(case.figures[cell]) for cell in cells): cells for cells in rows.values()}
    lone = {run for run in runs if splits(run, 7) == 1}
    return {c for cells in rows.values() if "".join(str(case.figures[c]) for c in cells) in lone for c in cells}


@pytest.mark.parametrize("layout", COLLAPSED)
def test_rows_that_add_up_in_one_way_only_are_read(layout):
    """Of eight drawn reports, most rows of table three whose digits can be told apart in one way are read."""
    right = printed = 0
    for seed in range(8):
        case = Case.clean(seed, layout)
        truth = {cell: allowed for cell, allowed in case.document().truth().items() if cell in clear(seed)}
        right += judge(truth, case.content()).right
        printed += len(truth)
    assert right >= FLOORS[layout] * printed, (right, printed)


# --- files that other programs write ---------------------------------------------------------------------------------


def program(*names):
    """The path of a program; where there is none, the test is skipped, but not where all tests must run."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"there is none of {', '.join(names)}")
    return found


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", ["docx", "odt", "pdf", "xlsx", "ods"])
def test_no_figure_is_misread_of_what_libreoffice_writes(kind, seed, tmp_path):
    """A page saved by LibreOffice as another format has the same figures, or a reading rule says which are lost."""
    office = program("soffice", "libreoffice")
    page = tmp_path / "report.html"
    case = Case.clean(seed, "page_of_an_editor")
    page.write_text(page_of_an_editor(case.document(), random.Random(seed)), encoding="utf-8")
    writer = {"docx": ":MS Word 2007 XML", "xlsx": ":Calc MS Excel 2007 XML", "odt": ":writer8", "ods": ":calc8"}
    reader = "HTML (StarCalc)" if kind in {"xlsx", "ods"} else "HTML (StarWriter)"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            f"--infilter={reader}",
            "--convert-to",
            f"{kind}{writer.get(kind, ':writer_pdf_Export')}",
            "--outdir",
            tmp_path,
            page,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    holds_file(tmp_path / f"report.{kind}", case)


@pytest.mark.parametrize("seed", range(3))
def test_no_figure_is_misread_of_what_chromium_prints(seed, tmp_path):
    """A page printed to PDF by a browser has the same figures, or a reading rule says which are lost."""
    browser = program("chromium", "chromium-browser", "google-chrome")
    page = tmp_path / "report.html"
    case = Case.clean(seed, "page")
    page.write_text(case.content(), encoding="utf-8")
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={tmp_path / 'report.pdf'}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    holds_file(tmp_path / "report.pdf", case)


def holds_file(path: Path, case):
    """Nothing is wrong with what is read of a file that a program made of a case."""
    verdict = judge(case.document().truth(), path.read_bytes())
    assert not verdict.is_bad, str(verdict)


# --- the zoo itself --------------------------------------------------------------------------------------------------


def test_what_is_wrong_is_seen():
    """The judge sees another figure than the one printed, a figure that is not printed, and silence."""
    case = Case.clean(3, "tabs")
    printed = case.document()
    truth, content = printed.truth(), case.content(printed)
    assert not judge(truth, content).wrong
    cell = CELLS.applications.received.total
    assert [w.cell for w in judge(truth | {cell: frozenset({-1})}, content).wrong] == [cell]
    assert [w.cell for w in judge({c: t for c, t in truth.items() if c != cell}, content).wrong] == [cell]
    blank = attrs.evolve(case, figures=case.figures | {cell: None})
    assert [w.read for w in judge(truth, blank.content()).wrong] == [None]


@pytest.mark.parametrize("edition", [2019, 2021])
def test_every_cell_is_printed_once(edition):
    """Without damage a document prints each cell of its form, in every layout that keeps all of them."""
    case = next(case for seed in range(99) if (case := Case.clean(seed, "tabs")).edition == edition)
    assert set(case.document().truth()) == set(cells_of(official(edition)))


@pytest.mark.parametrize("layout", TEXTS)
def test_a_layout_writes_all_labels(layout):
    """What is left of a text without its separators begins with the same title, and has a section's heading once."""
    text = "".join(Case.clean(5, layout).content().split())
    assert text.lstrip("#").startswith("某市某局20")
    assert text.count("四、政府信息公开行政复议、行政诉讼情况") == 1


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_changes_labels_and_no_figures(spelling):
    """The figures that a document prints do not depend on how its labels are written."""
    case = Case.clean(5, "tabs")
    assert case.document().truth() == attrs.evolve(case, spelling=spelling).document().truth()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_adds_no_truth(damage):
    """After a damage a document prints nothing that was not printed before, but for a row that is there twice."""
    for seed in range(20):
        case = Case.clean(seed, "tabs")
        before, after = case.document().truth(), attrs.evolve(case, damage=damage).document().truth()
        more = {cell for cell, allowed in after.items() if not allowed <= before[cell]}
        assert damage in {"row_doubled_otherwise", "headings_swapped"} or not more
