"""
Pictures of table three and of its network, drawn from the rules: ``python tools/pictures.py`` writes them anew.
"""

from html import escape
from pathlib import Path
from typing import Final

from govinfo import Cell, check, explain, read
from govinfo.cells import official
from govinfo.grid import grid
from govinfo.naming import short
from govinfo.network import Network, network


ROOT: Final = Path(__file__).parents[1]
FILE: Final = ROOT / "docs" / "explanation" / "network.svg"
TABLE: Final = ROOT / "docs" / "explanation" / "table.svg"
PLANTED: Final = ROOT / "examples" / "huaian-2024.planted"
EDITION: Final = 2021
WRONG: Final = Cell("applications.outcome.unavailable.not_held.natural_persons")

_WIDTH, _STEP, _TOP = 1080, 26, 50


def layers(known: Network[Cell], start: int) -> list[list[int]]:
    """The nodes of the first part by their distance from *start*."""
    found, seen = [[start]], {start}
    while found[-1]:
        near = {end for node in found[-1] for arc in known.at[node] for end in (known.tails[arc], known.heads[arc])}
        found.append(sorted(near - seen))
        seen |= near
    return found[:-1]


def name(known: Network[Cell], node: int) -> str:
    """What the identity of a node is about: a row, or a column in which the rows are added up or must balance."""
    equation = known.nodes[node]
    if equation is None or equation.identity is None:
        return ""
    rule = equation.identity.rule.id
    cell = equation.identity.cells[-1]
    text = short(cell, official(EDITION))
    column = cell.labels(EDITION).columns[-1]
    if rule == "T3-APPLICANTS":
        return text.removesuffix(column).strip()[:9]
    return f"{column}{'：收＝办' if rule == 'T3-BALANCE' else '：办理合计'}"


def network_picture() -> str:
    """The graph, with one wrong figure: its arc and the two nodes that do not balance are red."""
    known = network(official(EDITION))
    wrong = known.index[WRONG]
    ends = (known.tails[wrong], known.heads[wrong])
    start = max(known.parts[0], key=lambda node: (len(known.at[node]), -node))
    columns = layers(known, start)
    tallest = max(map(len, columns))
    place = {
        node: (110 + i * (_WIDTH - 220) / (len(columns) - 1), _TOP + (j + (tallest - len(column)) / 2 + 0.5) * _STEP)
        for i, column in enumerate(columns)
        for j, node in enumerate(column)
    }
    height = _TOP + tallest * _STEP + 20
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif">',
        "<title>38 identities, 175 cells</title>",
    ]
    for arc in sorted(known.inside[0], key=lambda arc: arc == wrong):
        (x, y), (u, v) = place[known.tails[arc]], place[known.heads[arc]]
        color, width = ("#c00", 3) if arc == wrong else ("#8ab", 0.7)
        lines.append(
            f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{u:.0f}" y2="{v:.0f}" stroke="{color}" stroke-width="{width}">'
            f"<title>{escape(short(known.arcs[arc], official(EDITION)))}</title></line>"
        )
    for node, (x, y) in place.items():
        color = "#c00" if node in ends else "#246"
        lines.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="{color}"/>')
        lines.append(
            f'<text x="{x:.0f}" y="{y - 7:.0f}" text-anchor="middle" font-size="12" fill="{color}" stroke="#fff"'
            f' stroke-width="3" paint-order="stroke">{escape(name(known, node))}</text>'
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


def table_picture() -> str:
    """Table three of the example: the row and the column that do not add up, and where they cross the wrong figure."""
    report = read(PLANTED)
    ((wrong, due),) = explain(report).explanations[0].changes.items()
    broken = {cell for finding in check(report) if finding.left for cell in finding.cells}
    rows = [row for row in grid(report.editions).rows if row[0].section == wrong.section]
    width, height, left, top = 74, 20, 250, 46
    size = f"{left + 7 * width + 10} {top + len(rows) * height + 10}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(short(wrong, report.editions))}</title>",
    ]
    for j, cell in enumerate(rows[0]):
        x, text = left + j * width + width / 2, cell.labels(EDITION).columns[-1]
        lines.append(f'<text x="{x:.0f}" y="{top - 12}" text-anchor="middle" font-size="10">{escape(text[:6])}</text>')
    for i, row in enumerate(rows):
        y = top + i * height
        text = row[0].labels(EDITION).rows[-1]
        said = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        lines.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end" font-size="11">{escape(said)}</text>')
        for j, cell in enumerate(row):
            fill = "#f4b8b8" if cell == wrong else "#fdeccd" if cell in broken else "#fff"
            x = left + j * width
            said = f"{report[cell]} → {due}" if cell == wrong else str(report[cell])
            color = "#c00" if cell == wrong else "#333"
            lines.append(
                f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="#bbb"/>'
                f'<text x="{x + width - 6}" y="{y + 14}" text-anchor="end" fill="{color}">{said}</text>'
            )
    return "\n".join([*lines, "</svg>"]) + "\n"


#: How much of the label of a row is shown, in characters.
_LONGEST: Final = 18


if __name__ == "__main__":
    FILE.write_text(network_picture(), "utf-8")
    TABLE.write_text(table_picture(), "utf-8")
