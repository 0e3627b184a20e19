"""The start of a replicate: its numbers drawn, its administrations chosen, its agenda set."""

from negosim.rules.arithmetic import floor, log
from negosim.rules.layout import (
    ADMINISTRATION,
    AT_CANDIDATES,
    AT_DRAWS,
    AT_SHOCKS,
    AT_TERMS,
    CANDIDATE_NAME,
    CANDIDATE_STANCE,
    CANDIDATE_WIDTH,
    CHANGE,
    CONCLUDED,
    DAYS_PER_MONTH,
    DRAW_AT,
    DRAW_KIND,
    DRAW_LENGTH,
    DRAW_NUMBER,
    DRAW_WIDTH,
    DRAWN,
    DRAWN_PREFERENCES,
    EFFECTS,
    END,
    EXPIRY,
    EXPIRY_DAY,
    F_CHOSEN,
    FLAGS_HEAD,
    GRAIN,
    IN_FORCE,
    ISSUES,
    LAPSE_FROM,
    N_PROBABILITIES,
    N_SHOCKS,
    NEVER,
    NEXT_TERM,
    NO_DAY,
    NONE,
    OPENED,
    PARTIES,
    REJECTED_BY,
    REPLICATE,
    S_MOMENTS,
    S_SHIFTS,
    S_TERMS,
    SEED,
    SHIFTED_LEVELS,
    SHOCK_DATE,
    SHOCK_DATED,
    SHOCK_ENDS,
    SHOCK_HAZARD,
    SHOCK_NUMBERS,
    SHOCK_STARTS,
    SHOCK_WIDTH,
    SHOCKS,
    STANCE,
    STANDING,
    STATE_HEAD,
    STRIKES,
    TERM_CANDIDATES,
    TERM_CANDIDATES_AT,
    TERM_NEXT,
    TERM_PARTY,
    TERM_STARTS,
    TERM_WIDTH,
    TERMS,
    Talks,
)
from negosim.rules.philox import DRAWS, ELECTIONS, HAZARDS, uniform, uniforms
from negosim.rules.quantiles import quantile
from negosim.rules.rounds import schedule_round
from negosim.rules.stances import restate
from negosim.rules.values import derive


def begin(talks: Talks, seed: int, replicate: int) -> None:
    """Set the talks to the start of a replicate."""
    flags, state = talks.flags, talks.state
    for flag in range(FLAGS_HEAD):
        flags[flag] = 0
    for place in range(STATE_HEAD):
        state[place] = 0.0
    flags[SEED], flags[REPLICATE] = seed, replicate
    flags[STANDING] = flags[REJECTED_BY] = NONE
    state[LAPSE_FROM] = state[CONCLUDED] = state[IN_FORCE] = state[END] = NEVER
    for issue in range(talks.plan[ISSUES]):
        state[talks.plan[S_TERMS] + issue] = 0.0
    draw_numbers(talks)
    for place in range(PARTIES * SHIFTED_LEVELS):
        state[talks.plan[S_SHIFTS] + place] = 0.0
    for moment in range(STRIKES + talks.plan[SHOCKS] + talks.plan[EFFECTS] + 2):
        state[talks.plan[S_MOMENTS] + moment] = NEVER
    set_expiry(talks)
    choose_administrations(talks)
    for shock in range(talks.plan[SHOCKS]):
        state[talks.plan[S_MOMENTS] + STRIKES + shock] = time_of_shock(talks, shock)
    schedule_round(talks, 0.0, 0.0)


def set_expiry(talks: Talks) -> None:
    """Put the expiry of the agreement in force on the agenda; before the start, the lapse has begun already."""
    day = talks.plan[EXPIRY_DAY]
    if day != NO_DAY:
        if day < 0:
            talks.state[LAPSE_FROM] = float(day)
        else:
            talks.state[talks.plan[S_MOMENTS] + EXPIRY] = float(day)


