"""A number of a scenario: fixed, or drawn once per replicate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A number that every replicate draws anew.

    Parameters
    ----------
    dist : str
        Name of the distribution in :mod:`scipy.stats`.
    parameters : tuple of (str, float)
        Its parameters by their scipy names, ``loc`` and ``scale`` included.
    quantiles : tuple of float
        For a distribution whose quantile function the rules do not have in closed form, its quantiles at evenly
        spaced normal scores from -8.25 to 8.25; of a discrete one its cumulative probabilities and then its values.
        Empty otherwise.
    discrete : bool
        Whether ``quantiles`` are those of a discrete distribution.
    quantity : str
        Name of the quantity of the scenario that it is: in a replicate, all numbers that are one quantity are the same.
    """

    dist: str
    parameters: tuple[tuple[str, float], ...] = ()
    quantiles: tuple[float, ...] = ()
    discrete: bool = False
    quantity: str = ""


Number = float | Distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """The correlation of two quantities of a scenario.

    Parameters
    ----------
    between : tuple of (str, str)
        Their names.
    rho : float
        Correlation of their normal scores, from -1 to 1.
    """

    between: tuple[str, str]
    rho: float
