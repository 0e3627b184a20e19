"""From a tentative deal to an agreement: the votes, the rejection, the end.

The deal is concluded when the heads of state have consented, in force when all ratifiers have.
"""

from negosim.rules.arithmetic import logistic
from negosim.rules.luck import luck
from negosim.rules.philox import VOTES
from negosim.rules.records import ACCEPT, AGREED, ENDED, NEVER, NONE, PENDING, TALKING, Ratifier, Table, Talks
from negosim.rules.rounds import opponent_of, schedule_round
from negosim.rules.stances import adopt, learn_from_rejection, level_range, orientation, threshold
from negosim.rules.values import INDIFFERENT, utility


def await_votes(talks: Talks, t: float) -> None:
    """Suspend the talks until the ratifiers have voted; where no head of state votes, the deal is concluded now."""
    table = talks.table
    table.phase = PENDING
    table.in_round = False
    table.ballot = 0
    table.rejected_by = NONE
    table.tentative_at = t
    table.next_turn.time = NEVER
    if not heads_of_state_vote(talks):
        table.concluded = t
    await_next_vote(talks, t)


def heads_of_state_vote(talks: Talks) -> bool:
    """Return whether a head of state is among the ratifiers."""
    for ratifier in talks.ratifiers:  # noqa: SIM110 - a generator is outside the compiler's subset
        if ratifier.concludes:
            return True
    return False


def await_next_vote(talks: Talks, t: float) -> None:
    """Put the next vote on the agenda; after the last, the agreement is in force."""
    table = talks.table
    if table.ballot == len(talks.ratifiers):
        table.in_force = t
        finish(table, t, AGREED)
    else:
        table.next_vote.time = max(t, table.tentative_at + talks.ratifiers[table.ballot].delay)


def vote(talks: Talks, t: float) -> None:
    """Let the next ratifier vote on the tentative deal."""
    table = talks.table
    ratifier = talks.ratifiers[table.ballot]
    table.next_vote.time = NEVER
    if consents(table, ratifier, t):
        if ratifier.concludes:
            table.concluded = t
        table.ballot += 1
        await_next_vote(talks, t)
    else:
        reject(talks, ratifier, t)


def consents(table: Table, ratifier: Ratifier, t: float) -> bool:
    """Return whether a ratifier consents: surely above its threshold, or by a logit with its noise.

    If somebody has voted for it, that counts.
    """
    if ratifier.answer != NONE:
        return ratifier.answer == ACCEPT
    over = margin(table, ratifier, t)
    if ratifier.noise <= 0.0:
        low, high = level_range(ratifier.party.space)
        return over >= -INDIFFERENT * (high - low)
    return luck(table, VOTES, ratifier.key + table.tentatives) < logistic(over / ratifier.noise)


def margin(table: Table, ratifier: Ratifier, t: float) -> float:
    """Return by how much, in the levels' unit, the tentative deal is better than a ratifier's threshold."""
    party, worst = ratifier.party, threshold(ratifier, t)
    if party.space.in_units:
        return orientation(party) * (table.settled[0] - worst)
    return utility(party, table.settled) - worst


def reject(talks: Talks, ratifier: Ratifier, t: float) -> None:
    """Send the delegations back to the table; the party whose ratifier refused may take another stance and learn."""
    table, party = talks.table, ratifier.party
    table.phase = TALKING
    table.rejections += 1
    table.rejected_by = ratifier.number
    table.standing = NONE
    table.concluded = NEVER
    hardened = party.stance.after_rejection
    if hardened is not None:
        adopt(party, hardened, opponent_of(talks, party), t)
    learn_from_rejection(party, ratifier, table.settled)
    schedule_round(talks, t, t)


def finish(table: Table, t: float, ending: int) -> None:
    """End the negotiation."""
    table.phase = ENDED
    table.ending = ending
    table.in_round = False
    table.end = t
    table.next_turn.time = NEVER
    table.next_vote.time = NEVER
