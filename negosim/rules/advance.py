"""The agenda: which event is next, and what happens at it.

At one instant the order is: change of administration, expiry, opening of an issue, shock, fading of a shock, vote, turn
at the table. Everything due by the end of the horizon day happens; the talks end with that day.
"""

from negosim.rules.begin import begin
from negosim.rules.events import change, expire, fade, open_issue, strike
from negosim.rules.ratification import finish, vote
from negosim.rules.records import AT_HORIZON, CHANGE, ENDED, EXPIRY, FADE, OPENING, STRIKE, VOTE, Event, Talks
from negosim.rules.rounds import closing_time, mover, open_round
from negosim.rules.table import act, decide


def negotiate(talks: Talks, seed: int, replicate: int) -> None:
    """Run one replicate from beginning to end, with each party following its tactic."""
    begin(talks, seed, replicate)
    table = talks.table
    turn = table.next_turn
    closing = closing_time(table)
    while table.phase != ENDED:
        event = earliest(talks, len(talks.agenda) - 1)
        t = min(event.time, closing)
        if turn.time < t:
            while turn.time < t:  # turns move no other event, unless they end the talks
                take_turn(talks, turn.time)
                if len(talks.impasses) > 0:
                    break  # the turn may have put an event on the agenda
        elif t == closing:
            finish(table, closing, AT_HORIZON)
        else:
            happen(talks, event, t)


def next_event(talks: Talks) -> Event:
    """Return the earliest event on the agenda; of several at one instant, the one that takes precedence."""
    return earliest(talks, len(talks.agenda))


def earliest(talks: Talks, count: int) -> Event:
    """Return the earliest of the first ``count`` events of the agenda."""
    first, soonest = talks.agenda[0], talks.agenda[0].time
    for place in range(1, count):
        event = talks.agenda[place]
        if event.time < soonest:
            first, soonest = event, event.time
    return first


def happen(talks: Talks, event: Event, t: float) -> None:
    """Carry out the events due at time ``t``."""
    talks.table.now = t
    if event.kind == CHANGE:
        change(talks, talks.parties[event.number], t)
    elif event.kind == EXPIRY:
        expire(talks, t)
    elif event.kind == OPENING:
        open_issue(talks.space, event)
    elif event.kind == STRIKE:
        strike(talks, talks.shocks[event.number], t)
    elif event.kind == FADE:
        fade(talks.effects[event.number])
    elif event.kind == VOTE:
        vote(talks, t)
    else:
        take_turn(talks, t)


def take_turn(talks: Talks, t: float) -> None:
    """Open the round if one is due, and let the party whose turn it is move."""
    talks.table.now = t
    if not talks.table.in_round:
        open_round(talks, t)
    party = mover(talks)
    act(talks, party, t, decide(party, t))
