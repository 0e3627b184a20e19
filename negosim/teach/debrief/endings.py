"""Advice on how a game ended: each rule knows one kind of ending, and says nothing of the others."""

from __future__ import annotations

from collections.abc import Callable

from negosim.engine import Tentative, WalkAway
from negosim.report.ending import last_day
from negosim.report.wording import party_title, terms, within
from negosim.teach.amounts import distance, points, told_apart
from negosim.teach.debrief.concessions import CLOSE
from negosim.teach.debrief.scores import Debrief, level_of

__all__ = ["ENDINGS", "offer_of", "refuser"]

NOTABLE = 0.05  # share of what was attainable that is worth mentioning


def signed_below_limit(game: Debrief) -> str:
    """Comment on a deal that is worse than no agreement."""
    if not game.below_reservation:
        return ""
    worse = distance(game.result.scenario, _level(game, game.utility), game.limit)
    return (
        f"You signed a deal that is {worse} worse for you than no agreement. Write your reservation value down before "
        "the first offer, and hold every offer against it before you sign."
    )


def refused_at_home(game: Debrief) -> str:
    """Comment on a deal of the player's that a ratifier refused, where no other followed."""
    refused = next((deal for deal in game.result.tentative if deal.rejected_by is not None), None)
    if game.result.agreed or refused is None:
        return ""
    who, whose = refuser(game, refused)
    return (
        f"Your deal of {terms(game.result.scenario, refused.terms)} was rejected by {who}. The table is one of two: "
        f"a deal must also be good for those at home who must consent. Find out early what {whose} can live with."
    )


def left_an_offer(game: Debrief) -> str:
    """Comment on an offer that was better than no agreement, would have stood, and was not taken."""
    declined = game.declined
    if game.result.agreed or declined is None or not declined.holds:
        return ""
    margin = _margin(game)
    return (
        f"On {declined.turn.date} their offer of {offer_of(game)} lay on the table, "
        f"{margin} better for you than no agreement, and it would have become one. Before you let talks end, compare "
        "what is on the table with your reservation value, not with what you hoped for."
    )


def offer_refused_at_home(game: Debrief) -> str:
    """Comment on a good offer that was not taken and would have been refused by a ratifier."""
    declined = game.declined
    if game.result.agreed or declined is None or declined.holds or declined.refusal is None:
        return ""
    who, whose = refuser(game, declined.refusal)
    when = declined.refusal.decided
    return (
        f"On {declined.turn.date} their offer of {offer_of(game)} lay on the table, "
        f"{_margin(game)} better for you than no agreement. You did not take it; it would not have held either, for "
        f"{who} would have rejected it{f' on {when}' if when else ''}. An offer is only as good as the consent "
        f"behind it: before you wait for more, find out what {whose} can accept."
    )


def offer_came_too_late(game: Debrief) -> str:
    """Comment on a good offer that was not taken, and on which a vote would still have been out at the end."""
    declined = game.declined
    if game.result.agreed or declined is None or declined.holds or declined.refusal is not None:
        return ""
    return (
        f"On {declined.turn.date} their offer of {offer_of(game)} lay on the table, "
        f"{_margin(game)} better for you than no agreement, but there was no time left to conclude it. Consent takes "
        "time: count back from the end to the last day on which a deal is still worth making."
    )


def left_too_soon(game: Debrief) -> str:
    """Comment on talks that were broken off before a zone of agreement opened."""
    if not _walked_away(game) or game.share is not None:
        return ""
    later = (period for period in game.zones.periods if period.begins > game.zones.on and period.zone is not None)
    opening = next(later, None)
    if opening is None:
        return ""
    return (
        f"No outcome was good for both when you broke the talks off, but a zone of agreement opens on {opening.begins}."
        " Walking away cannot be undone; saying nothing keeps the door open."
    )


