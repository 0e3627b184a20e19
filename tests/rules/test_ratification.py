"""From a tentative deal to an agreement: votes, rejections, what is concluded and what is in force."""

from math import exp

import pytest

from negosim.domain import Continuous, Effect, Piecewise, Protocol, Ratifier, Scenario, Shock
from negosim.rules.records import AT_HORIZON, NEVER
from tests.rules.made import (
    BUYER,
    SELLER,
    agreed,
    bilateral,
    calendar,
    day,
    deal,
    delegation,
    offers,
    run,
    runs,
    stance,
    tactic,
    term,
)

AT_50 = tactic("hardliner")


def striking(*ratifiers, price=50.0, seller=None, days=(0, 20, 40), horizon=90, **changes):
    """A deal at ``price`` in each round, half a day after it opens."""
    seller = seller or stance(price, price, AT_50)
    when = calendar(*days, horizon=horizon)
    return bilateral(seller, stance(price, price, AT_50), when=when, ratifiers=ratifiers, **changes)


def president(**given):
    return Ratifier(**{"name": "president", "party": "seller"} | given)


def assembly(**given):
    return Ratifier(**{"name": "assembly", "party": "buyer", "role": "legislature"} | given)


def test_without_ratifiers_a_deal_is_concluded_and_in_force_at_once():
    talks = run(striking())
    assert agreed(talks)
    table = talks.table
    assert (table.tentative_at, table.concluded, table.in_force, table.end) == (0.5,) * 4


def test_a_deal_is_concluded_with_the_heads_of_state_and_in_force_with_the_legislature():
    talks = run(striking(president(delay=3.0), assembly(delay=10.0)))
    assert (talks.table.tentative_at, talks.table.concluded, talks.table.in_force) == (0.5, 3.5, 10.5)


def test_with_a_legislature_alone_a_deal_is_concluded_at_the_table():
    talks = run(striking(assembly(delay=10.0)))
    assert (talks.table.concluded, talks.table.in_force) == (0.5, 10.5)


def test_with_two_heads_of_state_the_deal_is_concluded_with_the_second():
    talks = run(striking(president(delay=1.0), president(name="other", party="buyer", delay=4.0), assembly(delay=2.0)))
    assert (talks.table.concluded, talks.table.in_force) == (4.5, 4.5)


@pytest.mark.parametrize(("threshold", "consents"), [(49.9, True), (50.0, True), (50.1, False)])
def test_without_noise_the_threshold_is_hard(threshold, consents):
    assert agreed(run(striking(president(threshold=threshold)))) is consents


@pytest.mark.parametrize(("threshold", "consents"), [(50.1, True), (50.0, True), (49.9, False)])
def test_a_ratifier_judges_by_the_preferences_of_its_side(threshold, consents):
    assert agreed(run(striking(president(party="buyer", threshold=threshold)))) is consents


def test_without_a_threshold_a_ratifier_judges_by_the_reservation_value_of_the_day():
    seller = stance(50.0, 55.0, AT_50, mandate=50.0)
    assert not agreed(run(striking(president(), seller=seller)))
    shock = Shock(name="x", date=day(1), effects=(Effect(party="seller", level="reservation", by=-5.0),))
    talks = run(striking(president(delay=1.0), seller=seller, shocks=(shock,)))
    assert talks.table.concluded == 1.5
    assert talks.table.rejections == 0


def test_a_mandate_lets_delegations_sign_what_the_president_turns_down():
    # the working-level deal of 2020: signed at the table, turned down above it
    seller = stance(50.0, 80.0, AT_50, mandate=40.0)
    talks = run(striking(president(delay=1.0), seller=seller))
    assert talks.table.tentatives == talks.table.rejections == 1
    assert talks.table.rejected_by == 0
    assert talks.table.concluded == NEVER
    assert talks.table.ending == AT_HORIZON


@pytest.mark.parametrize("over", [-15.0, -5.0, 0.0, 8.0])
def test_a_noisy_vote_is_a_logit(over):
    count = 20_000
    scenario = striking(president(threshold=50.0 - over, noise=6.0), days=(0,), horizon=5)
    share = sum(agreed(talks) for talks in runs(scenario, count)) / count
    p = 1.0 / (1.0 + exp(-over / 6.0))
    assert share == pytest.approx(p, abs=4 * (p * (1 - p) / count) ** 0.5)


