"""The record of the Special Measures Agreements between Seoul and Washington, 1991 to 2026.

Twelve agreements on Korea's contributions to the cost of the US forces stationed there: the amounts, the rounds of
talks, the asks and offers, the events in between, and the sources. ``data/README.md`` explains units and grades.
Exclude rows of grades C and D from scores: C is general knowledge, D is derived by arithmetic.

Examples
--------
>>> from negosim import history
>>> sma11 = next(a for a in history.agreements() if a.id == "SMA11")
>>> sma11.growth_contract_currency_pct, sma11.lapse_days
(13.9, 609)
"""

from __future__ import annotations

from negosim.history.dyad import Dyad, Side, forecast_day, load_dyad, opening_of
from negosim.history.partial import PartialDate
from negosim.history.read import read_table
from negosim.history.records import (
    Agreement,
    Contribution,
    Event,
    ExchangeRate,
    FieldGrade,
    Inauguration,
    IndexCheck,
    IndexYear,
    Known,
    Offer,
    Position,
    Renewal,
    Round,
    Source,
)
from negosim.history.upcoming import Upcoming

__all__ = [
    "Agreement",
    "Contribution",
    "Dyad",
    "Event",
    "ExchangeRate",
    "FieldGrade",
    "Inauguration",
    "IndexCheck",
    "IndexYear",
    "Known",
    "Offer",
    "PartialDate",
    "Position",
    "Renewal",
    "Round",
    "Side",
    "Source",
    "Upcoming",
    "agreements",
    "contributions",
    "events",
    "exchange_rates",
    "forecast_day",
    "grades",
    "inaugurations",
    "index_checks",
    "indices",
    "known",
    "load_dyad",
    "offers",
    "opening_of",
    "positions",
    "rounds",
    "sources",
]


def agreements() -> tuple[Agreement, ...]:
    """Return the twelve agreements, in order."""
    return read_table("agreements", Agreement)


def grades() -> tuple[FieldGrade, ...]:
    """Return the grades of the fields of the agreements."""
    return read_table("agreements_confidence", FieldGrade)


def contributions() -> tuple[Contribution, ...]:
    """Return Korea's contribution of each year from 1991 to 2027."""
    return read_table("contributions", Contribution)


def offers() -> tuple[Offer, ...]:
    """Return the known asks, offers and outcomes, ordered by agreement and then by time."""
    return read_table("offers", Offer)


def rounds() -> tuple[Round, ...]:
    """Return the known rounds of talks, in order."""
    return read_table("rounds", Round)


def events() -> tuple[Event, ...]:
    """Return what happened around the talks, in order of time."""
    return read_table("events", Event)


def indices() -> tuple[IndexYear, ...]:
    """Return Korean prices, the defence budget and exchange rates of each year from 1990."""
    return read_table("indices", IndexYear)


def exchange_rates() -> tuple[ExchangeRate, ...]:
    """Return the monthly exchange rate of the won in the months that matter for an agreement."""
    return read_table("fx_key_months", ExchangeRate)


def index_checks() -> tuple[IndexCheck, ...]:
    """Return what the agreements' index rules predict, and what was paid."""
    return read_table("index_rule_check", IndexCheck)


def sources() -> tuple[Source, ...]:
    """Return the sources to which the other tables refer."""
    return read_table("sources", Source)


def known() -> tuple[Known, ...]:
    """Return what was public when the talks on each agreement opened, with the day on which it became public."""
    return read_table("opening", Known)


def positions() -> tuple[Position, ...]:
    """Return the first asks and offers of grade A or B, with the day on which each became public."""
    return read_table("positions", Position)


def inaugurations() -> tuple[Inauguration, ...]:
    """Return the days on which the US administration may change."""
    return read_table("inaugurations", Inauguration)
