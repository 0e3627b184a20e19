"""Advice on how a player negotiated: first offers, concessions, and what was kept of what was to be shared."""

from __future__ import annotations

from collections.abc import Callable

from negosim.engine import Offer
from negosim.report.wording import NO_BREAK, terms
from negosim.teach.amounts import distance, level_in_words
from negosim.teach.debrief.concessions import CLOSE
from negosim.teach.debrief.scores import Debrief, level_of

__all__ = ["HABITS"]

LOW, EVEN, HIGH = 0.4, 0.6, 0.9  # shares of what was attainable
NOTABLE = 0.1  # part of the way from the tactic's first offer to the reservation value that is worth mentioning
EARLY = 0.1  # conceding less than this share in the last fifth of the time is early
ONE_STEP = 0.6


def offered_below_limit(game: Debrief) -> str:
    """Comment on an offer that would have been worse for the player than no agreement."""
    worse = [turn for turn in game.turns if turn.offered_utility < turn.reservation - CLOSE]
    if not worse or game.below_reservation:
        return ""
    turn, scenario = worse[0], game.result.scenario
    offered = terms(scenario, turn.decision.terms) if isinstance(turn.decision, Offer) else ""
    return (
        f"On {turn.date} you offered {offered}, beyond your own limit of "
        f"{level_in_words(scenario, turn.reservation_level)}. Had they accepted, you would have "
        "been worse off than without an agreement."
    )


def never_moved(game: Debrief) -> str:
    """Comment for a player who made the same offer from beginning to end although that did not bring a good deal."""
    if len(game.own.offers) < 2 or game.own.given > CLOSE or game.own.taken_back or not _had_room(game):
        return ""
    if game.result.agreed and (game.share or 0.0) >= EVEN:
        return ""
    return (
        "You never moved from your first offer, though you had room to. A small concession in answer to theirs keeps "
        "talks alive and asks for another."
    )


def first_offer_accepted_at_once(game: Debrief) -> str:
    """Comment for a player who took the other side's first offer without an offer of one's own."""
    if not game.result.agreed or game.own.offers or _kept(game) >= EVEN:
        return ""
    return (
        "You took what they offered without an offer of your own. A first offer is rarely the last: answer it with one "
        "that you can give a reason for."
    )


def modest_opening(game: Debrief) -> str:
    """Comment on a first offer that asked for less than it could have."""
    if not _low(game) or not game.own.offers or not game.programs.offers:
        return ""
    mine, programs = game.own.offers[0].utility, game.programs.offers[0].utility
    if programs - mine < NOTABLE * max(programs - game.reservation, CLOSE):
        return ""
    scenario = game.result.scenario
    less = distance(scenario, *(level_of(game.zones, game.party, utility) for utility in (mine, programs)))
    return (
        f"Your first offer asked for {less} less than your side's own tactic would have. First offers anchor: open "
        "with the best that you can give a reason for."
    )


def conceded_unanswered(game: Debrief) -> str:
    """Comment on concessions that the other side had not answered."""
    if not _low(game) or game.own.unanswered == 0:
        return ""
    times = "once" if game.own.unanswered == 1 else f"{game.own.unanswered} times"
    return f"You conceded {times} though the other side had not moved. Wait for an answer before you concede again."


def conceded_in_one_step(game: Debrief) -> str:
    """Comment on a concession that was made all at once."""
    if not _low(game) or game.own.given <= CLOSE or game.own.largest < ONE_STEP * game.own.given:
        return ""
    return (
        "You gave most of what you gave in a single step. Smaller and smaller steps signal to the other side that your "
        "limit is near."
    )


def conceded_early(game: Debrief) -> str:
    """Comment on concessions that were all made long before the end."""
    if not _low(game) or game.own.late is None or game.own.late > EARLY:
        return ""
    return (
        "You had conceded nearly everything long before the end. Concessions are worth most near the deadline; keep "
        "some for it."
    )


def took_back(game: Debrief) -> str:
    """Comment on offers that were withdrawn for worse ones in talks that failed."""
    if game.result.agreed or game.own.taken_back == 0:
        return ""
    times = "once" if game.own.taken_back == 1 else f"{game.own.taken_back} times"
    return (
        f"You took back {times} what you had offered. A concession that may be withdrawn buys little: say beforehand "
        "on what it depends."
    )


def low_share(game: Debrief) -> str:
    """Comment on a share below two fifths."""
    if not _low(game) or game.below_reservation:
        return ""
    return (
        f"You kept {_share(game)} of what was to be shared. Next time make your offers later and smaller, and let "
        "theirs come to you."
    )


def even_share(game: Debrief) -> str:
    """Comment on a share near one half."""
    if not game.result.agreed or not LOW <= _kept(game) < EVEN:
        return ""
    return (
        f"You kept {_share(game)} of what was to be shared, about as much as they did. To get more, aim higher "
        "before you begin: write down a target beyond your limit, and a reason for it."
    )


def high_share(game: Debrief) -> str:
    """Comment on a share of three fifths or more."""
    if not game.result.agreed or _kept(game) < EVEN:
        return ""
    if _kept(game) >= HIGH:
        return (
            f"You kept {_share(game)} of what was to be shared. Where you meet again, ask yourself what the other "
            "side will say about this deal, and whether it will be carried out gladly."
        )
    return (
        f"You kept {_share(game)} of what was to be shared. Try the other side of the table: can you do it from "
        "there too?"
    )


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
