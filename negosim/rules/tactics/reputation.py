"""A tactic that may be stubborn, or only pretend to be."""

from negosim.rules.arithmetic import exp
from negosim.rules.offers import heard, made, received
from negosim.rules.records import DAYS_PER_MONTH, Party
from negosim.rules.stances import aspiration
from negosim.rules.tactics.chance import random_share
from negosim.rules.values import INDIFFERENT


def reputational(own: Party, obstinate: float, rate: float) -> float:
    """Stay at the aspiration, and concede to the other's demand at a random time, or never.

    The party is obstinate with the probability ``obstinate``, and then never concedes. Otherwise it concedes at a
    constant ``rate`` per month, until every party that is not obstinate would have. In equilibrium that is ``r (1 - a)
    / (a + b - 1)``, with the party's own demand ``a``, the other's demand ``b`` and the other's discount rate ``r``, as
    shares of the zone.

    Source: Abreu and Gul (2000), Bargaining and reputation.
    """
    start = aspiration(own)
    if heard(own) == 0:
        return start
    since = own.opened
    if own.offers_under_stance > 0:
        since = made(own, 1).time
        if made(own, 1).utility < start - INDIFFERENT:
            return received(own, 1).utility
    before = conceded_by(since - own.opened, obstinate, rate)
    after = conceded_by(own.now - own.opened, obstinate, rate)
    if random_share(own) * (1.0 - before) < after - before:
        return received(own, 1).utility
    return start


def conceded_by(days: float, obstinate: float, rate: float) -> float:
    """Return the probability that the party has conceded by the present time."""
    return min(1.0 - obstinate, 1.0 - exp(-rate * days / DAYS_PER_MONTH))
