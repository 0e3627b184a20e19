"""The files that a class exports: tables for a spreadsheet, all events, the debrief, and a codebook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from statistics import fmean
from typing import Any

from negosim.classroom.apply import Event
from negosim.classroom.results import Results, cohort_of
from negosim.classroom.state import Room, Student, Table
from negosim.domain.issues import Categorical
from negosim.report.wording import opening
from negosim.teach.cohort.pairs import Pair
from negosim.teach.reflection import PREPARATION, RATINGS

__all__ = ["EXPORTS", "NEEDS_RESULTS", "OF_ALL_ROOMS", "WITH_NAMES", "exported", "together"]

Value = str | int | float
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet
SECRETS = {"opened": ("code", "board", "secret"), "joined": ("pin",)}
PREPARED = {"limit": "stated", "target": "target", "guess": "guess"}


def exported(name: str, room: Room, events: Iterable[Event], results: Results | None = None) -> str:
    """Return a file of the export.

    Parameters
    ----------
    name : str
        One of `EXPORTS`.
    room : Room
        The room.
    events : iterable of Event
        Its log.
    results : Results, optional
        The results of the class, for the files in `NEEDS_RESULTS`.
    """
    return EXPORTS[name](room, events, results)


def _deals(room: Room, _: Iterable[Event], __: Results | None) -> str:
    """Return a row for each table, as ``negosim class-debrief`` reads it."""
    cohort = cohort_of(room)
    scenario = cohort.lowered.scenario
    parties, issues = scenario.parties, [issue.name for issue in scenario.issues]
    treatments = list(cohort.pairs[0].treatment) if cohort.pairs else []
    header = ["pair", *(f"treatment.{path}" for path in treatments), "seed", "replicate", *issues]
    header += [f"improved_{issue}" for issue in issues]
    header += ["first_offer", "first_by", "minutes"]
    header += [f"{what}_{party}" for party in parties for what in ("limit", *PREPARED.values(), "name")]
    header += [f"rating_{item}_{party}" for party in parties for item in RATINGS]
    rows = [_deal(room, pair, number) for number, pair in enumerate(cohort.pairs)]
    return _csv(header, rows)


def _deal(room: Room, pair: Pair, number: int) -> list[Value]:
    assigned = room.tables[number].assigned
    parties, issues = assigned.lowered.scenario.parties, [issue.name for issue in assigned.lowered.scenario.issues]
    row: list[Value] = [pair.name, *pair.treatment.values(), assigned.seed, assigned.replicate]
    for terms in (pair.terms, pair.improved):
        row += [_rounded(terms[issue]) if terms is not None else "" for issue in issues]
    row += [_or_empty(pair.first_offer), pair.first_by, _or_empty(pair.minutes)]
    for party in parties:
        row.append(_rounded(pair.limits[party]))
        row += [_or_empty(pair.prepared.get((party, key))) for key in PREPARED]
        row.append(_safe(pair.people.get(party, "")))
    return row + [_or_empty(pair.ratings.get((party, item))) for party in parties for item in RATINGS]


def _offers(room: Room, _: Iterable[Event], __: Results | None) -> str:
    """Return a row for each offer, as ``negosim class-debrief --offers`` reads it."""
    issues = [issue.name for issue in room.settings.base.issues]
    rows: list[list[Value]] = [
        [
            table.number,
            offer.party,
            round(offer.at - (table.began or 0.0), 3),
            *(_rounded(offer.terms[issue]) for issue in issues),
        ]
        for table in room.tables
        for offer in table.offers
    ]
    return _csv(["pair", "party", "time", *issues], rows)


def _grades(room: Room, _: Iterable[Event], results: Results | None) -> str:
    """Return a row for each student: a score for participation, and the gains for instructors who want them."""
    rows: list[list[Value]] = []
    for student in room.students.values():
        tables = [table for table in room.tables if student.id in table.people]
        score = sum(_score(table, student.id) for table in tables)
        numbers = " ".join(str(table.number) for table in tables)
        parties = " ".join(table.seat_of(student.id) or "observer" for table in tables)
        shares = () if results is None else results.shares.get(student.id, ())
        gained = [_mean(column) for column in zip(*shares, strict=True)] or ["", ""]
        rows.append([_id(room, student), _safe(student.name), score, numbers, parties, *gained])
    return _csv(["id", "name", "score", "table", "party", "share", "joint"], rows)


def _mean(values: Iterable[float | None]) -> Value:
    known = [x for x in values if x is not None]
    return _rounded(fmean(known)) if known else ""


def _score(table: Table, student: str) -> int:
    """Return a student's points for taking part in a game: one each for preparation, the talks and the answers."""
    role = table.seat_of(student)
    wrote = student in table.predicted or bool(role and table.prepared.get(role))
    answered = bool(table.ratings.get(student) or table.answers.get(student))
    return wrote + _took_part(table, role) + answered


