"""The step of a continuous issue: tactics offer its multiples, rounded in the mover's favour."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.domain import Continuous, Piecewise, Scenario
from negosim.domain.issues import step_of
from negosim.rules.lowering.interests import issue_of
from negosim.rules.offers import record_offer, weigh_proposal
from negosim.rules.outcomes import DOWN, NEAREST, UP, on_step
from negosim.rules.proposals import propose_utility
from negosim.rules.values import utility
from tests.rules.made import (
    BUYER,
    SELLER,
    agreed,
    begun,
    bilateral,
    calendar,
    day,
    deal,
    delegation,
    line,
    offers,
    run,
    script,
    stance,
    tactic,
)

SHARE = st.floats(0.0, 1.0)
STEPS = st.sampled_from([0.05, 0.1, 0.25, 1.0, 7.0])


def price(step, low=0.0, high=100.0):
    return Continuous(name="price", low=low, high=high, step=step)


def sale(seller, buyer, step=0.1, **changes):
    return bilateral(seller, buyer, issue=price(step), **changes)


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [(0, 500, 0.1), (0, 100, 0.1), (0, 99, 0.01), (4000, 14000, 10), (0, 1, 0.001), (-10, 150, 0.1), (0, 1e9, 1e6)],
)
def test_the_default_is_the_largest_power_of_ten_of_which_the_range_holds_a_thousand(low, high, step):
    assert step_of(Continuous(name="x", low=low, high=high)) == step


@pytest.mark.parametrize(("low", "high"), [(1e12, 1e12 + 1), (0.0, 5e-324), (0.0, 1e50)])
def test_a_range_in_which_floats_do_not_resolve_a_step_has_none(low, high):
    assert step_of(Continuous(name="x", low=low, high=high)) == 0.0


@given(st.floats(0.0, 100.0), st.sampled_from(["0.1", "0.05", "0.3", "0.001", "2.5"]))
def test_a_multiple_is_the_number_that_a_person_writes(x, step):
    issue = issue_of(price(float(step)))
    multiple = on_step(issue, x, NEAREST)
    assert multiple in (100.0, float(f"{multiple:.3f}"))
    assert on_step(issue, multiple, UP) == on_step(issue, multiple, DOWN) == multiple


@given(SHARE, STEPS)
def test_an_offer_is_the_first_multiple_that_is_worth_the_demand(asked, step):
    parties = begun(sale(stance(90.0, 10.0), stance(10.0, 90.0), step)).parties
    for own, against in zip(parties, (-step, step), strict=True):
        propose_utility(own, asked)
        (x,) = own.proposal
        assert utility(own, own.proposal) >= asked - 1e-9
        assert x == 100.0 or x == pytest.approx(round(x / step) * step)
        if x != 100.0 and 0.0 <= x + against <= 100.0:
            assert utility(own, [x + against]) < asked


def test_an_offer_never_falls_below_the_limit_of_who_makes_it():
    seller = stance(40.0, 12.549, deadline=day(300))
    talks = run(sale(seller, stance(5.0, 12.4, tactic("hardliner")), when=calendar(*range(0, 400, 10))))
    made = [x for _, x in offers(talks, SELLER)]
    assert made[-1] == 12.6
    assert min(made) == 12.6


def test_a_step_of_zero_allows_any_value():
    talks = run(sale(stance(12.549, 0.0, tactic("hardliner")), stance(5.0, 6.0), step=0.0))
    assert {x for _, x in offers(talks, SELLER)} == {12.549}


def test_the_ends_of_the_range_can_be_offered_where_they_are_no_multiples():
    issue = price(0.5, low=0.2, high=9.9)
    ends = bilateral(
        stance(9.9, 0.2, tactic("hardliner")), stance(0.2, 9.9, tactic("hardliner")), issue=issue, when=calendar(0)
    )
    parties = begun(ends).parties
    for own, end in zip(parties, (9.9, 0.2), strict=True):
        own.functions[0].knots[0].x, own.functions[0].knots[1].x = 0.2, 9.9
        propose_utility(own, 1.0)
        assert own.proposal == [end]


def test_a_party_accepts_what_it_would_itself_offer():
    # at its limit of 12.42 the seller would ask for 12.5, and that is on the table
    talks = run(sale(stance(12.42, 12.42, tactic("hardliner")), stance(5.0, 90.0, script(12.5)), when=calendar(0, 1)))
    assert offers(talks, SELLER) == [(0.0, 12.5)]
    assert agreed(talks)
    assert deal(talks) == 12.5


def test_a_party_does_not_answer_an_offer_by_one_that_reads_the_same():
    talks = run(sale(stance(12.549, 12.549, tactic("hardliner")), stance(5.0, 90.0, script(12.5)), when=calendar(0, 1)))
    assert not agreed(talks)
    assert {x for _, x in offers(talks, SELLER)} == {12.6}


def test_scripted_offers_are_taken_as_they_are():
    talks = run(sale(stance(90.0, 10.0), stance(5.0, 9.0, script(5.123, 6.789)), when=calendar(0, 1)))
    assert [x for _, x in offers(talks, BUYER)] == [5.123, 6.789]


@pytest.mark.parametrize(("number", "last"), [(SELLER, 12.549), (BUYER, 87.451)])
def test_rounding_does_not_take_back_an_offer_that_was_no_multiple(number, last):
    parties = begun(sale(stance(90.0, 5.0), stance(10.0, 95.0))).parties
    own, other = parties[number], parties[1 - number]
    own.proposal[:] = [last]
    weigh_proposal(own)
    record_offer(own, other, 0.0)
    for asked in (0.9, 0.1252):
        propose_utility(own, asked)
        assert own.proposal == [last]


def package(*, peak=False, step=None):
    """Two continuous issues, opposed and weighed differently."""
    issues = (price(step, high=50.0), Continuous(name="y", low=-1.0, high=1.0))
    parties = []
    for name, rising, weight in (("a", True, 0.7), ("b", False, 0.4)):
        values = {"price": line(0.0, 50.0, rising=rising), "y": line(-1.0, 1.0, rising=rising)}
        if peak:
            values["price"] = Piecewise(points=(0.0, 20.033, 50.0), values=(0.0, 1.0, 0.2))
        weights = {"price": weight, "y": 1.0 - weight}
        parties.append(delegation(name, [stance(0.95, 0.1)], values, weights=weights))
    return Scenario(name="package", issues=issues, delegations=tuple(parties), calendar=calendar(*range(0, 300, 20)))


@given(SHARE, SHARE, SHARE)
def test_a_trade_off_on_the_step_is_worth_the_demand_and_little_more(price_offered, y_offered, asked):
    own, other = begun(package(step=0.5)).parties
    own.limit = 0.0
    other.proposal[:] = [50.0 * price_offered, 2.0 * y_offered - 1.0]
    weigh_proposal(other)
    record_offer(other, own, 0.0)
    start = utility(own, other.proposal)
    propose_utility(own, asked)
    x, y = own.proposal
    assert x == round(2.0 * x) / 2.0
    assert y == float(f"{y:.3f}")
    a_step = 0.7 * 0.5 / 50.0 + 0.3 * 0.001 / 2.0
    assert asked - 1e-9 <= own.functions[0].share * x / 50.0 + own.functions[1].share * (y + 1.0) / 2.0
    assert utility(own, own.proposal) <= max(asked, start) + a_step + 1e-9


def test_offers_of_a_package_are_on_the_step_and_concede():
    talks = run(package(step=0.5))
    for party in talks.parties:
        worth = [offer.utility for offer in party.made[: party.offers_made]]
        assert len(worth) > 2
        assert all(after <= before + 1e-12 for before, after in pairwise(worth))
        assert all(offer.terms[0] * 2.0 == round(offer.terms[0] * 2.0) for offer in party.made[: party.offers_made])


def test_the_best_of_an_issue_is_the_better_multiple_beside_the_peak():
    own, _ = begun(package(peak=True, step=0.5)).parties
    propose_utility(own, 1.0)
    assert own.proposal == [20.0, 1.0]


@pytest.mark.parametrize("kind", ["micro", "zeuthen"])
def test_tactics_that_bid_outcomes_cut_the_range_at_multiples(kind):
    how = tactic(kind, steps=7.0)
    talks = run(sale(stance(100.0, 30.0, how), stance(0.0, 70.0, how), step=0.5))
    made = {x for party in (SELLER, BUYER) for _, x in offers(talks, party)}
    assert len(made) > 2
    assert all(2.0 * x == round(2.0 * x) for x in made)
