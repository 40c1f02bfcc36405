"""
Writing a report: a renderer is a function from a page to text or bytes, found by the entry point ``govinfo.renderers``.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from .._installed import installed
from ..cells import SECTIONS, Cell, section_title
from ..editions import Edition
from ..errors import UnknownFormat
from ..figures import print_figure
from ..finding import Finding
from ..form import TITLE
from ..language import CHINESE, label, locale_of, sentence, template
from ..layout import Table, table
from ..report import Report


if TYPE_CHECKING:
    from ..diagnosis import Explanation


_OF_ORGAN: Final = template("{organ}: {work}")
_OF_YEAR: Final = template("{work} {year}")
_OF_ORGAN_AND_YEAR: Final = template("{organ}: {work} {year}")


@attrs.frozen
class Page:
    """
    What a renderer is given: a report, the findings to draw into it, and a locale. Its cells are texts already.

    Attributes:
        report: what is written.
        findings: those to draw, in the order of the sections; each is numbered from 1.
        locale: one of `govinfo.language.LOCALES`.
        explanations: of figures that are wrong, with what they should be; each is numbered from 1.
    """

    report: Report
    findings: tuple[Finding, ...] = ()
    locale: str = CHINESE
    explanations: "tuple[Explanation, ...]" = ()

    def text(self, cell: Cell) -> str:
        """What is printed in a cell; a blank is an empty text."""
        return print_figure(self.report[cell], cell.slot, self.locale)

    def marks(self, cell: Cell) -> tuple[int, ...]:
        """The numbers of the findings in which a cell takes part."""
        return tuple(number for number, finding in enumerate(self.findings, start=1) if cell in finding.cells)

    def due(self, cell: Cell) -> Iterator[tuple[int, str]]:
        """What should stand in a cell, by the explanations, with the number of each."""
        for number, explanation in enumerate(self.explanations, start=1):
            if cell in explanation.changes:
                yield number, explanation.due(cell, self.locale)

    def about(self, section: str | None) -> tuple[tuple[int, Finding], ...]:
        """The findings on a section with their numbers; None: on none of the sections."""
        numbered = enumerate(self.findings, start=1)
        return tuple(
            (number, finding)
            for number, finding in numbered
            if finding.section == section or (section is None and finding.section not in SECTIONS)
        )

    def heading(self, section: str) -> str:
        """What a section is called, in the edition that its blocks have."""
        edition = next((edition for edition in reversed(self.report.editions) if edition is not None), max(Edition))
        return section_title(section, edition, self.locale)

    def table(self, section: str) -> Table | None:
        """The table of a section, or None if it is not there."""
        return table(section, self.report.editions)

    @property
    def title(self) -> str:
        """The title of the report."""
        work = label(TITLE, self.locale)
        organ, year = self.report.organ.name, self.report.year
        if not organ and year is None:
            return work
        said = _OF_ORGAN if year is None else _OF_ORGAN_AND_YEAR if organ else _OF_YEAR
        return sentence(said, self.locale).format(organ=organ, work=work, year=year)


Renderer = Callable[[Page], str | bytes]


def renderers() -> dict[str, Renderer]:
    """The renderers that are installed, by name of the format."""
    return dict(installed("govinfo.renderers"))


def render(
    report: Report,
    format: str = "text",  # noqa: A002  the word that callers expect
    *,
    locale: str = CHINESE,
    findings: Iterable[Finding] = (),
    explanations: "Iterable[Explanation]" = (),
) -> str | bytes:
    """
    Write a report.

    Args:
        report: what is written.
        format: name of a renderer.
        locale: the language of labels, headings and findings.
        findings: those to draw into the tables, such as ``check(report)``.
        explanations: those to draw in as well, where the format can, such as ``explain(report).certain``.

    Returns:
        Text, or bytes where the format is not a text.

    Raises:
        UnknownFormat: no renderer of this name is installed.
        UnknownLocale: the library does not speak this language.

    >>> print(render(Report.blank(2021, organ="某局", year=2023), "text")[:20])
    某局2023年政府信息公开工作年度报告
    """
    known = renderers()
    if format not in known:
        raise UnknownFormat(format, known)
    printed = sorted(findings, key=lambda finding: _order(finding.section))
    return known[format](Page(report, tuple(printed), locale_of(locale), tuple(explanations)))


def _order(section: str | None) -> int:
    """Where the findings on a section are printed; those on none of the sections come first."""
    return list(SECTIONS).index(section) if section in SECTIONS else -1
