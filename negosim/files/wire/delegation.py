"""The tables of the negotiating parties and their administrations."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from negosim.files.wire.preferences import ValueTable
from negosim.files.wire.quantities import Day, Name, Rate, Share, Text
from negosim.files.wire.stance import StanceTable
from negosim.files.wire.table import Table


class AdministrationTable(Table):
    """An administration that governs from a date for certain."""

    name: Name = Field(description="Name of the administration.")
    from_: Day = Field(alias="from", description="The day it takes office.")
    stance: Text | None = Field(default=None, description="The stance it takes. Default: the one of the same name.")
    election: Day | None = Field(default=None, description="The day on which it was elected.")


class SuccessorTable(Table):
    """Who may win an election."""

    name: Name = Field(description="Name of the administration.")
    probability: Share | None = Field(
        default=None, description="Probability that it wins. Default: what the others leave, shared by all without one."
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
    interests: Text = Field(default="", description="What it cares for, and why: for its own brief alone.")
    alternative: Text = Field(default="", description="What it does without an agreement: for its own brief alone.")
    confidential: Text = Field(default="", description="Its other instructions: for its own brief alone.")
    disagreement: Share = Field(default=0.0, description="Utility of no agreement, from 0 to 1.")
    discount: Rate = Field(
        default=0.0,
        description="Discount rate of payments in % a year, compounded yearly: a year counts 1/(1 + rate/100).",
    )
    values: dict[str, ValueTable] = Field(description='Value function of each issue, or of "payments".', min_length=1)
    stances: dict[Name, StanceTable] = Field(description="Its stances by name.", min_length=1)
    administrations: tuple[Administration, ...] = Field(
        description="Who governs from when, in order; the first governs at the start.", min_length=1
    )
