"""What tests of profiles, waivers and outputs share: reports of which something is to be said, and ways to say it."""

import datetime

import attrs

from hypothesis import strategies as st

from govinfo import RULES
from govinfo.finding import Source
from govinfo.reading import READING_RULES
from govinfo.report import Reading
from govinfo.rule import ReadingRule
from govinfo.strategies import reports, violating, with_blanks
from govinfo.waivers import waiver_of


#: The last day of the waivers of tests.
TODAY = datetime.date(2026, 1, 1)


#: The rules that a report can break; those of reading are of documents.
BREAKABLE = [rule for rule in RULES if not isinstance(rule, ReadingRule)]

#: Texts with all that an output must escape, or cannot hold.
HARD = st.text(st.sampled_from("年a%:,\r\n<>&\"'\x00\x1b\x85\u2028\ud800\ufffe]-{}[]=\\ "), max_size=12)


@st.composite
def judged_reports(draw):
    """Reports that break a rule, some with blanks, some of them read with findings in hard words."""
    report = draw(st.sampled_from(BREAKABLE).flatmap(violating) | reports(mixed=True, blanks=True, prose=False))
    report = draw(st.just(report) | with_blanks(report))
    if draw(st.booleans()):
        cells = [cell for cell, _ in report.figures()][: draw(st.integers(0, 2))]
        found = [
            draw(st.sampled_from(READING_RULES)).found(
                "Something is odd: “{text}”.",
                text=text,
                cells=cells,
                edition=report.edition_of(cells[0]) if cells else None,
                sources=draw(st.lists(st.builds(Source, text=HARD, line=st.none() | st.integers(1, 99)), max_size=3)),
            )
            for text in draw(st.lists(HARD, min_size=1, max_size=3))
        ]
        report = report.replace(reading=Reading("text", findings=tuple(found)))
    return report


def waived(finding, report):
    """A waiver of a finding, until that day."""
    return waiver_of(finding, report, reason="已说明。", author="某人", expires=TODAY)


def without_severity(findings):
    """The same findings, whatever they matter."""
    return [attrs.evolve(finding, severity="hint") for finding in findings]
