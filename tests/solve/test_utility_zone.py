"""Zones in utility space: several issues, lists of outcomes, lotteries, side payments."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negosim.errors import SolverError
from negosim.solve import utility_zone as zones
from negosim.solve.linear import divided_frontier

fifths = st.integers(0, 5).map(lambda k: k / 5)
tables = st.lists(st.tuples(fifths, fifths), min_size=1, max_size=12)


def test_the_best_of_each_party_leaves_the_other_its_reservation():
    frontier = divided_frontier([0.5, 0.3, 0.2], [0.2, 0.3, 0.5])
    result = zones.zone_of_chain(frontier.chain, [0.2, 0.6])
    assert np.allclose(result.ideal, [0.7, 0.92], atol=1e-9)  # linear3.d.kink
    assert result.surplus == pytest.approx(1.3 - 0.8)
    assert np.allclose(frontier.values_at(result.ideal[0]), [1, 2 / 3, 0])


def test_no_division_of_the_issues_may_please_both():
    result = zones.zone_of_chain(divided_frontier([0.5, 0.5], [0.5, 0.5]).chain, [0.6, 0.6])
    assert result.status == "no_agreement"
    assert result.ideal is None
    assert result.surplus == pytest.approx(-0.2)


def test_outcomes_that_are_rational_for_all():
    result = zones.zone_of_outcomes([[10, 0], [0, 10], [4, 4], [7, 2]], [4, 2])
    assert result.outcomes.tolist() == [2, 3]
    assert result.best.tolist() == [3, 2]
    assert result.share == 0.5


def test_lotteries_and_side_payments_open_a_zone():
    # zopa.lottery_creates, and the same with money
    table, disagreement = [[1, 0], [0, 1]], [0.4, 0.4]
    assert zones.zone_of_outcomes(table, disagreement).status == "no_agreement"
    assert np.allclose(zones.zone_with_lotteries(table, disagreement).ideal, [0.6, 0.6], atol=1e-9)
    assert np.allclose(zones.zone_with_transfers(table, disagreement).ideal, [0.6, 0.6], atol=1e-9)
    three = zones.zone_with_lotteries(np.eye(3), [0.3, 0.3, 0.3])
    assert np.allclose(three.ideal, 0.4, atol=1e-9)
    assert three.surplus == pytest.approx(0.1)
    assert zones.zone_with_lotteries(np.eye(3), [0.4, 0.4, 0.4]).status == "no_agreement"


@given(tables, st.tuples(fifths, fifths))
def test_a_zone_of_outcomes_is_one_of_lotteries_and_that_one_of_transfers(table, disagreement):
    opened = [
        solver(table, disagreement).status == "ok"
        for solver in (zones.zone_of_outcomes, zones.zone_with_lotteries, zones.zone_with_transfers)
    ]
    assert opened == sorted(opened)


@pytest.mark.parametrize(
    "solver", [zones.zone_of_outcomes, zones.zone_with_lotteries, zones.zone_with_transfers], ids=lambda f: f.__name__
)
def test_bad_input_names_the_argument(solver):
    with pytest.raises(SolverError, match="utilities"):
        solver([], [0, 0])
    with pytest.raises(SolverError, match="disagreement"):
        solver([[1, 2]], [0, np.nan])
