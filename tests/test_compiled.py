"""
A rule is written once, and says the same everywhere: in Python, in SQL, in a spreadsheet, and read off the catalogue.

The same reports, right ones, wrong ones and ones with blanks, are asked in all of them. What evaluates the catalogue
here is written against ``rules.json`` alone, as someone would who has nothing else.
"""

import contextlib
import csv
import itertools
import json
import random
import shutil
import sqlite3
import subprocess

from collections import Counter

import pytest
import xlsxwriter

from hypothesis import HealthCheck, Phase, given, settings
from python_calamine import CalamineWorkbook

from govinfo import CELLS, Report
from govinfo.bonds import bound_identities
from govinfo.catalogue import shipped
from govinfo.cells import cells_of, official
from govinfo.check import asked_cells, check
from govinfo.codec import to_dict
from govinfo.editions import Edition
from govinfo.figures import LARGEST
from govinfo.form import Results
from govinfo.formulas import cell_formula, formula
from govinfo.identities import identities
from govinfo.ledger import ledger
from govinfo.organ import Organ
from govinfo.queries import column, verdicts, verdicts_over_years, wide
from govinfo.reconciliation import reconcile
from govinfo.rule import Bond, Comparison, Sum, Whole, equal, rule
from govinfo.rules import BONDS, RULES, counts_are_whole
from govinfo.strategies import reports


#: How many reports are asked: two thousand in the profile of CI and deeper ones, fewer for who runs the tests by hand.
MANY = 2000 if settings.get_current_profile_name() in {"ci", "deep"} else 200

#: How many of them are drawn; the others are made of these by changes.
DRAWN = MANY // 20

HOLDS, VIOLATED, UNDETERMINED = "holds", "violated", "undetermined"


def drawn():
    """Right reports, the same ones every time."""
    found = []

    @settings(
        max_examples=DRAWN, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=HealthCheck
    )
    @given(reports(prose=False))
    def draw(report):
        found.append(report)

    draw()
    return found[:DRAWN]


