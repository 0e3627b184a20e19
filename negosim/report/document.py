"""The content of a report, independent of how it is shown.

A terminal, a pipe and an HTML page show the same document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = [
    "Block",
    "Document",
    "Entry",
    "Offer",
    "Paragraph",
    "Row",
    "Section",
    "Span",
    "Table",
    "Text",
    "plain",
    "say",
]

Tone = Literal["", "strong", "quiet", "good", "bad", "first", "second"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one tone; ``first`` and ``second`` are those of the two parties."""

    text: str
    tone: Tone = ""


Text = tuple[Span, ...]


CONTROL = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


def say(text: str, tone: Tone = "") -> Text:
    """Return a text in one tone, without any control codes that a scenario file may contain."""
    return (Span(text.translate(CONTROL), tone),)


def plain(text: Text) -> str:
    """Return a text without its tones."""
    return "".join(span.text for span in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer on its own line: the party, the terms and their value in money; ``right`` aligns the terms right."""

    party: str
    terms: str
    money: str = ""
    right: bool = False
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dated event: a headline, and lines of detail."""

    day: date
    when: str
    headline: Text
    lines: tuple[Text | Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, in one tone."""

    cells: tuple[str, ...]
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``right`` says which columns are right-aligned."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    right: tuple[bool, ...] = ()
    caption: str = ""

    def is_right(self, column: int) -> bool:
        """Return whether a column is right-aligned."""
        return column < len(self.right) and self.right[column]


Block = Paragraph | Entry | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks under a heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A title, a subtitle, sections, and a last line that identifies the run."""

    title: str
    subtitle: str = ""
    lead: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    colophon: str = ""
