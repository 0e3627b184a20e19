"""The tables of the calendar."""

from __future__ import annotations

from pydantic import Field

from negosim.files.wire.quantities import (
    Day,
    Exchanges,
    Flag,
    GapDays,
    SomeDays,
    Text,
)
from negosim.files.wire.table import Table


class RoundTable(Table):
    """A meeting of one or more days."""

    date: Day = Field(description="First day of the round.")
    days: SomeDays = Field(default=1.0, description="How many days it lasts.")
    exchanges: Exchanges | None = Field(
        default=None, description="How often each delegation moves. Default: protocol.exchanges."
    )
    counted: Flag = Field(default=True, description="Whether it is a numbered round, or only a contact.")
    place: Text = Field(default="", description="Where it is held.")
    leads: dict[str, Text] = Field(default={}, description="Who leads each delegation, by the delegation's key.")
    note: Text = Field(default="", description="Remarks.")


class GapTable(Table):
    """How rounds are drawn after the listed ones, while the named administrations govern."""

    gap: GapDays = Field(description="Days from the end of a round to the next, at least one; usually a distribution.")
    days: SomeDays = Field(default=1.0, description="How many days these rounds last.")
    administrations: dict[str, Text] = Field(
        default={},
        description="Administration by delegation; a delegation that is not named may have any.",
    )


class CalendarTable(Table):
    """Which dates matter, and when the delegations meet."""

    start: Day = Field(description="The first day of the scenario.")
    horizon: Day = Field(description="The last day; the talks end at the end of it.")
    expiry: Day | None = Field(
        default=None,
        description="When the agreement in force expires, possibly before the start; from then on there is a lapse.",
    )
    rounds: tuple[RoundTable, ...] = Field(default=(), description="The rounds whose dates are known, in order.")
    gaps: tuple[GapTable, ...] = Field(
        default=(),
        description="How further rounds are drawn: the first gap that fits the administrations in office is used.",
    )
