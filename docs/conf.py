"""How Sphinx builds these pages: ``sphinx-build -n -W docs docs/_build``, with the packages of the extra ``docs``."""

import logging

from importlib.metadata import version


# Sphinx splits Chinese text with jieba, which tells of its start on every build.
logging.getLogger("jieba").setLevel(logging.WARNING)

project = "govinfo"
author = "The govinfo contributors"
copyright = author
release = version("govinfo-cn")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
default_role = "code"

myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Types of other packages have no page here, and type variables have none anywhere.
nitpick_ignore_regex = [("py:.*", r"(?!govinfo).*"), ("py:.*", r"govinfo\..*\b(T_co|T|C|N|S)")]

html_theme = "furo"
html_title = "govinfo"
html_search_language = "zh"
html_static_path = ["_static"]
html_css_files = ["tables.css"]
