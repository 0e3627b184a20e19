"""The Nash solution over lotteries for three and more parties, by adding lotteries one at a time."""

from __future__ import annotations

import numpy as np

from negosim.solve.programs import SOLVED_TO, largest_share, most_valuable
from negosim.solve.results import FloatArray

__all__ = ["most_valuable_mix"]

_ROUNDS = 200
_LEVEL = 1e-12


def most_valuable_mix(gains: FloatArray, weights: FloatArray, best: FloatArray) -> tuple[FloatArray, bool]:
    """Find the lottery with the largest weighted product of expected gains.

    Parameters
    ----------
    gains : ndarray, shape (m, n)
        Gain of each outcome to each party; in some lottery no party loses.
    weights : ndarray, shape (n,)
        Bargaining weights that sum to one.
    best : ndarray, shape (n,)
        The most each party can gain; a party that can gain nothing is left out of the product, but loses nothing.

    Returns
    -------
    ndarray, shape (m,)
        Probability of each outcome.
    bool
        Whether no other lottery could raise the logarithm of the product by more than 1e-10 and rounding.

    Notes
    -----
    The logarithm of the product is concave. At expected gains g its slope towards a lottery with gains h is ``sum_i w_i
    h_i / g_i - 1``, which bounds the possible improvement. The lottery with the steepest slope joins the few in use,
    and the weights among these are solved again (fully corrective Frank-Wolfe). Only lotteries in which no party loses
    are considered: single outcomes would also do, but if they harm a party by far more than can be gained, the weights
    among them are too ill-conditioned to solve for.
    """
    able = best > 0
    scaled = gains / np.where(able, best, 1.0)
    mixes = largest_share(scaled, able.astype(np.float64))[None, :]
    if not able.any():
        return mixes[0], True
    shares, powers = np.ones(1), weights[able] / weights[able].sum()
    # Gains are sums of terms that may be far larger: their rounding bounds how well the slopes are known.
    enough = SOLVED_TO + 1e-15 * np.abs(scaled).max()
    for _ in range(_ROUNDS):
        expected = shares @ mixes @ scaled[:, able]
        steepest = most_valuable(scaled[:, able] @ (powers / expected), scaled, np.zeros(len(best)))
        if steepest is None:
            break
        if steepest @ scaled[:, able] @ (powers / expected) - 1.0 <= enough:
            return np.asarray(shares @ mixes), True
        mixes = np.vstack((mixes[shares > 0], steepest))
        shares = _reweighted(np.append(shares[shares > 0], 0.0), mixes @ scaled[:, able], powers)
    return np.asarray(shares @ mixes), False


def _reweighted(shares: FloatArray, rows: FloatArray, weights: FloatArray) -> FloatArray:
    """Solve for the shares of the lotteries in use: Newton's method on the active set."""
    current = shares
    for _ in range(100):
        expected = current @ rows
        slopes = rows @ (weights / expected)
        free = current > 0
        # Slopes and not the product tell when to stop: near the top it no longer changes in double precision.
        if np.ptp(slopes[free]) <= _LEVEL:
            # Only now does a new lottery gain by Newton's step, which before could push it below zero.
            if slopes.max() - slopes[free].max() <= _LEVEL:
                break
            free[int(np.argmax(slopes))] = True
        whole = np.zeros(len(current))
        whole[free] = _newton(rows[free], weights / expected**2, slopes[free])
        current = _line_search(current, whole, rows, weights)
    return np.asarray(current / current.sum())


def _newton(rows: FloatArray, curvature: FloatArray, slopes: FloatArray) -> FloatArray:
    """Take the Newton step that keeps the sum of shares."""
    size = len(rows)
    system = np.zeros((size + 1, size + 1))
    system[:size, :size] = (rows * curvature) @ rows.T + 1e-13 * np.eye(size)
    system[:size, size] = system[size, :size] = 1.0
    step = np.linalg.lstsq(system, np.append(slopes, 0.0), rcond=None)[0][:size]
    return np.asarray(step - step.mean())


def _line_search(current: FloatArray, step: FloatArray, rows: FloatArray, weights: FloatArray) -> FloatArray:
    """Go along the step until a share is used up, halving until the product does not fall."""
    falling = step < 0
    room = current[falling] / -step[falling]
    length = min(1.0, float(room.min())) if room.size else 1.0
    before = float(weights @ np.log(current @ rows))
    for _ in range(60):
        moved = np.maximum(current + length * step, 0.0)
        moved = np.where(moved < 1e-15, 0.0, moved)
        expected = moved @ rows
        if (expected > 0).all() and weights @ np.log(expected) >= before - 1e-15:
            return moved
        length /= 2
    return current
