"""A tactic that learns the other side's limit.

Its belief is about one level: the most favourable to the party that the other would still accept. With one numeric
issue this is the other's reservation value; with several, a utility of the party's own.

Source: Zeng and Sycara (1998), Bayesian learning in negotiation, for a uniform prior.
"""

from negosim.rules.offers import heard, made, received
from negosim.rules.records import Party
from negosim.rules.stances import aspiration, orientation, reservation_level, utility_of_level
from negosim.rules.tactics.behaviour import level_of


def belief(own: Party, low: float, high: float) -> tuple[float, float]:
    """Return the ends of the uniform belief about the other's limit, the less favourable to the party first.

    The prior is uniform between ``low`` and ``high``. A counter-offer shows that the party's own offer asked too much,
    and truncates the belief from above. An offer received shows that the other would go that far, and truncates it from
    below.
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
    """Demand the level with the highest expected gain over the reservation value, in levels.

    Asking for x gains x - r with the probability that the other's limit is at least x. Under a uniform belief up to m,
    the expected gain is highest half-way between r and m, or at the belief's lower end, which the other is certain to
    accept.
    """
    way = orientation(own)
    least, most = belief(own, low, high)
    floor = way * reservation_level(own, own.now)
    best = max(way * least, 0.5 * (floor + way * most))
    return min(utility_of_level(own, way * best), aspiration(own))
