"""A party's reservation value, limit at the table, aspiration and normalised time on a day, and changes of stance."""

from negosim.rules.records import (
    ASPIRATION,
    DAYS_PER_MONTH,
    MANDATE,
    NEVER,
    NONE,
    RESERVATION,
    Party,
    Ratifier,
    Space,
    Stance,
    Table,
)
from negosim.rules.values import interpolate, inverse, rises, utility

BETTER = 1e-6  # the least gain in utility over a rejected deal


def orientation(party: Party) -> float:
    """Return 1 if a higher level is better for the party, -1 if it is worse."""
    if party.space.in_units:
        return 1.0 if rises(party.functions[0]) else -1.0
    return 1.0


def utility_of_level(party: Party, level: float) -> float:
    """Return the utility of a level: of that value of the one issue, or the level itself if there are several."""
    if party.space.in_units:
        level = interpolate(party.functions[0], level)
    return min(1.0, max(0.0, level))


def level_of_utility(party: Party, utility: float) -> float:
    """Return the level of a utility: the least favourable value of the one issue, or the utility itself."""
    if party.space.in_units:
        return clip_level(party.space, inverse(party.functions[0], utility))
    return utility


def level_range(space: Space) -> tuple[float, float]:
    """Return the lowest and the highest level: the range of the one issue, or that of utility."""
    if space.in_units:
        return space.issues[0].low, space.issues[0].high
    return 0.0, 1.0


def clip_level(space: Space, level: float) -> float:
    """Return the level, clipped to the range of levels."""
    low, high = level_range(space)
    return min(high, max(low, level))


def lapse_days(table: Table, t: float) -> float:
    """Return the number of days, up to time ``t``, on which no agreement has been in force."""
    return table.lapsed + max(0.0, t - table.lapse_from)


def walk_away_level(party: Party, t: float) -> float:
    """Return r(t) = r0 - pressure x months of lapse + shocks, as a level."""
    months = lapse_days(party.table, t) / DAYS_PER_MONTH
    given_way = party.stance.pressure * months
    level = party.stance.reservation + party.shifts[RESERVATION]
    return clip_level(party.space, level - orientation(party) * given_way)


def reservation(party: Party, t: float) -> float:
    """Return the party's reservation value at time ``t`` in utility, at least that of disagreement.

    If the party foresees the cost of a lapse, the future cost of no agreement is subtracted.
    """
    value = max(utility_of_level(party, walk_away_level(party, t)), party.disagreement)
    if party.foresees:
        return min(1.0, max(0.0, value - cost_to_come(party, t)))
    return value


def cost_to_come(party: Party, t: float) -> float:
    """Return the utility that the party still loses to a lapse, from time ``t`` on, if it lasts to the horizon.

    Source: Hart (1989), on a strike that makes the sum to be divided smaller each day.
    """
    table = party.table
    begins = max(t, min(table.lapse_from, table.expiry.time))
    return party.lapse_cost * max(0.0, table.horizon + 1.0 - begins) / DAYS_PER_MONTH


def reservation_level(party: Party, t: float) -> float:
    """Return the party's reservation value at time ``t`` as a level, at least as good as disagreement."""
    if party.foresees:
        return level_of_utility(party, reservation(party, t))
    level = walk_away_level(party, t)
    if utility_of_level(party, level) >= party.disagreement:
        return level
    return level_of_utility(party, party.disagreement)


def mandate_level(party: Party) -> float:
    """Return the worst level that the delegation's mandate allows it to sign."""
    return clip_level(party.space, party.stance.mandate + party.shifts[MANDATE])


def limit_level(party: Party, t: float) -> float:
    """Return the worst level that the delegation may sign at time ``t``: its mandate, or the reservation value."""
    return mandate_level(party) if party.stance.has_mandate else reservation_level(party, t)


def aspiration_level(party: Party) -> float:
    """Return the level of the party's first demand."""
    return clip_level(party.space, party.stance.aspiration + party.shifts[ASPIRATION])


def threshold(ratifier: Ratifier, t: float) -> float:
    """Return the worst level that a ratifier consents to: its own threshold, or its party's reservation value."""
    return ratifier.threshold if ratifier.has_threshold else reservation_level(ratifier.party, t)


def limit(party: Party, t: float) -> float:
    """Return the utility below which the delegation signs nothing: its mandate, or the reservation value.

    After a rejection that it has learnt from, this is at least the ratifier's threshold, and above the rejected deal.
    """
    lowest = utility_of_level(party, mandate_level(party)) if party.stance.has_mandate else reservation(party, t)
    ratifier = party.learnt_from
    if ratifier is None:
        return lowest
    return max(lowest, utility_of_level(party, threshold(ratifier, t)), party.rejected + BETTER)


def restate(party: Party) -> None:
    """Recompute the party's limit and aspiration after a stance, a shock, the lapse or a rejection has moved them.

    The limit is stored with the time until which the lapse does not move it.
    """
    lapse_from = party.table.lapse_from
    party.aspired = utility_of_level(party, aspiration_level(party))
    ratifier = party.learnt_from
    rests_on_reservation = not party.stance.has_mandate or (ratifier is not None and not ratifier.has_threshold)
    moves = rests_on_reservation and (party.stance.pressure != 0.0 or party.foresees)
    party.steady_until = lapse_from if moves else NEVER
    party.steady_limit = limit(party, min(0.0, lapse_from))


def limit_now(party: Party, t: float) -> float:
    """Return :func:`limit`, from memory if it has not moved."""
    if t <= party.steady_until:
        return party.steady_limit
    return limit(party, t)


def aspiration(own: Party) -> float:
    """Return the utility of the party's first demand, at least its limit."""
    return max(own.aspired, own.limit)


def normalised_time(party: Party, t: float) -> float:
    """Return the share of its time that the party has used: 0 when its stance began, 1 at its deadline."""
    deadline = party.deadline
    if t >= deadline:
        return 1.0
    return max(0.0, (t - party.opened) / (deadline - party.opened))


def take_stance(party: Party, stance: Stance, opponent: Party, t: float) -> None:
    """Let a party hold a stance from time ``t`` on."""
    party.stance = stance
    party.opponent = opponent if stance.knows_opponent else None
    party.opened = t
    party.deadline = stance.deadline
    party.received_before = received_before(party, t)


def received_before(party: Party, t: float) -> int:
    """Return how many of the stored offers the party had received before time ``t``."""
    mask = len(party.received) - 1
    number = party.offers_received
    oldest = max(0, number - mask)
    while number > oldest and party.received[(number - 1) & mask].time >= t:
        number -= 1
    return number


def adopt(party: Party, stance: Stance, opponent: Party, t: float) -> None:
    """Let a party take another stance; its own standing offer is withdrawn if the stance allows that."""
    take_stance(party, stance, opponent, t)
    party.offers_under_stance = 0
    forget_rejection(party)
    if stance.retreat and party.table.standing == party.number:
        party.table.standing = NONE


def learn_from_rejection(party: Party, ratifier: Ratifier, deal: list[float]) -> None:
    """Store what the ratifier who rejected the deal consents to, if the party learns from rejections."""
    if party.stance.learns:
        worth = utility(party, deal)
        party.rejected = worth if party.learnt_from is None else max(worth, party.rejected)
        party.learnt_from = ratifier
        restate(party)


def forget_rejection(party: Party) -> None:
    """Forget a rejection, since the party's administration, stance or levels have changed."""
    party.learnt_from = None
    restate(party)
