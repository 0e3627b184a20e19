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
    """

    dist: str
    parameters: tuple[tuple[str, float], ...] = ()
    quantiles: tuple[float, ...] = ()
    discrete: bool = False


Number = float | Distribution