def zone_has_closed(game: Debrief) -> str:
    """Comment on a zone of agreement that was open once and was not used."""
    if game.result.agreed or game.share is not None or _has_tempting_offer(game):
        return ""
    if not any(period.zone is not None for period in game.zones.periods if period.begins <= game.zones.on):
        return ""
    return (
        "When the talks ended no outcome was good for both, but a zone of agreement had been open before. Ask yourself "
        "at each turn whether time works for you or against you."
    )


def no_zone(game: Debrief) -> str:
    """Comment that no agreement was the right result."""
    if game.result.agreed or game.share is not None or game.result.tentative or _has_tempting_offer(game):
        return ""
    if any(period.zone is not None for period in game.zones.periods if period.begins <= game.zones.on):
        return ""
    return (
        "No outcome was good for both sides at any time, and they never offered what you should have taken: no "
        "agreement was the right result, and you were right not to sign."
    )


def missed_zone(game: Debrief) -> str:
    """Comment on a zone of agreement that was open to the end and in which nothing was ever offered to the player."""
    if game.result.agreed or game.share is None or _has_tempting_offer(game):
        return ""
    if not game.own.offers:
        return "A zone of agreement was open, and you made no offer. The other side cannot accept what is not offered."
    ended = "you walked away" if _walked_away(game) else "it was missed"
    return (
        f"A zone of agreement was open on {last_day(game.result)}, and {ended}. Near the end, make the offer that is "
        "still clearly better for you than no agreement."
    )


def passed_over_a_better_offer(game: Debrief) -> str:
    """Comment on a better offer that had been on the table before the deal."""
    declined = game.declined
    if not game.result.agreed or game.below_reservation or declined is None or not declined.holds:
        return ""
    more = declined.turn.standing_utility - game.utility
    if more <= NOTABLE * max(game.attainable, CLOSE):
        return ""
    scenario = game.result.scenario
    had = distance(scenario, _level(game, declined.turn.standing_utility), _level(game, game.utility))
    return (
        f"On {declined.turn.date} they offered {offer_of(game)}, {had} better than what you signed in "
        "the end, and you let it pass. An offer need not stay: when one is good, weigh what waiting may bring against "
        "what it may cost."
    )


def left_value(game: Debrief) -> str:
    """Comment on an outcome that would have been better for the player at no cost to the other side."""
    better = game.better
    if better is None or game.attainable <= CLOSE or better.more < NOTABLE * game.attainable:
        return ""
    scenario = game.result.scenario
    more = distance(scenario, _level(game, better.utility), _level(game, game.utility))
    return (
        f"Value was left on the table: {terms(scenario, better.terms)} would have given you {more} more at no cost to "
        "the other side. Concede on what matters little to you, and ask for what matters much."
    )


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
    """Return who refused a deal, as a title within a sentence, and on whose side that is."""
    ratifier = next(each for each in game.result.scenario.ratifiers if each.name == deal.rejected_by)
    title = within(ratifier.title or ratifier.name.replace("_", " "))
    own = ratifier.party == game.party
    side = within(party_title(game.result.scenario, ratifier.party))
    return (f"{title} (on your own side)" if own else title), ("your own side" if own else side)


def offer_of(game: Debrief) -> str:
    """Return the declined offer, told apart from the player's own."""
    if game.declined is None:
        return ""
    return told_apart(game.result.scenario, game.declined.terms, [act.terms for act in game.own.offers])


def _has_tempting_offer(game: Debrief) -> bool:
    """Return whether an offer was declined that was better than no agreement, whatever would have come of it."""
    return game.declined is not None


def _walked_away(game: Debrief) -> bool:
    return any(isinstance(turn.decision, WalkAway) for turn in game.turns)


def _margin(game: Debrief) -> str:
    """Return by how much the best declined offer was better than no agreement on its day."""
    scenario, declined = game.result.scenario, game.declined
    if declined is None:
        return ""
    if scenario.in_units:
        value = float(declined.terms[scenario.issues[0].name])
        return distance(scenario, value, declined.turn.reservation_level)
    return points(declined.turn.margin)


def _level(game: Debrief, utility: float) -> float:
    return level_of(game.zones, game.party, utility)
