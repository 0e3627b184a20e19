"""The axioms of cooperative bargaining, one property each, and the examples where a solution breaks one.

The table of theory catalogue, section 2: Pareto (egalitarian in weak form only), symmetry (all), scale
covariance (Nash, Kalai-Smorodinsky, Raiffa), independence of irrelevant alternatives (Nash, egalitarian,
utilitarian), individual and restricted monotonicity (Kalai-Smorodinsky; egalitarian the latter),
disagreement-point monotonicity (Nash, Kalai-Smorodinsky, egalitarian).
"""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negosim.solve import chain_of, convex, finite
from negosim.solve.raiffa import raiffa_discrete

ALL = [convex.nash, convex.kalai_smorodinsky, convex.egalitarian, convex.utilitarian, raiffa_discrete]
EFFICIENT = [convex.nash, convex.kalai_smorodinsky, convex.utilitarian, raiffa_discrete]
COVARIANT = [convex.nash, convex.kalai_smorodinsky, raiffa_discrete]
S1 = [[0, 0], [1, 0], [0, 1], [0.75, 0.75]]
S2 = [[0, 0], [1, 0], [0, 1], [1, 0.7]]

tenths = st.integers(0, 10).map(lambda k: k / 10)
heights = st.integers(0, 20).map(lambda k: k / 10)
polygons = st.lists(st.tuples(tenths, tenths), min_size=1, max_size=8)
disagreements = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda d: [d[0] / 20, d[1] / 20])


def named(solvers):
    return pytest.mark.parametrize("solver", solvers, ids=lambda solver: solver.__name__)


def solved(solver, points, disagreement):
    """Solve where both can gain; otherwise drop the example."""
    chain = chain_of(points)
    assume((chain.vertices.max(axis=0) > np.add(disagreement, 1e-9)).all())
    result = solver(chain, disagreement)
    assume(result.status == "ok")
    assume((convex.ideal_point(chain, disagreement) > np.add(disagreement, 1e-6)).all())
    return result.utilities


@named(EFFICIENT)
@given(points=polygons, disagreement=disagreements)
def test_solution_is_pareto_efficient(solver, points, disagreement):
    first, second = solved(solver, points, disagreement)
    chain = chain_of(points)
    assert float(chain.second(first - 1e-9)) <= second + 1e-7
    assert float(chain.first(second - 1e-9)) <= first + 1e-7


@given(points=polygons, disagreement=disagreements)
def test_egalitarian_is_weakly_pareto_efficient(points, disagreement):
    first, second = solved(convex.egalitarian, points, disagreement)
    assert float(chain_of(points).second(min(first + 1e-9, 2))) <= second + 1e-7


def test_proportional_is_not_pareto_efficient():
    # proportional.2to1
    assert np.allclose(convex.egalitarian(chain_of(S2), [0, 0], proportions=[2, 1]).utilities, [1, 0.5], atol=1e-9)


@named(ALL)
@given(points=polygons, least=st.integers(0, 6).map(lambda k: k / 20))
def test_solution_is_symmetric(solver, points, least):
    both = points + [(second, first) for first, second in points]
    first, second = solved(solver, both, [least, least])
    assert first == pytest.approx(second, abs=1e-7)


@named(COVARIANT)
@given(
    points=polygons,
    disagreement=disagreements,
    scale=st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)),
    shift=st.tuples(st.floats(-5, 5), st.floats(-5, 5)),
)
def test_solution_is_scale_covariant(solver, points, disagreement, scale, shift):
    base = solved(solver, points, disagreement)
    other = solver(chain_of(np.multiply(points, scale) + shift), np.multiply(disagreement, scale) + shift)
    assert np.allclose(other.utilities, base * scale + shift, atol=1e-6)


def test_scale_of_the_catalogue():
    # axiom.scale: multiplying the first utility by ten
    wide = chain_of(np.multiply(S2, [10, 1]))
    assert np.allclose(convex.nash(wide, [0, 0]).utilities, [10, 0.7], atol=1e-9)
    result = convex.kalai_smorodinsky(wide, [0, 0]).utilities
    assert np.allclose(result, [7.692307692307692, 0.7692307692307692], atol=1e-9)
    base = convex.egalitarian(chain_of(S2), [0, 0]).utilities
    assert np.allclose(base, 0.7692307692307692, atol=1e-9)
    assert np.allclose(convex.egalitarian(wide, [0, 0]).utilities, 0.970873786407767, atol=1e-9)


