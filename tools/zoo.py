"""
How much is read of each layout of ``tests/zoo``: a line a layout, with the figures that are printed and read.

``python tools/zoo.py [--seeds 20]`` writes reports that reconcile, with figures drawn at random, in every layout that
the zoo knows, and reads them. *Wrong* is a figure that is not printed, and one that is not read without a word; the end
is 1 if there is one, or if a reader ended in an exception. What stands in a cell of several figures run together, which
nothing tells apart, is blank: that is as it should be.
"""

import argparse
import sys

from pathlib import Path
from typing import Final

import attrs


sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from zoo.cases import LAYOUTS, Case, judged


_HEAD: Final = ("layout", "documents", "printed", "read", "blank", "wrong", "read %")


@attrs.define
class Count:
    """What became of the figures of a layout."""

    documents: int = 0
    printed: int = 0
    right: int = 0
    wrong: int = 0

    def add(self, case: Case) -> None:
        """Count one more document."""
        verdict = judged(case)
        self.documents += 1
        self.printed += verdict.printed
        self.right += verdict.right
        self.wrong += len(verdict.wrong) + (verdict.error is not None)

    def cells(self, name: str) -> tuple[str, ...]:
        """The same as texts under the head."""
        blank = self.printed - self.right
        percent = f"{int(1000 * self.right / max(1, self.printed)) / 10:.1f}"  # 99.99 is not 100
        return (name, *map(str, (self.documents, self.printed, self.right, blank, self.wrong)), percent)


def main(arguments: list[str]) -> int:
    """Read what is asked for, and print a line for each layout."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n\n", maxsplit=1)[0])
    asked.add_argument("--seeds", type=int, default=20, help="documents of each layout")
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    asked.add_argument("layouts", nargs="*", default=[], help="layouts; by default all")
    given = asked.parse_args(arguments)
    print(f"{_HEAD[0]:28}" + "".join(f"{word:>10}" for word in _HEAD[1:]))
    wrong = 0
    for layout in given.layouts or LAYOUTS:
        count = Count()
        for seed in range(given.first, given.first + given.seeds):
            count.add(Case.clean(seed, layout))
        name, *rest = count.cells(layout)
        print(f"{name:28}" + "".join(f"{text:>10}" for text in rest), flush=True)
        wrong += count.wrong
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
