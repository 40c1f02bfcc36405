"""
Check all reports of a folder and print a table of the findings: ``python examples/check_folder.py FOLDER``.
"""

import sys

from pathlib import Path

import govinfo


def main(folder: str) -> int:
    """Check the text, HTML and JSON files of *folder*; 1 if one of them has an error or cannot be read."""
    status = 0
    print("file", "severity", "rule", "finding", sep="\t")
    for path in sorted(Path(folder).iterdir()):
        if path.suffix not in {".txt", ".html", ".json"}:
            continue
        try:
            report = govinfo.read(path)
        except govinfo.UnreadableReport as error:
            print(path.name, "unreadable", "", error, sep="\t")
            status = 1
            continue
        result = govinfo.check(report)
        for finding in result:
            print(path.name, finding.severity, finding.rule, finding.message("en"), sep="\t")
        if not result.ok:
            status = 1
    return status


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
