"""Tactics that answer the other side's behaviour.

With one numeric issue the formulas work on the offers themselves; with several, on the utilities that the offers
give the party that moves.

Source: Faratin, Sierra and Jennings (1998), section 4.3.
"""

from negosim.rules.layout import (
    CAPACITY,
    IN_UNITS,
    OFFER_OTHER,
    OFFER_OWN,
    OFFER_TERMS,
    OFFERS,
    REPLICATE,
    SEED,
    STANCE_OFFERS,
    TACTIC_1,
    TACTIC_2,
    Talks,
)
from negosim.rules.philox import TACTICS, uniform
from negosim.rules.record import heard, last_offer, offer_at
from negosim.rules.stances import aspiration, clip_level, stance_number, utility_of_level


def own_level(talks: Talks, party: int) -> float:
    """Return the level of the party's own last offer: its value, or its utility to the party."""
    at = last_offer(talks, party)
    return talks.state[at + OFFER_TERMS] if talks.plan[IN_UNITS] else talks.state[at + OFFER_OWN]


def received_level(talks: Talks, party: int, back: int) -> float:
    """Return the level of the other's offer ``back`` offers ago: its value, or its utility to the party."""
    at = offer_at(talks, 1 - party, heard(talks, party) - 1 - back)
    return talks.state[at + OFFER_TERMS] if talks.plan[IN_UNITS] else talks.state[at + OFFER_OTHER]


def relative(own: float, before: float, after: float) -> float:
    """Return the own level, moved in proportion as the other moved from ``before`` to ``after``."""
    return own * (before / after) if after != 0.0 else own


def absolute(own: float, before: float, after: float) -> float:
    """Return the own level, moved by as much as the other moved."""
    return own + (before - after)


def relative_demand(talks: Talks, party: int, lowest: float) -> float:
    """Return the demand of relative tit-for-tat: answer the move that lies ``delta`` offers back."""
    delta = max(1, int(stance_number(talks, party, TACTIC_1)))
    return _answered(talks, party, lowest, delta, delta - 1, 0.0, False)


def absolute_demand(talks: Talks, party: int, lowest: float) -> float:
    """Return the demand of random absolute tit-for-tat: the other's move, plus at most ``spread`` either way."""
    delta = max(1, int(stance_number(talks, party, TACTIC_1)))
    return _answered(talks, party, lowest, delta, delta - 1, stance_number(talks, party, TACTIC_2), True)


def averaged_demand(talks: Talks, party: int, lowest: float) -> float:
    """Return the demand of averaged tit-for-tat: answer the other's moves over a window of offers."""
    window = max(1, int(stance_number(talks, party, TACTIC_1)))
    return _answered(talks, party, lowest, window, 0, 0.0, False)


def _answered(
    talks: Talks, party: int, lowest: float, earlier: int, later: int, spread: float, additive: bool
) -> float:
    if talks.flags[STANCE_OFFERS + party] == 0:
        return aspiration(talks, party, lowest)
    own = own_level(talks, party)
    if heard(talks, party) <= earlier or talks.plan[CAPACITY] <= earlier + 1:
        return utility_of_level(talks, party, own)
    before = received_level(talks, party, earlier)
    after = received_level(talks, party, later)
    moved = absolute(own, before, after) if additive else relative(own, before, after)
    if spread > 0.0:
        slot = 2 * talks.flags[OFFERS + party] + party
        moved += spread * (2.0 * uniform(talks.flags[SEED], TACTICS, slot, talks.flags[REPLICATE]) - 1.0)
    return utility_of_level(talks, party, clip_level(talks, moved))
