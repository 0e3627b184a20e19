"""How things stand at a turn, in words: the calendar, who governs, the own limits, what is on the table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negosim.domain.delegation import Delegation
from negosim.domain.issues import Categorical, bounds
from negosim.engine import Row, View
from negosim.report.wording import days, party_title, person, within
from negosim.teach.amounts import level_in_words
from negosim.teach.play.margin import margin_in_words, outcome_with_points

__all__ = ["headline", "instructions", "rising", "situation"]


def headline(view: View, rows: tuple[Row, ...]) -> str:
    """Return when and where it is, and whose turn."""
    opened = next(row for row in reversed(rows) if row.kind == "round")
    name = opened.note.partition(";")[0]
    listed = next((meeting for meeting in view.scenario.calendar.rounds if meeting.date == opened.date), None)
    place = f", {listed.place}" if listed is not None and listed.place else ""
    title = party_title(view.scenario, view.party)
    return f"{view.date}: {name.partition(',')[0]}{place}. It is your turn, {within(title)}."


def situation(view: View) -> Iterator[str]:
    """Yield sentences that describe the situation."""
    yield from _offices(view)
    yield from _agreement(view)
    yield from _elections(view)
    yield _time(view)
    yield instructions(view)
    yield _turns(view)
    yield _table(view)


def instructions(view: View) -> str:
    """Return the party's limits and its aspiration today."""
    scenario, bound = view.scenario, "at least" if rising(view) else "at most"
    words = f"Your reservation value: you would take {bound} {level_in_words(scenario, view.reservation_level)}."
    if view.mandate_level != view.reservation_level:
        words += f" Your mandate: you may sign {bound} {level_in_words(scenario, view.mandate_level)}."
    return f"{words} Your aspiration is {level_in_words(scenario, view.aspiration_level)}."


def rising(view: View) -> bool:
    """Return whether a higher level is better for the party."""
    if not view.scenario.in_units or isinstance(view.scenario.issues[0], Categorical):
        return True
    issue = view.scenario.issues[0]
    low, high = bounds(issue)
    return view.utility({issue.name: high}) >= view.utility({issue.name: low})


def _offices(view: View) -> Iterator[str]:
    """Yield who governs, where that can change in the scenario's time."""
    if any(len(party.terms) > 1 for party in view.scenario.delegations):
        named = [f"{party_title(view.scenario, party)}: {person(name)}" for party, name in view.administrations.items()]
        yield f"In office: {'; '.join(named)}."


def _agreement(view: View) -> Iterator[str]:
    expiry = view.scenario.calendar.expiry
    if view.lapse_days > 0.0:
        yield f"No agreement has been in force for {days(view.lapse_days)}."
    elif expiry is not None:
        yield f"The agreement in force expires on {expiry}, in {days((expiry - view.date).days)}."


def _elections(view: View) -> Iterator[str]:
    for delegation in view.scenario.delegations:
        title = delegation.title or person(delegation.name)
        for day, words in _coming(delegation, view.date):
            yield f"{title}: {words} on {day}, in {days((day - view.date).days)}."


def _coming(delegation: Delegation, today: date) -> Iterator[tuple[date, str]]:
    """Yield the dates of a party's next election and change of office, if the administration can change."""
    for term in delegation.terms:
        if term.starts <= today or len({candidate.name for candidate in term.candidates}) < 2:
            continue
        if term.election is not None and term.election > today:
            yield term.election, "election"
        yield term.starts, "the winner takes office"
        return


def _time(view: View) -> str:
    calendar = view.scenario.calendar
    own = next(party for party in view.scenario.delegations if party.name == view.party)
    deadline = own.stances[view.stance].deadline
    left = days((calendar.horizon - view.date).days)
    words = f"The talks end on {calendar.horizon}, in {left}."
    if deadline is None or deadline == calendar.horizon:
        return words
    if deadline <= view.date:
        return f"Your deadline of {deadline} has passed. {words}"
    return f"You work to {deadline}, in {days((deadline - view.date).days)}. {words}"


def _turns(view: View) -> str:
    coming = [meeting.date for meeting in view.scenario.calendar.rounds if meeting.date > view.date]
    later = f"the next meeting is on {coming[0]}" if coming else "further meetings are not on the calendar yet"
    if not coming and not view.scenario.calendar.gaps:
        later = "no further meeting is planned"
    if view.turns_left == 0:
        return f"This is the last turn of this meeting; {later}."
    turns = f"{view.turns_left} more turn{'' if view.turns_left == 1 else 's'}"
    return f"After this turn there {'is' if view.turns_left == 1 else 'are'} {turns} in this meeting; {later}."


def _table(view: View) -> str:
    standing = view.standing
    if standing is None or standing.terms is None:
        return "No offer of theirs is on the table."
    offer = outcome_with_points(view, standing.terms)
    return f"On the table: their offer of {offer}, {margin_in_words(view, standing.terms)}."
