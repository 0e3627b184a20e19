"""Predictive distributions of the mechanism, as draws of growth and of the date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from negosim.forecast.cases import Case
from negosim.forecast.likelihood import DAYS_WIDTH, FREEDOM, GROWTH_WIDTH
from negosim.forecast.mapping import LONGEST
from negosim.forecast.scores import DAYS_PER_UNIT, signed_log
from negosim.forecast.simulate import MISSING, SCALE, Outcomes

__all__ = ["Forecast", "predict", "without_noise"]

Reals = npt.NDArray[np.float64]
DRAWS = 4000
FARTHEST = 5.0  # signed log months to which the noise may carry a date


@dataclass(frozen=True, slots=True)
class Forecast:
    """A joint forecast of one case: one draw per entry.

    Parameters
    ----------
    growth : array of float, shape (draws,)
        Growth in %; nan without an agreement within the horizon.
    days : array of float, shape (draws,)
        Days from the expiry to the conclusion; the horizon without an agreement.
    """

    growth: Reals
    days: Reals

    @property
    def known_growth(self) -> Reals:
        """Growth of the draws that agree."""
        return self.growth[np.isfinite(self.growth)]

    def where(self, chosen: npt.NDArray[np.bool_]) -> Forecast:
        """Return the forecast given a condition on the draws."""
        return Forecast(self.growth[chosen], self.days[chosen])


def predict(outcomes: Outcomes, weights: Reals, case: Case, *, draws: int = DRAWS, seed: int = 0) -> Forecast:
    """Return draws from the predictive distribution of a case.

    Parameters
    ----------
    outcomes : Outcomes
        Simulated outcomes of the case.
    weights : array of float, shape (parameter draws,)
        Weights of the parameters, which sum to 1.
    draws : int
        How many draws.
    seed : int
        Of the choice and of the discrepancy.
    """
    rng = np.random.default_rng(seed)
    rows = rng.choice(len(weights), draws, p=weights)
    columns = rng.integers(0, outcomes.growth.shape[1], draws)
    growth, days = outcomes.growth[rows, columns], outcomes.days[rows, columns]
    agreed = growth != MISSING
    noisy = np.where(agreed, growth / SCALE, np.nan) + GROWTH_WIDTH * rng.standard_t(FREEDOM, draws)
    shifted = signed_log(days) + DAYS_WIDTH * rng.standard_t(FREEDOM, draws)
    dated = np.sign(shifted) * DAYS_PER_UNIT * np.expm1(np.minimum(np.abs(shifted), FARTHEST))
    horizon = max(0, -case.lead) + LONGEST
    return Forecast(noisy, np.where(agreed, np.maximum(dated, -case.lead), horizon))


def without_noise(outcomes: Outcomes, case: Case) -> Forecast:
    """Return simulated outcomes as they are, in arrays of shape (draws, replicates)."""
    agreed = outcomes.growth != MISSING
    horizon = max(0, -case.lead) + LONGEST
    return Forecast(
        np.where(agreed, outcomes.growth / SCALE, np.nan),
        np.where(agreed, outcomes.days.astype(np.float64), horizon),
    )
