"""Scenarios made or changed in Python: which of them have been checked, and what a file would lose."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from negosim.domain import Delegation, Scenario, Tactic

__all__ = ["is_built", "losses", "remember", "with_known_tactics"]

_BUILT: dict[int, weakref.ref[Scenario]] = {}


def remember(scenario: Scenario) -> Scenario:
    """Record that a scenario was built from a file or tables, so that it needs no check, and return it."""
    key = id(scenario)
    _BUILT[key] = weakref.ref(scenario, lambda _: _BUILT.pop(key, None))
    return scenario


def is_built(scenario: Scenario) -> bool:
    """Return whether a scenario was built from a file or tables, and is not a changed copy of it."""
    known = _BUILT.get(id(scenario))
    return known is not None and known() is scenario


def with_known_tactics(scenario: Scenario) -> Scenario:
    """Return a scenario with a shipped tactic in place of the user's own functions, which no file can name."""
    return replace(scenario, delegations=tuple(_known(party) for party in scenario.delegations))


def _known(party: Delegation) -> Delegation:
    stances = {
        name: replace(stance, tactic=Tactic(kind="linear")) if stance.tactic.rule or stance.tactic.curve else stance
        for name, stance in party.stances.items()
    }
    return replace(party, stances=stances)


def losses(made: Any, read: Any, place: str = "") -> Iterator[str]:
    """Yield the attributes of a scenario made in Python that its file does not preserve, as ``calendar.rounds[2]``.

    Lists and tuples are equal, and parameters that were left out have their defaults in the file.
    """
    if made == read:
        return
    if is_dataclass(made) and type(made) is type(read):
        for field in fields(made):
            if field.compare:
                name = f"{place}.{field.name}" if place else field.name
                yield from losses(getattr(made, field.name), getattr(read, field.name), name)
    elif isinstance(made, Mapping) and isinstance(read, Mapping) and _fits(made, read, place):
        for key, value in made.items():
            yield from losses(value, read[key], f"{place}.{key}")
    elif isinstance(made, list | tuple) and isinstance(read, list | tuple) and len(made) == len(read):
        for number, (own, other) in enumerate(zip(made, read, strict=True)):
            yield from losses(own, other, f"{place}[{number}]")
    else:
        yield place


def _fits(made: Mapping[str, Any], read: Mapping[str, Any], place: str) -> bool:
    return made.keys() <= read.keys() if place.endswith(".parameters") else made.keys() == read.keys()
