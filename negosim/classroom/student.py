"""The content of a student's page: only public information and the private information of the student's own party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from negosim.classroom.fields import field_of
from negosim.classroom.host import Host
from negosim.classroom.phrases import isolated, words_of_classroom
from negosim.classroom.places import Place, place_of
from negosim.classroom.requests import Form, Refused, questions_to, typed_terms
from negosim.classroom.results import Results
from negosim.classroom.state import Message, Room
from negosim.classroom.talks import Stage, at_table, silence
from negosim.classroom.watching import MOST_NEWS, MOST_OFFERS, ratifying_context, watching_context
from negosim.domain.terms import Terms
from negosim.engine import View
from negosim.report.wording import number, party_title
from negosim.teach.play.hints import utility_in_words
from negosim.teach.play.margin import margin_in_words
from negosim.teach.play.news import news
from negosim.teach.play.situation import circumstances
from negosim.teach.reflection import LIKERT, PREPARATION, RATINGS

__all__ = ["layout_of", "student_context", "weighed"]


def student_context(host: Host, student: str, results: Results | None = None) -> dict[str, Any]:
    """Return the context of a student's page.

    Parameters
    ----------
    student : str
        The id of the student.
    results : Results, optional
        The results of the class, which are shown once they are revealed.
    """
    room, now = host.room, host.now
    who, seat = room.students[student], place_of(room, student)
    words = words_of_classroom(who.language) if seat is None else seat.words
    context: dict[str, Any] = {
        "t": words,
        "language": who.language,
        "phase": room.phase,
        "frozen": room.frozen is not None,
        "left": room.left(now),
        "name": who.name,
        "announced": [text for _, text in room.news],
        "seated": seat is not None,
        "watching": seat is not None and not seat.party,
        "layout": layout_of(room, student),
    }
    if seat is not None and not seat.negotiates:
        context |= watching_context(seat, now) if not seat.party else ratifying_context(seat)
        return context | (_reflection(seat) if seat.table.done else {})
    if seat is not None:
        context |= _at_a_table(seat)
        if room.phase in ("talking", "closed"):
            context |= _in_talks(seat, now)
        if room.phase == "preparing":
            context["preparation"] = list(_preparation(seat))
        context["own_results"] = results.own.get(student, ()) if results is not None and room.revealed else ()
    return context


def layout_of(room: Room, student: str) -> str:
    """Return the layout of a student's page: its language, and whether and where it has the brief.

    An update of blocks cannot change the layout, so a page with another layout is reloaded.
    """
    language = room.students[student].language
    if room.students[student].deleted:
        return "deleted"
    if room.table_at(student) is None:
        return f"{language} waiting"
    return f"{language} {room.game} {'preparing' if room.phase == 'preparing' else 'talks'}"


def _at_a_table(seat: Place) -> dict[str, Any]:
    other = seat.table.other(seat.party)
    return {
        "number": seat.table.number,
        "game": seat.table.game,
        "role": seat.title(seat.party),
        "other_role": seat.title(other),
        "others": [isolated(seat.room.students[each].name) for each in seat.table.seats.get(other, ())],
        "mates": [isolated(each.name) for each in seat.room.members(seat.table, seat.party) if each != seat.student],
        "by_program": seat.party in seat.table.programs,
        "deal_only": seat.room.deal_only(seat.table),
        "voter": seat.title(seat.table.mover) if seat.table.mover is not None and seat.table.votes else "",
        "done": seat.table.done,
        "nudged": seat.party in seat.table.nudged,
    }


def _preparation(seat: Place) -> Iterator[dict[str, str]]:
    unit = seat.scenario.issues[0].unit if seat.scenario.in_units else seat.words["points"]
    for key in PREPARATION:
        level = seat.table.prepared.get(seat.party, {}).get(key)
        shown = "" if level is None else number(level if seat.scenario.in_units else 100.0 * level, 4)
        yield {"name": key, "label": seat.play[key].rstrip(":"), "value": shown, "unit": unit}


# ---- the talks -------------------------------------------------------------------------------------------------


def _in_talks(seat: Place, now: float) -> dict[str, Any]:
    table, room = seat.table, seat.room
    silent = silence(room, table, now)
    with at_table(table, silent=silent, lowered=seat.lowered) as stage:
        view = stage.views[seat.party]
        context = {
            "turn": len(table.script),
            "my_turn": table.mover == seat.party and not table.done,
            "may_accept": table.may_accept,
            "may_offer": table.may_offer,
            "date": seat.date(view, view.events),
            "facts": list(circumstances(seat.play, view)),
            "offers": list(_offers(seat, view))[-MOST_OFFERS:],
            "standing": _standing(seat, view),
            "happened": list(_happened(seat, view))[-MOST_NEWS:],
            "issues": [field_of(seat, issue, _latest(seat)) for issue in view.scenario.issues],
            "outcome": _outcome(seat, stage),
        }
    context["messages"] = [
        {"mine": message.party == seat.party, "who": _writer(seat, message), "text": message.text}
        for message in table.said
    ]
    context |= _typed(seat)
    preferred = table.preferred.get(seat.party)
    context["may_improve"] = room.may_improve(table)
    context["second_chance_over"] = room.second_chance != "none" and not room.may_improve(table)
    context["preferred"] = None if preferred is None else seat.terms(preferred)
    if table.done:
        context |= _reflection(seat)
    return context


def _writer(seat: Place, message: Message) -> str:
    if message.student == seat.student.id:
        return seat.words["you"]
    if message.party != seat.party:
        return seat.title(message.party)
    return isolated(seat.room.students[message.student].name)


def _happened(seat: Place, view: View) -> Iterator[str]:
    """Yield the news without the offers, which are listed separately."""
    return news(seat.play, [row for row in view.events if row.kind != "offer"], view.scenario, seat.party)


def _offers(seat: Place, view: View) -> Iterator[dict[str, Any]]:
    for row in view.events:
        if row.kind == "offer" and row.terms is not None and row.party is not None:
            yield {
                "mine": row.party == seat.party,
                "who": party_title(view.scenario, row.party),
                "terms": seat.terms(row.terms),
                "margin": margin_in_words(seat.play, view, row.terms),
            }


def _standing(seat: Place, view: View) -> dict[str, str] | None:
    standing = view.standing
    if standing is None or standing.terms is None:
        return None
    return {
        "terms": seat.terms(standing.terms),
        "margin": margin_in_words(seat.play, view, standing.terms),
    }


def _latest(seat: Place) -> Terms | None:
    """Return the latest terms of a student: typed or offered, or in the second chance preferred or agreed."""
    table, party = seat.table, seat.party
    if table.deal is not None:
        return table.preferred.get(party, table.deal)
    offers = [offer.terms for offer in table.offers if offer.party == party]
    typed = table.typed.get(party)
    return typed if typed is not None else offers[-1] if offers else None


def _outcome(seat: Place, stage: Stage) -> dict[str, Any] | None:
    """Return how the talks ended, with the student's own margin; ``None`` while they are under way."""
    result = stage.result
    if result is None:
        return None
    if result.terms is None:
        return {"terms": None, "rejected": bool(result.tentative)}
    view, improved = stage.views[seat.party], seat.table.improved
    outcome: dict[str, Any] = {
        "terms": seat.terms(result.terms),
        "margin": margin_in_words(seat.play, view, result.terms),
        "improved": None,
    }
    if improved is not None:
        outcome["improved"] = seat.terms(improved)
        outcome["improved_margin"] = margin_in_words(seat.play, view, improved)
    return outcome


