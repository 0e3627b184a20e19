"""What a party knows about the talks: its own preferences and public information."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from negosim.domain.scenario import Scenario
from negosim.domain.terms import Terms, Value, outcome_of, value_of
from negosim.engine.decisions import Decision
from negosim.engine.result import Row
from negosim.errors import UsageError
from negosim.rules import stances
from negosim.rules.lower import Lowered
from negosim.rules.records import ALTERNATING, NEVER, SIMULTANEOUS, ULTIMATUM, Party, Talks
from negosim.rules.rounds import closing_time, time_of_turn
from negosim.rules.values import utility


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a party knows at one of its turns; valid until the turn ends.

    Parameters
    ----------
    party : str
        The party that has this view.
    other : str
        The other party.
    date : date
        Today.
    time : float
        Days from the scenario's start.
    ratifier : str
        The ratifier of the party's side that votes on a deal; empty at a turn of the party itself.
    """

    party: str
    other: str
    date: dt.date
    time: float
    _lowered: Lowered
    _talks: Talks
    _rows: Sequence[Row]
    _advise: Callable[[], Decision]
    _proposal: Row | None = None
    ratifier: str = ""

    @property
    def scenario(self) -> Scenario:
        """The whole scenario; a fair player reads only its issues, its calendar and its own delegation."""
        return self._lowered.scenario

    @property
    def events(self) -> tuple[Row, ...]:
        """The events that this party knows about: public events and its own.

        Outcomes have only their utility to this party, and shocks only their effects on it. A sealed offer of the other
        side is not included until it is opened.
        """
        return self.events_after(0)

    def events_after(self, count: int) -> tuple[Row, ...]:
        """Return the events that have become known to this party since `known` was equal to ``count``."""
        rows = self._rows[count : self.known]
        own = ("fade", "answer")  # known only to the row's own party
        return tuple(self._public(row) for row in rows if row.kind not in own or row.party == self.party)

    @property
    def known(self) -> int:
        """How many rows the trace has so far, without a sealed offer of the other side."""
        return len(self._rows) - self._sealed

    @property
    def _sealed(self) -> bool:
        """Whether the last row is a sealed offer of the other side."""
        table = self._talks.table
        second = table.turn % 2 == 1
        return table.protocol.kind == SIMULTANEOUS and second and self._rows[-1].party == self.other

    def _public(self, row: Row) -> Row:
        own = tuple(move for move in row.moves if move[0] == self.party)
        utilities = None if row.utilities is None else {self.party: row.utilities[self.party]}
        return row._replace(utilities=utilities, moves=own)

    @property
    def _own(self) -> Party:
        return self._talks.parties[self.scenario.parties.index(self.party)]

    def advice(self) -> Decision:
        """Return the decision of the stance's own tactic; at a vote, the decision by the ratifier's threshold."""
        return self._advise()

    @property
    def status_quo(self) -> dict[str, Value]:
        """The issues that are not on the table yet, with their status quo, which is their value in every offer."""
        pairs = zip(self.scenario.issues, self._talks.space.issues, strict=True)
        return {issue.name: value_of(issue, known.status_quo) for issue, known in pairs if known.closed}

    def outcome(self, terms: Terms) -> list[float]:
        """Return the terms of an offer as numbers; issues that are not on the table may be left out.

        Raises
        ------
        UsageError
            If the terms are not an outcome, or change an issue that is not on the table.
        """
        outcome = outcome_of(self.scenario.issues, {**self.status_quo, **terms})
        for issue, known, x in zip(self.scenario.issues, self._talks.space.issues, outcome, strict=True):
            if known.closed and x != known.status_quo:
                kept = value_of(issue, known.status_quo)
                raise UsageError(f"{issue.name} is not on the table until {issue.opens}; leave it at {kept}")
        return outcome

    def utility(self, terms: Terms) -> float:
        """Return this party's utility of an outcome.

        Raises
        ------
        UsageError
            If the terms are not an outcome.
        """
        return utility(self._own, outcome_of(self.scenario.issues, terms))

    @property
    def value_points(self) -> dict[str, tuple[tuple[Value, float], ...]]:
        """What each issue adds to this party's utility, as points (value, utility).

        Between the points of a numeric issue, interpolate linearly; a categorical issue has a point for each option.
        The key ``"payments"`` is for the level yearly payment of an outcome, if the party values it.
        """
        issues = self.scenario.issues
        points: dict[str, tuple[tuple[Value, float], ...]] = {}
        for place, function in enumerate(self._own.functions):
            if function.knots:
                issue = issues[place] if place < len(issues) else None
                points["payments" if issue is None else issue.name] = tuple(
                    (knot.x if issue is None else value_of(issue, knot.x), function.share * knot.value)
                    for knot in function.knots
                )
        return points

    @property
    def disagreement(self) -> float:
        """Utility of no agreement to this party."""
        return self._own.disagreement

    @property
    def reservation(self) -> float:
        """The reservation value of this party today, in utility."""
        return stances.reservation(self._own, self.time)

    @property
    def reservation_level(self) -> float:
        """The reservation value of this party today, as a level (in the issue's unit if `Scenario.in_units`)."""
        return stances.reservation_level(self._own, self.time)

    @property
    def mandate_level(self) -> float:
        """The worst level that this delegation may sign at the table today."""
        return stances.limit_level(self._own, self.time)

    @property
    def aspiration_level(self) -> float:
        """The aspiration of this party today, as a level."""
        return stances.aspiration_level(self._own)

    @property
    def time_used(self) -> float:
        """Share of the time to its deadline that this party has used, from 0 to 1."""
        return stances.normalised_time(self._own, self.time)

    @property
    def stance(self) -> str:
        """Name of this party's stance today."""
        return self._lowered.stances[self._own.stance.number][1]

    @property
    def administrations(self) -> dict[str, str]:
        """The administration of each party today."""
        names = self._lowered.administrations
        return {
            name: names[party.administration]
            for name, party in zip(self.scenario.parties, self._talks.parties, strict=True)
        }

    @property
    def deadline(self) -> dt.date:
        """The deadline of this party."""
        return self._day(self._own.deadline)

    @property
    def expiry(self) -> dt.date | None:
        """When the agreement in force expires; ``None`` if it has expired or there is no such agreement."""
        expiry = self._talks.table.expiry.time
        return None if expiry == NEVER else self._day(expiry)

    def _day(self, t: float) -> dt.date:
        return self.scenario.calendar.start + dt.timedelta(days=int(t))

    @property
    def lapse_days(self) -> float:
        """Days with no agreement in force so far."""
        return stances.lapse_days(self._talks.table, self.time)

    @property
    def turns_left(self) -> int:
        """Number of turns of both sides in this round after this one, without those after the end of the talks."""
        table = self._talks.table
        coming = range(table.turn + 1, table.turns)
        return sum(time_of_turn(table, turn) < closing_time(table) for turn in coming)

    @property
    def standing(self) -> Row | None:
        """The other side's standing offer, or the proposal or deal to answer; ``None`` if there is none."""
        if self._proposal is not None:
            return self._public(self._proposal)
        table = self._talks.table
        if table.standing != 1 - self._own.number or table.protocol.kind not in (ALTERNATING, ULTIMATUM):
            return None
        return next(
            self._public(row) for row in reversed(self._rows) if row.kind == "offer" and row.party == self.other
        )

    def last_offer(self, party: str) -> Row | None:
        """Return the last offer of a party that this party knows about; ``None`` if there is none."""
        known = (self._rows[place] for place in range(self.known - 1, -1, -1))
        return next((self._public(row) for row in known if row.kind == "offer" and row.party == party), None)

    @property
    def mediated(self) -> bool:
        """Whether this is a mediator's proposal, which the sides answer separately and in secret."""
        return self._proposal is not None and not self.ratifier

    @property
    def threshold(self) -> float:
        """The worst level to which the voting ratifier consents today.

        Raises
        ------
        UsageError
            If this is not a vote.
        """
        for ratifier, known in zip(self.scenario.ratifiers, self._talks.ratifiers, strict=True):
            if ratifier.name == self.ratifier:
                return stances.threshold(known, self.time)
        raise UsageError("this is a turn at the table; only a ratifier has a threshold")

    @property
    def may_accept(self) -> bool:
        """Whether there is an offer to accept at this turn."""
        return self.standing is not None

    @property
    def may_offer(self) -> bool:
        """Whether this party may make an offer at this turn; to a proposal or a deal it can only answer."""
        if self._proposal is not None:
            return False
        return self._talks.table.protocol.kind != ULTIMATUM or self._talks.table.turn == 0