def _took_part(table: Table, role: str | None) -> bool:
    """Return whether a student played a role.

    A party must have decided something itself, and a ratifier must not have left a vote to the program; an observer
    only needs the talks to end.
    """
    turns = [turn for turn in table.script if turn.party == role]
    if role in table.parties:
        return table.deal is not None or not all(turn.program for turn in turns)
    return table.done and not any(turn.program for turn in turns)


def _id(room: Room, student: Student) -> str:
    return next((identity for identity, name in room.settings.roster.items() if name == student.name), student.id)


def _events(_: Room, events: Iterable[Event], __: Results | None) -> str:
    """Return all events as JSON Lines, without the secrets of links and PINs."""
    return "".join(f"{json.dumps(_public(event), ensure_ascii=False)}\n" for event in events)


def _public(event: Event) -> dict[str, Any]:
    hidden = SECRETS.get(event.kind, ())
    data = {key: value for key, value in event.data.items() if key not in hidden}
    return {"at": event.at, "kind": event.kind, **data}


def _debrief(room: Room, _: Iterable[Event], results: Results | None) -> str:
    """Return the debrief as a page that opens offline."""
    from negosim.report.html import whole_page
    from negosim.teach.cohort.document import STYLE

    title, parts = ("", ()) if results is None else (results.title, results.parts)
    return whole_page(title, "\n".join(parts), language=room.settings.language, style=STYLE)


def _codebook(room: Room, _: Iterable[Event], __: Results | None) -> str:
    """Return the codebook, which explains every column and every kind of event."""
    scenario = room.settings.base
    lines = [f"Codebook of a class on {scenario.name} ({scenario.title})", "", "Issues"]
    for issue in scenario.issues:
        values = ", ".join(issue.options) if isinstance(issue, Categorical) else f"{issue.low:g} to {issue.high:g}"
        lines.append(f"  {issue.name}: {' '.join(filter(None, (values, issue.unit, opening(issue))))}")
    lines += ["", "Parties", *(f"  {party.name}: {party.title}" for party in scenario.delegations)]
    for title, meanings in CODEBOOK.items():
        lines += ["", title, *(f"  {name}: {meaning}" for name, meaning in meanings.items())]
    return "\n".join(lines) + "\n"


