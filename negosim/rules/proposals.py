"""From a demand to a proposal: the outcome that gives the mover the utility it asks for.

With one numeric issue the value function is inverted; otherwise :mod:`negosim.rules.tradeoff` searches. Both round to
the step of the issue in the mover's favour, so the offer is at least as good as the demand. Tactics that bid outcomes
rather than utilities write their proposal themselves. An issue that is not on the table keeps its status quo, whatever
a tactic or a script says.
"""

from negosim.rules.offers import made, weigh_proposal
from negosim.rules.outcomes import DOWN, UP, hold_issues, on_step
from negosim.rules.records import Party
from negosim.rules.tradeoff import NO_CEILING, search
from negosim.rules.values import INDIFFERENT, inverse, rises


def propose(own: Party) -> None:
    """Write the offer that the party's tactic would make, and store its utility."""
    stance = own.stance
    if stance.bid is not None:
        stance.bid(own, *stance.parameters)
    elif stance.demand is not None:
        propose_utility(own, stance.demand(own, *stance.parameters))
    if len(own.space.openings) > 0:
        hold_issues(own.space, own.proposal)
    weigh_proposal(own)


def propose_utility(own: Party, asked: float) -> None:
    """Propose the outcome whose utility is ``asked``, or up to a step above it, and not below the party's limit.

    Unless the stance allows retreat, its utility is at most that of the party's last offer, or the limit if that is
    higher now.
    """
    ceiling = NO_CEILING
    if own.offers_made > 0 and not own.stance.retreat:
        last = made(own, 1).utility
        asked = min(asked, last)
        if last >= own.limit:
            ceiling = last + INDIFFERENT
    asked = min(1.0, max(asked, own.limit))
    if own.space.in_units:
        own.proposal[0] = point_of(own, asked, ceiling < NO_CEILING)
    else:
        search(own, asked, ceiling)


def point_of(own: Party, asked: float, bound: bool) -> float:
    """Return the first value of the one issue, on its step, with at least the utility ``asked``.

    If bound to the last offer, which need not be on the step, it is no better for the party than that.
    """
    issue, function = own.space.issues[0], own.functions[0]
    x = min(issue.high, max(issue.low, inverse(function, asked)))
    rising = rises(function)
    x = on_step(issue, x, UP if rising else DOWN)
    if bound:
        last = made(own, 1).terms[0]
        return min(x, last) if rising else max(x, last)
    return x
