"""Lotteries over outcomes for three and more parties."""

import numpy as np
import pytest

from negosim.solve import lottery
from negosim.solve.lotteries import lotteries_over
from negosim.solve.programs import most_valuable

NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "raiffa")


def test_a_party_that_can_gain_nothing_loses_nothing():
    # The second party is kept at zero, which forbids the outcome that the others would like to mix in.
    table = [[2, 0, -1], [0, -2, 2], [-1, 0, 1]]
    result = lottery.nash(table, [0, 0, 0])
    assert result.ties.tolist() == [0, 2]
    assert result.probabilities == pytest.approx([5 / 12, 7 / 12], abs=1e-9)
    assert result.utilities == pytest.approx([0.25, 0, 1 / 6], abs=1e-9)
    for name in NAMES:
        solution = getattr(lottery, name)(table, [0, 0, 0])
        assert 1 not in solution.ties
        assert solution.utilities.min() >= -1e-12


def test_a_party_that_can_gain_nothing_may_be_kept_whole_by_a_mix():
    # The third party gains in one outcome what it loses in another; half of each is all that there is.
    table = [[1, 0, 1], [0, 1, -1], [-5, -5, 0]]
    result = lottery.nash(table, [0.5, 0.5, 0])
    assert result.utilities == pytest.approx([0.5, 0.5, 0], abs=1e-9)
    # and where the others can gain, the mix that keeps the third whole is still open to them
    wider = lottery.nash(table, [0.2, 0.1, 0])
    assert wider.utilities[:2].sum() == pytest.approx(1)
    assert wider.utilities[2] >= -1e-9


@pytest.mark.parametrize("seed", range(20))
def test_no_lottery_leaves_anybody_below_disagreement(seed):
    rng = np.random.default_rng(seed)
    table, point = rng.integers(-2, 3, (5, 4)).astype(float), np.zeros(4)
    problem = lotteries_over(table, point)
    for name in NAMES if seed < 2 else NAMES[:-1]:  # Raiffa's way takes hundreds of programs
        solution = getattr(lottery, name)(problem)
        if solution.utilities is not None:
            assert solution.utilities.min() >= -1e-9
            assert solution.probabilities @ table[solution.ties] == pytest.approx(solution.utilities, abs=1e-9)
            assert solution.probabilities.min() > 1e-12


def test_raiffa_over_lotteries_is_the_end_of_its_way():
    # raiffa.discrete.polygon: Raiffa 1953
    result = lottery.raiffa([[0, 0], [1, 0], [0, 1], [1, 0.7]], [0, 0])
    assert result.utilities == pytest.approx([0.8958333333333334, 0.73125], abs=1e-9)
    assert result.ties.tolist() == [2, 3]
    assert np.isnan(result.value)
    assert lottery.raiffa(np.eye(3), [0, 0, 0]).utilities == pytest.approx([1 / 3] * 3, abs=1e-7)
    assert lottery.raiffa(np.eye(3), [0.5, 0.5, 0.5]).status == "no_agreement"


def test_a_single_lottery_that_harms_nobody_is_found_whatever_the_scales():
    # Half of each outcome leaves the first two parties where they were; nothing else does.
    table, scales = np.array([[2.0, -1.0, -1.0], [0.0, 3.0, 3.0]]), [9.14918247e3, 1.60859904e2, 1.37364905e-7]
    problem = lotteries_over(table * scales, np.array([1.0, 1.0, -2.0]) * scales)
    for name in NAMES:
        solution = getattr(lottery, name)(problem)
        assert solution.status == "ok"
        assert solution.probabilities == pytest.approx([0.5, 0.5], abs=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_nash_of_a_zone_far_smaller_than_what_outcomes_cost_somebody(seed):
    # Its first-order condition: no lottery that harms nobody has a larger mean of g_i / g*_i than one.
    rng = np.random.default_rng(seed)
    table = rng.random((6, 4))
    point = rng.dirichlet(np.ones(6)) @ table - 10.0 ** -rng.integers(1, 7) * rng.random(4)
    result = lottery.nash(table, point)
    gains = result.utilities - point
    assert result.status == "ok"
    assert gains.min() > 0
    best = most_valuable((table - point) @ (gains.min() / gains), table - point, np.zeros(4))
    assert best @ (table - point) @ (1 / gains) / 4 <= 1 + 1e-6
