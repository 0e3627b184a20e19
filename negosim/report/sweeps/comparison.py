"""How two scenarios differ, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.report.sweeps.digits import NOTHING, decimals_for, ends, plain, rounded, scale_of
from negosim.report.sweeps.labels import measure_label
from negosim.study.estimate.intervals import FEW

if TYPE_CHECKING:
    from negosim.study.estimate.comparison import Comparison, Difference

__all__ = ["describe_comparison"]

COLUMNS = ("", "A", "B", "B - A", "95 % interval", "pairs")


def describe_comparison(comparison: Comparison) -> Document:
    """Return the differences between two scenarios, measure by measure, as a document."""
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
    sentences = [*_few(comparison, measures), *_common_numbers(measures)]
    return (table, *(Paragraph(text=say(words)) for words in sentences))


def _few(comparison: Comparison, measures: dict[str, Difference]) -> Iterator[str]:
    fewest = min(difference.n for difference in measures.values())
    if fewest < FEW <= comparison.replicates:
        yield f"Terms and dates are compared over the pairs in which both agreed: only {fewest or 'none'} here."


def _common_numbers(measures: dict[str, Difference]) -> Iterator[str]:
    """Report how much the common random numbers help: for the share of agreements, and where they help most."""
    ratios = {name: each.variance_ratio for name, each in measures.items() if each.variance_ratio is not None}
    if not ratios:
        return
    best = max(ratios, key=lambda name: ratios[name])
    named = dict.fromkeys(name for name in ("agreed", best) if name in ratios)
    needs = [f"{_times(ratios[name])} as many for '{measure_label(name)}'" for name in named]
    yield f"Replicates that independent random numbers would need for the same precision: {', '.join(needs)}."


def _times(ratio: float) -> str:
    return "about" if round(ratio, 1) == 1 else f"{ratio:.3g} times"


def _row(name: str, difference: Difference) -> Row:
    if difference.share:
        unit, label, sign = 0.01, measure_label(name), " %"
    else:
        # three numbers and an interval share a line, so large ones are scaled sooner than elsewhere
        unit, scale = scale_of(100.0 * max(abs(difference.a), abs(difference.b)))
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
