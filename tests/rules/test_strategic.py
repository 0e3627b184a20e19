"""The equilibrium tactic against Rubinstein's closed form."""

from math import log

import pytest

from negosim.domain import Continuous, Protocol, Scenario
from negosim.rules.records import DAYS_PER_YEAR
from tests.rules.made import (
    BUYER,
    SELLER,
    agreed,
    bilateral,
    calendar,
    deal,
    delegation,
    line,
    offers,
    run,
    stance,
    tactic,
)


def player(aspiration, reservation, delta, period=30.0):
    """A stance that plays the equilibrium; the discount rate gives the factor ``delta`` per period."""
    rate = -100.0 * log(delta) * DAYS_PER_YEAR / period
    return stance(aspiration, reservation, tactic("equilibrium", period=period), discount=rate)


def test_the_first_offer_is_rubinsteins_and_is_taken():
    # Rubinstein (1982): delta 0.9 and 0.8, the first mover gets (1 - 0.8)/(1 - 0.72) = 5/7
    talks = run(bilateral(player(100.0, 0.0, 0.9), player(0.0, 100.0, 0.8)))
    assert agreed(talks)
    assert deal(talks) == pytest.approx(500 / 7, abs=1e-9)
    assert talks.table.rounds_held == 1


def test_when_the_other_moves_first_it_keeps_what_the_closed_form_says():
    protocol = Protocol(first="buyer")
    talks = run(bilateral(player(100.0, 0.0, 0.9), player(0.0, 100.0, 0.8), protocol=protocol))
    assert deal(talks) == pytest.approx(64.28571429, abs=1e-8)


def test_equal_factors_give_the_symmetric_share():
    talks = run(bilateral(player(100.0, 0.0, 0.95), player(0.0, 100.0, 0.95)))
    assert deal(talks) == pytest.approx(51.28205128, abs=1e-8)


def test_the_share_is_of_the_zone_between_the_reservation_values():
    talks = run(bilateral(player(100.0, 14.0, 0.9), player(0.0, 25.0, 0.8)))
    assert deal(talks) == pytest.approx(14 + 11 * 5 / 7, abs=1e-9)


def test_without_discounting_the_zone_is_split_in_half():
    how = tactic("equilibrium")
    talks = run(bilateral(stance(100.0, 20.0, how), stance(0.0, 60.0, how)))
    assert deal(talks) == pytest.approx(40.0, abs=1e-9)


def test_without_a_zone_each_stays_at_its_aspiration():
    talks = run(bilateral(player(100.0, 60.0, 0.9), player(0.0, 40.0, 0.8), when=calendar(0, 30, horizon=60)))
    assert not agreed(talks)
    assert [terms for _, terms in offers(talks, SELLER)] == [100.0] * 2
    assert [terms for _, terms in offers(talks, BUYER)] == [0.0] * 2


def test_with_several_issues_the_share_is_of_the_trade_off_that_leaves_the_other_indifferent():
    # opposed interests with equal weights make a pie of utility: 5/7 of it, as with one issue
    issues = tuple(Continuous(name=name, low=0.0, high=1.0, step=0.0) for name in ("x", "y"))
    first, second = player(1.0, 0.0, 0.9), player(1.0, 0.0, 0.8)
    parties = (
        delegation("a", [first], {"x": line(0.0, 1.0), "y": line(0.0, 1.0)}),
        delegation("b", [second], {"x": line(0.0, 1.0, rising=False), "y": line(0.0, 1.0, rising=False)}),
    )
    scenario = Scenario(
        name="pie", issues=issues, delegations=parties, calendar=calendar(0, 30), protocol=Protocol(first="a")
    )
    talks = run(scenario)
    assert agreed(talks)
    assert sum(deal(talks)) / 2 == pytest.approx(5 / 7, abs=1e-9)
