"""The talks over time: offers, the zone of agreement, events, tentative deal, agreement, the real outcome."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from negosim.engine import Result, Row
from negosim.report.ending import last_day
from negosim.report.figures.axis import date_axis, day_number, value_axis
from negosim.report.figures.background import draw_administrations, draw_band, draw_floors
from negosim.report.figures.lanes import LANE, Label, draw_labels
from negosim.report.figures.measure import Measure, measure_of
from negosim.report.figures.palette import (
    AGREED,
    MARKERS,
    PARTIES,
    REAL,
    REJECTED,
    TENTATIVE,
    new_axes,
    new_figure,
    tidy,
)
from negosim.report.wording import party_title, person

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from negosim.zopa import Zones

__all__ = ["draw_run", "plot_run"]

TURNS = {"expiry", "election", "rejected", "in_force", "broken_off"}
EVENTS = TURNS | {"shock"}
NEAR_EDGE = 0.8  # of the axis
MARGIN = 0.04  # of the time shown, after the last thing that happens


def draw_run(result: Result, zones: Zones | None = None) -> Figure:
    """Return the talks as a figure: one part, or one per party where several issues are settled."""
    parties = (None,) if result.scenario.in_units else result.scenario.parties
    figure = new_figure((12.0, 7.0 if len(parties) == 1 else 9.0))
    for number, party in enumerate(parties):
        ax = figure.add_subplot(len(parties), 1, number + 1)
        _plot(ax, result, zones, measure_of(result, party), titled=number == 0)
    return figure


def plot_run(result: Result, zones: Zones | None = None, *, party: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the talks over time.

    Parameters
    ----------
    result : Result
        The run.
    zones : Zones, optional
        The zones of the same scenario, seed and replicate: what both sides would take, and who governs.
    party : str, optional
        Whose utility the vertical axis shows, where several issues are settled; the first party's by default.
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
    _plot(axes, result, zones, measure_of(result, party), titled=True)
    return axes


def _plot(axes: Axes, result: Result, zones: Zones | None, measure: Measure, *, titled: bool) -> None:
    start, last = result.scenario.calendar.start, _last_shown(result)
    date_axis(axes, start - (last - start) / 100, last + timedelta(days=1))
    values = _draw_offers(axes, result, measure)
    values += _draw_outcomes(axes, result, measure, last)
    if zones is not None:
        band = measure.band(zones)
        draw_administrations(axes, zones, last)
        draw_band(axes, band, last)
        draw_floors(axes, band, result.scenario.parties, zones, last)
        values += [level for levels in band.floors.values() for level in levels]
    value_axis(axes, values or [0.0, 1.0], *measure.range)
    axes.set_ylabel(measure.title)
    tidy(axes)
    if titled:
        lanes = draw_labels(axes, _events(result))
        title = result.scenario.title or person(result.scenario.name)
        axes.set_title(title, loc="left", weight="bold", pad=10.0 + LANE * lanes)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.07), ncols=4, frameon=False, fontsize=9, markerscale=0.7)


def _last_shown(result: Result) -> date:
    """Return the day with which the picture ends: a little after the last thing that happens."""
    calendar, record = result.scenario.calendar, result.scenario.record
    days = [last_day(result), result.trace[-1].date if result.trace else calendar.start]
    if record is not None:
        days += [day for day in (record.tentative, record.concluded) if day is not None and day <= calendar.horizon]
    span = max(days) - calendar.start
    return min(calendar.horizon, max(days) + timedelta(days=max(2, round(MARGIN * span.days))))


def _draw_offers(ax: Axes, result: Result, measure: Measure) -> list[float]:
    """Draw both sides' offers as steps; return their values."""
    drawn: list[float] = []
    for number, party in enumerate(result.scenario.parties):
        rows = [row for row in result.trace if row.kind == "offer" and row.party == party]
        points = [(_x(result, row), y) for row in rows if (y := measure.of(row.terms, row.utilities)) is not None]
        if points:
            ax.plot(
                *zip(*points, strict=True),
                color=PARTIES[number],
                marker=MARKERS[number],
                markersize=5.5,
                linewidth=1.6,
                drawstyle="steps-post",
                label=f"{party_title(result.scenario, party)}: offers",
                zorder=4,
            )
        drawn += [y for _, y in points]
    return drawn


