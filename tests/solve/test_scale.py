"""A problem in other units has the same solution; what a party does not mind is relative to what it has at stake."""

import numpy as np
import pytest

from negosim.errors import SolverError
from negosim.solve import chain_of, convex, finite, four_solutions, interval_solutions, lottery, mixed_frontier, pareto
from negosim.solve import mixed_solutions as mixed
from negosim.solve.raiffa import raiffa_discrete, raiffa_lottery

NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
SCALES = (1e-280, 1e-12, 1e12, 1e280)
TABLE = np.array([[0.0, 1.0], [0.3, 0.9], [0.6, 0.65], [0.85, 0.3], [1.0, 0.1], [0.4, 0.4]])
POINT = np.array([0.1, 0.2])


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("lotteries", [False, True])
@pytest.mark.parametrize("parties", [2, 3])
def test_a_solution_scales_with_the_utilities(scale, lotteries, parties):
    table, point = (TABLE, POINT) if parties == 2 else (np.column_stack((TABLE, TABLE[::-1, 0])), np.full(3, 0.1))
    base = four_solutions(table, point, lotteries=lotteries)
    for name, solution in four_solutions(table * scale, point * scale, lotteries=lotteries).items():
        assert solution.status == base[name].status == "ok"
        assert solution.utilities / scale == pytest.approx(base[name].utilities, abs=1e-9)
        unit = 1.0 if name == "kalai_smorodinsky" else scale
        assert solution.value / unit == pytest.approx(base[name].value, abs=1e-9)


@pytest.mark.parametrize("name", ["nash", "kalai_smorodinsky"])
@pytest.mark.parametrize("lotteries", [False, True])
def test_nash_and_kalai_smorodinsky_do_not_see_the_unit_of_one_party(name, lotteries):
    scales, solver = [1e-12, 1e12], getattr(lottery if lotteries else finite, name)
    base, other = solver(TABLE, POINT), solver(TABLE * scales, POINT * scales)
    assert other.utilities / scales == pytest.approx(base.utilities, abs=1e-9)


@pytest.mark.parametrize("scale", SCALES)
def test_frontiers_of_segments_scale(scale):
    for name in NAMES:
        base, other = (getattr(convex, name)(chain_of(TABLE * by), POINT * by) for by in (1.0, scale))
        assert other.utilities / scale == pytest.approx(base.utilities, abs=1e-9)
        choices = np.array([[0.0, 0.5], [0.3, 0.35], [0.6, 0.0]])
        frontiers = [
            mixed_frontier([choices * by], [0.2 * by], [-0.3 * by], base=(0.0, 0.3 * by)) for by in (1.0, scale)
        ]
        base, other = (getattr(mixed, name)(at, POINT * by) for at, by in zip(frontiers, (1.0, scale), strict=True))
        assert other.utilities / scale == pytest.approx(base.utilities, abs=1e-9)


@pytest.mark.parametrize("scale", [1e-12, 1e12])
def test_raiffa_scales(scale):
    for solver, problem in ((raiffa_discrete, chain_of), (raiffa_lottery, np.array)):
        base, other = solver(problem(TABLE), POINT), solver(problem(TABLE * scale), POINT * scale)
        assert other.status == "ok"
        assert other.utilities / scale == pytest.approx(base.utilities, abs=1e-7)


@pytest.mark.parametrize("scale", [1e-100, 1e-12, 1e12, 1e100])
def test_one_issue_scales(scale):
    base, other = (
        interval_solutions(lambda x, by: by * x, lambda x, by: by * (1 - x * x), 0, 1, POINT * by, args=(by,))
        for by in (1.0, scale)
    )
    for name in NAMES:
        assert other[name].agreed
        assert other[name].x == pytest.approx(base[name].x, abs=1e-7)


