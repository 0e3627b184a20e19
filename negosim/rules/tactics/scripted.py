"""A tactic that replays given offers."""

from negosim.rules.layout import (
    ISSUES,
    NEVER,
    S_PROPOSAL,
    STANCE_OFFERS,
    STANCE_SCRIPT,
    STANCE_SCRIPT_LENGTH,
    Talks,
)
from negosim.rules.stances import stance_field


def scripted_offer(talks: Talks, party: int, t: float) -> None:
    """Propose the script's next offer, or in a dated script the last one that is due; the last is repeated."""
    plan, numbers = talks.plan, talks.numbers
    width = 1 + plan[ISSUES]
    at = stance_field(talks, party, STANCE_SCRIPT)
    length = stance_field(talks, party, STANCE_SCRIPT_LENGTH)
    number = 0
    if numbers[at] == -NEVER:
        number = min(talks.flags[STANCE_OFFERS + party], length - 1)
    else:
        while number + 1 < length and numbers[at + (number + 1) * width] <= t:
            number += 1
    for issue in range(plan[ISSUES]):
        talks.state[plan[S_PROPOSAL] + issue] = numbers[at + number * width + 1 + issue]
