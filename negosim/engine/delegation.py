"""A delegation at the table, or a ratifier: an agent that decides at its turn and knows only its view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from negosim.domain.scenario import Scenario
from negosim.engine.decisions import Accept, Decision, Offer, Wait
from negosim.engine.result import Row
from negosim.engine.seats import Seat, TacticSeat, check
from negosim.engine.view import View
from negosim.rules.mediation import accepts_proposal
from negosim.rules.offers import weigh_proposal
from negosim.rules.ratification import consents
from negosim.rules.records import ACCEPT, OFFER, WAIT, WALK_AWAY, Party, Ratifier
from negosim.rules.table import decide


class Delegation:
    """An agent that negotiates for a party, or that votes on a party's side.

    Parameters
    ----------
    scenario : Scenario
        What is negotiated.
    party : Party
        Its record in the rules.
    seat : Seat
        Who decides: a tactic, a person or a script.
    view : callable
        Returns what the delegation knows at a time, in days from the scenario's start.
    """

    def __init__(self, scenario: Scenario, party: Party, seat: Seat, view: Callable[[float], View]) -> None:
        self.scenario = scenario
        self.party = party
        self.seat = seat
        self.text = ""
        """What it says with its decision at this turn."""
        self._view = view

    def view(self, t: float) -> View:
        """Return what the delegation knows at a time, in days from the scenario's start."""
        return self._view(t)

    def decide(self, t: float) -> int:
        """Return the action at a turn; the terms of an offer become the party's proposal.

        Raises
        ------
        UsageError
            If the seat makes a decision that the protocol does not allow.
        """
        if isinstance(self.seat, TacticSeat):
            return decide(self.party, t)
        view = self._view(t)
        return self.carry_out(self.seat.decide(view), view)

    def carry_out(self, decision: Decision, view: View) -> int:
        """Return the action of a decision; the terms of an offer become the party's proposal.

        Raises
        ------
        UsageError
            If the protocol does not allow it, or its terms are not an outcome.
        """
        check(decision, view)
        self.text = decision.text
        match decision:
            case Offer(terms=terms):
                self.party.proposal[:] = view.outcome(terms)
                weigh_proposal(self.party)
                return OFFER
            case Accept():
                return ACCEPT
            case Wait():
                return WAIT
        return WALK_AWAY

    def view_of_proposal(self, t: float, row: Row, proposal: list[float]) -> View:
        """Return what the delegation knows when it answers a mediator's proposal."""

        def advice() -> Decision:
            return Accept() if accepts_proposal(self.party, proposal, t) else Wait()

        return replace(self._view(t), _proposal=row, _advise=advice)

    def view_of_vote(self, t: float, row: Row, ratifier: Ratifier, name: str) -> View:
        """Return what a ratifier knows when it votes on a deal: the same as the delegation of its side."""

        def advice() -> Decision:
            return Accept() if consents(self.party.table, ratifier, t) else Wait()

        return replace(self._view(t), _proposal=row, _advise=advice, ratifier=name)
