"""The fourteen parameters that all agreements share, and four priors for them.

A prior is a product of marginal distributions. The four differ in the parameters that the record can move most: where
the zone of agreement lies, how wide it is, how much both differ between agreements and administrations, and how long
the talks are meant to last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, pi

import numpy as np
import numpy.typing as npt

from negosim.errors import UsageError, did_you_mean

__all__ = [
    "DEFAULT_PRIOR",
    "FOLDS",
    "MOVED",
    "NAMES",
    "PARAMETERS",
    "PRIORS",
    "Marginal",
    "Parameter",
    "Prior",
    "check_prior",
    "gather",
    "median",
    "spread",
]

Reals = npt.NDArray[np.float64]
SHIFTED, POSITIVE, FOLDED = "norm", "lognorm", "halfnorm"


@dataclass(frozen=True, slots=True)
class Marginal:
    """A distribution of one parameter.

    Parameters
    ----------
    kind : str
        ``norm`` (mean, standard deviation), ``lognorm`` (log of the median, standard deviation of the log), ``beta``
        (both shapes), ``halfnorm`` (scale), ``share`` (a normal that is cut off at 0 and 1).
    first, second : float
        Its parameters.
    """

    kind: str
    first: float
    second: float = 0.0

    @property
    def normal(self) -> tuple[float, float]:
        """Mean and standard deviation of the normal distribution behind it, on the scale of `spread`."""
        return (0.0, self.first) if self.kind == FOLDED else (self.first, self.second)

    def draw(self, count: int, rng: np.random.Generator) -> Reals:
        """Return as many draws."""
        if self.kind == "beta":
            return rng.beta(self.first, self.second, count)
        if self.kind == FOLDED:
            return np.abs(rng.normal(*self.normal, count))
        values = rng.normal(self.first, self.second, count)
        if self.kind == "share":
            return np.clip(values, 0.0, 1.0)
        return np.exp(values) if self.kind == POSITIVE else values


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of the mapping from a case to a scenario: its name, meaning, unit and default prior."""

    name: str
    meaning: str
    unit: str
    prior: Marginal


PARAMETERS = (
    Parameter(
        name="anchor",
        meaning="weight of the defence budget in the index that both sides start from; the rest is consumer prices",
        unit="share",
        prior=Marginal("beta", 1.5, 1.5),
    ),
    Parameter(
        name="centre",
        meaning="middle of the zone of agreement over the index",
        unit="points",
        prior=Marginal("norm", 0.0, 5.0),
    ),
    Parameter(
        name="width",
        meaning="width of the zone; below 0 there is none before the lapse",
        unit="points",
        prior=Marginal("norm", 0.0, 8.0),
    ),
    Parameter(
        name="spread",
        meaning="standard deviation of each side's reservation value between agreements",
        unit="points",
        prior=Marginal("lognorm", log(4.0), 0.8),
    ),
    Parameter(
        name="administration",
        meaning="further standard deviation of the payee's between its administrations",
        unit="points",
        prior=Marginal("lognorm", log(3.0), 1.0),
    ),
    Parameter(
        name="beta_payer",
        meaning="concession exponent of the payer",
        unit="",
        prior=Marginal("lognorm", log(0.4), 0.7),
    ),
    Parameter(
        name="beta_payee",
        meaning="concession exponent of the payee",
        unit="",
        prior=Marginal("lognorm", log(0.4), 0.7),
    ),
    Parameter(
        name="pressure",
        meaning="by how much a lapse moves each reservation value",
        unit="points a month",
        prior=Marginal("lognorm", log(0.4), 0.8),
    ),
    Parameter(
        name="gap",
        meaning="days between rounds",
        unit="days",
        prior=Marginal("lognorm", log(30.0), 0.35),
    ),
    Parameter(
        name="length",
        meaning="length that the talks are planned for",
        unit="days",
        prior=Marginal("lognorm", log(180.0), 0.7),
    ),
    Parameter(
        name="ask",
        meaning="the payee's first ask over its reservation value",
        unit="points",
        prior=Marginal("lognorm", log(15.0), 0.5),
    ),
    Parameter(
        name="offer",
        meaning="the payer's first offer below its reservation value",
        unit="points",
        prior=Marginal("lognorm", log(6.0), 0.5),
    ),
    Parameter(
        name="ask_weight",
        meaning="what a reported ask says of the payee's reservation value, by the log of the ask",
        unit="points",
        prior=Marginal("halfnorm", 3.0),
    ),
    Parameter(
        name="offer_weight",
        meaning="what a reported offer says of the payer's reservation value",
        unit="share",
        prior=Marginal("share", 0.3, 0.3),
    ),
)
NAMES = tuple(parameter.name for parameter in PARAMETERS)
# The parameters whose draws are proposed near a pilot posterior; the two others are always drawn from the prior.
MOVED = tuple(parameter.name for parameter in PARAMETERS if parameter.prior.kind in (SHIFTED, POSITIVE, FOLDED))
FOLDS = tuple(place for place, name in enumerate(MOVED) if name == "ask_weight")  # of them, those without a sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A prior: its name, what it assumes, and the marginals that differ from the default."""

    name: str
    assumes: str
    marginals: Mapping[str, Marginal]

    def marginal(self, name: str) -> Marginal:
        """Return the distribution of a parameter."""
        default = next(parameter.prior for parameter in PARAMETERS if parameter.name == name)
        return self.marginals.get(name, default)

    def draw(self, count: int, rng: np.random.Generator) -> Reals:
        """Return draws of all parameters, shape (count, 14)."""
        return np.column_stack([self.marginal(name).draw(count, rng) for name in NAMES])

    def log_density(self, moved: Reals) -> Reals:
        """Return the log density of the moved parameters, as `spread` has them."""
        total = np.full(len(moved), -0.5 * len(MOVED) * log(2.0 * pi))
        for column, name in enumerate(MOVED):
            mean, deviation = self.marginal(name).normal
            total -= 0.5 * ((moved[:, column] - mean) / deviation) ** 2 + log(deviation)
        return total + len(FOLDS) * log(2.0)


