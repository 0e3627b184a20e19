"""A delegation at the table: an agent that decides when it is its turn, knowing only its view."""

from __future__ import annotations

from collections.abc import Callable

from negosim.domain.scenario import Scenario
from negosim.domain.terms import outcome_of
from negosim.engine.decisions import Accept, Offer, Wait
from negosim.engine.seats import Seat, TacticSeat, check
from negosim.engine.view import View
from negosim.rules.offers import weigh_proposal
from negosim.rules.records import ACCEPT, OFFER, WAIT, WALK_AWAY, Party
from negosim.rules.table import decide


class Delegation:
    """A negotiating agent.

    Parameters
    ----------
    scenario : Scenario
        What is negotiated.
    party : Party
        Its record in the rules: what it knows.
    seat : Seat
        Who decides: a tactic, a person, a script.
    view : callable
        Returns what the delegation may see at a time.
    """

    def __init__(self, scenario: Scenario, party: Party, seat: Seat, view: Callable[[float], View]) -> None:
        self.scenario = scenario
        self.party = party
        self.seat = seat
        self._view = view

    def decide(self, t: float) -> int:
        """Return the action at a turn; an offer is written as the party's proposal.

        Raises
        ------
        UsageError
            If the seat makes a decision that the protocol does not allow.
        """
        if isinstance(self.seat, TacticSeat):
            return decide(self.party, t)
        view = self._view(t)
        decision = self.seat.decide(view)
        check(decision, view)
        match decision:
            case Offer(terms):
                self.party.proposal[:] = outcome_of(self.scenario.issues, terms)
                weigh_proposal(self.party)
                return OFFER
            case Accept():
                return ACCEPT
            case Wait():
                return WAIT
        return WALK_AWAY
