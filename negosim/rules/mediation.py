"""Mediation: when the talks have reached an impasse, and how both sides answer a proposal.

A mediator's proposal is put to both sides, who answer in confidence. Each accepts if the proposal is at least as good
as its limit; neither learns the other's answer.

Source: Raiffa (1982), on intervenors who suggest a compromise.
"""

from negosim.rules.offers import copy_outcome, standing_offer
from negosim.rules.ratification import await_votes
from negosim.rules.records import ACCEPT, NONE, TALKING, Party, Talks
from negosim.rules.rounds import opponent_of
from negosim.rules.stances import limit_now
from negosim.rules.values import INDIFFERENT, utility


def mediate(talks: Talks, proposal: list[float], t: float) -> None:
    """Make a proposal the tentative deal if both sides accept it at the table."""
    table = talks.table
    if table.phase != TALKING:
        return
    for party in talks.parties:
        if not accepts_proposal(party, proposal, t):
            return
    copy_outcome(proposal, table.settled)
    table.tentatives += 1
    await_votes(talks, t)


def accepts_proposal(party: Party, proposal: list[float], t: float) -> bool:
    """Return whether a party accepts a proposal: by its limit, unless somebody has answered for it."""
    if party.answer != NONE:
        return party.answer == ACCEPT
    return utility(party, proposal) >= limit_now(party, t) - INDIFFERENT


def watch_for_impasse(talks: Talks, t: float) -> None:
    """Count the rounds in a row in which neither side conceded, and trigger the events that wait for that many."""
    table = talks.table
    conceded = False
    for party in talks.parties:
        other = opponent_of(talks, party)
        if party.offers_made > 0 and standing_offer(other).utility > other.best_heard + INDIFFERENT:
            other.best_heard = standing_offer(other).utility
            conceded = True
    table.standstill = 0 if conceded else table.standstill + 1
    for shock in talks.impasses:
        if shock.awaited and table.standstill >= shock.impasse:
            shock.awaited = False
            shock.strike.time = t
