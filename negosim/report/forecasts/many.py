"""Scores of forecasts of many cases, as a document."""

from __future__ import annotations

from negosim.forecast.many import Scores
from negosim.report.document import Document, Paragraph, Row, Table, say

__all__ = ["tell_many"]

NOTE = (
    "CRPS: continuous ranked probability score, {unit}; lower is better. Behind: by how much a forecast scores worse "
    "than the best. The last columns say how many of the truths the intervals of 50 and 80 % hold."
)


def tell_many(scores: Scores, *, title: str) -> Document:
    """Return the scores of several forecasts of the same cases, the best first."""
    best, *others = scores.ranked
    cases = len(scores.crps[best])
    left_out = f"; {scores.left_out:,} more have nothing to score" if scores.left_out else ""
    beaten = [name for name in others if scores.behind(name).low > 0.0]
    verdict = f"'{best}' wins" if beaten == others else f"'{best}' is ahead, but an interval of the differences holds 0"
    rows = tuple(Row(cells=_cells(scores, name)) for name in scores.ranked)
    return Document(
        title=title,
        subtitle=f"{cases:,} cases{left_out}; ten-fold cross-validation.",
        lead=(
            Paragraph(text=say(f"{verdict}.")),
            Table(
                columns=("Forecast", "CRPS", "Behind, 95 %", "50 %", "80 %"),
                rows=rows,
                right=(False, True, True, True, True),
            ),
            Paragraph(text=say(NOTE.format(unit=scores.unit))),
        ),
    )


def _cells(scores: Scores, name: str) -> tuple[str, ...]:
    behind = scores.behind(name)
    apart = "" if name == scores.ranked[0] else f"{behind.value:.3g} [{behind.low:.3g}, {behind.high:.3g}]"
    return name, f"{scores.crps[name].mean():.3g}", apart, *(f"{held:.2f}" for held in scores.coverage[name])
