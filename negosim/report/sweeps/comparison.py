"""How two scenarios differ, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.report.sweeps.digits import NOTHING, decimals_for, ends, plain, rounded, scale_of
from negosim.report.sweeps.labels import measure_label
from negosim.study.estimate.intervals import FEW

if TYPE_CHECKING:
    from negosim.study.estimate.comparison import Comparison, Difference

__all__ = ["tell_comparison"]

COLUMNS = ("", "A", "B", "B - A", "95 % interval", "pairs")


def tell_comparison(comparison: Comparison) -> Document:
    """Return how two scenarios differ, measure by measure."""
    several = len(comparison.points) > 1
    sections = tuple(
        Section(
            heading=f"Point {number}" if several else "Paired differences",
            blocks=_blocks(comparison, measures),
        )
        for number, measures in enumerate(comparison.points)
    )
    return Document(
        title=f"A: {comparison.a}, B: {comparison.b}",
        subtitle=f"{comparison.replicates:,} pairs with the same random numbers, seed {comparison.seed}",
        sections=sections,
    )


def _blocks(comparison: Comparison, measures: dict[str, Difference]) -> tuple[Table | Paragraph, ...]:
    rows = tuple(_row(name, difference) for name, difference in measures.items() if difference.n)
    table = Table(columns=COLUMNS, rows=rows, right=(False, *(True for _ in COLUMNS[1:])))
    fewest = min(difference.n for difference in measures.values())
    if fewest >= FEW or comparison.replicates < FEW:
        return (table,)
    words = f"Terms and dates are compared over the pairs in which both agreed: only {fewest or 'none'} here."
    return table, Paragraph(text=say(words))


def _row(name: str, difference: Difference) -> Row:
    if difference.share:
        unit, label, sign = 0.01, measure_label(name), " %"
    else:
        unit, scale = scale_of(max(abs(difference.a), abs(difference.b)))
        label, sign = measure_label(name, scale=scale), ""
    numbers = [x / unit for x in (difference.a, difference.b, difference.difference)]
    interval = None if difference.interval is None else tuple(end / unit for end in difference.interval)
    if interval is None:
        cells = [plain(x) for x in numbers]
        words = NOTHING if difference.n == 1 else "all the same"
    else:
        low, high = interval
        decimals = decimals_for((high - low) / 2.0)
        cells, words = [rounded(x, decimals) for x in numbers], ends((low, high), decimals) + sign
    return Row(cells=(label, *(cell + sign for cell in cells), words, f"{difference.n:,}"))
