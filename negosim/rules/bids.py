"""The outcome space as a list: bids by number, each continuous issue cut into equal steps."""

from negosim.rules.layout import AT_ISSUES, COMBOS, ISSUE_LEVELS, ISSUE_WIDTH, ISSUES, S_TRIAL, Talks
from negosim.rules.tradeoff import range_of, set_discrete


def number_of_bids(talks: Talks, steps: int) -> int:
    """Return how many bids there are when each continuous issue takes ``steps`` equal steps."""
    plan = talks.plan
    total = plan[COMBOS]
    for issue in range(plan[ISSUES]):
        if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_LEVELS] == 0:
            total *= steps + 1
    return total


def set_bid(talks: Talks, bid: int, steps: int) -> None:
    """Make the bid of that number the outcome that is tried."""
    plan, state = talks.plan, talks.state
    set_discrete(talks, bid % plan[COMBOS])
    rest = bid // plan[COMBOS]
    for issue in range(plan[ISSUES]):
        if plan[plan[AT_ISSUES] + issue * ISSUE_WIDTH + ISSUE_LEVELS] == 0:
            low, high = range_of(talks, issue)
            place = rest % (steps + 1)
            rest = rest // (steps + 1)
            state[plan[S_TRIAL] + issue] = high if place == steps else low + (high - low) * place / steps


def same_outcome(talks: Talks, one: int, other: int) -> bool:
    """Return whether the outcomes that lie at ``one`` and ``other`` in the state are equal."""
    for issue in range(talks.plan[ISSUES]):  # noqa: SIM110 - a generator does not compile
        if talks.state[one + issue] != talks.state[other + issue]:
            return False
    return True
