"""A debrief as JSON, and as an HTML page that opens offline."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negosim.errors import UsageError
from negosim.report.document import Table
from negosim.report.wording import party_title, within
from negosim.teach.debrief.advice import advice_of
from negosim.teach.debrief.concessions import Concessions
from negosim.teach.debrief.course_of_talks import curve_table, offers_table
from negosim.teach.debrief.document import debrief_document
from negosim.teach.debrief.scores import SCHEMA, Debrief
from negosim.teach.debrief.turns import Declined
from negosim.teach.fonts import lettering
from negosim.teach.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["debrief_dict", "debrief_page", "write_debrief"]


def debrief_dict(game: Debrief) -> dict[str, Any]:
    """Return the debrief of a game as data that can be written as JSON, with gains as utilities from 0 to 1."""
    record = game.result.scenario.record
    better = game.better
    return {
        "schema": SCHEMA,
        "scenario": game.result.scenario.name,
        "seed": game.result.seed,
        "replicate": game.result.replicate,
        "party": game.party,
        "level": game.level,
        "agreed": game.result.agreed,
        "terms": None if game.result.terms is None else dict(game.result.terms),
        "utility": game.utility,
        "reservation": game.reservation,
        "limit": game.limit,
        "gain": game.gain,
        "lapse_cost": game.lapse_cost,
        "net_gain": game.net_gain,
        "below_reservation": game.below_reservation,
        "attainable": game.attainable,
        "share": game.share,
        "joint_gain": game.joint_gain,
        "joint_maximum": game.joint_maximum,
        "efficiency": game.efficiency,
        "opened": game.opened,
        "first_offer": _first(game.own),
        "program_first_offer": _first(game.programs),
        "concessions": game.own.as_dict(),
        "program_concessions": game.programs.as_dict(),
        "program": {"agreed": game.program.agreed, "utility": game.program.utilities[game.party]},
        "declined": None if game.declined is None else _declined(game.declined),
        "better": None
        if better is None
        else {"terms": dict(better.terms), "utility": better.utility, "more": better.more},
        "on": game.zones.on.isoformat(),
        "solutions": {name: solution.as_dict() for name, solution in game.zones.solutions.items()},
        "record": None if record is None else {"terms": dict(record.terms), "note": record.note},
        "advice": list(advice_of(game)),
    }


def debrief_page(game: Debrief) -> str:
    """Return the debrief of a game as an HTML page that opens offline.

    In English and with one issue, a figure shows the talks with the zone of agreement. Otherwise, a simpler figure
    shows the offers, in points if there are several issues.
    """
    from negosim.report.html import article, whole_page
    from negosim.teach.debrief.figure import draw_concessions

    words, title = game.words, party_title(game.result.scenario, game.party)
    with lettering(words.language):
        curve = (
            words("curves"),
            words("curves_alt", party=within(title)),
            draw_concessions(game),
            _finished(words, curve_table(game, most=len(game.own.acts) + len(game.programs.acts))),
        )
        talks = (
            words("talks"),
            words("talks_alt"),
            _talks(game),
            _finished(words, offers_table(game)),
        )
        document = debrief_document(game)
        body = article(document, (curve, talks), numbers=words("data"))
    return whole_page(document.title, body, language=words.language)


def _talks(game: Debrief) -> Figure:
    from negosim.report.figures import draw_run
    from negosim.teach.debrief.figure import draw_offers

    if game.words.language == "en" and game.result.scenario.in_units:
        return draw_run(game.result, game.zones)
    return draw_offers(game)


def _finished(words: Words, table: Table) -> Table:
    rows = tuple(replace(row, cells=tuple(map(words.finished, row.cells))) for row in table.rows)
    return replace(table, rows=rows)


def write_debrief(game: Debrief, path: str | os.PathLike[str]) -> None:
    """Write the debrief of a game as an HTML page.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    try:
        Path(path).write_text(debrief_page(game), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{os.fspath(path)}: cannot be written: {error.strerror or error}") from None


def _first(concessions: Concessions) -> dict[str, Any] | None:
    return concessions.offers[0].as_dict() if concessions.offers else None


def _declined(declined: Declined) -> dict[str, Any]:
    refusal = declined.refusal
    return {
        "date": declined.turn.date.isoformat(),
        "terms": dict(declined.terms),
        "more": declined.turn.margin,
        "holds": declined.holds,
        "refused_by": None if refusal is None else refusal.rejected_by,
        "refused_on": None if refusal is None or refusal.decided is None else refusal.decided.isoformat(),
    }
