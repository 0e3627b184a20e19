"""What a party knows of itself at the start of a replicate: its limits and what outcomes are worth to it, as drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negosim.domain.delegation import Delegation
from negosim.domain.stance import Stance
from negosim.rules import layout as at
from negosim.rules import stances
from negosim.rules.begin import begin
from negosim.rules.layout import NONE, Talks
from negosim.rules.lower import Lowered

__all__ = ["Mind", "Valued", "mind_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """A thing that a party values: its weight, and its value function as drawn.

    Parameters
    ----------
    name : str
        The issue's name, or ``"payments"``.
    points, values : tuple of float
        Knots of the value function.
    """

    name: str
    weight: float
    points: tuple[float, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mind:
    """A party's own numbers on the first day.

    Parameters
    ----------
    reservation, mandate, aspiration : float
        Levels: in the issue's unit where there is one issue, in utility otherwise.
    pressure : float
        By how much the reservation value gives way per month of lapse, as a level.
    lapse_cost : float
        Utility lost per month of lapse.
    discount, impatience : float
        Discount rates in % a year: of the payments, and of the tactics that weigh time.
    rising : bool
        Whether a higher level is better.
    thresholds : dict of str to (float, float)
        Threshold and noise of the own ratifiers that have a threshold of their own.
    """

    party: Delegation
    stance: Stance
    administration: str
    reservation: float
    mandate: float
    aspiration: float
    pressure: float
    lapse_cost: float
    disagreement: float
    discount: float
    impatience: float
    rising: bool
    valued: tuple[Valued, ...]
    thresholds: dict[str, tuple[float, float]]
    offices: tuple[str, ...]


def mind_of(lowered: Lowered, party: str, *, seed: int = 0, replicate: int = 0) -> Mind:
    """Return what a party knows of itself at the start of a replicate."""
    scenario = lowered.scenario
    number = scenario.parties.index(party)
    talks = lowered.talks()
    begin(talks, seed, replicate)
    delegation = scenario.delegations[number]
    reservation = stances.reservation_level(talks, number, 0.0)
    mandate = reservation
    if stances.stance_field(talks, number, at.STANCE_HAS_MANDATE):
        mandate = stances.clip_level(talks, stances.shifted(talks, number, at.MANDATE))
    plan, numbers = talks.plan, talks.numbers
    return Mind(
        party=delegation,
        stance=delegation.stances[lowered.stances[talks.flags[at.STANCE + number]][1]],
        administration=lowered.administrations[talks.flags[at.ADMINISTRATION + number]],
        reservation=reservation,
        mandate=mandate,
        aspiration=stances.clip_level(talks, stances.shifted(talks, number, at.ASPIRATION)),
        pressure=stances.stance_number(talks, number, at.PRESSURE),
        lapse_cost=numbers[plan[at.N_LAPSE_COSTS] + number],
        disagreement=numbers[plan[at.N_PREFERENCES] + number],
        discount=_discount(lowered, talks, number),
        impatience=stances.stance_number(talks, number, at.DISCOUNT),
        rising=stances.orientation(talks, number) > 0.0,
        valued=tuple(_valued(lowered, talks, number)),
        thresholds=dict(_thresholds(lowered, talks, number)),
        offices=tuple(lowered.administrations[talks.flags[at.ADMINISTRATION + side]] for side in range(at.PARTIES)),
    )


def _discount(lowered: Lowered, talks: Talks, number: int) -> float:
    if lowered.scenario.payments is None:
        return 0.0
    return talks.numbers[talks.plan[at.N_PAYMENTS] + at.PAY_DISCOUNT + number]


def _valued(lowered: Lowered, talks: Talks, number: int) -> Iterator[Valued]:
    plan, numbers = talks.plan, talks.numbers
    names = [*(issue.name for issue in lowered.scenario.issues), "payments"]
    for attribute in range(plan[at.ATTRIBUTES]):
        entry = number * plan[at.ATTRIBUTES] + attribute
        function = plan[at.AT_FUNCTIONS] + entry * at.FUNCTION_WIDTH
        start, knots = plan[function + at.FUNCTION_AT], plan[function + at.FUNCTION_KNOTS]
        if start != NONE:
            yield Valued(
                name=names[attribute],
                weight=numbers[plan[at.N_SHARES] + entry],
                points=tuple(numbers[start : start + knots]),
                values=tuple(numbers[start + knots : start + 2 * knots]),
            )


def _thresholds(lowered: Lowered, talks: Talks, number: int) -> Iterator[tuple[str, tuple[float, float]]]:
    for place, ratifier in enumerate(lowered.scenario.ratifiers):
        start = talks.plan[at.N_RATIFIERS] + place * at.RATIFIER_NUMBERS
        own = ratifier.party == lowered.scenario.parties[number]
        if own and ratifier.threshold is not None:
            noise = talks.numbers[start + at.RATIFIER_NOISE]
            yield ratifier.name, (talks.numbers[start + at.RATIFIER_THRESHOLD], noise)
