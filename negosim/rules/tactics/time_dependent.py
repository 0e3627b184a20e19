"""Tactics that concede with time.

Source: Faratin, Sierra and Jennings (1998), Negotiation decision functions for autonomous agents, section 4.
"""

from negosim.rules.arithmetic import exp, log, power
from negosim.rules.layout import (
    DEADLINE,
    GRAIN,
    MEMORY_OPENED,
    MEMORY_PLACES,
    MEMORY_SHARE,
    MEMORY_TIME,
    MEMORY_WIDTH,
    NONE,
    OPENED,
    STANCE_MEMORY,
    STANCE_SCRIPT,
    STANCE_SCRIPT_LENGTH,
    TACTIC_1,
    TACTIC_2,
    Talks,
)
from negosim.rules.stances import aspiration, normalised_time, stance_field, stance_number

LEAST = 1e-9  # a drawn parameter that has to be positive is at least this


def polynomial(tau: float, beta: float, k: float) -> float:
    """Return k + (1 - k) tau^(1/beta), the share of the way to its limit that a party has conceded.

    ``beta`` below 1 holds out (boulware), above 1 gives way early (conceder).
    """
    return k + (1.0 - k) * power(tau, 1.0 / max(LEAST, beta))


def exponential(tau: float, beta: float, k: float) -> float:
    """Return exp((1 - tau)^beta ln k), the share of the way to its limit that a party has conceded."""
    return exp(power(1.0 - tau, max(LEAST, beta)) * log(max(LEAST, k)))


def resource(left: float, k: float) -> float:
    """Return k + (1 - k) exp(-left): the less of the resource is left, the more is conceded."""
    return k + (1.0 - k) * exp(-left)


def tabulated(talks: Talks, party: int, tau: float) -> float:
    """Return the share conceded by a curve given at evenly spaced times from 0 to 1."""
    at = stance_field(talks, party, STANCE_SCRIPT)
    last = stance_field(talks, party, STANCE_SCRIPT_LENGTH) - 1
    place = tau * last
    j = min(last - 1, int(place))
    low = talks.numbers[at + j]
    return low + (place - j) * (talks.numbers[at + j + 1] - low)


def conceded(talks: Talks, party: int, lowest: float, share: float) -> float:
    """Return the utility demanded after a share of the way from aspiration to the limit ``lowest``."""
    start = aspiration(talks, party, lowest)
    return start - share * (start - lowest)


def polynomial_share(talks: Talks, party: int, t: float) -> float:
    """Return the share conceded by the polynomial tactic."""
    beta, k = stance_number(talks, party, TACTIC_1), stance_number(talks, party, TACTIC_2)
    return polynomial(normalised_time(talks, party, t), beta, k)


def polynomial_demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the demand of the polynomial tactic.

    Its curve is the same in every replicate unless a parameter is drawn, so its values are kept.
    """
    memory = stance_field(talks, party, STANCE_MEMORY)
    if memory == NONE:
        return conceded(talks, party, lowest, polynomial_share(talks, party, t))
    state, opened = talks.state, talks.state[OPENED + party]
    grains = int(t * GRAIN)
    place = memory + MEMORY_WIDTH * ((grains ^ (grains >> 10)) & (MEMORY_PLACES - 1))
    if state[place + MEMORY_TIME] != t + 1.0 or state[place + MEMORY_OPENED] != opened:
        state[place + MEMORY_TIME] = t + 1.0
        state[place + MEMORY_OPENED] = opened
        state[place + MEMORY_SHARE] = polynomial_share(talks, party, t)
    return conceded(talks, party, lowest, state[place + MEMORY_SHARE])


def exponential_demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the demand of the exponential tactic."""
    tau = normalised_time(talks, party, t)
    beta, k = stance_number(talks, party, TACTIC_1), stance_number(talks, party, TACTIC_2)
    return conceded(talks, party, lowest, exponential(tau, beta, k))


def resource_demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the demand of the resource-dependent tactic, whose resource is the time to the deadline."""
    k, per_day = stance_number(talks, party, TACTIC_1), stance_number(talks, party, TACTIC_2)
    left = per_day * max(0.0, stance_number(talks, party, DEADLINE) - t)
    return conceded(talks, party, lowest, resource(left, k))


def tabulated_demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the demand of a user's time-dependent tactic."""
    return conceded(talks, party, lowest, tabulated(talks, party, normalised_time(talks, party, t)))
