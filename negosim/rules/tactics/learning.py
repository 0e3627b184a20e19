"""A tactic that learns how far the other side will go.

Its belief is about one level: the most favourable one to the party that the other would still accept. With one numeric
issue this is the other's reservation value; with several, a utility of the party's own.

Source: Zeng and Sycara (1998), Bayesian learning in negotiation, for a uniform prior.
"""

from negosim.rules.offers import heard, made, received
from negosim.rules.records import Party
from negosim.rules.stances import aspiration, orientation, reservation_level, utility_of_level
from negosim.rules.tactics.behaviour import level_of


def belief(own: Party, low: float, high: float) -> tuple[float, float]:
    """Return the ends of the uniform belief about the other's limit, the less favourable to the party first.

    The prior lies between ``low`` and ``high``. An own offer that was answered by another was too much: it truncates
    the belief from above. An offer received shows that the other would go so far: it truncates it from below.
    """
    way = orientation(own)
    first, second = way * low, way * high
    least, most = min(first, second), max(first, second)
    if own.offers_under_stance > 0 and own.table.standing != own.number:
        most = min(most, way * level_of(own, made(own, 1)))
    if heard(own) > 0:
        least = max(least, way * level_of(own, received(own, 1)))
    return way * min(least, most), way * most


def bayesian(own: Party, low: float, high: float) -> float:
    """Demand what has the highest expected gain over the reservation value, gains counted in levels.

    Asking for x gives x - r with the probability that the other's limit is at least x, which under a uniform belief up
    to m is highest half-way between r and m, or at the belief's lower end, where the other accepts for sure.
    """
    way = orientation(own)
    least, most = belief(own, low, high)
    floor = way * reservation_level(own, own.now)
    best = max(way * least, 0.5 * (floor + way * most))
    return min(utility_of_level(own, way * best), aspiration(own))
