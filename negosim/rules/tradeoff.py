"""The trade-off offer: of the outcomes that give the mover the utility it asks for, the one the other may like best.

The combinations of the discrete issues are gone through; within each, the continuous issues start from the other side's
last offer and move towards the mover's own interest, each in proportion to what it gains there, until the demand is
met. Of these outcomes the one nearest to the other's last offer is proposed. Before the other side has spoken, its
interest is taken to be the opposite of the mover's, and the outcome nearest to the demand is proposed.

Source: Faratin, Sierra and Jennings (2002), Using similarity criteria to make issue trade-offs; the search along the
steepest way is a house rule.
"""

from negosim.rules.layout import (
    AT_COMBOS,
    AT_ISSUES,
    COMBOS,
    FUNCTION_AT,
    FUNCTION_KNOTS,
    ISSUE_CATEGORICAL,
    ISSUE_LEVELS,
    ISSUE_WIDTH,
    ISSUES,
    N_BOUNDS,
    NONE,
    OFFER_TERMS,
    S_PROPOSAL,
    S_TRIAL,
    Talks,
)
from negosim.rules.record import heard, last_heard, last_offer
from negosim.rules.values import function_of, utility

SEARCH_STEPS = 60
CLOSE_ENOUGH = 1e-12
NO_CEILING = 2.0


def search(talks: Talks, party: int, asked: float, ceiling: float) -> None:
    """Propose, over the combinations of discrete values, the best outcome that gives the party ``asked``.

    It gives the party no more than ``ceiling``; where there is no such outcome, the party's last offer is repeated.
    Without a ceiling, where no outcome gives what is asked, the party's best one is proposed.
    """
    answering = heard(talks, party) > 0
    nearest, highest = -1.0, -1.0
    set_goals(talks, party)
    for combo in range(talks.plan[COMBOS]):
        set_combination(talks, party, combo)
        reached = raise_to(talks, party, asked)
        if reached > ceiling:
            continue
        if reached >= asked - CLOSE_ENOUGH:
            apart = distance(talks, party) if answering else reached - asked
            if nearest < 0.0 or apart < nearest:
                nearest = apart
                copy_outcome(talks, talks.plan[S_TRIAL])
        elif nearest < 0.0 and reached > highest:
            highest = reached
            copy_outcome(talks, talks.plan[S_TRIAL])
    if nearest < 0.0 and ceiling < NO_CEILING:
        copy_outcome(talks, last_offer(talks, party) + OFFER_TERMS)


def copy_outcome(talks: Talks, at: int) -> None:
    """Make the outcome that lies at ``at`` in the state the proposal."""
    for issue in range(talks.plan[ISSUES]):
        talks.state[talks.plan[S_PROPOSAL] + issue] = talks.state[at + issue]


def set_combination(talks: Talks, party: int, combo: int) -> None:
    """Try a combination of discrete values, the continuous issues where the other side left them, or would."""
    plan, state, trial = talks.plan, talks.state, talks.plan[S_TRIAL]
    issues = plan[ISSUES]
    answering = heard(talks, party) > 0
    set_discrete(talks, combo)
    for issue in range(issues):
        if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_LEVELS] == 0:
            if answering:
                state[trial + issue] = state[last_heard(talks, party) + OFFER_TERMS + issue]
            else:
                state[trial + issue] = range_of(talks, issue)[0]
    if not answering:
        for issue in range(issues):
            if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_LEVELS] == 0:
                _set_worst(talks, party, issue)


def set_discrete(talks: Talks, combo: int) -> None:
    """Try a combination of values of the discrete issues."""
    plan = talks.plan
    issues = plan[ISSUES]
    for issue in range(issues):
        if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_LEVELS] > 0:
            place = plan[plan[AT_COMBOS] + combo * issues + issue]
            talks.state[plan[S_TRIAL] + issue] = range_of(talks, issue)[0] + place


def range_of(talks: Talks, issue: int) -> tuple[float, float]:
    """Return the lowest and the highest value of an issue."""
    at = talks.plan[N_BOUNDS] + 2 * issue
    return talks.numbers[at], talks.numbers[at + 1]


def _set_worst(talks: Talks, party: int, issue: int) -> None:
    trial = talks.plan[S_TRIAL]
    low, high = range_of(talks, issue)
    at_low = utility(talks, party, trial)
    talks.state[trial + issue] = high
    if utility(talks, party, trial) > at_low:
        talks.state[trial + issue] = low


def set_goals(talks: Talks, party: int) -> None:
    """Note beside the trial where the party would have each continuous issue.

    This does not depend on the other issues: utility is a sum, and payments rise with the increase whatever the index
    and the term; their value function is taken to be monotone.
    """
    plan = talks.plan
    set_combination(talks, party, 0)
    for issue in range(plan[ISSUES]):
        if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_LEVELS] == 0:
            talks.state[plan[S_TRIAL] + 2 * plan[ISSUES] + issue] = best_point(talks, party, issue)


