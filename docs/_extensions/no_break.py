"""Keep a number and its per cent sign on one line: the space between them becomes a no-break space in the pages."""

import re

from docutils import nodes

SPACE = re.compile(r"(?<=\d) (?=%)")


def join(_, doctree):
    """Replace the spaces in the text of a page, but not in its code."""
    for text in list(doctree.findall(nodes.Text)):
        if SPACE.search(text) and not isinstance(text.parent, (nodes.literal, nodes.literal_block, nodes.raw)):
            text.parent.replace(text, nodes.Text(SPACE.sub("\N{NO-BREAK SPACE}", text)))


def setup(app):
    """Join them when a page has been read."""
    app.connect("doctree-read", join)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
