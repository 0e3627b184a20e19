"""The maximum of a function on an interval, for many functions at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from negosim.solve.results import FloatArray

__all__ = ["best_on_interval"]

_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0
_SHRINKS = 50
_STEP = 1e-5
_NOISE = 1e-15


def best_on_interval(
    function: Callable[[FloatArray], FloatArray], grid: FloatArray, on_grid: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Maximise functions on intervals by golden section around the best point of a grid.

    Parameters
    ----------
    function : callable
        Takes an array of shape (batch,), one argument per problem, and returns as many values.
    grid : ndarray, shape (k, batch)
        Rising arguments at which the functions are known; the ends are those of the intervals.
    on_grid : ndarray, shape (k, batch)
        Their values there.

    Returns
    -------
    x, value : ndarray, shape (batch,)
        The maxima. Exact at ends and kinks; at a smooth top good to about 1e-9 of the interval.

    Notes
    -----
    scipy.optimize.elementwise needs a bracket with an inner point above both ends, which a maximum at the end
    of an interval or on a kink at a grid point does not give; golden section needs none. Near a smooth top
    the function does not change in double precision, so the last digits come from the parabola through three
    points further apart.

    Source: Kiefer 1953.
    """
    top = np.argmax(on_grid, axis=0)
    batch = np.arange(grid.shape[1])
    left, right = grid[np.maximum(top - 1, 0), batch], grid[np.minimum(top + 1, len(grid) - 1), batch]
    lower, upper = right - _GOLDEN * (right - left), left + _GOLDEN * (right - left)
    at_lower, at_upper = function(lower), function(upper)
    for _ in range(_SHRINKS):
        go_left = at_lower >= at_upper
        right, left = np.where(go_left, upper, right), np.where(go_left, left, lower)
        fresh = np.where(go_left, right - _GOLDEN * (right - left), left + _GOLDEN * (right - left))
        at_fresh = function(fresh)
        lower, upper = np.where(go_left, fresh, upper), np.where(go_left, lower, fresh)
        at_lower, at_upper = np.where(go_left, at_fresh, at_upper), np.where(go_left, at_lower, at_fresh)
    places = np.stack((grid[top, batch], left, right, lower, upper))
    values = np.stack((on_grid[top, batch], function(left), function(right), at_lower, at_upper))
    chosen = np.argmax(values, axis=0)
    return _polished(function, places[chosen, batch], values[chosen, batch], grid[0], grid[-1])


def _polished(
    function: Callable[[FloatArray], FloatArray],
    x: FloatArray,
    value: FloatArray,
    lo: FloatArray,
    hi: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Move to the top of the parabola through three points, where that is no worse (at a kink it is)."""
    step = _STEP * (hi - lo)
    before, after = function(np.maximum(x - step, lo)), function(np.minimum(x + step, hi))
    bend = 2.0 * value - before - after
    inside = (x - step >= lo) & (x + step <= hi) & (bend > 0)
    shift = np.where(inside, 0.5 * step * (after - before) / np.where(inside, bend, 1.0), 0.0)
    moved = np.clip(x + np.clip(shift, -step, step), lo, hi)
    at_moved = function(moved)
    better = at_moved >= value - _NOISE * np.abs(value)
    return np.where(better, moved, x), np.where(better, at_moved, value)
