"""
The documents that are read: reports as offices publish them, made from a fixed seed with the writers of the tests.

The tables are those of `tests/zoo`; the prose is as long as in published reports, and a page has around it what the
page of a portal has.
"""

import random
import sys
import textwrap

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final


_PROJECT: Final = Path(__file__).parents[1]
sys.path.append(str(_PROJECT / "tests"))

from zoo.cases import LAYOUTS, Case  # noqa: E402  tests are no package that is installed

from govinfo import CELLS  # noqa: E402
from govinfo.form import Applicants  # noqa: E402


#: Published reports, where they lie beside the project.
PUBLISHED: Final = _PROJECT.parent / "shared" / "corpus"

#: A report on the form of 2019, of which every row of table three can be told apart where its figures run together.
SEED: Final = 4
#: One of which many cannot.
HARD: Final = 5

_THEME: Final = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
_SENTENCES: Final = (
    "本单位把{theme}作为全年的重点任务，由办公室牵头，各科室按照分工落实，定期通报进展情况。",
    "对照目录逐项梳理{theme}的内容和时限，做到事项有人管、更新有记录、责任可追溯。",
    "组织全体工作人员学习有关{theme}的规定，邀请法律顾问讲解典型案例，业务能力进一步提高。",
    "针对群众反映较多的问题，完善{theme}的流程，缩短办理时间，并通过热线和窗口听取意见。",
)
_STYLE: Final = "".join(f".part-{n} a:hover{{color:#c00;text-decoration:underline}}\n" for n in range(40))
_SCRIPT: Final = "".join(f"document.addEventListener('x{n}',function(e){{if(e.a<{n}){{e.b=1}}}});\n" for n in range(40))
_LINKS: Final = "".join(f'<li class="part-{n}"><a href="/list/{n}/index.html">栏目名称</a></li>\n' for n in range(60))
_WORD: Final = (
    "style='width:62.35pt;border:solid windowtext 1.0pt;border-left:none;mso-border-left-alt:solid windowtext .5pt;"
    "mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt;height:19.85pt'"
)


def document(seed: int = SEED, *, blanks: bool = False, wrapped: bool = False, **spelling: str) -> Any:
    """
    What a report prints.

    Args:
        seed: of its figures.
        blanks: whether zeros are left blank in every second row of table three.
        wrapped: whether paragraphs are broken into the lines of a page.
        spelling: as in a case of the zoo.
    """
    case = Case.clean(seed, "page", **spelling)
    if blanks:
        rows = [row.cells() for row in CELLS.applications.nodes() if isinstance(row, Applicants)]
        for cell in [cell for row in rows[::2] for cell in row if cell in case.figures]:
            case.figures[cell] = case.figures[cell] or None
    made = case.document()
    for section in made.sections:
        if section.paragraphs:
            section.paragraphs = [
                line
                for theme in _THEME
                for text in ["".join(sentence.format(theme=theme) for sentence in _SENTENCES)]
                for line in (textwrap.wrap(text, 60) if wrapped else [text])
            ]
    return made


def written(layout: str, seed: int = SEED, **options: Any) -> Any:
    """A report in a layout of the zoo: text, or the bytes of a file."""
    return LAYOUTS[layout].write(document(seed, **options), random.Random(seed))


def page(seed: int = SEED) -> bytes:
    """A page of a portal: its head, scripts and lists of links, and the report as the portal's editor writes it."""
    head, _, body = written("page_of_an_editor", seed).partition("<body>")
    head = head.removesuffix("</head>")
    return (
        f"{head}<style>{_STYLE}</style><script>{_SCRIPT}</script></head><body>"
        f'<div class="head"><ul>{_LINKS}</ul></div><div class="article"><div id="zoom">'
        f'{body.removesuffix("</body></html>")}</div></div><div class="foot"><ul>{_LINKS}</ul></div></body></html>'
    ).encode()


def page_of_word(seed: int = SEED) -> bytes:
    """A page into which the report was pasted from Word."""
    pasted: str = written("page_of_word", seed)
    return pasted.replace("style='border:solid windowtext 1.0pt;mso-border-alt:solid'", _WORD).encode()


def pages(count: int) -> Iterator[tuple[str, bytes]]:
    """So many pages, by turns of a portal and of Word, with the endings of their names."""
    for seed in range(count):
        yield ".html", page_of_word(seed) if seed % 2 else page(seed)


def mixed(count: int) -> Iterator[tuple[str, bytes]]:
    """So many documents with the endings of their names: pages for the most part, and some of each other format."""
    for seed in range(count):
        kind = seed % 20
        if kind == 0:
            yield ".pdf", written("pdf", seed, wrapped=True)
        elif kind == 1:
            yield ".docx", written("docx", seed)
        elif kind == 2:
            yield ".xlsx", written("xlsx", seed)
        elif kind == 3:
            yield ".txt", written("tabs", seed).encode()
        else:
            yield ".html", page_of_word(seed) if kind % 4 == 0 else page(seed)
