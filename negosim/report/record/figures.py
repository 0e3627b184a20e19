"""Pictures of the record: amounts, growth and lapses over the years; the positions in the talks on one agreement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from negosim import history
from negosim.history import Dyad, Renewal
from negosim.report.figures.axis import date_axis, day_number, value_axis
from negosim.report.figures.palette import AGREED, GREY, MARKERS, PARTIES, REJECTED, TENTATIVE, new_figure, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_agreement", "draw_record"]

LAPSE = "#FAE6EA"


def draw_record(dyad: Dyad) -> Figure:
    """Return a figure of a record: the yearly amounts (of the shipped one), and the growth of each renewal."""
    figure = new_figure((12.0, 7.0))
    if dyad.folder:
        _growth(dyad, figure.subplots())
    else:
        paid, growth = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
        _amounts(paid)
        _growth(dyad, growth)
    figure.suptitle(dyad.title, x=0.01, ha="left", weight="bold")
    return figure


def _amounts(ax: Axes) -> None:
    rows = history.contributions()
    solid = [row.grade_krw in "AB" for row in rows]
    for wanted, colour, label in ((True, PARTIES[0], "grade A or B"), (False, "#A9C7DC", "grade C or D")):
        chosen = [row for row, is_solid in zip(rows, solid, strict=True) if is_solid == wanted]
        days = [day_number(dt.date(row.year, 7, 1)) for row in chosen]
        ax.bar(days, [row.krw_bn for row in chosen], width=300, color=colour, label=label)
    ax.set_ylabel("bn won a year")
    ax.legend(frameon=False, loc="upper left")
    tidy(ax)


def _growth(dyad: Dyad, ax: Axes) -> None:
    for number, renewal in enumerate(dyad.renewals):
        expiry, concluded = day_number(renewal.previous_expiry), day_number(renewal.concluded_date)
        if renewal.days > 0:
            label = "no successor agreed" if not any(each.days > 0 for each in dyad.renewals[:number]) else None
            ax.axvspan(expiry, concluded, color=LAPSE, label=label)
        ax.plot(concluded, renewal.growth_pct, "D", color=AGREED, label="agreed" if number == 0 else None)
        ax.annotate(
            f"{renewal.id}\n{renewal.growth_pct:+.1f}",
            (concluded, renewal.growth_pct),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
            fontsize=8,
        )
    ax.axhline(0.0, color=GREY, linewidth=0.8)
    ax.margins(y=0.3)
    ax.set_ylabel("growth of the base step, %")
    ax.xaxis_date()
    ax.legend(frameon=False, loc="lower right", ncols=2)
    tidy(ax)


def draw_agreement(dyad: Dyad, renewal: Renewal) -> Figure:
    """Return a figure of the talks on one agreement: asks, offers and the outcome over time."""
    figure = new_figure((12.0, 6.0))
    ax: Axes = figure.subplots()
    begins = min(history.forecast_day(dyad, renewal), renewal.previous_expiry) - dt.timedelta(days=20)
    ends = max(renewal.concluded_date, renewal.previous_expiry) + dt.timedelta(days=20)
    shown = [renewal.growth_pct]
    for side, colour, marker, verb in (
        (dyad.payee, PARTIES[1], MARKERS[1], "asks"),
        (dyad.payer, PARTIES[0], MARKERS[0], "offers"),
    ):
        points = _positions(dyad, renewal, side.side, begins, ends)
        if points:
            days, values = zip(*points, strict=True)
            shown += values
            ax.plot(days, values, linestyle="--", marker=marker, color=colour, label=f"{side.name} {verb}")
            for day, value in points:
                ax.annotate(f"{value:g}", (day, value), xytext=(6, 4), textcoords="offset points", fontsize=8)
    _marks(renewal, ax)
    shown += _deals(dyad, renewal, ax)
    scale = value_axis(ax, [*shown, 0.0], min(-10.0, *shown), max(10.0, *shown) * 1.1)
    date_axis(ax, begins, ends)
    ax.set_ylabel("% over the amount before" + scale)
    ax.set_title(f"{renewal.id}: {renewal.growth_pct:+.1f} % on {renewal.concluded_date}", loc="left", weight="bold")
    ax.legend(frameon=False, loc="best")
    tidy(ax)
    return figure


def _positions(dyad: Dyad, renewal: Renewal, side: str, begins: dt.date, ends: dt.date) -> list[tuple[float, float]]:
    if dyad.folder:
        known = [(row.made, row.pct) for row in dyad.positions if (row.agreement, row.side) == (renewal.id, side)]
    else:
        offers = [row for row in history.offers() if (row.agreement, row.side) == (renewal.id, side)]
        known = [(row.date, row.pct_vs_base) for row in offers if row.pct_vs_base is not None]
    points = [(max(begins, made.first()), pct) for made, pct in known]
    return [(day_number(day), pct) for day, pct in sorted(points) if day <= ends]


def _marks(renewal: Renewal, ax: Axes) -> None:
    expiry = day_number(renewal.previous_expiry)
    ax.axvline(expiry, color=REJECTED, linewidth=1.0, label=f"expiry {renewal.previous_expiry}")
    if renewal.days > 0:
        ax.axvspan(expiry, day_number(renewal.concluded_date), color=LAPSE, zorder=0)
    concluded = day_number(renewal.concluded_date)
    ax.plot(concluded, renewal.growth_pct, "D", color=AGREED, markersize=9, label="agreed")


def _deals(dyad: Dyad, renewal: Renewal, ax: Axes) -> list[float]:
    """Draw the tentative deals and the rounds of the shipped record; return the levels of the deals."""
    if dyad.folder:
        return []
    offers = [row for row in history.offers() if (row.agreement, row.side) == (renewal.id, "tentative")]
    deals = [(row.date.first(), row.pct_vs_base) for row in offers if row.pct_vs_base is not None]
    for day, pct in deals:
        ax.plot(day_number(day), pct, "x", color=TENTATIVE, markersize=9, label="tentative deal")
    for number, meeting in enumerate(row for row in history.rounds() if row.agreement == renewal.id):
        label = "round of talks" if number == 0 else None
        ax.axvline(day_number(meeting.start.first()), ymax=0.03, color=GREY, linewidth=2.0, label=label)
    return [pct for _, pct in deals]
