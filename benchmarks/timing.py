"""
Timing several ways of doing one thing side by side: in turns, so that what else the machine does slows all of them.
"""

import gc
import statistics
import time

from collections.abc import Callable, Mapping


#: How long one turn of one way takes at least, in seconds.
TURN = 0.01


def measure(ways: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, list[float]]:
    """
    The seconds that each way takes, by name of the way: one figure a round.

    Every round gives each way one turn, of as many calls as take `TURN`.
    """
    calls = {name: _calls(way) for name, way in ways.items()}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    gc.collect()
    gc.freeze()
    try:
        for _ in range(rounds):
            for name, way in ways.items():
                taken[name].append(_turn(way, calls[name]))
    finally:
        gc.unfreeze()
    return taken


def median_ratio(ours: list[float], theirs: list[float]) -> float:
    """How many times as long *theirs* take: the median over rounds, each compared with itself."""
    return statistics.median(their / our for our, their in zip(ours, theirs, strict=True))


def _calls(way: Callable[[], object]) -> int:
    way()
    once = _turn(way, 1)
    return max(1, round(TURN / once)) if once else 1000


def _turn(way: Callable[[], object], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        way()
    return (time.perf_counter() - start) / calls
