"""Solutions of convex two-party problems: theory catalogue, section 2."""

import numpy as np
import pytest

from negosim.errors import SolverError
from negosim.solve import chain_of, convex
from negosim.solve.division import adjusted_winner
from negosim.solve.raiffa import Curve, raiffa_continuous, raiffa_discrete, raiffa_lottery
from negosim.solve.threats import coco_value, split_surplus

S1 = chain_of([[0, 0], [1, 0], [0, 1], [0.75, 0.75]])
S2 = chain_of([[0, 0], [1, 0], [0, 1], [1, 0.7]])
LINEAR3 = chain_of([[0, 1], [0.5, 0.8], [0.8, 0.5], [1, 0]])
TRIANGLE = chain_of([[0, 1], [1, 0]])
QUADRATIC = Curve(function=lambda u: 1 - u * u, lo=0, hi=1)


def test_nash_splits_the_surplus():
    # nash.linear.d and nash.linear.d.asymmetric
    assert np.allclose(convex.nash(TRIANGLE, [0.3, 0.1]).utilities, [0.6, 0.4], atol=1e-9)
    weighted = convex.nash(TRIANGLE, [0.3, 0.1], weights=[0.7, 0.3])
    assert np.allclose(weighted.utilities, [0.72, 0.28], atol=1e-9)


def test_nash_on_a_kink_where_first_order_conditions_fail():
    # linear3.d.kink
    result = convex.nash(LINEAR3, [0.2, 0.6])
    assert np.allclose(result.utilities, [0.5, 0.8], atol=1e-9)
    assert np.allclose(result.ideal, [0.7, 0.92], atol=1e-9)
    assert np.allclose(convex.nash(LINEAR3, [0, 0]).utilities, [0.65, 0.65], atol=1e-9)
    smorodinsky = convex.kalai_smorodinsky(LINEAR3, [0.2, 0.6])
    assert np.allclose(smorodinsky.utilities, [0.5048780488, 0.7951219512], atol=1e-9)


def test_kalai_smorodinsky_on_a_triangle_is_the_middle_of_its_side():
    result = convex.kalai_smorodinsky(chain_of([[0, 3], [5, 0]]), [0, 0])
    assert np.allclose(result.utilities, [2.5, 1.5], atol=1e-12)


def test_proportional_solution_is_only_weakly_efficient():
    # proportional.2to1: Kalai 1977b; (1, 0.7) dominates it
    result = convex.egalitarian(S2, [0, 0], proportions=[2, 1])
    assert np.allclose(result.utilities, [1, 0.5], atol=1e-9)
    kept = convex.egalitarian(S2, [0, 0], proportions=[2, 1], disposal=False)
    assert np.allclose(kept.utilities, [1, 0.7], atol=1e-9)
    assert kept.value == result.value


def test_utilitarian_solution_of_a_level_segment_is_its_middle():
    result = convex.utilitarian(TRIANGLE, [0.2, 0])
    assert np.allclose(result.ties, [[0.2, 0.8], [1, 0]], atol=1e-12)
    assert np.allclose(result.utilities, [0.6, 0.4], atol=1e-12)


def test_raiffa_on_a_polygon_reaches_the_frontier_in_four_steps():
    # raiffa.discrete.polygon: Raiffa 1953; Luce and Raiffa 1957, s. 6.7
    result = raiffa_discrete(S2, [0, 0])
    steps = [[0, 0], [0.5, 0.5], [0.75, 0.675], [0.875, 0.725], [43 / 48, 117 / 160]]
    assert np.allclose(result.path[:5], steps, atol=1e-12)
    assert np.allclose(result.utilities, [0.8958333333333334, 0.73125], atol=1e-12)
    lotteries = raiffa_lottery([[0, 0], [1, 0], [0, 1], [1, 0.7]], [0, 0])
    assert np.allclose(lotteries.utilities, result.utilities, atol=1e-8)


def test_raiffa_on_the_quadratic_frontier():
    # quadratic.frontier.all: Raiffa 1953; Livne 1989
    discrete, continuous = raiffa_discrete(QUADRATIC, [0, 0]), raiffa_continuous(QUADRATIC, [0, 0])
    assert (discrete.status, continuous.status) == ("ok", "ok")
    assert np.allclose(discrete.utilities, [0.6079709085735847, 0.6303713743282098], atol=1e-9)
    assert np.allclose(continuous.utilities, [0.5882948609984097, 0.6539091565219733], atol=1e-6)


