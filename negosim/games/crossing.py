"""The agreement of two time-dependent tactics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import plain, positive, together
from negosim.solve.results import FloatArray

__all__ = ["Crossing", "crossing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Where two concession curves over the same zone meet.

    Parameters
    ----------
    time : ndarray
        When they meet, as a part of the time until the common deadline.
    first, second : ndarray
        The sides' shares of the zone there.
    """

    time: FloatArray
    first: FloatArray
    second: FloatArray


def crossing(exponent1: ArrayLike, exponent2: ArrayLike) -> Crossing:
    """Find when two time-dependent sides meet that concede from all to none of a zone of size 1.

    Parameters
    ----------
    exponent1, exponent2 : array_like
        The tactics' parameters e, above 0: below 1 late concession (Boulware), above 1 early (Conceder).

    Returns
    -------
    Crossing
        Time and shares.

    Raises
    ------
    SolverError
        If an exponent is NaN, infinite or not above 0.

    Notes
    -----
    Side i demands 1 − t^(1/eᵢ), so that they meet where t^(1/e₁) + t^(1/e₂) = 1; with equal exponents at 2^(−e). Two
    Boulware tactics meet shortly before the deadline: an effect of time alone.

    Source: Faratin, Sierra and Jennings (1998) for the tactics; the crossing is our own algebra.
    """
    from scipy.optimize import elementwise

    e1, e2 = together(positive("exponent1", exponent1), positive("exponent2", exponent2))
    root = elementwise.find_root(
        lambda t, a, b: t**a + t**b - 1, (np.zeros(e1.shape), np.ones(e1.shape)), args=(1 / e1, 1 / e2)
    )
    time = np.asarray(root.x)
    return Crossing(time=plain(time), first=plain(1 - time ** (1 / e1)), second=plain(1 - time ** (1 / e2)))
