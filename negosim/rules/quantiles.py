"""Quantile functions of the distributions that a scenario may draw its numbers from.

The common ones are in closed form; any other distribution of :mod:`scipy.stats` comes as a table of quantiles.
"""

from math import sqrt

from negosim.rules.arithmetic import exp, log, normal_quantile
from negosim.rules.layout import Floats

KINDS = ("uniform", "norm", "lognorm", "expon", "logistic", "triang", "knots", "steps")
UNIFORM, NORM, LOGNORM, EXPON, LOGISTIC, TRIANG, KNOTS, STEPS = range(len(KINDS))


def quantile(numbers: Floats, kind: int, at: int, length: int, p: float) -> float:
    """Return the quantile of ``p`` of a distribution; at ``at`` lie its loc, scale and shape, or its table."""
    if kind == KNOTS:
        place = p * (length - 1)
        j = min(length - 2, int(place))
        return numbers[at + j] + (place - j) * (numbers[at + j + 1] - numbers[at + j])
    if kind == STEPS:
        return numbers[at + min(length - 1, int(p * length))]
    return numbers[at] + numbers[at + 1] * standard_quantile(kind, numbers[at + 2], p)


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
