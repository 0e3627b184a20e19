"""Bargaining solutions over finite and divisible issues together, on the exact frontier, without lotteries."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import AS_GOOD, of_parties, positive_weights
from negosim.solve.mixed import MixedFrontier
from negosim.solve.results import FloatArray, PointSolution, Status

__all__ = ["egalitarian", "kalai_smorodinsky", "nash", "utilitarian"]


def nash(frontier: MixedFrontier, disagreement: ArrayLike, *, weights: ArrayLike | None = None) -> PointSolution:
    """Maximise the weighted product of the two gains.

    Parameters
    ----------
    frontier : MixedFrontier
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.
    weights : array_like, shape (2,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    PointSolution
        `value` is the product of the gains to the power of the weights scaled to sum to 1; points that reach the same
        are listed in `ties`.

    Raises
    ------
    SolverError
        If the disagreement point is not finite, or a weight is not above zero.

    Notes
    -----
    The frontier is not convex, so every piece has a best point of its own; they are all compared.

    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    powers = positive_weights(weights, 2)

    def inner(starts: FloatArray, steps: FloatArray) -> FloatArray:
        falls = steps[:, 0] * steps[:, 1]
        slope = powers[0] * steps[:, 0] * starts[:, 1] + powers[1] * steps[:, 1] * starts[:, 0]
        return np.asarray(-slope / np.where(falls < 0, falls, np.inf))

    return _best_of_pieces("nash", frontier, disagreement, inner, lambda gains: np.prod(gains**powers, axis=1))


def kalai_smorodinsky(frontier: MixedFrontier, disagreement: ArrayLike) -> PointSolution:
    """Maximise the smallest ratio of gain to ideal gain, the ideal taken among rational points.

    Parameters
    ----------
    frontier : MixedFrontier
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    PointSolution
        `value` is the smallest ratio; a party that can gain nothing is left out of it.

    Raises
    ------
    SolverError
        If the disagreement point is not finite.

    Notes
    -----
    Source: Kalai and Smorodinsky 1975, on a set that need not be convex.
    """
    point = of_parties(disagreement, 2)
    starts, ends = _rational(frontier, point)
    if not len(starts):
        return _none("kalai_smorodinsky")
    ideal = np.maximum([ends[-1, 0], starts[0, 1]], point)
    found = _smallest("kalai_smorodinsky", frontier, point, ideal - point)
    return PointSolution(
        name=found.name,
        status=found.status,
        utilities=found.utilities,
        value=found.value,
        ideal=ideal,
        ties=found.ties,
        path=found.path,
    )


def egalitarian(
    frontier: MixedFrontier, disagreement: ArrayLike, *, proportions: ArrayLike | None = None
) -> PointSolution:
    """Maximise the smallest gain.

    Parameters
    ----------
    frontier : MixedFrontier
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.
    proportions : array_like, shape (2,), optional
        Gains are counted in these units, all above zero; one each by default.

    Returns
    -------
    PointSolution
        `value` is the smallest gain. Nothing is thrown away to make the gains equal.

    Raises
    ------
    SolverError
        If the disagreement point is not finite, or a proportion is not above zero.

    Notes
    -----
    Source: Kalai 1977b, on a set that need not be convex.
    """
    units = np.ones(2) if proportions is None else of_parties(proportions, 2, "proportions")
    positive_weights(units, 2, "proportions")
    return _smallest("egalitarian", frontier, disagreement, units)


def utilitarian(frontier: MixedFrontier, disagreement: ArrayLike) -> PointSolution:
    """Maximise the sum of utilities among the points rational for both.

    Parameters
    ----------
    frontier : MixedFrontier
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    PointSolution
        `value` is the sum of the gains; of a piece that reaches it everywhere, `ties` lists the ends.

    Raises
    ------
    SolverError
        If the disagreement point is not finite.

    Notes
    -----
    Source: Harsanyi 1955, restricted to rational points as a bargain needs (house rule).
    """
    return _best_of_pieces(
        "utilitarian", frontier, disagreement, lambda starts, _: np.zeros(len(starts)), lambda gains: gains.sum(axis=1)
    )


def _smallest(name: str, frontier: MixedFrontier, disagreement: ArrayLike, units: FloatArray) -> PointSolution:
    """Maximise the smallest gain in given units; a unit of zero leaves its party out."""
    able = units > AS_GOOD
    scale = np.where(able, 1.0 / np.where(able, units, 1.0), 0.0)
    lift = np.where(able | ~able.any(), 0.0, np.inf)

    def inner(starts: FloatArray, steps: FloatArray) -> FloatArray:
        apart, closing = (starts * scale) @ [1.0, -1.0], (steps * scale) @ [-1.0, 1.0]
        return apart / np.where(closing < 0, closing, np.inf)

    return _best_of_pieces(name, frontier, disagreement, inner, lambda gains: (gains * scale + lift).min(axis=1))


def _best_of_pieces(
    name: str,
    frontier: MixedFrontier,
    disagreement: ArrayLike,
    inner: Callable[[FloatArray, FloatArray], FloatArray],
    worth: Callable[[FloatArray], FloatArray],
) -> PointSolution:
    """Compare the ends of all pieces and, on each, the place that `inner` gives as a share of its length."""
    point = of_parties(disagreement, 2)
    starts, ends = _rational(frontier, point)
    if not len(starts):
        return _none(name)
    steps = ends - starts
    share = np.clip(inner(starts - point, steps), 0.0, 1.0)
    places = np.concatenate((starts, ends, starts + share[:, None] * steps))
    values = worth(np.maximum(places - point, 0.0))
    top = float(values.max())
    tied = np.unique(places[values >= top - 1e-12 * abs(top)].round(12), axis=0)
    best = tied[np.argmax(tied.sum(axis=1).round(12))]
    return PointSolution(name=name, status=Status.OK, utilities=best, value=top, ties=tied, path=np.empty((0, 2)))


def _rational(frontier: MixedFrontier, point: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Cut each piece to what is rational for both; drop the pieces of which nothing is left."""
    starts, steps = frontier.starts, frontier.ends - frontier.starts
    rise, fall = steps[:, 0], -steps[:, 1]
    low = np.clip((point[0] - starts[:, 0]) / np.where(rise > 0, rise, np.inf), 0.0, 1.0)
    high = np.clip((starts[:, 1] - point[1]) / np.where(fall > 0, fall, np.inf), 0.0, 1.0)
    high = np.where(fall > 0, high, 1.0)
    first, last = starts + low[:, None] * steps, starts + high[:, None] * steps
    kept = (low <= high) & (last[:, 0] >= point[0] - AS_GOOD) & (first[:, 1] >= point[1] - AS_GOOD)
    return first[kept], last[kept]


def _none(name: str) -> PointSolution:
    """Say that no point is rational for both."""
    return PointSolution(name=name, status=Status.NO_AGREEMENT, ties=np.empty((0, 2)), path=np.empty((0, 2)))
