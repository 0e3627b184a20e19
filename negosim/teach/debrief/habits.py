"""Advice on how a player negotiated: first offers, concessions, and the share of the attainable gain."""

from __future__ import annotations

from collections.abc import Callable

from negosim.engine import Offer
from negosim.report.wording import NO_BREAK
from negosim.teach.amounts import CLOSE, distance, level_in_words
from negosim.teach.debrief.scores import Debrief, level_of

__all__ = ["HABITS"]

LOW, EVEN, HIGH = 0.4, 0.6, 0.9  # shares of the attainable gain
NOTABLE = 0.1  # share of the way from the tactic's first offer to the reservation value that is mentioned
EARLY = 0.1  # conceding at most this share in the last fifth of the time is early
ONE_STEP = 0.6


def offered_below_limit(game: Debrief) -> str:
    """Advise on an offer that would have been worse for the player than no agreement."""
    worse = (turn for turn in game.turns if turn.offered_utility < turn.reservation - CLOSE)
    turn = next(worse, None)
    if turn is None or game.below_reservation or not isinstance(turn.decision, Offer):
        return ""
    limit = level_in_words(game.words, game.result.scenario, turn.reservation_level)
    return game.words("offered_below_limit", date=turn.date, terms=game.terms(turn.decision.terms), limit=limit)


def never_moved(game: Debrief) -> str:
    """Advise a player who never moved from the first offer, and did not get a good deal."""
    if len(game.own.offers) < 2 or game.own.given > CLOSE or game.own.taken_back or not _had_room(game):
        return ""
    if game.result.agreed and (game.share or 0.0) >= EVEN:
        return ""
    return game.words("never_moved")


def first_offer_accepted_at_once(game: Debrief) -> str:
    """Advise a player who accepted an offer without making one."""
    if not game.result.agreed or game.own.offers or _kept(game) >= EVEN:
        return ""
    return game.words("first_offer_accepted_at_once")


def modest_opening(game: Debrief) -> str:
    """Advise on a first offer that asked for less than it could have."""
    if not _low(game) or not game.own.offers or not game.programs.offers:
        return ""
    mine, programs = game.own.offers[0].utility, game.programs.offers[0].utility
    if programs - mine < NOTABLE * max(programs - game.reservation, CLOSE):
        return ""
    levels = [level_of(game.zones, game.party, utility) for utility in (mine, programs)]
    return game.words("modest_opening", less=distance(game.words, game.result.scenario, *levels))


def conceded_unanswered(game: Debrief) -> str:
    """Advise on concessions that the other side had not answered."""
    if not _low(game) or game.own.unanswered == 0:
        return ""
    once = game.own.unanswered == 1
    return game.words("conceded_unanswered_once" if once else "conceded_unanswered", n=game.own.unanswered)


def conceded_in_one_step(game: Debrief) -> str:
    """Advise on a concession that was made all at once."""
    if not _low(game) or game.own.given <= CLOSE or game.own.largest < ONE_STEP * game.own.given:
        return ""
    return game.words("conceded_in_one_step")


def conceded_early(game: Debrief) -> str:
    """Advise on concessions that were all made long before the end."""
    if not _low(game) or game.own.late is None or game.own.late > EARLY:
        return ""
    return game.words("conceded_early")


def took_back(game: Debrief) -> str:
    """Advise on concessions that were taken back in talks that failed."""
    if game.result.agreed or game.own.taken_back == 0:
        return ""
    return game.words("took_back_once" if game.own.taken_back == 1 else "took_back", n=game.own.taken_back)


def low_share(game: Debrief) -> str:
    """Advise on a share below two fifths."""
    if not _low(game) or game.below_reservation:
        return ""
    return game.words("low_share", share=_share(game))


def even_share(game: Debrief) -> str:
    """Advise on a share near one half."""
    if not game.result.agreed or not LOW <= _kept(game) < EVEN:
        return ""
    return game.words("even_share", share=_share(game))


def high_share(game: Debrief) -> str:
    """Advise on a share of three fifths or more."""
    if not game.result.agreed or _kept(game) < EVEN:
        return ""
    return game.words("highest_share" if _kept(game) >= HIGH else "high_share", share=_share(game))


HABITS: tuple[Callable[[Debrief], str], ...] = (
    offered_below_limit,
    never_moved,
    first_offer_accepted_at_once,
    modest_opening,
    conceded_unanswered,
    conceded_in_one_step,
    conceded_early,
    took_back,
    low_share,
    even_share,
    high_share,
)


def _had_room(game: Debrief) -> bool:
    return game.own.offers[-1].utility > game.reservation + CLOSE


def _kept(game: Debrief) -> float:
    return -1.0 if game.share is None else game.share


def _low(game: Debrief) -> bool:
    return game.result.agreed and game.share is not None and game.share < LOW


def _share(game: Debrief) -> str:
    return f"{round(100.0 * max(0.0, _kept(game)))}{NO_BREAK}%"
