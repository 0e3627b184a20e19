"""How the rules are compiled: every function of the modules listed here, as it stands.

The rules stay undecorated, so the engine runs the very functions that the kernel is compiled from.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import FunctionType, ModuleType
from typing import Any

from negosim.batch import columns
from negosim.rules import (
    acceptance,
    advance,
    arithmetic,
    begin,
    bids,
    events,
    offers,
    outcome,
    philox,
    quantiles,
    ratification,
    record,
    rounds,
    stances,
    table,
    tactics,
    tradeoff,
    values,
)
from negosim.rules.tactics import behaviour, bidding, learning, scripted, strategic, time_dependent

MODULES: tuple[ModuleType, ...] = (
    acceptance,
    advance,
    arithmetic,
    begin,
    bids,
    events,
    offers,
    outcome,
    philox,
    quantiles,
    ratification,
    record,
    rounds,
    stances,
    table,
    tactics,
    behaviour,
    bidding,
    learning,
    scripted,
    strategic,
    time_dependent,
    tradeoff,
    values,
    columns,
)
NOT_COMPILED = (columns.empty_columns,)

# No fastmath: results must not depend on how the compiler orders a sum. The error model is Python's, so that
# a division by zero raises here as it does there.
OPTIONS = {"nogil": True, "error_model": "python", "boundscheck": False}


def functions_of(module: ModuleType) -> Iterator[FunctionType]:
    """Return the functions that a module defines."""
    for function in vars(module).values():
        if inspect.isfunction(function) and function.__module__ == module.__name__:
            yield function


@lru_cache(maxsize=1)
def prepare() -> None:
    """Make the rules known to the compiler; the primitives with a second body, by that one."""
    from numba.extending import overload, register_jitable

    from negosim.batch.primitives import SECOND_BODIES

    second: dict[Callable[..., Any], Callable[..., Any]] = dict(SECOND_BODIES)
    for function, body in second.items():
        overload(function, jit_options=OPTIONS, strict=False)(body)
    for module in MODULES:
        for function in functions_of(module):
            if function not in second and function not in NOT_COMPILED:
                register_jitable(**OPTIONS)(function)
