"""The situation at a turn, in words: the calendar, who governs, the party's limits, the offer on the table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negosim.domain.delegation import Delegation
from negosim.domain.issues import Categorical, bounds
from negosim.engine import Row, View
from negosim.report.wording import party_title, person, within
from negosim.teach.amounts import level_in_words
from negosim.teach.play.margin import margin_in_words, outcome_with_points
from negosim.teach.words import Words

__all__ = [
    "circumstances",
    "headline",
    "instructions",
    "meeting_in_words",
    "public_circumstances",
    "rising",
    "situation",
]


def headline(words: Words, view: View, rows: tuple[Row, ...]) -> str:
    """Return the date, the meeting, and whose turn it is."""
    title = within(party_title(view.scenario, view.party))
    return words("headline", date=view.date, meeting=meeting_in_words(words, view, rows), party=title)


def meeting_in_words(words: Words, view: View, rows: tuple[Row, ...]) -> str:
    """Return the current meeting and its place; a mediator may propose before the first round."""
    opened = next((row for row in reversed(rows) if row.kind == "round"), None)
    if opened is None:
        return words("no_round_yet")
    name = opened.note.partition(";")[0]
    number = name.removeprefix("round ")
    meeting = words("round", n=number) if number != name else words("contact")
    listed = next((each for each in view.scenario.calendar.rounds if each.date == opened.date), None)
    place = f", {listed.place}" if listed is not None and listed.place else ""
    return f"{meeting}{place}"


def situation(words: Words, view: View) -> Iterator[str]:
    """Yield sentences that describe the situation of the party whose turn it is."""
    yield from circumstances(words, view)
    yield _turns(words, view)
    yield _table(words, view)


def circumstances(words: Words, view: View) -> Iterator[str]:
    """Yield sentences on who governs, the calendar and the party's instructions today."""
    yield from public_circumstances(words, view)
    yield _time(words, view)
    yield instructions(words, view)


def public_circumstances(words: Words, view: View) -> Iterator[str]:
    """Yield sentences on who governs and on the calendar, which both sides know."""
    yield from _offices(words, view)
    yield from _agreement(words, view)
    yield from _elections(words, view)


def instructions(words: Words, view: View) -> str:
    """Return the party's limits and its aspiration today."""
    scenario, side = view.scenario, "least" if rising(view) else "most"
    said = [words(f"reservation_{side}", x=level_in_words(words, scenario, view.reservation_level))]
    if view.mandate_level != view.reservation_level:
        said.append(words(f"mandate_{side}", x=level_in_words(words, scenario, view.mandate_level)))
    return " ".join([*said, words("aspiration", x=level_in_words(words, scenario, view.aspiration_level))])


def rising(view: View) -> bool:
    """Return whether a higher level is better for the party."""
    if not view.scenario.in_units or isinstance(view.scenario.issues[0], Categorical):
        return True
    issue = view.scenario.issues[0]
    low, high = bounds(issue)
    return view.utility({issue.name: high}) >= view.utility({issue.name: low})


def _offices(words: Words, view: View) -> Iterator[str]:
    """Yield who governs, if that can change during the scenario."""
    if any(len(party.terms) > 1 for party in view.scenario.delegations):
        named = [f"{party_title(view.scenario, party)}: {words.person(x)}" for party, x in view.administrations.items()]
        yield words("in_office", offices="; ".join(named))


def _agreement(words: Words, view: View) -> Iterator[str]:
    expiry = view.expiry or view.scenario.calendar.expiry
    if view.lapse_days > 0.0 and view.expiry is None:
        yield words("lapsed", days=words.days(view.lapse_days))
    elif expiry is not None:
        yield words("expires", date=expiry, days=_until(words, view, expiry))


def _until(words: Words, view: View, day: date) -> str:
    return words.days((day - view.date).days)


def _elections(words: Words, view: View) -> Iterator[str]:
    for delegation in view.scenario.delegations:
        title = delegation.title or person(delegation.name)
        for day, key in _coming(delegation, view.date):
            yield words(key, party=title, date=day, days=_until(words, view, day))


def _coming(delegation: Delegation, today: date) -> Iterator[tuple[date, str]]:
    """Yield the dates of a party's next election and change of office, if the administration can change then.

    Each comes with the key of its sentence.
    """
    for term in delegation.terms:
        if term.starts <= today or len({candidate.name for candidate in term.candidates}) < 2:
            continue
        if term.election is not None and term.election > today:
            yield term.election, "election_on"
        yield term.starts, "office_on"
        return


def _time(words: Words, view: View) -> str:
    calendar = view.scenario.calendar
    deadline = view.deadline
    today = view.date == calendar.horizon
    end = words("last_day" if today else "horizon", date=calendar.horizon, days=_until(words, view, calendar.horizon))
    if deadline == calendar.horizon:
        return end
    if deadline <= view.date:
        return f"{words('deadline_passed', date=deadline)} {end}"
    return f"{words('deadline', date=deadline, days=_until(words, view, deadline))} {end}"


def _turns(words: Words, view: View) -> str:
    coming = [meeting.date for meeting in view.scenario.calendar.rounds if meeting.date > view.date]
    if coming:
        later = words("next_meeting", date=coming[0])
    else:
        later = words("not_on_calendar" if view.scenario.calendar.gaps else "no_meeting")
    key = {0: "last_turn", 1: "one_turn"}.get(view.turns_left, "turns")
    return words(key, n=view.turns_left, later=later)


def _table(words: Words, view: View) -> str:
    standing = view.standing
    if standing is None or standing.terms is None:
        return words("empty_table")
    offer = outcome_with_points(words, view, standing.terms)
    return words(
        "mediated" if view.mediated else "on_table", offer=offer, margin=margin_in_words(words, view, standing.terms)
    )
