"""Our tactics at NegMAS's table, its negotiators at ours, and scenarios both ways, against the library itself."""

import numpy as np
import pytest
from negmas.inout import Scenario
from negmas.negotiators.helpers import ExpAspiration, PolyAspiration
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction, MappingUtilityFunction
from negmas.preferences.ops import kalai_points, ks_points, max_welfare_points, nash_points, pareto_frontier
from negmas.preferences.value_fun import AffineFun, TableFun
from negmas.sao import (
    BoulwareTBNegotiator,
    LinearTBNegotiator,
    ResponseType,
    SAOMechanism,
    TimeBasedConcedingNegotiator,
)

import negosim
from negosim.convert import read_genius, scenario_tables
from negosim.errors import UsageError
from negosim.negmas import NegotiatorSeat, TacticNegotiator, from_negmas, to_negmas
from negosim.rules.tactics import SHIPPED_TACTICS

DOMAINS = "tests/convert/domains"
PRICE = [make_issue((0, 1000), "price")]
SELLER = LinearAdditiveUtilityFunction(values=[AffineFun(slope=0.001, bias=0.0)], weights=[1.0], issues=PRICE, name="s")
BUYER = LinearAdditiveUtilityFunction(values=[AffineFun(slope=-0.001, bias=1.0)], weights=[1.0], issues=PRICE, name="b")
CITIES = [
    make_issue(["ann", "bea", "cyd", "dot"], "who"),
    make_issue((0, 10), "hours"),
    make_issue(["x", "y"], "where"),
]
PLAYED = [kind.name for kind in SHIPPED_TACTICS if not kind.takes_offers and not kind.knows_opponent]


def rejecting(kind):
    """Return a class of negotiators that hears every offer and accepts none."""

    class Rejecting(kind):
        def respond(self, state, source=None):
            super().respond(state, source)
            return ResponseType.REJECT_OFFER

    return Rejecting


def offers(negotiator, steps=50):
    """Return the offers that a seller makes to a buyer who stays where it is."""
    mechanism = SAOMechanism(issues=PRICE, n_steps=steps)
    mechanism.add(negotiator, ufun=SELLER)
    mechanism.add(rejecting(TacticNegotiator)("hardliner"), ufun=BUYER)
    mechanism.run()
    return [entry.offer for entry in mechanism.full_trace if entry.negotiator == negotiator.id]


@pytest.mark.parametrize(
    ("tactic", "curve"),
    [
        ("linear", PolyAspiration(1.0, 1.0)),
        ("boulware(beta=0.25)", PolyAspiration(1.0, 4.0)),
        ("conceder(beta=4)", PolyAspiration(1.0, 0.25)),
        ("exponential_aspiration(exponent=0.125)", ExpAspiration(1.0, "boulware")),
        ("exponential_aspiration(exponent=0.725)", ExpAspiration(1.0, "linear")),
    ],
)
def test_time_dependent_tactics_make_the_offers_of_negmas_step_by_step(tactic, curve):
    theirs = rejecting(TimeBasedConcedingNegotiator)(offering_curve=curve, stochastic=False, eps=0.0)
    made = offers(rejecting(TacticNegotiator)(tactic))
    assert len(made) == 50
    assert made == offers(theirs)


def city_scenario(*, reserved=(0.3, 0.25)):
    """Return a scenario of NegMAS whose utilities run from 0 to 1."""
    one = LinearAdditiveUtilityFunction(
        values=[
            TableFun({"ann": 0.0, "bea": 0.3, "cyd": 0.8, "dot": 1.0}),
            AffineFun(0.1, bias=0.0),
            TableFun({"x": 0.0, "y": 1.0}),
        ],
        weights=[0.5, 0.3, 0.2],
        issues=CITIES,
        reserved_value=reserved[0],
        name="one",
    )
    two = LinearAdditiveUtilityFunction(
        values=[
            TableFun({"ann": 1.0, "bea": 0.9, "cyd": 0.4, "dot": 0.0}),
            AffineFun(-0.1, bias=1.0),
            TableFun({"x": 1.0, "y": 0.0}),
        ],
        weights=[0.3, 0.3, 0.4],
        issues=CITIES,
        reserved_value=reserved[1],
        name="two",
    )
    return Scenario(outcome_space=make_os(CITIES, name="cities"), ufuns=(one, two))


def utilities(scenario, ufuns):
    """Return the utilities of every outcome, sorted."""
    outcomes = scenario.outcome_space.enumerate_or_sample()
    return np.array(sorted(tuple(float(ufun(outcome)) for ufun in ufuns) for outcome in outcomes))


def test_a_scenario_of_negmas_has_the_same_utilities_and_reservation_values_here():
    theirs = city_scenario()
    ours = negosim.zones(from_negmas(theirs))
    assert ours.scenario.parties == ("one", "two")
    assert np.array(sorted(map(tuple, ours.utilities))) == pytest.approx(utilities(theirs, theirs.ufuns), abs=1e-12)
    assert ours.disagreement == (0.3, 0.25)


