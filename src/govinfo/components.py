"""
How a graph hangs together: what can be reached there and back, and what hangs by a single arc.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from .graph import Network


def strong(nodes: Iterable[int], ahead: Callable[[int], Iterable[int]]) -> list[frozenset[int]]:
    """The strong components of a graph, each after all those to which something leads from it."""
    numbers: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    found: list[frozenset[int]] = []

    def visit(node: int) -> None:
        numbers[node] = low[node] = len(numbers)
        at = len(stack)
        stack.append(node)
        for other in ahead(node):
            if other not in numbers:
                visit(other)
            low[node] = min(low[node], low[other])
        if low[node] == numbers[node]:
            found.append(frozenset(stack[at:]))
            low.update(dict.fromkeys(stack[at:], _DONE))
            del stack[at:]

    for node in nodes:
        if node not in numbers:
            visit(node)
    return found


#: More than the number of any node.
_DONE: Final = 10**9


def bridges(network: Network[Any], arcs: Iterable[int]) -> list[tuple[int, tuple[int, ...]]]:
    """
    Those of *arcs* that lie on no cycle of them, whatever their directions; each with the nodes on one side of it.

    These and no others are determined by the equations alone where the *arcs* are open.
    """
    around: dict[int, list[int]] = {}
    for arc in arcs:
        around.setdefault(network.tails[arc], []).append(arc)
        around.setdefault(network.heads[arc], []).append(arc)
    numbers: dict[int, int] = {}
    found: list[tuple[int, tuple[int, ...]]] = []

    def visit(node: int, by: int | None, behind: list[int]) -> int:
        """Number what can be reached without going back; the lowest number that this leads to."""
        low = numbers[node] = len(numbers)
        behind.append(node)
        for arc in around[node]:
            if arc == by:
                continue
            other = network.heads[arc] if network.tails[arc] == node else network.tails[arc]
            if other in numbers:
                low = min(low, numbers[other])
                continue
            begin = len(behind)
            lowest = visit(other, arc, behind)
            low = min(low, lowest)
            if lowest > numbers[node]:
                sides.append((arc, frozenset(behind[begin:])))
        return low

    for start in around:
        if start not in numbers:
            sides: list[tuple[int, frozenset[int]]] = []
            joined: list[int] = []
            visit(start, None, joined)
            for arc, side in sides:
                rest = frozenset(joined) - side
                better = min(
                    side, rest, key=lambda nodes: (any(network.nodes[node] is None for node in nodes), len(nodes))
                )
                found.append((arc, tuple(sorted(better))))
    return sorted(found, key=lambda pair: len(pair[1]))
