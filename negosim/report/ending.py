"""How a run ended and why, in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from negosim.engine import Result
from negosim.report.document import Paragraph, Span, say
from negosim.report.wording import (
    NO_BREAK,
    UTILITY_PLACES,
    days,
    level,
    money,
    party_title,
    ratifier_title,
    terms,
    within,
)
from negosim.report.zone_words import bound, gap_in_words, range_in_words, zone_on

if TYPE_CHECKING:
    from negosim.zopa import Zones

__all__ = ["ending_blocks", "last_day", "refusals_of", "shocks_of", "zones_of"]


def last_day(result: Result) -> date:
    """Return the day on which a run ended: its conclusion, a break-up, or the horizon."""
    if result.concluded is not None:
        return result.concluded
    return result.scenario.calendar.horizon if result.ending == "horizon" else result.trace[-1].date


def refusals_of(result: Result) -> tuple[tuple[float, str], ...]:
    """Return the time of each rejection in a run and the party whose ratifier rejected, as `negosim.zones` expects."""
    return tuple((row.time, row.party) for row in result.trace if row.kind == "rejected" and row.party is not None)


def shocks_of(result: Result) -> dict[str, float]:
    """Return the names of the shocks that happened in a run and their times, as `negosim.zones` expects."""
    return {row.event: row.time for row in result.trace if row.kind == "shock" and row.event}


def zones_of(result: Result) -> Zones:
    """Return the zones of a run, with the solutions on its last day and the effect of its rejections and shocks."""
    from negosim.zopa import zones

    return zones(
        result.scenario,
        on=last_day(result),
        seed=result.seed,
        replicate=result.replicate,
        refusals=refusals_of(result),
        shocks=shocks_of(result),
    )


def ending_blocks(result: Result, zones: Zones) -> tuple[Paragraph, ...]:
    """Return the outcome of the talks, the reason for it, and the time it took."""
    why = _why_agreed if result.agreed else _why_not
    sentences = [
        *_rejections(result),
        *why(result, zones),
        *_pending_vote(result),
        _effort(result),
        *_lapse_costs(result),
    ]
    return (Paragraph(text=_verdict(result)), Paragraph(text=say(" ".join(sentences))))


def _verdict(result: Result) -> tuple[Span, ...]:
    if result.terms is None:
        ended = "by the horizon," if result.ending == "horizon" else "\N{EN DASH} the talks broke off on"
        return say(f"No agreement {ended} {last_day(result)}.", "bad")
    amount = money(result.scenario, result.terms)
    verdict = (
        f"Agreement on {result.concluded}: {terms(result.scenario, result.terms)}{f' ({amount})' if amount else ''}."
    )
    if result.in_force is None:
        return Span(verdict, "good"), Span(" It has not entered into force.")
    later = f" In force from {result.in_force}." if result.in_force != result.concluded else ""
    return Span(verdict, "good"), Span(later)


def _rejections(result: Result) -> Iterator[str]:
    for deal in result.tentative:
        if deal.rejected_by is not None:
            by = within(ratifier_title(result.scenario, deal.rejected_by))
            on = "" if deal.decided is None else f" on {deal.decided}"
            struck = f"{deal.date} at {terms(result.scenario, deal.terms)}"
            yield f"The tentative deal of {struck} was rejected by {by}{on}."


def _pending_vote(result: Result) -> Iterator[str]:
    """Yield the vote that was still to come when the horizon ended the talks."""
    if result.pending is not None and result.pending.kind == "vote":
        deal = result.tentative[-1]
        struck = f"{deal.date} at {terms(result.scenario, deal.terms)}"
        yield f"{ratifier_title(result.scenario, result.pending.by)} had not yet voted on the deal of {struck}."


def _why_agreed(result: Result, zones: Zones) -> Iterator[str]:
    scenario = result.scenario
    if not scenario.in_units:
        gains = [
            f"{within(party_title(scenario, party))} {gain:+.{UTILITY_PLACES}f}"
            for party, gain in result.surplus.items()
        ]
        less = ", less the cost of the lapse" if any(result.lapse_cost.values()) else ""
        yield f"Gain over no agreement, in utility{less}: {', '.join(gains)}."
        return
    day = last_day(result)
    zone, _ = zone_on(zones, day)
    x = float((result.terms or {})[scenario.issues[0].name])
    if zone is None:
        yield f"{_limits(zones, day)}, but the agreement stands."
    elif zone[0] < zone[1] and zone[0] <= x <= zone[1]:
        yield f"{_limits(zones, day)}: a zone of {range_in_words(scenario, zone)}, of which {_shares(zones, zone, x)}."
    else:
        yield f"{_limits(zones, day)}: a zone of {range_in_words(scenario, zone)}."


def _shares(zones: Zones, zone: tuple[float, float], x: float) -> str:
    """Return how an outcome divides the zone."""
    to_low = (zone[1] - x) / (zone[1] - zone[0])
    names = zones.scenario.parties
    kept = [to_low if bound(zones, party) == "at most" else 1.0 - to_low for party in names]
    return " and ".join(
        f"{within(party_title(zones.scenario, name))} gets {100 * share:.0f}{NO_BREAK}%"
        for name, share in zip(names, kept, strict=True)
    )


def _why_not(result: Result, zones: Zones) -> Iterator[str]:
    scenario, end = result.scenario, last_day(result)
    zone, gap = zone_on(zones, end)
    if zone is None:
        ever = any(period.zone for period in zones.periods if period.begins <= end)
        closed = ", so an agreement was no longer possible" if ever else ". No agreement was possible at any time"
        yield f"{_limits(zones, end)}: a gap of {gap_in_words(scenario, gap)}{closed}."
        return
    words = f"A zone of {range_in_words(scenario, zone)}" if scenario.in_units else "A zone of agreement"
    yield f"{words} was open, but {_last_offers(result)}."


def _last_offers(result: Result) -> str:
    scenario, pending = result.scenario, result.pending
    last = {row.party: row.terms for row in result.trace if row.kind == "offer" and row.terms is not None}
    said = [
        f"{within(party_title(scenario, party))}'s last offer was {terms(scenario, last[party])}"
        for party in scenario.parties
        if party in last
    ]
    words = " and ".join(said) or "neither side made an offer"
    if pending is not None and pending.kind == "answer":
        words += f"; {within(party_title(scenario, pending.by))} had not answered"
    return words


def _limits(zones: Zones, day: date) -> str:
    scenario = zones.scenario
    levels = zones.days[(day - scenario.calendar.start).days].levels
    sides = [
        f"{within(party_title(scenario, party))} would accept {bound(zones, party)} {level(scenario, x)}"
        for party, x in zip(scenario.parties, levels, strict=True)
    ]
    return f"On {day}, {' and '.join(sides)}"


def _effort(result: Result) -> str:
    rounds = f"{result.rounds} round{'' if result.rounds == 1 else 's'}"
    took = days((last_day(result) - result.scenario.calendar.start).days)
    lapse = f"; no agreement was in force for {days(result.lapse_days)}" if result.lapse_days >= 1.0 else ""
    return f"It took {rounds} over {took}{lapse}."


def _lapse_costs(result: Result) -> Iterator[str]:
    costs = [
        f"{within(party_title(result.scenario, party))} {cost:.{UTILITY_PLACES}f}"
        for party, cost in result.lapse_cost.items()
        if cost != 0.0
    ]
    if costs:
        yield f"The time without an agreement cost {' and '.join(costs)} in utility."
