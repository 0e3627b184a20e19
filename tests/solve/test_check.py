"""Random bargaining problems, solved as their definitions say; `python -m negosim.solve.check` tries more of them."""

import numpy as np
import pytest

from negosim.solve import check
from negosim.solve.results import Solution, Status


@pytest.mark.parametrize("seed", [11, 12])
def test_random_problems_are_solved_as_defined(seed):
    for number in range(25):
        assert list(check.faults(check.random_problem(np.random.default_rng((seed, number))))) == []


@pytest.mark.parametrize("number", [22_052, 56_919, 81_708, 87_697])
def test_problems_lost_by_a_rounding_are_solved_as_defined(number):
    assert list(check.faults(check.random_problem(np.random.default_rng((0, number))))) == []


@pytest.mark.slow
def test_many_random_problems_are_solved_as_defined(capsys):
    assert check.main(["-n", "1000", "--seed", "7"]) == 0
    assert capsys.readouterr().out == "1,000 bargaining problems, 0 faults\n"


def test_a_wrong_solution_is_found_out(monkeypatch, capsys):
    def first(problem, _=None):
        table = problem.table if isinstance(problem, check.finite.Gains) else problem.rows
        return Solution(
            name="nash",
            status=Status.OK,
            utilities=table[0],
            index=0,
            ties=np.zeros(1, int),
            probabilities=np.ones(1),
        )

    monkeypatch.setattr(check.finite, "nash", first)
    monkeypatch.setattr(check.lottery, "nash", first)
    assert check.main(["-n", "30"]) == 1
    reported = capsys.readouterr().out
    assert "finite.nash" in reported
    assert "lottery.nash" in reported
