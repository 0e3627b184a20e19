"""The tables of the negotiating parties and their administrations."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from negosim.files.wire.preferences import ValueTable
from negosim.files.wire.quantities import Day, Name, Rate, Share, Text
from negosim.files.wire.stance import StanceTable
from negosim.files.wire.table import Table


class AdministrationTable(Table):
    """An administration that is certain to govern from a date."""

    name: Name = Field(description="Name of the administration.")
    from_: Day = Field(alias="from", description="The day it takes office.")
    stance: Text | None = Field(default=None, description="The stance it takes. Default: the one of the same name.")
    election: Day | None = Field(default=None, description="The day on which it was elected.")


class SuccessorTable(Table):
    """An administration that may win an election."""

    name: Name = Field(description="Name of the administration.")
    probability: Share | None = Field(
        default=None, description="Probability that it wins. Default: an equal share of the remaining probability."
    )
    stance: Text | None = Field(default=None, description="The stance it takes. Default: the one of the same name.")


class ElectionTable(Table):
    """A term of office that an election decides."""

    from_: Day = Field(alias="from", description="The day the winner takes office.")
    election: Day | None = Field(default=None, description="Election day.")
    successors: tuple[SuccessorTable, ...] = Field(description="Who may win.", min_length=1)


def _administration_tag(value: object) -> str:
    uncertain = isinstance(value, ElectionTable) or (isinstance(value, dict) and "successors" in value)
    return "<election>" if uncertain else "<certain>"


Administration = Annotated[
    Annotated[AdministrationTable, Tag("<certain>")] | Annotated[ElectionTable, Tag("<election>")],
    Discriminator(_administration_tag),
]


class DelegationTable(Table):
    """A negotiating party."""

    title: Text = Field(default="", description="Its name in reports. Default: the key.")
    lead: Text = Field(default="", description="Who leads it.")
    interests: Text = Field(default="", description="What it cares about, and why; only in its own brief.")
    alternative: Text = Field(default="", description="What it does without an agreement; only in its own brief.")
    confidential: Text = Field(default="", description="Its other instructions; only in its own brief.")
    disagreement: Share = Field(default=0.0, description="Utility of no agreement, from 0 to 1.")
    discount: Rate = Field(
        default=0.0,
        description="Discount rate of payments in % a year, compounded yearly: a year counts 1/(1 + rate/100).",
    )
    values: dict[str, ValueTable] = Field(description='Value function of each issue, or of "payments".', min_length=1)
    stances: dict[Name, StanceTable] = Field(description="Its stances by name.", min_length=1)
    administrations: tuple[Administration, ...] = Field(
        description="Its administrations in order of date; the first governs at the start.", min_length=1
    )
