"""Configuration of Sphinx."""

import logging
import sys
from pathlib import Path

import negosim

sys.path.insert(0, str(Path(__file__).with_name("_extensions")))

project = "negosim"
author = "The negosim developers"
copyright = "the negosim developers, Apache License 2.0"
version = release = negosim.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.viewcode",
    "numpydoc",
    "sphinx_copybutton",
    "mathml",
    "library_figure",
    "no_break",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["_build", "_checks", "_extensions", "_generators", "_static", "_templates"]
templates_path = ["_templates"]
nitpicky = True  # a reference within the package that leads nowhere is a warning
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(concurrent|gymnasium|matplotlib|numpy|pandas|pettingzoo|polars|scipy|xarray)\..*",
    ),  # no internet while building
    ("py:.*", r"negosim\.(rules|batch\.(drivers|primitives)).*"),  # for developers: described by their docstrings
]
smartquotes_action = "qe"  # not dashes: --json is an option

myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3
# "$5bn, later $4bn" is money: a dollar sign next to a digit on the outside, or to a space on the inside, is no formula.
myst_dmath_allow_digits = False
myst_dmath_allow_space = False

autodoc_typehints = "none"  # numpydoc's sections say the types, with their units
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

# A glob may match no page yet. Sphinx gives this warning no type, so suppress_warnings cannot name it.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", "") != "empty_glob"
)

# The copy button takes what a reader types: no prompts, no output.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_line_continuation_character = "\\"

html_math_renderer = "mathml"
html_theme = "pydata_sphinx_theme"
html_title = "negosim"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_js_files = ["pages.js"]
html_copy_source = html_show_sourcelink = True  # the Markdown of each page, beside it
html_theme_options = {
    "header_links_before_dropdown": 9,
    "navbar_persistent": ["search-button"],
    "navigation_with_keys": False,
    "show_toc_level": 2,
    "secondary_sidebar_items": ["page-toc", "sourcelink"],
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {"index": [], "install": [], "gallery": []}
