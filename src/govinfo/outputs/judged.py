"""
What all outputs are made of: what is said of one document, wherever that came from.
"""

from collections.abc import Iterator
from typing import Self

import attrs

from ..check import Result
from ..digest import Digest
from ..finding import Finding
from ..waivers import Stale, Waived


@attrs.frozen(kw_only=True)
class Judged:
    """
    What is said of one document, or of several together under one name.

    Attributes:
        name: of the file, as it was given; or a name that tells what was looked at.
        findings: what is violated.
        explanations: what explains each finding, in words, or None; empty if nothing is explained.
        undetermined: what cannot be told.
        waived: findings that somebody answers for.
        stale: waivers that hide nothing.
        rules: ids of the rules that were asked; those that found nothing, too.
        fault: why nothing could be read, in words; None if something was.
        digest: what the result was made of.
    """

    name: str
    findings: tuple[Finding, ...] = ()
    explanations: tuple[str | None, ...] = ()
    undetermined: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    stale: tuple[Stale, ...] = ()
    rules: tuple[str, ...] = ()
    fault: str | None = None
    digest: Digest | None = None

    @classmethod
    def of(cls, name: str, result: Result, explanations: tuple[str | None, ...] = ()) -> Self:
        """What `govinfo.check` says of the document of this name."""
        return cls(
            name=name,
            findings=result.findings,
            explanations=explanations,
            undetermined=result.undetermined,
            waived=result.waived,
            stale=result.stale,
            rules=result.rules,
            digest=result.digest,
        )

    def in_words(self, locale: str) -> Iterator[tuple[Finding, str]]:
        """Each finding that counts, violated ones first, and what is said of it with what explains it."""
        explained = self.explanations or (None,) * len(self.findings)
        for finding, why in zip(self.findings, explained, strict=True):
            yield finding, "\n".join(filter(None, (finding.message(locale), why)))
        yield from ((finding, finding.message(locale)) for finding in self.undetermined)


def line_of(finding: Finding) -> int | None:
    """The line of a text file where a finding was read first; None if it was read in a table or on a page."""
    lines = (source.line for source in finding.sources if source.table is None and source.page is None)
    return next((line for line in lines if line), None)


def encodable(text: str) -> str:
    """The same text with a mark for each character that no encoding has; names of files may have some."""
    return text.encode("utf-8", "replace").decode()
