"""Tactics that model what the other side wants, from how often it has offered what.

An issue on which the other side does not move matters to it, and so does a value that it offers often. With several
issues this separates bids of the same utility to the party; with one issue it says little. A continuous issue has fewer
steps than requested if there would be more than 20,000 bids.

Source: van Krimpen, Looije and Hajizadeh (2013), HardHeaded.
"""

from negosim.rules.arithmetic import floor
from negosim.rules.offers import copy_outcome, heard, made
from negosim.rules.outcomes import cut_of, levels_now, number_of_outcomes, set_outcome, value_in
from negosim.rules.records import Issue, Model, Party
from negosim.rules.stances import aspiration, normalised_time
from negosim.rules.tactics.time_dependent import conceded, polynomial_curve
from negosim.rules.tradeoff import NO_CEILING, SLACK
from negosim.rules.values import INDIFFERENT, part_of_utility, utility

MOST_BIDS = 20_000  # that are compared at each offer, unless the discrete issues alone have more
LEARNT = 0.1  # what an issue gains in weight each time the other side leaves it as it was


def frequency(own: Party, beta: float, steps: float) -> None:
    """Concede as ``polynomial`` does, with the bid that the other side likes best, judged by its offers.

    Source: van Krimpen, Looije and Hajizadeh (2013), HardHeaded, for the model and the choice of bids.
    """
    model = own.stance.model
    if model is not None:
        learn(own, model, steps)
        target = conceded(own, polynomial_curve(normalised_time(own, own.now), beta, 0.0))
        propose_liked(own, model, max(target, own.limit))


def nice_tft(own: Party, steps: float) -> None:
    """Go as far towards the estimated Nash point as the other side has, with the bid that it likes best.

    Both distances are measured in the party's own utility; the other's runs from the worst to the best of its
    remembered offers. The Nash point is the bid with the largest product of the party's utility and the other's as
    estimated.

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
    """Count the offers received since the last call, or all remembered ones at the start of a stance."""
    if own.offers_under_stance == 0:
        model.steps, model.heard = coarse_enough(own, max(1, int(steps))), max(0, heard(own) - len(own.received) + 1)
        for place in range(len(model.counts)):
            model.counts[place] = 0.0
        for issue in range(len(model.weights)):
            model.weights[issue], model.most[issue] = 1.0 / float(len(model.weights)), 0.0
    first = max(0, heard(own) - len(own.received) + 1)
    while model.heard < heard(own):
        count_offer(own, model, model.heard, model.heard > first)
        model.heard += 1


def coarse_enough(own: Party, steps: int) -> int:
    """Return the largest number of steps, at most ``steps``, with which there are not too many bids to compare."""
    while steps > 1 and number_of_outcomes(own.space, steps) > MOST_BIDS:
        steps -= 1
    return steps


def count_offer(own: Party, model: Model, number: int, follows: bool) -> None:
    """Count the values of an offer, and add weight to the issues that it leaves unchanged.

    Its value for an issue that was not on the table is ignored.
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
    """Return the position at which a value of an issue is counted: its own if discrete, otherwise the nearest step."""
    return model.starts[issue] + step_at(own.space.issues[issue], value, model.steps)


def step_at(issue: Issue, value: float, steps: int) -> int:
    """Return the position of a value among those of its issue, or among the steps of a continuous one."""
    if issue.levels > 0:
        return int(value - issue.low)
    return int(floor((value - issue.low) / (issue.high - issue.low) * float(steps) + 0.5))


def liking(own: Party, model: Model, outcome: list[float]) -> float:
    """Return the estimated utility of an outcome to the other side, from 0 to 1; 0 before its first offer."""
    total, weights = 0.0, 0.0
    for issue in range(len(outcome)):
        weights += model.weights[issue]
        if model.most[issue] > 0.0:
            count = model.counts[place_of(own, model, issue, outcome[issue])]
            total += model.weights[issue] * count / model.most[issue]
    return total / weights


def propose_liked(own: Party, model: Model, target: float) -> None:
    """Propose the bid of at least the target utility that the other likes best; of equals, the nearest to the target.

    If no bid reaches the target, the best one is proposed. Unless the stance allows retreat, only bids no better than
    the last one are considered; if there are none, the last one is repeated.
    """
    bound = own.offers_made > 0 and not own.stance.retreat and made(own, 1).utility >= own.limit - INDIFFERENT
    ceiling = made(own, 1).utility + INDIFFERENT if bound else NO_CEILING
    seek(model, min(target, ceiling) - INDIFFERENT, ceiling)
    number, count = 0, number_of_outcomes(own.space, model.steps)
    while number < count:
        out = unwanted(own, model, number, count)
        if out == 0:
            set_outcome(own.space, number, model.steps, own.trial)
            mine = utility(own, own.trial)
            if model.least <= mine <= model.ceiling:
                liked = liking(own, model, own.trial)
                if liked > model.liked or (liked == model.liked and mine < model.value):
                    model.liked, model.value = liked, mine
                    copy_outcome(own.trial, own.proposal)
        number += max(1, out)
    if model.liked < 0.0:
        if bound:
            copy_outcome(made(own, 1).terms, own.proposal)
        else:
            propose_best_bid(own, model)