def test_votes_on_later_deals_are_drawn_anew():
    scenario = striking(president(threshold=50.0, noise=1.0), seller=stance(50.0, 50.0, AT_50, learns=False))
    counts = [talks.table.rejections for talks in runs(scenario, 4_000)]
    for rejections, p in ((0, 1 / 2), (1, 1 / 4), (2, 1 / 8), (3, 1 / 8)):
        assert counts.count(rejections) / 4_000 == pytest.approx(p, abs=4 * (p * (1 - p) / 4_000) ** 0.5)


def test_a_rejection_by_the_legislature_voids_what_the_head_of_state_concluded():
    talks = run(striking(president(delay=1.0), assembly(delay=5.0, threshold=40.0), days=(0,), horizon=30))
    assert talks.table.rejected_by == 1
    assert talks.table.concluded == NEVER
    assert talks.table.ending == AT_HORIZON


def test_a_rejection_sends_the_delegations_to_the_next_round():
    talks = run(striking(president(delay=25.0, threshold=60.0)))
    # the round of day 20 falls into the time of the vote; the one of day 40 is held
    assert [when for when, _ in offers(talks, SELLER)] == [0.0, 40.0]
    assert talks.table.meetings_held == 2


def test_after_a_rejection_the_side_that_refused_takes_its_other_stance():
    seller = [
        stance(50.0, 50.0, AT_50, name="open", after_rejection="hard"),
        stance(80.0, 70.0, AT_50, name="hard", retreat=True),
    ]
    talks = run(striking(president(threshold=60.0, delay=1.0), seller=seller))
    assert [terms for _, terms in offers(talks, SELLER)] == [50.0, 80.0, 80.0]
    assert talks.parties[SELLER].opened == 1.5


def test_the_other_side_keeps_its_stance_after_a_rejection():
    seller = [stance(50.0, 50.0, AT_50, name="open", after_rejection="hard"), stance(80.0, 70.0, AT_50, name="hard")]
    talks = run(striking(president(party="buyer", threshold=40.0, delay=1.0), seller=seller))
    assert talks.parties[SELLER].stance is talks.stances[0]


def test_a_deal_concluded_but_not_in_force_at_the_horizon_stays_concluded():
    talks = run(striking(president(delay=1.0), assembly(delay=50.0), horizon=30))
    assert talks.table.concluded == 1.5
    assert talks.table.in_force == NEVER
    assert talks.table.ending == AT_HORIZON


def test_nothing_is_negotiated_while_a_vote_is_pending():
    talks = run(striking(president(delay=60.0), days=(0, 10, 20, 30)))
    assert talks.table.meetings_held == 1
    assert agreed(talks)


def test_an_administration_that_takes_office_before_the_vote_decides_by_its_own_stance():
    seller = [stance(50.0, 80.0, AT_50, name="hard", mandate=50.0), stance(50.0, 40.0, AT_50, name="soft")]
    terms = (term("old", "hard"), term("new", "soft", starts=10))
    for delay, consents in ((5.0, False), (12.0, True)):
        talks = run(striking(president(delay=delay), seller=seller, seller_terms=terms, days=(0,), horizon=60))
        assert agreed(talks) is consents


def test_a_deal_at_exactly_the_threshold_passes_whatever_the_unit():
    # prices far from 0 to 1: rounding in the inverse of the value function must not decide
    for price in (10_123.4, 17_777.7, 29_999.9):
        issue = Continuous(name="price", low=9_000.0, high=31_000.0, step=0.0)
        ends = (9_000.0, 31_000.0)
        parties = (
            delegation("seller", [stance(price, price, AT_50)], {"price": Piecewise(points=ends, values=(0.0, 1.0))}),
            delegation("buyer", [stance(price, price, AT_50)], {"price": Piecewise(points=ends, values=(1.0, 0.0))}),
        )
        votes = (president(threshold=price), president(name="other", party="buyer", threshold=price))
        protocol = Protocol(first="seller")
        scenario = Scenario(
            name="s", issues=(issue,), delegations=parties, calendar=calendar(0), ratifiers=votes, protocol=protocol
        )
        assert agreed(run(scenario))


def test_the_deal_is_the_offer_that_stood():
    talks = run(striking(president()))
    assert deal(talks) == offers(talks, SELLER)[-1][1]
    assert talks.parties[BUYER].offers_made == 0
