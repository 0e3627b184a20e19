"""The exact Pareto frontier of a scenario, if its preferences have one, and the outcomes on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from negosim.rules.values import interpolate
from negosim.solve.mixed import MixedFrontier, mixed_frontier
from negosim.solve.piecewise import PiecewiseFrontier, polyline_frontier
from negosim.solve.results import FloatArray
from negosim.solve.tolerance import TOLERANCE, power_of_two, rounded
from negosim.zopa.outcomes import OutcomeSpace
from negosim.zopa.reservations import Day, Levels


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFrontier:
    """A frontier in utility space, with a function that returns the outcomes at its points.

    Parameters
    ----------
    pieces : PiecewiseFrontier
        The part of the frontier that both sides would accept on a day.
    outcomes_at : callable
        Takes a point of the frontier, shape (2,), and returns the outcomes with these utilities, shape (k, issues).
    """

    pieces: PiecewiseFrontier
    outcomes_at: Callable[[FloatArray], FloatArray]


def frontier_on(space: OutcomeSpace, day: Day, zone: Levels | None) -> ScenarioFrontier | None:
    """Return the exact frontier of the outcomes that both sides would accept on a day, or ``None`` if there is none.

    Parameters
    ----------
    space : OutcomeSpace
        The outcome space.
    day : Day
        What both sides would accept on the day.
    zone : tuple of float or None
        The zone of agreement on that day, if levels are in the issue's unit.

    Returns
    -------
    ScenarioFrontier or None
        ``None`` if the table of outcomes must be used instead.
    """
    if space.finite:
        return None
    if space.lowered.scenario.in_units:
        return None if zone is None else _curve(space, *zone)
    whole = additive_frontier(space)
    if whole is None:
        return None
    return ScenarioFrontier(pieces=whole.above(day.utilities), outcomes_at=partial(additive_outcomes, space, whole))


def _curve(space: OutcomeSpace, low: float, high: float) -> ScenarioFrontier:
    """Return the frontier of one issue with piecewise linear utilities: a curve in utility space."""
    functions = [party.functions[0] for party in space.talks.parties]
    kinks = {knot.x for function in functions for knot in function.knots if low < knot.x < high}
    corners = np.array(sorted({low, high, *kinks}))
    utilities = np.array([[interpolate(function, x) for function in functions] for x in corners])
    return ScenarioFrontier(
        pieces=polyline_frontier(utilities), outcomes_at=partial(_places_on_curve, corners, utilities)
    )


def _places_on_curve(corners: FloatArray, utilities: FloatArray, point: FloatArray) -> FloatArray:
    """Return the values of the issue at which a curve passes through a point; both ends if it stays there."""
    if len(corners) == 1:
        return corners[:, None]
    units = power_of_two(np.abs(utilities).max(axis=0))
    starts, steps = utilities[:-1] / units, np.diff(utilities / units, axis=0)
    away, lengths = point / units - starts, (steps**2).sum(axis=1)
    share = np.clip((away * steps).sum(axis=1) / np.where(lengths > 0, lengths, 1.0), 0.0, 1.0)
    misses = np.abs(share[:, None] * steps - away).max(axis=1)
    near = misses <= max(10.0 * TOLERANCE, misses.min())
    places = corners[:-1] + share * np.diff(corners)
    values = np.concatenate((places[near], corners[1:][near & (lengths == 0)]))[:, None]
    return values[np.unique(rounded(values), return_index=True)[1]]


def additive_frontier(space: OutcomeSpace) -> MixedFrontier | None:
    """Return the exact frontier if preferences are additive and linear in every continuous issue, else ``None``.

    Parameters
    ----------
    space : OutcomeSpace
        The outcome space.
    """
    if space.lowered.scenario.payments is not None:
        return None
    slopes, choices = [], []
    parties = range(len(space.talks.parties))
    base = np.zeros(len(parties))
    for number in range(len(space.axes)):
        ends = np.array([space.part_of_utility(party, number, np.array(space.bounds(number))) for party in parties])
        if space.is_listed(number):
            values = space.axes[number]
            choices.append(np.stack([space.part_of_utility(party, number, values) for party in parties], axis=1))
        elif space.levels(number) == 0 and all(space.is_linear(party, number) for party in parties):
            slopes.append(ends[:, 1] - ends[:, 0])
            base += ends[:, 0]
        else:
            return None
    return mixed_frontier(choices, [slope[0] for slope in slopes], [slope[1] for slope in slopes], base=base)


def additive_outcomes(space: OutcomeSpace, frontier: MixedFrontier, point: FloatArray) -> FloatArray:
    """Return an outcome at a point of the frontier of additive preferences.

    Parameters
    ----------
    space : OutcomeSpace
        The outcome space.
    frontier : MixedFrontier
        Its frontier.
    point : ndarray, shape (2,)
        The utilities of the two parties at a point of the frontier.

    Returns
    -------
    ndarray, shape (1, issues)
        The outcome.
    """
    choice, shares = frontier.terms_at(float(point[0]))
    picked, given = iter(choice.tolist()), iter(shares.tolist())
    outcome = []
    for number in range(len(space.axes)):
        low, high = space.bounds(number)
        outcome.append(low + next(picked) if space.is_listed(number) else low + next(given) * (high - low))
    return np.array([outcome])


def efficient_outcomes(space: OutcomeSpace) -> FloatArray:
    """Return outcomes along the frontier of additive preferences, at the ends of its pieces.

    Parameters
    ----------
    space : OutcomeSpace
        The outcome space.

    Returns
    -------
    ndarray, shape (k, issues)
        Empty if preferences have no exact frontier.
    """
    frontier = additive_frontier(space)
    if frontier is None:
        return np.empty((0, len(space.axes)))
    points = np.unique(np.concatenate((frontier.starts, frontier.ends)), axis=0)
    return np.concatenate([additive_outcomes(space, frontier, point) for point in points])
