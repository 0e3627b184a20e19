"""One negotiation on simpy's clock: its processes, and what they write down.

The processes only wait. What happens at a moment is in :mod:`negosim.rules`; after each, the session wakes the
processes whose moments the rules have moved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import simpy

from negosim.domain.shocks import Shock
from negosim.domain.terms import outcome_of, terms_of
from negosim.engine.decisions import Accept, Decision, Offer, Wait, WalkAway
from negosim.engine.delegation import Delegation
from negosim.engine.moments import Alarm, Moment, Waiting
from negosim.engine.result import Tentative
from negosim.engine.seats import Seat, TacticSeat
from negosim.engine.trace import Trace
from negosim.engine.view import View
from negosim.rules import layout as at
from negosim.rules.begin import begin
from negosim.rules.events import change, expire, fade, strike
from negosim.rules.layout import NEVER, NONE, PARTIES
from negosim.rules.lower import Lowered
from negosim.rules.ratification import finish, vote
from negosim.rules.record import last_offer, weigh_proposal
from negosim.rules.rounds import fades, governed_by, mover, open_round, turn_moment, vote_moment
from negosim.rules.table import act, decide


class Session:
    """A negotiation in progress.

    Parameters
    ----------
    lowered : Lowered
        The scenario.
    seed, replicate : int
        Which replicate it is.
    seats : mapping of str to Seat
        Who decides for a party; its tactic where it is not named.
    env : simpy.Environment
        The clock.
    """

    def __init__(
        self, lowered: Lowered, *, seed: int, replicate: int, seats: Mapping[str, Seat], env: simpy.Environment
    ) -> None:
        self.lowered = lowered
        self.scenario = lowered.scenario
        self.parties = self.scenario.parties
        self.env = env
        self.talks = lowered.talks()
        self.trace = Trace(lowered, self.talks)
        self.tentative: list[Tentative] = []
        begin(self.talks, seed, replicate)
        self.ended = env.event()
        self.delegations = [
            Delegation(env, seats.get(name, TacticSeat()), self._view_of(number))
            for number, name in enumerate(self.parties)
        ]
        self._write_start()
        self._agenda = self._agenda_now()
        self._alarms = self._set_alarms()

    def run(self) -> None:
        """Let time pass until the negotiation ends."""
        self.env.run(until=self.ended)
        self._write_end()

    # ---- processes -------------------------------------------------------------------------------------------

    def _set_alarms(self) -> list[Alarm]:
        alarms = [self._alarm(at.CHANGE + party, self._governs(party)) for party in range(PARTIES)]
        alarms.append(self._alarm(at.EXPIRY, self._expires))
        alarms += [self._alarm(at.STRIKES + shock, self._strikes(shock)) for shock in range(self.talks.plan[at.SHOCKS])]
        first = fades(self.talks)
        alarms += [self._alarm(first + effect, self._fades(effect)) for effect in range(self.talks.plan[at.EFFECTS])]
        alarms.append(self._alarm(vote_moment(self.talks), self._votes))
        alarms.append(self._alarm(turn_moment(self.talks), self._meets))
        self.env.process(self._closes(turn_moment(self.talks) + 1))
        for shock in self.scenario.shocks:
            if shock.is_news:
                self.env.process(self._tells(shock))
        for party, term in self._elections():
            self.env.process(self._elects(party, term))
        return alarms

    def _alarm(self, moment: int, happen: Callable[[float], Waiting]) -> Alarm:
        return Alarm(self.env, moment, lambda: self._time_of(moment), happen)

    def _time_of(self, moment: int) -> float:
        t = self.talks.state[self.talks.plan[at.S_MOMENTS] + moment]
        open_still = self.talks.flags[at.PHASE] != at.ENDED and t <= self.talks.plan[at.HORIZON_DAY]
        return t if open_still else NEVER

    def _happened(self, t: float) -> None:
        """Note the time, and wake the processes whose moments have moved."""
        self.talks.state[at.NOW] = t
        agenda = self._agenda_now()
        if agenda != self._agenda:
            for alarm, before, after in zip(self._alarms, self._agenda, agenda, strict=True):
                if before != after:
                    alarm.reset()
            self._agenda = agenda
        if self.talks.flags[at.PHASE] == at.ENDED and not self.ended.triggered:
            self.ended.succeed()

    def _agenda_now(self) -> list[float]:
        """Return the times of all moments, of which there is an alarm each."""
        first = self.talks.plan[at.S_MOMENTS]
        return self.talks.state[first : first + turn_moment(self.talks) + 1]

    def _closes(self, rank: int) -> Waiting:
        yield Moment(self.env, float(self.talks.plan[at.HORIZON_DAY]), rank)
        finish(self.talks, float(self.talks.plan[at.HORIZON_DAY]), at.AT_HORIZON)
        self._happened(self.env.now)

    def _governs(self, party: int) -> Callable[[float], Waiting]:
        def happen(t: float) -> Waiting:
            before = self.talks.flags[at.ADMINISTRATION + party]
            change(self.talks, party, t)
            after = self.talks.flags[at.ADMINISTRATION + party]
            words = "stays in office" if before == after else "takes office"
            self.trace.write(t, "administration", party=party, note=f"{self.lowered.administrations[after]} {words}")
            self._happened(t)
            yield from ()

        return happen

    def _elections(self) -> list[tuple[int, int]]:
        """Return the elections within the scenario's time: the party, and the number of its term of office."""
        calendar, found, number = self.scenario.calendar, [], 0
        for party, delegation in enumerate(self.scenario.delegations):
            for term in delegation.terms:
                if term.election is not None and calendar.start <= term.election <= calendar.horizon:
                    found.append((party, number))
                number += 1
        return found

    def _elects(self, party: int, number: int) -> Waiting:
        terms = [term for delegation in self.scenario.delegations for term in delegation.terms]
        election = terms[number].election or self.scenario.calendar.start
        days = float((election - self.scenario.calendar.start).days)
        yield Moment(self.env, days, at.CHANGE)
        plan, flags = self.talks.plan, self.talks.flags
        chosen = plan[at.AT_CANDIDATES] + flags[plan[at.F_CHOSEN] + number] * at.CANDIDATE_WIDTH
        name = self.lowered.administrations[plan[chosen + at.CANDIDATE_NAME]]
        self.trace.write(days, "election", party=party, note=f"{name} is elected")

    def _expires(self, t: float) -> Waiting:
        expire(self.talks, t)
        self.trace.write(t, "expiry", note="the agreement in force expires without a successor")
        self._happened(t)
        yield from ()

    def _tells(self, news: Shock) -> Waiting:
        days = (news.date - self.scenario.calendar.start).days if news.date is not None else -1
        if 0 <= days <= self.talks.plan[at.HORIZON_DAY]:
            yield Moment(self.env, float(days), at.STRIKES)
            fits = all(self._in_office(party) == name for party, name in news.under.items())
            self.trace.tell_shock(float(days), news, struck=fits)

    def _in_office(self, party: str) -> str:
        number = self.parties.index(party)
        return self.lowered.administrations[self.talks.flags[at.ADMINISTRATION + number]]

    def _strikes(self, number: int) -> Callable[[float], Waiting]:
        def happen(t: float) -> Waiting:
            plan, shock = self.talks.plan, self.lowered.shocks[number]
            struck = governed_by(self.talks, plan[at.AT_SHOCKS] + number * at.SHOCK_WIDTH + at.SHOCK_UNDER)
            strike(self.talks, number, t)
            self.trace.tell_shock(t, shock, struck=struck)
            self._happened(t)
            yield from ()

        return happen

    def _fades(self, effect: int) -> Callable[[float], Waiting]:
        shock, fading = [(shock, each) for shock in self.lowered.shocks for each in shock.effects][effect]

        def happen(t: float) -> Waiting:
            fade(self.talks, effect)
            note, party = f"{shock.name} wears off", self.parties.index(fading.party)
            self.trace.write(t, "fade", party=party, note=note)
            self._happened(t)
            yield from ()

        return happen

    def _votes(self, t: float) -> Waiting:
        ballot = self.talks.flags[at.BALLOT]
        ratifier = self.scenario.ratifiers[ballot]
        party = self.parties.index(ratifier.party)
        rejections = self.talks.flags[at.REJECTIONS]
        vote(self.talks, t)
        terms = self.talks.plan[at.S_TERMS]
        name = ratifier.title or ratifier.name
        if self.talks.flags[at.REJECTIONS] > rejections:
            self._decide_tentative(t, ratified=False, rejected_by=ratifier.name)
            self.trace.write(t, "rejected", party=party, outcome=terms, note=f"{name} turns the deal down")
        else:
            self.trace.write(t, "ratified", party=party, outcome=terms, note=f"{name} consents")
            self._write_conclusion(t)
        self._happened(t)
        yield from ()

    def _meets(self, t: float) -> Waiting:
        if self.talks.flags[at.IN_ROUND] == 0:
            open_round(self.talks, t)
            self._write_round(t)
        party = mover(self.talks)
        decision = yield self.delegations[party].call()
        self._carry_out(party, t, decision)
        self._happened(t)

    # ---- the table -------------------------------------------------------------------------------------------

    def _view_of(self, party: int) -> Callable[[], View]:
        def view() -> View:
            t = self._time_of(turn_moment(self.talks))
            return View(
                party=self.parties[party],
                other=self.parties[1 - party],
                date=self.trace.date_at(t),
                time=t,
                _lowered=self.lowered,
                _talks=self.talks,
                _rows=self.trace.rows,
                _advise=lambda: self._advise(party, t),
            )

        return view

    def _advise(self, party: int, t: float) -> Decision:
        action = decide(self.talks, party, t)
        if action == at.OFFER:
            proposal = self.talks.plan[at.S_PROPOSAL]
            outcome = self.talks.state[proposal : proposal + self.talks.plan[at.ISSUES]]
            return Offer(terms_of(self.scenario.issues, outcome))
        return Accept() if action == at.ACCEPT else WalkAway()

    def _carry_out(self, party: int, t: float, decision: Decision) -> None:
        struck = self.talks.flags[at.TENTATIVES]
        match decision:
            case Offer(terms):
                proposal = self.talks.plan[at.S_PROPOSAL]
                self.talks.state[proposal : proposal + len(terms)] = outcome_of(self.scenario.issues, terms)
                weigh_proposal(self.talks, party)
                self.trace.write(t, "offer", party=party, outcome=proposal)
                act(self.talks, party, t, at.OFFER)
            case Accept():
                standing = last_offer(self.talks, 1 - party) + at.OFFER_TERMS
                self.trace.write(t, "accept", party=party, outcome=standing)
                act(self.talks, party, t, at.ACCEPT)
            case Wait():
                self.trace.write(t, "wait", party=party)
                act(self.talks, party, t, at.WAIT)
            case WalkAway():
                act(self.talks, party, t, at.WALK_AWAY)
                self.trace.write(t, "broken_off", party=party, note="breaks off the talks")
        if self.talks.flags[at.TENTATIVES] > struck:
            self._write_tentative(t)

    # ---- the record ------------------------------------------------------------------------------------------

    def _write_start(self) -> None:
        for party in range(PARTIES):
            name = self.lowered.administrations[self.talks.flags[at.ADMINISTRATION + party]]
            self.trace.write(0.0, "start", party=party, note=f"{name} governs")

    def _write_round(self, t: float) -> None:
        flags = self.talks.flags
        listed = flags[at.ROUND]
        meeting = None if listed == NONE else self.scenario.calendar.rounds[listed]
        counted = meeting is None or meeting.counted
        words = [f"round {flags[at.ROUNDS]}" if counted else "contact, not a numbered round"]
        if meeting is not None:
            leads = [meeting.leads.get(name, "") for name in self.parties]
            words += [word for word in (meeting.place, " and ".join(filter(None, leads)), meeting.note) if word]
        self.trace.write(t, "round", note="; ".join(words))

    def _write_tentative(self, t: float) -> None:
        at_terms = self.talks.plan[at.S_TERMS]
        self.trace.write(t, "tentative", outcome=at_terms, note="a deal at the table")
        terms = self.trace.rows[-1].terms or {}
        self.tentative.append(Tentative(date=self.trace.date_at(t), terms=terms, ratified=None, rejected_by=None))
        self._write_conclusion(t)

    def _decide_tentative(self, t: float, *, ratified: bool, rejected_by: str | None) -> None:
        deal = self.tentative[-1]
        decided = self.trace.date_at(t)
        self.tentative[-1] = Tentative(
            date=deal.date, terms=deal.terms, ratified=ratified, rejected_by=rejected_by, decided=decided
        )

    def _write_conclusion(self, t: float) -> None:
        terms = self.talks.plan[at.S_TERMS]
        if self.talks.state[at.CONCLUDED] == t:
            self._decide_tentative(t, ratified=True, rejected_by=None)
            self.trace.write(t, "concluded", outcome=terms, note="the agreement is concluded")
        if self.talks.state[at.IN_FORCE] == t:
            self.trace.write(t, "in_force", outcome=terms, note="the agreement is in force")

    def _write_end(self) -> None:
        if self.talks.flags[at.ENDING] == at.AT_HORIZON:
            agreed = self.date_of(at.CONCLUDED) is not None
            note = "the horizon is reached" + ("" if agreed else " without an agreement")
            self.trace.write(self.talks.state[at.END], "end", note=note)

    def date_of(self, place: int) -> date | None:
        """Return the date of a time in the state, ``None`` where it never came."""
        t = self.talks.state[place]
        return None if t == NEVER else self.trace.date_at(t)
