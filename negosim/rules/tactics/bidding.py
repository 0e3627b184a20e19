"""Tactics that bid outcome by outcome: MiCRO, and Zeuthen's monotonic concession.

The parameter is into how many equal steps each continuous issue is cut.
"""

from negosim.rules.bids import number_of_bids, same_outcome, set_bid
from negosim.rules.layout import (
    CAPACITY,
    OFFER_OTHER,
    OFFER_OWN,
    OFFER_TERMS,
    OFFER_TIME,
    OFFERS,
    OPENED,
    S_TRIAL,
    STANCE_OFFERS,
    STANCE_RETREAT,
    TACTIC_1,
    Talks,
)
from negosim.rules.record import heard, last_heard, last_offer, offer_at
from negosim.rules.stances import aspiration, limit, reservation, stance_field, stance_number
from negosim.rules.tradeoff import NO_CEILING, copy_outcome, search
from negosim.rules.values import utility

SAME = 1e-12  # a bid this little above a ceiling is at it


def micro_offer(talks: Talks, party: int, t: float) -> None:
    """Propose a new bid, the next best one, if no more distinct bids were made than received; else repeat the last.

    The paper repeats a random one of the earlier bids; repeating the last keeps AC_next its acceptance condition.

    Source: de Jonge (2022), An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy.
    """
    made = distinct(talks, party, talks.flags[OFFERS + party] - talks.flags[STANCE_OFFERS + party], party)
    if made > distinct(talks, 1 - party, _before_stance(talks, party), party):
        repeat(talks, party)
    else:
        next_bid(talks, party, t, False)


def distinct(talks: Talks, of: int, first: int, to: int) -> int:
    """Return how many different offers, from that number on, a party has made to the knowledge of another."""
    last = talks.flags[OFFERS + of] if of == to else heard(talks, to)
    first = max(first, last - talks.plan[CAPACITY] + 1)
    count = 0
    for number in range(first, last):
        new = 1
        for earlier in range(first, number):
            one, other = offer_at(talks, of, number), offer_at(talks, of, earlier)
            if same_outcome(talks, one + OFFER_TERMS, other + OFFER_TERMS):
                new = 0
                break
        count += new
    return count


def _before_stance(talks: Talks, party: int) -> int:
    """Return how many offers the other had made when the party took its present stance."""
    number = heard(talks, party)
    oldest = max(0, number - talks.plan[CAPACITY] + 1)
    while number > oldest:
        at = offer_at(talks, 1 - party, number - 1)
        if talks.state[at + OFFER_TIME] < talks.state[OPENED + party]:
            break
        number -= 1
    return number


def repeat(talks: Talks, party: int) -> None:
    """Propose the party's last offer again."""
    copy_outcome(talks, last_offer(talks, party) + OFFER_TERMS)


def next_bid(talks: Talks, party: int, t: float, to_concede: bool) -> None:
    """Propose the party's best bid after its last one; the first is the best one within its aspiration.

    No bid is below the limit. Where there is none left, the last is repeated. ``to_concede`` asks besides for a
    product of gains above that of the other's last offer, and of equal bids for the one that the other likes best.
    """
    steps = max(1, int(stance_number(talks, party, TACTIC_1)))
    trial, lowest = talks.plan[S_TRIAL], limit(talks, party, t) - SAME
    ceiling, last = _ceiling(talks, party, t)
    needed = product_of_gains(talks, last_heard(talks, party) + OFFER_TERMS, t) if to_concede else 0.0
    best, others, passed = -1.0, -1.0, False
    for bid in range(number_of_bids(talks, steps)):
        set_bid(talks, bid, steps)
        worth = utility(talks, party, trial)
        if last >= 0 and same_outcome(talks, trial, last):
            passed = True
        elif lowest <= worth and best <= worth and (worth < ceiling or (worth == ceiling and (passed or last < 0))):
            other = utility(talks, 1 - party, trial) if to_concede else 0.0
            enough = not to_concede or product_of_gains(talks, trial, t) > needed
            if enough and (worth > best or other > others):
                best, others = worth, other
                copy_outcome(talks, trial)
    if best < 0.0:
        _without_bid(talks, party, t, to_concede)


def _ceiling(talks: Talks, party: int, t: float) -> tuple[float, int]:
    """Return the most that the next bid may be worth, and where the last one lies; -1 before the first bid."""
    if talks.flags[STANCE_OFFERS + party] > 0:
        at = last_offer(talks, party)
        return talks.state[at + OFFER_OWN], at + OFFER_TERMS
    ceiling = aspiration(talks, party, t) + SAME
    if talks.flags[OFFERS + party] > 0 and not stance_field(talks, party, STANCE_RETREAT):
        ceiling = min(ceiling, talks.state[last_offer(talks, party) + OFFER_OWN] + SAME)
    return ceiling, -1


def _without_bid(talks: Talks, party: int, t: float, to_concede: bool) -> None:
    """Propose what is left where no bid fits: the other's last offer, the own last one, or something near the limit."""
    lowest = limit(talks, party, t) - SAME
    if to_concede and talks.state[last_heard(talks, party) + OFFER_OTHER] >= lowest:
        copy_outcome(talks, last_heard(talks, party) + OFFER_TERMS)
    elif talks.flags[OFFERS + party] > 0 and talks.state[last_offer(talks, party) + OFFER_OWN] >= lowest:
        repeat(talks, party)
    else:
        search(talks, party, lowest, NO_CEILING)


def zeuthen_offer(talks: Talks, party: int, t: float) -> None:
    """Concede, by just enough, if the party's risk limit is not above the other's; else repeat the last offer.

    Just enough is the best bid with a larger product of gains than the other's offer has, which leaves the other
    with the lower risk limit (Harsanyi 1956); without one, the other's offer is the one to make. Both sides' utilities
    and reservation values are common knowledge.

    Source: Zeuthen (1930), Problems of monopoly and economic warfare, as the monotonic concession protocol of
    Rosenschein and Zlotkin (1994), Rules of encounter.
    """
    if talks.flags[STANCE_OFFERS + party] == 0:
        next_bid(talks, party, t, False)
    elif heard(talks, party) == 0 or is_bolder(talks, party, t):
        repeat(talks, party)
    else:
        next_bid(talks, party, t, True)


def is_bolder(talks: Talks, party: int, t: float) -> bool:
    """Return whether the party's risk limit is above the other's."""
    own, others = last_offer(talks, party), last_heard(talks, party)
    mine = risk_limit(talks.state[own + OFFER_OWN], talks.state[others + OFFER_OTHER], reservation(talks, party, t))
    theirs = risk_limit(
        talks.state[others + OFFER_OWN], talks.state[own + OFFER_OTHER], reservation(talks, 1 - party, t)
    )
    return mine > theirs


def risk_limit(own: float, others: float, disagreement: float) -> float:
    """Return the share of what its own offer gains a party that it loses by taking the other's; 1 at most."""
    if own <= disagreement:
        return 1.0
    return min(1.0, max(0.0, (own - others) / (own - disagreement)))


def product_of_gains(talks: Talks, at: int, t: float) -> float:
    """Return the product of what both gain over their reservation values by the outcome at ``at``; none is negative."""
    first = utility(talks, 0, at) - reservation(talks, 0, t)
    return max(0.0, first) * max(0.0, utility(talks, 1, at) - reservation(talks, 1, t))
