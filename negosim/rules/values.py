"""What an outcome is worth: value functions, the payments it implies, utility."""

from negosim.rules.layout import (
    AT_FUNCTIONS,
    AT_PAYMENTS,
    ATTRIBUTES,
    FUNCTION_AT,
    FUNCTION_KNOTS,
    FUNCTION_WIDTH,
    IN_UNITS,
    ISSUES,
    N_LEVELS,
    N_PAYMENTS,
    N_SHARES,
    N_WEIGHTS,
    NONE,
    PARTIES,
    PAY_BASE,
    PAY_BEYOND,
    PAY_DISCOUNT,
    PAY_GROWTH,
    PAYMENTS_INCREASE,
    PAYMENTS_INDEX,
    PAYMENTS_OPTIONS,
    PAYMENTS_TERM,
    PAYMENTS_YEARS,
    Floats,
    Talks,
)


def interpolate(numbers: Floats, at: int, knots: int, x: float) -> float:
    """Return the value at ``x`` of a piecewise linear function: at ``at`` its points, then values, then slopes."""
    last = at + knots - 1
    if x <= numbers[at]:
        return numbers[at + knots]
    if x >= numbers[last]:
        return numbers[last + knots]
    j = at + 1
    while x > numbers[j]:
        j += 1
    return numbers[j - 1 + knots] + (x - numbers[j - 1]) * numbers[j - 1 + 2 * knots]


def slopes(numbers: Floats, at: int, knots: int) -> None:
    """Write a function's slopes behind its values, then those of its inverse; 0 where there is none."""
    for j in range(at, at + knots - 1):
        run = numbers[j + 1] - numbers[j]
        rise = numbers[j + 1 + knots] - numbers[j + knots]
        numbers[j + 2 * knots] = rise / run if run != 0.0 else 0.0
        numbers[j + 3 * knots - 1] = run / rise if rise != 0.0 else 0.0


def rises(numbers: Floats, at: int, knots: int) -> bool:
    """Return whether a monotone value function rises with the issue."""
    return numbers[at + 2 * knots - 1] >= numbers[at + knots]


def inverse(numbers: Floats, at: int, knots: int, value: float) -> float:
    """Return the point of a monotone value function that is worth ``value``; of several, the least favourable."""
    first = at + knots
    last = first + knots - 1
    if rises(numbers, at, knots):
        if value <= numbers[first]:
            return numbers[at]
        j = first + 1
        while j < last and numbers[j] < value:
            j += 1
        if value >= numbers[j]:
            return numbers[j - knots]
        return _from(numbers, j - 1, j - 1, knots, value)
    if value <= numbers[last]:
        return numbers[last - knots]
    j = last - 1
    while j > first and numbers[j] < value:
        j -= 1
    if value >= numbers[j]:
        return numbers[j - knots]
    return _from(numbers, j + 1, j, knots, value)


def _from(numbers: Floats, worse: int, segment: int, knots: int, value: float) -> float:
    return numbers[worse - knots] + (value - numbers[worse]) * numbers[segment + 2 * knots - 1]


def function_of(talks: Talks, party: int, attribute: int) -> int:
    """Return where in the plan a party's value function of an attribute stands."""
    return talks.plan[AT_FUNCTIONS] + (party * talks.plan[ATTRIBUTES] + attribute) * FUNCTION_WIDTH


def utility(talks: Talks, party: int, at: int) -> float:
    """Return a party's utility of the outcome that lies at ``at`` in the state."""
    plan, state = talks.plan, talks.state
    if plan[IN_UNITS]:
        return min(1.0, max(0.0, part_of_utility(talks, party, 0, state[at])))
    total = 0.0
    for attribute in range(plan[ATTRIBUTES]):
        if plan[function_of(talks, party, attribute) + FUNCTION_AT] != NONE:
            x = state[at + attribute] if attribute < plan[ISSUES] else level_payment(talks, party, at)
            total += part_of_utility(talks, party, attribute, x)
    return min(1.0, max(0.0, total))


def part_of_utility(talks: Talks, party: int, attribute: int, x: float) -> float:
    """Return what an attribute with the value ``x`` adds to a party's utility; the party must value it."""
    plan, numbers = talks.plan, talks.numbers
    function = function_of(talks, party, attribute)
    share = numbers[plan[N_SHARES] + party * plan[ATTRIBUTES] + attribute]
    return share * interpolate(numbers, plan[function + FUNCTION_AT], plan[function + FUNCTION_KNOTS], x)


def level_payment(talks: Talks, party: int, at: int) -> float:
    """Return the level yearly payment with the present value, to a party, of the payments an outcome implies."""
    plan, numbers, state = talks.plan, talks.numbers, talks.state
    payments = plan[AT_PAYMENTS]
    years = plan[payments + PAYMENTS_YEARS]
    option = 0
    if plan[payments + PAYMENTS_INDEX] != NONE:
        option = int(state[at + plan[payments + PAYMENTS_INDEX]])
    term = years
    if plan[payments + PAYMENTS_TERM] != NONE:
        term = min(years, max(1, int(state[at + plan[payments + PAYMENTS_TERM]])))
    increase = state[at + plan[payments + PAYMENTS_INCREASE]]
    first = numbers[plan[N_PAYMENTS] + PAY_BASE] * (1.0 + increase / 100.0)
    row = party * plan[payments + PAYMENTS_OPTIONS] + option
    return first * numbers[plan[N_LEVELS] + row * years + term - 1]


def derive(talks: Talks) -> None:
    """Compute what follows from the preferences' numbers: slopes, shares of the weights, level payments.

    A weight drawn below zero counts as zero.
    """
    plan, numbers = talks.plan, talks.numbers
    attributes = plan[ATTRIBUTES]
    for party in range(PARTIES):
        row = party * attributes
        total = 0.0
        for attribute in range(attributes):
            total += max(0.0, numbers[plan[N_WEIGHTS] + row + attribute])
        for attribute in range(attributes):
            weight = max(0.0, numbers[plan[N_WEIGHTS] + row + attribute])
            numbers[plan[N_SHARES] + row + attribute] = weight / total if total > 0.0 else 0.0
            function = function_of(talks, party, attribute)
            if plan[function + FUNCTION_AT] != NONE:
                slopes(numbers, plan[function + FUNCTION_AT], plan[function + FUNCTION_KNOTS])
        if attributes > plan[ISSUES]:
            _derive_levels(talks, party)


def _derive_levels(talks: Talks, party: int) -> None:
    plan, numbers = talks.plan, talks.numbers
    payments = plan[AT_PAYMENTS]
    years, options = plan[payments + PAYMENTS_YEARS], plan[payments + PAYMENTS_OPTIONS]
    for option in range(options):
        for term in range(1, years + 1):
            slot = plan[N_LEVELS] + (party * options + option) * years + term - 1
            numbers[slot] = _level(talks, party, option, term)


def _level(talks: Talks, party: int, option: int, term: int) -> float:
    numbers, at = talks.numbers, talks.plan[N_PAYMENTS]
    growth = 1.0 + numbers[at + PAY_GROWTH + option] / 100.0
    beyond = 1.0 + numbers[at + PAY_BEYOND] / 100.0
    discount = 1.0 / (1.0 + numbers[at + PAY_DISCOUNT + party] / 100.0)
    payment, weight, present, annuity = 1.0, 1.0, 0.0, 0.0
    for year in range(1, talks.plan[talks.plan[AT_PAYMENTS] + PAYMENTS_YEARS] + 1):
        present += payment * weight
        annuity += weight
        payment *= growth if year < term else beyond
        weight *= discount
    return present / annuity
