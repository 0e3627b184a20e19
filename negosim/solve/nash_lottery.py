"""The Nash solution over lotteries for three and more parties, by adding outcomes one at a time."""

from __future__ import annotations

import numpy as np

from negosim.solve.programs import largest_share
from negosim.solve.results import FloatArray, IndexArray

__all__ = ["most_valuable_mix"]

_GAP = 1e-10
_ROUNDS = 200
_LEVEL = 1e-12


def most_valuable_mix(gains: FloatArray, powers: FloatArray, best: FloatArray) -> tuple[FloatArray, bool]:
    """Find the lottery with the largest weighted product of expected gains.

    Parameters
    ----------
    gains : ndarray, shape (m, n)
        Gain of each outcome to each party; some lottery has no party lose.
    powers : ndarray, shape (n,)
        Weights that sum to one.
    best : ndarray, shape (n,)
        The most each party can gain; a party that can gain nothing is left out of the product.

    Returns
    -------
    ndarray, shape (m,)
        Probability of each outcome.
    bool
        Whether no other outcome could raise the logarithm of the product by more than 1e-10.

    Notes
    -----
    The logarithm of the product is concave. At expected gains g its slope towards outcome k is ``sum_i w_i
    g_ki / g_i - 1``, which bounds what is still to be won. The outcome with the steepest slope joins the few
    in use, and the weights among these are solved anew (fully corrective Frank-Wolfe; a mix of n + 1 outcomes
    is enough by Caratheodory).
    """
    able = best > 1e-12
    scaled = gains / np.where(able, best, 1.0)
    mix = _start(scaled, able)
    weights = powers[able] / powers[able].sum() if able.any() else powers[:0]
    for _ in range(_ROUNDS):
        if not able.any():
            return mix, True
        expected = mix @ scaled[:, able]
        slopes = scaled[:, able] @ (weights / expected) - 1.0
        slopes[(scaled[:, ~able] < -1e-12).any(axis=1)] = -np.inf
        if slopes.max() <= _GAP:
            return mix, True
        used = np.union1d(np.flatnonzero(mix > 1e-14), [int(np.argmax(slopes))])
        mix = _reweighted(mix, used, scaled[:, able], weights)
    return mix, False


def _start(scaled: FloatArray, able: np.typing.NDArray[np.bool_]) -> FloatArray:
    """Begin with the lottery that maximises the smallest gain, so that all logarithms exist."""
    from negosim.solve.programs import best_sum

    units = able.astype(np.float64)
    none = np.zeros(len(able))
    share = largest_share(scaled, none, units) if able.any() else 0.0
    return np.maximum(best_sum(scaled, none + share * units), 0.0)


def _reweighted(mix: FloatArray, used: IndexArray, gains: FloatArray, weights: FloatArray) -> FloatArray:
    """Solve for the probabilities of the outcomes in use: Newton's method on the active set."""
    current, rows = mix[used].copy(), gains[used]
    for _ in range(100):
        expected = current @ rows
        slopes = rows @ (weights / expected)
        free = current > 0
        # Slopes and not the product tell when to stop: near the top it no longer changes in double precision.
        if np.ptp(slopes[free]) <= _LEVEL:
            # Only now does a new outcome gain by Newton's step, which before could push it below zero.
            if slopes.max() - slopes[free].max() <= _LEVEL:
                break
            free[int(np.argmax(slopes))] = True
        whole = np.zeros(len(used))
        whole[free] = _newton(rows[free], weights / expected**2, slopes[free])
        current = _line_search(current, whole, rows, weights)
    updated = np.zeros(len(mix))
    updated[used] = current / current.sum()
    return updated


def _newton(rows: FloatArray, curvature: FloatArray, slopes: FloatArray) -> FloatArray:
    """Take the Newton step that keeps the sum of probabilities."""
    size = len(rows)
    system = np.zeros((size + 1, size + 1))
    system[:size, :size] = (rows * curvature) @ rows.T + 1e-13 * np.eye(size)
    system[:size, size] = system[size, :size] = 1.0
    step = np.linalg.lstsq(system, np.append(slopes, 0.0), rcond=None)[0][:size]
    return np.asarray(step - step.mean())


def _line_search(current: FloatArray, step: FloatArray, rows: FloatArray, weights: FloatArray) -> FloatArray:
    """Go along the step until a probability is used up, halving until the product does not fall."""
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
