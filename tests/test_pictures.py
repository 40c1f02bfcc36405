"""
The pictures of table three and its network are what the rules say now.
"""

import sys

from pathlib import Path


ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tools")]

import pictures  # noqa: E402  it stands among the tools


def test_the_picture_is_fresh():
    """``python tools/pictures.py`` would write what is there: every identity and every cell of table three."""
    drawn = pictures.network_picture()
    assert drawn == pictures.FILE.read_text("utf-8")
    assert (drawn.count("<circle"), drawn.count("<line")) == (38, 175)


def test_the_picture_of_the_table_is_fresh():
    """It shows every cell, the wrong figure with the right one, and the row and the column that do not add up."""
    drawn = pictures.table_picture()
    assert drawn == pictures.TABLE.read_text("utf-8")
    assert (drawn.count("<rect"), drawn.count("764 → 746"), drawn.count("#f4b8b8")) == (25 * 7, 1, 1)
