"""How much better or worse an outcome is for a party than no agreement or another outcome, in words."""

from __future__ import annotations

from negosim.domain.terms import Terms
from negosim.engine import View
from negosim.rules.values import INDIFFERENT
from negosim.teach.amounts import distance, outcome_in_words, points
from negosim.teach.words import Words

__all__ = ["margin_in_words", "outcome_with_points", "own_offers"]


def margin_in_words(words: Words, view: View, outcome: Terms, than: Terms | None = None) -> str:
    """Return how an outcome compares, such as ``1.2 points better for you than no agreement``.

    Parameters
    ----------
    than : mapping, optional
        The outcome to compare with; no agreement by default.
    """
    mine = view.utility(outcome)
    other, level, what = view.reservation, view.reservation_level, "none"
    if than is not None:
        other, level, what = view.utility(than), _level(view, than), "table"
    if abs(mine - other) <= INDIFFERENT:
        return words(f"as_good_as_{what}")
    apart = distance(words, view.scenario, _level(view, outcome), level)
    return words(f"{'better' if mine > other else 'worse'}_than_{what}", apart=apart)


def own_offers(view: View) -> list[Terms]:
    """Return the party's own offers so far."""
    return [row.terms for row in view.events if row.kind == "offer" and row.party == view.party and row.terms]


def outcome_with_points(words: Words, view: View, outcome: Terms) -> str:
    """Return an outcome in words, with its points to the party if there are several issues."""
    said = outcome_in_words(words, view.scenario, outcome, apart_from=own_offers(view))
    if view.scenario.in_units:
        return said
    return words("with_points", outcome=said, points=points(words, view.utility(outcome)))


def _level(view: View, outcome: Terms) -> float:
    return float(outcome[view.scenario.issues[0].name]) if view.scenario.in_units else view.utility(outcome)