def best_point(talks: Talks, party: int, issue: int) -> float:
    """Return the value of a continuous issue that serves the party best, the rest of the trial given.

    Candidates are the ends of the issue and the knots of the party's value function of it.
    """
    plan, numbers, state, trial = talks.plan, talks.numbers, talks.state, talks.plan[S_TRIAL]
    low, high = range_of(talks, issue)
    kept = state[trial + issue]
    best, most = kept, utility(talks, party, trial)
    function = function_of(talks, party, issue)
    knots = plan[function + FUNCTION_KNOTS] if plan[function + FUNCTION_AT] != NONE else 0
    for candidate in range(knots + 2):
        if candidate < knots:
            x = min(high, max(low, numbers[plan[function + FUNCTION_AT] + candidate]))
        else:
            x = low if candidate == knots else high
        state[trial + issue] = x
        worth = utility(talks, party, trial)
        if worth > most:
            best, most = x, worth
    state[trial + issue] = kept
    return best


def raise_to(talks: Talks, party: int, asked: float) -> float:
    """Move the trial's continuous issues towards their goals until it is worth ``asked``; return its worth."""
    plan, state, trial = talks.plan, talks.state, talks.plan[S_TRIAL]
    start = utility(talks, party, trial)
    if start >= asked:
        return start
    issues = plan[ISSUES]
    longest = 0.0
    for issue in range(issues):  # beside the trial: where each issue starts, where it goes, and how fast
        state[trial + issues + issue] = state[trial + issue]
        state[trial + 3 * issues + issue] = 0.0
        if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_LEVELS] == 0:
            longest = max(longest, _aim(talks, party, issue, start))
    _move(talks, longest)
    reached = utility(talks, party, trial)
    if reached < asked:
        return reached
    return _close_in(talks, party, asked, start, reached, longest)


def _aim(talks: Talks, party: int, issue: int, start: float) -> float:
    plan, state, trial = talks.plan, talks.state, talks.plan[S_TRIAL]
    issues = plan[ISSUES]
    here, goal = state[trial + issue], state[trial + 2 * issues + issue]
    if goal == here:
        return 0.0
    state[trial + issue] = goal
    gain = utility(talks, party, trial) - start
    state[trial + issue] = here
    if gain <= 0.0:
        return 0.0
    low, high = range_of(talks, issue)
    way = abs(goal - here) / (high - low)
    state[trial + 3 * issues + issue] = gain / way
    return way / (gain / way)


def _move(talks: Talks, time: float) -> None:
    state, trial = talks.state, talks.plan[S_TRIAL]
    issues = talks.plan[ISSUES]
    for issue in range(issues):
        speed = state[trial + 3 * issues + issue]
        if speed > 0.0:
            start, goal = state[trial + issues + issue], state[trial + 2 * issues + issue]
            low, high = range_of(talks, issue)
            step = time * speed * (high - low)
            if step >= abs(goal - start):
                state[trial + issue] = goal
            else:
                state[trial + issue] = start + step if goal > start else start - step


def _arrival(talks: Talks, issue: int) -> float:
    """Return when an issue that moves arrives at its goal; 0 where it stays."""
    state, trial = talks.state, talks.plan[S_TRIAL]
    issues = talks.plan[ISSUES]
    speed = state[trial + 3 * issues + issue]
    if speed <= 0.0:
        return 0.0
    low, high = range_of(talks, issue)
    return abs(state[trial + 2 * issues + issue] - state[trial + issues + issue]) / (high - low) / speed


def _close_in(talks: Talks, party: int, asked: float, low: float, high: float, longest: float) -> float:
    """Find the least time at which the demand is met: false position and bisection in turns.

    The search begins between two times at which an issue arrives: there all speeds are steady, and with linear value
    functions the first step hits.
    """
    trial = talks.plan[S_TRIAL]
    before, after = 0.0, longest
    for issue in range(talks.plan[ISSUES]):
        time = _arrival(talks, issue)
        if before < time < after:
            _move(talks, time)
            worth = utility(talks, party, trial)
            if worth >= asked:
                after, high = time, worth
            else:
                before, low = time, worth
    for step in range(SEARCH_STEPS):
        if high - asked <= CLOSE_ENOUGH:
            break
        share = (asked - low) / (high - low) if step % 2 == 0 else 0.5
        time = before + share * (after - before)
        _move(talks, time)
        worth = utility(talks, party, trial)
        if worth >= asked:
            after, high = time, worth
        else:
            before, low = time, worth
    _move(talks, after)
    return high


def distance(talks: Talks, party: int) -> float:
    """Return the squared distance of the trial from the last offer the party has heard, each issue's range being 1.

    Two options of a categorical issue are 1 apart.
    """
    plan, state, trial = talks.plan, talks.state, talks.plan[S_TRIAL]
    offer = last_heard(talks, party) + OFFER_TERMS
    total = 0.0
    for issue in range(plan[ISSUES]):
        low, high = range_of(talks, issue)
        apart = state[trial + issue] - state[offer + issue]
        if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_CATEGORICAL]:
            total += 1.0 if apart != 0.0 else 0.0
        elif high > low:
            apart /= high - low
            total += apart * apart
    return total
