"""
What is measured, and beside what. Each case first makes sure that all its ways give the same answer.
"""

import functools
import json
import re

from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import attrs
import numpy as np
import pandas as pd

from alternatives import great_tables_page, pandera_schema, plain, pydantic_model
from data import EDITIONS, ON_FORM, PLACES, reports
from imports import import_times
from pydantic import ValidationError
from timing import measure

from govinfo import CELLS, RULES, Report, check, reads, render
from govinfo._tree import fill
from govinfo.cells import BLOCKS, block_title
from govinfo.codec import from_dict, to_dict
from govinfo.finding import Finding
from govinfo.form import Applicants, Form
from govinfo.identities import identities
from govinfo.rule import Relation


Way = Callable[[], object]

#: The rules that the alternatives have as well: the 42 identities of the form of 2021.
IDENTITIES: Final = tuple(rule for rule in RULES if isinstance(rule, Relation) and rule.id.startswith(("T3-", "T4-")))

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "jinhai-2020.txt"


@attrs.frozen
class Case:
    """
    Ways of doing one thing, by name, the one of this library first.

    Attributes:
        ways: what is timed.
        rounds: how many turns each way has.
        measured: gives the seconds of each way where that is not to be done by `timing.measure`.
    """

    ways: dict[str, Way]
    rounds: int = 25
    measured: Callable[[], dict[str, list[float]]] | None = None

    def seconds(self) -> dict[str, list[float]]:
        """The seconds that each way takes, one figure a round."""
        return self.measured() if self.measured else measure(self.ways, rounds=self.rounds)


@attrs.frozen
class Benchmark:
    """A case by its name, with the unit of its figures and the aim for this library in that unit."""

    name: str
    unit: str
    aim: float | None
    make: Callable[[], Case]
    best: bool = False  #: the best round counts, and not the median: for what can only be slowed down


BENCHMARKS: Final[dict[str, Benchmark]] = {}


def benchmark(
    name: str, unit: str, *, aim: float | None = None, best: bool = False
) -> Callable[[Callable[[], Case]], Callable[[], Case]]:
    """Register what makes a case."""

    def register(make: Callable[[], Case]) -> Callable[[], Case]:
        BENCHMARKS[name] = Benchmark(name, unit, aim, make, best)
        return make

    return register


def agree(what: str, *answers: object) -> None:
    """
    Make sure that all answers are the same.

    Raises:
        SystemExit: they are not.
    """
    first, *others = answers
    for other in others:
        if other != first:
            raise SystemExit(f"{what}: the answers differ:\n{first!r:.2000}\n{other!r:.2000}")


def faults(findings: Iterable[Finding]) -> list[plain.Fault]:
    """Rule and first cell of each finding."""
    return [(finding.rule, finding.cells[0].path) for finding in findings]


def _one() -> Report:
    return next(reports(1))


# One report


def _value(report: Report) -> dict[str, Any]:
    """A report as nested dicts with nothing in them that JSON does not have."""
    value: dict[str, Any] = json.loads(json.dumps(to_dict(report)))
    return value


def _same_faults(tested: Iterable[Report]) -> None:
    for report in tested:
        result = check(report, IDENTITIES)
        value = _value(report)
        ours = (faults(result.findings), faults(result.undetermined))
        model = pydantic_model.Report.model_validate(value)
        agree("faults of a report", ours, plain.broken(value), model.broken())
        try:
            pydantic_model.CheckedReport.model_validate(value)
            raised = []
        except ValidationError as error:
            raised = error.errors()[0]["ctx"]["faults"]
        agree("faults that pydantic raises", ours[0], raised)


def _identities(report: Report) -> Case:
    _same_faults([*reports(100), *reports(100, wrong=0.6, blank=0.4), report])
    value = _value(report)
    model = pydantic_model.Report.model_validate(value)
    return Case(
        {
            "govinfo": lambda: check(report, IDENTITIES),
            "pydantic, its validator alone": model.broken,
            "a loop over dicts": lambda: plain.broken(value),
        }
    )


@benchmark("identities", "µs", aim=30)
def identities_of_a_right_report() -> Case:
    """The 42 identities of a report that is there already, all of which hold."""
    return _identities(_one())


@benchmark("identities-one-wrong", "µs")
def identities_of_a_wrong_report() -> Case:
    """The same with one wrong figure, which breaks two of them."""
    report = _one()
    cell = CELLS.applications.outcome.granted.natural_persons
    return _identities(report.replace({cell: (report[cell] or 0) + 9}))


