"""The scenarios of a sweep: from the values that a point sets to the records of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from negosim.domain.scenario import Scenario
from negosim.errors import ScenarioError, UsageError
from negosim.rules.lower import Lowered, lower
from negosim.study.sweeps.design import Point
from negosim.study.sweeps.numbers import Built, Keys, settable
from negosim.study.sweeps.source import Source

__all__ = ["Sets", "frozen", "lowered_point", "sets_of", "setting_of"]

Sets = tuple[tuple[str, Any], ...]
# Values that affect how a negotiation goes, but not how its results are read: not the issues, dates or names.
CONDUCT = ("delegations.", "lapse.", "protocol.", "ratifiers.", "shocks.")


def sets_of(point: Point) -> Sets:
    """Return the values that a point sets by path, in a form that can be the key of a cache."""
    return tuple((path, frozen(value)) for path, value in point.sets.items())


@lru_cache(maxsize=4096)
def lowered_point(source: Source, sets: Sets) -> Lowered:
    """Return the lowered scenario of a point.

    The file is parsed once. If the points set only single numbers, such as levels of stances, these replace the numbers
    of a scenario that is already built (if they lie between values that were valid) and of its records; such points
    share native code and memory. Otherwise the scenario is built from the parsed file, and lowered.

    Raises
    ------
    UsageError
        If the point is not a valid scenario; the message begins with the values that it sets.
    """
    try:
        scenario = _scenario(source, sets)
    except ScenarioError as error:
        if not sets:
            raise
        shown = ", ".join(f"{path} = {thawed(value)}" for path, value in sets)
        raise UsageError(f"the point {shown} is not a valid scenario:\n{error}") from None
    return _with_numbers(source, sets) or lower(scenario)


def _with_numbers(source: Source, sets: Sets) -> Lowered | None:
    """Return the scenario lowered once with the point's numbers; ``None`` if the point sets anything else."""
    numbers = {path: float(value) for path, value in sets if isinstance(value, int | float)}
    if not sets or len(numbers) < len(sets) or "inherits" in source.text or any(map(_is_bool, sets)):
        return None
    return lowered_point(source, ()).with_numbers(numbers)


def _is_bool(entry: tuple[str, Any]) -> bool:
    return isinstance(entry[1], bool)


def _scenario(source: Source, sets: Sets) -> Scenario:
    document = source.document()
    keys = {path: settable(document, path, value) for path, value in sets}
    numbers = {own: value for path, value in sets if (own := keys[path]) is not None}
    others = tuple((path, value) for path, value in sets if keys[path] is None)
    built = _built_with(source, others, frozenset(numbers))
    scenario = built.at(numbers)
    if scenario is None:
        scenario = source.scenario({path: thawed(value) for path, value in sets})
        built.take(scenario, numbers)
    return scenario


@lru_cache(maxsize=64)
def _built_with(source: Source, others: Sets, varied: frozenset[Keys]) -> Built:
    return Built(common=(source, others, varied))


def setting_of(source: Source, point: Point) -> Scenario:
    """Return a scenario with a point's issues, dates and names, with which its results are read.

    It is built again only if the point sets one of these, so many points share it; its other values may be those of
    another point.

    Raises
    ------
    ScenarioError, UsageError
        If the point is not a valid scenario.
    """
    own = tuple(entry for entry in sets_of(point) if not entry[0].startswith(CONDUCT))
    try:
        return _built(source, own)
    except (ScenarioError, UsageError):  # these values are valid only together with the others
        return _built(source, sets_of(point))


@lru_cache(maxsize=64)
def _built(source: Source, sets: Sets) -> Scenario:
    return source.scenario({path: thawed(value) for path, value in sets})


def frozen(value: Any) -> Any:
    """Return a hashable form of a TOML value, for the key of a cache."""
    if isinstance(value, Mapping):
        return ("table", tuple((key, frozen(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return ("list", tuple(frozen(item) for item in value))
    return value


def thawed(value: Any) -> Any:
    """Return the value that `frozen` was given."""
    if not isinstance(value, tuple):
        return value
    kind, items = value
    return {key: thawed(item) for key, item in items} if kind == "table" else [thawed(item) for item in items]
