"""The table that is the file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negosim.files.wire.calendar import CalendarTable
from negosim.files.wire.delegation import DelegationTable
from negosim.files.wire.events import LapseTable, RatifierTable, ShockTable
from negosim.files.wire.genius import GeniusTable
from negosim.files.wire.issues import IssueTable
from negosim.files.wire.preferences import PaymentsTable
from negosim.files.wire.quantities import (
    Day,
    Exchanges,
    Name,
    Number,
    RealCorrelation,
    RealNotNegative,
    RealPositive,
    Text,
)
from negosim.files.wire.stance import Term
from negosim.files.wire.table import Table
from negosim.files.wire.translation import Language, TranslationTable


class MoneyTable(Table):
    """How an increase in % reads in money: base × (1 + issue/100)."""

    issue: Text = Field(description="The issue that is an increase in %.")
    base: RealPositive = Field(description="The amount to which the increase applies, in the unit.")
    unit: Text = Field(description="Unit of money.")
    per_dollar: RealNotNegative = Field(
        default=0.0, description="How much of the unit makes a million US dollars; 0: no dollars are shown."
    )


class ProtocolTable(Table):
    """The rule of turns at the table."""

    kind: Literal["alternating", "simultaneous", "ultimatum"] = Field(
        default="alternating",
        description="Alternating offers; sealed offers opened together; one offer, taken or left.",
    )
    first: Text | None = Field(
        default=None, description="The delegation that moves first in each round. Default: they take turns."
    )
    exchanges: Exchanges = Field(default=1, description="How often in a round each delegation is to move.")


class CorrelationTable(Table):
    """The correlation of two quantities; any two others are independent."""

    between: tuple[Text, Text] = Field(description="The names of the two.")
    rho: RealCorrelation = Field(description="Correlation of their normal scores, from -1 to 1.")


class RecordTable(Table):
    """What really happened, to compare with."""

    terms: dict[str, Term] = Field(default={}, description="The terms of the agreement, by issue.")
    tentative_terms: dict[str, Term] = Field(default={}, description="The terms of the tentative deal, by issue.")
    tentative: Day | None = Field(default=None, description="Date of the tentative deal.")
    concluded: Day | None = Field(default=None, description="Date of the agreement.")
    in_force: Day | None = Field(default=None, description="Date from which it was in force.")
    note: Text = Field(default="", description="Remarks.")


class ScenarioTable(Table):
    """A scenario: all that a run needs besides a seed."""

    extends: Text | None = Field(
        default=None,
        description="The file to start from: beside this one or below it by its path, or a shipped one by its name.",
    )
    title: Text = Field(default="", description="Title of the scenario.")
    description: Text = Field(default="", description="What it is about.")
    background: Text = Field(default="", description="General information for all players.")
    levels: Literal["utility"] | None = Field(
        default=None,
        description='"utility": levels are utilities also where one numeric issue would give them its unit.',
    )
    issues: dict[Name, IssueTable] = Field(description="The issues, by name.", min_length=1)
    payments: PaymentsTable | None = Field(default=None, description="The payments that an outcome implies.")
    money: MoneyTable | None = Field(default=None, description="How an increase reads in money.")
    calendar: CalendarTable = Field(description="Which dates matter, and when the delegations meet.")
    protocol: ProtocolTable = Field(default_factory=ProtocolTable, description="Who moves when.")
    delegations: dict[Name, DelegationTable] = Field(description="The two negotiating parties, by name.")
    quantities: dict[Name, Number] = Field(
        default={}, description="Numbers with a name, for those that are the same in several places."
    )
    correlations: tuple[CorrelationTable, ...] = Field(default=(), description="Correlations between quantities.")
    shocks: tuple[ShockTable, ...] = Field(default=(), description="Events from outside.")
    ratifiers: tuple[RatifierTable, ...] = Field(default=(), description="Who must consent after the table.")
    lapse: LapseTable = Field(default_factory=LapseTable, description="What a lapse costs.")
    record: RecordTable | None = Field(default=None, description="What really happened.")
    translations: dict[Language, TranslationTable] = Field(
        default={}, description="Its words in other languages, by the language's code, such as ko."
    )
    genius: GeniusTable | None = Field(
        default=None, description="What `negosim convert` keeps of a domain of Genius, to write it again."
    )
