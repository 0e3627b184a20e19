"""Hints for a learner: what the side's own tactic would do, and whether a zone of agreement is open."""

from __future__ import annotations

from negosim.domain.terms import Terms
from negosim.engine import Accept, Offer, View
from negosim.rules.lower import Lowered
from negosim.teach.play.margin import margin_in_words, outcome_with_points
from negosim.teach.words import Words

__all__ = ["advice_in_words", "utility_in_words", "zone_in_words"]


def utility_in_words(words: Words, outcome: Terms, view: View) -> str:
    """Return how an outcome compares, for the party, with no agreement and with the offer on the table."""
    said, margin = outcome_with_points(words, view, outcome), margin_in_words(words, view, outcome)
    standing = view.standing
    if standing is None or standing.terms is None:
        return words("would_be", outcome=said, margin=margin)
    beside = margin_in_words(words, view, outcome, standing.terms)
    return words("would_be_both", outcome=said, margin=margin, beside=beside)


def advice_in_words(words: Words, view: View) -> str:
    """Return what the party's own tactic would do at this turn, and how that compares with the offer on the table."""
    advice = view.advice()
    if isinstance(advice, Offer):
        offer, share = outcome_with_points(words, view, advice.terms), round(100.0 * view.time_used)
        standing = view.standing
        if standing is None or standing.terms is None:
            return words("would_offer", offer=offer, share=share)
        margin = margin_in_words(words, view, advice.terms, standing.terms)
        return words("would_offer_beside", offer=offer, margin=margin, share=share)
    return words("would_accept" if isinstance(advice, Accept) else "would_leave")


def zone_in_words(words: Words, view: View, lowered: Lowered, *, seed: int | None, replicate: int | None) -> str:
    """Return whether a zone of agreement is open today, without revealing the other side's limit."""
    from negosim.zopa import zones

    today = zones(lowered, on=view.date, seed=seed, replicate=replicate)
    if all(solution.utilities is None for solution in today.solutions.values()):
        return words("zone_closed")
    standing = view.standing
    if standing is None or standing.terms is None:
        return words("zone_open")
    inside = view.utility(standing.terms) >= view.reservation
    return f"{words('zone_open')} {words('offer_inside' if inside else 'offer_outside')}"
