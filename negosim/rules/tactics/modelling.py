"""Tactics that model what the other side wants, from how often it has offered what.

An issue on which the other side stays put matters to it, and so does a value that it offers often. With several issues
this tells apart bids that are worth the same to the party; with one issue it says little.

Source: van Krimpen, Looije and Hajizadeh (2013), HardHeaded.
"""

from negosim.rules.arithmetic import floor
from negosim.rules.offers import copy_outcome, heard
from negosim.rules.outcomes import number_of_outcomes, set_outcome
from negosim.rules.records import Issue, Model, Party
from negosim.rules.stances import aspiration, normalised_time
from negosim.rules.tactics.time_dependent import conceded, polynomial_curve
from negosim.rules.values import INDIFFERENT, utility

LEARNT = 0.1  # what an issue gains in weight each time the other side leaves it as it was


def frequency(own: Party, beta: float, steps: float) -> None:
    """Concede as ``polynomial`` does, by the bid that the other side likes best, as far as its offers show.

    Source: van Krimpen, Looije and Hajizadeh (2013), HardHeaded, for the model and the choice of bids.
    """
    model = own.stance.model
    if model is not None:
        learn(own, model, steps)
        target = conceded(own, polynomial_curve(normalised_time(own, own.now), beta, 0.0))
        propose_liked(own, model, max(target, own.limit))


def nice_tft(own: Party, steps: float) -> None:
    """Go as far towards the estimated Nash point as the other side has come, by the bid that it likes best.

    Both ways are measured in the party's own utility: the other's from the worst to the best of its offers that are
    remembered. The Nash point is the bid with the largest product of the party's utility and the other's as estimated.

    Source: Baarslag, Hindriks and Jonker (2013), A tit for tat negotiation strategy for real-time negotiations.
    """
    model = own.stance.model
    if model is not None:
        learn(own, model, steps)
        start, nash = aspiration(own), 0.0
        if heard(own) > 0:
            nash = nash_utility(own, model)
        propose_liked(own, model, max(start - share_come(own, nash) * max(0.0, start - nash), own.limit))


def learn(own: Party, model: Model, steps: float) -> None:
    """Count the offers received since the last time; all that are remembered at the start of a stance."""
    if own.offers_under_stance == 0:
        model.steps, model.heard = max(1, int(steps)), max(0, heard(own) - len(own.received) + 1)
        for place in range(len(model.counts)):
            model.counts[place] = 0.0
        for issue in range(len(model.weights)):
            model.weights[issue], model.most[issue] = 1.0 / float(len(model.weights)), 0.0
    first = max(0, heard(own) - len(own.received) + 1)
    while model.heard < heard(own):
        count_offer(own, model, model.heard, model.heard > first)
        model.heard += 1


def count_offer(own: Party, model: Model, number: int, follows: bool) -> None:
    """Count the values of an offer, and give weight to the issues that it leaves as they were.

    What it has for an issue that was not on the table says nothing.
    """
    last = len(own.received) - 1
    offer = own.received[number & last]
    terms, before = offer.terms, own.received[(number - 1) & last].terms
    for issue in range(len(terms)):
        if own.space.issues[issue].waits and offer.time < own.space.issues[issue].opens:
            continue
        place = place_of(own, model, issue, terms[issue])
        model.counts[place] += 1.0
        model.most[issue] = max(model.most[issue], model.counts[place])
        if follows and terms[issue] == before[issue]:
            model.weights[issue] += LEARNT


def place_of(own: Party, model: Model, issue: int, value: float) -> int:
    """Return where a value of an issue is counted: a discrete one by itself, any other at the nearest step."""
    return model.starts[issue] + step_at(own.space.issues[issue], value, model.steps)


def step_at(issue: Issue, value: float, steps: int) -> int:
    """Return the position of a value among those of its issue, or among the steps of a continuous one."""
    if issue.levels > 0:
        return int(value - issue.low)
    return int(floor((value - issue.low) / (issue.high - issue.low) * float(steps) + 0.5))


def liking(own: Party, model: Model, outcome: list[float]) -> float:
    """Return the estimated utility of an outcome to the other side, from 0 to 1; 0 before it has spoken."""
    total, weights = 0.0, 0.0
    for issue in range(len(outcome)):
        weights += model.weights[issue]
        if model.most[issue] > 0.0:
            count = model.counts[place_of(own, model, issue, outcome[issue])]
            total += model.weights[issue] * count / model.most[issue]
    return total / weights


def propose_liked(own: Party, model: Model, target: float) -> None:
    """Propose, of the bids worth the target or more, the one the other likes best; of equals, the one nearest to it.

    Where no bid is worth as much, the best one is proposed.
    """
    best, value, highest = -1.0, 2.0, -1.0
    for number in range(number_of_outcomes(own.space, model.steps)):
        set_outcome(own.space, number, model.steps, own.trial)
        mine = utility(own, own.trial)
        if mine >= target - INDIFFERENT:
            liked = liking(own, model, own.trial)
            if liked > best or (liked == best and mine < value):
                best, value = liked, mine
                copy_outcome(own.trial, own.proposal)
        elif best < 0.0 and mine > highest:
            highest = mine
            copy_outcome(own.trial, own.proposal)


def nash_utility(own: Party, model: Model) -> float:
    """Return the party's utility at the estimated Nash point; the reservation value counts as no gain."""
    best, value = -1.0, 0.0
    for number in range(number_of_outcomes(own.space, model.steps)):
        set_outcome(own.space, number, model.steps, own.trial)
        mine = utility(own, own.trial)
        product = max(0.0, mine - own.limit) * liking(own, model, own.trial)
        if product > best:
            best, value = product, mine
    return value


def share_come(own: Party, nash: float) -> float:
    """Return how far the other has come from the worst of its offers towards the Nash point, from 0 to 1."""
    worst, best = 2.0, -1.0
    for number in range(max(0, heard(own) - len(own.received) + 1), heard(own)):
        value = own.received[number & (len(own.received) - 1)].utility
        worst, best = min(worst, value), max(best, value)
    if best <= worst:
        return 0.0
    return min(1.0, (best - worst) / (nash - worst)) if nash > worst else 1.0
