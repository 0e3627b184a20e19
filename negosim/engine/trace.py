"""Writing down what happens, as flat rows."""

from __future__ import annotations

from datetime import date, timedelta

from negosim.domain.shocks import Effect, Shock
from negosim.domain.terms import terms_of
from negosim.engine.result import Row
from negosim.rules.layout import ISSUES, Talks
from negosim.rules.lower import Lowered
from negosim.rules.values import utility


class Trace:
    """The rows of one negotiation so far."""

    def __init__(self, lowered: Lowered, talks: Talks) -> None:
        self.rows: list[Row] = []
        self._lowered = lowered
        self._talks = talks
        self._scenario = lowered.scenario
        self._parties = lowered.scenario.parties

    def date_at(self, t: float) -> date:
        """Return the date of a simulated time."""
        return self._scenario.calendar.start + timedelta(days=int(t))

    def write(
        self,
        t: float,
        kind: str,
        *,
        party: int | None = None,
        outcome: int | None = None,
        note: str = "",
        moves: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Add a row; ``outcome`` is where in the state its terms lie."""
        talks, parties = self._talks, self._parties
        terms = utilities = None
        if outcome is not None:
            terms = terms_of(self._scenario.issues, talks.state[outcome : outcome + talks.plan[ISSUES]])
            utilities = {parties[0]: utility(talks, 0, outcome), parties[1]: utility(talks, 1, outcome)}
        name = None if party is None else parties[party]
        day = self.date_at(t)
        row = Row(date=day, time=t, kind=kind, party=name, terms=terms, utilities=utilities, note=note, moves=moves)
        self.rows.append(row)

    def tell_shock(self, t: float, shock: Shock, *, struck: bool) -> None:
        """Add the row of a shock: its public words, and what it moves where it has effects."""
        words = shock.note or shock.name
        if not struck:
            self.write(t, "shock", note=f"{words} (without effect under those who govern)")
        else:
            moves = tuple((effect.party, self._words_of(effect)) for effect in shock.effects)
            self.write(t, "shock", note=words, moves=moves)

    def _words_of(self, effect: Effect) -> str:
        number = self._lowered.scenario.parties.index(effect.party)
        by = effect.by if isinstance(effect.by, (int, float)) else None
        amount = "moves by a drawn amount" if by is None else f"{by:+g}"
        lasting = "" if effect.days is None else f" for {effect.days:g} days"
        return f"{self._scenario.delegations[number].title or effect.party}: {effect.level} {amount}{lasting}"
