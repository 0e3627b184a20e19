"""The trade-off offer: of the outcomes with the utility that the mover demands, the one that the other may like best.

The combinations of the discrete issues are tried, except those that bounds rule out. Within each, the continuous issues
start from the other side's last offer and move towards the mover's own interest, each in proportion to what it gains
there, until the demand is met; then each moves on to the next multiple of its step. Of these outcomes, the one nearest
to the other's last offer is proposed. Before the other side's first offer, its interest is assumed to be the opposite
of the mover's, and the outcome nearest to the demand is proposed.

Source: Faratin, Sierra and Jennings (2002), Using similarity criteria to make issue trade-offs; the search along the
steepest direction is a house rule.
"""

from negosim.rules.offers import copy_outcome, heard, made, received
from negosim.rules.outcomes import DOWN, UP, combinations_now, levels_now, on_step, set_combination, value_in
from negosim.rules.records import NEVER, Issue, Party
from negosim.rules.values import INDIFFERENT, part_of_utility, utility

SEARCH_STEPS = 60
SLACK = 1e-9  # tolerance: bounds are summed in another order than utility
NO_CEILING = 2.0


def search(own: Party, asked: float, ceiling: float) -> None:
    """Propose, over the combinations of discrete values, the best outcome that gives the party ``asked``.

    Its utility is at most ``ceiling``; if there is no such outcome, the party's last offer is repeated.
    Without a ceiling, if no outcome gives ``asked``, the party's best one is proposed.
    """
    set_goals(own)
    if not propose_nearest(own, asked, ceiling):
        if ceiling < NO_CEILING:
            copy_outcome(made(own, 1).terms, own.proposal)
        else:
            propose_best(own, asked)


def propose_nearest(own: Party, asked: float, ceiling: float) -> bool:
    """Propose the outcome between ``asked`` and ``ceiling`` nearest to the other's last offer; return if one exists.

    Before the other has made an offer, propose the outcome whose utility is nearest to ``asked``.
    """
    answering = heard(own) > 0
    nearest, most = NEVER, ceiling
    combination, combinations = 0, combinations_now(own.space)
    while combination < combinations:
        out = ruled_out(own, combination, asked - INDIFFERENT, most, nearest if answering else NEVER)
        if out == 0:
            begin_trial(own, combination)
            reached = rounded(own, raise_to(own, asked))
            if asked - INDIFFERENT <= reached <= ceiling:
                apart = distance(own) if answering else abs(reached - asked)
                if apart < nearest:
                    nearest = apart
                    most = ceiling if answering else min(ceiling, asked + nearest)
                    copy_outcome(own.trial, own.proposal)
        combination += max(1, out)
    return nearest < NEVER


def propose_best(own: Party, asked: float) -> None:
    """Propose the party's best outcome, if none gives it ``asked``."""
    highest = -1.0
    combination, combinations = 0, combinations_now(own.space)
    while combination < combinations:
        out = ruled_out(own, combination, highest, NO_CEILING, NEVER)
        if out == 0:
            begin_trial(own, combination)
            reached = rounded(own, raise_to(own, asked))
            if reached > highest:
                highest = reached
                copy_outcome(own.trial, own.proposal)
        combination += max(1, out)


def ruled_out(own: Party, combination: int, least: float, most: float, nearest: float) -> int:
    """Return how many combinations, from this one on, cannot contain what is sought; 0 if this one may.

    What is sought is an outcome that gives the party from ``least`` to ``most``, and is nearer than ``nearest`` to the
    other's last offer. Given the values of the first issues, utility is between its values at the worst and the best of
    the rest, and distance can only grow. If that rules out a combination, it rules out every one with these values.
    """
    low, high, apart = own.least, own.most, 0.0
    for number in range(len(own.space.issues)):
        issue, function = own.space.issues[number], own.functions[number]
        if levels_now(issue) > 0:
            x = value_in(issue, combination)
            if len(function.knots) > 0:
                part = part_of_utility(function, x)
                low += part - function.least
                high += part - function.most
            if nearest < NEVER:
                apart += distance_on(issue, x, received(own, 1).terms[number])
            if max(0.0, high) < least - SLACK or min(1.0, low) > most + SLACK or apart >= nearest:
                return issue.block - combination % issue.block
    return 0


def begin_trial(own: Party, combination: int) -> None:
    """Begin a trial: a combination of discrete values, with the continuous issues as in the other side's last offer."""
    answering = heard(own) > 0
    issues = own.space.issues
    set_combination(own.space, combination, own.trial)
    for number in range(len(issues)):
        if levels_now(issues[number]) == 0:
            own.trial[number] = received(own, 1).terms[number] if answering else issues[number].low
    if not answering:
        for number in range(len(issues)):
            if levels_now(issues[number]) == 0:
                set_worst(own, number)


def set_worst(own: Party, number: int) -> None:
    """Set a continuous issue of the trial to the end that is worse for the party."""
    issue = own.space.issues[number]
    at_low = utility(own, own.trial)
    own.trial[number] = issue.high
    if utility(own, own.trial) > at_low:
        own.trial[number] = issue.low


def set_goals(own: Party) -> None:
    """Set the goal of each continuous issue: the party's best value.

    This does not depend on the other issues: utility is a sum, and payments rise with the increase whatever the index
    and the term; their value function is taken to be monotone.
    """
    begin_trial(own, 0)
    for number in range(len(own.space.issues)):
        if levels_now(own.space.issues[number]) == 0:
            own.goal[number] = best_point(own, number)


