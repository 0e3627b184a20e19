"""The outcome space as a list: combinations of the discrete issues, and outcomes by number."""

from negosim.rules.records import Issue, Space


def set_combination(space: Space, combination: int, outcome: list[float]) -> None:
    """Write a combination of values of the discrete issues into an outcome."""
    for number in range(len(space.issues)):
        issue = space.issues[number]
        if issue.levels > 0:
            outcome[number] = value_in(issue, combination)


def value_in(issue: Issue, combination: int) -> float:
    """Return the value of a discrete issue in a combination."""
    return issue.low + float(combination // issue.stride % issue.levels)


def number_of_outcomes(space: Space, steps: int) -> int:
    """Return how many outcomes there are when each continuous issue takes ``steps`` equal steps."""
    total = space.combinations
    for issue in space.issues:
        if issue.levels == 0:
            total *= steps + 1
    return total


def set_outcome(space: Space, number: int, steps: int, outcome: list[float]) -> None:
    """Write the outcome of that number, each continuous issue being cut into ``steps`` equal steps."""
    set_combination(space, number % space.combinations, outcome)
    rest = number // space.combinations
    for place in range(len(space.issues)):
        issue = space.issues[place]
        if issue.levels == 0:
            outcome[place] = step_of(issue, rest % (steps + 1), steps)
            rest = rest // (steps + 1)


def step_of(issue: Issue, step: int, steps: int) -> float:
    """Return the value of a continuous issue after so many of ``steps`` equal steps from its lowest."""
    if step == steps:
        return issue.high
    return issue.low + (issue.high - issue.low) * step / steps
