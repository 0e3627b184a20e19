"""A telling as a document: what is said, apart from how it is shown.

The terminal, a pipe and the HTML page show the same document.
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
    """A stretch of text in one tone of voice; ``first`` and ``second`` are the two parties' own."""

    text: str
    tone: Tone = ""


Text = tuple[Span, ...]


CONTROL = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


def say(text: str, tone: Tone = "") -> Text:
    """Return a text in one tone, without the control codes that a scenario's words might bring to a terminal."""
    return (Span(text.translate(CONTROL), tone),)


def plain(text: Text) -> str:
    """Return the words of a text."""
    return "".join(span.text for span in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer on its own line: who made it, its terms, and what they are in money; ``right``: set flush right."""

    party: str
    terms: str
    money: str = ""
    right: bool = False
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happened on a day, or from that day on: a headline, and what there is to say about it."""

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
    """A table; ``right`` says which columns are set flush right."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    right: tuple[bool, ...] = ()
    caption: str = ""

    def is_right(self, column: int) -> bool:
        """Return whether a column is set flush right."""
        return column < len(self.right) and self.right[column]


Block = Paragraph | Entry | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks under a heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A title, what it is about, sections, and a last line with what made it."""

    title: str
    subtitle: str = ""
    lead: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    colophon: str = ""
