"""Quantile functions of the distributions from which a scenario can draw numbers.

The common ones are in closed form; any other distribution of :mod:`scipy.stats` comes as a table: a continuous one as
knots, its quantiles at evenly spaced normal scores from -FARTHEST to FARTHEST, so that both tails are there; a discrete
one as steps, its cumulative probabilities and then its values.
"""

from math import sqrt

from negosim.rules.arithmetic import exp, log, normal_quantile
from negosim.rules.records import Distribution

KINDS = ("uniform", "norm", "lognorm", "expon", "logistic", "triang", "knots", "steps")
FARTHEST = 8.25  # the normal scores of the first and the last knot, beyond those of every uniform number drawn
UNIFORM, NORM, LOGNORM, EXPON, LOGISTIC, TRIANG, KNOTS, STEPS = range(len(KINDS))


def quantile(distribution: Distribution, p: float) -> float:
    """Return the quantile of ``p`` of a distribution."""
    table = distribution.table
    if distribution.kind == KNOTS:
        place = (normal_quantile(p) + FARTHEST) * (len(table) - 1) / (2.0 * FARTHEST)
        j = min(len(table) - 2, int(place))
        return table[j] + (place - j) * (table[j + 1] - table[j])
    if distribution.kind == STEPS:
        return table[len(table) // 2 + first_step(distribution, p)]
    return distribution.loc + distribution.scale * standard_quantile(distribution.kind, distribution.shape, p)


def first_step(distribution: Distribution, p: float) -> int:
    """Return the position of the first cumulative probability that reaches ``p``, or of the last if none does."""
    first, last = 0, len(distribution.table) // 2 - 1
    while first < last:
        middle = (first + last) // 2
        if distribution.table[middle] < p:
            first = middle + 1
        else:
            last = middle
    return first


def standard_quantile(kind: int, shape: float, p: float) -> float:
    """Return the quantile of ``p`` of a distribution in standard form."""
    if kind == NORM:
        return normal_quantile(p)
    if kind == LOGNORM:
        return exp(shape * normal_quantile(p))
    if kind == EXPON:
        return -log(1.0 - p)
    if kind == LOGISTIC:
        return log(p / (1.0 - p))
    if kind == TRIANG:
        return sqrt(p * shape) if p < shape else 1.0 - sqrt((1.0 - p) * (1.0 - shape))
    return p
