"""Simulated outcomes of cases: growth and date, for many draws of the parameters."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.forecast.mapping import Mapped
from negosim.study.tables import sweep_table

__all__ = ["MISSING", "SCALE", "Outcomes", "simulate", "simulate_cases"]

SCALE = 10.0  # growth is kept in tenths of a point, which is the step of offers
MISSING = np.int16(-32768)  # no agreement within the horizon
AT_ONCE = 100_000  # negotiations of a part of a table, for the memory

Counts = npt.NDArray[np.int16]


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
    mapped: Mapped, parameters: npt.NDArray[np.float64], replicates: int, seed: int, *, common: bool = False
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
    """
    document = mapped.document(parameters[:1])
    table = mapped.numbers(parameters)
    result = Outcomes(*(np.empty((len(parameters), replicates), np.int16) for _ in range(2)))
    rows = max(1, AT_ONCE // replicates)
    for part, start in enumerate(range(0, len(parameters), rows)):
        here = slice(start, start + rows)
        cut = {path: values[here] for path, values in table.items()}
        own = seed if common else seed + part
        swept = sweep_table(document, cut, replicates=replicates, seed=own, common=common).outcomes
        result.growth[here] = _counts(swept.terms[..., 0] * SCALE)
        result.days[here] = _counts(swept.concluded - mapped.case.lead)
    return result


def simulate_cases(
    cases: Sequence[Mapped],
    parameters: npt.NDArray[np.float64],
    replicates: Sequence[int],
    seed: int,
    *,
    workers: int = 2,
) -> list[Outcomes]:
    """Return outcomes of several cases, each with its number of replicates and with random numbers of its own."""

    def one(place: int) -> Outcomes:
        return simulate(cases[place], parameters, replicates[place], (seed + 1) * SEEDS_APART * len(cases) + SEEDS_APART * place)

    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(one, range(len(cases))))


SEEDS_APART = 1_000_000


def _counts(values: npt.NDArray[Any]) -> Counts:
    known = np.isfinite(values)
    return np.where(known, np.rint(np.where(known, values, 0.0)), MISSING).astype(np.int16)
