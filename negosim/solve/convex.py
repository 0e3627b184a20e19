"""Bargaining solutions of a convex two-party problem, given by its frontier of segments."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from negosim.errors import SolverError
from negosim.solve.arguments import of_parties, positive_weights
from negosim.solve.chain import Chain
from negosim.solve.finite import geometric_mean
from negosim.solve.results import FloatArray, PointSolution, Status
from negosim.solve.tolerance import TOLERANCE, power_of_two

__all__ = ["egalitarian", "ideal_point", "kalai_smorodinsky", "nash", "utilitarian"]


def ideal_point(chain: Chain, disagreement: ArrayLike) -> FloatArray:
    """Return each party's best utility among the points that the other accepts.

    Parameters
    ----------
    chain : Chain
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    ndarray, shape (2,)
        The ideal point; below `disagreement` for some party if no point is rational for both.

    Raises
    ------
    SolverError
        If a party's utility of no agreement lies above the best it could ever get.

    Notes
    -----
    Source: Kalai and Smorodinsky 1975.
    """
    point = of_parties("disagreement", disagreement, 2)
    most = np.array([chain.vertices[-1, 0], chain.vertices[0, 1]])
    if (point > most + chain.indifference(point)).any():
        party = int(np.argmax(point - most))
        raise SolverError(
            "disagreement",
            f"party {party} would get {point[party]:g}, above the best of all outcomes, {most[party]:g}; "
            "lower it, or leave the party out",
        )
    return np.array([chain.first(point[1]), chain.second(point[0])])


def nash(chain: Chain, disagreement: ArrayLike, *, weights: ArrayLike | None = None) -> PointSolution:
    """Maximise the weighted product of the two gains.

    Parameters
    ----------
    chain : Chain
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.
    weights : array_like, shape (2,), optional
        Bargaining weights, all above zero; equal by default.

    Returns
    -------
    PointSolution
        `value` is the geometric mean of the gains: their product to the power of the weights, which are scaled
        to sum to 1.

    Raises
    ------
    SolverError
        If the disagreement point lies above a party's best, or a weight is not above zero.

    Notes
    -----
    On a segment ``d + a + s c`` the product ``(a1 + s c1)^w1 (a2 + s c2)^w2`` is largest at
    ``s = -(w1 c1 a2 + w2 c2 a1) / ((w1 + w2) c1 c2)``, or at the nearer end; the best of all segments is the
    solution. Exact, kinks included.

    Source: Nash 1950; weights: Kalai 1977a, Roth 1979.
    """
    powers = positive_weights("weights", weights, 2)
    point = of_parties("disagreement", disagreement, 2)
    ideal, rational = ideal_point(chain, point), chain.rational(point)
    if not len(rational):
        return _none("nash")
    units = power_of_two(np.maximum(rational - point, 0.0).max(axis=0))
    shares = _stationary((rational - point) / units, powers)
    places = np.concatenate((rational, rational[:-1] + shares[:, None] * np.diff(rational, axis=0)))
    gains = np.maximum(places - point, 0.0)
    values = geometric_mean(gains.T, powers)
    chosen = _first_best(values, gains)
    return _point("nash", places[chosen], float(values[chosen]), ideal=ideal)


def _stationary(gains: FloatArray, powers: FloatArray) -> FloatArray:
    """Find the best point of each segment of a chain of gains, as a share of its length."""
    start, step = gains[:-1], np.diff(gains, axis=0)
    numerator = powers[0] * step[:, 0] * start[:, 1] + powers[1] * step[:, 1] * start[:, 0]
    # A segment too short for its slope to be known is left at its start, which is among the places anyway.
    product = step[:, 0] * step[:, 1]
    return np.asarray(np.clip(-numerator / np.where(product < 0, product, np.inf), 0.0, 1.0))


def _first_best(values: FloatArray, gains: FloatArray) -> int:
    """Pick the largest value, and where all products are zero the largest sum of gains."""
    tied = np.flatnonzero(values == values.max())
    return int(tied[np.argmax(gains[tied].sum(axis=1))])


def kalai_smorodinsky(chain: Chain, disagreement: ArrayLike, *, ideal: ArrayLike | None = None) -> PointSolution:
    """Go from the disagreement point towards the ideal point as far as the frontier.

    Parameters
    ----------
    chain : Chain
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.
    ideal : array_like, shape (2,), optional
        Another ideal point; by default the best of each party among the points that the other accepts.

    Returns
    -------
    PointSolution
        `value` is the share of the way to the ideal point.

    Raises
    ------
    SolverError
        If the disagreement point lies above a party's best, or `ideal` below the disagreement point.

    Notes
    -----
    Source: Kalai and Smorodinsky 1975.
    """
    point = of_parties("disagreement", disagreement, 2)
    own = ideal_point(chain, point)
    rational = chain.rational(point)
    goal = own if ideal is None else of_parties("ideal", ideal, 2)
    if ideal is not None and (goal < point).any():
        raise SolverError("ideal", f"must not lie below the disagreement point {point.tolist()}, is {goal.tolist()}")
    if not len(rational):
        return _none("kalai_smorodinsky")
    direction = goal - point
    if not (direction > chain.indifference(point)).all():  # who can gain nothing leaves the rest to the other
        return _point("kalai_smorodinsky", own, 1.0, ideal=goal)
    share, reached = _along(chain, point, direction)
    return _point("kalai_smorodinsky", reached, share, ideal=goal)


def egalitarian(
    chain: Chain, disagreement: ArrayLike, *, proportions: ArrayLike | None = None, disposal: bool = True
) -> PointSolution:
    """Give both parties the largest equal gains on the frontier, or gains in a given proportion.

    Parameters
    ----------
    chain : Chain
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.
    proportions : array_like, shape (2,), optional
        Proportion of the gains, all above zero; one to one by default.
    disposal : bool, default: True
        Whether utility can be thrown away to keep the proportion. If not, a party that can gain more at no loss to the
        other does.

    Returns
    -------
    PointSolution
        `value` is the gain in units of the proportions.

    Raises
    ------
    SolverError
        If the disagreement point lies above a party's best, or a proportion is not above zero.

    Notes
    -----
    Only weakly Pareto efficient with free disposal.

    Source: Kalai 1977b.
    """
    point = of_parties("disagreement", disagreement, 2)
    direction = np.ones(2) if proportions is None else of_parties("proportions", proportions, 2)
    positive_weights("proportions", direction, 2)
    ideal_point(chain, point)
    rational = chain.rational(point)
    if not len(rational):
        return _none("egalitarian")
    gain, reached = _along(chain, point, direction)
    if not disposal:
        reached = np.array([max(reached[0], rational[0, 0]), max(reached[1], rational[-1, 1])])
    return _point("egalitarian", reached, gain)


def _along(chain: Chain, point: FloatArray, direction: FloatArray) -> tuple[float, FloatArray]:
    """Return the largest t with ``point + t direction`` on or under the chain, and that point."""
    x, y = ((chain.vertices - point) / direction).T
    # In these units the ray is the diagonal: x - y rises along the chain, and the ray meets it where that is
    # zero.
    if x[-1] <= y[-1]:
        return float(x[-1]), np.array([chain.vertices[-1, 0], point[1] + x[-1] * direction[1]])
    if y[0] <= x[0]:
        return float(y[0]), np.array([point[0] + y[0] * direction[0], chain.vertices[0, 1]])
    after = int(np.argmax(x > y))
    rise = (x[after] - y[after]) - (x[after - 1] - y[after - 1])
    share = (y[after - 1] - x[after - 1]) / rise
    start, end = chain.vertices[after - 1], chain.vertices[after]
    return float(x[after - 1] + share * (x[after] - x[after - 1])), start + share * (end - start)


def utilitarian(chain: Chain, disagreement: ArrayLike) -> PointSolution:
    """Maximise the sum of utilities among the points that are rational for both.

    Parameters
    ----------
    chain : Chain
        The frontier.
    disagreement : array_like, shape (2,)
        Utility of no agreement.

    Returns
    -------
    PointSolution
        `value` is the sum. If a whole segment attains it, `ties` contains its ends and `utilities` its middle.

    Raises
    ------
    SolverError
        If the disagreement point lies above a party's best.

    Notes
    -----
    Source: Harsanyi 1955, restricted to rational points as a bargain needs (house rule).
    """
    ideal_point(chain, disagreement)
    rational = chain.rational(of_parties("disagreement", disagreement, 2))
    if not len(rational):
        return _none("utilitarian")
    sums = rational.sum(axis=1)
    tied = rational[sums >= sums.max() - TOLERANCE * np.abs(rational[np.argmax(sums)]).sum()]
    ends = tied[[0, -1]] if len(tied) > 1 else tied
    return PointSolution(
        name="utilitarian",
        status=Status.OK,
        utilities=ends.mean(axis=0),
        value=float(sums.max()),
        ties=ends,
        path=np.empty((0, 2)),
    )


def _point(name: str, utilities: FloatArray, value: float, *, ideal: FloatArray | None = None) -> PointSolution:
    """Wrap a single point."""
    return PointSolution(
        name=name,
        status=Status.OK,
        utilities=utilities,
        value=value,
        ideal=ideal,
        ties=utilities[None, :],
        path=np.empty((0, 2)),
    )


def _none(name: str) -> PointSolution:
    """Return the result for no point that is rational for both."""
    return PointSolution(name=name, status=Status.NO_AGREEMENT, ties=np.empty((0, 2)), path=np.empty((0, 2)))
