"""A tactic that learns how far the other side will go.

Its belief is about one level: the most favourable one to the party that the other would still accept. With one numeric
issue this is the other's reservation value; with several, a utility of the party's own.
"""

from negosim.rules.layout import (
    IN_UNITS,
    OFFER_OTHER,
    OFFER_TERMS,
    STANCE_OFFERS,
    STANDING,
    TACTIC_1,
    TACTIC_2,
    Talks,
)
from negosim.rules.record import heard, last_heard
from negosim.rules.stances import aspiration, orientation, reservation_level, stance_number, utility_of_level
from negosim.rules.tactics.behaviour import own_level


def belief(talks: Talks, party: int) -> tuple[float, float]:
    """Return the ends of the uniform belief about the other's limit, the less favourable to the party first.

    The prior lies between the tactic's ``low`` and ``high``. An own offer that was answered by another was too much: it
    truncates the belief from above. An offer received shows that the other would go so far: it truncates it from below.

    Source: Zeng and Sycara (1998), Bayesian learning in negotiation, for a uniform prior.
    """
    way = orientation(talks, party)
    first, second = way * stance_number(talks, party, TACTIC_1), way * stance_number(talks, party, TACTIC_2)
    least, most = min(first, second), max(first, second)
    if talks.flags[STANCE_OFFERS + party] > 0 and talks.flags[STANDING] != party:
        most = min(most, way * own_level(talks, party))
    if heard(talks, party) > 0:
        at = last_heard(talks, party)
        least = max(least, way * talks.state[at + (OFFER_TERMS if talks.plan[IN_UNITS] else OFFER_OTHER)])
    return way * min(least, most), way * most


def bayesian_demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the demand with the highest expected gain over the reservation value, gains counted in levels.

    Asking for x gives x - r with the probability that the other's limit is at least x, which under a uniform belief up
    to m is highest half-way between r and m, or at the belief's lower end, where the other accepts for sure.
    """
    way = orientation(talks, party)
    least, most = belief(talks, party)
    own = way * reservation_level(talks, party, t)
    best = max(way * least, 0.5 * (own + way * most))
    return min(utility_of_level(talks, party, way * best), aspiration(talks, party, lowest))
