"""Arguments out of range are refused by name."""

import inspect

import numpy as np
import pytest

from negosim import games
from negosim.errors import SolverError

NAN = float("nan")

CASES = [
    (lambda: games.rubinstein(1.0, 0.9), "delta1"),
    (lambda: games.rubinstein(0.9, -0.1), "delta2"),
    (lambda: games.rubinstein(0.9, [0.5, NAN]), "delta2"),
    (lambda: games.rubinstein([], 0.9), "delta1"),
    (lambda: games.rubinstein("often", 0.9), "delta1"),
    (lambda: games.rubinstein_rates(0.1, 0.1, period=0), "period"),
    (lambda: games.rubinstein_rates(0, 0.1, period=1), "rate1"),
    (lambda: games.rubinstein_limit(0, 0), "rate2"),
    (lambda: games.rubinstein_fixed_costs(0.1, 1.5), "cost2"),
    (lambda: games.rubinstein_fixed_costs(0.0, 0.5), "cost1"),
    (lambda: games.rubinstein_concave(0.9, 0.9, exponent1=0, exponent2=1), "exponent1"),
    (lambda: games.rubinstein_concave_limit(1, NAN), "exponent2"),
    (lambda: games.rubinstein_utilities(np.sqrt, np.sqrt, delta1=0.5, delta2=1.0), "delta2"),
    (lambda: games.rubinstein_utilities(np.exp, np.sqrt, delta1=0.5, delta2=0.5), "utility1"),
    (lambda: games.rubinstein_utilities(np.sqrt, lambda x: -x, delta1=0.5, delta2=0.5), "utility2"),
    (lambda: games.outside_options(0.9, 0.9, outside2=-0.1), "outside2"),
    (lambda: games.inside_options([0.1, 0.1, 0.1], [0, 0], period=1), "rates"),
    (lambda: games.inside_options([0.1, 0.1], [0, np.inf], period=1), "flows"),
    (lambda: games.breakdown_risk(0.0, [0, 0]), "probability_of_breakdown"),
    (lambda: games.breakdown_risk(1.1, [0, 0]), "probability_of_breakdown"),
    (lambda: games.breakdown_risk(0.1, [0.1]), "payoffs"),
    (
        lambda: games.discounting_and_breakdown([0.1, 0.1], [0, 0], breakdown_rate=-1, period=1),
        "breakdown_rate",
    ),
    (lambda: games.stahl(0.9, 0.9, periods=0), "periods"),
    (lambda: games.stahl(0.9, 0.9, periods=2.5), "periods"),
    (lambda: games.stahl_grid(0.9, 1.0, periods=2, units=10), "delta2"),
    (lambda: games.stahl_grid(0.9, 0.9, periods=2, units=0), "units"),
    (lambda: games.shrinking_pies([]), "pies"),
    (lambda: games.shrinking_pies([1.0, 1.1]), "pies"),
    (lambda: games.lapse_rounds(37, cost_per_round=-1, rounds=3), "cost_per_round"),
    (lambda: games.ultimatum(units=10, outside=-1.0), "outside"),
    (lambda: games.random_proposer(0.9, 0.9, probability_first=1.2), "probability_first"),
    (lambda: games.unanimity(0.9, players=1), "players"),
    (lambda: games.baron_ferejohn(1.01, members=3), "delta"),
    (lambda: games.baron_ferejohn(0.9, members=3, quota=4), "quota"),
    (lambda: games.package_deal([], [], delta=0.9, periods=2), "weights1"),
    (lambda: games.package_deal([1, 2], [1], delta=0.9, periods=2), "weights2"),
    (lambda: games.package_deal([1, 2], [0, 0], delta=0.9, periods=2), "weights2"),
    (lambda: games.package_deal([1, -2], [1, 1], delta=0.9, periods=2), "weights1"),
    (lambda: games.package_deal([1, 2], [1, 1], delta=1.0, periods=2), "delta"),
    (lambda: games.package_deal([1, 2], [1, 1], delta=0.9, periods=2, first_proposer=2), "first_proposer"),
    (lambda: games.fudenberg_tirole(1, 2, delta=0.9, probability_high=0.5), "value_low"),
    (lambda: games.fudenberg_tirole(2, 1, delta=0.9, probability_high=1.5), "probability_high"),
    (lambda: games.take_it_or_leave_it(0.2, low=1, high=1), "low"),
    (lambda: games.acquire_a_company(-1), "multiple"),
    (lambda: games.posted_offers(4, delta=1.1), "delta"),
    (lambda: games.sobel_takahashi(1.0, 0.9, periods=2), "delta_seller"),
    (lambda: games.sobel_takahashi(0.9, 0.9, periods=0), "periods"),
    (lambda: games.coase(0.9, 1.0), "delta_buyer"),
    (lambda: games.coase(0.9, high=0), "high"),
    (lambda: games.gap_case(1, 3, delta=0.9, probability_high=0.5), "value_low"),
    (lambda: games.gap_case(3, 1, delta=0.0, probability_high=0.5), "delta"),
    (lambda: games.gap_case(3, 1, delta=0.9, probability_high=1.0), "probability_high"),
    (lambda: games.double_auction(1.1), "k"),
    (lambda: games.double_auction(0.5, low=2, high=1), "low"),
    (lambda: games.double_auction(0.5).bid(NAN), "value"),
    (lambda: games.myerson_satterthwaite(1, 0), "low"),
    (lambda: games.optimal_mechanism([], [1]), "buyer_values"),
    (lambda: games.optimal_mechanism([1, 1], [0]), "buyer_values"),
    (lambda: games.optimal_mechanism([1, 2], [0], buyer_probabilities=[0.5, 0.4]), "buyer_probabilities"),
    (lambda: games.optimal_mechanism([1], [0, 1], seller_probabilities=[1.0]), "seller_probabilities"),
    (lambda: games.admati_perry(1, 2, rate=0.1), "value_low"),
    (lambda: games.admati_perry(2, 1, rate=0.1, seller_share=1.0), "seller_share"),
    (lambda: games.separating_delay((2, 1), (2.5, 0.5), rate=0.1), "prices"),
    (lambda: games.separating_delay((1, 2), (0.5, 0.5), rate=0.1), "values"),
    (lambda: games.war_of_attrition(0, cost_rate=1), "prize"),
    (lambda: games.war_of_attrition_growing_cost(1, cost_rate=1, growth=-1), "growth"),
    (lambda: games.war_of_attrition_rounds(1, cost_per_round=1, tie_payoff=2), "tie_payoff"),
    (
        lambda: games.war_of_attrition_settlements([1, 1], [2, 0], rate=0.1, delay_costs=[1, 1]),
        "unfavourable",
    ),
    (lambda: games.war_of_attrition_settlements([1, 1], [0, 0], rate=0.1, delay_costs=[0, 1]), "delay_costs"),
    (lambda: games.abreu_gul([0.5, 0.5], [0.1, 0.1], [0.1, 0.1]), "demands"),
    (lambda: games.abreu_gul([0.7, 0.7], [0.1, 0.1], [0.1, 1.0]), "stubborn"),
    (lambda: games.abreu_gul([0.7, 0.7], 0.1, [0.1, 0.1]), "rates"),
    (lambda: games.abreu_gul([0.7, 1.0], [0.1, 0.1], [0.1, 0.1]), "demands"),
    (
        lambda: games.war_of_attrition_settlements([1, 1], [1, 0], rate=0.1, delay_costs=[1, 1]),
        "unfavourable",
    ),
    (lambda: games.abreu_gul([0.7, 0.7], [0.1, 0.1], [0.1, 0.1]).conceded(-1), "time"),
    (lambda: games.audience_costs([0.1, 0.2], [0.0, 0.4]), "fighters"),
    (lambda: games.shadow_of_the_future(0.5, 1.5, rate=0.1, defection_gain=1), "unfavourable"),
    (lambda: games.bargaining_range(1.5, cost_a=0.1, cost_b=0.1), "power"),
    (lambda: games.risk_return(0.5, cost_a=0.1, highest_cost_b=0.6), "highest_cost_b"),
    (lambda: games.shifting_power(0.0, power_now=0.1, power_later=0.2, cost_a=0.1, cost_b=0.1), "delta"),
    (lambda: games.attempted_commitment([0.4, 0.4], [0.5, 0.5]), "demands"),
    (lambda: games.attempted_commitment([0.7, 0.7], [0.5, 1.5]), "success"),
    (lambda: games.fershtman_seidmann(1.0, periods=2), "delta"),
    (lambda: games.fershtman_seidmann(0.5, periods=2, units=1), "units"),
    (lambda: games.yildiz(0.9, optimism=1.5, dates=5), "optimism"),
    (lambda: games.election_delay(0.9, belief1=1.1, belief2=0.5), "belief1"),
    (lambda: games.regime_switch(0.5, 1, switch_probability=0.0, delta=0.9), "switch_probability"),
    (lambda: games.switched_by(-1, switch_probability=0.1), "periods"),
    (lambda: games.merlo_wilson([0.5, 1], [[0.5, 0.4], [0, 1]], delta=0.9), "transition"),
    (lambda: games.merlo_wilson([0.5, 1], [[1.0]], delta=0.9), "transition"),
    (lambda: games.capped_division(50, 13, cap=20), "low"),
    (lambda: games.ratification_floors(0.9, 0.9, floor2=1.1), "floor2"),
    (lambda: games.win_set(NAN, ratifier=1, proposer=2), "status_quo"),
    (lambda: games.spatial_bargain(0, home=1, foreign=NAN, ratifier=1), "foreign"),
    (lambda: games.uncertain_ratification(30, 10), "low"),
    (lambda: games.haller_holden(1, 1.2, delta=0.9), "old_wage"),
    (lambda: games.threat_choice(1, 0.5, holdout_loss=-0.1), "holdout_loss"),
    (
        lambda: games.threat_choice(1, 0.5, holdout_loss=0.1, strike_union=0.8, strike_firm=0.4),
        "strike_union",
    ),
    (lambda: games.strike_signal(2, 1, rate=0.1, strike_union=1.5), "strike_union"),
    (lambda: games.lapsed_agreement((50, 13), (-1, 0)), "losses"),
    (lambda: games.olson_zeckhauser([], taste=0.4), "incomes"),
    (lambda: games.olson_zeckhauser([1, 2], taste=1.0), "taste"),
    (lambda: games.tullock([1, 2, 3]), "prizes"),
    (lambda: games.optimal_stopping(0), "remaining"),
    (lambda: games.optimal_stopping(3, reservation=1.5), "reservation"),
    (lambda: games.reservation_posterior([0.5], low=1, high=0), "low"),
    (lambda: games.reservation_posterior([0.0]), "rejected"),
    (lambda: games.bayesian_preferences([0.5], 0.5, sigma=0), "sigma"),
    (lambda: games.bayesian_preferences([0.5, 0.6], 0.5, sigma=1, prior=[0, 0]), "prior"),
    (lambda: games.frequency_model([]), "bids"),
    (lambda: games.frequency_model([("a", "b"), ("a",)]), "bids"),
    (lambda: games.frequency_model([("a", "b")], weights=[1.0]), "weights"),
    (lambda: games.nice_tit_for_tat(0.8, 0.9, nash=0.7), "nash"),
    (lambda: games.nice_tit_for_tat(0.2, 0.4, nash=0.7, own_first=0.6), "own_first"),
    (lambda: games.crossing(0.0, 1.0), "exponent1"),
    (lambda: games.zeuthen([]), "utilities"),
    (lambda: games.zeuthen([[1, 2, 3]]), "utilities"),
    (lambda: games.zeuthen([[1, 2]], disagreement=[0]), "disagreement"),
    (lambda: games.micro([[NAN, 1]]), "utilities"),
    (lambda: games.micro([[1, 1]], first=2), "first"),
]


