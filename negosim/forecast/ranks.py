"""Simulation-based calibration: posteriors of synthetic records must hold the true parameters at their stated rate.

Each synthetic record has parameters from the prior and outcomes simulated with them. The rank of the true parameter in
the posterior is uniform if the computation is right. Source: Talts, Betancourt, Simpson, Vehtari and Gelman (2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.forecast.cases import Case, Time, cases_of
from negosim.forecast.likelihood import DAYS_WIDTH, FREEDOM, GROWTH_WIDTH, effective, log_likelihood, normalised
from negosim.forecast.parameters import DEFAULT_PRIOR, NAMES
from negosim.forecast.reference import Reference, key_of
from negosim.forecast.scores import DAYS_PER_UNIT, signed_log
from negosim.forecast.simulate import MISSING, SCALE, Outcomes
from negosim.history import Dyad

__all__ = ["Ranks", "check_ranks"]

Reals = npt.NDArray[np.float64]
RECORDS = 150
BINS = 10
REPLICATES = 200  # of each case, to save time
SOONEST = 3.0  # days after the opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """Ranks of the true parameters in the posteriors of synthetic records.

    Parameters
    ----------
    ranks : array of float, shape (records, 14)
        Posterior probability below the true value.
    truths, means : array of float, shape (records, 14)
        The true values, and the posterior means.
    effective : array of float, shape (records,)
        Effective draws of each posterior.
    """

    at: Time
    prior: str
    ranks: Reals
    truths: Reals
    means: Reals
    effective: Reals

    def p_value(self, name: str) -> float:
        """Return the probability of ranks that are as far from uniform, by the test of Kolmogorov and Smirnov."""
        from scipy import stats

        return float(stats.kstest(self.ranks[:, NAMES.index(name)], "uniform").pvalue)

    def outside(self, name: str, share: float = 0.9) -> float:
        """Return how many of the central intervals with that share miss the truth."""
        tail = (1.0 - share) / 2.0
        ranks = self.ranks[:, NAMES.index(name)]
        return float(np.mean((ranks < tail) | (ranks > 1.0 - tail)))

    def correlation(self, name: str) -> float:
        """Return the rank correlation of truth and posterior mean: near 0, the record cannot tell the parameter."""
        from scipy import stats

        place = NAMES.index(name)
        return float(stats.spearmanr(self.truths[:, place], self.means[:, place]).statistic)

    def as_dict(self) -> dict[str, Any]:
        """Return the check as JSON has it."""
        return {
            "schema": 1,
            "at": self.at,
            "prior": self.prior,
            "records": len(self.ranks),
            "effective": {
                "median": round(float(np.median(self.effective)), 1),
                "10%": round(float(np.quantile(self.effective, 0.1)), 1),
            },
            "parameters": {
                name: {
                    "p": round(self.p_value(name), 4),
                    "outside90": round(self.outside(name), 3),
                    "correlation": round(self.correlation(name), 3),
                    "histogram": np.histogram(self.ranks[:, place], BINS, (0.0, 1.0))[0].tolist(),
                }
                for place, name in enumerate(NAMES)
            },
        }


def check_ranks(
    dyad: Dyad,
    reference: Reference,
    *,
    at: Time = "opening",
    prior: str = DEFAULT_PRIOR,
    records: int = RECORDS,
    seed: int = 0,
) -> Ranks:
    """Return the ranks of true parameters in the posteriors of synthetic records.

    Parameters
    ----------
    records : int
        How many synthetic records.
    seed : int
        Of the choice of true parameters and outcomes.
    """
    rng = np.random.default_rng(seed)
    cases = cases_of(dyad, at)
    base = reference.log_prior(prior)
    cut = [_cut(reference.outcomes[key_of(case)]) for case in cases]
    chosen = rng.choice(len(base), records, p=normalised(base))
    parameters = reference.parameters
    ranks, means, effectives = [], [], []
    for truth in chosen:
        total = base.copy()
        for case, outcomes in zip(cases, cut, strict=True):
            outcome = _synthetic(reference.outcomes[key_of(case)], int(truth), case, rng)
            if outcome is not None:
                total += log_likelihood(outcomes, outcome[0], outcome[1] if case.dated else None)
        total[parameters[:, 0] == parameters[truth, 0]] = -np.inf  # its own outcomes made the record
        weights = normalised(total)
        ranks.append(weights @ (parameters < parameters[truth]))
        means.append(weights @ parameters)
        effectives.append(effective(weights))
    return Ranks(
        at=at,
        prior=prior,
        ranks=np.array(ranks),
        truths=parameters[chosen],
        means=np.array(means),
        effective=np.array(effectives),
    )


def _cut(outcomes: Outcomes) -> Outcomes:
    return Outcomes(outcomes.growth[:, :REPLICATES].copy(), outcomes.days[:, :REPLICATES].copy())


def _synthetic(outcomes: Outcomes, row: int, case: Case, rng: np.random.Generator) -> tuple[float, float] | None:
    """Return an outcome with the kernel's noise, from the replicates that agreed; none if none did."""
    agreed = np.flatnonzero(outcomes.growth[row] != MISSING)
    if not len(agreed):
        return None
    column = rng.choice(agreed)
    growth = outcomes.growth[row, column] / SCALE + GROWTH_WIDTH * rng.standard_t(FREEDOM)
    shifted = float(signed_log(outcomes.days[row, column])) + DAYS_WIDTH * rng.standard_t(FREEDOM)
    days = float(np.sign(shifted) * DAYS_PER_UNIT * np.expm1(min(abs(shifted), 5.0)))
    return growth, max(days, SOONEST - case.lead)