def _x(result: Result, row: Row) -> float:
    return day_number(result.scenario.calendar.start) + row.time


def _draw_outcomes(ax: Axes, result: Result, measure: Measure, last: date) -> list[float]:
    """Draw tentative deals, the agreement and what really happened; return their values."""
    drawn: list[float] = []
    for row in result.trace:
        y = measure.of(row.terms, row.utilities)
        if y is None:
            continue
        if row.kind == "tentative" and not (result.agreed and row.date == result.concluded):
            _mark(ax, _x(result, row), y, "o", TENTATIVE, "tentative deal", hollow=True)
            drawn.append(y)
        if row.kind == "rejected":
            struck = max(other.time for other in result.trace if other.kind == "tentative" and other.time <= row.time)
            _mark(ax, day_number(result.scenario.calendar.start) + struck, y, "x", REJECTED, "turned down", size=16.0)
        if row.kind == "concluded" and row.date == result.concluded:
            _mark(ax, _x(result, row), y, "D", AGREED, "agreement", size=10.0)
            _say(ax, _x(result, row), y, f"{measure.words(y)}, {row.date}", AGREED, left=False)
            drawn.append(y)
    return drawn + _draw_reality(ax, result, measure, last)


def _draw_reality(ax: Axes, result: Result, measure: Measure, last: date) -> list[float]:
    """Draw the real outcome: a star on its day, or at the edge where that lies beyond the picture."""
    record = result.scenario.record
    y = None if record is None or measure.party is not None else measure.of(record.terms)
    if record is None or y is None or record.concluded is None:
        return []
    inside = record.concluded <= last
    x = day_number(record.concluded if inside else last)
    _mark(ax, x, y, "*" if inside else ">", REAL, "what really happened", size=13.0 if inside else 9.0)
    _say(ax, x, y, f"really {measure.words(y)}, {record.concluded}", REAL, left=True)
    return [y]


def _mark(
    ax: Axes, x: float, y: float, marker: str, color: str, label: str, *, size: float = 14.0, hollow: bool = False
) -> None:
    known = {handle.get_label() for handle in ax.lines}
    ax.plot(
        [x],
        [y],
        marker=marker,
        color=color,
        markersize=size,
        markerfacecolor="none" if hollow else color,
        markeredgewidth=2.0,
        linestyle="none",
        label="_again" if label in known else label,
        zorder=6,
        clip_on=False,
    )


def _say(ax: Axes, x: float, y: float, text: str, color: str, *, left: bool) -> None:
    """Write beside a mark: above to the right, or below to the left; to the left too where the edge is near."""
    begin, end = ax.get_xlim()
    turned = left or (x - begin) / (end - begin) > NEAR_EDGE
    ax.annotate(
        text,
        (x, y),
        xytext=(-10.0 if turned else 10.0, -20.0 if left else 14.0),
        textcoords="offset points",
        ha="right" if turned else "left",
        color=color,
        weight="bold",
        fontsize=9,
        zorder=7,
    )


def _events(result: Result) -> list[Label]:
    labels = []
    for row in result.trace:
        if row.kind not in EVENTS or (row.kind == "in_force" and row.date == result.concluded):
            continue
        labels.append(Label(_x(result, row), _short(result, row), row.kind in TURNS))
    return labels


def _short(result: Result, row: Row) -> str:
    match row.kind:
        case "expiry":
            return "agreement expires"
        case "rejected":
            return "deal turned down"
        case "in_force":
            return "in force"
        case "election":
            return f"{person(row.note.removesuffix(' is elected'))} elected"
        case "broken_off":
            return f"{party_title(result.scenario, row.party or '')} breaks off"
        case _:
            return row.note.partition(";")[0].partition(" (")[0]
