"""Where draws of the parameters are proposed: near the priors, and near pilot posteriors.

A defensive mixture: a share from the priors keeps every weight bounded, the rest goes where posteriors lie, so that few
draws are wasted. Source: Hesterberg (1995), Owen and Zhou (2000).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from negosim.forecast.likelihood import effective, normalised
from negosim.forecast.parameters import DEFAULT_PRIOR, FOLDS, MOVED, PRIORS, Prior, gather, spread

__all__ = ["Cloud", "Proposal", "concentrated", "fitted"]

Reals = npt.NDArray[np.float64]
DEFENSIVE = 0.15  # share of the priors in a mixture with clouds
FREEDOM = 6.0  # degrees of freedom of a cloud
WIDENED = 1.15  # factor on the covariance of a posterior
POWERS = (0.3, 0.2, 0.1, 0.05, 0.02, 0.01)  # of the likelihood, by which draws count in the fit
ENOUGH = 3.0  # effective draws per coefficient of the fit: the first power that leaves as many is taken
STEPS = tuple(0.8**step for step in range(40))  # powers of the likelihood of a long record, in turn
FOR_MOMENTS = 60.0  # effective draws for a mean and a covariance
RIDGE = 0.3  # prior precision of a coefficient of the fit
FLATTEST = 0.5  # least precision of a fitted posterior in any direction, in precisions of the prior


@dataclass(frozen=True, slots=True)
class Cloud:
    """A multivariate Student-t distribution of the moved parameters; those without a sign are folded at 0."""

    mean: Reals
    covariance: Reals

    def draw(self, count: int, rng: np.random.Generator) -> Reals:
        """Return draws, shape (count, 12)."""
        normal = rng.multivariate_normal(np.zeros(len(self.mean)), self.covariance, count)
        drawn = self.mean + normal / np.sqrt(rng.chisquare(FREEDOM, count) / FREEDOM)[:, None]
        drawn[:, FOLDS] = np.abs(drawn[:, FOLDS])
        return np.asarray(drawn)

    def log_density(self, moved: Reals) -> Reals:
        """Return the log density of moved parameters."""
        from scipy import stats

        signs = np.ones(moved.shape[1])
        signs[list(FOLDS)] = -1.0
        both = [stats.multivariate_t.logpdf(x, self.mean, self.covariance, df=FREEDOM) for x in (moved, moved * signs)]
        return np.asarray(np.logaddexp(*both))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mixture of the four priors and of clouds; without clouds, of the priors alone."""

    clouds: tuple[Cloud, ...] = ()

    @property
    def shares(self) -> Reals:
        """Probability of each component, priors first."""
        defensive = DEFENSIVE if self.clouds else 1.0
        of_priors = np.full(len(PRIORS), defensive / len(PRIORS))
        of_clouds = np.full(len(self.clouds), (1.0 - defensive) / max(1, len(self.clouds)))
        return np.concatenate([of_priors, of_clouds])

    def draw(self, count: int, rng: np.random.Generator) -> Reals:
        """Return draws of all parameters, shape (count, 14); those that are not moved come from the prior."""
        chosen = rng.choice(len(self.shares), count, p=self.shares)
        drawn = PRIORS[DEFAULT_PRIOR].draw(count, rng)
        moved = np.empty((count, len(MOVED)))
        for number, prior in enumerate(PRIORS.values()):
            here = chosen == number
            moved[here] = spread(prior.draw(int(here.sum()), rng))
        for number, cloud in enumerate(self.clouds, start=len(PRIORS)):
            here = chosen == number
            moved[here] = cloud.draw(int(here.sum()), rng)
        return gather(drawn, moved)

    def log_density(self, moved: Reals) -> Reals:
        """Return the log density of the moved parameters."""
        components = [prior.log_density(moved) for prior in PRIORS.values()]
        components += [cloud.log_density(moved) for cloud in self.clouds]
        return np.asarray(np.logaddexp.reduce(np.array(components) + np.log(self.shares)[:, None], axis=0))