@benchmark("check", "µs")
def check_with_all_rules() -> Case:
    """All rules of the library on a right report, beside the identities alone; the others have no such rules."""
    report = _one()
    agree("findings", check(report).findings, ())
    model = pydantic_model.Report.model_validate(_value(report))
    return Case({"govinfo": lambda: check(report), "pydantic, identities alone": model.broken})


@benchmark("build", "µs", aim=33)
def build_from_figures() -> Case:
    """A report from its figures."""
    report = _one()
    figures, value = report.cells(), _value(report)
    known: dict[str, Any] = {name: getattr(report, name) for name in ("organ", "year", "overview", "problems")}
    known["other_matters"] = report.other_matters

    def build() -> Report:
        return Report.filled(EDITIONS, figures, **known)

    agree("what is built", _value(build()), pydantic_model.Report.model_validate(value).model_dump(**_PLAIN))
    return Case({"govinfo": build, "pydantic, model_validate": lambda: pydantic_model.Report.model_validate(value)})


#: How pydantic writes the same JSON.
_PLAIN: Final[Any] = {"mode": "json", "by_alias": True}


@benchmark("build-and-identities", "µs")
def build_and_check() -> Case:
    """A report from nested dicts, and its identities: what pydantic does in one call."""
    value = _value(_one())
    _same_faults(reports(200, wrong=0.5))
    return Case(
        {
            "govinfo": lambda: check(from_dict(value), IDENTITIES),
            "pydantic, model_validate": lambda: pydantic_model.CheckedReport.model_validate(value),
        }
    )


# Formats


@benchmark("json-in", "µs")
def read_json() -> Case:
    """JSON to a report, strictly."""
    report = _one()
    text = str(render(report, "json"))
    model = pydantic_model.Report.model_validate_json(text)
    agree("what is read", reads(text), report)
    agree("what is read", json.loads(text), model.model_dump(**_PLAIN))
    return Case(
        {
            "govinfo": lambda: reads(text),
            "pydantic, model_validate_json": lambda: pydantic_model.Report.model_validate_json(text),
            "json.loads, nothing checked": lambda: json.loads(text),
        }
    )


@benchmark("json-out", "µs")
def write_json() -> Case:
    """A report to JSON."""
    report = _one()
    value = _value(report)
    model = pydantic_model.Report.model_validate(value)
    agree("what is written", json.loads(render(report, "json")), json.loads(model.model_dump_json(by_alias=True)))
    return Case(
        {
            "govinfo": lambda: render(report, "json"),
            "pydantic, model_dump_json": lambda: model.model_dump_json(by_alias=True, indent=2),
            "json.dumps of dicts": lambda: json.dumps(value, ensure_ascii=False, indent=2),
        }
    )


