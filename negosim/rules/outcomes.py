"""The outcome space as a list: combinations of the discrete issues, outcomes by number, and the step of an issue.

An issue that is not on the table yet has one value, its status quo. The issues that open later have the largest
strides, so the combinations that are possible before they open come first.
"""

from negosim.rules.arithmetic import floor
from negosim.rules.records import Issue, Space

ON_STEP = 1e-9  # a multiple of the step that is missed by this share of it is met
DOWN, NEAREST, UP = ON_STEP, 0.5, 1.0 - ON_STEP  # which multiple of the step


def on_step(issue: Issue, x: float, way: float) -> float:
    """Return a multiple of the issue's step next to ``x``, or the end of the range if that is nearer.

    Parameters
    ----------
    way : float
        ``DOWN``, ``NEAREST`` or ``UP``.
    """
    if issue.step == 0:
        return x
    count = floor(x * issue.scale / issue.step + way)
    return min(issue.high, max(issue.low, count * issue.step / issue.scale))


def levels_now(issue: Issue) -> int:
    """Return how many values an issue can take now; 0 for a continuous one."""
    return 1 if issue.waits and issue.closed else issue.levels


def combinations_now(space: Space) -> int:
    """Return how many combinations of the values of the discrete issues are possible now."""
    if len(space.openings) == 0:
        return space.combinations
    total = 1
    for issue in space.issues:
        total *= max(1, levels_now(issue))
    return total


def hold_issues(space: Space, outcome: list[float]) -> None:
    """Set the issues that are not on the table to their status quo."""
    for number in range(len(space.issues)):
        issue = space.issues[number]
        if issue.waits and issue.closed:
            outcome[number] = issue.status_quo


def set_combination(space: Space, combination: int, outcome: list[float]) -> None:
    """Write a combination of values of the discrete issues into an outcome."""
    for number in range(len(space.issues)):
        issue = space.issues[number]
        if levels_now(issue) > 0:
            outcome[number] = value_in(issue, combination)


def value_in(issue: Issue, combination: int) -> float:
    """Return the value of a discrete issue in a combination, or of one that is not on the table."""
    if issue.waits and issue.closed:
        return issue.status_quo
    return issue.low + float(combination // issue.stride % issue.levels)


def number_of_outcomes(space: Space, steps: int) -> int:
    """Return the number of outcomes if each continuous issue is cut into ``steps`` equal steps."""
    total = combinations_now(space)
    for issue in space.issues:
        if levels_now(issue) == 0:
            total *= steps + 1
    return total


def set_outcome(space: Space, number: int, steps: int, outcome: list[float]) -> None:
    """Write the outcome of that number, with each continuous issue cut into ``steps`` equal parts."""
    combinations = combinations_now(space)
    set_combination(space, number % combinations, outcome)
    rest = number // combinations
    for place in range(len(space.issues)):
        issue = space.issues[place]
        if levels_now(issue) == 0:
            outcome[place] = cut_of(issue, rest % (steps + 1), steps)
            rest = rest // (steps + 1)


def cut_of(issue: Issue, cut: int, cuts: int) -> float:
    """Return the multiple of a continuous issue's step that is nearest to one of ``cuts`` equal parts of its range."""
    if cut == 0:
        return issue.low
    if cut == cuts:
        return issue.high
    return on_step(issue, issue.low + (issue.high - issue.low) * cut / cuts, NEAREST)
