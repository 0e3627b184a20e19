"""Axes fitted to the scenario: if the value of a path is a whole number, so are those of its axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from negosim.errors import UsageError
from negosim.files import Document, key_paths
from negosim.files.tactics import find_tactic
from negosim.files.wire import ScenarioTable
from negosim.study.sweeps.axes import Axis, axes_of

__all__ = ["fitted_axes", "takes_whole"]


def fitted_axes(document: Document, vary: Mapping[str, Any] | Iterable[str] | None) -> tuple[Axis, ...]:
    """Return the axes of a sweep, with whole numbers for the whole numbers of the scenario.

    Raises
    ------
    UsageError
        If a text is not an axis, or an axis of whole numbers cannot have its values.
    """
    return tuple(_whole(axis) if takes_whole(document, axis.path) else axis for axis in axes_of(vary))


def takes_whole(document: Document, path: str) -> bool:
    """Return whether the value of a path is a whole number."""
    keys: list[str | int] = []
    here: Any = document.data
    for part in key_paths.split_path(path):
        key = key_paths.find_key(here, part)
        keys.append(part if key is None else key)
        here = key_paths.step(here, keys[-1])
    if key_paths.model_at(ScenarioTable, document.data, tuple(keys)) is int:
        return True
    holder: Any = document.data
    for key in keys[:-1]:
        holder = key_paths.step(holder, key)
    kind = find_tactic(str(key_paths.step(holder, "kind"))) if keys[-2:-1] == ["tactic"] else None
    return kind is not None and any(parameter.name == keys[-1] and parameter.whole for parameter in kind.parameters)


def _whole(axis: Axis) -> Axis:
    """Return the axis with whole numbers in place of its numbers; those of a range are the nearest ones."""
    if axis.low is None:
        return replace(axis, values=tuple(_as_whole(value) for value in axis.values))
    low, high = _as_whole(axis.low), _as_whole(axis.high)
    if not (isinstance(low, int) and isinstance(high, int)):
        raise UsageError(
            f"--vary {axis.path}={axis.low}:{axis.high}: this value is a whole number; give a range of whole numbers"
        )
    if not axis.values:
        return replace(axis, low=low, high=high, whole=True)
    values = tuple(round(value) for value in axis.values)
    if len(set(values)) < len(values) and low < high:
        raise UsageError(
            f"--vary {axis.path}={low}:{high}:{len(values)}: this value is a whole number, so from {low} to {high} "
            f"there are only {high - low + 1}; give at most that many points"
        )
    return replace(axis, values=values, low=low, high=high, whole=True)


def _as_whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
