"""Equilibria of games that are known."""

from itertools import combinations

import numpy as np
import pytest

from negosim.study.estimate.equilibria import TOLERANCE, equilibria, is_tied


def enumerated(a, b):
    """Return the pairs of supports of equilibria, by support enumeration (Nisan et al. 2007, Algorithm 3.4)."""
    pairs = set()
    for size in range(1, min(a.shape) + 1):
        for rows in combinations(range(a.shape[0]), size):
            for columns in combinations(range(a.shape[1]), size):
                row, column = indifferent(b[np.ix_(rows, columns)].T), indifferent(a[np.ix_(rows, columns)])
                if (row > TOLERANCE).all() and (column > TOLERANCE).all():
                    gain = a[:, columns] @ column, row @ b[list(rows)]
                    if all(
                        p.max() <= p[list(own)].min() + TOLERANCE for p, own in zip(gain, (rows, columns), strict=True)
                    ):
                        pairs.add((rows, columns))
    return pairs


def indifferent(payoffs):
    size = len(payoffs)
    system = np.block([[payoffs, -np.ones((size, 1))], [np.ones((1, size)), np.zeros((1, 1))]])
    return np.linalg.solve(system, np.eye(size + 1)[size])[:size]


def supports(solved):
    return [tuple(tuple(np.flatnonzero(mix)) for mix in (e.row, e.column)) for e in solved.listed]


@pytest.mark.parametrize("seed", range(12))
def test_all_equilibria_of_random_games_are_found_once(seed):
    rng = np.random.default_rng(seed)
    shape = rng.integers(1, 7, 2)
    a, b = rng.normal(size=(2, *shape)) * 10.0 ** rng.integers(-9, 9)
    solved = equilibria(a, b)
    assert solved.complete
    assert len(set(supports(solved))) == len(solved.listed)
    assert len(solved.listed) % 2 == 1
    assert set(supports(solved)) == enumerated(a / np.ptp(a) if a.size > 1 else a, b / np.ptp(b) if b.size > 1 else b)


def test_a_game_of_sixteen_strategies_is_solved():
    rng = np.random.default_rng(2)
    a = rng.integers(0, 100, (16, 16)) / 100 + np.linspace(0, 2, 16)[:, None]  # later rows tend to be better
    b = rng.integers(0, 100, (16, 16)) / 100 + np.linspace(0, 2, 16)[None]
    solved = equilibria(a, b)
    assert solved.complete
    assert solved.listed
    for e in solved.listed:
        assert (a @ e.column).max() <= e.payoffs[0] + 1e-9
        assert (e.row @ b).max() <= e.payoffs[1] + 1e-9


def test_where_everything_ties_the_search_ends_and_says_so():
    solved = equilibria(np.ones((8, 8)), np.ones((8, 8)))
    assert len(solved.listed) == 50
    assert not solved.complete


def test_equilibria_of_textbook_games():
    prisoners = np.array([[3.0, 0.0], [5.0, 1.0]])
    assert [(e.row, e.column) for e in equilibria(prisoners, prisoners.T).listed] == [((0.0, 1.0), (0.0, 1.0))]
    (pennies,) = equilibria(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[-1.0, 1.0], [1.0, -1.0]])).listed
    assert pennies.row == pennies.column == pytest.approx((0.5, 0.5))
    battle = equilibria(np.array([[3.0, 0.0], [0.0, 2.0]]), np.array([[2.0, 0.0], [0.0, 3.0]])).listed
    assert len(battle) == 3
    assert battle[2].row == pytest.approx((0.6, 0.4))
    assert battle[2].payoffs == pytest.approx((1.2, 1.2))
    rock = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]])
    (mixed,) = equilibria(rock, -rock).listed
    assert mixed.row == pytest.approx((1 / 3,) * 3)


def test_payoffs_tie_where_a_strategy_has_more_best_replies_than_it_mixes():
    prisoners = np.array([[3.0, 0.0], [5.0, 1.0]])
    pennies = np.array([[1.0, -1.0], [-1.0, 1.0]])
    for a, b in ((prisoners, prisoners.T), (pennies, -pennies)):
        assert not is_tied(a, b, equilibria(a, b).listed)
    indifferent = np.array([[1.0, 1.0], [2.0, 1.0]])
    assert is_tied(prisoners, indifferent, equilibria(prisoners, indifferent).listed)
