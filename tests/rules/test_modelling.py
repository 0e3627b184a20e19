"""The frequency model, Nice Tit-for-Tat, the reputational tactic and AC_optimal against worked cases."""

from math import exp

import pytest

from negosim.domain import Acceptance, Categorical, Continuous, Piecewise, Protocol, Scenario
from negosim.games import frequency_model, optimal_stopping
from negosim.rules.acceptance import expected_best
from negosim.rules.offers import made
from negosim.rules.outcomes import number_of_outcomes, set_outcome
from negosim.rules.records import DAYS_PER_MONTH
from negosim.rules.tactics.modelling import liking, nash_utility, propose_best_bid, propose_liked
from negosim.rules.tactics.reputation import conceded_by
from negosim.rules.tactics.time_dependent import exponential_aspiration_curve
from negosim.rules.values import INDIFFERENT, utility
from tests.rules.made import (
    BUYER,
    SELLER,
    agreed,
    bilateral,
    calendar,
    day,
    delegation,
    line,
    offers,
    run,
    runs,
    script,
    stance,
    tactic,
)

NOTHING = Acceptance(kind="const", parameters={"c": 1.0})
ISSUES = (Continuous(name="x", low=0.0, high=10.0), Categorical(name="z", options=("p", "q", "r")))


def two_issues(how, theirs, *, weights=(0.5, 0.5), accept=NOTHING, days=8):
    """A seller with a tactic, who wants a high x and likes all of z but r alike, against a script."""
    flat = Piecewise(points=(0.0, 1.0, 2.0), values=(1.0, 1.0, 0.0))
    seller = stance(1.0, 0.0, how, accept=accept, retreat=True, deadline=day(days))
    buyer = stance(1.0, 0.0, script(*theirs), accept=NOTHING, retreat=True)
    parties = (
        delegation(
            "seller", [seller], {"x": line(0.0, 10.0), "z": flat}, weights=dict(zip("xz", weights, strict=True))
        ),
        delegation("buyer", [buyer], {"x": line(0.0, 10.0, rising=False), "z": flat}),
    )
    when = calendar(*range(len(theirs) + 1), horizon=days + 1)
    return Scenario(name="two", issues=ISSUES, delegations=parties, calendar=when, protocol=Protocol(first="seller"))


THEIRS = ({"x": 1.0, "z": 1.0}, {"x": 2.0, "z": 1.0}, {"x": 3.0, "z": 1.0}, {"x": 3.0, "z": 0.0})


def bids_of(own):
    """Return every bid of a party that models the other side: its utility, how much it is liked, its terms."""
    model, outcome = own.stance.model, [0.0] * len(own.space.issues)
    for number in range(number_of_outcomes(own.space, model.steps)):
        set_outcome(own.space, number, model.steps, outcome)
        yield utility(own, outcome), liking(own, model, outcome), list(outcome)


@pytest.mark.parametrize("offers_heard", range(1, len(THEIRS) + 1))
@pytest.mark.parametrize("steps", [1, 3, 10, 37])
@pytest.mark.parametrize("weights", [(0.5, 0.5), (0.9, 0.1), (1.0, 0.0)])
def test_the_search_proposes_what_trying_every_bid_would(weights, steps, offers_heard):
    how = tactic("frequency", beta=1.0, steps=float(steps))
    own = run(two_issues(how, THEIRS[:offers_heard], weights=weights)).parties[SELLER]
    model, bids = own.stance.model, list(bids_of(own))
    for target in (0.0, 0.2, 0.35, 0.5, 0.75, 0.9, 1.0):
        propose_liked(own, model, target)
        enough = [bid for bid in bids if bid[0] >= target - INDIFFERENT]
        best = max((liked, -mine) for mine, liked, _ in enough)
        assert own.proposal == next(terms for mine, liked, terms in enough if (liked, -mine) == best)
    products = [max(0.0, mine - own.limit) * liked for mine, liked, _ in bids]
    assert nash_utility(own, model) == bids[products.index(max(products))][0]
    propose_best_bid(own, model)
    highest = max(mine for mine, _, _ in bids)
    assert own.proposal == next(terms for mine, _, terms in bids if mine == highest)


def test_without_retreat_the_last_bid_is_a_ceiling_and_is_repeated_where_no_other_is_left():
    own = run(two_issues(tactic("frequency", beta=1.0, steps=10.0), THEIRS)).parties[SELLER]
    own.stance.retreat = False
    last = made(own, 1)
    propose_liked(own, own.stance.model, 1.0)
    assert utility(own, own.proposal) <= last.utility + INDIFFERENT
    last.utility, last.terms[:] = 0.123, [1.23, 2.0]
    own.limit = 0.122
    propose_liked(own, own.stance.model, 1.0)
    assert own.proposal == [1.23, 2.0]


def test_the_model_counts_values_and_weighs_the_issues_that_stay_put():
    seller = run(two_issues(tactic("frequency", beta=1.0, steps=10.0), THEIRS)).parties[SELLER]
    model = seller.stance.model
    assert model.heard == 4
    wanted = frequency_model([tuple(bid.values()) for bid in THEIRS], epsilon=0.1)
    assert [weight / sum(model.weights) for weight in model.weights] == pytest.approx(list(wanted.weights))
    assert list(wanted.weights) == pytest.approx([0.6 / 1.3, 0.7 / 1.3])  # x stayed once, z twice
    assert model.counts == [0, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0]
    assert liking(seller, model, [3.0, 1.0]) == pytest.approx(1.0)
    assert liking(seller, model, [1.0, 0.0]) == pytest.approx((0.6 * 1 / 2 + 0.7 * 1 / 3) / 1.3)
    assert liking(seller, model, [9.0, 2.0]) == 0.0