class _Texts(HTMLParser):
    """The texts of the data cells of a page that are figures."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.is_cell = tag == "td"

    def handle_data(self, data: str) -> None:
        if self.is_cell and re.fullmatch(r"[\d.]+", data.strip()):
            self.found.append(data.strip())
        self.is_cell = False


@attrs.frozen
class _Tables:
    """The three tables of a report as texts, for those that have no form."""

    blocks: list[tuple[str, list[str], list[tuple[str, list[str]]]]]
    columns: list[str]
    rows: list[tuple[str, list[str]]]
    groups: list[tuple[str, list[str], list[str]]]

    @classmethod
    def of(cls, report: Report) -> "_Tables":
        labels = {record["cell"]: record for record in report.records()}
        text = {
            cell: f"{(report[cell] or 0) / 10**6:f}".rstrip("0").rstrip(".")
            if cell.holds == "amount"
            else str(report[cell])
            for cell in ON_FORM
        }
        blocks = []
        for path in BLOCKS:
            cells = [cell for cell in ON_FORM if cell.block == path]
            if cells and cells[0].section == "disclosure":
                names = list(dict.fromkeys(labels[cell.path]["row"] for cell in cells))
                rows = [(name, [text[cell] for cell in cells if labels[cell.path]["row"] == name]) for name in names]
                headings = list(dict.fromkeys(labels[cell.path]["column"] for cell in cells))
                blocks.append((block_title(path, 2021), headings, rows))
        seven = [row.cells() for row in CELLS.applications.nodes() if isinstance(row, Applicants)]
        printed = [cells for cells in seven if cells[0] in ON_FORM]
        return cls(
            blocks,
            [labels[cell.path]["column"] for cell in printed[0]],
            [(labels[cells[0].path]["row"], [text[cell] for cell in cells]) for cells in printed],
            [
                (title, [labels[cell.path]["column"] for cell in node.cells()], [text[cell] for cell in node.cells()])
                for title, node in (
                    ("行政复议", CELLS.disputes.reconsideration),
                    ("未经复议直接起诉", CELLS.disputes.litigation.direct),
                    ("复议后起诉", CELLS.disputes.litigation.after_reconsideration),
                )
            ],
        )

    def great_tables(self) -> str:
        """By Great Tables."""
        return "\n".join(
            (
                great_tables_page.disclosure(self.blocks),
                great_tables_page.applications(self.rows, self.columns, self.columns[1:-1]),
                great_tables_page.disputes(self.groups),
            )
        )

    def _flat(self) -> Iterable[tuple[list[str], list[tuple[str, list[str]]]]]:
        """Headings and rows of each table, with nothing that spans."""
        for title, headings, rows in self.blocks:
            yield [title, *headings], rows
        yield ["", *self.columns], self.rows
        for title, headings, texts in self.groups:
            yield ["", *headings], [(title, texts)]

    def f_strings(self) -> str:
        """By f-strings."""
        return "\n".join(plain.table_page(head, rows) for head, rows in self._flat())

    def pandas(self) -> str:
        """By pandas, in plain text."""
        return "\n".join(
            pd.DataFrame([texts for _, texts in rows], index=[label for label, _ in rows], columns=head[1:]).to_string()
            for head, rows in self._flat()
        )


@benchmark("html", "ms")
def write_html() -> Case:
    """A page with the three tables; only govinfo's has spans in rows, `headers` on each cell, and the prose."""
    report = _one()
    texts = _Tables.of(report)
    agree(
        "the cells of the page",
        _Texts(str(render(report, "html"))).found,
        _Texts(texts.great_tables()).found,
        _Texts(texts.f_strings()).found,
    )
    return Case(
        {
            "govinfo": lambda: render(report, "html"),
            "great_tables": texts.great_tables,
            "f-strings, no spans": texts.f_strings,
        }
    )


@benchmark("text-out", "ms")
def write_text() -> Case:
    """The report as text with aligned tables."""
    report = _one()
    texts = _Tables.of(report)
    pd.options.display.unicode.east_asian_width = True
    printed = [re.findall(r"(?<= )[\d.]+(?= |$)", line) for line in texts.pandas().splitlines()]
    agree("the figures of the text", reads(str(render(report))).cells(), report.cells())
    wanted = [[t for t in row if t] for _, rows in texts._flat() for _, row in rows]  # noqa: SLF001
    agree("the figures of the text", [line for line in printed if line], wanted)
    return Case({"govinfo": lambda: render(report), "pandas, to_string": texts.pandas})


@benchmark("text-in", "ms")
def read_text() -> Case:
    """A report as published to a report; the alternative splits at tabs, and knows no label, edition or source."""
    text = EXAMPLE.read_text("utf-8")
    report = reads(text)
    ours = [
        list(row.cells())
        for row in report.applications.nodes()
        if isinstance(row, Applicants) and row.total is not None
    ]
    agree("table three", ours, [row[:7] for row in plain.rows_of_text(text) if len(row) in {7, 8}])
    return Case({"govinfo": lambda: reads(text), "split at tabs": lambda: list(plain.rows_of_text(text))})


# Many reports


def _equations() -> list[pandera_schema.Equation]:
    found = []
    for identity in identities(EDITIONS, IDENTITIES):
        left, right = ([cell.path for cell, _ in side.terms] for side in (identity.left, identity.right))  # type: ignore[union-attr]
        found.append((identity.rule.id, left[0], left, right))
    return found


def _frame(of: Iterable[Report]) -> pd.DataFrame:
    indices = [cell.index for cell in ON_FORM]
    figures = np.array([[report.cells()[index] for index in indices] for report in of], dtype="int64")
    return pd.DataFrame(figures, columns=[cell.path for cell in ON_FORM])


def _columns(frame: pd.DataFrame) -> Form[Any]:
    columns = {path: frame[path].to_numpy() for path in frame}
    form: Form[Any] = fill(Form, (columns.get(cell.path) for cell in PLACES), EDITIONS)
    return form


def by_columns(form: Form[Any]) -> set[tuple[int, str, str]]:
    """Row, rule and place of each identity that does not hold, in a form whose cells are columns of reports."""
    found: set[tuple[int, str, str]] = set()
    for identity in identities(EDITIONS, IDENTITIES):
        left, right = identity.sides(form)
        rows = np.flatnonzero(left != right).tolist()
        found |= {(row, identity.rule.id, identity.cells[0].path) for row in rows}
    return found


