"""The tactic that learns the other side's limit."""

import pytest

from negosim.domain import Protocol
from negosim.rules.tactics.learning import belief
from tests.rules.made import BUYER, SELLER, bilateral, calendar, offers, run, script, stance, tactic


def learner(aspiration, reservation, **changes):
    return stance(aspiration, reservation, tactic("bayesian", low=0.0, high=100.0), **changes)


def test_rejected_prices_truncate_a_uniform_belief():
    # theory: a prior U[0, 1] after the rejected prices 0.8 and 0.6 ends at 0.6, with mean 0.3
    seller = stance(80.0, 0.0, tactic("bayesian", low=0.0, high=160.0), retreat=True)
    talks = run(bilateral(seller, stance(0.0, 0.0, tactic("hardliner")), when=calendar(0)))
    assert offers(talks, SELLER) == [(0.0, 80.0)]
    assert belief(talks.parties[SELLER], 0.0, 160.0) == (0.0, 80.0)
    how = tactic("bayesian", low=0.0, high=160.0)
    talks = run(bilateral(stance(60.0, 0.0, how), stance(0.0, 0.0, tactic("hardliner")), when=calendar(0)))
    low, high = belief(talks.parties[SELLER], 0.0, 160.0)
    assert (high, (low + high) / 2) == (60.0, 30.0)


def test_it_asks_half_way_between_its_reservation_value_and_the_belief():
    # with r = 0 and a uniform belief up to m, x (1 - x/m) is largest at m/2
    talks = run(bilateral(learner(100.0, 0.0), stance(0.0, 0.0, tactic("hardliner")), when=calendar(0, 1, 2, 3)))
    assert [terms for _, terms in offers(talks, SELLER)] == pytest.approx([50.0, 25.0, 12.5, 6.25])


def test_its_demand_has_the_highest_expected_gain_of_all():
    talks = run(bilateral(learner(100.0, 20.0), stance(0.0, 0.0, tactic("hardliner")), when=calendar(0)))
    gains = {x: (x - 20.0) * (100.0 - x) / 100.0 for x in range(101)}
    assert offers(talks, SELLER)[0][1] == pytest.approx(max(gains, key=gains.get))


def test_an_offer_received_raises_what_it_asks():
    seller = learner(100.0, 0.0)
    talks = run(
        bilateral(seller, stance(0.0, 90.0, script(70.0, 72.0)), when=calendar(0), protocol=Protocol(first="buyer"))
    )
    assert belief(talks.parties[SELLER], 0.0, 100.0) == (70.0, 100.0)
    assert offers(talks, SELLER) == []  # asking 70, where the other would surely agree, is best: so it takes the 70


def test_a_buyer_learns_towards_higher_prices():
    talks = run(bilateral(stance(100.0, 100.0, tactic("hardliner")), learner(0.0, 90.0), when=calendar(0, 1, 2)))
    assert [terms for _, terms in offers(talks, BUYER)] == pytest.approx([45.0, 67.5, 78.75])


def test_an_offer_that_was_not_answered_is_not_rejected():
    # the learner closes one round and opens the next: nothing has been said to its offer in between
    talks = run(
        bilateral(
            stance(100.0, 100.0, tactic("hardliner")), learner(0.0, 90.0), protocol=Protocol(), when=calendar(0, 1)
        )
    )
    assert [terms for _, terms in offers(talks, BUYER)] == pytest.approx([45.0, 45.0])
