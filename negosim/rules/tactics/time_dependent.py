"""Tactics that concede with time.

Source: Faratin, Sierra and Jennings (1998), Negotiation decision functions for autonomous agents, section 4.
"""

from negosim.rules.arithmetic import exp, log, power
from negosim.rules.records import GRAIN, Party
from negosim.rules.stances import aspiration, normalised_time

LEAST = 1e-9  # lower bound of a drawn parameter that must be positive


def polynomial_curve(tau: float, beta: float, k: float) -> float:
    """Return k + (1 - k) tau^(1/beta), the share of the way to its limit that a party has conceded.

    ``beta`` below 1 holds out (boulware), above 1 concedes early (conceder).
    """
    return k + (1.0 - k) * power(tau, 1.0 / max(LEAST, beta))


def exponential_curve(tau: float, beta: float, k: float) -> float:
    """Return exp((1 - tau)^beta ln k), the share of the way to its limit that a party has conceded."""
    return exp(power(1.0 - tau, max(LEAST, beta)) * log(max(LEAST, k)))


def exponential_aspiration_curve(tau: float, exponent: float) -> float:
    """Return (e - exp((1 - tau)^exponent)) / (e - 1), the share of the way to its limit that is conceded."""
    return (exp(1.0) - exp(power(1.0 - tau, max(LEAST, exponent)))) / (exp(1.0) - 1.0)


def resource_curve(left: float, k: float) -> float:
    """Return k + (1 - k) exp(-left), the share of the way to its limit that a party has conceded."""
    return k + (1.0 - k) * exp(-left)


def conceded(own: Party, share: float) -> float:
    """Return the utility demanded after a share of the way from aspiration to limit."""
    start = aspiration(own)
    return start - share * (start - own.limit)


def polynomial(own: Party, beta: float, k: float) -> float:
    """Concede the share k + (1 - k) tau^(1/beta) of the way to the limit.

    The curve is the same in every replicate unless a parameter is drawn, so its values are kept in the stance's memory.
    """
    memory = own.stance.memory
    if len(memory) == 0:
        return conceded(own, polynomial_curve(normalised_time(own, own.now), beta, k))
    grains = int(own.now * GRAIN)
    known = memory[(grains ^ (grains >> 10)) & (len(memory) - 1)]
    if known.time != own.now + 1.0 or known.opened != own.opened:
        known.time = own.now + 1.0
        known.opened = own.opened
        known.share = polynomial_curve(normalised_time(own, own.now), beta, k)
    return conceded(own, known.share)


def exponential(own: Party, beta: float, k: float) -> float:
    """Concede the share exp((1 - tau)^beta ln k) of the way to the limit."""
    return conceded(own, exponential_curve(normalised_time(own, own.now), beta, k))


def exponential_aspiration(own: Party, exponent: float) -> float:
    """Concede the share (e - exp((1 - tau)^exponent)) / (e - 1) of the way to the limit.

    Source: Mohammad, Nakadai and Greenwald (2021), NegMAS, as its exponential aspiration curve.
    """
    return conceded(own, exponential_aspiration_curve(normalised_time(own, own.now), exponent))


def resource(own: Party, k: float, mu: float) -> float:
    """Concede as the days to the deadline run out; each is ``mu`` units of the resource."""
    left = mu * max(0.0, own.deadline - own.now)
    return conceded(own, resource_curve(left, k))


def tabulated(own: Party) -> float:
    """Concede by a curve given at evenly spaced times from 0 to 1."""
    curve = own.stance.curve
    last = len(curve) - 1
    place = normalised_time(own, own.now) * last
    j = min(last - 1, int(place))
    return conceded(own, curve[j] + (place - j) * (curve[j + 1] - curve[j]))
