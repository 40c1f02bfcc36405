"""
Rendered pages in a real browser: nothing is asked of the network, everybody can read them, and they fit on paper.
"""

import os
import re
import shutil

from pathlib import Path

import pytest


playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

GOLDEN = Path(__file__).parents[1] / "golden"
PAGES = [f"{name}.{locale}" for name in ("blank-2019", "blank-2021", "example", "faulty") for locale in ("zh", "en")]
PAGES += ["compared.zh"]  # two reports side by side, and a list of what is different
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

#: What the margins of a page of A4 leave of its width, in pixels.
PAPER = round((210 - 2 * 16) / 25.4 * 96)

#: Of every cell and heading: how wide it is, and how wide what stands in it.
_BOXES = """
() => [...document.querySelectorAll("th, td")].map(e => {
    const box = e.getBoundingClientRect();
    return {text: e.textContent, left: box.left, right: box.right, needs: e.scrollWidth, has: e.clientWidth};
})
"""


@pytest.fixture(scope="module")
def browser():
    """A browser without a screen."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("there is no chromium")
        pytest.skip("there is no chromium")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser):
    """A window of 1200 by 900, and what it asked for and complained of."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    page.close()


def show(page, name):
    """Open one of the golden pages from the disk."""
    file = GOLDEN / f"{name}.html"
    assert file.exists()
    page.goto(file.as_uri())
    return file.as_uri()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing(opened, name):
    """The page is one file: no request leaves it, and the browser has nothing to complain of."""
    address = show(opened, name)
    assert opened.asked == [address]
    assert opened.said == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible(opened, name):
    """Axe finds nothing in the way of people who do not see the page, or not its colours."""
    show(opened, name)
    results = axe.Axe().run(opened)
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in results.response["violations"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_tables_fit_into_the_window(opened, name):
    """At 1200 pixels no table is wider than the page, and no cell narrower than what stands in it."""
    show(opened, name)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 1200
    main = opened.evaluate(
        "(() => { const b = document.querySelector('main').getBoundingClientRect(); return [b.left, b.right] })()"
    )
    boxes = opened.evaluate(_BOXES)
    assert boxes
    for box in boxes:
        assert box["needs"] <= box["has"] + 1, box
        assert main[0] - 1 <= box["left"] < box["right"] <= main[1] + 1, box


#: Of every word and figure in a table: over how many lines it goes.
_WORDS = r"""
() => [...document.querySelectorAll("th, td")].flatMap(cell => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        for (const word of walker.currentNode.data.matchAll(/[A-Za-z]+|[\d,.]+/g)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, word.index);
            range.setEnd(walker.currentNode, word.index + word[0].length);
            const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            found.push([word[0], tops.size]);
        }
    }
    return found;
})
"""


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("name", PAGES)
def test_no_figure_and_no_word_is_broken(opened, name, media):
    """A figure stands in one line, for 352 above 5 is not 3525; and so does a word of English."""
    opened.emulate_media(media=media)
    opened.set_viewport_size({"width": 1200 if media == "screen" else PAPER, "height": 900})
    show(opened, name)
    words = opened.evaluate(_WORDS)
    assert words
    assert [word for word, lines in words if lines > 1] == []


@pytest.mark.parametrize("name", ["blank-2019.zh", "blank-2021.en"])
def test_empty_cells_have_room_to_write(opened, name):
    """A row of empty cells is as high as one with figures."""
    show(opened, name)
    heights = opened.evaluate("[...document.querySelectorAll('td[data-cell]')].map(e => e.clientHeight)")
    assert min(heights) >= 18


@pytest.mark.parametrize("name", PAGES)
def test_tables_scroll_on_a_small_screen(opened, name):
    """On a telephone the page itself does not scroll sideways; a table that is too wide does so for itself."""
    opened.set_viewport_size({"width": 390, "height": 800})
    show(opened, name)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_on_a4(opened, name):
    """On paper a report takes at most six pages of A4, two take eight, and no column of a table is cut off."""
    show(opened, name)
    printed = opened.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= (8 if name.startswith("compared") else 6)
    sizes = {
        tuple(round(float(n)) for n in found.split()) for found in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed)
    }
    assert sizes
    assert all(abs(width - 595) <= 1 and abs(height - 842) <= 1 for _, _, width, height in sizes)
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": PAPER, "height": 1000})
    assert opened.evaluate("document.documentElement.scrollWidth") <= PAPER
    for box in opened.evaluate(_BOXES):
        assert box["needs"] <= box["has"] + 1, box
        assert box["right"] <= PAPER + 1, box


def test_marks_lead_to_their_findings(opened):
    """The number at a figure is a link to what is said of it."""
    show(opened, "faulty.zh")
    mark = opened.locator("td a.mark").first
    target = mark.get_attribute("href")
    mark.click()
    assert opened.url.endswith(target)
    assert opened.locator(target).is_visible()


@pytest.mark.parametrize("name", ["blank-2019.zh", "blank-2021.zh"])
def test_the_grid_is_that_of_the_form(opened, name):
    """Cells of a column stand under each other, and cells of a row beside each other, as a browser lays them out."""
    show(opened, name)
    cells = opened.evaluate(
        """() => [...document.querySelectorAll("td[data-cell]")].map(e => {
            const b = e.getBoundingClientRect();
            return {path: e.dataset.cell, left: b.left, top: b.top, heads: e.headers.split(" ").map(id => {
                const h = document.getElementById(id).getBoundingClientRect();
                return {left: h.left, right: h.right, top: h.top, bottom: h.bottom};
            })};
        })"""
    )
    assert len(cells) in {198, 200}
    for cell in cells:
        for head in cell["heads"]:
            is_over = head["left"] - 1 <= cell["left"] < head["right"] and head["bottom"] <= cell["top"] + 1
            is_beside = head["top"] - 1 <= cell["top"] < head["bottom"] and head["right"] <= cell["left"] + 1
            assert is_over or is_beside, cell["path"]
