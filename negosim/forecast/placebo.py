"""A placebo test: positions permuted among the agreements, to see whether the true ones forecast better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from negosim.forecast.backtest import folds
from negosim.forecast.cases import Case, cases_of
from negosim.forecast.mapping import mapped
from negosim.forecast.parameters import DEFAULT_PRIOR
from negosim.forecast.reference import Key, Reference, key_of, likelihoods
from negosim.forecast.scores import crps
from negosim.forecast.simulate import Outcomes, simulate
from negosim.history import Dyad

__all__ = ["Placebo", "placebo"]

REPLICATES = 80  # of each draw and case, the same for true and dealt positions
DRAWS = 4000  # of the parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebo:
    """Leave-one-out scores of growth and date with the true positions, and with permuted ones.

    Parameters
    ----------
    true : tuple of float
        Scores of growth (points) and of the date (days).
    dealt : array of float, shape (deals, 2)
        The same for each deal.
    """

    true: tuple[float, float]
    dealt: npt.NDArray[np.float64]

    def as_dict(self) -> dict[str, Any]:
        """Return the placebo as JSON has it; ``as_good`` is the share of deals that score at least as well."""
        result = {}
        for place, target in enumerate(("growth", "date")):
            column = self.dealt[:, place]
            result[target] = {
                "true": round(self.true[place], 4),
                "dealt": round(float(column.mean()), 4),
                "as_good": round(float(np.mean(column <= self.true[place])), 4),
            }
        return {"deals": len(self.dealt), **result}


def placebo(
    dyad: Dyad, reference: Reference, *, deals: int, prior: str = DEFAULT_PRIOR, hindsight: bool = False, seed: int = 0
) -> Placebo:
    """Permute the positions among the agreements, and score each permutation.

    Parameters
    ----------
    deals : int
        Number of permutations.
    seed : int
        Of the deals and of their simulations.
    """
    rng = np.random.default_rng(seed)
    cases = cases_of(dyad, "positions", hindsight=hindsight)
    small = _smaller(reference, [*cases, *cases_of(dyad)])
    pairs = [(case.ask, case.offer) for case in cases]
    dealt = []
    for deal in range(deals):
        order = rng.permutation(len(cases))
        given = [replace(case, ask=pairs[k][0], offer=pairs[k][1]) for case, k in zip(cases, order, strict=True)]
        dealt.append(_scores(_with(dyad, small, given, seed + deal), given, prior))
    return Placebo(true=_scores(small, cases, prior), dealt=np.array(dealt))


def _smaller(reference: Reference, cases: Sequence[Case]) -> Reference:
    return replace(
        reference,
        parameters=reference.parameters[:DRAWS],
        log_proposal=reference.log_proposal[:DRAWS],
        outcomes={key_of(case): _cut(reference.outcomes[key_of(case)]) for case in cases},
    )


def _cut(outcomes: Outcomes) -> Outcomes:
    return Outcomes(outcomes.growth[:DRAWS, :REPLICATES], outcomes.days[:DRAWS, :REPLICATES])


def _with(dyad: Dyad, reference: Reference, cases: Sequence[Case], seed: int) -> Reference:
    """Return the table with the outcomes of these cases, simulated where it lacks them."""
    outcomes: dict[Key, Outcomes] = dict(reference.outcomes)
    for place, case in enumerate(cases):
        if key_of(case) not in outcomes:
            own = (seed + 1) * len(cases) + place
            outcomes[key_of(case)] = simulate(mapped(dyad, case), reference.parameters, REPLICATES, own)
    return replace(reference, outcomes=outcomes)


def _scores(reference: Reference, cases: Sequence[Case], prior: str) -> tuple[float, float]:
    likelihood = likelihoods(reference, cases)
    growth, date = [], []
    for fold in folds(
        reference, cases, likelihood, at="positions", prior=prior, scheme="leave_one_out", seed=0, baselines=False
    ):
        growth.append(crps(fold.sample("growth"), fold.truth("growth")))
        if fold.scores("date"):
            date.append(crps(fold.sample("date"), fold.truth("date")))
    return float(np.mean(growth)), float(np.mean(date))
