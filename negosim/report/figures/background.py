"""The background of a figure: administrations, and the zone of agreement over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from negosim.report.figures.axis import day_number
from negosim.report.figures.measure import Band
from negosim.report.figures.palette import GREY, PARTIES, SHADES, ZONE
from negosim.report.wording import party_title, person

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from negosim.zopa import Zones

__all__ = ["draw_administrations", "draw_band", "draw_floors"]


def draw_administrations(ax: Axes, zones: Zones, last: date) -> None:
    """Shade the time of each pair of administrations, and name them at the top of the axes."""
    shown: list[tuple[date, date, str]] = []
    for period in zones.periods:
        if period.begins > last:
            continue
        name = " · ".join(person(period.administrations[party]) for party in zones.scenario.parties)
        if shown and shown[-1][2] == name:
            shown[-1] = (shown[-1][0], min(period.ends, last), name)
        else:
            shown.append((period.begins, min(period.ends, last), name))
    for number, (begins, ends, name) in enumerate(shown):
        left, right = day_number(begins), day_number(ends) + (1.0 if ends == last else 0.0)
        ax.axvspan(left, right, color=SHADES[number % len(SHADES)], zorder=0, linewidth=0)
        if (right - left) / (day_number(last) - day_number(zones.periods[0].begins) + 1.0) > 0.012 * len(name):
            place = ((left + right) / 2, 0.985)
            ax.annotate(
                name, place, xycoords=("data", "axes fraction"), ha="center", va="top", color=GREY, weight="bold"
            )


def draw_band(ax: Axes, band: Band) -> None:
    """Draw the zone of agreement on days with one, and the gap on the others."""
    days, low, high = _days(band), [*band.low, band.low[-1]], [*band.high, band.high[-1]]
    is_open = [above >= below for above, below in zip(high, low, strict=True)]
    if any(is_open):
        ax.fill_between(
            days, low, high, where=is_open, step="post", color=ZONE, alpha=0.3, linewidth=0, label="zone of agreement"
        )
    if not all(is_open) and len(band.floors) > 1:
        ax.fill_between(
            days,
            high,
            low,
            where=[not yes for yes in is_open],
            step="post",
            facecolor="none",
            edgecolor="#BBBBBB",
            hatch="//",
            linewidth=0,
            label="gap (no agreement possible)",
        )


def draw_floors(ax: Axes, band: Band, parties: Sequence[str], zones: Zones) -> None:
    """Draw the worst that each party would accept, and the bound of its side if a ratifier requires more."""
    days = _days(band)
    for party, levels in band.floors.items():
        ax.plot(
            days,
            [*levels, levels[-1]],
            color=PARTIES[parties.index(party)],
            linewidth=1.0,
            linestyle=(0, (5, 3)),
            drawstyle="steps-post",
            label=f"{party_title(zones.scenario, party)}: reservation value",
        )
        if band.bounds[party] != levels:
            ax.plot(
                days,
                [*band.bounds[party], band.bounds[party][-1]],
                color=PARTIES[parties.index(party)],
                linewidth=1.4,
                linestyle=":",
                drawstyle="steps-post",
                label=f"{party_title(zones.scenario, party)}: bound by its ratifiers",
            )


def _days(band: Band) -> list[float]:
    """Return the days of a band and the end of the last one."""
    days = [day_number(day) for day in band.days]
    return [*days, days[-1] + 1.0]
