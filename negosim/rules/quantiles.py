"""Quantile functions of the distributions that a scenario may draw its numbers from.

The common ones are in closed form; any other distribution of :mod:`scipy.stats` comes as a table of quantiles.
"""

from math import sqrt

from negosim.rules.arithmetic import exp, log, normal_quantile
from negosim.rules.records import Distribution

KINDS = ("uniform", "norm", "lognorm", "expon", "logistic", "triang", "knots", "steps")
UNIFORM, NORM, LOGNORM, EXPON, LOGISTIC, TRIANG, KNOTS, STEPS = range(len(KINDS))


def quantile(distribution: Distribution, p: float) -> float:
    """Return the quantile of ``p`` of a distribution."""
    table = distribution.table
    if distribution.kind == KNOTS:
        place = p * (len(table) - 1)
        j = min(len(table) - 2, int(place))
        return table[j] + (place - j) * (table[j + 1] - table[j])
    if distribution.kind == STEPS:
        return table[min(len(table) - 1, int(p * len(table)))]
    return distribution.loc + distribution.scale * standard_quantile(distribution.kind, distribution.shape, p)


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
