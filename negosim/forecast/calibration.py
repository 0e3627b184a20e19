"""The posterior of the shared parameters given a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any
from warnings import catch_warnings

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError
from negosim.forecast.cases import Case, Time, cases_of
from negosim.forecast.likelihood import effective, normalised
from negosim.forecast.parameters import DEFAULT_PRIOR, NAMES, PARAMETERS, PRIORS, Parameter
from negosim.forecast.predict import Forecast, predict
from negosim.forecast.reference import Reference, fitted_part, key_of, likelihoods
from negosim.history import Dyad

__all__ = ["Marginals", "Posterior", "as_arviz", "calibrate", "calibrate_all", "draws_as_csv", "quantiles"]

Reals = npt.NDArray[np.float64]
FEWEST_EFFECTIVE = 100.0
SHOWN = (0.1, 0.5, 0.9)
BINS = 10  # of equal prior probability, over which prior and posterior are compared
MOVES = 0.85  # a ratio of spreads below this says that the record moves a parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Marginals:
    """One parameter under prior and posterior.

    Parameters
    ----------
    prior, posterior : tuple of float
        Quantiles at 10, 50 and 90 %.
    spread_ratio : float
        Standard deviation of the posterior over that of the prior, of logarithms for positive parameters.
    overlap : float
        Common area of both densities, from 0 to 1, over ten parts of equal prior probability.
    """

    parameter: Parameter
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    spread_ratio: float
    overlap: float

    @property
    def moved(self) -> bool:
        """Whether the record informs the parameter."""
        return self.spread_ratio < MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Weights of the draws of a reference table, given a record.

    Parameters
    ----------
    cases : tuple of Case
        The agreements that it is fitted to.
    prior_weights, weights : array of float, shape (draws,)
        Under the prior and under the posterior; either sums to 1.
    """

    at: Time
    prior: str
    reference: Reference
    cases: tuple[Case, ...]
    prior_weights: Reals
    weights: Reals

    @property
    def effective(self) -> float:
        """Effective number of draws."""
        return effective(self.weights)

    def draws(self, count: int, *, seed: int = 0) -> Reals:
        """Return draws of all parameters from the posterior, shape (count, 14)."""
        rng = np.random.default_rng(seed)
        return self.reference.parameters[rng.choice(len(self.weights), count, p=self.weights)]

    def marginals(self) -> Iterator[Marginals]:
        """Yield each parameter under prior and posterior."""
        for parameter, values in zip(PARAMETERS, self.reference.parameters.T, strict=True):
            scale = np.log(values) if parameter.prior.kind == "lognorm" else values
            yield Marginals(
                parameter=parameter,
                prior=tuple(quantiles(values, self.prior_weights, SHOWN)),
                posterior=tuple(quantiles(values, self.weights, SHOWN)),
                spread_ratio=_deviation(scale, self.weights) / _deviation(scale, self.prior_weights),
                overlap=_overlap(values, self.prior_weights, self.weights),
            )

    def predictive(self, case: Case, *, seed: int = 0) -> Forecast:
        """Return the posterior predictive distribution of a case of the record."""
        return predict(self.reference.outcomes[key_of(case)], self.weights, case, seed=seed)

    def as_dict(self) -> dict[str, Any]:
        """Return what ``negosim calibrate --json`` prints."""
        return {
            "schema": 1,
            "at": self.at,
            "prior": self.prior,
            "reference": self.reference.digest,
            "draws": len(self.weights),
            "effective": round(self.effective, 1),
            "prior_effective": round(effective(self.prior_weights), 1),
            "agreements": [case.id for case in self.cases],
            "parameters": {each.parameter.name: _marginals(each) for each in self.marginals()},
        }


def calibrate(
    dyad: Dyad,
    reference: Reference,
    *,
    at: Time = "opening",
    prior: str = DEFAULT_PRIOR,
    hindsight: bool = False,
    without: Sequence[str] = (),
) -> Posterior:
    """Return the posterior of the shared parameters given a record.

    Parameters
    ----------
    at : {"opening", "positions", "expiry"}
        What was known of each agreement.
    without : sequence of str
        Agreements to leave out.

    Raises
    ------
    UsageError
        If fewer than 100 effective draws remain: the table is too small for this posterior.
    """
    posterior = _posterior(dyad, reference, at=at, prior=prior, hindsight=hindsight, without=without)
    if posterior.effective < FEWEST_EFFECTIVE:
        raise UsageError(
            f"only {posterior.effective:.0f} of {len(posterior.weights):,} draws count under the prior '{prior}' at "
            f"{at}; at least {FEWEST_EFFECTIVE:.0f} must: give a larger table with --draws"
        )
    return posterior