def changed(report, chance):
    """The same report with a few figures wrong, blank or very large; sometimes as it is."""
    cells = cells_of(report.editions)
    figures = {}
    for _ in range(chance.choice((0, 1, 2, 6))):
        cell = chance.choice(cells)
        figures[cell] = chance.choice(((report[cell] or 0) + 1, chance.randint(-9, 99), 0))
    for _ in range(chance.choice((0, 1, 3, 12))):
        figures[chance.choice(cells)] = None
    if chance.random() < 0.2:
        figures[chance.choice(cells)] = chance.choice((LARGEST, -LARGEST, LARGEST // 2, 10**16))
    return report.replace(figures)


@pytest.fixture(scope="module")
def batch():
    """The reports that are asked, by the edition of their form."""
    chance = random.Random(16)
    right = drawn()
    found = [changed(report, chance) for _ in range(MANY // len(right)) for report in right]
    assert len(found) == MANY
    return {edition: [r for r in found if r.applications.edition == edition] for edition in Edition}


def of_identities(report):
    """What Python says of every relation."""
    found = identities(report.editions)
    return {column(identity): str(identity.verdict(report)) for identity in found}


def of_cells(report):
    """What Python says of every cell; of a blank it says nothing, which elsewhere is undetermined."""
    wrong = {finding.cells[0] for finding in check(report, [counts_are_whole])}
    return {
        f"{counts_are_whole.id} {cell}": VIOLATED if cell in wrong else UNDETERMINED if figure is None else HOLDS
        for cell, figure in report.figures()
    }


def too_large(identity, report):
    """Whether a figure has more than 15 digits; and whether all of them together do."""
    terms = [*identity.left.terms, *(identity.right.terms if isinstance(identity.right, Sum) else ())]
    sizes = [abs(k * (report[cell] or 0)) for cell, k in terms]
    return max(sizes) > LARGEST, sum(sizes) > LARGEST


def test_all_verdicts_are_frequent(batch):
    """Relations hold, are violated and are undetermined in at least one of fifty cases each."""
    count = Counter(verdict for of_one in batch.values() for r in of_one for verdict in of_identities(r).values())
    assert {HOLDS, VIOLATED, UNDETERMINED} == set(count)
    assert min(count.values()) * 50 > count.total()
    assert min(len(of_one) for of_one in batch.values()) > MANY // 10


# The catalogue, by what stands in it and nothing else.


def figure_at(document, path):
    """What stands at the path of a cell in a report as JSON."""
    for key in path.split("."):
        document = document[key]
    return document


def side(document, value):
    """One side of a relation; None if a blank takes part."""
    figures = [(figure_at(document, term["cell"]), term["coefficient"]) for term in value["terms"]]
    if any(figure is None for figure, _ in figures):
        return None
    return value["constant"] + sum(figure * coefficient for figure, coefficient in figures)


def compared(identity, document):
    """The verdict of a relation of the catalogue on a report as JSON."""
    left, right = side(document, identity["left"]), side(document, identity["right"])
    if left is None or right is None:
        return "undetermined"
    return "holds" if (left == right if identity["sense"] == "=" else left >= right) else "violated"


def asked(ask, figure):
    """The verdict of a cell rule of the catalogue."""
    if figure is None:
        return "undetermined"
    return "holds" if ask["minimum"] is None or figure >= ask["minimum"] else "violated"


def evaluated(rules, document):
    """The verdicts of all relations and cell rules of the catalogue on a report as JSON."""
    blocks = {entry["cell"]: entry["block"] for entry in rules["cells"]}

    def applies(place, cells):
        forms = [figure_at(document, blocks[cell]) for cell in cells]
        return all(form is not None and form["edition"] in place["editions"] for form in forms)

    found = {}
    for one in rules["rules"]:
        for identity in one.get("identities", ()) if one["kind"] == "relation" else ():
            cells = [term["cell"] for side in ("left", "right") for term in identity[side]["terms"]]
            if applies(identity, cells):
                found[f"{one['id']} {identity['at']}"] = compared(identity, document)
        for ask in one.get("asks", ()):
            for cell in ask["cells"]:
                if applies(ask, [cell]):
                    found[f"{one['id']} {cell}"] = asked(ask, figure_at(document, cell))
    return found


def test_catalogue(batch):
    """The catalogue alone gives the verdicts that Python gives, on every relation and every cell."""
    rules = shipped()
    for of_one in batch.values():
        for report in of_one:
            document = json.loads(json.dumps(to_dict(report)))
            assert of_identities(report) | of_cells(report) == evaluated(rules, document)


@settings(max_examples=10)
@given(report=reports(mixed=True, blanks=True, prose=False))
def test_catalogue_of_mixed_editions(report):
    """Where each block follows an edition of its own, or is absent, the catalogue says so too what applies."""
    assert of_identities(report) | of_cells(report) == evaluated(shipped(), to_dict(report))


# SQL.


@pytest.fixture
def connected():
    """How to open a database in memory, of an engine; they are closed after the test."""
    with contextlib.ExitStack() as opened:

        def connect(engine):
            if engine == "sqlite3":
                return opened.enter_context(contextlib.closing(sqlite3.connect(":memory:")))
            return opened.enter_context(pytest.importorskip("duckdb").connect())

        yield connect


def filled(connection, engine, columns, rows, table, *, folder=None):
    """A table with these columns and rows."""
    heads = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f'CREATE TABLE "{table}" ({heads})')
    if engine == "sqlite3":
        connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})', rows)
    else:
        file = folder / f"{table}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        connection.execute(f"COPY \"{table}\" FROM '{file.as_posix()}' (HEADER false)")


