"""Rounds: when the next one is, whose turn it is and when, how one ends."""

from negosim.rules.arithmetic import floor
from negosim.rules.layout import (
    ADMINISTRATION,
    AT_DRAWS,
    AT_GAPS,
    AT_ROUNDS,
    DRAW_AT,
    DRAW_KIND,
    DRAW_LENGTH,
    DRAW_WIDTH,
    EFFECTS,
    EXCHANGES,
    FIRST,
    FIRST_MOVER,
    GAP,
    GAP_DAYS,
    GAP_DRAW,
    GAP_LENGTH,
    GAP_NUMBERS,
    GAP_UNDER,
    GAP_WIDTH,
    GAPS,
    GAPS_DRAWN,
    GRAIN,
    HORIZON_DAY,
    IN_ROUND,
    MEETINGS,
    N_GAPS,
    N_ROUNDS,
    NEVER,
    NEXT_ROUND,
    NONE,
    PARTIES,
    PAUSED_UNTIL,
    PHASE,
    PROTOCOL,
    REPLICATE,
    ROUND,
    ROUND_BEGAN,
    ROUND_COUNTED,
    ROUND_DAYS,
    ROUND_ENDED,
    ROUND_EXCHANGES,
    ROUND_LASTS,
    ROUND_NUMBERS,
    ROUND_STARTS,
    ROUND_WIDTH,
    ROUNDS,
    ROUNDS_LISTED,
    S_MOMENTS,
    SEED,
    SHOCKS,
    SIMULTANEOUS,
    STRIKES,
    TALKING,
    TURN,
    TURNS,
    ULTIMATUM,
    Talks,
)
from negosim.rules.philox import GAPS as GAP_STREAM
from negosim.rules.philox import uniform
from negosim.rules.quantiles import quantile


def fades(talks: Talks) -> int:
    """Return the first moment at which an effect fades, counted from the first of the agenda."""
    return STRIKES + talks.plan[SHOCKS]


def vote_moment(talks: Talks) -> int:
    """Return the moment of the next vote, counted from the first of the agenda."""
    return STRIKES + talks.plan[SHOCKS] + talks.plan[EFFECTS]


def turn_moment(talks: Talks) -> int:
    """Return the moment of the next turn at the table, counted from the first of the agenda."""
    return STRIKES + talks.plan[SHOCKS] + talks.plan[EFFECTS] + 1


def set_moment(talks: Talks, moment: int, t: float) -> None:
    """Put a moment of the agenda at time ``t``."""
    talks.state[talks.plan[S_MOMENTS] + moment] = t


def schedule_round(talks: Talks, t: float, since: float) -> None:
    """Put the next round on the agenda: the next listed one, or one drawn after ``since``; none before a pause ends."""
    plan, flags, state = talks.plan, talks.flags, talks.state
    earliest = max(t, state[PAUSED_UNTIL])
    flags[IN_ROUND] = 0
    flags[ROUND] = NONE
    start = NEVER
    if flags[PHASE] == TALKING:
        while flags[NEXT_ROUND] < plan[ROUNDS_LISTED] and _start_of(talks, flags[NEXT_ROUND]) < earliest:
            flags[NEXT_ROUND] += 1
        if flags[NEXT_ROUND] < plan[ROUNDS_LISTED]:
            flags[ROUND] = flags[NEXT_ROUND]
            start = _start_of(talks, flags[ROUND])
        else:
            start = _drawn_start(talks, earliest, since)
    set_moment(talks, turn_moment(talks), start)


def _start_of(talks: Talks, listed: int) -> float:
    return talks.numbers[talks.plan[N_ROUNDS] + listed * ROUND_NUMBERS + ROUND_STARTS]


