"""Reflowing Markdown after numbers have changed the lengths of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from negosim.report.wrapping import cells

__all__ = ["reflow"]

WIDTH = 100
ITEM = re.compile(r"\s*(?:-|\d+\.)\s+")
SPAN = re.compile(r"`[^`\n]+`")
PERCENT = re.compile(r"(?<=\d) (?=%)")
GLUE = "\ue000"  # a space at which lines are not broken: in code spans, so that commands stay whole, and before %


def reflow(text: str, width: int = WIDTH) -> str:
    """Return a Markdown text with paragraphs and list items wrapped to a width; code blocks are unchanged."""
    lines: list[str] = []
    paragraph: list[str] = []
    fenced = False
    for line in [*text.split("\n"), ""]:
        fence = line.lstrip().startswith("```")
        if fence or fenced or not line.strip() or line.startswith(("#", "|")):
            lines += _broken(paragraph, width)
            lines.append(line)
            paragraph = []
        elif ITEM.match(line) or line.lstrip().startswith("*("):
            lines += _broken(paragraph, width)
            paragraph = [line]
        else:
            paragraph.append(line)
        fenced = fenced != fence
    return "\n".join(lines[:-1])


def _broken(paragraph: list[str], width: int) -> Iterable[str]:
    if not paragraph:
        return ()
    first = paragraph[0]
    indent = re.match(r"\s*", first)
    item = ITEM.match(first)
    whole = SPAN.sub(
        lambda span: span.group().replace(" ", GLUE), PERCENT.sub(GLUE, " ".join(line.strip() for line in paragraph))
    )
    begin = indent.group() if indent else ""
    hang = " " * len(item.group()) if item else begin
    return [line.replace(GLUE, " ") for line in _lines(whole.split(), width, begin, hang)]


def _lines(words: Sequence[str], width: int, begin: str, hang: str) -> Iterator[str]:
    """Yield lines of words of at most a width, in columns of a terminal; a longer word has a line of its own."""
    line = begin + words[0]
    for word in words[1:]:
        if cells(line) + 1 + cells(word) > width:
            yield line
            line = hang + word
        else:
            line += f" {word}"
    yield line
