"""Put figures that the library draws into the pages: the block of code is run whenever the page is built.

A page says

    ```{library-figure}
    ---
    alt: What there is to see, for those who cannot.
    caption: What it means.
    ---
    from negosim.report.figures.theory import plot_rubinstein

    plot_rubinstein([0.5, 0.9])
    ```

The block ends with an expression: axes, or a figure. It is shown below its figure, folded. A block that fails, or that
draws nothing, stops the build; ``tests/docs/test_figures.py`` runs every block too.
"""

import hashlib
import os
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from drawing import figure_of, svg_of
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective


class LibraryFigure(SphinxDirective):
    """A figure drawn by the code that stands in the directive."""

    has_content = True
    option_spec: ClassVar = {"alt": directives.unchanged_required, "caption": directives.unchanged_required}

    def run(self):
        """Draw the figure; return it with its caption and, folded, its code."""
        for name in ("alt", "caption"):
            if not self.options.get(name, "").strip():
                raise ExtensionError(f"{self._place()}: a figure needs {name}:")
        code = "\n".join(self.content)
        image = nodes.image(uri=self._write(code), alt=" ".join(self.options["alt"].split()))
        caption = nodes.caption("", "", *self.parse_inline(self.options["caption"], lineno=self.lineno)[0])
        figure = nodes.figure("", image, caption, align="center")
        listing = nodes.literal_block(code, code, language="python")
        fold = '<details class="library-figure"><summary>Code of this figure</summary>'
        return [figure, nodes.raw("", fold, format="html"), listing, nodes.raw("", "</details>", format="html")]

    def _write(self, code):
        """Draw into a file beside the pages being built; return its place as seen from this page."""
        try:
            svg = svg_of(figure_of(code))
        except Exception as error:
            raise ExtensionError(f"{self._place()}: the figure fails: {type(error).__name__}: {error}") from error
        page = Path(self.env.doc2path(self.env.docname))
        name = f"{self.env.docname.replace('/', '-')}-{hashlib.sha256(svg).hexdigest()[:12]}.svg"
        folder = Path(self.env.app.doctreedir) / "library_figures"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(svg)
        return Path(os.path.relpath(folder / name, page.parent)).as_posix()

    def _place(self):
        return f"{self.env.docname}:{self.lineno}"


def setup(app):
    """Make the directive known."""
    app.add_directive("library-figure", LibraryFigure)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
