"""The next agreement, still under negotiation or to be negotiated: the table ``next`` of ``record.toml``."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from negosim.errors import Fault

__all__ = ["Upcoming", "upcoming_of"]

NUMBERS = ("consumer_prices", "defence_budget", "last_step")
DATES = ("previous_expiry", "as_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """What is known about the next agreement.

    Parameters
    ----------
    id : str
        Its name.
    previous_expiry : date
        When the agreement in force expires.
    as_of : date
        The day on which the figures were the latest public ones.
    consumer_prices, defence_budget, last_step : float
        As in ``opening.csv``, in %.
    """

    id: str
    previous_expiry: dt.date
    as_of: dt.date
    consumer_prices: float
    defence_budget: float
    last_step: float


def upcoming_of(about: Mapping[str, Any], faults: list[Fault]) -> Upcoming | None:
    """Return the next agreement, or ``None`` if the record has none; errors are added to ``faults``."""
    if "next" not in about:
        return None
    table = about["next"]
    wrong = list(_wrong(table if isinstance(table, dict) else {}))
    faults += wrong
    return None if wrong else Upcoming(**{name: table[name] for name in ("id", *DATES, *NUMBERS)})


def _wrong(table: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(table.get("id"), str):
        yield _fault("id", "expected a name", 'write id = "SMA13"')
    for name in DATES:
        if type(table.get(name)) is not dt.date:
            yield _fault(name, "expected a date", f"write {name} = 2030-12-31")
    for name in NUMBERS:
        value = table.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            yield _fault(name, "expected a number", f"write {name} = 2.5")


def _fault(key: str, problem: str, fix: str) -> Fault:
    return Fault(file="record.toml", path=f"next.{key}", problem=problem, fix=fix)
