"""How Sphinx builds these pages: ``sphinx-build -n -W docs docs/_build``, with the packages of the extra ``docs``."""

import logging

from importlib import metadata
from typing import Any


# Sphinx splits Chinese text with jieba, which tells of its start on every build.
logging.getLogger("jieba").disabled = True

project = "govinfo"
author = "The govinfo contributors"
copyright = author
release = metadata.version("govinfo-cn")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
default_role = "code"

myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
napoleon_numpy_docstring = False
napoleon_use_ivar = True

nitpick_ignore_regex = [
    ("py:.*", r"(?!govinfo\b).*"),  # other packages have no pages here
    ("py:.*", r"govinfo(\.\w+)*\._\w+(\.\w+)*"),  # nor has what is not part of the interface
    ("py:.*", r"govinfo(\.\w+)*\.(T_co|A|T|U|C|K|N|S)"),  # nor have type variables
]

html_theme = "furo"
html_title = "govinfo"
html_search_language = "zh"
html_static_path = ["_static"]
html_css_files = ["tables.css"]


def without_last_blank_line(_app: Any, _page: str, text: list[str]) -> None:
    """Take out the blank line at the end of a block; doctest needs it there, and readers do not."""
    text[0] = text[0].replace("\n\n```\n", "\n```\n")


def setup(app: Any) -> None:
    """What Sphinx calls first."""
    app.connect("source-read", without_last_blank_line)