@pytest.mark.parametrize("wanted", [0.0, 1.0])
def test_of_bids_worth_the_same_the_one_that_the_other_side_asks_for_is_made(wanted):
    theirs = [{"x": 0.0, "z": wanted}] * 4
    talks = run(two_issues(tactic("frequency", beta=1.0), theirs))
    assert [terms[1] for _, terms in offers(talks, SELLER)][1:] == [wanted] * 4
    assert [terms[0] for _, terms in offers(talks, SELLER)] == pytest.approx([10.0, 7.5, 5.0, 2.5, 0.0])


def test_nice_tit_for_tat_stays_where_it_is_while_the_other_side_does():
    talks = run(two_issues(tactic("nice_tft"), [{"x": 0.0, "z": 1.0}] * 5))
    assert {terms[0] for _, terms in offers(talks, SELLER)} == {10.0}


def test_nice_tit_for_tat_goes_as_far_as_the_other_side_has_come_and_no_further():
    # worst offer worth 0.5 to the seller, best 0.65; Nash product x/20 + 1/2 times the liking, highest at x = 3: 0.65
    theirs = [{"x": x, "z": 1.0} for x in (0.0, 3.0, 3.0, 3.0)]
    talks = run(two_issues(tactic("nice_tft", steps=10.0), theirs))
    assert [terms for _, terms in offers(talks, SELLER)] == [
        (10.0, 0.0),
        (10.0, 1.0),
        (3.0, 1.0),
        (3.0, 1.0),
        (3.0, 1.0),
    ]


def test_the_exponential_aspiration_curve_runs_from_aspiration_to_limit():
    assert exponential_aspiration_curve(0.0, 0.725) == 0.0
    assert exponential_aspiration_curve(1.0, 0.725) == 1.0
    assert exponential_aspiration_curve(0.5, 1.0) == pytest.approx((exp(1) - exp(0.5)) / (exp(1) - 1), abs=1e-15)
    assert exponential_aspiration_curve(0.25, 4.0) == pytest.approx((exp(1) - exp(0.75**4)) / (exp(1) - 1), abs=1e-15)


def reputational(obstinate, rate, *, days=61):
    """A seller who may concede to a buyer who stays put, on sixty-one days in a row."""
    seller = stance(90.0, 10.0, tactic("reputational", obstinate=obstinate, rate=rate))
    return bilateral(seller, stance(30.0, 30.0, tactic("hardliner")), when=calendar(*range(days), horizon=days))


def test_a_reputational_party_concedes_at_the_rate_of_the_equilibrium_or_never():
    days = [talks.table.concluded if agreed(talks) else None for talks in runs(reputational(0.3, 2.0), 1500)]
    for by in (10, 20, 40):
        share = sum(concluded is not None and concluded <= by for concluded in days) / len(days)
        wanted = min(0.7, 1.0 - exp(-2.0 * by / DAYS_PER_MONTH))
        assert share == pytest.approx(wanted, abs=0.05)  # four standard errors
    assert sum(concluded is None for concluded in days) / len(days) == pytest.approx(0.3, abs=0.05)
    assert max(concluded for concluded in days if concluded is not None) <= 20  # all who concede have by then


def test_an_obstinate_party_stays_at_its_aspiration_and_any_other_concedes_to_the_others_demand():
    (obstinate,) = runs(reputational(1.0, 5.0), 1)
    assert {terms for _, terms in offers(obstinate, SELLER)} == {90.0}
    (other,) = runs(reputational(0.0, 100.0), 1)
    assert (agreed(other), other.table.settled[0]) == (True, 30.0)
    assert conceded_by(DAYS_PER_MONTH, 0.0, 1.0) == pytest.approx(1.0 - exp(-1.0))


@pytest.mark.parametrize("reservation", [0.0, 0.3])
def test_optimal_acceptance_has_the_thresholds_of_optimal_stopping(reservation):
    wanted = optimal_stopping(8, reservation=reservation)
    value = reservation
    for threshold in wanted[1:]:
        value = expected_best(value, 0.0, 1.0)
        assert value == pytest.approx(threshold, abs=1e-15)


def test_the_best_of_a_value_and_an_even_draw_has_the_mean_of_the_formula():
    assert expected_best(0.1, 0.2, 0.6) == pytest.approx(0.4)
    assert expected_best(0.9, 0.2, 0.6) == 0.9
    assert expected_best(0.3, 0.2, 0.6) == pytest.approx((0.1 * 0.3 + 0.3 * 0.45) / 0.4)
    assert expected_best(0.1, 0.5, 0.5) == 0.5


def test_a_party_with_optimal_acceptance_takes_the_first_offer_above_the_threshold_of_its_day():
    # offers worth 0.6; half a day after each the thresholds, with 3, 2, 1 offers to come, are 0.70, 0.63, 0.5
    accept = Acceptance(kind="optimal", parameters={"period": 1.0, "low": 0.0, "high": 1.0})
    buyer = stance(0.0, 100.0, tactic("hardliner"), accept=accept, deadline=day(4))
    talks = run(bilateral(stance(40.0, 40.0, tactic("hardliner")), buyer, when=calendar(*range(5))))
    assert (agreed(talks), talks.table.concluded) == (True, 2.5)
    assert len(offers(talks, BUYER)) == 2
