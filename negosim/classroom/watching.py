"""What observers and ratifiers see.

An observer sees what both sides know; a ratifier sees the deals and what is public.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negosim.classroom.fields import field_of
from negosim.classroom.phrases import isolated
from negosim.classroom.places import Place
from negosim.classroom.talks import Stage, at_table, silence
from negosim.engine import Row, View
from negosim.report.wording import party_title
from negosim.teach.amounts import level_in_words, points
from negosim.teach.play.news import news
from negosim.teach.play.situation import public_circumstances

__all__ = ["MOST_NEWS", "MOST_OFFERS", "ratifying_context", "watching_context"]

MOST_OFFERS = 12
MOST_NEWS = 12
AT_THE_TABLE = ("offer", "wait", "accept")  # what a ratifier does not see


def watching_context(place: Place, now: float) -> dict[str, Any]:
    """Return the context of an observer's page."""
    room, table = place.room, place.table
    context: dict[str, Any] = {
        **_from_outside(place),
        "role": place.title(room.settings.brief_of) if room.settings.brief_of else "",
        "waits_for": None if table.mover is None or room.phase != "talking" else place.title(table.mover),
    }
    if room.phase in ("talking", "closed"):
        with at_table(table, silent=silence(room, table, now), lowered=place.lowered) as stage:
            rows = list(public_rows(stage))
            context |= _known_to_both(place, stage, rows)
        context["offers"] = list(_offers(place, rows))[-MOST_OFFERS:]
        context["messages"] = [
            {"mine": False, "who": place.title(message.party), "text": message.text} for message in table.said
        ]
    return context


def ratifying_context(place: Place) -> dict[str, Any]:
    """Return the context of a ratifier's page: the deals, but not how they were reached."""
    room, table = place.room, place.table
    context: dict[str, Any] = {
        **_from_outside(place),
        "role": place.title(place.party),
        "by_program": place.party in table.programs,
        "nudged": place.party in table.nudged,
        "turn": len(table.script),
        "waits_for": place.title(table.mover) if table.mover is not None and table.votes else None,
        "vote": None,
    }
    if room.phase in ("talking", "closed"):
        with at_table(table, lowered=place.lowered) as stage:
            rows = [row for row in public_rows(stage) if row.kind not in AT_THE_TABLE]
            context |= _known_to_both(place, stage, rows)
            if stage.waits_for is not None and stage.waits_for.ratifier == place.party:
                context["vote"] = _vote(place, stage.waits_for)
    return context


def _from_outside(place: Place) -> dict[str, Any]:
    """Return what the pages of observers and ratifiers share: who negotiates, and the predicted deal."""
    room, table, student = place.room, place.table, place.student.id
    expected = table.predicted.get(student)
    return {
        "number": table.number,
        "game": table.game,
        "done": table.done,
        "outside": True,
        "watched": list(_sides(place)),
        "may_predict": room.may_predict(table, student),
        "predicted": place.deal(expected) if student in table.predicted else "",
        "issues": [field_of(place, issue, expected) for issue in place.scenario.issues],
    }


def _known_to_both(place: Place, stage: Stage, rows: list[Row]) -> dict[str, Any]:
    view = next(iter(stage.views.values()))
    heard = [row for row in rows if row.kind != "offer"]
    return {
        "date": place.date(view, tuple(rows)),
        "facts": list(public_circumstances(place.play, view)),
        "happened": list(news(place.play, heard, place.scenario, ""))[-MOST_NEWS:],
        "ended_as": _outcome(place, stage),
    }


def _vote(place: Place, view: View) -> dict[str, str]:
    """Return the deal on which a ratifier votes, and its threshold, in words."""
    scenario, deal = place.scenario, {} if view.standing is None else view.standing.terms or {}
    return {
        "terms": place.terms(deal),
        "points": "" if scenario.in_units else points(place.play, view.utility(deal)),
        "threshold": level_in_words(place.play, scenario, view.threshold),
    }


def public_rows(stage: Stage) -> Iterator[Row]:
    """Yield the rows of the trace that both sides know, without the utilities, which are private."""
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
    """Return how the talks ended; ``None`` while they are under way."""
    result, improved = stage.result, place.table.improved
    if result is None:
        return None
    if improved is not None:
        return place.words("row_improved", terms=place.terms(improved))
    if result.terms is not None:
        return place.words("row_deal", terms=place.terms(result.terms))
    return place.words["row_rejected" if result.tentative else "row_impasse"]
