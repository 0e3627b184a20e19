"""Attempts to tie one's own hands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import pairs, plain, probability, require, within
from negosim.solve.results import FloatArray

__all__ = [
    "AttemptedCommitment",
    "attempted_commitment",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptedCommitment:
    """Both sides try to tie their hands to a demand, and each attempt may fail.

    Parameters
    ----------
    impasse : ndarray
        Probability that both are bound to incompatible demands.
    payoffs : ndarray, shape (..., 2)
        Expected shares if both try.
    """

    impasse: FloatArray
    payoffs: FloatArray


def attempted_commitment(demands: ArrayLike, success: ArrayLike) -> AttemptedCommitment:
    """Solve for both sides' attempts to commit themselves to a demand; each succeeds with some probability.

    Parameters
    ----------
    demands : array_like, shape (..., 2)
        Shares of the pie of 1 to which the sides try to commit themselves, in [0, 1], with a sum above 1.
    success : array_like, shape (..., 2)
        Probabilities that the attempts succeed.

    Returns
    -------
    AttemptedCommitment
        The risk of impasse, and expected shares.

    Raises
    ------
    SolverError
        If a demand or probability lies outside [0, 1], or the demands are compatible.

    Notes
    -----
    Both succeed: impasse, 0 each. One succeeds: it gets its demand, the other the rest. Neither: they split equally.

    Source: Crawford (1982); Ellingsen and Miettinen (2008).
    """
    asked, kept = within("demands", demands, 0.0, 1.0), probability("success", success)
    mine, theirs = pairs("demands", asked)
    q1, q2 = pairs("success", kept)
    require(mine + theirs > 1, "demands", "must sum to more than 1; compatible demands are simply agreed")
    neither = (1 - q1) * (1 - q2) / 2
    payoffs = np.stack(
        np.broadcast_arrays(
            q1 * (1 - q2) * mine + (1 - q1) * q2 * (1 - theirs) + neither,
            q2 * (1 - q1) * theirs + (1 - q2) * q1 * (1 - mine) + neither,
        ),
        axis=-1,
    )
    return AttemptedCommitment(impasse=plain(q1 * q2 * np.ones(payoffs.shape[:-1])), payoffs=payoffs)
