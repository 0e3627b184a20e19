"""Set single numbers of a scenario that is already built, so that it need not be built again for each point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.files import Document, key_paths

__all__ = ["Built", "Keys", "settable"]

Keys = tuple[str | int, ...]
# Numbers that a scenario has as they are in its file, and that are checked one by one: each must lie in a range that
# does not depend on the others. "*" is any key.
SETTABLE: tuple[Keys, ...] = (
    *(("delegations", "*", "stances", "*", name) for name in ("aspiration", "reservation", "mandate")),
    *(("delegations", "*", "stances", "*", name) for name in ("pressure", "discount")),
    ("ratifiers", "*", "threshold"),
    ("shocks", "*", "effects", "*", "by"),
)


def settable(document: Document, path: str, value: Any) -> Keys | None:
    """Return the keys of a path if its value is a number that can be set on its own, otherwise ``None``."""
    if type(value) not in (int, float):
        return None
    keys: list[str | int] = []
    here: Any = document.data
    for part in key_paths.split_path(path):
        key = key_paths.find_key(here, part)
        if key is None:
            return None
        here = key_paths.step(here, key)
        keys.append(key)
    if not any(_matches(keys, pattern) for pattern in SETTABLE):
        return None
    return None if keys[0] == "delegations" and _inherits(document.data["delegations"][keys[1]]) else tuple(keys)


def _matches(keys: list[str | int], pattern: Keys) -> bool:
    return len(keys) == len(pattern) and all(own in ("*", key) for key, own in zip(keys, pattern, strict=True))


def _inherits(delegation: Mapping[str, Any]) -> bool:
    """Return whether stances may share a number, since one inherits from another."""
    return any("inherits" in stance for stance in delegation["stances"].values())


@dataclass(slots=True)
class Built:
    """A built scenario, and the ranges in which its numbers are known to be valid.

    Parameters
    ----------
    common : object
        What all scenarios that are built have in common.
    scenario : Scenario or None
        The latest of those that were built; they differ only in the settable numbers.
    ranges : dict of keys to (float, float)
        Ranges of valid values: between two values that were built, all others are valid too.
    """

    common: object
    scenario: Scenario | None = None
    ranges: dict[Keys, tuple[float, float]] = field(default_factory=dict)

    def take(self, scenario: Scenario, numbers: Mapping[Keys, float]) -> None:
        """Add a scenario that was built with these numbers."""
        for keys, value in numbers.items():
            low, high = self.ranges.get(keys, (value, value))
            self.ranges[keys] = min(low, value), max(high, value)
        self.scenario = scenario

    def at(self, numbers: Mapping[Keys, float]) -> Scenario | None:
        """Return the scenario with these numbers; ``None`` if it must be built to check that it is valid."""
        scenario = self.scenario
        if scenario is None or not all(self._knows(keys, value) for keys, value in numbers.items()):
            return None
        for keys, value in numbers.items():
            scenario = _set(scenario, keys, float(value))
        return replace(scenario, tables=None) if numbers else scenario

    def _knows(self, keys: Keys, value: float) -> bool:
        low, high = self.ranges.get(keys, (1.0, 0.0))
        return low <= value <= high


def _set(here: Any, keys: Keys, value: float) -> Any:
    """Return a part of a scenario with one of its numbers replaced."""
    if not keys:
        return value
    key, *rest = keys
    if isinstance(here, Mapping):
        return {**here, key: _set(here[key], tuple(rest), value)}
    if isinstance(here, tuple):
        place = key if isinstance(key, int) else [part.name for part in here].index(key)
        return (*here[:place], _set(here[place], tuple(rest), value), *here[place + 1 :])
    return replace(here, **{str(key): _set(getattr(here, str(key)), tuple(rest), value)})
