"""Pareto frontiers of finite, additive, linear and mixed spaces: theory catalogue, section 1."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from negosim.errors import SolverError
from negosim.solve import chain_of, pareto
from negosim.solve.additive import additive_pareto
from negosim.solve.linear import divided_frontier, linear_frontier
from negosim.solve.metrics import distance_to_frontier, opposition, rational_share
from negosim.solve.mixed import mixed_frontier

PLAIN = [[10, 0], [0, 10], [4, 4], [7, 2]]
fifths = st.integers(0, 5).map(lambda k: k / 5)
small_tables = st.tuples(st.integers(1, 40), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=fifths)
)


def undominated_by_definition(table):
    return [
        row
        for row in range(len(table))
        if not any((other >= table[row]).all() and (other > table[row]).any() for other in table)
    ]


@given(small_tables)
def test_frontier_is_what_the_definition_says(table):
    result = pareto(table)
    expected = undominated_by_definition(table)
    assert result.efficient.tolist() == expected
    assert result.size == len({tuple(table[row]) for row in expected})
    assert np.array_equal(table[result.indices], result.points)


@pytest.mark.parametrize("levels", [30, 3000, 10**9])
def test_frontier_of_a_long_list_is_that_of_a_plain_scan(levels):
    table = np.random.default_rng(levels).integers(0, levels, (20_000, 2)) / levels
    best, expected = -1.0, []
    for first, second in sorted(table.tolist(), reverse=True):
        if second > best:
            best = second
            expected.append((first, second))
    assert np.allclose(pareto(table).points, expected[::-1], atol=1e-12)


def test_frontier_of_a_long_list_of_three_parties_is_what_the_definition_says():
    table = np.random.default_rng(4).integers(0, 12, (3_000, 3)) / 12
    assert pareto(table).efficient.tolist() == undominated_by_definition(table)


def test_zero_sum_prices_are_all_efficient():
    prices = np.linspace(0, 1, 10_001)
    assert pareto(np.column_stack((prices, 1 - prices))).size == 10_001


def test_sums_that_differ_in_the_last_bit_are_one_point():
    result = pareto([[0.1 + 0.2, 0.5], [0.3, 0.5], [0.3, 0.5 - 1e-16]])
    assert result.size == 1
    assert result.efficient.tolist() == [0, 1, 2]
    assert result.indices.tolist() == [0]


def test_a_weighted_sum_scan_would_miss_half_of_the_frontier():
    # pareto.discrete_vs_lottery: four efficient outcomes, two of them supported (Geoffrion 1968)
    assert pareto(PLAIN).size == 4
    assert chain_of(PLAIN).vertices.tolist() == [[0, 10], [10, 0]]


@given(arrays(np.float64, st.tuples(st.integers(1, 30), st.just(2)), elements=fifths))
def test_no_point_lies_above_the_chain_and_its_vertices_are_points(table):
    chain = chain_of(table)
    assert (table[:, 1] <= chain.second(table[:, 0]) + 1e-12).all()
    assert np.array_equal(table[chain.indices], chain.vertices)
    slopes = np.diff(chain.vertices[:, 1]) / np.diff(chain.vertices[:, 0])
    assert (slopes < 0).all()
    assert (np.diff(slopes) < 0).all()


def test_linear_preferences_over_three_issues():
    # pareto.linear3.vertices: Raiffa 1982, ch. 10-11
    result = divided_frontier([0.5, 0.3, 0.2], [0.2, 0.3, 0.5])
    assert np.allclose(result.chain.vertices, [[0, 1], [0.5, 0.8], [0.8, 0.5], [1, 0]], atol=1e-9)
    assert result.corners.tolist() == [[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1]]


def test_logrolling_beats_splitting_each_issue():
    # pareto.linear3.logroll_gain: Raiffa 1982; Tollison and Willett 1979
    result = divided_frontier([0.5, 0.3, 0.2], [0.2, 0.3, 0.5])
    shares = result.values_at(0.65)
    assert np.allclose(shares, [1, 0.5, 0], atol=1e-9)
    assert float(result.chain.second(0.65)) == pytest.approx(0.65, abs=1e-9)
    logroll = np.array([shares @ [0.5, 0.3, 0.2], (1 - shares) @ [0.2, 0.3, 0.5]])
    assert (logroll - [0.5, 0.5]).sum() == pytest.approx(0.3, abs=1e-9)


def test_frontier_of_divisible_issues_is_that_of_a_linear_program():
    from scipy.optimize import linprog

    rng = np.random.default_rng(5)
    for _ in range(20):
        first, second = rng.normal(size=(2, 6))
        chain = linear_frontier(first, second, base=(0.5, -0.5)).chain
        for least in np.linspace(chain.vertices[0, 0], chain.vertices[-1, 0], 5):
            best = linprog(-second, A_ub=[-first], b_ub=[0.5 - least + 1e-12], bounds=(0, 1))
            assert float(chain.second(least)) == pytest.approx(-best.fun - 0.5, abs=1e-9)


def test_issues_both_want_alike_are_settled_at_once():
    result = linear_frontier([1, -1, 0, 2], [1, -2, 1, -1])
    assert (result.corners[:, :3] == [1, 0, 1]).all()
    assert len(result.chain.vertices) == 2


@given(st.lists(arrays(np.float64, st.tuples(st.integers(1, 4), st.just(2)), elements=fifths), min_size=1, max_size=4))
def test_merging_issue_by_issue_gives_the_frontier_of_all_outcomes(values):
    result = additive_pareto(values)
    everything = np.array([sum(rows) for rows in itertools.product(*values)])
    assert result.outcomes == len(everything)
    assert np.allclose(result.points, pareto(everything).points, atol=1e-11)
    reached = sum(table[result.choices[:, issue]] for issue, table in enumerate(values))
    assert np.allclose(reached, result.points, atol=1e-11)


def test_ten_thousand_million_outcomes_are_merged():
    rng = np.random.default_rng(6)
    values = [np.column_stack((x, 1 - x**2)) * rng.random(2) for x in rng.random((10, 10))]
    result = additive_pareto(values)
    assert result.outcomes == 10**10
    assert pareto(result.points).size == result.size
    # No outcome drawn at random lies above the frontier.
    picks = rng.integers(0, 10, (5_000, 10))
    drawn = sum(table[picks[:, issue]] for issue, table in enumerate(values))
    assert pareto(np.concatenate((result.points, drawn))).size == result.size


def test_mixed_frontier_is_that_of_a_fine_grid():
    rng = np.random.default_rng(7)
    finite = [rng.random((3, 2)) * 0.3 for _ in range(3)]
    first, second = np.array([0.4, 0.3]), np.array([-0.2, -0.5])
    result = mixed_frontier(finite, first, second, base=(0, 0.7))
    ticks = np.linspace(0, 1, 41)
    grid = np.array([[x, y] for x in ticks for y in ticks])
    divisible = np.column_stack((grid @ first, 0.7 + grid @ second))
    everything = np.concatenate([divisible + sum(rows) for rows in itertools.product(*finite)])
    inside = everything[everything[:, 0] <= result.ends[-1, 0]]
    # A drop of the frontier lies at a float that a sum in another order may miss by its last bit.
    assert (inside[:, 1] <= result.second(inside[:, 0] - 1e-12) + 1e-9).all()
    assert distance_to_frontier(pareto(everything).points, result).max() < 0.02
    for start, end, choice in zip(result.starts, result.ends, result.choices, strict=True):
        moved = sum(table[value] for table, value in zip(finite, choice, strict=True))
        chain = linear_frontier(first, second, base=(0, 0.7)).chain
        for point in (start, end, (start + end) / 2):
            assert float(chain.second(point[0] - moved[0] - 1e-12)) == pytest.approx(point[1] - moved[1], abs=1e-9)


def test_a_finite_choice_leaves_a_gap_in_the_mixed_frontier():
    # Two packages far apart, and little to divide: two pieces with a drop between them.
    result = mixed_frontier([[[0, 1], [1, 0]]], [0.1], [-0.1])
    assert np.allclose(result.starts, [[0, 1], [1, 0]])
    assert np.allclose(result.ends, [[0.1, 0.9], [1.1, -0.1]])
    assert np.allclose(result.second([0.05, 0.5, 1.05]), [0.95, 0, -0.05])
    assert result.second(1.2) == -np.inf


def test_distance_to_points_and_to_segments():
    assert distance_to_frontier([[0.5, 0.5], [0, 1]], pareto([[0, 1], [1, 0]])).tolist() == [np.sqrt(0.5), 0]
    assert distance_to_frontier([0, 0], chain_of([[0, 1], [1, 0]])) == pytest.approx(np.sqrt(0.5))
    assert distance_to_frontier(np.zeros((3, 4, 2)), chain_of([[1, 1]])).shape == (3, 4)


def test_opposition_is_zero_where_all_want_the_same():
    assert opposition([[0, 0], [1, 1], [0.5, 0.2]]) == 0
    assert opposition([[1, 0], [0, 1]]) == 1
    assert opposition([[1, 0], [0.5, 0.5], [0, 1]]) == pytest.approx(np.sqrt(0.5))


def test_share_of_rational_outcomes():
    assert rational_share(PLAIN, [4, 2]) == 0.5


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: pareto([]), "utilities"),
        (lambda: pareto([[1, np.nan]]), "utilities"),
        (lambda: pareto([[1, 2], [3]]), "utilities"),
        (lambda: pareto([1, 2]), "utilities"),
        (lambda: chain_of([[1, 2, 3]]), "points"),
        (lambda: additive_pareto([]), "values"),
        (lambda: additive_pareto([[[1, 2]], [[1, 2, 3]]]), "values[1]"),
        (lambda: additive_pareto([np.empty((0, 2))]), "values[0]"),
        (lambda: linear_frontier([], []), "first"),
        (lambda: linear_frontier([1], [1, 2]), "second"),
        (lambda: divided_frontier([1, -1], [1, 1]), "first"),
        (lambda: divided_frontier([1], [1]).values_at(2), "first"),
        (lambda: distance_to_frontier([1, 2, 3], pareto([[1, 2]])), "points"),
        (lambda: opposition([[1, 1]], ideal=[0, 1]), "ideal"),
    ],
)
def test_bad_input_names_the_argument(call, argument):
    with pytest.raises(SolverError) as caught:
        call()
    assert caught.value.argument == argument