def _drawn_start(talks: Talks, earliest: float, since: float) -> float:
    plan, numbers, flags = talks.plan, talks.numbers, talks.flags
    gap = fitting_gap(talks)
    if gap == NONE:
        return NEVER
    flags[GAP] = gap
    days = numbers[plan[N_GAPS] + gap * GAP_NUMBERS + GAP_LENGTH]
    draw = plan[plan[AT_GAPS] + gap * GAP_WIDTH + GAP_DRAW]
    if draw != NONE:
        at = plan[AT_DRAWS] + draw * DRAW_WIDTH
        u = uniform(flags[SEED], GAP_STREAM, flags[GAPS_DRAWN], flags[REPLICATE])
        flags[GAPS_DRAWN] += 1
        days = quantile(numbers, plan[at + DRAW_KIND], plan[at + DRAW_AT], plan[at + DRAW_LENGTH], u)
    if days > plan[HORIZON_DAY] + 1.0:
        return NEVER
    return max(-floor(-earliest), floor(since + max(1.0, days) + 0.5))


def fitting_gap(talks: Talks) -> int:
    """Return the first gap that fits the administrations in office, or NONE."""
    plan = talks.plan
    for gap in range(plan[GAPS]):
        if governed_by(talks, plan[AT_GAPS] + gap * GAP_WIDTH + GAP_UNDER):
            return gap
    return NONE


def governed_by(talks: Talks, at: int) -> bool:
    """Return whether the administrations in office are those the plan names at ``at``; NONE fits any."""
    for party in range(PARTIES):
        wanted = talks.plan[at + party]
        if wanted != NONE and wanted != talks.flags[ADMINISTRATION + party]:
            return False
    return True


def open_round(talks: Talks, t: float) -> None:
    """Open the round that is due."""
    plan, numbers, flags, state = talks.plan, talks.numbers, talks.flags, talks.state
    listed = flags[ROUND]
    exchanges, counted = plan[EXCHANGES], 1
    if listed != NONE:
        exchanges = plan[plan[AT_ROUNDS] + listed * ROUND_WIDTH + ROUND_EXCHANGES]
        counted = plan[plan[AT_ROUNDS] + listed * ROUND_WIDTH + ROUND_COUNTED]
        state[ROUND_LASTS] = numbers[plan[N_ROUNDS] + listed * ROUND_NUMBERS + ROUND_DAYS]
        flags[NEXT_ROUND] = listed + 1
    else:
        state[ROUND_LASTS] = numbers[plan[N_GAPS] + flags[GAP] * GAP_NUMBERS + GAP_DAYS]
    flags[FIRST_MOVER] = plan[FIRST] if plan[FIRST] != NONE else flags[MEETINGS] % PARTIES
    flags[TURNS] = 2 if plan[PROTOCOL] == ULTIMATUM else 2 * exchanges
    flags[IN_ROUND] = 1
    flags[TURN] = 0
    flags[MEETINGS] += 1
    flags[ROUNDS] += counted
    state[ROUND_BEGAN] = t


def mover(talks: Talks) -> int:
    """Return whose turn it is."""
    return (talks.flags[FIRST_MOVER] + talks.flags[TURN]) % PARTIES


def time_of_turn(talks: Talks) -> float:
    """Return when the next turn of the round is: turns are spread evenly over its days, sealed offers in pairs."""
    turn = talks.flags[TURN]
    if talks.plan[PROTOCOL] == SIMULTANEOUS:
        turn -= turn % 2
    share = turn / talks.flags[TURNS]
    return talks.state[ROUND_BEGAN] + floor(talks.state[ROUND_LASTS] * share * GRAIN) / GRAIN


def next_turn(talks: Talks, t: float) -> None:
    """Go on to the next turn of the round, or end it."""
    talks.flags[TURN] += 1
    if talks.flags[TURN] < talks.flags[TURNS]:
        set_moment(talks, turn_moment(talks), time_of_turn(talks))
    else:
        end_round(talks, t, talks.state[ROUND_BEGAN] + talks.state[ROUND_LASTS])


def end_round(talks: Talks, t: float, ended: float) -> None:
    """End the round in session, at ``ended``, and put the next one on the agenda."""
    talks.state[ROUND_ENDED] = ended
    schedule_round(talks, t, ended)
