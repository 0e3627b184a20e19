"""The second chance: after a deal, each side secretly names an outcome that it prefers to the deal.

Source: the post-settlement settlement of Raiffa (1985), with the program as the mediator.
"""

from __future__ import annotations

from negosim.classroom.state import Table
from negosim.classroom.talks import at_table
from negosim.domain.terms import Terms
from negosim.rules.values import INDIFFERENT

__all__ = ["better_for_both", "gains_of", "is_better"]


def is_better(table: Table, party: str, outcome: Terms) -> bool:
    """Return whether a party prefers an outcome to its deal."""
    return gains_of(table, outcome)[party] > INDIFFERENT


def better_for_both(table: Table) -> Terms | None:
    """Return the outcome that replaces a deal; ``None`` if no outcome that a side named is better for both.

    Notes
    -----
    If both outcomes are better for both, the one with the larger product of gains is chosen; in a tie, the first
    party's.
    """
    products = {}
    for party in table.parties:
        if party in table.preferred:
            first, second = gains_of(table, table.preferred[party]).values()
            if min(first, second) > INDIFFERENT:
                products[party] = first * second
    return table.preferred[max(products, key=products.__getitem__)] if products else None


def gains_of(table: Table, outcome: Terms) -> dict[str, float]:
    """Return how much better an outcome is than the deal, by party, in utility at the end of the talks.

    Raises
    ------
    ValueError
        If the table has no deal.
    """
    deal = table.deal
    if deal is None:
        raise ValueError("there is no deal to improve")
    with at_table(table) as stage:
        return {party: view.utility(outcome) - view.utility(deal) for party, view in stage.views.items()}
