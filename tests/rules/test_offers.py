"""From a demand to an offer, over issues of each kind."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.domain import Categorical, Continuous, Integer, Payments, Piecewise, Scenario
from negosim.rules.offers import record_offer, weigh_proposal
from negosim.rules.proposals import propose_utility
from negosim.rules.tradeoff import NO_CEILING, distance, search
from negosim.rules.values import utility
from tests.rules.made import SELLER, begun, bilateral, calendar, delegation, line, offers, run, script, stance, tactic

SHARE = st.floats(0.0, 1.0)


def parties_of(scenario):
    """Return both parties at the start of a replicate, the limit of either being no agreement."""
    return begun(scenario).parties


def hear(own, other, *terms):
    """Let the other have made an offer."""
    other.proposal[:] = terms
    weigh_proposal(other)
    record_offer(other, own, 0.0)


@given(SHARE)
def test_with_one_continuous_issue_the_offer_is_worth_the_demand(asked):
    for own in parties_of(bilateral(stance(90.0, 10.0), stance(10.0, 90.0))):
        propose_utility(own, asked)
        assert utility(own, own.proposal) == pytest.approx(asked, abs=1e-14)


@given(SHARE)
def test_with_one_whole_issue_the_offer_is_the_least_that_is_worth_the_demand(asked):
    issue = Integer(name="price", low=0, high=100)
    parties = parties_of(bilateral(stance(90.0, 10.0), stance(10.0, 90.0), issue=issue))
    for own, step in zip(parties, (-1.0, 1.0), strict=True):
        propose_utility(own, asked)
        (price,) = own.proposal
        assert price == int(price)
        assert utility(own, own.proposal) >= asked - 1e-10
        assert not 0 <= price + step <= 100 or utility(own, [price + step]) < asked


def test_with_one_categorical_issue_the_offer_is_the_option_nearest_above_the_demand():
    issue = Categorical(name="deal", options=("p", "q", "r", "s"))
    values = {"deal": Piecewise(points=(0.0, 1.0, 2.0, 3.0), values=(0.3, 1.0, 0.0, 0.6))}
    parties = tuple(delegation(name, [stance(0.9, 0.0)], values) for name in ("a", "b"))
    own, _ = parties_of(Scenario(name="s", issues=(issue,), delegations=parties, calendar=calendar(1)))
    for asked, option in [(0.0, 2.0), (0.1, 0.0), (0.3, 0.0), (0.31, 3.0), (0.61, 1.0), (1.0, 1.0)]:
        search(own, asked, NO_CEILING)
        assert own.proposal == [option]


def package(first=(0.5, 0.3, 0.2), second=(0.2, 0.3, 0.5), how=None):
    """Two continuous issues and a discrete one, all opposed, weighed differently."""
    issues = (
        Continuous(name="x", low=0.0, high=10.0, step=0.0),
        Continuous(name="y", low=-1.0, high=1.0, step=0.0),
        Categorical(name="z", options=("p", "q", "r")),
    )
    how = how or tactic("polynomial", beta=1.0)
    parties = []
    for name, rising, weights in (("a", True, first), ("b", False, second)):
        ends = (0.0, 0.5, 1.0) if rising else (1.0, 0.5, 0.0)
        values = {
            "x": line(0.0, 10.0, rising=rising),
            "y": line(-1.0, 1.0, rising=rising),
            "z": Piecewise(points=(0.0, 1.0, 2.0), values=ends),
        }
        given = dict(zip("xyz", weights, strict=True))
        parties.append(delegation(name, [stance(1.0, 0.1, how)], values, weights=given))
    return Scenario(name="package", issues=issues, delegations=tuple(parties), calendar=calendar(*range(0, 300, 20)))


def nearest_of_grid(own, asked, steps=60):
    """Return the smallest distance from the other's last offer among grid outcomes worth what is asked."""
    best = float("inf")
    for i, j, option in product(range(steps + 1), range(steps + 1), range(3)):
        own.trial[:] = [10.0 * i / steps, -1.0 + 2.0 * j / steps, float(option)]
        if utility(own, own.trial) >= asked:
            best = min(best, distance(own))
    return best


@pytest.mark.parametrize("asked", [0.35, 0.6, 0.85])
@pytest.mark.parametrize("theirs", [(1.0, -0.8, 0.0), (4.0, 0.5, 1.0), (0.0, -1.0, 2.0)])
def test_a_trade_off_is_worth_the_demand_and_nearest_to_the_others_last_offer(asked, theirs):
    own, other = parties_of(package())
    hear(own, other, *theirs)
    search(own, asked, NO_CEILING)
    made = own.proposal
    assert utility(own, made) >= asked - 1e-9
    assert 0.0 <= made[0] <= 10.0
    assert -1.0 <= made[1] <= 1.0
    assert made[2] in (0.0, 1.0, 2.0)
    own.trial[:] = made
    assert distance(own) <= nearest_of_grid(own, asked) + 1e-9


