"""Baselines of growth and of the date that a forecast has to beat, each as a predictive distribution.

A baseline sees past cases with their outcomes, and of the case to predict what is known at the time. It returns
quantiles or draws. Priors are the same for all: a spread of 5 points that counts for two cases, an offset of 0 that
counts for one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from negosim.forecast.cases import Case
from negosim.forecast.student import GRID, regression, student, with_bias

__all__ = ["GROWTH", "Baseline", "log_ask"]

Reals = npt.NDArray[np.float64]
Predict = Callable[[Sequence[Case], Case], Reals]
SPREAD = 5.0  # points
USUAL_GROWTH = 5.0  # %: prior guess of growth
USUAL_ASK, USUAL_OFFER = 20.0, 2.0  # %: features are 0 if a position is not known
SHRINKAGE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A baseline: its name, what it does, and whether it needs a position."""

    name: str
    about: str
    predict: Predict
    needs_position: bool = False


def _defence(past: Sequence[Case], case: Case) -> Reals:
    return student([each.growth - each.defence_budget for each in past], case.defence_budget, spread=SPREAD)


def _prices(past: Sequence[Case], case: Case) -> Reals:
    return with_bias([each.growth - each.consumer_prices for each in past], case.consumer_prices, spread=SPREAD)


def _last_step(past: Sequence[Case], case: Case) -> Reals:
    return student([each.growth - each.last_step for each in past], case.last_step, spread=SPREAD)


def _pooled(past: Sequence[Case], case: Case) -> Reals:
    del case
    return with_bias([each.growth - USUAL_GROWTH for each in past], USUAL_GROWTH, spread=SPREAD)


def _laplace(past: Sequence[Case], case: Case) -> Reals:
    from scipy import stats

    del case
    values = np.array([each.growth for each in past])
    middle = float(np.median(values))
    scale = (np.abs(values - middle).sum() + SPREAD) / (len(values) + 1)
    return np.asarray(stats.laplace.ppf(GRID, middle, scale), float)


def _ridge(*features: Callable[[Case], float]) -> Predict:
    def predict(past: Sequence[Case], case: Case) -> Reals:
        rows = np.array([[feature(each) for feature in features] for each in past])
        return regression(
            rows,
            np.array([each.growth for each in past]),
            np.array([feature(case) for feature in features]),
            centre=USUAL_GROWTH,
            spread=SPREAD,
            shrinkage=SHRINKAGE,
        )

    return predict


def log_ask(case: Case) -> float:
    """Return the log of the first ask over a usual one; 0 if it is not known."""
    return 0.0 if case.ask is None else float(np.log(max(case.ask, 1.0) / USUAL_ASK))


def _over_usual_offer(case: Case) -> float:
    return 0.0 if case.offer is None else case.offer - USUAL_OFFER


def _of_defence(case: Case) -> float:
    return case.defence_budget


def _of_prices(case: Case) -> float:
    return case.consumer_prices


def _of_last_step(case: Case) -> float:
    return case.last_step


GROWTH = (
    Baseline(name="defence budget", about="growth of the last budget, with a Student-t error", predict=_defence),
    Baseline(name="consumer prices", about="their last known growth plus the mean past error", predict=_prices),
    Baseline(name="pooled t", about="mean of past growth, with a Student-t error", predict=_pooled),
    Baseline(name="pooled Laplace", about="median of past growth, with a Laplace error", predict=_laplace),
    Baseline(name="last step", about="growth of the last base step again", predict=_last_step),
    Baseline(
        name="ridge",
        about="ridge regression on consumer prices, defence budget and last step",
        predict=_ridge(_of_prices, _of_defence, _of_last_step),
    ),
    Baseline(
        name="ridge by ask",
        about="ridge regression on the log of the first ask",
        predict=_ridge(log_ask),
        needs_position=True,
    ),
    Baseline(
        name="ridge by positions",
        about="ridge regression on prices, defence budget, the log of the first ask and the first offer",
        predict=_ridge(_of_prices, _of_defence, log_ask, _over_usual_offer),
        needs_position=True,
    ),
)
