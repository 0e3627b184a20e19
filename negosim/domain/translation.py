"""The words of a scenario in another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["DelegationWords", "IssueWords", "Translation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueWords:
    """An issue in another language: its title, and its options by their names."""

    title: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationWords:
    """A delegation in another language."""

    title: str = ""
    lead: str = ""
    interests: str = ""
    alternative: str = ""
    confidential: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """All that a person reads of a scenario, in another language; what is empty or missing is shown untranslated.

    Parameters
    ----------
    ratifiers, events : mapping of str to str
        The ratifiers' titles and the notes of the shocks, by name.
    people : mapping of str to str
        Administrations, and who leads a delegation in a round, by how the scenario names them.
    places, units : mapping of str to str
        Places of rounds and units, by how the scenario writes them.
    record : str
        The note of the record: what really happened.
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