def by_matrix(figures: Any, matrix: Any, equations: list[pandera_schema.Equation]) -> set[tuple[int, str, str]]:
    """The same by one product with a matrix of coefficients, written by hand in NumPy."""
    rows, numbers = np.nonzero(figures @ matrix)
    return {(row, *equations[n][:2]) for row, n in zip(rows.tolist(), numbers.tolist(), strict=True)}


def _matrix(frame: pd.DataFrame, equations: list[pandera_schema.Equation]) -> Any:
    at = {path: i for i, path in enumerate(frame)}
    matrix = np.zeros((len(at), len(equations)))
    for n, (_, _, left, right) in enumerate(equations):
        matrix[[at[path] for path in left], n] += 1
        matrix[[at[path] for path in right], n] -= 1
    return matrix


@attrs.frozen
class _Many:
    """10,000 reports, of which 5 % have wrong figures, in all the shapes that are compared."""

    reports: list[Report]
    frame: pd.DataFrame
    schema: Any
    equations: list[pandera_schema.Equation]

    @classmethod
    @functools.cache
    def made(cls) -> "_Many":
        """Once for all benchmarks, with all answers compared."""
        many = list(reports(10_000, wrong=0.05))
        frame, equations = _frame(many), _equations()
        found = cls(many, frame, pandera_schema.schema(list(frame), equations), equations)
        cases = found.by_pandera()
        pairs = cases[["index", "check"]].drop_duplicates().itertuples(index=False)
        loop = found.by_report()
        agree(
            "faults of 10,000 reports",
            loop,
            {(int(index), *str(name).split(" ")) for index, name in pairs},
            pandera_schema.frame_failures(frame, equations),
            by_columns(_columns(frame)),
            by_matrix(frame.to_numpy().astype("float64"), _matrix(frame, equations), equations),
        )
        print(f"  10,000 reports: {len(loop)} findings; pandera reports {len(cases)} failure cases")
        return found

    def by_report(self) -> set[tuple[int, str, str]]:
        """A loop over reports."""
        return {(n, *fault) for n, report in enumerate(self.reports) for fault in faults(check(report, IDENTITIES))}

    def by_pandera(self) -> pd.DataFrame:
        """What pandera says."""
        return pandera_schema.failures(self.schema, self.frame)


@benchmark("reports-10000", "ms")
def ten_thousand_reports() -> Case:
    """The identities of 10,000 reports that are there already, one after another."""
    many = _Many.made()
    values = [_value(report) for report in many.reports]
    models = [pydantic_model.Report.model_validate(value) for value in values]
    return Case(
        {
            "govinfo": many.by_report,
            "pydantic, its validator alone": lambda: [model.broken() for model in models],
            "a loop over dicts": lambda: [plain.broken(value) for value in values],
            "pandera, of a data frame": many.by_pandera,
        },
        rounds=5,
    )


@benchmark("columns-10000", "ms")
def ten_thousand_reports_as_columns() -> Case:
    """The same with the same rules on a form whose cells are columns of NumPy."""
    many = _Many.made()
    form, matrix = _columns(many.frame), _matrix(many.frame, many.equations)
    figures = many.frame.to_numpy().astype("float64")
    return Case(
        {
            "govinfo": lambda: by_columns(form),
            "pandera": many.by_pandera,
            "pandas, sums of columns": lambda: pandera_schema.frame_failures(many.frame, many.equations),
            "NumPy, matrix product": lambda: by_matrix(figures, matrix, many.equations),
        },
        rounds=5,
    )


@benchmark("columns-1000000", "ms")
def a_million_reports() -> Case:
    """The identities of 1,000,000 reports as columns, the same 10,000 again and again."""
    frame, equations = _frame(reports(10_000, wrong=0.001)), _equations()
    frame = pd.concat([frame] * 100, ignore_index=True).astype("int32")
    form = _columns(frame)
    agree("faults of a million reports", by_columns(form), pandera_schema.frame_failures(frame, equations))
    return Case(
        {
            "govinfo": lambda: by_columns(form),
            "pandas, sums of columns": lambda: pandera_schema.frame_failures(frame, equations),
        },
        rounds=3,
    )


# Start


@benchmark("import", "ms", aim=80, best=True)
def import_time() -> Case:
    """The time that an import takes in a new process, above that of a bare one; and what is not imported by it."""
    return Case({}, measured=import_times)
