"""
The report on the form of 2021 as pydantic models, strict and frozen, with the identities as a model validator.

A validator of the whole report gathers all faults before it raises: were each table to raise its own, pydantic would
not run the validators of what is around a faulty table, and most faults would stay unseen.
"""

import datetime

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError


Figure = int | None
Prose = tuple[str, ...] | None

#: A rule that is broken at one place: its id and the path of the first cell there.
Fault = tuple[str, str]


class Strict(BaseModel):
    """No conversions, no unknown keys, no changes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Documents(Strict):
    """What is counted of a kind of document."""

    issued: Figure
    repealed: Figure
    in_force: Figure


class Decisions(Strict):
    """What is counted of a kind of administrative act."""

    decisions: Figure


class Fees(Strict):
    """What is counted of fees."""

    amount: Figure


class DocumentsBlock(Strict):
    """Item (1)."""

    edition: Literal[2021]
    government_rules: Documents
    normative: Documents


class ServicesBlock(Strict):
    """Item (5)."""

    edition: Literal[2021]
    licences: Decisions


class EnforcementBlock(Strict):
    """Item (6)."""

    edition: Literal[2021]
    penalties: Decisions
    coercive_measures: Decisions


class ChargesBlock(Strict):
    """Item (8)."""

    edition: Literal[2021]
    fees: Fees


class Disclosure(Strict):
    """Table two."""

    documents: DocumentsBlock
    services: ServicesBlock
    enforcement: EnforcementBlock
    charges: ChargesBlock
    procurement: None


class Organizations(Strict):
    """Applicants that are organizations."""

    businesses: Figure
    research_institutes: Figure
    public_interest: Figure
    legal_services: Figure
    other: Figure


class Applicants(Strict):
    """A row of table three."""

    natural_persons: Figure
    organizations: Organizations
    total: Figure

    def figures(self) -> tuple[Figure, ...]:
        """The seven columns in order."""
        of = self.organizations
        return (
            self.natural_persons,
            of.businesses,
            of.research_institutes,
            of.public_interest,
            of.legal_services,
            of.other,
            self.total,
        )


class Refused(Strict):
    """Requests that were refused."""

    state_secrets: Applicants
    barred_by_law: Applicants
    security_and_stability: Applicants
    third_party_rights: Applicants
    internal_affairs: Applicants
    process_information: Applicants
    enforcement_files: Applicants
    inquiries: Applicants


class Unavailable(Strict):
    """Requests for information that could not be provided."""

    not_held: Applicants
    not_ready_made: Applicants
    still_unclear: Applicants


class NotProcessed(Strict):
    """Requests that were not processed as such."""

    petitions: Applicants
    repeated: Applicants
    publications: Applicants
    excessive: Applicants
    reconfirmations: Applicants


class Other(Strict):
    """Requests closed otherwise."""

    not_supplemented: Applicants
    fee_unpaid: Applicants
    rest: Applicants


class Outcome(Strict):
    """What became of the requests."""

    granted: Applicants
    granted_in_part: Applicants
    refused: Refused
    unavailable: Unavailable
    not_processed: NotProcessed
    other: Other
    total: Applicants

    def rows(self) -> Iterator[tuple[str, Applicants]]:
        """Every row but the total, by path."""
        yield "granted", self.granted
        yield "granted_in_part", self.granted_in_part
        for group in ("refused", "unavailable", "not_processed", "other"):
            for name, row in getattr(self, group):
                yield f"{group}.{name}", row


class Applications(Strict):
    """Table three."""

    edition: Literal[2021]
    received: Applicants
    brought_forward: Applicants
    outcome: Outcome
    carried_forward: Applicants


class Results(Strict):
    """How cases ended."""

    upheld: Figure
    overturned: Figure
    other: Figure
    pending: Figure
    total: Figure


class Litigation(Strict):
    """Administrative litigation."""

    direct: Results
    after_reconsideration: Results


class Disputes(Strict):
    """Table four."""

    edition: Literal[2021]
    reconsideration: Results
    litigation: Litigation


class Organ(Strict):
    """Who reports."""

    name: str
    level: str | None
    kind: str | None
    code: str | None


class Period(Strict):
    """The days that are covered."""

    start: datetime.date
    end: datetime.date


def _pair(value: object) -> object:
    # Strict pydantic takes no list for a tuple where values come from Python, and takes one where they come from JSON.
    return tuple(value) if isinstance(value, list) else value


Paragraphs = Annotated[Prose, BeforeValidator(_pair)]

_COLUMNS = (
    "natural_persons",
    *(f"organizations.{name}" for name in Organizations.model_fields),
    "total",
)


class Report(Strict):
    """The whole report, its fields alone."""

    schema_: Literal["urn:govinfo-cn:report:1"] = Field(alias="$schema")
    version: Literal[1]
    organ: Organ
    year: int | None
    period: Period | None
    published: datetime.date | None
    preamble: Annotated[tuple[str, ...], BeforeValidator(_pair)]
    overview: Paragraphs
    disclosure: Disclosure
    applications: Applications
    disputes: Disputes
    problems: Paragraphs
    other_matters: Paragraphs

    def broken(self) -> tuple[list[Fault], list[Fault]]:
        """The identities that do not hold, and those that a blank leaves open."""
        wrong: list[Fault] = []
        unknown: list[Fault] = []

        def equal(rule: str, place: str, parts: Iterable[Figure], total: Iterable[Figure]) -> None:
            try:
                if sum(parts) != sum(total):  # type: ignore[arg-type]
                    wrong.append((rule, place))
            except TypeError:
                unknown.append((rule, place))

        table = self.applications
        rows = {
            "received": table.received.figures(),
            "brought_forward": table.brought_forward.figures(),
            **{f"outcome.{path}": row.figures() for path, row in table.outcome.rows()},
            "outcome.total": table.outcome.total.figures(),
            "carried_forward": table.carried_forward.figures(),
        }
        received, old, *outcomes, total, left = rows.values()
        for i, column in enumerate(_COLUMNS):
            equal("T3-BALANCE", f"applications.received.{column}", (received[i], old[i]), (total[i], left[i]))
        for i, column in enumerate(_COLUMNS):
            parts = [row[i] for row in outcomes]
            equal("T3-OUTCOMES", f"applications.outcome.granted.{column}", parts, (total[i],))
        for path, row in rows.items():
            equal("T3-APPLICANTS", f"applications.{path}.natural_persons", row[:-1], row[-1:])
        disputes = self.disputes
        for path, of in (
            ("reconsideration", disputes.reconsideration),
            ("litigation.direct", disputes.litigation.direct),
            ("litigation.after_reconsideration", disputes.litigation.after_reconsideration),
        ):
            ended = (of.upheld, of.overturned, of.other, of.pending)
            equal("T4-TOTAL", f"disputes.{path}.upheld", ended, (of.total,))
        return wrong, unknown


class CheckedReport(Report):
    """A report that is refused unless all its identities hold; the error names each that does not."""

    @model_validator(mode="after")
    def identities_hold(self) -> Self:
        """Gather all faults, then raise."""
        wrong, _ = self.broken()
        if wrong:
            raise PydanticCustomError(
                "identities", "{count} identities do not hold", {"count": len(wrong), "faults": wrong}
            )
        return self
