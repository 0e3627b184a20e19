"""The functions of the package that take a scenario as `negosim.load` does: by name, by path, as tables or made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from negosim import engine, zopa
from negosim.domain import Scenario
from negosim.files import load
from negosim.files.build import Source
from negosim.rules.lower import Lowered

__all__ = ["run", "zones"]

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
