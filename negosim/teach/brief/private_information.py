"""The private information of a party at the start of a replicate: its limits and its preferences, as drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negosim.domain.delegation import Delegation
from negosim.domain.stance import Stance
from negosim.rules import stances
from negosim.rules.begin import begin
from negosim.rules.lower import Lowered
from negosim.rules.luck import replicate_of
from negosim.rules.records import Party, Talks

__all__ = ["Mind", "Valued", "mind_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """A party's weight and value function, as drawn, for an issue or the payments.

    Parameters
    ----------
    name : str
        The issue's name, or ``"payments"``.
    points, values : tuple of float
        Knots of the value function: values of the issue (indices of options for a categorical issue), and their values
        from 0 to 1.
    """

    name: str
    weight: float
    points: tuple[float, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mind:
    """The private information of a party on the first day.

    Parameters
    ----------
    administration : str
        The administration in office.
    reservation, mandate, aspiration : float
        Levels: in the issue's unit if there is one issue, otherwise utilities.
    pressure : float
        By how much the reservation value moves towards the other side per month of lapse, as a level.
    lapse_cost : float
        Utility lost per month of lapse.
    disagreement : float
        Utility of no agreement.
    discount, impatience : float
        Discount rates in % a year: of the payments, and of the tactics that discount time.
    rising : bool
        Whether a higher level is better.
    valued : tuple of Valued
        The weights and value functions.
    thresholds : dict of str to (float, float)
        Threshold and noise of each of the party's ratifiers that has a threshold of its own.
    offices : tuple of str
        The administrations of both parties, in the scenario's order.
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


def mind_of(lowered: Lowered, party: str, *, seed: int | None = None, replicate: int | None = None) -> Mind:
    """Return the private information of a party at the start of a replicate; by default, of the typical run."""
    scenario = lowered.scenario
    number = scenario.parties.index(party)
    talks = lowered.talks()
    begin(talks, *replicate_of(seed, replicate))
    delegation = scenario.delegations[number]
    own = talks.parties[number]
    return Mind(
        party=delegation,
        stance=delegation.stances[lowered.stances[own.stance.number][1]],
        administration=lowered.administrations[own.administration],
        reservation=stances.reservation_level(own, 0.0),
        mandate=stances.limit_level(own, 0.0),
        aspiration=stances.aspiration_level(own),
        pressure=own.stance.pressure,
        lapse_cost=own.lapse_cost,
        disagreement=own.disagreement,
        discount=own.discount_rate if scenario.payments is not None else 0.0,
        impatience=own.stance.discount,
        rising=stances.orientation(own) > 0.0,
        valued=tuple(_valued(lowered, own)),
        thresholds=dict(_thresholds(lowered, talks, own)),
        offices=tuple(lowered.administrations[side.administration] for side in talks.parties),
    )


def _valued(lowered: Lowered, own: Party) -> Iterator[Valued]:
    names = [*(issue.name for issue in lowered.scenario.issues), "payments"]
    for name, function in zip(names, own.functions, strict=False):
        if function.knots:
            yield Valued(
                name=name,
                weight=function.share,
                points=tuple(knot.x for knot in function.knots),
                values=tuple(knot.value for knot in function.knots),
            )


def _thresholds(lowered: Lowered, talks: Talks, own: Party) -> Iterator[tuple[str, tuple[float, float]]]:
    for given, ratifier in zip(lowered.scenario.ratifiers, talks.ratifiers, strict=True):
        if ratifier.party is own and ratifier.has_threshold:
            yield given.name, (ratifier.threshold, ratifier.noise)
