"""
Run the benchmarks: all of them, or those that are named.

    python benchmarks/run.py [--json] [--list] [name ...]

A name may be a pattern: 'read-*' 'files-*' are all of reading.
"""

import argparse
import contextlib
import fnmatch
import json
import platform
import statistics
import sys

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import bonds  # noqa: F401  it adds its cases
import diagnosis  # noqa: F401  it adds its cases
import reading  # noqa: F401  registers its benchmarks

from cases import BENCHMARKS, Benchmark
from timing import median_ratio


#: Seconds in a unit.
UNITS = {"µs": 1e-6, "ms": 1e-3}

VERSIONS = (
    *("govinfo-cn", "pydantic", "pandera", "pandas", "numpy", "great_tables"),
    *("lxml", "pdfplumber", "python-docx", "openpyxl"),
)


def measured(benchmark: Benchmark) -> Iterator[dict[str, Any]]:
    """The figures of one benchmark: one line for each alternative."""
    seconds = benchmark.make().seconds()
    pick = min if benchmark.best else statistics.median
    (our_name, ours), *others = seconds.items()
    for name, theirs in others:
        yield {
            "name": benchmark.name,
            "govinfo": pick(ours) / UNITS[benchmark.unit],
            "way": our_name,
            "alternative": name,
            "takes": pick(theirs) / UNITS[benchmark.unit],
            "ratio": pick(theirs) / pick(ours) if benchmark.best else median_ratio(ours, theirs),
            "unit": benchmark.unit,
            "aim": benchmark.aim,
            "rounds": len(ours),
        }


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _line(figures: dict[str, Any]) -> str:
    aim = "" if figures["aim"] is None else f"≤ {figures['aim']:g}"
    return (
        f"{figures['name']:<22} {_number(figures['govinfo']):>8}  {figures['alternative']:<32}"
        f" {_number(figures['takes']):>8}  {_number(figures['ratio']):>6} ×  {figures['unit']}  {aim}"
    )


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Time govinfo beside what one would use instead of it.")
    parser.add_argument(
        "names", nargs="*", metavar="name", help="of a benchmark, or a pattern; all of them if none is given"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, and nothing else")
    parser.add_argument("--list", action="store_true", help="print the names of the benchmarks")
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if not fnmatch.filter(BENCHMARKS, name)]:
        parser.error(f"unknown: {', '.join(unknown)}; known are {', '.join(BENCHMARKS)}")
    names = list(dict.fromkeys(name for asked_for in asked.names for name in fnmatch.filter(BENCHMARKS, asked_for)))
    if asked.list:
        print(*BENCHMARKS, sep="\n")
        return
    head = {"python": platform.python_version()} | {name: version(name) for name in VERSIONS}
    chosen = [BENCHMARKS[name] for name in names or BENCHMARKS]
    if asked.json:
        with contextlib.redirect_stdout(sys.stderr):
            found = [figures for benchmark in chosen for figures in measured(benchmark)]
        print(json.dumps({"versions": head, "figures": found}, ensure_ascii=False, indent=2))
        return
    print(*(f"{name} {number}" for name, number in head.items()), sep=", ")
    print(f"{'name':<22} {'govinfo':>8}  {'alternative':<32} {'takes':>8}  {'ratio':>8}  unit  aim")
    for benchmark in chosen:
        for figures in measured(benchmark):
            print(_line(figures), flush=True)


if __name__ == "__main__":
    main()
