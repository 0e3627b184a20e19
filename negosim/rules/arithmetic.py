"""Elementary functions that give the same bits everywhere: built from ``+ - * /``, ``sqrt`` and comparisons.

The library functions of Python, numpy and a compiler's runtime differ in the last bits, so a negotiation would
depend on the driver that runs it. Each function here states its error bound; ``tests/rules/test_arithmetic.py``
measures it.
``split`` and ``scale`` have a second body in :mod:`negosim.batch.primitives`.
"""

from math import frexp, inf, isnan, ldexp, nan, sqrt

LN2_HIGH = 6.93147180369123816490e-01  # ln 2 in two parts: high has 33 bits, so k * LN2_HIGH is exact
LN2_LOW = 1.90821492927058770002e-10
LOG2E = 1.4426950408889634
SQRT_HALF = 0.7071067811865476
EXP_MAX = 709.782712893384
EXP_MIN = -745.1332191019412
DENSITY_AT_0 = 0.3989422804014327  # of the standard normal distribution
TAIL_TERMS = 150  # of a continued fraction, enough beyond 2 standard deviations


def split(x: float) -> tuple[float, int]:
    """Return the mantissa in [1/2, 1) and the exponent of a positive finite number."""
    return frexp(x)


def scale(x: float, exponent: int) -> float:
    """Return ``x`` times two to the ``exponent``."""
    return ldexp(x, exponent)


def exp(x: float) -> float:
    """Return e to the ``x``; within 1 ulp.

    Source: house rule; argument reduction by ln 2, then the Taylor series to degree 13 (remainder below 4e-18).
    """
    if isnan(x):
        return nan
    if x > EXP_MAX:
        return inf
    if x < EXP_MIN:
        return 0.0
    k = floor(x * LOG2E + 0.5)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    z = r * r  # the terms in pairs, so that a processor works on several at once
    tail = 1.0 / 39916800.0 + r * (1.0 / 479001600.0) + z * (1.0 / 6227020800.0)
    tail = 1.0 / 362880.0 + r * (1.0 / 3628800.0) + z * tail
    tail = 1.0 / 5040.0 + r * (1.0 / 40320.0) + z * tail
    tail = 1.0 / 120.0 + r * (1.0 / 720.0) + z * tail
    tail = 1.0 / 6.0 + r * (1.0 / 24.0) + z * tail
    return scale(1.0 + (r + z * (0.5 + r * tail)), int(k))


def floor(x: float) -> float:
    """Return the largest whole number not above ``x``, as a float."""
    whole = float(int(x))
    return whole - 1.0 if whole > x else whole


def log(x: float) -> float:
    """Return the natural logarithm of ``x``; within 1 ulp; ``-inf`` at 0, nan below.

    Source: house rule; log m = 2 artanh((m - 1)/(m + 1)) for the mantissa m, as a series to degree 23.
    """
    if isnan(x) or x < 0.0:
        return nan
    if x == 0.0:
        return -inf
    if x == inf:
        return inf
    mantissa, exponent = split(x)
    if mantissa < SQRT_HALF:
        mantissa, exponent = 2.0 * mantissa, exponent - 1
    f = mantissa - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z  # in pairs, as above
    tail = 1.0 / 19.0 + z * (1.0 / 21.0) + w * (1.0 / 23.0)
    tail = 1.0 / 15.0 + z * (1.0 / 17.0) + w * tail
    tail = 1.0 / 11.0 + z * (1.0 / 13.0) + w * tail
    tail = 1.0 / 7.0 + z * (1.0 / 9.0) + w * tail
    tail = z * (1.0 / 3.0 + z * (1.0 / 5.0) + w * tail)
    # log m = f - s (f - 2 tail): the large term f is exact, so only the small ones are rounded
    k = float(exponent)
    return k * LN2_HIGH + (f - (s * (f - 2.0 * tail) - k * LN2_LOW))


