"""Paired differences of a comparison, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.figures.palette import GREY, PARTIES, new_axes, new_figure, tidy
from negosim.report.sweeps.labels import measure_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from negosim.study.estimate.comparison import Comparison

__all__ = ["draw_comparison", "plot_difference"]


def draw_comparison(comparison: Comparison) -> Figure:
    """Return a comparison as a figure with a part for each measure that both scenarios have."""
    measures = list(dict.fromkeys(name for point in comparison.points for name, d in point.items() if d.n))
    count = max(1, len(measures))
    figure = new_figure((10.0, 1.0 + count * (0.75 + 0.25 * len(comparison.points))))
    for measure, ax in zip(measures, figure.subplots(count, 1, squeeze=False)[:, 0], strict=False):
        plot_difference(comparison, measure, ax=ax)
    figure.suptitle(f"{comparison.b} minus {comparison.a}", weight="bold", x=0.01, ha="left")
    return figure


def plot_difference(comparison: Comparison, measure: str, *, ax: Axes | None = None) -> Axes:
    """Draw the difference of a measure at each point with its 95 % interval.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    measure : str
        A measure, such as ``agreed``.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.
    """
    axes = new_axes(ax)
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    for number, point in enumerate(comparison.points):
        difference = point.get(measure)
        if difference is None or not difference.n:
            continue
        unit = 0.01 if difference.share else 1.0
        if difference.interval is not None:
            ends = [end / unit for end in difference.interval]
            axes.plot(ends, [number, number], color=PARTIES[0], linewidth=2.0, marker="|")
        axes.plot([difference.difference / unit], [number], "o", color=PARTIES[0])
    several = len(comparison.points) > 1
    axes.set_yticks(
        range(len(comparison.points)), [f"point {n}" if several else "" for n in range(len(comparison.points))]
    )
    axes.set_ylim(len(comparison.points) - 0.5, -0.5)
    share = any(point[measure].share for point in comparison.points if measure in point)
    axes.set_title(measure_label(measure) + (" (percentage points)" if share else ""), loc="left", fontsize=10)
    axes.margins(x=0.1)
    tidy(axes)
    return axes
