"""Waiting for a better counterpart: a surplus that depends on who governs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import count, discount, numbers, plain, positive, probability, require
from negosim.solve.results import BoolArray, FloatArray
from negosim.solve.tolerance import TOLERANCE

__all__ = ["EfficientDelay", "RegimeSwitch", "merlo_wilson", "regime_switch", "switched_by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeSwitch:
    """Agree with a hostile government now, or wait for a friendly one.

    Parameters
    ----------
    wait : ndarray of bool
        Whether waiting is worth more.
    value : ndarray
        Joint value under the hostile government.
    threshold : ndarray
        Lowest surplus with the hostile government at which agreeing is better.
    mean_wait : ndarray
        Expected number of periods until the switch.
    """

    wait: BoolArray
    value: FloatArray
    threshold: FloatArray
    mean_wait: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class EfficientDelay:
    """When to agree if the surplus follows a Markov chain.

    Parameters
    ----------
    value : ndarray, shape (states,)
        Joint value in each state.
    agree : ndarray of bool, shape (states,)
        Whether to agree in the state.
    delay : ndarray, shape (states,)
        Expected number of periods until an agreement; infinite if there may never be one.
    """

    value: FloatArray
    agree: BoolArray
    delay: FloatArray


def regime_switch(
    surplus_now: ArrayLike, surplus_after: ArrayLike, *, switch_probability: ArrayLike, delta: ArrayLike
) -> RegimeSwitch:
    """Decide between agreeing under a hostile government and waiting for one that lasts.

    Parameters
    ----------
    surplus_now, surplus_after : array_like
        What there is to divide under the hostile and under the friendly government, at least 0.
    switch_probability : array_like
        Probability of the change each period, in (0, 1].
    delta : array_like
        Common discount factor per period, in [0, 1).

    Returns
    -------
    RegimeSwitch
        Whether to wait, and the value of waiting. Agrees if both are worth the same.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    Wait iff c_T < δq·c_B/(1 − δ(1 − q)). The delay is efficient: both gain by it. The wait lasts 1/q on
    average.

    Source: Merlo and Wilson (1995), two states.
    """
    now = positive("surplus_now", surplus_now, or_zero=True)
    after = positive("surplus_after", surplus_after, or_zero=True)
    q, d = probability("switch_probability", switch_probability), discount("delta", delta)
    require(q > 0, "switch_probability", "must be above 0; without a change there is nothing to wait for")
    threshold = d * q * after / (1 - d * (1 - q))
    value = np.maximum(now, threshold)
    return RegimeSwitch(
        wait=(now < threshold)[()],
        value=plain(value),
        threshold=plain(np.broadcast_to(threshold, value.shape)),
        mean_wait=plain(np.broadcast_to(1 / q, value.shape)),
    )


def switched_by(periods: ArrayLike, *, switch_probability: ArrayLike) -> FloatArray:
    """Return the probability that the change has come by the end of a number of periods.

    Parameters
    ----------
    periods : array_like of int
        Number of periods n, at least 0.
    switch_probability : array_like
        Probability q of the change each period, in [0, 1].

    Returns
    -------
    ndarray
        1 − (1 − q)ⁿ.

    Raises
    ------
    SolverError
        If an argument is NaN or out of range.

    Notes
    -----
    The waiting time is geometric.

    Source: textbook probability.
    """
    n = count("periods", periods, least=0)
    return plain(1 - (1 - probability("switch_probability", switch_probability)) ** n)


def merlo_wilson(surplus: ArrayLike, transition: ArrayLike, *, delta: float) -> EfficientDelay:
    """Decide in which states to agree when the surplus follows a Markov chain.

    Parameters
    ----------
    surplus : array_like, shape (states,)
        What there is to divide in each state, at least 0.
    transition : array_like, shape (states, states)
        Probabilities of the next state; rows sum to 1.
    delta : float
        Common discount factor per period, in [0, 1).

    Returns
    -------
    EfficientDelay
        Joint values and states of agreement, exactly (by iterating on policies).

    Raises
    ------
    SolverError
        If an argument is NaN, empty or out of range, or shapes do not fit.

    Notes
    -----
    V = max(c, δPV): with transferable utility an agreement comes exactly when it maximises the joint value.

    Source: Merlo and Wilson (1995), (1998).
    """
    c = np.atleast_1d(positive("surplus", surplus, or_zero=True))
    p, d = probability("transition", transition), float(discount("delta", delta))
    require(p.shape == (c.size, c.size), "transition", f"must have shape ({c.size}, {c.size})")
    require(np.abs(p.sum(axis=-1) - 1) < 1e-9, "transition", "each row must sum to 1")
    identity, agree = np.eye(c.size), np.ones(c.size, dtype=bool)
    while True:
        value = np.linalg.solve(np.where(agree[:, None], identity, identity - d * p), np.where(agree, c, 0.0))
        better = c >= d * (p @ value) - TOLERANCE * c.max()
        if np.array_equal(better, agree):
            return EfficientDelay(value=value, agree=agree, delay=_delay(p, agree))
        agree = better


def _delay(transition: FloatArray, agree: BoolArray) -> FloatArray:
    """Count the expected periods until a state of agreement is reached."""
    hits = numbers("transition", transition) > 0
    reach = agree.copy()
    for _ in range(agree.size):
        reach |= (hits & reach[None, :]).any(axis=1)
    sure = reach.copy()
    for _ in range(agree.size):  # the delay is infinite if the chain may reach states without an agreement
        sure &= agree | ~(hits & ~sure[None, :]).any(axis=1)
    waiting = sure & ~agree
    delay = np.where(agree, 0.0, np.inf)
    block = np.eye(int(waiting.sum())) - transition[np.ix_(waiting, waiting)]
    delay[waiting] = np.linalg.solve(block, np.ones(int(waiting.sum())))
    return delay
