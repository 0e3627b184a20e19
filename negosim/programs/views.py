"""Views and results as messages, which contain only what a party knows."""

from __future__ import annotations

from collections.abc import Iterable

from negosim.domain.issues import Categorical, Continuous, Issue, bounds
from negosim.engine import Result, Row, View
from negosim.programs import messages

__all__ = ["brief_of", "end_of", "view_of"]


def brief_of(view: View, seconds: float) -> messages.Brief:
    """Return the brief of a party, from its first view."""
    scenario, points = view.scenario, view.value_points
    party = next(party for party in scenario.delegations if party.name == view.party)
    calendar, exchanges = scenario.calendar, scenario.protocol.exchanges
    return messages.Brief(
        scenario=scenario.name,
        title=scenario.title,
        background=scenario.background,
        party=view.party,
        other=view.other,
        role=party.title,
        interests=party.interests,
        alternative=party.alternative,
        confidential=party.confidential,
        issues=[_issue(issue, points.get(issue.name, ())) for issue in scenario.issues],
        payments=list(points.get("payments", ())),
        disagreement=view.disagreement,
        start=calendar.start,
        horizon=calendar.horizon,
        expiry=calendar.expiry,
        rounds=[
            messages.Meeting(
                date=meeting.date,
                days=meeting.days,
                exchanges=meeting.exchanges or exchanges,
                place=meeting.place,
                note=meeting.note,
            )
            for meeting in calendar.rounds
        ],
        protocol=scenario.protocol.kind,
        seconds=seconds,
    )


def view_of(view: View, turn: int, rows: Iterable[Row]) -> messages.View:
    """Return the message for a turn of a party, with the rows that have been added since its last turn."""
    standing = view.standing
    may: list[messages.Act] = ["offer"] if view.may_offer else []
    may += ["accept"] if standing is not None else []
    issues = view.scenario.issues
    return messages.View(
        turn=turn,
        date=view.date,
        may=[*may, "wait", "walk_away"],
        standing=None if standing is None else _standing(standing, view.party),
        mediated=view.mediated,
        reservation=view.reservation,
        levels=messages.Levels(
            unit=issues[0].unit if view.scenario.in_units else "utility",
            aspiration=view.aspiration_level,
            mandate=view.mandate_level,
            reservation=view.reservation_level,
        ),
        time_used=view.time_used,
        turns_left=view.turns_left,
        lapse_days=view.lapse_days,
        stance=view.stance,
        administrations=view.administrations,
        events=[_happening(row, view.party) for row in rows],
    )


def end_of(result: Result, party: str) -> messages.End:
    """Return the message for a party at the end of the talks."""
    return messages.End(
        date=result.trace[-1].date,
        ending=result.ending,
        agreed=result.agreed,
        terms=result.terms,
        utility=result.utilities[party],
        surplus=result.surplus[party],
    )


def _issue(issue: Issue, points: Iterable[tuple[float | int | str, float]]) -> messages.Issue:
    categorical = isinstance(issue, Categorical)
    return messages.Issue(
        name=issue.name,
        kind="categorical" if categorical else "continuous" if isinstance(issue, Continuous) else "integer",
        title=issue.title,
        unit=issue.unit,
        range=None if categorical else bounds(issue),
        options=list(issue.options) if isinstance(issue, Categorical) else [],
        value_points=list(points),
        opens=issue.opens,
        status_quo=issue.status_quo,
    )


def _standing(row: Row, party: str) -> messages.Standing:
    return messages.Standing(terms=row.terms or {}, utility=_utility(row, party))


def _happening(row: Row, party: str) -> messages.Happening:
    return messages.Happening(
        date=row.date,
        kind=row.kind,
        party=row.party,
        terms=row.terms,
        utility=None if row.terms is None else _utility(row, party),
        note=row.words,
    )


def _utility(row: Row, party: str) -> float:
    return 0.0 if row.utilities is None else row.utilities[party]
