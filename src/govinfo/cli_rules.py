"""
The command ``govinfo rules``: the rules as a list, as plain values, as queries, and as a sheet of formulas.
"""

import csv
import io

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

import click

from ._options import language, print_json
from .cells import cells_of, official
from .check import asked_cells, installed_bonds, installed_rules
from .editions import Edition
from .identities import identities
from .language import CHINESE, ENGLISH, sentence, template
from .naming import short
from .rule import CellRule, Rule


#: The heads of the sheet.
_HEADS: Final = (
    template("Cell"),
    template("Name"),
    template("Figure"),
    template("Rule"),
    template("Place"),
    template("Verdict"),
)
#: The column of the sheet in which figures stand; the first of them is in the second row.
_COLUMN: Final = "C"

_WIDE: Final = template("Reports in a row each, from the table of records; left out if you have such a table.")
_VERDICTS: Final = template("The verdicts of all rules on each report.")
_OVER_YEARS: Final = template("The verdicts on every two reports of one organ on years that follow each other.")


@click.command(
    "rules",
    short_help=template("List the rules."),
    help=template(
        "List the rules: as text, as JSON with all that each one compares, as SQL for a database of reports, or as a "
        "sheet of formulas (CSV)."
    ),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sql", "formula"]),
    default="text",
    show_default=True,
    help=template("Format of what is printed."),
)
@click.option(
    "--edition",
    type=click.Choice([str(int(e)) for e in Edition]),
    default=str(int(max(Edition))),
    show_default=True,
    help=template("Edition of the form, for SQL and formulas."),
)
@language
@click.pass_obj
def rules_command(locale: str, format_: str, edition: str) -> None:
    """What the rules are."""
    rules = (*installed_rules(), *installed_bonds())
    if format_ == "json":
        print_json(_entries(rules, locale))
    elif format_ == "sql":
        click.echo(_script(rules, int(edition), locale))
    elif format_ == "formula":
        click.echo(_sheet(rules, int(edition), locale), nl=False)
    else:
        for rule in rules:
            said = rule.sentence if locale == CHINESE else rule.english
            click.echo(f"{rule.id}  {sentence(rule.severity, locale)}  {said}")


def _entries(rules: tuple[Rule, ...], locale: str) -> list[dict[str, Any]]:
    """The rules as the catalogue has them; those of this library as they are shipped."""
    from .catalogue import entry, shipped  # noqa: PLC0415  examples are worked out with the network, which loads late

    known = {found["id"]: found for found in shipped()["rules"]}
    found = [known[rule.id] if rule.id in known else entry(rule) for rule in rules]
    if locale == ENGLISH:
        return [one | {"sentence": one["english"], **_english(one)} for one in found]
    return found


def _english(found: dict[str, Any]) -> dict[str, Any]:
    return {key: found[f"{key}_english"] for key in ("cites", "caution")}


def _script(rules: tuple[Rule, ...], edition: int, locale: str) -> str:
    from .queries import verdicts, verdicts_over_years, wide  # noqa: PLC0415  only who asks for queries needs them

    form = official(edition)
    views = (
        (_WIDE, "reports", wide(form)),
        (_VERDICTS, "verdicts", verdicts(form, rules)),
        (_OVER_YEARS, "verdicts_over_years", verdicts_over_years(form, form, rules)),
    )
    return "\n\n".join(f'-- {sentence(said, locale)}\nCREATE VIEW "{name}" AS\n{query};' for said, name, query in views)


def _sheet(rules: tuple[Rule, ...], edition: int, locale: str) -> str:
    """A sheet with a place for each figure, and the formulas beside them."""
    form = official(edition)
    cells = [(cell.path, short(cell, form, locale), "") for cell in cells_of(form)]
    out = io.StringIO()
    rows = zip_longest(cells, _formulas(rules, edition, locale), fillvalue=("", "", ""))
    csv.writer(out, lineterminator="\n").writerows(
        [[sentence(head, locale) for head in _HEADS], *([*left, *right] for left, right in rows)]
    )
    return out.getvalue()


def _formulas(rules: tuple[Rule, ...], edition: int, locale: str) -> Iterator[tuple[str, str, str]]:
    from .formulas import cell_formula, formula  # noqa: PLC0415  as queries

    form = official(edition)
    references = {cell: f"{_COLUMN}{row}" for row, cell in enumerate(cells_of(form), start=2)}
    for identity in identities(form, rules):
        yield identity.rule.id, short(identity.at, form, locale), formula(identity, references, locale)
    for rule in rules:
        if isinstance(rule, CellRule):
            for whole, cells in asked_cells(rule, form).items():
                yield from (
                    (rule.id, short(cell, form, locale), cell_formula(whole, references[cell], locale))
                    for cell in cells
                )
