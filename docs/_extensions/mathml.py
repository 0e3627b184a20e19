"""Write formulas as MathML, which browsers draw by themselves: the pages need no script and no internet."""

from docutils import nodes
from formulas import words_in
from latex2mathml.converter import convert
from sphinx.util import logging

logger = logging.getLogger(__name__)


def warn_of_words(_app, doctree):
    """Warn of a sentence set as a formula, as between the dollar signs of two amounts of money."""
    for node in (*doctree.findall(nodes.math), *doctree.findall(nodes.math_block)):
        if words := words_in(node.astext()):
            logger.warning("a formula holds the words %s: write \\$ for a dollar", ", ".join(words), location=node)


def visit_math(writer, node):
    """Write a formula that stands in a line of text."""
    writer.body.append(convert(node.astext()))
    raise nodes.SkipNode


def visit_displaymath(writer, node):
    """Write a formula that stands by itself."""
    writer.body.append(f'<div class="math" style="margin: 1rem 0">{convert(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def setup(app):
    """Make this the way in which formulas are written."""
    app.connect("doctree-read", warn_of_words)
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
