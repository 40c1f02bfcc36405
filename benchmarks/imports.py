"""
How long imports take, each in processes of its own.
"""

import os
import subprocess
import sys
import time

from typing import Final


#: What is imported: the library first, then what is compared.
IMPORTED: Final = {
    "govinfo": "import govinfo",
    "attrs": "import attrs",
    "attrs, cattrs": "import attrs, cattrs",
    "pydantic": "from pydantic import BaseModel",
    "pandas": "import pandas",
    "pandera": "import pandera.pandas",
    "great_tables": "import great_tables",
}

#: What must not be loaded before it is needed.
LATE: Final = ("babel", "cattrs", "click", "hypothesis", "jsonschema", "wcwidth")

ROUNDS: Final = 15


def import_times() -> dict[str, list[float]]:
    """The seconds of each import above those of a bare start, one figure a round."""
    print(f"  import: of {', '.join(LATE)}, `import govinfo` loads {', '.join(loaded_early()) or 'none'}")
    start("pass")  # once, so that all bytecode is there
    for code in IMPORTED.values():
        start(code)
    bare, taken = [], {name: [] for name in IMPORTED}
    for _ in range(ROUNDS):
        bare.append(start("pass"))
        for name, code in IMPORTED.items():
            taken[name].append(start(code))
    return {name: [figure - min(bare) for figure in figures] for name, figures in taken.items()}


def start(code: str) -> float:
    """The seconds that a process takes which runs this."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""})
    return time.perf_counter() - begun


def loaded_early() -> list[str]:
    """Those of `LATE` that importing the library loads."""
    code = f"import sys, govinfo; print(*[name for name in {LATE!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.split()
