"""
Checking many files: how long it takes, and whether memory stays the same however many files there are.

    python benchmarks/files.py [--jobs 2] [count ...]    # memory for 1,000 and 10,000 files, in about five minutes

The files are pages, and among them texts and documents of Word, Excel and PDF. Each measurement is a process of its
own, which does nothing else. Processes that this one has started count as well, and those that they have started.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final


#: So many documents are different; there are as many copies of them as are needed.
DIFFERENT: Final = 200


def write(folder: str, count: str, *, pages_only: bool = False) -> int:
    """Put so many files into a folder."""
    from documents import mixed, pages  # noqa: PLC0415  so that what is measured has not loaded this

    for n, (suffix, data) in enumerate((pages if pages_only else mixed)(min(int(count), DIFFERENT))):
        file = Path(folder) / f"{n:06}{suffix}"
        file.write_bytes(data)
        for copy in range(n + DIFFERENT, int(count), DIFFERENT):
            os.link(file, file.with_name(f"{copy:06}{suffix}"))
    return int(count)


def write_pages(folder: str, count: str) -> int:
    """The same, pages alone."""
    return write(folder, count, pages_only=True)


def govinfo(folder: str, jobs: str) -> int:
    """Read and check all files; how many have been read."""
    from govinfo.files import check_files  # noqa: PLC0415  as above

    return sum(checked.is_read for checked in check_files([folder], jobs=int(jobs)))


def pandas(folder: str, jobs: str) -> int:
    """Get the raw frames of all pages, in as many processes; how many pages have some."""
    from multiprocessing import Pool  # noqa: PLC0415  as above

    from alternatives.raw_tables import frames  # noqa: PLC0415  as above

    files = sorted(map(str, Path(folder).iterdir()))
    if jobs == "1":
        return sum(map(bool, map(frames, files)))
    with Pool(int(jobs)) as pool:
        return sum(map(bool, pool.imap(frames, files, chunksize=16)))


ASKED: Final[dict[str, Callable[[str, str], int]]] = {
    function.__name__: function for function in (write, write_pages, govinfo, pandas)
}


def alone(name: str, folder: str, number: int) -> dict[str, Any]:
    """What one of these does in a process of its own: how many files, seconds without the start, and memory in MB."""
    command = [sys.executable, __file__, "--do", name, folder, str(number)]
    with_bytecode = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=with_bytecode)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _do(name: str, folder: str, number: str) -> dict[str, Any]:
    begun = time.perf_counter()
    count = ASKED[name](folder, number)
    seconds = time.perf_counter() - begun
    own, others = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"files": count, "seconds": seconds, "own": own, "others": others}


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="How much memory checking many files takes.")
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 10_000], metavar="count", help="of files")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes; 2 if not given")
    parser.add_argument("--do", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.do:
        print(json.dumps(_do(*asked.do)))
        return
    for count in asked.counts:
        with tempfile.TemporaryDirectory() as folder:
            alone("write", folder, count)
            found = alone("govinfo", folder, asked.jobs)
        print(
            f"{count:>6} files, {found['files']} read, {count / found['seconds']:.0f} a second"
            f", at most {found['own']:.0f} MB in this process, {found['others']:.0f} MB in another",
            flush=True,
        )


if __name__ == "__main__":
    main()
