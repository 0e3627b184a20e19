"""The agenda: which moment is next, and what happens at it.

At one instant the order is: change of administration, expiry, shock, fading of a shock, vote, turn at the table.
"""

from negosim.rules.begin import begin
from negosim.rules.events import change, expire, fade, strike
from negosim.rules.layout import (
    AT_HORIZON,
    ENDED,
    EXPIRY,
    GRAIN,
    HORIZON_DAY,
    IN_ROUND,
    NOW,
    PHASE,
    S_MOMENTS,
    STRIKES,
    Talks,
)
from negosim.rules.ratification import finish, vote
from negosim.rules.rounds import fades, mover, open_round, turn_moment, vote_moment
from negosim.rules.table import act, decide


def negotiate(talks: Talks, seed: int, replicate: int) -> None:
    """Run one replicate from its beginning to its end, each party by its tactic."""
    begin(talks, seed, replicate)
    after_horizon = talks.plan[HORIZON_DAY] + 1.0 / GRAIN
    turn = talks.plan[S_MOMENTS] + turn_moment(talks)
    while talks.flags[PHASE] != ENDED:
        moment = earliest(talks, turn_moment(talks))
        t = min(talks.state[talks.plan[S_MOMENTS] + moment], after_horizon)
        if talks.state[turn] < t:
            while talks.state[turn] < t:  # turns move no other moment, unless they end the talks
                take_turn(talks, talks.state[turn])
        elif t == after_horizon:
            finish(talks, float(talks.plan[HORIZON_DAY]), AT_HORIZON)
        else:
            happen(talks, moment, t)


def next_moment(talks: Talks) -> int:
    """Return the earliest moment on the agenda; of several at one instant, the one that takes precedence."""
    return earliest(talks, turn_moment(talks) + 1)


def earliest(talks: Talks, moments: int) -> int:
    """Return the earliest of the first ``moments`` on the agenda."""
    at, state = talks.plan[S_MOMENTS], talks.state
    first, soonest = 0, state[at]
    for moment in range(1, moments):
        if state[at + moment] < soonest:
            first, soonest = moment, state[at + moment]
    return first


def happen(talks: Talks, moment: int, t: float) -> None:
    """Let happen what the agenda holds at a moment."""
    talks.state[NOW] = t
    if moment == turn_moment(talks):
        take_turn(talks, t)
    elif moment == vote_moment(talks):
        vote(talks, t)
    elif moment >= fades(talks):
        fade(talks, moment - fades(talks))
    elif moment >= STRIKES:
        strike(talks, moment - STRIKES, t)
    elif moment == EXPIRY:
        expire(talks, t)
    else:
        change(talks, moment, t)


def take_turn(talks: Talks, t: float) -> None:
    """Open the round where one is due, and let the party whose turn it is move."""
    talks.state[NOW] = t
    if talks.flags[IN_ROUND] == 0:
        open_round(talks, t)
    party = mover(talks)
    act(talks, party, t, decide(talks, party, t))