def test_egalitarian_and_utilitarian_are_not_scale_covariant():
    wide = np.multiply(S2, [10, 1])
    covariant = convex.egalitarian(chain_of(S2), [0, 0]).utilities * [10, 1]
    assert not np.allclose(convex.egalitarian(chain_of(wide), [0, 0]).utilities, covariant, atol=1e-3)
    tall = np.multiply(S1, [0.2, 1])
    covariant = convex.utilitarian(chain_of(S1), [0, 0]).utilities * [0.2, 1]
    assert not np.allclose(convex.utilitarian(chain_of(tall), [0, 0]).utilities, covariant, atol=1e-3)


@named([convex.nash, convex.egalitarian, convex.utilitarian])
@given(points=polygons, disagreement=disagreements, kept=st.lists(st.integers(0, 7)))
def test_solution_is_independent_of_irrelevant_alternatives(solver, points, disagreement, kept):
    best = solved(solver, points, disagreement)
    # A solution that has a whole segment to choose from is independent as a set only.
    assume(len(solver(chain_of(points), disagreement).ties) == 1)
    fewer = [points[number] for number in kept if number < len(points)]
    again = solver(chain_of([*fewer, best.tolist()]), disagreement)
    assert np.allclose(again.utilities, best, atol=1e-6)


def test_kalai_smorodinsky_depends_on_irrelevant_alternatives():
    # axiom.iia.ks_violates
    whole, cut = chain_of([[0, 1], [1, 0]]), chain_of([[0, 1], [0.5, 0.5]])
    assert np.allclose(convex.nash(whole, [0, 0]).utilities, 0.5, atol=1e-9)
    assert np.allclose(convex.nash(cut, [0, 0]).utilities, 0.5, atol=1e-9)
    assert np.allclose(convex.kalai_smorodinsky(whole, [0, 0]).utilities, 0.5, atol=1e-9)
    assert np.allclose(convex.kalai_smorodinsky(cut, [0, 0]).utilities, [1 / 3, 2 / 3], atol=1e-9)
    assert not np.allclose(raiffa_discrete(cut, [0, 0]).utilities, 0.5, atol=1e-3)


@named([convex.kalai_smorodinsky, convex.egalitarian])
@given(points=polygons, disagreement=disagreements, share=st.tuples(tenths, tenths))
def test_solution_is_restrictedly_monotone(solver, points, disagreement, share):
    """More to share, with the same ideal point, takes nothing from anyone."""
    before = solved(solver, points, disagreement)
    ideal = convex.ideal_point(chain_of(points), disagreement)
    more = np.add(disagreement, share * (ideal - disagreement))
    larger = chain_of([*points, more.tolist()])
    # A bulge may push the frontier out where the other gets its reservation, and with it the ideal point.
    assume(np.allclose(convex.ideal_point(larger, disagreement), ideal, atol=1e-12))
    after = solver(larger, disagreement).utilities
    assert (after >= before - 1e-7).all()


@named([convex.kalai_smorodinsky, convex.egalitarian])
@given(points=polygons, disagreement=disagreements, more=st.tuples(tenths, heights))
def test_solution_is_individually_monotone(solver, points, disagreement, more):
    """More for the second party at every utility of the first, whose ideal stays, takes nothing from the second."""
    before = solved(solver, points, disagreement)
    ideal = convex.ideal_point(chain_of(points), disagreement)
    first = disagreement[0] + more[0] * (ideal[0] - disagreement[0])
    larger = chain_of([*points, (first, more[1])])
    assume(abs(convex.ideal_point(larger, disagreement)[0] - ideal[0]) <= 1e-12)
    after = solver(larger, disagreement).utilities
    assert after[1] >= before[1] - 1e-7


