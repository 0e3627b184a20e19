"""Closed forms take arrays: one batched argument gives every field of the result that batch, with the same values."""

import dataclasses

import numpy as np
import pytest

from negosim import games

CALLS = [
    (games.rubinstein, {"delta1": 0.9, "delta2": 0.8}),
    (games.rubinstein_rates, {"rate1": 0.05, "rate2": 0.1, "period": 1.0}),
    (games.rubinstein_limit, {"rate1": 0.05, "rate2": 0.1}),
    (games.rubinstein_fixed_costs, {"cost1": 0.1, "cost2": 0.3}),
    (games.rubinstein_concave, {"delta1": 0.9, "delta2": 0.8, "exponent1": 1.0, "exponent2": 0.5}),
    (games.rubinstein_concave_limit, {"exponent1": 1.0, "exponent2": 0.5}),
    (games.outside_options, {"delta1": 0.9, "delta2": 0.8, "outside1": 0.3, "outside2": 0.5}),
    (games.inside_options, {"rates": [0.05, 0.1], "flows": [0.02, 0.01], "period": 1.0}),
    (games.breakdown_risk, {"probability_of_breakdown": 0.1, "payoffs": [0.2, 0.1]}),
    (
        games.discounting_and_breakdown,
        {"rates": [0.05, 0.1], "payoffs": [0.2, 0.1], "breakdown_rate": 0.03, "period": 1.0},
    ),
    (games.stahl, {"delta1": 0.9, "delta2": 0.8, "periods": 5}),
    (games.random_proposer, {"delta1": 0.9, "delta2": 0.8, "probability_first": 0.3}),
    (games.baron_ferejohn, {"delta": 0.9, "members": 9, "quota": 6}),
    (games.fudenberg_tirole, {"value_high": 2.0, "value_low": 1.0, "delta": 0.8, "probability_high": 0.7}),
    (games.take_it_or_leave_it, {"cost": 0.2, "low": 0.1, "high": 1.1}),
    (games.acquire_a_company, {"multiple": 2.5, "high": 2.0}),
    (games.sobel_takahashi, {"delta_seller": 0.9, "delta_buyer": 0.8, "high": 2.0, "periods": 3}),
    (games.coase, {"delta_seller": 0.9, "delta_buyer": 0.8, "high": 2.0}),
    (games.double_auction, {"k": 0.3, "low": 1.0, "high": 3.0}),
    (games.myerson_satterthwaite, {"low": 1.0, "high": 3.0}),
    (games.admati_perry, {"value_high": 2.0, "value_low": 1.0, "rate": 0.1, "seller_share": 0.5}),
    (games.war_of_attrition, {"prize": 10.0, "cost_rate": 1.0}),
    (games.war_of_attrition_growing_cost, {"prize": 10.0, "cost_rate": 1.0, "growth": 0.2}),
    (games.war_of_attrition_rounds, {"prize": 10.0, "cost_per_round": 1.0, "tie_payoff": 2.0}),
    (
        games.war_of_attrition_settlements,
        {"favourable": [60.0, 80.0], "unfavourable": [40.0, 50.0], "rate": 0.05, "delay_costs": [2.0, 1.0]},
    ),
    (games.abreu_gul, {"demands": [0.7, 0.6], "rates": [0.1, 0.2], "stubborn": [0.1, 0.2]}),
    (games.audience_costs, {"slopes": [0.1, 0.2], "fighters": [0.5, 0.4], "prize": 2.0}),
    (
        games.shadow_of_the_future,
        {"favourable": 1.5, "unfavourable": 0.5, "rate": 0.05, "defection_gain": 8.0},
    ),
    (games.bargaining_range, {"power": 0.5, "cost_a": 0.1, "cost_b": 0.15}),
    (games.risk_return, {"power": 0.5, "cost_a": 0.1, "highest_cost_b": 0.4}),
    (
        games.shifting_power,
        {"delta": 0.9, "power_now": 0.3, "power_later": 0.4, "cost_a": 0.5, "cost_b": 0.6},
    ),
    (games.attempted_commitment, {"demands": [0.7, 0.6], "success": [0.5, 0.4]}),
    (games.yildiz, {"delta": 0.95, "optimism": 0.2, "dates": 10}),
    (games.election_delay, {"delta": 0.98, "belief1": 0.7, "belief2": 0.6, "pie_later": 0.9}),
    (
        games.regime_switch,
        {"surplus_now": 0.6, "surplus_after": 1.0, "switch_probability": 0.1, "delta": 0.95},
    ),
    (games.switched_by, {"periods": 12, "switch_probability": 0.1}),
    (games.capped_division, {"low": 13.0, "high": 50.0, "cap": 18.0}),
    (games.ratification_floors, {"delta1": 0.9, "delta2": 0.8, "floor1": 0.1, "floor2": 0.5}),
    (games.win_set, {"status_quo": 0.0, "ratifier": 4.0, "proposer": 10.0}),
    (games.spatial_bargain, {"status_quo": 0.5, "home": 1.5, "foreign": 2.5, "ratifier": 1.1}),
    (games.uncertain_ratification, {"low": 10.0, "high": 30.0, "failure_payoff": 5.0}),
    (games.haller_holden, {"pie": 2.0, "old_wage": 0.4, "delta": 0.9}),
    (
        games.threat_choice,
        {"pie": 1.0, "old_wage": 0.65, "holdout_loss": 0.1, "strike_union": 0.2, "strike_firm": 0.1},
    ),
    (
        games.strike_signal,
        {"value_high": 2.0, "value_low": 1.0, "rate": 0.1, "strike_union": 0.2, "strike_firm": 0.1},
    ),
    (games.crossing, {"exponent1": 5.0, "exponent2": 0.5}),
    (games.tullock, {"prizes": [40.0, 10.0]}),
    (games.optimal_stopping, {"remaining": 4, "reservation": 0.3}),
    (games.nice_tit_for_tat, {"first_offer": 0.2, "current_offer": 0.4, "nash": 0.7, "own_first": 0.9}),
    (games.olson_zeckhauser, {"incomes": [100.0, 80.0, 20.0], "taste": 0.4}),
    (games.bayesian_preferences, {"utilities": [0.9, 0.7, 0.4], "target": 0.8, "sigma": 0.15}),
    (games.posted_offers, {"offers": 3, "delta": 0.9}),
    (games.unanimity, {"delta": 0.9, "players": 3}),
]
SINGLE = {"dates", "remaining", "offers", "players"} | {"sobel_takahashi.periods"}  # counts that set a shape
ONE_BY_ONE = [
    pytest.param(game, arguments, name, id=f"{game.__name__}-{name}")
    for game, arguments in CALLS
    for name in arguments
    if name not in SINGLE and f"{game.__name__}.{name}" not in SINGLE
]


def fields(result):
    if dataclasses.is_dataclass(result):
        return {field.name: getattr(result, field.name) for field in dataclasses.fields(result)}
    return {"result": result}


@pytest.mark.parametrize(("game", "arguments", "name"), ONE_BY_ONE)
def test_a_batch_of_equal_arguments_is_a_batch_of_equal_results(game, arguments, name):
    alone = fields(game(**arguments))
    value = np.asarray(arguments[name])
    batch = fields(game(**{**arguments, name: np.broadcast_to(value, (4, 3, *value.shape))}))
    for field, single in alone.items():
        assert np.shape(batch[field]) == (4, 3, *np.shape(single)), field
        if np.asarray(single).dtype.kind == "f":
            np.testing.assert_allclose(batch[field], np.broadcast_to(single, np.shape(batch[field])), rtol=1e-14)
        else:
            assert np.all(batch[field] == single), field
