"""MiCRO: go down the party's own list of bids, with one new bid for each new bid of the other side.

The list is a heap, so that the next bid is found without searching the outcomes again; the bids made follow it, the
latest first. A hash table counts the distinct offers of the other side as they arrive. When an issue comes onto the
table, the bids are listed anew and both counts restart.
"""

from negosim.rules.offers import heard, made, same_outcome
from negosim.rules.outcomes import number_of_outcomes, set_outcome
from negosim.rules.records import Bids, Party
from negosim.rules.tactics.bidding import ceiling_of_bids, repeat
from negosim.rules.tactics.chance import random_share
from negosim.rules.values import INDIFFERENT, utility

HASHED = 9007199254740992.0  # 2^53: different utilities have different integer multiples


def micro(own: Party, steps: float) -> None:
    """Propose the next best bid if no more distinct bids were made than received, otherwise a random earlier one.

    Source: de Jonge (2022), An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy.
    """
    bids = own.stance.bids
    if bids is None:
        return
    if own.offers_under_stance == 0:
        bids.heard = own.received_before
        list_bids(own, bids, max(1, int(steps)))
    elif len(own.space.openings) > 0 and number_of_outcomes(own.space, bids.steps) > bids.listed:
        list_bids(own, bids, max(1, int(steps)))
    else:
        note_bid(own, bids)
    count_received(own, bids)
    if bids.made <= bids.received and bids.left > 0 and bids.utilities[0] >= own.limit - INDIFFERENT:
        set_outcome(own.space, bids.numbers[0], bids.steps, own.proposal)
    else:
        repeat_a_bid(own, bids)


def micro_accepts(own: Party, demanded: float) -> float:
    """Return the utility that MiCRO accepts: that of its next bid, or of the worst it has made if no new bid is due."""
    bids = own.stance.bids
    if bids is None or bids.made == 0:
        return demanded
    return min(demanded, bids.utilities[bids.left])


def list_bids(own: Party, bids: Bids, steps: int) -> None:
    """List the bids anew, the best not above the aspiration first, and reset the counts."""
    while steps > 1 and number_of_outcomes(own.space, steps) > len(bids.numbers):
        steps -= 1
    bids.steps = steps
    bids.listed = bids.left = number_of_outcomes(own.space, steps)
    for number in range(bids.left):
        set_outcome(own.space, number, steps, own.trial)
        bids.numbers[number] = number
        bids.utilities[number] = utility(own, own.trial)
    for place in range(bids.left // 2 - 1, -1, -1):
        sift(bids, place)
    bids.made = bids.received = 0
    for place in range(len(bids.places)):
        bids.places[place] = 0
    ceiling = ceiling_of_bids(own)
    while bids.left > 0 and bids.utilities[0] > ceiling:
        take_out(bids)


def note_bid(own: Party, bids: Bids) -> None:
    """Take the next bid out of the heap if it was the last offer."""
    if bids.left > 0 and bids.utilities[0] == made(own, 1).utility:
        set_outcome(own.space, bids.numbers[0], bids.steps, own.trial)
        if same_outcome(own.trial, made(own, 1).terms):
            take_out(bids)
            bids.made += 1


def repeat_a_bid(own: Party, bids: Bids) -> None:
    """Propose a random one of the bids made or, if the limit has risen above it, an outcome near the limit."""
    if bids.made > 0:
        place = bids.left + int(random_share(own) * float(bids.made))
        if bids.utilities[place] >= own.limit - INDIFFERENT:
            set_outcome(own.space, bids.numbers[place], bids.steps, own.proposal)
            return
    repeat(own)


def comes_before(bids: Bids, one: int, other: int) -> bool:
    """Return whether the bid at a position comes before another: a higher utility, or the same and a lower number."""
    if bids.utilities[one] != bids.utilities[other]:
        return bids.utilities[one] > bids.utilities[other]
    return bids.numbers[one] < bids.numbers[other]


def swap(bids: Bids, one: int, other: int) -> None:
    """Swap two bids."""
    bids.numbers[one], bids.numbers[other] = bids.numbers[other], bids.numbers[one]
    bids.utilities[one], bids.utilities[other] = bids.utilities[other], bids.utilities[one]


def sift(bids: Bids, place: int) -> None:
    """Move a bid down the heap until none below it comes before it."""
    below = 2 * place + 1
    while below < bids.left:
        if below + 1 < bids.left and comes_before(bids, below + 1, below):
            below += 1
        if not comes_before(bids, below, place):
            return
        swap(bids, below, place)
        place, below = below, 2 * below + 1


def take_out(bids: Bids) -> None:
    """Move the next bid behind the heap."""
    bids.left -= 1
    swap(bids, 0, bids.left)
    sift(bids, 0)


def count_received(own: Party, bids: Bids) -> None:
    """Count the different offers among those received since the last count."""
    while bids.heard < heard(own):
        if is_new(own, bids, bids.heard):
            bids.received += 1
        bids.heard += 1


def is_new(own: Party, bids: Bids, number: int) -> bool:
    """Return whether an offer received differs from all remembered ones, and remember it if so."""
    mask, last = len(bids.places) - 1, len(own.received) - 1
    offer = own.received[number & last]
    key = int(offer.utility * HASHED)
    place = (key ^ (key >> 17) ^ (key >> 34)) & mask
    while bids.places[place] > 0:
        earlier = bids.places[place] - 1
        if number - earlier <= last and same_outcome(own.received[earlier & last].terms, offer.terms):
            return False
        place = (place + 1) & mask
    if 2 * bids.received < mask:  # the table never fills
        bids.places[place] = number + 1
    return True
