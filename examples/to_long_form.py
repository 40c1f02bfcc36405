"""
The figures of several reports as one table in long form: ``python examples/to_long_form.py FILE... > figures.csv``.

There is a line for each cell of each report. Money is in fen, and a blank is an empty field, never 0.
"""

import csv
import sys

import govinfo


def main(files: list[str]) -> None:
    """Write the figures of *files* to standard output."""
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = None
    for file in files:
        for record in govinfo.read(file).records(locale="zh"):
            if writer is None:
                writer = csv.DictWriter(sys.stdout, ["file", *record])
                writer.writeheader()
            writer.writerow({"file": file, **record})


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
