"""The messages between negosim and a program that decides for a party: one JSON object per line.

negosim sends a brief before the first turn, a view at each turn, and the result at the end. The program answers each
view with a decision.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from negosim.domain.terms import Value

__all__ = ["Act", "Answer", "Brief", "End", "Invalid", "Message", "View", "Worth", "schema"]

Act = Literal["offer", "accept", "wait", "walk_away"]
Terms = Annotated[Mapping[str, Value], Field(description="A value for each issue: a number, or the name of an option.")]


class Message(BaseModel):
    """A message, or a part of a message."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Issue(Message):
    """An issue to settle, and how the party values it."""

    name: str = Field(description="The name by which offers refer to the issue.")
    kind: Literal["continuous", "integer", "categorical"]
    title: str
    unit: str = Field(description="Unit of a numeric issue; may be empty.")
    range: tuple[float, float] | None = Field(description="Lowest and highest value of a numeric issue.")
    options: list[str] = Field(description="The options of a categorical issue.")
    value_points: list[tuple[Value, float]] = Field(
        description="What the issue adds to the party's utility at some of its values; interpolate linearly between "
        "them. Empty if the party does not value the issue."
    )
    opens: dt.date | None = Field(
        default=None,
        description="When it comes onto the table; until then, offers leave it out or contain its status quo.",
    )
    status_quo: Value | None = Field(default=None, description="Its value until it comes onto the table.")


class Meeting(Message):
    """A scheduled round."""

    date: dt.date
    days: float = Field(description="Its length in days.")
    exchanges: int = Field(description="How often each side moves.")
    place: str
    note: str


class Brief(Message):
    """What the party knows before the talks. It is sent once, before the first view."""

    type: Literal["brief"] = "brief"
    version: Literal[1] = Field(default=1, description="Version of these messages.")
    scenario: str = Field(description="Name of the scenario.")
    title: str
    background: str = Field(description="The information that both sides have.")
    party: str = Field(description="The party that the program decides for.")
    other: str = Field(description="The other party.")
    role: str = Field(description="Title of the party.")
    interests: str = Field(description="What the party cares about; private.")
    alternative: str = Field(description="What it does without an agreement; private.")
    confidential: str = Field(description="Its other instructions; private.")
    issues: list[Issue]
    payments: list[tuple[Value, float]] = Field(
        description="What the level yearly payment of an outcome adds to the party's utility, as points like those of "
        "an issue's 'value_points'; empty if the party does not value it."
    )
    disagreement: float = Field(description="The party's utility of no agreement.")
    start: dt.date = Field(description="The first day of the talks.")
    horizon: dt.date = Field(description="The last day of the talks.")
    expiry: dt.date | None = Field(description="When the agreement in force expires.")
    rounds: list[Meeting] = Field(description="The scheduled rounds; others may follow.")
    protocol: Literal["alternating", "simultaneous", "ultimatum"] = Field(description="Who moves when.")
    seconds: float = Field(description="Time limit of a turn, in seconds.")


class Standing(Message):
    """An offer that the party can accept."""

    terms: Terms
    utility: float = Field(description="Its utility to the party, from 0 to 1.")


class Levels(Message):
    """Aspiration and limits of the party: in the issue's unit if there is a single numeric issue, else in utility."""

    unit: str = Field(description="The unit of the issue, or 'utility'.")
    aspiration: float = Field(description="Its first demand.")
    mandate: float = Field(description="The worst level that its delegation may sign today.")
    reservation: float = Field(description="The worst level that it prefers to no agreement today.")


class Happening(Message):
    """Something that has happened since the party's last turn, including its own moves."""

    date: dt.date
    kind: str = Field(description="A kind of the trace, such as 'offer', 'round', 'shock' or 'rejected'.")
    party: str | None = Field(description="The party that moved or that the event concerns.")
    terms: Terms | None
    utility: float | None = Field(description="Utility of the terms to the party.")
    note: str = Field(description="What was said, or what happened.")


class View(Message):
    """A turn of the party: what it knows, and what it may do."""

    type: Literal["view"] = "view"
    turn: int = Field(description="Number of the party's turn, from 1.")
    date: dt.date = Field(description="Today.")
    may: list[Act] = Field(description="The acts that are allowed.")
    standing: Standing | None = Field(description="The offer that can be accepted: the other side's, or a mediator's.")
    mediated: bool = Field(description="Whether it is a mediator's proposal, which every act except 'accept' rejects.")
    reservation: float = Field(description="The party's reservation value today, in utility.")
    levels: Levels = Field(description="The party's aspiration and limits today.")
    time_used: float = Field(description="Share of the time to the party's deadline that has passed.")
    turns_left: int = Field(description="Number of turns of both sides in this round after this one.")
    lapse_days: float = Field(description="Days with no agreement in force so far.")
    stance: str = Field(description="Name of the party's stance.")
    administrations: dict[str, str] = Field(description="Who governs each party today.")
    events: list[Happening] = Field(description="What has happened since its last turn.")


class Worth(Message):
    """The answer to the act 'value'."""

    type: Literal["value"] = "value"
    terms: Terms
    utility: float = Field(description="Its utility to the party, from 0 to 1.")


class Invalid(Message):
    """The answer to a decision that is not allowed; the program decides again."""

    type: Literal["invalid"] = "invalid"
    problem: str = Field(description="What is wrong with the decision.")
    attempts_left: int = Field(description="How many more decisions the program may make at this turn.")


class End(Message):
    """The result of the talks. It is the last message; then the program's standard input is closed."""

    type: Literal["end"] = "end"
    date: dt.date = Field(description="The last day.")
    ending: str = Field(description="'agreed', 'horizon' or 'broken_off'.")
    agreed: bool
    terms: Terms | None = Field(description="Terms of the agreement.")
    utility: float = Field(description="The party's utility of the agreement, or its reservation value without one.")
    surplus: float = Field(description="Utility minus the reservation value and the cost of the lapse.")


class Answer(Message):
    """What the program writes: one line for each decision or question."""

    act: Literal["offer", "accept", "wait", "walk_away", "value"] = Field(
        description="A decision, or 'value', which asks for the utility of an outcome; the turn then continues."
    )
    terms: Terms | None = Field(default=None, description="Terms of an 'offer' or a 'value'.")
    text: str = Field(default="", description="What the party says with its decision; the other side can read it.")


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the messages: ``to_program`` and ``from_program`` in ``$defs``."""
    sent: TypeAdapter[Any] = TypeAdapter(Brief | View | Worth | Invalid | End)
    received: TypeAdapter[Any] = TypeAdapter(Answer)
    place = "#/$defs/{model}"
    sent_schema = sent.json_schema(ref_template=place, mode="serialization")
    received_schema = received.json_schema(ref_template=place)
    definitions = {**sent_schema.pop("$defs")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "negosim seat",
        "description": "A line between negosim and a program that decides for a party.",
        "anyOf": [{"$ref": "#/$defs/to_program"}, {"$ref": "#/$defs/from_program"}],
        "$defs": {**definitions, "to_program": sent_schema, "from_program": received_schema},
    }
