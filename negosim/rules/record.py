"""The record of offers: the last ones of each party, with their utilities."""

from negosim.rules.layout import (
    CAPACITY,
    IN_ROUND,
    ISSUES,
    LAST_OFFER,
    OFFER_OTHER,
    OFFER_OWN,
    OFFER_TERMS,
    OFFER_TIME,
    OFFERS,
    PROPOSED_OTHER,
    PROPOSED_OWN,
    PROTOCOL,
    S_OFFERS,
    S_PROPOSAL,
    SIMULTANEOUS,
    STANCE_OFFERS,
    STANDING,
    TURN,
    Talks,
)
from negosim.rules.values import utility


def offer_at(talks: Talks, party: int, number: int) -> int:
    """Return where a party's offer of that number (counted from 0) lies in the state."""
    plan = talks.plan
    place = party * plan[CAPACITY] + (number & (plan[CAPACITY] - 1))
    return plan[S_OFFERS] + place * (OFFER_TERMS + plan[ISSUES])


def last_offer(talks: Talks, party: int) -> int:
    """Return where a party's last offer lies in the state; it must have made one."""
    return talks.flags[LAST_OFFER + party]


def heard(talks: Talks, party: int) -> int:
    """Return how many of the other's offers the party knows: not the one that lies sealed before it."""
    flags, other = talks.flags, 1 - party
    second = talks.plan[PROTOCOL] == SIMULTANEOUS and flags[IN_ROUND] == 1 and flags[TURN] % 2 == 1
    return flags[OFFERS + other] - (1 if second and flags[STANDING] == other else 0)


def last_heard(talks: Talks, party: int) -> int:
    """Return where the last of the other's offers that the party knows lies in the state; there must be one."""
    return offer_at(talks, 1 - party, heard(talks, party) - 1)


def kept(talks: Talks, party: int) -> int:
    """Return how many of a party's offers the record still holds."""
    return min(talks.flags[OFFERS + party], talks.plan[CAPACITY])


def weigh_proposal(talks: Talks, party: int) -> None:
    """Note what the proposal is worth to the party that would make it, and to the other."""
    talks.state[PROPOSED_OWN] = utility(talks, party, talks.plan[S_PROPOSAL])
    talks.state[PROPOSED_OTHER] = utility(talks, 1 - party, talks.plan[S_PROPOSAL])


def record_offer(talks: Talks, party: int, t: float) -> None:
    """Write the proposal, which has been weighed, down as the party's offer; it stands from now on."""
    proposal, state = talks.plan[S_PROPOSAL], talks.state
    talks.flags[OFFERS + party] += 1
    talks.flags[STANCE_OFFERS + party] += 1
    talks.flags[STANDING] = party
    at = offer_at(talks, party, talks.flags[OFFERS + party] - 1)
    talks.flags[LAST_OFFER + party] = at
    state[at + OFFER_TIME] = t
    state[at + OFFER_OWN] = state[PROPOSED_OWN]
    state[at + OFFER_OTHER] = state[PROPOSED_OTHER]
    for issue in range(talks.plan[ISSUES]):
        state[at + OFFER_TERMS + issue] = state[proposal + issue]
