"""Run a block of code that ends with a figure: what the pages and their tests both do, without sphinx."""

import ast
from io import BytesIO

from matplotlib import rc_context
from matplotlib.figure import Figure


def figure_of(code):
    """Run a block of code and return the figure that its last expression stands for.

    Raises
    ------
    ValueError
        If the block does not end in an expression.
    TypeError
        If the expression is neither a figure nor axes.
    """
    tree = ast.parse(code)
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        raise ValueError("the block must end with an expression, the figure or its axes")
    last = ast.Expression(tree.body.pop().value)
    names = {"__name__": "figure"}
    exec(compile(tree, "<figure>", "exec"), names)
    drawn = eval(compile(last, "<figure>", "eval"), names)
    figure = getattr(drawn, "figure", drawn)
    if not isinstance(figure, Figure):
        raise TypeError(f"the block must end with a figure or its axes, not with {type(drawn).__name__}")
    return figure


def svg_of(figure):
    """Return a figure as the text of an SVG file, the same for the same figure."""
    target = BytesIO()
    with rc_context({"svg.hashsalt": "negosim"}):
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()
