"""The textbook's table of solutions and axioms is what random problems show: no counter-example, or one."""

import re
from pathlib import Path

import numpy as np
import pytest

from negosim.solve import chain_of, convex, raiffa_discrete

PAGE = Path(__file__).parents[2] / "docs" / "textbook" / "solutions.md"
SOLVERS = {
    "Nash": convex.nash,
    "Kalai-Smor.": convex.kalai_smorodinsky,
    "egalitarian": convex.egalitarian,
    "utilitarian": convex.utilitarian,
    "Raiffa": raiffa_discrete,
}
CLOSE = 1e-6
PROBLEMS = 400


def table():
    """Return what the page says: by axiom and solution, "yes", "no" or "weakly"."""
    lines = re.findall(r"^\|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    rows = [[cell.strip(" *") for cell in line.split("|")] for line in lines]
    [head] = [row for row in rows if row[1:] == list(SOLVERS)]
    return {
        (row[0], name): word for row in rows if row[0] in AXIOMS for name, word in zip(head[1:], row[1:], strict=True)
    }


def problem(rng):
    """Return a convex problem with free disposal and one greatest sum of utilities, and a fallback inside it."""
    best = rng.uniform(0.55, 0.95, 2)
    points = np.vstack(([0.0, 1.0], [1.0, 0.0], best, rng.random((rng.integers(1, 4), 2))))
    return points, rng.uniform(0.0, 0.35, 2)


def chosen(solver, points, fallback):
    return solver(chain_of(points), fallback).utilities


def is_inefficient(solver, points, fallback, rng, *, strictly=False):
    """Tell whether something is better for one and no worse for the other; or, strictly, better for both."""
    fallback = fallback - rng.random(2)  # so low that the greatest equal gains may leave something over
    chain, result = chain_of(points), chosen(solver, points, fallback)
    room = float(chain.first(result[1] - CLOSE) - result[0]), float(chain.second(result[0] - CLOSE) - result[1])
    away = chain.second(result[0] + 1e-3) > result[1] + 1e-3
    return bool(away) if strictly else max(room) > 1e-3


def is_asymmetric(solver, points, fallback, rng):
    both = np.vstack((points, points[:, ::-1], [0.9, 0.9]))
    result = chosen(solver, both, fallback[[0, 0]])
    return abs(result[0] - result[1]) > CLOSE


def minds_units(solver, points, fallback, rng):
    scale, shift = rng.uniform(0.5, 3.0, 2), rng.uniform(-1.0, 1.0, 2)
    moved = chosen(solver, points * scale + shift, fallback * scale + shift)
    return np.abs(moved - (chosen(solver, points, fallback) * scale + shift)).max() > CLOSE


def minds_irrelevant_alternatives(solver, points, fallback, rng):
    """Take away what gives the first party more than something between its share and its best."""
    chain, result = chain_of(points), chosen(solver, points, fallback)
    most = rng.uniform(result[0], chain.vertices[-1, 0])
    kept = np.vstack((chain.vertices[chain.vertices[:, 0] <= most], [most, chain.second(most)]))
    return np.abs(chosen(solver, kept, fallback) - result).max() > CLOSE


def is_harmed_by_more(solver, points, fallback, rng):
    """Add outcomes that leave the ideal point where it is: seen from the origin it is (1, 1)."""
    more, origin = np.vstack((points, rng.random((2, 2)))), np.zeros(2)
    return (chosen(solver, points, origin) - chosen(solver, more, origin)).max() > CLOSE


def is_harmed_by_a_better_fallback(solver, points, fallback, rng):
    better = fallback + rng.uniform(0.0, 0.1) * np.array([1.0, 0.0])
    return chosen(solver, points, fallback)[0] - chosen(solver, points, better)[0] > CLOSE


AXIOMS = {
    "Efficiency": is_inefficient,
    "Symmetry": is_asymmetric,
    "Scale": minds_units,
    "Irrelevant alternatives": minds_irrelevant_alternatives,
    "Monotonicity": is_harmed_by_more,
    "Fallbacks": is_harmed_by_a_better_fallback,
}


def counter_examples(breaks, solver, **options):
    """Count the random problems in which a solution breaks an axiom."""
    rng = np.random.default_rng(20200331)
    return sum(bool(breaks(solver, *problem(rng), rng, **options)) for _ in range(PROBLEMS))


@pytest.mark.parametrize(("axiom", "name"), sorted(table()))
def test_the_table_says_which_axiom_a_solution_keeps(axiom, name):
    word, result = table()[axiom, name], counter_examples(AXIOMS[axiom], SOLVERS[name])
    assert (word == "yes") == (result == 0), f"{name} breaks {axiom} in {result} of {PROBLEMS} problems"
    if word == "weakly":
        assert counter_examples(AXIOMS[axiom], SOLVERS[name], strictly=True) == 0


def test_the_table_is_whole():
    assert set(table()) == {(axiom, name) for axiom in AXIOMS for name in SOLVERS}