def best_point(own: Party, number: int) -> float:
    """Return the value of a continuous issue, on its step, that is best for the party, given the rest of the trial.

    Candidates are the ends of the issue and the knots of the party's value function of it.
    """
    issue, knots = own.space.issues[number], own.functions[number].knots
    before = own.trial[number]
    best, most = before, utility(own, own.trial)
    for candidate in range(len(knots) + 2):
        if candidate < len(knots):
            x = min(issue.high, max(issue.low, knots[candidate].x))
        else:
            x = issue.low if candidate == len(knots) else issue.high
        own.trial[number] = x
        value = utility(own, own.trial)
        if value > most:
            best, most = x, value
    best = better_multiple(own, number, best)
    own.trial[number] = before
    return best


def better_multiple(own: Party, number: int, x: float) -> float:
    """Return which of the two multiples of an issue's step around ``x`` is better for the party."""
    issue = own.space.issues[number]
    below, above = on_step(issue, x, DOWN), on_step(issue, x, UP)
    if below == above:
        return below
    own.trial[number] = below
    at_below = utility(own, own.trial)
    own.trial[number] = above
    return above if utility(own, own.trial) > at_below else below


def raise_to(own: Party, asked: float) -> float:
    """Move the trial's continuous issues towards their goals until it is worth ``asked``; return its utility."""
    start = utility(own, own.trial)
    if start >= asked:
        return start
    longest = 0.0
    for number in range(len(own.space.issues)):
        own.start[number] = own.trial[number]
        own.speed[number] = 0.0
        if levels_now(own.space.issues[number]) == 0:
            longest = max(longest, set_speed(own, number, start))
    move(own, longest)
    reached = utility(own, own.trial)
    if reached < asked:
        return reached
    return close_in(own, asked, start, reached, longest)


def set_speed(own: Party, number: int, start: float) -> float:
    """Set the speed of an issue towards its goal, by the party's gain there; return when it arrives, or 0."""
    here, goal = own.trial[number], own.goal[number]
    if goal == here:
        return 0.0
    own.trial[number] = goal
    gain = utility(own, own.trial) - start
    own.trial[number] = here
    if gain <= 0.0:
        return 0.0
    issue = own.space.issues[number]
    way = abs(goal - here) / (issue.high - issue.low)
    own.speed[number] = gain / way
    return way / (gain / way)


def move(own: Party, time: float) -> None:
    """Move each issue that moves to where it is at that time."""
    for number in range(len(own.space.issues)):
        speed = own.speed[number]
        if speed > 0.0:
            issue = own.space.issues[number]
            start, goal = own.start[number], own.goal[number]
            step = time * speed * (issue.high - issue.low)
            if step >= abs(goal - start):
                own.trial[number] = goal
            else:
                own.trial[number] = start + step if goal > start else start - step


def arrival(own: Party, number: int) -> float:
    """Return when an issue arrives at its goal; 0 if it does not move."""
    if own.speed[number] <= 0.0:
        return 0.0
    issue = own.space.issues[number]
    return abs(own.goal[number] - own.start[number]) / (issue.high - issue.low) / own.speed[number]


def close_in(own: Party, asked: float, low: float, high: float, longest: float) -> float:
    """Find the earliest time at which the demand is met, by alternating false position and bisection.

    The search begins between two arrival times: all speeds are constant there, and with linear value functions the
    first step is exact.
    """
    before, after = 0.0, longest
    for number in range(len(own.space.issues)):
        time = arrival(own, number)
        if before < time < after:
            move(own, time)
            value = utility(own, own.trial)
            if value >= asked:
                after, high = time, value
            else:
                before, low = time, value
    for step in range(SEARCH_STEPS):
        if high - asked <= INDIFFERENT:
            break
        share = (asked - low) / (high - low) if step % 2 == 0 else 0.5
        time = before + share * (after - before)
        move(own, time)
        value = utility(own, own.trial)
        if value >= asked:
            after, high = time, value
        else:
            before, low = time, value
    move(own, after)
    return high


def rounded(own: Party, reached: float) -> float:
    """Round the trial's continuous issues to their steps, each towards its goal; return the utility of the trial."""
    moved = False
    for number in range(len(own.space.issues)):
        issue, x = own.space.issues[number], own.trial[number]
        if levels_now(issue) == 0 and x != own.goal[number]:
            own.trial[number] = on_step(issue, x, UP if own.goal[number] > x else DOWN)
            moved = moved or own.trial[number] != x
    return utility(own, own.trial) if moved else reached


def distance(own: Party) -> float:
    """Return the squared distance of the trial from the last offer the party has heard, each issue's range being 1."""
    offer = received(own, 1).terms
    total = 0.0
    for number in range(len(own.space.issues)):
        total += distance_on(own.space.issues[number], own.trial[number], offer[number])
    return total


def distance_on(issue: Issue, one: float, other: float) -> float:
    """Return the squared distance of two values of an issue, its range being 1; of two options of a categorical, 1."""
    if issue.categorical:
        return 1.0 if one != other else 0.0
    if issue.high > issue.low:
        apart = (one - other) / (issue.high - issue.low)
        return apart * apart
    return 0.0
