"""Tactics that hold out, or play an equilibrium."""

from negosim.rules.arithmetic import exp
from negosim.rules.records import DAYS_PER_YEAR, Party
from negosim.rules.stances import aspiration, orientation, reservation, reservation_level, utility_of_level
from negosim.rules.tradeoff import NO_CEILING, search
from negosim.rules.values import utility


def hardliner(own: Party) -> float:
    """Demand the aspiration, whatever happens.

    Source: house rule.
    """
    return aspiration(own)


def equilibrium(own: Party, period: float) -> float:
    """Demand the proposer's share of the stationary equilibrium over the zone of agreement.

    Both reservation values are common knowledge; ``period`` is the days between two offers, and the discount factor of
    each side follows from the discount rate of its stance. Without a zone, the party stays at its aspiration; without
    discounting, it asks for half. The far end of the zone is the other's reservation value or, with several issues, the
    party's utility of the trade-off offer that gives the other exactly that.

    Source: Rubinstein (1982), Perfect equilibrium in a bargaining model.
    """
    opponent = own.opponent
    if opponent is None:
        return aspiration(own)
    near = reservation_level(own, own.now)
    far = far_end(own, opponent)
    if orientation(own) * (far - near) < 0.0:
        return aspiration(own)
    mine = discount_factor(own.stance.discount, period)
    theirs = discount_factor(opponent.stance.discount, period)
    share = (1.0 - theirs) / (1.0 - mine * theirs) if mine * theirs < 1.0 else 0.5
    return utility_of_level(own, near + share * (far - near))


def value_of_waiting(own: Party, demanded: float) -> float:
    """Return the present value of the party's next demand, with its gain discounted by one period of its tactic."""
    floor = reservation(own, own.now)
    return floor + discount_factor(own.stance.discount, own.stance.parameters[0]) * (demanded - floor)


def far_end(own: Party, opponent: Party) -> float:
    """Return the level, in the party's own terms, at which the other side is indifferent to no agreement."""
    if own.space.in_units:
        return reservation_level(opponent, own.now)
    search(opponent, reservation(opponent, own.now), NO_CEILING)
    return utility(own, opponent.proposal)


def discount_factor(rate: float, days: float) -> float:
    """Return exp(-rate x time) for a continuous discount rate in % a year."""
    return exp(-max(0.0, rate) / 100.0 * days / DAYS_PER_YEAR)
