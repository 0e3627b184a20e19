"""The table of the whole file."""

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
    """An increase in % shown as an amount of money: base × (1 + issue/100)."""

    issue: Text = Field(description="The issue that is an increase in %.")
    base: RealPositive = Field(description="The amount to which the increase applies, in the unit.")
    unit: Text = Field(description="Unit of money.")
    per_dollar: RealNotNegative = Field(
        default=0.0, description="The amount in the unit that equals a million US dollars; 0: no dollars are shown."
    )


class ProtocolTable(Table):
    """The negotiation protocol: who moves when."""

    kind: Literal["alternating", "simultaneous", "ultimatum"] = Field(
        default="alternating",
        description="Alternating offers; sealed offers that are opened together; one take-it-or-leave-it offer.",
    )
    first: Text | None = Field(
        default=None, description="The delegation that moves first in each round. Default: they alternate."
    )
    exchanges: Exchanges = Field(default=1, description="How often each delegation moves in a round.")


class CorrelationTable(Table):
    """The correlation of two quantities; quantities without one are independent."""

    between: tuple[Text, Text] = Field(description="The names of the two quantities.")
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
    """A scenario: everything that a run needs except a seed."""

    extends: Text | None = Field(
        default=None,
        description="The file to start from: the path of one in this file's folder or below, or a shipped scenario.",
    )
    title: Text = Field(default="", description="Title of the scenario.")
    description: Text = Field(default="", description="What it is about.")
    background: Text = Field(default="", description="General information for all players.")
    levels: Literal["utility"] | None = Field(
        default=None,
        description='"utility": levels are utilities even if they would have the unit of a single numeric issue.',
    )
    issues: dict[Name, IssueTable] = Field(description="The issues, by name.", min_length=1)
    payments: PaymentsTable | None = Field(default=None, description="The payments that an outcome implies.")
    money: MoneyTable | None = Field(default=None, description="How an increase is shown as an amount of money.")
    calendar: CalendarTable = Field(description="Which dates matter, and when the delegations meet.")
    protocol: ProtocolTable = Field(default_factory=ProtocolTable, description="Who moves when.")
    delegations: dict[Name, DelegationTable] = Field(description="The two negotiating parties, by name.")
    quantities: dict[Name, Number] = Field(
        default={}, description="Named numbers, for numbers that are the same in several places."
    )
    correlations: tuple[CorrelationTable, ...] = Field(default=(), description="Correlations between quantities.")
    shocks: tuple[ShockTable, ...] = Field(default=(), description="Events outside the talks.")
    ratifiers: tuple[RatifierTable, ...] = Field(default=(), description="Who must consent to a deal.")
    lapse: LapseTable = Field(default_factory=LapseTable, description="What a lapse costs.")
    record: RecordTable | None = Field(default=None, description="What really happened.")
    translations: dict[Language, TranslationTable] = Field(
        default={}, description="Its texts in other languages, by language code, such as ko."
    )
    genius: GeniusTable | None = Field(
        default=None, description="What `negosim convert` keeps of a domain of Genius, to convert the scenario back."
    )
