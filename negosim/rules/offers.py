"""The offers made and received, and how an offer is recorded."""

from negosim.rules.records import SIMULTANEOUS, Offer, Party
from negosim.rules.values import utility


def made(own: Party, back: int) -> Offer:
    """Return an offer of the party's own: its last one for ``back`` = 1, the one before for 2."""
    return own.made[(own.offers_made - back) & (len(own.made) - 1)]


def received(own: Party, back: int) -> Offer:
    """Return an offer of the other side that the party has heard: the last one for ``back`` = 1."""
    return own.received[(heard(own) - back) & (len(own.received) - 1)]


def heard(own: Party) -> int:
    """Return how many of the other's offers the party has heard; a sealed offer does not count."""
    table = own.table
    second = table.protocol.kind == SIMULTANEOUS and table.in_round and table.turn % 2 == 1
    if second and table.standing == 1 - own.number:
        return own.offers_received - 1
    return own.offers_received


def standing_offer(own: Party) -> Offer:
    """Return the last offer of the other side, sealed or not; there must be one."""
    return own.received[(own.offers_received - 1) & (len(own.received) - 1)]


def weigh_proposal(own: Party) -> None:
    """Store the utility of the proposal to the party that would make it."""
    own.proposed = utility(own, own.proposal)


def record_offer(own: Party, other: Party, t: float) -> None:
    """Record the party's proposal, whose utility is known, for both sides; it stands from now on."""
    mine = own.made[own.offers_made & (len(own.made) - 1)]
    theirs = other.received[other.offers_received & (len(other.received) - 1)]
    mine.time = theirs.time = t
    mine.utility = own.proposed
    theirs.utility = utility(other, own.proposal)
    for issue in range(len(own.proposal)):
        mine.terms[issue] = theirs.terms[issue] = own.proposal[issue]
    own.offers_made += 1
    own.offers_under_stance += 1
    other.offers_received += 1
    own.table.standing = own.number


def copy_outcome(source: list[float], target: list[float]) -> None:
    """Copy an outcome into another."""
    for issue in range(len(source)):
        target[issue] = source[issue]


def same_outcome(one: list[float], other: list[float]) -> bool:
    """Return whether two outcomes are equal."""
    for issue in range(len(one)):  # noqa: SIM110 - a generator is outside the compiler's subset
        if one[issue] != other[issue]:
            return False
    return True
