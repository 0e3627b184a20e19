"""The texts of a scenario in another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["DelegationWords", "IssueWords", "Translation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueWords:
    """The texts of an issue in another language: its title, and its options by name."""

    title: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationWords:
    """The texts of a delegation in another language."""

    title: str = ""
    lead: str = ""
    interests: str = ""
    alternative: str = ""
    confidential: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """All texts of a scenario in another language; a text that is empty or missing is shown untranslated.

    Parameters
    ----------
    ratifiers, events : mapping of str to str
        The ratifiers' titles and the notes of the shocks, by name.
    people : mapping of str to str
        Administrations, and leaders of delegations in a round, by their names in the scenario.
    places, units : mapping of str to str
        Places of rounds, and units, by their names in the scenario.
    record : str
        The note on what really happened.
    """

    title: str = ""
    description: str = ""
    background: str = ""
    issues: Mapping[str, IssueWords] = field(default_factory=dict)
    delegations: Mapping[str, DelegationWords] = field(default_factory=dict)
    ratifiers: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    record: str = ""