def test_nash_is_not_monotone():
    # axiom.ks1975.monotonicity: S1 lies in S2, with the same ideal point
    small, large = chain_of(S1), chain_of(S2)
    assert np.allclose(convex.nash(small, [0, 0]).utilities, [0.75, 0.75], atol=1e-9)
    assert np.allclose(convex.nash(large, [0, 0]).utilities, [1, 0.7], atol=1e-9)
    assert np.allclose(convex.kalai_smorodinsky(small, [0, 0]).utilities, [0.75, 0.75], atol=1e-9)
    assert np.allclose(convex.kalai_smorodinsky(large, [0, 0]).utilities, 0.7692307692307692, atol=1e-9)
    assert np.array_equal(convex.ideal_point(small, [0, 0]), convex.ideal_point(large, [0, 0]))


@named(ALL)
@given(points=polygons, disagreement=disagreements)
def test_solution_is_individually_rational(solver, points, disagreement):
    assert (solved(solver, points, disagreement) >= np.subtract(disagreement, 1e-12)).all()


@named([convex.nash, convex.kalai_smorodinsky, convex.egalitarian])
@given(points=polygons, disagreement=disagreements, rise=st.integers(1, 6).map(lambda k: k / 20))
def test_a_better_fallback_does_not_hurt(solver, points, disagreement, rise):
    before = solved(solver, points, disagreement)
    after = solved(solver, points, [disagreement[0] + rise, disagreement[1]])
    assert after[0] >= before[0] - 1e-7


@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0, 0.9), st.floats(0, 0.9))
def test_all_solutions_that_are_covariant_agree_on_a_triangle(width, height, first, second):
    assume(first + second < 0.95)
    chain, disagreement = chain_of([[0, height], [width, 0]]), [first * width, second * height]
    middle = [(1 + first - second) / 2 * width, (1 + second - first) / 2 * height]
    for solver in COVARIANT:
        assert np.allclose(solver(chain, disagreement).utilities, middle, atol=1e-9)


def test_random_polygons_of_the_catalogue_violate_nothing():
    # axiom.random_polygons: 300 polygons, seed 3
    rng = np.random.default_rng(3)
    for _ in range(300):
        points = rng.random((8, 2))
        chain = chain_of(points)
        nash, smorodinsky = (solver(chain, [0, 0]).utilities for solver in COVARIANT[:2])
        assert float(chain.second(nash[0])) == pytest.approx(nash[1], abs=1e-9)
        mirrored = convex.nash(chain_of(points[:, ::-1]), [0, 0]).utilities
        assert np.allclose(mirrored, nash[::-1], atol=1e-9)
        scale, shift = rng.uniform(0.5, 2, 2), rng.uniform(-1, 1, 2)
        moved = chain_of(points * scale + shift)
        assert np.allclose(convex.nash(moved, shift).utilities, nash * scale + shift, atol=1e-9)
        shifted = convex.kalai_smorodinsky(moved, shift).utilities
        assert np.allclose(shifted, smorodinsky * scale + shift, atol=1e-9)
        assert np.allclose(convex.nash(chain_of([*points[:4], nash]), [0, 0]).utilities, nash, atol=1e-9)


tables = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=20)
FINITE = [finite.nash, finite.kalai_smorodinsky, finite.egalitarian, finite.utilitarian]


@named(FINITE)
@given(table=tables)
def test_discrete_solution_is_symmetric(solver, table):
    assert solver(table, [1, 1]).ties.tolist() == solver([row[::-1] for row in table], [1, 1]).ties.tolist()


@named([finite.nash, finite.kalai_smorodinsky])
@given(table=tables, scale=st.tuples(st.floats(0.01, 100), st.floats(0.01, 100)), shift=st.integers(-5, 5))
def test_discrete_solution_is_scale_covariant(solver, table, scale, shift):
    scale = np.round(scale, 2)
    moved = solver(np.multiply(table, scale) + shift, scale + shift)
    assert moved.ties.tolist() == solver(table, [1, 1]).ties.tolist()


@named([finite.nash, finite.egalitarian, finite.utilitarian])
@given(table=tables, data=st.data())
def test_discrete_solution_is_independent_of_irrelevant_alternatives(solver, table, data):
    result = solver(table, [1, 1])
    assume(result.index is not None)
    kept = sorted(data.draw(st.sets(st.integers(0, len(table) - 1))) | {result.index})
    again = solver([table[number] for number in kept], [1, 1])
    assert [kept[number] for number in again.ties] == [number for number in result.ties if number in kept]
