"""The estimates of a sweep in words: all of a single point, or a few for each of several points."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from negosim.domain.issues import Categorical
from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.report.sweeps.digits import percent, percent_ends, percent_with_interval, scale_of
from negosim.report.sweeps.estimates import DATES, MEAN, MEDIAN, date_cells, mean_cells, median_cells
from negosim.report.sweeps.labels import measure_label
from negosim.report.sweeps.points import sections_over_points
from negosim.study.estimate.intervals import FEW

if TYPE_CHECKING:
    from negosim.study.estimate.summary import PointSummary, Summary

__all__ = ["describe_summary"]


def describe_summary(summary: Summary, *, by: date | None = None) -> Document:
    """Describe a sweep: tables over its points, or all estimates if there is one point.

    Parameters
    ----------
    by : date, optional
        Also estimate the probability of an agreement before this day.
    """
    title = summary.points[0].scenario.title or summary.scenario
    several = len(summary.points) > 1
    return Document(
        title=title,
        subtitle=f"{summary.n:,} replicates, seed {summary.seed}",
        sections=sections_over_points(summary, by) if several else _one_point(summary.points[0], by),
        colophon=f"digest {summary.digest}; {summary.per_second:,.0f} replicates per second",
    )


def _one_point(point: PointSummary, by: date | None) -> tuple[Section, ...]:
    lines = [f"Agreed: {percent_with_interval(point.agreed)}"]
    if by is not None:
        lines.append(f"Agreed before {by.isoformat()}: {percent_with_interval(point.agreed_before(by))}")
    if point.agreed.count < FEW:
        lines.append(_few(point.agreed.count))
    agreement = Section(heading="Agreement", blocks=tuple(Paragraph(text=say(line)) for line in lines))
    return agreement, *_categories(point), *_numbers(point), *_dates(point)


def _few(agreements: int) -> str:
    if agreements == 0:
        return "No replicate agreed, so there are no terms or dates to estimate."
    count = f"{agreements} agreement{'s' if agreements > 1 else ''}"
    return f"Only {count}: the intervals of means over them assume roughly normal values."


def _categories(point: PointSummary) -> tuple[Section, ...]:
    sections = []
    for issue in point.scenario.issues:
        shares = point.shares(issue.name) if isinstance(issue, Categorical) else {}
        if shares:
            rows = tuple(
                Row(cells=(option, percent(share), percent_ends(share.interval))) for option, share in shares.items()
            )
            columns = (issue.name, "of the agreements", "95 % interval")
            table = Table(columns=columns, rows=rows, right=(False, True, True))
            sections.append(Section(heading=issue.title or issue.name, blocks=(table,)))
    return tuple(sections)


def _numbers(point: PointSummary) -> tuple[Section, ...]:
    names = [name for name in point.measures if name not in DATES and not _is_categorical(point, name)]
    means, medians = [], []
    for name in names:
        estimate = point.measures[name]
        unit, scale = scale_of(estimate.mean)
        label = measure_label(name, point.scenario, scale=scale)
        means.append(Row(cells=(label, *mean_cells(estimate, unit))))
        medians.append(Row(cells=(label, *median_cells(estimate, unit))))
    return _section("Means", MEAN, means), _section("Medians", MEDIAN, medians)


def _dates(point: PointSummary) -> tuple[Section, ...]:
    rows = [
        Row(cells=(measure_label(name, point.scenario, unit=False), *date_cells(point, point.measures[name])))
        for name in DATES
        if point.measures[name].n
    ]
    return (_section("Dates", MEDIAN, rows),) if rows else ()


def _section(heading: str, columns: tuple[str, ...], rows: list[Row]) -> Section:
    table = Table(columns=("", *columns), rows=tuple(rows), right=(False, *(True for _ in columns)))
    return Section(heading=heading, blocks=(table,))


def _is_categorical(point: PointSummary, name: str) -> bool:
    return any(issue.name == name and isinstance(issue, Categorical) for issue in point.scenario.issues)
