"""The talks over time: offers, the zone of agreement, events, tentative deal, agreement, the real outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from negosim.engine import Result, Row
from negosim.report.ending import last_day
from negosim.report.figures.axis import date_axis, day_number, value_axis
from negosim.report.figures.background import draw_administrations, draw_band, draw_floors
from negosim.report.figures.lanes import LANE, Label, draw_labels
from negosim.report.figures.measure import Measure, measure_of
from negosim.report.figures.notes import Note, draw_notes, xy_of
from negosim.report.figures.palette import (
    AGREED,
    MARKERS,
    PARTIES,
    REAL,
    REJECTED,
    TENTATIVE,
    legend_below,
    new_axes,
    new_figure,
    settle,
    tidy,
)
from negosim.report.wording import party_title, person

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    from negosim.zopa import Zones

__all__ = ["draw_run", "plot_run"]

TURNS = {"expiry", "opening", "election", "rejected", "in_force", "broken_off"}
EVENTS = TURNS | {"shock"}
MARGIN = 0.04  # of the time shown, after the last event


def draw_run(result: Result, zones: Zones | None = None) -> Figure:
    """Return the talks as a figure: one panel, or one per party if there are several issues."""
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
        The zones of the same scenario, seed and replicate: what both sides would accept, and who governs.
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
    _plot(axes, result, zones, measure_of(result, party), titled=True)
    return axes


def _plot(axes: Axes, result: Result, zones: Zones | None, measure: Measure, *, titled: bool) -> None:
    start, last = result.scenario.calendar.start, _last_shown(result)
    date_axis(axes, start - (last - start) / 100, last + timedelta(days=1))
    offers = _draw_offers(axes, result, measure)
    values = [y for line in offers for _, y in xy_of(line)]
    notes = [*_draw_outcomes(axes, result, measure), *_draw_reality(axes, result, measure, last)]
    values += [y for y, _ in notes]
    zone = None
    if zones is not None:
        band = measure.band(zones).until(last)
        draw_administrations(axes, zones, last)
        draw_band(axes, band)
        draw_floors(axes, band, result.scenario.parties, zones)
        values += [level for levels in band.floors.values() for level in levels]
        zone = band.last_zone
    scale = value_axis(axes, values or [0.0, 1.0], *measure.range, zone=zone, stretch=measure.party is None)
    axes.set_ylabel(measure.title + scale)
    tidy(axes)
    legend_below(axes, columns=4)
    if titled:
        lanes = draw_labels(axes, _events(result))
        title = result.scenario.title or person(result.scenario.name)
        axes.set_title(title, loc="left", weight="bold", pad=10.0 + LANE * lanes)
    settle(axes)
    draw_notes(axes, [note for _, note in notes if note is not None], offers)


def _last_shown(result: Result) -> date:
    """Return the last day of the figure: a little after the last event."""
    calendar, record = result.scenario.calendar, result.scenario.record
    days = [last_day(result), result.trace[-1].date if result.trace else calendar.start]
    if record is not None:
        days += [day for day in (record.tentative, record.concluded) if day is not None and day <= calendar.horizon]
    span = max(days) - calendar.start
    return min(calendar.horizon, max(days) + timedelta(days=max(2, round(MARGIN * span.days))))


def _draw_offers(ax: Axes, result: Result, measure: Measure) -> list[Line2D]:
    """Draw both sides' offers as steps; return the lines."""
    drawn: list[Line2D] = []
    for number, party in enumerate(result.scenario.parties):
        rows = [row for row in result.trace if row.kind == "offer" and row.party == party]
        points = [(_x(result, row), y) for row in rows if (y := measure.of(row.terms, row.utilities)) is not None]
        if points:
            drawn += ax.plot(
                *zip(*points, strict=True),
                color=PARTIES[number],
                marker=MARKERS[number],
                markersize=5.5,
                linewidth=1.6,
                drawstyle="steps-post",
                label=f"{party_title(result.scenario, party)}: offers",
                zorder=4,
            )
    return drawn


def _x(result: Result, row: Row) -> float:
    return day_number(result.scenario.calendar.start) + row.time


def _draw_outcomes(ax: Axes, result: Result, measure: Measure) -> Iterator[tuple[float, Note | None]]:
    """Draw tentative deals and the agreement; yield their values and notes."""
    for row in result.trace:
        y = measure.of(row.terms, row.utilities)
        if y is None:
            continue
        if row.kind == "tentative" and not (result.agreed and row.date == result.concluded):
            _mark(ax, _x(result, row), y, "o", TENTATIVE, "tentative deal", hollow=True)
            yield y, None
        if row.kind == "rejected":
            struck = max(other.time for other in result.trace if other.kind == "tentative" and other.time <= row.time)
            _mark(ax, day_number(result.scenario.calendar.start) + struck, y, "x", REJECTED, "rejected", size=16.0)
        if row.kind == "concluded" and row.date == result.concluded:
            _mark(ax, _x(result, row), y, "D", AGREED, "agreement", size=10.0)
            yield y, Note(_x(result, row), y, f"{measure.words(y)}, {row.date}", AGREED)


def _draw_reality(ax: Axes, result: Result, measure: Measure, last: date) -> Iterator[tuple[float, Note | None]]:
    """Draw the real outcome: a star on its day, or an arrow at the edge if the day is later."""
    record = result.scenario.record
    y = None if record is None or measure.party is not None else measure.of(record.terms)
    if record is None or y is None or record.concluded is None:
        return
    inside = record.concluded <= last
    x = day_number(record.concluded if inside else last)
    _mark(ax, x, y, "*" if inside else ">", REAL, "what really happened", size=13.0 if inside else 9.0)
    yield y, Note(x, y, f"in reality: {measure.words(y)}, {record.concluded}", REAL)


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
            return "deal rejected"
        case "in_force":
            return "in force"
        case "election":
            return f"{person(row.note.removesuffix(' is elected'))} elected"
        case "broken_off":
            return f"{party_title(result.scenario, row.party or '')} breaks off"
        case _:
            return row.note.partition(";")[0].partition(" (")[0]
