"""Negotiations in which a tactic shows what it does: any tactic of the table against a script.

The tactic is the seller's. Neither side accepts anything, and the seller may go back on its own offers, so that all its
demands are seen.
"""

from dataclasses import replace

from negosim.domain import Acceptance, Categorical, Continuous, Piecewise, Preferences, Protocol, Scenario, Tactic
from tests.rules.made import (
    BUYER,
    SELLER,
    bilateral,
    calendar,
    day,
    delegation,
    line,
    offers,
    run,
    script,
    stance,
)

NOTHING = Acceptance(kind="const", parameters={"c": 1.0})
CONCEDES = (5.0, 15.0, 25.0, 35.0, 45.0, 50.0)
HOLDS_OUT = (5.0, 5.0, 5.0, 6.0, 6.0, 6.0)
OWN_SCRIPT = (90.0, 80.0, 70.0, 60.0)
ISSUES = (Continuous(name="x", low=0.0, high=10.0), Categorical(name="z", options=("p", "q", "r")))


def tactic_of(kind, levels=(0.0, 100.0), replayed=None):
    """Return a tactic of a kind, each of its parameters set to something else than its default."""
    parameters = {parameter.name: setting(parameter, levels) for parameter in kind.parameters}
    offered = replayed if kind.takes_offers else None
    return replace(offered or Tactic(kind=kind.name), kind=kind.name, parameters=parameters)


def setting(parameter, levels):
    """Return a value of a parameter: the middle of its range, or where that has no end, more than its default."""
    if parameter.level:
        return levels[parameter.level == "high"]
    middle = (parameter.low + parameter.high) / 2
    if middle - middle == 0.0:  # the range is finite
        return float(int(middle)) if parameter.whole else middle
    least = max(parameter.low, -parameter.high, 0.0) if parameter.default is None else parameter.default
    return least + 1.0 if parameter.admits(least + 1.0) else least - 1.0


def one_issue(kind, *, theirs=CONCEDES, reservation=80.0, days=range(6), replayed=OWN_SCRIPT, **changes):
    """Return a negotiation over a price."""
    seller = stance(95.0, 35.0, tactic_of(kind, replayed=script(*replayed)), accept=NOTHING, retreat=True, discount=5.0)
    buyer = stance(5.0, reservation, script(*theirs), accept=NOTHING, discount=10.0)
    return bilateral(seller, buyer, when=calendar(*days, horizon=9), **changes)


def several_issues(kind, *, theirs=CONCEDES, days=range(6), **changes):
    """Return a negotiation over a quantity and a clause, levels being utilities."""
    replayed = script(*({"x": share / 10.0, "z": 2.0} for share in OWN_SCRIPT))
    theirs = script(*({"x": share / 10.0, "z": float(share < 20.0)} for share in theirs))
    how = tactic_of(kind, levels=(0.0, 1.0), replayed=replayed)
    first = stance(0.95, 0.35, how, accept=NOTHING, retreat=True, discount=5.0)
    second = stance(0.95, 0.2, theirs, accept=NOTHING, discount=10.0)
    rising, falling = Piecewise(points=(0.0, 1.0, 2.0), values=(0.0, 0.4, 1.0)), line(0.0, 2.0, rising=False)
    parties = (
        delegation("seller", [first], {"x": line(0.0, 10.0), "z": rising}, weights={"x": 0.6, "z": 0.4}),
        delegation("buyer", [second], {"x": line(0.0, 10.0, rising=False), "z": falling}),
    )
    given = {"calendar": calendar(*days, horizon=9), "protocol": Protocol(first="seller")} | changes
    return Scenario(name="several", issues=ISSUES, delegations=parties, **given)


def with_another_mind(scenario):
    """Return the scenario with a buyer who makes the same offers, but wants something else."""
    seller, buyer = scenario.delegations
    values = {name: bent(value) for name, value in buyer.preferences.values.items()}
    weights = dict(zip(values, (0.9, 0.1) if len(values) > 1 else (1.0,), strict=True))
    level = 60.0 if scenario.in_units else 0.4
    wants = replace(
        buyer.stances["s"], aspiration=level, reservation=level, mandate=level, discount=40.0, deadline=day(4)
    )
    preferences = Preferences(values=values, weights=weights, disagreement=0.3)
    return replace(scenario, delegations=(seller, replace(buyer, preferences=preferences, stances={"s": wants})))


def bent(value):
    """Return a value function that falls over the same range, slowly at first."""
    low, high = value.points[0], value.points[-1]
    return Piecewise(points=(low, 0.6 * low + 0.4 * high, high), values=(1.0, 0.9, 0.0))


def demands(scenario, *, seed=1):
    """Return the seller's offers."""
    talks = run(scenario, seed=seed)
    assert talks.table.tentatives == 0
    assert talks.parties[SELLER].offers_made == talks.parties[BUYER].offers_made == talks.table.meetings_held > 0
    return offers(talks, SELLER)