def test_a_terrible_disagreement_point_does_not_blur_what_is_chosen():
    table = [[0.5, 0.5], [0.7, 0.5], [0.2, 0.6]]
    for lotteries in (False, True):
        for name, solution in four_solutions(table, [-1e9, 0], lotteries=lotteries).items():
            assert not (np.array(table) > solution.utilities).all(axis=1).any()
            if name == "utilitarian":
                assert solution.utilities.tolist() == [0.7, 0.5]
                assert solution.value == pytest.approx(1.2)
    assert finite.egalitarian(table, [-1e9, 0]).index == 2
    assert finite.egalitarian(table[:2], [-1e9, 0]).index == 1
    terrible = interval_solutions(lambda x: x, lambda x: 1 - x * x, 0, 1, (-1e9, -1e9))["utilitarian"]
    assert terrible.x == pytest.approx(0.5, abs=1e-6)
    assert terrible.value == pytest.approx(1.25)


def test_rounding_alone_neither_makes_nor_unmakes_a_rational_outcome():
    third = 0.1 + 0.2
    for table, point in (([[0.3, 0.5]], [third, 0.5]), ([[third - 0.3, 0.5], [-1, 1]], [0.0, 0.5])):
        for lotteries in (False, True):
            assert all(result.status == "ok" for result in four_solutions(table, point, lotteries=lotteries).values())
    assert four_solutions([[0.3, 0.5]], [0.3 + 1e-9, 0.5])["nash"].status == "no_agreement"
    assert convex.nash(chain_of([[0.3, 0.5]]), [third, 0.5]).status == "ok"


def test_outcomes_that_differ_by_rounding_alone_are_one_point_of_the_frontier_at_any_scale():
    table = np.array([[0.1 + 0.2, 0.7], [0.3, 0.7], [0.7, 0.3]])
    for scale in (1e-12, 1.0, 1e12):
        frontier = pareto(table * scale)
        assert frontier.size == 2
        assert frontier.efficient.tolist() == [0, 1, 2]


@pytest.mark.parametrize("scale", [1e300, 1e-300])
def test_numbers_at_the_ends_of_what_floats_hold_are_refused_with_a_unit_to_choose(scale):
    with pytest.raises(SolverError, match="near 1") as caught:
        four_solutions(TABLE * scale, POINT * scale)
    assert caught.value.argument == "utilities"


def test_value_means_the_same_for_every_kind_of_problem():
    # a line from (0, 1) to (1, 0) with d = (0.2, 0): as outcomes, lotteries, chain, pieces and issue
    point = (0.2, 0.0)
    line = np.column_stack((np.linspace(0, 1, 1001), np.linspace(1, 0, 1001)))
    issue = interval_solutions(lambda x: x, lambda x: 1 - x, 0, 1, point)
    expected = {"nash": 0.4, "kalai_smorodinsky": 0.5, "egalitarian": 0.4, "utilitarian": 1.0}
    for name, value in expected.items():
        answers = [
            getattr(finite, name)(line, point),
            getattr(lottery, name)(line, point),
            getattr(convex, name)(chain_of(line), point),
            getattr(mixed, name)(mixed_frontier([], [1.0], [-1.0], base=(0.0, 1.0)), point),
            issue[name],
        ]
        assert [float(answer.value) for answer in answers] == pytest.approx([value] * 5, abs=1e-9)


@pytest.mark.parametrize("scale", [1.0, 7.489318401532442e9, 1e-12, 1e12])
def test_where_nobody_can_gain_all_lotteries_agree_on_no_gain(scale):
    # a third of the second outcome and two thirds of the fourth are worth no agreement to both, and nothing is better
    utilities = np.array([[2.0, -3.0], [3.0, -2.0], [2.0, -3.0], [-3.0, 1.0]]) * scale
    disagreement = np.array([-1.0, 0.0]) * scale
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "raiffa"):
        solution = getattr(lottery, name)(utilities, disagreement)
        assert solution.status == "ok", name
        assert solution.utilities == pytest.approx(disagreement, abs=1e-12 * scale)
