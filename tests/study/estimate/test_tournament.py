"""Tournaments play the scenario with each pair of tactics, and say how sure their payoffs are."""

import json

import numpy as np
import pytest

from negosim.errors import UsageError
from negosim.files import override, read
from negosim.study import sweep, tournament
from negosim.study.estimate.tournament import TACTICS


def test_payoffs_of_a_tournament_are_those_of_the_scenario_with_these_tactics():
    result = tournament("used_car", tactics=("linear", "conceder"), replicates=150, seed=3)
    document = override(read("used_car"), "delegations.seller.stances.seller.tactic", {"kind": "linear"})
    document = override(document, "delegations.buyer.stances.buyer.tactic", {"kind": "conceder"})
    point = sweep(document, replicates=150, seed=3).points[0]
    assert result.agreed[0, 1] == point.agreed.p
    assert tuple(result.agreed_intervals[0, 1]) == point.agreed.interval
    assert result.payoffs[1, 0, 1] == pytest.approx(point.measures["utility.buyer"].mean, abs=1e-8)
    assert result.se[1, 0, 1] == pytest.approx(point.measures["utility.buyer"].se, rel=1e-4)
    assert result.intervals[1, 0, 1] == pytest.approx(point.measures["utility.buyer"].interval, rel=1e-6)


def test_one_negotiation_per_pair_has_no_interval_and_is_valid_json():
    result = tournament("used_car", tactics=("linear", "boulware"), replicates=1).as_dict()
    assert result["se"]["buyer"] == result["intervals"]["buyer"] == [[None, None], [None, None]]
    json.dumps(result, allow_nan=False)


def test_in_every_equilibrium_no_tactic_is_a_better_reply():
    result = tournament("used_car", replicates=200)
    assert result.tactics == TACTICS
    assert result.equilibria
    for e in result.equilibria:
        assert (result.payoffs[0] @ e.column).max() == pytest.approx(e.payoffs[0])
        assert (np.array(e.row) @ result.payoffs[1]).max() == pytest.approx(e.payoffs[1])


@pytest.mark.parametrize(
    ("tactics", "words"),
    [
        (("boulwar",), "did you mean 'boulware'"),
        (("scripted",), "needs parameters that cannot be given"),
        (("boulware(bete=0.1)",), "has no parameter 'bete'; it takes beta; did you mean 'beta'"),
        (("boulware(beta=high)",), "not a number above 0"),
        (("boulware(beta=0.1",), "is not a tactic; write its name"),
        (("linear", "linear"), "named twice"),
        ((), "no tactic is named"),
    ],
)
def test_tactics_that_cannot_enter_are_refused(tactics, words):
    with pytest.raises(UsageError, match=words):
        tournament("used_car", tactics=tactics)


def test_a_tactic_may_enter_with_parameters_beside_itself():
    result = tournament("used_car", tactics=("boulware(beta=0.2)", "boulware", "boulware(beta=0.9)"), replicates=50)
    assert result.tactics == ("boulware(beta=0.2)", "boulware", "boulware(beta=0.9)")
    assert result.payoffs[0, 0, 0] == result.payoffs[0, 1, 1]  # its default is 0.2
    assert result.payoffs[0, 0, 0] != result.payoffs[0, 2, 2]


def test_code_for_any_scenario_gives_the_payoffs_of_code_made_for_each_pair(monkeypatch):
    met = tournament("used_car", tactics=("linear", "micro"), replicates=600, seed=2)
    monkeypatch.setattr("negosim.study.estimate.tournament.WORTH_SPECIALISING", 1)
    assert (tournament("used_car", tactics=("linear", "micro"), replicates=600, seed=2).payoffs == met.payoffs).all()
