"""Correlated numbers: normal scores correlated by a Gaussian copula."""

from negosim.rules.arithmetic import normal_probability, normal_quantile
from negosim.rules.luck import luck
from negosim.rules.philox import DRAWS
from negosim.rules.quantiles import quantile
from negosim.rules.records import Copula, Table, assign

LEAST = 1.0 / 9007199254740992.0  # the lowest probability that is drawn


def draw_correlated(table: Table, copula: Copula) -> None:
    """Draw the correlated numbers.

    Source: Nelsen (2006), section 2.9, the Gaussian copula.
    """
    correlate(table, copula)
    for draw in copula.draws:
        assign(draw.place, quantile(draw.distribution, copula.probabilities[draw.member]))


def correlate(table: Table, copula: Copula) -> None:
    """Draw the probability of each member: independent normal scores, times the Cholesky factor."""
    count = len(copula.keys)
    for member in range(count):
        copula.scores[member] = normal_quantile(luck(table, DRAWS, copula.keys[member]))
    for member in range(count):
        score = 0.0
        for other in range(member + 1):
            score += copula.factor[member * count + other] * copula.scores[other]
        copula.probabilities[member] = min(1.0 - LEAST, max(LEAST, normal_probability(score)))
