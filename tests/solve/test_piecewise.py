"""Frontiers of pieces: one issue whose utilities have kinks, against a fine grid of its values."""

from dataclasses import replace

import numpy as np
import pytest

from negosim.errors import SolverError
from negosim.solve import (
    SOLUTIONS,
    SolutionConcept,
    convex,
    finite,
    mixed_frontier,
    mixed_solutions,
    polyline_frontier,
)
from negosim.solve.lotteries import lotteries_over

NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@pytest.mark.parametrize("seed", range(40))
def test_solutions_on_a_curve_are_those_of_its_finest_list(seed):
    rng = np.random.default_rng(seed)
    knots = np.unique(np.round(np.append(rng.random(int(rng.integers(0, 5))), [0, 1]), 2))
    corners = np.round(rng.random((len(knots), 2)), 2)
    if seed % 2:
        corners = np.column_stack((np.sort(corners[:, 0]), np.sort(corners[:, 1])[::-1]))
    x = np.union1d(np.linspace(0, 1, 20_001), knots)
    listed = np.column_stack([np.interp(x, knots, utility) for utility in corners.T])
    point = np.round(corners.min(axis=0) + 0.3 * np.ptp(corners, axis=0), 2)
    frontier = polyline_frontier(corners)
    for name in NAMES:
        exact, near = getattr(mixed_solutions, name)(frontier, point), getattr(finite, name)(listed, point)
        if near.status == "ok":
            assert exact.value == pytest.approx(near.value, abs=2e-3)
            assert exact.value >= near.value - (2e-3 if name == "kalai_smorodinsky" else 1e-9)


def test_a_curve_that_turns_back_leaves_its_efficient_part():
    frontier = polyline_frontier([[0, 0], [0.5, 1], [1, 0.5], [0.8, 0.2]])
    assert frontier.starts.tolist() == [[0.5, 1]]
    assert frontier.ends.tolist() == [[1, 0.5]]
    assert polyline_frontier([[0.2, 0.2], [0.4, 0.9]]).ends.tolist() == [[0.4, 0.9]]
    assert polyline_frontier([[0.2, 0.2]]).ends.tolist() == [[0.2, 0.2]]


def test_a_solution_for_convex_problems_alone_is_defined_on_a_convex_part():
    raiffa = SOLUTIONS[-1]
    dented = polyline_frontier([[0, 1], [0.4, 0.4], [1, 0]])
    assert raiffa.over_pieces(dented, (0, 0)) is None
    assert raiffa.over_pieces(dented, (0.5, 0)) is not None
    assert raiffa.over_pieces(dented, (0.9, 0.9)).status == "no_agreement"


def test_a_solution_needs_no_more_than_its_solver_for_convex_problems():
    def second_takes_all(chain, disagreement):
        return replace(convex.nash(chain, disagreement, weights=(1e-6, 1)), name="any")

    concept = SolutionConcept(name="dictator", title="Dictator", convex=second_takes_all)
    bowed = [[0, 1], [0.6, 0.7], [1, 0]]
    drawn = concept.over_lotteries(lotteries_over(bowed, (0, 0)))
    assert concept.over_pieces(polyline_frontier(bowed), (0, 0)).name == drawn.name == "dictator"
    assert drawn.utilities == pytest.approx([0, 1], abs=1e-5)
    assert concept.over_lotteries(lotteries_over(np.eye(3), np.zeros(3))) is None


def test_discrete_issues_alone_make_a_frontier_of_points():
    frontier = mixed_frontier([[[0, 0.5], [0.3, 0.3], [0.5, 0]], [[0, 0.4], [0.2, 0.1]]], [], [])
    assert (frontier.starts == frontier.ends).all()
    choice, values = frontier.terms_at(frontier.ends[-1, 0])
    assert choice.tolist() == [2, 1]
    assert values.size == 0


def test_a_utility_that_rounding_lifts_past_a_drop_keeps_its_terms():
    # At the drop from one choice to the next, the first party's utility of the better one plus a rounding.
    frontier = mixed_frontier([[[0, 1], [0.5, 0]]], [0.6], [-0.1], base=(0.0, 0.1))
    drop = float(frontier.ends[0, 0])
    choice, values = frontier.terms_at(np.nextafter(drop, 2))
    assert choice.tolist() == frontier.terms_at(drop)[0].tolist()
    assert values == pytest.approx(frontier.terms_at(drop)[1])
    last = float(frontier.ends[-1, 0])
    assert frontier.terms_at(np.nextafter(last, 2))[0].tolist() == frontier.terms_at(last)[0].tolist()


def test_every_solution_has_a_name_a_title_and_a_solver_for_lotteries_and_pieces():
    assert [concept.name for concept in SOLUTIONS] == [*NAMES, "raiffa"]
    frontier = polyline_frontier([[0, 1], [0.6, 0.7], [1, 0]])
    for concept in SOLUTIONS:
        on_pieces, on_chain = concept.over_pieces(frontier, (0, 0)), concept.convex(frontier.chain(), (0, 0))
        drawn = concept.over_lotteries(lotteries_over([[0, 1], [0.6, 0.7], [1, 0]], (0, 0)))
        assert on_pieces.utilities == pytest.approx(on_chain.utilities, abs=1e-9)
        assert drawn.utilities == pytest.approx(on_chain.utilities, abs=1e-9)
        assert on_pieces.name == drawn.name == concept.name


def test_bad_input_names_the_argument():
    for points in ([], [[0, 1, 2]], [[0, np.nan]]):
        with pytest.raises(SolverError) as caught:
            polyline_frontier(points)
        assert caught.value.argument == "points"
