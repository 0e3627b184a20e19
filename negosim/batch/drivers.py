"""The driver of a batch: plain Python for a few replicates, the kernel for many. The results have the same bits."""

from __future__ import annotations

from typing import Literal

from negosim.batch.columns import Columns, empty_columns, write_row
from negosim.batch.kernel import run_replicates
from negosim.batch.users import compiles, report_obstacles
from negosim.errors import UsageError
from negosim.rules.advance import negotiate
from negosim.rules.lower import Lowered
from negosim.rules.luck import LARGEST

Driver = Literal["python", "kernel", "generic"]
DRIVERS = ("python", "kernel", "generic")

WORTH_COMPILING = 1_000  # number of replicates that plain Python runs in about the time that a kernel takes to compile


def replicate_columns(lowered: Lowered, seed: int, first: int, count: int, *, driver: Driver | None = None) -> Columns:
    """Return the results of replicates ``first`` to ``first + count - 1``.

    Parameters
    ----------
    lowered : Lowered
        The scenario, as :func:`negosim.rules.lower.lower` returns it.
    seed, first, count : int
        The results of a replicate depend only on the scenario, the seed and its number.
    driver : {"python", "kernel", "generic"}, optional
        What runs the rules: plain Python, native code made for this scenario, or native code made for any. By default
        chosen by ``count``; the results are the same. If a user's tactic does not compile, plain Python runs in any
        case, and a note says so once.

    Raises
    ------
    UsageError
        If a seed or a replicate number is negative or above 2**63 - 1, there is no such driver, or a user's tactic
        fails.
    """
    check_range(seed, first, count)
    chosen = driver or chosen_driver(count)
    if chosen not in DRIVERS:
        raise UsageError(f"there is no driver {chosen!r}; give one of {', '.join(DRIVERS)}")
    if chosen != "python" and not compiles(lowered):
        report_obstacles(lowered)
        chosen = "python"
    if chosen == "python":
        return _by_python(lowered, seed, first, count)
    return run_replicates(lowered, seed, first, count, specialised=chosen == "kernel")


def chosen_driver(count: int) -> Driver:
    """Return the fastest driver for ``count`` replicates of a scenario."""
    return "kernel" if count >= WORTH_COMPILING else "python"


def check_range(seed: int, first: int, count: int) -> None:
    """Check numbers that are keys of the random numbers.

    Raises
    ------
    UsageError
        If one is negative or above 2**63 - 1.
    """
    for name, number in (("seed", seed), ("first", first), ("count", count)):
        if number < 0:
            raise UsageError(f"{name} is {number}; give a whole number from 0")
    for name, number in (("seed", seed), ("first + count", first + count)):
        if number > LARGEST:
            raise UsageError(f"{name} is {number}; give at most {LARGEST}")


def _by_python(lowered: Lowered, seed: int, first: int, count: int) -> Columns:
    columns = empty_columns(count, len(lowered.scenario.issues))
    talks = lowered.talks()
    for row in range(count):
        negotiate(talks, seed, first + row)
        write_row(talks, columns, row)
    return columns
