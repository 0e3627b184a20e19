"""Functions shared by tactics that bid outcomes one by one, and Zeuthen's monotonic concession.

Their parameter is the number of equal steps into which each continuous issue is cut.
"""

from negosim.rules.offers import copy_outcome, heard, made, received, same_outcome
from negosim.rules.outcomes import combinations_now, number_of_outcomes, set_outcome
from negosim.rules.records import NEVER, Party
from negosim.rules.stances import aspiration, reservation
from negosim.rules.tradeoff import NO_CEILING, ruled_out, search
from negosim.rules.values import INDIFFERENT, utility


def repeat(own: Party) -> None:
    """Propose the party's last offer again or, if its limit has risen above that, an outcome near the limit."""
    if own.offers_made > 0 and made(own, 1).utility >= own.limit - INDIFFERENT:
        copy_outcome(made(own, 1).terms, own.proposal)
    else:
        search(own, own.limit, NO_CEILING)


def next_bid(own: Party, steps: float) -> None:
    """Propose the party's next best bid above its limit; the first is the best that is not above its aspiration."""
    best, passed = -1.0, own.offers_under_stance == 0
    ceiling = ceiling_of_bids(own)
    cuts, number = max(1, int(steps)), 0
    while number < number_of_outcomes(own.space, cuts):
        out = no_bid(own, number, best, ceiling)
        if out == 0:
            set_outcome(own.space, number, cuts, own.trial)
            value = utility(own, own.trial)
            if own.offers_under_stance > 0 and same_outcome(own.trial, made(own, 1).terms):
                passed = True
            elif value > best and is_left(own, value, ceiling, passed):
                best = value
                copy_outcome(own.trial, own.proposal)
        number += max(1, out)
    if best < 0.0:
        repeat(own)


def no_bid(own: Party, number: int, best: float, ceiling: float) -> int:
    """Return how many outcomes from that number on can be skipped: no better than ``best``, or below the limit.

    The last bid, whose utility is the ceiling, is never among them.
    """
    return ruled_out(own, number % combinations_now(own.space), max(best, own.limit - INDIFFERENT), ceiling, NEVER)


def is_left(own: Party, value: float, ceiling: float, passed: bool) -> bool:
    """Return whether a bid comes after the last one in order of utility and is above the limit."""
    return value >= own.limit - INDIFFERENT and (value < ceiling or (value == ceiling and passed))


def ceiling_of_bids(own: Party) -> float:
    """Return the highest utility of the next bid: that of the last one, or the aspiration at first."""
    if own.offers_under_stance > 0:
        return made(own, 1).utility
    ceiling = aspiration(own)
    bound = own.offers_made > 0 and not own.stance.retreat
    return INDIFFERENT + (min(ceiling, made(own, 1).utility) if bound else ceiling)


def zeuthen(own: Party, steps: float) -> None:
    """Concede by just enough if the party's risk limit is not above the other's; otherwise repeat the last offer.

    Just enough is the best bid with a larger product of gains than the other's offer has, which leaves the other with
    the lower risk limit (Harsanyi 1956); if there is none, the party makes the other's offer. Both sides' utilities and
    reservation values are common knowledge.

    Source: Zeuthen (1930), Problems of monopoly and economic warfare, as the monotonic concession protocol of
    Rosenschein and Zlotkin (1994), Rules of encounter.
    """
    opponent = own.opponent
    if own.offers_under_stance == 0 or opponent is None:
        next_bid(own, steps)
    elif heard(own) == 0 or takes_more_risk(own, opponent):
        repeat(own)
    else:
        concede_enough(own, opponent, steps)


def takes_more_risk(own: Party, opponent: Party) -> bool:
    """Return whether the party's risk limit is above the other's."""
    theirs = opponent.made[(heard(own) - 1) & (len(opponent.made) - 1)]
    ours = opponent.received[(own.offers_made - 1) & (len(opponent.received) - 1)]
    risk = risk_limit(made(own, 1).utility, received(own, 1).utility, reservation(own, own.now))
    return risk > risk_limit(theirs.utility, ours.utility, reservation(opponent, own.now))


def risk_limit(own: float, others: float, disagreement: float) -> float:
    """Return the share of the gain from its own offer that a party loses by accepting the other's; at most 1."""
    if own <= disagreement:
        return 1.0
    return min(1.0, max(0.0, (own - others) / (own - disagreement)))


def concede_enough(own: Party, opponent: Party, steps: float) -> None:
    """Propose the best bid with a larger product of gains than the other's offer; of equals, the other's best.

    If none is left above the limit, propose the other's last offer, if that is above the limit.
    """
    best, others, passed = -1.0, -1.0, False
    floor, others_floor = reservation(own, own.now), reservation(opponent, own.now)
    theirs = received(own, 1).terms
    needed = product_of_gains(utility(own, theirs) - floor, utility(opponent, theirs) - others_floor)
    ceiling = ceiling_of_bids(own)
    cuts, number = max(1, int(steps)), 0
    while number < number_of_outcomes(own.space, cuts):
        out = no_bid(own, number, best, ceiling)
        if out == 0:
            set_outcome(own.space, number, cuts, own.trial)
            value = utility(own, own.trial)
            if same_outcome(own.trial, made(own, 1).terms):
                passed = True
            elif value >= best and is_left(own, value, ceiling, passed):
                other = utility(opponent, own.trial)
                if product_of_gains(value - floor, other - others_floor) > needed and (value > best or other > others):
                    best, others = value, other
                    copy_outcome(own.trial, own.proposal)
        number += max(1, out)
    if best < 0.0:
        if received(own, 1).utility >= own.limit - INDIFFERENT:
            copy_outcome(received(own, 1).terms, own.proposal)
        else:
            repeat(own)


def product_of_gains(one: float, other: float) -> float:
    """Return the product of two gains; 0 if either is negative."""
    return max(0.0, one) * max(0.0, other)
