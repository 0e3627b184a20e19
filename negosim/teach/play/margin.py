"""By how much an outcome is better or worse for a party than no agreement, or than another outcome, in words."""

from __future__ import annotations

from negosim.domain.terms import Terms
from negosim.engine import View
from negosim.teach.amounts import distance, outcome_in_words, points

__all__ = ["margin_in_words", "outcome_with_points", "own_offers"]

CLOSE = 1e-12  # as the rules have it: utilities that differ by less are equal


def margin_in_words(view: View, outcome: Terms, than: Terms | None = None) -> str:
    """Return how an outcome compares, as ``1.2 points better for you than no agreement``.

    Parameters
    ----------
    than : mapping, optional
        The outcome to compare with; no agreement by default.
    """
    worth = view.utility(outcome)
    other, level, what = view.reservation, view.reservation_level, "no agreement"
    if than is not None:
        other, level, what = view.utility(than), _level(view, than), "what is on the table"
    if abs(worth - other) <= CLOSE:
        return f"exactly as good for you as {what}"
    apart = distance(view.scenario, _level(view, outcome), level)
    return f"{apart} {'better' if worth > other else 'worse'} for you than {what}"


def own_offers(view: View) -> list[Terms]:
    """Return the party's own offers so far."""
    return [row.terms for row in view.events if row.kind == "offer" and row.party == view.party and row.terms]


def outcome_with_points(view: View, outcome: Terms) -> str:
    """Return an outcome with what it is worth to the party where that is not to be read off it."""
    said = outcome_in_words(view.scenario, outcome, apart_from=own_offers(view))
    return said if view.scenario.in_units else f"{said} ({points(view.utility(outcome))} to you)"


def _level(view: View, outcome: Terms) -> float:
    return float(outcome[view.scenario.issues[0].name]) if view.scenario.in_units else view.utility(outcome)
