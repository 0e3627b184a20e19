"""Sobol indices as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.errors import UsageError, did_you_mean
from negosim.report.figures.palette import GREY, PARTIES, new_axes, new_figure, tidy
from negosim.report.sweeps.labels import measure_label, path_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from negosim.study.estimate.sensitivity import Sensitivity

__all__ = ["draw_sensitivity", "plot_sensitivity"]


def draw_sensitivity(sensitivity: Sensitivity) -> Figure:
    """Return the sensitivity bars of all outputs as a figure."""
    count = max(1, len(sensitivity.outputs))
    inputs = max([len(indices) for indices in sensitivity.outputs.values()], default=1)
    figure = new_figure((10.0, 1.2 + count * (0.9 + 0.45 * inputs)))
    for output, axes in zip(sensitivity.outputs, figure.subplots(count, 1, squeeze=False)[:, 0], strict=False):
        plot_sensitivity(sensitivity, output=output, ax=axes)
    return figure


def plot_sensitivity(sensitivity: Sensitivity, *, output: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the first-order and total indices of an output with their 95 % intervals.

    Parameters
    ----------
    sensitivity : Sensitivity
        The indices.
    output : str, optional
        The output; the first by default.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Raises
    ------
    UsageError
        If there is no such output.
    """
    chosen = output if output is not None else next(iter(sensitivity.outputs), None)
    if chosen is None or chosen not in sensitivity.outputs:
        suggestion = did_you_mean(str(chosen), sensitivity.outputs)
        raise UsageError(f"there is no output '{chosen}' that varies{suggestion}")
    axes = new_axes(ax)
    indices = sorted(sensitivity.outputs[chosen], key=lambda index: index.total)
    places = range(len(indices))
    for shift, color, label, values in (
        (0.2, PARTIES[0], "alone (first order)", [(i.first, i.first_interval) for i in indices]),
        (-0.2, PARTIES[1], "with interactions (total)", [(i.total, i.total_interval) for i in indices]),
    ):
        widths = [value for value, _ in values]
        errors = [[max(0.0, x - low) for x, (low, _) in values], [max(0.0, high - x) for x, (_, high) in values]]
        style = {"ecolor": GREY, "elinewidth": 1.0, "capsize": 2.0}
        axes.barh([p + shift for p in places], widths, 0.36, xerr=errors, color=color, label=label, error_kw=style)
    axes.set_yticks(list(places), [path_label(index.path) for index in indices], fontsize=8)
    axes.set_xlabel("share of the variance explained")
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    tidy(axes)
    axes.grid(axis="y", visible=False)
    note = "" if chosen not in sensitivity.unresolved else ": the sample is too small"
    axes.set_title(f"{measure_label(chosen)}{note}", loc="left", weight="bold")
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=9)
    return axes
