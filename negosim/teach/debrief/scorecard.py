"""The scores of a debrief as tables: what the player has, what was to be had, what an arbitrator would have given."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.terms import Terms
from negosim.report.comparison import solution_title
from negosim.report.document import Block, Paragraph, Row, Table, Tone, say
from negosim.report.wording import NO_BREAK, party_title, terms
from negosim.report.zone_words import range_in_words, zone_on
from negosim.teach.amounts import bare_points, distance, level_in_words, outcome_in_words, points
from negosim.teach.debrief.concessions import CLOSE
from negosim.teach.debrief.scores import Debrief, level_of

__all__ = ["percent", "score_blocks", "solution_blocks"]

NOTHING = "\N{EN DASH}"
CLEARLY = 0.005  # share of what was attainable that is worth mentioning


def percent(share: float | None) -> str:
    """Return a share in percent."""
    return NOTHING if share is None else f"{round(100.0 * share)}{NO_BREAK}%"


def score_blocks(game: Debrief) -> Iterator[Block]:
    """Yield the table of scores and what there is to say about it."""
    yield Table(columns=("Score", "Value"), rows=tuple(Row(cells=row) for row in _rows(game)), right=(False, True))
    if game.below_reservation:
        yield _line("The deal is worse for you than no agreement: that is a mistake.", "bad")
    elif not game.result.agreed:
        yield _line("No agreement is worth your reservation value, not nothing.")
    if game.share is None:
        yield _line(f"On {game.zones.on} there was nothing to share: no outcome was good for both sides.")
    better = game.better
    if better is not None and better.more >= CLEARLY * max(game.attainable, CLEARLY):
        said, more = terms(game.result.scenario, better.terms), _more(game, better.utility)
        yield _line(f"Value left: {said} would have given you {more} more at no cost to the other side.")


def _rows(game: Debrief) -> Iterator[tuple[str, str]]:
    scenario, result = game.result.scenario, game.result
    yield "What you have", _have(game, result.terms, game.utility)
    yield "Your reservation value", level_in_words(scenario, game.limit)
    yield "Your gain", _gain(game, game.utility)
    yield "The gain that was attainable", _gain(game, game.reservation + game.attainable)
    yield "Your share of it", percent(game.share)
    if not scenario.in_units:
        yield "Both sides' gain, of its maximum", percent(game.efficiency)
    program = game.program
    yield "The program in your seat", _have(game, program.terms, program.utilities[game.party])
    cost = result.lapse_cost[game.party]
    if cost > 0.0:
        yield "What the time without an agreement cost you", points(cost)


def _have(game: Debrief, outcome: Terms | None, utility: float) -> str:
    if game.result.scenario.in_units:
        return "no agreement" if outcome is None else outcome_in_words(game.result.scenario, outcome)
    return points(utility) if outcome is not None else f"no agreement: {points(utility)}"


def _gain(game: Debrief, utility: float) -> str:
    """Return by how much a utility is more than the reservation value, or less."""
    more = utility - game.reservation
    if abs(more) <= CLOSE:
        return "none"
    apart = distance(game.result.scenario, level_of(game.zones, game.party, utility), game.limit)
    return f"{apart} below it" if more < 0.0 else apart


def _more(game: Debrief, utility: float) -> str:
    levels = [level_of(game.zones, game.party, each) for each in (utility, game.utility)]
    return distance(game.result.scenario, *levels)


def solution_blocks(game: Debrief) -> Iterator[Block]:
    """Yield what the bargaining solutions give, beside the outcome of the game."""
    solutions, scenario, result = game.zones.solutions, game.result.scenario, game.result
    if all(solution.utilities is None for solution in solutions.values()):
        yield _line(f"Nothing: on {game.zones.on} no outcome was good for both sides.")
        return
    rows = [
        Row(
            cells=("Your game", *_of_outcome(game, result.terms, [result.utilities[party] for party in _order(game)])),
            tone="strong",
        )
    ]
    for name, solution in solutions.items():
        utilities = [(solution.utilities or {}).get(party, 0.0) for party in _order(game)]
        outcome = _tied(game, solution.ties) or _of_outcome(game, solution.terms, utilities)
        rows.append(Row(cells=(solution_title(name), *outcome)))
    unit = "share" if scenario.in_units else "points"
    columns = ("Solution", "Terms", f"Your {unit}", f"{party_title(scenario, game.other)}: {unit}")
    yield _line(f"The textbook solutions, given what both sides would accept on {game.zones.on}:")
    yield Table(columns=columns, rows=tuple(rows), right=(False, scenario.in_units, True, True))


def _order(game: Debrief) -> tuple[str, str]:
    return game.party, game.other


def _tied(game: Debrief, ties: tuple[Terms, ...]) -> tuple[str, str, str] | None:
    """Return the cells of a solution that any of many values is."""
    scenario = game.result.scenario
    if not scenario.in_units or len(ties) < 2:
        return None
    values = sorted(float(tie[scenario.issues[0].name]) for tie in ties)
    return f"any in {range_in_words(scenario, (values[0], values[-1]))}", NOTHING, NOTHING


def _of_outcome(game: Debrief, outcome: Terms | None, utilities: list[float]) -> tuple[str, str, str]:
    scenario = game.result.scenario
    said = terms(scenario, outcome) if outcome is not None else "no agreement"
    if not scenario.in_units:
        own, other = (bare_points(utility) for utility in utilities)
        return said, own, other
    share = _share_of_zone(game, outcome)
    return said, percent(share), percent(None if share is None else 1.0 - share)


def _share_of_zone(game: Debrief, outcome: Terms | None) -> float | None:
    """Return which part of the zone a value leaves to the player; ``None`` outside the zone."""
    zone, _ = zone_on(game.zones, game.zones.on)
    if zone is None or outcome is None or zone[0] == zone[1]:
        return None
    value = float(outcome[game.result.scenario.issues[0].name])
    share = (value - zone[0]) / (zone[1] - zone[0])
    return (share if game.rising else 1.0 - share) if -1e-9 <= share <= 1.0 + 1e-9 else None


def _line(text: str, tone: Tone = "") -> Paragraph:
    return Paragraph(text=say(text, tone))
