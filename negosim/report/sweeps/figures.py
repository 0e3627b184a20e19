"""Figures of sweeps: agreement over what is varied, distributions against the record, sensitivity bars."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from negosim.domain.issues import Categorical, Issue
from negosim.errors import UsageError, did_you_mean
from negosim.report.figures.axis import date_axis, day_number
from negosim.report.figures.palette import GREY, PARTIES, REAL, ZONE, new_axes, new_figure, tidy
from negosim.report.wording import name_of
from negosim.study.estimate.estimates import Z95
from negosim.study.estimate.tally import Moments, bin_edges

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from negosim.study.estimate.sensitivity import Sensitivity
    from negosim.study.estimate.summary import PointSummary, Summary

__all__ = [
    "draw_sensitivity",
    "draw_sweep",
    "plot_agreement",
    "plot_dates",
    "plot_outcome",
    "plot_sensitivity",
]

BARS = 60


def draw_sweep(summary: Summary) -> Figure:
    """Return a sweep as a figure: over its one or two varied values, or the distributions of its one point.

    Raises
    ------
    UsageError
        Where more than two values are varied.
    """
    if len(summary.points) > 1:
        figure = new_figure((9.0, 6.0))
        plot_agreement(summary, ax=figure.subplots())
        return figure
    point = summary.points[0]
    figure = new_figure((14.0, 5.5))
    left, right = figure.subplots(1, 2)
    plot_outcome(point, ax=left)
    plot_dates(point, ax=right)
    title = point.scenario.title or summary.scenario
    share = f"{100 * point.agreed.p:.1f} % agree (standard error {100 * point.agreed.se:.2g})"
    figure.suptitle(f"{title}: {point.tally.rows:,} replicates, {share}", weight="bold", x=0.01, ha="left")
    return figure


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
        Where it varies none, or more than two.
    """
    axes = new_axes(ax)
    if len(summary.paths) == 1:
        _draw_line(summary, axes)
    elif len(summary.paths) == 2:
        _draw_map(summary, axes)
    else:
        raise UsageError(
            f"the sweep varies {len(summary.paths)} values, and a figure shows one or two; "
            "'negosim sensitivity' weighs many against each other"
        )
    title = summary.points[0].scenario.title or summary.scenario
    axes.set_title(f"{title}: probability of an agreement", loc="left", weight="bold")
    return axes