def fitted(parameters: Reals, likelihoods: Sequence[Reals]) -> Proposal:
    """Return the proposal with a cloud for each prior and each likelihood.

    The log likelihood is fitted by a quadratic form, which with a normal prior gives a normal posterior.

    Parameters
    ----------
    parameters : array of float, shape (draws, 14)
        Pilot draws.
    likelihoods : sequence of array of float, shape (draws,)
        Their log likelihoods, as of the record at one time.
    """
    centre, scale = _normal(PRIORS[DEFAULT_PRIOR])
    standard = (spread(parameters) - centre) / scale
    clouds = []
    for likelihood in likelihoods:
        slope, curvature = _quadratic(standard, likelihood)
        clouds += [_cloud(prior, slope, curvature) for prior in PRIORS.values()]
    return Proposal(tuple(clouds))


def concentrated(parameters: Reals, log_prior: Reals, likelihood: Reals) -> Proposal:
    """Return the proposal with a cloud at the moments of the draws so far, by the likelihood to a power.

    The power is the largest up to 1 that leaves enough effective draws. Each round comes closer to a posterior that is
    narrow, as that of a long record is. Source: Cappé, Douc, Guillin, Marin and Robert (2008).

    Parameters
    ----------
    parameters : array of float, shape (draws, 14)
        Draws so far.
    log_prior : array of float, shape (draws,)
        Their log weights under the prior alone.
    likelihood : array of float, shape (draws,)
        Their log likelihoods.
    """
    moved = spread(parameters)
    tempered = (normalised(log_prior + power * likelihood) for power in STEPS)
    weights = next((each for each in tempered if effective(each) >= FOR_MOMENTS), normalised(log_prior))
    mean = weights @ moved
    covariance = (moved - mean).T @ ((moved - mean) * weights[:, None])
    return Proposal((Cloud(mean, WIDENED * covariance),))


def _normal(prior: Prior) -> tuple[Reals, Reals]:
    """Return the means and the standard deviations of the moved parameters under a prior."""
    marginals = [prior.marginal(name).normal for name in MOVED]
    return np.array([mean for mean, _ in marginals]), np.array([deviation for _, deviation in marginals])


def _quadratic(standard: Reals, likelihood: Reals) -> tuple[Reals, Reals]:
    """Return slope and curvature, at the default prior's mean, of the quadratic form nearest to the log likelihood."""
    size = standard.shape[1]
    first, second = np.triu_indices(size)
    design = np.column_stack([np.ones(len(standard)), standard, standard[:, first] * standard[:, second]])
    tempered = (normalised(power * likelihood) for power in POWERS)
    weights = next((each for each in tempered if effective(each) >= ENOUGH * design.shape[1]), None)
    root = np.sqrt((normalised(POWERS[-1] * likelihood) if weights is None else weights) * len(standard))
    rows = np.vstack([design * root[:, None], RIDGE * np.eye(design.shape[1])])
    values = np.concatenate([(likelihood - likelihood.max()) * root, np.zeros(design.shape[1])])
    solution = np.linalg.lstsq(rows, values, rcond=None)[0]
    curvature = np.zeros((size, size))
    curvature[first, second] = solution[1 + size :]
    return solution[1 : 1 + size], curvature + curvature.T


def _cloud(prior: Prior, slope: Reals, curvature: Reals) -> Cloud:
    """Return the posterior of a normal prior and a quadratic log likelihood, widened."""
    centre, scale = _normal(PRIORS[DEFAULT_PRIOR])
    own_centre, own_scale = _normal(prior)
    own_mean, own_precision = (own_centre - centre) / scale, (scale / own_scale) ** 2
    values, vectors = np.linalg.eigh(np.diag(own_precision) - curvature)
    covariance = (vectors / np.maximum(values, FLATTEST)) @ vectors.T
    mean = covariance @ (own_precision * own_mean + slope)
    return Cloud(centre + scale * mean, WIDENED * covariance * np.outer(scale, scale))
