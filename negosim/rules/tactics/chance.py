"""Random tactics."""

from negosim.rules.luck import luck
from negosim.rules.philox import TACTICS
from negosim.rules.records import Party
from negosim.rules.stances import aspiration


def random_share(own: Party) -> float:
    """Return a uniform random number between 0 and 1, drawn anew for each offer of the party."""
    return luck(own.table, TACTICS, own.key + own.offers_made)


def random_walker(own: Party) -> float:
    """Demand a utility drawn uniformly between limit and aspiration.

    Source: Gode and Sunder (1993), zero-intelligence traders with a budget constraint (ZI-C).
    """
    return own.limit + random_share(own) * (aspiration(own) - own.limit)
