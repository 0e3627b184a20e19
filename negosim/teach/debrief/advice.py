"""Advice for the next game: first on the ending, then on how the player negotiated."""

from __future__ import annotations

from negosim.teach.debrief.endings import ENDINGS
from negosim.teach.debrief.habits import HABITS
from negosim.teach.debrief.scores import Debrief

__all__ = ["MOST", "advice_of"]

MOST = 3


def advice_of(game: Debrief) -> tuple[str, ...]:
    """Return one to three pieces of advice, the most important first.

    The order is that of `ENDINGS`, then of `HABITS`: advice on the result comes before advice on how the player
    negotiated, and within each, what cost the player most comes first.
    """
    pieces = [words for rule in (*ENDINGS, *HABITS) if (words := rule(game))]
    return tuple(pieces[:MOST]) or (game.words("otherwise"),)