def calibrate_all(
    dyad: Dyad, reference: Reference, *, at: Time, chosen: str, hindsight: bool = False
) -> dict[str, Posterior]:
    """Return the posteriors under all priors, the chosen one first; others with too few draws are left out.

    Raises
    ------
    UsageError
        If fewer than 100 effective draws remain under the chosen prior.
    """
    posteriors = {chosen: calibrate(dyad, reference, at=at, prior=chosen, hindsight=hindsight)}
    for name in PRIORS:
        other = _posterior(dyad, reference, at=at, prior=name, hindsight=hindsight)
        if other.effective >= FEWEST_EFFECTIVE:
            posteriors.setdefault(name, other)
    return posteriors


def _posterior(
    dyad: Dyad, reference: Reference, *, at: Time, prior: str, hindsight: bool, without: Sequence[str] = ()
) -> Posterior:
    cases = tuple(case for case in cases_of(dyad, at, hindsight=hindsight) if case.id not in without)
    cases = cases[: fitted_part(cases)]
    base = reference.log_prior(prior)
    return Posterior(
        at=at,
        prior=prior,
        reference=reference,
        cases=cases,
        prior_weights=normalised(base),
        weights=normalised(likelihoods(reference, cases).sum(axis=0) + base),
    )


def quantiles(values: Reals, weights: Reals, shares: Sequence[float]) -> Reals:
    """Return the values below which stated shares of the weight lie."""
    order = np.argsort(values)
    cumulated = np.cumsum(weights[order])
    return np.asarray(values[order][np.searchsorted(cumulated, shares).clip(0, len(values) - 1)])


def _deviation(values: Reals, weights: Reals) -> float:
    mean = weights @ values
    return float(np.sqrt(weights @ (values - mean) ** 2))


def _overlap(values: Reals, prior: Reals, posterior: Reals) -> float:
    edges = quantiles(values, prior, np.linspace(0.0, 1.0, BINS + 1)[1:-1].tolist())
    bins = np.searchsorted(edges, values)
    first, second = (np.bincount(bins, weights=weights, minlength=BINS) for weights in (prior, posterior))
    return float(np.minimum(first, second).sum())


def _marginals(each: Marginals) -> dict[str, Any]:
    return {
        "unit": each.parameter.unit,
        "prior": [round(value, 4) for value in each.prior],
        "posterior": [round(value, 4) for value in each.posterior],
        "spread_ratio": round(each.spread_ratio, 3),
        "overlap": round(each.overlap, 3),
        "moved": each.moved,
    }


def as_arviz(posterior: Posterior, *, draws: int = 2000, seed: int = 0) -> Any:
    """Return posterior and prior draws for ArviZ: a ``DataTree``, or ``InferenceData`` before its version 1.

    Raises
    ------
    UsageError
        If arviz is not installed.
    """
    try:
        with catch_warnings(action="ignore", category=FutureWarning):
            import arviz
    except ImportError:
        raise UsageError("arviz is not installed; install it with: pip install arviz") from None
    rng = np.random.default_rng(seed)
    rows = {
        "posterior": posterior.draws(draws, seed=seed),
        "prior": posterior.reference.parameters[rng.choice(len(posterior.weights), draws, p=posterior.prior_weights)],
    }
    groups: dict[str, Any] = {
        group: {name: values[None, :, place] for place, name in enumerate(NAMES)} for group, values in rows.items()
    }
    from_dict: Any = arviz.from_dict
    return from_dict(**groups) if "posterior" in signature(from_dict).parameters else from_dict(groups)


def draws_as_csv(posterior: Posterior, *, draws: int = 2000, seed: int = 0) -> str:
    """Return draws from the posterior as CSV: a column per parameter, a row per draw."""
    rows = [",".join(NAMES), *(",".join(f"{value:.6g}" for value in row) for row in posterior.draws(draws, seed=seed))]
    return "\n".join(rows) + "\n"
