"""The zone of agreement over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.figures.axis import date_axis, value_axis
from negosim.report.figures.background import draw_administrations, draw_band, draw_floors
from negosim.report.figures.measure import measure_of
from negosim.report.figures.palette import legend_below, new_axes, new_figure, tidy
from negosim.report.figures.space import plot_utility_space
from negosim.report.wording import person

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from negosim.zopa import Zones

__all__ = ["draw_zones", "plot_zones"]


def draw_zones(zones: Zones) -> Figure:
    """Return the zone over time beside the utility space as a figure."""
    figure = new_figure((14.0, 6.5))
    over_time, space = figure.subplots(1, 2, width_ratios=(3, 2))
    plot_zones(zones, ax=over_time)
    plot_utility_space(zones, ax=space)
    return figure


def plot_zones(zones: Zones, *, party: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the reservation values over time, and the zone or the gap between them.

    Parameters
    ----------
    zones : Zones
        The zones of a scenario.
    party : str, optional
        If there are several issues: the party whose utility the vertical axis shows; by default the first.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; ``ax.figure`` is the figure.

    Raises
    ------
    UsageError
        If there is no such party.
    """
    axes = new_axes(ax)
    measure = measure_of(zones.scenario, party)
    calendar = zones.scenario.calendar
    band = measure.band(zones)
    draw_administrations(axes, zones, calendar.horizon)
    draw_band(axes, band)
    draw_floors(axes, band, zones.scenario.parties, zones)
    shown = [level for levels in band.floors.values() for level in levels]
    if measure.party is not None:
        shown += [high for low, high in zip(band.low, band.high, strict=True) if high >= low]
    scale = value_axis(axes, shown, *measure.range, zone=band.last_zone, stretch=measure.party is None)
    date_axis(axes, calendar.start, calendar.horizon)
    axes.set_ylabel(measure.title + scale)
    tidy(axes)
    axes.set_title(zones.scenario.title or person(zones.scenario.name), loc="left", weight="bold")
    legend_below(axes, columns=2)
    return axes
