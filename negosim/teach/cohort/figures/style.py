"""The style that the figures of a class share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from negosim.domain.scenario import Scenario
from negosim.report.wording import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["WIDE", "axis_title", "legend", "series_style", "spread"]

COLOURS = ("#0072B2", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#009E73", "#999999")
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "*")
WIDE = (11.0, 5.5)


def axis_title(scenario: Scenario) -> str:
    """Return the title of an axis with the values of the single issue."""
    issue = scenario.issues[0]
    return f"{issue.title or name_of(issue)}{f' ({issue.unit})' if issue.unit else ''}"


def spread(count: int) -> list[float]:
    """Return deterministic offsets from -0.3 to 0.3 that separate neighbouring points in a row."""
    return [((place * 0.618034) % 1.0 - 0.5) * 0.6 for place in range(count)]


def series_style(place: int) -> dict[str, Any]:
    """Return the colour and the marker of a group, by its index."""
    return {"color": COLOURS[place % len(COLOURS)], "marker": SHAPES[place % len(SHAPES)]}


def legend(ax: Axes, below: float = -0.16) -> None:
    """Put a legend below the axes, each label once."""
    handles, labels = ax.get_legend_handles_labels()
    unique = dict(zip(labels, handles, strict=True))
    if unique:
        look: dict[str, Any] = {"bbox_to_anchor": (0.5, below), "ncols": 2, "frameon": False, "fontsize": 10}
        ax.legend(list(unique.values()), list(unique), loc="upper center", **look)
