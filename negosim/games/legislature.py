"""Bargaining with a random proposer, unanimity among many players, and majority rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from negosim.solve.arguments import count, discount, plain, probability, require
from negosim.solve.results import FloatArray

__all__ = ["MajorityDivision", "RandomProposer", "baron_ferejohn", "random_proposer", "unanimity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomProposer:
    """Division of a pie of 1 when the proposer is drawn anew each period.

    Parameters
    ----------
    value1, value2 : ndarray
        Expected shares before the proposer is drawn.
    first_as_proposer, first_as_responder : ndarray
        Share of player 1 when it proposes and when it responds.
    """

    value1: FloatArray
    value2: FloatArray
    first_as_proposer: FloatArray
    first_as_responder: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorityDivision:
    """Stationary division of a pie of 1 by majority under a closed rule.

    Parameters
    ----------
    proposer : ndarray
        Share of the proposer.
    partner : ndarray
        Share of each member who is bought into the majority; the others get nothing.
    partners : ndarray of int
        Number of members who are bought.
    """

    proposer: FloatArray
    partner: FloatArray
    partners: NDArray[np.int64]


def random_proposer(delta1: ArrayLike, delta2: ArrayLike, *, probability_first: ArrayLike = 0.5) -> RandomProposer:
    """Divide a pie if player 1 proposes with a given probability each period, and otherwise player 2.

    Parameters
    ----------
    delta1, delta2 : array_like
        Discount factors per period, in [0, 1).
    probability_first : array_like
        Probability that player 1 proposes, in [0, 1].

    Returns
    -------
    RandomProposer
        Expected shares and shares by role.

    Raises
    ------
    SolverError
        If a discount factor lies outside [0, 1) or the probability outside [0, 1].

    Notes
    -----
    V₁ = p(1 − δ₂V₂) + (1 − p)δ₁V₁ with V₁ + V₂ = 1, hence
    V₁ = p(1 − δ₂)/(p(1 − δ₂) + (1 − p)(1 − δ₁)); with equal patience V₁ = p.

    Source: Binmore (1987); Merlo and Wilson (1995).
    """
    d1, d2 = discount("delta1", delta1), discount("delta2", delta2)
    p = probability("probability_first", probability_first)
    value = p * (1 - d2) / (p * (1 - d2) + (1 - p) * (1 - d1))
    return RandomProposer(
        value1=plain(value),
        value2=plain(1 - value),
        first_as_proposer=plain(1 - d2 * (1 - value)),
        first_as_responder=plain(d1 * value),
    )


def unanimity(delta: ArrayLike, *, players: int) -> FloatArray:
    """Divide a pie of 1 among n players who propose in turn and must all agree.

    Parameters
    ----------
    delta : array_like
        Common discount factor per period, in [0, 1).
    players : int
        Number of players n, at least 2.

    Returns
    -------
    ndarray, shape (..., players)
        Shares in the stationary equilibrium, in the order of proposing. With more than two players there are
        many other equilibria that are not stationary.

    Raises
    ------
    SolverError
        If the discount factor lies outside [0, 1) or `players` is not a whole number of at least 2.

    Notes
    -----
    Player k + 1 in the order gets (1 − δ)δᵏ/(1 − δⁿ).

    Source: Herrero (1985); Osborne and Rubinstein (1990), section 3.13.
    """
    d = discount("delta", delta)[..., np.newaxis]
    n = int(count("players", players, least=2))
    return plain((1 - d) * d ** np.arange(n) / (1 - d**n))


def baron_ferejohn(delta: ArrayLike, *, members: ArrayLike, quota: ArrayLike | None = None) -> MajorityDivision:
    """Divide a pie of 1 by majority: a member is drawn to propose, and the others take it or leave it.

    Parameters
    ----------
    delta : array_like
        Common discount factor per session, in [0, 1] (the closed rule also has an answer at 1).
    members : array_like of int
        Number of members n, at least 2.
    quota : array_like of int, optional
        Votes needed, the proposer's included; a simple majority if not given.

    Returns
    -------
    MajorityDivision
        The stationary equilibrium.

    Raises
    ------
    SolverError
        If the discount factor lies outside [0, 1], or a count is not whole or out of range.

    Notes
    -----
    Every member's continuation value is 1/n, so a vote costs δ/n: with q votes needed the proposer keeps
    1 − δ(q − 1)/n, which for odd n and simple majority is 1 − δ(n − 1)/(2n).

    Source: Baron and Ferejohn (1989), proposition 3.
    """
    d = discount("delta", delta, allow_one=True)
    n = count("members", members, least=2)
    q = n // 2 + 1 if quota is None else count("quota", quota)
    require(q <= n, "quota", "cannot exceed the number of members")
    bought = np.broadcast_to(q - 1, np.broadcast_shapes(d.shape, n.shape, q.shape))
    price = d / n
    return MajorityDivision(
        proposer=plain(1 - price * bought),
        partner=plain(np.broadcast_to(price, bought.shape)),
        partners=bought[()],
    )
