"""The search for the best parameters, against a grid of them."""

import json

import numpy as np
import pytest

from negosim.errors import UsageError
from negosim.report.show import plain_text
from negosim.report.sweeps.best_response import describe_best_response
from negosim.study import best_response, sweep

BETA = "delegations.seller.stances.seller.tactic.beta"


def test_the_best_parameter_is_as_good_as_the_best_of_a_fine_grid():
    result = best_response(
        "used_car", party="seller", tactic="boulware", vary={"beta": (0.05, 3)}, replicates=300, seed=1
    )
    tactic = {"delegations.seller.stances.seller.tactic": [{"kind": "boulware", "beta": beta} for beta in GRID]}
    points = sweep("used_car", replicates=600, seed=1, vary=tactic).points
    means = np.array([point.measures["utility.seller"].mean for point in points])
    assert result.payoff.mean > means.max() - 4 * result.payoff.se
    assert result.payoff.mean > result.before.mean - result.payoff.se
    assert abs(result.parameters["beta"] - GRID[means.argmax()]) < 0.2
    assert result.evaluations >= 12


GRID = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0)


def test_the_payoffs_are_of_negotiations_that_the_search_has_not_seen():
    result = best_response(
        "used_car", party="buyer", tactic="polynomial(k=0.2)", vary=["beta=1:1.0001"], replicates=100
    )
    (point,) = sweep(
        "used_car",
        replicates=200,
        vary={"delegations.buyer.stances.buyer.tactic": [{"kind": "polynomial", "k": 0.2, "beta": 1.0}]},
    ).points
    seen = best_response("used_car", party="buyer", tactic="polynomial(k=0.2)", vary=["beta=1:1.0001"], replicates=200)
    assert result.before.n == 100
    assert result.before.mean != point.measures["utility.buyer"].mean
    assert seen.before.mean == pytest.approx(point.measures["utility.buyer"].mean, abs=0.01)


def test_opponents_are_each_as_likely():
    given = {"party": "seller", "tactic": "linear", "vary": [], "replicates": 100}
    with pytest.raises(UsageError, match="no parameter is varied"):
        best_response("used_car", **given)
    given |= {"tactic": "boulware", "vary": ["beta=0.2:0.2001"]}
    both = best_response("used_car", **given, against=["linear", "hardliner"])
    each = [best_response("used_car", **given, against=[one]).before.mean for one in both.against]
    assert both.before.n == 200
    assert both.before.mean == pytest.approx(sum(each) / 2, abs=1e-6)


def test_a_whole_parameter_is_searched_over_whole_numbers():
    result = best_response("used_car", party="buyer", tactic="relative_tft", vary=["delta=1:4"], replicates=60)
    assert result.parameters["delta"] in (1.0, 2.0, 3.0, 4.0)
    json.dumps(result.as_dict(), allow_nan=False)


def test_the_report_has_the_parameters_and_both_payoffs():
    result = best_response("used_car", party="buyer", tactic="boulware", vary=["beta=0.1:1"], replicates=60)
    text = plain_text(describe_best_response(result))
    assert f"{result.parameters['beta']:.4g}" in text
    assert "original parameters" in text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"party": "sellr"}, "did you mean 'seller'"),
        ({"tactic": "boulwar"}, "did you mean 'boulware'"),
        ({"vary": ["bta=0.1:1"]}, "it takes beta; did you mean 'beta'"),
        (
            {"vary": ["beta=-1:1"]},
            "--vary beta: -1 is out of range; give a range low:high, with each end a number above 0",
        ),
        ({"vary": ["beta=0.1,0.2"]}, "give a range low:high"),
        ({"replicates": 1}, "give a whole number from 2"),
        ({"against": ["linr"]}, "did you mean 'linear'"),
    ],
)
def test_what_cannot_be_searched_is_refused(changes, message):
    given = {"party": "seller", "tactic": "boulware", "vary": ["beta=0.1:1"], "replicates": 50} | changes
    with pytest.raises(UsageError, match=message):
        best_response("used_car", **given)
