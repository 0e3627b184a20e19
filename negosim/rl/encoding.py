"""Views as vectors of numbers from 0 to 1, and decisions as whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from gymnasium import spaces

from negosim.domain import Categorical, Integer, Issue
from negosim.domain.issues import bounds, levels
from negosim.domain.terms import Value, number_of
from negosim.engine import Accept, Decision, Offer, Result, Row, View, Wait, WalkAway
from negosim.errors import UsageError
from negosim.rules.lower import Lowered

__all__ = ["ACTS", "LEVELS", "Array", "Encoding", "Reward", "surplus"]

ACTS = ("offer", "accept", "wait", "walk_away")
OFFER, ACCEPT, WAIT, WALK_AWAY = range(4)
LEVELS = 101
MOST_LEVELS = 1_000_000
PUBLIC = ("time", "time_used", "turns_left", "lapse", "may_offer", "may_accept", "reservation")

Reward = Callable[[Result, str], float]
Array = np.typing.NDArray[Any]


def surplus(result: Result, party: str) -> float:
    """Return the default reward: utility minus the reservation value at the end and the cost of the lapse."""
    return result.surplus[party]


class Encoding:
    """The actions and the observations of a party as numbers.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    steps : int
        Number of values that can be offered of a continuous issue, or of an integer issue with more values; they are
        evenly spaced.

    Attributes
    ----------
    features : tuple of str
        Names of the numbers of an observation, in order.
    """

    def __init__(self, lowered: Lowered, steps: int = LEVELS) -> None:
        if not 2 <= steps <= MOST_LEVELS:
            raise UsageError(f"levels: {steps} is not between 2 and {MOST_LEVELS:,}")
        scenario = lowered.scenario
        self._issues = scenario.issues
        self._values = [_values(issue, steps) for issue in scenario.issues]
        self._days = lowered.horizon + 1.0
        calendar, exchanges = scenario.calendar, scenario.protocol.exchanges
        self._turns = 2.0 * max([exchanges, *(meeting.exchanges or exchanges for meeting in calendar.rounds)])
        self._offices = tuple(_offices(lowered))
        names = [issue.name for issue in scenario.issues]
        offers = [f"{side}.{name}" for side in ("own", "other") for name in ("made", "utility", *names)]
        offices = [f"{party}.{administration}" for party, administration in self._offices]
        self.features = (*PUBLIC, *offers, *offices)
        self._none = [0.0] * (2 + len(names))

    def action_space(self) -> spaces.MultiDiscrete[Any]:
        """Return the space of actions: the index of one of `ACTS`, and the index of a value for each issue."""
        return spaces.MultiDiscrete([len(ACTS), *map(len, self._values)])

    def observation_space(self) -> spaces.Box:
        """Return the space of observations."""
        return spaces.Box(0.0, 1.0, (len(self.features),), np.float32)

    def observation(self, view: View) -> Array:
        """Return what a party knows, as an array of shape ``(features,)``."""
        numbers = [
            view.time / self._days,
            view.time_used,
            view.turns_left / self._turns,
            view.lapse_days / self._days,
            view.may_offer,
            view.may_accept,
            view.reservation,
            *self._offer(view.last_offer(view.party), view.party),
            *self._offer(view.last_offer(view.other), view.party),
        ]
        if self._offices:
            governing = view.administrations
            numbers += [governing[party] == administration for party, administration in self._offices]
        return np.array(numbers, np.float32).clip(0.0, 1.0)

    def _offer(self, row: Row | None, party: str) -> list[float]:
        if row is None or row.terms is None or row.utilities is None:
            return self._none
        return [1.0, row.utilities[party], *(_share(issue, row.terms[issue.name]) for issue in self._issues)]

    def info(self, view: View) -> dict[str, Any]:
        """Return the date, and a mask of the allowed actions for ``action_space.sample(mask=…)``."""
        acts = np.array([view.may_offer, view.may_accept, 1, 1], np.int8)
        return {"date": view.date.isoformat(), "action_mask": (acts, *(np.ones(len(v), np.int8) for v in self._values))}

    def decision(self, action: Any, view: View) -> Decision | None:
        """Return the decision of an action; ``None`` if the protocol does not allow it at this turn.

        An issue that is not on the table has its status quo, regardless of the action.

        Raises
        ------
        UsageError
            If the action is not in the space of actions.
        """
        numbers = [int(number) for number in action]
        sizes = [len(ACTS), *map(len, self._values)]
        if len(numbers) != len(sizes) or not all(
            0 <= number < size for number, size in zip(numbers, sizes, strict=True)
        ):
            raise UsageError(f"{action} is not an action; use {len(sizes)} whole numbers from 0, below {sizes}")
        act, *places = numbers
        if act == OFFER:
            return Offer({**self._terms(places), **view.status_quo}) if view.may_offer else None
        if act == ACCEPT:
            return Accept() if view.may_accept else None
        return Wait() if act == WAIT else WalkAway()

    def _terms(self, places: list[int]) -> Mapping[str, Value]:
        triples = zip(self._issues, self._values, places, strict=True)
        return {issue.name: values[place] for issue, values, place in triples}


def _values(issue: Issue, steps: int) -> list[Value]:
    """Return the values of an issue that can be offered."""
    if isinstance(issue, Categorical):
        return list(issue.options)
    if isinstance(issue, Integer):
        chosen = np.linspace(issue.low, issue.high, min(steps, levels(issue)))
        return [round(value) for value in chosen.tolist()]
    return list(np.linspace(issue.low, issue.high, steps).tolist())


def _share(issue: Issue, value: Value) -> float:
    """Return the position of a value in the range of its issue, from 0 to 1."""
    low, high = bounds(issue)
    return (number_of(issue, value) - low) / (high - low) if high > low else 0.0


def _offices(lowered: Lowered) -> Iterator[tuple[str, str]]:
    """Yield each pair of a party and an administration, for parties with several possible administrations."""
    for party in lowered.scenario.delegations:
        names = dict.fromkeys(candidate.name for term in party.terms for candidate in term.candidates)
        if len(names) > 1:
            yield from ((party.name, name) for name in names)
