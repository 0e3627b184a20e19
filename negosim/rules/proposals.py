"""From a demand to a proposal: the outcome that gives the mover the utility it asks for.

With one numeric issue the value function is inverted; otherwise :mod:`negosim.rules.tradeoff` searches. Tactics that
bid outcomes, not utilities, write their proposal themselves.
"""

from negosim.rules.arithmetic import floor
from negosim.rules.offers import made, weigh_proposal
from negosim.rules.records import Party
from negosim.rules.tradeoff import CLOSE_ENOUGH, NO_CEILING, search
from negosim.rules.values import inverse, rises


def propose(own: Party) -> None:
    """Write, and weigh, the offer that the party's tactic would make."""
    stance = own.stance
    if stance.bid is not None:
        stance.bid(own, *stance.parameters)
    elif stance.demand is not None:
        propose_utility(own, stance.demand(own, *stance.parameters))
    weigh_proposal(own)


def propose_utility(own: Party, asked: float) -> None:
    """Propose the outcome that gives the party the utility ``asked``, and no less than its limit.

    Unless the stance allows to retreat, it gives the party no more than its last offer did, or than the limit if that
    has risen above it.
    """
    ceiling = NO_CEILING
    if own.offers_made > 0 and not own.stance.retreat:
        last = made(own, 1).utility
        asked = min(asked, last)
        if last >= own.limit:
            ceiling = last + CLOSE_ENOUGH
    asked = min(1.0, max(asked, own.limit))
    if own.space.in_units:
        own.proposal[0] = point_of(own, asked)
    else:
        search(own, asked, ceiling)


def point_of(own: Party, asked: float) -> float:
    """Return the value of the one issue with the utility ``asked``; a whole one has at least that."""
    issue, function = own.space.issues[0], own.functions[0]
    x = min(issue.high, max(issue.low, inverse(function, asked)))
    if issue.levels == 0:
        return x
    if rises(function):
        return min(issue.high, -floor(1e-9 - x))
    return max(issue.low, floor(x + 1e-9))
