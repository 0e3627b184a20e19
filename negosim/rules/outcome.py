"""What a negotiation that has ended came to, in numbers."""

from negosim.rules.layout import (
    AGREED,
    CONCLUDED,
    DAYS_PER_MONTH,
    END,
    ENDING,
    N_LAPSE_COSTS,
    NEVER,
    S_TERMS,
    Talks,
)
from negosim.rules.stances import lapse_days, reservation
from negosim.rules.values import utility


def agreed(talks: Talks) -> bool:
    """Return whether an agreement was concluded, be it in force by the end or not."""
    return talks.state[CONCLUDED] != NEVER


def ending(talks: Talks) -> int:
    """Return how the talks ended: AGREED, AT_HORIZON or BROKEN_OFF."""
    return AGREED if agreed(talks) else talks.flags[ENDING]


def days_of_lapse(talks: Talks) -> float:
    """Return for how many days, to the end of the talks, no agreement was in force."""
    return lapse_days(talks, talks.state[END])


def lapse_cost(talks: Talks, party: int) -> float:
    """Return the utility that the party lost to the lapse."""
    return talks.numbers[talks.plan[N_LAPSE_COSTS] + party] * days_of_lapse(talks) / DAYS_PER_MONTH


def reservation_at_end(talks: Talks, party: int) -> float:
    """Return the party's reservation value, in utility, on the day of the conclusion, or at the end without one."""
    return reservation(talks, party, talks.state[CONCLUDED] if agreed(talks) else talks.state[END])


def utility_at_end(talks: Talks, party: int) -> float:
    """Return what the agreement is worth to the party; without one, its reservation value at the end."""
    if agreed(talks):
        return utility(talks, party, talks.plan[S_TERMS])
    return reservation_at_end(talks, party)
