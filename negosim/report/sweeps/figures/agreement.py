"""The probability of an agreement over what a sweep varies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from negosim.errors import UsageError
from negosim.report.figures.axis import date_axis, day_number
from negosim.report.figures.palette import PARTIES, new_axes, tidy
from negosim.report.sweeps.digits import plain
from negosim.report.sweeps.labels import path_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from negosim.study.estimate.summary import Summary

__all__ = ["plot_agreement"]


def plot_agreement(summary: Summary, *, ax: Axes | None = None) -> Axes:
    """Draw the agreement probability over one varied value, with its 95 % band, or over two as a heat map.

    Parameters
    ----------
    summary : Summary
        A sweep that varies one or two values.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; ``ax.figure`` is the figure.

    Raises
    ------
    UsageError
        If the sweep varies no value, or more than two.
    """
    axes = new_axes(ax)
    if len(summary.paths) == 1:
        _draw_line(summary, axes)
    elif len(summary.paths) == 2:
        _draw_map(summary, axes)
    else:
        raise UsageError(
            f"the sweep varies {len(summary.paths)} values, and a figure shows one or two; "
            "use 'negosim sensitivity' for more"
        )
    title = summary.points[0].scenario.title or summary.scenario
    axes.set_title(f"{title}: probability of an agreement", loc="left", weight="bold")
    return axes


def _draw_line(summary: Summary, axes: Axes) -> None:
    (path,) = summary.paths
    points = sorted(summary.points, key=lambda point: _sortable(point.sets[path]))
    values = [point.sets[path] for point in points]
    places, labels = _places(values)
    p = [point.agreed.p for point in points]
    low, high = ([point.agreed.interval[end] for point in points] for end in (0, 1))
    axes.fill_between(places, low, high, color=PARTIES[0], alpha=0.25, linewidth=0, label="95 % interval")
    axes.plot(places, p, color=PARTIES[0], marker="o", label="agreed")
    if labels:
        axes.set_xticks(places, labels)
    elif isinstance(values[0], date):
        date_axis(axes, values[0], values[-1])
    axes.set_xlabel(path_label(path))
    axes.set_ylabel("probability")
    span = max(0.02, max(high) - min(low))
    axes.set_ylim(max(-0.01, min(low) - 0.1 * span), min(1.01, max(high) + 0.1 * span))
    tidy(axes)
    axes.legend(frameon=False)


def _draw_map(summary: Summary, axes: Axes) -> None:
    across, up = summary.paths
    columns, rows = (_in_order([point.sets[path] for point in summary.points]) for path in (across, up))
    if len(columns) * len(rows) != len(summary.points):
        _draw_scatter(summary, axes)
        return
    shares = {(str(p.sets[across]), str(p.sets[up])): p.agreed.p for p in summary.points}
    grid = [[shares[str(column), str(row)] for column in columns] for row in rows]
    image = axes.imshow(grid, origin="lower", aspect="auto", cmap="viridis", vmin=0.0, vmax=1.0)
    axes.set_xticks(range(len(columns)), [_short(value) for value in columns])
    axes.set_yticks(range(len(rows)), [_short(value) for value in rows])
    if len(columns) * len(rows) <= 120:
        for y, line in enumerate(grid):
            for x, p in enumerate(line):
                axes.text(x, y, f"{100 * p:.0f}", ha="center", va="center", color="w" if p < 0.6 else "k", fontsize=8)
    axes.set_xlabel(path_label(across))
    axes.set_ylabel(path_label(up))
    axes.figure.colorbar(image, ax=axes, label="probability (figures in %)")


def _draw_scatter(summary: Summary, axes: Axes) -> None:
    across, up = summary.paths
    x, _ = _places([point.sets[across] for point in summary.points])
    y, _ = _places([point.sets[up] for point in summary.points])
    shares = [point.agreed.p for point in summary.points]
    marks = axes.scatter(x, y, c=shares, cmap="viridis", vmin=0.0, vmax=1.0)
    axes.set_xlabel(path_label(across))
    axes.set_ylabel(path_label(up))
    axes.figure.colorbar(marks, ax=axes, label="probability")


def _places(values: list[Any]) -> tuple[list[float], list[str]]:
    """Return the positions of values on an axis, and their names if they are not numbers."""
    if all(isinstance(value, date) for value in values):
        return [day_number(value) for value in values], []
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return [float(value) for value in values], []
    different = list(dict.fromkeys(_short(value) for value in values))
    if len(different) == len(values):
        return [float(place) for place in range(len(values))], different
    return [float(different.index(_short(value))) for value in values], []


def _in_order(values: list[Any]) -> list[Any]:
    """Return the distinct values: numbers and dates sorted, words in order of appearance."""
    return sorted({str(value): value for value in values}.values(), key=_sortable)


def _sortable(value: Any) -> tuple[int, float]:
    """Return the sort key of a value; words keep their order, after the numbers."""
    if isinstance(value, date):
        return 0, float(value.toordinal())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return 0, float(value)
    return 1, 0.0


def _short(value: Any) -> str:
    text = plain(value) if isinstance(value, float) else str(value)
    return text if len(text) <= 24 else f"{text[:23]}…"
