"""Bargaining solutions on a frontier of pieces that need not be convex, without lotteries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from negosim.solve.arguments import of_parties, positive_weights
from negosim.solve.dominance import undominated
from negosim.solve.finite import geometric_mean
from negosim.solve.piecewise import PiecewiseFrontier
from negosim.solve.results import FloatArray, PointSolution, Status
from negosim.solve.tolerance import TOLERANCE, power_of_two, rounded

__all__ = ["egalitarian", "kalai_smorodinsky", "nash", "utilitarian"]

Inner = Callable[[FloatArray, FloatArray], FloatArray]
"""From the gains at the starts of pieces and the steps to their ends to the best place on each, as a share."""


def nash(frontier: PiecewiseFrontier, disagreement: ArrayLike, *, weights: ArrayLike | None = None) -> PointSolution:
    """Maximise the weighted product of the two gains.

    Parameters
    ----------
    frontier : PiecewiseFrontier
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.
    weights : array_like, shape (2,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    PointSolution
        `value` is the geometric mean of the gains, with the weights scaled to sum to 1; points that reach the same are
        listed in `ties`.

    Raises
    ------
    SolverError
        If the disagreement point is not finite, or a weight is not above zero.

    Notes
    -----
    The frontier is not convex, so every piece has a best point of its own; they are all compared.

    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    powers = positive_weights("weights", weights, 2)

    def inner(starts: FloatArray, steps: FloatArray) -> FloatArray:
        units = power_of_two(np.maximum(np.abs(starts), np.abs(steps)).max(axis=0, initial=0.0))
        starts, steps = starts / units, steps / units
        falls = steps[:, 0] * steps[:, 1]
        slope = powers[0] * steps[:, 0] * starts[:, 1] + powers[1] * steps[:, 1] * starts[:, 0]
        return np.asarray(-slope / np.where(falls < 0, falls, np.inf))

    places, gains = _places(frontier, disagreement, inner)
    values = geometric_mean(gains.T, powers)
    return _best("nash", places, values)


def kalai_smorodinsky(frontier: PiecewiseFrontier, disagreement: ArrayLike) -> PointSolution:
    """Maximise the smallest ratio of gain to ideal gain, with ideals among the rational points.

    Parameters
    ----------
    frontier : PiecewiseFrontier
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
    point = of_parties("disagreement", disagreement, 2)
    rational = frontier.above(point)
    if not len(rational.starts):
        return _none("kalai_smorodinsky")
    stakes = np.array([rational.ends[-1, 0], rational.starts[0, 1]]) - point
    stakes = np.where(stakes > frontier.indifference(point), stakes, 0.0)
    return replace(_smallest("kalai_smorodinsky", frontier, point, stakes), ideal=point + stakes)


def egalitarian(
    frontier: PiecewiseFrontier, disagreement: ArrayLike, *, proportions: ArrayLike | None = None
) -> PointSolution:
    """Maximise the smallest gain.

    Parameters
    ----------
    frontier : PiecewiseFrontier
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
    units = np.ones(2) if proportions is None else of_parties("proportions", proportions, 2)
    positive_weights("proportions", units, 2)
    return _smallest("egalitarian", frontier, disagreement, units)


def utilitarian(frontier: PiecewiseFrontier, disagreement: ArrayLike) -> PointSolution:
    """Maximise the sum of utilities among the points rational for both.

    Parameters
    ----------
    frontier : PiecewiseFrontier
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    PointSolution
        `value` is the sum of utilities; of a piece that reaches it everywhere, `ties` lists the ends.

    Raises
    ------
    SolverError
        If the disagreement point is not finite.

    Notes
    -----
    Source: Harsanyi 1955, restricted to rational points as a bargain needs (house rule).
    """
    places, _ = _places(frontier, disagreement, lambda starts, _: np.zeros(len(starts)))
    values = places.sum(axis=1)
    noise = TOLERANCE * np.abs(places[np.argmax(values)]).sum() if len(places) else 0.0
    return _best("utilitarian", places, values, noise=noise)


def _smallest(name: str, frontier: PiecewiseFrontier, disagreement: ArrayLike, units: FloatArray) -> PointSolution:
    """Maximise the smallest gain in given units; a unit of zero leaves its party out."""
    able = units > 0
    scale = np.where(able, 1.0 / np.where(able, units, 1.0), 0.0)
    lift = np.where(able, 0.0, np.inf) if able.any() else np.ones(2)

    def inner(starts: FloatArray, steps: FloatArray) -> FloatArray:
        apart, closing = (starts * scale) @ [1.0, -1.0], (steps * scale) @ [-1.0, 1.0]
        return apart / np.where(closing < 0, closing, np.inf)

    places, gains = _places(frontier, disagreement, inner)
    return _best(name, places, (gains * scale + lift).min(axis=1))


def _places(frontier: PiecewiseFrontier, disagreement: ArrayLike, inner: Inner) -> tuple[FloatArray, FloatArray]:
    """List the rational ends of all pieces and the place inside each that may be best; and the gains there."""
    point = of_parties("disagreement", disagreement, 2)
    rational = frontier.above(point)
    starts, ends = rational.starts, rational.ends
    share = np.clip(inner(starts - point, ends - starts), 0.0, 1.0)
    places = np.concatenate((starts, ends, starts + share[:, None] * (ends - starts)))
    gains = places - point
    return places, np.where(gains > frontier.indifference(point), gains, 0.0)


def _best(name: str, places: FloatArray, values: FloatArray, *, noise: float = 0.0) -> PointSolution:
    """Choose among the places with the largest value: undominated, the largest sum, the first."""
    if not len(places):
        return _none(name)
    top = float(values.max())
    tied = places[values >= top - max(noise, TOLERANCE * abs(top))]
    _, first = np.unique(rounded(tied), axis=0, return_index=True)
    ties = tied[first]
    efficient = ties[undominated(rounded(ties))]
    best = efficient[np.argmax(rounded(efficient.sum(axis=1, keepdims=True)))]
    return PointSolution(name=name, status=Status.OK, utilities=best, value=top, ties=ties, path=np.empty((0, 2)))


def _none(name: str) -> PointSolution:
    """Return the result for no point that is rational for both."""
    return PointSolution(name=name, status=Status.NO_AGREEMENT, ties=np.empty((0, 2)), path=np.empty((0, 2)))
