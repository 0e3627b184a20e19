"""How a game ended and why, in a few sentences for the player."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negosim.report.document import Block, Paragraph, Span, say
from negosim.report.ending import last_day
from negosim.report.wording import NO_BREAK, party_title, ratifier_title, within
from negosim.report.zone_words import bound, range_in_words, zone_on
from negosim.teach.amounts import CLOSE, distance, level_in_words, outcome_in_words, points
from negosim.teach.debrief.endings import offer_of, refuser
from negosim.teach.debrief.scores import Debrief

__all__ = ["ending_blocks"]


def ending_blocks(game: Debrief) -> Iterator[Block]:
    """Yield the outcome of the talks, the reason for it, and the time it took."""
    why = _why_agreed(game) if game.result.agreed else _why_not(game)
    yield Paragraph(text=_verdict(game))
    yield Paragraph(text=say(" ".join([*_rejections(game), why, _effort(game)])))
    yield from _behind_the_table(game)


def _verdict(game: Debrief) -> tuple[Span, ...]:
    words, result = game.words, game.result
    if result.terms is None:
        key = "none_by_horizon" if result.ending == "horizon" else "none_broken_off"
        return say(words(key, date=last_day(result)), "bad")
    said = outcome_in_words(words, result.scenario, result.terms)
    verdict = Span(words("agreed", date=result.concluded, terms=said), "good")
    if result.in_force is None:
        return verdict, Span(f" {words('not_in_force')}")
    if result.in_force == result.concluded:
        return (verdict,)
    return verdict, Span(f" {words('in_force_from', date=result.in_force)}")


def _rejections(game: Debrief) -> Iterator[str]:
    for deal in game.result.tentative:
        if deal.rejected_by is not None:
            who = within(ratifier_title(game.result.scenario, deal.rejected_by))
            key = "was_rejected" if deal.decided is None else "was_rejected_on"
            yield game.words(key, date=deal.date, terms=game.terms(deal.terms), who=who, on=deal.decided)


def _why_agreed(game: Debrief) -> str:
    words, scenario = game.words, game.result.scenario
    if not scenario.in_units:
        gains = [_gain(game, game.result.surplus[party]) for party in scenario.parties]
        return words("gains", **_sides(game, gain=gains))
    day = last_day(game.result)
    zone, _ = zone_on(game.zones, day)
    x = float((game.result.terms or {})[scenario.issues[0].name])
    limits = _limits(game, day)
    if zone is None:
        return words("limits_alone", limits=limits)
    said = range_in_words(scenario, zone)
    if not zone[0] < zone[1] or not zone[0] <= x <= zone[1]:
        return words("limits_zone", limits=limits, zone=said)
    to_low = (zone[1] - x) / (zone[1] - zone[0])
    kept = [to_low if bound(game.zones, party) == "at most" else 1.0 - to_low for party in scenario.parties]
    shares = [f"{100 * share:.0f}{NO_BREAK}%" for share in kept]
    return words("limits_shares", limits=limits, zone=said, **_sides(game, share=shares))


def _gain(game: Debrief, gain: float) -> str:
    said = points(game.words, abs(gain))
    return game.words("loss", points=said) if gain < -CLOSE else said


def _why_not(game: Debrief) -> str:
    words, scenario, end = game.words, game.result.scenario, last_day(game.result)
    zone, gap = zone_on(game.zones, end)
    if zone is None:
        ever = any(period.zone for period in game.zones.periods if period.begins <= end)
        key = "limits_gap_now" if ever else "limits_gap"
        return words(key, limits=_limits(game, end), gap=distance(words, scenario, gap, 0.0))
    if scenario.in_units:
        return words("zone_missed", zone=range_in_words(scenario, zone), offers=_last_offers(game))
    return words("zone_missed_points", offers=_last_offers(game))


def _last_offers(game: Debrief) -> str:
    scenario = game.result.scenario
    last = {row.party: row.terms for row in game.result.trace if row.kind == "offer" and row.terms is not None}
    said = [
        game.words("last_offer", party=within(party_title(scenario, party)), terms=game.terms(last[party]))
        for party in scenario.parties
        if party in last
    ]
    if len(said) == 2:
        return game.words("last_offers", first=said[0], second=said[1])
    return said[0] if said else game.words("no_offers")


def _limits(game: Debrief, day: date) -> str:
    words, scenario = game.words, game.result.scenario
    levels = game.zones.days[(day - scenario.calendar.start).days].levels
    limits = [
        words(bound(game.zones, party).replace(" ", "_"), x=level_in_words(words, scenario, x))
        for party, x in zip(scenario.parties, levels, strict=True)
    ]
    return words("limits", date=day, **_sides(game, limit=limits))


def _sides(game: Debrief, **of_each: list[str]) -> dict[str, str]:
    """Return the parties' titles as ``first`` and ``second``, and each list as ``first_NAME`` and ``second_NAME``."""
    scenario = game.result.scenario
    blanks = {}
    for place, (side, party) in enumerate(zip(("first", "second"), scenario.parties, strict=True)):
        blanks[side] = within(party_title(scenario, party))
        blanks |= {f"{side}_{name}": values[place] for name, values in of_each.items()}
    return blanks


def _effort(game: Debrief) -> str:
    words, result = game.words, game.result
    rounds = words("one_round" if result.rounds == 1 else "rounds", n=result.rounds)
    days = words.days((last_day(result) - result.scenario.calendar.start).days)
    if result.lapse_days < 1.0:
        return words("took", rounds=rounds, days=days)
    return words("took_lapse", rounds=rounds, days=days, lapse=words.days(result.lapse_days))


def _behind_the_table(game: Debrief) -> Iterator[Block]:
    """Yield why an offer of the other side's delegation would not have had its side's consent."""
    declined = game.declined
    if game.result.agreed or declined is None or declined.refusal is None:
        return
    scenario, refusal = game.result.scenario, declined.refusal
    ratifier = next(each for each in scenario.ratifiers if each.name == refusal.rejected_by)
    if ratifier.party == game.party:
        return
    day = game.zones.days[((refusal.decided or game.zones.on) - scenario.calendar.start).days]
    limit = level_in_words(game.words, scenario, day.levels[scenario.parties.index(ratifier.party)])
    key = "no_more_than" if bound(game.zones, ratifier.party) == "at most" else "no_less_than"
    side, (who, _) = within(party_title(scenario, ratifier.party)), refuser(game, refusal)
    yield Paragraph(text=say(game.words(key, side=side, offer=offer_of(game), who=who, limit=limit)))
