"""Tactics that bid outcome by outcome: MiCRO, and Zeuthen's monotonic concession.

The parameter is into how many equal steps each continuous issue is cut.
"""

from negosim.rules.bids import number_of_bids, same_outcome, set_bid
from negosim.rules.layout import (
    CAPACITY,
    NONE,
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
from negosim.rules.stances import aspiration, reservation, stance_field, stance_number
from negosim.rules.tradeoff import NO_CEILING, copy_outcome, search
from negosim.rules.values import utility

SAME = 1e-12  # a bid this little above a ceiling, or below a limit, is at it
NO_PRODUCT = -1.0


def micro_offer(talks: Talks, party: int, lowest: float) -> None:
    """Propose a new bid, the next best one, if no more distinct bids were made than received; else repeat the last.

    The paper repeats a random one of the earlier bids; repeating the last keeps AC_next its acceptance condition.

    Source: de Jonge (2022), An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy.
    """
    made = distinct(talks, party, talks.flags[OFFERS + party] - talks.flags[STANCE_OFFERS + party], party)
    if made > distinct(talks, 1 - party, _before_stance(talks, party), party):
        repeat(talks, party, lowest)
    else:
        next_bid(talks, party, lowest)


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


def repeat(talks: Talks, party: int, lowest: float) -> None:
    """Propose the party's last offer again, or where its limit has risen above that, something near the limit."""
    if talks.flags[OFFERS + party] > 0 and talks.state[last_offer(talks, party) + OFFER_OWN] >= lowest - SAME:
        copy_outcome(talks, last_offer(talks, party) + OFFER_TERMS)
    else:
        search(talks, party, lowest, NO_CEILING)


def next_bid(talks: Talks, party: int, lowest: float) -> None:
    """Propose the party's best bid after its last one, above its limit; the first is the best within its aspiration."""
    concede(talks, party, lowest, NO_PRODUCT, 0.0, 0.0)


def concede(talks: Talks, party: int, lowest: float, needed: float, first: float, second: float) -> None:
    """Propose the best bid after the last one whose product of gains over ``first`` and ``second`` is above ``needed``.

    Of equal ones it is the first, or where a product is needed, the one that the other side likes best. Where none is
    left above the limit, the other's last offer is taken up where a product is needed, else the own one repeated.
    """
    steps = max(1, int(stance_number(talks, party, TACTIC_1)))
    trial, last = talks.plan[S_TRIAL], last_bid(talks, party)
    ceiling = ceiling_of_bids(talks, party, lowest)
    best, others, passed = -1.0, -1.0, last < 0
    for bid in range(number_of_bids(talks, steps)):
        set_bid(talks, bid, steps)
        worth = utility(talks, party, trial)
        if last >= 0 and same_outcome(talks, trial, last):
            passed = True
        elif worth >= lowest - SAME and worth >= best and (worth < ceiling or (worth == ceiling and passed)):
            other = utility(talks, 1 - party, trial) if needed >= 0.0 else 0.0
            enough = needed < 0.0 or product_of_gains(talks, trial, first, second) > needed
            if enough and (worth > best or other > others):
                best, others = worth, other
                copy_outcome(talks, trial)
    if best < 0.0:
        if needed >= 0.0 and talks.state[last_heard(talks, party) + OFFER_OTHER] >= lowest - SAME:
            copy_outcome(talks, last_heard(talks, party) + OFFER_TERMS)
        else:
            repeat(talks, party, lowest)


def last_bid(talks: Talks, party: int) -> int:
    """Return where the outcome of the last bid under the present stance lies in the state; -1 before the first."""
    return last_offer(talks, party) + OFFER_TERMS if talks.flags[STANCE_OFFERS + party] > 0 else NONE


def ceiling_of_bids(talks: Talks, party: int, lowest: float) -> float:
    """Return the most that the next bid may be worth: as much as the last, at first the aspiration."""
    bound = talks.flags[OFFERS + party] > 0 and not stance_field(talks, party, STANCE_RETREAT)
    if talks.flags[STANCE_OFFERS + party] > 0:
        return talks.state[last_offer(talks, party) + OFFER_OWN]
    ceiling = aspiration(talks, party, lowest)
    return SAME + (min(ceiling, talks.state[last_offer(talks, party) + OFFER_OWN]) if bound else ceiling)


def zeuthen_offer(talks: Talks, party: int, t: float, lowest: float) -> None:
    """Concede, by just enough, if the party's risk limit is not above the other's; else repeat the last offer.

    Just enough is the best bid with a larger product of gains than the other's offer has, which leaves the other
    with the lower risk limit (Harsanyi 1956); without one, the other's offer is the one to make. Both sides' utilities
    and reservation values are common knowledge.

    Source: Zeuthen (1930), Problems of monopoly and economic warfare, as the monotonic concession protocol of
    Rosenschein and Zlotkin (1994), Rules of encounter.
    """
    if talks.flags[STANCE_OFFERS + party] == 0:
        next_bid(talks, party, lowest)
        return
    if heard(talks, party) == 0:
        repeat(talks, party, lowest)
        return
    own, others = last_offer(talks, party), last_heard(talks, party)
    mine, theirs = reservation(talks, party, t), reservation(talks, 1 - party, t)
    risk = risk_limit(talks.state[own + OFFER_OWN], talks.state[others + OFFER_OTHER], mine)
    if risk > risk_limit(talks.state[others + OFFER_OWN], talks.state[own + OFFER_OTHER], theirs):
        repeat(talks, party, lowest)
    else:
        first, second = (mine, theirs) if party == 0 else (theirs, mine)
        needed = product_of_gains(talks, others + OFFER_TERMS, first, second)
        concede(talks, party, lowest, needed, first, second)


def risk_limit(own: float, others: float, disagreement: float) -> float:
    """Return the share of what its own offer gains a party that it loses by taking the other's; 1 at most."""
    if own <= disagreement:
        return 1.0
    return min(1.0, max(0.0, (own - others) / (own - disagreement)))


def product_of_gains(talks: Talks, at: int, first: float, second: float) -> float:
    """Return the product of what the outcome at ``at`` gives the parties over ``first`` and ``second``; 0 below."""
    return max(0.0, utility(talks, 0, at) - first) * max(0.0, utility(talks, 1, at) - second)
