"""The utility of an outcome to a party: value functions, and the payments that it implies."""

from negosim.rules.records import NONE, Party, Payments, Talks, ValueFunction

INDIFFERENT = 1e-12  # of the range of utility, or of levels: smaller differences count as equal


def interpolate(function: ValueFunction, x: float) -> float:
    """Return the value at ``x`` of a piecewise linear function, constant beyond its ends."""
    knots = function.knots
    if x <= knots[0].x:
        return knots[0].value
    if x >= knots[-1].x:
        return knots[-1].value
    j = 1
    while x > knots[j].x:
        j += 1
    before = knots[j - 1]
    return before.value + (x - before.x) * before.slope


def rises(function: ValueFunction) -> bool:
    """Return whether a monotone value function increases in the issue."""
    return function.knots[-1].value >= function.knots[0].value


def inverse(function: ValueFunction, value: float) -> float:
    """Return the point at which a monotone value function is ``value``; of several, the least favourable."""
    knots = function.knots
    last = len(knots) - 1
    if rises(function):
        if value <= knots[0].value:
            return knots[0].x
        j = 1
        while j < last and knots[j].value < value:
            j += 1
        if value >= knots[j].value:
            return knots[j].x
        return knots[j - 1].x + (value - knots[j - 1].value) * knots[j - 1].run
    if value <= knots[last].value:
        return knots[last].x
    j = last - 1
    while j > 0 and knots[j].value < value:
        j -= 1
    if value >= knots[j].value:
        return knots[j].x
    return knots[j + 1].x + (value - knots[j + 1].value) * knots[j].run


def utility(party: Party, outcome: list[float]) -> float:
    """Return a party's utility of an outcome."""
    if party.space.in_units:
        return min(1.0, max(0.0, part_of_utility(party.functions[0], outcome[0])))
    total = 0.0
    issues = len(party.space.issues)
    for attribute in range(len(party.functions)):
        function = party.functions[attribute]
        if len(function.knots) > 0:
            x = outcome[attribute] if attribute < issues else level_payment(party, outcome)
            total += part_of_utility(function, x)
    return min(1.0, max(0.0, total))


def part_of_utility(function: ValueFunction, x: float) -> float:
    """Return what an attribute with the value ``x`` adds to utility."""
    return function.share * interpolate(function, x)


def level_payment(party: Party, outcome: list[float]) -> float:
    """Return the level yearly payment with the same present value, to a party, as an outcome's payments."""
    payments = party.space.payments
    if payments is None:
        return 0.0
    option = int(outcome[payments.index]) if payments.index != NONE else 0
    term = payments.years
    if payments.term != NONE:
        term = min(payments.years, max(1, int(outcome[payments.term])))
    first = payments.base * (1.0 + outcome[payments.increase] / 100.0)
    return first * party.annuities[option * payments.years + term - 1]


def derive(talks: Talks) -> None:
    """Compute the values derived from the preferences: slopes, shares of the weights, bounds, level payments.

    A weight drawn below zero counts as zero.
    """
    for party in talks.parties:
        total = party.least = party.most = 0.0
        for function in party.functions:
            total += max(0.0, function.weight)
        for function in party.functions:
            function.share = max(0.0, function.weight) / total if total > 0.0 else 0.0
            derive_slopes(function)
            derive_bounds(function)
            party.least += function.least
            party.most += function.most
        payments = party.space.payments
        if payments is not None:
            derive_annuities(party, payments)


def derive_slopes(function: ValueFunction) -> None:
    """Compute the slopes of a value function, and of its inverse, between its knots."""
    for j in range(len(function.knots) - 1):
        knot, following = function.knots[j], function.knots[j + 1]
        run = following.x - knot.x
        rise = following.value - knot.value
        knot.slope = rise / run if run != 0.0 else 0.0
        knot.run = run / rise if rise != 0.0 else 0.0


def derive_bounds(function: ValueFunction) -> None:
    """Compute the least and the most that an attribute can add to utility; both are at knots."""
    knots = function.knots
    function.least = function.most = function.share * knots[0].value if len(knots) > 0 else 0.0
    for knot in knots:
        part = function.share * knot.value
        function.least = min(function.least, part)
        function.most = max(function.most, part)


def derive_annuities(party: Party, payments: Payments) -> None:
    """Compute the level payments of each option and term, for a first payment of 1."""
    for option in range(len(payments.growth)):
        for term in range(1, payments.years + 1):
            party.annuities[option * payments.years + term - 1] = annuity(party, payments, option, term)


def annuity(party: Party, payments: Payments, option: int, term: int) -> float:
    """Return the level payment equal in present value to a first payment of 1 that grows as agreed, then as before."""
    growth = 1.0 + payments.growth[option] / 100.0
    beyond = 1.0 + payments.beyond / 100.0
    discount = 1.0 / (1.0 + party.discount_rate / 100.0)
    payment, weight, present, total = 1.0, 1.0, 0.0, 0.0
    for year in range(1, payments.years + 1):
        present += payment * weight
        total += weight
        payment *= growth if year < term else beyond
        weight *= discount
    return present / total
