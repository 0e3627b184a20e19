"""Tactics that hold out, wander, or play an equilibrium."""

from negosim.rules.arithmetic import exp
from negosim.rules.layout import (
    DAYS_PER_YEAR,
    DISCOUNT,
    IN_UNITS,
    OFFERS,
    REPLICATE,
    S_PROPOSAL,
    SEED,
    TACTIC_1,
    Talks,
)
from negosim.rules.philox import TACTICS, uniform
from negosim.rules.stances import (
    aspiration,
    orientation,
    reservation,
    reservation_level,
    stance_number,
    utility_of_level,
)
from negosim.rules.tradeoff import NO_CEILING, search
from negosim.rules.values import utility


def hardliner_demand(talks: Talks, party: int, lowest: float) -> float:
    """Return the aspiration, whatever happens."""
    return aspiration(talks, party, lowest)


def random_demand(talks: Talks, party: int, lowest: float) -> float:
    """Return a demand drawn evenly between limit and aspiration.

    Source: Gode and Sunder (1993), zero-intelligence traders with a budget constraint (ZI-C).
    """
    slot = 2 * talks.flags[OFFERS + party] + party
    share = uniform(talks.flags[SEED], TACTICS, slot, talks.flags[REPLICATE])
    return lowest + share * (aspiration(talks, party, lowest) - lowest)


def equilibrium_demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the proposer's demand in the stationary equilibrium over the zone of agreement.

    Both reservation values are common knowledge; the parameter is the days between two offers, and the
    discount factor of each side follows from the discount rate of its stance. Without a zone the party stays at its
    aspiration, without discounting it asks for half. The far end of the zone is the other's reservation value; with
    several issues, what the trade-off offer that gives the other just that is worth to the party. An offer received is
    held against :func:`worth_of_waiting`.

    Source: Rubinstein (1982), Perfect equilibrium in a bargaining model.
    """
    own = reservation_level(talks, party, t)
    others = far_end(talks, party, t)
    if orientation(talks, party) * (others - own) < 0.0:
        return aspiration(talks, party, lowest)
    days = stance_number(talks, party, TACTIC_1)
    mine = discount_factor(stance_number(talks, party, DISCOUNT), days)
    theirs = discount_factor(stance_number(talks, 1 - party, DISCOUNT), days)
    share = (1.0 - theirs) / (1.0 - mine * theirs) if mine * theirs < 1.0 else 0.5
    return utility_of_level(talks, party, own + share * (others - own))


def worth_of_waiting(talks: Talks, party: int, t: float, demanded: float) -> float:
    """Return what the party's own next demand is worth to it now, its gain discounted by one period."""
    own = reservation(talks, party, t)
    days = stance_number(talks, party, TACTIC_1)
    return own + discount_factor(stance_number(talks, party, DISCOUNT), days) * (demanded - own)


def far_end(talks: Talks, party: int, t: float) -> float:
    """Return the level, as the party counts, at which the other side is indifferent to no agreement."""
    if talks.plan[IN_UNITS]:
        return reservation_level(talks, 1 - party, t)
    search(talks, 1 - party, reservation(talks, 1 - party, t), NO_CEILING)
    return utility(talks, party, talks.plan[S_PROPOSAL])


def discount_factor(rate: float, days: float) -> float:
    """Return exp(-rate x time) for a discount rate in % a year."""
    return exp(-max(0.0, rate) / 100.0 * days / DAYS_PER_YEAR)
