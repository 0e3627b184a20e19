"""What happens away from the table: changes of administration, expiry, shocks."""

from negosim.rules.begin import await_change
from negosim.rules.layout import (
    ADMINISTRATION,
    AT_CANDIDATES,
    AT_EFFECTS,
    AT_SHOCKS,
    AT_TERMS,
    CANDIDATE_NAME,
    CANDIDATE_STANCE,
    CANDIDATE_WIDTH,
    EFFECT_BY,
    EFFECT_DAYS,
    EFFECT_LEVEL,
    EFFECT_NUMBERS,
    EFFECT_PARTY,
    EFFECT_WIDTH,
    EXPIRY,
    F_CHOSEN,
    IN_ROUND,
    LAPSE_FROM,
    N_EFFECTS,
    N_SHOCKS,
    NEVER,
    NEXT_TERM,
    NONE,
    PARTIES,
    PAUSED_UNTIL,
    PHASE,
    ROUND,
    S_MOMENTS,
    S_SHIFTS,
    SHIFTED_LEVELS,
    SHOCK_EFFECTS,
    SHOCK_EFFECTS_AT,
    SHOCK_ENDS_ROUND,
    SHOCK_NUMBERS,
    SHOCK_PAUSE,
    SHOCK_UNDER,
    SHOCK_WIDTH,
    STANCE,
    STRIKES,
    TALKING,
    TERM_NEXT,
    TERM_WIDTH,
    Talks,
)
from negosim.rules.rounds import (
    end_round,
    fades,
    governed_by,
    schedule_round,
    set_moment,
    turn_moment,
)
from negosim.rules.stances import adopt, restate


def change(talks: Talks, party: int, t: float) -> None:
    """Let the administration elected for the party's next term of office govern, and its stance hold.

    One that goes on governing, and was to take the same stance in its first term, keeps the one it has come to.
    A round still to be drawn is drawn anew where the administration is another.
    """
    plan, flags = talks.plan, talks.flags
    term = flags[NEXT_TERM + party]
    before, after = chosen_of(talks, term - 1), chosen_of(talks, term)
    other = plan[before + CANDIDATE_NAME] != plan[after + CANDIDATE_NAME]
    stance = plan[after + CANDIDATE_STANCE]
    flags[ADMINISTRATION + party] = plan[after + CANDIDATE_NAME]
    await_change(talks, party, plan[plan[AT_TERMS] + term * TERM_WIDTH + TERM_NEXT])
    if flags[STANCE + party] != stance and (other or plan[before + CANDIDATE_STANCE] != stance):
        adopt(talks, party, stance, t)
    if other and flags[PHASE] == TALKING and flags[IN_ROUND] == 0 and flags[ROUND] == NONE:
        schedule_round(talks, t, t)


def chosen_of(talks: Talks, term: int) -> int:
    """Return where in the plan the candidate stands who governs in a term of office."""
    plan = talks.plan
    return plan[AT_CANDIDATES] + talks.flags[plan[F_CHOSEN] + term] * CANDIDATE_WIDTH


def expire(talks: Talks, t: float) -> None:
    """Let the agreement in force expire: from now on there is a lapse."""
    set_moment(talks, EXPIRY, NEVER)
    talks.state[LAPSE_FROM] = t
    for party in range(PARTIES):
        restate(talks, party)


def strike(talks: Talks, shock: int, t: float) -> None:
    """Let a shock strike; it has effects only under the administrations that it names."""
    plan = talks.plan
    set_moment(talks, STRIKES + shock, NEVER)
    at = plan[AT_SHOCKS] + shock * SHOCK_WIDTH
    if not governed_by(talks, at + SHOCK_UNDER):
        return
    for effect in range(plan[at + SHOCK_EFFECTS_AT], plan[at + SHOCK_EFFECTS_AT] + plan[at + SHOCK_EFFECTS]):
        shift_level(talks, effect, 1.0)
        days = talks.numbers[plan[N_EFFECTS] + effect * EFFECT_NUMBERS + EFFECT_DAYS]
        set_moment(talks, fades(talks) + effect, t + days)
    pause = talks.numbers[plan[N_SHOCKS] + shock * SHOCK_NUMBERS + SHOCK_PAUSE]
    talks.state[PAUSED_UNTIL] = max(talks.state[PAUSED_UNTIL], t + pause)
    if talks.flags[PHASE] == TALKING:
        disturb_rounds(talks, t, plan[at + SHOCK_ENDS_ROUND] == 1)


def disturb_rounds(talks: Talks, t: float, ends_round: bool) -> None:
    """Break up the round in session where the shock says so, and put off one that falls into a pause."""
    if talks.flags[IN_ROUND] == 1:
        if ends_round:
            end_round(talks, t, t)
    elif talks.state[talks.plan[S_MOMENTS] + turn_moment(talks)] < talks.state[PAUSED_UNTIL]:
        schedule_round(talks, t, talks.state[PAUSED_UNTIL])


def fade(talks: Talks, effect: int) -> None:
    """Take a shock's effect away again."""
    set_moment(talks, fades(talks) + effect, NEVER)
    shift_level(talks, effect, -1.0)


def shift_level(talks: Talks, effect: int, sign: float) -> None:
    """Add a shock's effect to the level that it moves, or take it away."""
    plan = talks.plan
    at = plan[AT_EFFECTS] + effect * EFFECT_WIDTH
    party = plan[at + EFFECT_PARTY]
    shift = plan[S_SHIFTS] + party * SHIFTED_LEVELS + plan[at + EFFECT_LEVEL]
    talks.state[shift] += sign * talks.numbers[plan[N_EFFECTS] + effect * EFFECT_NUMBERS + EFFECT_BY]
    restate(talks, party)
