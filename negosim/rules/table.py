"""A turn at the table: what the mover does, and what follows from it."""

from negosim.rules.acceptance import acceptable
from negosim.rules.luck import luck
from negosim.rules.mediation import watch_for_impasse
from negosim.rules.offers import copy_outcome, made, record_offer, standing_offer
from negosim.rules.philox import COINS
from negosim.rules.proposals import propose
from negosim.rules.ratification import await_votes, finish
from negosim.rules.records import (
    ACCEPT,
    ALTERNATING,
    BROKEN_OFF,
    OFFER,
    REFUSE,
    SIMULTANEOUS,
    TALKING,
    ULTIMATUM,
    WAIT,
    WALK_AWAY,
    Party,
    Talks,
)
from negosim.rules.rounds import next_turn, opponent_of
from negosim.rules.stances import limit_now
from negosim.rules.values import INDIFFERENT


def decide(own: Party, t: float) -> int:
    """Return the action of the party's tactic at its turn; an offer is written as the party's proposal.

    It makes no offer that would be no better than a deal that a ratifier of its own side has rejected.
    """
    table = own.table
    own.now = t
    own.limit = limit_now(own, t)
    offered = table.standing == 1 - own.number
    if table.protocol.kind == ULTIMATUM and table.turn > 0:
        return ACCEPT if offered and acceptable(own, standing_offer(own).utility, own.limit) else REFUSE
    propose(own)
    if table.protocol.kind == ALTERNATING and offered:
        demanded = own.proposed
        if own.stance.waiting is not None:
            demanded = own.stance.waiting(own, demanded)
        if acceptable(own, standing_offer(own).utility, demanded):
            return ACCEPT
    if own.learnt_from is not None and own.proposed <= own.rejected:
        return WAIT  # the tactic has nothing better than what was rejected
    return OFFER


def act(talks: Talks, party: Party, t: float, action: int) -> None:
    """Carry out the party's action, and schedule the next turn."""
    table, other = talks.table, opponent_of(talks, party)
    if action == ACCEPT:
        strike_deal(talks, other, t)
    elif action in (WALK_AWAY, REFUSE):
        finish(table, t, BROKEN_OFF)
    else:
        if action == OFFER:
            record_offer(party, other, t)
        if table.protocol.kind == SIMULTANEOUS and table.turn % 2 == 1:
            open_sealed(talks, t)
    if table.phase == TALKING:
        next_turn(talks, t)
        if len(talks.impasses) > 0 and not table.in_round:
            watch_for_impasse(talks, t)


def open_sealed(talks: Talks, t: float) -> None:
    """Open two sealed offers: a deal if one gives the other side at least what it asked for; if both do, toss a coin.

    Source: Rosenschein and Zlotkin (1994), Rules of encounter, the monotonic concession protocol.
    """
    table, first, second = talks.table, talks.parties[0], talks.parties[1]
    if not (has_offer(first) and has_offer(second)):
        return
    suits_first, suits_second = suits(first), suits(second)
    if suits_first and suits_second:
        coin = luck(table, COINS, table.tentatives)
        strike_deal(talks, first if coin < 0.5 else second, t)
    elif suits_first:
        strike_deal(talks, second, t)
    elif suits_second:
        strike_deal(talks, first, t)


def has_offer(own: Party) -> bool:
    """Return whether a party has made an offer that still holds (since the last deal, if there was one)."""
    table = own.table
    return own.offers_made > 0 and (table.tentatives == 0 or made(own, 1).time > table.tentative_at)


def suits(own: Party) -> bool:
    """Return whether the other side's last offer gives the party at least as much as its own."""
    return standing_offer(own).utility >= made(own, 1).utility - INDIFFERENT


def strike_deal(talks: Talks, proposer: Party, t: float) -> None:
    """Make the proposer's standing offer the tentative deal, and put it to the ratifiers."""
    copy_outcome(made(proposer, 1).terms, talks.table.settled)
    talks.table.tentatives += 1
    await_votes(talks, t)