def plot_outcome(point: PointSummary, *, issue: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw how the agreements' terms are distributed, beside what was really agreed.

    Parameters
    ----------
    point : PointSummary
        A point of a sweep.
    issue : str, optional
        Which issue; the first by default.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Raises
    ------
    UsageError
        Where there is no such issue.
    """
    axes = new_axes(ax)
    names = [one.name for one in point.scenario.issues]
    if issue is not None and issue not in names:
        raise UsageError(f"there is no issue '{issue}'{did_you_mean(issue, names)}")
    shown = point.scenario.issues[0 if issue is None else names.index(issue)]
    record = point.scenario.record
    really = None if record is None else record.terms.get(shown.name)
    if isinstance(shown, Categorical):
        _draw_options(point, shown, really, axes)
    else:
        moments = point.tally.moments.get(shown.name, Moments())
        _draw_bars(axes, moments, PARTIES[0])
        if isinstance(really, int | float):
            _draw_really(axes, float(really), f"what was agreed: {really:g}{f' {shown.unit}' if shown.unit else ''}")
        _draw_middle(axes, point.measures[shown.name].quantiles[0.5])
    axes.set_xlabel(_label(shown))
    axes.set_ylabel("share of the agreements")
    _finish(axes)
    return axes


def plot_dates(point: PointSummary, *, ax: Axes | None = None) -> Axes:
    """Draw when agreements are concluded, beside when it really was.

    Parameters
    ----------
    point : PointSummary
        A point of a sweep.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.
    """
    axes = new_axes(ax)
    calendar, record = point.scenario.calendar, point.scenario.record
    origin = day_number(calendar.start)
    _draw_bars(axes, point.tally.moments.get("concluded", Moments()), ZONE, origin=origin)
    if record is not None and record.concluded is not None:
        _draw_really(axes, day_number(record.concluded), f"what happened: {record.concluded}")
    middle = point.measures["concluded"].quantiles[0.5]
    if middle == middle:
        _draw_middle(axes, origin + middle, str(point.date_of(middle)))
    date_axis(axes, calendar.start, calendar.horizon)
    axes.set_xlabel("concluded")
    axes.set_ylabel("share of the agreements")
    _finish(axes)
    return axes


def draw_sensitivity(found: Sensitivity) -> Figure:
    """Return the sensitivity bars of all outputs as a figure."""
    count = max(1, len(found.outputs))
    inputs = max([len(indices) for indices in found.outputs.values()], default=1)
    figure = new_figure((10.0, 1.2 + count * (0.9 + 0.45 * inputs)))
    for output, axes in zip(found.outputs, figure.subplots(count, 1, squeeze=False)[:, 0], strict=False):
        plot_sensitivity(found, output=output, ax=axes)
    return figure


def plot_sensitivity(found: Sensitivity, *, output: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the first-order and total indices of an output with their 95 % intervals.

    Parameters
    ----------
    found : Sensitivity
        The indices.
    output : str, optional
        Which output; the first by default.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Raises
    ------
    UsageError
        Where there is no such output.
    """
    chosen = output if output is not None else next(iter(found.outputs), None)
    if chosen is None or chosen not in found.outputs:
        mend = did_you_mean(str(chosen), found.outputs)
        raise UsageError(f"there is no output '{chosen}' that varies{mend}")
    axes = new_axes(ax)
    indices = sorted(found.outputs[chosen], key=lambda index: index.total)
    places = range(len(indices))
    for shift, color, label, values in (
        (0.2, PARTIES[0], "by itself (first order)", [(i.first, i.first_interval) for i in indices]),
        (-0.2, PARTIES[1], "with the others (total)", [(i.total, i.total_interval) for i in indices]),
    ):
        widths = [value for value, _ in values]
        errors = [[max(0.0, x - low) for x, (low, _) in values], [max(0.0, high - x) for x, (_, high) in values]]
        style = {"ecolor": GREY, "elinewidth": 1.0, "capsize": 2.0}
        axes.barh([p + shift for p in places], widths, 0.36, xerr=errors, color=color, label=label, error_kw=style)
    axes.set_yticks(list(places), [_wrapped(index.path) for index in indices], fontsize=8)
    axes.set_xlabel("share of the variance explained")
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    tidy(axes)
    axes.grid(axis="y", visible=False)
    axes.set_title(chosen, loc="left", weight="bold")
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=9)
    return axes


def _draw_line(summary: Summary, axes: Axes) -> None:
    (path,) = summary.paths
    points = sorted(summary.points, key=lambda point: _sortable(point.sets[path]))
    values = [point.sets[path] for point in points]
    places, labels = _places(values)
    p = [point.agreed.p for point in points]
    low = [max(0.0, point.agreed.p - Z95 * point.agreed.se) for point in points]
    high = [min(1.0, point.agreed.p + Z95 * point.agreed.se) for point in points]
    axes.fill_between(places, low, high, color=PARTIES[0], alpha=0.25, linewidth=0, label="95 % interval")
    axes.plot(places, p, color=PARTIES[0], marker="o", label="agreed")
    if labels:
        axes.set_xticks(places, labels)
    elif isinstance(values[0], date):
        date_axis(axes, values[0], values[-1])
    axes.set_xlabel(path)
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
    held = {(str(p.sets[across]), str(p.sets[up])): p.agreed.p for p in summary.points}
    grid = [[held[str(column), str(row)] for column in columns] for row in rows]
    image = axes.imshow(grid, origin="lower", aspect="auto", cmap="viridis", vmin=0.0, vmax=1.0)
    axes.set_xticks(range(len(columns)), [_short(value) for value in columns])
    axes.set_yticks(range(len(rows)), [_short(value) for value in rows])
    if len(columns) * len(rows) <= 120:
        for y, line in enumerate(grid):
            for x, p in enumerate(line):
                axes.text(x, y, f"{100 * p:.0f}", ha="center", va="center", color="w" if p < 0.6 else "k", fontsize=8)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.figure.colorbar(image, ax=axes, label="probability (figures in %)")


