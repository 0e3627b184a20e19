"""Write formulas as MathML, which browsers draw by themselves: the pages need no script and no internet."""

from docutils import nodes
from latex2mathml.converter import convert


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
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
