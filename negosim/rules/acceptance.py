"""When a party takes the offer that stands.

Source: Baarslag, Hindriks and Jonker (2014), Effective acceptance conditions in real-time automated negotiation.
"""

from negosim.rules.layout import (
    ACCEPTANCE_1,
    ACCEPTANCE_2,
    OFFER_OTHER,
    OFFER_TIME,
    OFFERS,
    STANCE_ACCEPTANCE,
    Talks,
)
from negosim.rules.record import kept, offer_at
from negosim.rules.stances import normalised_time, stance_field, stance_number

KINDS = ("next", "const", "time", "combi")
NEXT, CONST, TIME, COMBI = range(4)
INDIFFERENT = 1e-12  # utilities that differ by less are equal


def acceptable(talks: Talks, party: int, t: float, offered: float, demanded: float, lowest: float) -> bool:
    """Return whether a party accepts an offer worth ``offered`` to it when its own next one is worth ``demanded``.

    Nothing below its limit at the table, ``lowest``, is ever accepted.
    """
    if offered < lowest - INDIFFERENT:
        return False
    kind = stance_field(talks, party, STANCE_ACCEPTANCE)
    first = stance_number(talks, party, ACCEPTANCE_1)
    second = stance_number(talks, party, ACCEPTANCE_2)
    if kind == NEXT:
        return first * offered + second >= demanded - INDIFFERENT
    if kind == CONST:
        return offered >= first - INDIFFERENT
    late = normalised_time(talks, party, t) >= first
    if kind == TIME:
        return late
    return offered >= demanded - INDIFFERENT or (
        late and offered >= of_window(talks, party, t, second == 1.0) - INDIFFERENT
    )


def of_window(talks: Talks, party: int, t: float, mean: bool) -> float:
    """Return the best (or the mean) of what the other offered before, as far back as there is time left.

    The offer that stands is not among them; 0 where there is none.
    """
    other = 1 - party
    now = normalised_time(talks, party, t)
    best, total, count = 0.0, 0.0, 0
    made = talks.flags[OFFERS + other]
    for number in range(made - 2, made - kept(talks, other) - 1, -1):
        at = offer_at(talks, other, number)
        if normalised_time(talks, party, talks.state[at + OFFER_TIME]) < now - (1.0 - now):
            break
        worth = talks.state[at + OFFER_OTHER]
        best = max(best, worth)
        total += worth
        count += 1
    if mean and count > 0:
        return total / count
    return best
