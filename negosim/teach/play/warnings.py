"""Warnings before moves that a player may regret."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.terms import Terms
from negosim.engine import Accept, Decision, Offer, View, WalkAway
from negosim.report.wording import terms
from negosim.teach.amounts import level_in_words
from negosim.teach.play.margin import margin_in_words
from negosim.teach.play.situation import rising

__all__ = ["warnings"]

CLOSE = 1e-12  # as the rules have it: utilities that differ by less are equal


def warnings(decision: Decision, view: View) -> Iterator[str]:
    """Yield what speaks against a decision; nothing if nothing does."""
    if isinstance(decision, WalkAway):
        yield "Walking away ends the talks without an agreement."
        yield from _left_behind(view)
        return
    if isinstance(decision, Offer):
        yield from _below_limits(decision.terms, view, "This offer")
        yield from _gives_away(decision.terms, view)
    elif isinstance(decision, Accept) and view.standing is not None and view.standing.terms is not None:
        yield from _below_limits(view.standing.terms, view, "This deal")


def _below_limits(outcome: Terms, view: View, what: str) -> Iterator[str]:
    worth, said = view.utility(outcome), terms(view.scenario, outcome)
    if worth < view.reservation - CLOSE:
        yield (
            f"{what} ({said}) is {margin_in_words(view, outcome)}; your reservation value is "
            f"{level_in_words(view.scenario, view.reservation_level)}."
        )
    if _outside_mandate(outcome, worth, view):
        limit = level_in_words(view.scenario, view.mandate_level)
        yield f"{what} ({said}) goes beyond your mandate of {limit}."


def _outside_mandate(outcome: Terms, worth: float, view: View) -> bool:
    if view.mandate_level == view.reservation_level:
        return False
    if not view.scenario.in_units:
        return worth < view.mandate_level - CLOSE
    sign = 1.0 if rising(view) else -1.0
    return sign * float(outcome[view.scenario.issues[0].name]) < sign * view.mandate_level


def _gives_away(outcome: Terms, view: View) -> Iterator[str]:
    standing = view.standing
    if (
        standing is not None
        and standing.terms is not None
        and view.utility(standing.terms) > view.utility(outcome) + CLOSE
    ):
        yield f"Their offer on the table, {terms(view.scenario, standing.terms)}, is better for you than this one."


def _left_behind(view: View) -> Iterator[str]:
    standing = view.standing
    if standing is not None and standing.terms is not None and view.utility(standing.terms) > view.reservation + CLOSE:
        said = terms(view.scenario, standing.terms)
        yield f"Their offer on the table, {said}, is better for you than no agreement."
