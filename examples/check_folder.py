"""
Check all reports of a folder and print a table of the findings: ``python examples/check_folder.py FOLDER``.
"""

import sys

from govinfo.files import check_files


def main(folder: str) -> int:
    """Check the files of *folder* and of the folders in it; 1 if one of them has an error or cannot be read."""
    status = 0
    print("file", "severity", "rule", "finding", sep="\t")
    for checked in check_files([folder], locale="en"):
        if not checked.is_read:
            print(checked.file, "unreadable", "", checked.fault, sep="\t")
        for said in checked.findings:
            print(checked.file, said.severity, said.rule, said.message, sep="\t")
        if not checked.is_read or checked.fails("error"):
            status = 1
    return status


if __name__ == "__main__":  # other processes that check_files starts import this file
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
