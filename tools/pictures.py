"""
The picture of the network of table three, drawn from the rules: ``python tools/pictures.py`` writes it anew.
"""

from html import escape
from pathlib import Path
from typing import Final

from govinfo import Cell
from govinfo.cells import official
from govinfo.naming import short
from govinfo.network import Network, network


FILE: Final = Path(__file__).parents[1] / "docs" / "explanation" / "network.svg"
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
    text = short(cell, EDITION)
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
            f"<title>{escape(short(known.arcs[arc], EDITION))}</title></line>"
        )
    for node, (x, y) in place.items():
        color = "#c00" if node in ends else "#246"
        lines.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="{color}"/>')
        lines.append(
            f'<text x="{x:.0f}" y="{y - 7:.0f}" text-anchor="middle" font-size="12" fill="{color}" stroke="#fff"'
            f' stroke-width="3" paint-order="stroke">{escape(name(known, node))}</text>'
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


if __name__ == "__main__":
    FILE.write_text(network_picture(), "utf-8")