@pytest.mark.parametrize(("call", "argument"), CASES, ids=[f"{i}-{name}" for i, (_, name) in enumerate(CASES)])
def test_the_message_names_the_argument(call, argument):
    with pytest.raises(SolverError) as caught:
        call()
    assert caught.value.argument == argument
    assert str(caught.value).startswith(f"{argument}: ")


def test_every_game_is_listed_here():
    listed = {name for call, _ in CASES for name in call.__code__.co_names}
    public = {name for name in games.__all__ if inspect.isfunction(getattr(games, name))}
    assert public - listed == {"fershtman_seidmann_threshold"}  # it takes no arguments


@pytest.mark.parametrize("name", sorted(games.__all__))
def test_docstrings_say_what_is_given_raised_and_whose_it_is(name):
    result = getattr(games, name)
    text = inspect.getdoc(result)
    if inspect.isfunction(result):
        assert "Source: " in text
        assert "Returns\n-------" in text
        if inspect.signature(result).parameters:
            assert "Raises\n------\nSolverError" in text
            missing = [p for p in inspect.signature(result).parameters if p not in text.split("Returns\n")[0]]
            assert missing == []
    else:
        assert "Parameters\n----------" in text
        fields = [f for f in result.__dataclass_fields__ if f not in text]
        assert fields == []
