"""How the player opened and conceded, compared with the program in the same seat, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.report.document import Block, Paragraph, Row, Table, Tone, say
from negosim.report.wording import party_title
from negosim.teach.amounts import CLOSE, bare_points, distance, outcome_in_words, points
from negosim.teach.debrief.concessions import Act, Concessions
from negosim.teach.debrief.scorecard import percent
from negosim.teach.debrief.scores import Debrief, level_of

__all__ = ["concession_blocks", "curve_table", "offers_table"]

MOST_ROWS = 24
SIMILAR = 0.05  # share of the way from the tactic's first offer to the reservation value that counts as about the same


def concession_blocks(game: Debrief) -> Iterator[Block]:
    """Yield how the player opened and conceded, and all offers as a table."""
    yield Paragraph(text=say(_opening(game)))
    if game.own.offers:
        yield Paragraph(text=say(_pace(game)))
    if game.own.acts:
        yield curve_table(game, most=MOST_ROWS)


def _opening(game: Debrief) -> str:
    words = game.words
    if not game.own.offers:
        return words("no_offer")
    mine, began = game.own.offers[0], "opened" if game.opened else "answered"
    if not game.programs.offers:
        return words(began, offer=_said(game, mine))
    programs = game.programs.offers[0]
    said, more = (
        words(f"{began}_beside", offer=_said(game, mine), other=_said(game, programs)),
        mine.utility - programs.utility,
    )
    if abs(more) <= SIMILAR * max(programs.utility - game.reservation, CLOSE):
        return f"{said} {words('asked_the_same')}"
    apart = _distance(game, mine.utility, programs.utility)
    return f"{said} {words('asked_more' if more > 0.0 else 'asked_less', apart=apart)}"


def _pace(game: Debrief) -> str:
    words, own, programs = game.words, game.own, game.programs
    gave = {"you": _gave(game, own, "you"), "it": _gave(game, programs, "it") if programs.acts else ""}
    said = [words("both" if programs.acts else "alone", **gave)]
    if own.late is not None:
        key = "late" if programs.late is None else "late_beside"
        said.append(words(key, share=percent(own.late), other=percent(programs.late)))
    if own.unanswered:
        said.append(words("unanswered_once" if own.unanswered == 1 else "unanswered", n=own.unanswered))
    return " ".join(said)


def _gave(game: Debrief, side: Concessions, who: str) -> str:
    if abs(side.conceded) <= CLOSE:
        return game.words(f"{who}_stayed")
    apart = _distance(game, side.acts[0].utility, side.acts[-1].utility)
    return game.words(f"{who}_asked_more" if side.conceded < 0.0 else f"{who}_conceded", apart=apart)


def _distance(game: Debrief, first: float, second: float) -> str:
    levels = [level_of(game.zones, game.party, utility) for utility in (first, second)]
    return distance(game.words, game.result.scenario, *levels)


def _said(game: Debrief, act: Act) -> str:
    words, scenario = game.words, game.result.scenario
    outcome = outcome_in_words(words, scenario, act.terms)
    return outcome if scenario.in_units else words("to_you", outcome=outcome, points=points(words, act.utility))


def curve_table(game: Debrief, *, most: int) -> Table:
    """Return both concession curves as a table.

    With several issues, an offer is given by its points alone.

    Parameters
    ----------
    most : int
        Largest number of rows; if there are more, rows in the middle are left out.
    """
    words = game.words
    acts = [(act, "you") for act in game.own.acts] + [(act, "program") for act in game.programs.acts]
    acts.sort(key=lambda item: item[0].time)
    rows = [_curve_row(game, act, who) for act, who in acts]
    if len(rows) > most + 2:
        gap = Row(cells=("…", words("more_rows", n=len(rows) - most), "", ""), tone="quiet")
        rows = [*rows[: most // 2], gap, *rows[-(most - most // 2) :]]
    what = words["terms" if game.result.scenario.in_units else "points_to_you"]
    columns = (words["date"], words["who"], words["what"], what)
    return Table(columns=columns, rows=tuple(rows), right=(False, False, False, True))


def _curve_row(game: Debrief, act: Act, who: str) -> Row:
    said = game.terms(act.terms) if game.result.scenario.in_units else bare_points(act.utility)
    tone: Tone = "strong" if who == "you" else ""
    return Row(cells=(act.date.isoformat(), game.words[who], game.words[act.kind], said), tone=tone)


def offers_table(game: Debrief) -> Table:
    """Return every offer of both sides with its terms."""
    words, scenario = game.words, game.result.scenario
    rows = tuple(
        Row(
            cells=(
                row.date.isoformat(),
                party_title(scenario, row.party) if row.party else "",
                words[row.kind],
                game.terms(row.terms),
            )
        )
        for row in game.result.trace
        if row.terms is not None
    )
    return Table(columns=tuple(words[key] for key in ("date", "who", "what", "terms")), rows=rows)
