"""Advice on how a game ended: each rule returns advice on one kind of ending, or an empty string."""

from __future__ import annotations

from collections.abc import Callable

from negosim.engine import Tentative, WalkAway
from negosim.report.ending import last_day
from negosim.report.wording import party_title, ratifier_title, within
from negosim.teach.amounts import CLOSE, distance, distinguished, points
from negosim.teach.debrief.scores import Debrief, level_of
from negosim.teach.debrief.turns import Declined

__all__ = ["ENDINGS", "offer_of", "refuser"]

NOTABLE = 0.05  # the smallest share of the attainable gain that is mentioned


def signed_below_limit(game: Debrief) -> str:
    """Advise on a deal that is worse than no agreement."""
    if not game.below_reservation:
        return ""
    return game.words("signed_below_limit", worse=_apart(game, _level(game, game.utility), game.limit))


def refused_at_home(game: Debrief) -> str:
    """Advise on a deal of the player that a ratifier rejected, if no other deal followed."""
    refused = next((deal for deal in game.result.tentative if deal.rejected_by is not None), None)
    if game.result.agreed or refused is None:
        return ""
    who, side = refuser(game, refused)
    return game.words("refused_at_home", terms=game.terms(refused.terms), who=who, side=side)


def left_an_offer(game: Debrief) -> str:
    """Advise on an offer that was better than no agreement and would have held, but was not accepted."""
    declined = game.declined
    if game.result.agreed or declined is None or not declined.holds:
        return ""
    return _on_declined(game, declined, "left_an_offer")


def offer_refused_at_home(game: Debrief) -> str:
    """Advise on a good offer that was not accepted, but that a ratifier would have rejected."""
    declined = game.declined
    if game.result.agreed or declined is None or declined.holds or declined.refusal is None:
        return ""
    who, side = refuser(game, declined.refusal)
    on = declined.refusal.decided
    key = "offer_refused_at_home" if on is None else "offer_refused_at_home_on"
    return _on_declined(game, declined, key, who=who, side=side, on=on)


def offer_came_too_late(game: Debrief) -> str:
    """Advise on a good offer that was not accepted, but that came too late for the vote on it."""
    declined = game.declined
    if game.result.agreed or declined is None or declined.holds or declined.refusal is not None:
        return ""
    return _on_declined(game, declined, "offer_came_too_late")


def left_too_soon(game: Debrief) -> str:
    """Advise on talks that were broken off before a zone of agreement opened."""
    if not _walked_away(game) or game.share is not None:
        return ""
    later = (period for period in game.zones.periods if period.begins > game.zones.on and period.zone is not None)
    opening = next(later, None)
    return "" if opening is None else game.words("left_too_soon", date=opening.begins)


def zone_has_closed(game: Debrief) -> str:
    """Advise on a zone of agreement that was open earlier and was not used."""
    if game.result.agreed or game.share is not None or game.declined is not None or not _was_open(game):
        return ""
    return game.words("zone_has_closed")


def no_zone(game: Debrief) -> str:
    """Explain that no agreement was the right result."""
    if game.result.agreed or game.share is not None or game.result.tentative or game.declined is not None:
        return ""
    return "" if _was_open(game) else game.words("no_zone")


def missed_zone(game: Debrief) -> str:
    """Advise on a zone of agreement that was open at the end, if the other side never made an acceptable offer."""
    if game.result.agreed or game.share is None or game.declined is not None:
        return ""
    if not game.own.offers:
        return game.words("no_offer_made")
    key = "zone_missed_walked" if _walked_away(game) else "zone_missed_ended"
    return game.words(key, date=last_day(game.result))


def passed_over_a_better_offer(game: Debrief) -> str:
    """Advise on a better offer that had been on the table before the deal."""
    declined = game.declined
    if not game.result.agreed or game.below_reservation or declined is None or not declined.holds:
        return ""
    had = declined.turn.standing_utility
    if had - game.utility <= NOTABLE * max(game.attainable, CLOSE):
        return ""
    more = _apart(game, _level(game, had), _level(game, game.utility))
    return game.words("passed_over_a_better_offer", date=declined.turn.date, offer=offer_of(game), more=more)


def left_value(game: Debrief) -> str:
    """Advise on an outcome that would have been better for the player at no cost to the other side."""
    better = game.better
    if better is None or game.attainable <= CLOSE or better.more < NOTABLE * game.attainable:
        return ""
    more = _apart(game, _level(game, better.utility), _level(game, game.utility))
    return game.words("left_value", terms=game.terms(better.terms), more=more)


ENDINGS: tuple[Callable[[Debrief], str], ...] = (
    signed_below_limit,
    left_an_offer,
    refused_at_home,
    offer_refused_at_home,
    offer_came_too_late,
    left_too_soon,
    zone_has_closed,
    no_zone,
    missed_zone,
    passed_over_a_better_offer,
    left_value,
)


def refuser(game: Debrief, deal: Tentative) -> tuple[str, str]:
    """Return the ratifier that rejected a deal and its side, as titles within a sentence."""
    ratifier = next(each for each in game.result.scenario.ratifiers if each.name == deal.rejected_by)
    title = within(ratifier_title(game.result.scenario, ratifier.name))
    if ratifier.party == game.party:
        return game.words("own_ratifier", ratifier=title), game.words("own_side")
    return title, within(party_title(game.result.scenario, ratifier.party))


def offer_of(game: Debrief) -> str:
    """Return the declined offer in words, distinguishable from the player's own offers."""
    if game.declined is None:
        return ""
    own = [act.terms for act in game.own.offers]
    return distinguished(game.words, game.result.scenario, game.declined.terms, own)


def _on_declined(game: Debrief, declined: Declined, key: str, **blanks: object) -> str:
    """Return a sentence on the declined offer, with its date and its margin over no agreement."""
    margin = _margin(game, declined)
    return game.words(key, date=declined.turn.date, offer=offer_of(game), margin=margin, **blanks)


def _margin(game: Debrief, declined: Declined) -> str:
    scenario = game.result.scenario
    if scenario.in_units:
        return _apart(game, float(declined.terms[scenario.issues[0].name]), declined.turn.reservation_level)
    return points(game.words, declined.turn.margin)


def _was_open(game: Debrief) -> bool:
    """Return whether there was a zone of agreement at any time up to the end of the talks."""
    return any(period.zone is not None for period in game.zones.periods if period.begins <= game.zones.on)


def _walked_away(game: Debrief) -> bool:
    return any(isinstance(turn.decision, WalkAway) for turn in game.turns)


def _apart(game: Debrief, first: float, second: float) -> str:
    return distance(game.words, game.result.scenario, first, second)


def _level(game: Debrief, utility: float) -> float:
    return level_of(game.zones, game.party, utility)
