"""Documents set in lines of a given width, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from negosim.report.document import Block, Entry, Offer, Paragraph, Row, Span, Table, Text, plain, say
from negosim.report.wording import NO_BREAK
from negosim.report.wrapping import cells, pad, wrap

__all__ = ["Setting", "columns_of", "fits", "setting_of"]

NARROW = 64  # below this what follows a date is indented less
WHEN = 12  # columns of a date and the space after it
GAP = 2
INDENT = 2
NARROW_COLUMN = 20  # no column is wrapped to less; a table that is wider still is shown row by row


class Setting:
    """The layout of blocks: the width of a line, and the columns of offers.

    Parameters
    ----------
    width : int
        Columns of the terminal.
    party, terms : int
        Columns for the names and for the terms of offers, the same for every entry.
    """

    def __init__(self, width: int, *, party: int = 0, terms: int = 0) -> None:
        self.width = width
        self.party = party
        self.terms = terms
        self.indent = WHEN if width >= NARROW else INDENT

    def lines(self, block: Block) -> Iterator[Text]:
        """Yield the lines of a block."""
        match block:
            case Paragraph():
                yield from wrap(block.text, self.width)
            case Entry():
                yield from self._entry(block)
            case Table():
                widths = widths_within(block, self.width)
                yield from self._cards(block) if widths is None else _table(block, widths)

    def _entry(self, entry: Entry) -> Iterator[Text]:
        headline = (Span(pad(entry.when, WHEN).replace(" ", NO_BREAK), "quiet"), *entry.headline)
        yield from wrap(headline, self.width, hang=self.indent)
        margin = Span(" " * self.indent)
        for said in entry.lines:
            lines = self._offer(said) if isinstance(said, Offer) else wrap(said, self.width - self.indent, hang=INDENT)
            for line in lines:
                yield (margin, *line)

    def _offer(self, offer: Offer) -> Iterator[Text]:
        room = self.width - self.indent
        in_columns = self.party + GAP + self.terms
        if in_columns > room:
            yield from wrap((Span(offer.party, offer.tone), Span(": " + offer.terms)), room, hang=INDENT)
            return
        line = [
            Span(pad(offer.party, self.party + GAP), offer.tone),
            Span(pad(offer.terms, self.terms, right=offer.right)),
        ]
        if offer.money and in_columns + GAP + cells(offer.money) <= room:
            line.append(Span(" " * GAP + offer.money, "quiet"))
        yield tuple(line)

    def _cards(self, table: Table) -> Iterator[Text]:
        """Yield a table that is too wide as a few lines for each row."""
        for row in table.rows:
            yield from wrap(say(row.cells[0], row.tone or "strong"), self.width)
            for title, cell in zip(table.columns[1:], row.cells[1:], strict=True):
                if cell:
                    text = (Span(f"{title}: ", "quiet"), Span(cell, row.tone))
                    for line in wrap(text, self.width - INDENT, hang=INDENT):
                        yield (Span(" " * INDENT), *line)


def setting_of(blocks: Iterable[Block], width: int) -> Setting:
    """Return a setting that aligns the offers of all these blocks."""
    offers = [line for block in blocks if isinstance(block, Entry) for line in block.lines if isinstance(line, Offer)]
    return Setting(
        width,
        party=max((cells(offer.party) for offer in offers), default=0),
        terms=max((cells(offer.terms) for offer in offers), default=0),
    )


def columns_of(table: Table) -> tuple[int, ...]:
    """Return the width of each column of a table."""
    rows = (table.columns, *(row.cells for row in table.rows))
    return tuple(max(cells(row[place]) for row in rows) for place in range(len(table.columns)))


def widths_within(table: Table, width: int) -> tuple[int, ...] | None:
    """Return the widths of the columns in a table of at most ``width``; ``None`` if it cannot be so narrow.

    Left-aligned columns after the first are narrowed, the widest first; their cells wrap.
    """
    widths = list(columns_of(table))
    while sum(widths) + GAP * (len(widths) - 1) > width:
        wide = [place for place in range(1, len(widths)) if not table.is_right(place) and widths[place] > NARROW_COLUMN]
        if not wide:
            return None
        widths[max(wide, key=widths.__getitem__)] -= 1
    return tuple(widths)


def _table(table: Table, widths: Sequence[int]) -> Iterator[Text]:
    for row in (Row(cells=table.columns, tone="strong"), *table.rows):
        wrapped = [[plain(line) for line in wrap(say(cell), widths[place])] for place, cell in enumerate(row.cells)]
        for line in zip_longest(*wrapped, fillvalue=""):
            padded = (pad(text, widths[place], right=table.is_right(place)) for place, text in enumerate(line))
            yield say((" " * GAP).join(padded).rstrip(), row.tone)


def fits(table: Table, width: int) -> bool:
    """Return whether a table fits a width."""
    return sum(columns_of(table)) + GAP * (len(table.columns) - 1) <= width
