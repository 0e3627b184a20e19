"""Simulated outcomes of cases: growth and date, for many draws of the parameters."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.batch.tables import TableKernel
from negosim.files.build import build
from negosim.forecast.mapping import Mapped
from negosim.forecast.places import settings_of
from negosim.rules.lower import lower
from negosim.study.sweeps.running import available_workers

__all__ = ["MISSING", "SCALE", "Outcomes", "simulate", "simulate_cases"]

SCALE = 10.0  # growth is kept in tenths of a point, which is the step of offers
MISSING = np.int16(-32768)  # no agreement within the horizon
AT_ONCE = 100_000  # negotiations of a part of a table, for the memory
SEEDS_APART = 1_000

Counts = npt.NDArray[np.int16]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Outcomes of one case: a row per draw of the parameters, a column per replicate.

    Parameters
    ----------
    growth : array of int16, shape (draws, replicates)
        Growth in tenths of a point; `MISSING` without an agreement.
    days : array of int16, shape (draws, replicates)
        Days from the expiry to the conclusion, rounded; `MISSING` without an agreement.
    """

    growth: Counts
    days: Counts


def simulate(
    mapped: Mapped,
    parameters: Reals,
    replicates: int,
    seed: int,
    *,
    common: bool = False,
    specialised: bool = True,
    workers: int | None = None,
) -> Outcomes:
    """Return outcomes of one case.

    Parameters
    ----------
    parameters : array of float, shape (draws, 14)
        Draws of the parameters.
    replicates : int
        Negotiations for each draw.
    seed : int
        Of the random numbers.
    common : bool
        Whether every draw has the same random numbers; otherwise each has its own.
    specialised : bool
        Whether the kernel is compiled for this case alone, which takes longer and then runs faster.
    workers : int, optional
        Threads; default: one per processor. The outcomes do not depend on them.

    Raises
    ------
    ScenarioError
        If a change of the mapped scenario makes it invalid.
    """
    scenario = build(mapped.document(parameters[:1]))
    table = mapped.numbers(parameters)
    talks, settings = settings_of(lower(scenario), table)
    kernel = TableKernel(talks, settings, specialised=specialised)
    numbers = np.column_stack([_days(values, scenario.calendar.start) for values in table.values()])
    firsts = np.arange(len(parameters), dtype=np.int64) * (0 if common else replicates)
    result = Outcomes(*(np.empty((len(parameters), replicates), np.int16) for _ in range(2)))
    rows = max(1, AT_ONCE // replicates)

    def run(start: int) -> None:
        here = slice(start, start + rows)
        columns, _ = kernel.run(np.ascontiguousarray(numbers[here]), firsts[here], seed, replicates)
        result.growth[here] = _counts(columns.terms[:, 0] * SCALE).reshape(-1, replicates)
        result.days[here] = _counts(columns.concluded - mapped.case.lead).reshape(-1, replicates)

    with ThreadPoolExecutor(available_workers() if workers is None else workers) as threads:
        list(threads.map(run, range(0, len(parameters), rows)))
    return result


def simulate_cases(
    cases: Sequence[Mapped],
    parameters: Reals,
    replicates: Sequence[int],
    seed: int,
    *,
    specialised: bool = True,
    workers: int | None = None,
) -> list[Outcomes]:
    """Return outcomes of several cases, each with its number of replicates and with random numbers of its own."""
    first = SEEDS_APART * (seed + 1)
    return [
        simulate(case, parameters, count, first + place, specialised=specialised, workers=workers)
        for place, (case, count) in enumerate(zip(cases, replicates, strict=True))
    ]


def _days(values: npt.NDArray[Any], start: Any) -> Reals:
    """Return numbers as they are, and dates as days from the start."""
    if np.issubdtype(values.dtype, np.datetime64):
        return (values - np.datetime64(start)).astype(np.float64)
    return values.astype(np.float64)


def _counts(values: Reals) -> Counts:
    known = np.isfinite(values)
    return np.where(known, np.rint(np.where(known, values, 0.0)), MISSING).astype(np.int16)