def _draw_scatter(summary: Summary, axes: Axes) -> None:
    across, up = summary.paths
    x, _ = _places([point.sets[across] for point in summary.points])
    y, _ = _places([point.sets[up] for point in summary.points])
    shares = [point.agreed.p for point in summary.points]
    marks = axes.scatter(x, y, c=shares, cmap="viridis", vmin=0.0, vmax=1.0)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.figure.colorbar(marks, ax=axes, label="probability")


def _draw_bars(axes: Axes, moments: Moments, color: str, origin: float = 0.0) -> None:
    """Draw a histogram of even bars, each bin of the tally spread over the bars that it lies in."""
    if not moments.count:
        axes.text(0.5, 0.5, "no agreement", transform=axes.transAxes, ha="center", color=GREY)
        return
    span = moments.most - moments.least
    width = span / BARS if span > 0.0 else max(1e-9, abs(moments.most) * 0.01)
    heights = [0.0] * BARS
    for key, times in moments.bins.items():
        low, high = bin_edges(key)
        low, high = max(low, moments.least), min(high, moments.most)
        first = min(BARS - 1, int((low - moments.least) / width))
        last = min(BARS - 1, max(first, int((high - moments.least) / width)))
        for bar in range(first, last + 1):
            heights[bar] += times / (last - first + 1) / moments.count
    lefts = [origin + moments.least + bar * width for bar in range(BARS)]
    axes.bar(lefts, heights, width=width, align="edge", color=color, alpha=0.7, label="replicates")


def _draw_options(point: PointSummary, issue: Categorical, really: Any, axes: Axes) -> None:
    shares = point.shares(issue.name)
    names = [f"{option}\n(what was agreed)" if option == really else option for option in shares]
    axes.bar(names, list(shares.values()), color=PARTIES[0], alpha=0.7)


def _draw_really(axes: Axes, x: float, label: str) -> None:
    axes.axvline(x, color=REAL, linewidth=1.6, label=label)


def _draw_middle(axes: Axes, x: float, text: str = "") -> None:
    if x == x:
        axes.axvline(x, color=PARTIES[1], linewidth=1.4, linestyle="--", label=f"median: {text or f'{x:.5g}'}")


def _finish(axes: Axes) -> None:
    tidy(axes)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False)


def _places(values: list[Any]) -> tuple[list[float], list[str]]:
    """Return where values stand on an axis, and their names where they are no numbers."""
    if all(isinstance(value, date) for value in values):
        return [day_number(value) for value in values], []
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return [float(value) for value in values], []
    different = list(dict.fromkeys(_short(value) for value in values))
    if len(different) == len(values):
        return [float(place) for place in range(len(values))], different
    return [float(different.index(_short(value))) for value in values], []


def _in_order(values: list[Any]) -> list[Any]:
    """Return the different values, numbers and dates in their order, words as they come."""
    return sorted({str(value): value for value in values}.values(), key=_sortable)


def _sortable(value: Any) -> tuple[int, float]:
    """Return where a value stands among others; words stand where they are, behind the numbers."""
    if isinstance(value, date):
        return 0, float(value.toordinal())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return 0, float(value)
    return 1, 0.0


def _short(value: Any) -> str:
    text = f"{value:.5g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 24 else f"{text[:23]}…"


def _wrapped(path: str) -> str:
    parts = path.split(".")
    half = (len(parts) + 1) // 2
    return f"{'.'.join(parts[:half])}\n.{'.'.join(parts[half:])}" if len(path) > 40 else path


def _label(issue: Issue) -> str:
    return f"{issue.title or name_of(issue)}{f' ({issue.unit})' if issue.unit else ''}"
