"""Tactics of users for the kernel: which of them compile, why others do not, and where the compiled ones are.

What is compiled must return the bits that Python returns. So a tactic is only compiled where nothing in it, nor in the
functions of its own that it calls, could round otherwise.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator
from functools import cache
from threading import Lock
from types import FunctionType
from typing import Any, NamedTuple

from negosim.batch.scrutiny import functions_used, obstacle_in
from negosim.rules.lower import Lowered
from negosim.rules.lowering.added import Added


class Compiled(NamedTuple):
    """A user's tactic, compiled: where it is, and what keeps it there; or why it is not."""

    address: int
    kept: Any
    obstacle: str


_compiling = Lock()


def compiles(lowered: Lowered) -> bool:
    """Return whether the kernel can run a scenario: every shipped tactic compiles, one of a user may not."""
    return not any(True for _ in obstacles(lowered))


def obstacles(lowered: Lowered) -> Iterator[str]:
    """Yield a sentence for each tactic of a user that does not compile, and why."""
    for added in lowered.added:
        obstacle = compiled(added).obstacle
        if obstacle:
            yield f"the tactic '{added.name}' runs in plain Python, many times slower: {obstacle}"


def tell_obstacles(lowered: Lowered) -> None:
    """Say on stderr, once each, which tactics do not compile; the workers of a sweep say nothing."""
    if multiprocessing.parent_process() is None:
        for sentence in obstacles(lowered):
            _tell(sentence)


@cache
def _tell(sentence: str) -> None:
    logging.getLogger("negosim").warning("note: %s", sentence)


def compiled(added: Added) -> Compiled:
    """Compile a user's tactic, if that has not been done before."""
    if not isinstance(added.demand, FunctionType):
        return Compiled(0, None, f"it is a {type(added.demand).__name__}, and only a function can be compiled")
    with _compiling:  # one that was compiled twice would be thrown away while another thread calls it
        return _compiled(added.demand)


@cache
def _compiled(demand: FunctionType) -> Compiled:
    obstacle = obstacle_in(demand)
    if obstacle:
        return Compiled(0, None, obstacle)
    try:
        kept = _as_callback(demand)
    except Exception as error:  # whatever the compiler says of code that is not ours, Python can still run it
        return Compiled(0, None, f"numba cannot compile it ({_first_line(error)})")
    return Compiled(kept.address, kept, "")


def _as_callback(demand: FunctionType) -> Any:
    import numba
    from numba.extending import register_jitable

    from negosim.batch.calls import SIGNATURE
    from negosim.batch.compiling import OPTIONS, prepare
    from negosim.rules.layout import Talks

    prepare()
    for function in functions_used(demand):
        register_jitable(**OPTIONS)(function)

    def callback(plan: Any, numbers: Any, flags: Any, state: Any, party: int, t: float, lowest: float) -> float:
        try:
            return float(demand(Talks(plan, numbers, flags, state, ()), party, t, lowest))
        except Exception:  # told by run_replicates, from Python
            return float("nan")

    return numba.cfunc(SIGNATURE, error_model="python", boundscheck=False)(callback)


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("Failed in", "During:", "File "))]
    return (told or lines or [type(error).__name__])[0].rstrip(".:")
