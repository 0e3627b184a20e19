"""Baselines of the date of conclusion, in days from the expiry of the old agreement; none before the talks open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from negosim.forecast.baselines import Baseline, log_ask
from negosim.forecast.cases import Case
from negosim.forecast.student import regression, student, with_bias

__all__ = ["DATES"]

Reals = npt.NDArray[np.float64]
SPREAD = 60.0  # days
USUAL_LENGTH = 180.0  # days of talks
LENGTH_SPREAD = 0.5  # of the log of a length
SHORTEST = 3.0  # days
ASK_SHRINKAGE = 2.0
# The hazard of concluding is constant early, in the last 90 days and in the lapse, with one conclusion in 200 days as
# the prior of each.
EDGES = (-np.inf, -90.0, 0.0, np.inf)
PRIOR_CONCLUSIONS, PRIOR_DAYS = 1.0, 200.0
HAZARD_DRAWS = 4000


def _not_before_opening(days: Reals, case: Case) -> Reals:
    return np.maximum(days, -case.lead)


def _expiry_day(past: Sequence[Case], case: Case) -> Reals:
    return _not_before_opening(student([float(each.days) for each in past], 0.0, spread=SPREAD), case)


def _median_lag(past: Sequence[Case], case: Case) -> Reals:
    middle = float(np.median([each.days for each in past]))
    return _not_before_opening(student([each.days - middle for each in past], middle, spread=SPREAD), case)


def _log_length(case: Case) -> float:
    return float(np.log(max(SHORTEST, float(case.length))))


def _length(past: Sequence[Case], case: Case) -> Reals:
    usual = float(np.log(USUAL_LENGTH))
    logs = with_bias([_log_length(each) - usual for each in past], usual, spread=LENGTH_SPREAD)
    return np.exp(logs) - case.lead


def _length_by_ask(past: Sequence[Case], case: Case) -> Reals:
    def features(each: Case) -> list[float]:
        return [log_ask(each), 0.0 if each.ask is None else 1.0]

    logs = regression(
        np.array([features(each) for each in past]),
        np.array([_log_length(each) for each in past]),
        np.array(features(case)),
        centre=float(np.log(USUAL_LENGTH)),
        spread=LENGTH_SPREAD,
        shrinkage=ASK_SHRINKAGE,
        scaled=False,
    )
    return np.exp(logs) - case.lead


def _hazard(past: Sequence[Case], case: Case) -> Reals:
    """Return draws of the day at which the accumulated hazard reaches an exponential draw."""
    from scipy import stats

    uniform = np.random.default_rng(1).random((HAZARD_DRAWS, len(EDGES)))
    conclusions, exposure = _exposed(past)
    rates = stats.gamma.ppf(uniform[:, :-1], PRIOR_CONCLUSIONS + conclusions) / (PRIOR_DAYS + exposure)
    left = -np.log(uniform[:, -1])
    at = np.full(HAZARD_DRAWS, -float(case.lead))
    days = np.full(HAZARD_DRAWS, np.nan)
    for period, end in enumerate(EDGES[1:]):
        if end <= -case.lead:
            continue
        accumulated = (end - at) * rates[:, period]
        ends_here = np.isnan(days) & (left <= accumulated)
        days[ends_here] = (at + left / rates[:, period])[ends_here]
        left, at = left - accumulated, np.full(HAZARD_DRAWS, end)
    return days


def _exposed(past: Sequence[Case]) -> tuple[Reals, Reals]:
    """Return the conclusions in each period, and the days that talks were open in it."""
    conclusions, exposure = np.zeros(len(EDGES) - 1), np.zeros(len(EDGES) - 1)
    for each in past:
        for period, (start, end) in enumerate(pairwise(EDGES)):
            exposure[period] += max(0.0, min(end, each.days) - max(start, -each.lead))
            conclusions[period] += start < each.days <= end
    return conclusions, exposure


def _mixture(past: Sequence[Case], case: Case) -> Reals:
    return np.concatenate([_hazard(past, case)[::2], _length(past, case)])


DATES = (
    Baseline(name="length of talks", about="opening plus a lognormal length of talks", predict=_length),
    Baseline(name="hazard", about="a hazard of concluding that is constant in three periods", predict=_hazard),
    Baseline(name="hazard and length", about="half of each", predict=_mixture),
    Baseline(name="expiry day", about="the day of the expiry, with a Student-t error", predict=_expiry_day),
    Baseline(name="median lag", about="median past lag from the expiry, with a Student-t error", predict=_median_lag),
    Baseline(
        name="length by ask",
        about="opening plus a lognormal length that depends on the log of the first ask",
        predict=_length_by_ask,
        needs_position=True,
    ),
)
