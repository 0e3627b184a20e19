"""From a demand to an offer: the outcome that gives the mover the utility it asks for.

With one numeric issue the value function is inverted; otherwise :mod:`negosim.rules.tradeoff` searches. Tactics that
bid outcomes, not utilities, write their proposal themselves.
"""

from negosim.rules.arithmetic import floor
from negosim.rules.layout import (
    AT_ISSUES,
    FUNCTION_AT,
    FUNCTION_KNOTS,
    IN_UNITS,
    ISSUE_LEVELS,
    N_BOUNDS,
    OFFER_OWN,
    OFFERS,
    S_PROPOSAL,
    STANCE_RETREAT,
    STANCE_TACTIC,
    Talks,
)
from negosim.rules.record import last_offer, weigh_proposal
from negosim.rules.stances import stance_field
from negosim.rules.tactics import MICRO, SCRIPTED, ZEUTHEN, demand
from negosim.rules.tactics.bidding import micro_offer, zeuthen_offer
from negosim.rules.tactics.scripted import scripted_offer
from negosim.rules.tradeoff import CLOSE_ENOUGH, NO_CEILING, search
from negosim.rules.values import function_of, inverse, rises


def propose(talks: Talks, party: int, t: float, lowest: float) -> None:
    """Write, and weigh, the offer that the party would make at time ``t``, its limit being ``lowest``."""
    tactic = stance_field(talks, party, STANCE_TACTIC)
    if tactic == SCRIPTED:
        scripted_offer(talks, party, t)
    elif tactic == MICRO:
        micro_offer(talks, party, lowest)
    elif tactic == ZEUTHEN:
        zeuthen_offer(talks, party, t, lowest)
    else:
        write_offer(talks, party, demand(talks, party, t, lowest), lowest)
    weigh_proposal(talks, party)


def write_offer(talks: Talks, party: int, asked: float, lowest: float) -> None:
    """Write the outcome that gives the party the utility ``asked``, and no less than ``lowest``, as the proposal.

    Unless the stance allows to retreat, it gives the party no more than its last offer did, or than ``lowest`` if
    that has risen above it.
    """
    ceiling = NO_CEILING
    if talks.flags[OFFERS + party] > 0 and not stance_field(talks, party, STANCE_RETREAT):
        last = talks.state[last_offer(talks, party) + OFFER_OWN]
        asked = min(asked, last)
        if last >= lowest:
            ceiling = last + CLOSE_ENOUGH
    asked = min(1.0, max(asked, lowest))
    if talks.plan[IN_UNITS]:
        talks.state[talks.plan[S_PROPOSAL]] = point_worth(talks, party, asked)
    else:
        search(talks, party, asked, ceiling)


def point_worth(talks: Talks, party: int, asked: float) -> float:
    """Return the value of the one issue that is worth ``asked``; a whole one is worth at least that."""
    plan, numbers = talks.plan, talks.numbers
    function = function_of(talks, party, 0)
    at, knots = plan[function + FUNCTION_AT], plan[function + FUNCTION_KNOTS]
    x = inverse(numbers, at, knots, asked)
    low, high = numbers[plan[N_BOUNDS]], numbers[plan[N_BOUNDS] + 1]
    x = min(high, max(low, x))
    if plan[plan[AT_ISSUES] + ISSUE_LEVELS] == 0:
        return x
    if rises(numbers, at, knots):
        return min(high, -floor(1e-9 - x))
    return max(low, floor(x + 1e-9))
