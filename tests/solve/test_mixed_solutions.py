"""Solutions over finite and divisible issues together, against a fine grid and against their special cases."""

import itertools

import numpy as np
import pytest

from negosim.errors import SolverError
from negosim.solve import convex, finite, mixed_solutions
from negosim.solve.linear import linear_frontier
from negosim.solve.mixed import mixed_frontier

NAMES = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
FIRST, SECOND, BASE = [0.3, 0.2], [-0.15, -0.4], (0.1, 0.6)


def space(seed):
    """Make two finite issues, and list all outcomes on a grid of the two divisible ones."""
    tables = [np.random.default_rng(seed).random((3, 2)) * 0.4 for _ in range(2)]
    ticks = np.linspace(0, 1, 101)
    grid = np.array(list(itertools.product(ticks, ticks)))
    divisible = np.column_stack((grid @ FIRST, grid @ SECOND)) + BASE
    return tables, np.concatenate([divisible + sum(rows) for rows in itertools.product(*tables)])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(6))
def test_solution_is_that_of_a_fine_grid(name, seed):
    tables, listed = space(seed)
    disagreement = np.add(listed.min(axis=0), [0.3, 0.25])
    result = getattr(mixed_solutions, name)(mixed_frontier(tables, FIRST, SECOND, base=BASE), disagreement)
    on_grid = getattr(finite, name)(listed, disagreement)
    assert result.status == on_grid.status == "ok"
    assert result.value >= on_grid.value - (0.02 if name == "kalai_smorodinsky" else 1e-9)
    assert result.value == pytest.approx(on_grid.value, abs=0.02)


@pytest.mark.parametrize("name", NAMES)
def test_terms_of_the_solution_give_its_utilities(name):
    tables, listed = space(3)
    frontier = mixed_frontier(tables, FIRST, SECOND, base=BASE)
    result = getattr(mixed_solutions, name)(frontier, listed.min(axis=0))
    choice, values = frontier.terms_at(result.utilities[0])
    reached = sum(table[number] for table, number in zip(tables, choice, strict=True))
    assert np.allclose(reached + BASE + [values @ FIRST, values @ SECOND], result.utilities, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_one_choice_leaves_the_convex_problem(name):
    frontier = mixed_frontier([[[0, 0]]], FIRST, SECOND, base=BASE)
    result = getattr(mixed_solutions, name)(frontier, [0.15, 0.1])
    exact = getattr(convex, name)(linear_frontier(FIRST, SECOND, base=BASE).chain, [0.15, 0.1])
    assert np.allclose(result.utilities, exact.utilities, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_no_rational_point_is_a_status(name):
    frontier = mixed_frontier([[[0, 0]]], FIRST, SECOND, base=BASE)
    result = getattr(mixed_solutions, name)(frontier, [0.5, 0.5])
    assert result.status == "no_agreement"
    assert result.utilities is None


def test_nash_between_two_packages_takes_the_better_and_lists_equals():
    frontier = mixed_frontier([[[0, 1], [0.9, 0.1]]], [0.1], [-0.1])
    result = mixed_solutions.nash(frontier, [-0.5, -0.5])
    assert np.allclose(result.ties, [[0.1, 0.9], [0.9, 0.1]])


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda frontier: mixed_solutions.nash(frontier, [0, np.nan]), "disagreement"),
        (lambda frontier: mixed_solutions.nash(frontier, [0, 0], weights=[0, 1]), "weights"),
        (lambda frontier: mixed_solutions.egalitarian(frontier, [0, 0], proportions=[1, -1]), "proportions"),
        (lambda frontier: frontier.terms_at(9.0), "first"),
    ],
)
def test_bad_input_names_the_argument(call, argument):
    with pytest.raises(SolverError) as caught:
        call(mixed_frontier([[[0, 0]]], FIRST, SECOND, base=BASE))
    assert caught.value.argument == argument
