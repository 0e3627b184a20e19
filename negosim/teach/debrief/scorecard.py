"""The scores of a debrief as tables: the player's result, the attainable result, and the bargaining solutions."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.domain.terms import Terms
from negosim.report.document import Block, Paragraph, Row, Table, Tone, say
from negosim.report.wording import NO_BREAK, party_title
from negosim.report.zone_words import range_in_words, zone_on
from negosim.teach.amounts import CLOSE, bare_points, distance, level_in_words, outcome_in_words, points
from negosim.teach.debrief.scores import Debrief, level_of

__all__ = ["percent", "score_blocks", "solution_blocks"]

NOTHING = "\N{EN DASH}"
CLEARLY = 0.005  # smallest share of the attainable gain that is mentioned


def percent(share: float | None) -> str:
    """Return a share in percent."""
    return NOTHING if share is None else f"{round(100.0 * share)}{NO_BREAK}%"


def score_blocks(game: Debrief) -> Iterator[Block]:
    """Yield the table of scores and comments on it."""
    words = game.words
    rows = tuple(Row(cells=(words[key], value)) for key, value in _rows(game))
    yield Table(columns=(words["score"], words["value"]), rows=rows, right=(False, True))
    if game.below_reservation:
        yield _line(words("mistake"), "bad")
    elif not game.result.agreed:
        yield _line(words("impasse"))
    if game.share is None:
        yield _line(words("nothing_to_share", date=game.zones.on))
    better = game.better
    if better is not None and better.more >= CLEARLY * max(game.attainable, CLEARLY):
        yield _line(words("value_left", terms=game.terms(better.terms), more=_more(game, better.utility)))


def _rows(game: Debrief) -> Iterator[tuple[str, str]]:
    """Yield the key of each score and its value."""
    scenario, result = game.result.scenario, game.result
    yield "what_you_have", _have(game, result.terms, game.utility)
    yield "your_reservation", level_in_words(game.words, scenario, game.limit)
    yield "your_gain", _gain(game, game.utility)
    yield "attainable", _gain(game, game.reservation + game.attainable)
    yield "your_share", game.words("none") if game.below_reservation else percent(game.share)
    if not scenario.in_units:
        yield "both_gain", percent(game.efficiency)
    program = game.program
    yield "program_in_seat", _have(game, program.terms, program.utilities[game.party])
    if game.lapse_cost != 0.0:
        yield "lapse_cost", points(game.words, game.lapse_cost)
        yield "net_gain", points(game.words, game.net_gain)


def _have(game: Debrief, outcome: Terms | None, utility: float) -> str:
    words, scenario = game.words, game.result.scenario
    if scenario.in_units:
        return words("no_agreement") if outcome is None else outcome_in_words(words, scenario, outcome)
    said = points(words, utility)
    return said if outcome is not None else words("no_agreement_points", points=said)


def _gain(game: Debrief, utility: float) -> str:
    """Return the difference between a utility and the reservation value, in words."""
    more = utility - game.reservation
    if abs(more) <= CLOSE:
        return game.words("none")
    apart = distance(game.words, game.result.scenario, level_of(game.zones, game.party, utility), game.limit)
    return game.words("below_it", apart=apart) if more < 0.0 else apart


def _more(game: Debrief, utility: float) -> str:
    levels = [level_of(game.zones, game.party, each) for each in (utility, game.utility)]
    return distance(game.words, game.result.scenario, *levels)


def solution_blocks(game: Debrief) -> Iterator[Block]:
    """Yield the bargaining solutions, next to the outcome of the game."""
    words, solutions, scenario, result = game.words, game.zones.solutions, game.result.scenario, game.result
    if all(solution.utilities is None for solution in solutions.values()):
        yield _line(words("no_solution", date=game.zones.on))
        return
    own = _of_outcome(game, result.terms, [result.utilities[party] for party in _order(game)])
    rows = [Row(cells=(words["your_game"], *own), tone="strong")]
    for name, solution in solutions.items():
        utilities = [(solution.utilities or {}).get(party, 0.0) for party in _order(game)]
        outcome = _tied(game, solution.ties) or _of_outcome(game, solution.terms, utilities)
        rows.append(Row(cells=(words[name], *outcome)))
    unit, other = "share" if scenario.in_units else "points", party_title(scenario, game.other)
    columns = (words["solution"], words["terms"], words[f"{unit}_of_yours"], words(f"{unit}_of", party=other))
    yield _line(words("solutions", date=game.zones.on))
    yield Table(columns=columns, rows=tuple(rows), right=(False, scenario.in_units, True, True))


def _order(game: Debrief) -> tuple[str, str]:
    return game.party, game.other


def _tied(game: Debrief, ties: tuple[Terms, ...]) -> tuple[str, str, str] | None:
    """Return the cells of a solution that is not unique; ``None`` if it is."""
    scenario = game.result.scenario
    if not scenario.in_units or len(ties) < 2:
        return None
    values = sorted(float(tie[scenario.issues[0].name]) for tie in ties)
    return game.words("any_in", range=range_in_words(scenario, (values[0], values[-1]))), NOTHING, NOTHING


def _of_outcome(game: Debrief, outcome: Terms | None, utilities: list[float]) -> tuple[str, str, str]:
    scenario = game.result.scenario
    said = game.terms(outcome) if outcome is not None else game.words("no_agreement")
    if not scenario.in_units:
        own, other = (bare_points(utility) for utility in utilities)
        return said, own, other
    share = _share_of_zone(game, outcome)
    return said, percent(share), percent(None if share is None else 1.0 - share)


def _share_of_zone(game: Debrief, outcome: Terms | None) -> float | None:
    """Return the share of the zone that a value gives the player; ``None`` outside the zone."""
    zone, _ = zone_on(game.zones, game.zones.on)
    if zone is None or outcome is None or zone[0] == zone[1]:
        return None
    value = float(outcome[game.result.scenario.issues[0].name])
    share = (value - zone[0]) / (zone[1] - zone[0])
    return (share if game.rising else 1.0 - share) if -1e-9 <= share <= 1.0 + 1e-9 else None


def _line(text: str, tone: Tone = "") -> Paragraph:
    return Paragraph(text=say(text, tone))
