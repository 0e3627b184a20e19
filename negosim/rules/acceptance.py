"""Acceptance conditions: whether a party accepts the standing offer.

Each condition takes the utility of the offer and that of the party's own next demand, then its parameters.

Source: Baarslag, Hindriks and Jonker (2014), Effective acceptance conditions in real-time automated negotiation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from negosim.rules.parameters import Parameter
from negosim.rules.records import Party
from negosim.rules.stances import normalised_time
from negosim.rules.values import INDIFFERENT

MOST_AHEAD = 1_000  # the most future offers that AC_optimal counts on
SHORTEST = 1.0 / 1024.0  # days between two offers


def acceptable(own: Party, offered: float, demanded: float) -> bool:
    """Return whether a party accepts an offer; it never accepts one below its limit."""
    if offered < own.limit - INDIFFERENT:
        return False
    return own.stance.accepts(own, offered, demanded, *own.stance.acceptance)


def accepts_next(own: Party, offered: float, demanded: float, a: float, b: float) -> bool:
    """AC_next: the offer, times ``a`` plus ``b``, is as good as the party's own next demand."""
    return a * offered + b >= demanded - INDIFFERENT


def accepts_const(own: Party, offered: float, demanded: float, c: float) -> bool:
    """AC_const: the offer is worth ``c``."""
    return offered >= c - INDIFFERENT


def accepts_time(own: Party, offered: float, demanded: float, t: float) -> bool:
    """AC_time: anything above the limit, from the normalised time ``t`` on."""
    return normalised_time(own, own.now) >= t


def accepts_combi(own: Party, offered: float, demanded: float, t: float, mean: float) -> bool:
    """AC_combi: AC_next, or from time ``t`` on any offer as good as the best (or the mean) of a window of offers."""
    if offered >= demanded - INDIFFERENT:
        return True
    return normalised_time(own, own.now) >= t and offered >= best_of_window(own, mean == 1.0) - INDIFFERENT


def accepts_optimal(own: Party, offered: float, demanded: float, period: float, low: float, high: float) -> bool:
    """AC_optimal: the offer is as good as the expected best of the offers still to come, one every ``period`` days.

    Their utility is assumed to be uniform between ``low`` and ``high``.

    Source: Baarslag and Hindriks (2013), Accepting optimally in automated negotiation with incomplete information.
    """
    value = own.limit
    for _ in range(min(MOST_AHEAD, int(max(0.0, own.deadline - own.now) / max(SHORTEST, period)))):
        value = expected_best(value, low, high)
    return offered >= value - INDIFFERENT


def expected_best(value: float, low: float, high: float) -> float:
    """Return the expected maximum of ``value`` and a number drawn uniformly between ``low`` and ``high``."""
    if high <= low or value <= low:
        return max(value, 0.5 * (low + high))
    if value >= high:
        return value
    return (value * (value - low) + 0.5 * (high * high - value * value)) / (high - low)


def best_of_window(own: Party, mean: bool) -> float:
    """Return the best (or the mean) of the other side's earlier offers, over a window as long as the time left.

    The standing offer is not among them; 0 if there are none.
    """
    now = normalised_time(own, own.now)
    best, total, count = 0.0, 0.0, 0
    oldest = max(0, own.offers_received - len(own.received))
    for number in range(own.offers_received - 2, oldest - 1, -1):
        offer = own.received[number & (len(own.received) - 1)]
        if normalised_time(own, offer.time) < now - (1.0 - now):
            break
        best = max(best, offer.utility)
        total += offer.utility
        count += 1
    if mean and count > 0:
        return total / count
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceKind:
    """An acceptance condition as scenario files name it.

    Parameters
    ----------
    name, summary : str
        The word that scenario files use, and what it does.
    function : callable
        ``function(own, offered, demanded, *parameters)`` returns whether the party accepts.
    parameters : tuple of Parameter
        Its parameters, in the order of the function's.
    """

    name: str
    summary: str
    function: Callable[..., bool]
    parameters: tuple[Parameter, ...] = ()


TIME = Parameter(name="t", default=0.99, low=0.0, high=1.0, description="normalised time from which it holds")

ACCEPTANCES: Mapping[str, AcceptanceKind] = {
    kind.name: kind
    for kind in (
        AcceptanceKind(
            name="next",
            summary="AC_next: a times the utility of the offer, plus b, is at least that of its own next offer.",
            function=accepts_next,
            parameters=(
                Parameter(name="a", default=1.0, low=0.0, description="factor on the utility of the offer"),
                Parameter(name="b", default=0.0, description="constant added to the utility of the offer"),
            ),
        ),
        AcceptanceKind(
            name="const",
            summary="AC_const: the offer is worth c or more.",
            function=accepts_const,
            parameters=(Parameter(name="c", low=0.0, high=1.0, description="the least utility that it accepts"),),
        ),
        AcceptanceKind(
            name="time",
            summary="AC_time: anything above its limit from time t on.",
            function=accepts_time,
            parameters=(TIME,),
        ),
        AcceptanceKind(
            name="combi",
            summary="AC_combi: AC_next, or from time t on any offer as good as the best or the mean of recent offers.",
            function=accepts_combi,
            parameters=(
                TIME,
                Parameter(
                    name="c",
                    default=0.0,
                    words=("max", "mean"),
                    rule_name="mean",
                    description="what the offer is compared with: the best or the mean of the window before it",
                ),
            ),
        ),
        AcceptanceKind(
            name="optimal",
            summary="AC_optimal: the offer is as good as the expected best of the offers still to come.",
            function=accepts_optimal,
            parameters=(
                Parameter(name="period", default=30.0, low=0.0, above=True, description="days between two offers"),
                Parameter(
                    name="low", default=0.0, low=0.0, high=1.0, description="lowest utility expected of an offer"
                ),
                Parameter(
                    name="high", default=1.0, low=0.0, high=1.0, description="highest utility expected of an offer"
                ),
            ),
        ),
    )
}
