"""When to accept: optimal stopping against offers that come at random."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import count, within
from negosim.solve.results import FloatArray

__all__ = ["optimal_stopping"]


def optimal_stopping(remaining: int, *, reservation: ArrayLike = 0.0) -> FloatArray:
    """Return the value of continuing with a number of offers still to come, with utilities uniform on [0, 1].

    Parameters
    ----------
    remaining : int
        Greatest number of offers still to come, at least 1.
    reservation : array_like
        Utility of ending without an agreement, in [0, 1].

    Returns
    -------
    ndarray, shape (..., remaining + 1)
        v₀, v₁, …: with j offers to come after the one at hand, accept it iff it is worth at least vⱼ.

    Raises
    ------
    SolverError
        If `remaining` is not a whole number of at least 1, or the reservation lies outside [0, 1].

    Notes
    -----
    v₀ is the reservation value and vⱼ = E[max(U, vⱼ₋₁)] = (1 + vⱼ₋₁²)/2.

    Source: Moser (1956); Baarslag and Hindriks (2013).
    """
    values = [within("reservation", reservation, 0.0, 1.0)]
    for _ in range(int(count("remaining", remaining))):
        values.append((1 + values[-1] ** 2) / 2)
    return np.stack(values, axis=-1)
