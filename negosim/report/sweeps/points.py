"""The points of a sweep side by side: a table of agreement, one of each issue's mean, one of dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from negosim.domain.issues import Categorical
from negosim.report.document import Paragraph, Row, Section, Table, say
from negosim.report.sweeps.digits import NOTHING, percent, percent_ends, plain, scale_of
from negosim.report.sweeps.estimates import date_cells, mean_cells
from negosim.report.sweeps.labels import capitalised, measure_label, short_labels

if TYPE_CHECKING:
    from negosim.study.estimate.summary import PointSummary, Summary

__all__ = ["sections_over_points"]

MOST_ISSUES = 3
Cells = Callable[["PointSummary"], Sequence[str]]


def sections_over_points(summary: Summary, by: date | None) -> tuple[Section, ...]:
    """Return tables of the estimates of a sweep; each has a row per point."""
    sections = [_agreement(summary)] if by is None else [_agreement(summary), _agreement(summary, by)]
    issues = [issue.name for issue in summary.points[0].scenario.issues if not isinstance(issue, Categorical)]
    sections += [_mean(summary, issue) for issue in issues[:MOST_ISSUES]]
    if any(point.agreed.count for point in summary.points):
        sections.append(_concluded(summary))
    note = Paragraph(text=say("Varied: " + "; ".join(summary.paths), "quiet"))
    return *sections[:-1], Section(heading=sections[-1].heading, blocks=(*sections[-1].blocks, note))


def _agreement(summary: Summary, by: date | None = None) -> Section:
    def cells(point: PointSummary) -> Sequence[str]:
        share = point.agreed if by is None else point.agreed_before(by)
        return percent(share), percent_ends(share.interval)

    heading = "Agreement" if by is None else f"Agreement before {by.isoformat()}"
    return _section(summary, heading, ("agreed", "95 % interval"), cells)


def _mean(summary: Summary, issue: str) -> Section:
    means = [point.measures[issue].mean for point in summary.points if point.measures[issue].n]
    unit, scale = scale_of(max(map(abs, means), default=0.0))

    def cells(point: PointSummary) -> Sequence[str]:
        mean = point.measures[issue]
        return [f"{mean.n:,}", *mean_cells(mean, unit)[:2]]

    heading = measure_label(issue, summary.points[0].scenario, scale=scale)
    return _section(summary, capitalised(heading), ("agreements", "mean", "95 % interval"), cells)


def _concluded(summary: Summary) -> Section:
    def cells(point: PointSummary) -> Sequence[str]:
        concluded = point.measures["concluded"]
        return date_cells(point, concluded)[1:3] if concluded.n else (NOTHING, NOTHING)

    return _section(summary, "Concluded", ("median", "95 % interval"), cells)


def _section(summary: Summary, heading: str, columns: tuple[str, ...], cells: Cells) -> Section:
    labels = short_labels(summary.paths)
    rows = tuple(
        Row(cells=(*(_value(point.sets[path]) for path in summary.paths), *cells(point))) for point in summary.points
    )
    right = (False,) * len(labels) + (True,) * len(columns)
    return Section(heading=heading, blocks=(Table(columns=(*labels, *columns), rows=rows, right=right),))


def _value(value: Any) -> str:
    return plain(value, "") if isinstance(value, float) else str(value)
