"""Point forecasts as distributions: the error is Student's t, by a normal-inverse-gamma prior.

Source: Gelman et al. (2013), sections 3.3 and 14.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["BIAS_CASES", "GRID", "VARIANCE_CASES", "regression", "student", "with_bias"]

Reals = npt.NDArray[np.float64]
GRID = (np.arange(2000) + 0.5) / 2000.0  # a distribution is represented by these quantiles
VARIANCE_CASES = 2.0  # how many cases the prior guess of the spread counts for
BIAS_CASES = 1.0  # how many cases the prior guess of no bias counts for
FARTHEST = 3.0  # standard deviations to which a feature is cut off


@lru_cache(maxsize=256)
def _student_quantiles(freedom: float) -> Reals:
    from scipy import stats

    return np.asarray(stats.t.ppf(GRID, freedom), float)


def student(errors: Sequence[float], point: float, *, spread: float) -> Reals:
    """Return a point forecast with a Student-t error around it, as quantiles.

    Parameters
    ----------
    errors : sequence of float
        Past errors of the point forecast.
    point : float
        The forecast.
    spread : float
        Prior guess of the errors' standard deviation, which counts for two cases.
    """
    squares = float(np.sum(np.square(errors)))
    freedom = VARIANCE_CASES + len(errors)
    scale = np.sqrt((VARIANCE_CASES * spread**2 + squares) / freedom)
    return np.asarray(point + scale * _student_quantiles(freedom), float)


def with_bias(errors: Sequence[float], point: float, *, spread: float) -> Reals:
    """Return a point forecast shifted by its mean past error, as quantiles; the prior of no bias counts for one case.

    The arguments are those of `student`.
    """
    past = np.asarray(errors, float)
    n = len(past)
    cases = BIAS_CASES + n
    mean = float(past.mean()) if n else 0.0
    squares = VARIANCE_CASES * spread**2 + float(((past - mean) ** 2).sum()) + BIAS_CASES * n / cases * mean**2
    freedom = VARIANCE_CASES + n
    scale = np.sqrt(squares / freedom * (1.0 + 1.0 / cases))
    return np.asarray(point + past.sum() / cases + scale * _student_quantiles(freedom), float)


def regression(
    features: Reals, values: Reals, asked: Reals, *, centre: float, spread: float, shrinkage: float, scaled: bool = True
) -> Reals:
    """Return the prediction of a ridge regression, as quantiles.

    Parameters
    ----------
    features : array of float, shape (cases, features)
        Of past cases.
    values : array of float, shape (cases,)
        What came of them.
    asked : array of float, shape (features,)
        Features of the case to predict.
    centre : float
        Prior guess of the mean, which counts for one case.
    spread : float
        Prior guess of the errors' standard deviation.
    shrinkage : float
        Precision of the prior of each coefficient, in cases.
    scaled : bool
        Whether features are standardised by the past cases.
    """
    design, row = features, asked
    if scaled:
        mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
        design = (features - mean) / deviation
        row = np.clip((asked - mean) / deviation, -FARTHEST, FARTHEST)
    design = np.column_stack([np.ones(len(design)), design])
    row = np.concatenate([[1.0], row])
    precision = design.T @ design + np.diag([BIAS_CASES] + [shrinkage] * features.shape[1])
    above = values - centre
    mean = np.linalg.solve(precision, design.T @ above)
    freedom = VARIANCE_CASES + len(values)
    squares = VARIANCE_CASES * spread**2 + above @ above - mean @ precision @ mean
    scale = np.sqrt(squares / freedom * (1.0 + row @ np.linalg.solve(precision, row)))
    return np.asarray(centre + row @ mean + scale * _student_quantiles(freedom), float)
