"""How the player opened and conceded, in words and as a table beside the program in the same seat."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.report.document import Block, Paragraph, Row, Table, Tone, say
from negosim.report.wording import party_title, terms
from negosim.teach.amounts import bare_points, distance, outcome_in_words, points
from negosim.teach.debrief.concessions import CLOSE, Act, Concessions
from negosim.teach.debrief.scorecard import percent
from negosim.teach.debrief.scores import Debrief, level_of

__all__ = ["concession_blocks", "curve_table", "offers_table"]

MOST_ROWS = 24
SIMILAR = 0.05  # of the way from the tactic's first offer to the reservation value: about the same


def concession_blocks(game: Debrief) -> Iterator[Block]:
    """Yield how the player opened and gave way, and all offers as a table."""
    yield Paragraph(text=say(_opening(game)))
    if game.own.acts:
        yield Paragraph(text=say(_pace(game)))
        yield curve_table(game, most=MOST_ROWS)


def _opening(game: Debrief) -> str:
    if not game.own.offers:
        return "You made no offer."
    mine = game.own.offers[0]
    words = f"You {'opened the talks' if game.opened else 'answered their first offer'} with {_said(game, mine)}"
    if not game.programs.offers:
        return f"{words}."
    programs = game.programs.offers[0]
    more = mine.utility - programs.utility
    words += f"; your side's own tactic would have begun with {_said(game, programs)}."
    if abs(more) <= SIMILAR * max(programs.utility - game.reservation, CLOSE):
        return f"{words} You asked for about what it did."
    apart = _distance(game, mine.utility, programs.utility)
    return f"{words} You asked for {apart} {'more' if more > 0.0 else 'less'} than it did."


def _pace(game: Debrief) -> str:
    own, programs = game.own, game.programs
    words = _gave(game, own, "You") + (f"; {_gave(game, programs, 'the program')}." if programs.acts else ".")
    if own.late is not None:
        words += f" {percent(own.late)} of what you gave came in the last fifth of your time"
        words += "." if programs.late is None else f"; of what the program gave, {percent(programs.late)}."
    if own.unanswered:
        times = "one concession" if own.unanswered == 1 else f"{own.unanswered} concessions"
        words += f" You made {times} while the other side stood still."
    return words


def _gave(game: Debrief, side: Concessions, who: str) -> str:
    if abs(side.conceded) <= CLOSE:
        return f"{who} ended where {who.lower() if who == 'You' else 'it'} began"
    apart = _distance(game, side.acts[0].utility, side.acts[-1].utility)
    if side.conceded < 0.0:
        return f"{who} asked for {apart} more in the end than at first"
    return f"{who} gave way by {apart} from first to last"


def _distance(game: Debrief, first: float, second: float) -> str:
    levels = [level_of(game.zones, game.party, utility) for utility in (first, second)]
    return distance(game.result.scenario, *levels)


def _said(game: Debrief, act: Act) -> str:
    scenario = game.result.scenario
    return outcome_in_words(scenario, act.terms) + ("" if scenario.in_units else f", {points(act.utility)} to you")


def curve_table(game: Debrief, *, most: int) -> Table:
    """Return both curves as a table, the middle left out where they are long.

    With several issues, an offer is described by its points only.
    """
    acts = [(act, "you") for act in game.own.acts] + [(act, "the program") for act in game.programs.acts]
    acts.sort(key=lambda item: item[0].time)
    rows = [_curve_row(game, act, who) for act, who in acts]
    if len(rows) > most + 2:
        gap = Row(cells=("…", f"{len(rows) - most} more", "", ""), tone="quiet")
        rows = [*rows[: most // 2], gap, *rows[-(most - most // 2) :]]
    what = "Terms" if game.result.scenario.in_units else "Points to you"
    return Table(columns=("Date", "Who", "What", what), rows=tuple(rows), right=(False, False, False, True))


def _curve_row(game: Debrief, act: Act, who: str) -> Row:
    scenario = game.result.scenario
    said = terms(scenario, act.terms) if scenario.in_units else bare_points(act.utility)
    tone: Tone = "strong" if who == "you" else ""
    return Row(cells=(act.date.isoformat(), who, act.kind, said), tone=tone)


def offers_table(game: Debrief) -> Table:
    """Return every offer of both sides with its terms."""
    scenario = game.result.scenario
    rows = tuple(
        Row(
            cells=(
                row.date.isoformat(),
                party_title(scenario, row.party) if row.party else "",
                row.kind,
                terms(scenario, row.terms),
            )
        )
        for row in game.result.trace
        if row.terms is not None
    )
    return Table(columns=("Date", "Who", "What", "Terms"), rows=rows)
