"""Tactics that imitate the other side's behaviour.

With one numeric issue the formulas work on the offers themselves; with several, on the utilities that the offers
give the party that moves.

Source: Faratin, Sierra and Jennings (1998), section 4.3.
"""

from negosim.rules.offers import heard, made, received
from negosim.rules.records import Offer, Party
from negosim.rules.stances import aspiration, clip_level, utility_of_level
from negosim.rules.tactics.chance import random_share


def level_of(own: Party, offer: Offer) -> float:
    """Return the level of an offer: its value in the one issue, or its utility to the party."""
    return offer.terms[0] if own.space.in_units else offer.utility


def relative(own: float, before: float, after: float) -> float:
    """Return the party's own level, moved in the same proportion as the other's from ``before`` to ``after``."""
    return own * (before / after) if after != 0.0 else own


def absolute(own: float, before: float, after: float) -> float:
    """Return the party's own level, moved by the same amount as the other's."""
    return own + (before - after)


def relative_tft(own: Party, delta: float) -> float:
    """Answer the other side's move ``delta`` offers back in the same proportion."""
    back = max(1, int(delta))
    if not can_answer(own, back):
        return unanswered(own)
    mine = level_of(own, made(own, 1))
    moved = relative(mine, level_of(own, received(own, back + 1)), level_of(own, received(own, back)))
    return utility_of_level(own, clip_level(own.space, moved))


def random_absolute_tft(own: Party, delta: float, spread: float) -> float:
    """Answer the other side's move ``delta`` offers back by the same amount, plus noise of at most ``spread``."""
    back = max(1, int(delta))
    if not can_answer(own, back):
        return unanswered(own)
    mine = level_of(own, made(own, 1))
    moved = absolute(mine, level_of(own, received(own, back + 1)), level_of(own, received(own, back)))
    if spread > 0.0:
        moved += spread * (2.0 * random_share(own) - 1.0)
    return utility_of_level(own, clip_level(own.space, moved))


def averaged_tft(own: Party, window: float) -> float:
    """Answer the moves of the last ``window`` offers in the same proportion."""
    back = max(1, int(window))
    if not can_answer(own, back):
        return unanswered(own)
    mine = level_of(own, made(own, 1))
    moved = relative(mine, level_of(own, received(own, back + 1)), level_of(own, received(own, 1)))
    return utility_of_level(own, clip_level(own.space, moved))


def can_answer(own: Party, back: int) -> bool:
    """Return whether the party has made an offer under its stance, and remembers a move that far back."""
    return own.offers_under_stance > 0 and heard(own) > back and len(own.received) > back + 1


def unanswered(own: Party) -> float:
    """Return the demand while there is no move to answer: the last one, or the aspiration at first."""
    if own.offers_under_stance == 0:
        return aspiration(own)
    return utility_of_level(own, level_of(own, made(own, 1)))
