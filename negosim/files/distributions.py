"""Distributions by their scipy names: which there are, which parameters they take, and their quantiles.

The rules have the quantile functions of `CLOSED` in closed form. Of any other distribution the quantiles are
tabulated here; only then is scipy imported.
"""

from __future__ import annotations

import warnings
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from time import process_time
from typing import Any

from negosim.domain import Distribution
from negosim.errors import did_you_mean
from negosim.rules.quantiles import KINDS, standard_quantile

# Shape parameters of the distributions that the rules draw from in closed form.
CLOSED: Mapping[str, tuple[str, ...]] = {
    "uniform": (),
    "norm": (),
    "lognorm": ("s",),
    "expon": (),
    "logistic": (),
    "triang": ("c",),
}
# Without a quantile function of scipy's own, and yet quick to invert; any other such distribution takes seconds to
# minutes, depending on its shape, and is refused.
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
STEPS = 4096
END = 1 / 8192  # probability of the first and the last knot, in place of 0 and 1
PROBABILITY_BITS = 40  # to which a probability is worked out for a message
LEAST = 2.0**-53  # the least probability that is drawn; the largest is 1 - LEAST

_Complaint = tuple[str, str, str]


def check_distribution(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None) -> Iterator[_Complaint]:
    """Yield what is wrong with a distribution: the key at fault, the problem, the mend."""
    if dist not in CLOSED and dist not in scipy_names():
        names = (*CLOSED, *scipy_names())
        yield (
            "dist",
            f"'{dist}' is no distribution of scipy.stats",
            (did_you_mean(dist, names) or "well known ones are " + ", ".join(CLOSED)),
        )
        return
    if not _is_quick(dist):
        yield "dist", _too_long(dist), "take one that scipy.stats has the quantiles of, such as norm, gamma, beta or t"
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
    """Say whether a distribution is discrete, so that it has no scale."""
    return dist not in CLOSED and not hasattr(_scipy_distribution(dist), "pdf")


def is_whole(dist: str, loc: float) -> bool:
    """Say whether a distribution draws whole numbers alone."""
    return is_discrete(dist) and float(loc).is_integer()


@lru_cache(maxsize=1)
def scipy_names() -> tuple[str, ...]:
    """Return the names of the univariate distributions of scipy.stats; imports scipy."""
    from scipy import stats

    kinds = (stats.rv_continuous, stats.rv_discrete)
    return tuple(sorted(name for name in dir(stats) if isinstance(getattr(stats, name), kinds)))


def distribution(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None) -> Distribution:
    """Return the domain's distribution, with quantiles where the rules have no closed form.

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
    quantiles = distribution(dist, shapes, loc, scale).quantiles
    return quantiles[0], quantiles[-1]


def share_below(dist: str, shapes: Mapping[str, float], loc: float, scale: float | None, limit: float) -> float:
    """Return the probability that a number drawn from a distribution lies below a limit."""
    if dist not in CLOSED:
        quantiles = distribution(dist, shapes, loc, scale).quantiles
        return bisect_left(quantiles, limit) / len(quantiles)
    low, high = 0.0, 1.0
    for _ in range(PROBABILITY_BITS):
        middle = (low + high) / 2
        if _closed_quantile(dist, shapes, loc, scale, middle) < limit:
            low = middle
        else:
            high = middle
    return low


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
        yield "s", f"{shapes['s']:g} is not above 0, as the shape s of 'lognorm' is", ""
    elif dist == "triang" and not 0 <= shapes["c"] <= 1:
        yield "c", f"{shapes['c']:g} lies outside 0–1, where the mode c of 'triang' lies", ""
    elif dist not in CLOSED and any(
        not SMALLEST_SHAPE <= abs(value) <= LARGEST_SHAPE for value in shapes.values() if value
    ):
        problem = f"a shape of '{dist}' lies outside {SMALLEST_SHAPE:g} to {LARGEST_SHAPE:g} in size"
        yield "", problem, "its quantiles cannot be tabulated; take shapes nearer to 1"
    elif dist not in CLOSED:
        if _takes_long(dist, shapes):
            yield "", _too_long(dist), "take shapes nearer to 1, or another distribution"
            return
        quantiles = distribution(dist, shapes, loc, scale).quantiles
        if not all(abs(value) < float("inf") for value in quantiles):
            given = ", ".join(f"{name} = {value:g}" for name, value in shapes.items())
            yield "", f"'{dist}' is not defined for {given or 'these parameters'}", "see its page in scipy.stats"


@lru_cache(maxsize=256)
def _quantiles(dist: str, parameters: tuple[tuple[str, float], ...]) -> tuple[float, ...]:
    """Tabulate a quantile function: knots at j/1024 with the ends cut, or steps at (j + 0.5)/4096."""
    import numpy as np

    if is_discrete(dist):
        probabilities = (np.arange(STEPS) + 0.5) / STEPS
    else:
        probabilities = np.clip(np.arange(KNOTS) / (KNOTS - 1), END, 1 - END)
    return tuple(float(value) for value in _ppf(dist, parameters, probabilities))


def _ppf(dist: str, parameters: tuple[tuple[str, float], ...], probabilities: Any) -> Any:
    """Return the quantiles that scipy gives; nan where it refuses the parameters."""
    import numpy as np

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return np.atleast_1d(np.asarray(_frozen(dist, parameters).ppf(probabilities), dtype=float))
        except (ArithmeticError, ValueError, TypeError, RuntimeError, MemoryError):  # what scipy makes of odd shapes
            return np.array([np.nan])


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
    return f"the quantiles of '{dist}' take too long to work out"


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
