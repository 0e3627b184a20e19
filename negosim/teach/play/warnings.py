"""Warnings before a decision that the player may regret."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.terms import Terms
from negosim.engine import Accept, Decision, Offer, View, WalkAway
from negosim.rules.values import INDIFFERENT
from negosim.teach.amounts import level_in_words
from negosim.teach.play.margin import margin_in_words
from negosim.teach.play.situation import rising
from negosim.teach.words import Words

__all__ = ["warnings"]


def warnings(words: Words, decision: Decision, view: View) -> Iterator[str]:
    """Yield warnings about a decision, if there are any."""
    if isinstance(decision, WalkAway):
        yield words("walking_away")
        yield from _left_behind(words, view)
        return
    if isinstance(decision, Offer):
        yield from _below_limits(words, decision.terms, view, "offer")
        yield from _gives_away(words, decision.terms, view)
    elif isinstance(decision, Accept) and view.standing is not None and view.standing.terms is not None:
        yield from _below_limits(words, view.standing.terms, view, "deal")


def _below_limits(words: Words, outcome: Terms, view: View, what: str) -> Iterator[str]:
    mine, said = view.utility(outcome), words.terms(view.scenario, outcome)
    if mine < view.reservation - INDIFFERENT:
        limit = level_in_words(words, view.scenario, view.reservation_level)
        yield words(f"{what}_below", terms=said, margin=margin_in_words(words, view, outcome), limit=limit)
    if _outside_mandate(outcome, mine, view):
        yield words(f"{what}_beyond", terms=said, limit=level_in_words(words, view.scenario, view.mandate_level))


def _outside_mandate(outcome: Terms, utility: float, view: View) -> bool:
    if view.mandate_level == view.reservation_level:
        return False
    if not view.scenario.in_units:
        return utility < view.mandate_level - INDIFFERENT
    sign = 1.0 if rising(view) else -1.0
    return sign * float(outcome[view.scenario.issues[0].name]) < sign * view.mandate_level


def _gives_away(words: Words, outcome: Terms, view: View) -> Iterator[str]:
    standing = view.standing
    if (
        standing is not None
        and standing.terms is not None
        and view.utility(standing.terms) > view.utility(outcome) + INDIFFERENT
    ):
        yield words("theirs_is_better", terms=words.terms(view.scenario, standing.terms))


def _left_behind(words: Words, view: View) -> Iterator[str]:
    standing = view.standing
    if (
        standing is not None
        and standing.terms is not None
        and view.utility(standing.terms) > view.reservation + INDIFFERENT
    ):
        yield words("theirs_beats_none", terms=words.terms(view.scenario, standing.terms))
