"""
The picture of the network is what the rules say now.
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
