"""What a party wants on a day: reservation value, limit at the table, aspiration, its time, its change of stance."""

from negosim.rules.layout import (
    ASPIRATION,
    ASPIRED,
    AT_STANCES,
    DAYS_PER_MONTH,
    DEADLINE,
    FUNCTION_AT,
    FUNCTION_KNOTS,
    IN_UNITS,
    LAPSE_FROM,
    MANDATE,
    N_BOUNDS,
    N_PREFERENCES,
    N_STANCES,
    NEVER,
    NONE,
    OPENED,
    PRESSURE,
    RESERVATION,
    S_SHIFTS,
    SHIFTED_LEVELS,
    STANCE,
    STANCE_HAS_MANDATE,
    STANCE_NUMBERS,
    STANCE_OFFERS,
    STANCE_RETREAT,
    STANCE_WIDTH,
    STANDING,
    STEADY_LIMIT,
    STEADY_UNTIL,
    Talks,
)
from negosim.rules.values import function_of, interpolate, inverse, rises


def stance_number(talks: Talks, party: int, field: int) -> float:
    """Return a number of the stance that a party holds."""
    return talks.numbers[talks.plan[N_STANCES] + talks.flags[STANCE + party] * STANCE_NUMBERS + field]


def stance_field(talks: Talks, party: int, field: int) -> int:
    """Return a whole-numbered field of the stance that a party holds."""
    return talks.plan[talks.plan[AT_STANCES] + talks.flags[STANCE + party] * STANCE_WIDTH + field]


def orientation(talks: Talks, party: int) -> float:
    """Return 1 where a higher level is better for the party, -1 where it is worse."""
    if talks.plan[IN_UNITS]:
        function = function_of(talks, party, 0)
        at, knots = talks.plan[function + FUNCTION_AT], talks.plan[function + FUNCTION_KNOTS]
        return 1.0 if rises(talks.numbers, at, knots) else -1.0
    return 1.0


def utility_of_level(talks: Talks, party: int, level: float) -> float:
    """Return the utility of a level: of that value of the one issue, or the level itself."""
    if talks.plan[IN_UNITS]:
        function = function_of(talks, party, 0)
        at, knots = talks.plan[function + FUNCTION_AT], talks.plan[function + FUNCTION_KNOTS]
        level = interpolate(talks.numbers, at, knots, level)
    return min(1.0, max(0.0, level))


def level_of_utility(talks: Talks, party: int, worth: float) -> float:
    """Return the level that is worth that utility: the least favourable value of the one issue, or the utility."""
    if talks.plan[IN_UNITS]:
        function = function_of(talks, party, 0)
        at, knots = talks.plan[function + FUNCTION_AT], talks.plan[function + FUNCTION_KNOTS]
        return clip_level(talks, inverse(talks.numbers, at, knots, worth))
    return worth


def level_range(talks: Talks) -> tuple[float, float]:
    """Return the lowest and the highest level: the range of the one issue, or that of utility."""
    if talks.plan[IN_UNITS]:
        return talks.numbers[talks.plan[N_BOUNDS]], talks.numbers[talks.plan[N_BOUNDS] + 1]
    return 0.0, 1.0


def clip_level(talks: Talks, level: float) -> float:
    """Return the level, brought into the range of levels."""
    low, high = level_range(talks)
    return min(high, max(low, level))


def shifted(talks: Talks, party: int, field: int) -> float:
    """Return the party's aspiration, reservation or mandate with the shocks upon it."""
    shift = talks.state[talks.plan[S_SHIFTS] + party * SHIFTED_LEVELS + field]
    return stance_number(talks, party, field) + shift


def lapse_days(talks: Talks, t: float) -> float:
    """Return for how many days no agreement has been in force at time ``t``."""
    return max(0.0, t - talks.state[LAPSE_FROM])


def walk_away_level(talks: Talks, party: int, t: float) -> float:
    """Return r(t) = r0 - pressure x months of lapse + shocks, as a level."""
    months = lapse_days(talks, t) / DAYS_PER_MONTH
    given_way = stance_number(talks, party, PRESSURE) * months
    return clip_level(talks, shifted(talks, party, RESERVATION) - orientation(talks, party) * given_way)


def reservation(talks: Talks, party: int, t: float) -> float:
    """Return the party's reservation value at time ``t`` in utility, at least that of disagreement."""
    value = utility_of_level(talks, party, walk_away_level(talks, party, t))
    return max(value, talks.numbers[talks.plan[N_PREFERENCES] + party])


def reservation_level(talks: Talks, party: int, t: float) -> float:
    """Return the party's reservation value at time ``t`` as a level, worth at least disagreement."""
    level = walk_away_level(talks, party, t)
    disagreement = talks.numbers[talks.plan[N_PREFERENCES] + party]
    if utility_of_level(talks, party, level) >= disagreement:
        return level
    return level_of_utility(talks, party, disagreement)


def limit(talks: Talks, party: int, t: float) -> float:
    """Return the utility below which the delegation signs nothing: its mandate, or the reservation value."""
    if stance_field(talks, party, STANCE_HAS_MANDATE):
        return utility_of_level(talks, party, clip_level(talks, shifted(talks, party, MANDATE)))
    return reservation(talks, party, t)


def restate(talks: Talks, party: int) -> None:
    """Work out anew what the party wants, after its stance, a shock or the lapse has moved it.

    The limit is noted for the time before it moves with the lapse.
    """
    state = talks.state
    state[ASPIRED + party] = utility_of_level(talks, party, clip_level(talks, shifted(talks, party, ASPIRATION)))
    moves = not stance_field(talks, party, STANCE_HAS_MANDATE) and stance_number(talks, party, PRESSURE) != 0.0
    state[STEADY_UNTIL + party] = state[LAPSE_FROM] if moves else NEVER
    state[STEADY_LIMIT + party] = limit(talks, party, min(0.0, state[LAPSE_FROM]))


def limit_now(talks: Talks, party: int, t: float) -> float:
    """Return :func:`limit`, as noted where it has not moved."""
    if t <= talks.state[STEADY_UNTIL + party]:
        return talks.state[STEADY_LIMIT + party]
    return limit(talks, party, t)


def aspiration(talks: Talks, party: int, lowest: float) -> float:
    """Return the utility of the party's first demand, at least its limit ``lowest``."""
    return max(talks.state[ASPIRED + party], lowest)


def normalised_time(talks: Talks, party: int, t: float) -> float:
    """Return the share of its time that the party has used: 0 when its stance began, 1 at its deadline."""
    opened = talks.state[OPENED + party]
    deadline = stance_number(talks, party, DEADLINE)
    if t >= deadline:
        return 1.0
    return max(0.0, (t - opened) / (deadline - opened))


def adopt(talks: Talks, party: int, stance: int, t: float) -> None:
    """Let a party take another stance; its own standing offer is withdrawn where the stance allows that."""
    talks.flags[STANCE + party] = stance
    talks.flags[STANCE_OFFERS + party] = 0
    talks.state[OPENED + party] = t
    restate(talks, party)
    if stance_field(talks, party, STANCE_RETREAT) and talks.flags[STANDING] == party:
        talks.flags[STANDING] = NONE