def test_raiffa_of_three_parties_with_equal_claims_is_the_middle():
    assert np.allclose(raiffa_lottery(np.eye(3), [0, 0, 0]).utilities, 1 / 3, atol=1e-9)


def test_raiffa_without_a_rational_point_is_no_agreement():
    for solver in (raiffa_discrete, raiffa_continuous):
        assert solver(QUADRATIC, [0.9, 0.9]).status == "no_agreement"
        assert solver(S2, [0.99, 0.95]).status == "no_agreement"
    assert raiffa_lottery(np.eye(3), [0.5, 0.5, 0.5]).status == "no_agreement"


def test_variable_threats_with_side_payments():
    # nash.variable_threats.tu: Nash 1953; Kalai and Kalai 2013
    result = coco_value([[4, 1], [2, 3]], [[1, 0], [2, -1]])
    assert result.joint == 5
    assert result.threat_value == pytest.approx(2, abs=1e-9)
    assert np.allclose(result.utilities, [3.5, 1.5], atol=1e-9)
    row, column = result.agreed
    assert result.side_payment + [[4, 1], [2, 3]][row][column] == pytest.approx(3.5)
    difference = np.array([[4, 1], [2, 3]]) - np.array([[1, 0], [2, -1]])
    assert result.threats[0] @ difference @ result.threats[1] == pytest.approx(2, abs=1e-9)


def test_divisible_surplus_is_split_by_weight():
    # nash.nperson.simplex, in closed form
    result = split_surplus(1, [0.1, 0.2, 0.05], weights=[0.5, 0.3, 0.2])
    assert np.allclose(result.utilities, [0.425, 0.395, 0.18], atol=1e-9)
    assert split_surplus(1, [0.7, 0.4]).status == "no_agreement"


def test_panama_canal_by_adjusted_winner():
    # fairdivision.panama.adjusted_winner: Raiffa 1982, pp. 176-177; Brams and Taylor 1996, ch. 5
    states = [22, 22, 15, 14, 11, 6, 4, 2, 2, 2]
    panama = [9, 15, 15, 3, 15, 5, 11, 7, 7, 13]
    result = adjusted_winner(states, panama)
    assert np.allclose(result.points, [66, 66], atol=1e-9)
    assert result.shares[2] == pytest.approx(0.13333333333333333, abs=1e-9)
    assert result.divided.tolist() == [2]
    assert result.shares @ states == pytest.approx(66, abs=1e-9)
    assert (1 - result.shares) @ panama == pytest.approx(66, abs=1e-9)


def test_no_rational_point_is_a_status():
    for solver in (convex.nash, convex.kalai_smorodinsky, convex.egalitarian, convex.utilitarian):
        result = solver(TRIANGLE, [0.7, 0.7])
        assert result.status == "no_agreement"
        assert result.utilities is None


def test_a_problem_that_leaves_one_point_is_solved_by_it():
    for solver in (convex.nash, convex.kalai_smorodinsky, convex.egalitarian, convex.utilitarian):
        assert np.allclose(solver(TRIANGLE, [0.25, 0.75]).utilities, [0.25, 0.75])
        assert np.allclose(solver(chain_of([[2, 3]]), [1, 2]).utilities, [2, 3])


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: convex.nash(TRIANGLE, [1.5, 0]), "disagreement"),
        (lambda: convex.kalai_smorodinsky(TRIANGLE, [0, 1.5]), "disagreement"),
        (lambda: convex.egalitarian(TRIANGLE, [0, np.nan]), "disagreement"),
        (lambda: convex.utilitarian(TRIANGLE, [0, 0, 0]), "disagreement"),
        (lambda: convex.kalai_smorodinsky(TRIANGLE, [0.2, 0.2], ideal=[0.1, 1]), "ideal"),
        (lambda: convex.nash(TRIANGLE, [0, 0], weights=[0, 1]), "weights"),
        (lambda: convex.egalitarian(TRIANGLE, [0, 0], proportions=[-1, 1]), "proportions"),
        (lambda: raiffa_discrete(TRIANGLE, [np.nan, 0]), "disagreement"),
        (lambda: coco_value([[1, 2]], [[1], [2]]), "second"),
        (lambda: split_surplus(np.nan, [0, 0]), "joint"),
        (lambda: split_surplus(1, [0, 0], weights=[1, 0]), "weights"),
        (lambda: adjusted_winner([50, 50], [50, 60]), "second"),
        (lambda: adjusted_winner([-10, 110], [50, 50]), "first"),
    ],
)
def test_bad_input_names_the_argument(call, argument):
    with pytest.raises(SolverError) as caught:
        call()
    assert caught.value.argument == argument
