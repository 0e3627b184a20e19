"""95 % confidence intervals of shares, means, quantiles and differences of paired shares.

Shares and quantiles have exact intervals: for any sample size, they contain the true value in at least 95 of 100
samples. Wilson's interval of a share is shorter, but for some rare events it contains the true value in only 84 of 100.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from scipy.special import betainc, betaincinv, stdtrit

__all__ = [
    "FEW",
    "LEVEL",
    "TAIL",
    "Interval",
    "mean_interval",
    "paired_share_interval",
    "quantile_ranks",
    "share_interval",
]

Interval = tuple[float, float]
LEVEL = 0.95
TAIL = (1.0 - LEVEL) / 2.0
FEW = 30  # below this number of values, an interval of a mean assumes that they are roughly normal


def share_interval(count: int, n: int) -> Interval:
    """Return the interval of a probability, from the number of times that an event happened in ``n`` trials.

    Source: Clopper and Pearson (1934).

    Examples
    --------
    >>> low, high = share_interval(0, 200)
    >>> low, round(high, 4)
    (0.0, 0.0183)
    """
    low = float(betaincinv(count, n - count + 1, TAIL)) if count > 0 else 0.0
    high = float(betaincinv(count + 1, n - count, 1.0 - TAIL)) if count < n else 1.0
    return low, high


def mean_interval(mean: float, se: float, degrees: int) -> Interval | None:
    """Return the interval of a mean by Student's t; ``None`` if there are no degrees of freedom.

    Parameters
    ----------
    mean : float
        The mean.
    se : float
        Standard error of the mean.
    degrees : int
        Degrees of freedom of the standard error.
    """
    if degrees < 1:
        return None
    half_width = float(stdtrit(degrees, 1.0 - TAIL)) * se
    return mean - half_width, mean + half_width


@lru_cache(maxsize=4096)  # all measures and points need the same few
def quantile_ranks(n: int, p: float) -> tuple[int, int] | None:
    """Return the ranks, from 1, of the values of a sorted sample that are the ends of a quantile's interval.

    ``None`` if the sample is too small: the median of five values, for example, lies outside their range in more than
    one of 20 samples. With ties, the interval contains the quantile even more often.

    Source: David and Nagaraja (2003), section 7.1.

    Examples
    --------
    >>> quantile_ranks(100, 0.5)
    (40, 61)
    """
    low = _rank(n, p)
    high = n + 1 - _rank(n, 1.0 - p)
    return (low, high) if low >= 1 and high <= n else None


def paired_share_interval(gained: int, lost: int, n: int) -> Interval:
    """Return the interval of the difference of two probabilities, from ``n`` pairs of outcomes.

    The exact intervals of the probabilities of gaining and of losing are combined by the method of variance estimates
    recovery, so the interval has a width even if hardly any pair differs.

    Source: Newcombe (1998), method 10, with intervals of Clopper and Pearson (1934).

    Parameters
    ----------
    gained, lost : int
        Number of pairs in which the event happened only in the second, and only in the first.
    """
    (low_gain, high_gain), (low_loss, high_loss) = share_interval(gained, n), share_interval(lost, n)
    gain, loss = gained / n, lost / n
    rest = (1.0 - gain) * (1.0 - loss)
    correlation = sqrt(gain * loss / rest) if rest > 0.0 else 0.0  # of gain and -loss: a pair that gains does not lose
    difference = gain - loss
    below = _combined(gain - low_gain, high_loss - loss, correlation)
    above = _combined(high_gain - gain, loss - low_loss, correlation)
    return max(-1.0, difference - below), min(1.0, difference + above)


def _combined(a: float, b: float, correlation: float) -> float:
    return sqrt(a * a + b * b + 2.0 * correlation * a * b)


def _rank(n: int, p: float) -> int:
    """Return the largest rank whose value exceeds the quantile with a probability of at most the tail; 0 if none."""
    below, above = 0, n  # the rank is in [below, above)
    while above - below > 1:
        middle = (below + above) // 2
        if betainc(n - middle + 1, middle, 1.0 - p) <= TAIL:  # at most middle - 1 of n values lie below
            below = middle
        else:
            above = middle
    return below