def propose_best_bid(own: Party, model: Model) -> None:
    """Propose the bid with the highest utility to the party."""
    seek(model, -1.0, NO_CEILING)
    number, count = 0, number_of_outcomes(own.space, model.steps)
    while number < count:
        out = unwanted(own, model, number, count)
        if out == 0:
            set_outcome(own.space, number, model.steps, own.trial)
            mine = utility(own, own.trial)
            if mine > model.least:
                model.least = mine
                copy_outcome(own.trial, own.proposal)
        number += max(1, out)


def nash_utility(own: Party, model: Model) -> float:
    """Return the party's utility at the estimated Nash point; gains are measured from the reservation value."""
    seek(model, -1.0, NO_CEILING)
    number, count, value = 0, number_of_outcomes(own.space, model.steps), 0.0
    while number < count:
        out = unwanted(own, model, number, count)
        if out == 0:
            set_outcome(own.space, number, model.steps, own.trial)
            mine = utility(own, own.trial)
            product = max(0.0, mine - own.limit) * liking(own, model, own.trial)
            if product > model.product:
                model.product, value = product, mine
        number += max(1, out)
    return value


def seek(model: Model, least: float, most: float) -> None:
    """Begin a search for bids whose utility to the party is between ``least`` and ``most``."""
    model.least, model.ceiling = least, most
    model.liked = model.product = -1.0
    model.value = NO_CEILING
    model.total_weight = model.most_liking = 0.0
    for issue in range(len(model.weights)):
        model.total_weight += model.weights[issue]
        if model.most[issue] > 0.0:
            model.most_liking += model.weights[issue]
    model.most_liking /= model.total_weight


def unwanted(own: Party, model: Model, number: int, count: int) -> int:
    """Return how many of ``count`` bids, from that number on, can be skipped; 0 if this one may be sought.

    Given the values of some issues, the contributions of the others to both utilities have bounds. If these rule out a
    bid, they rule out every bid with these values.
    """
    issues, steps = own.space.issues, model.steps
    model.lowest, model.highest, model.likeable = own.least, own.most, model.most_liking
    block = count
    for back in range(len(issues)):
        place = len(issues) - 1 - back
        if levels_now(issues[place]) == 0:
            block = block // (steps + 1)
            narrow(own, model, place, cut_of(issues[place], number // block % (steps + 1), steps))
            if is_unwanted(own, model):
                return block - number % block
    combination = number % block
    for place in range(len(issues)):
        issue = issues[place]
        if levels_now(issue) > 0:
            narrow(own, model, place, value_in(issue, combination))
            if is_unwanted(own, model):
                block = min(block, issue.block)  # the blocks of issues that are not on the table are longer
                return block - combination % block
    return 0


def narrow(own: Party, model: Model, place: int, x: float) -> None:
    """Narrow the bounds of both utilities by the value of one issue."""
    function = own.functions[place]
    if len(function.knots) > 0:
        part = part_of_utility(function, x)
        model.lowest += part - function.least
        model.highest += part - function.most
    if model.most[place] > 0.0:
        share = model.counts[place_of(own, model, place, x)] / model.most[place]
        model.likeable -= (1.0 - share) * model.weights[place] / model.total_weight


def is_unwanted(own: Party, model: Model) -> bool:
    """Return whether no bid within the bounds is sought; bounds are summed in another order than utility."""
    low, high, likeable = min(1.0, model.lowest) - SLACK, max(0.0, model.highest) + SLACK, model.likeable
    if high < model.least or low > model.ceiling or likeable + SLACK < model.liked:
        return True
    if likeable <= model.liked and low >= model.value:
        return True
    product = max(0.0, high - own.limit) * max(0.0, likeable)
    return product + SLACK < model.product or (product <= 0.0 <= model.product)


def share_come(own: Party, nash: float) -> float:
    """Return how far the other side has moved from the worst of its offers towards the Nash point, from 0 to 1."""
    worst, best = 2.0, -1.0
    for number in range(max(0, heard(own) - len(own.received) + 1), heard(own)):
        value = own.received[number & (len(own.received) - 1)].utility
        worst, best = min(worst, value), max(best, value)
    if best <= worst:
        return 0.0
    return min(1.0, (best - worst) / (nash - worst)) if nash > worst else 1.0
