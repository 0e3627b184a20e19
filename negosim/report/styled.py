"""A document on a terminal, with frames, colours and emphasis by rich."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from negosim.report.document import Block, Document, Table, Text
from negosim.report.layout import GAP, Setting, fits
from negosim.report.wording import NO_BREAK

if TYPE_CHECKING:
    from rich.text import Text as RichText

__all__ = ["StyledPainter"]

# Everyone can distinguish blue and orange, and no information is in colour alone. Each colour has a contrast of at
# least 4:1 on white and on black.
STYLES = {
    "": "",
    "strong": "bold",
    "quiet": "dim",
    "good": "bold #1a7f37",
    "bad": "bold #cf2f2f",
    "first": "bold #0074d8",
    "second": "bold #b85500",
}
FRAME = 4  # columns that the frame of a table takes


class StyledPainter:
    """Writes the parts of a document to a terminal. rich omits the colours if NO_COLOR is set.

    Parameters
    ----------
    stream : text stream
        The terminal.
    setting : Setting
        The width, and the columns of offers.
    """

    def __init__(self, stream: TextIO, setting: Setting) -> None:
        from rich.console import Console

        self._setting = setting
        self._console = Console(file=stream, width=setting.width, highlight=False, markup=False, emoji=False)

    def title(self, document: Document) -> None:
        """Write the title in a frame."""
        from rich.panel import Panel
        from rich.text import Text as RichText

        text = RichText(document.title, style="bold")
        if document.subtitle:
            text.append(f"\n{document.subtitle}", style="not bold dim")
        self._console.print(Panel(text, border_style="dim"))

    def heading(self, text: str) -> None:
        """Write a heading on a rule."""
        from rich.rule import Rule
        from rich.text import Text as RichText

        self._console.print()
        self._console.print(Rule(RichText(text, style="bold"), align="left", style="dim"))

    def block(self, block: Block) -> None:
        """Write a block."""
        if isinstance(block, Table) and fits(block, self._setting.width - FRAME - GAP * len(block.columns)):
            self._table(block)
            return
        for line in self._setting.lines(block):
            self._console.print(_rich(line), soft_wrap=True)

    def space(self) -> None:
        """Write an empty line."""
        self._console.print()

    def colophon(self, text: str) -> None:
        """Write the last line."""
        self._console.print(text, style="dim")

    def flush(self) -> None:
        """Flush the stream."""
        self._console.file.flush()

    def _table(self, table: Table) -> None:
        from rich import box
        from rich.table import Table as RichTable
        from rich.text import Text as RichText

        drawn = RichTable(box=box.ROUNDED, border_style="dim", header_style="bold")
        for place, title in enumerate(table.columns):
            drawn.add_column(RichText(title), justify="right" if table.is_right(place) else "left", no_wrap=True)
        for row in table.rows:
            drawn.add_row(*(RichText(_spaced(cell)) for cell in row.cells), style=STYLES[row.tone])
        self._console.print(drawn)


def _rich(line: Text) -> RichText:
    from rich.text import Text as RichText

    return RichText.assemble(*((_spaced(span.text), STYLES[span.tone]) for span in line))


def _spaced(text: str) -> str:
    return text.replace(NO_BREAK, " ")