def asked_of(connection, query):
    """What a query finds: a row each, by name."""
    found = connection.execute(query)
    names = [name for name, *_ in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def expected_of_query(report):
    """What SQL says: as Python, but nothing of a figure of more than 15 digits, and of a sum with one."""
    large = {column(one) for one in identities(report.editions) if too_large(one, report)[0]}
    large |= {f"{counts_are_whole.id} {cell}" for cell, figure in report.figures() if abs(figure or 0) > LARGEST}
    said = of_identities(report) | of_cells(report)
    return {name: UNDETERMINED if name in large else verdict for name, verdict in said.items()}


@pytest.mark.parametrize("engine", ["sqlite3", "duckdb"])
@pytest.mark.parametrize("edition", Edition)
def test_query(connected, engine, edition, batch, tmp_path):
    """The query gives the verdicts that Python gives, of every report in a row of a table."""
    connection = connected(engine)
    cells = cells_of(official(edition))
    columns = {"organ": "VARCHAR", "year": "INTEGER"} | dict.fromkeys((cell.path for cell in cells), "BIGINT")
    rows = [(str(n), r.year, *(f for _, f in r.figures())) for n, r in enumerate(batch[edition])]
    filled(connection, engine, columns, rows, "reports", folder=tmp_path)
    found = {row.pop("organ"): row for row in asked_of(connection, verdicts(official(edition)))}
    assert len(found) == len(batch[edition])
    for n, report in enumerate(batch[edition]):
        row = found[str(n)]
        assert row.pop("year") == report.year
        assert expected_of_query(report) == row


RECORDS = {"organ": "VARCHAR", "year": "INTEGER", "cell": "VARCHAR", "edition": "INTEGER", "figure": "BIGINT"}


def records(report, organ):
    """The records of a report, as far as the query needs them."""
    return [(organ, *(record[name] for name in list(RECORDS)[1:])) for record in report.records()]


@pytest.mark.parametrize("engine", ["sqlite3", "duckdb"])
@pytest.mark.parametrize("edition", Edition)
def test_query_over_records(connected, engine, edition, batch, tmp_path):
    """Reports in long form, a row a cell, become a table of reports; those on the other form are left out."""
    connection = connected(engine)
    rows = [row for other in Edition for n, r in enumerate(batch[other][:20]) for row in records(r, f"{other}-{n}")]
    filled(connection, engine, RECORDS, rows, "records", folder=tmp_path)
    connection.execute(f"CREATE VIEW reports AS {wide(official(edition))}")
    found = {row.pop("organ"): row for row in asked_of(connection, verdicts(official(edition)))}
    assert {f"{edition}-{n}": expected_of_query(r) for n, r in enumerate(batch[edition][:20])} == {
        organ: {name: said for name, said in row.items() if name != "year"} for organ, row in found.items()
    }


@pytest.mark.parametrize("engine", ["sqlite3", "duckdb"])
def test_query_over_records_that_contradict_each_other(connected, engine, tmp_path):
    """Of a cell with two records nobody knows which is right, so it is undetermined; so is one that has none."""
    connection = connected(engine)
    total = CELLS.disputes.reconsideration.total
    report = Report.blank(2021, organ="某局", year=2023)
    rows = records(report.replace({cell: 0 for cell, _ in report.figures()}), "某局")
    rows = [row for row in rows if row[2] != str(CELLS.disputes.litigation.direct.total)]
    filled(connection, engine, RECORDS, [*rows, ("某局", 2023, str(total), 2021, 7)], "records", folder=tmp_path)
    connection.execute(f"CREATE VIEW reports AS {wide(official(2021))}")
    (found,) = asked_of(connection, verdicts(official(2021)))
    unknown = [name for name, said in found.items() if said == UNDETERMINED]
    assert unknown == [
        "T4-TOTAL disputes.reconsideration.total",
        "T4-TOTAL disputes.litigation.direct.total",
        "N-COUNT disputes.reconsideration.total",
        "N-COUNT disputes.litigation.direct.total",
    ]


@pytest.mark.parametrize("figure", ["3件", 1.5, 10**16, -(10**16), "", "无"])
def test_query_of_what_is_no_figure(connected, figure):
    """A text, a fraction and a number of more than 15 digits are no figures that could be added up."""
    connection = connected("sqlite3")
    cells = cells_of(official(2021))
    columns = {"organ": "VARCHAR", "year": "INTEGER"} | dict.fromkeys((cell.path for cell in cells), "BIGINT")
    row = ["某局", 2023, *(figure if cell is CELLS.disputes.reconsideration.upheld else 0 for cell in cells)]
    filled(connection, "sqlite3", columns, [row], "reports")
    (found,) = asked_of(connection, verdicts(official(2021)))
    assert found["T4-TOTAL disputes.reconsideration.total"] == UNDETERMINED
    large = isinstance(figure, int)
    assert found["N-COUNT disputes.reconsideration.upheld"] == (UNDETERMINED if large else VIOLATED)


@pytest.mark.parametrize(
    ("kind", "figure", "of_cell"),
    [
        ("DOUBLE", "1.5", VIOLATED),
        ("DOUBLE", "'NaN'::DOUBLE", UNDETERMINED),
        ("DOUBLE", "1e30", UNDETERMINED),
        ("HUGEINT", "100000000000000000000", UNDETERMINED),
        ("DECIMAL(38, 2)", "1.5", VIOLATED),
    ],
)
def test_query_of_other_numbers(connected, kind, figure, of_cell):
    """A column may have a type that holds more than figures; what is none is told of, and spoils no other report."""
    connection = connected("duckdb")
    cells = cells_of(official(2021))
    columns = {"organ": "VARCHAR", "year": "INTEGER"} | dict.fromkeys((cell.path for cell in cells), kind)
    filled(connection, "sqlite3", columns, [["某局", 2023, *(0 for _ in cells)]], "reports")
    odd = CELLS.disputes.reconsideration.upheld
    wrong = ", ".join(figure if cell is odd else "0" for cell in cells)
    connection.execute(f"INSERT INTO reports VALUES ('某局', 2024, {wrong})")
    right, found = asked_of(connection, f"SELECT * FROM ({verdicts(official(2021))}) ORDER BY year")
    assert {name for name in found if found[name] != right[name]} == {
        "year",
        "T4-TOTAL disputes.reconsideration.total",
        f"N-COUNT {odd}",
    }
    assert found["T4-TOTAL disputes.reconsideration.total"] == UNDETERMINED
    assert found[f"N-COUNT {odd}"] == of_cell


def many_times(times):
    """A relation in which one cell counts so often."""

    def function(results: Results[Sum]) -> Comparison[Sum]:
        """结果维持计多次。"""
        total = results.upheld
        for _ in range(times - 1):
            total += results.upheld
        return equal(total, results.total)

    return rule("X-TIMES", english="Many times.", severity="hint", authority="practice", cites="")(function)


def test_query_of_a_cell_that_counts_often():
    """The more often cells count, the smaller are the figures that may be added up without running over."""
    assert f"BETWEEN -{LARGEST} AND {LARGEST}" in verdicts(official(2021), [many_times(3)])
    assert "BETWEEN -922337203685477 AND 922337203685477" in verdicts(official(2021), [many_times(10_000)])
    assert '"disputes.reconsideration.total"' in verdicts(official(2021), [many_times(3)])
    assert '3 * "disputes.reconsideration.upheld"' in verdicts(official(2021), [many_times(3)])


def test_names_and_texts_are_quoted():
    """A name of a table is a name, whatever is in it."""
    assert 'FROM "a""b" AS "given"' in verdicts(official(2021), RULES, table='a"b')
    assert 'FROM "a""b"\n' in wide(official(2021), table='a"b')


def test_query_without_rules(connected):
    """Rules that compare nothing and ask nothing of cells leave a query that says which reports there are."""
    connection = connected("sqlite3")
    connection.execute("CREATE TABLE reports (organ, year)")
    connection.execute("INSERT INTO reports VALUES ('某局', 2023)")
    assert asked_of(connection, verdicts(official(2021), [])) == [{"organ": "某局", "year": 2023}]


# Bonds: two reports.


@pytest.fixture(scope="module")
def pairs(batch):
    """Two reports of one organ on years that follow each other, on all forms; in some of them figures are the same."""
    chance = random.Random(17)
    found = []
    for number in range(MANY // 10):
        earlier, later = (chance.choice(batch[chance.choice([*Edition])]) for _ in range(2))
        there = set(cells_of(earlier.editions)) & set(cells_of(later.editions))
        same = {cell: earlier[cell] for cell in there if chance.random() < 0.7}
        earlier = earlier.replace(year=2021, period=None, published=None, organ=Organ(f"第{number}局"))
        found.append((earlier, later.replace(same, year=2022, period=None, published=None, organ=earlier.organ)))
    return found


def of_bonds(first, second, across, larger=10**20):
    """What Python says of two reports; undetermined where a blank takes part, or a figure that is too large."""

    def added(side):
        return side if isinstance(side, int) else sum(k * (first, second)[of.report][of.cell] for of, k in side.terms)

    found = {}
    for identity in bound_identities(first.editions, second.editions, across):
        figures = [(first, second)[of.report][of.cell] for of, _ in identity.terms]
        if None in figures or max(map(abs, figures)) > larger:
            found[column(identity)] = UNDETERMINED
        else:
            left, right = added(identity.left), added(identity.right)
            found[column(identity)] = (
                HOLDS if left == right or (identity.sense, left > right) == ("≥", True) else VIOLATED
            )
    return found


def evaluated_bonds(rules, across, **documents):
    """The verdicts of all bonds of the catalogue on two reports as JSON."""
    blocks = {entry["cell"]: entry["block"] for entry in rules["cells"]}
    found = {}

    def added(side):
        return side["constant"] + sum(
            term["coefficient"] * figure_at(documents[term["report"]], term["cell"]) for term in side["terms"]
        )

    for one in rules["rules"]:
        for identity in one["identities"] if one["kind"] == "bond" and one["across"] == across else ():
            block = blocks[identity["at"]]
            forms = [figure_at(document, block) for document in documents.values()]
            if None in forms or [form["edition"] for form in forms] not in identity["between"]:
                continue
            try:
                left, right = added(identity["left"]), added(identity["right"])
                right_so = left == right if identity["sense"] == "=" else left >= right
                said = "holds" if right_so else "violated"
            except TypeError:
                said = "undetermined"
            found[f"{one['id']} {identity['at']}"] = said
    return found


def test_bonds_in_the_catalogue(pairs):
    """The catalogue alone gives the verdicts on two years, and on a government and the sum of its parts."""
    rules = shipped()
    count = Counter()
    for first, second in pairs:
        years = of_bonds(first, second, "years")
        count.update(years.values())
        assert years == evaluated_bonds(rules, "years", earlier=to_dict(first), later=to_dict(second))
        levels = of_bonds(first, second, "levels")
        assert levels == evaluated_bonds(rules, "levels", whole=to_dict(first), parts=to_dict(second))
    assert min(count[verdict] for verdict in (HOLDS, VIOLATED, UNDETERMINED)) * 50 > count.total()


def test_bonds_as_a_ledger_judges_them(pairs):
    """Without blanks a ledger finds violated what the catalogue calls so, and nothing else."""
    for first, second in pairs:
        years = [r.replace({cell: figure or 0 for cell, figure in r.figures()}) for r in (first, second)]
        found = reconcile(ledger(years), [bond for bond in BONDS if isinstance(bond, Bond)])
        said = list(of_bonds(*years, "years").values())
        assert (said.count(VIOLATED), said.count(HOLDS)) == (len(found.findings), found.held)


@pytest.mark.parametrize("engine", ["sqlite3", "duckdb"])
@pytest.mark.parametrize("forms", [*itertools.product(Edition, repeat=2)])
def test_query_over_years(connected, engine, forms, pairs, tmp_path):
    """A table of one form joined with one of the same or another form gives the verdicts on every two years."""
    connection = connected(engine)
    of_forms = [(a, b) for a, b in pairs if (a.applications.edition, b.applications.edition) == forms]
    for which, (table, edition) in enumerate(zip(("before", "after"), forms, strict=True)):
        cells = cells_of(official(edition))
        columns = {"organ": "VARCHAR", "year": "INTEGER"} | dict.fromkeys((cell.path for cell in cells), "BIGINT")
        rows = [(pair[which].organ.name, pair[which].year, *(f for _, f in pair[which].figures())) for pair in of_forms]
        filled(connection, engine, columns, rows, table, folder=tmp_path)
    query = verdicts_over_years(*map(official, forms), tables=("before", "after"))
    found = {row.pop("organ"): row for row in asked_of(connection, query)}
    assert found == {b.organ.name: {"year": 2022} | of_bonds(a, b, "years", LARGEST) for a, b in of_forms}


def test_formula_of_a_bond():
    """A bond is a formula over the sheets of two years."""
    found = next(one for one in bound_identities(official(2021), official(2021), "years") if one.rule.id == "Y-CARRIED")
    references = {of: f"'{2022 + of.report}'!B{of.cell.index}" for of, _ in found.terms}
    assert formula(found, references, "en").endswith("""IF('2022'!B204='2023'!B36,"holds","violated")))""")


# Spreadsheets.


#: Has LibreOffice work out every formula of a workbook that it opens, whoever wrote it.
ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>'
)


def recalculated(folder, write):
    """The sheets of a workbook after LibreOffice has worked out its formulas: rows of values, by name."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "profile/user").mkdir(parents=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    with xlsxwriter.Workbook(folder / "given.xlsx") as book:
        write(book)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        folder / "out",
    ]
    subprocess.run([*command, folder / "given.xlsx"], check=True, capture_output=True, timeout=300)
    found = CalamineWorkbook.from_path(folder / "out/given.xlsx")
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


def letters(number):
    """What a spreadsheet calls its column of this number; the first is 0."""
    name = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        name, number = chr(65 + rest) + name, number - 1
    return name


def expected_of_sheet(report, cells):
    """What a spreadsheet says: as Python, but nothing of figures that come to more than 15 digits."""
    large = {column(one) for one in identities(report.editions) if too_large(one, report)[1]}
    said = {name: UNDETERMINED if name in large else verdict for name, verdict in of_identities(report).items()}
    large = {f"{counts_are_whole.id} {cell}" for cell, figure in report.figures() if abs(figure or 0) > LARGEST}
    asked = {f"{counts_are_whole.id} {cell}" for cell in cells}
    return said | {n: UNDETERMINED if n in large else v for n, v in of_cells(report).items() if n in asked}


#: Sides that are as large as can be compared, and larger: upheld, pending, total, and what the formula says.
LARGE = [
    (249_999_999_999_999, 250_000_000_000_000, 499_999_999_999_999, HOLDS),
    (249_999_999_999_999, 250_000_000_000_000, 500_000_000_000_000, VIOLATED),
    (249_999_999_999_999, 250_000_000_000_001, 499_999_999_999_999, VIOLATED),
    (-499_999_999_999_999, 499_999_999_999_999, 1, VIOLATED),
    (-499_999_999_999_999, 499_999_999_999_999, 0, HOLDS),
    (250_000_000_000_000, 250_000_000_000_000, 500_000_000_000_000, UNDETERMINED),
    (LARGEST, LARGEST, 2 * LARGEST + 1, UNDETERMINED),
    (2**53, 1, 2**53 + 2, UNDETERMINED),
    (2**62, 0, 2**62, UNDETERMINED),
]

#: What may stand in a cell of a spreadsheet that is no figure, what is said of a sum with it, and of the cell.
ODD = [
    ("3件", UNDETERMINED, VIOLATED),
    ("/", UNDETERMINED, VIOLATED),
    ("", UNDETERMINED, UNDETERMINED),
    (None, UNDETERMINED, UNDETERMINED),
    (1.5, VIOLATED, VIOLATED),
    (10**16, UNDETERMINED, UNDETERMINED),
]


def test_formulas(batch, tmp_path, monkeypatch):
    """LibreOffice works out what Python says, and never more where numbers are too large for it."""
    # Else forty functions that these formulas do not have are looked for in each, which takes most of the time.
    monkeypatch.setattr("xlsxwriter.worksheet.Worksheet._prepare_formula", lambda _, text: text[1:], raising=False)

    def write(book):
        for edition, of_one in batch.items():
            sheet = book.add_worksheet(str(int(edition)))
            cells = cells_of(official(edition))
            for row, report in enumerate(of_one, start=1):
                at = {cell: f"{letters(n)}{row}" for n, cell in enumerate(cells)}
                texts = [formula(identity, at, "en") for identity in identities(report.editions)]
                texts += [cell_formula(whole, at[cell], "en") for whole, cell in some(edition)]
                for n, figure in enumerate(figure for _, figure in report.figures()):
                    sheet.write(row - 1, n, figure)
                for n, text in enumerate(texts, start=len(cells)):
                    sheet.write_formula(row - 1, n, text)
        edges(book.add_worksheet("edges"))

    found = recalculated(tmp_path, write)
    for edition, of_one in batch.items():
        names = [column(identity) for identity in identities(official(edition))]
        names += [f"{counts_are_whole.id} {cell}" for _, cell in some(edition)]
        assert len(found[str(int(edition))]) == len(of_one)
        for row, report in zip(found[str(int(edition))], of_one, strict=True):
            said = dict(zip(names, row[len(cells_of(official(edition))) :], strict=True))
            assert expected_of_sheet(report, [cell for _, cell in some(edition)]) == said
    assert [[said, ""] for *_, said in LARGE] + [said for _, *said in ODD] == [row[5:7] for row in found["edges"]]


def some(edition):
    """A few of the cells that a cell rule speaks of, each with what it asks; the others have the same formula."""
    asked = asked_cells(counts_are_whole, official(edition))
    return [(whole, cell) for whole, cells in asked.items() for cell in cells[::25]]


def edges(sheet):
    """Figures that are too large, and what is no figure."""
    results = CELLS.disputes.reconsideration
    (identity,) = [one for one in identities(official(2021)) if one.at is results.total]
    rows = [*((*figures, None) for *figures, _ in LARGE), *((text, 0, 0, Whole(minimum=0)) for text, *_ in ODD)]
    for row, (upheld, pending, total, whole) in enumerate(rows, start=1):
        for n, figure in enumerate((upheld, 0, 0, pending, total)):
            sheet.write(row - 1, n, figure)
        at = {cell: f"'edges'!${letters(n)}${row}" for n, cell in enumerate(results.cells())}
        sheet.write_formula(row - 1, 5, formula(identity, at, "en"))
        if whole is not None:
            sheet.write_formula(row - 1, 6, cell_formula(whole, f"A{row}", "en"))


def test_formula_needs_every_cell():
    """A formula is not made of some of its cells."""
    with pytest.raises(KeyError):
        formula(identities(official(2021))[0], {})


def test_formula_with_a_constant():
    """A constant stands in a formula as it is; and where no least figure is asked for, only wholeness is."""
    items = next(one for one in identities(official(2019)) if one.rule.id == "T2-ITEMS")
    assert formula(items, dict(zip(items.cells, ("A1", "B1"), strict=True))).endswith('IF(A1+B1>=0,"相符","不符")))')
    assert "AND" not in cell_formula(Whole(), "A1")
