"""Simulation-based calibration: posteriors of synthetic records must contain the true parameters at their stated rate.

Each synthetic record has parameters from the prior and outcomes simulated with them. The rank of the true parameter in
the posterior is uniform if the computation is right. Source: Talts, Betancourt, Simpson, Vehtari and Gelman (2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError
from negosim.forecast.cases import Case, Time, cases_of
from negosim.forecast.likelihood import DAYS_WIDTH, FREEDOM, GROWTH_WIDTH, effective, log_likelihood, normalised
from negosim.forecast.mapping import mapped
from negosim.forecast.parameters import DEFAULT_PRIOR, NAMES, PRIORS
from negosim.forecast.reference import Size
from negosim.forecast.scores import DAYS_PER_UNIT, signed_log
from negosim.forecast.simulate import MISSING, SCALE, Outcomes, simulate_cases
from negosim.history import Dyad

__all__ = ["Ranks", "check_ranks"]

Reals = npt.NDArray[np.float64]
RECORDS = 150
FEWEST_EFFECTIVE = 100.0  # draws: a record whose posterior has fewer is refused, as a fold of a back-test is
BINS = 10
CANDIDATES = 20  # draws of true parameters for each record that is wanted
SIZE = Size(draws=100_000, replicates=200)
FIRST_SEED = 1_000_000  # so that no reference table has the same random numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """Ranks of the true parameters in the posteriors of synthetic records.

    Parameters
    ----------
    ranks : array of float, shape (records, 14)
        Posterior probability below the true value, and a random share of that of the value itself: some parameters
        are at the end of their range with a positive probability.
    truths, means : array of float, shape (records, 14)
        The true values, and the posterior means.
    effective : array of float, shape (records,)
        Effective draws of each posterior.
    refused : int
        How many more records left too few effective draws.
    """

    at: Time
    prior: str
    ranks: Reals
    truths: Reals
    means: Reals
    effective: Reals
    refused: int

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
        """Return the rank correlation of truth and posterior mean: near 0, the record does not inform the parameter."""
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
            "refused": self.refused,
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
    *,
    at: Time = "opening",
    prior: str = DEFAULT_PRIOR,
    records: int = RECORDS,
    seed: int = 0,
    size: Size | None = None,
    workers: int | None = None,
) -> Ranks:
    """Return the ranks of true parameters in the posteriors of synthetic records.

    A record is one of agreements: parameters are drawn anew where the talks on one of them fail. Posteriors come from a
    table of draws from the prior alone, since the truths do too. A record with too few effective draws is refused; that
    depends on nothing but the record, so that the other ranks remain uniform.

    Parameters
    ----------
    records : int
        How many synthetic records.
    seed : int
        Of the true parameters, the outcomes and the table.
    size : Size, optional
        How large the table is.
    workers : int, optional
        Threads; default: one per processor.

    Raises
    ------
    UsageError
        If talks fail in nearly all records, or too few effective draws remain in nearly all.
    """
    size = size or SIZE
    rng, ties = np.random.default_rng(seed), np.random.default_rng((seed, 1))
    cases, drawn = cases_of(dyad, at), PRIORS[prior]
    scenarios = [mapped(dyad, case) for case in cases]
    candidates = drawn.draw(CANDIDATES * records, rng)
    outcomes = simulate_cases(scenarios, candidates, [1] * len(cases), FIRST_SEED + 2 * seed, workers=workers)
    agreed = np.all([each.growth[:, 0] != MISSING for each in outcomes], axis=0)
    if agreed.sum() < records:
        raise UsageError(f"under the prior '{prior}' talks fail in {np.mean(~agreed):.0%} of the synthetic records")
    table = drawn.draw(size.draws, rng)
    counts = [size.replicates] * len(cases)
    simulated = simulate_cases(scenarios, table, counts, FIRST_SEED + 2 * seed + 1, workers=workers)
    chosen, ranks, means, effectives = [], [], [], []
    refused = 0
    for row in np.flatnonzero(agreed).tolist():
        weights = _posterior(cases, outcomes, row, simulated, rng)
        if effective(weights) < FEWEST_EFFECTIVE:
            refused += 1
            continue
        chosen.append(row)
        ranks.append(weights @ (table < candidates[row]) + ties.random() * (weights @ (table == candidates[row])))
        means.append(weights @ table)
        effectives.append(effective(weights))
        if len(chosen) == records:
            break
    else:
        raise UsageError(
            f"only {len(chosen)} synthetic records leave {FEWEST_EFFECTIVE:.0f} effective draws; ask for fewer"
        )
    return Ranks(
        at=at,
        prior=prior,
        ranks=np.array(ranks),
        truths=candidates[chosen],
        means=np.array(means),
        effective=np.array(effectives),
        refused=refused,
    )


def _posterior(
    cases: Sequence[Case], outcomes: Sequence[Outcomes], row: int, table: Sequence[Outcomes], rng: np.random.Generator
) -> Reals:
    """Return the weights of a table's draws given the record of one row of outcomes."""
    total = np.zeros(len(table[0].growth))
    for case, true, draws in zip(cases, outcomes, table, strict=True):
        growth, days = _noisy(true, row, rng)
        total += log_likelihood(draws, growth, days if case.dated else None)
    return normalised(total)


def _noisy(outcomes: Outcomes, row: int, rng: np.random.Generator) -> tuple[float, float]:
    """Return a simulated outcome with the kernel's noise."""
    growth = outcomes.growth[row, 0] / SCALE + GROWTH_WIDTH * rng.standard_t(FREEDOM)
    shifted = float(signed_log(outcomes.days[row, 0])) + DAYS_WIDTH * rng.standard_t(FREEDOM)
    return growth, float(np.sign(shifted) * DAYS_PER_UNIT * np.expm1(abs(shifted)))
