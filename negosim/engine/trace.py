"""The trace of a negotiation: a list of rows, one for each thing that happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from negosim.domain.issues import Continuous
from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Effect, Shock
from negosim.domain.terms import Terms, terms_of
from negosim.engine.result import Row
from negosim.rules.offers import standing_offer
from negosim.rules.records import NEVER, Party
from negosim.rules.values import utility


class Strike(NamedTuple):
    """What a shock did.

    Parameters
    ----------
    struck : bool
        Whether it has effects under the present administrations.
    amounts : sequence of float
        By how much each of its effects moves a level.
    extended : bool
        Whether it moves the expiry of the agreement in force.
    proposal : list of float or None
        The outcome that a mediator proposes to both sides.
    agreed : bool
        Whether both sides accept it.
    """

    struck: bool
    amounts: Sequence[float] = ()
    extended: bool = False
    proposal: list[float] | None = None
    agreed: bool = False


class Trace:
    """The rows of one negotiation so far."""

    def __init__(self, scenario: Scenario, parties: Mapping[str, Party]) -> None:
        self.rows: list[Row] = []
        self._scenario = scenario
        self._parties = parties
        self._names = tuple(parties)
        self._issues = [issue.name for issue in scenario.issues]
        self._numeric = all(isinstance(issue, Continuous) for issue in scenario.issues)
        self._first, self._last = scenario.calendar.start.toordinal(), scenario.calendar.horizon.toordinal()

    def date_at(self, t: float) -> date:
        """Return the date of a time in days; the end of the horizon day has the date of that day."""
        return date.fromordinal(min(self._first + int(t), self._last))

    def date_or_none(self, t: float) -> date | None:
        """Return the date of a time; ``None`` if it was not reached."""
        return None if t == NEVER else self.date_at(t)

    def write(
        self,
        t: float,
        kind: str,
        *,
        party: Party | None = None,
        outcome: list[float] | None = None,
        note: str = "",
        moves: tuple[tuple[str, str], ...] = (),
        event: str = "",
    ) -> None:
        """Add a row; ``outcome`` contains the numbers of the outcome that is offered or agreed."""
        name = None if party is None else self._names[party.number]
        row = self.row_of(t, kind, outcome=outcome, note=note)
        self.rows.append(row._replace(party=name, moves=moves, event=event))

    def row_of(self, t: float, kind: str, *, outcome: list[float] | None = None, note: str = "") -> Row:
        """Return a row without adding it to the trace."""
        terms: Terms | None = None
        utilities: Mapping[str, float] | None = None
        if outcome is not None:
            terms = self.terms_of(outcome)
            utilities = {name: utility(each, outcome) for name, each in self._parties.items()}
        return Row(self.date_at(t), t, kind, None, terms, utilities, note)

    def write_offer(self, t: float, party: Party, other: Party, text: str = "") -> None:
        """Add the row of the offer that a party has just made, with what it said."""
        names, mine, theirs = self._names, party.proposed, standing_offer(other).utility
        first, second = (mine, theirs) if party.number == 0 else (theirs, mine)
        utilities = {names[0]: first, names[1]: second}
        terms = self.terms_of(party.proposal)
        self.rows.append(Row(self.date_at(t), t, "offer", names[party.number], terms, utilities, text))

    def terms_of(self, outcome: list[float]) -> Terms:
        """Return the terms of an outcome."""
        if self._numeric:
            return dict(zip(self._issues, outcome))  # noqa: B905 - one number per issue
        return terms_of(self._scenario.issues, outcome)

    def write_shock(self, t: float, shock: Shock, strike: Strike) -> None:
        """Add the row of a shock: its public note, and its effects on each party."""
        note = shock.note or shock.name
        if not strike.struck:
            self.write(t, "shock", note=f"{note} (no effect on the present administrations)", event=shock.name)
            return
        effects = zip(shock.effects, strike.amounts, strict=True)
        moves = [(effect.party, self._describe(effect, amount)) for effect, amount in effects]
        moves += [(party, f"{self._title(party)}: takes the stance {name}") for party, name in shock.stances.items()]
        moves += [(party, f"{self._title(party)}: deadline {day}") for party, day in shock.deadlines.items()]
        if strike.extended:
            note = f"{note}; the agreement in force expires on {shock.expiry}"
        if strike.proposal is not None:
            note = f"{note}; {'both sides accept' if strike.agreed else 'the sides do not both accept'}"
        self.write(t, "shock", outcome=strike.proposal, note=note, moves=tuple(moves), event=shock.name)

    def _describe(self, effect: Effect, amount: float) -> str:
        lasting = "" if effect.days is None else f" for {effect.days:g} days"
        change = f"{amount:+.4g}{lasting}" if amount else "unchanged"
        return f"{self._title(effect.party)}: {effect.level} {change}"

    def _title(self, party: str) -> str:
        return self._scenario.delegations[self._names.index(party)].title or party