def _lognorm(middle: float, deviation: float) -> Marginal:
    return Marginal(POSITIVE, log(middle), deviation)


PRIORS: Mapping[str, Prior] = {
    prior.name: prior
    for prior in (
        Prior(
            name="hindsight-free",
            assumes="an index is as likely too low as too high, and a zone as likely open as shut",
            marginals={},
        ),
        Prior(
            name="first",
            assumes="both sides lie near an index, in a zone that is as likely as not a little open",
            marginals={
                "centre": Marginal(SHIFTED, 2.0, 4.0),
                "width": Marginal(SHIFTED, 2.0, 6.0),
                "spread": _lognorm(4.0, 0.5),
                "administration": _lognorm(3.0, 0.8),
                "length": _lognorm(190.0, 0.35),
            },
        ),
        Prior(
            name="shut",
            assumes="there is no zone at first, and it lies below the index",
            marginals={"centre": Marginal(SHIFTED, -4.0, 3.0), "width": Marginal(SHIFTED, -4.0, 4.0)},
        ),
        Prior(
            name="wide",
            assumes="the zone is wide open, and administrations differ little",
            marginals={"width": Marginal(SHIFTED, 10.0, 4.0), "administration": _lognorm(1.5, 0.6)},
        ),
    )
}
DEFAULT_PRIOR = "hindsight-free"


def check_prior(name: str) -> Prior:
    """Return a prior by its name.

    Raises
    ------
    UsageError
        If there is none of that name.
    """
    if name not in PRIORS:
        raise UsageError(f"there is no prior '{name}'; give one of {', '.join(PRIORS)}{did_you_mean(name, PRIORS)}")
    return PRIORS[name]


def spread(parameters: Reals) -> Reals:
    """Return the moved parameters of draws, positive ones as logarithms, shape (draws, 12)."""
    columns = (parameters[:, NAMES.index(name)] for name in MOVED)
    return np.column_stack([np.log(x) if _is_positive(name) else x for name, x in zip(MOVED, columns, strict=True)])


def gather(parameters: Reals, moved: Reals) -> Reals:
    """Return draws with their moved parameters replaced; the inverse of `spread`."""
    result = parameters.copy()
    for column, name in enumerate(MOVED):
        values = moved[:, column]
        result[:, NAMES.index(name)] = np.exp(values) if _is_positive(name) else values
    return result


def _is_positive(name: str) -> bool:
    return PRIORS[DEFAULT_PRIOR].marginal(name).kind == POSITIVE


def median(prior: Prior) -> Reals:
    """Return the medians of all parameters, shape (1, 14)."""
    from scipy import stats

    medians = []
    for name in NAMES:
        marginal = prior.marginal(name)
        if marginal.kind == "beta":
            medians.append(float(stats.beta.ppf(0.5, marginal.first, marginal.second)))
        elif marginal.kind == FOLDED:
            medians.append(float(stats.halfnorm.ppf(0.5, scale=marginal.first)))
        else:
            medians.append(float(np.exp(marginal.first)) if marginal.kind == POSITIVE else marginal.first)
    return np.array([medians])
