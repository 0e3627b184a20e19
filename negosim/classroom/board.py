"""The content of the instructor's board: tables, turns, offers, gaps and deals, but no reservation values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negosim.classroom.host import Host
from negosim.classroom.phrases import isolated, words_of_classroom
from negosim.classroom.places import role_title
from negosim.classroom.state import Room, Table
from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms
from negosim.report.wording import within
from negosim.teach.amounts import distance
from negosim.teach.words import Words

__all__ = ["board_context", "table_context"]


def board_context(host: Host) -> dict[str, Any]:
    """Return the context of the board's template, without the rows of its tables."""
    room = host.room
    scenario = room.settings.base
    tables = room.current
    done = [table for table in tables if table.done]
    return {
        "t": words_of_classroom(room.settings.language),
        "language": room.settings.language,
        "phase": room.phase,
        "frozen": room.frozen is not None,
        "left": room.left(host.now),
        "code": room.settings.code,
        "title": scenario_title(room),
        "joined": len(room.present),
        "online": sum(host.is_online(student) for student in room.students),
        "names": [isolated(student.name) for student in room.present],
        "game": room.game,
        "tables": len(tables),
        "done": len(done),
        "deals": sum(table.deal is not None for table in done),
        "columns": [role_title(_scenario(room, 1), role) for role in (*scenario.parties, *room.settings.ratifiers)],
        "announced": [text for _, text in room.news],
        "revealed": room.revealed,
        "second_chance": room.second_chance,
    }


def scenario_title(room: Room) -> str:
    """Return the title of the scenario in the language of the board."""
    scenario = _scenario(room, 1)
    return scenario.title or scenario.name.replace("_", " ")


def _scenario(room: Room, number: int) -> Scenario:
    return room.settings.lowered(number, room.settings.language).scenario


def table_context(host: Host, table: Table) -> dict[str, Any]:
    """Return the context of the template for the row of a table."""
    room = host.room
    scenario = _scenario(room, table.number)
    words = words_of_classroom(room.settings.language, scenario)
    latest = {offer.party: offer.terms for offer in table.offers}
    return {
        "t": words,
        "number": table.number,
        "sides": [_side(host, words, scenario, table, party, latest) for party in table.roles],
        "observers": [isolated(room.students[student].name) for student in table.observers],
        "gap": _gap(words, scenario, latest) if len(latest) == 2 and not table.done else "",
        "state": _state(host, words, scenario, table),
        "done": table.done,
        "deal": table.deal is not None,
        "talking": room.phase == "talking",
        "open": room.phase in ("preparing", "talking") and not table.done,
    }


def _side(
    host: Host, words: Words, scenario: Scenario, table: Table, party: str, latest: Mapping[str, Terms]
) -> dict[str, Any]:
    members = host.room.members(table, party)
    return {
        "party": party,
        "names": [isolated(host.room.students[each].name) for each in table.seats.get(party, ())],
        "person": bool(members),
        "online": any(host.is_online(student.id) for student in members),
        "program": party in table.programs,
        "offer": words.finished(words.terms(scenario, latest[party])) if party in latest else "",
        "waited_for": _is_waited_for(host.room, table, party),
        "prepared": bool(table.prepared.get(party)),
    }


def _is_waited_for(room: Room, table: Table, party: str) -> bool:
    if room.may_improve(table):
        return party in table.parties and party in table.seats and party not in table.preferred
    if room.phase != "talking" or table.done or party in table.programs:
        return False
    if room.deal_only(table) and not table.votes:
        return party in table.parties and party not in table.typed
    return table.mover == party


def _gap(words: Words, scenario: Scenario, latest: Mapping[str, Terms]) -> str:
    """Return how far apart the latest offers are; with several issues, on how many they differ."""
    first, second = latest.values()
    if scenario.in_units:
        name = scenario.issues[0].name
        return words.finished(distance(words, scenario, float(first[name]), float(second[name])))
    differ = sum(first[issue.name] != second[issue.name] for issue in scenario.issues)
    return words("issues_open", n=differ, of=len(scenario.issues))


def _state(host: Host, words: Words, scenario: Scenario, table: Table) -> str:
    room = host.room
    if table.done:
        if table.improved is not None:
            return words("row_improved", terms=words.terms(scenario, table.improved))
        if table.deal is not None:
            return words("row_deal", terms=words.terms(scenario, table.deal))
        return words["row_rejected" if table.rejected else "row_impasse"]
    if room.phase != "talking":
        return ""
    if room.deal_only(table) and not table.votes:
        return words[("row_talking", "row_one_typed", "row_differ")[len(table.typed)]]
    if table.mover is None:
        return ""
    return words("row_waits", who=within(role_title(scenario, table.mover)))
