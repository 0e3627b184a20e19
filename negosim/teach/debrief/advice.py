"""One piece of advice for the next game: the first of the usual mistakes that a debrief shows."""

from __future__ import annotations

from collections.abc import Callable

from negosim.report.wording import terms
from negosim.teach.debrief.concessions import CLOSE
from negosim.teach.debrief.scores import Debrief

__all__ = ["advice_of"]

MUCH = 0.05  # utility or share that is worth a word
LOW_SHARE = 0.4
HIGH_SHARE = 0.6
EARLY = 0.1  # less than this share conceded late is early


def advice_of(found: Debrief) -> str:
    """Return what the player should try next time, in a sentence or two."""
    for rule in RULES:
        words = rule(found)
        if words:
            return words
    return "A sound game. Try the other side of the table, or the level above, and see what changes."


def _signed_below(found: Debrief) -> str:
    if not found.below_reservation:
        return ""
    return (
        "You signed what is worse for you than no agreement. Write your reservation value down before the first "
        "offer, and "
        "hold each offer against it before you sign."
    )


def _left_an_offer(found: Debrief) -> str:
    standing = found.standing
    if standing is None or standing.utility <= found.reservation + CLOSE:
        return ""
    return (
        f"Their last offer, {terms(found.result.scenario, standing.terms)}, was better for you than no agreement. "
        "Before you "
        "let talks end, compare what is on the table with your reservation value, not with what you hoped for."
    )


def _left_too_soon(found: Debrief) -> str:
    if found.result.ending != "broken_off" or found.share is not None:
        return ""
    opening = next((period for period in found.zones.periods if period.begins > found.zones.on and period.zone), None)
    if opening is None:
        return ""
    return (
        f"No outcome was good for both when the talks broke off, but a zone of agreement opens on {opening.begins}. "
        "Walking away is for good; saying nothing keeps the door open."
    )


def _no_zone(found: Debrief) -> str:
    if found.result.agreed or found.share is not None:
        return ""
    ever = any(period.zone is not None for period in found.zones.periods if period.begins <= found.zones.on)
    if ever:
        return (
            "When the talks ended no outcome was good for both, but a zone of agreement had been open before. Ask "
            "yourself at "
            "each turn whether time works for you or against you."
        )
    return "No outcome was good for both sides: no agreement was the right result, and you were right to hold out."


def _missed_zone(found: Debrief) -> str:
    if found.result.agreed or found.share is None:
        return ""
    if not found.own.acts:
        return (
            "You made no offer, though a zone of agreement was open. The other side cannot accept what is not offered."
        )
    if found.own.conceded <= CLOSE:
        return (
            "A zone of agreement was open, and you never moved. A small concession in answer to theirs keeps talks "
            "alive."
        )
    return (
        "A zone of agreement was open and was missed. Near the end, make the offer that is still clearly better for "
        "you than none."
    )


def _left_value(found: Debrief) -> str:
    if found.better is None or found.better.more < MUCH:
        return ""
    return (
        f"Value was left on the table: {terms(found.result.scenario, found.better.terms)} would have given you "
        f"{found.better.more:.2f} more at no cost to the other side. Give way on what weighs little for you, and "
        "ask for "
        "what weighs much."
    )


def _modest_opening(found: Debrief) -> str:
    if not _low(found) or not found.own.acts or not found.programs.acts:
        return ""
    if found.own.acts[0].utility >= found.programs.acts[0].utility - MUCH:
        return ""
    return (
        "Your first offer asked for less than your side's own tactic would have asked for. First offers anchor: "
        "open with "
        "the best that you can give a reason for."
    )


def _against_oneself(found: Debrief) -> str:
    if not _low(found) or found.own.unanswered == 0:
        return ""
    times = "once" if found.own.unanswered == 1 else f"{found.own.unanswered} times"
    return f"You conceded {times} though the other side had not moved. Wait for an answer before you give way again."


def _in_one_step(found: Debrief) -> str:
    if not _low(found) or found.own.conceded <= CLOSE or found.own.largest < 0.6 * found.own.conceded:
        return ""
    return (
        "You gave most of what you gave in a single step. Smaller and smaller steps tell the other side that your "
        "limit is near."
    )


def _too_early(found: Debrief) -> str:
    if not _low(found) or found.own.late is None or found.own.late > EARLY:
        return ""
    return (
        "You had conceded nearly everything long before the end. Concessions are worth most near the deadline; keep "
        "some for it."
    )


def _low_share(found: Debrief) -> str:
    if not _low(found):
        return ""
    return "The other side got most of what there was to share. Make the next offer later, and let theirs come to you."


def _high_share(found: Debrief) -> str:
    if found.share is None or found.share < HIGH_SHARE:
        return ""
    return (
        "You took the larger part of what there was to share. Try the other side of the table: can you do it from "
        "there too?"
    )


def _low(found: Debrief) -> bool:
    return found.result.agreed and found.share is not None and found.share < LOW_SHARE


RULES: tuple[Callable[[Debrief], str], ...] = (
    _signed_below,
    _left_too_soon,
    _no_zone,
    _left_an_offer,
    _missed_zone,
    _left_value,
    _modest_opening,
    _against_oneself,
    _in_one_step,
    _too_early,
    _low_share,
    _high_share,
)
