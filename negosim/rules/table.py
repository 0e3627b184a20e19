"""A turn at the table: what the mover does, and what follows from it."""

from negosim.rules.acceptance import acceptable
from negosim.rules.layout import (
    ACCEPT,
    ALTERNATING,
    BROKEN_OFF,
    ISSUES,
    OFFER,
    OFFER_OTHER,
    OFFER_OWN,
    OFFER_TERMS,
    OFFERS,
    PHASE,
    PROPOSED_OWN,
    PROTOCOL,
    REFUSE,
    REPLICATE,
    S_TERMS,
    SEED,
    SIMULTANEOUS,
    STANCE_TACTIC,
    STANDING,
    TALKING,
    TENTATIVES,
    TURN,
    ULTIMATUM,
    WALK_AWAY,
    Talks,
)
from negosim.rules.offers import propose
from negosim.rules.philox import COINS, uniform
from negosim.rules.ratification import await_votes, finish
from negosim.rules.record import last_offer, record_offer
from negosim.rules.rounds import next_turn
from negosim.rules.stances import limit_now, stance_field
from negosim.rules.tactics import EQUILIBRIUM
from negosim.rules.tactics.strategic import worth_of_waiting

SAME = 1e-12


def decide(talks: Talks, party: int, t: float) -> int:
    """Return what the party's tactic does at its turn; an offer that it makes is written as the proposal."""
    lowest = limit_now(talks, party, t)
    if talks.plan[PROTOCOL] == ULTIMATUM and talks.flags[TURN] > 0:
        if talks.flags[STANDING] != 1 - party:
            return REFUSE
        offered = talks.state[last_offer(talks, 1 - party) + OFFER_OTHER]
        return ACCEPT if acceptable(talks, party, t, offered, lowest, lowest) else REFUSE
    propose(talks, party, t, lowest)
    if talks.plan[PROTOCOL] == ALTERNATING and talks.flags[STANDING] == 1 - party:
        offered = talks.state[last_offer(talks, 1 - party) + OFFER_OTHER]
        demanded = talks.state[PROPOSED_OWN]
        if stance_field(talks, party, STANCE_TACTIC) == EQUILIBRIUM:
            demanded = worth_of_waiting(talks, party, t, demanded)
        if acceptable(talks, party, t, offered, demanded, lowest):
            return ACCEPT
    return OFFER


def act(talks: Talks, party: int, t: float, action: int) -> None:
    """Carry out what the party does at its turn, and go on."""
    if action == ACCEPT:
        strike_deal(talks, 1 - party, t)
    elif action in (WALK_AWAY, REFUSE):
        finish(talks, t, BROKEN_OFF)
    else:
        if action == OFFER:
            record_offer(talks, party, t)
        if talks.plan[PROTOCOL] == SIMULTANEOUS and talks.flags[TURN] % 2 == 1:
            open_sealed(talks, t)
    if talks.flags[PHASE] == TALKING:
        next_turn(talks, t)


def open_sealed(talks: Talks, t: float) -> None:
    """Open two sealed offers: a deal, where one gives a side at least what it asked for itself; a coin where both do.

    Source: Rosenschein and Zlotkin (1994), Rules of encounter, the monotonic concession protocol.
    """
    suits_0, suits_1 = _suits(talks, 0), _suits(talks, 1)
    if suits_0 and suits_1:
        coin = uniform(talks.flags[SEED], COINS, talks.flags[TENTATIVES], talks.flags[REPLICATE])
        strike_deal(talks, 0 if coin < 0.5 else 1, t)
    elif suits_0:
        strike_deal(talks, 1, t)
    elif suits_1:
        strike_deal(talks, 0, t)


def _suits(talks: Talks, party: int) -> bool:
    """Return whether the other's last offer is worth to the party at least what its own is."""
    if talks.flags[OFFERS] == 0 or talks.flags[OFFERS + 1] == 0:
        return False
    received = talks.state[last_offer(talks, 1 - party) + OFFER_OTHER]
    return received >= talks.state[last_offer(talks, party) + OFFER_OWN] - SAME


def strike_deal(talks: Talks, proposer: int, t: float) -> None:
    """Make the proposer's standing offer the tentative deal, and put it to the ratifiers."""
    at = last_offer(talks, proposer) + OFFER_TERMS
    for issue in range(talks.plan[ISSUES]):
        talks.state[talks.plan[S_TERMS] + issue] = talks.state[at + issue]
    talks.flags[TENTATIVES] += 1
    await_votes(talks, t)
