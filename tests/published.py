"""
Figures of published reports: tables three and four of each, row by row; a dash is a blank. Of one city, table two too.
"""

from govinfo import CELLS, Cell, Report
from govinfo.cells import cells_of, official
from govinfo.organ import Kind, Level, Organ


SUQIAN_2023 = """
3402 99 0 4 5 1 3511 / 91 3 0 0 2 0 96
1175 12 0 3 1 0 1191 / 319 7 0 0 2 0 328
0 0 0 0 0 0 0 / 27 0 0 0 0 0 27 / 6 0 0 0 0 0 6 / 38 0 0 0 0 0 38
20 0 0 0 0 0 20 / 9 0 0 0 0 0 9 / 21 0 0 0 0 0 21 / 20 1 0 0 0 0 21
968 74 0 1 3 1 1047 / 26 2 0 0 0 0 28 / 3 0 0 0 0 0 3
305 0 0 0 0 0 305 / 39 0 0 0 0 0 39 / 0 0 0 0 0 0 0 / 58 0 0 0 0 0 58 / 4 0 0 0 0 0 4
40 0 0 0 0 0 40 / 10 0 0 0 0 0 10 / 287 3 0 0 1 0 291
3375 99 0 4 7 1 3486 / 118 3 0 0 0 0 121
309 17 88 26 440 / 1 1 16 6 24 / 13 0 67 9 89
"""

SUQIAN_2024 = """
3440 75 0 1 6 3 3525 / 118 3 0 0 0 0 121
1408 21 0 0 2 0 1431 / 462 9 0 0 0 0 471
2 0 0 0 0 0 2 / 1 0 0 0 0 0 1 / 4 0 0 0 0 0 4 / 16 1 0 0 0 0 17
21 0 0 0 0 0 21 / 10 1 0 0 0 0 11 / 21 2 0 0 0 0 23 / 13 0 0 0 0 0 13
859 33 0 0 3 2 897 / 35 1 0 0 0 0 36 / 8 0 0 0 0 0 8
86 1 0 0 0 0 87 / 26 1 0 0 0 0 27 / 0 0 0 0 0 0 0 / 3 0 0 0 0 0 3 / 0 0 0 0 0 0 0
75 1 0 1 0 0 77 / 38 0 0 0 0 0 38 / 352 2 0 0 0 0 354
3440 73 0 1 5 2 3521 / 118 5 0 0 1 1 125
88 18 28 36 170 / 7 0 11 7 25 / 33 0 6 13 52
"""

HUAIAN_2024 = """
3001 53 0 0 61 4 3119 / 34 0 0 0 0 0 34
1288 21 0 0 50 3 1362 / 447 7 0 0 0 0 454
2 0 0 0 0 0 2 / 30 1 0 0 0 0 31 / 5 0 0 0 0 0 5 / 6 0 0 0 0 0 6
7 1 0 0 0 0 8 / 12 0 0 0 0 0 12 / 9 0 0 0 0 0 9 / 105 0 0 0 0 0 105
746 12 0 0 10 1 769 / 11 0 0 0 0 0 11 / 1 0 0 0 0 0 1
56 6 0 0 0 0 62 / 25 0 0 0 0 0 25 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 1 0 0 0 0 0 1
67 3 0 0 1 0 71 / 6 0 0 0 0 0 6 / 108 2 0 0 0 0 110
2932 53 0 0 61 4 3050 / 103 0 0 0 0 0 103
72 64 178 37 351 / 13 4 8 1 26 / 12 1 1 6 20
"""

#: On the form of 2019, with 126 blanks in table three.
SHANGHAI_2019 = """
821 35 - - 2 1 859 / 18 - - - - - 18
258 12 - - 1 1 - / 3 - - - - - -
14 - - - - - - / - - - - - - - / - - - - - - - / - - - - - - -
5 - - - - - - / 3 1 - - - - - / - - - - - - - / 10 2 - - - - -
252 12 - - 1 - - / 44 3 - - - - - / 25 - - - - - -
148 1 - - - - - / 5 4 - - - - - / - - - - - - - / - - - - - - - / - - - - - - -
- - - - - - -
767 35 - - 2 1 805 / 72 - - - - - 72
5 - - 2 7 / 8 - - 1 9 / - - - - -
"""

#: On the form of 2019; six requests are counted twice.
PINGTAN_2020 = """
20 0 0 0 0 1 21 / 0 0 0 0 0 0 0
6 0 0 0 0 1 7 / 6 0 0 0 0 0 6
0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0
0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0
4 0 0 0 0 0 4 / 0 0 0 0 0 0 0 / 3 0 0 0 0 0 3
0 0 0 0 0 0 0 / 3 0 0 0 0 0 3 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0 / 0 0 0 0 0 0 0
4 0 0 0 0 0 4
20 0 0 0 0 1 21 / 0 0 0 0 0 0 0
0 0 0 0 0 / 0 0 0 0 0 / 0 0 0 0 0
"""


def published(figures: str, edition: int = 2021, *, organ: str = "某市", year: int = 2023) -> Report:
    """A report with these figures in tables three and four, and 0 in table two."""
    on_form = cells_of(official(edition))
    texts = figures.replace("/", " ").split()
    said = [None if text == "-" else int(text) for text in texts]
    tables = [cell for cell in on_form if cell.section != "disclosure"]
    rest = {cell: 0 for cell in on_form if cell.section == "disclosure"}
    return Report.blank(edition, organ=organ, year=year).replace(rest | dict(zip(tables, said, strict=True)))


#: Of the city, year by year: tables three and four; rules and normative documents; decisions on licences, penalties and
#: coercive measures; fees in fen, printed as 59237.2449 and 72701.2578 万元.
CITY = {
    2023: (SUQIAN_2023, "2 0 11 109 489 597", (1808595, 2822652, 20163), 592372449_00),
    2024: (SUQIAN_2024, "2 1 12 50 227 420", (1573179, 2676474, 29351), 727012578_00),
}


def city(year: int) -> Report:
    """The whole report of a city as it was published, but for its prose."""
    tables, documents, decisions, fees = CITY[year]
    rows = CELLS.disclosure.documents.government_rules, CELLS.disclosure.documents.normative
    cells = [cell for row in rows for cell in (row.issued, row.repealed, row.in_force)]
    enforcement = CELLS.disclosure.enforcement
    acts = CELLS.disclosure.services.licences, enforcement.penalties, enforcement.coercive_measures
    figures: dict[Cell, int | None] = dict(zip(cells, map(int, documents.split()), strict=True))
    figures |= dict(zip((act.decisions for act in acts), decisions, strict=True))
    figures |= {CELLS.disclosure.charges.fees.amount: fees}
    organ = Organ("宿迁市人民政府", level=Level.CITY, kind=Kind.GOVERNMENT)
    prose = dict.fromkeys(("overview", "problems", "other_matters"), ("见原文。",))
    return published(tables, year=year).replace(figures, organ=organ, **prose)
