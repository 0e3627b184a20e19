"""The trace of a negotiation: what happens, as flat rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from negosim.domain.issues import Continuous
from negosim.domain.scenario import Scenario
from negosim.domain.shocks import Effect, Shock
from negosim.domain.terms import Terms, terms_of
from negosim.engine.result import Row
from negosim.rules.offers import standing_offer
from negosim.rules.records import NEVER, Party
from negosim.rules.values import utility


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
        """Return the date of a simulated time; the end of the horizon day is still that day."""
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
        """Add a row; ``outcome`` is what is offered or agreed, as numbers."""
        terms: Terms | None = None
        utilities: Mapping[str, float] | None = None
        if outcome is not None:
            terms = self.terms_of(outcome)
            utilities = {name: utility(each, outcome) for name, each in self._parties.items()}
        name = None if party is None else self._names[party.number]
        self.rows.append(Row(self.date_at(t), t, kind, name, terms, utilities, note, moves, event))

    def write_offer(self, t: float, party: Party, other: Party, text: str = "") -> None:
        """Add the row of the offer that a party has just made, and what it said with it."""
        names, mine, theirs = self._names, party.proposed, standing_offer(other).utility
        first, second = (mine, theirs) if party.number == 0 else (theirs, mine)
        utilities = {names[0]: first, names[1]: second}
        terms = self.terms_of(party.proposal)
        self.rows.append(Row(self.date_at(t), t, "offer", names[party.number], terms, utilities, text))

    def terms_of(self, outcome: list[float]) -> Terms:
        """Return an outcome with its issues' names."""
        if self._numeric:
            return dict(zip(self._issues, outcome))  # noqa: B905 - one number per issue
        return terms_of(self._scenario.issues, outcome)

    def write_shock(self, t: float, shock: Shock, amounts: Iterable[float] = (), *, struck: bool) -> None:
        """Add the row of a shock: its public note, and by how much each of its effects moves a level."""
        note = shock.note or shock.name
        if not struck:
            self.write(t, "shock", note=f"{note} (no effect on the present administrations)", event=shock.name)
        else:
            effects = zip(shock.effects, amounts, strict=True)
            moves = tuple((effect.party, self._describe(effect, amount)) for effect, amount in effects)
            self.write(t, "shock", note=note, moves=moves, event=shock.name)

    def _describe(self, effect: Effect, amount: float) -> str:
        number = self._names.index(effect.party)
        lasting = "" if effect.days is None else f" for {effect.days:g} days"
        return f"{self._scenario.delegations[number].title or effect.party}: {effect.level} {amount:+.4g}{lasting}"
