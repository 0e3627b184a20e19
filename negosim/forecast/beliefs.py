"""The parameters under which a stated outcome of an agreement is likely: what one would have to believe.

A draw of the parameters makes the outcome likely if at least half of its simulated outcomes agree with it. The box
around such draws says what they have in common; their probabilities under posterior and prior show how plausible the
record leaves them. Source: house rule, after Bryant and Lempert (2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError
from negosim.forecast.calibration import quantiles
from negosim.forecast.likelihood import effective
from negosim.forecast.parameters import PARAMETERS, Parameter
from negosim.forecast.predict import Forecast

__all__ = ["Belief", "Beliefs", "likely_under"]

Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
LIKELY = 0.5
TINY = 1e-300
FEWEST_EFFECTIVE = 30.0
SHOWN = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """Quantiles of a parameter at 10, 50 and 90 %: prior, posterior, and prior draws that make the outcome likely."""

    parameter: Parameter
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    likely: tuple[float, ...]

    @property
    def shift(self) -> float:
        """By how much the median differs from the prior's, in ranges of the prior's central 80 %."""
        return abs(self.likely[1] - self.prior[1]) / (self.prior[2] - self.prior[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """What makes an outcome likely.

    Parameters
    ----------
    outcome : tuple of str
        The outcome, as conditions.
    chance : dict of str to float
        Probability, under ``posterior`` and ``prior``, of parameters that make it likely.
    box : tuple of Belief
        One per parameter; first that whose median is farthest from the prior's.
    """

    outcome: tuple[str, ...]
    chance: dict[str, float]
    box: tuple[Belief, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as ``negosim forecast --json`` has it."""
        return {
            "outcome": list(self.outcome),
            "chance": {name: round(value, 4) for name, value in self.chance.items()},
            "box": {
                each.parameter.name: {
                    "unit": each.parameter.unit,
                    "prior": [round(value, 4) for value in each.prior],
                    "posterior": [round(value, 4) for value in each.posterior],
                    "likely": [round(value, 4) for value in each.likely],
                }
                for each in self.box
            },
        }


def likely_under(
    parameters: Reals, weights: dict[str, Reals], simulated: Forecast, holds: Flags, outcome: Sequence[str]
) -> Beliefs:
    """Return what makes an outcome likely.

    Parameters
    ----------
    parameters : array of float, shape (draws, 14)
        Draws of the parameters.
    weights : dict of str to array, shape (draws,)
        Their weights under ``posterior`` and ``prior``.
    simulated : Forecast
        Simulated outcomes, arrays of shape (draws, replicates); nan days do not count.
    holds : array of bool, shape (draws, replicates)
        Where the outcome is the stated one.

    Raises
    ------
    UsageError
        If hardly any draw makes it likely.
    """
    counted = np.isfinite(simulated.days)
    share = (holds & counted).sum(axis=1) / np.maximum(counted.sum(axis=1), 1)
    likely = share >= LIKELY
    prior, posterior = weights["prior"], weights["posterior"]
    inside = np.where(likely, prior, 0.0) / max(prior[likely].sum(), TINY)
    if not likely.any() or effective(inside) < FEWEST_EFFECTIVE:
        raise UsageError(
            f"--believe {' and '.join(outcome)}: hardly any of {len(likely):,} draws of the parameters makes it "
            "likely; state something weaker"
        )
    box = (
        Belief(
            parameter=parameter,
            prior=tuple(quantiles(values, prior, SHOWN)),
            posterior=tuple(quantiles(values, posterior, SHOWN)),
            likely=tuple(quantiles(values, inside, SHOWN)),
        )
        for parameter, values in zip(PARAMETERS, parameters.T, strict=True)
    )
    return Beliefs(
        outcome=tuple(outcome),
        chance={name: float(each[likely].sum()) for name, each in weights.items()},
        box=tuple(sorted(box, key=lambda each: -each.shift)),
    )
