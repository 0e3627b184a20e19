"""The tables of shocks, ratifiers and the cost of a lapse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from negosim.files.wire.quantities import (
    Cost,
    Day,
    Days,
    Flag,
    Name,
    NotNegative,
    Number,
    Rounds,
    SomeDays,
    Text,
)
from negosim.files.wire.stance import Term
from negosim.files.wire.table import Finding, Table, report


class EffectTable(Table):
    """By how much a shock moves a level of a party."""

    party: Text = Field(description="The delegation whose level moves.")
    level: Literal["reservation", "aspiration", "mandate"] = Field(description="Which level.")
    by: Number = Field(description="By how much, in the unit of the levels.")
    days: SomeDays | None = Field(default=None, description="For how many days. Default: permanently.")


class ShockTable(Table):
    """An event outside the talks, on a date, at random or at an impasse."""

    name: Name = Field(description="Its name.")
    kind: Text = Field(default="statement", description="The kind of event, as shown in reports.")
    date: Day | None = Field(default=None, description="When it happens. Default: at random, with the hazard.")
    hazard: NotNegative | None = Field(
        default=None, description="Expected occurrences per month, but at most one in total; only without a date."
    )
    impasse: Rounds | None = Field(
        default=None,
        description="Number of consecutive rounds without a concession after which it happens; only without a date and "
        "a hazard.",
    )
    from_: Day | None = Field(
        default=None, alias="from", description="First day on which it can happen at random. Default: the start."
    )
    until: Day | None = Field(
        default=None, description="Last day on which it can happen at random. Default: the horizon."
    )
    when: Text = Field(
        default="",
        description=(
            "Conditions for it to happen at that time, joined by `and`: `talking` (at the table), `pending` (a "
            "deal is before the heads of state), `open` (no agreement is concluded), a value in the deal before the "
            "ratifiers (`increase >= 10`) or in a party's last offer (`seoul.increase = 13`), with `<=`, `=` or `>=`."
        ),
    )
    under: dict[str, Text] = Field(
        default={}, description="Administration by delegation under which it has effects. Default: any."
    )
    effects: tuple[EffectTable, ...] = Field(default=(), description="The levels it moves.")
    ends_round: Flag = Field(default=False, description="Whether the round in session ends.")
    pause: Days = Field(default=0.0, description="Days without rounds after it.")
    expiry: Day | None = Field(
        default=None,
        description="The new expiry of the agreement in force; in a lapse, an interim agreement is in force until that "
        "day.",
    )
    stances: dict[str, Text] = Field(default={}, description="The new stance of a delegation, by delegation.")
    deadlines: dict[str, Day] = Field(default={}, description="The new deadline of a delegation, by delegation.")
    proposal: dict[str, Term] | None = Field(
        default=None,
        description="What a mediator proposes, as a value for each issue; it is a deal if both sides accept it.",
    )
    note: Text = Field(default="", description="Remarks.")

    @model_validator(mode="after")
    def _has_one_time(self) -> ShockTable:
        report(self._findings())
        return self

    def _findings(self) -> Iterator[Finding]:
        if self.date is None and self.hazard is None and self.impasse is None:
            yield Finding((), "it has neither a date nor a hazard, so it could never happen", "give one of the two")
        times = (("hazard", self.hazard), ("from", self.from_), ("until", self.until))
        for name, given in (("date", self.date), ("impasse", self.impasse)):
            for key, value in (*times, ("impasse", self.impasse)) if given is not None else ():
                if value is not None and key != name:
                    problem = f"a shock with {'an' if name == 'impasse' else 'a'} {name} has no {key}"
                    yield Finding((key,), problem, f"remove {key} or the {name}")
        if self.impasse is not None and not self._changes_something():
            problem = "it comes at an impasse, and neither proposes nor changes anything"
            yield Finding(("impasse",), problem, "write proposal = { … } with a value for each issue")
        if self.from_ and self.until and self.from_ > self.until:
            yield Finding(("until",), f"{self.until} lies before from, {self.from_}")

    def _changes_something(self) -> bool:
        moves = self.effects or self.expiry or self.stances or self.deadlines
        return bool(moves or self.ends_round or self.pause or self.proposal is not None)


class RatifierTable(Table):
    """A person or a body that must consent to a deal."""

    name: Name = Field(description="Its name.")
    title: Text = Field(default="", description="Its name in reports. Default: the name.")
    party: Text = Field(description="The delegation on whose side it votes.")
    role: Literal["head_of_state", "legislature"] = Field(
        default="head_of_state",
        description="A deal is concluded when the heads of state have consented, and in force when all ratifiers have.",
    )
    threshold: Number | None = Field(
        default=None, description="The worst outcome to which it consents. Default: the party's reservation value."
    )
    noise: NotNegative = Field(
        default=0.0, description="Temperature of the logit vote, in the unit of the levels; 0 is a hard threshold."
    )
    delay: Days = Field(default=0.0, description="Days from the tentative deal to the vote.")


class LapseTable(Table):
    """What a lapse costs: time without an agreement in force."""

    cost: dict[str, Cost] = Field(
        default={},
        description="Utility that each delegation loses per month with no agreement in force; it reduces its surplus.",
    )
    foreseen: Flag = Field(
        default=False,
        description="Whether reservation values include what a lapse until the horizon would still cost.",
    )
