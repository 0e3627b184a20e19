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
from negosim.rules.tactics import added, behaviour, bidding, learning, scripted, strategic, time_dependent

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
    added,
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


# What happens at every turn is put into its caller, as small functions are: calls cost more than they do.
# The rest stays apart, or the kernel would take minutes to compile.
AT_EVERY_TURN = (
    acceptance.acceptable,
    advance.happen,
    advance.negotiate,
    advance.take_turn,
    offers.point_worth,
    offers.propose,
    offers.write_offer,
    record.record_offer,
    rounds.next_turn,
    rounds.open_round,
    rounds.schedule_round,
    table.act,
    table.decide,
    tactics.demand,
    time_dependent.polynomial_demand,
    values.inverse,
    values.utility,
)
SMALL = 300  # bytes of byte-code
SELDOM = (time_dependent.polynomial_share,)  # small, but large with all that it calls


def functions_of(module: ModuleType) -> Iterator[FunctionType]:
    """Return the functions that a module defines."""
    for function in vars(module).values():
        if inspect.isfunction(function) and function.__module__ == module.__name__:
            yield function


def is_inlined(function: FunctionType) -> bool:
    """Return whether the compiler puts a function into those that call it."""
    return function in AT_EVERY_TURN or (function not in SELDOM and len(function.__code__.co_code) <= SMALL)


@lru_cache(maxsize=1)
def prepare() -> None:
    """Make the rules known to the compiler; the primitives with a second body, by that one."""
    from numba.extending import overload, register_jitable

    from negosim.batch.calls import added_by_address
    from negosim.batch.primitives import SECOND_BODIES

    second: dict[Callable[..., Any], Callable[..., Any]] = {**dict(SECOND_BODIES), added.added_demand: added_by_address}
    for function, body in second.items():
        overload(function, jit_options=OPTIONS, strict=False)(body)
    for module in MODULES:
        for function in functions_of(module):
            if function not in second and function not in NOT_COMPILED:
                register_jitable(**OPTIONS, forceinline=is_inlined(function))(function)
