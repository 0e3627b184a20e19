"""The renewals of a record as forecasting cases: what was known at a time, and the outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from negosim.errors import UsageError, did_you_mean
from negosim.history import Dyad, Inauguration, Renewal, forecast_day, opening_of

__all__ = ["TIMES", "Case", "Time", "case_of", "cases_of", "check_time", "concluded_before", "next_case"]

Time = Literal["opening", "positions", "expiry"]
TIMES: tuple[Time, ...] = get_args(Time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One renewal, as a forecaster sees it at a time.

    Parameters
    ----------
    id : str
        Of the agreement.
    day : date
        The opening of the talks, at which dates are cut.
    dated : bool
        Whether the opening is known; otherwise the date is not scored.
    expiry : date
        When the old agreement expires.
    consumer_prices, defence_budget, last_step : float
        Last known growth of prices and of the payer's defence budget, and of the last base step, in %.
    ask, offer : float or None
        The payee's first ask and the payer's first offer in % over the base, if they were public at that time.
    change : date or None
        The next inauguration of the payee after the opening.
    change_is_certain : bool
        Whether the administration changes for certain on that day; otherwise with even chances.
    growth : float
        The outcome: growth of the base step in %.
    days : int
        The outcome: days from the expiry to the conclusion.
    """

    id: str
    day: dt.date
    dated: bool
    expiry: dt.date
    consumer_prices: float
    defence_budget: float
    last_step: float
    ask: float | None
    offer: float | None
    change: dt.date | None
    change_is_certain: bool
    growth: float
    days: int

    @property
    def lead(self) -> int:
        """Days from the opening to the expiry."""
        return (self.expiry - self.day).days

    @property
    def length(self) -> int:
        """Days from the opening to the conclusion."""
        return self.lead + self.days


def check_time(at: str) -> Time:
    """Return a time at which a forecast is made.

    Raises
    ------
    UsageError
        If there is no such time.
    """
    for time in TIMES:
        if at == time:
            return time
    raise UsageError(f"--at {at}: there is no such time; give opening, positions or expiry{did_you_mean(at, TIMES)}")


def cases_of(dyad: Dyad, at: Time = "opening", *, hindsight: bool = False) -> tuple[Case, ...]:
    """Return the renewals of a record as they were known at a time, in order.

    Parameters
    ----------
    at : {"opening", "positions", "expiry"}
        At the opening no position is known; ``positions`` are those that were public before the conclusion, at the
        expiry those that were public by then.
    hindsight : bool
        Whether to use positions that were reported only after the talks.
    """
    return tuple(case_of(dyad, renewal, at, hindsight=hindsight) for renewal in dyad.renewals)


def case_of(dyad: Dyad, renewal: Renewal, at: Time = "opening", *, hindsight: bool = False) -> Case:
    """Return one renewal as it was known at a time; see `cases_of`."""
    known = {row.figure: row.value for row in dyad.known if row.agreement == renewal.id}
    day = forecast_day(dyad, renewal)
    change = next((each for each in dyad.inaugurations if each.date > day), None)
    return Case(
        id=renewal.id,
        day=day,
        dated=opening_of(dyad, renewal) is not None,
        expiry=renewal.previous_expiry,
        consumer_prices=float(known["consumer_prices"]),
        defence_budget=float(known["defence_budget"]),
        last_step=float(known["last_step"]),
        ask=_position(dyad, renewal, dyad.payee.side, at, hindsight),
        offer=_position(dyad, renewal, dyad.payer.side, at, hindsight),
        change=None if change is None else change.date,
        change_is_certain=_certain(change),
        growth=renewal.growth_pct,
        days=renewal.days,
    )


def concluded_before(cases: Sequence[Case], case: Case) -> list[Case]:
    """Return the cases that were concluded before the talks on another one opened."""
    return [each for each in cases if each.expiry + dt.timedelta(days=each.days) < case.day]


def next_case(dyad: Dyad) -> Case:
    """Return the agreement that is still to come, as of 1 July of the year of the expiry; its outcome is empty.

    Raises
    ------
    UsageError
        If the record has no data on it.
    """
    known = dyad.upcoming
    if known is None:
        raise UsageError("the record has no next agreement; add a table [next] to its record.toml")
    day = dt.date(known.previous_expiry.year, 7, 1)
    change = next((each for each in dyad.inaugurations if each.date > day), None)
    return Case(
        id=known.id,
        day=day,
        dated=False,
        expiry=known.previous_expiry,
        consumer_prices=known.consumer_prices,
        defence_budget=known.defence_budget,
        last_step=known.last_step,
        ask=None,
        offer=None,
        change=None if change is None else change.date,
        change_is_certain=_certain(change),
        growth=float("nan"),
        days=0,
    )


def _certain(change: Inauguration | None) -> bool:
    return change is not None and not change.incumbent_may_stand


def _position(dyad: Dyad, renewal: Renewal, side: str, at: Time, hindsight: bool) -> float | None:
    if at == "opening":
        return None
    for row in dyad.positions:
        if (row.agreement, row.side) == (renewal.id, side):
            in_time = row.public_from < renewal.concluded_date
            if at == "expiry":
                in_time = in_time and row.public_from <= renewal.previous_expiry
            return row.pct if hindsight or in_time else None
    return None
