"""
How a graph hangs together: what can be reached there and back, and what hangs by a single arc.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from .graph import Network


def strong(nodes: Iterable[int], ahead: Callable[[int], Iterable[int]]) -> list[frozenset[int]]:
    """The strong components of a graph, each after all those to which something leads from it."""
    numbers: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    found: list[frozenset[int]] = []

    def visit(start: int) -> None:
        walk: list[tuple[int, int, Iterator[int]]] = []  # a node, where it stands on the stack, and what is ahead

        def enter(node: int) -> None:
            numbers[node] = low[node] = len(numbers)
            walk.append((node, len(stack), iter(ahead(node))))
            stack.append(node)

        enter(start)
        while walk:
            node, at, following = walk[-1]
            for other in following:
                if other not in numbers:
                    enter(other)
                    break
                low[node] = min(low[node], low[other])
            else:
                walk.pop()
                if low[node] == numbers[node]:
                    found.append(frozenset(stack[at:]))
                    low.update(dict.fromkeys(stack[at:], _DONE))
                    del stack[at:]
                if walk:
                    before = walk[-1][0]
                    low[before] = min(low[before], low[node])

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
    for start in around:
        if start not in numbers:
            joined, sides = _hanging(network, around, start, numbers)
            for arc, side in sides:
                found.append((arc, tuple(sorted(network.smaller(side, joined - side)))))
    return sorted(found, key=lambda pair: len(pair[1]))


def _hanging(
    network: Network[Any], around: Mapping[int, Sequence[int]], start: int, numbers: dict[int, int]
) -> tuple[frozenset[int], list[tuple[int, frozenset[int]]]]:
    """Number the nodes that can be reached from one; these, and what hangs by a single arc, with that arc."""
    low: dict[int, int] = {}
    behind: list[int] = []
    sides: list[tuple[int, frozenset[int]]] = []
    walk: list[tuple[int, int | None, int, Iterator[int]]] = []  # a node, the arc to it, its place, and its arcs

    def enter(node: int, by: int | None) -> None:
        low[node] = numbers[node] = len(numbers)
        walk.append((node, by, len(behind), iter(around[node])))
        behind.append(node)

    enter(start, None)
    while walk:
        node, by, at, arcs = walk[-1]
        for arc in arcs:
            other = network.heads[arc] if network.tails[arc] == node else network.tails[arc]
            if other not in numbers:
                enter(other, arc)
                break
            if arc != by:
                low[node] = min(low[node], numbers[other])
        else:
            walk.pop()
            if by is not None:
                before = walk[-1][0]
                low[before] = min(low[before], low[node])
                if low[node] > numbers[before]:
                    sides.append((by, frozenset(behind[at:])))
    return frozenset(behind), sides
