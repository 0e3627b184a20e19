"""Numbers with as many digits as their intervals support."""

from __future__ import annotations

from math import floor, isfinite, log10

from negosim.study.estimate.estimates import Share
from negosim.study.estimate.intervals import Interval

__all__ = [
    "NOTHING",
    "decimals_for",
    "ends",
    "percent",
    "percent_ends",
    "percent_with_interval",
    "plain",
    "rounded",
    "scale_of",
]

NOTHING = "\N{EN DASH}"
SIGNIFICANT = 6
SCALES = ((1e18, 1e15, "quadrillion"), (1e15, 1e12, "trillion"), (1e12, 1e9, "billion"), (1e9, 1e6, "million"))


def decimals_for(error: float) -> int:
    """Return how many decimal places show two digits of an error; below zero if it exceeds 100.

    Examples
    --------
    >>> decimals_for(0.0123), decimals_for(22.0), decimals_for(4_500.0)
    (3, 0, -2)
    """
    return 1 - floor(log10(error))


def rounded(x: float, decimals: int) -> str:
    """Return a number to some decimal places, its thousands separated.

    Examples
    --------
    >>> rounded(54_483_123.4, 0), rounded(54_483_123.4, -2), rounded(0.51234, 3)
    ('54,483,123', '54,483,100', '0.512')
    """
    text = f"{round(x, decimals):,.{max(0, decimals)}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.,") else text


def plain(x: float, separator: str = ",") -> str:
    """Return a number without a known error: all digits before the point, and six significant ones.

    Examples
    --------
    >>> plain(54_483_123.4), plain(0.123456789), plain(12.5)
    ('54,483,123', '0.123457', '12.5')
    """
    if x == 0.0 or not isfinite(x):
        return "0" if x == 0.0 else str(x)
    if abs(x) < 1e-5:
        return f"{x:.{SIGNIFICANT}g}"
    text = f"{x:{separator}.{max(0, SIGNIFICANT - 1 - floor(log10(abs(x))))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ends(interval: Interval | None, decimals: int | None = None) -> str:
    """Return an interval with its ends rounded to some decimal places, or with all their digits."""
    if interval is None:
        return NOTHING
    return " to ".join(plain(end) if decimals is None else rounded(end, decimals) for end in interval)


def percent(share: Share) -> str:
    """Return a share as ``98.45 %``."""
    low, high = share.interval
    return f"{rounded(100.0 * share.p, max(0, decimals_for(50.0 * (high - low))))} %"


def percent_with_interval(share: Share) -> str:
    """Return a share with its interval, as ``0.00 % (95 %: 0 to 1.8 %)``."""
    return f"{percent(share)} (95 %: {percent_ends(share.interval)})"


def percent_ends(interval: Interval) -> str:
    """Return the interval of a share, as ``0 to 1.8 %``: two digits of its width, unless an end is certain."""
    low, high = (100.0 * end for end in interval)
    decimals = max(0, decimals_for(high - low))
    return " to ".join(plain(end) if end in (0.0, 100.0) else rounded(end, decimals) for end in (low, high)) + " %"


def scale_of(largest: float) -> tuple[float, str]:
    """Return the unit, and its name, in which numbers of a size are shown: 1 and no name below a thousand million."""
    for least, unit, name in SCALES:
        if abs(largest) >= least:
            return unit, name
    return 1.0, ""
