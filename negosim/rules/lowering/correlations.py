"""The correlated quantities, in the form in which the rules draw them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import sqrt

from negosim.domain.numbers import Correlation
from negosim.errors import Fault, ScenarioError
from negosim.rules.luck import key_of
from negosim.rules.records import Copula

ROUNDING = 1e-9  # a remaining share of a variance of 1 below this counts as 0
Matrix = list[list[float]]


def members_of(correlations: Sequence[Correlation]) -> tuple[str, ...]:
    """Return the quantities that are correlated, in the order in which they are named first."""
    return tuple(dict.fromkeys(chain.from_iterable(each.between for each in correlations)))


def copula_of(correlations: Sequence[Correlation], file: str) -> Copula | None:
    """Return the copula of a scenario's correlations, without the numbers that it draws; ``None`` if there are none.

    Raises
    ------
    ScenarioError
        If their matrix is not positive semidefinite.
    """
    names = members_of(correlations)
    if not names:
        return None
    factor, failing = cholesky(matrix_of(correlations))
    if failing is not None:
        raise ScenarioError([Fault(file=file, path="correlations", problem=impossible(names[failing]), fix=NEARER)])
    return Copula(
        keys=[key_of(f"quantities.{name}") for name in names],
        factor=list(chain.from_iterable(factor)),
        scores=[0.0] * len(names),
        probabilities=[0.5] * len(names),
        draws=[],
    )


NEARER = "bring them closer to 0"


def impossible(name: str) -> str:
    """Return what is wrong with correlations that fail at a quantity."""
    return f"with '{name}' the matrix of the correlations is not positive semidefinite"


def matrix_of(correlations: Sequence[Correlation]) -> Matrix:
    """Return the correlations as a matrix; those that are not given are 0."""
    names = members_of(correlations)
    matrix = [[float(row == column) for column in range(len(names))] for row in range(len(names))]
    for each in correlations:
        row, column = (names.index(name) for name in each.between)
        matrix[row][column] = matrix[column][row] = each.rho
    return matrix


def cholesky(matrix: Matrix) -> tuple[Matrix, int | None]:
    """Return the lower triangular factor of a correlation matrix, which may be singular, and the row where it fails."""
    count = len(matrix)
    factor = [[0.0] * count for _ in range(count)]
    for row in range(count):
        for column in range(row + 1):
            left = matrix[row][column] - sum(factor[row][k] * factor[column][k] for k in range(column))
            if row == column:
                if left < -ROUNDING:
                    return factor, row
                factor[row][row] = sqrt(left) if left > ROUNDING else 0.0
            elif factor[column][column] > 0.0:
                factor[row][column] = left / factor[column][column]
            elif abs(left) > sqrt(ROUNDING):
                return factor, row
    return factor, None
