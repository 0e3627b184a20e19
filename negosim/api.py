"""The functions of the package that take a scenario as `negosim.load` does: by name, by path, as tables or made."""

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
Found = TypeVar("Found")


def _of_any_source(
    function: Callable[Concatenate[Scenario | Lowered, Options], Found],
) -> Callable[Concatenate[Source | Lowered, Options], Found]:
    """Return a function of a scenario that loads what it is given."""

    @wraps(function)
    def loading(scenario: Source | Lowered, /, *args: Options.args, **options: Options.kwargs) -> Found:
        return function(scenario if isinstance(scenario, Lowered) else load(scenario), *args, **options)

    return loading


run = _of_any_source(engine.run)
zones = _of_any_source(zopa.zones)


def dump(scenario: Source, path: str | os.PathLike[str]) -> None:
    """Write a scenario to a file that loads to an equal one.

    The scenario's name is not part of the file: a loaded scenario takes its name from the file's stem.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        What to write, as `negosim.load` takes it.
    path : str or path
        The file to write; an existing one is replaced.

    Raises
    ------
    ScenarioError
        If it is not a valid scenario.
    UsageError
        If the scenario holds what a file cannot say, or the file cannot be written.
    """
    write(load(scenario), path)
