"""From a tentative deal to an agreement: the votes, the rejection, the end.

The deal is concluded when the heads of state have consented, in force when all ratifiers have.
"""

from negosim.rules.arithmetic import logistic
from negosim.rules.layout import (
    AGREED,
    AT_RATIFIERS,
    BALLOT,
    CONCLUDED,
    END,
    ENDED,
    ENDING,
    IN_FORCE,
    IN_ROUND,
    IN_UNITS,
    N_RATIFIERS,
    NEVER,
    NONE,
    PENDING,
    PHASE,
    RATIFIER_CONCLUDES,
    RATIFIER_DELAY,
    RATIFIER_HAS_THRESHOLD,
    RATIFIER_NOISE,
    RATIFIER_NUMBERS,
    RATIFIER_PARTY,
    RATIFIER_THRESHOLD,
    RATIFIER_WIDTH,
    RATIFIERS,
    REJECTED_BY,
    REJECTIONS,
    REPLICATE,
    S_TERMS,
    SEED,
    STANCE_AFTER_REJECTION,
    STANDING,
    TALKING,
    TENTATIVE_AT,
    VOTES,
    Talks,
)
from negosim.rules.philox import VOTES as VOTE_STREAM
from negosim.rules.philox import uniform
from negosim.rules.rounds import schedule_round, set_moment, turn_moment, vote_moment
from negosim.rules.stances import adopt, level_range, orientation, reservation_level, stance_field
from negosim.rules.values import utility

INDIFFERENT = 1e-12  # a deal this little below a hard threshold, as a share of the range of levels, is at it


def await_votes(talks: Talks, t: float) -> None:
    """Suspend the talks until the ratifiers have voted; where no head of state votes, the deal is concluded now."""
    flags, state = talks.flags, talks.state
    flags[PHASE] = PENDING
    flags[IN_ROUND] = 0
    flags[BALLOT] = 0
    flags[REJECTED_BY] = NONE
    state[TENTATIVE_AT] = t
    set_moment(talks, turn_moment(talks), NEVER)
    if not _heads_of_state_vote(talks):
        state[CONCLUDED] = t
    _await_next(talks, t)


def _heads_of_state_vote(talks: Talks) -> bool:
    for ratifier in range(talks.plan[RATIFIERS]):
        if talks.plan[talks.plan[AT_RATIFIERS] + ratifier * RATIFIER_WIDTH + RATIFIER_CONCLUDES]:
            return True
    return False


def _await_next(talks: Talks, t: float) -> None:
    ballot = talks.flags[BALLOT]
    if ballot == talks.plan[RATIFIERS]:
        talks.state[IN_FORCE] = t
        finish(talks, t, AGREED)
    else:
        delay = talks.numbers[talks.plan[N_RATIFIERS] + ballot * RATIFIER_NUMBERS + RATIFIER_DELAY]
        set_moment(talks, vote_moment(talks), max(t, talks.state[TENTATIVE_AT] + delay))


def vote(talks: Talks, t: float) -> None:
    """Let the next ratifier vote on the tentative deal."""
    ratifier = talks.flags[BALLOT]
    set_moment(talks, vote_moment(talks), NEVER)
    if consents(talks, ratifier, t):
        if talks.plan[talks.plan[AT_RATIFIERS] + ratifier * RATIFIER_WIDTH + RATIFIER_CONCLUDES]:
            talks.state[CONCLUDED] = t
        talks.flags[BALLOT] += 1
        _await_next(talks, t)
    else:
        reject(talks, ratifier, t)


def consents(talks: Talks, ratifier: int, t: float) -> bool:
    """Return whether a ratifier consents: surely above its threshold, or by a logit with its noise."""
    at = talks.plan[N_RATIFIERS] + ratifier * RATIFIER_NUMBERS
    noise = talks.numbers[at + RATIFIER_NOISE]
    over = margin(talks, ratifier, t)
    if noise <= 0.0:
        low, high = level_range(talks)
        return over >= -INDIFFERENT * (high - low)
    u = uniform(talks.flags[SEED], VOTE_STREAM, talks.flags[VOTES], talks.flags[REPLICATE])
    talks.flags[VOTES] += 1
    return u < logistic(over / noise)


def margin(talks: Talks, ratifier: int, t: float) -> float:
    """Return by how much, in the levels' unit, the tentative deal is better than a ratifier's threshold."""
    plan = talks.plan
    party = plan[plan[AT_RATIFIERS] + ratifier * RATIFIER_WIDTH + RATIFIER_PARTY]
    if plan[plan[AT_RATIFIERS] + ratifier * RATIFIER_WIDTH + RATIFIER_HAS_THRESHOLD]:
        threshold = talks.numbers[plan[N_RATIFIERS] + ratifier * RATIFIER_NUMBERS + RATIFIER_THRESHOLD]
    else:
        threshold = reservation_level(talks, party, t)
    if plan[IN_UNITS]:
        return orientation(talks, party) * (talks.state[plan[S_TERMS]] - threshold)
    return utility(talks, party, plan[S_TERMS]) - threshold


def reject(talks: Talks, ratifier: int, t: float) -> None:
    """Send the delegations back to the table; the party whose ratifier refused may take another stance."""
    flags = talks.flags
    party = talks.plan[talks.plan[AT_RATIFIERS] + ratifier * RATIFIER_WIDTH + RATIFIER_PARTY]
    flags[PHASE] = TALKING
    flags[REJECTIONS] += 1
    flags[REJECTED_BY] = ratifier
    flags[STANDING] = NONE
    talks.state[CONCLUDED] = NEVER
    hardened = stance_field(talks, party, STANCE_AFTER_REJECTION)
    if hardened != NONE:
        adopt(talks, party, hardened, t)
    schedule_round(talks, t, t)


def finish(talks: Talks, t: float, ending: int) -> None:
    """End the negotiation."""
    talks.flags[PHASE] = ENDED
    talks.flags[ENDING] = ending
    talks.flags[IN_ROUND] = 0
    talks.state[END] = t
    set_moment(talks, turn_moment(talks), NEVER)
    set_moment(talks, vote_moment(talks), NEVER)
