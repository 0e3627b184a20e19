"""A document as plain text, for a pipe, a file or a screen reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from negosim.report.document import Block, Document, Text, plain, say
from negosim.report.layout import Setting
from negosim.report.wording import NO_BREAK
from negosim.report.wrapping import cells, wrap

__all__ = ["PlainPainter", "flat"]


def flat(line: Text) -> str:
    """Return a line with ordinary spaces, and none at its end."""
    return plain(line).replace(NO_BREAK, " ").rstrip()


class PlainPainter:
    """Writes the parts of a document to a stream, without any control codes.

    Parameters
    ----------
    stream : text stream
        Where it goes.
    setting : Setting
        The width, and the columns of offers.
    """

    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting

    def title(self, document: Document) -> None:
        """Write the title, underlined."""
        self._lines(wrap(say(document.title), self._setting.width))
        self._stream.write("=" * min(self._setting.width, cells(document.title)) + "\n")
        if document.subtitle:
            self._lines(wrap(say(document.subtitle), self._setting.width))

    def heading(self, text: str) -> None:
        """Write a heading, underlined."""
        self.space()
        self._lines(wrap(say(text), self._setting.width))
        self._stream.write("-" * min(self._setting.width, cells(text)) + "\n")

    def block(self, block: Block) -> None:
        """Write a block."""
        self._lines(self._setting.lines(block))

    def space(self) -> None:
        """Write an empty line."""
        self._stream.write("\n")

    def colophon(self, text: str) -> None:
        """Write the last line."""
        self._lines(wrap(say(text), self._setting.width))

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()

    def _lines(self, lines: Iterable[Text]) -> None:
        for line in lines:
            self._stream.write(flat(line) + "\n")
