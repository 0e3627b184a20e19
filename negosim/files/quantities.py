"""References to quantities, ``{ quantity = "NAME" }``, which are replaced by the number of that name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from negosim.errors import did_you_mean
from negosim.files.key_paths import Path, annotation_at, listed, resolve, step
from negosim.files.wire import DrawnNumber, ScenarioTable
from negosim.files.wire.table import Finding

QUANTITIES = "quantities"
QUANTITY = "quantity"


class Expansion(NamedTuple):
    """The data of a file, with references to quantities replaced by their numbers.

    Parameters
    ----------
    data : dict
        The data.
    findings : list of Finding
        The errors in references.
    places : dict of tuple to str
        The quantity that each reference names, by its path.
    """

    data: dict[str, Any]
    findings: list[Finding]
    places: dict[Path, str]

    def unread(self, broken: set[Path]) -> set[Path]:
        """Return the references without a number: those with an error, and those to a quantity with an error."""
        wrong = {finding.path[:-1] for finding in self.findings}
        return wrong | {path for path, name in self.places.items() if (QUANTITIES, name) in _and_around(broken)}


def _and_around(broken: set[Path]) -> set[Path]:
    return {path[:2] for path in broken}


def expand_quantities(data: Mapping[str, Any]) -> Expansion:
    """Replace each reference to a quantity by its number; a distribution keeps the quantity's name."""
    expansion = Expansion(dict(data), [], {})
    quantities = data.get(QUANTITIES)
    known = quantities if isinstance(quantities, Mapping) else {}
    for path, reference in _references(data, ()):
        if resolve(annotation_at(ScenarioTable, data, path), {"dist": ""}) is not DrawnNumber:
            continue
        problem, fix = _problem(path, reference, known)
        if problem:
            expansion.findings.append(Finding((*path, QUANTITY), problem, fix))
            continue
        name = reference[QUANTITY]
        expansion.places[path] = name
        number = known[name]
        value = {**number, QUANTITY: name} if isinstance(number, Mapping) else number
        _put(expansion.data, path, value)
    return expansion


def _references(here: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield the tables that refer to a quantity, with their paths."""
    if isinstance(here, Mapping):
        if isinstance(here.get(QUANTITY), str):
            yield path, here
        for key, value in here.items():
            yield from _references(value, (*path, key))
    elif isinstance(here, list):
        for position, value in enumerate(here):
            yield from _references(value, (*path, position))


def _problem(path: Path, reference: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is wrong with a reference, and how to fix it."""
    name = reference[QUANTITY]
    if path[0] == QUANTITIES:
        return "a quantity cannot refer to another quantity", "write a number or a distribution"
    if len(reference) > 1:
        return "a reference to a quantity cannot have other keys", f'write {{ quantity = "{name}" }}'
    if name not in known:
        return f"there is no quantity '{name}'; {listed(known)}", did_you_mean(name, known)
    return "", ""


def _put(data: dict[str, Any], path: Path, value: object) -> None:
    """Replace the value at a path of a tree; the tables and lists along the path are copied."""
    here: Any = data
    for key in path[:-1]:
        below = step(here, key)
        here[key] = dict(below) if isinstance(below, Mapping) else list(below)
        here = here[key]
    here[path[-1]] = value
