"""The distributions of the terms and the dates of a point's agreements, beside what really happened."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from negosim.domain.issues import Categorical, Issue
from negosim.errors import UsageError, did_you_mean
from negosim.report.figures.axis import date_axis, day_number
from negosim.report.figures.palette import GREY, PARTIES, REAL, ZONE, new_axes, tidy
from negosim.report.sweeps.estimates import median_cells
from negosim.report.wording import name_of, value
from negosim.study.estimate.tally import Moments, bin_edges

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from negosim.study.estimate.estimates import Estimate
    from negosim.study.estimate.summary import PointSummary

__all__ = ["plot_dates", "plot_outcome"]

BARS = 60


def plot_outcome(point: PointSummary, *, issue: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the distribution of an agreed term, beside what was really agreed.

    Parameters
    ----------
    point : PointSummary
        A point of a sweep.
    issue : str, optional
        The issue; the first by default.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Raises
    ------
    UsageError
        If there is no such issue.
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
            _draw_really(axes, float(really), f"what was agreed: {value(shown, really)}")
        _draw_median(axes, point.measures[shown.name])
    axes.set_xlabel(_label(shown))
    axes.set_ylabel("share of the agreements")
    _finish(axes)
    return axes


def plot_dates(point: PointSummary, *, ax: Axes | None = None) -> Axes:
    """Draw the distribution of the dates of agreements, beside the real date.

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
    concluded = point.measures["concluded"]
    if concluded.n:
        _draw_median(axes, concluded, origin, str(point.date_of(concluded.median)))
    date_axis(axes, calendar.start, calendar.horizon + timedelta(days=1))
    axes.set_xlabel("concluded")
    axes.set_ylabel("share of the agreements")
    _finish(axes)
    return axes


def _draw_bars(axes: Axes, moments: Moments, color: str, origin: float = 0.0) -> None:
    """Draw a histogram with equal bars, spreading each bin of the tally over the bars that it overlaps."""
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
    heights = [share.p for share in shares.values()]
    errors = [
        [share.p - share.interval[0] for share in shares.values()],
        [share.interval[1] - share.p for share in shares.values()],
    ]
    style = {"ecolor": GREY, "elinewidth": 1.0, "capsize": 2.0}
    axes.bar(names, heights, yerr=errors, error_kw=style, color=PARTIES[0], alpha=0.7)


def _draw_really(axes: Axes, x: float, label: str) -> None:
    axes.axvline(x, color=REAL, linewidth=1.6, label=label)


def _draw_median(axes: Axes, estimate: Estimate, origin: float = 0.0, text: str = "") -> None:
    """Draw a line at the median, and a band over its interval."""
    if not estimate.n:
        return
    label = f"median: {text or median_cells(estimate)[1]}"
    axes.axvline(origin + estimate.median, color=PARTIES[1], linewidth=1.4, linestyle="--", label=label)
    if estimate.median_interval is not None:
        low, high = (origin + end for end in estimate.median_interval)
        axes.axvspan(low, high, color=PARTIES[1], alpha=0.2, linewidth=0, label="its 95 % interval")


def _finish(axes: Axes) -> None:
    tidy(axes)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False)


def _label(issue: Issue) -> str:
    return f"{issue.title or name_of(issue)}{f' ({issue.unit})' if issue.unit else ''}"
