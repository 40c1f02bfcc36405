"""
A rule and a renderer of one's own, given as arguments: ``python examples/own_rule.py FILE``.
"""

import sys

import govinfo

from govinfo.form import Results
from govinfo.renderers import Page
from govinfo.rule import Comparison, Sum, at_least, rule


@rule(
    "X-UPHELD",
    english="At least as many cases are upheld as overturned.",
    severity="hint",
    authority="practice",
    cites="本单位内部提醒",
)
def mostly_upheld(results: Results[Sum]) -> Comparison[Sum]:
    """结果维持不少于结果纠正。"""
    return at_least(results.upheld, results.overturned)


def render(page: Page) -> str:
    """A list: the title, each cell that has a figure other than 0, and the findings."""
    report = page.report
    filled = [cell for cell, figure in report.figures() if figure]
    cells = [f"- {cell.label(report.edition_of(cell), page.locale)}: {page.text(cell)}" for cell in filled]
    findings = [f"- {finding.rule}: {finding.message(page.locale)}" for finding in page.findings]
    return "\n".join([f"# {page.title}", "", *cells, "", *findings])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    report = govinfo.read(sys.argv[1])
    print(render(Page(report, govinfo.check(report, rules=[*govinfo.RULES, mostly_upheld]).findings, "en")))
