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
        Its parameters by their names in scipy, including ``loc`` and ``scale``.
    quantiles : tuple of float
        For a distribution whose quantile function the rules do not have in closed form: its quantiles at evenly
        spaced normal scores from -8.25 to 8.25, or, if it is discrete, its cumulative probabilities followed by its
        values. Empty otherwise.
    discrete : bool
        Whether ``quantiles`` are those of a discrete distribution.
    quantity : str
        Name of the scenario's quantity that this number refers to, if any. In a replicate, all numbers that refer to
        one quantity have the same value.
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
