"""The results of a class: its deals as a cohort, the parts of the debrief, and each student's own result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import fmean

from negosim.classroom.apply import Event, replayed
from negosim.classroom.phrases import words_of_classroom
from negosim.classroom.predictions import predictions
from negosim.classroom.state import Room, Table
from negosim.report.wording import party_title, within
from negosim.rules.lower import lower
from negosim.teach.brief.private_information import mind_of
from negosim.teach.cohort.pairs import Cohort, Move, Pair
from negosim.teach.cohort.scores import Score
from negosim.teach.reflection import RATINGS

__all__ = ["Results", "cohort_of", "results_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The results that a class is shown.

    Parameters
    ----------
    title : str
        Title of the debrief.
    parts : tuple of str
        The debrief as HTML, part by part.
    own : mapping of str to tuple of str
        Sentences for each student, by id.
    shares : mapping of str to list of (float or None, float or None)
        Own share and joint efficiency of each student in each game, by id.
    """

    title: str
    parts: tuple[str, ...]
    own: Mapping[str, tuple[str, ...]]
    shares: Mapping[str, list[tuple[float | None, float | None]]]


def cohort_of(room: Room, game: str = "game") -> Cohort:
    """Return the tables of a class as pairs of a cohort.

    Parameters
    ----------
    game : str
        The name of the treatment that holds the number of the game, if there were several games.
    """
    ended: dict[int, float] = {}
    for table in room.tables:
        ended[table.game] = max(table.ended or 0.0, ended.get(table.game, 0.0))
    pairs = tuple(_pair(room, table, ended[table.game]) for table in room.tables)
    if room.game > 1:
        pairs = tuple(
            replace(pair, treatment={**pair.treatment, game: str(table.game)})
            for pair, table in zip(pairs, room.tables, strict=True)
        )
    return Cohort(name=room.settings.scenario, lowered=lower(room.settings.base), pairs=pairs)


def _pair(room: Room, table: Table, ended: float) -> Pair:
    assigned, began = table.assigned, table.began or 0.0
    length = max(ended - began, 1e-9)
    moves = tuple(
        Move(time=min(1.0, max(0.0, (offer.at - began) / length)), party=offer.party, terms=offer.terms)
        for offer in table.offers
    )
    first = moves[0] if moves and not room.deal_only(table) else None
    issue = assigned.lowered.scenario.issues[0].name
    return Pair(
        name=str(table.number),
        terms=table.deal,
        improved=table.improved,
        treatment=assigned.treatment,
        limits={
            party: mind_of(assigned.lowered, party, seed=assigned.seed, replicate=assigned.replicate).reservation
            for party in table.parties
        },
        prepared={(party, key): x for party, levels in table.prepared.items() for key, x in levels.items()},
        people={
            party: ", ".join(room.students[student].name for student in members)
            for party, members in table.seats.items()
            if party in table.parties
        },
        moves=moves if first is not None else (),
        first_offer=float(first.terms[issue]) if first is not None and assigned.lowered.scenario.in_units else None,
        first_by=first.party if first is not None else "",
        minutes=None if table.ended is None else round((table.ended - began) / 60.0, 2),
        ratings={(party, item): x for party in table.parties for item, x in _mean_ratings(table, party)},
    )


def _mean_ratings(table: Table, party: str) -> Iterator[tuple[str, float]]:
    """Yield the rating of each item by a party: the mean over its students."""
    ratings = [table.ratings.get(student, {}) for student in table.seats.get(party, ())]
    for item in RATINGS:
        answers = [each[item] for each in ratings if item in each]
        if answers:
            yield item, fmean(answers)


def results_of(events: Iterable[Event], *, names: bool = False) -> Results:
    """Return the results of a class from its log.

    This takes some seconds. In a process of its own, it does not hold up the class.

    Parameters
    ----------
    events : iterable of Event
        The log of the class.
    names : bool
        Whether the debrief names the students.
    """
    from negosim.teach.cohort.document import class_debrief

    room = replayed(events)
    cohort = cohort_of(room, words_of_classroom(room.settings.language)["game"])
    debrief = class_debrief([cohort], language=room.settings.language, names=names)
    own: dict[str, tuple[str, ...]] = {}
    shares: dict[str, list[tuple[float | None, float | None]]] = {}
    for table, score in zip(room.tables, debrief.scores.each, strict=True):
        for party in table.parties:
            for student in table.seats.get(party, ()):
                said = _sentences(room, table, party, student, score)
                own[student] = (*own.get(student, ()), *said)
                shares.setdefault(student, []).append((score.shares[party], score.efficiency))
    parts = (*debrief.parts, *predictions(room))
    return Results(title=debrief.document.title, parts=parts, own=own, shares=shares)


def _sentences(room: Room, table: Table, party: str, student: str, score: Score) -> Iterator[str]:
    """Yield the sentences on a student's own result."""
    language = room.students[student].language
    scenario = room.settings.lowered(table.number, language).scenario
    words = words_of_classroom(language, scenario)
    share, rank = score.shares[party], score.percentiles[party]
    if room.game > 1:
        yield words("own_game", n=table.game, role=within(party_title(scenario, party)))
    if share is None:
        yield words("nothing_to_share")
    else:
        yield words("own_share", share=round(100.0 * share))
    if rank is not None:
        yield words("own_rank", rank=round(rank))
    if score.efficiency is not None:
        yield words("joint_gain", share=round(100.0 * score.efficiency))
    if score.efficiency_after is not None:
        yield words("joint_after", share=round(100.0 * score.efficiency_after))
