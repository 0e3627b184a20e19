"""One negotiation in simpy, and its trace.

The process only waits for the next event of the agenda. The effects of events are defined in :mod:`negosim.rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any, NamedTuple, cast

import simpy

from negosim.domain.terms import terms_of
from negosim.engine.decisions import Accept, Decision, Offer, Wait, WalkAway
from negosim.engine.delegation import Delegation
from negosim.engine.notices import notices_of
from negosim.engine.result import ACCEPTS, Tentative
from negosim.engine.seats import OpenSeat, Seat, TacticSeat
from negosim.engine.trace import Strike, Trace
from negosim.engine.view import View
from negosim.errors import UsageError
from negosim.rules import records
from negosim.rules.advance import earliest
from negosim.rules.begin import begin
from negosim.rules.events import all_hold, change, expire, fade, interrupt, open_issue, strike, take_effect
from negosim.rules.lower import Lowered
from negosim.rules.mediation import mediate
from negosim.rules.offers import standing_offer
from negosim.rules.ratification import finish, vote
from negosim.rules.records import (
    ACCEPT,
    AT_HORIZON,
    ENDED,
    NEVER,
    NONE,
    OFFER,
    PENDING,
    REFUSE,
    TALKING,
    WAIT,
    Event,
    Party,
    Talks,
)
from negosim.rules.rounds import closing_time, governed_by, mover, open_round, opponent_of
from negosim.rules.table import act, decide

BREAKS_OFF = "breaks off the talks"  # the note if the party says nothing


class OpenTurn(NamedTuple):
    """A turn at which the session waits for an external decision."""

    delegation: Delegation
    view: View
    answered: simpy.Event


class Session:
    """A negotiation in progress.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    talks : Talks
        Its records, which the session changes.
    keyed : tuple of (int, int)
        Seed and number of the replicate, as the rules take them.
    seats : mapping of str to Seat
        Who decides for a party or votes for a ratifier; default: its tactic, or its threshold.
    env : simpy.Environment
        The clock.
    """

    def __init__(
        self,
        lowered: Lowered,
        talks: Talks,
        *,
        keyed: tuple[int, int],
        seats: Mapping[str, Seat],
        env: simpy.Environment,
    ) -> None:
        self.lowered = lowered
        self.scenario = lowered.scenario
        self.talks = talks
        self.env = env
        self.parties = dict(zip(self.scenario.parties, talks.parties, strict=True))
        self.trace = Trace(self.scenario, self.parties)
        self.tentative: list[Tentative] = []
        self._open: OpenTurn | None = None
        self._ended = False
        begin(talks, *keyed)
        self.delegations = [
            Delegation(self.scenario, party, seats.get(name, TacticSeat()), self._view_of(party))
            for name, party in self.parties.items()
        ]
        self._chambers = {
            ratifier.name: Delegation(self.scenario, known.party, seats[ratifier.name], self._view_of(known.party))
            for ratifier, known in zip(self.scenario.ratifiers, talks.ratifiers, strict=True)
            if ratifier.name in seats and ratifier.name not in self.parties
        }
        self._handlers: tuple[Callable[[Event, float], simpy.Event | None], ...] = (
            self._governs,
            self._expires,
            self._opens,
            self._strikes,
            self._fades,
            self._votes,
            self._meets,
        )
        self._write_start()
        self.process = env.process(self._proceed())

    def run(self) -> None:
        """Run until the negotiation ends.

        Raises
        ------
        UsageError
            At the turn of an open seat.
        """
        view = self.advance()
        if view is not None:
            seat = view.ratifier or view.party
            raise UsageError(f"the seat of {seat} is open; use 'advance' and 'answer' to play turn by turn")

    def advance(self) -> View | None:
        """Run until the next turn of an open seat, or until the negotiation ends.

        Returns
        -------
        View or None
            What the party or the ratifier whose turn it is knows; ``None`` if the negotiation has ended.
        """
        while self._open is None and not self.process.triggered:
            self.env.step()
        if self._open is not None:
            return self._open.view
        if not self.process.ok:
            raise cast("BaseException", self.process.value)
        if not self._ended:
            self._ended = True
            self._write_end()
        return None

    def answer(self, decision: Decision) -> None:
        """Give the decision at the turn, proposal or vote at which the session waits for an open seat.

        Raises
        ------
        UsageError
            If no open seat has a turn, or the decision is not allowed; the seat can then be answered again.
        """
        if self._open is None:
            raise UsageError("no open seat has a turn now; call 'advance' to reach the next one")
        delegation, view, answered = self._open
        action = delegation.carry_out(decision, view)
        self._open = None
        if not view.mediated and not view.ratifier:
            self._take_turn(delegation, view.time, action)
        answered.succeed(action)

    def view(self, party: str) -> View:
        """Return what a party knows now."""
        return self._view_of(self.parties[party])(float(self.env.now))

    def _proceed(self) -> Generator[simpy.Event, Any, None]:
        talks, table, env = self.talks, self.talks.table, self.env
        notices, closing = notices_of(self.lowered, self.talks, self.trace), closing_time(table)
        turn, count = table.next_turn, len(talks.agenda) - 1
        other = earliest(talks, count)
        while table.phase != ENDED:
            event = turn if turn.time < other.time else other
            while notices and notices[-1].comes_before(event):
                notice = notices.pop()
                yield env.timeout(notice.time - env.now)
                notice.write(notice.time)
            due = min(event.time, closing)
            if due > env.now:
                yield env.timeout(due - env.now)
            if due == closing:
                finish(table, closing, AT_HORIZON)
            else:
                table.now = due
                waiting = self._handlers[event.kind](event, due)
                if waiting is not None:
                    yield waiting
            # A turn changes no other event of the agenda, unless it ends the talks or an event waits for an impasse.
            if event is other or table.phase == PENDING or talks.impasses:
                other = earliest(talks, count)

    # ---- events, by kind -------------------------------------------------------------------------------------

    def _governs(self, event: Event, t: float) -> None:
        party = self.talks.parties[event.number]
        before = party.administration
        change(self.talks, party, t)
        words = "stays in office" if before == party.administration else "takes office"
        self.trace.write(t, "administration", party=party, note=f"{self._in_office(party)} {words}")

    def _expires(self, _: Event, t: float) -> None:
        expire(self.talks, t)
        self.trace.write(t, "expiry", note="the agreement in force expires without a successor")

    def _opens(self, event: Event, t: float) -> None:
        open_issue(self.talks.space, event)
        issue = self.scenario.issues[event.number]
        self.trace.write(t, "opening", note=f"{issue.title or issue.name} comes onto the table", event=issue.name)

    def _strikes(self, event: Event, t: float) -> simpy.Event | None:
        """Let a shock happen; if it is a mediator's proposal, return the process in which both sides answer."""
        shock, table = self.talks.shocks[event.number], self.talks.table
        happens, struck = all_hold(self.talks, shock.when), governed_by(self.talks, shock.under)
        if shock.proposes and happens and struck and table.phase == TALKING:
            return self.env.process(self._mediates(shock, t))
        strike(self.talks, shock, t)
        if happens:
            self._write_strike(shock, t, struck=struck)
        return None

    def _mediates(self, shock: records.Shock, t: float) -> Generator[simpy.Event, Any, None]:
        """Let a mediator's proposal happen, to which each side answers separately."""
        shock.strike.time = NEVER
        take_effect(self.talks, shock, t)
        table, mediation = self.talks.table, self.lowered.shocks[shock.number]
        row = self.trace.row_of(t, "proposal", outcome=shock.proposal, note=mediation.note or mediation.name)
        for delegation in self.delegations:
            party, view = delegation.party, delegation.view_of_proposal(t, row, shock.proposal)
            party.answer = yield from self._answer_of(delegation, view)
            words = ACCEPTS if party.answer == ACCEPT else "does not accept the proposal"
            self.trace.write(t, "answer", party=party, outcome=shock.proposal, note=words)
        deals = table.tentatives
        mediate(self.talks, shock.proposal, t)
        interrupt(self.talks, shock, t)
        for party in self.talks.parties:
            party.answer = NONE
        agreed = table.tentatives > deals
        self._write_strike(shock, t, struck=True, proposal=shock.proposal, agreed=agreed)
        if agreed:
            self._write_tentative(t)

    def _answer_of(self, delegation: Delegation, view: View) -> Generator[simpy.Event, Any, int]:
        """Let a delegation or a ratifier accept or refuse what it is asked."""
        if isinstance(delegation.seat, OpenSeat):
            self._open = OpenTurn(delegation, view, self.env.event())
            action = yield self._open.answered
        else:
            action = delegation.carry_out(delegation.seat.decide(view), view)
        return ACCEPT if action == ACCEPT else REFUSE

    def _write_strike(self, shock: records.Shock, t: float, **changes: Any) -> None:
        row = Strike(
            amounts=[effect.by for effect in shock.effects],
            extended=shock.moves_expiry and shock.expiry >= t,
            **changes,
        )
        self.trace.write_shock(t, self.lowered.shocks[shock.number], row)

    def _fades(self, event: Event, t: float) -> None:
        effect = self.talks.effects[event.number]
        shock = next(shock for shock in self.talks.shocks if effect in shock.effects)
        fade(effect)
        note = f"{self.lowered.shocks[shock.number].name} wears off"
        self.trace.write(t, "fade", party=effect.party, note=note)

    def _votes(self, _: Event, t: float) -> simpy.Event | None:
        """Let the next ratifier vote; if it has a seat, return the process in which the seat votes."""
        ballot = self.talks.table.ballot
        chamber = self._chambers.get(self.scenario.ratifiers[ballot].name)
        if chamber is not None:
            return self.env.process(self._asks(chamber, ballot, t))
        self._counts_vote(ballot, t)
        return None

    def _asks(self, chamber: Delegation, ballot: int, t: float) -> Generator[simpy.Event, Any, None]:
        """Let the seat of a ratifier vote on the deal."""
        ratifier = self.talks.ratifiers[ballot]
        row = self.trace.row_of(t, "tentative", outcome=self.talks.table.settled)
        view = chamber.view_of_vote(t, row, ratifier, self.scenario.ratifiers[ballot].name)
        ratifier.answer = yield from self._answer_of(chamber, view)
        self._counts_vote(ballot, t)
        ratifier.answer = NONE

    def _counts_vote(self, ballot: int, t: float) -> None:
        table, rejections = self.talks.table, self.talks.table.rejections
        ratifier, party = self.scenario.ratifiers[ballot], self.talks.ratifiers[ballot].party
        vote(self.talks, t)
        name = ratifier.title or ratifier.name
        if table.rejections > rejections:
            self._decide_tentative(t, ratified=False, rejected_by=ratifier.name)
            self.trace.write(t, "rejected", party=party, outcome=table.settled, note=f"{name} rejects the deal")
        else:
            self.trace.write(t, "ratified", party=party, outcome=table.settled, note=f"{name} consents")
            self._write_conclusion(t)

    def _meets(self, _: Event, t: float) -> simpy.Event | None:
        """Hold a turn; if its seat is open, return the event that succeeds with its decision."""
        if not self.talks.table.in_round:
            open_round(self.talks, t)
            self._write_round(t)
        delegation = self.delegations[mover(self.talks).number]
        if isinstance(delegation.seat, OpenSeat):
            self._open = OpenTurn(delegation, delegation.view(t), self.env.event())
            return self._open.answered
        self._take_turn(delegation, t, delegation.decide(t))
        return None

    def _take_turn(self, delegation: Delegation, t: float, action: int) -> None:
        party, struck = delegation.party, self.talks.table.tentatives
        act(self.talks, party, t, action)
        self._write_turn(party, t, action, delegation.text)
        if self.talks.table.tentatives > struck:
            self._write_tentative(t)

    def _write_turn(self, party: Party, t: float, action: int, text: str) -> None:
        if action == OFFER:
            self.trace.write_offer(t, party, opponent_of(self.talks, party), text)
        elif action == ACCEPT:
            self.trace.write(t, "accept", party=party, outcome=standing_offer(party).terms, note=text)
        elif action == WAIT:
            self.trace.write(t, "wait", party=party, note=text)
        else:
            self.trace.write(t, "broken_off", party=party, note=text or BREAKS_OFF)

    def _in_office(self, party: Party) -> str:
        return self.lowered.administrations[party.administration]

    # ---- the table -------------------------------------------------------------------------------------------

    def _view_of(self, party: Party) -> Callable[[float], View]:
        names, other = tuple(self.parties), opponent_of(self.talks, party)

        def view(t: float) -> View:
            return View(
                party=names[party.number],
                other=names[other.number],
                date=self.trace.date_at(t),
                time=t,
                _lowered=self.lowered,
                _talks=self.talks,
                _rows=self.trace.rows,
                _advise=lambda: self._advise(party, t),
            )

        return view

    def _advise(self, party: Party, t: float) -> Decision:
        action = decide(party, t)
        if action == OFFER:
            return Offer(terms_of(self.scenario.issues, party.proposal))
        if action == WAIT:
            return Wait()
        return Accept() if action == ACCEPT else WalkAway()

    # ---- the record ------------------------------------------------------------------------------------------

    def _write_start(self) -> None:
        for party in self.talks.parties:
            self.trace.write(0.0, "start", party=party, note=f"{self._in_office(party)} governs")

    def _write_round(self, t: float) -> None:
        table = self.talks.table
        listed = table.round
        note = f"round {table.rounds_held}"
        if listed is not None:
            note = note if listed.counted else "contact, not a numbered round"
            words = self.lowered.meetings[listed.number]
            note = f"{note}; {words}" if words else note
        self.trace.write(t, "round", note=note)

    def _write_tentative(self, t: float) -> None:
        settled = self.talks.table.settled
        self.trace.write(t, "tentative", outcome=settled, note="a deal at the table")
        terms = self.trace.terms_of(settled)
        self.tentative.append(Tentative(date=self.trace.date_at(t), terms=terms, ratified=None, rejected_by=None))
        self._write_conclusion(t)

    def _decide_tentative(self, t: float, *, ratified: bool, rejected_by: str | None) -> None:
        deal = self.tentative[-1]
        decided = self.trace.date_at(t)
        self.tentative[-1] = Tentative(
            date=deal.date, terms=deal.terms, ratified=ratified, rejected_by=rejected_by, decided=decided
        )

    def _write_conclusion(self, t: float) -> None:
        table = self.talks.table
        if table.concluded == t:
            self._decide_tentative(t, ratified=True, rejected_by=None)
            self.trace.write(t, "concluded", outcome=table.settled, note="the agreement is concluded")
        if table.in_force == t:
            self.trace.write(t, "in_force", outcome=table.settled, note="the agreement is in force")

    def _write_end(self) -> None:
        table = self.talks.table
        if table.ending == AT_HORIZON:
            agreed = self.trace.date_or_none(table.concluded) is not None
            note = "the horizon is reached" + ("" if agreed else " without an agreement")
            self.trace.write(table.end, "end", note=note)