def draw_numbers(talks: Talks) -> None:
    """Draw the numbers that the scenario gives as distributions, and derive what follows from them."""
    plan, numbers = talks.plan, talks.numbers
    seed, replicate = talks.flags[SEED], talks.flags[REPLICATE]
    block = (0.0, 0.0, 0.0, 0.0)
    for draw in range(plan[DRAWN]):
        if draw % 4 == 0:
            block = uniforms(seed, DRAWS, draw // 4, replicate)
        at = plan[AT_DRAWS] + draw * DRAW_WIDTH
        numbers[plan[at + DRAW_NUMBER]] = quantile(
            numbers, plan[at + DRAW_KIND], plan[at + DRAW_AT], plan[at + DRAW_LENGTH], block[draw % 4]
        )
    if plan[DRAWN_PREFERENCES]:
        derive(talks)


def choose_administrations(talks: Talks) -> None:
    """Draw who governs in each term of office, and seat those who govern at the start."""
    plan, flags = talks.plan, talks.flags
    for term in range(plan[TERMS]):
        flags[plan[F_CHOSEN] + term] = chosen_candidate(talks, term)
    for party in range(PARTIES):
        flags[NEXT_TERM + party] = NONE
    for term in range(plan[TERMS]):
        at = plan[AT_TERMS] + term * TERM_WIDTH
        if plan[at + TERM_STARTS] <= 0:
            party = plan[at + TERM_PARTY]
            candidate = plan[AT_CANDIDATES] + flags[plan[F_CHOSEN] + term] * CANDIDATE_WIDTH
            flags[ADMINISTRATION + party] = plan[candidate + CANDIDATE_NAME]
            flags[STANCE + party] = plan[candidate + CANDIDATE_STANCE]
            talks.state[OPENED + party] = 0.0
            await_change(talks, party, plan[at + TERM_NEXT])
    for party in range(PARTIES):
        restate(talks, party)


def await_change(talks: Talks, party: int, term: int) -> None:
    """Put the party's next term of office on the agenda."""
    talks.flags[NEXT_TERM + party] = term
    moment = NEVER
    if term != NONE:
        moment = float(talks.plan[talks.plan[AT_TERMS] + term * TERM_WIDTH + TERM_STARTS])
    talks.state[talks.plan[S_MOMENTS] + CHANGE + party] = moment


def chosen_candidate(talks: Talks, term: int) -> int:
    """Return the candidate who governs in a term, drawn by the candidates' probabilities."""
    plan, numbers = talks.plan, talks.numbers
    at = plan[AT_TERMS] + term * TERM_WIDTH
    first, count = plan[at + TERM_CANDIDATES_AT], plan[at + TERM_CANDIDATES]
    if count == 1:
        return first
    total = 0.0
    for candidate in range(first, first + count):
        total += max(0.0, numbers[plan[N_PROBABILITIES] + candidate])
    left = total * uniform(talks.flags[SEED], ELECTIONS, term, talks.flags[REPLICATE])
    for candidate in range(first, first + count - 1):
        left -= max(0.0, numbers[plan[N_PROBABILITIES] + candidate])
        if left < 0.0:
            return candidate
    return first + count - 1


def time_of_shock(talks: Talks, shock: int) -> float:
    """Return when a shock strikes: on its date, or drawn by its hazard within its window.

    One before the start, or not within its window, never does.
    """
    plan, numbers = talks.plan, talks.numbers
    at = plan[N_SHOCKS] + shock * SHOCK_NUMBERS
    if plan[plan[AT_SHOCKS] + shock * SHOCK_WIDTH + SHOCK_DATED]:
        return numbers[at + SHOCK_DATE] if numbers[at + SHOCK_DATE] >= 0.0 else NEVER
    hazard = numbers[at + SHOCK_HAZARD]
    if hazard <= 0.0:
        return NEVER
    u = uniform(talks.flags[SEED], HAZARDS, shock, talks.flags[REPLICATE])
    t = max(0.0, numbers[at + SHOCK_STARTS]) - log(u) / hazard * DAYS_PER_MONTH
    if t >= numbers[at + SHOCK_ENDS]:
        return NEVER
    return floor(t * GRAIN + 0.5) / GRAIN