def test_the_four_solutions_are_those_of_negmas():
    theirs = city_scenario()
    outcomes = list(theirs.outcome_space.enumerate_or_sample())
    frontier, _ = pareto_frontier(theirs.ufuns, outcomes=outcomes, sort_by_welfare=True)
    solutions = negosim.zones(from_negmas(theirs)).solutions
    functions = {
        "nash": nash_points,
        "egalitarian": kalai_points,
        "kalai_smorodinsky": ks_points,
        "utilitarian": max_welfare_points,
    }
    for name, function in functions.items():
        points = [tuple(map(float, point)) for point, _ in function(theirs.ufuns, frontier)]
        result = tuple(solutions[name].utilities.values())
        assert any(point == pytest.approx(result, abs=1e-9) for point in points), name


def test_a_scenario_goes_through_the_yaml_of_negmas_and_back(tmp_path):
    ours = negosim.load(scenario_tables(read_genius(f"{DOMAINS}/orchard")))
    to_negmas(ours).to_yaml(tmp_path)
    back = from_negmas(Scenario.load(tmp_path))
    before, after = negosim.zones(ours), negosim.zones(back)
    assert after.utilities == pytest.approx(before.utilities, abs=1e-12)
    assert after.disagreement == before.disagreement


def test_a_bent_value_function_of_an_integer_issue_is_a_table_there():
    ours = negosim.load(scenario_tables(read_genius(f"{DOMAINS}/harbour")))
    theirs = to_negmas(ours)
    expected = np.array(sorted(map(tuple, negosim.zones(ours).utilities)))
    assert utilities(theirs, theirs.ufuns) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("tactic", PLAYED)
def test_every_tactic_negotiates_to_an_end_in_a_mechanism_of_negmas(tactic):
    theirs = city_scenario(reserved=(0.0, 0.0))
    mechanism = SAOMechanism(outcome_space=theirs.outcome_space, n_steps=40)
    mechanism.add(TacticNegotiator(tactic), ufun=theirs.ufuns[0])
    mechanism.add(LinearTBNegotiator(), ufun=theirs.ufuns[1])
    state = mechanism.run()
    assert not state.has_error
    if state.agreement is not None:
        assert state.agreement in theirs.outcome_space
        assert float(theirs.ufuns[0](state.agreement)) >= 0.0


def test_two_tactics_agree_where_their_curves_cross():
    mechanism = SAOMechanism(issues=PRICE, n_steps=200)
    mechanism.add(TacticNegotiator("linear"), ufun=SELLER)
    mechanism.add(TacticNegotiator("linear"), ufun=BUYER)
    (price,) = mechanism.run().agreement
    assert price == pytest.approx(500, abs=6)


@pytest.mark.parametrize("negotiator", [BoulwareTBNegotiator, LinearTBNegotiator])
def test_a_negotiator_of_negmas_sits_at_our_table(negotiator):
    scenario = from_negmas(Scenario(outcome_space=make_os(PRICE), ufuns=(SELLER, BUYER)))
    talks = negosim.run(scenario, seats={"s": NegotiatorSeat(negotiator())})
    assert talks.agreed
    made = [row for row in talks.trace if row.kind == "offer" and row.party == "s"]
    assert made[0].terms["price"] == 1000
    prices = [row.terms["price"] for row in made]
    assert prices == sorted(prices, reverse=True)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: TacticNegotiator("boulwar"), "did you mean 'boulware'"),
        (lambda: TacticNegotiator("zeuthen"), "needs the other side's preferences"),
        (lambda: TacticNegotiator("linear").propose(None), "the negotiation has not begun"),
        (lambda: from_negmas(large()), "range from 0 to 2, but must be at least 0"),
        (lambda: from_negmas(mapped()), "is not a sum over the issues"),
        (lambda: to_negmas(negosim.load("wage_strike")), "is drawn"),
    ],
)
def test_what_cannot_be_converted_or_played_is_an_error(call, message):
    with pytest.raises(UsageError, match=message):
        call()


def large():
    ufun = LinearAdditiveUtilityFunction(values=[AffineFun(0.002, bias=0.0)], weights=[1.0], issues=PRICE, name="large")
    return Scenario(outcome_space=make_os(PRICE), ufuns=(ufun, BUYER))


def mapped():
    issues = [make_issue(["a", "b"], "p"), make_issue(["c", "d"], "q")]
    values = {("a", "c"): 0.0, ("a", "d"): 1.0, ("b", "c"): 1.0, ("b", "d"): 0.2}
    ufun = MappingUtilityFunction(values, issues=issues, name="crossed")
    return Scenario(outcome_space=make_os(issues), ufuns=(ufun, ufun))


@pytest.mark.parametrize(
    ("installed", "message"), [("0.11.3", "negosim works with 0.15 to 0.16"), ("1.0", "0.15 to 0.16")]
)
def test_another_version_of_negmas_is_refused(installed, message, monkeypatch):
    monkeypatch.setattr("negosim.negmas.version", lambda _: installed)
    with pytest.raises(UsageError, match=message):
        negosim.negmas._check_version()
