"""What one who watches a table sees: what both sides know, and nothing else of either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negosim.classroom.phrases import isolated
from negosim.classroom.places import Place
from negosim.classroom.talks import Stage, at_table, silence
from negosim.engine import Row
from negosim.report.wording import party_title
from negosim.teach.play.news import news
from negosim.teach.play.situation import public_circumstances

__all__ = ["watching_context"]

MOST_OFFERS = 12
MOST_NEWS = 12


def watching_context(place: Place, now: float) -> dict[str, Any]:
    """Return what the page of one who watches is made of."""
    room, table = place.room, place.table
    context: dict[str, Any] = {
        "role": place.title(room.settings.brief_of) if room.settings.brief_of else "",
        "number": table.number,
        "game": table.game,
        "done": table.done,
        "watched": list(_sides(place)),
        "waits_for": None if table.mover is None or room.phase != "talking" else place.title(table.mover),
    }
    if room.phase in ("talking", "closed"):
        with at_table(table, silent=silence(room, table, now), lowered=place.lowered) as stage:
            rows, view = list(public_rows(stage)), next(iter(stage.views.values()))
            context["date"] = place.date(view, tuple(rows))
            context["facts"] = list(public_circumstances(place.play, view))
            context["ended_as"] = _outcome(place, stage)
        heard = [row for row in rows if row.kind != "offer"]
        context["offers"] = list(_offers(place, rows))[-MOST_OFFERS:]
        context["happened"] = list(news(place.play, heard, place.scenario, ""))[-MOST_NEWS:]
        context["messages"] = [
            {"mine": False, "who": place.title(message.party), "text": message.text} for message in table.said
        ]
    return context


def public_rows(stage: Stage) -> Iterator[Row]:
    """Yield the rows of the trace that both sides know of, without what they bring either of them."""
    first, second = ([row._replace(utilities=None, moves=()) for row in view.events] for view in stage.views.values())
    yield from (row for row in first if row in second)


def _sides(place: Place) -> Iterator[tuple[str, list[str]]]:
    """Yield the parties with the names of those who negotiate for them."""
    for party in place.table.parties:
        students = place.table.seats.get(party, ())
        yield place.title(party), [isolated(place.room.students[student].name) for student in students]


def _offers(place: Place, rows: list[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row.kind == "offer" and row.terms is not None and row.party is not None:
            who = party_title(place.scenario, row.party)
            yield {"mine": False, "who": who, "terms": place.terms(row.terms), "margin": ""}


def _outcome(place: Place, stage: Stage) -> str | None:
    """Return how the talks ended; ``None`` while they last."""
    result, improved = stage.result, place.table.improved
    if result is None:
        return None
    if improved is not None:
        return place.words("row_improved", terms=place.terms(improved))
    if result.terms is not None:
        return place.words("row_deal", terms=place.terms(result.terms))
    return place.words["row_rejected" if result.tentative else "row_impasse"]
