"""Sweeps in words: what a design will take, and what its points came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from negosim.domain.issues import Categorical
from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.study.estimate.estimates import Estimate
from negosim.study.sweeps.progress import duration

if TYPE_CHECKING:
    from negosim.study.estimate.summary import PointSummary, Summary
    from negosim.study.sweeps.pilot import Estimated

__all__ = ["tell_estimated", "tell_summary"]

COLUMNS = ("", "mean", "se", "5 %", "median", "se", "95 %")


def tell_estimated(estimated: Estimated, workers: int) -> Document:
    """Return what a sweep will take."""
    return Document(
        title="Dry run",
        lead=(
            Table(
                columns=("", ""),
                rows=(
                    Row(cells=("points", f"{estimated.points:,}")),
                    Row(cells=("replicates in all", f"{estimated.replicates:,}")),
                    Row(cells=("time", f"{duration(estimated.seconds)} with {workers} workers")),
                    Row(cells=("in the folder", f"about {_size(estimated.size)}")),
                ),
                right=(False, True),
            ),
        ),
    )


def tell_summary(summary: Summary, *, by: date | None = None) -> Document:
    """Return what a sweep came to: a table over its points, or all estimates where there is one point.

    Parameters
    ----------
    by : date, optional
        Tell also how likely an agreement before this day is.
    """
    title = summary.points[0].scenario.title or summary.scenario
    several = len(summary.points) > 1
    sections = (_over_points(summary, by),) if several else _one_point(summary.points[0], by)
    return Document(
        title=title,
        subtitle=f"{summary.n:,} replicates, seed {summary.seed}",
        sections=sections,
        colophon=f"digest {summary.digest}; {summary.per_second:,.0f} replicates per second",
    )


def _one_point(point: PointSummary, by: date | None) -> tuple[Section, ...]:
    agreed = [f"Agreed: {_percent(point.agreed.p, point.agreed.se)}"]
    if by is not None:
        share = point.agreed_before(by)
        agreed.append(f"Agreed before {by.isoformat()}: {_percent(share.p, share.se)}")
    numbers = tuple(Row(cells=(name, *_cells(estimate))) for name, estimate in _numeric(point))
    days = tuple(
        Row(cells=(name, *_date_cells(point, point.measures[name]))) for name in ("tentative", "concluded", "in_force")
    )
    columns = (False,) + (True,) * 6
    return (
        Section(heading="Agreement", blocks=tuple(Paragraph(text=say(line)) for line in agreed)),
        *_categories(point),
        Section(heading="Estimates", blocks=(Table(columns=COLUMNS, rows=numbers, right=columns),)),
        Section(heading="Dates (standard errors in days)", blocks=(Table(columns=COLUMNS, rows=days, right=columns),)),
    )


def _categories(point: PointSummary) -> tuple[Section, ...]:
    found = []
    for issue in point.scenario.issues:
        if isinstance(issue, Categorical) and point.measures[issue.name].n:
            shares = point.shares(issue.name)
            rows = tuple(Row(cells=(option, f"{100 * share:.2f} %")) for option, share in shares.items())
            table = Table(columns=(issue.name, "of the agreements"), rows=rows, right=(False, True))
            found.append(Section(heading=issue.title or issue.name, blocks=(table,)))
    return tuple(found)


def _numeric(point: PointSummary) -> list[tuple[str, Estimate]]:
    categories = {issue.name for issue in point.scenario.issues if isinstance(issue, Categorical)}
    skipped = categories | {"tentative", "concluded", "in_force"}
    return [(name, estimate) for name, estimate in point.measures.items() if name not in skipped]


def _over_points(summary: Summary, by: date | None) -> Section:
    shown = [issue.name for issue in summary.points[0].scenario.issues if not isinstance(issue, Categorical)][:3]
    short = _short(summary.paths)
    columns = [*short, "agreed", "se"]
    columns += [f"before {by.isoformat()}", "se"] if by is not None else []
    columns += [part for name in shown for part in (name, "se")] + ["concluded (median)", "rounds"]
    rows = tuple(Row(cells=tuple(_point_cells(point, summary.paths, shown, by))) for point in summary.points)
    right = (False,) * len(short) + (True,) * (len(columns) - len(short))
    note = Paragraph(text=say("Varied: " + "; ".join(summary.paths), "quiet"))
    return Section(heading="Points", blocks=(Table(columns=tuple(columns), rows=rows, right=right), note))


def _point_cells(point: PointSummary, paths: Sequence[str], shown: Sequence[str], by: date | None) -> list[str]:
    cells = [_value(point.sets[path]) for path in paths]
    for share in (point.agreed, *([point.agreed_before(by)] if by is not None else [])):
        cells += [f"{100 * share.p:.2f} %", f"{100 * share.se:.2f}"]
    for name in shown:
        cells += list(_cells(point.measures[name])[:2])
    concluded = point.measures["concluded"].quantiles[0.5]
    rounds = point.measures["rounds"].mean
    return [*cells, point.date_of(concluded).isoformat() if concluded == concluded else "–", f"{rounds:.4g}"]


def _short(paths: Sequence[str]) -> list[str]:
    """Return the last parts of paths, as many as tell them apart."""
    for parts in range(1, 12):
        short = [".".join(path.split(".")[-parts:]) for path in paths]
        if len(set(short)) == len(paths):
            return short
    return list(paths)


def _cells(estimate: Estimate) -> tuple[str, ...]:
    if estimate.n == 0:
        return ("–",) * 6
    low, middle, high = (estimate.quantiles[p] for p in (0.05, 0.5, 0.95))
    numbers = (estimate.mean, estimate.se, low, middle, estimate.median_se, high)
    return tuple("–" if x != x else f"{x:.2g}" if place in (1, 4) else f"{x:.5g}" for place, x in enumerate(numbers))


def _date_cells(point: PointSummary, estimate: Estimate) -> tuple[str, ...]:
    if estimate.n == 0:
        return ("–",) * 6
    mean, low, middle, high = (
        point.date_of(x).isoformat() for x in (estimate.mean, *(estimate.quantiles[p] for p in (0.05, 0.5, 0.95)))
    )
    errors = ["–" if x != x else f"{x:.2g}" for x in (estimate.se, estimate.median_se)]
    return mean, errors[0], low, middle, errors[1], high


def _percent(p: float, se: float) -> str:
    return f"{100 * p:.2f} % (standard error {100 * se:.2f})"


def _value(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _size(size: int) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size = size // 1000 if unit == "GB" or size >= 100_000 else size / 1000  # type: ignore[assignment]
    return f"{size:.3g} TB"
