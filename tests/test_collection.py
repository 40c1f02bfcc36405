"""
The reports of a folder, and the list of who is a part of whom.
"""

from pathlib import Path

import pytest

from govinfo.cells import CELLS, cells_of
from govinfo.collection import collect, read_parts
from govinfo.errors import NotForLedger
from govinfo.language import LOCALES
from govinfo.messages import report_name
from govinfo.renderers import render
from govinfo.report import Report


ROOT = Path(__file__).parents[1]


def zeros(name, year=2024):
    """A report of zeros."""
    form = Report.blank(2021, organ=name, year=year)
    return form.replace(dict.fromkeys(cells_of(form.editions), 0), overview=("概况。",))


def write(folder, name, report, format_="json"):
    """A report in a file."""
    (folder / name).write_text(render(report, format_), "utf-8")


def test_reports_by_organ_and_year(tmp_path):
    """Each report has its file, whatever the format."""
    write(tmp_path, "a.json", zeros("甲局"))
    write(tmp_path, "b.html", zeros("甲局", 2023), "html")
    found = collect([tmp_path])
    assert ({"甲局 2024": "a.json", "甲局 2023": "b.html"}, ()) == (
        {str(key): Path(file).name for key, (file, _) in found.reports.items()},
        found.left_out,
    )


def test_in_several_processes_it_is_the_same(tmp_path):
    """Which process reads a file makes no difference."""
    for year in range(2021, 2031):
        write(tmp_path, f"{year}.json", zeros("甲局", year))
    (tmp_path / "x.html").write_text("<p>没有表格", "utf-8")
    assert collect([tmp_path], jobs=2) == collect([tmp_path], jobs=1)


def test_the_same_figures_in_two_files_count_once(tmp_path):
    """A page and a file of the same report may differ in their prose."""
    write(tmp_path, "a.json", zeros("甲局"))
    write(tmp_path, "b.html", zeros("甲局").replace(overview=("另一种说法。",)), "html")
    found = collect([tmp_path])
    assert (["a.json"], ()) == ([Path(file).name for file, _ in found.reports.values()], found.left_out)


@pytest.mark.parametrize("locale", LOCALES)
def test_of_two_reports_that_differ_neither_is_taken(tmp_path, locale):
    """Nobody can tell which one counts, so each is left out, and names the other."""
    received = CELLS.applications.received.total
    for number, name in enumerate(["a.json", "b.json", "c.json"]):
        write(tmp_path, name, zeros("甲局").replace({received: number % 2}))
    found = collect([tmp_path], locale=locale)
    assert {} == found.reports
    assert ["a.json", "b.json", "c.json"] == [Path(checked.file).name for checked in found.left_out]
    assert all(
        other in (checked.fault or "") and report_name("甲局 2024", locale) in (checked.fault or "")
        for checked, other in zip(found.left_out, ["b.json", "c.json", "a.json"], strict=True)
    )


def test_what_has_no_place_is_told(tmp_path):
    """A report without an organ or a year, and what is no report, are left out with the reason."""
    write(tmp_path, "nobody.json", zeros(""))
    write(tmp_path, "never.json", zeros("甲局", None))
    (tmp_path / "page.html").write_text("<p>没有表格", "utf-8")
    found = collect([tmp_path, tmp_path / "nowhere.html"])
    assert {} == found.reports
    assert all(checked.fault for checked in found.left_out)
    assert 4 == len(found.left_out)


def test_read_parts(tmp_path):
    """A government and its parts; a file that begins with a mark of the byte order is read as well."""
    file = tmp_path / "parts.toml"
    file.write_text('[parts]\n"某市" = ["甲局", "乙局"]\n"某省" = ["某市"]\n', "utf-8-sig")
    assert {"某市": ("甲局", "乙局"), "某省": ("某市",)} == read_parts(file)


@pytest.mark.parametrize(
    "text",
    [
        b"parts = [",
        b"\xff\xfe",
        b"",
        b"parts = 3",
        b'parts = ["a"]',
        b'[parts]\n"a" = "b"',
        b'[parts]\n"a" = [""]',
        b'[parts]\n"a" = [3]',
        b'[parts]\n"a" = []',
        b'[parts]\n"a" = ["a"]',
        b'[parts]\n"a" = ["b"]\n[extra]',
        b"a = " + b"1" * 5000,
        b"x = " + b"[" * 100_000,
        b"#" * (4 * 2**20 + 1),
    ],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_list_of_parts_that_is_none(tmp_path, text, locale):
    """What is no such list is refused with a sentence that names the file."""
    file = tmp_path / "parts.toml"
    file.write_bytes(text)
    with pytest.raises(NotForLedger) as caught:
        read_parts(file)
    assert file.name in caught.value.message(locale)
    assert len(caught.value.message(locale)) < 500
