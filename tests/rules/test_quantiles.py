"""Quantile functions against scipy's."""

import numpy as np
import pytest
from scipy import stats

from negosim.rules.quantiles import (
    EXPON,
    FARTHEST,
    KINDS,
    KNOTS,
    LOGISTIC,
    LOGNORM,
    NORM,
    STEPS,
    TRIANG,
    UNIFORM,
    quantile,
)
from negosim.rules.records import Distribution

PROBABILITIES = np.concatenate([np.linspace(0.001, 0.999, 199), 10.0 ** np.arange(-15.0, -3.0)])
OF_SCIPY = {
    UNIFORM: (0.0, stats.uniform()),
    NORM: (0.0, stats.norm()),
    LOGNORM: (0.7, stats.lognorm(0.7)),
    EXPON: (0.0, stats.expon()),
    LOGISTIC: (0.0, stats.logistic()),
    TRIANG: (0.3, stats.triang(0.3)),
}


@pytest.mark.parametrize("kind", OF_SCIPY, ids=lambda kind: KINDS[kind])
@pytest.mark.parametrize(("loc", "scale"), [(0.0, 1.0), (15.5, 1.5), (-3.0, 200.0)])
def test_a_quantile_is_scipys(kind, loc, scale):
    shape, distribution = OF_SCIPY[kind]
    own = Distribution(kind=kind, loc=loc, scale=scale, shape=shape, table=[])
    ours = [quantile(own, float(p)) for p in PROBABILITIES]
    assert ours == pytest.approx(loc + scale * distribution.ppf(PROBABILITIES), rel=1e-13, abs=1e-13 * scale)


@pytest.mark.parametrize("c", [0.0, 1.0])
def test_a_triangle_may_lean_on_its_side(c):
    own = Distribution(kind=TRIANG, loc=0.0, scale=1.0, shape=c, table=[])
    ours = [quantile(own, float(p)) for p in PROBABILITIES]
    assert ours == pytest.approx(stats.triang(c).ppf(PROBABILITIES), rel=1e-10, abs=1e-12)


def tabulated(kind, *quantiles):
    return Distribution(kind=kind, loc=0.0, scale=1.0, shape=0.0, table=list(quantiles))


def test_a_table_of_knots_is_read_between_their_normal_scores():
    knots = tabulated(KNOTS, 0.0, 1.0, 4.0)
    scores = (-FARTHEST, -FARTHEST / 2, 0.0, FARTHEST / 2, FARTHEST / 4)
    drawn = [quantile(knots, float(stats.norm.cdf(score))) for score in scores]
    assert drawn == pytest.approx([0.0, 0.5, 1.0, 2.5, 1.75], abs=1e-9)


def test_a_table_of_steps_gives_each_step_its_share():
    steps = tabulated(STEPS, 0.5, 0.75, 1.0, 3.0, 5.0, 8.0)
    drawn = [quantile(steps, (j + 0.5) / 400) for j in range(400)]
    assert [drawn.count(value) for value in (3.0, 5.0, 8.0)] == [200, 100, 100]
    assert [quantile(steps, p) for p in (1e-300, 0.5, 0.5 + 1e-15, 1.0)] == [3.0, 3.0, 5.0, 8.0]