def power(x: float, y: float) -> float:
    """Return ``x`` to the ``y`` for ``x >= 0``; whole exponents to 64 by repeated squaring.

    ``power(0, y)`` is 0 for positive ``y`` and 1 for ``y = 0``.
    """
    if x <= 0.0:
        return 1.0 if y == 0.0 else 0.0
    if 0.0 <= y <= 64.0 and floor(y) == y:
        n = int(y)
        result = 1.0
        square = x
        while n > 0:
            if n & 1:
                result *= square
            square *= square
            n >>= 1
        return result
    return exp(y * log(x))


def logistic(x: float) -> float:
    """Return 1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exp(-x))


def normal_quantile(p: float) -> float:
    """Return the standard normal quantile of ``p`` in (0, 1); error below 1e-15 of it, plus 1e-16.

    Source: Wichura (1988), Algorithm AS 241, routine PPND16, Applied Statistics 37(3).
    """
    q = p - 0.5
    if -0.425 <= q <= 0.425:
        return q * _central(0.180625 - q * q)
    r = sqrt(-log(p if q < 0.0 else 1.0 - p))
    tail = _middle(r - 1.6) if r <= 5.0 else _far(r - 5.0)
    return -tail if q < 0.0 else tail


def normal_probability(z: float) -> float:
    """Return the probability that a standard normal number is below ``z``; error below 2e-14 of it.

    Source: Abramowitz and Stegun (1964), 26.2.11 (a series) and, in the tails, 26.2.14 (a continued fraction).
    """
    size = abs(z)
    density = DENSITY_AT_0 * exp(-0.5 * size * size)
    if size >= 2.0:
        rest = size
        for n in range(TAIL_TERMS, 0, -1):
            rest = size + float(n) / rest
        return 1.0 - density / rest if z > 0.0 else density / rest
    term = total = size
    odd = 1.0
    while total + term != total:
        odd += 2.0
        term *= size * size / odd
        total += term
    return 0.5 + density * total if z > 0.0 else 0.5 - density * total


def _central(r: float) -> float:
    n = 6.7265770927008700853e4 + r * (3.3430575583588128105e4 + r * 2.5090809287301226727e3)
    n = 1.3731693765509461125e4 + r * (4.5921953931549871457e4 + r * n)
    n = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * (1.9715909503065514427e3 + r * n))
    d = 3.9307895800092710610e4 + r * (2.8729085735721942674e4 + r * 5.2264952788528545610e3)
    d = 5.3941960214247511077e3 + r * (2.1213794301586595867e4 + r * d)
    d = 1.0 + r * (4.2313330701600911252e1 + r * (6.8718700749205790830e2 + r * d))
    return n / d


def _middle(r: float) -> float:
    n = 2.41780725177450611770e-1 + r * (2.27238449892691845833e-2 + r * 7.74545014278341407640e-4)
    n = 3.64784832476320460504e0 + r * (1.27045825245236838258e0 + r * n)
    n = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * (5.76949722146069140550e0 + r * n))
    d = 1.51986665636164571966e-2 + r * (5.47593808499534494600e-4 + r * 1.05075007164441684324e-9)
    d = 6.89767334985100004550e-1 + r * (1.48103976427480074590e-1 + r * d)
    d = 1.0 + r * (2.05319162663775882187e0 + r * (1.67638483018380384940e0 + r * d))
    return n / d


def _far(r: float) -> float:
    n = 1.24266094738807843860e-3 + r * (2.71155556874348757815e-5 + r * 2.01033439929228813265e-7)
    n = 2.96560571828504891230e-1 + r * (2.65321895265761230930e-2 + r * n)
    n = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * (1.78482653991729133580e0 + r * n))
    d = 1.84631831751005468180e-5 + r * (1.42151175831644588870e-7 + r * 2.04426310338993978564e-15)
    d = 1.48753612908506148525e-2 + r * (7.86869131145613259100e-4 + r * d)
    d = 1.0 + r * (5.99832206555887937690e-1 + r * (1.36929880922735805310e-1 + r * d))
    return n / d