CODEBOOK: Mapping[str, Mapping[str, str]] = {
    "deals.csv, a row for each table": {
        "room": "number of the room, in all files, if there are several; tables are numbered from 1 in each room",
        "pair": "number of the table",
        "treatment.PATH": "value of the scenario that differs between tables",
        "treatment.game": "number of the game, if the class played several",
        "seed, replicate": "the random numbers of the scenario that the table uses",
        "(each issue)": "value agreed on; empty without a deal",
        "improved_ISSUE": "value after the second chance; empty if the deal stood",
        "first_offer, first_by": "first offer and the party that made it; only with a single numeric issue",
        "minutes": "minutes from the start of the talks until this table ended",
        "limit_PARTY": "reservation value in the brief: in the issue's unit, or a utility from 0 to 1",
        "stated_PARTY, target_PARTY, guess_PARTY": "own limit, target, and guess of the other's limit, as written down",
        "name_PARTY": "name of the student, or of all students of a team, separated by commas; empty for the program",
        "rating_ITEM_PARTY": "answer from 1 (not at all) to 7 (entirely); for a team, the mean of its answers",
    },
    "offers.csv, a row for each offer": {
        "pair, party": "number of the table, and the party that made the offer",
        "time": "seconds since the talks began, by the server's clock",
        "(each issue)": "value offered",
    },
    "grades.csv, a row for each student": {
        "id": "id on the roster; without a roster, a random identifier",
        "score": "0 to 3 per game: a point each for notes or a prediction, for taking part, and for answers afterwards",
        "table, party": "the student's table and role (a party, a ratifier or observer), one for each game",
        "share": "gain over the reservation value as a share of the largest possible gain; 0 without a deal",
        "joint": "joint gain of the table as a share of its maximum; like share, a mean over the games",
    },
    "events.jsonl, an event on each line": {
        "student, table, party": "who acted, at which table, and for which party",
        "at": "seconds since 1970-01-01 UTC, by the server's clock",
        "opened": "settings of the class, with the scenario",
        "joined, speaks": "a student joins, or changes the language",
        "paired, begun, closed, revealed": "pairs are formed, talks begin, talks end, parts of the debrief are shown",
        "dealt_again": "another game begins with new pairs; exchange: whether everybody switches roles",
        "prepared": "notes of a student before the talks: " + ", ".join(PREPARATION),
        "predicted": "the deal that an observer or a ratifier predicts; null for no deal",
        "moved": "a decision: offer, accept, wait or walk_away; a ratifier consents with accept and rejects with wait",
        "typed": "the deal that one side of a pair types; null for no deal",
        "said": "a message",
        "rated": "ratings and answers after the talks",
        "second_chance_opened, second_chance_over": "in between, both sides may improve on their deal",
        "preferred": "an outcome that one side prefers to the deal",
        "deleted": "the name and the texts of a student are deleted from all earlier events",
        "nudged, taken_over, given_back": "the instructor asks for a decision; the program takes or returns a seat",
        "time_added, frozen, thawed, announced": "the clock gets more time, stops, runs again; news for everybody",
    },
}
Export = Callable[[Room, Iterable[Event], Results | None], str]
EXPORTS: Mapping[str, Export] = {
    "deals.csv": _deals,
    "offers.csv": _offers,
    "grades.csv": _grades,
    "events.jsonl": _events,
    "codebook.txt": _codebook,
    "debrief.html": _debrief,
}
NEEDS_RESULTS = ("grades.csv", "debrief.html")
OF_ALL_ROOMS = ("deals.csv", "offers.csv", "grades.csv", "events.jsonl")
WITH_NAMES = ("deals.csv", "grades.csv", "events.jsonl")


def together(name: str, texts: Mapping[int, str]) -> str:
    """Return one file for several rooms, in which ``room`` gives the number of each row's room.

    Parameters
    ----------
    name : str
        One of `OF_ALL_ROOMS`, or any file if there is only one room.
    texts : mapping of int to str
        The file of each room, by the number of the room.
    """
    if len(texts) == 1:
        return next(iter(texts.values()))
    if name.endswith(".jsonl"):
        lines = [(room, json.loads(line)) for room, text in texts.items() for line in text.splitlines()]
        return "".join(f"{json.dumps({'room': room, **event}, ensure_ascii=False)}\n" for room, event in lines)
    tables = {room: list(csv.DictReader(io.StringIO(text))) for room, text in texts.items()}
    columns = dict.fromkeys(column for text in texts.values() for column in next(csv.reader(io.StringIO(text))))
    rows = [[room, *(row.get(column, "") for column in columns)] for room, table in tables.items() for row in table]
    return _csv(["room", *columns], rows)


def _csv(header: list[str], rows: Iterable[list[Value]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def _or_empty(x: float | None) -> Value:
    return "" if x is None else _rounded(x)


def _rounded(x: Value) -> Value:
    return round(x, 6) if isinstance(x, float) else x


def _safe(text: str) -> str:
    """Return a text that no spreadsheet interprets as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