def _typed(seat: Place) -> dict[str, Any]:
    """Return the deals that the two sides have typed; the other side's is shown once both have typed."""
    typed, other = seat.table.typed, seat.table.other(seat.party)
    said = {party: seat.deal(terms) for party, terms in typed.items()}
    return {
        "typed_own": said.get(seat.party),
        "typed_other": said.get(other) if seat.party in typed else None,
        "other_typed": other in typed,
    }


def _reflection(seat: Place) -> dict[str, Any]:
    language, student = seat.student.language, seat.student.id
    ratings, answers = seat.table.ratings.get(student, {}), seat.table.answers.get(student, {})
    return {
        "scale": range(LIKERT[0], LIKERT[1] + 1),
        "statements": [(item, text[language], ratings.get(item)) for item, text in RATINGS.items() if seat.negotiates],
        "questions": [
            (item, text[language], answers.get(item, "")) for item, text in questions_to(seat.table, student).items()
        ],
        "rated": bool(ratings or answers),
    }


def weighed(host: Host, student: str, form: Form) -> str:
    """Return in words what the terms that a student has typed are worth to the student, without offering them.

    Raises
    ------
    Refused
        If the terms are not valid, or the student cannot negotiate now.
    """
    seat = place_of(host.room, student)
    if seat is None or not seat.negotiates or (host.room.phase != "talking" and not host.room.may_improve(seat.table)):
        raise Refused("not_now")
    terms: Mapping[str, Any] = typed_terms(host.room, seat.table, student, form)
    silent = silence(host.room, seat.table, host.now)
    with at_table(seat.table, silent=silent, lowered=seat.lowered) as stage:
        return utility_in_words(seat.play, terms, stage.views[seat.party])
