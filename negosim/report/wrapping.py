"""Text wrapped to the columns of a terminal; wide letters count as two."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from negosim.report.document import Span, Text, plain

__all__ = ["cells", "pad", "wrap"]

NARROWEST = 8


def cells(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return cell_len(text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text padded to a width."""
    fill = " " * max(0, width - cells(text))
    return fill + text if right else text + fill


def wrap(text: Text, width: int, *, hang: int = 0) -> Iterator[Text]:
    """Yield the lines of a text, broken at spaces; all but the first are indented by ``hang``.

    A word wider than a line is split.
    """
    room = max(NARROWEST + hang, width)
    line: list[Span] = []
    used = 0
    for word in _words(text, room - hang):
        size = cells(plain(word))
        if line and used + 1 + size > room:
            yield tuple(line)
            line, used = [Span(" " * hang)] if hang else [], hang
        elif line:
            line.append(Span(" "))
            used += 1
        line.extend(word)
        used += size
    if line:
        yield tuple(line)


def _words(text: Text, widest: int) -> Iterator[Text]:
    word: list[Span] = []
    for span in text:
        for place, part in enumerate(span.text.replace("\n", " ").split(" ")):
            if place > 0 and word:
                yield from _pieces(tuple(word), widest)
                word = []
            if part:
                word.append(Span(part, span.tone))
    if word:
        yield from _pieces(tuple(word), widest)


def _pieces(word: Text, widest: int) -> Iterator[Text]:
    if cells(plain(word)) <= widest:
        yield word
        return
    for piece in chop_cells(plain(word), widest):
        yield (Span(piece, word[0].tone),)
