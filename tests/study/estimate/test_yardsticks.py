"""Efficiency and distance to the Nash solution, against the solutions of the zones."""

import numpy as np
import pytest

import negosim
from negosim.files import load
from negosim.rules.lower import lower
from negosim.study import tournament
from negosim.study.estimate.yardsticks import Yardsticks, yardsticks_of


@pytest.mark.parametrize("name", ["used_car", "scoreable"])
def test_the_nash_solution_of_each_replicate_is_that_of_its_zones(name):
    yardsticks = yardsticks_of(lower(load(name)), 4, 3)
    for replicate in range(3):
        solution = negosim.zones(name, seed=4, replicate=replicate).solutions["nash"]
        assert yardsticks.nash[replicate] == pytest.approx(list(solution.utilities.values()), abs=1e-3)
        joint = negosim.zones(name, seed=4, replicate=replicate).solutions["utilitarian"].utilities
        assert yardsticks.joint[replicate] == pytest.approx(sum(joint.values()), abs=1e-3)


def test_without_a_zone_they_are_those_of_no_agreement():
    scenario = load("used_car", overrides={"delegations.seller.stances.seller.reservation": 9_500})
    yardsticks = yardsticks_of(lower(scenario), 0, 5)
    assert yardsticks.joint == pytest.approx(yardsticks.nash.sum(axis=1))


def test_where_preferences_are_drawn_there_are_none():
    path = "delegations.town.values.fare.worst"
    scenario = load("scoreable", overrides={path: {"dist": "uniform", "loc": 9, "scale": 1}})
    assert yardsticks_of(lower(scenario), 0, 5) is None
    met = tournament(scenario, tactics=("linear", "boulware"), replicates=20)
    assert met.efficiency is None
    assert "nash_distance" not in met.as_dict()


def test_efficiency_is_a_share_of_the_largest_sum_and_distance_that_of_the_points():
    yardsticks = Yardsticks(nash=np.array([[0.5, 0.5], [0.6, 0.2], [0.0, 0.0]]), joint=np.array([1.0, 0.8, 0.0]))
    utilities = np.array([[0.3, 0.2], [0.1, 0.1]])
    assert yardsticks.efficiency(utilities, 1) == pytest.approx([0.625, np.nan], nan_ok=True)
    assert yardsticks.distance(utilities, 1) == pytest.approx([0.3, np.hypot(0.1, 0.1)])


def test_a_tournament_reports_both_with_intervals():
    met = tournament("used_car", tactics=("linear", "hardliner"), replicates=200)
    assert met.agreed[1, 1] == 0.0
    assert (met.efficiency <= 1.0 + 1e-9).all()
    assert met.efficiency[0, 0] > met.efficiency[1, 1]
    assert met.nash_distance[0, 0] < met.nash_distance[1, 1]
    low, high = np.moveaxis(met.nash_distance_intervals, -1, 0)
    assert ((low < met.nash_distance) & (met.nash_distance < high)).all()
    assert met.rows()[0]["efficiency"] == met.efficiency[0, 0]