@given(st.tuples(SHARE, SHARE, st.sampled_from([0.0, 1.0, 2.0])), SHARE)
def test_a_trade_off_is_never_worth_less_than_the_demand(theirs, asked):
    own, other = parties_of(package())
    hear(own, other, 10.0 * theirs[0], 2.0 * theirs[1] - 1.0, theirs[2])
    search(own, asked, NO_CEILING)
    assert utility(own, own.proposal) >= asked - 1e-9


def test_a_trade_off_leaves_the_other_better_off_than_an_even_concession():
    own, other = parties_of(package())
    hear(own, other, 0.0, -1.0, 0.0)
    search(own, 0.5, NO_CEILING)
    assert utility(own, [5.0, 0.0, 1.0]) == utility(other, [5.0, 0.0, 1.0]) == 0.5
    assert utility(other, own.proposal) > 0.5


def test_before_the_other_has_spoken_the_offer_is_the_one_nearest_to_the_demand():
    own, _ = parties_of(package())
    search(own, 0.7, NO_CEILING)
    assert utility(own, own.proposal) == pytest.approx(0.7, abs=1e-9)


def test_where_nothing_is_worth_the_demand_the_best_outcome_is_proposed():
    issue = Categorical(name="deal", options=("p", "q", "r"))
    values = {"deal": Piecewise(points=(0.0, 1.0, 2.0), values=(0.2, 0.7, 0.5))}
    parties = tuple(delegation(name, [stance(1.0, 0.0)], values) for name in ("a", "b"))
    own, _ = parties_of(Scenario(name="s", issues=(issue,), delegations=parties, calendar=calendar(1)))
    search(own, 0.9, NO_CEILING)
    assert own.proposal == [1.0]


def test_an_offer_of_payments_is_worth_the_demand():
    issues = (Continuous(name="increase", low=0.0, high=50.0, step=0.0), Integer(name="term", low=1, high=5))
    values = {"payments": line(900.0, 2000.0, rising=False), "term": line(1.0, 5.0)}
    parties = (
        delegation("payer", [stance(1.0, 0.1)], values, weights={"payments": 0.7, "term": 0.3}, discount=3.0),
        delegation("taker", [stance(1.0, 0.1)], {"payments": line(900.0, 2000.0)}),
    )
    payments = Payments(base=1000.0, increase="increase", term="term", fixed_growth=5.0)
    scenario = Scenario(name="s", issues=issues, delegations=parties, calendar=calendar(1), payments=payments)
    own, other = parties_of(scenario)
    hear(own, other, 50.0, 3.0)
    for asked in (0.5, 0.7, 0.8):
        search(own, asked, NO_CEILING)
        assert utility(own, own.proposal) == pytest.approx(asked, abs=1e-9)


def test_a_stance_that_does_not_retreat_repeats_its_offer_rather_than_asking_for_more():
    own, other = parties_of(package())
    hear(other, own, 4.0, 0.0, 1.0)
    hear(own, other, 9.0, 0.9, 2.0)  # more than the demand: the nearest outcome would be this one
    own.limit = 0.1
    propose_utility(own, 0.9)
    assert own.proposal == [4.0, 0.0, 1.0]


@pytest.mark.parametrize(("retreat", "second"), [(False, 60.0), (True, 80.0)])
def test_a_stance_says_whether_a_party_may_go_back_on_its_offer(retreat, second):
    # tit-for-tat answers the buyer's step back by one of its own, if it may
    seller = stance(60.0, 10.0, tactic("random_absolute_tft"), retreat=retreat)
    talks = run(bilateral(seller, stance(0.0, 10.0, script(40.0, 20.0)), when=calendar(0, 1, 2)))
    assert [terms for _, terms in offers(talks, SELLER)][2] == pytest.approx(second)


@pytest.mark.parametrize("theirs", [(1.0, -0.8), (9.0, 0.5), (5.0, -1.0)])
def test_a_trade_off_moves_to_the_peak_of_a_value_function_and_not_beyond(theirs):
    issues = (Continuous(name="x", low=0.0, high=10.0, step=0.0), Continuous(name="y", low=-1.0, high=1.0))
    values = {"x": Piecewise(points=(0.0, 4.0, 10.0), values=(0.0, 1.0, 0.2)), "y": line(-1.0, 1.0)}
    parties = tuple(delegation(name, [stance(1.0, 0.0)], values) for name in ("a", "b"))
    own, other = parties_of(Scenario(name="s", issues=issues, delegations=parties, calendar=calendar(1)))
    hear(own, other, *theirs)
    search(own, 1.0, NO_CEILING)
    assert own.proposal == [4.0, 1.0]
    search(own, 0.95, NO_CEILING)
    assert utility(own, own.proposal) == pytest.approx(0.95, abs=1e-9)


def test_an_issue_that_barely_matters_does_not_spoil_the_precision_of_a_trade_off():
    own, other = parties_of(package(first=(1.0 - 1e-13, 1e-13, 0.0)))
    hear(own, other, 0.0, -1.0, 0.0)
    for asked in (0.1, 0.5, 0.9):
        search(own, asked, NO_CEILING)
        assert utility(own, own.proposal) == pytest.approx(asked, abs=1e-11)
