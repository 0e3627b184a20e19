"""Equilibria of games that are known."""

import numpy as np
import pytest

from negosim.study.estimate.equilibria import equilibria, is_tied


def test_equilibria_of_textbook_games():
    prisoners = np.array([[3.0, 0.0], [5.0, 1.0]])
    assert [(e.row, e.column) for e in equilibria(prisoners, prisoners.T)] == [((0.0, 1.0), (0.0, 1.0))]
    (pennies,) = equilibria(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[-1.0, 1.0], [1.0, -1.0]]))
    assert pennies.row == pennies.column == pytest.approx((0.5, 0.5))
    battle = equilibria(np.array([[3.0, 0.0], [0.0, 2.0]]), np.array([[2.0, 0.0], [0.0, 3.0]]))
    assert len(battle) == 3
    assert battle[2].row == pytest.approx((0.6, 0.4))
    assert battle[2].payoffs == pytest.approx((1.2, 1.2))
    rock = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]])
    (mixed,) = equilibria(rock, -rock)
    assert mixed.row == pytest.approx((1 / 3,) * 3)


def test_payoffs_tie_where_a_strategy_has_more_best_replies_than_it_mixes():
    prisoners = np.array([[3.0, 0.0], [5.0, 1.0]])
    pennies = np.array([[1.0, -1.0], [-1.0, 1.0]])
    for a, b in ((prisoners, prisoners.T), (pennies, -pennies)):
        assert not is_tied(a, b, equilibria(a, b))
    indifferent = np.array([[1.0, 1.0], [2.0, 1.0]])
    assert is_tied(prisoners, indifferent, equilibria(prisoners, indifferent))
