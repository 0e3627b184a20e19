"""The tables of a scenario's texts in another language."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from negosim.files.wire.quantities import Name, Text
from negosim.files.wire.table import Table

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]


class IssueWordsTable(Table):
    """An issue in another language."""

    title: Text = Field(default="", description="Its title.")
    options: dict[str, Text] = Field(default={}, description="Its options, by name.")


class DelegationWordsTable(Table):
    """A delegation in another language."""

    title: Text = Field(default="", description="Its name.")
    lead: Text = Field(default="", description="Who leads it.")
    interests: Text = Field(default="", description="Its interests.")
    alternative: Text = Field(default="", description="Its alternative to an agreement.")
    confidential: Text = Field(default="", description="Its confidential instructions.")


class TranslationTable(Table):
    """The texts of the scenario in another language; a text that is left out is shown untranslated."""

    title: Text = Field(default="", description="Title of the scenario.")
    description: Text = Field(default="", description="What it is about.")
    background: Text = Field(default="", description="The general information.")
    issues: dict[Name, IssueWordsTable] = Field(default={}, description="The issues, by name.")
    delegations: dict[Name, DelegationWordsTable] = Field(default={}, description="The delegations, by name.")
    ratifiers: dict[str, Text] = Field(default={}, description="Titles of the ratifiers, by name.")
    events: dict[str, Text] = Field(default={}, description="Notes of the shocks, by name.")
    people: dict[str, Text] = Field(
        default={}, description="Administrations and leads, by their names in the scenario."
    )
    places: dict[str, Text] = Field(default={}, description="Places of rounds, by their names in the scenario.")
    units: dict[str, Text] = Field(default={}, description="Units, as written in the scenario.")
    record: Text = Field(default="", description="The note of the record.")
