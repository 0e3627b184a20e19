"""Distributions by their scipy names: their parameters and their quantiles.

The rules have the quantile functions of `CLOSED` in closed form. Of any other distribution the quantiles are
tabulated here; only then is scipy imported.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from time import process_time
from typing import Any

from negosim.domain import Distribution
from negosim.errors import did_you_mean
from negosim.rules.quantiles import FARTHEST, KINDS, STEPS, quantile, standard_quantile
from negosim.rules.quantiles import KNOTS as KNOTTED
from negosim.rules.records import Distribution as Record

# Shape parameters of the distributions that the rules draw from in closed form.
CLOSED: Mapping[str, tuple[str, ...]] = {
    "uniform": (),
    "norm": (),
    "lognorm": ("s",),
    "expon": (),
    "logistic": (),
    "triang": ("c",),
}
# Without a quantile function of scipy's own, but quick to invert; any other such distribution takes seconds to minutes,
# depending on its shape, and is rejected.
INVERTED = (
    "argus",
    "exponnorm",
    "foldcauchy",
    "foldnorm",
    "vonmises",
    "vonmises_line",
)
SLOWEST_POINT = 0.005  # seconds for one quantile; common ones take a thousandth of it, odd shapes twenty times as long
SMALLEST_SHAPE, LARGEST_SHAPE = 1e-6, 1e6
SLOW = (
    "betanbinom",
    "ksone",
    "kstwo",
    "nchypergeom_fisher",
    "nchypergeom_wallenius",
)  # with a quantile function, a slow one
KNOTS = 1025
MOST_VALUES = 65_536  # of a discrete distribution
NEGLIGIBLE = 1e-18  # a value of a discrete distribution that is never drawn
PROBABILITY_DECIMALS = 15  # to which sums outside the tails are rounded, so that a coin's median is the lower side
TAIL = 1e-3
PROBABILITY_BITS = 40  # to which a probability is computed for a message
LEAST = 2.0**-53  # the least probability that is drawn; the largest is 1 - LEAST

# What scipy raises for shapes that it cannot work with.
_ODD_SHAPES = (ArithmeticError, ValueError, TypeError, RuntimeError, MemoryError)
_Complaint = tuple[str, str, str]


def check_distribution(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None) -> Iterator[_Complaint]:
    """Yield the key, the problem and the fix for each error in a distribution."""
    if dist not in CLOSED and dist not in scipy_names():
        names = (*CLOSED, *scipy_names())
        yield (
            "dist",
            f"'{dist}' is not a distribution of scipy.stats",
            (did_you_mean(dist, names) or "well known ones are " + ", ".join(CLOSED)),
        )
        return
    if not _is_quick(dist):
        yield "dist", _too_long(dist), "use one whose quantiles are quick to compute, such as norm, gamma, beta or t"
        return
    expected = shape_names(dist)
    complaints = [*_misnamed(dist, expected, shapes), *_without_scale(dist, scale)]
    yield from complaints
    if not complaints:
        yield from _out_of_range(dist, shapes, loc, scale)


def shape_names(dist: str) -> tuple[str, ...]:
    """Return the names of a distribution's shape parameters, in scipy's order."""
    if dist in CLOSED:
        return CLOSED[dist]
    text = _scipy_distribution(dist).shapes or ""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def is_discrete(dist: str) -> bool:
    """Return whether a distribution is discrete, so that it has no scale."""
    return dist not in CLOSED and not hasattr(_scipy_distribution(dist), "pdf")


def is_whole(dist: str, loc: float) -> bool:
    """Return whether a distribution draws only whole numbers."""
    return is_discrete(dist) and float(loc).is_integer()


@lru_cache(maxsize=1)
def scipy_names() -> tuple[str, ...]:
    """Return the names of the univariate distributions of scipy.stats; imports scipy."""
    from scipy import stats

    kinds = (stats.rv_continuous, stats.rv_discrete)
    return tuple(sorted(name for name in dir(stats) if isinstance(getattr(stats, name), kinds)))


def distribution(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None) -> Distribution:
    """Return a distribution of the domain, with quantiles if the rules have no closed form for it.

    Parameters
    ----------
    shapes : mapping of str to float
        Its shape parameters by name; checked before by `check_distribution`.
    """
    ordered = tuple((name, shapes[name]) for name in shape_names(dist))
    if is_discrete(dist):
        parameters = (*ordered, ("loc", loc))
    else:
        parameters = (*ordered, ("loc", loc), ("scale", 1.0 if scale is None else scale))
    if dist in CLOSED:
        return Distribution(dist=dist, parameters=parameters)
    return Distribution(
        dist=dist,
        parameters=parameters,
        quantiles=_quantiles(dist, parameters),
        discrete=is_discrete(dist),
    )


def median(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None) -> float:
    """Return the median of a distribution, to place it against a range."""
    if dist in CLOSED:
        return _closed_quantile(dist, shapes, loc, scale, 0.5)
    return float(_frozen(dist, tuple(distribution(dist, shapes, loc, scale).parameters)).median())


def reach(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None) -> tuple[float, float]:
    """Return the lowest and the highest number that can be drawn from a distribution."""
    if dist in CLOSED:
        low, high = (_closed_quantile(dist, shapes, loc, scale, p) for p in (LEAST, 1.0 - LEAST))
        return low, high
    drawn = distribution(dist, shapes, loc, scale)
    return _quantile(drawn, shapes, LEAST), _quantile(drawn, shapes, 1.0 - LEAST)


def share_below(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None, limit: float) -> float:
    """Return the probability that a number drawn from a distribution lies below a limit."""
    drawn = distribution(dist, shapes, loc, scale)
    low, high = 0.0, 1.0
    for _ in range(PROBABILITY_BITS):
        middle = (low + high) / 2
        if _quantile(drawn, shapes, middle) < limit:
            low = middle
        else:
            high = middle
    return low


def _quantile(drawn: Distribution, shapes: Mapping[str, float], p: float) -> float:
    given = dict(drawn.parameters)
    if not drawn.quantiles:
        return _closed_quantile(drawn.dist, shapes, given["loc"], given["scale"], p)
    kind = STEPS if drawn.discrete else KNOTTED
    return quantile(Record(kind=kind, loc=0.0, scale=1.0, shape=0.0, table=list(drawn.quantiles)), p)


def _closed_quantile(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None, p: float) -> float:
    shape = next(iter(shapes.values()), 0.0)
    return loc + (1.0 if scale is None else scale) * standard_quantile(KINDS.index(dist), shape, p)


def _misnamed(dist: str, expected: tuple[str, ...], shapes: Mapping[str, float]) -> Iterator[_Complaint]:
    takes = ", ".join((*expected, "loc") if is_discrete(dist) else (*expected, "loc", "scale"))
    for name in shapes:
        if name not in expected:
            allowed = (*expected, "loc", "scale", "dist")
            yield name, f"'{dist}' has no parameter '{name}'; it takes {takes}", did_you_mean(name, allowed)
    for name in expected:
        if name not in shapes:
            yield name, f"'{dist}' needs the parameter '{name}'; it takes {takes}", f"write {name} = …"


def _without_scale(dist: str, scale: float | None) -> Iterator[_Complaint]:
    if scale is not None and is_discrete(dist):
        yield "scale", f"'{dist}' is discrete and takes no scale", "remove it"


def _out_of_range(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None) -> Iterator[_Complaint]:
    if dist == "lognorm" and shapes["s"] <= 0:
        yield "s", f"{shapes['s']:g} is not above 0, as the shape s of 'lognorm' must be", ""
    elif dist == "triang" and not 0 <= shapes["c"] <= 1:
        yield "c", f"{shapes['c']:g} is not between 0 and 1, as the mode c of 'triang' must be", ""
    elif dist not in CLOSED and any(
        not SMALLEST_SHAPE <= abs(value) <= LARGEST_SHAPE for value in shapes.values() if value
    ):
        problem = f"a shape of '{dist}' lies outside {SMALLEST_SHAPE:g} to {LARGEST_SHAPE:g} in size"
        yield "", problem, "its quantiles cannot be tabulated; use shapes closer to 1"
    elif dist not in CLOSED:
        if not is_discrete(dist) and _takes_long(dist, shapes):
            yield "", _too_long(dist), "use shapes closer to 1, or another distribution"
            return
        quantiles = distribution(dist, shapes, loc, scale).quantiles
        if not quantiles:
            yield "", f"'{dist}' takes more than {MOST_VALUES:,} values", "use a continuous distribution instead"
        elif not all(abs(value) < float("inf") for value in quantiles):
            given = ", ".join(f"{name} = {value:g}" for name, value in shapes.items())
            yield "", f"'{dist}' is not defined for {given or 'these parameters'}", "see its page in scipy.stats"


@lru_cache(maxsize=256)
def _quantiles(dist: str, parameters: tuple[tuple[str, float], ...]) -> tuple[float, ...]:
    """Tabulate a quantile function as `negosim.rules.quantiles` reads it; nan if it is not defined.

    A discrete one has its cumulative probabilities and then its values, none if there are too many; a continuous
    one its values at evenly spaced normal scores, as far as the uniform numbers reach.
    """
    import numpy as np

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            frozen = _frozen(dist, parameters)
            table = _steps(frozen) if is_discrete(dist) else _knots(frozen)
        except _ODD_SHAPES:
            table = np.array([np.nan])
    return tuple(table.tolist())


def _knots(frozen: Any) -> Any:
    """Return the quantiles at normal scores from -FARTHEST to FARTHEST; the upper ones by the upper tail."""
    import numpy as np
    from scipy.special import ndtr

    tail = ndtr(np.linspace(-FARTHEST, 0.0, KNOTS // 2 + 1))
    return np.maximum.accumulate(np.concatenate([frozen.ppf(tail), frozen.isf(tail[-2::-1])]))


def _steps(frozen: Any) -> Any:
    """Return the cumulative probabilities and the values, from the mean outwards until the rest is negligible."""
    import numpy as np

    lowest, highest = frozen.support()
    mean = float(frozen.mean())
    middle = np.floor(min(max(mean, lowest), highest)) if abs(mean) < np.inf else lowest
    middle += (lowest - np.floor(lowest)) if abs(lowest) < np.inf else 0.0  # values lie at loc plus whole numbers
    reach = 8.0
    while True:
        low, high = max(lowest, middle - reach), min(highest, middle + reach)
        if high - low >= MOST_VALUES:
            return np.array([])
        ends_low = low == lowest or frozen.pmf(low) < NEGLIGIBLE
        if ends_low and (high == highest or frozen.pmf(high) < NEGLIGIBLE):
            break
        reach *= 2.0
    values = np.arange(low, high + 0.5)
    masses = frozen.pmf(values)
    below, above = np.cumsum(masses), np.cumsum(masses[::-1])[::-1] - masses
    cumulative = np.where(below < 0.5, below, 1.0 - above)
    inner = np.minimum(below, above) > TAIL
    cumulative[inner] = np.round(cumulative[inner], PROBABILITY_DECIMALS)
    kept = masses > 0.0
    return np.concatenate([cumulative[kept], values[kept]])


def _ppf(dist: str, parameters: tuple[tuple[str, float], ...], probability: float) -> None:
    """Compute a quantile to measure its time."""
    import numpy as np

    with np.errstate(all="ignore"), warnings.catch_warnings(), suppress(*_ODD_SHAPES):
        warnings.simplefilter("ignore")
        _frozen(dist, parameters).ppf(probability)


def _frozen(dist: str, parameters: tuple[tuple[str, float], ...]) -> Any:
    return _scipy_distribution(dist)(**dict(parameters))


def _takes_long(dist: str, shapes: Mapping[str, float]) -> bool:
    """Return whether for these shapes a quantile takes far longer than it usually does."""
    began = process_time()
    for probability in (LEAST, 0.3, 1.0 - LEAST):
        _ppf(dist, tuple(shapes.items()), probability)
        if process_time() - began > 3 * SLOWEST_POINT:
            began = process_time()  # once more, as the first may have had to import
            _ppf(dist, tuple(shapes.items()), probability)
            return process_time() - began > SLOWEST_POINT
    return False


def _too_long(dist: str) -> str:
    return f"the quantiles of '{dist}' take too long to compute"


def _is_quick(dist: str) -> bool:
    """Return whether the quantiles of a distribution can be tabulated in a second or so."""
    if dist in CLOSED or dist in INVERTED:
        return True
    if is_discrete(dist):
        return dist not in SLOW
    from scipy.stats import rv_continuous

    return dist not in SLOW and type(_scipy_distribution(dist))._ppf is not rv_continuous._ppf


def _scipy_distribution(dist: str) -> Any:
    from scipy import stats

    return getattr(stats, dist)
