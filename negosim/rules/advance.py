"""The agenda: which moment is next, and what happens at it.

At one instant the order is: change of administration, expiry, shock, fading of a shock, vote, turn at the table.
"""

from negosim.rules.begin import begin
from negosim.rules.events import change, expire, fade, strike
from negosim.rules.layout import (
    AT_HORIZON,
    ENDED,
    EXPIRY,
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
    while talks.flags[PHASE] != ENDED:
        moment = next_moment(talks)
        t = talks.state[talks.plan[S_MOMENTS] + moment]
        if t > talks.plan[HORIZON_DAY]:
            finish(talks, float(talks.plan[HORIZON_DAY]), AT_HORIZON)
        else:
            happen(talks, moment, t)


def next_moment(talks: Talks) -> int:
    """Return the earliest moment on the agenda; of several at one instant, the one that takes precedence."""
    at, state = talks.plan[S_MOMENTS], talks.state
    first = 0
    for moment in range(1, turn_moment(talks) + 1):
        if state[at + moment] < state[at + first]:
            first = moment
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
    if talks.flags[IN_ROUND] == 0:
        open_round(talks, t)
    party = mover(talks)
    act(talks, party, t, decide(talks, party, t))
