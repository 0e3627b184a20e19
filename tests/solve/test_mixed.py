"""The frontier over finite and divisible issues together."""

import numpy as np

from negosim.solve import convex, mixed_solutions
from negosim.solve.linear import linear_frontier
from negosim.solve.mixed import mixed_frontier


def test_divisible_issues_alone_have_the_frontier_of_divisible_issues():
    first, second = [0.2, 0.15, 0.65], [-0.35, -0.5, -0.15]
    mixed = mixed_frontier([], first, second, base=(0.0, 1.0))
    chain = linear_frontier(first, second, base=(0.0, 1.0)).chain
    np.testing.assert_allclose(mixed.second(chain.vertices[:, 0]), chain.vertices[:, 1], atol=1e-12)
    same = convex.egalitarian(chain, (0.3, 0.3)).utilities
    np.testing.assert_allclose(mixed_solutions.egalitarian(mixed, (0.3, 0.3)).utilities, same, atol=1e-12)
    choice, shares = mixed.terms_at(float(same[0]))
    assert choice.size == 0
    assert shares.shape == (3,)
