"""What a learner may ask: what the side's own tactic would do, and whether a zone of agreement is open."""

from __future__ import annotations

from negosim.domain.terms import Terms
from negosim.engine import Accept, Offer, View
from negosim.rules.lower import Lowered
from negosim.teach.play.margin import margin_in_words, outcome_with_points

__all__ = ["advice_in_words", "utility_in_words", "zone_in_words"]


def utility_in_words(outcome: Terms, view: View) -> str:
    """Return what an outcome would be worth to the party, beside no agreement and what is on the table."""
    words = f"{outcome_with_points(view, outcome)} would be {margin_in_words(view, outcome)}"
    standing = view.standing
    if standing is not None and standing.terms is not None:
        words += f" and {margin_in_words(view, outcome, standing.terms)}"
    return f"{words}."


def advice_in_words(view: View) -> str:
    """Return what the stance's own tactic would do at this turn, and how that compares."""
    advice = view.advice()
    if isinstance(advice, Offer):
        words = f"Your side's own tactic would offer {outcome_with_points(view, advice.terms)}"
        standing = view.standing
        if standing is not None and standing.terms is not None:
            words += f", {margin_in_words(view, advice.terms, standing.terms)}"
        return f"{words}. It has used {round(100.0 * view.time_used)} % of its time."
    if isinstance(advice, Accept):
        return "Your side's own tactic would accept the offer on the table."
    return "Your side's own tactic would refuse the offer and leave the talks."


def zone_in_words(view: View, lowered: Lowered, *, seed: int | None, replicate: int | None) -> str:
    """Return whether some outcome is better for both sides than no agreement today, without the other side's limit."""
    from negosim.zopa import zones

    today = zones(lowered, on=view.date, seed=seed, replicate=replicate)
    if all(solution.utilities is None for solution in today.solutions.values()):
        return "There is no zone of agreement today: no outcome is better for both sides than no agreement."
    standing, words = view.standing, "A zone of agreement is open today: some outcomes are better for both than none."
    if standing is None or standing.terms is None:
        return words
    inside = view.utility(standing.terms) >= view.reservation
    return f"{words} Their offer lies {'inside' if inside else 'outside'} what you would take."
