"""Scores of forecasts of many cases, as a document."""

from __future__ import annotations

from negosim.forecast.many import Scores
from negosim.report.document import Document, Paragraph, Row, Table, say

__all__ = ["describe_many"]

NOTE = (
    "CRPS: continuous ranked probability score, {unit}; lower is better. Behind: difference from the best score. The "
    "last columns show the share of true values within the intervals of 50 and 80 %."
)


def describe_many(scores: Scores, *, title: str) -> Document:
    """Return the scores of several forecasts of the same cases as a document, the best first."""
    best, *others = scores.ranked
    cases = len(scores.crps[best])
    left_out = f"; {scores.left_out:,} more cannot be scored" if scores.left_out else ""
    beaten = [name for name in others if scores.behind(name).low > 0.0]
    unsure = f"'{best}' scores best, but an interval of the differences contains 0"
    verdict = f"'{best}' wins" if beaten == others else unsure
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
    return name, f"{scores.crps[name].mean():.3g}", apart, *(f"{share:.2f}" for share in scores.coverage[name])
