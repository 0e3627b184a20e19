"""Functions that accept a scenario as `negosim.load` does: a name, a path, tables or a `Scenario`."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from negosim import engine, zopa
from negosim.domain import Scenario
from negosim.files import load
from negosim.files.build import Source
from negosim.files.dump import dump as write
from negosim.rules.lower import Lowered

__all__ = ["dump", "run", "zones"]

Options = ParamSpec("Options")
Returned = TypeVar("Returned")


def _of_any_source(
    function: Callable[Concatenate[Scenario | Lowered, Options], Returned],
) -> Callable[Concatenate[Source | Lowered, Options], Returned]:
    """Return a function that loads its scenario first."""

    @wraps(function)
    def loading(scenario: Source | Lowered, /, *args: Options.args, **options: Options.kwargs) -> Returned:
        return function(scenario if isinstance(scenario, Lowered) else load(scenario), *args, **options)

    return loading


run = _of_any_source(engine.run)
zones = _of_any_source(zopa.zones)


def dump(scenario: Source, path: str | os.PathLike[str]) -> None:
    """Write a scenario to a file from which an equal scenario can be loaded.

    The scenario's name is not part of the file: a loaded scenario has the file's stem as its name.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        What to write, as `negosim.load` accepts it.
    path : str or path
        The file to write; an existing file is replaced.

    Raises
    ------
    ScenarioError
        If it is not a valid scenario.
    UsageError
        If the scenario has something that a file cannot contain, or the file cannot be written.
    """
    write(load(scenario), path)
