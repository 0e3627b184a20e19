"""How likely outcomes are under draws of the parameters: kernels around simulated outcomes, and importance weights.

The kernel is part of the model. It represents what the mechanism leaves out, so forecasts include its noise too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from negosim.forecast.scores import signed_log
from negosim.forecast.simulate import MISSING, SCALE, Outcomes

__all__ = [
    "DAYS_WIDTH",
    "FREEDOM",
    "GROWTH_WIDTH",
    "effective",
    "kernel",
    "log_likelihood",
    "normalised",
]

Reals = npt.NDArray[np.float64]
GROWTH_WIDTH = 1.0  # points: scale of the discrepancy in growth
DAYS_WIDTH = 0.3  # scale of the discrepancy in the date, in signed log months
FREEDOM = 4.0  # degrees of freedom of its Student-t distribution
FLOOR = 1e-12  # likelihood of an outcome that no replicate comes near
ROWS_AT_ONCE = 2000
_ALL = np.arange(-32768, 32768)  # every value of an int16


def kernel(distance: npt.ArrayLike) -> Reals:
    """Return the density of Student's t with four degrees of freedom."""
    return np.asarray(0.375 * (1.0 + np.square(distance) / FREEDOM) ** -2.5)


def log_likelihood(outcomes: Outcomes, growth: float, days: float | None) -> Reals:
    """Return the log likelihood of an outcome under each draw of the parameters.

    Parameters
    ----------
    outcomes : Outcomes
        Simulated outcomes of the case.
    growth : float
        What happened, in %.
    days : float or None
        Days from the expiry to the conclusion; ``None``: not scored.

    Returns
    -------
    array of float, shape (draws,)
        The log of the mean kernel over the replicates; a replicate without an agreement counts as 0.
    """
    by_growth = _table(kernel((_ALL / SCALE - growth) / GROWTH_WIDTH) / GROWTH_WIDTH)
    by_days = None
    if days is not None:
        by_days = _table(kernel((signed_log(_ALL) - signed_log(days)) / DAYS_WIDTH) / DAYS_WIDTH)
    result = np.empty(len(outcomes.growth))
    for start in range(0, len(result), ROWS_AT_ONCE):
        here = slice(start, start + ROWS_AT_ONCE)
        weight = by_growth[outcomes.growth[here].view(np.uint16)]
        if by_days is not None:
            weight = weight * by_days[outcomes.days[here].view(np.uint16)]
        result[here] = weight.mean(axis=1, dtype=np.float64)
    return np.log(result + FLOOR)


def _table(values: Reals) -> npt.NDArray[np.float32]:
    """Return a kernel by the bits of an int16; no agreement has none."""
    table = np.empty(65536, np.float32)
    table[_ALL.astype(np.int16).view(np.uint16)] = values
    table[np.array([MISSING]).view(np.uint16)] = 0.0
    return table


def normalised(log_weights: Reals) -> Reals:
    """Return weights that sum to 1."""
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def effective(weights: Reals | Sequence[float]) -> float:
    """Return the effective number of draws: 1 over the sum of the squared weights. Source: Kong (1992)."""
    return float(1.0 / np.sum(np.square(weights)))
